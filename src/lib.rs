//! Mixtape: clustering by turns.

pub mod catalog;
pub mod draw;
pub mod error;
pub mod points;
pub mod rng;
