//! The face of a component: what it looks like, where a point is a picture or a text.

use crate::config::Data;
use crate::data::Counts;
use crate::model::Model;
use serde::Serialize;

/// Words of a component that are shown.
const TOP: usize = 10;

/// What one component looks like.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Face {
    /// Its mean as a picture.
    Image {
        /// Pixels.
        width: usize,
        /// Pixels.
        height: usize,
        /// Row by row, from 0 (white) to 1 (black).
        values: Vec<f64>,
    },
    /// The words that tell it from the others, the most telling first.
    Words {
        /// At most ten.
        top: Vec<Word>,
    },
}

/// A word of a component.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// The word.
    pub word: String,
    /// `p_kd`: the share of the component's words that it is, or the share of its texts that have it where the model
    /// sees only what is there.
    pub probability: f64,
    /// How many times as large that is as in all texts together.
    pub lift: f64,
}

/// Whether the components of models of these data have faces.
pub fn has_faces(data: &Data) -> bool {
    data.base.binary.is_some() || data.base.counts == Some(Counts::Words)
}

/// The face of every component, made of its mean in the data's own units; none where points are mere numbers.
///
/// Words are ranked by `p_kd ln(p_kd / p_d)`, the word's part of the Kullback-Leibler divergence of the component
/// from all the texts: a word ranks high that is frequent here and rarer elsewhere.
pub fn faces(data: &Data, model: &dyn Model) -> Vec<Face> {
    let means = model.means().chunks_exact(model.d()).map(|mean| data.to_units(mean));
    match (data.base.binary, &data.points) {
        (Some((width, height)), _) => means
            .map(|mean| Face::Image { width, height, values: mean.iter().map(|x| x.clamp(0.0, 1.0)).collect() })
            .collect(),
        (None, Some(points)) if data.base.counts == Some(Counts::Words) => {
            let all = data.to_units(&points.means());
            means.map(|mean| Face::Words { top: top(data, &mean, &all) }).collect()
        }
        _ => Vec::new(),
    }
}

/// The words by which `mean` differs most from `all`.
fn top(data: &Data, mean: &[f64], all: &[f64]) -> Vec<Word> {
    // Counts are compared as shares of all words, so that long texts do not say more than short ones.
    let size = |v: &[f64]| if data.presence { 1.0 } else { v.iter().map(|x| x.max(0.0)).sum::<f64>().max(1e-300) };
    let (mine, everyones) = (size(mean), size(all));
    let share: Vec<f64> = mean.iter().map(|x| x.max(0.0) / mine).collect();
    let lift: Vec<f64> = share.iter().zip(all).map(|(p, x)| if *x > 0.0 { p * everyones / x } else { 0.0 }).collect();
    let telling = |i: usize| if lift[i] > 0.0 { share[i] * libm::log(lift[i]) } else { 0.0 };
    let order = crate::order::ascending(&(0..share.len()).map(|i| -telling(i)).collect::<Vec<_>>());
    order
        .into_iter()
        .take(TOP)
        .filter(|&i| telling(i) > 0.0)
        .map(|i| Word { word: data.columns()[i].name.clone(), probability: share[i], lift: lift[i] })
        .collect()
}
