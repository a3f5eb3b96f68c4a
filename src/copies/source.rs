//! [`TextSource`] and [`CopyMeta`]: what the copy stage asks of a set of texts.

use serde::{Deserialize, Serialize};

use crate::article::Published;
use crate::copies::{kind, url};
use crate::sketch::hash::stable_hash;
use crate::text::{Document, Line, Mention, Token};

/// One text, lent for a moment.
///
/// Mentions count their token from the first word of the title on, as in [`Document`]. Names, numbers and dates may
/// be left empty; template clones can then not be told from edited copies.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextView<'a> {
    /// The words of the headline.
    pub title: &'a [Token],
    /// The words of the body.
    pub body: &'a [Token],
    /// The lines of the body. May be left empty; the same page read in two languages is then two texts.
    pub lines: &'a [Line],
    /// Capitalised names, in order.
    pub names: &'a [Mention],
    /// Numbers, in order.
    pub numbers: &'a [Mention],
    /// Calendar days, in order.
    pub dates: &'a [Mention],
}

impl<'a> From<&'a Document> for TextView<'a> {
    fn from(document: &'a Document) -> TextView<'a> {
        TextView {
            title: document.title_tokens(),
            body: document.body_tokens(),
            lines: document.lines(),
            names: document.names(),
            numbers: document.numbers(),
            dates: document.dates(),
        }
    }
}

/// A set of texts that can be read again and again, from any thread.
///
/// Neither words nor shingles are kept by the copy stage: it reads every text once to sketch it and later, about once
/// more for every candidate pair, to verify. A source may therefore hold the words, or make them anew each time.
pub trait TextSource: Sync {
    /// Number of texts.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `read` once with text number `text`, the same words each time.
    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>));
}

impl TextSource for [Document] {
    fn len(&self) -> usize {
        <[Document]>::len(self)
    }

    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>)) {
        read(TextView::from(&self[text]));
    }
}

/// Bare words without headline, names and numbers.
impl TextSource for [Vec<Token>] {
    fn len(&self) -> usize {
        <[Vec<Token>]>::len(self)
    }

    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>)) {
        read(TextView { body: &self[text], ..TextView::default() });
    }
}

impl<T> TextSource for Vec<T>
where
    [T]: TextSource,
    T: Sync,
{
    fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>)) {
        self.as_slice().with_text(text, read);
    }
}

/// What is known of a text besides its words; everything may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CopyMeta {
    /// The outlet, as [`CopyMeta::name_key`] gives it.
    pub source: Option<u64>,
    /// The address, as [`CopyMeta::url_key`] gives it.
    pub url: Option<u64>,
    /// When it was published.
    pub published: Option<Published>,
    /// The news agency it credits, as [`CopyMeta::name_key`] gives it.
    pub agency: Option<u64>,
    /// Whether its headline announces a new version of an earlier text ("CORRECTED", "UPDATE 2").
    pub correction: bool,
}

impl CopyMeta {
    /// The stable hash of a name without regard to case and outer space; equal for the outlet "Reuters" and the credit
    /// "reuters".
    pub fn name_key(name: &str) -> u64 {
        stable_hash(name.trim().to_lowercase().as_bytes())
    }

    /// The stable hash of a [normalised address](url::normalise).
    pub fn url_key(address: &str) -> u64 {
        stable_hash(url::normalise(address).as_bytes())
    }

    /// From the fields of an article as they are given.
    pub fn new(
        source: Option<&str>,
        url: Option<&str>,
        published: Option<Published>,
        agency: Option<&str>,
        title: &str,
    ) -> CopyMeta {
        CopyMeta {
            source: source.map(CopyMeta::name_key),
            url: url.map(CopyMeta::url_key),
            published,
            agency: agency.map(CopyMeta::name_key),
            correction: kind::announces_revision(title),
        }
    }
}

impl From<&Document> for CopyMeta {
    fn from(d: &Document) -> CopyMeta {
        CopyMeta::new(d.source(), d.url(), d.published(), d.agency(), d.title())
    }
}
