//! How a run is looked at: layers and axes. Nothing here changes a run.

use crate::catalog::Choice;

/// The layers of the stage.
pub static LAYERS: [Choice; 8] = [
    Choice {
        key: "field",
        title: "Cells",
        blurb: "What the model says of every place: its nearest centre, or its responsibilities.",
    },
    Choice { key: "density", title: "Density", blurb: "The same, shaded by the density p(x)." },
    Choice { key: "contours", title: "Contours", blurb: "Lines of equal density p(x)." },
    Choice { key: "ellipses", title: "Ellipses", blurb: "Each component at 1, 2 and 3 standard deviations." },
    Choice { key: "trails", title: "Trails", blurb: "The way every centre has come." },
    Choice { key: "spokes", title: "Spokes", blurb: "A line from every point to its centre." },
    Choice { key: "labels", title: "Coordinates", blurb: "Each centre's coordinates beside it." },
    Choice {
        key: "truth",
        title: "True groups",
        blurb: "Colours points by the groups they really come from, where known.",
    },
];

/// What the dock below the stage can show; the first when nothing is said.
pub static DOCKS: [Choice; 5] = [
    Choice {
        key: "objective",
        title: "Objective",
        blurb: "The objective after every half-step, and the way through the run.",
    },
    Choice { key: "bound", title: "Bound", blurb: "Q, entropy, the lower bound and its gap to log p(D)." },
    Choice {
        key: "components",
        title: "Components",
        blurb: "What each component looks like: a picture, or its words.",
    },
    Choice { key: "restarts", title: "Restarts", blurb: "Hundreds of starts, and where they end." },
    Choice { key: "choose", title: "Choose K", blurb: "How many clusters? Every criterion against K." },
];

/// The longest name of a scene.
pub const MAX_SCENE: usize = 40;

/// What the two axes of the stage show of D coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axes {
    /// Two columns, counted from 0.
    Columns(usize, usize),
    /// The first two principal components.
    Principal,
}

/// Layers, axes, the dock, the scene; the model's and the data's own habits where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Keys of [`LAYERS`] that a hand has switched on or off, in their order; a model's habits decide of the others.
    pub layers: Vec<(&'static str, bool)>,
    /// What is shown.
    pub axes: Option<Axes>,
    /// A key of [`DOCKS`]; empty = the first.
    pub dock: &'static str,
    /// The scene of the lecture that this run belongs to, by its key; empty when to none.
    pub scene: String,
}

/// The layer that cannot be on beside `layer`, or nothing: the ground is tinted in one way at a time.
fn rival(layer: &str) -> &'static str {
    match layer {
        "field" => "density",
        "density" => "field",
        _ => "",
    }
}

impl View {
    /// What has to be said of the layers beyond `habits`: those switched, without the ones that follow from others.
    pub fn switched(&self, habits: &[&str]) -> impl Iterator<Item = (&'static str, bool)> {
        let follows = |key: &str| self.layers.contains(&(rival(key), true));
        self.layers.iter().copied().filter(move |(key, on)| habits.contains(key) != *on && (*on || !follows(key)))
    }

    /// Whether `layer` is on; `habits` are the layers of the model when nothing is said.
    pub fn shows(&self, layer: &str, habits: &[&str]) -> bool {
        self.layers.iter().find(|(key, _)| *key == layer).map_or_else(|| habits.contains(&layer), |(_, on)| *on)
    }

    /// Switch a key of [`LAYERS`] on or off.
    pub fn switch(&mut self, layer: &'static str, on: bool) {
        let other = rival(layer);
        let switched: Vec<(&'static str, bool)> = LAYERS
            .iter()
            .filter_map(|choice| match choice.key {
                key if key == layer => Some((key, on)),
                key if on && key == other => Some((key, false)),
                key => self.layers.iter().find(|(k, _)| *k == key).copied(),
            })
            .collect();
        self.layers = switched;
    }

    /// Columns 1 and 2 where there are no more, the principal components otherwise.
    pub fn axes(&self, d: usize) -> Axes {
        match self.axes {
            Some(Axes::Columns(x, y)) if x < d && y < d && (x != y || d == 1) => Axes::Columns(x, y),
            _ if d > 2 => Axes::Principal,
            _ => Axes::Columns(0, d - 1),
        }
    }
}
