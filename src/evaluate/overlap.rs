//! [`Overlap`]: how many articles each gold story shares with each found one.

use crate::graph::Partition;

/// The table that every score is read from: sizes of the gold stories, sizes of the found ones, and how many articles
/// each two have in common, without the zeros.
///
/// Made once per comparison; each score is a method. All sums behind the scores are whole numbers, or floats added in
/// an order that only depends on sizes: no score changes by one bit when articles are reordered or labels renamed.
/// Ratios of nothing to nothing are 1 (nothing was missed, nothing was wrong), so no score is ever not-a-number.
///
/// ```
/// use samestory::evaluate::Overlap;
/// // two articles on a summit and two on a storm; one article of the storm was put with the summit
/// let overlap = Overlap::new(&[1, 1, 2, 2], &[7, 7, 7, 9]);
/// assert_eq!((overlap.articles(), overlap.gold_stories(), overlap.found_stories()), (4, 2, 2));
/// ```
///
/// # Complexity
/// O(n log n) time for n articles; O(n) memory.
#[derive(Debug, Clone)]
pub struct Overlap {
    articles: u64,
    pub(super) gold_sizes: Vec<u32>,
    pub(super) found_sizes: Vec<u32>,
    pub(super) cells: Vec<Cell>,
}

/// A gold story and a found one with articles in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) gold: u32,
    pub(super) found: u32,
    pub(super) shared: u32,
}

impl Overlap {
    /// Counts the overlap of two labellings of the same articles in the same order.
    ///
    /// # Panics
    /// When the two have different lengths. [`evaluate`](super::evaluate()) matches by article id and returns an error
    /// instead.
    pub fn new(gold: &[u32], found: &[u32]) -> Overlap {
        assert_eq!(gold.len(), found.len(), "gold and found labels of a different number of articles");
        let (gold, found) = (Partition::from_labels(gold), Partition::from_labels(found));
        let mut keys: Vec<u64> =
            gold.labels().iter().zip(found.labels()).map(|(&g, &f)| u64::from(g) << 32 | u64::from(f)).collect();
        keys.sort_unstable();
        let cells = keys
            .chunk_by(|a, b| a == b)
            .map(|same| Cell { gold: (same[0] >> 32) as u32, found: same[0] as u32, shared: same.len() as u32 })
            .collect();
        Overlap { articles: keys.len() as u64, gold_sizes: sizes(&gold), found_sizes: sizes(&found), cells }
    }

    /// Number of articles.
    pub fn articles(&self) -> u64 {
        self.articles
    }

    /// Number of gold stories, singletons too.
    pub fn gold_stories(&self) -> u64 {
        self.gold_sizes.len() as u64
    }

    /// Number of found stories, singletons too.
    pub fn found_stories(&self) -> u64 {
        self.found_sizes.len() as u64
    }

    /// Size of the gold story of a cell.
    pub(super) fn gold_size(&self, cell: &Cell) -> u32 {
        self.gold_sizes[cell.gold as usize]
    }

    /// Size of the found story of a cell.
    pub(super) fn found_size(&self, cell: &Cell) -> u32 {
        self.found_sizes[cell.found as usize]
    }
}

/// Number of nodes in each group.
fn sizes(partition: &Partition) -> Vec<u32> {
    let mut sizes = vec![0; partition.count()];
    for &group in partition.labels() {
        sizes[group as usize] += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_sorted_and_without_zeros() {
        let overlap = Overlap::new(&[5, 5, 8, 5], &[2, 1, 1, 2]);
        assert_eq!((&overlap.gold_sizes[..], &overlap.found_sizes[..]), (&[3, 1][..], &[2, 2][..]));
        let cells: Vec<_> = overlap.cells.iter().map(|c| (c.gold, c.found, c.shared)).collect();
        assert_eq!(cells, [(0, 0, 2), (0, 1, 1), (1, 1, 1)]);
    }

    #[test]
    #[should_panic(expected = "different number of articles")]
    fn lengths_must_agree() {
        Overlap::new(&[1, 2], &[1]);
    }
}
