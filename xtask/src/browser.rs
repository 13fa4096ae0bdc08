//! A Chromium to test the page in.

use crate::run::{Result, output, run};
use std::process::Command;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The path of a Chromium: `CHROMIUM`, one on the PATH, or one that the package manager installs now.
pub fn chromium() -> Result<String> {
    if let Ok(path) = std::env::var("CHROMIUM") {
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if !root || output(Command::new("apt-get").arg("--version")).is_none() {
        return Err(
            "no Chromium was found: install one (on Debian: apt-get install chromium), or name it in the variable CHROMIUM".into()
        );
    }
    println!("installing Chromium");
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
        .env("DEBIAN_FRONTEND", "noninteractive"))?;
    find().ok_or_else(|| "Chromium was installed but is not on the PATH".into())
}

fn find() -> Option<String> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|dir| NAMES.map(|name| dir.join(name)))
        .find(|file| file.is_file())
        .map(|file| file.to_string_lossy().into_owned())
}
