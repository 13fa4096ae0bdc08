//! A prior of the covariances, against collapse: MAP-EM.
//!
//! The inverse Wishart distribution is conjugate: `p(Sigma_k)` proportional to
//! `|Sigma_k|^(-(nu + D + 1) / 2) exp(-tr(S_0 Sigma_k^-1) / 2)`, so that the M-step becomes
//! `Sigma_k = (S_0 + S_k) / (N_k + nu + D + 1)`, `S_k = sum_n r_nk (x_n - mu_k)(x_n - mu_k)^T`, which is never
//! singular. As in Fraley and Raftery (2007), `nu = D + 2` and `S_0 = C / K^(2/D)`, where C is the data's own
//! covariance: the volume of the data shared among K. Their prior of the means is left out, and pi has none.
//!
//! The strength s raises the density to the power s: it multiplies `S_0` and `nu + D + 1 = 2 D + 3`, both of which
//! are then counts of points seen before the data. A spherical or diagonal Sigma has the same density restricted to
//! its kind, a tied one has it once.

use super::{Gaussian, Kind, congruent, project};
use crate::WHOLE;
use crate::linalg::covariance;
use crate::math::pow;
use crate::model::Model;
use crate::points::Points;

/// `S_0` and `nu + D + 1`, both times the strength.
#[derive(Clone, Debug)]
pub(super) struct Prior {
    pub(super) scale: Vec<f64>,
    pub(super) count: f64,
}

impl Gaussian {
    /// The same with a prior of its covariances scaled to `points`; strength 0 is none.
    #[must_use]
    pub fn with_prior(mut self, strength: f64, points: &Points) -> Self {
        if WHOLE && strength > 0.0 && self.kind != Kind::Identity {
            let (k, d) = (self.weights.len() as f64, points.d());
            let share = strength * pow(k, -2.0 / d as f64);
            let mut scale: Vec<f64> = covariance(points, &points.means()).iter().map(|x| share * x).collect();
            project(self.kind, &mut scale, d);
            if self.kind == Kind::Spherical {
                // As scatters are kept: the trace for each dimension.
                for x in &mut scale {
                    *x *= d as f64;
                }
            }
            self.prior = Some(Prior { scale, count: strength * (2 * d + 3) as f64 });
        }
        self
    }

    /// `-ln p(Sigma_1, .., Sigma_K)` but for its constant.
    pub(super) fn surprise_of_covariances(&self) -> f64 {
        let Some(prior) = self.prior.as_ref().filter(|_| WHOLE) else { return 0.0 };
        let d = self.d();
        let (distinct, share) = match self.kind {
            Kind::Tied => (1, 1.0),
            Kind::Spherical => (self.k(), 1.0 / d as f64),
            _ => (self.k(), 1.0),
        };
        (0..distinct)
            .map(|k| {
                let a = congruent(&self.whitener(k), &prior.scale, d);
                let trace: f64 = (0..d).map(|j| a[j * d + j]).sum();
                0.5 * (prior.count * self.log_dets[k] + share * trace)
            })
            .sum()
    }
}
