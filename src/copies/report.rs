//! What the copy stage returns: reports, refusals and what was not looked at.

use serde::{Deserialize, Serialize};

/// How much two texts have in common, counted exactly on their sets of shingles.
///
/// Whole numbers, so that comparing is exact; the shares follow from them.
///
/// ```
/// use samestory::copies::Overlap;
/// let trimmed = Overlap { common: 96, own: 100, other: 400 };
/// assert_eq!(trimmed.containment(), 0.96); // of the shorter text in the longer one
/// assert_eq!(trimmed.jaccard(), 96.0 / 404.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Overlap {
    /// Shingles in both.
    pub common: u32,
    /// Different shingles of the text itself.
    pub own: u32,
    /// Different shingles of the text it is compared with.
    pub other: u32,
}

impl Overlap {
    /// Shingles in both, as a share of those in either; within 0..=1, 1 for two empty texts.
    pub fn jaccard(self) -> f64 {
        share(self.common, self.own + self.other - self.common)
    }

    /// Shingles in both, as a share of the shorter text's; within 0..=1, 1 when the shorter is empty.
    pub fn containment(self) -> f64 {
        share(self.common, self.own.min(self.other))
    }

    /// Share of the text's own shingles that are in the other, within 0..=1.
    pub fn of_own(self) -> f64 {
        share(self.common, self.own)
    }

    /// Share of the other text's shingles that are in this one, within 0..=1.
    pub fn of_other(self) -> f64 {
        share(self.common, self.other)
    }

    /// Whether either text has every shingle of the other.
    pub fn is_total(self) -> bool {
        self.common == self.own && self.common == self.other
    }

    /// The same seen from the other text.
    #[must_use]
    pub fn turned(self) -> Overlap {
        Overlap { common: self.common, own: self.other, other: self.own }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// What a text is to the report's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// The report's own text, of which the others are copies.
    Origin,
    /// The same words, perhaps under another headline; or 98 of 100 word runs of it on a page with at most a tenth more.
    Verbatim,
    /// About as long, with words changed.
    Edited,
    /// Shorter than 4/5 of the origin, and part of it.
    Trimmed,
    /// Longer than 5/4 of the origin, which is part of it.
    Extended,
    /// Shorter than 1/4 of the origin, and nearly all of it in it: a teaser.
    Excerpt,
    /// A later version of a text by the same outlet or under the same address. Not a further text or outlet.
    Revision,
    /// The same address and the same words. Not a further text or outlet.
    SamePage,
}

impl Kind {
    /// The name as it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Origin => "origin",
            Kind::Verbatim => "verbatim",
            Kind::Edited => "edited",
            Kind::Trimmed => "trimmed",
            Kind::Extended => "extended",
            Kind::Excerpt => "excerpt",
            Kind::Revision => "revision",
            Kind::SamePage => "same_page",
        }
    }

    /// Whether the text is a further one beside the origin: neither a revision nor the same page.
    pub fn is_further_text(self) -> bool {
        !matches!(self, Kind::Origin | Kind::Revision | Kind::SamePage)
    }
}

/// Why a text was taken for the origin of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// It is the only one.
    Only,
    /// It has the earliest known time.
    Earliest,
    /// Times do not decide; it credits, or is published by, a news agency.
    Agency,
    /// Neither decides; it has the most words.
    Fullest,
}

/// One text of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its index.
    pub text: u32,
    /// What it is to the origin.
    pub kind: Kind,
    /// The text it was verified against: the origin, or the text most others are copies of.
    pub against: u32,
    /// What it has in common with that text; `own` is this text's side. Not counted, all zero, for a text alone.
    pub overlap: Overlap,
    /// The earlier version of the same outlet or address, for revisions and same pages.
    pub revises: Option<u32>,
    /// Whether a later version of it is in the report.
    pub superseded: bool,
}

/// One text and its copies and revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyGroup {
    /// The text the others are copies of.
    pub origin: u32,
    /// Why it is taken for the origin.
    pub basis: Basis,
    /// The text to show: the newest version of the origin.
    pub shown: u32,
    /// The agency credited by any member, as [`CopyMeta::agency`](crate::copies::CopyMeta::agency), with the member
    /// that credits it.
    pub agency: Option<(u64, u32)>,
    /// Whether it holds several texts that are not copies of each other: live blog, briefs page, round-up.
    pub compilation: bool,
    /// For a compilation the reports (indices in [`Copies::reports`]) whose texts it holds, ascending.
    pub also_covers: Vec<u32>,
    /// All its texts, ascending.
    pub members: Vec<Member>,
}

/// Why two similar texts were not made copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Neither Jaccard nor containment reaches its threshold.
    BelowThreshold,
    /// One of them is short, and containment alone, or with a word exchanged or a week between them, is not enough.
    TooShort,
    /// One template filled differently: the keys of numbers, dates and names that stand in one where the other has
    /// others. At most eight each, one for one.
    Numbers {
        /// Those of the lower text.
        lower: Vec<u64>,
        /// Those of the higher text.
        higher: Vec<u64>,
    },
    /// Enough is in common for containment, but as a template or an outlet's background leaves it: in scraps, or not
    /// from the beginning on.
    Scattered,
    /// One contains the other, but more than half of it is something else.
    UnrelatedRest,
    /// One is a compilation.
    Compilation,
    /// They are copies by themselves, but each was folded with another text that the other is no copy of.
    Chain,
    /// They are copies, but a [cannot-link](crate::constraints) keeps them, or texts folded with them, apart.
    CannotLink,
}

/// Two texts that were compared and not folded directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The lower text.
    pub lower: u32,
    /// The higher text.
    pub higher: u32,
    /// What they have in common; `own` is the lower text's side.
    pub overlap: Overlap,
    /// Why not.
    pub reason: Reason,
}

/// What caps left out; all zero on ordinary sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dropped {
    /// Band buckets above the cap.
    pub buckets: u64,
    /// Pairs in them that were not proposed there.
    pub bucket_pairs: u64,
    /// Sampled shingles that stand in too many texts of one week.
    pub postings: u64,
    /// Pairs that were not proposed by them.
    pub posting_pairs: u64,
    /// Proposed pairs within a report's reach that were not compared.
    pub comparisons: u64,
}

impl std::ops::AddAssign for Dropped {
    fn add_assign(&mut self, other: Dropped) {
        self.buckets += other.buckets;
        self.bucket_pairs += other.bucket_pairs;
        self.postings += other.postings;
        self.posting_pairs += other.posting_pairs;
        self.comparisons += other.comparisons;
    }
}

/// All reports of a set, and what was refused and left out on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Copies {
    /// Every text in exactly one, ordered by their lowest text.
    pub reports: Vec<CopyGroup>,
    /// Compared and not folded, by pair; only pairs that came near.
    pub refusals: Vec<Refusal>,
    /// What caps left out.
    pub dropped: Dropped,
}

impl Copies {
    /// The report of each text, as index in [`Copies::reports`].
    pub fn labels(&self) -> Vec<u32> {
        let mut labels = vec![0; self.reports.iter().map(|report| report.members.len()).sum()];
        for (label, report) in self.reports.iter().enumerate() {
            for member in &report.members {
                labels[member.text as usize] = label as u32;
            }
        }
        labels
    }
}
