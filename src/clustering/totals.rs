//! Counting a whole clustering.

use std::collections::BTreeMap;

use crate::clustering::{Clustering, Counts, Totals};
use crate::text::Flags;

impl Clustering {
    /// Counts over everything that went in.
    pub fn totals(&self) -> Totals {
        let mut sources: Vec<&str> = self.cards.iter().filter_map(|card| card.source.as_deref()).collect();
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
