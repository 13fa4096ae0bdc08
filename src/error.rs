//! What can be wrong with an input, and how it is said.

use std::fmt;

/// The kind of a problem: stable, for programs. Its text is for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// An option is unknown, of the wrong type, or outside its range.
    InvalidOption,
    /// The points are empty, not finite, or do not fit the model.
    InvalidData,
    /// A covariance lost rank, and neither a floor nor a regularisation was asked for.
    SingularCovariance,
    /// The request would need more memory than a page should take.
    TooLarge,
}

impl Code {
    /// The public spelling, the same in Rust, JavaScript and links.
    pub fn key(self) -> &'static str {
        match self {
            Self::InvalidOption => "invalid-option",
            Self::InvalidData => "invalid-data",
            Self::SingularCovariance => "singular-covariance",
            Self::TooLarge => "too-large",
        }
    }
}

/// A problem: its kind, and a sentence that says what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind, for programs.
    pub code: Code,
    /// The sentence, for people.
    pub message: String,
}

/// The result of anything that checks what it is given.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn option(message: impl Into<String>) -> Self {
        Self { code: Code::InvalidOption, message: message.into() }
    }

    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self { code: Code::InvalidData, message: message.into() }
    }

    pub(crate) fn singular(message: impl Into<String>) -> Self {
        Self { code: Code::SingularCovariance, message: message.into() }
    }

    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self { code: Code::TooLarge, message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.key(), self.message)
    }
}

impl std::error::Error for Error {}
