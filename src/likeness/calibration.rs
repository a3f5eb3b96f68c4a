//! [`Calibration`]: from the logit of a model to a probability that can be taken at its word.

use serde::{Deserialize, Serialize};

use crate::likeness::train::Scored;
use crate::likeness::train::newton::solve;

/// A beta calibration: logit′ = `shift` + `alike` · ln p − `unlike` · ln (1 − p), p being the probability before it.
///
/// It never changes which of two pairs is likelier, so that stories change only by where the threshold lies. The
/// identity is `alike` = `unlike` = 1 and `shift` = 0. Of the usual forms it is the one that fits here: Platt's has one
/// slope for both ends, whereas likenesses are off on one end more than on the other; isotonic steps make different
/// likenesses equal, and need more labels than most have.
///
/// # References
/// Kull, Silva Filho, Flach: *Beyond sigmoids: how to obtain well-calibrated probabilities from binary classifiers
/// with beta calibration* (2017), sections 3 and 4.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Slope where pairs are likely; at least 0.
    pub alike: f64,
    /// Slope where they are unlikely; at least 0.
    pub unlike: f64,
    /// What is added.
    pub shift: f64,
}

/// How many pairs' worth the identity is held on to.
const RIDGE: f64 = 1.0;

impl Calibration {
    /// What leaves every logit as it is.
    pub const IDENTITY: Calibration = Calibration { alike: 1.0, unlike: 1.0, shift: 0.0 };

    /// Fits a calibration to logits and the truth, every set with the same weight; drawn a little towards the
    /// identity, which it is without pairs.
    ///
    /// Give all proposed pairs, not the nearest of each report alone, and pairs that the model was not fitted to:
    /// to those it is nearer than to others.
    ///
    /// ```
    /// use samestory::likeness::{Calibration, train::Scored};
    /// // one in ten is of one story, whatever the model says
    /// let pairs: Vec<Scored> = (0..1000).map(|i| Scored { logit: 0.0, same: i % 10 == 0 }).collect();
    /// let p = 1.0 / (1.0 + (-Calibration::fit(&[pairs]).apply(0.0)).exp());
    /// assert!((p - 0.1).abs() < 0.01);
    /// ```
    ///
    /// # Complexity
    /// O(pairs) a step, some ten steps.
    pub fn fit(sets: &[Vec<Scored>]) -> Calibration {
        let free = Calibration::fit_free(sets, [true; 3]);
        // a slope below 0 would turn the order round: the best one within its range is 0
        let slopes = [free.alike >= 0.0, free.unlike >= 0.0];
        let within = if slopes == [true; 2] { free } else { Calibration::fit_free(sets, [slopes[0], slopes[1], true]) };
        Calibration { alike: within.alike.max(0.0), unlike: within.unlike.max(0.0), ..within }
    }

    /// Newton's method, a step halved until it gains; what is not free is 0.
    fn fit_free(sets: &[Vec<Scored>], free: [bool; 3]) -> Calibration {
        let pairs: usize = sets.iter().map(Vec::len).sum();
        let filled = sets.iter().filter(|set| !set.is_empty()).count();
        let weighted = || {
            sets.iter().flat_map(|set| {
                let weight = pairs as f64 / (filled * set.len().max(1)) as f64;
                set.iter().map(move |scored| (weight, columns(scored.logit), scored.same))
            })
        };
        let aim: [f64; 3] = [1.0, 1.0, 0.0];
        let loss = |at: [f64; 3]| {
            let held: f64 = at.iter().zip(aim).map(|(x, aim)| RIDGE / 2.0 * (x - aim) * (x - aim)).sum();
            let told = weighted().map(|(weight, x, same)| {
                let z = dot(at, x);
                weight * softplus(if same { -z } else { z })
            });
            held + told.sum::<f64>()
        };
        let mut at: [f64; 3] = std::array::from_fn(|i| if free[i] { aim[i] } else { 0.0 });
        let mut best = loss(at);
        for _ in 0..50 {
            let (mut gradient, mut hessian) = ([0.0; 3], [[0.0; 3]; 3]);
            for (weight, x, same) in weighted() {
                let p = 1.0 / (1.0 + libm::exp(-dot(at, x)));
                let (error, curve) = (weight * (p - f64::from(u8::from(same))), weight * p * (1.0 - p));
                for i in 0..3 {
                    gradient[i] += error * x[i];
                    for j in 0..3 {
                        hessian[i][j] += curve * x[i] * x[j];
                    }
                }
            }
            for i in 0..3 {
                gradient[i] += RIDGE * (at[i] - aim[i]);
                hessian[i][i] += RIDGE;
                if !free[i] {
                    gradient[i] = 0.0;
                    (0..3).for_each(|j| (hessian[i][j], hessian[j][i]) = (0.0, 0.0));
                    hessian[i][i] = 1.0;
                }
            }
            let step = solve(hessian, gradient);
            let tried = (0..30).map(|halved| {
                let share = 1.0 / f64::from(1u32 << halved);
                let next: [f64; 3] = std::array::from_fn(|i| at[i] - share * step[i]);
                (loss(next), next)
            });
            let Some((lower, next)) = tried.into_iter().find(|&(lower, _)| lower < best) else { break };
            let gained = best - lower;
            (best, at) = (lower, next);
            if gained <= 1e-12 * best {
                break;
            }
        }
        Calibration { alike: at[0], unlike: at[1], shift: at[2] }
    }

    /// The logit that the pairs of this logit bear out. Never falls where the logit rises.
    pub fn apply(&self, logit: f64) -> f64 {
        dot([self.alike, self.unlike, self.shift], columns(logit))
    }

    /// Whether the numbers lie in their ranges.
    pub(crate) fn is_sound(&self) -> bool {
        let slope = |value: f64| value.is_finite() && value >= 0.0;
        slope(self.alike) && slope(self.unlike) && self.shift.is_finite()
    }
}

/// ln p, −ln (1 − p) and 1.
fn columns(logit: f64) -> [f64; 3] {
    [-softplus(-logit), softplus(logit), 1.0]
}

fn dot(x: [f64; 3], y: [f64; 3]) -> f64 {
    x[0] * y[0] + x[1] * y[1] + x[2] * y[2]
}

/// ln (1 + eˣ), for any x.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + libm::log1p(libm::exp(-x.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    fn drawn(truth: impl Fn(f64) -> f64) -> Vec<Scored> {
        let uniform = |i: u64| mix(i) as f64 / u64::MAX as f64;
        let one = |i: u64| {
            let logit = uniform(2 * i) * 10.0 - 6.0;
            Scored { logit, same: uniform(2 * i + 1) < truth(logit) }
        };
        (0..50_000).map(one).collect()
    }

    fn sigmoid(z: f64) -> f64 {
        1.0 / (1.0 + libm::exp(-z))
    }

    #[test]
    fn a_planted_calibration_is_found() {
        let planted = Calibration { alike: 0.5, unlike: 1.6, shift: -0.7 };
        let found = Calibration::fit(&[drawn(|logit| sigmoid(planted.apply(logit)))]);
        for logit in [-5.0, -2.0, 0.0, 1.0, 3.0] {
            let (found, planted) = (sigmoid(found.apply(logit)), sigmoid(planted.apply(logit)));
            assert!((found - planted).abs() < 0.02, "{found} for {planted} at {logit}");
        }
    }

    #[test]
    fn what_is_calibrated_stays_and_order_is_kept() {
        let stays = Calibration::fit(&[drawn(sigmoid)]);
        assert!((stays.alike - 1.0).abs() < 0.1 && (stays.unlike - 1.0).abs() < 0.1 && stays.shift.abs() < 0.1);
        assert_eq!(Calibration::fit(&[]), Calibration::IDENTITY);
        assert_eq!(Calibration::fit(&[Vec::new()]), Calibration::IDENTITY);
        // labels that run against the logit: flat, not falling
        let turned = Calibration::fit(&[drawn(|logit| sigmoid(-logit))]);
        assert!(turned.is_sound());
        let logits: Vec<f64> = (-60..60).map(|i| turned.apply(f64::from(i) / 2.0)).collect();
        assert!(logits.is_sorted(), "{turned:?}");
    }

    #[test]
    fn a_large_set_does_not_drown_a_small_one() {
        let often = |n: usize, one_in: usize| -> Vec<Scored> {
            (0..n).map(|i| Scored { logit: 0.0, same: i % one_in == 0 }).collect()
        };
        let both = Calibration::fit(&[often(10_000, 10), often(1_000, 2)]);
        assert!((sigmoid(both.apply(0.0)) - 0.3).abs() < 0.01, "midway between a tenth and a half");
    }
}
