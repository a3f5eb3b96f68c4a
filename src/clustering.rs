//! [`Clustering`]: the result of a run.

use crate::article::ArticleId;
use crate::graph::{Edge, StoryGraph};
use crate::story::{Report, Story};

/// Stories, the reports in them, and what led there.
///
/// Made by [`Clusterer::cluster`](crate::Clusterer::cluster). Every article that went in is in exactly one story.
#[derive(Debug, Clone)]
pub struct Clustering {
    pub(crate) ids: Vec<ArticleId>,
    pub(crate) report_of: Vec<u32>,
    pub(crate) story_of: Vec<u32>,
    pub(crate) stories: Vec<Story>,
    pub(crate) reports: usize,
    pub(crate) edges: Vec<Edge>,
}

impl Clustering {
    /// All stories, in the order of their numbers.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The story number of every article, in the order of the ids.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = (&ArticleId, u32)> {
        self.ids.iter().zip(self.story_of.iter().copied())
    }

    /// The story an article is in; `None` for an id that did not go in.
    pub fn story_of(&self, id: &ArticleId) -> Option<&Story> {
        let place = self.ids.binary_search(id).ok()?;
        self.stories.get(self.story_of[place] as usize)
    }

    /// The reports that hold more than one article: a text with its copies and revisions.
    pub fn copies(&self) -> impl Iterator<Item = &Report> {
        self.stories.iter().flat_map(|story| &story.reports).filter(|report| report.articles.len() > 1)
    }

    /// Number of different texts.
    pub fn reports(&self) -> usize {
        self.reports
    }

    /// The report of every article, as a number, in the order of the ids. Copies share it.
    pub fn report_labels(&self) -> &[u32] {
        &self.report_of
    }

    /// All proposed pairs of reports with their likeness, ascending by pair.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The graph of reports: a node for each, an edge for each proposed pair.
    pub fn graph(&self) -> StoryGraph {
        StoryGraph::new(self.reports, &self.edges)
    }
}
