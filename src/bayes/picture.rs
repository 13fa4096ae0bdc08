//! The two plots over one axis: densities above, posteriors below, and what a hand can take hold of.

use super::{Bayes, KNOBS, RANGE};
use crate::chart::{Scale, round_step};
use crate::draw::{hex, ink_on};
use crate::plane::Tick;
use crate::text::{fixed, magnitude, number, plain, power, probability};
use serde::Serialize;

/// CSS pixels: left, right, above, below, and between the two plots.
const LEFT: f64 = 58.0;
const RIGHT: f64 = 18.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 44.0;
const GAP: f64 = 34.0;

/// An interval of the line and the kind one decides for there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Region {
    /// Its lower end; may be infinite.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
    /// 0 or 1.
    pub y: usize,
}

/// One plot: where it is, and its upright axis.
#[derive(Clone, Debug, Serialize)]
pub struct Plot {
    /// CSS pixels from the top.
    pub top: f64,
    /// The line it stands on.
    pub foot: f64,
    /// What is measured.
    pub label: &'static str,
    /// Numbers at the left.
    pub ticks: Vec<Tick>,
}

/// A curve, or an area under one.
#[derive(Clone, Debug, Serialize)]
pub struct Curve {
    /// `"conditional"`, `"joint"`, `"error"`, `"marginal"`, `"posterior"`.
    pub kind: &'static str,
    /// 0 or 1; -1 for what is of neither.
    pub y: i32,
    /// An SVG path.
    pub d: String,
}

/// Something to take hold of.
#[derive(Clone, Debug, Serialize)]
pub struct Handle {
    /// The knob it moves.
    pub key: &'static str,
    /// What it is, for those who do not see it.
    pub label: &'static str,
    /// CSS pixels.
    pub at: [f64; 2],
    /// 0 or 1; -1 for x.
    pub y: i32,
    /// The value now.
    pub value: f64,
    /// The value, written.
    pub text: String,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
}

/// A part of the formula: a sign, or a number of kind `y`.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// What is written.
    pub text: String,
    /// 0 or 1; -1 for signs.
    pub y: i32,
    /// What the number is; empty for signs.
    pub title: &'static str,
}

/// A vertical line where the posteriors cross.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// CSS pixels from the left.
    pub at: f64,
    /// The place, written.
    pub text: String,
}

/// A part of the axis, and what is decided there.
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// CSS pixels from the left.
    pub from: f64,
    /// CSS pixels from the left.
    pub to: f64,
    /// 0 or 1.
    pub y: usize,
    /// "decide y = 1", where there is room for it.
    pub text: &'static str,
}

/// The room as shown.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The canonical link.
    pub link: String,
    /// Colours of the two kinds, and of text on them.
    pub colours: [(String, &'static str); 2],
    /// Densities above, posteriors below.
    pub plots: [Plot; 2],
    /// The end of the axis, CSS pixels: left and right.
    pub span: [f64; 2],
    /// The axis that both share.
    pub ticks: Vec<Tick>,
    /// What the axis measures.
    pub label: &'static str,
    /// From the back to the front.
    pub curves: Vec<Curve>,
    /// Where one decides what.
    pub bands: Vec<Band>,
    /// Where the posteriors cross.
    pub lines: Vec<Line>,
    /// CSS pixels of the values at x: x, y, kind.
    pub dots: Vec<(f64, f64, usize)>,
    /// In the order of Tab.
    pub handles: Vec<Handle>,
    /// P(y = 1), for a slider.
    pub prior: f64,
    /// `P(y = 1 | x = 172)`.
    pub asked: String,
    /// Above the fraction's line.
    pub numerator: Vec<Term>,
    /// Below it.
    pub denominator: Vec<Term>,
    /// What it comes to.
    pub result: String,
    /// P(error), written.
    pub error: String,
    /// What it is made of.
    pub errors: [String; 2],
    /// All of it in words.
    pub sentence: String,
}

/// How the plots lie on a sheet of so many CSS pixels.
#[derive(Clone, Copy)]
struct Sheet {
    width: f64,
    /// Top and foot of the two plots.
    plots: [[f64; 2]; 2],
    /// The density at the top of the upper one.
    peak: f64,
}

impl Sheet {
    fn new(bayes: &Bayes, width: f64, height: f64) -> Self {
        let (width, height) = (width.clamp(160.0, 8000.0), height.clamp(160.0, 8000.0));
        let room = height - TOP - GAP - BOTTOM;
        let upper = TOP + 0.6 * room;
        let highest = bayes.density(0, bayes.means[0]).max(bayes.density(1, bayes.means[1]));
        Self { width, plots: [[TOP, upper], [upper + GAP, height - BOTTOM]], peak: round_up(1.04 * highest) }
    }

    fn scale(&self) -> f64 {
        (self.width - LEFT - RIGHT) / (RANGE[1] - RANGE[0])
    }

    fn x(&self, x: f64) -> f64 {
        LEFT + (x.clamp(RANGE[0], RANGE[1]) - RANGE[0]) * self.scale()
    }

    fn back(&self, pixel: f64) -> f64 {
        RANGE[0] + (pixel - LEFT) / self.scale()
    }

    /// The height of `value` of `full` in a plot.
    fn y(&self, plot: usize, value: f64) -> f64 {
        let full = if plot == 0 { self.peak } else { 1.0 };
        let [top, foot] = self.plots[plot];
        foot - (foot - top) * value / full
    }

    /// A path from `from` to `to` along `f`, a vertex every other pixel.
    fn path(&self, plot: usize, [from, to]: [f64; 2], f: impl Fn(f64) -> f64) -> String {
        let (from, to) = (from.max(RANGE[0]), to.min(RANGE[1]));
        let steps = libm::ceil((to - from).max(0.0) * self.scale() / 2.0).max(1.0) as usize;
        let mut d = String::new();
        for i in 0..=steps {
            let x = from + (to - from) * i as f64 / steps as f64;
            let sign = if i == 0 { "M" } else { "L" };
            d += &[sign, &fixed(self.x(x), 1), " ", &fixed(self.y(plot, f(x)), 1)].concat();
        }
        d
    }

    fn area(&self, range: [f64; 2], f: impl Fn(f64) -> f64) -> String {
        let foot = fixed(self.plots[0][1], 1);
        let ends = range.map(|x| fixed(self.x(x), 1));
        let curve = self.path(0, range, f);
        ["M", &ends[0], " ", &foot, "L", &curve[1..], "L", &ends[1], " ", &foot, "Z"].concat()
    }
}

/// The next of 1, 1.2, 1.6, 2, ... times a power of ten.
fn round_up(x: f64) -> f64 {
    let ten = power(magnitude(x));
    let steps = [1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0];
    steps.into_iter().map(|s| s * ten).find(|s| *s >= x).unwrap_or(10.0 * ten)
}

fn sign(text: &str) -> Term {
    Term { text: text.into(), y: -1, title: "" }
}

impl Bayes {
    /// Take hold of handle `key` and be at pixel `x` of a sheet of `width` x `height`.
    pub fn drag(&mut self, key: &str, x: f64, [width, height]: [f64; 2]) {
        let value = Sheet::new(self, width, height).back(x);
        match key {
            "s0" => self.put(key, (value - self.means[0]).abs()),
            "s1" => self.put(key, (value - self.means[1]).abs()),
            _ => self.put(key, value),
        }
    }

    /// The room on a sheet of `width` x `height` CSS pixels.
    pub fn view(&self, width: f64, height: f64) -> View {
        let sheet = Sheet::new(self, width, height);
        let [e0, e1] = self.errors();
        let error = probability(e0 + e1);
        let likelier = usize::from(self.log_odds(self.x) > 0.0);
        let asked = ["P(y = 1 | x = ", &plain(self.x), ")"].concat();
        let result = probability(self.posterior(1, self.x));
        let decisions = self.decisions();
        let where_ = match &decisions[..] {
            [] => "There is no decision point: the same kind is the more probable everywhere.".to_string(),
            [one] => ["The decision point is at ", &fixed(*one, 1), " cm."].concat(),
            many => ["The decision points are at ", &fixed(many[0], 1), " and ", &fixed(many[1], 1), " cm."].concat(),
        };
        let kind = ["y = 0", "y = 1"][likelier];
        let sentence = [
            "At ",
            &plain(self.x),
            " cm, ",
            kind,
            " is the more probable: ",
            &asked,
            " = ",
            &result,
            ". ",
            &where_,
            " Who decides so everywhere errs with probability ",
            &error,
            ".",
        ]
        .concat();
        let product = |y: usize| {
            let titles = [["p(x | y = 0)", "P(y = 0)"], ["p(x | y = 1)", "P(y = 1)"]][y];
            let density = number(self.density(y, self.x), 3);
            [
                Term { text: density, y: i32::from(y == 1), title: titles[0] },
                sign("\u{d7}"),
                Term { text: fixed(self.prior_of(y), 2), y: i32::from(y == 1), title: titles[1] },
            ]
        };
        View {
            link: self.encode(),
            colours: [0, 1].map(|y| (hex(y), ink_on(y))),
            plots: Self::plots(&sheet),
            span: [LEFT, sheet.width - RIGHT],
            ticks: axis(&sheet),
            label: "height x (cm)",
            curves: self.curves(&sheet),
            bands: self.bands(&sheet),
            lines: decisions
                .iter()
                .filter(|x| (RANGE[0]..=RANGE[1]).contains(*x))
                .map(|x| Line { at: sheet.x(*x), text: fixed(*x, 1) })
                .collect(),
            dots: (0..2)
                .flat_map(|y| {
                    let at = sheet.x(self.x);
                    let posterior = self.posterior(y, self.x);
                    [(at, sheet.y(0, self.joint(y, self.x)), y), (at, sheet.y(1, posterior), y)]
                })
                .collect(),
            handles: self.handles(&sheet),
            prior: self.prior,
            asked,
            numerator: product(1).into(),
            denominator: product(1).into_iter().chain([sign("+")]).chain(product(0)).collect(),
            result,
            errors: [probability(e0), probability(e1)],
            error,
            sentence,
        }
    }

    fn plots(sheet: &Sheet) -> [Plot; 2] {
        let plot = |i: usize, label: &'static str, values: &[f64]| Plot {
            top: sheet.plots[i][0],
            foot: sheet.plots[i][1],
            label,
            ticks: values.iter().map(|v| Tick { at: sheet.y(i, *v), text: number(*v, 2) }).collect(),
        };
        let half = 0.5 * sheet.peak;
        [plot(0, "density per cm", &[0.0, half, sheet.peak]), plot(1, "P(y | x)", &[0.0, 0.5, 1.0])]
    }

    fn curves(&self, sheet: &Sheet) -> Vec<Curve> {
        let whole = RANGE;
        let mut out = Vec::new();
        for y in 0..2 {
            out.push(Curve { kind: "fill", y: i32::from(y == 1), d: sheet.area(whole, |x| self.joint(y, x)) });
        }
        for region in self.regions().iter().filter(|r| r.to > RANGE[0] && r.from < RANGE[1]) {
            let (y, range) = (1 - region.y, [region.from.max(RANGE[0]), region.to.min(RANGE[1])]);
            out.push(Curve { kind: "error", y: i32::from(y == 1), d: sheet.area(range, |x| self.joint(y, x)) });
        }
        out.push(Curve { kind: "marginal", y: -1, d: sheet.path(0, whole, |x| self.joint(0, x) + self.joint(1, x)) });
        for y in 0..2 {
            out.push(Curve {
                kind: "conditional",
                y: i32::from(y == 1),
                d: sheet.path(0, whole, |x| self.density(y, x)),
            });
            out.push(Curve { kind: "joint", y: i32::from(y == 1), d: sheet.path(0, whole, |x| self.joint(y, x)) });
            out.push(Curve {
                kind: "posterior",
                y: i32::from(y == 1),
                d: sheet.path(1, whole, |x| self.posterior(y, x)),
            });
        }
        out
    }

    fn bands(&self, sheet: &Sheet) -> Vec<Band> {
        let on_axis = |r: &&Region| r.to > RANGE[0] && r.from < RANGE[1];
        let band = |r: &Region| {
            let (from, to) = (sheet.x(r.from), sheet.x(r.to));
            let text = match to - from {
                wide if wide > 96.0 => ["decide y = 0", "decide y = 1"][r.y],
                some if some > 40.0 => ["y = 0", "y = 1"][r.y],
                _ => "",
            };
            Band { from, to, y: r.y, text }
        };
        self.regions().iter().filter(on_axis).map(band).collect()
    }

    fn handles(&self, sheet: &Sheet) -> Vec<Handle> {
        let labels =
            ["The height asked about", "", "Mean of y = 0", "Width of y = 0", "Mean of y = 1", "Width of y = 1"];
        let values = self.values();
        // Widths are held on the outer side of their curve, where the other's handles are not.
        let outer = |y: usize| {
            if self.means[y] < self.means[1 - y] || (y == 0 && self.means[0] == self.means[1]) { -1.0 } else { 1.0 }
        };
        [0, 2, 3, 4, 5]
            .map(|i| {
                let y = usize::from(i >= 4);
                let place = match i {
                    0 => self.x,
                    2 | 4 => self.means[y],
                    _ => self.means[y] + outer(y) * self.stds[y],
                };
                let height = if i == 0 { sheet.plots[0][1] + 0.5 * GAP } else { sheet.y(0, self.density(y, place)) };
                Handle {
                    key: KNOBS[i].key,
                    label: labels[i],
                    at: [sheet.x(place), height],
                    y: if i == 0 { -1 } else { i32::from(y == 1) },
                    value: values[i],
                    text: [&plain(values[i]), " cm"].concat(),
                    min: KNOBS[i].min,
                    max: KNOBS[i].max,
                }
            })
            .into()
    }

    /// A still of the two densities as an SVG text of `width` x `height`; `ink` is the colour of lines.
    pub fn still(&self, width: f64, height: f64, ink: &str, paper: &str) -> String {
        // Only the curves of the upper plot, over the whole of the picture.
        let sheet =
            Sheet { plots: [[0.08 * height, 0.9 * height]; 2], ..Sheet::new(self, width + LEFT + RIGHT, height) };
        let shown = self.curves(&sheet).into_iter().filter(|c| c.kind != "posterior");
        let size = [fixed(width, 0), fixed(height, 0)];
        let mut out = [
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox=""#,
            &fixed(LEFT, 0),
            " 0 ",
            &size[0],
            " ",
            &size[1],
            r#"" width=""#,
            &size[0],
            r#"" height=""#,
            &size[1],
            r#""><path fill=""#,
            paper,
            r#"" d="M0 0h9999v9999H0z"/>"#,
        ]
        .concat();
        for c in shown {
            let colour = if c.y < 0 { ink.to_string() } else { hex(c.y as usize) };
            let look = match c.kind {
                "fill" => [r#"fill=""#, &colour, r#"" fill-opacity=".25""#].concat(),
                "error" => [r#"fill=""#, &colour, r#"" fill-opacity=".6""#].concat(),
                "joint" => [r#"fill="none" stroke-width="2.5" stroke=""#, &colour, r#"""#].concat(),
                "marginal" => [r#"fill="none" stroke-width="1.2" stroke=""#, &colour, r#"""#].concat(),
                _ => [r#"fill="none" stroke-width="1.2" stroke-dasharray="5 4" stroke=""#, &colour, r#"""#].concat(),
            };
            out += &["<path ", &look, r#" d=""#, &c.d, r#""/>"#].concat();
        }
        out + "</svg>"
    }
}

/// Round numbers at least 64 pixels apart, and no finer than people's heights are told.
fn axis(sheet: &Sheet) -> Vec<Tick> {
    let [low, high] = RANGE;
    Scale { low, high }
        .multiples(round_step(64.0 / sheet.scale()).max(5.0))
        .map(|(x, text)| Tick { at: sheet.x(x), text })
        .collect()
}
