//! [`TermVectors`]: what each text is about, as weighted terms in flat sorted arrays.

use serde::{Deserialize, Serialize};

use crate::corpus::Frequencies;
use crate::likeness::Background;
use crate::text::Document;

/// Words of the body that count; what stands further down tells of the background of an event.
const BODY_TERMS: usize = 400;

/// How often a term stands in the parts of a text; four counts in one u32, each at most 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartCounts([u8; 4]);

/// A part of a text that is compared on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Title, counted twice, and body.
    All,
    /// Title, counted twice, and the first 100 terms of the body.
    Lead,
    /// Title and the first 40 terms of the body.
    Opening,
    /// The title alone.
    Title,
}

impl View {
    /// All views, in the order of their numbers.
    pub const ALL: [View; 4] = [View::All, View::Lead, View::Opening, View::Title];
}

impl PartCounts {
    fn add(&mut self, part: usize) {
        self.0[part] = self.0[part].saturating_add(1);
    }

    /// How often the term counts in a view.
    #[inline]
    pub fn of(self, view: View) -> u32 {
        let [title, opening, lead, rest] = self.0.map(u32::from);
        match view {
            View::All => 2 * title + opening + lead + rest,
            View::Lead => 2 * title + opening + lead,
            View::Opening => title + opening,
            View::Title => title,
        }
    }
}

/// A term of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Id of the term in the [`Frequencies`].
    pub term: u32,
    /// How often it stands where.
    pub counts: PartCounts,
}

/// The terms of all texts, eight bytes an entry, sorted by term within a text.
///
/// Term ids ascend with the stable hashes, so that sums over a text always run in the same order. Weights are not
/// stored: tf is looked up by count, idf by term.
#[derive(Debug, Clone, Default)]
pub struct TermVectors {
    offsets: Vec<usize>,
    entries: Vec<Entry>,
    idf: Vec<f64>,
    norms: Vec<[f64; 4]>,
    lengths: Vec<u32>,
    tf: Vec<f64>,
}

/// Distinct content terms of a document with their counts, sorted by stable hash.
pub fn term_counts(document: &Document) -> Vec<(u64, PartCounts)> {
    let content = |tokens: &[crate::text::Token]| -> Vec<u64> {
        tokens.iter().filter(|t| !t.is_stop_word()).map(|t| t.hash()).collect()
    };
    let title = content(document.title_tokens());
    let body = content(document.body_tokens());
    let mut occurrences: Vec<(u64, u8)> = title.iter().map(|&hash| (hash, 0)).collect();
    occurrences.extend(body.iter().take(BODY_TERMS).enumerate().map(|(i, &hash)| {
        let part = match i {
            0..40 => 1,
            40..100 => 2,
            _ => 3,
        };
        (hash, part)
    }));
    occurrences.sort_unstable();
    let mut counts: Vec<(u64, PartCounts)> = Vec::with_capacity(occurrences.len());
    for (hash, part) in occurrences {
        match counts.last_mut() {
            Some((last, parts)) if *last == hash => parts.add(part as usize),
            _ => {
                let mut parts = PartCounts::default();
                parts.add(part as usize);
                counts.push((hash, parts));
            }
        }
    }
    counts
}

impl TermVectors {
    /// The vectors of some texts, given as [`term_counts`], weighted by an epoch and a background table.
    pub fn build(texts: &[Vec<(u64, PartCounts)>], epoch: &Frequencies, background: &Background) -> TermVectors {
        let idf: Vec<f64> = (0..epoch.terms().len() as u32)
            .map(|id| {
                let (n, df) = background.with(epoch.terms()[id as usize], epoch.texts(), epoch.of(id));
                libm::log((n + 1.0) / (df + 0.5)).max(0.05)
            })
            .collect();
        let tf: Vec<f64> = (0..=1275u32).map(|n| if n == 0 { 0.0 } else { 1.0 + libm::log(f64::from(n)) }).collect();
        let mut vectors = TermVectors { offsets: vec![0], idf, tf, ..TermVectors::default() };
        for terms in texts {
            for &(hash, counts) in terms {
                if let Some(term) = epoch.id(hash) {
                    vectors.entries.push(Entry { term, counts });
                }
            }
            vectors.offsets.push(vectors.entries.len());
        }
        for text in 0..texts.len() as u32 {
            let norm = View::ALL.map(|view| {
                let square: f64 = vectors.of(text).iter().map(|e| vectors.weight(e, view)).map(|w| w * w).sum();
                square.sqrt()
            });
            vectors.norms.push(norm);
            vectors.lengths.push(vectors.of(text).iter().map(|e| e.counts.of(View::All)).sum());
        }
        vectors
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.norms.is_empty()
    }

    /// Number of distinct terms over all texts.
    pub fn terms(&self) -> usize {
        self.idf.len()
    }

    /// The entries of a text, ascending by term.
    #[inline]
    pub fn of(&self, text: u32) -> &[Entry] {
        &self.entries[self.offsets[text as usize]..self.offsets[text as usize + 1]]
    }

    /// Weight of an entry in a view: (1 + ln tf) · idf, not normalised.
    #[inline]
    pub fn weight(&self, entry: &Entry, view: View) -> f64 {
        self.tf[entry.counts.of(view) as usize] * self.idf[entry.term as usize]
    }

    /// The same divided by the text's norm in that view; 0 for an empty view.
    #[inline]
    pub fn unit_weight(&self, text: u32, entry: &Entry, view: View) -> f64 {
        let norm = self.norm(text, view);
        if norm > 0.0 { self.weight(entry, view) / norm } else { 0.0 }
    }

    /// Inverse document frequency of a term, natural logarithm, at least 0.05.
    pub fn idf(&self, term: u32) -> f64 {
        self.idf[term as usize]
    }

    /// Euclidean length of a text's vector in a view.
    #[inline]
    pub fn norm(&self, text: u32, view: View) -> f64 {
        self.norms[text as usize][view as usize]
    }

    /// Number of content words of a text, the title counted twice.
    pub fn length(&self, text: u32) -> u32 {
        self.lengths[text as usize]
    }

    /// Cosines of two texts in every view, within 0..=1; 0 where one side is empty.
    ///
    /// # Complexity
    /// Linear in the terms of both texts.
    pub fn cosines(&self, a: u32, b: u32) -> [f64; 4] {
        let (x, y) = (self.of(a), self.of(b));
        let (mut i, mut j) = (0, 0);
        let mut dots = [0.0; 4];
        while i < x.len() && j < y.len() {
            match x[i].term.cmp(&y[j].term) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    for view in View::ALL {
                        dots[view as usize] += self.weight(&x[i], view) * self.weight(&y[j], view);
                    }
                    i += 1;
                    j += 1;
                }
            }
        }
        View::ALL.map(|view| {
            let norms = self.norm(a, view) * self.norm(b, view);
            if norms > 0.0 { (dots[view as usize] / norms).min(1.0) } else { 0.0 }
        })
    }
}
