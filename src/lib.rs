//! Mixtape: clustering by turns.

pub mod build;
pub mod catalog;
pub mod config;
pub mod controls;
pub mod curves;
pub mod data;
pub mod deck;
pub mod draw;
pub mod energy;
pub mod error;
pub mod hand;
pub mod inspect;
pub mod linalg;
pub mod link;
pub mod math;
pub mod model;
pub mod models;
pub mod moments;
pub mod narrate;
pub mod options;
pub mod overlay;
pub mod plane;
pub mod points;
pub mod rng;
pub mod run;
pub mod start;
pub mod tape;
pub mod text;
pub mod view;

#[cfg(target_arch = "wasm32")]
mod wasm;
