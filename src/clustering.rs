//! [`Clustering`]: the result of a run.

use crate::article::{ArticleId, Published};
use crate::copies::Dropped;
use crate::graph::{Edge, StoryGraph};
use crate::story::{Report, Story};

/// What a reader is told of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The article.
    pub id: ArticleId,
    /// Headline: as given, else as the page shows it.
    pub title: Box<str>,
    /// Outlet.
    pub source: Option<Box<str>>,
    /// Address.
    pub url: Option<Box<str>>,
    /// When it was published.
    pub published: Option<Published>,
}

/// Stories, the reports in them, and what led there.
///
/// Made by [`Clusterer::cluster`](crate::Clusterer::cluster). Every article that went in is in exactly one story.
#[derive(Debug, Clone)]
pub struct Clustering {
    pub(crate) cards: Vec<Card>,
    pub(crate) report_of: Vec<u32>,
    pub(crate) story_of: Vec<u32>,
    pub(crate) stories: Vec<Story>,
    pub(crate) reports: usize,
    pub(crate) edges: Vec<Edge>,
    pub(crate) dropped: Dropped,
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

    /// Headline, outlet and time of an article; `None` for an id that did not go in.
    pub fn card(&self, id: &ArticleId) -> Option<&Card> {
        Some(&self.cards[self.place(id)?])
    }

    fn place(&self, id: &ArticleId) -> Option<usize> {
        self.cards.binary_search_by(|card| card.id.cmp(id)).ok()
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

    /// What the search for copies did not look at, because too many texts had the same word runs; all zero on ordinary
    /// sets.
    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// The graph of reports: a node for each, an edge for each proposed pair.
    pub fn graph(&self) -> StoryGraph {
        StoryGraph::new(self.reports, &self.edges).unwrap_or_else(|_| unreachable!("edges join reports"))
    }

    /// All proposed pairs of reports with their likeness, ascending by pair.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
}
