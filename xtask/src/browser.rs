//! The programs that the page is tested in, installed where they are missing and may be.

use crate::run::{Result, output, run};
use std::process::Command;

/// A program, and how one comes by it.
pub struct Program {
    title: &'static str,
    /// The variable that names another one.
    pub variable: &'static str,
    names: &'static [&'static str],
    /// What Debian calls it.
    packages: &'static [&'static str],
}

pub const CHROMIUM: Program = Program {
    title: "Chromium",
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium", "fonts-dejavu-core"],
};

pub const FIREFOX: Program =
    Program { title: "Firefox", variable: "FIREFOX", names: &["firefox-esr", "firefox"], packages: &["firefox-esr"] };

pub const WEBKIT: Program = Program {
    title: "WebKitGTK's driver",
    variable: "WEBKIT_DRIVER",
    names: &["WebKitWebDriver"],
    packages: &["webkit2gtk-driver"],
};

/// A screen in memory: WebKitGTK draws on nothing less.
pub const SCREEN: Program = Program { title: "Xvfb", variable: "XVFB", names: &["Xvfb"], packages: &["xvfb"] };

impl Program {
    /// Its path: the one of the variable, one on the PATH, or one that the package manager installs now.
    pub fn path(&self) -> Result<String> {
        let Self { title, variable, packages, .. } = self;
        if let Ok(path) = std::env::var(variable) {
            return Ok(path);
        }
        if let Some(path) = self.find() {
            return Ok(path);
        }
        let install = format!("apt-get install {}", packages.join(" "));
        let root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
        if !root || output(Command::new("apt-get").arg("--version")).is_none() {
            return Err(format!(
                "no {title} was found: install it (on Debian: {install}), or name it in the variable {variable}"
            ));
        }
        println!("installing {title}");
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(*packages)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        self.find().ok_or_else(|| format!("{title} was installed but is not on the PATH"))
    }

    fn find(&self) -> Option<String> {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path)
            .flat_map(|dir| self.names.iter().map(move |name| dir.join(name)))
            .find(|file| file.is_file())
            .map(|file| file.to_string_lossy().into_owned())
    }
}
