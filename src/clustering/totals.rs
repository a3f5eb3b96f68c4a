//! [`Totals`]: counts over a whole clustering.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clustering::Clustering;
use crate::story::Counts;
use crate::text::Flags;

/// Counts over a whole clustering.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// All articles, texts, outlets, agency texts and undated articles.
    #[serde(flatten)]
    pub counts: Counts,
    /// Stories, those of a single article included.
    pub stories: u32,
    /// Stories of a single article.
    pub alone: u32,
    /// Articles that are a copy or revision of another.
    pub folded: u32,
    /// Articles by language tag, the most frequent first; `und` where it is unknown.
    pub languages: Vec<(String, u32)>,
    /// Articles without a single word.
    pub empty: u32,
    /// Articles whose given time lies outside 1800 to 2200; they count as undated.
    pub absurd_dates: u32,
}

impl Clustering {
    /// Counts over everything that went in.
    pub fn totals(&self) -> Totals {
        // by story, so that one page in three feeds is no further outlet here either
        let mut sources: Vec<&str> = self.stories.iter().flat_map(|story| &story.sources).map(String::as_str).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut languages: BTreeMap<String, u32> = BTreeMap::new();
        for card in &self.cards {
            let tag = if card.language.is_known() { card.language.tag() } else { "und" };
            *languages.entry(tag.to_owned()).or_default() += 1;
        }
        let mut languages: Vec<(String, u32)> = languages.into_iter().collect();
        languages.sort_by_key(|&(_, articles)| std::cmp::Reverse(articles));
        let flagged = |flag: Flags| self.cards.iter().filter(|card| card.flags.contains(flag)).count() as u32;
        let reports = || self.stories.iter().flat_map(|story| &story.reports);
        Totals {
            counts: Counts {
                articles: self.cards.len() as u32,
                texts: self.reports() as u32,
                outlets: sources.len() as u32,
                agency: reports().filter(|report| report.agency.is_some()).count() as u32,
                undated: self.cards.iter().filter(|card| card.published.is_none()).count() as u32,
            },
            stories: self.stories.len() as u32,
            alone: self.stories.iter().filter(|story| story.articles.len() == 1).count() as u32,
            folded: (self.cards.len() - self.reports()) as u32,
            languages,
            empty: flagged(Flags::NO_WORDS),
            absurd_dates: flagged(Flags::ABSURD_DATE),
        }
    }
}
