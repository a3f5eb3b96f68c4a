//! [`Clustering`]: the result of a run.

mod assemble;
mod concerns;
mod dial;
mod lead;
mod manifest;
mod membership;
mod memory;
mod ranking;
mod totals;

pub use concerns::Concern;
pub use lead::{LeadBy, LeadSettings};
pub use manifest::Manifest;
pub use membership::{Membership, Role};
pub use memory::StageMemory;
pub use ranking::Ranking;
pub use totals::Totals;

pub(crate) use assemble::{Found, Told};
pub(crate) use manifest::{digest, digest_of};

use std::sync::{Arc, OnceLock};

use crate::article::ArticleId;
use crate::constraints::{Conflict, Resolved};
use crate::copies::Dropped;
use crate::explain::{Kept, Nearby};
use crate::graph::{Edge, MergeTree, StoryGraph};
use crate::likeness::Likeness;
use crate::story::{Card, Report, Story};

/// Stories, the reports in them, and what led there.
///
/// Made by [`Clusterer::cluster`](crate::Clusterer::cluster). Every article that went in is in exactly one story.
#[derive(Debug, Clone)]
pub struct Clustering {
    cards: Vec<Card>,
    report_of: Vec<u32>,
    story_of: Vec<u32>,
    stories: Vec<Story>,
    /// Of each report its story and its place among the reports of that.
    places: Vec<(u32, u32)>,
    /// Of each report the place of its origin among the articles.
    origins: Vec<u32>,
    edges: Vec<Edge>,
    tree: MergeTree,
    manifest: Manifest,
    dropped: Dropped,
    memory: Vec<StageMemory>,
    constraints: Resolved,
    kept: Option<Arc<Kept>>,
    /// From the first time that it is asked for.
    nearby: OnceLock<Arc<Nearby>>,
}

impl Clustering {
    /// All stories, in the order of their numbers.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The story number of every article, in the order of the ids.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = (&ArticleId, u32)> {
        self.cards.iter().map(|card| &card.id).zip(self.story_of.iter().copied())
    }

    /// The story an article is in; `None` for an id that did not go in.
    pub fn story_of(&self, id: &ArticleId) -> Option<&Story> {
        self.stories.get(self.story_of[self.place(id)?] as usize)
    }

    /// The number of the report an article is in; `None` for an id that did not go in.
    pub fn report_of(&self, id: &ArticleId) -> Option<u32> {
        Some(self.report_of[self.place(id)?])
    }

    /// What the result was made of and with.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What the search for copies did not look at, because too many texts had the same word runs; all zero on ordinary
    /// sets.
    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// Memory in use at the end of each stage, in the order in which the stages ran.
    pub fn memory(&self) -> &[StageMemory] {
        &self.memory
    }

    /// The [constraints](crate::constraints) that are not obeyed, and why: those of unknown articles, then those that
    /// contradict others. Empty when none were given, or all are obeyed.
    pub fn conflicts(&self) -> &[Conflict] {
        self.constraints.conflicts()
    }

    /// What is obeyed of the constraints.
    pub(crate) fn constraints(&self) -> &Resolved {
        &self.constraints
    }

    /// All articles, in the order of their ids.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Headline, outlet and time of an article; `None` for an id that did not go in.
    pub fn card(&self, id: &ArticleId) -> Option<&Card> {
        Some(&self.cards[self.place(id)?])
    }

    /// The report of a number; `None` for a number that none has.
    pub fn report(&self, number: u32) -> Option<&Report> {
        let &(story, at) = self.places.get(number as usize)?;
        self.stories.get(story as usize)?.reports.get(at as usize)
    }

    /// The likeness of two reports that were compared.
    pub(crate) fn edge(&self, a: u32, b: u32) -> Option<Likeness> {
        let pair = (a.min(b), a.max(b));
        let at = self.edges.binary_search_by_key(&pair, |edge| (edge.a(), edge.b())).ok()?;
        Some(self.edges[at].likeness())
    }

    /// The story of the report of a number.
    pub(crate) fn story_of_report(&self, number: u32) -> Option<&Story> {
        self.stories.get(self.places.get(number as usize)?.0 as usize)
    }

    /// The story number of the report of a number, and its place among the reports of that.
    pub(crate) fn place_of_report(&self, number: u32) -> Option<(u32, u32)> {
        self.places.get(number as usize).copied()
    }

    /// The place, among all articles, of the origin of a report; the report's number must be one.
    pub(crate) fn origin(&self, report: u32) -> u32 {
        self.origins[report as usize]
    }

    /// The story number of the report of a number.
    pub(crate) fn story_number_of_report(&self, number: u32) -> Option<u32> {
        Some(self.places.get(number as usize)?.0)
    }

    /// Which reports stand near which; looked up once.
    pub(crate) fn nearby(&self) -> &Nearby {
        self.nearby.get_or_init(|| Nearby::of(self).into())
    }

    /// What was kept for explanations.
    pub(crate) fn kept(&self) -> Option<&Kept> {
        self.kept.as_deref()
    }

    pub(crate) fn place(&self, id: &ArticleId) -> Option<usize> {
        self.cards.binary_search_by(|card| card.id.cmp(id)).ok()
    }

    /// The reports that hold more than one article: a text with its copies and revisions.
    pub fn copies(&self) -> impl Iterator<Item = &Report> {
        self.stories.iter().flat_map(|story| &story.reports).filter(|report| report.articles.len() > 1)
    }

    /// Number of different texts.
    pub fn reports(&self) -> usize {
        self.places.len()
    }

    /// The report of every article, as a number, in the order of the ids. Copies share it.
    pub fn report_labels(&self) -> &[u32] {
        &self.report_of
    }

    /// The graph of reports: a node for each, an edge for each proposed pair.
    pub fn graph(&self) -> StoryGraph {
        StoryGraph::new(self.reports(), &self.edges).unwrap_or_else(|_| unreachable!("edges join reports"))
    }

    /// All merges of reports, of which the stories are a cut; see [`at`](Clustering::at).
    pub fn merge_tree(&self) -> &MergeTree {
        &self.tree
    }

    /// All proposed pairs of reports with their likeness, ascending by pair.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
}
