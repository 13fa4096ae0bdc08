//! The lecture as scenes: every figure and claim of the course as a run that can be played, changed and linked, in the
//! order of the slides, with what to look for and two questions.
//!
//! Data only: a scene is a link and words. Keys are public (they live in links); the order is the lecture's.

mod beyond;
mod density;
mod em;
mod kmeans;
mod museum;
mod soft;

use serde::Serialize;

/// One scene.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SceneRow {
    /// The stable key: `scene=key`.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// The rows of the course that it shows: "D7".
    pub rows: &'static [&'static str],
    /// What is shown: a link without its `scene` key.
    pub link: &'static str,
    /// What it is and what to do, in the course's notation.
    pub words: &'static str,
    /// What to look for.
    pub look: &'static str,
    /// Two questions that playing it answers.
    pub questions: [Question; 2],
}

/// A question with its answer.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Question {
    /// What is asked.
    pub ask: &'static str,
    /// How it is answered.
    pub kind: Ask,
    /// Why it is so; shown after the answer.
    pub answer: &'static str,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "how", rename_all = "camelCase")]
pub enum Ask {
    /// By choosing.
    Choose {
        /// What there is to choose.
        options: &'static [&'static str],
        /// The index of the right one.
        right: usize,
    },
    /// On the running picture, before it moves on: a prediction of [`crate::predict`].
    Predict {
        /// A key of [`crate::predict::WHATS`].
        what: &'static str,
        /// Which component, where one is asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        k: Option<usize>,
        /// Which point, where one is asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        n: Option<usize>,
        /// At which half-step.
        t: usize,
    },
}

/// One chapter of the lecture.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Chapter {
    /// Its name.
    pub title: &'static str,
    /// Its scenes, in the order of the slides.
    pub scenes: &'static [SceneRow],
}

/// The lecture.
pub static CHAPTERS: [Chapter; 6] = [
    Chapter { title: "Clusters", scenes: density::SCENES },
    Chapter { title: "K-means", scenes: kmeans::SCENES },
    Chapter { title: "Soft assignments", scenes: soft::SCENES },
    Chapter { title: "Mixtures and EM", scenes: em::SCENES },
    Chapter { title: "Beyond Gaussians", scenes: beyond::SCENES },
    Chapter { title: "The failure museum", scenes: museum::SCENES },
];

/// The scenes in the order of the lecture.
pub fn all() -> impl Iterator<Item = &'static SceneRow> {
    CHAPTERS.iter().flat_map(|chapter| chapter.scenes)
}

/// A question answered by choosing.
const fn choose(ask: &'static str, options: &'static [&'static str], right: usize, answer: &'static str) -> Question {
    Question { ask, kind: Ask::Choose { options, right }, answer }
}

/// A question answered on the picture, about the half-step after `t`.
const fn predict(ask: &'static str, what: &'static str, k: Option<usize>, t: usize, answer: &'static str) -> Question {
    Question { ask, kind: Ask::Predict { what, k, n: None, t }, answer }
}
