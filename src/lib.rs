//! Mixtape: clustering by turns.
//!
//! Every model here minimises one free energy over responsibilities r and parameters theta, alternately:
//!
//! ```text
//! F(r, theta) = sum_n sum_k r_nk E_k(x_n; theta) + T sum_n sum_k r_nk ln r_nk
//! ```
//!
//! | model | energy `E_k(x)` | T | F after an assignment |
//! |---|---|---|---|
//! | K-means | `|x - m_k|^2` | 0 | J, the distortion |
//! | soft K-means | `|x - m_k|^2` | 1/beta | `-(1/beta) sum_n ln sum_k exp(-beta |x_n - m_k|^2)` |
//! | K-medoids | `|x - m_k|`, `m_k` a data point | 0 | J |
//! | mixtures (Gaussian, Student t, Bernoulli, multinomial, Poisson) | `-ln pi_k - ln p(x; theta_k)` | 1 | minus the log-likelihood |
//!
//! Assignment (the E-step) is the argmin over r, refit (the M-step) the argmin over theta, so F never rises, at any
//! half-step of any model whose refit is exact ([`model::Model::exact`] says which are not: gradient ascent, online
//! K-means, added variance, plain Mahalanobis distances). Assignment, objective, stop rule and the picture of the plane are written once
//! ([`energy`], [`run`], [`deck`]); a model ([`model`]) says its energies, the moments it needs and its refit.
//!
//! A run is a function of its start: [`run::Run`] walks it, [`tape::Tape`] records and seeks it, [`link::Link`] is
//! its name. The same link gives the same bits on every machine.
//!
//! ```
//! use mixtape::options::{Family, Init, Options};
//! use mixtape::{points::Points, run::Run};
//! use std::sync::Arc;
//!
//! let points = Points::from_rows(&[0.0, 0.0, 0.0, 1.0, 10.0, 0.0, 10.0, 1.0], 2)?;
//! let init = Init::Given { means: vec![0.0, 0.0, 10.0, 0.0], weights: None, covariances: None };
//! let mut run = Run::new(Family::KMeans, Arc::new(points), &Options { k: 2, init, ..Options::default() })?;
//! assert_eq!(run.step()?.objective, 2.0); // assignment: J = 0 + 1 + 0 + 1
//! assert_eq!(run.step()?.objective, 1.0); // refit: the centres go to the means
//! run.run(100)?;
//! assert!(run.converged());
//! # Ok::<(), mixtape::error::Error>(())
//! ```
//!
//! Notation: N points `x_n` in R^D, K components, responsibilities `r` (N x K, rows sum to 1), `N_k = sum_n r_nk`,
//! means `m` or `mu` (K x D), mixing coefficients `pi` (K), covariances `Sigma` (K x D x D).
//! After Bishop, *Pattern Recognition and Machine Learning* (2006), chapter 9; the free energy after Neal and
//! Hinton (1998).

pub mod bayes;
pub mod bound;
pub mod build;
pub mod catalog;
pub mod chart;
pub mod config;
pub mod controls;
pub mod curves;
pub mod data;
pub mod deck;
pub mod draw;
pub mod energy;
pub mod error;
pub mod faces;
pub mod hand;
pub mod image;
pub mod inspect;
pub mod linalg;
pub mod link;
pub mod machine;
pub mod math;
pub mod model;
pub mod models;
pub mod moments;
pub mod narrate;
pub mod options;
pub mod order;
pub mod overlay;
pub mod plane;
pub mod points;
pub mod predict;
pub mod restarts;
pub mod rng;
pub mod room;
pub mod run;
pub mod scenes;
pub mod select;
pub mod start;
pub mod tape;
pub mod text;
pub mod twin;
pub mod view;

/// Whether this build has all there is. What the page loads first leaves out the second side and the models that
/// few links ask for ([`config::Configuration::is_rare`]); whoever asks for one gets the whole crate then.
pub(crate) const WHOLE: bool = !cfg!(feature = "page") || cfg!(feature = "lab") || cfg!(feature = "api");

#[cfg(all(target_arch = "wasm32", any(feature = "api", feature = "page", feature = "lab")))]
mod wasm;
