//! What a refit needs to know of the data: the weighted moments of every cluster. They add up, so blocks,
//! shards and workers can each make their own.

use crate::math::{dot, sum};
use crate::points::{BLOCK, Block};

/// Which second moments are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// None.
    Mean,
    /// `sum r |x - a|^2`, one number per cluster.
    Trace,
    /// `sum r (x_j - a_j)^2`, D numbers.
    Diagonal,
    /// `sum r (x_i - a_i)(x_j - a_j)` for j <= i, D (D + 1) / 2 numbers.
    Full,
}

impl Order {
    fn width(self, d: usize) -> usize {
        match self {
            Self::Mean => 0,
            Self::Trace => 1,
            Self::Diagonal => d,
            Self::Full => d * (d + 1) / 2,
        }
    }
}

/// `N_k = sum_n r_nk`, `sum_n r_nk (x_n - a_k)`, and second moments, about points `a_k` near the means:
/// about the old means nothing large cancels when the mean has moved little.
#[derive(Clone, Debug)]
pub struct Moments {
    /// Which second moments are here.
    pub order: Order,
    /// `a_k`: K*D.
    pub about: Vec<f64>,
    /// `N_k`: K.
    pub count: Vec<f64>,
    /// First moments: K*D.
    pub first: Vec<f64>,
    /// Second moments: K times the width of the order.
    pub second: Vec<f64>,
}

impl Moments {
    /// No points yet, `about` being K*D.
    pub fn new(about: Vec<f64>, k: usize, order: Order) -> Self {
        let d = about.len() / k;
        Self { order, count: vec![0.0; k], first: vec![0.0; k * d], second: vec![0.0; k * order.width(d)], about }
    }

    /// K.
    pub fn k(&self) -> usize {
        self.count.len()
    }

    /// D.
    pub fn d(&self) -> usize {
        self.about.len() / self.count.len()
    }

    /// Forget the points.
    pub fn clear(&mut self) {
        self.count.fill(0.0);
        self.first.fill(0.0);
        self.second.fill(0.0);
    }

    /// Take in what `other` has counted about the same points.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in
            [(&mut self.count, &other.count), (&mut self.first, &other.first), (&mut self.second, &other.second)]
        {
            for (x, y) in mine.iter_mut().zip(theirs) {
                *x += y;
            }
        }
    }

    /// Count a block with responsibilities `r[k * len + i]`.
    pub fn add_soft(&mut self, block: &Block<'_>, r: &[f64]) {
        let (d, len) = (self.d(), block.len);
        let mut diff = vec![0.0; d * BLOCK];
        let mut weighted = [0.0; BLOCK];
        for k in 0..self.k() {
            let r = &r[k * len..(k + 1) * len];
            let n = sum(r);
            if n == 0.0 {
                continue;
            }
            self.count[k] += n;
            for j in 0..d {
                let a = self.about[k * d + j];
                let column = &mut diff[j * BLOCK..j * BLOCK + len];
                for (out, x) in column.iter_mut().zip(block.column(j)) {
                    *out = x - a;
                }
                self.first[k * d + j] += dot(r, column);
            }
            let width = self.order.width(d);
            let second = &mut self.second[k * width..(k + 1) * width];
            for i in 0..d {
                if self.order == Order::Mean {
                    break;
                }
                let column = &diff[i * BLOCK..i * BLOCK + len];
                for ((out, x), r) in weighted.iter_mut().zip(column).zip(r) {
                    *out = x * r;
                }
                let weighted = &weighted[..len];
                match self.order {
                    Order::Mean => {}
                    Order::Trace => second[0] += dot(weighted, column),
                    Order::Diagonal => second[i] += dot(weighted, column),
                    Order::Full => {
                        for j in 0..=i {
                            second[i * (i + 1) / 2 + j] += dot(weighted, &diff[j * BLOCK..j * BLOCK + len]);
                        }
                    }
                }
            }
        }
    }

    /// Count a block in which point i belongs to `labels[i]` alone: [`Moments::add_soft`] with one-hot rows.
    pub fn add_hard(&mut self, block: &Block<'_>, labels: &[u8]) {
        let d = self.d();
        if self.order != Order::Trace {
            let mut r = vec![0.0; self.k() * block.len];
            for (i, &k) in labels.iter().enumerate() {
                r[usize::from(k) * block.len + i] = 1.0;
            }
            return self.add_soft(block, &r);
        }
        for &k in labels {
            self.count[usize::from(k)] += 1.0;
        }
        for j in 0..d {
            for (x, &k) in block.column(j).iter().zip(labels) {
                let k = usize::from(k);
                let diff = x - self.about[k * d + j];
                self.first[k * d + j] += diff;
                self.second[k] += diff * diff;
            }
        }
    }

    /// The mean of cluster `k`, or `None` when it has no points.
    pub fn mean(&self, k: usize) -> Option<Vec<f64>> {
        let d = self.d();
        let n = self.count[k];
        (n > 0.0).then(|| (0..d).map(|j| self.about[k * d + j] + self.first[k * d + j] / n).collect())
    }

    /// Where every cluster's moments would best be taken about: its mean, or where it was if it is empty.
    pub fn centres(&self) -> Vec<f64> {
        let d = self.d();
        (0..self.k()).flat_map(|k| self.mean(k).unwrap_or_else(|| self.about[k * d..(k + 1) * d].to_vec())).collect()
    }

    /// `sum_n r_nk |x_n - m|^2` for any m; needs at least [`Order::Trace`].
    pub fn scatter_trace(&self, k: usize, m: &[f64]) -> f64 {
        let d = self.d();
        let own: f64 = match self.order {
            Order::Mean => 0.0,
            Order::Trace => self.second[k],
            Order::Diagonal => self.second[k * d..(k + 1) * d].iter().sum(),
            Order::Full => (0..d).map(|i| self.second[k * self.order.width(d) + i * (i + 1) / 2 + i]).sum(),
        };
        let shift: f64 = (0..d)
            .map(|j| {
                let delta = m[j] - self.about[k * d + j];
                delta * (self.count[k] * delta - 2.0 * self.first[k * d + j])
            })
            .sum();
        (own + shift).max(0.0)
    }

    /// `sum_n r_nk (x_nj - m_j)^2` for j = 1..D; needs [`Order::Diagonal`] or [`Order::Full`].
    pub fn scatter_diagonal(&self, k: usize, m: &[f64]) -> Vec<f64> {
        let d = self.d();
        let width = self.order.width(d);
        (0..d)
            .map(|j| {
                let own = self.second[k * width + if self.order == Order::Full { j * (j + 1) / 2 + j } else { j }];
                let delta = m[j] - self.about[k * d + j];
                (own + delta * (self.count[k] * delta - 2.0 * self.first[k * d + j])).max(0.0)
            })
            .collect()
    }

    /// `sum_n r_nk (x_n - m)(x_n - m)^T`, D*D; needs [`Order::Full`].
    pub fn scatter(&self, k: usize, m: &[f64]) -> Vec<f64> {
        let d = self.d();
        let width = self.order.width(d);
        let first = &self.first[k * d..(k + 1) * d];
        let delta: Vec<f64> = (0..d).map(|j| m[j] - self.about[k * d + j]).collect();
        let mut s = vec![0.0; d * d];
        for i in 0..d {
            for j in 0..=i {
                let own = self.second[k * width + i * (i + 1) / 2 + j];
                s[i * d + j] = own - delta[i] * first[j] - delta[j] * first[i] + self.count[k] * delta[i] * delta[j];
                s[j * d + i] = s[i * d + j];
            }
            s[i * d + i] = s[i * d + i].max(0.0);
        }
        s
    }

    /// Whether a mean has moved so far beyond its cluster's spread, in any dimension where they are kept apart, that
    /// scatters about it have lost digits to cancellation: the moments should then be taken again about
    /// [`Moments::centres`].
    pub fn cancels(&self) -> bool {
        if self.order == Order::Mean {
            return false;
        }
        // The inverse of a full covariance magnifies what is lost: it can spare fewer digits.
        let limit = if self.order == Order::Full { 1.0 } else { 1e4 };
        let d = self.d();
        (0..self.k()).any(|k| {
            let n = self.count[k];
            let Some(mean) = self.mean(k) else { return false };
            let moved = self.first[k * d..(k + 1) * d].iter().map(|s| (s / n) * (s / n));
            // Rounding of the mean itself leaves a shift of a few ulps: measuring again cannot better it.
            let ulps = mean.iter().map(|x| (4.0 * f64::EPSILON * x) * (4.0 * f64::EPSILON * x));
            let lost = |moved: f64, ulps: f64, scatter: f64| moved > ulps && n * moved > limit * scatter;
            if self.order == Order::Trace {
                lost(moved.sum(), ulps.sum(), self.scatter_trace(k, &mean))
            } else {
                moved.zip(ulps).zip(self.scatter_diagonal(k, &mean)).any(|((m, u), s)| lost(m, u, s))
            }
        })
    }
}
