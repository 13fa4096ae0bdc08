//! Everything that must hold before a change lands, the quickest first.

use crate::run::{Result, cargo, node_tool, run, stage};
use crate::{browser, build, setup};
use std::path::Path;
use std::process::Command;

/// The native tests that tell most in a few seconds: exact states, links and pictures of every model, and the numbers
/// of other programs.
const TELLING: [&str; 8] = ["contract", "draw", "frozen", "link", "portability", "reference", "time_travel", "words"];

/// All of it; the first failure ends it.
pub fn test() -> Result<()> {
    let chromium = browser::CHROMIUM.path()?;
    stage("set-up", setup::all)?;
    stage("formatting", formatting)?;
    stage("lints", || lints("--all-targets"))?;
    stage("documentation", || run(cargo(&["doc", "--no-deps", "--lib"]).env("RUSTDOCFLAGS", "-D warnings")))?;
    stage("native tests", || run(&mut cargo(&["test"])))?;
    build::build()?;
    stage("types", types)?;
    stage("package in Node and Chromium, modules, examples", || {
        run(Command::new("node").args(["--test", "tests/node/"]).env("CHROMIUM", &chromium))
    })?;
    stage("page in Chromium", || run(node_tool("playwright").arg("test").env("CHROMIUM", &chromium)))
}

/// What can be said in a minute, between two changes.
pub fn quick() -> Result<()> {
    stage("set-up", setup::all)?;
    stage("formatting", formatting)?;
    // Types come from the bindings: those of the last build will do.
    if ["page", "lab"].iter().any(|name| !Path::new(&format!("www/wasm/{name}/{name}.d.ts")).exists()) {
        build::bindings(build::Care::Draft)?;
    }
    stage("types", types)?;
    stage("modules of the page", || run(Command::new("node").args(["--test"]).args(SOURCE_TESTS)))?;
    stage("lints", || lints("--lib"))?;
    stage("native tests that tell most", || {
        run(cargo(&["test", "--quiet", "--lib"]).args(TELLING.iter().flat_map(|name| ["--test", name])))
    })
}

/// Tests in Node that read the page's sources and need no build.
const SOURCE_TESTS: [&str; 2] = ["tests/node/imports.test.mjs", "tests/node/styles.test.mjs"];

fn formatting() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(node_tool("biome").arg("format"))
}

/// `targets`: which of the native ones.
fn lints(targets: &str) -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    run(node_tool("biome").args(["lint", "--error-on-warnings"]))?;
    run(cargo(&["clippy", "--workspace", targets]).args(deny))?;
    run(cargo(&["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--all-features"]).args(deny))
}

fn types() -> Result<()> {
    ["tsconfig.json", "tsconfig.worker.json", "tsconfig.tests.json"]
        .iter()
        .try_for_each(|project| run(node_tool("tsc").args(["--project", project])))
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
