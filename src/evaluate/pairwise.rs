//! Scores over pairs of articles: joined or not, rightly or not.

use super::overlap::Overlap;
use super::prf::{Prf, ratio};

impl Overlap {
    /// Pairwise precision, recall and F1.
    ///
    /// Precision is the share of pairs in one found story that are in one gold story, recall the share of pairs in
    /// one gold story that are in one found story. A story of a hundred weighs as 4,950 pairs, so this score is
    /// about large stories. No found pairs: precision 1 (nothing was wrongly joined). No gold pairs: recall 1
    /// (nothing was missed).
    ///
    /// ```
    /// use samestory::evaluate::Overlap;
    /// // three on a summit, one on a storm; found: one story of all four. Of six pairs joined, three are right.
    /// let p = Overlap::new(&[1, 1, 1, 2], &[0, 0, 0, 0]).pairwise();
    /// assert_eq!((p.precision, p.recall), (0.5, 1.0));
    /// ```
    ///
    /// # Complexity
    /// O(c) for c cells of the overlap.
    pub fn pairwise(&self) -> Prf {
        let pairs = self.pairs();
        Prf::new(ratio(pairs.both, pairs.found), ratio(pairs.both, pairs.gold))
    }

    /// Adjusted Rand index: agreement over all pairs, 0 as expected by chance with the same sizes, 1 when equal.
    ///
    /// May be negative, down to -0.5. When the two agree on every pair it is 1, also when nothing is joined or
    /// everything is.
    ///
    /// ```
    /// use samestory::evaluate::Overlap;
    /// assert_eq!(Overlap::new(&[1, 1, 2, 2], &[7, 7, 9, 9]).adjusted_rand(), 1.0);
    /// assert_eq!(Overlap::new(&[1, 1, 2, 2], &[7, 9, 7, 9]).adjusted_rand(), -0.5);
    /// ```
    ///
    /// # Complexity
    /// O(c) for c cells of the overlap.
    ///
    /// # References
    /// Hubert, Arabie: *Comparing partitions* (Journal of Classification 2, 1985), equation 5.
    pub fn adjusted_rand(&self) -> f64 {
        let pairs = self.pairs();
        if pairs.gold == pairs.both && pairs.found == pairs.both {
            return 1.0;
        }
        // Both sides of the fraction times all pairs: whole numbers, at most 2^127 for 2^32 articles.
        let [both, gold, found, all] = [pairs.both, pairs.gold, pairs.found, pairs.all].map(i128::from);
        let above_chance = both * all - gold * found;
        let room = (gold + found) * all - 2 * gold * found;
        2.0 * above_chance as f64 / room as f64
    }

    fn pairs(&self) -> Pairs {
        let within = |sizes: &[u32]| sizes.iter().map(|&size| pairs_of(u64::from(size))).sum();
        Pairs {
            both: self.cells.iter().map(|cell| pairs_of(u64::from(cell.shared))).sum(),
            gold: within(&self.gold_sizes),
            found: within(&self.found_sizes),
            all: pairs_of(self.articles()),
        }
    }
}

/// How many pairs share a story.
struct Pairs {
    both: u64,
    gold: u64,
    found: u64,
    all: u64,
}

/// Number of pairs among so many.
pub(super) fn pairs_of(count: u64) -> u64 {
    // the even one is halved first, so that 2^32 does not overflow
    if count.is_multiple_of(2) { (count / 2) * count.saturating_sub(1) } else { count * ((count - 1) / 2) }
}
