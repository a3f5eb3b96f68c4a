//! [`Keyword`]: what a story is about, in the words of its texts.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::clustering::Clustering;
use crate::events::View;
use crate::explain::shared::tells;
use crate::explain::written::{Written, is_stop_word, most_used};
use crate::sketch::hash::stable_hash;
use crate::story::{Story, is_no_name};
use crate::text::Segmenter;

/// A word that tells what a story is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Keyword {
    /// As most of the texts write it.
    pub word: String,
    /// In how many of the texts looked at it stands, in any form.
    pub texts: u32,
}

/// A word that weighs less than this share of the heaviest keyword is none.
const SHARE: f64 = 0.4;

/// Texts of a story that are looked at; more change nothing.
const LOOKED_AT: usize = 40;

impl Clustering {
    /// The words that tell most of a story, in their most used written form, at most `most`; words of the story's
    /// [`names`](Story::names) are left out.
    ///
    /// A word stands in more than half of the story's texts (of its first 40), and weighs as much as it does in their
    /// likeness. Empty when the run kept no evidence, or documents went in instead of articles.
    ///
    /// # Complexity
    /// Reads up to 40 texts of the story once more.
    pub fn keywords(&self, story: &Story, most: usize) -> Vec<Keyword> {
        self.kept().map(|kept| keywords(self, &mut Written::new(kept), story, most)).unwrap_or_default()
    }
}

/// The same with texts that were read before.
pub(crate) fn keywords(clustering: &Clustering, written: &mut Written<'_>, story: &Story, most: usize) -> Vec<Keyword> {
    let Some(compared) = clustering.kept().and_then(|kept| kept.compared.as_ref()) else { return Vec::new() };
    let reports = story.reports.iter().filter(|report| !report.compilation || story.reports.len() == 1);
    let texts: Vec<(u32, u32)> = reports
        .filter_map(|r| Some((clustering.report_of(&r.origin)?, clustering.place(&r.origin)? as u32)))
        .take(LOOKED_AT)
        .collect();
    let mut sums: FxHashMap<u32, (u32, f64)> = FxHashMap::default();
    for &(report, _) in &texts {
        for entry in compared.vectors.of(report) {
            let (count, sum) = sums.entry(entry.term).or_default();
            *count += 1;
            *sum += compared.vectors.unit_weight(report, entry, View::All);
        }
    }
    let mut ranked: Vec<(f64, u32, u32)> = sums
        .into_iter()
        .filter(|(_, (count, _))| *count as usize * 2 > texts.len())
        .map(|(term, (count, sum))| (sum, term, count))
        .collect();
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut named: FxHashSet<u64> = FxHashSet::default();
    let mut segmenter = Segmenter::new();
    for name in &story.names {
        segmenter.words(name, &mut |word| {
            named.insert(stable_hash(word.text.as_bytes()));
        });
    }
    let mut kept: Vec<Keyword> = Vec::new();
    let mut least = 0.0;
    for (weight, term, count) in ranked {
        if kept.len() == most || weight < least {
            break;
        }
        let hash = compared.epoch.terms()[term as usize];
        let mut forms: Vec<&str> = Vec::new();
        for &(_, place) in &texts {
            forms.extend(written.forms(place, hash));
        }
        let Some(word) = most_used(forms.into_iter()) else { continue };
        let of_name = named.contains(&stable_hash(word.to_lowercase().as_bytes()));
        if !of_name && !is_no_name(word) && tells(word) && !word.chars().all(char::is_numeric) && !is_stop_word(word) {
            if kept.is_empty() {
                least = SHARE * weight;
            }
            kept.push(Keyword { word: word.to_owned(), texts: count });
        }
    }
    kept
}
