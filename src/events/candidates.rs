//! Candidate pairs from an inverted index over weighted terms.

use crate::events::vectors::{Entry, TermVectors, View};
use crate::parallel;

/// How pairs of reports are proposed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CandidateSettings {
    /// Pairs further apart in time, in days, are not proposed. Unknown times are always proposed.
    pub window_days: f64,
    /// Least cosine over all terms, within 0..=1.
    pub floor: f64,
    /// How many neighbours a dated report proposes at most, the most alike first.
    pub neighbours: usize,
    /// The same for an undated report, which competes with those of all days.
    pub neighbours_undated: usize,
    /// A term that stands in more reports than this within one window proposes nothing; it still counts in a cosine.
    pub posting_cap: usize,
}

impl Default for CandidateSettings {
    fn default() -> Self {
        CandidateSettings {
            window_days: 30.0,
            floor: 0.03,
            neighbours: 100,
            neighbours_undated: 300,
            posting_cap: 4_000,
        }
    }
}

/// A text in which a term stands, and the term's share of the text's vector in each compared view.
#[derive(Clone, Copy, Default)]
struct Posting {
    text: u32,
    weights: [f32; COMPARED.len()],
}

/// Views whose cosines are added up to rank proposals: what a text is about, and how it opens.
const COMPARED: [View; 2] = [View::All, View::Opening];

/// The postings of all terms, flat: for each term the texts it stands in with their normalised weights.
struct Index {
    heads: Vec<usize>,
    postings: Vec<Posting>,
}

impl Index {
    fn build(vectors: &TermVectors) -> Index {
        let texts = 0..vectors.len() as u32;
        let mut heads = vec![0usize; vectors.terms() + 1];
        for entry in texts.clone().flat_map(|text| vectors.of(text)) {
            heads[entry.term as usize + 1] += 1;
        }
        for term in 0..vectors.terms() {
            heads[term + 1] += heads[term];
        }
        let mut postings = vec![Posting::default(); heads[vectors.terms()]];
        let mut next = heads.clone();
        for text in texts {
            for entry in vectors.of(text) {
                let place = &mut next[entry.term as usize];
                postings[*place] = Posting { text, weights: unit_weights(vectors, text, *entry) };
                *place += 1;
            }
        }
        Index { heads, postings }
    }

    fn of(&self, term: u32) -> &[Posting] {
        &self.postings[self.heads[term as usize]..self.heads[term as usize + 1]]
    }
}

fn unit_weights(vectors: &TermVectors, text: u32, entry: Entry) -> [f32; COMPARED.len()] {
    COMPARED.map(|view| vectors.unit_weight(text, &entry, view) as f32)
}

/// Proposes pairs of texts that share enough weighted terms and are near enough in time: pairs `(a, b)` with `a < b`,
/// ascending, each once.
///
/// `days` holds the publication time of each text in days, not-a-number when unknown. Each text proposes its nearest
/// neighbours by the sum of the cosines over all terms and over the openings; a pair is proposed when either side proposes it.
///
/// # Complexity
/// O(entries · posting length), the latter capped; memory linear in entries and proposals.
pub fn candidates(vectors: &TermVectors, days: &[f64], settings: &CandidateSettings) -> Vec<(u32, u32)> {
    let texts = vectors.len();
    let index = Index::build(vectors);
    let workspace = || (vec![[0f32; COMPARED.len()]; texts], Vec::<u32>::new());
    let proposals = parallel::map_with(texts, workspace, |(sums, touched), text| {
        let day = days[text as usize];
        for entry in vectors.of(text) {
            let list = index.of(entry.term);
            if list.len() > settings.posting_cap {
                continue;
            }
            let own = unit_weights(vectors, text, *entry);
            for posting in list {
                let [all, opening] = &mut sums[posting.text as usize];
                if *all == 0.0 {
                    touched.push(posting.text);
                }
                *all += own[0] * posting.weights[0];
                *opening += own[1] * posting.weights[1];
            }
        }
        let mut near: Vec<(f32, u32)> = Vec::new();
        for &other in touched.iter() {
            let [cosine, opening] = std::mem::take(&mut sums[other as usize]);
            let gap = (day - days[other as usize]).abs();
            if other != text && cosine >= settings.floor as f32 && (gap.is_nan() || gap <= settings.window_days) {
                near.push((cosine + opening, other));
            }
        }
        touched.clear();
        let limit = if day.is_nan() { settings.neighbours_undated } else { settings.neighbours };
        let nearer = |x: &(f32, u32), y: &(f32, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
        if near.len() > limit {
            near.select_nth_unstable_by(limit, nearer);
            near.truncate(limit);
        }
        near.into_iter().map(|(_, other)| (text.min(other), text.max(other))).collect::<Vec<_>>()
    });
    let mut pairs: Vec<(u32, u32)> = proposals.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
