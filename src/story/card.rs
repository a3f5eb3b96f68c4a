//! [`Card`]: what a reader is told of an article.

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Published};
use crate::text::{Document, Flags, Language, NameForms};

/// What a reader is told of an article, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The article.
    pub id: ArticleId,
    /// Headline: as given, else as the page shows it; empty when there is none.
    pub title: Box<str>,
    /// Outlet: as given, else as the page shows it.
    pub source: Option<Box<str>>,
    /// Address, as given.
    pub url: Option<Box<str>>,
    /// When it was published, with its precision; `None` when unknown or absurd.
    pub published: Option<Published>,
    /// The language it was read in.
    pub language: Language,
    /// The news agency its text credits, in lower case.
    pub agency: Option<Box<str>>,
    /// What was noticed while reading it.
    pub flags: Flags,
    /// Words of headline and text, without the page's furniture.
    pub words: u32,
}

impl From<&Document> for Card {
    fn from(document: &Document) -> Card {
        Card {
            id: document.id().clone(),
            title: document.title().into(),
            source: document.source().map(Into::into),
            url: document.url().map(Into::into),
            published: document.published(),
            language: document.language(),
            agency: document.agency().map(Into::into),
            flags: document.flags(),
            words: document.tokens().len() as u32,
        }
    }
}

impl Card {
    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let text = |text: &Option<Box<str>>| text.as_deref().map_or(0, str::len);
        let strings = self.id.as_str().len() + self.title.len();
        size_of::<Card>() + strings + text(&self.source) + text(&self.url) + text(&self.agency)
    }

    /// What is told of an article of so many words, and its names; all else is given back.
    pub(crate) fn take(document: Document, words: u32) -> (Card, NameForms) {
        let Document { id, title, source, url, published, language, agency, flags, forms, .. } = document;
        (Card { id, title, source, url, published, language, agency, flags, words }, forms)
    }
}
