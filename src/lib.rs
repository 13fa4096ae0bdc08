//! Mixtape: clustering by turns.

pub mod build;
pub mod catalog;
pub mod data;
pub mod energy;
pub mod error;
pub mod linalg;
pub mod math;
pub mod model;
pub mod moments;
pub mod options;
pub mod points;
pub mod rng;
pub mod run;
pub mod start;
pub mod tape;

#[cfg(target_arch = "wasm32")]
mod wasm;
