//! Groups news articles from many outlets into stories, folds the copies of one text, and says why.
//!
//! An *article* is one page of one outlet. A *report* is one text with its copies and revisions: the wire story, its
//! reprints, its trimmed and corrected versions. A *story* is all reports of one event.
//!
//! # Quickstart
//!
//! ```
//! use samestory::{Article, Clusterer};
//!
//! let articles = [
//!     Article::new("Kremlin confirms April summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said."),
//!     Article::new("Kim to meet Putin in Vladivostok", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in April."),
//!     Article::new("Storm reaches the coast", "Heavy rain and wind closed schools and roads along the southern coast."),
//! ];
//! let clustering = Clusterer::new().cluster(&articles)?;
//! assert_eq!(clustering.stories().len(), 2);
//! assert_eq!(clustering.story_of(articles[0].id()), clustering.story_of(articles[1].id()));
//! # Ok::<(), samestory::Error>(())
//! ```
//!
//! Text is all that is needed. Give [source, date and language](ArticleBuilder) where they are known: each makes the
//! result better.
//!
//! # The way from articles to stories
//!
//! Each step takes what is on its left by reference and returns what is on its right; nothing calls back.
//!
//! 1. [`text`] reads each [`Article`] in its own language into a [`Document`](text::Document): stems in order, names,
//!    numbers, time.
//! 2. [`corpus`] drops lines that recur on the pages of one outlet and counts in how many texts each term stands.
//! 3. [`copies`] folds texts that share their wording into a [`Report`].
//! 4. [`events`] proposes pairs of reports that share rare words within a time window.
//! 5. [`likeness`] makes of each pair a few named features, and of these a probability.
//! 6. [`graph`] groups the reports.
//! 7. [`story`] describes each group as a [`Story`]; [`explain`] says why; [`render`] writes them down; [`runs`] carries
//!    their ids to the next run.
//!
//! **[Reading a story](story#reading-a-story)** says what each figure of a result means.
//!
//! Beside the way stand [`constraints`], by which a user overrules it, [`ingest`], which loads files, and [`evaluate`](mod@evaluate), which scores any labelling against one made by
//! people. One can get on and off at every step: [`Clusterer::analyse`] makes documents to store, and
//! [`Clusterer::cluster_documents`] takes them; [`Clustering::copies`] is the end for whom copies are enough;
//! [`Clustering::edges`] goes to a grouping of one's own.
//!
//! # Which settings first?
//!
//! None: [`Clusterer::new`] is meant to fit most news. After that, in this order:
//!
//! 1. [`language`](ClustererBuilder::language), when all articles are in one language and do not say so;
//! 2. [`threshold`](ClustererBuilder::threshold), when stories come out too large or too small;
//! 3. [`window_days`](ClustererBuilder::window_days), when stories run for months, or speed matters more.
//!
//! # What is promised
//!
//! - *The same articles and settings give the same bytes*: in any order of the articles, with any number of threads,
//!   on every machine.
//! - *Text never breaks it*. Only settings and loading can fail, and say where.
//! - *Nothing is lost*: every article is in exactly one report and every report in exactly one story.
//! - No unsafe code; nothing is downloaded, nothing is sent.
//!
//! # When not to use it
//!
//! - To find texts *about* the same topic: all of politics is one topic and many stories.
//! - To match texts across languages: stories of one event in two languages stay apart.
//! - To count independent confirmations: different texts may have one source.
//! - As a filter for exact duplicates only: a hash of the text is enough.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `json` | yes | JSON Lines, plain and gzipped, in and out |
//! | `csv` | yes | CSV out |
//! | `html` | no | one self-contained HTML page of all stories |
//! | `parallel` | yes | several threads; the result does not depend on it |
//! | `detect` | yes | language detection for articles that name no language |
//! | `cjk` | no | words by dictionary for Chinese, Japanese, Thai, Lao, Khmer, Burmese |

mod apart;
pub mod article;
mod clusterer;
pub mod clustering;
pub mod constraints;
pub mod copies;
pub mod corpus;
pub mod error;
pub mod evaluate;
pub mod events;
pub mod explain;
pub mod graph;
pub mod ingest;
pub mod likeness;
pub mod observe;
mod parallel;
pub mod render;
pub mod runs;
pub mod sketch;
pub mod story;
pub mod text;

pub use article::{Article, ArticleBuilder, ArticleId, Precision, Published};
pub use clusterer::{Clusterer, ClustererBuilder, Intake, Level};
pub use clustering::{Clustering, Membership};
pub use error::{Error, Result};
pub use explain::Keep;
pub use story::{Card, Member, Report, Story};
pub use text::Language;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_hold_can_go_to_other_threads() {
        fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
        fn sendable<T: Send + Sync + std::error::Error + 'static>() {}
        shared::<Article>();
        shared::<ArticleBuilder>();
        shared::<text::Analyzer>();
        shared::<text::Document>();
        shared::<Clusterer>();
        shared::<ClustererBuilder>();
        shared::<Clustering>();
        shared::<Story>();
        shared::<evaluate::Labels>();
        sendable::<Error>();
    }
}
