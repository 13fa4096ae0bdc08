//! Errors in the panel's words: "Variance floor" where the library says `varianceFloor`.

use crate::error::Error;
use crate::models::MODELS;

/// The options that a run's errors tell people to change, `k` aside. Others are words of the language, too.
const TOLD: [&str; 2] = ["varianceFloor", "regularization"];

/// `error` with the panel's names for K and for settings.
pub(super) fn told(error: Error) -> Error {
    let Error { code, message: said } = error;
    let mut message = String::new();
    for word in said.split(' ') {
        let between = if message.is_empty() { "" } else { " " };
        message.push_str(between);
        message.push_str(title(word));
    }
    // A sentence of its own here.
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Error { code, message }
}

fn title(word: &str) -> &str {
    let mut options = MODELS.iter().flat_map(|model| model.options);
    match word {
        "k" => "K",
        "k," => "K,",
        _ if !TOLD.contains(&word) => word,
        _ => options.find(|option| option.name == word).map_or(word, |option| option.title),
    }
}
