//! Newton's method for logistic models.

use std::ops::Range;

use crate::likeness::features::FEATURES;
use crate::likeness::model::Weights;
use crate::likeness::train::Example;

/// Weights of some features that make the labels likeliest, next to a logit that is given.
///
/// The embedding is a feature among them where `neutral` is known; its weight comes second.
pub(super) fn newton(
    sets: &[Vec<Example>],
    free: Range<usize>,
    neutral: Option<f64>,
    given: impl Fn(&Example) -> f64,
    ridge: f64,
) -> (Weights, f64) {
    // the bias stands last, the embedding before it
    const P: usize = FEATURES.len() + 2;
    let mut weights = [0.0; P];
    for _ in 0..50 {
        let (mut gradient, mut hessian) = ([0.0; P], [[0.0; P]; P]);
        for set in sets {
            let weight = weight_in(set);
            for example in set {
                let mut x = [0.0; P];
                x[free.clone()].copy_from_slice(&example.features[free.clone()]);
                x[P - 2] = neutral.zip(example.embedding).map_or(0.0, |(neutral, cosine)| cosine - neutral);
                x[P - 1] = 1.0;
                let z: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>() + given(example);
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
    features.copy_from_slice(&weights[..P - 2]);
    (Weights { bias: weights[P - 1], weights: features }, weights[P - 2])
}

/// What a pair of a set weighs: as if each set had a thousand pairs of one story.
pub(super) fn weight_in(set: &[Example]) -> f64 {
    1000.0 / set.iter().filter(|example| example.same).count().max(1) as f64
}

/// Solves a symmetric positive definite system by elimination with pivots.
pub(in crate::likeness) fn solve<const P: usize>(mut a: [[f64; P]; P], mut b: [f64; P]) -> [f64; P] {
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
