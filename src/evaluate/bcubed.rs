//! B-Cubed: article by article, how much of its found story is right and how much of its gold story is there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::overlap::{Cell, Overlap};
use super::prf::Prf;
use super::size::StorySize;

/// B-Cubed over the articles of gold stories of one size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SizeScores {
    /// The size of the gold stories.
    pub size: StorySize,
    /// Number of gold stories of this size.
    pub stories: u64,
    /// Number of articles in them.
    pub articles: u64,
    /// B-Cubed, mean over these articles only; `None` when there are none.
    pub bcubed: Option<Prf>,
}

impl Overlap {
    /// B-Cubed precision, recall and F1.
    ///
    /// For one article with n fellows (itself too) that share both its gold story of size g and its found story of
    /// size f, precision is n / f and recall n / g. Both are averaged over all articles, singletons too; F1 is the
    /// harmonic mean of the averages, not the average of each article's F1. Of no articles at all: 1.
    ///
    /// ```
    /// use samestory::evaluate::Overlap;
    /// // three on a summit, one on a storm; found: one story of all four
    /// let b = Overlap::new(&[1, 1, 1, 2], &[0, 0, 0, 0]).bcubed();
    /// assert_eq!((b.precision, b.recall), (0.625, 1.0)); // (3 · 3/4 + 1/4) / 4
    /// ```
    ///
    /// # Complexity
    /// O(c log n) for c cells of the overlap, c ≤ n articles.
    ///
    /// # References
    /// Bagga, Baldwin: *Entity-based cross-document coreferencing using the vector space model* (COLING-ACL 1998).
    /// Amigó, Gonzalo, Artiles, Verdejo: *A comparison of extrinsic clustering evaluation metrics based on formal
    /// constraints* (Information Retrieval 12, 2009) — why this one is the figure of merit.
    pub fn bcubed(&self) -> Prf {
        self.bcubed_of(self.cells.iter()).unwrap_or(Prf::new(1.0, 1.0))
    }

    /// [`bcubed`](Overlap::bcubed) apart for the articles of gold stories of each size.
    ///
    /// Found stories count with all their articles, so what a large story swallowed shows in the precision of the
    /// small ones.
    ///
    /// ```
    /// use samestory::evaluate::{Overlap, StorySize};
    /// let by_size = Overlap::new(&[1, 1, 1, 2], &[0, 0, 0, 0]).bcubed_by_size();
    /// assert_eq!(by_size[0].size, StorySize::One);
    /// assert_eq!(by_size[0].bcubed.unwrap().precision, 0.25);
    /// assert_eq!(by_size[2].bcubed.unwrap().precision, 0.75);
    /// ```
    pub fn bcubed_by_size(&self) -> [SizeScores; 5] {
        StorySize::ALL.map(|size| {
            let sizes = || self.gold_sizes.iter().filter(|&&articles| StorySize::of(articles) == size);
            SizeScores {
                size,
                stories: sizes().count() as u64,
                articles: sizes().map(|&articles| u64::from(articles)).sum(),
                bcubed: self.bcubed_of(self.cells.iter().filter(|cell| StorySize::of(self.gold_size(cell)) == size)),
            }
        })
    }

    /// Mean over the articles of some cells; `None` when there are none.
    fn bcubed_of<'a>(&self, cells: impl Iterator<Item = &'a Cell>) -> Option<Prf> {
        let (mut articles, mut precision, mut recall) = (0, Fractions::default(), Fractions::default());
        for cell in cells {
            let shared = u64::from(cell.shared);
            articles += shared;
            // each of the `shared` articles of a cell has `shared` fellows
            precision.add(shared * shared, self.found_size(cell));
            recall.add(shared * shared, self.gold_size(cell));
        }
        (articles > 0).then(|| Prf::new(precision.sum() / articles as f64, recall.sum() / articles as f64))
    }
}

/// A sum of fractions, as one whole numerator for each denominator: exact until the few quotients are added, and
/// those always in the same order.
#[derive(Default)]
struct Fractions(BTreeMap<u32, u64>);

impl Fractions {
    fn add(&mut self, numerator: u64, denominator: u32) {
        *self.0.entry(denominator).or_default() += numerator;
    }

    fn sum(&self) -> f64 {
        self.0.iter().map(|(&denominator, &numerator)| numerator as f64 / f64::from(denominator)).sum()
    }
}
