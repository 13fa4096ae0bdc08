//! The generative machine of a mixture of Gaussians in the plane: first `z ~ pi`, then `x ~ N(mu_z, Sigma_z)`.
//!
//! A covariance is said by its half axes and the angle of the first: `Sigma = R(t) diag(a^2, b^2) R(t)^T`, which is
//! positive definite whatever is said. The points are those of the data source `machine`, so a room and a run of the
//! same knobs have the same bits.

mod estimate;
mod hands;
mod link;
mod picture;
mod view;

pub use estimate::{Estimate, Parameters, complete, matched};
pub use link::{MAX_N, Room};
pub use view::{Estimates, Row, View};

use crate::catalog::Knob;
use crate::data::{Component, Dataset, mixture};
use crate::error::Result;
use crate::math::sin_cos_turns;
use crate::model::gaussian::{Conditioning, Gaussian, Kind, Use};

/// The largest K.
pub const MAX_K: usize = 6;
/// The knobs of one component.
const EACH: usize = 6;

const fn knob(key: &'static str, range: [f64; 3], default: f64) -> Knob {
    let [min, max, step] = range;
    Knob { key, title: "", blurb: "", min, max, step, default, log: false, whole: false }
}

/// pi, mu, the half axes and the angle of one component.
const fn component(keys: [&'static str; EACH], default: [f64; EACH]) -> [Knob; EACH] {
    let [p, x, y, a, b, t] = keys;
    [
        knob(p, [0.01, 1.0, 0.01], default[0]),
        knob(x, [0.0, 1.0, 0.01], default[1]),
        knob(y, [0.0, 1.0, 0.01], default[2]),
        knob(a, [0.005, 0.4, 0.005], default[3]),
        knob(b, [0.005, 0.4, 0.005], default[4]),
        knob(t, [0.0, 180.0, 1.0], default[5]),
    ]
}

/// Half axes and angle of [[0.010, 0.006], [0.006, 0.008]], which the data source `three` has.
const LONG: f64 = 0.122_811_898_976_842_72;
const SHORT: f64 = 0.054_011_456_837_432_01;
const RISING: f64 = 40.268_838_895_987_194;
/// Of [[0.008, -0.006], [-0.006, 0.010]].
const FALLING: f64 = 130.268_838_895_987_2;

const COMPONENTS: [[Knob; EACH]; MAX_K] = [
    component(["p1", "x1", "y1", "a1", "b1", "t1"], [0.5, 0.25, 0.35, LONG, SHORT, RISING]),
    component(["p2", "x2", "y2", "a2", "b2", "t2"], [0.3, 0.5, 0.5, LONG, SHORT, FALLING]),
    component(["p3", "x3", "y3", "a3", "b3", "t3"], [0.2, 0.75, 0.65, LONG, SHORT, RISING]),
    component(["p4", "x4", "y4", "a4", "b4", "t4"], [0.2, 0.3, 0.8, 0.07, 0.07, 0.0]),
    component(["p5", "x5", "y5", "a5", "b5", "t5"], [0.2, 0.75, 0.25, 0.07, 0.07, 0.0]),
    component(["p6", "x6", "y6", "a6", "b6", "t6"], [0.2, 0.5, 0.15, 0.07, 0.04, 0.0]),
];

/// n, k, then six knobs for each of six components; those without a title are turned in the room only.
pub static KNOBS: [Knob; 2 + EACH * MAX_K] = {
    let n = "How many points are drawn; more of them keep those there were.";
    let mut all = [knob("k", [1.0, MAX_K as f64, 1.0], 3.0); 2 + EACH * MAX_K];
    all[0] = Knob {
        key: "n",
        title: "Points",
        blurb: n,
        min: 1.0,
        max: 1e6,
        step: 1.0,
        default: 500.0,
        log: true,
        whole: true,
    };
    all[1].whole = true;
    let mut i = 0;
    while i < EACH * MAX_K {
        all[2 + i] = COMPONENTS[i / EACH][i % EACH];
        i += 1;
    }
    all
};

/// What is drawn from: the values of [`KNOBS`] and a seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    /// In the order of [`KNOBS`], each in its range.
    values: Vec<f64>,
    /// The seed of the drawing.
    pub seed: u64,
}

impl Default for Machine {
    fn default() -> Self {
        Self { values: KNOBS.iter().map(|knob| knob.default).collect(), seed: 0 }
    }
}

impl Machine {
    /// The machine of knob values in the order of [`KNOBS`], each in its range.
    pub fn of(values: &[f64], seed: u64) -> Self {
        Self { values: values.to_vec(), seed }
    }

    /// The values of [`KNOBS`].
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// K.
    pub fn k(&self) -> usize {
        self.values[1] as usize
    }

    /// pi, mu 1, mu 2, a, b, t of component `k`.
    fn component(&self, k: usize) -> &[f64] {
        &self.values[2 + EACH * k..2 + EACH * (k + 1)]
    }

    /// pi: K numbers with the sum 1.
    pub fn weights(&self) -> Vec<f64> {
        let total: f64 = (0..self.k()).map(|k| self.component(k)[0]).sum();
        (0..self.k()).map(|k| self.component(k)[0] / total).collect()
    }

    /// mu: K x 2.
    pub fn means(&self) -> Vec<f64> {
        (0..self.k()).flat_map(|k| [self.component(k)[1], self.component(k)[2]]).collect()
    }

    /// `[xx, xy, yy]` of `Sigma_k`.
    fn covariance(&self, k: usize) -> [f64; 3] {
        let &[_, _, _, a, b, t] = self.component(k) else { unreachable!("six knobs each") };
        let (sin, cos) = sin_cos_turns(t / 360.0);
        let (a, b) = (a * a, b * b);
        [a * cos * cos + b * sin * sin, (a - b) * sin * cos, a * sin * sin + b * cos * cos]
    }

    /// Sigma: K x 2 x 2.
    pub fn covariances(&self) -> Vec<f64> {
        (0..self.k()).map(|k| self.covariance(k)).flat_map(|[xx, xy, yy]| [xx, xy, xy, yy]).collect()
    }

    /// The points that knob n says, and the component each was drawn from.
    pub fn dataset(&self) -> Dataset {
        self.draw(self.values[0] as usize)
    }

    /// The first `n` points (at least 1).
    pub fn draw(&self, n: usize) -> Dataset {
        let components: Vec<Component> = (0..self.k())
            .map(|k| {
                let of = self.component(k);
                Component::plane(of[0], [of[1], of[2]], self.covariance(k))
            })
            .collect();
        mixture(&components, n.max(1), self.seed)
    }

    /// The mixture itself, as a model: what a responsibility is under the truth.
    ///
    /// # Errors
    /// Not for knobs in their ranges: every covariance is positive definite.
    pub fn model(&self) -> Result<Gaussian> {
        let conditioning = Conditioning { floor: 0.0, added: 0.0, noise: 0.0 };
        let purpose = Use::Mixture { learned: true };
        Gaussian::new(Kind::Full, purpose, conditioning, self.weights(), self.means(), self.covariances())
    }
}
