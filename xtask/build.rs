//! The version of the crate, for the npm package.

fn main() {
    println!("cargo::rerun-if-changed=../Cargo.toml");
    let manifest = std::fs::read_to_string("../Cargo.toml").expect("the workspace has a manifest");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = ")).expect("the package has a version");
    println!("cargo::rustc-env=CARGO_PKG_VERSION_OF_MIXTAPE={}", version.trim_matches('"'));
}
