//! The page while one works on it: what changes is built anew, and the page reloads.

use crate::build::{self, Care};
use crate::run::{Result, node_tool, run, stage};
use crate::setup;

/// Vite serves `www/` and reloads the page. `vite.dev.ts` calls [`draft`] when the crate has changed.
pub fn dev(port: u16) -> Result<()> {
    stage("set-up", setup::all)?;
    draft()?;
    println!("\nMixtape is at http://127.0.0.1:{port}/ and follows src/ and www/ (stop with Ctrl-C)");
    let port = port.to_string();
    run(node_tool("vite").args(["--host", "127.0.0.1", "--strictPort", "--port", &port]))
}

/// The page's bindings, built quickly: nothing here is shipped.
pub fn draft() -> Result<()> {
    build::bindings(Care::Draft)
}
