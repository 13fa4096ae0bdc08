//! Gaussian mixtures, and K-means by Mahalanobis distance: components with a covariance.
//!
//! Mixture: `E_k(x) = -ln pi_k - ln N(x; mu_k, Sigma_k)`, T = 1. Refit (Bishop 2006, section 9.2.2):
//! `N_k = sum_n r_nk`, `mu_k = sum_n r_nk x_n / N_k`, `Sigma_k = sum_n r_nk (x_n - mu_k)(x_n - mu_k)^T / N_k`,
//! `pi_k = N_k / N`. The five covariance kinds are projections of that `Sigma_k`, made in one place.
//!
//! Mahalanobis K-means: `E_k(x) = (x - mu_k)^T Sigma_k^-1 (x - mu_k)`, T = 0, with `Sigma_k` estimated again in
//! every refit. That is the course's plain form, and no argmin of its objective: J may rise. With `ln |Sigma_k|`
//! added to the energy the same refit is the argmin, and J cannot rise.

mod gradient;
mod prior;
mod symbols;

use super::formula::Formula;
use super::{Event, Model, refit_weights, surprise};
use crate::error::{Error, Result};
use crate::linalg::{cholesky, covariance, floor_eigenvalues, invert_lower};
use crate::moments::{Moments, Order};
use crate::points::{BLOCK, Block, Points};
use prior::Prior;

/// What a covariance may look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Any symmetric positive definite matrix.
    #[default]
    Full,
    /// The identity, the model of the course.
    Identity,
    /// `sigma_k^2 I`.
    Spherical,
    /// A variance per dimension.
    Diagonal,
    /// One full matrix shared by all components.
    Tied,
}

/// What the covariances are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Densities of a mixture, with mixing coefficients learned or equal.
    Mixture {
        /// Whether pi is refitted.
        learned: bool,
    },
    /// Squared Mahalanobis distances of K-means.
    Distance,
    /// The same, and `ln |Sigma_k|`.
    DistanceAndVolume,
}

/// How covariances are kept invertible.
#[derive(Clone, Copy, Debug)]
pub struct Conditioning {
    /// The smallest eigenvalue allowed, in the units of the data squared.
    pub floor: f64,
    /// Added to every variance in each refit.
    pub added: f64,
    /// At or below this, a variance counts as lost: rounding noise beside the data's own.
    pub noise: f64,
}

/// K Gaussians in D dimensions.
#[derive(Clone, Debug)]
pub struct Gaussian {
    kind: Kind,
    purpose: Use,
    conditioning: Conditioning,
    pub(super) weights: Vec<f64>,
    pub(super) means: Vec<f64>,
    /// `Sigma_k`, whole, whatever its kind: K*D*D.
    pub(super) covariances: Vec<f64>,
    /// `W_k` with `W^T W = Sigma^-1`: 1, D, or D*D (lower triangular) numbers each.
    whiteners: Vec<f64>,
    /// `ln |Sigma_k|`: K.
    pub(super) log_dets: Vec<f64>,
    prior: Option<Prior>,
    /// Gradient ascent by steps of this length in place of the M-step.
    step: Option<f64>,
    /// The last step was beyond all numbers.
    diverged: bool,
}

pub(super) const LN_2PI: f64 = 1.837_877_066_409_345_6;

impl Gaussian {
    /// `weights`: K; `means`: K*D; `covariances`: K*D*D, each symmetric and of its kind (they are floored here).
    ///
    /// # Errors
    /// `singular-covariance` when one is not positive definite and no floor is set.
    pub fn new(
        kind: Kind,
        purpose: Use,
        conditioning: Conditioning,
        weights: Vec<f64>,
        means: Vec<f64>,
        covariances: Vec<f64>,
    ) -> Result<Self> {
        let k = weights.len();
        let mut model = Self {
            kind,
            purpose,
            conditioning,
            weights,
            means,
            covariances: Vec::new(),
            whiteners: Vec::new(),
            log_dets: vec![0.0; k],
            prior: None,
            step: None,
            diverged: false,
        };
        model.set_covariances(covariances)?;
        Ok(model)
    }

    /// The same, refitted by gradient ascent on the mean log-likelihood per point, in steps of length `eta`.
    #[must_use]
    pub fn by_gradient(mut self, eta: f64) -> Self {
        self.step = Some(eta);
        self
    }

    fn is_mixture(&self) -> bool {
        matches!(self.purpose, Use::Mixture { .. })
    }

    /// `E_k(x) = shift_k + factor (x - mu_k)^T Sigma_k^-1 (x - mu_k)`: the shift and the factor.
    fn scale_of_energy(&self, k: usize) -> (f64, f64) {
        match self.purpose {
            Use::Mixture { .. } => {
                (surprise(self.weights[k]) + 0.5 * (self.log_dets[k] + self.d() as f64 * LN_2PI), 0.5)
            }
            Use::Distance => (0.0, 1.0),
            Use::DistanceAndVolume => (self.log_dets[k], 1.0),
        }
    }

    /// The numbers that means and covariances are free in: K D for the means, and full: K D (D + 1) / 2; tied:
    /// D (D + 1) / 2; diagonal: K D; spherical: K; identity: 0.
    pub(super) fn free_shapes(&self) -> usize {
        let (k, d) = (self.k(), self.d());
        let shape = match self.kind {
            Kind::Full => k * d * (d + 1) / 2,
            Kind::Identity => 0,
            Kind::Spherical => k,
            Kind::Diagonal => k * d,
            Kind::Tied => d * (d + 1) / 2,
        };
        k * d + shape
    }

    /// The data's own covariance cut to `kind`: where every component starts.
    pub fn start_covariance(kind: Kind, points: &Points) -> Vec<f64> {
        let mut s = covariance(points, &points.means());
        project(kind, &mut s, points.d());
        s
    }

    /// Floor, factor and keep; the events of the floor. Nothing is changed on an error.
    pub(super) fn set_covariances(&mut self, mut covariances: Vec<f64>) -> Result<Vec<Event>> {
        let (k, d) = (self.k(), self.d());
        let mut events = Vec::new();
        let mut whiteners = Vec::with_capacity(self.whiteners.len());
        let mut log_dets = Vec::with_capacity(k);
        for (c, sigma) in covariances.chunks_exact_mut(d * d).enumerate() {
            let floored = self.conditioning.floor > 0.0 && raise_to_floor(self.kind, sigma, d, self.conditioning.floor);
            if floored && (c == 0 || self.kind != Kind::Tied) {
                events.push(self.floor_event(c));
            }
            // The identity is no estimate: it is never lost, however small beside the data.
            let noise = if self.kind == Kind::Identity { 0.0 } else { self.conditioning.noise };
            let factor = factor(self.kind, sigma, d, noise);
            let Some((whitener, log_det)) = factor else {
                return Err(self.singular(c));
            };
            whiteners.extend(whitener);
            log_dets.push(log_det);
        }
        self.covariances = covariances;
        self.whiteners = whiteners;
        self.log_dets = log_dets;
        Ok(events)
    }

    fn name(&self, k: usize) -> String {
        match self.kind {
            Kind::Tied => "the covariance that all components share".into(),
            _ => format!("the covariance of component {}", k + 1),
        }
    }

    fn floor_event(&self, k: usize) -> Event {
        let message = format!("Held by the variance floor: {}.", self.name(k));
        Event { kind: "floor", cluster: (self.kind != Kind::Tied).then_some(k), message }
    }

    fn singular(&self, k: usize) -> Error {
        Error::singular(format!(
            "{} has become singular: its points lie on a point, a line or a plane. Set varianceFloor or regularization above 0, lower k, or choose a simpler covariance.",
            self.name(k)
        ))
    }

    /// `q[i] = (x_i - mu_k)^T Sigma_k^-1 (x_i - mu_k)` for the block's points.
    pub(super) fn mahalanobis(&self, k: usize, block: &Block<'_>, diff: &mut [f64], q: &mut [f64]) {
        let (d, len) = (self.d(), block.len);
        for j in 0..d {
            let m = self.means[k * d + j];
            for (out, x) in diff[j * BLOCK..].iter_mut().zip(block.column(j)) {
                *out = x - m;
            }
        }
        q.fill(0.0);
        match self.kind {
            Kind::Identity | Kind::Spherical => {
                let w = self.whiteners[k];
                for j in 0..d {
                    for (q, x) in q.iter_mut().zip(&diff[j * BLOCK..j * BLOCK + len]) {
                        *q += (w * x) * (w * x);
                    }
                }
            }
            Kind::Diagonal => {
                for j in 0..d {
                    let w = self.whiteners[k * d + j];
                    for (q, x) in q.iter_mut().zip(&diff[j * BLOCK..j * BLOCK + len]) {
                        *q += (w * x) * (w * x);
                    }
                }
            }
            Kind::Full | Kind::Tied => {
                let whitener = &self.whiteners[k * d * d..(k + 1) * d * d];
                let mut y = [0.0; BLOCK];
                for i in 0..d {
                    let y = &mut y[..len];
                    y.fill(0.0);
                    for j in 0..=i {
                        let w = whitener[i * d + j];
                        for (y, x) in y.iter_mut().zip(&diff[j * BLOCK..j * BLOCK + len]) {
                            *y += w * x;
                        }
                    }
                    for (q, y) in q.iter_mut().zip(y) {
                        *q += *y * *y;
                    }
                }
            }
        }
    }

    /// What a covariance is estimated from: the scatter about `mean`, cut to its kind, and the count that divides it,
    /// prior included (of a tied one with the first component). Of a spherical one the trace, once for each dimension.
    fn scattered(&self, k: usize, mean: &[f64], moments: &Moments) -> (Vec<f64>, f64) {
        let d = self.d();
        let mut n = moments.count[k];
        let mut s = match self.kind {
            Kind::Full | Kind::Tied => moments.scatter(k, mean),
            Kind::Diagonal => diagonal(&moments.scatter_diagonal(k, mean)),
            Kind::Identity | Kind::Spherical => diagonal(&vec![moments.scatter_trace(k, mean); d]),
        };
        if let Some(prior) = self.prior.as_ref().filter(|_| crate::WHOLE && (self.kind != Kind::Tied || k == 0)) {
            n += prior.count;
            for (s, prior) in s.iter_mut().zip(&prior.scale) {
                *s += prior;
            }
        }
        (s, if self.kind == Kind::Spherical { n * d as f64 } else { n })
    }

    /// `W_k`, whole: D*D.
    fn whitener(&self, k: usize) -> Vec<f64> {
        let d = self.d();
        let w = &self.whiteners;
        match self.kind {
            Kind::Identity | Kind::Spherical => diagonal(&vec![w[k]; d]),
            Kind::Diagonal => diagonal(&w[k * d..(k + 1) * d]),
            Kind::Full | Kind::Tied => w[k * d * d..(k + 1) * d * d].to_vec(),
        }
    }

    /// `sum_n r_nk (x_n - mu_k)^T Sigma_k^-1 (x_n - mu_k)` from the moments.
    fn expected_mahalanobis(&self, k: usize, moments: &Moments) -> f64 {
        let d = self.d();
        let mean = &self.means[k * d..(k + 1) * d];
        match self.kind {
            Kind::Identity | Kind::Spherical => self.whiteners[k] * self.whiteners[k] * moments.scatter_trace(k, mean),
            Kind::Diagonal => {
                let w = &self.whiteners[k * d..(k + 1) * d];
                moments.scatter_diagonal(k, mean).iter().zip(w).map(|(s, w)| s * w * w).sum()
            }
            Kind::Full | Kind::Tied => {
                let s = moments.scatter(k, mean);
                let w = &self.whiteners[k * d * d..(k + 1) * d * d];
                (0..d).map(|row| quadratic(&w[row * d..=row * d + row], &s, d)).sum()
            }
        }
    }
}

impl Model for Gaussian {
    fn k(&self) -> usize {
        self.weights.len()
    }

    fn temperature(&self) -> f64 {
        if self.is_mixture() { 1.0 } else { 0.0 }
    }

    fn energies(&self, block: &Block<'_>, e: &mut [f64]) {
        let d = self.d();
        let mut diff = vec![0.0; d * BLOCK];
        for (k, row) in e.chunks_exact_mut(block.len).enumerate() {
            self.mahalanobis(k, block, &mut diff, row);
            if self.purpose != Use::Distance {
                let (shift, factor) = self.scale_of_energy(k);
                for x in row.iter_mut() {
                    *x = shift + factor * *x;
                }
            }
        }
    }

    fn order(&self) -> Order {
        match self.kind {
            Kind::Identity | Kind::Spherical => Order::Trace,
            Kind::Diagonal => Order::Diagonal,
            Kind::Full | Kind::Tied => Order::Full,
        }
    }

    fn refit(&mut self, moments: &Moments, _points: &Points, _labels: &[u8]) -> Result<Vec<Event>> {
        if let Some(eta) = self.step
            && crate::WHOLE
        {
            return self.ascend(eta, moments);
        }
        let (k, d) = (self.k(), self.d());
        let mut next = self.clone();
        let learned = self.purpose == Use::Mixture { learned: true };
        let mut events = refit_weights(&mut next.weights, learned, moments);
        next.means = moments.centres();
        let mut covariances = self.covariances.clone();
        let (mut pooled, mut total) = (vec![0.0; d * d], 0.0);
        for (c, sigma) in covariances.chunks_exact_mut(d * d).enumerate() {
            let mean = &next.means[c * d..(c + 1) * d];
            let (s, n) = self.scattered(c, mean, moments);
            total += n;
            if self.kind == Kind::Tied {
                for (out, s) in pooled.iter_mut().zip(s) {
                    *out += s;
                }
            } else if n > 0.0 && self.kind != Kind::Identity {
                for (out, s) in sigma.iter_mut().zip(s) {
                    *out = s / n;
                }
                add_to_diagonal(sigma, d, self.conditioning.added);
            }
        }
        if self.kind == Kind::Tied {
            for x in &mut pooled {
                *x /= total;
            }
            add_to_diagonal(&mut pooled, d, self.conditioning.added);
            covariances = pooled.repeat(k);
        }
        events.extend(next.set_covariances(covariances)?);
        *self = next;
        Ok(events)
    }

    fn expected_energies(&self, moments: &Moments) -> Option<Vec<f64>> {
        let shares = (0..self.k())
            .map(|k| {
                let n = moments.count[k];
                if n == 0.0 {
                    return 0.0;
                }
                let (shift, factor) = self.scale_of_energy(k);
                n * shift + factor * self.expected_mahalanobis(k, moments)
            })
            .collect();
        Some(shares)
    }

    fn parameters(&self) -> Option<usize> {
        let Use::Mixture { learned } = self.purpose else { return None };
        Some(self.free_shapes() + super::free_weights(self.k(), learned))
    }

    fn prior(&self) -> f64 {
        self.surprise_of_covariances()
    }

    fn exact(&self) -> bool {
        self.conditioning.added == 0.0 && self.purpose != Use::Distance && self.step.is_none()
    }

    /// A step that could not be taken has not converged.
    fn patience(&self) -> usize {
        if self.diverged { usize::MAX } else { 1 }
    }

    fn formula(&self) -> Formula {
        self.in_symbols()
    }

    fn means(&self) -> &[f64] {
        &self.means
    }

    fn set_mean(&mut self, k: usize, x: &[f64]) {
        let d = self.d();
        self.means[k * d..(k + 1) * d].copy_from_slice(x);
    }

    fn weights(&self) -> Option<&[f64]> {
        self.is_mixture().then_some(&self.weights)
    }

    fn covariance(&self, k: usize) -> Option<&[f64]> {
        let size = self.d() * self.d();
        Some(&self.covariances[k * size..(k + 1) * size])
    }
}

/// Cut a symmetric D*D matrix to `kind`: the maximum-likelihood member of the kind for that scatter.
pub fn project(kind: Kind, s: &mut [f64], d: usize) {
    let diagonal: Vec<f64> = (0..d).map(|j| s[j * d + j]).collect();
    match kind {
        Kind::Full | Kind::Tied => {}
        Kind::Identity => set_diagonal(s, d, |_| 1.0),
        Kind::Spherical => set_diagonal(s, d, |_| diagonal.iter().sum::<f64>() / d as f64),
        Kind::Diagonal => set_diagonal(s, d, |j| diagonal[j]),
    }
}

fn set_diagonal(s: &mut [f64], d: usize, value: impl Fn(usize) -> f64) {
    s.fill(0.0);
    for j in 0..d {
        s[j * d + j] = value(j);
    }
}

fn diagonal(values: &[f64]) -> Vec<f64> {
    let d = values.len();
    let mut s = vec![0.0; d * d];
    set_diagonal(&mut s, d, |j| values[j]);
    s
}

/// `W S W^T`.
fn congruent(w: &[f64], s: &[f64], d: usize) -> Vec<f64> {
    let product = |a: &[f64], b: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
        (0..d * d).map(|i| (0..d).map(|m| a[i / d * d + m] * b(m, i % d)).sum()).collect()
    };
    let ws = product(w, &|m, j| s[m * d + j]);
    product(&ws, &|m, j| w[j * d + m])
}

fn add_to_diagonal(s: &mut [f64], d: usize, x: f64) {
    for j in 0..d {
        s[j * d + j] += x;
    }
}

/// The exact M-step under `Sigma >= floor I`: eigenvalues below the floor are lifted to it. Says whether any was.
fn raise_to_floor(kind: Kind, sigma: &mut [f64], d: usize, floor: f64) -> bool {
    match kind {
        Kind::Identity => false,
        Kind::Spherical | Kind::Diagonal => {
            let mut raised = false;
            for j in 0..d {
                if sigma[j * d + j] < floor {
                    sigma[j * d + j] = floor;
                    raised = true;
                }
            }
            raised
        }
        Kind::Full | Kind::Tied => {
            // Eigenvalues are wanted only where one is too small: Sigma - floor I not positive definite.
            let mut beyond = sigma.to_vec();
            add_to_diagonal(&mut beyond, d, -floor);
            if cholesky(&beyond, d, 0.0).is_some() {
                return false;
            }
            sigma.copy_from_slice(&floor_eigenvalues(sigma, d, floor));
            true
        }
    }
}

/// The whitener of a covariance and the logarithm of its determinant, or `None` when it is singular.
fn factor(kind: Kind, sigma: &[f64], d: usize, noise: f64) -> Option<(Vec<f64>, f64)> {
    let variances: Vec<f64> = (0..d).map(|j| sigma[j * d + j]).collect();
    match kind {
        Kind::Identity | Kind::Spherical => {
            let variance = variances[0];
            (variance > noise).then(|| (vec![1.0 / variance.sqrt()], d as f64 * libm::log(variance)))
        }
        Kind::Diagonal => variances.iter().all(|&v| v > noise).then(|| {
            let log_det = variances.iter().map(|&v| libm::log(v)).sum();
            (variances.iter().map(|v| 1.0 / v.sqrt()).collect(), log_det)
        }),
        Kind::Full | Kind::Tied => {
            let l = cholesky(sigma, d, noise)?;
            let log_det = 2.0 * (0..d).map(|j| libm::log(l[j * d + j])).sum::<f64>();
            Some((invert_lower(&l, d), log_det))
        }
    }
}

/// `w S w^T` for a row vector w (the rest of it zero) and a symmetric D*D matrix S.
fn quadratic(w: &[f64], s: &[f64], d: usize) -> f64 {
    w.iter().enumerate().map(|(i, wi)| wi * crate::math::dot(w, &s[i * d..i * d + w.len()])).sum()
}
