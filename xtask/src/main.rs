//! `cargo xtask build | serve | dev | test | engines | bench`: everything from a fresh clone, with Rust and Node alone.

// A build driver may look at the clock; the crate it builds may not.
#![allow(clippy::disallowed_methods)]

mod browser;
mod build;
mod dev;
mod run;
mod setup;
mod test;

use run::{Result, node_tool, run};

const HELP: &str = "\
cargo xtask serve [--port 8080]   build, and serve the playground on http://127.0.0.1:8080/
cargo xtask dev [--port 8080]     the same page while you change it: rebuilds what changed and reloads
cargo xtask test                  formatting, lints, native, Node and browser tests
cargo xtask test --quick          under a minute: formatting, lints, types, and the native tests that tell most;
                                  leaves out documentation, the long native tests, the package and every browser
cargo xtask engines               the same states of the page in Chromium, Firefox and WebKitGTK
cargo xtask build                 dist/ (the site), dist/mixtape.html (one file), pkg/ (the npm package)
cargo xtask bench                 the benchmarks";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    // Paths are the workspace's, wherever the command was called.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    let result = std::env::set_current_dir(root).map_err(|e| e.to_string()).and_then(|()| match words.as_slice() {
        ["build"] => build::build(),
        ["serve", rest @ ..] => port(rest).and_then(serve),
        ["dev", rest @ ..] => port(rest).and_then(dev::dev),
        ["draft"] => dev::draft(),
        ["test"] => test::test(),
        ["test", "--quick"] => test::quick(),
        ["engines"] => test::engines(),
        ["bench"] => bench(),
        _ => Err(format!("usage:\n{HELP}")),
    });
    if let Err(message) = result {
        eprintln!("\nxtask: {message}");
        std::process::exit(1);
    }
}

/// A port that nobody listens at.
fn port(rest: &[&str]) -> Result<u16> {
    let port = match rest {
        [] => 8080,
        ["--port", port] => port.parse().map_err(|_| format!("--port {port}: it must be a number from 1 to 65535"))?,
        _ => return Err(format!("usage:\n{HELP}")),
    };
    if std::net::TcpListener::bind(("127.0.0.1", port)).is_err() {
        return Err(format!("port {port} is in use: stop what listens there, or choose another with --port"));
    }
    Ok(port)
}

fn serve(port: u16) -> Result<()> {
    build::build()?;
    println!("\nMixtape is at http://127.0.0.1:{port}/ (stop with Ctrl-C)");
    let port = port.to_string();
    run(node_tool("vite").args(["preview", "--host", "127.0.0.1", "--strictPort", "--port", &port]))
}

fn bench() -> Result<()> {
    run(std::process::Command::new("cargo").args(["bench", "--benches"]))?;
    build::build()?;
    run(std::process::Command::new("node").arg("benches/wasm.mjs"))
}
