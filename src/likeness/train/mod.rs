//! Fitting a [`Model`] to labelled pairs.
//!
//! With labelled articles, [`Clusterer::train`](crate::Clusterer::train) does it all; what is here works on pairs that
//! are at hand. The [guide](crate::likeness#training-on-your-own-labels) has the whole way.

mod labelled;
pub(super) mod newton;
mod showing;

use crate::error::Result;
use crate::likeness::calibration::Calibration;
use crate::likeness::embedding::Embedding;
use crate::likeness::features::{AT_FIRST_SIGHT, AT_SECOND_SIGHT, FEATURES, FORM, FORM_WEIGHT, Features, SURROUNDINGS};
use crate::likeness::model::{Model, Weights};
use newton::{newton, weight_in};

pub use labelled::{LabelledPair, LabelledSet};
pub use showing::Showing;

/// A pair of reports with its features and the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// Features of the pair.
    pub features: Features,
    /// The cosine of the two vectors; `None` without an [`Embedder`](crate::likeness::Embedder).
    pub embedding: Option<f64>,
    /// Whether the two tell of one event.
    pub same: bool,
}

/// A pair of which only the logit is known, and the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The logit before any calibration.
    pub logit: f64,
    /// Whether the two tell of one event.
    pub same: bool,
}

/// How labelled sets become a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// How each set is shown. Default: in every way, so that a fit cannot learn what only one set has. With labels for
    /// the very articles to be grouped later, [`Showing::Whole`] alone fits closer and carries over worse.
    pub showings: Vec<Showing>,
    /// Pairs kept for each report: those with the highest cosines. Default 20, range from 1. With more, pairs that are
    /// easy to tell apart drown the others.
    pub nearest: usize,
    /// Draws weights to 0. Default 1, range from 0; with few labels take 10.
    pub ridge: f64,
}

impl Default for Training {
    fn default() -> Self {
        Training { showings: Showing::ALL.to_vec(), nearest: 20, ridge: 1.0 }
    }
}

/// Fits the first sight of a model to sets of labelled pairs; see [`fit`].
pub fn fit_first_sight(sets: &[Vec<Example>], ridge: f64) -> Weights {
    newton(sets, AT_FIRST_SIGHT, None, |_| 0.0, ridge).0
}

/// Fits a logistic model to sets of labelled pairs, every set with the same weight.
///
/// The pairs must have been made with a model of this `first_sight`, since it decides what the surroundings are; they
/// shift the odds by as much as they say. Where pairs have vectors, the model gets an [`Embedding`], fitted too.
///
/// Within a set a same-story pair weighs one over the number of such pairs, and a pair of different stories as much,
/// so that large sets and large stories do not drown the others. Newton's method; the same numbers in, the same
/// numbers out. `ridge` draws weights to 0; default 1, range from 0.
///
/// # Complexity
/// O(pairs · features²) a step, some ten steps.
///
/// # References
/// Hastie, Tibshirani, Friedman: *The elements of statistical learning* (2009), section 4.4.1.
pub fn fit(name: &str, first_sight: Weights, sets: &[Vec<Example>], ridge: f64) -> Model {
    let neutral = mean_cosine(sets);
    let given = |e: &Example| e.features[SURROUNDINGS] + FORM_WEIGHT * e.features[FORM];
    let (mut second, weight) = newton(sets, AT_SECOND_SIGHT, neutral, given, ridge);
    second.weights[SURROUNDINGS] = 1.0;
    second.weights[FORM] = FORM_WEIGHT;
    let model = Model::new(name, first_sight, second);
    neutral.map_or(model.clone(), |neutral| model.with_embedding(Embedding { weight, neutral, embedder: None }))
}

/// Fits first sight and second, one after the other. `pairs` makes the labelled pairs as a model sees them; it is
/// called twice, since what surrounds a pair depends on the first sight.
///
/// ```no_run
/// use samestory::likeness::train::{Example, fit_both};
/// # fn pairs_by(_: &samestory::likeness::Model) -> samestory::Result<Vec<Vec<Example>>> { Ok(Vec::new()) }
/// let model = fit_both("own", 1.0, |model| pairs_by(model))?;
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # Errors
/// Those of `pairs`.
pub fn fit_both(name: &str, ridge: f64, mut pairs: impl FnMut(&Model) -> Result<Vec<Vec<Example>>>) -> Result<Model> {
    // what the pairs look like at first sight does not depend on a model; what surrounds them depends on the first sight
    let first_sight = fit_first_sight(&pairs(&Model::shipped())?, ridge);
    let seen = Model::new(name, first_sight, first_sight);
    Ok(fit(name, first_sight, &pairs(&seen)?, ridge))
}

/// The same model with an [`Embedding`] and a bias fitted to sets of labelled pairs; all other weights stay, so that a
/// few hundred labelled pairs are enough. Pairs without vectors leave the model as it is.
///
/// The pairs must have been made with the model, and as many for each report as the model was fitted to: 20 for the
/// shipped one. Sets weigh as in [`fit`]. A calibration of the model is given up: it was of other logits.
pub fn fit_embedding(model: &Model, sets: &[Vec<Example>], ridge: f64) -> Model {
    let Some(neutral) = mean_cosine(sets) else { return model.clone() };
    let (shift, weight) = newton(sets, 0..0, Some(neutral), |e| model.logit(&e.features), ridge);
    let (bias, weights) = model.weights();
    let mut second = Weights { bias: bias + shift.bias, weights: [0.0; FEATURES.len()] };
    second.weights.copy_from_slice(weights);
    let fitted = Model::new(model.name(), model.first_sight(), second);
    fitted.with_embedding(Embedding { weight, neutral, embedder: None })
}

/// The calibration of a model by sets of labelled pairs; see [`Calibration::fit`]. The pairs must have been made with
/// the model; one that it has already plays no part.
pub fn calibrate(model: &Model, sets: &[Vec<Example>]) -> Calibration {
    let scored = |e: &Example| Scored { logit: model.logit_with(&e.features, e.embedding), same: e.same };
    let sets: Vec<Vec<Scored>> = sets.iter().map(|set| set.iter().map(scored).collect()).collect();
    Calibration::fit(&sets)
}

/// The mean cosine of vectors, each pair with its weight in the fit; `None` where there are no vectors. Told against
/// it, a pair without vectors is one like any other.
fn mean_cosine(sets: &[Vec<Example>]) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for set in sets {
        let weight = weight_in(set);
        for cosine in set.iter().filter_map(|example| example.embedding) {
            sum += weight * cosine;
            weights += weight;
        }
    }
    (weights > 0.0).then(|| sum / weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::likeness::features::AT_FIRST_SIGHT;
    use crate::sketch::hash::mix;

    #[test]
    fn planted_weights_are_found() {
        let mut planted: Features = [0.0; FEATURES.len()];
        for feature in AT_SECOND_SIGHT {
            planted[feature] = feature as f64 / 2.0 - 2.0;
        }
        planted[SURROUNDINGS] = 1.0;
        planted[FORM] = FORM_WEIGHT;
        let uniform = |i: u64| mix(i) as f64 / u64::MAX as f64;
        let examples: Vec<Example> = (0..40_000u64)
            .map(|i| {
                let features: Features = std::array::from_fn(|f| uniform(i * 31 + f as u64) * 2.0 - 1.0);
                let z: f64 = features.iter().zip(planted).map(|(x, w)| x * w).sum::<f64>() + 0.5;
                Example { features, embedding: None, same: uniform(i * 31 + 30) < 1.0 / (1.0 + (-z).exp()) }
            })
            .collect();
        let first_sight = fit_first_sight(std::slice::from_ref(&examples), 1e-6);
        assert!(first_sight.weights[AT_FIRST_SIGHT.end..].iter().all(|&weight| weight == 0.0));
        let model = fit("planted", first_sight, &[examples], 1e-6);
        let (bias, weights) = model.weights();
        assert!((bias - 0.5).abs() < 0.1, "{bias}");
        for (found, planted) in weights.iter().zip(planted) {
            assert!((found - planted).abs() < 0.15, "{found} for {planted}");
        }
    }
    /// Pairs whose truth depends on one feature and the cosine of their vectors.
    fn with_vectors() -> Vec<Example> {
        let uniform = |i: u64| mix(i) as f64 / u64::MAX as f64;
        let one = |i: u64| {
            let mut features = [0.0; FEATURES.len()];
            features[2] = uniform(4 * i);
            let cosine = uniform(4 * i + 1);
            let z = 3.0 * features[2] + 5.0 * (cosine - 0.5) - 2.0;
            // every tenth has a text that its vector says nothing of
            let embedding = (!i.is_multiple_of(10)).then_some(cosine);
            Example { features, embedding, same: uniform(4 * i + 2) < 1.0 / (1.0 + (-z).exp()) }
        };
        (0..40_000).map(one).collect()
    }

    #[test]
    fn what_vectors_say_is_found() {
        let sets = [with_vectors()];
        let model = fit("planted", Weights { bias: 0.0, weights: [0.0; FEATURES.len()] }, &sets, 1e-6);
        let embedding = model.embedding().unwrap();
        assert!((embedding.weight - 5.0).abs() < 0.3 && (embedding.neutral - 0.5).abs() < 0.02, "{embedding:?}");
        assert!((model.weights().1[2] - 3.0).abs() < 0.2);

        // beside weights that stay
        let mut weights = [0.0; FEATURES.len()];
        weights[2] = 3.0;
        let given = Model::new("given", model.first_sight(), Weights { bias: 0.0, weights });
        let model = fit_embedding(&given, &sets, 1e-6);
        let embedding = model.embedding().unwrap();
        assert!((embedding.weight - 5.0).abs() < 0.3, "{embedding:?}");
        assert!((model.weights().0 + 2.0).abs() < 0.1 && model.weights().1 == weights);
        // without vectors there is nothing to fit
        let bare: Vec<Example> = sets[0].iter().map(|e| Example { embedding: None, ..*e }).collect();
        assert_eq!(fit_embedding(&given, &[bare], 1.0), given);
    }

    #[test]
    fn labels_that_contradict_each_other_are_refused() {
        let articles = vec![Article::new("Storm reaches the coast", "").with_id("storm")];
        let id = || crate::ArticleId::from("storm");
        let twice = LabelledSet::new(articles.clone(), [(id(), "one"), (id(), "two")]);
        assert!(matches!(twice, Err(crate::Error::DuplicateLabel { .. })));
        let set = LabelledSet::new(articles, [(id(), "one"), (id(), "one")]).unwrap();
        assert_eq!((set.story(&id()), set.story(&"other".into())), (Some("one"), None));
        assert_eq!(set.same(&id(), &"other".into()), None, "nothing is known of what has no label");
    }
}
