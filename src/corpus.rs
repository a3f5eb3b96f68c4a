//! What needs the whole set: lines that recur on the pages of one source, and document frequencies.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::sketch::hash::stable_hash;
use crate::text::{Document, Line};

/// A line must stand on this many pages of a source before it can be furniture.
const RECURS: usize = 3;

/// Drops the lines that recur on the pages of one source: menus, boxes, notices.
///
/// A line is furniture when it stands on at least three pages of its source, and most of those pages hold mainly
/// other text: the lines that five versions of one report share are no furniture. With fewer than three pages of a
/// source nothing is dropped. Order of documents is kept.
///
/// # Complexity
/// Linear in the lines of all documents.
pub fn without_recurring_lines(documents: Vec<Document>) -> Vec<Document> {
    let furniture = recurring_lines(&documents);
    if furniture.is_empty() {
        return documents;
    }
    documents
        .into_iter()
        .map(|document| match source_key(&document) {
            Some(source) => document.without_lines(|line| furniture.contains(&(source, line.hash))),
            None => document,
        })
        .collect()
}

fn source_key(document: &Document) -> Option<u64> {
    document.source().map(|source| stable_hash(source.to_lowercase().as_bytes()))
}

fn recurring_lines(documents: &[Document]) -> FxHashSet<(u64, u64)> {
    let mut pages: FxHashMap<(u64, u64), u32> = FxHashMap::default();
    let keyed: Vec<_> = documents.iter().filter_map(|d| Some((source_key(d)?, d))).collect();
    let distinct = |document: &Document| -> Vec<Line> {
        let mut seen = FxHashSet::default();
        document.lines().iter().filter(|line| seen.insert(line.hash)).copied().collect()
    };
    for (source, document) in &keyed {
        for line in distinct(document) {
            *pages.entry((*source, line.hash)).or_default() += 1;
        }
    }
    pages.retain(|_, pages| *pages as usize >= RECURS);
    if pages.is_empty() {
        return FxHashSet::default();
    }
    // how many of a line's pages are mainly other text
    let mut others: FxHashMap<(u64, u64), u32> = FxHashMap::default();
    for (source, document) in &keyed {
        let ends = document.lines().iter().skip(1).map(|l| l.start).chain([document.tokens().len() as u32]);
        let recurring: u32 = document
            .lines()
            .iter()
            .zip(ends)
            .filter(|(line, _)| pages.contains_key(&(*source, line.hash)))
            .map(|(line, end)| end - line.start)
            .sum();
        if (recurring as usize) * 2 < document.body_tokens().len() {
            for line in distinct(document) {
                *others.entry((*source, line.hash)).or_default() += 1;
            }
        }
    }
    pages
        .into_iter()
        .filter(|(key, pages)| others.get(key).is_some_and(|o| o * 2 > *pages))
        .map(|(key, _)| key)
        .collect()
}

/// In how many texts each term stands: the frozen statistics of a set, called its epoch.
///
/// Whole numbers only, so that counting in parts and adding up gives the same result. Term weights follow from it;
/// clustering against a stored epoch gives the same weights tomorrow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Frequencies {
    texts: u32,
    /// Stable hashes of all terms, ascending; a term's id is its place here.
    terms: Vec<u64>,
    counts: Vec<u32>,
}

impl Frequencies {
    /// Counts over texts given as their distinct terms.
    pub fn count(texts: impl Iterator<Item = impl Iterator<Item = u64>>) -> Frequencies {
        let mut table: FxHashMap<u64, u32> = FxHashMap::default();
        let mut total = 0;
        for text in texts {
            total += 1;
            for term in text {
                *table.entry(term).or_default() += 1;
            }
        }
        let mut pairs: Vec<(u64, u32)> = table.into_iter().collect();
        pairs.sort_unstable();
        let (terms, counts) = pairs.into_iter().unzip();
        Frequencies { texts: total, terms, counts }
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.terms.capacity() * size_of::<u64>() + self.counts.capacity() * size_of::<u32>()
    }

    /// Number of texts counted.
    pub fn texts(&self) -> u32 {
        self.texts
    }

    /// Stable hashes of all terms, ascending. A term's id is its index.
    pub fn terms(&self) -> &[u64] {
        &self.terms
    }

    /// In how many texts the term with this id stands.
    pub fn of(&self, term: u32) -> u32 {
        self.counts[term as usize]
    }

    /// The id of a term, when it was seen.
    pub fn id(&self, hash: u64) -> Option<u32> {
        self.terms.binary_search(&hash).ok().map(|id| id as u32)
    }
}
