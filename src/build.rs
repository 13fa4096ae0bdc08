//! From points and options to a model at its start.

mod shapes;
mod special;

pub use special::{gaussian, kmeans, online, student};

use crate::WHOLE;
use crate::error::{Error, Result};
use crate::model::Model;
use crate::models::ModelRow;
use crate::moments::{Moments, Order};
use crate::options::{Family, Init, MAX_K, Options};
use crate::points::{MIN_SPREAD, Points};
use crate::rng::Rng;
use crate::room;
use crate::text::plain;

/// The largest D of a model with covariances.
pub const MAX_COVARIANCE_D: usize = 64;

/// The largest D of a start along the principal axis, which takes a time of D^3.
pub const MAX_AXIS_D: usize = 256;

/// The random numbers of starts have a stream of their own.
const START_STREAM: u64 = 1;

/// How a model is built.
pub type Build = fn(&Setup<'_>) -> Result<Box<dyn Model>>;

/// What a model is built from: all of it checked, but for what only some models read.
pub struct Setup<'a> {
    /// The data.
    pub points: &'a Points,
    /// The options.
    pub options: &'a Options,
    /// K*D means at the start.
    pub means: Vec<f64>,
}

/// A model of `family` on `points`, at the start that `options` say.
///
/// # Errors
/// `invalid-option` when K or a given start does not fit the points, `invalid-data` when the points do not suit
/// the model, `too-large` for covariances beyond D = 64 and for more than [`room::MOST_BYTES`], `singular-covariance` when the data's own covariance
/// is singular and nothing holds it.
pub fn model(family: Family, points: &Points, options: &Options) -> Result<Box<dyn Model>> {
    let k = options.k;
    if !(1..=MAX_K).contains(&k) {
        return Err(Error::option(format!("k is {k}: it must be a whole number from 1 to {MAX_K}")));
    }
    if k > points.n() {
        return Err(Error::option(format!(
            "k is {k}, but there are only {} points: k must be at most the number of points",
            points.n()
        )));
    }
    if WHOLE {
        room::ask(room::of_run(family, points.n(), points.d(), k), "this run")?;
    }
    check_spread(points)?;
    let row = family.row();
    let means = start_means(row, points, options)?;
    row.values.check(points)?;
    (row.build)(&Setup { points, options, means })
}

impl Setup<'_> {
    /// `model` at its start: where the groups are known, that is their refit.
    ///
    /// # Errors
    /// `singular-covariance`, naming the component.
    pub fn ready<M: Model + 'static>(&self, mut model: M) -> Result<Box<dyn Model>> {
        self.complete(&mut model)?;
        Ok(Box::new(model))
    }

    /// The refit for one-hot responsibilities that are known: the maximum of the likelihood of the complete data.
    fn complete(&self, model: &mut dyn Model) -> Result<()> {
        let Init::Labels(labels) = &self.options.init else { return Ok(()) };
        // As in a run: where there are no second moments to keep accurate, what is never seen must be exactly 0.
        let about = if model.order() == Order::Mean { vec![0.0; model.means().len()] } else { model.means().to_vec() };
        let mut moments = Moments::new(about, model.k(), model.order());
        for block in self.points.blocks() {
            moments.add_hard(&block, &labels[block.start..block.start + block.len]);
        }
        model.refit(&moments, self.points, labels)?;
        Ok(())
    }

    /// The mixing coefficients at the start.
    ///
    /// # Errors
    /// `invalid-option` for numbers that are none.
    pub fn weights(&self) -> Result<Vec<f64>> {
        let k = self.options.k;
        let Init::Given { weights: Some(weights), .. } = &self.options.init else {
            return Ok(vec![1.0 / k as f64; k]);
        };
        let total: f64 = weights.iter().sum();
        let fits = weights.len() == k && weights.iter().all(|w| *w >= 0.0) && total > 0.0 && total.is_finite();
        if !fits {
            return Err(Error::option(format!(
                "init.weights must be k = {k} numbers of at least 0 that do not sum to 0 (they are divided by their sum)"
            )));
        }
        if (total - 1.0).abs() <= 1e-12 {
            return Ok(weights.clone());
        }
        Ok(weights.iter().map(|w| w / total).collect())
    }
}

/// Whether the values of each column are all the same, or far enough apart.
fn check_spread(points: &Points) -> Result<()> {
    for j in 0..points.d() {
        let (low, high) = points.range(j);
        if low < high && high - low < MIN_SPREAD {
            return Err(Error::data(format!(
                "the values of coordinate {} differ by at most {}, and their squares are too small for any number: \
                 they must differ by 1e-140 or more, or not at all. Give them in a smaller unit",
                j + 1,
                plain(high - low)
            )));
        }
    }
    Ok(())
}

/// The mean of every group.
fn means_of_groups(points: &Points, k: usize, labels: &[u8]) -> Result<Vec<f64>> {
    let (n, d) = (points.n(), points.d());
    if labels.len() != n || labels.iter().any(|&label| usize::from(label) >= k) {
        return Err(Error::option(format!(
            "init.labels must be one number below k = {k} for each of the {n} points, and has {} entries",
            labels.len()
        )));
    }
    let members = |c: usize| (0..n).filter(move |&i| usize::from(labels[i]) == c);
    let mut means = Vec::with_capacity(k * d);
    for c in 0..k {
        let count = members(c).count();
        let Some(first) = members(c).next() else {
            return Err(Error::option(format!("init.labels leaves group {} of k = {k} without a point", c + 1)));
        };
        for j in 0..d {
            let column = points.column(j);
            means.push(column[first] + members(c).map(|i| column[i] - column[first]).sum::<f64>() / count as f64);
        }
    }
    Ok(means)
}

fn start_means(model: &ModelRow, points: &Points, options: &Options) -> Result<Vec<f64>> {
    let (k, d) = (options.k, points.d());
    match &options.init {
        Init::Way(way) => {
            if WHOLE && way.choice.key == "principal-axis" && d > MAX_AXIS_D {
                return Err(Error::too_large(format!(
                    "d is {d}: the principal axis is found up to d = {MAX_AXIS_D}. Use fewer columns, or another init"
                )));
            }
            let mut means = (way.pick)(points, k, &mut Rng::new(options.seed, START_STREAM));
            for mu in &mut means {
                *mu = (model.inside)(*mu);
            }
            Ok(means)
        }
        Init::Labels(labels) => means_of_groups(points, k, labels),
        Init::Given { means, .. } => {
            if means.len() != k * d {
                return Err(Error::option(format!(
                    "init.means has {} numbers: k = {k} means of d = {d} coordinates are {}",
                    means.len(),
                    k * d
                )));
            }
            let [least, most] = model.values.range();
            match means.iter().find(|x| !(least..=most).contains(*x)) {
                None => Ok(means.clone()),
                Some(x) => Err(Error::option(format!(
                    "init.means contains {}: every entry must be from {} to {}",
                    plain(*x),
                    plain(least),
                    plain(most)
                ))),
            }
        }
    }
}
