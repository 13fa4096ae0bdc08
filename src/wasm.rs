//! The bindings: the only place that knows JavaScript. Delegations and conversions, nothing else.

#![allow(unreachable_pub, reason = "what is exported to JavaScript is public there, not in Rust")]

mod classes;
mod convert;
mod deck;
