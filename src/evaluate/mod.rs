//! The ruler: how close found stories are to stories that people named.
//!
//! Stands beside the pipeline and takes nothing but labels, so it measures anyone's clustering. [`evaluate`] matches
//! two labellings by article id; [`score`] and [`Overlap`] take plain numbers in the same order; [`candidate_recall`]
//! measures proposed pairs, before clustering.
//!
//! Every score is exact and the same whatever the order of the articles and the names of the labels. 0 / 0 is 1
//! throughout: of nothing, nothing was missed and nothing was wrong.
//!
//! # Which one should I read?
//!
//! | score | counts | read it for | beware |
//! |---|---|---|---|
//! | B-Cubed | articles | the figure of merit: what a reader of one article meets | many singletons raise it |
//! | pairwise | pairs of articles | wrongly welded stories | a few large stories decide |
//! | CEAF-e | stories | how many stories are whole | deaf to where the rest of a torn story went |
//! | adjusted Rand | pairs, less chance | comparing with papers | a few large stories decide |
//! | NMI, V-measure | bits | comparing with papers | near 1 with many small stories, even by chance |
//! | found by gold stories | stories | too coarse or too fine, at a glance | 1 says nothing about which |
//! | candidate recall | pairs | the ceiling for everything that follows | |

mod assignment;
mod bcubed;
mod candidate_recall;
mod ceaf;
mod information;
mod labels;
mod overlap;
mod pairwise;
mod prf;
mod size;

use serde::{Deserialize, Serialize};

use crate::error::Result;

pub use bcubed::SizeScores;
pub use candidate_recall::{CandidateRecall, Recall, Share, SizeRecall, candidate_recall};
pub use information::Information;
pub use labels::Labels;
pub use overlap::Overlap;
pub use prf::Prf;
pub use size::StorySize;

/// Every score of found stories against gold stories, as plain data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scores {
    /// Number of articles.
    pub articles: u64,
    /// Number of gold stories, singletons too.
    pub gold_stories: u64,
    /// Number of found stories, singletons too.
    pub found_stories: u64,
    /// Found by gold stories: above 1 stories are torn, below 1 they are welded. 1 when there are no articles.
    pub story_ratio: f64,
    /// See [`Overlap::bcubed`].
    pub bcubed: Prf,
    /// See [`Overlap::pairwise`].
    pub pairwise: Prf,
    /// See [`Overlap::ceaf_e`].
    pub ceaf_e: Prf,
    /// See [`Overlap::adjusted_rand`].
    pub adjusted_rand: f64,
    /// See [`Information::nmi`].
    pub nmi: f64,
    /// See [`Information::homogeneity`].
    pub homogeneity: f64,
    /// See [`Information::completeness`].
    pub completeness: f64,
    /// See [`Information::v_measure`].
    pub v_measure: f64,
    /// See [`Overlap::bcubed_by_size`].
    pub by_size: [SizeScores; 5],
}

/// Scores found labels against gold labels, matched by article id.
///
/// ```
/// use samestory::evaluate::{Labels, evaluate};
/// let gold = Labels::new([("post-1", "summit"), ("herald-7", "summit"), ("post-2", "storm")])?;
/// let found = Labels::new([("post-1", 1), ("post-2", 2), ("herald-7", 1)])?;
/// assert_eq!(evaluate(&gold, &found)?.bcubed.f1, 1.0);
///
/// let partial = Labels::new([("post-1", 1), ("post-2", 2)])?;
/// assert!(evaluate(&gold, &partial).is_err()); // herald-7 was not labelled
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # Errors
/// [`Error::Labels`](crate::Error::Labels) when one labelling names an article that the other does not. To score part
/// of a set, leave the others out of both.
///
/// # Complexity
/// As [`score`]: ids are sorted already.
pub fn evaluate(gold: &Labels, found: &Labels) -> Result<Scores> {
    gold.check_same_articles(found)?;
    Ok(score(gold.stories().labels(), found.stories().labels()))
}

/// Scores found labels against gold labels of the same articles in the same order.
///
/// ```
/// use samestory::evaluate::score;
/// // gold: a summit of three articles, a storm of one; found: everything is one story
/// let scores = score(&[1, 1, 1, 2], &[0, 0, 0, 0]);
/// assert_eq!((scores.bcubed.precision, scores.bcubed.recall), (0.625, 1.0));
/// assert_eq!(scores.story_ratio, 0.5);
/// ```
///
/// # Panics
/// When the two have different lengths.
///
/// # Complexity
/// O(n log n) for n articles, and CEAF-e as told at [`Overlap::ceaf_e`]; O(n) memory.
pub fn score(gold: &[u32], found: &[u32]) -> Scores {
    let overlap = Overlap::new(gold, found);
    let Information { homogeneity, completeness, v_measure, nmi } = overlap.information();
    Scores {
        articles: overlap.articles(),
        gold_stories: overlap.gold_stories(),
        found_stories: overlap.found_stories(),
        story_ratio: prf::ratio(overlap.found_stories(), overlap.gold_stories()),
        bcubed: overlap.bcubed(),
        pairwise: overlap.pairwise(),
        ceaf_e: overlap.ceaf_e(),
        adjusted_rand: overlap.adjusted_rand(),
        nmi,
        homogeneity,
        completeness,
        v_measure,
        by_size: overlap.bcubed_by_size(),
    }
}
