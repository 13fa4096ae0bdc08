//! The three panels: complete data by z, incomplete data in one ink, responsibilities as mixed colours.

use super::Room;
use crate::draw::{Canvas, Lab, Style, Theme, UNASSIGNED, cluster, hex};
use crate::energy::responsibilities;
use crate::plane::Plane;
use crate::text::fixed;

/// What a panel of `size` CSS pixels shows: a little more than the unit square.
pub(super) fn plane(size: [f64; 2]) -> Plane {
    let mut plane = Plane::square(-0.04, 1.04);
    plane.fit(size[0].clamp(60.0, 8000.0), size[1].clamp(60.0, 8000.0));
    plane
}

impl Room {
    /// Panel 0, 1 or 2 (complete, incomplete, responsibilities) of `size` CSS pixels on `canvas`.
    pub fn paint(&self, panel: usize, canvas: &mut Canvas, size: [f64; 2], dpr: f64, theme: Theme) {
        let device = |v: f64| libm::ceil(v.clamp(1.0, 8000.0) * dpr) as usize;
        canvas.resize(device(size[0]), device(size[1]), dpr as f32);
        let (mut xs, mut ys, mut colours) = (Vec::new(), Vec::new(), Vec::new());
        if self.n() > 0 {
            let data = self.machine.draw(self.n());
            let (px, py) = plane(size).pixels(&data.points);
            let scaled = |v: Vec<f64>| v.into_iter().map(|x| (x * dpr) as f32).collect();
            (xs, ys) = (scaled(px), scaled(py));
            colours = match panel {
                0 => data.truth.map_or(Vec::new(), |t| t.labels.iter().map(|k| cluster(usize::from(*k))).collect()),
                1 => vec![UNASSIGNED; xs.len()],
                _ => self.mixed(&data.points),
            };
        }
        canvas.place(&xs, &ys);
        canvas.draw(theme, &colours, None, &Style { radius: None, highlight: self.picked() });
    }

    /// Every point's colour: those of the components, mixed in `OKLab` by p(z | x).
    fn mixed(&self, points: &crate::points::Points) -> Vec<Lab> {
        let Ok(model) = self.machine.model() else { return Vec::new() };
        let palette: Vec<Lab> = (0..self.machine.k()).map(cluster).collect();
        let mut out = Vec::with_capacity(points.n());
        responsibilities(&model, points, |block, r| {
            for i in 0..block.len {
                let mut sum = Lab::default();
                for (k, colour) in palette.iter().enumerate() {
                    let part = r[k * block.len + i] as f32;
                    sum.l += part * colour.l;
                    sum.a += part * colour.a;
                    sum.b += part * colour.b;
                }
                out.push(sum);
            }
        });
        out
    }

    /// A still of the complete data and the machine's ellipses as an SVG text of `width` x `height`.
    pub fn still(&self, width: f64, height: f64, paper: &str) -> String {
        const SHOWN: usize = 240;
        let size = [fixed(width, 0), fixed(height, 0)];
        // The axes' margins are outside the picture.
        let mut plane = Plane::square(0.0, 1.0);
        plane.fit(width + 64.0, height + 56.0);
        let mut out = [
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="46 18 "#,
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
        if self.n() > 0 {
            let data = self.machine.draw(self.n().min(SHOWN));
            let (xs, ys) = plane.pixels(&data.points);
            let labels = data.truth.map_or(Vec::new(), |t| t.labels);
            for ((x, y), k) in xs.iter().zip(&ys).zip(&labels) {
                let colour = hex(usize::from(*k));
                out += &[
                    r#"<circle r="2.6" cx=""#,
                    &fixed(*x, 1),
                    r#"" cy=""#,
                    &fixed(*y, 1),
                    r#"" fill=""#,
                    &colour,
                    r#""/>"#,
                ]
                .concat();
            }
        }
        let (means, covariances) = (self.machine.means(), self.machine.covariances());
        for k in 0..self.machine.k() {
            let (x, y) = plane.project(&means[2 * k..2 * k + 2]);
            let (rx, ry, angle) = plane.ellipse(&covariances[4 * k..4 * k + 4]);
            out += &[
                r#"<ellipse fill="none" stroke-width="2" stroke=""#,
                &hex(k),
                r#"" rx=""#,
                &fixed(2.0 * rx, 1),
                r#"" ry=""#,
                &fixed(2.0 * ry, 1),
                r#"" transform="translate("#,
                &fixed(x, 1),
                " ",
                &fixed(y, 1),
                ") rotate(",
                &fixed(angle, 1),
                r#")"/>"#,
            ]
            .concat();
        }
        out + "</svg>"
    }
}
