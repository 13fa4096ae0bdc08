//! The textbook, letter by letter: points as rows, one loop per sum, every r kept, nothing clever. The oracle.
#![allow(clippy::needless_range_loop)] // indices, as in the formulas

use mixtape::model::Model;
use mixtape::model::gaussian::Kind;
use std::sync::OnceLock;

/// Which equations hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    /// `E = |x - m|^2` at temperature 0 (K-means) or 1/beta.
    Centres { temperature: f64 },
    /// `E = (x - m)^T S^-1 (x - m)` at temperature 0, S estimated again in each refit.
    /// With `volume`, `ln |S|` is a part of E.
    Mahalanobis { pooled: bool, volume: bool, floor: f64 },
    /// `E = |x - m|` at temperature 0, m a data point.
    Medoids,
    /// `E = |x - m|_1` at temperature 0, m the median in every coordinate.
    Medians,
    /// `E = -ln pi - ln N(x; m, S)`; every variance at least `floor`, after `added` was added to it; an inverse Wishart
    /// prior of strength `prior`; `S = eps I` where it is of kind identity.
    Gaussian { kind: Kind, learned: bool, floor: f64, added: f64, prior: f64, eps: f64 },
    /// `E = -ln pi - sum_d ln(mu^x (1 - mu)^(1 - x))` and a Beta(a + 1, a + 1) prior on every mu.
    Bernoulli { learned: bool, a: f64 },
    /// `E = -ln pi - ln(L! prod_d mu^x / x!)`, mu the mean divided by its sum, and a Dirichlet(a + 1) prior on it.
    Multinomial { learned: bool, a: f64 },
    /// `E = -ln pi - ln prod_d(m^x e^-m / x!)`.
    Poisson { learned: bool },
    /// `E = -ln pi - ln prod_d(e^(-x / m) / m)`.
    Exponential { learned: bool },
    /// `E = -ln pi - ln t_nu(x; m, S)`; every variance at least `floor`.
    Student { learned: bool, floor: f64, nu: f64 },
}

/// Parameters: pi (K), means (K rows), covariances (K matrices of D*D).
#[derive(Clone, Debug)]
pub(crate) struct Theta {
    pub(crate) pi: Vec<f64>,
    pub(crate) means: Vec<Vec<f64>>,
    pub(crate) shapes: Vec<Vec<f64>>,
}

impl Theta {
    /// The parameters of a model of the crate.
    pub(crate) fn of(model: &dyn Model) -> Self {
        let (k, d) = (model.k(), model.d());
        Self {
            pi: model.weights().map_or_else(|| vec![1.0 / k as f64; k], <[f64]>::to_vec),
            means: model.means().chunks_exact(d).map(<[f64]>::to_vec).collect(),
            shapes: (0..k).filter_map(|k| model.covariance(k)).map(<[f64]>::to_vec).collect(),
        }
    }

    pub(crate) fn k(&self) -> usize {
        self.means.len()
    }

    pub(crate) fn d(&self) -> usize {
        self.means[0].len()
    }

    /// What an ill-conditioned covariance may cost, relative: one digit for every ten of its condition number. A floor
    /// of 10^-6 of the data's variance leaves all that are needed.
    pub(crate) fn lost_digits(&self) -> f64 {
        let condition = self.shapes.iter().map(|s| {
            let (values, _) = mixtape::linalg::eigen(s, self.d());
            values[0] / values[values.len() - 1].max(f64::MIN_POSITIVE)
        });
        8.0 * f64::EPSILON * condition.fold(1.0, f64::max)
    }
}

impl Rule {
    /// The parameters of `model` under this rule: a variance that is only a mean again is none.
    pub(crate) fn theta(self, model: &dyn Model) -> Theta {
        let mut theta = Theta::of(model);
        if matches!(self, Self::Poisson { .. } | Self::Exponential { .. }) {
            theta.shapes.clear();
        }
        theta
    }

    pub(crate) fn learns_weights(self) -> bool {
        match self {
            Self::Gaussian { learned, .. }
            | Self::Bernoulli { learned, .. }
            | Self::Multinomial { learned, .. }
            | Self::Poisson { learned }
            | Self::Exponential { learned }
            | Self::Student { learned, .. } => learned,
            _ => false,
        }
    }

    pub(crate) fn temperature(self) -> f64 {
        match self {
            Self::Centres { temperature } => temperature,
            Self::Mahalanobis { .. } | Self::Medoids | Self::Medians => 0.0,
            _ => 1.0,
        }
    }

    /// `E_k(x; theta)`.
    pub(crate) fn energy(self, theta: &Theta, k: usize, x: &[f64]) -> f64 {
        let mean = &theta.means[k];
        let diff: Vec<f64> = x.iter().zip(mean).map(|(x, m)| x - m).collect();
        match self {
            Self::Centres { .. } => diff.iter().map(|v| v * v).sum(),
            Self::Mahalanobis { volume, .. } => {
                let (q, log_det) = mahalanobis(&theta.shapes[k], &diff);
                if volume { q + log_det } else { q }
            }
            Self::Medoids => diff.iter().map(|v| v * v).sum::<f64>().sqrt(),
            Self::Medians => diff.iter().map(|v| v.abs()).sum(),
            Self::Gaussian { .. } => {
                let (q, log_det) = mahalanobis(&theta.shapes[k], &diff);
                let two_pi = 2.0 * std::f64::consts::PI;
                -libm::log(theta.pi[k]) + 0.5 * (q + log_det + x.len() as f64 * libm::log(two_pi))
            }
            Self::Bernoulli { .. } => {
                let surprise = |(x, mu): (&f64, &f64)| -libm::log(if *x == 1.0 { *mu } else { 1.0 - mu });
                -libm::log(theta.pi[k]) + x.iter().zip(mean).map(surprise).sum::<f64>()
            }
            Self::Multinomial { .. } => {
                let total: f64 = mean.iter().sum();
                let term = |(x, m): (&f64, &f64)| log_factorial(*x) - times_log(*x, m / total);
                -libm::log(theta.pi[k]) + x.iter().zip(mean).map(term).sum::<f64>() - log_factorial(x.iter().sum())
            }
            Self::Poisson { .. } => {
                let term = |(x, m): (&f64, &f64)| m + log_factorial(*x) - times_log(*x, *m);
                -libm::log(theta.pi[k]) + x.iter().zip(mean).map(term).sum::<f64>()
            }
            Self::Exponential { .. } => {
                let term = |(x, m): (&f64, &f64)| x / m + libm::log(*m);
                -libm::log(theta.pi[k]) + x.iter().zip(mean).map(term).sum::<f64>()
            }
            Self::Student { nu, .. } => {
                let (q, log_det) = mahalanobis(&theta.shapes[k], &diff);
                let d = x.len() as f64;
                let log_t = libm::lgamma(0.5 * (nu + d))
                    - libm::lgamma(0.5 * nu)
                    - 0.5 * (d * libm::log(nu * std::f64::consts::PI) + log_det + (nu + d) * libm::log1p(q / nu));
                -libm::log(theta.pi[k]) - log_t
            }
        }
    }

    /// Minus the log of the prior of theta.
    pub(crate) fn prior(self, theta: &Theta, rows: &[Vec<f64>]) -> f64 {
        match self {
            Self::Gaussian { kind, prior, .. } if prior > 0.0 && kind != Kind::Identity => {
                // Inverse Wishart of nu + D + 1 = 2 D + 3 degrees, to the power `prior`.
                let d = theta.d();
                let (scale, count) = (prior_scale(rows, theta.k()), (2 * d + 3) as f64);
                let distinct = if kind == Kind::Tied { 1 } else { theta.k() };
                theta.shapes[..distinct]
                    .iter()
                    .map(|shape| {
                        let log_det = mahalanobis(shape, &vec![0.0; d]).1;
                        let trace: f64 = (0..d).map(|j| solve(shape, &scale[j * d..(j + 1) * d])[j]).sum();
                        0.5 * prior * (count * log_det + trace)
                    })
                    .sum()
            }
            Self::Bernoulli { a, .. } if a > 0.0 => {
                -a * theta.means.iter().flatten().map(|mu| libm::log(*mu) + libm::log(1.0 - mu)).sum::<f64>()
            }
            Self::Multinomial { a, .. } if a > 0.0 => {
                let log = |mean: &Vec<f64>| mean.iter().map(|m| libm::log(m / mean.iter().sum::<f64>())).sum::<f64>();
                -a * theta.means.iter().map(log).sum::<f64>()
            }
            _ => 0.0,
        }
    }

    /// `argmin_r F`: one row of K numbers per point.
    pub(crate) fn assign(self, theta: &Theta, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let t = self.temperature();
        rows.iter()
            .map(|x| {
                let e: Vec<f64> = (0..theta.k()).map(|k| self.energy(theta, k, x)).collect();
                let best = (1..e.len()).fold(0, |best, k| if e[k] < e[best] { k } else { best });
                if t == 0.0 {
                    return (0..e.len()).map(|k| if k == best { 1.0 } else { 0.0 }).collect();
                }
                // log-sum-exp: r = exp(-E/T - ln sum exp(-E/T)).
                let log_sum = -e[best] / t + libm::log(e.iter().map(|e_k| libm::exp((e[best] - e_k) / t)).sum());
                // Below e^-600 nothing is left: a product with it would be denormal.
                let r = |e_k: &f64| if (e[best] - e_k) / t < -600.0 { 0.0 } else { libm::exp(-e_k / t - log_sum) };
                e.iter().map(r).collect()
            })
            .collect()
    }

    /// `F = sum r E + T sum r ln r - ln prior`, where 0 times anything is 0; and so is any r that `N_k` cannot hold,
    /// where `mu = sum r x / N_k` has rounded to an impossible pixel.
    pub(crate) fn free_energy(self, theta: &Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) -> f64 {
        let mut f = self.prior(theta, rows);
        for (x, r) in rows.iter().zip(r) {
            for (k, &r) in r.iter().enumerate() {
                let energy = self.energy(theta, k, x);
                if r > 0.0 && (r > 1e-13 || energy.is_finite()) {
                    f += r * energy + self.temperature() * r * libm::log(r);
                }
            }
        }
        f
    }

    /// `argmin_theta F` (the plain estimate, for Mahalanobis K-means). A cluster without points stays.
    pub(crate) fn refit(self, theta: &Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) -> Theta {
        let (k, d, n) = (theta.k(), theta.d(), rows.len() as f64);
        let mut next = theta.clone();
        let sum = |c: usize, f: &dyn Fn(&[f64]) -> f64| -> f64 { rows.iter().zip(r).map(|(x, r)| r[c] * f(x)).sum() };
        let count: Vec<f64> = (0..k).map(|c| sum(c, &|_| 1.0)).collect();
        let learned = self.learns_weights();
        for c in 0..k {
            if learned {
                next.pi[c] = count[c] / n;
            }
            let a = if let Self::Bernoulli { a, .. } = self { a } else { 0.0 };
            if count[c] + a > 0.0 {
                next.means[c] = (0..d).map(|j| (sum(c, &|x| x[j]) + a) / (count[c] + 2.0 * a)).collect();
            }
        }
        match self {
            Self::Multinomial { a, .. } => {
                // Means are drawn among the points: mu times the average length of a point.
                let length = rows.iter().flatten().sum::<f64>() / n;
                let length = if length > 0.0 { length } else { 1.0 };
                for c in 0..k {
                    let amounts: Vec<f64> = (0..d).map(|j| sum(c, &|x| x[j]) + a).collect();
                    let total: f64 = amounts.iter().sum();
                    next.means[c].clone_from(&theta.means[c]);
                    if total > 0.0 {
                        next.means[c] = amounts.iter().map(|x| length * (x / total)).collect();
                    }
                }
                return next;
            }
            Self::Medians => {
                for (c, j) in (0..k).filter(|&c| count[c] > 0.0).flat_map(|c| (0..d).map(move |j| (c, j))) {
                    let own = rows.iter().zip(r).filter(|(_, r)| r[c] == 1.0).map(|(x, _)| x[j]);
                    let mut own: Vec<f64> = own.collect();
                    own.sort_by(f64::total_cmp);
                    let half = own.len() / 2;
                    next.means[c][j] =
                        if own.len() % 2 == 1 { own[half] } else { f64::midpoint(own[half - 1], own[half]) };
                }
                return next;
            }
            Self::Student { floor, nu, .. } => {
                for c in (0..k).filter(|&c| count[c] > 0.0) {
                    let u = |x: &[f64]| {
                        let diff: Vec<f64> = x.iter().zip(&theta.means[c]).map(|(x, m)| x - m).collect();
                        (nu + d as f64) / (nu + mahalanobis(&theta.shapes[c], &diff).0)
                    };
                    // About a point among them, so that nothing large cancels.
                    let weight = sum(c, &u);
                    let o = &theta.means[c];
                    let m: Vec<f64> = (0..d).map(|j| o[j] + sum(c, &|x| u(x) * (x[j] - o[j])) / weight).collect();
                    let s: Vec<f64> = (0..d * d)
                        .map(|i| sum(c, &|x| u(x) * (x[i / d] - m[i / d]) * (x[i % d] - m[i % d])) / count[c])
                        .collect();
                    next.means[c] = m;
                    next.shapes[c] = cut(Kind::Full, &s, d, floor, 0.0);
                }
                return next;
            }
            _ => {}
        }
        let scatter = |c: usize| -> Vec<f64> {
            let m = &next.means[c];
            (0..d * d).map(|i| sum(c, &|x| (x[i / d] - m[i / d]) * (x[i % d] - m[i % d]))).collect()
        };
        let (kind, floor, added, prior, eps) = match self {
            Self::Gaussian { kind, floor, added, prior, eps, .. } => (kind, floor, added, prior, eps),
            Self::Mahalanobis { pooled, floor, .. } => {
                (if pooled { Kind::Tied } else { Kind::Full }, floor, 0.0, 0.0, 1.0)
            }
            Self::Medoids => {
                next.means = medoids(theta, rows, r);
                return next;
            }
            _ => return next,
        };
        let own =
            |shape: Vec<f64>| if kind == Kind::Identity { shape.iter().map(|x| eps * x).collect() } else { shape };
        let s0: Vec<f64> = prior_scale(rows, k).iter().map(|x| prior * x).collect();
        let nu = prior * (2 * d + 3) as f64;
        for c in 0..k {
            let s: Vec<f64> = if kind == Kind::Tied {
                let all: Vec<Vec<f64>> = (0..k).map(scatter).collect();
                (0..d * d).map(|i| (all.iter().map(|s| s[i]).sum::<f64>() + s0[i]) / (n + nu)).collect()
            } else if count[c] + nu == 0.0 {
                continue;
            } else {
                scatter(c).iter().zip(&s0).map(|(s, s0)| (s + s0) / (count[c] + nu)).collect()
            };
            next.shapes[c] = own(cut(kind, &s, d, floor, added));
        }
        next
    }
}

/// `ln x!`, factor by factor, each of them taken once.
fn log_factorial(x: f64) -> f64 {
    static LOGS: OnceLock<Vec<f64>> = OnceLock::new();
    let logs = LOGS.get_or_init(|| {
        let mut sum = 0.0;
        let next = |i: u32| {
            sum += libm::log(f64::from(i.max(1)));
            sum
        };
        (0..20_000).map(next).collect()
    });
    logs[x as usize]
}

/// `x ln p`, 0 for x = 0.
fn times_log(x: f64, p: f64) -> f64 {
    if x > 0.0 { x * libm::log(p) } else { 0.0 }
}

/// `C / K^(2/D)` with C the covariance of the data.
fn prior_scale(rows: &[Vec<f64>], k: usize) -> Vec<f64> {
    let (n, d) = (rows.len() as f64, rows[0].len());
    let mean: Vec<f64> = (0..d).map(|j| rows[0][j] + rows.iter().map(|x| x[j] - rows[0][j]).sum::<f64>() / n).collect();
    let c = |i: usize, j: usize| rows.iter().map(|x| (x[i] - mean[i]) * (x[j] - mean[j])).sum::<f64>() / n;
    let share = libm::pow(k as f64, 2.0 / d as f64);
    (0..d * d).map(|i| c(i / d, i % d) / share).collect()
}

/// Of each cluster the row that is nearest to all of them together, the first of several.
fn medoids(theta: &Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let distance = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
    (0..theta.k())
        .map(|k| {
            let mut best = (f64::INFINITY, theta.means[k].clone());
            for (x, _) in rows.iter().zip(r).filter(|(_, r)| r[k] == 1.0) {
                let sum: f64 = rows.iter().zip(r).filter(|(_, r)| r[k] == 1.0).map(|(y, _)| distance(x, y)).sum();
                if sum < best.0 {
                    best = (sum, x.clone());
                }
            }
            best.1
        })
        .collect()
}

/// K-means with `emptyCluster: "farthest"`: centres that nobody chose move onto the points farthest from their own
/// centre, in order of index.
pub(crate) fn relocate(theta: &mut Theta, rows: &[Vec<f64>], r: &[Vec<f64>]) {
    let rule = Rule::Centres { temperature: 0.0 };
    let own = |n: usize| (0..theta.k()).map(|k| r[n][k] * rule.energy(theta, k, &rows[n])).sum::<f64>();
    let mut farthest: Vec<(usize, f64)> = (0..rows.len()).map(|n| (n, own(n))).collect();
    farthest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let empty = (0..theta.k()).filter(|&k| r.iter().all(|r| r[k] == 0.0)).collect::<Vec<_>>();
    for (k, (n, _)) in empty.into_iter().zip(farthest) {
        theta.means[k].clone_from(&rows[n]);
    }
}

/// A scatter cut to its kind, `added` on its diagonal, no eigenvalue below `floor`.
fn cut(kind: Kind, s: &[f64], d: usize, floor: f64, added: f64) -> Vec<f64> {
    let trace: f64 = (0..d).map(|j| s[j * d + j]).sum();
    let diagonal = |f: &dyn Fn(usize) -> f64| -> Vec<f64> {
        (0..d * d).map(|i| if i / d == i % d { f(i / d) } else { 0.0 }).collect()
    };
    match kind {
        Kind::Identity => diagonal(&|_| 1.0),
        Kind::Spherical => diagonal(&|_| (trace / d as f64 + added).max(floor)),
        Kind::Diagonal => diagonal(&|j| (s[j * d + j] + added).max(floor)),
        Kind::Full | Kind::Tied => {
            let s: Vec<f64> = (0..d * d).map(|i| s[i] + if i / d == i % d { added } else { 0.0 }).collect();
            let (values, vectors) = mixtape::linalg::eigen(&s, d);
            if floor == 0.0 || values.iter().all(|v| *v >= floor) {
                return s;
            }
            (0..d * d)
                .map(|i| (0..d).map(|m| values[m].max(floor) * vectors[m * d + i / d] * vectors[m * d + i % d]).sum())
                .collect()
        }
    }
}

/// `(v^T S^-1 v, ln |S|)` by Gaussian elimination with pivoting.
pub(crate) fn mahalanobis(s: &[f64], v: &[f64]) -> (f64, f64) {
    let (y, log_det) = eliminate(s, v);
    (v.iter().zip(&y).map(|(v, y)| v * y).sum(), log_det)
}

/// `S^-1 v`.
pub(crate) fn solve(s: &[f64], v: &[f64]) -> Vec<f64> {
    eliminate(s, v).0
}

fn eliminate(s: &[f64], v: &[f64]) -> (Vec<f64>, f64) {
    let d = v.len();
    let mut a: Vec<Vec<f64>> = (0..d).map(|i| [&s[i * d..(i + 1) * d], &v[i..=i]].concat()).collect();
    let mut log_det = 0.0;
    for p in 0..d {
        let pivot = (p..d).fold(p, |best, i| if a[i][p].abs() > a[best][p].abs() { i } else { best });
        a.swap(p, pivot);
        log_det += libm::log(a[p][p].abs());
        for i in p + 1..d {
            let factor = a[i][p] / a[p][p];
            for j in p..=d {
                a[i][j] -= factor * a[p][j];
            }
        }
    }
    let mut y = vec![0.0; d];
    for i in (0..d).rev() {
        let known: f64 = (i + 1..d).map(|j| a[i][j] * y[j]).sum();
        y[i] = (a[i][d] - known) / a[i][i];
    }
    (y, log_det)
}
