//! The picture of the run: the stage's size, the colours of the points, the field behind them.

use super::Deck;
use crate::controls::MAX_FIELD_D;
use crate::draw::{Canvas, Field, FieldBuilder, Lab, Shade, Style, Theme, UNASSIGNED, cluster};
use crate::energy;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::overlay::layers;
use crate::plane::Plane;
use crate::points::{BLOCK, Points};

impl Deck {
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
        let strength = self.theme.tint();
        let shade = match layer {
            "" => None,
            "density" => {
                // The bound, which is log p(D) or a little less, and costs nothing.
                let run = tape.run();
                let ln_p0 = run.objective() / run.points().n() as f64 - 1.0;
                Some(Shade::Density { strength: 1.6 * strength, ln_p0 })
            }
            _ if model.temperature() == 0.0 => Some(Shade::Cells { strength }),
            _ => Some(Shade::Posterior { strength }),
        };
        // Theta is the same as long as the iteration is. Where a hand touches it, or the stage changes, the field is
        // forgotten. The shade is a part of what the field shows: the bound is another one after every half-step.
        let of = (tape.run().iteration(), shade);
        if self.field_of == Some(of) {
            return;
        }
        self.field_of = Some(of);
        let (width, height) = (self.canvas.width(), self.canvas.height());
        self.field = shade.map(|shade| field(model, &self.plane, width, height, self.size[0], shade));
    }
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
