//! The state objects of the npm package, one class for each model.

use super::convert::plain;
use super::studies;
use super::values::{dimension, entries, numbers};
use crate::error::Error;
use crate::model::Event;
use crate::options::{Family, Options};
use crate::points::Points;
use crate::room;
use crate::run::{Report, Run};
use crate::text;
use js_sys::Float64Array;
use serde::Serialize;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The options of every class, made of their rows: see tests/options.rs.
#[wasm_bindgen(typescript_custom_section)]
const OPTIONS: &str = include_str!("options.d.ts");

#[derive(Serialize)]
struct PlainEvent<'a> {
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<usize>,
    message: &'a str,
}

#[derive(Serialize)]
struct PlainReport<'a> {
    half: &'a str,
    iteration: usize,
    objective: f64,
    converged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<usize>,
    events: Vec<PlainEvent<'a>>,
}

fn report(report: &Report) -> Result<JsValue, JsValue> {
    let event = |e: &'_ Event| (e.kind, e.cluster, e.message.clone());
    let events: Vec<_> = report.events.iter().map(event).collect();
    plain(&PlainReport {
        half: report.half.key(),
        iteration: report.iteration,
        objective: report.objective,
        converged: report.converged,
        changed: report.changed,
        events: events.iter().map(|(kind, cluster, message)| PlainEvent { kind, cluster: *cluster, message }).collect(),
    })
}

fn build(family: Family, points: &Float64Array, d: f64, options: &JsValue) -> Result<Run, JsValue> {
    let d = dimension(d)?;
    let points = Points::from_rows(&numbers(points)?, d)?;
    let options = Options::read(family, &entries(options)?, d)?;
    Ok(Run::new(family, Arc::new(points), &options)?)
}

/// The run, once there is room for its next half-steps.
fn ready(run: &mut Run) -> Result<&mut Run, Error> {
    let (points, k) = (run.points(), run.model().k());
    room::ask(room::of_run(run.family(), points.n(), points.d(), k), "this half-step")?;
    Ok(run)
}

/// A list of `length` numbers, once there is room for it.
fn list<T>(length: usize, numbers: impl Iterator<Item = T>) -> Result<Vec<T>, JsValue> {
    room::ask_for::<T>(length, "this list")?;
    Ok(numbers.collect())
}

fn labels(of: &[u8]) -> Result<Vec<u32>, JsValue> {
    list(of.len(), of.iter().map(|&k| u32::from(k)))
}

/// `Sigma_k`, one after the other.
fn covariances(run: &Run) -> Result<Vec<f64>, JsValue> {
    let model = run.model();
    let length = model.k() * model.d() * model.d();
    list(length, (0..model.k()).filter_map(|k| model.covariance(k)).flatten().copied())
}

fn iterations(max: f64) -> Result<usize, Error> {
    if max.is_nan() || max < 0.0 {
        let max = text::plain(max);
        return Err(Error::option(format!("maxIterations is {max}: it must be a number of at least 0")));
    }
    Ok(max as usize)
}

/// One class per family: everything they share, then what is their own.
macro_rules! class {
    ($(#[$doc:meta])* $name:ident, $options:literal, { $($own:item)* }) => {
        $(#[$doc])*
        #[wasm_bindgen]
        pub struct $name(Run);

        #[wasm_bindgen]
        impl $name {
            /// `points`: N*D numbers, row-major; `d`: D.
            #[wasm_bindgen(constructor)]
            pub fn new(
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
                d: f64,
                #[wasm_bindgen(unchecked_param_type = $options)] options: &JsValue,
            ) -> Result<$name, JsValue> {
                build(Family::$name, points, d, options).map(Self)
            }

            /// The next half-step.
            #[wasm_bindgen(unchecked_return_type = "StepReport")]
            pub fn step(&mut self) -> Result<JsValue, JsValue> {
                report(&ready(&mut self.0)?.step()?)
            }

            /// To the end of a refit: one assignment and one refit, or the refit alone when it is its turn.
            #[wasm_bindgen(unchecked_return_type = "StepReport")]
            pub fn iterate(&mut self) -> Result<JsValue, JsValue> {
                report(&ready(&mut self.0)?.iterate()?)
            }

            /// Iterations until converged, or until `maxIterations` more are done; the last report, if there was a step.
            #[wasm_bindgen(unchecked_return_type = "StepReport | undefined")]
            pub fn run(&mut self, #[wasm_bindgen(js_name = maxIterations)] max_iterations: f64) -> Result<JsValue, JsValue> {
                let max = iterations(max_iterations)?;
                ready(&mut self.0)?.run(max)?.map_or(Ok(JsValue::UNDEFINED), |r| report(&r))
            }

            /// The half-step that comes next.
            #[wasm_bindgen(getter, unchecked_return_type = "\"assign\" | \"refit\"")]
            pub fn phase(&self) -> String {
                self.0.phase().key().into()
            }

            /// Whole iterations done.
            #[wasm_bindgen(getter)]
            pub fn iteration(&self) -> usize {
                self.0.iteration()
            }

            /// Whether the run has converged.
            #[wasm_bindgen(getter)]
            pub fn converged(&self) -> bool {
                self.0.converged()
            }

            /// The objective at the current state (r, theta).
            #[wasm_bindgen(getter)]
            pub fn objective(&self) -> f64 {
                self.0.objective()
            }

            /// N.
            #[wasm_bindgen(getter)]
            pub fn n(&self) -> usize {
                self.0.points().n()
            }

            /// D.
            #[wasm_bindgen(getter)]
            pub fn d(&self) -> usize {
                self.0.points().d()
            }

            /// K.
            #[wasm_bindgen(getter)]
            pub fn k(&self) -> usize {
                self.0.model().k()
            }

            /// K*D, row-major.
            pub fn means(&self) -> Result<Vec<f64>, JsValue> {
                let means = self.0.model().means();
                list(means.len(), means.iter().copied())
            }

            /// N labels, argmax of the responsibilities, ties to the lowest index, as of the last assignment.
            pub fn labels(&self) -> Result<Vec<u32>, JsValue> {
                labels(self.0.labels())
            }

            /// N*K, row-major, as of the last assignment; 1/K before the first.
            pub fn responsibilities(&self) -> Result<Vec<f64>, JsValue> {
                Ok(self.0.responsibilities()?)
            }

            /// Labels of other points (row-major) under the current parameters.
            pub fn predict(
                &self,
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
            ) -> Result<Vec<u32>, JsValue> {
                labels(&self.0.predict(&numbers(points)?)?)
            }

            /// Responsibilities for other points (row-major) under the current parameters: N*K, row-major.
            #[wasm_bindgen(js_name = predictProbabilities)]
            pub fn predict_probabilities(
                &self,
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
            ) -> Result<Vec<f64>, JsValue> {
                Ok(self.0.predict_probabilities(&numbers(points)?)?)
            }

            /// The points it was made from: N*D, row-major.
            pub fn points(&self) -> Result<Vec<f64>, JsValue> {
                let points = self.0.points();
                room::ask_for::<f64>(points.n() * points.d(), "this list")?;
                Ok(points.to_rows())
            }

            /// Half-steps done.
            #[wasm_bindgen(getter, js_name = halfSteps)]
            pub fn half_steps(&self) -> usize {
                self.0.half_steps()
            }

            /// Walks the seeds 0, 1, 2, ... to the end: where do they end, and how often? Default 100 starts.
            #[wasm_bindgen(unchecked_return_type = "Restarts")]
            pub fn restarts(
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
                d: f64,
                #[wasm_bindgen(unchecked_param_type = $options)] options: &JsValue,
                starts: Option<f64>,
            ) -> Result<JsValue, JsValue> {
                studies::restarts(Family::$name, points, d, options, starts)
            }

            /// How many clusters? Every criterion against K = 1, 2, ...; `k` of the options is not read.
            #[wasm_bindgen(js_name = chooseK, unchecked_return_type = "ChoiceOfK")]
            pub fn choose_k(
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
                d: f64,
                #[wasm_bindgen(unchecked_param_type = $options)] options: &JsValue,
                #[wasm_bindgen(unchecked_optional_param_type = "ChooseKOptions")] plan: &JsValue,
            ) -> Result<JsValue, JsValue> {
                studies::choose_k(Family::$name, points, d, options, plan)
            }

            $($own)*
        }
    };
}

class!(
    /// K-means: `J = sum_n sum_k r_nk |x_n - m_k|^2`, r one-hot.
    KMeans, "KMeansOptions", {}
);

class!(
    /// Soft K-means: `r_nk` proportional to `exp(-beta |x_n - m_k|^2)`; the objective is the free energy
    /// `sum r |x - m|^2 + (1/beta) sum r ln r`.
    SoftKMeans, "SoftKMeansOptions", {}
);

class!(
    /// K-medoids: `J = sum_n sum_k r_nk |x_n - m_k|`, every centre a data point.
    KMedoids, "KMedoidsOptions", {}
);

class!(
    /// K-medians: `J = sum_n sum_k r_nk |x_n - m_k|_1`, every centre the median of its points in each coordinate.
    KMedians, "KMediansOptions", {}
);

class!(
    /// Online K-means: the points come one at a time, and each pulls its nearest centre towards itself.
    OnlineKMeans, "OnlineKMeansOptions", {}
);

/// A class for a family of mixtures: what all mixtures have, then what is their own.
macro_rules! mixture {
    ($(#[$doc:meta])* $name:ident, $options:literal, { $($own:item)* }) => {
        class!($(#[$doc])* $name, $options, {
            /// `log p(D)` at the current parameters.
            #[wasm_bindgen(js_name = logLikelihood)]
            pub fn log_likelihood(&self) -> f64 {
                self.0.log_likelihood()
            }

            /// `log p(x)` of other points (row-major) under the current parameters: N.
            #[wasm_bindgen(js_name = scoreSamples)]
            pub fn score_samples(
                &self,
                #[wasm_bindgen(unchecked_param_type = "Vector")] points: &Float64Array,
            ) -> Result<Vec<f64>, JsValue> {
                Ok(self.0.score_samples(&numbers(points)?)?)
            }

            /// Mixing coefficients pi: K.
            pub fn weights(&self) -> Vec<f64> {
                self.0.model().weights().unwrap_or(&[]).to_vec()
            }

            $($own)*
        });
    };
}

mixture!(
    /// A mixture of Gaussians fitted by EM; the objective is the lower bound on `log p(D)`.
    GaussianMixture, "GaussianMixtureOptions", {
        /// Covariances, every kind expanded: K*D*D.
        pub fn covariances(&self) -> Result<Vec<f64>, JsValue> {
            covariances(&self.0)
        }
    }
);

mixture!(
    /// A mixture of Bernoulli distributions over 0/1 vectors fitted by EM; `means()` are the probabilities mu.
    BernoulliMixture, "BernoulliMixtureOptions", {}
);

mixture!(
    /// A mixture of multinomial distributions over counts fitted by EM; `means()` are the counts that each component
    /// expects of a point of average length.
    MultinomialMixture, "MultinomialMixtureOptions", {}
);

mixture!(
    /// A mixture of Poisson distributions over counts fitted by EM; `means()` are the rates lambda.
    PoissonMixture, "PoissonMixtureOptions", {}
);

mixture!(
    /// A mixture of exponential distributions over waiting times fitted by EM; `means()` are the mean times 1/lambda.
    ExponentialMixture, "ExponentialMixtureOptions", {}
);

mixture!(
    /// A mixture of Student t distributions fitted by EM: far points count less.
    StudentMixture, "StudentMixtureOptions", {
        /// The scales Sigma: K*D*D. A covariance is `dof / (dof - 2)` times its scale, where dof > 2.
        pub fn covariances(&self) -> Result<Vec<f64>, JsValue> {
            covariances(&self.0)
        }
    }
);
