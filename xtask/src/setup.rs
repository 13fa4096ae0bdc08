//! What a fresh machine lacks: the wasm target and the npm packages.

use crate::run::{Result, output, run};
use std::fs;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";
const NODE: u32 = 20;

/// All that a build needs.
pub fn all() -> Result<()> {
    wasm_target()?;
    npm_packages()
}

/// The wasm target, through rustup.
pub fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).ok_or("rustc cannot be run")?;
    if fs::exists(format!("{sysroot}/lib/rustlib/{WASM}/lib")).unwrap_or(false) {
        return Ok(());
    }
    println!("installing the Rust target {WASM}");
    run(Command::new("rustup").args(["target", "add", WASM])).map_err(|e| {
        format!("the Rust target {WASM} is missing. Install Rust through https://rustup.rs and try again ({e})")
    })
}

/// Node, and the packages of package-lock.json; reinstalled when it has changed.
pub fn npm_packages() -> Result<()> {
    let version = output(Command::new("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|v| v.parse::<u32>().ok());
    if major.is_none_or(|v| v < NODE) {
        let found = if version.is_empty() { "none".into() } else { version };
        return Err(format!("Node {NODE} or later is needed (found {found}): install it from https://nodejs.org"));
    }
    let wanted = fs::read_to_string("package-lock.json").map_err(|e| format!("package-lock.json: {e}"))?;
    let stamp = "node_modules/.mixtape-lock";
    if fs::read_to_string(stamp).is_ok_and(|done| done == wanted) {
        return Ok(());
    }
    println!("installing the npm packages");
    run(Command::new("npm").args(["ci", "--no-progress"]))?;
    fs::write(stamp, wanted).map_err(|e| format!("{stamp}: {e}"))
}
