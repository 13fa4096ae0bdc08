//! The panel, from the catalogues: every control with its present value, in the order of reading.

use crate::WHOLE;
use crate::catalog::{Choice, Knob};
use crate::config::{Configuration, Data};
use crate::data::SOURCES;
use crate::link::Link;
use crate::models::{MODELS, Values};
use crate::options::row::{Number, OptionKind, OptionRow};
use crate::options::{Family, MAX_K, table};
use crate::overlay::{docks, layers};
use crate::start::STARTS;
use crate::text::plain;
use crate::twin::RUNGS;
use crate::view::{Axes, DOCKS, LAYERS};
use serde::Serialize;

/// One control.
#[derive(Clone, Debug, Serialize)]
pub struct Control {
    /// The key of links.
    pub key: String,
    /// Its label.
    pub title: String,
    /// What it does.
    pub blurb: String,
    /// The section of the panel: `"data"`, `"model"`, `"start"`, `"twin"`, `"view"`; `"dock"` stands by the dock itself.
    pub group: &'static str,
    /// `"choice"`, `"number"` or `"switch"`.
    pub kind: &'static str,
    /// The present value, as in a link.
    pub value: String,
    /// What can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Pick>,
    /// The least and the largest that may be typed, where a slider offers less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// The smallest value of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The step of a slider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// The value when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<f64>,
    /// Whether a slider moves in the logarithm.
    pub log: bool,
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// Why it cannot be changed now; empty when it can.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub disabled: String,
}

/// One thing to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Pick {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub blurb: String,
}

/// What a number may be.
#[derive(Clone, Copy, Debug)]
struct Range {
    min: f64,
    max: f64,
    step: f64,
    log: bool,
    whole: bool,
    default: f64,
}

fn range(knob: &Knob) -> Range {
    Range { min: knob.min, max: knob.max, step: knob.step, log: knob.log, whole: knob.whole, default: knob.default }
}

pub(crate) fn named(choice: &Choice) -> Pick {
    Pick { key: choice.key.into(), title: choice.title.into(), blurb: choice.blurb.into() }
}

impl Control {
    pub(crate) fn new(
        key: &str,
        title: &str,
        blurb: &str,
        group: &'static str,
        kind: &'static str,
        value: String,
    ) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            blurb: blurb.into(),
            group,
            kind,
            value,
            choices: Vec::new(),
            range: None,
            min: None,
            max: None,
            step: None,
            default: None,
            log: false,
            whole: false,
            disabled: String::new(),
        }
    }

    pub(crate) fn choosing(mut self, choices: impl Iterator<Item = Pick>) -> Self {
        self.choices = choices.collect();
        self
    }

    fn within(mut self, range: Range) -> Self {
        let Range { min, max, step, log, whole, default } = range;
        (self.min, self.max, self.step, self.default) = (Some(min), Some(max), Some(step), Some(default));
        (self.log, self.whole) = (log, whole);
        self
    }

    fn unless(mut self, why: &str) -> Self {
        self.disabled = why.into();
        self
    }
}

pub(crate) fn number(knob: &Knob, key: &str, group: &'static str, value: f64) -> Control {
    Control::new(key, knob.title, knob.blurb, group, "number", plain(value)).within(range(knob))
}

pub(crate) fn seed(key: &str, title: &str, blurb: &str, group: &'static str, value: u64) -> Control {
    let limits = Range { min: 0.0, max: 9_007_199_254_740_992.0, step: 1.0, log: false, whole: true, default: 0.0 };
    Control::new(key, title, blurb, group, "number", value.to_string()).within(limits)
}

/// All controls for `link`, whose data are `data`.
pub fn controls(link: &Link, data: &Data) -> Vec<Control> {
    let config = &link.config;
    let mut out = data_controls(config);
    out.extend(model_controls(config, data));
    out.extend(start_controls(config));
    out.extend(twin_controls(link, data));
    out.extend(view_controls(link, data));
    out
}

/// The run beside: the same controls as the model's, for its overrides.
fn twin_controls(link: &Link, data: &Data) -> Vec<Control> {
    let bit = |on: bool| if on { "1" } else { "0" }.to_string();
    let blurb = "A second run beside this one: the same points, the same start, another model.";
    let mut out = vec![Control::new("vs", "Side by side", blurb, "twin", "switch", bit(link.twin.is_some()))];
    let Some(twin) = link.twin.as_ref().filter(|_| WHOLE) else { return out };
    let blurb = "Off: half-steps are those of the side you have chosen, and the other waits.";
    out.push(Control::new("lock", "In step", blurb, "twin", "switch", bit(twin.locked)));
    let blurb = "From K-means to full covariances, one assumption less with every rung.";
    out.push(
        Control::new("vs.rung", "Ladder", blurb, "twin", "choice", twin.rung(&link.config).into())
            .choosing(RUNGS.iter().map(named)),
    );
    let other = twin.of_config(&link.config);
    out.extend(model_controls(&other, data).into_iter().filter(|c| c.key != "k").map(|mut c| {
        c.key = format!("vs.{}", c.key);
        c.group = "twin";
        if c.key == "vs.m" {
            c.title = "Second model".into();
        }
        c
    }));
    out
}

fn data_controls(config: &Configuration) -> Vec<Control> {
    let source = config.source;
    let mut out = vec![
        Control::new("d", "Data", source.choice.blurb, "data", "choice", source.choice.key.into())
            .choosing(SOURCES.iter().map(|s| named(&s.choice))),
    ];
    // Knobs without a title are turned elsewhere.
    for (knob, value) in source.knobs.iter().zip(&config.knobs).filter(|(knob, _)| !knob.title.is_empty()) {
        out.push(number(knob, &format!("d.{}", knob.key), "data", *value));
    }
    if !source.knobs.is_empty() {
        out.push(seed("d.seed", "Data seed", "The same seed makes the same points.", "data", config.data_seed));
    }
    let z = if config.standardised() { "1" } else { "0" };
    out.push(Control::new(
        "z",
        "Standardise",
        "Every column gets mean 0 and standard deviation 1, so that units do not decide.",
        "data",
        "switch",
        z.into(),
    ));
    out
}

fn model_controls(config: &Configuration, data: &Data) -> Vec<Control> {
    let raw = |family: Family| family.row().values != Values::Any;
    let fits = |family: Family| data.base.suits(family) && !(data.standardised && raw(family));
    let mut out = vec![
        Control::new("m", "Model", config.model.choice.blurb, "model", "choice", config.model.choice.key.into())
            .choosing(
                MODELS.iter().filter(|m| fits(m.family) || m.family == config.model.family).map(|m| named(&m.choice)),
            ),
        Control { max: Some(most_clusters(data)), range: None, ..option(&table::K, "model", config.k.to_string()) },
    ];
    for row in config.model.options {
        if row.needs.is_none_or(|(key, value)| config.setting(key).as_deref() == Some(value)) {
            out.push(option(row, "model", config.setting(row.key).unwrap_or_default()));
        }
    }
    out
}

/// An option of the crate, with its present value.
fn option(row: &OptionRow, group: &'static str, value: String) -> Control {
    let control = |kind| Control::new(row.key, row.title, row.blurb, group, kind, value);
    match row.kind {
        OptionKind::Number(number) => {
            let [min, max] = number.slider;
            let Number { step, log, whole, default, .. } = number;
            let range = (number.range != number.slider).then_some(number.range);
            Control { range, ..control("number").within(Range { min, max, step, log, whole, default }) }
        }
        OptionKind::Choice { choices, .. } => control("choice").choosing(choices.iter().map(named)),
        OptionKind::Start => control("choice").choosing(STARTS.iter().map(|way| named(&way.choice))),
    }
}

/// The most clusters that the slider of K offers: no more than there are points. A link may ask for up to [`MAX_K`].
fn most_clusters(data: &Data) -> f64 {
    let n = data.points.as_ref().map_or(MAX_K, |p| p.n());
    n.min(64) as f64
}

fn start_controls(config: &Configuration) -> Vec<Control> {
    vec![
        Control {
            blurb: config.way.choice.blurb.into(),
            ..option(&table::INIT, "start", config.way.choice.key.into())
        },
        option(&table::SEED, "start", config.seed.to_string()),
    ]
}

fn view_controls(link: &Link, data: &Data) -> Vec<Control> {
    let on = layers(link);
    let mut out = Vec::new();
    if data.columns().len() > 2 {
        let axes = match link.view.axes(data.columns().len()) {
            Axes::Principal => "pc".to_string(),
            Axes::Columns(x, y) => format!("{},{}", x + 1, y + 1),
        };
        out.push(
            Control::new(
                "axes",
                "Axes",
                "Which two of the D dimensions are shown; clustering uses them all.",
                "view",
                "choice",
                axes,
            )
            .choosing(axes_choices(data).into_iter()),
        );
    }
    for layer in &LAYERS {
        let value = if on.contains(&layer.key) { "1" } else { "0" };
        let key = format!("layer.{}", layer.key);
        let control = Control::new(&key, layer.title, layer.blurb, "view", "switch", value.into());
        out.push(match unavailable(layer.key, link, data) {
            "" => control,
            why => control.unless(why),
        });
    }
    let shown = docks(link, data).find(|dock| dock.key == link.view.dock).unwrap_or(&DOCKS[0]).key;
    let dock =
        Control::new("dock", "Below the stage", "What is shown below the stage.", "dock", "choice", shown.into());
    out.push(dock.choosing(docks(link, data).map(named)));
    out
}

/// Pairs of columns: all of them for a few columns, neighbours for many.
fn axes_choices(data: &Data) -> Vec<Pick> {
    const FEW: usize = 6;
    let columns = data.columns();
    let principal = Pick {
        key: "pc".into(),
        title: "Principal components".into(),
        blurb: "The two directions in which the data vary most.".into(),
    };
    let pairs = (0..columns.len()).flat_map(|x| (x + 1..columns.len()).map(move |y| (x, y)));
    let few = columns.len() <= FEW;
    std::iter::once(principal)
        .chain(pairs.filter(|(x, y)| few || y - x == 1).map(|(x, y)| Pick {
            key: format!("{},{}", x + 1, y + 1),
            title: format!("{} and {}", columns[x].name, columns[y].name),
            blurb: String::new(),
        }))
        .collect()
}

/// Why a layer has nothing to show, or nothing.
fn unavailable(layer: &str, link: &Link, data: &Data) -> &'static str {
    let family = link.config.model.family;
    let d = data.columns().len();
    match layer {
        "density" | "contours" | "ellipses" if !family.has_density() => {
            if layer == "ellipses"
                && family == Family::KMeans
                && link.config.setting("dist").as_deref() != Some("euclidean")
            {
                return "";
            }
            "Only mixtures over space have a density."
        }
        "contours" | "ellipses" if d == 1 => "In one dimension the curves show it.",
        "field" | "density" | "contours" if d > MAX_FIELD_D => "The plane is too thin a slice of so many dimensions.",
        "truth" if data.truth().is_none() => "The true groups of these data are not known.",
        _ => "",
    }
}

/// Beyond this a slice through the mean says nothing of the points around it.
pub const MAX_FIELD_D: usize = 8;
