//! Mixtape: clustering by turns.

pub mod catalog;
pub mod data;
pub mod error;
pub mod points;
pub mod rng;
