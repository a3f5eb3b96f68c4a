//! Stories and reports: what comes out.
#![doc = ""]
#![doc = include_str!("reading.md")]

mod card;
mod compilations;
mod counts;
mod make;

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Published};
use crate::copies::{Basis, Kind};
use crate::likeness::Likeness;

pub use card::Card;
pub use counts::Counts;

pub(crate) use compilations::with_compilations;
pub(crate) use make::{Assembled, Findings, assemble, is_no_name, published};

/// One article's place in its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The article.
    pub id: ArticleId,
    /// What it is to the report: its origin, a copy of some kind, a revision.
    pub role: Kind,
    /// The article it was verified against; missing for the origin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copy_of: Option<ArticleId>,
    /// Share of common word runs among all word runs of both texts, within 0..=1; missing for the origin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub jaccard: Option<f64>,
    /// Share of the shorter text's word runs that stand in the longer, within 0..=1; missing for the origin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub containment: Option<f64>,
}

/// One text with its copies and revisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The article the others are copies of.
    pub origin: ArticleId,
    /// Why that one is taken for the origin.
    pub basis: Basis,
    /// The article to show: the newest revision of the origin.
    pub shown: ArticleId,
    /// The news agency credited by any member, in lower case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agency: Option<String>,
    /// Whether the text is put together from several texts: a live blog, a round-up.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub compilation: bool,
    /// For a compilation: the stories its parts belong to, other than the one it is in.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also_covers: Vec<u32>,
    /// How alike the report is to the rest of its story; missing when it is alone there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub likeness: Option<Likeness>,
    /// Origin first, then by time and id.
    pub articles: Vec<Member>,
}

/// All reports of one event.
///
/// Plain data that refers to articles by id. Different reports are different texts, not independent sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Number of the story in this clustering, from 0, in the order of the lowest article ids.
    pub story: u32,
    /// The article to show first: the shown article of the most central report.
    pub lead: ArticleId,
    /// Headline of the lead, or of the next report in the same order that has one.
    pub headline: String,
    /// How many articles, and what stands behind that number.
    pub counts: Counts,
    /// Earliest known publication time of an origin or own text; late reprints do not count.
    pub first_seen: Option<Published>,
    /// Latest known publication time of an origin, own text or revision; late reprints do not count.
    pub last_seen: Option<Published>,
    /// Outlets, in alphabetical order.
    pub sources: Vec<String>,
    /// Names that most reports share, in their most used spelling, at most eight; none that is part of another, no days
    /// or months.
    pub names: Vec<String>,
    /// Ids of all articles, ascending.
    pub articles: Vec<ArticleId>,
    /// The different texts, by earliest time, then id.
    pub reports: Vec<Report>,
    /// How alike the two sides of the story's weakest cut are, as the linkage judges it, with the allowance of the
    /// [second round](crate::graph::second_round) where the linkage has one; for a single report with copies, the weakest verified overlap;
    /// missing for a single article, of which nothing was confirmed, and for a story that only
    /// [must-links](crate::constraints) hold together.
    ///
    /// Below the run's threshold the story hangs on a bridge: two sides that hardly any pair joins.
    pub confidence: Option<Likeness>,
    /// The smaller side of that cut: the origins that would leave together; empty with fewer than two reports.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub weakest: Vec<ArticleId>,
}
