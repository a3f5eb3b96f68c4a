//! What can go wrong: settings and loading, never the text of an article.

use std::path::PathBuf;

use crate::article::ArticleId;
use crate::observe::Stage;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong.
///
/// Raised while configuring and while loading. Text is never an error: an empty body, one word, ten megabytes on one
/// line and any script are legal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting lies outside its range.
    #[error("setting `{name}` = {value}, outside {range}")]
    Setting {
        /// Name of the setting, as its builder method is called.
        name: &'static str,
        /// The value that was given.
        value: String,
        /// The allowed range, in words.
        range: &'static str,
    },
    /// Two articles with different content carry one id.
    #[error("article id `{id}` used twice with different content: {first} and {second}")]
    DuplicateId {
        /// The id that stands twice.
        id: ArticleId,
        /// The first article, as outlet and title.
        first: String,
        /// The second article, as outlet and title.
        second: String,
    },
    /// A publication time that is neither RFC 3339, RFC 2822 nor a plain date.
    #[error("publication time {value:?}, expected RFC 3339, RFC 2822 or YYYY-MM-DD")]
    Published {
        /// The text that was given.
        value: String,
    },
    /// Documents or sketches that were made with other settings.
    #[error("{what} made with other settings: fingerprint {found:016x}, expected {expected:016x}")]
    Fingerprint {
        /// What does not fit, for example a document with its id.
        what: String,
        /// The fingerprint it carries.
        found: u64,
        /// The fingerprint of the settings in use.
        expected: u64,
    },
    /// Stored bytes that are not what they should be.
    #[error("malformed {what}: {reason}")]
    Malformed {
        /// What was being read.
        what: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A vector of an [`Embedder`](crate::likeness::Embedder) that cannot be used, or an article that has none.
    #[error("embedding of article `{id}`: {reason}")]
    Embedding {
        /// The article.
        id: ArticleId,
        /// What is wrong.
        reason: String,
    },
    /// A line of a file that cannot be read as an article.
    #[error("{}:{line}: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A file or folder that cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The reason given by the system.
        source: std::io::Error,
    },
    /// Two labellings that do not speak of the same articles.
    #[error(
        "labels of different articles: {missing} of {gold} without a found label{missing_example}, {extra} not in the gold labels{extra_example}"
    )]
    Labels {
        /// Articles with a gold label.
        gold: usize,
        /// Articles with a gold label and no found label.
        missing: usize,
        /// One of them, as `, for example "x"`, or nothing.
        missing_example: String,
        /// Articles with a found label and no gold label.
        extra: usize,
        /// One of them, as `, for example "x"`, or nothing.
        extra_example: String,
    },
    /// One labelling that names an article twice, with the same label or another.
    #[error("article id `{id}` labelled twice: `{first}` and `{second}`")]
    DuplicateLabel {
        /// The id that stands twice.
        id: ArticleId,
        /// The lower of its two labels.
        first: String,
        /// The higher of its two labels.
        second: String,
    },
    /// The [`Observer`](crate::observe::Observer) asked to stop.
    #[error("cancelled during {stage}")]
    Cancelled {
        /// The stage that was running.
        stage: Stage,
    },
    /// Worker threads could not be started.
    #[error("no worker threads: {reason}")]
    Threads {
        /// The reason given by the system.
        reason: String,
    },
}
