//! [`LabelledSet`]: articles with the stories that people named.

use rustc_hash::FxHashMap;

use crate::article::{Article, ArticleId};
use crate::error::{Error, Result};
use crate::likeness::train::{Example, Showing};

/// Articles of which some or all carry the story that people named.
///
/// Articles without a label stand among the others as company; their pairs teach nothing.
#[derive(Debug, Clone)]
pub struct LabelledSet {
    articles: Vec<Article>,
    stories: FxHashMap<ArticleId, String>,
}

/// A proposed pair of reports of a labelled set.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledPair {
    /// Origin of the one report.
    pub a: ArticleId,
    /// Origin of the other.
    pub b: ArticleId,
    /// Features of the pair and the truth.
    pub example: Example,
}

impl LabelledSet {
    /// Articles, and the story of each by its id; labels of articles that are not there do no harm.
    ///
    /// # Errors
    /// [`Error::DuplicateLabel`] when an article has two stories.
    pub fn new<L: Into<String>>(
        articles: Vec<Article>,
        labels: impl IntoIterator<Item = (ArticleId, L)>,
    ) -> Result<LabelledSet> {
        let mut stories: FxHashMap<ArticleId, String> = FxHashMap::default();
        for (id, story) in labels {
            let story = story.into();
            match stories.get(&id) {
                Some(known) if *known != story => {
                    let (first, second) = (known.clone().min(story.clone()), known.clone().max(story));
                    return Err(Error::DuplicateLabel { id, first, second });
                }
                _ => stories.insert(id, story),
            };
        }
        Ok(LabelledSet { articles, stories })
    }

    /// The articles.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The story of an article; `None` without a label.
    pub fn story(&self, id: &ArticleId) -> Option<&str> {
        self.stories.get(id).map(String::as_str)
    }

    /// Whether two articles are of one story; `None` when one has no label.
    pub fn same(&self, a: &ArticleId, b: &ArticleId) -> Option<bool> {
        Some(self.story(a)? == self.story(b)?)
    }

    /// The set in another view, with the same labels.
    #[must_use]
    pub fn shown(&self, showing: Showing) -> LabelledSet {
        LabelledSet { articles: self.articles.iter().map(|article| showing.of(article)).collect(), ..self.clone() }
    }

    /// The articles that `keep` names, with their labels: for holding some back.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&ArticleId) -> bool) -> LabelledSet {
        let articles = self.articles.iter().filter(|article| keep(article.id())).cloned().collect();
        LabelledSet { articles, stories: self.stories.clone() }
    }
}
