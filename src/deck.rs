//! The deck: a link, the run it means, and the picture of it. All that the page asks, it asks here.

use crate::config::Data;
use crate::controls::{Control, MAX_FIELD_D, controls};
use crate::draw::{Canvas, Field, FieldBuilder, Shade, Style, Theme};
use crate::draw::{Lab, UNASSIGNED, cluster};
use crate::energy;
use crate::error::{Error, Result};
use crate::hand::{ByHand, Origin};
use crate::inspect::{self, Inspection};
use crate::link::{Link, MAX_T};
use crate::model::Model;
use crate::overlay::{Scene, layers, scene, without_run};
use crate::plane::Plane;
use crate::points::{BLOCK, Points};
use crate::rng::Rng;
use crate::run::Half;
use crate::tape::Tape;
use crate::view::{Axes, LAYERS};

/// Places across the data's range that a dragged centre can have, so that a link stays short.
const DRAG_STEPS: f64 = 4096.0;

/// The brush scatters by a stream of its own.
const BRUSH_STREAM: u64 = 2;

/// The data that a stage was laid out for: its source and knobs, whether standardised, and the axes.
type Shown = (&'static str, Vec<f64>, u64, bool, Axes);

/// A link, its run, its picture.
pub struct Deck {
    link: Link,
    notes: Vec<String>,
    data: Data,
    /// The run; none when the data and the model do not go together, which `problem` then says.
    tape: Option<Tape>,
    problem: String,
    plane: Plane,
    shown: Shown,
    canvas: Canvas,
    size: [f64; 2],
    theme: Theme,
    field: Option<Field>,
    /// What the field shows: kept until it would show something else.
    field_of: Option<(u64, &'static str, Theme, [f64; 2])>,
    colours: Vec<Lab>,
}

impl Deck {
    /// The deck that `link` describes. Never fails: what does not work is said beside what does.
    ///
    /// # Panics
    /// Never: the default configuration has data.
    pub fn new(link: &str) -> Self {
        let default = Link::default();
        let data = default.config.data().expect("the default configuration has data");
        let plane = Plane::new(&data, &data.base.points, Axes::Columns(0, 1));
        let mut deck = Self {
            link: default,
            notes: Vec::new(),
            data,
            tape: None,
            problem: String::new(),
            plane,
            shown: ("", Vec::new(), 0, false, Axes::Principal),
            canvas: Canvas::new(),
            size: [640.0, 400.0],
            theme: Theme::Light,
            field: None,
            field_of: None,
            colours: Vec::new(),
        };
        deck.canvas.resize(640, 400, 1.0);
        deck.open(link);
        deck
    }

    /// Another link.
    pub fn open(&mut self, text: &str) {
        let (link, notes) = Link::decode(text);
        self.notes = notes;
        let Err(error) = self.load(link.clone()) else { return };
        // The data and the model without what hands did may still work.
        let mut plain = link.clone();
        plain.config.hand = ByHand::default();
        plain.config.edits = Vec::new();
        let drew_everything_away = link.config.data().is_ok_and(|data| data.points.is_none());
        if !drew_everything_away && link.encode() != plain.encode() && self.load(plain.clone()).is_ok() {
            self.notes.push(format!("What was done by hand does not fit this run and was left out: {}", error.message));
        } else if let Ok(data) = link.config.data() {
            self.put(link, data, None, error.message);
        } else if let Ok(data) = plain.config.data() {
            self.put(plain, data, None, error.message);
        }
    }

    /// Make the run of `link` and put it on the deck; nothing is changed on an error.
    fn load(&mut self, link: Link) -> Result<()> {
        let data = link.config.data()?;
        let tape = link.config.tape(&data, link.t)?;
        self.put(link, data, Some(tape), String::new());
        Ok(())
    }

    fn put(&mut self, link: Link, data: Data, tape: Option<Tape>, problem: String) {
        self.link = link;
        self.data = data;
        self.tape = tape;
        self.problem = problem;
        self.look();
    }

    /// Lay out the stage. It stays as it is as long as the same data are shown and every point is still on it.
    fn look(&mut self) {
        let config = &self.link.config;
        let axes = self.link.view.axes(self.data.columns().len());
        let shown = (config.source.choice.key, config.knobs.clone(), config.data_seed, config.standardised(), axes);
        let points = self.data.points.as_deref().unwrap_or(&self.data.base.points);
        let mut plane = Plane::new(&self.data, points, axes);
        if shown == self.shown {
            let mut same = plane.clone();
            same.keep_extent(&self.plane);
            same.fit(self.size[0], self.size[1]);
            if same.holds(points) {
                plane = same;
            }
        }
        self.plane = plane;
        self.shown = shown;
        self.arrange();
    }

    /// Fit the plane to the stage and place the points.
    fn arrange(&mut self) {
        self.field_of = None;
        let [width, height] = self.size;
        self.plane.fit(width, height);
        let Some(points) = &self.data.points else {
            self.canvas.place(&[], &[]);
            return;
        };
        let (xs, ys) = self.plane.pixels(points);
        let dpr = self.canvas.width() as f64 / width;
        let device = |v: Vec<f64>| v.into_iter().map(|x| (x * dpr) as f32).collect::<Vec<f32>>();
        self.canvas.place(&device(xs), &device(ys));
    }

    /// The canonical link to what is on the deck.
    pub fn link(&self) -> String {
        let mut link = self.link.clone();
        link.t = self.tape.as_ref().map_or(link.t, Tape::t);
        link.encode()
    }

    /// What of the last opened link was not understood.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The panel.
    pub fn controls(&self) -> Vec<Control> {
        controls(&self.link, &self.data)
    }

    /// Change one key of the link, or one layer (`layer.trails`).
    ///
    /// # Errors
    /// What is wrong with the value, or why the run cannot be made with it; nothing is then changed.
    pub fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let mut link = self.link.clone();
        link.t = self.tape.as_ref().map_or(0, Tape::t);
        if let Some(layer) = key.strip_prefix("layer.") {
            return self.set_layer(link, layer, value);
        }
        link.apply(key, value)?;
        if key == "axes" {
            self.link = link;
            self.look();
            return Ok(());
        }
        Self::carry_over(&mut link, key);
        match self.load(link.clone()) {
            // Where there was no run before there need be none after: what is missing is shown, not thrown.
            Err(error) if self.tape.is_none() => {
                let data = link.config.data()?;
                self.put(link, data, None, error.message);
                Ok(())
            }
            other => other,
        }
    }

    /// What of the hands' work survives a change of `key`.
    fn carry_over(link: &mut Link, key: &str) {
        let config = &mut link.config;
        match key {
            "d" => {
                config.hand = crate::hand::ByHand::default();
                config.edits.clear();
                config.standardise = None;
                link.view.axes = None;
                // A model that cannot read the new data gives way to the first that can.
                let binary = config.data().is_ok_and(|d| d.base.binary.is_some());
                if !binary && config.model.family == crate::options::Family::BernoulliMixture {
                    config.model = &crate::models::MODELS[0];
                }
                link.t = 0;
            }
            "m" => {
                config.edits.retain(|e| e.iteration == 0);
                link.t = 0;
            }
            "k" => {
                let k = config.k;
                config.edits.retain(|e| e.iteration == 0 && e.k < k);
                link.t = 0;
            }
            "start" | "s" | "z" => {
                config.edits.clear();
                link.t = 0;
            }
            _ if key.starts_with("d.") => {
                config.hand = crate::hand::ByHand::default();
                config.edits.clear();
                link.t = 0;
            }
            _ => {}
        }
    }

    fn set_layer(&mut self, mut link: Link, layer: &str, value: &str) -> Result<()> {
        let layer = crate::catalog::find(&LAYERS, |c| *c, "layer", layer)?.key;
        link.view.switch(layer, value == "1");
        self.link = link;
        self.field_of = None;
        Ok(())
    }

    /// The tape, where there is a run.
    pub fn tape(&self) -> Option<&Tape> {
        self.tape.as_ref()
    }

    /// One half-step; `false` when there is nothing more to do.
    ///
    /// # Errors
    /// `singular-covariance` from a refit.
    pub fn step(&mut self) -> Result<bool> {
        match &mut self.tape {
            Some(tape) if tape.t() < MAX_T => tape.step(),
            _ => Ok(false),
        }
    }

    /// To half-step `t`, as far as it is recorded.
    pub fn seek(&mut self, t: usize) {
        if let Some(tape) = &mut self.tape {
            tape.seek(t);
        }
    }

    /// The objective after every half-step on the tape; the first, where nothing is assigned, is not a number.
    pub fn curve(&self) -> Vec<f64> {
        let Some(tape) = self.tape() else { return Vec::new() };
        (0..=tape.recorded()).map(|t| if t == 0 { f64::NAN } else { tape.objective_at(t) }).collect()
    }

    /// The stage is `width` x `height` CSS pixels with `dpr` device pixels to each.
    pub fn resize(&mut self, width: f64, height: f64, dpr: f64) {
        let side = |x: f64| if x.is_finite() { x.clamp(1.0, 8192.0) } else { 1.0 };
        let dpr = if dpr.is_finite() { dpr.clamp(0.25, 4.0) } else { 1.0 };
        self.size = [side(width), side(height)];
        let device = |x: f64| ((x * dpr).round() as usize).clamp(1, 8192);
        self.canvas.resize(device(self.size[0]), device(self.size[1]), dpr as f32);
        self.arrange();
    }

    /// `"light"`, `"dark"` or `"projector"`.
    ///
    /// # Errors
    /// `invalid-option` for any other.
    pub fn set_theme(&mut self, name: &str) -> Result<()> {
        self.theme = match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            "projector" => Theme::Projector,
            _ => return Err(Error::option("theme must be \"light\", \"dark\" or \"projector\"")),
        };
        Ok(())
    }

    /// Draw the points and the field.
    pub fn draw(&mut self) {
        self.colour();
        self.refresh_field();
        self.canvas.draw(self.theme, &self.colours, self.field.as_ref(), &Style::default());
    }

    /// The picture.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// A colour for every point: mixed by responsibility, or by the true groups.
    fn colour(&mut self) {
        self.colours.clear();
        let Some(tape) = &self.tape else {
            self.colours.resize(self.data.points.as_ref().map_or(0, |p| p.n()), UNASSIGNED);
            return;
        };
        let run = tape.run();
        let n = run.points().n();
        let truth = self.data.truth().filter(|t| {
            layers(&self.link).contains(&"truth") && t.labels.len() == n && self.link.config.hand.is_empty()
        });
        if let Some(truth) = truth {
            self.colours.extend(truth.labels.iter().map(|k| cluster(usize::from(*k))));
            return;
        }
        let Some(assigned) = run.assigned() else {
            self.colours.resize(n, UNASSIGNED);
            return;
        };
        let palette: Vec<Lab> = (0..assigned.k()).map(cluster).collect();
        if assigned.temperature() == 0.0 {
            self.colours.extend(run.labels().iter().map(|k| palette[usize::from(*k)]));
            return;
        }
        let colours = &mut self.colours;
        energy::responsibilities(assigned, run.points(), |block, r| {
            let mut mixed = [Lab { l: 0.0, a: 0.0, b: 0.0 }; BLOCK];
            for (c, r) in palette.iter().zip(r.chunks_exact(block.len)) {
                for (out, r) in mixed.iter_mut().zip(r) {
                    let r = *r as f32;
                    out.l += r * c.l;
                    out.a += r * c.a;
                    out.b += r * c.b;
                }
            }
            colours.extend_from_slice(&mixed[..block.len]);
        });
    }

    fn refresh_field(&mut self) {
        let on = layers(&self.link);
        let Some(tape) = &self.tape else {
            self.field = None;
            return;
        };
        let model = tape.run().model();
        let mixture = model.covariance(0).is_some() && model.weights().is_some();
        let layer = match () {
            () if model.d() > MAX_FIELD_D => "",
            () if on.contains(&"density") && mixture => "density",
            () if on.contains(&"field") => "field",
            () => "",
        };
        // Theta is the same as long as the iteration is, and no hand touches it: an edit puts the tape anew.
        let of = (tape.run().iteration() as u64, layer, self.theme, self.size);
        if self.field_of == Some(of) {
            return;
        }
        self.field_of = Some(of);
        self.field = (!layer.is_empty()).then(|| {
            let strength = self.theme.tint();
            let shade = match layer {
                "density" => {
                    // The bound, which is log p(D) or a little less, and costs nothing.
                    let run = tape.run();
                    let ln_p0 = run.objective() / run.points().n() as f64 - 1.0;
                    Shade::Density { strength: 1.6 * strength, ln_p0 }
                }
                _ if model.temperature() == 0.0 => Shade::Cells { strength },
                _ => Shade::Posterior { strength },
            };
            field(model, &self.plane, self.canvas.width(), self.canvas.height(), self.size[0], shade)
        });
    }

    /// What the page lays over the picture.
    pub fn scene(&self) -> Scene {
        match &self.tape {
            Some(tape) => scene(&self.link, &self.data, &self.plane, tape),
            None => without_run(&self.link, &self.data, &self.plane, &self.problem),
        }
    }

    /// Put centre `k` at a pixel: a fork of the run.
    ///
    /// # Errors
    /// `invalid-option` for a centre there is none of; from the assignment that follows.
    pub fn drag(&mut self, k: usize, x: f64, y: f64) -> Result<()> {
        let Some(tape) = &mut self.tape else { return Ok(()) };
        let d = tape.run().points().d();
        if k >= self.link.config.k {
            return Err(Error::option(format!("there is no centre {}", k + 1)));
        }
        let now = tape.run().model().means()[k * d..(k + 1) * d].to_vec();
        let place = self.plane.lift_from(&now, x.clamp(0.0, self.size[0]), y.clamp(0.0, self.size[1]));
        // Rounded in the data's own units, as the link will say it.
        let base = &self.data.base.points;
        let step = |j: usize| {
            let (lo, hi) = base.range(j);
            crate::text::power(crate::text::magnitude(((hi - lo) / DRAG_STEPS).max(1e-12)))
        };
        let own: Vec<f64> = self.data.to_units(&place).iter().enumerate().map(|(j, x)| round_to(*x, step(j))).collect();
        let iteration = tape.run().iteration();
        tape.edit(k, &self.data.to_model(&own))?;
        let edits = &mut self.link.config.edits;
        edits.retain(|e| e.iteration < iteration || (e.iteration == iteration && e.k != k));
        edits.push(crate::tape::Edit { iteration, k, mean: own });
        self.field_of = None;
        Ok(())
    }

    /// Change what hands have done to the points. The run starts again with the means it started from.
    fn by_hand(&mut self, change: impl FnOnce(&mut ByHand, &Data) -> Result<()>) -> Result<()> {
        if self.data.columns().len() > 2 {
            return Err(Error::data("Points can be drawn in one or two dimensions only."));
        }
        let mut link = self.link.clone();
        change(&mut link.config.hand, &self.data)?;
        link.config.edits.retain(|e| e.iteration == 0);
        link.t = 0;
        let data = link.config.data()?;
        match link.config.tape(&data, 0) {
            Ok(tape) => self.put(link, data, Some(tape), String::new()),
            // Too few points for K, or none at all: shown, with what there is still to draw on.
            Err(error) => self.put(link, data, None, error.message),
        }
        Ok(())
    }

    /// The grid place of a pixel.
    fn snap(&self, x: f64, y: f64) -> Vec<u16> {
        self.data.frame.snap(&self.data.to_units(&self.plane.lift(x, y)))
    }

    /// Draw `count` points around a pixel, `spread` pixels wide (one standard deviation).
    ///
    /// # Errors
    /// `too-large` past the points a link can carry; `invalid-data` when D > 2.
    pub fn add_points(&mut self, x: f64, y: f64, count: f64, spread: f64) -> Result<()> {
        let count = if count.is_finite() { count.clamp(1.0, 500.0) as usize } else { 1 };
        let spread = if spread.is_finite() { spread.clamp(0.0, 2000.0) } else { 0.0 };
        // The same stroke at the same place scatters alike: the place is the seed.
        let mut rng = Rng::new(x.to_bits() ^ y.to_bits().rotate_left(32), BRUSH_STREAM);
        let places: Vec<(f64, f64)> = (0..count)
            .map(|i| {
                let scatter = if i == 0 && count == 1 { 0.0 } else { spread };
                (x + scatter * rng.normal(), y + scatter * rng.normal())
            })
            .collect();
        let grid: Vec<u16> = places.iter().flat_map(|(x, y)| self.snap(*x, *y)).collect();
        self.by_hand(|hand, data| hand.add(&grid, data.columns().len()))
    }

    /// Move point `n` to a pixel.
    ///
    /// # Errors
    /// As [`Deck::add_points`]; `invalid-option` when there is no such point.
    pub fn move_point(&mut self, n: f64, x: f64, y: f64) -> Result<()> {
        let place = self.snap(x, y);
        self.by_hand(|hand, data| {
            let origins = hand.origins(data.base.points.n(), data.columns().len());
            let origin = origins.get(n as usize).filter(|_| n >= 0.0);
            let origin = *origin.ok_or_else(|| Error::option(format!("there is no point {}", n + 1.0)))?;
            hand.shift(origin, place)
        })
    }

    /// Delete the points within `radius` pixels.
    ///
    /// # Errors
    /// As [`Deck::add_points`].
    pub fn delete_points(&mut self, x: f64, y: f64, radius: f64) -> Result<()> {
        let Some(points) = &self.data.points else { return Ok(()) };
        let (xs, ys) = self.plane.pixels(points);
        let near = |i: &usize| (xs[*i] - x) * (xs[*i] - x) + (ys[*i] - y) * (ys[*i] - y) <= radius * radius;
        let gone: Vec<usize> = (0..xs.len()).filter(near).collect();
        if gone.is_empty() {
            return Ok(());
        }
        self.by_hand(|hand, data| {
            let d = data.columns().len();
            let origins = hand.origins(data.base.points.n(), d);
            let gone: Vec<Origin> = gone.iter().map(|i| origins[*i]).collect();
            hand.remove(&gone, d);
            Ok(())
        })
    }

    /// Delete every point.
    ///
    /// # Errors
    /// As [`Deck::add_points`].
    pub fn clear_points(&mut self) -> Result<()> {
        self.by_hand(|hand, _| {
            hand.clear();
            Ok(())
        })
    }

    /// The point nearest to a pixel within `radius` CSS pixels.
    pub fn nearest_point(&self, x: f64, y: f64, radius: f64) -> Option<usize> {
        let (xs, ys) = self.plane.pixels(self.data.points.as_ref()?);
        let squared = |i: usize| (xs[i] - x) * (xs[i] - x) + (ys[i] - y) * (ys[i] - y);
        (0..xs.len()).min_by(|a, b| squared(*a).total_cmp(&squared(*b))).filter(|i| squared(*i) <= radius * radius)
    }

    /// The nearest point within `radius` pixels taken apart, or the place itself.
    ///
    /// # Errors
    /// When there is no run.
    pub fn probe(&self, x: f64, y: f64, radius: f64) -> Result<Inspection> {
        match self.nearest_point(x, y, radius) {
            Some(n) => self.inspect_point(n),
            None => inspect::here(&self.data, &self.plane, self.running()?, x, y),
        }
    }

    /// Point `n` taken apart.
    ///
    /// # Errors
    /// When there is no run or no such point.
    pub fn inspect_point(&self, n: usize) -> Result<Inspection> {
        let tape = self.running()?;
        if n >= tape.run().points().n() {
            return Err(Error::option(format!("there is no point {}", n + 1)));
        }
        inspect::point(&self.link.config, &self.data, &self.plane, tape, n)
    }

    /// Centre `k` taken apart.
    ///
    /// # Errors
    /// When there is no run or no such centre.
    pub fn inspect_centre(&self, k: usize) -> Result<Inspection> {
        let tape = self.running()?;
        if k >= self.link.config.k {
            return Err(Error::option(format!("there is no centre {}", k + 1)));
        }
        inspect::centre(&self.data, &self.plane, tape, k)
    }

    fn running(&self) -> Result<&Tape> {
        self.tape.as_ref().ok_or_else(|| Error::data(self.problem.clone()))
    }

    /// The half-step that comes next.
    pub fn phase(&self) -> Half {
        self.tape().map_or(Half::Assign, |t| t.run().phase())
    }
}

fn round_to(x: f64, step: f64) -> f64 {
    let rounded = (x / step).round() * step;
    // 0.1 + 0.2 is written 0.30000000000000004: read back the number a person would write.
    format!("{rounded:.*}", (-crate::text::magnitude(step)).clamp(0, 12) as usize).parse().unwrap_or(x)
}

/// The assignment run on the pixels of the ground.
fn field(model: &dyn Model, plane: &Plane, width: usize, height: usize, css_width: f64, shade: Shade) -> Field {
    let palette: Vec<Lab> = (0..model.k()).map(cluster).collect();
    let mut builder = FieldBuilder::new(width, height, &palette, shade);
    let scale = css_width / width as f64;
    let cells = matches!(shade, Shade::Cells { .. });
    let mut energies = vec![0.0; model.k() * BLOCK];
    // A pixel's place is affine in x and y, whatever the axes.
    let corner = plane.lift(0.0, 0.0);
    let along = |x: f64, y: f64| -> Vec<f64> { plane.lift(x, y).iter().zip(&corner).map(|(a, b)| a - b).collect() };
    let (right, down) = (along(1.0, 0.0), along(0.0, 1.0));
    // A stripe of grid points at a time: large enough to be quick, small enough to stay in the cache.
    let stripe = 64 * BLOCK;
    for start in (0..builder.len()).step_by(stripe) {
        let end = (start + stripe).min(builder.len());
        let mut columns = Vec::with_capacity((end - start) * model.d());
        for ((corner, right), down) in corner.iter().zip(&right).zip(&down) {
            columns.extend((start..end).map(|i| {
                let (x, y) = builder.position(i);
                corner + right * (f64::from(x) * scale) + down * (f64::from(y) * scale)
            }));
        }
        let points = Points::from_columns(columns, model.d());
        if cells {
            for block in points.blocks() {
                let e = &mut energies[..model.k() * block.len];
                model.energies(&block, e);
                builder.push_block(start + block.start, block.len, e);
            }
        } else {
            energy::posterior(model, &points, |block, r, free_energy| {
                let mut ln_p = [0.0; BLOCK];
                for (out, f) in ln_p.iter_mut().zip(free_energy) {
                    *out = -f;
                }
                builder.push_density(start + block.start, block.len, r, &ln_p[..block.len]);
            });
        }
    }
    builder.finish()
}
