//! Running other programs, and saying so.

use std::process::Command;
use std::time::Instant;

/// What went wrong, in words for a person.
pub type Result<T> = std::result::Result<T, String>;

/// Run to the end; an error names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let text = describe(command);
    let status = command.status().map_err(|e| format!("{text} could not be started: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{text} failed ({status})")) }
}

/// What the command prints; nothing when it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let out = command.output().ok().filter(|out| out.status.success())?;
    String::from_utf8(out.stdout).ok().map(|text| text.trim().to_string())
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|w| w.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// A program that npm has installed here.
pub fn node_tool(name: &str) -> Command {
    Command::new(format!("node_modules/.bin/{name}"))
}

/// Cargo, with the flags of the project alone: a RUSTFLAGS variable would replace them.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

/// A stage with its name before it and its time after it.
pub fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n== {name}");
    let start = Instant::now();
    let result = work();
    println!("== {name}: {} in {:.1} s", if result.is_ok() { "done" } else { "FAILED" }, start.elapsed().as_secs_f64());
    result
}
