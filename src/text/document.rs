//! [`Document`]: all that later stages know of an article.

use std::mem::take;

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Published};
use crate::text::language::Language;
use crate::text::name_forms::NameForms;
use crate::text::words::Words;

/// One word of a text, as the stable hash of its stem with the lowest bit telling whether it is a stop word.
///
/// Copies compare all words in their order; likeness leaves stop words out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(u64);

impl Token {
    /// A token from the stable hash of a stem.
    #[inline]
    pub fn new(stem_hash: u64, stop_word: bool) -> Token {
        Token((stem_hash & !1) | u64::from(stop_word))
    }

    /// The token of which this is the [`hash`](Token::hash).
    #[inline]
    pub(crate) fn of_hash(hash: u64) -> Token {
        Token(hash)
    }

    /// Whether the word says nothing about the content ("the", "of").
    #[inline]
    pub fn is_stop_word(self) -> bool {
        self.0 & 1 == 1
    }

    /// The stable hash, lowest bit included.
    #[inline]
    pub fn hash(self) -> u64 {
        self.0
    }
}

/// A line of the body: the stable hash of its words, and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Stable hash of the line's words; equal lines have equal hashes on every page.
    pub hash: u64,
    /// Index of its first token in [`Document::tokens`]; the line ends where the next one begins.
    pub start: u32,
}

/// A name, number or date, and the token at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mention {
    /// Names: stable hash of the normalised spelling. Numbers: stable hash of the normalised value.
    /// Dates: days since 1970-01-01, as two's complement.
    pub key: u64,
    /// Index of its first token in [`Document::tokens`].
    pub at: u32,
}

/// What was noticed about an article while reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Flags(u8);

impl Flags {
    /// The language is neither given nor told: words have crude stems and no stop words are left out.
    pub const UNKNOWN_LANGUAGE: Flags = Flags(1);
    /// The publication time lies outside 1800 to 2200 and counts as unknown.
    pub const ABSURD_DATE: Flags = Flags(2);
    /// Neither title nor body holds a word.
    pub const NO_WORDS: Flags = Flags(4);

    /// Both sets of flags together.
    #[must_use]
    pub fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// These flags but those of `other`.
    pub(crate) fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// Whether all of `other` are set.
    pub fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

/// An analysed article: everything later stages know of it.
///
/// Made by [`Analyzer::analyse`](crate::text::Analyzer::analyse), used by the copy and the event stages. It holds
/// stable hashes instead of words, so that it does not depend on the set it is clustered with and can be stored:
/// analyse once, cluster often. Only a short text whose language is not clear comes along as it is, to be read in the
/// language of the others it is clustered with. It carries the fingerprint of the settings it was made with, and documents of
/// different fingerprints are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub(crate) fingerprint: u64,
    /// Title and body of a short text in an unknown language, to be read again among others.
    pub(crate) undecided: Option<Box<[Box<str>; 2]>>,
    pub(crate) id: ArticleId,
    pub(crate) source: Option<Box<str>>,
    pub(crate) url: Option<Box<str>>,
    pub(crate) title: Box<str>,
    pub(crate) published: Option<Published>,
    pub(crate) language: Language,
    pub(crate) agency: Option<Box<str>>,
    pub(crate) flags: Flags,
    pub(crate) title_len: u32,
    pub(crate) tokens: Vec<Token>,
    pub(crate) lines: Vec<Line>,
    pub(crate) names: Vec<Mention>,
    pub(crate) forms: NameForms,
    pub(crate) numbers: Vec<Mention>,
    pub(crate) dates: Vec<Mention>,
}

impl Document {
    /// The id of the article.
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// Fingerprint of the settings and word lists it was made with.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The outlet: as given, else as the page shows it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The address, as given.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The headline: as given, else as the page shows it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// When it was published: as given, else as the page shows it; `None` when unknown or absurd.
    pub fn published(&self) -> Option<Published> {
        self.published
    }

    /// The language it was analysed in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The news agency credited in the text, in lower case.
    pub fn agency(&self) -> Option<&str> {
        self.agency.as_deref()
    }

    /// What was noticed while reading it.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// Words in order: first those of the title, then those of the body without furniture.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The words of the title.
    pub fn title_tokens(&self) -> &[Token] {
        &self.tokens[..self.title_len as usize]
    }

    /// The words of the body.
    pub fn body_tokens(&self) -> &[Token] {
        &self.tokens[self.title_len as usize..]
    }

    /// The lines of the body.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Capitalised names, in order.
    pub fn names(&self) -> &[Mention] {
        &self.names
    }

    /// The first spelling of each name.
    pub fn name_forms(&self) -> &NameForms {
        &self.forms
    }

    /// Numbers, in order.
    pub fn numbers(&self) -> &[Mention] {
        &self.numbers
    }

    /// Calendar days named in the text, in order.
    pub fn dates(&self) -> &[Mention] {
        &self.dates
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let text = |text: &Option<Box<str>>| text.as_deref().map_or(0, str::len);
        let strings =
            self.id.as_str().len() + self.title.len() + text(&self.source) + text(&self.url) + text(&self.agency);
        let strings =
            strings + self.undecided.iter().flat_map(|texts| texts.iter()).map(|text| text.len()).sum::<usize>();
        let mentions = self.names.capacity() + self.numbers.capacity() + self.dates.capacity();
        size_of::<Document>()
            + strings
            + self.tokens.capacity() * size_of::<Token>()
            + self.lines.capacity() * size_of::<Line>()
            + mentions * size_of::<Mention>()
            + self.forms.bytes()
    }

    /// The document without the lines for which `drop` says so; used by the corpus pass.
    pub(crate) fn without_lines(mut self, mut drop: impl FnMut(Line) -> bool) -> Document {
        let mut words = self.take_words();
        words.without_lines(&mut drop);
        let Words { title_len, tokens, lines, names, numbers, dates } = words;
        Document { title_len, tokens, lines, names, numbers, dates, ..self }
    }

    /// Takes its words out; what is left knows none.
    pub(crate) fn take_words(&mut self) -> Words {
        let Document { title_len, tokens, lines, names, numbers, dates, .. } = self;
        Words {
            title_len: take(title_len),
            tokens: take(tokens),
            lines: take(lines),
            names: take(names),
            numbers: take(numbers),
            dates: take(dates),
        }
    }
}
