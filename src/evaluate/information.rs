//! Scores from information theory: how much knowing one labelling tells about the other.

use std::collections::BTreeMap;

use super::overlap::Overlap;
use super::prf::harmonic_mean;

/// What two labellings tell about each other; each value within 0..=1.
///
/// All of these rise with the number of stories even by chance: among thousands of small stories .95 is a poor value.
/// They are for comparing with published figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Information {
    /// How far each found story holds one gold story only. 1 when there is at most one gold story.
    pub homogeneity: f64,
    /// How far each gold story lies in one found story. 1 when there is at most one found story.
    pub completeness: f64,
    /// Harmonic mean of homogeneity and completeness (β = 1); 0 when both are 0.
    pub v_measure: f64,
    /// Mutual information by the arithmetic mean of both entropies; 1 when both have at most one story. Equal to the
    /// V-measure but for the last digits.
    pub nmi: f64,
}

impl Overlap {
    /// Homogeneity, completeness, V-measure and normalised mutual information.
    ///
    /// Edge cases are those of scikit-learn's functions of the same names.
    ///
    /// ```
    /// use samestory::evaluate::Overlap;
    /// // every found story is pure, but each gold story is torn in two
    /// let information = Overlap::new(&[1, 1, 2, 2], &[0, 1, 2, 3]).information();
    /// assert_eq!((information.homogeneity, information.completeness), (1.0, 0.5));
    /// ```
    ///
    /// # Complexity
    /// O(c log c) for c cells of the overlap.
    ///
    /// # References
    /// Rosenberg, Hirschberg: *V-measure: a conditional entropy-based external cluster evaluation measure*
    /// (EMNLP-CoNLL 2007).
    pub fn information(&self) -> Information {
        // Entropies in nats, times the number of articles, which cancels out of every ratio below.
        let whole = self.articles() as u32;
        let gold = entropy(self.gold_sizes.iter().map(|&size| (size, whole)));
        let found = entropy(self.found_sizes.iter().map(|&size| (size, whole)));
        let gold_given_found = entropy(self.cells.iter().map(|cell| (cell.shared, self.found_size(cell))));
        let found_given_gold = entropy(self.cells.iter().map(|cell| (cell.shared, self.gold_size(cell))));

        let homogeneity = explained(gold_given_found, gold);
        let completeness = explained(found_given_gold, found);
        Information {
            homogeneity,
            completeness,
            v_measure: harmonic_mean(homogeneity, completeness),
            // Mutual information is H(G) - H(G|F) and also H(F) - H(F|G): taking both is symmetric, and exact at 0 and 1.
            nmi: explained(gold_given_found + found_given_gold, gold + found),
        }
    }
}

/// The share of an entropy that is gone once the other labelling is known; 1 when there was none.
fn explained(left: f64, entropy: f64) -> f64 {
    if entropy > 0.0 { (1.0 - left / entropy).max(0.0) } else { 1.0 }
}

/// Σ part · ln(whole / part).
///
/// Counted in whole numbers for each reduced fraction first, then added in the order of the fractions: the result does
/// not depend on the order of the parts, and equal distributions have equal entropies to the last bit.
fn entropy(parts: impl Iterator<Item = (u32, u32)>) -> f64 {
    let mut counts: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for (part, whole) in parts {
        let divisor = greatest_common_divisor(part, whole);
        *counts.entry((part / divisor, whole / divisor)).or_default() += u64::from(part);
    }
    counts.iter().map(|(&(part, whole), &count)| count as f64 * libm::log(f64::from(whole) / f64::from(part))).sum()
}

fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
