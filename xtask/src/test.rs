//! Everything that must hold before a change lands, the quickest first.

use crate::run::{Result, cargo, node_tool, run, stage};
use crate::{browser, build, setup};
use std::process::Command;

/// All of it; the first failure ends it.
pub fn test() -> Result<()> {
    let chromium = browser::CHROMIUM.path()?;
    setup::wasm_target()?;
    stage("formatting", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    stage("lints, native", || run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])))?;
    stage("lints, wasm", || {
        run(&mut cargo(&[
            "clippy",
            "--lib",
            "--target",
            "wasm32-unknown-unknown",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    stage("documentation", || run(cargo(&["doc", "--no-deps", "--lib"]).env("RUSTDOCFLAGS", "-D warnings")))?;
    stage("native tests", || run(&mut cargo(&["test"])))?;
    build::build()?;
    stage("types", || {
        ["tsconfig.json", "tsconfig.worker.json", "tsconfig.tests.json"]
            .iter()
            .try_for_each(|project| run(node_tool("tsc").args(["--project", project])))
    })?;
    stage("package in Node and Chromium", || {
        run(Command::new("node").args(["--test", "tests/node/"]).env("CHROMIUM", &chromium))
    })?;
    stage("page in Chromium", || run(node_tool("playwright").arg("test").env("CHROMIUM", &chromium)))
}

/// The same states in Chromium, Firefox and WebKitGTK, over http and from the one file.
pub fn engines() -> Result<()> {
    let mut play = node_tool("playwright");
    play.args(["test", "--config", "playwright.engines.config.ts"]);
    for program in [browser::CHROMIUM, browser::FIREFOX, browser::WEBKIT, browser::SCREEN] {
        play.env(program.variable, program.path()?);
    }
    build::build()?;
    stage("page in three engines", || run(&mut play))
}
