//! Everything that must hold before a change lands, the quickest first.

use crate::run::{Result, cargo, node_tool, run, stage};
use crate::{browser, build, setup};
use std::process::Command;

/// All of it; the first failure ends it.
pub fn test() -> Result<()> {
    let chromium = browser::chromium()?;
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
