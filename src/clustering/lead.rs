//! The article to show for a story.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::clustering::{Card, Clustering};
use crate::story::Story;

/// Which article stands for a story; see [`Clustering::lead`].
///
/// The default takes the most central text, whoever published it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadSettings {
    /// What decides among outlets that are equally welcome. Default: [`LeadBy::Central`].
    pub by: LeadBy,
    /// Outlets whose articles go before all others, in any case of letters. Default: none.
    pub preferred: Vec<String>,
    /// Outlets that are taken only when a story has no other. Default: none.
    pub barred: Vec<String>,
}

/// What makes an article the one to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LeadBy {
    /// Most like the other texts: what the story is about. The default.
    #[default]
    Central,
    /// The most words: who wants to read one article. Long backgrounds win over news.
    Fullest,
    /// The earliest known time: who was first. Short notices win; undated articles never do.
    Earliest,
}

impl Clustering {
    /// The article to show for a story: no barred outlet if there is another, a preferred one if there is any, no
    /// compilation, then as [`LeadBy`] says; ties go to the shown version of a text, the earlier, and the lower id.
    ///
    /// ```
    /// use samestory::{Article, Clusterer, clustering::{LeadBy, LeadSettings}};
    /// let told = |id: &str, body: &str| Article::builder("Kim to meet Putin", body).id(id).source(id).build();
    /// let articles = [
    ///     told("harbour", "The Kremlin confirmed that Kim Jong Un is to meet Vladimir Putin in Vladivostok.")?,
    ///     told("kestrel", "Kim Jong Un will meet Vladimir Putin in Vladivostok in April, the Kremlin said on Thursday.")?,
    /// ];
    /// let clustering = Clusterer::new().cluster(&articles)?;
    /// let lead = |settings: &LeadSettings| clustering.lead(&clustering.stories()[0], settings).map(|card| card.id.to_string());
    /// assert_eq!(lead(&LeadSettings { by: LeadBy::Fullest, ..LeadSettings::default() }).as_deref(), Some("kestrel"));
    /// assert_eq!(lead(&LeadSettings { preferred: vec!["Harbour".into()], ..LeadSettings::default() }).as_deref(), Some("harbour"));
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// `None` only for a story of another clustering.
    pub fn lead(&self, story: &Story, settings: &LeadSettings) -> Option<&Card> {
        let is_in = |list: &[String], card: &Card| {
            card.source.as_ref().is_some_and(|source| {
                let source = source.to_lowercase();
                list.iter().any(|name| name.to_lowercase() == source)
            })
        };
        let articles = story
            .reports
            .iter()
            .flat_map(|report| report.articles.iter().filter_map(move |member| Some((report, self.card(&member.id)?))));
        let best = articles.min_by_key(|(report, card)| {
            let time = card.published.map_or(i64::MAX, crate::Published::seconds);
            let by = match settings.by {
                LeadBy::Central => i64::MAX - report.likeness.map_or(0, |likeness| i64::from(likeness.units())),
                LeadBy::Fullest => i64::MAX - i64::from(card.words),
                LeadBy::Earliest => time,
            };
            (
                is_in(&settings.barred, card),
                !is_in(&settings.preferred, card),
                report.compilation,
                by,
                Reverse(report.shown == card.id),
                time,
                &card.id,
            )
        });
        best.map(|(_, card)| card)
    }
}
