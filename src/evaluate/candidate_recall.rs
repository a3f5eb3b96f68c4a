//! [`CandidateRecall`]: what the proposed pairs already lost, before any clustering.

use serde::{Deserialize, Serialize};

use super::overlap::{Cell, Overlap};
use super::pairwise::pairs_of;
use super::prf::ratio;
use super::size::StorySize;
use crate::graph::Partition;

/// How many of how many, and the quotient.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
    /// `part / whole`; 1 when `whole` is 0, as nothing was missed.
    pub share: f64,
}

impl Share {
    /// The share of a part in a whole.
    pub fn new(part: u64, whole: u64) -> Share {
        Share { part, whole, share: ratio(part, whole) }
    }
}

/// How much of the gold stories the proposed pairs can still yield. No clustering can find what was not proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CandidateRecall {
    /// Number of different proposed pairs of reports; the cost of everything that follows.
    pub proposed: u64,
    /// Over all gold stories.
    pub all: Recall,
    /// Over gold stories of at most 20 articles. In larger ones a story can hang together by a fraction of its pairs.
    pub up_to_20: Recall,
    /// Apart for each size of gold story from two articles up.
    pub by_size: [SizeRecall; 4],
}

/// Recall over some gold stories. Singletons have no pairs and are left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Recall {
    /// Pairs of articles of one gold story that were proposed.
    pub pairs: Share,
    /// Pairs of different reports with articles in one gold story that were proposed: as `pairs`, but copies count for
    /// nothing. A pair of reports that meets in two gold stories counts in both.
    pub report_pairs: Share,
    /// Gold stories that hang together by proposed pairs of their own articles alone.
    pub connected: Share,
}

/// [`Recall`] over gold stories of one size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SizeRecall {
    /// The size of the gold stories.
    pub size: StorySize,
    /// What the proposed pairs can yield of them.
    #[serde(flatten)]
    pub recall: Recall,
}

/// Measures proposed pairs against gold stories.
///
/// `gold` has the story of each article, `pairs` the proposed pairs of articles (by position in `gold`, in any order,
/// repeated or not, an article with itself being nothing), `reports` the report of each article if copies were folded.
/// Articles of one report count as proposed among themselves; articles of different reports when any article of the
/// one was proposed with any of the other.
///
/// ```
/// use samestory::evaluate::candidate_recall;
/// // four articles on a summit, of which the first two are copies; one on a storm
/// let (gold, reports) = ([1, 1, 1, 1, 2], [0, 0, 1, 2, 3]);
/// let recall = candidate_recall(&gold, [(1, 2), (2, 4)], Some(&reports));
/// // the copies with each other and each with the third: 3 of 6 pairs, the fourth is not reached
/// assert_eq!((recall.all.pairs.part, recall.all.pairs.whole), (3, 6));
/// assert_eq!((recall.all.connected.part, recall.all.connected.whole), (0, 1));
/// ```
///
/// # Panics
/// When `reports` has another length than `gold`, or a pair names a position beyond its end.
///
/// # Complexity
/// O(n log n + p log p) for n articles and p pairs, when few reports reach into several gold stories; O(n + p) memory.
pub fn candidate_recall(
    gold: &[u32],
    pairs: impl IntoIterator<Item = (u32, u32)>,
    reports: Option<&[u32]>,
) -> CandidateRecall {
    let reports = reports.map_or_else(|| Partition::singletons(gold.len()), Partition::from_labels);
    let proposed = pairs_of_reports(pairs, reports.labels());
    let parts = Parts::new(gold, &reports);
    let stories = parts.measure(&proposed);
    let [_, two, three_to_five, six_to_twenty, over_twenty] = StorySize::ALL;
    CandidateRecall {
        proposed: proposed.len() as u64,
        all: recall(&stories, |_| true),
        up_to_20: recall(&stories, |size| size < over_twenty),
        by_size: [two, three_to_five, six_to_twenty, over_twenty]
            .map(|size| SizeRecall { size, recall: recall(&stories, |other| other == size) }),
    }
}

/// Sums over the stories of two or more articles that are of some sizes.
fn recall(stories: &[Story], sizes: impl Fn(StorySize) -> bool) -> Recall {
    let chosen = || stories.iter().filter(|story| story.articles > 1 && sizes(StorySize::of(story.articles)));
    let share = |part: fn(&Story) -> u64, whole: fn(&Story) -> u64| {
        Share::new(chosen().map(part).sum(), chosen().map(whole).sum())
    };
    Recall {
        pairs: share(|story| story.pairs, |story| pairs_of(u64::from(story.articles))),
        report_pairs: share(|story| story.report_pairs, |story| pairs_of(u64::from(story.reports))),
        connected: share(|story| u64::from(story.joins + 1 == story.reports), |_| 1),
    }
}

/// The different pairs of reports behind pairs of articles, ascending.
fn pairs_of_reports(pairs: impl IntoIterator<Item = (u32, u32)>, report_of: &[u32]) -> Vec<(u32, u32)> {
    let reports = |(a, b): (u32, u32)| {
        let (a, b) = (report_of[a as usize], report_of[b as usize]);
        (a != b).then_some((a.min(b), a.max(b)))
    };
    let mut proposed: Vec<_> = pairs.into_iter().filter_map(reports).collect();
    proposed.sort_unstable();
    proposed.dedup();
    proposed
}

/// What one report has in one gold story: the nodes that proposed pairs connect.
struct Parts {
    /// By report, then story; see [`Cell`], with reports in the place of found stories.
    cells: Vec<Cell>,
    /// Where the cells of each report begin, and the end.
    starts: Vec<usize>,
    story_sizes: Vec<u32>,
}

/// What was found for one gold story.
#[derive(Clone, Copy, Default)]
struct Story {
    articles: u32,
    reports: u32,
    pairs: u64,
    report_pairs: u64,
    /// Joins of parts that were apart before.
    joins: u32,
}

impl Parts {
    fn new(gold: &[u32], reports: &Partition) -> Parts {
        let Overlap { gold_sizes, mut cells, .. } = Overlap::new(gold, reports.labels());
        cells.sort_unstable_by_key(|cell| (cell.found, cell.gold));
        let mut starts = vec![0; reports.count() + 1];
        for cell in &cells {
            starts[cell.found as usize + 1] += 1;
        }
        for report in 0..reports.count() {
            starts[report + 1] += starts[report];
        }
        Parts { cells, starts, story_sizes: gold_sizes }
    }

    fn measure(&self, proposed: &[(u32, u32)]) -> Vec<Story> {
        let new = |&articles: &u32| Story { articles, ..Story::default() };
        let mut stories: Vec<Story> = self.story_sizes.iter().map(new).collect();
        for cell in &self.cells {
            let story = &mut stories[cell.gold as usize];
            story.reports += 1;
            story.pairs += pairs_of(u64::from(cell.shared));
        }
        let mut joined: Vec<u32> = (0..self.cells.len() as u32).collect();
        for &(a, b) in proposed {
            self.for_common_stories(a, b, |one, other| {
                let (cell, other_cell) = (&self.cells[one], &self.cells[other]);
                let story = &mut stories[cell.gold as usize];
                story.pairs += u64::from(cell.shared) * u64::from(other_cell.shared);
                story.report_pairs += 1;
                story.joins += u32::from(join(&mut joined, one as u32, other as u32));
            });
        }
        stories
    }

    /// Calls with the two cells, by position, for each story that both reports reach into.
    fn for_common_stories(&self, a: u32, b: u32, mut each: impl FnMut(usize, usize)) {
        let range = |report: u32| self.starts[report as usize]..self.starts[report as usize + 1];
        let (mut ones, mut others) = (range(a), range(b));
        while !ones.is_empty() && !others.is_empty() {
            let (one, other) = (self.cells[ones.start].gold, self.cells[others.start].gold);
            if one == other {
                each(ones.start, others.start);
            }
            ones.start += usize::from(one <= other);
            others.start += usize::from(other <= one);
        }
    }
}

/// Puts two nodes under one root; whether they were under different ones. The lower root stays.
fn join(parents: &mut [u32], a: u32, b: u32) -> bool {
    let mut root = |mut node: u32| {
        while parents[node as usize] != node {
            let parent = parents[node as usize];
            parents[node as usize] = parents[parent as usize];
            node = parent;
        }
        node
    };
    let (a, b) = (root(a), root(b));
    parents[a.max(b) as usize] = a.min(b);
    a != b
}
