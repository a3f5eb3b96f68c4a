//! CEAF-e: every gold story gets at most one found story, and the pairs are scored as wholes.

use super::assignment::{Weighted, best_total};
use super::overlap::Overlap;
use super::prf::Prf;

/// One, in the fixed point that similarities are held in. Leaves room for the sum of three in an `i64`.
const UNIT: u128 = 1 << 60;

impl Overlap {
    /// CEAF-e precision, recall and F1.
    ///
    /// Gold and found stories are matched one to one so that the total of their similarities φ₄ = 2·shared /
    /// (gold size + found size) is as high as can be. Precision is that total by the number of found stories, recall
    /// by the number of gold stories. Each story counts once, whatever its size: the score to look at when stories,
    /// not articles, are what readers see. Of no articles at all: 1.
    ///
    /// The matching is optimal, not greedy. Similarities are rounded once to 2⁻⁶⁰ and compared as whole numbers, so
    /// the total is the same in any order even where several matchings are equally good.
    ///
    /// ```
    /// use samestory::evaluate::Overlap;
    /// // three on a summit, one on a storm; found: one story of all four, matched with the summit: 2·3 / (3 + 4)
    /// let c = Overlap::new(&[1, 1, 1, 2], &[0, 0, 0, 0]).ceaf_e();
    /// assert_eq!((c.precision, c.recall), (6.0 / 7.0, 3.0 / 7.0));
    /// ```
    ///
    /// # Complexity
    /// O(s · c log c) for the s stories and c cells of one block of overlapping stories at worst; blocks do not meet.
    /// Close to linear on labellings that have something to do with each other; labels drawn at random in thousands of
    /// stories are the slow case.
    ///
    /// # References
    /// Luo: *On coreference resolution performance metrics* (HLT-EMNLP 2005), φ₄.
    pub fn ceaf_e(&self) -> Prf {
        let similarity = |shared: u32, sizes: u64| {
            let (doubled, sizes) = (2 * u128::from(shared) * UNIT, u128::from(sizes));
            ((doubled + sizes / 2) / sizes) as i64
        };
        let cells: Vec<Weighted> = self
            .cells
            .iter()
            .map(|cell| {
                let sizes = u64::from(self.gold_size(cell)) + u64::from(self.found_size(cell));
                Weighted { row: cell.gold, column: cell.found, weight: similarity(cell.shared, sizes) }
            })
            .collect();
        let total = best_total(self.gold_sizes.len(), self.found_sizes.len(), &cells);
        let mean = |stories: u64| if stories == 0 { 1.0 } else { total as f64 / (UNIT * u128::from(stories)) as f64 };
        Prf::new(mean(self.found_stories()), mean(self.gold_stories()))
    }
}
