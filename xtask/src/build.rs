//! From sources to `pkg/` and `dist/`.

use crate::run::{Result, cargo, node_tool, run, stage};
use crate::setup;
use std::fs;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The crate as JavaScript sees it: the feature that chooses the bindings, and where they go.
struct Part {
    feature: &'static str,
    name: &'static str,
    folder: &'static str,
    /// Whether it is a package of its own, which finds its wasm and has a door before its bindings (`npm/mixtape.js`).
    package: bool,
}

const PARTS: [Part; 3] = [
    Part { feature: "api", name: "mixtape", folder: "pkg", package: true },
    Part { feature: "page", name: "page", folder: "www/wasm/page", package: false },
    Part { feature: "lab", name: "lab", folder: "www/wasm/lab", package: false },
];

/// How much work goes into the wasm.
#[derive(Clone, Copy, PartialEq)]
pub enum Care {
    /// Small and quick, as it is shipped.
    Shipped,
    /// Soon there, for people who change it (`[profile.draft]` in Cargo.toml).
    Draft,
}

/// Everything that is shipped, checked against the size budget.
pub fn build() -> Result<()> {
    stage("set-up", setup::all)?;
    PARTS.iter().try_for_each(|part| part.build(Care::Shipped))?;
    fill_package()?;
    stage("site", || {
        run(node_tool("vite").args(["build", "--logLevel", "warn"]))?;
        run(node_tool("vite").args(["build", "--mode", "single", "--logLevel", "warn"]))?;
        // Vite empties a folder before it writes there: the one file is made apart and joins the site at the end.
        fs::copy("target/single/index.html", "dist/mixtape.html").map_err(|e| format!("dist/mixtape.html: {e}"))?;
        Ok(())
    })?;
    stage("sizes", || run(Command::new("node").arg("xtask/sizes.mjs")))
}

/// What the page's modules import.
pub fn bindings(care: Care) -> Result<()> {
    PARTS.iter().filter(|part| !part.package).try_for_each(|part| part.build(care))
}

/// How wasm-opt makes the wasm small. Control flow is written anew; and because the stack comes first in memory and
/// grows down, the lowest kilobyte is never used, so that constants may move into the offsets of loads and stores.
const POLISH: [&str; 8] =
    ["-Oz", "--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--optimize-added-constants", "-Oz", "--converge"];

impl Part {
    fn build(&self, care: Care) -> Result<()> {
        let Self { feature, name, folder, .. } = self;
        stage(&format!("wasm: {feature}"), || {
            let profile = if care == Care::Shipped { "release" } else { "draft" };
            let target = ["--profile", profile, "--lib", "--target", "wasm32-unknown-unknown", "--features", feature];
            // In one folder each choice of features would undo the last: a library's file is named by the crate alone.
            let built = format!("target/{feature}");
            run(cargo(&["build", "--target-dir", &built]).args(target))?;
            let input = format!("{built}/wasm32-unknown-unknown/{profile}/mixtape.wasm");
            let bytes = fs::read(&input).map_err(|e| format!("{input}: {e}"))?;
            // The same bytes need no second polish; a draft's bytes are never those of a release.
            let stamp = format!("target/{feature}.stamp");
            let wasm = format!("{folder}/{name}_bg.wasm");
            if Path::new(&wasm).exists() && fs::read(&stamp).is_ok_and(|done| done == bytes) {
                return Ok(());
            }
            self.bind(&input).map_err(|e| format!("wasm-bindgen: {e:#}"))?;
            if care == Care::Shipped {
                run(node_tool("wasm-opt").args(POLISH).args([&wasm, "-o", &wasm]))?;
            }
            fs::write(&stamp, bytes).map_err(|e| format!("{stamp}: {e}"))
        })
    }

    fn bind(&self, input: &str) -> std::result::Result<(), Box<dyn std::error::Error>> {
        // What is shipped holds nothing old. The page's folders stay: a server may be looking at them.
        if self.package {
            let _ = fs::remove_dir_all(self.folder);
        }
        let mut bindgen = Bindgen::new();
        bindgen.input_path(input).out_name(self.name).typescript(true);
        // The page's glue has no path in it: classic workers have no import.meta.
        bindgen.web(true)?.omit_default_module_path(!self.package);
        bindgen.remove_name_section(true).remove_producers_section(true);
        bindgen.generate(self.folder)?;
        if self.package {
            fs::rename(format!("{}/{}.js", self.folder, self.name), format!("{}/glue.js", self.folder))?;
        }
        Ok(())
    }
}

/// What is written by hand joins what was generated.
fn fill_package() -> Result<()> {
    let copy = |from: &str, to: &str| fs::copy(from, to).map_err(|e| format!("{from} to {to}: {e}"));
    for name in ["mixtape.js", "read.js", "node.js", "README.md"] {
        copy(&format!("npm/{name}"), &format!("pkg/{name}"))?;
    }
    copy("LICENSE", "pkg/LICENSE")?;
    let manifest = fs::read_to_string("npm/package.json").map_err(|e| format!("npm/package.json: {e}"))?;
    let manifest = manifest.replace("VERSION", env!("CARGO_PKG_VERSION_OF_MIXTAPE"));
    fs::write("pkg/package.json", manifest).map_err(|e| format!("pkg/package.json: {e}"))
}
