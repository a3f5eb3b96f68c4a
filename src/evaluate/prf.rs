//! [`Prf`]: precision, recall and what they make together.

use serde::{Deserialize, Serialize};

/// Precision, recall and F1, each within 0..=1.
///
/// Precision falls when articles of different gold stories are joined, recall when one gold story is torn apart. F1 is
/// their harmonic mean, and 0 when both are 0.
///
/// ```
/// use samestory::evaluate::Prf;
/// let merged_too_much = Prf::new(0.5, 1.0);
/// assert_eq!(merged_too_much.f1, 2.0 / 3.0);
/// assert_eq!(Prf::new(0.0, 0.0).f1, 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prf {
    /// How much of what was joined belongs together.
    pub precision: f64,
    /// How much of what belongs together was joined.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Prf {
    /// Puts the two together with their harmonic mean.
    pub fn new(precision: f64, recall: f64) -> Prf {
        Prf { precision, recall, f1: harmonic_mean(precision, recall) }
    }
}

/// 0 when both are 0.
pub(super) fn harmonic_mean(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// `part / whole`, and 1 for 0 / 0: of nothing, nothing was missed and nothing was wrong.
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
