//! [`Concern`]: what a person should look at in a story.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clustering::{Clustering, Membership};
use crate::constraints::Conflict;
use crate::likeness::Likeness;
use crate::story::Story;

/// A reason for a person to look at a story before trusting it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Concern {
    /// Its weakest cut is below the threshold: two sides that hardly any pair joins.
    WeakLink {
        /// Likeness of the two sides.
        likeness: Likeness,
    },
    /// Texts that a threshold 0.05 higher would let go.
    Loose {
        /// How many.
        texts: u32,
    },
    /// Most of its articles have no date, so that time did not speak.
    Undated {
        /// How many.
        articles: u32,
    },
    /// Several texts, all of one outlet: nobody else tells of it.
    OneOutlet,
    /// Cannot-links between articles of it that must-links join: not obeyed.
    Contradiction {
        /// How many.
        cannot_links: u32,
    },
    /// It runs for longer than two weeks: maybe several events of one affair.
    Long {
        /// From the first to the last known day.
        days: u32,
    },
}

/// Days from which on a story is long.
const LONG: i32 = 14;

impl Clustering {
    /// What to look at in a story before trusting it; nothing for most.
    ///
    /// # Complexity
    /// O(texts · log texts) of the story.
    pub fn concerns(&self, story: &Story) -> Vec<Concern> {
        let reports = story.reports.iter().filter_map(|report| self.report_of(&report.origin));
        self.concerns_of(story, self.lead_of(story), reports)
    }

    /// The same given the [lead](Clustering::lead_of) and the reports of the story.
    pub(crate) fn concerns_of(
        &self,
        story: &Story,
        lead: Option<u32>,
        reports: impl Iterator<Item = u32>,
    ) -> Vec<Concern> {
        let mut concerns = Vec::new();
        if let Some(likeness) = story.confidence.filter(|&c| c < self.manifest.threshold && story.counts.texts > 1) {
            concerns.push(Concern::WeakLink { likeness });
        }
        let margins = reports.filter_map(|report| self.margin(story, lead, report));
        let loose = margins.filter(|&margin| margin < Membership::LOOSE).count() as u32;
        if loose > 0 {
            concerns.push(Concern::Loose { texts: loose });
        }
        if story.counts.texts > 1 && story.counts.undated * 2 > story.counts.articles {
            concerns.push(Concern::Undated { articles: story.counts.undated });
        }
        if story.counts.texts > 1 && story.counts.outlets == 1 {
            concerns.push(Concern::OneOutlet);
        }
        if let (Some(first), Some(last)) = (story.first_seen, story.last_seen)
            && last.day() - first.day() > LONG
        {
            concerns.push(Concern::Long { days: last.day().abs_diff(first.day()) });
        }
        let contradicts = |conflict: &&Conflict| match conflict {
            Conflict::Contradiction { cannot, .. } => story.articles.binary_search(&cannot.0).is_ok(),
            _ => false,
        };
        let cannot_links = self.conflicts().iter().filter(contradicts).count() as u32;
        if cannot_links > 0 {
            concerns.push(Concern::Contradiction { cannot_links });
        }
        concerns
    }
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Concern::WeakLink { likeness } => {
                write!(f, "held by a weak link: its two sides are alike by {likeness} only")
            }
            Concern::Loose { texts: 1 } => f.write_str("one text only just belongs to it"),
            Concern::Loose { texts } => write!(f, "{texts} texts only just belong to it"),
            Concern::Undated { articles } => write!(f, "{articles} articles have no date"),
            Concern::OneOutlet => f.write_str("all texts are of one outlet"),
            Concern::Contradiction { cannot_links: 1 } => {
                f.write_str("a cannot-link contradicts its must-links and is not obeyed")
            }
            Concern::Contradiction { cannot_links } => {
                write!(f, "{cannot_links} cannot-links contradict its must-links and are not obeyed")
            }
            Concern::Long { days } => write!(f, "runs for {days} days"),
        }
    }
}
