//! Fitting a [`Model`] to labelled pairs.

use std::ops::Range;

use crate::article::Article;
use crate::likeness::features::{AT_FIRST_SIGHT, AT_SECOND_SIGHT, FEATURES, FORM, FORM_WEIGHT, Features, SURROUNDINGS};
use crate::likeness::model::{Model, Weights};

/// A pair of reports with its features and the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// Features of the pair.
    pub features: Features,
    /// Whether the two tell of one event.
    pub same: bool,
}

/// How a labelled set is shown to the training: whole, and with parts held back.
///
/// Every labelled set is alone in its kind: one has dates, one has titles only. A fit on the sets as they are learns
/// to tell the sets apart; a fit on every view of every set cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// As it is.
    Whole,
    /// Without dates.
    Undated,
    /// Titles alone.
    Titles,
    /// Titles and the first 40 words of the text.
    Leads,
}

impl Showing {
    /// All of them.
    pub const ALL: [Showing; 4] = [Showing::Whole, Showing::Undated, Showing::Titles, Showing::Leads];

    /// An article as this view shows it. Where there is no title, the first sentence is taken for one.
    pub fn of(self, article: &Article) -> Article {
        let first = || article.body().split(". ").next().unwrap_or_default();
        let leads;
        let (title, body) = match self {
            Showing::Whole | Showing::Undated => (article.title(), article.body()),
            Showing::Titles if article.title().is_empty() => (first(), ""),
            Showing::Titles => (article.title(), ""),
            Showing::Leads => {
                leads = article.body().split_whitespace().take(40).collect::<Vec<_>>().join(" ");
                (article.title(), leads.as_str())
            }
        };
        let published = article.published().filter(|_| self != Showing::Undated);
        article.with_text(title, body, published)
    }
}

/// Fits the first sight of a model to sets of labelled pairs; see [`fit`].
pub fn fit_first_sight(sets: &[Vec<Example>], ridge: f64) -> Weights {
    newton(sets, AT_FIRST_SIGHT, |_| 0.0, ridge)
}

/// Fits a logistic model to sets of labelled pairs, every set with the same weight.
///
/// The pairs must have been made with a model of this `first_sight`, since it decides what the surroundings are; they
/// shift the odds by as much as they say.
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
    let mut second = newton(sets, AT_SECOND_SIGHT, |f| f[SURROUNDINGS] + FORM_WEIGHT * f[FORM], ridge);
    second.weights[SURROUNDINGS] = 1.0;
    second.weights[FORM] = FORM_WEIGHT;
    Model::new(name, first_sight, second)
}

/// Weights of some features that make the labels likeliest, next to a logit that is given.
fn newton(sets: &[Vec<Example>], free: Range<usize>, given: impl Fn(&Features) -> f64, ridge: f64) -> Weights {
    // the bias stands last
    const P: usize = FEATURES.len() + 1;
    let mut weights = [0.0; P];
    for _ in 0..50 {
        let (mut gradient, mut hessian) = ([0.0; P], [[0.0; P]; P]);
        for set in sets {
            let same = set.iter().filter(|e| e.same).count().max(1) as f64;
            let weight = 1000.0 / same;
            for example in set {
                let mut x = [0.0; P];
                x[free.clone()].copy_from_slice(&example.features[free.clone()]);
                x[P - 1] = 1.0;
                let z: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>() + given(&example.features);
                let p = 1.0 / (1.0 + libm::exp(-z));
                let error = weight * (p - f64::from(u8::from(example.same)));
                let curve = weight * p * (1.0 - p);
                for i in 0..P {
                    gradient[i] += error * x[i];
                    for j in 0..=i {
                        hessian[i][j] += curve * x[i] * x[j];
                    }
                }
            }
        }
        for i in 0..P {
            let (above, below) = hessian.split_at_mut(i);
            for (j, row) in above.iter_mut().enumerate() {
                row[i] = below[0][j];
            }
            // features that are not free have a gradient of 0 and stay where they are
            let ridge = if i == P - 1 { 1e-9 } else { ridge.max(1e-9) };
            hessian[i][i] += ridge;
            gradient[i] += ridge * weights[i];
        }
        let step = solve(hessian, gradient);
        for (w, s) in weights.iter_mut().zip(step) {
            *w -= s;
        }
        if step.iter().all(|s| s.abs() < 1e-9) {
            break;
        }
    }
    let mut features = [0.0; FEATURES.len()];
    features.copy_from_slice(&weights[..P - 1]);
    Weights { bias: weights[P - 1], weights: features }
}

/// Solves a symmetric positive definite system by elimination with pivots.
fn solve<const P: usize>(mut a: [[f64; P]; P], mut b: [f64; P]) -> [f64; P] {
    for k in 0..P {
        let pivot = (k..P).max_by(|&x, &y| a[x][k].abs().total_cmp(&a[y][k].abs())).unwrap_or(k);
        a.swap(k, pivot);
        b.swap(k, pivot);
        let row = a[k];
        for i in k + 1..P {
            let factor = a[i][k] / row[k];
            for j in k..P {
                a[i][j] -= factor * row[j];
            }
            b[i] -= factor * b[k];
        }
    }
    for k in (0..P).rev() {
        let known: f64 = (k + 1..P).map(|j| a[k][j] * b[j]).sum();
        b[k] = (b[k] - known) / a[k][k];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;
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
                Example { features, same: uniform(i * 31 + 30) < 1.0 / (1.0 + (-z).exp()) }
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
}
