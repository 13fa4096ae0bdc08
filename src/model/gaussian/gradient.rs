//! One step of gradient ascent on the mean log-likelihood per point, in place of the M-step.
//!
//! Theta is written in numbers that may take any value: logits of pi, means, and the Cholesky factor L of
//! `Sigma = L L^T` with the logarithms of its diagonal. For r at the present theta, the gradient of the bound is the
//! gradient of `log p(D)` (Bishop 2006, section 9.4: both touch there), and it needs the M-step's moments only.
//! With `W = L^-1` and `A_k = W_k S_k W_k^T - N_k I`, `S_k = sum_n r_nk (x_n - mu_k)(x_n - mu_k)^T`:
//!
//! | parameter | gradient, times N |
//! |---|---|
//! | logit of `pi_k` | `N_k - N pi_k` |
//! | `mu_k` | `Sigma_k^-1 sum_n r_nk (x_n - mu_k)` |
//! | `L_k` below its diagonal | `W_k^T A_k` |
//! | `ln L_k,jj` | `(W_k^T A_k)_jj L_k,jj` |
//!
//! Of a diagonal L only the logarithms are free, and A is diagonal; of a spherical one they are one number, whose
//! gradient is the trace of A; a tied one takes the sum of A over k. A prior of Sigma adds its scale to S and its
//! count to `N_k`.

use super::{Event, Gaussian, Kind, Use, add_to_diagonal, congruent};
use crate::error::Result;
use crate::linalg::cholesky;
use crate::model::Model;
use crate::moments::Moments;
use crate::points::MAX_MAGNITUDE;

/// An exponent past which its exponential is beyond [`MAX_MAGNITUDE`].
const MAX_EXPONENT: f64 = 138.0;

impl Gaussian {
    /// The refit by a step of length `eta`. Where theta would leave the numbers that can be worked with, it stays,
    /// and an event says that the ascent has diverged.
    ///
    /// # Errors
    /// `singular-covariance` where a component collapses and no floor holds it.
    pub(super) fn ascend(&mut self, eta: f64, moments: &Moments) -> Result<Vec<Event>> {
        if let Some((mut next, covariances)) = self.stepped(eta, moments) {
            match next.set_covariances(covariances) {
                Ok(events) => {
                    next.diverged = false;
                    *self = next;
                    return Ok(events);
                }
                Err(error) if self.conditioning.floor == 0.0 => return Err(error),
                Err(_) => {}
            }
        }
        self.diverged = true;
        let message = "The ascent has diverged: this step would leave all numbers, so it is not taken. Choose a smaller step size.";
        Ok(vec![Event { kind: "diverged", cluster: None, message: message.into() }])
    }

    /// Weights and means after the step, and the covariances; `None` where they are beyond all numbers.
    fn stepped(&self, eta: f64, moments: &Moments) -> Option<(Self, Vec<f64>)> {
        let d = self.d();
        let total: f64 = moments.count.iter().sum();
        let mut next = self.clone();
        if self.purpose == (Use::Mixture { learned: true }) {
            next.weights = softened(&self.weights, |k| eta * (moments.count[k] / total - self.weights[k]))?;
        }
        let mut covariances = self.covariances.clone();
        let mut pooled = vec![0.0; d * d];
        for (k, sigma) in covariances.chunks_exact_mut(d * d).enumerate() {
            let mean = &self.means[k * d..(k + 1) * d];
            let w = self.whitener(k);
            // sum_n r (x - mu), and W^T W of it.
            let pull: Vec<f64> = (0..d)
                .map(|j| {
                    let i = k * d + j;
                    moments.first[i] + moments.count[k] * (moments.about[i] - mean[j])
                })
                .collect();
            let whitened: Vec<f64> = (0..d).map(|i| (0..d).map(|j| w[i * d + j] * pull[j]).sum()).collect();
            for j in 0..d {
                let slope: f64 = (0..d).map(|i| w[i * d + j] * whitened[i]).sum();
                let to = mean[j] + eta * (slope / total);
                next.means[k * d + j] = (to.abs() <= MAX_MAGNITUDE).then_some(to)?;
            }
            if self.kind == Kind::Identity {
                continue;
            }
            let (s, n) = self.scattered(k, mean, moments);
            let mut a = congruent(&w, &s, d);
            add_to_diagonal(&mut a, d, -n);
            if self.kind == Kind::Tied {
                for (out, a) in pooled.iter_mut().zip(&a) {
                    *out += a;
                }
            } else {
                stretch(sigma, &w, &a, eta / total, d)?;
            }
        }
        if self.kind == Kind::Tied {
            stretch(&mut covariances[..d * d], &self.whitener(0), &pooled, eta / total, d)?;
            covariances = covariances[..d * d].repeat(self.weights.len());
        }
        Some((next, covariances))
    }
}

/// The covariance whose Cholesky factor is one step of `step * gradient` away from that of `sigma`.
fn stretch(sigma: &mut [f64], w: &[f64], a: &[f64], step: f64, d: usize) -> Option<()> {
    let mut l = cholesky(sigma, d, 0.0)?;
    let slope = |i: usize, j: usize| (0..d).map(|m| w[m * d + i] * a[m * d + j]).sum::<f64>();
    for i in 0..d {
        for j in 0..i {
            l[i * d + j] += step * slope(i, j);
        }
        l[i * d + i] *= growth(step * slope(i, i) * l[i * d + i])?;
    }
    if l.iter().any(|x| x.is_nan() || x.abs() > MAX_MAGNITUDE.sqrt()) {
        return None;
    }
    for i in 0..d {
        for j in 0..=i {
            sigma[i * d + j] = (0..=j).map(|m| l[i * d + m] * l[j * d + m]).sum();
            sigma[j * d + i] = sigma[i * d + j];
        }
    }
    Some(())
}

/// `e^x`, unless it would be beyond all numbers or 0.
fn growth(x: f64) -> Option<f64> {
    (x.abs() <= MAX_EXPONENT).then(|| libm::exp(x))
}

/// `pi_k e^(x_k) / sum_j pi_j e^(x_j)`: the softmax of logits that each have moved by `x_k`.
fn softened(weights: &[f64], x: impl Fn(usize) -> f64) -> Option<Vec<f64>> {
    let most = (0..weights.len()).map(&x).fold(f64::NEG_INFINITY, f64::max);
    let raised: Vec<f64> = weights.iter().enumerate().map(|(k, pi)| pi * libm::exp(x(k) - most)).collect();
    let total: f64 = raised.iter().sum();
    // A logit is never minus infinity: no component that lives may die of a step.
    let alive = weights.iter().zip(&raised).all(|(pi, raised)| *pi == 0.0 || raised / total > 0.0);
    (total > 0.0 && alive).then(|| raised.iter().map(|pi| pi / total).collect())
}
