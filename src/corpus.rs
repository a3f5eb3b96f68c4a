//! What needs the whole set: lines that recur on the pages of one source, and document frequencies.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::parallel;
use crate::sketch::hash::{combine, stable_hash};
use crate::text::{Document, Line};

/// A line must stand on this many pages of a source before it can be furniture.
const RECURS: u32 = 3;

/// Drops the lines that recur on the pages of one source: menus, boxes, notices.
///
/// A line is furniture when it stands on at least three pages of its source, and most of those pages hold mainly
/// other text: the lines that five versions of one report share are no furniture. With fewer than three pages of a
/// source nothing is dropped. Order of documents is kept. A [`Clusterer`](crate::Clusterer) leaves this out where its
/// analyzer keeps [furniture](crate::text::Furniture::Kept).
///
/// # Complexity
/// Linear in the lines of all documents.
pub fn without_recurring_lines(documents: Vec<Document>) -> Vec<Document> {
    let recurring = RecurringLines::among(documents.as_slice());
    if recurring.are_none() {
        return documents;
    }
    parallel::consume(documents, |_, document| match recurring.of(document.source()) {
        Some(recur) => document.without_lines(recur),
        None => document,
    })
}

/// Texts with sources and lines.
pub(crate) trait Lined: Sync {
    /// Number of texts.
    fn count(&self) -> usize;

    /// The outlet of a text.
    fn source(&self, text: u32) -> Option<&str>;

    /// Reads the lines of a text; returns the number of words in its title, and of all its words.
    fn lines(&self, text: u32, lines: &mut Vec<Line>) -> [u32; 2];
}

impl Lined for [Document] {
    fn count(&self) -> usize {
        self.len()
    }

    fn source(&self, text: u32) -> Option<&str> {
        self[text as usize].source()
    }

    fn lines(&self, text: u32, lines: &mut Vec<Line>) -> [u32; 2] {
        let document = &self[text as usize];
        lines.clone_from(&document.lines);
        [document.title_len, document.tokens.len() as u32]
    }
}

fn source_key(source: &str) -> u64 {
    stable_hash(source.to_lowercase().as_bytes())
}

/// A line of a source, as one number.
fn key(source: u64, line: Line) -> u64 {
    combine(source, line.hash)
}

/// Which lines of which sources are furniture, as [`key`]s.
pub(crate) struct RecurringLines(FxHashSet<u64>);

impl RecurringLines {
    pub(crate) fn among<T: Lined + ?Sized>(texts: &T) -> RecurringLines {
        let sources = parallel::map(texts.count(), |text| texts.source(text).map(source_key));
        let distinct = |lines: &mut Vec<Line>, text: u32| {
            let Some(source) = sources[text as usize] else { return Vec::new() };
            texts.lines(text, lines);
            let mut keys: Vec<u64> = lines.iter().map(|&line| key(source, line)).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let recurring: FxHashMap<u64, u32> = counted(parallel::map_with(texts.count(), Vec::new, distinct))
            .filter(|&(_, pages)| pages >= RECURS)
            .collect();
        if recurring.is_empty() {
            return RecurringLines(FxHashSet::default());
        }
        // how many of a line's pages are mainly other text
        let others = parallel::map_with(texts.count(), Vec::new, |lines, text| {
            let keys = distinct(lines, text);
            if !keys.iter().any(|key| recurring.contains_key(key)) {
                return Vec::new();
            }
            let source = sources[text as usize].unwrap_or_default();
            let [title, all] = texts.lines(text, lines);
            let ends = lines.iter().skip(1).map(|line| line.start).chain([all]);
            let lines = lines.iter().zip(ends).filter(|(line, _)| recurring.contains_key(&key(source, **line)));
            let words: u32 = lines.map(|(line, end)| end - line.start).sum();
            let mainly_other = (words as usize) * 2 < (all - title) as usize;
            if mainly_other { keys.into_iter().filter(|key| recurring.contains_key(key)).collect() } else { Vec::new() }
        });
        RecurringLines(
            counted(others).filter(|(key, others)| others * 2 > recurring[key]).map(|(key, _)| key).collect(),
        )
    }

    pub(crate) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells which lines of a source are furniture.
    pub(crate) fn of(&self, source: Option<&str>) -> Option<impl Fn(Line) -> bool + '_> {
        let source = source_key(source?);
        Some(move |line| self.0.contains(&key(source, line)))
    }
}

/// The keys of all lists, each with the number of lists it stands in.
fn counted(lists: Vec<Vec<u64>>) -> impl Iterator<Item = (u64, u32)> {
    let mut keys: Vec<u64> = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    for list in lists {
        keys.extend(list);
    }
    parallel::sort(&mut keys);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let first = *keys.get(rest)?;
        let same = keys[rest..].iter().take_while(|&&key| key == first).count();
        rest += same;
        Some((first, same as u32))
    })
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
        Frequencies::of_counts(total, table)
    }

    /// Of terms that were counted already.
    pub(crate) fn of_counts(texts: u32, counted: FxHashMap<u64, u32>) -> Frequencies {
        let mut pairs: Vec<(u64, u32)> = counted.into_iter().collect();
        parallel::sort(&mut pairs);
        let (terms, counts) = pairs.into_iter().unzip();
        Frequencies { texts, terms, counts }
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
