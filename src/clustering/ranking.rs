//! [`Ranking`]: which stories come first.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::clustering::Clustering;
use crate::story::Story;

/// Which stories come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ranking {
    /// Most texts, then most articles: copies do not make a story larger. The default.
    #[default]
    Texts,
    /// Most outlets, then most texts.
    Outlets,
    /// The latest text, then most texts; stories without a known time come last. A clock that runs ahead leads.
    Freshness,
}

impl Clustering {
    /// The stories in the order of a ranking; ties go to the lower number.
    pub fn ranked(&self, ranking: Ranking) -> Vec<&Story> {
        let mut stories: Vec<&Story> = self.stories().iter().collect();
        stories.sort_by_key(|story| {
            let counts = story.counts;
            let latest = story.last_seen.map(crate::Published::seconds);
            let key = match ranking {
                Ranking::Texts => (None, counts.texts, counts.articles),
                Ranking::Outlets => (None, counts.outlets, counts.texts),
                Ranking::Freshness => (latest, counts.texts, counts.articles),
            };
            Reverse((key, Reverse(story.story)))
        });
        stories
    }
}
