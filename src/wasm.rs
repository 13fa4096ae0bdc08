//! The bindings: the only place that knows JavaScript. Delegations and conversions, nothing else.
//!
//! One crate, three modules for the web: `api` is the npm package, `page` what the playground needs for its first
//! picture, `lab` what it fetches when it is asked for (scenes, restarts, model choice, pictures).

#![allow(unreachable_pub, reason = "what is exported to JavaScript is public there, not in Rust")]

#[cfg(feature = "api")]
mod classes;
mod convert;
#[cfg(any(feature = "page", feature = "lab"))]
mod deck;
#[cfg(feature = "lab")]
mod lab;
#[cfg(feature = "api")]
mod studies;
#[cfg(feature = "api")]
mod values;
