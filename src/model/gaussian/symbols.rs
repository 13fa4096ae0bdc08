//! The equations of Gaussians and of Mahalanobis distances, which depend on the kind of covariance.

use super::{Gaussian, Kind, Use};
use crate::WHOLE;
use crate::model::formula::{CENTRE, COUNT, Formula, MEAN, mixture};

const SPREAD: &str = "Σ_k = \\frac{∑_n r_k^{(n)} (x^{(n)} − m_k)(x^{(n)} − m_k)^T}{∑_n r_k^{(n)}}";
const POOLED: &str = "Σ = \\frac{1}{N} ∑_n ∑_j r_j^{(n)} (x^{(n)} − m_j)(x^{(n)} − m_j)^T";

impl Gaussian {
    pub(super) fn in_symbols(&self) -> Formula {
        let Use::Mixture { learned } = self.purpose else { return self.distance() };
        let (measure, density, shape) = match self.kind {
            Kind::Full => (
                "𝒩(x^{(n)} | μ_k, Σ_k)",
                "𝒩 = (2π)^{−D/2} |Σ_k|^{−1/2} exp(−\\frac{1}{2} q_k)\nq_k = (x − μ_k)^T Σ_k^{−1} (x − μ_k)",
                "Σ_k = \\frac{1}{N_k} ∑_n r_k^{(n)} (x^{(n)} − μ_k)(x^{(n)} − μ_k)^T",
            ),
            Kind::Tied => (
                "𝒩(x^{(n)} | μ_k, Σ)",
                "𝒩 = (2π)^{−D/2} |Σ|^{−1/2} exp(−\\frac{1}{2} q_k)\nq_k = (x − μ_k)^T Σ^{−1} (x − μ_k)",
                "Σ = \\frac{1}{N} ∑_n ∑_j r_j^{(n)} (x^{(n)} − μ_j)(x^{(n)} − μ_j)^T",
            ),
            Kind::Diagonal => (
                "𝒩(x^{(n)} | μ_k, diag σ_k^2)",
                "𝒩 = ∏_d (2π σ_{k,d}^2)^{−1/2} exp(−\\frac{1}{2} (x_d − μ_{k,d})^2 / σ_{k,d}^2)",
                "σ_{k,d}^2 = \\frac{1}{N_k} ∑_n r_k^{(n)} (x_d^{(n)} − μ_{k,d})^2",
            ),
            Kind::Spherical => (
                "𝒩(x^{(n)} | μ_k, σ_k^2 I)",
                "𝒩 = (2π σ_k^2)^{−D/2} exp(−\\frac{1}{2} ‖x − μ_k‖^2 / σ_k^2)",
                "σ_k^2 = \\frac{1}{D N_k} ∑_n r_k^{(n)} ‖x^{(n)} − μ_k‖^2",
            ),
            Kind::Identity if self.covariances[0] == 1.0 => {
                ("𝒩(x^{(n)} | μ_k, I)", "𝒩 = (2π)^{−D/2} exp(−\\frac{1}{2} ‖x − μ_k‖^2)", "")
            }
            Kind::Identity => ("𝒩(x^{(n)} | μ_k, ε I)", "𝒩 = (2π ε)^{−D/2} exp(−\\frac{1}{2} ‖x − μ_k‖^2 / ε)", ""),
        };
        let refit = if WHOLE && self.step.is_some() {
            self.ascent(learned)
        } else if self.kind == Kind::Identity {
            mixture(&[MEAN], learned)
        } else if self.conditioning.added > 0.0 {
            mixture(&[MEAN, self.with_what_was_seen_before(shape), "Σ_k ← Σ_k + ε I"], learned)
        } else {
            mixture(&[MEAN, self.with_what_was_seen_before(shape)], learned)
        };
        Formula { measure, density, refit }
    }

    /// Centres with a spread, as the course writes them.
    fn distance(&self) -> Formula {
        let (measure, spread) = match (self.purpose, self.kind) {
            (Use::DistanceAndVolume, _) => ("(x^{(n)} − m_k)^T Σ_k^{−1} (x^{(n)} − m_k) + ln|Σ_k|", SPREAD),
            (_, Kind::Tied) => ("(x^{(n)} − m_k)^T Σ^{−1} (x^{(n)} − m_k)", POOLED),
            _ => ("(x^{(n)} − m_k)^T Σ_k^{−1} (x^{(n)} − m_k)", SPREAD),
        };
        Formula { measure, density: "", refit: vec![CENTRE, spread] }
    }

    /// A prior counts as c points seen before, with the scatter `S_0`.
    fn with_what_was_seen_before(&self, shape: &'static str) -> &'static str {
        match self.kind {
            _ if !WHOLE || self.prior.is_none() => shape,
            Kind::Tied => "Σ = \\frac{1}{c + N} (S_0 + ∑_n ∑_j r_j^{(n)} (x^{(n)} − μ_j)(x^{(n)} − μ_j)^T)",
            Kind::Diagonal => "σ_{k,d}^2 = \\frac{1}{c + N_k} (S_{0,d,d} + ∑_n r_k^{(n)} (x_d^{(n)} − μ_{k,d})^2)",
            Kind::Spherical => "σ_k^2 = \\frac{1}{D (c + N_k)} (tr S_0 + ∑_n r_k^{(n)} ‖x^{(n)} − μ_k‖^2)",
            _ => "Σ_k = \\frac{1}{c + N_k} (S_0 + ∑_n r_k^{(n)} (x^{(n)} − μ_k)(x^{(n)} − μ_k)^T)",
        }
    }

    /// The step of gradient ascent in place of the refit.
    fn ascent(&self, learned: bool) -> Vec<&'static str> {
        let mut steps = match self.kind {
            Kind::Identity if self.covariances[0] == 1.0 => {
                vec!["μ_k ← μ_k + \\frac{η}{N} ∑_n r_k^{(n)} (x^{(n)} − μ_k)"]
            }
            Kind::Identity => vec!["μ_k ← μ_k + \\frac{η}{N} \\frac{1}{ε} ∑_n r_k^{(n)} (x^{(n)} − μ_k)"],
            Kind::Spherical => vec![
                "μ_k ← μ_k + \\frac{η}{N} \\frac{1}{σ_k^2} ∑_n r_k^{(n)} (x^{(n)} − μ_k)",
                "ln σ_k ← ln σ_k + \\frac{η}{N} \\frac{∂ log p(D)}{∂ ln σ_k}",
            ],
            Kind::Diagonal => vec![
                "μ_{k,d} ← μ_{k,d} + \\frac{η}{N} \\frac{1}{σ_{k,d}^2} ∑_n r_k^{(n)} (x_d^{(n)} − μ_{k,d})",
                "ln σ_{k,d} ← ln σ_{k,d} + \\frac{η}{N} \\frac{∂ log p(D)}{∂ ln σ_{k,d}}",
            ],
            Kind::Full => vec![
                "μ_k ← μ_k + \\frac{η}{N} Σ_k^{−1} ∑_n r_k^{(n)} (x^{(n)} − μ_k)",
                "Σ_k = L_k L_k^T",
                "ln L_{k,d,d} ← ln L_{k,d,d} + \\frac{η}{N} \\frac{∂ log p(D)}{∂ ln L_{k,d,d}}",
                "L_{k,d,e} ← L_{k,d,e} + \\frac{η}{N} \\frac{∂ log p(D)}{∂ L_{k,d,e}}",
            ],
            Kind::Tied => vec![
                "μ_k ← μ_k + \\frac{η}{N} Σ^{−1} ∑_n r_k^{(n)} (x^{(n)} − μ_k)",
                "Σ = L L^T",
                "ln L_{d,d} ← ln L_{d,d} + \\frac{η}{N} \\frac{∂ log p(D)}{∂ ln L_{d,d}}",
                "L_{d,e} ← L_{d,e} + \\frac{η}{N} \\frac{∂ log p(D)}{∂ L_{d,e}}",
            ],
        };
        if learned {
            steps.push("π_k ← \\frac{π_k exp(η (N_k/N − π_k))}{∑_j π_j exp(η (N_j/N − π_j))}");
            steps.push(COUNT);
        }
        steps
    }
}
