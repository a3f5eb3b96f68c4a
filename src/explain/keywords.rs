//! [`Keyword`]: what a story is about, in the words of its texts.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::clustering::Clustering;
use crate::events::View;
use crate::explain::forms::{Counted, most_used};
use crate::explain::in_common::InHand;
use crate::explain::kept::Compared;
use crate::explain::shared::tells;
use crate::explain::written::is_stop_word;
use crate::sketch::hash::stable_hash;
use crate::story::{Story, is_no_name};

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
        let words = InHand::of_story(self, story).map(|mut in_hand| keywords(&mut in_hand, story, most));
        words.unwrap_or_default().into_iter().map(Keyword::from).collect()
    }
}

impl From<(&str, u32)> for Keyword {
    fn from((word, texts): (&str, u32)) -> Keyword {
        Keyword { word: word.to_owned(), texts }
    }
}

/// The same with what is in hand: each word, and in how many texts it stands.
pub(crate) fn keywords<'a>(in_hand: &mut InHand<'a>, story: &Story, most: usize) -> Vec<(&'a str, u32)> {
    let InHand { kept, texts, written, counts, segmenter, .. } = in_hand;
    let Some(compared) = &kept.compared else { return Vec::new() };
    counts.resize(compared.vectors.terms(), 0);
    let told = story.reports.iter().zip(&*texts).filter(|(report, _)| !report.compilation || story.reports.len() == 1);
    let texts: Vec<(u32, u32)> = told.map(|(_, &text)| text).take(LOOKED_AT).collect();
    let mut ranked: Vec<(f64, u32, u32)> = weights(compared, &texts, counts);
    ranked.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut named: FxHashSet<u64> = FxHashSet::default();
    for name in &story.names {
        segmenter.words(name, &mut |word| {
            named.insert(stable_hash(word.text.as_bytes()));
        });
    }
    let (mut kept, mut forms): (Vec<(&str, u32)>, Vec<Counted<'_>>) = (Vec::new(), Vec::new());
    let mut least = 0.0;
    for (weight, term, count) in ranked {
        if kept.len() == most || weight < least {
            break;
        }
        let hash = compared.epoch.terms()[term as usize];
        forms.clear();
        for &(_, place) in &texts {
            forms.extend(written.forms(place, hash).iter().map(|form| form.counted));
        }
        let Some(word) = most_used(&mut forms) else { continue };
        let of_name = named.contains(&stable_hash(word.to_lowercase().as_bytes()));
        if !of_name && !is_no_name(word) && tells(word) && !word.chars().all(char::is_numeric) && !is_stop_word(word) {
            if kept.is_empty() {
                least = SHARE * weight;
            }
            kept.push((word, count));
        }
    }
    kept
}

/// The terms that stand in more than half of some reports: what they weigh together, and in how many they stand.
/// `counts` is scratch that holds a 0 for each term.
fn weights(compared: &Compared, texts: &[(u32, u32)], counts: &mut [u32]) -> Vec<(f64, u32, u32)> {
    let vectors = &compared.vectors;
    let terms = || texts.iter().flat_map(|&(report, _)| vectors.of(report)).map(|entry| entry.term);
    terms().for_each(|term| counts[term as usize] += 1);
    let mut weights: Vec<(f64, u32, u32)> = Vec::new();
    for term in terms() {
        let count = std::mem::take(&mut counts[term as usize]);
        if count as usize * 2 > texts.len() {
            weights.push((0.0, term, count));
        }
    }
    weights.sort_unstable_by_key(|&(_, term, _)| term);
    for &(report, _) in texts {
        let mut rest = weights.iter_mut().peekable();
        for entry in vectors.of(report) {
            while rest.next_if(|(_, term, _)| *term < entry.term).is_some() {}
            if let Some((sum, ..)) = rest.next_if(|(_, term, _)| *term == entry.term) {
                *sum += vectors.unit_weight(report, &entry, View::All);
            }
        }
    }
    weights
}
