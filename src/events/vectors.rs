//! [`TermVectors`]: what each text is about, as weighted terms in flat sorted arrays.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::corpus::Frequencies;
use crate::events::background::Background;
use crate::events::forms::Forms;
use crate::events::packed::{Packed, Part};
use crate::parallel;
use crate::text::{Document, Language, Token};

/// Words of the body that count; what stands further down tells of the background of an event.
const BODY_TERMS: usize = 400;

/// Of these the first so many make the opening.
const OPENING_TERMS: usize = 40;

/// So many texts are taken in together.
const TOGETHER: usize = 1024;

/// Texts that are imagined beside those of a language without a background table.
const PRIOR_TEXTS: f64 = 1000.0;

/// How often a term stands in the parts of a text: title, opening, rest; each count at most 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartCounts([u8; 3]);

/// A part of a text that is compared on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Title, counted twice, and body.
    All,
    /// Title and the first 40 terms of the body.
    Opening,
}

impl View {
    /// All views, in the order of their numbers.
    pub const ALL: [View; 2] = [View::All, View::Opening];
}

impl PartCounts {
    /// Of a term that stands in these parts.
    fn among(parts: impl Iterator<Item = u8>) -> PartCounts {
        let mut counts = PartCounts::default();
        for part in parts {
            let count = &mut counts.0[usize::from(part)];
            *count = count.saturating_add(1);
        }
        counts
    }

    /// How often the term counts in a view.
    #[inline]
    pub fn of(self, view: View) -> u32 {
        let [title, opening, rest] = self.0.map(u32::from);
        match view {
            View::All => 2 * title + opening + rest,
            View::Opening => title + opening,
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

/// The terms of all texts, three bytes an entry, sorted by term within a text.
///
/// Term ids ascend with the stable hashes, so that sums over a text always run in the same order. Weights are not
/// stored: tf is looked up by count, idf by term.
#[derive(Debug, Clone, Default)]
pub struct TermVectors {
    terms: Packed,
    /// In how many of the texts each term stands.
    standing: Vec<u32>,
    /// ln of the smoothed document frequency of each term, for each language.
    rarity: Vec<Vec<f32>>,
    /// Of each text: which rarity holds, and ln of the number of texts of its language.
    scales: Vec<(u16, f64)>,
    norms: Vec<[f64; 2]>,
    lengths: Vec<u32>,
    forms: Forms,
    tf: Vec<f64>,
}

/// Distinct content terms of a document with their counts, sorted by stable hash.
pub fn term_counts(document: &Document) -> Vec<(u64, PartCounts)> {
    let content = |tokens| <[Token]>::iter(tokens).filter(|token| !token.is_stop_word()).map(|token| token.hash());
    let mut placed: Vec<(u64, u8)> =
        placed(content(document.title_tokens()), content(document.body_tokens())).collect();
    let mut terms = Vec::with_capacity(placed.len());
    placed.sort_unstable();
    let of_term = placed.chunk_by(|x, y| x.0 == y.0);
    terms.extend(of_term.map(|same| (same[0].0, PartCounts::among(same.iter().map(|&(_, part)| part)))));
    terms.shrink_to_fit();
    terms
}

/// The content words of a text that count, each with the part in which it stands.
pub(crate) fn placed<T>(
    title: impl Iterator<Item = T>,
    body: impl Iterator<Item = T>,
) -> impl Iterator<Item = (T, u8)> {
    let body = body.take(BODY_TERMS).enumerate();
    title.map(|word| (word, 0)).chain(body.map(|(i, word)| (word, part_of(i))))
}

/// A term, and [where](placed) it stands in a text; one number, since that sorts faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PlacedTerm(u64);

impl PlacedTerm {
    #[inline]
    pub(crate) fn new(term: u32, part: u8) -> PlacedTerm {
        PlacedTerm(u64::from(term) << 8 | u64::from(part))
    }

    #[inline]
    pub(crate) fn term(self) -> u32 {
        (self.0 >> 8) as u32
    }

    fn part(self) -> u8 {
        self.0 as u8
    }
}

impl Entry {
    /// The entries of a text, of all terms that stand in it.
    pub(crate) fn of(placed: &mut [PlacedTerm]) -> impl Iterator<Item = Entry> + '_ {
        placed.sort_unstable();
        placed.chunk_by(|x, y| x.term() == y.term()).map(|same| {
            let counts = PartCounts::among(same.iter().map(|placed| placed.part()));
            Entry { term: same[0].term(), counts }
        })
    }
}

/// The part in which a term of the body stands.
fn part_of(at: usize) -> u8 {
    if at < OPENING_TERMS { 1 } else { 2 }
}

/// The languages of a set: words that are common in one may be rare in another, and texts of an unknown language keep
/// their stop words.
struct Languages {
    /// Ascending.
    known: Vec<Language>,
    /// Number of texts of each.
    texts: Vec<u32>,
}

impl Languages {
    fn of(languages: impl Iterator<Item = Language>) -> Languages {
        let mut counts: BTreeMap<Language, u32> = BTreeMap::new();
        for language in languages {
            *counts.entry(language).or_default() += 1;
        }
        let (known, texts) = counts.into_iter().unzip();
        Languages { known, texts }
    }

    fn class(&self, language: Language) -> usize {
        self.known.binary_search(&language).unwrap_or_else(|_| unreachable!("every language of the set is known"))
    }

    /// In how many texts of each language each of `terms` terms stands.
    fn frequencies(&self, classes: &[u16], vectors: &TermVectors, terms: usize) -> Vec<Vec<u32>> {
        /// So many counts of a term are held at most to count side by side.
        const HELD: usize = 4;
        let parts = (HELD / self.known.len().max(1)).clamp(1, parallel::threads());
        let each = classes.len().div_ceil(parts).max(1);
        let count = |part: u32, classes: &[u16]| {
            let mut seen = vec![vec![0u32; terms]; self.known.len()];
            for (text, &class) in (part * each as u32..).zip(classes) {
                let seen = &mut seen[usize::from(class)];
                vectors.of(text).for_each(|entry| seen[entry.term as usize] += 1);
            }
            seen
        };
        let mut counted = parallel::consume(classes.chunks(each).collect(), count).into_iter();
        let mut seen = counted.next().unwrap_or_default();
        for (all, more) in counted.flat_map(|more| (0..).zip(more)) {
            seen[all].iter_mut().zip(more).for_each(|(all, more)| *all += more);
        }
        seen
    }
}

impl TermVectors {
    /// The vectors of some texts, given as [`term_counts`] with their languages, weighted by an epoch and, for
    /// English, a background table. Terms ascend by hash within a text, each once.
    pub fn build(
        texts: Vec<(Language, Vec<(u64, PartCounts)>)>,
        epoch: &Frequencies,
        background: &Background,
    ) -> TermVectors {
        let languages: Vec<Language> = texts.iter().map(|(language, _)| *language).collect();
        let ids: FxHashMap<u64, u32> = epoch.terms().iter().copied().zip(0..).collect();
        let (mut texts, mut parts) = (texts.into_iter(), Vec::new());
        while texts.len() > 0 {
            parts.push(texts.by_ref().take(TOGETHER).collect::<Vec<_>>());
        }
        let parts = parallel::consume(parts, |number, texts| {
            let first = number * TOGETHER as u32;
            let numbers = (first..first + texts.len() as u32).collect();
            let mut part = Part::new(epoch.terms().len());
            for (_, terms) in texts {
                part.push(
                    terms.into_iter().filter_map(|(hash, counts)| Some(Entry { term: *ids.get(&hash)?, counts })),
                );
            }
            (numbers, part)
        });
        TermVectors::of_parts(parts, &languages, epoch, background)
    }

    /// The same of parts, given with the numbers of their texts.
    pub(crate) fn of_parts(
        parts: Vec<(Vec<u32>, Part)>,
        languages: &[Language],
        epoch: &Frequencies,
        background: &Background,
    ) -> TermVectors {
        let of_text = languages;
        let languages = Languages::of(of_text.iter().copied());
        let of_text: Vec<u16> = of_text.iter().map(|&language| languages.class(language) as u16).collect();
        let count = of_text.len();
        let tf: Vec<f64> = (0..=1020u32).map(|n| if n == 0 { 0.0 } else { 1.0 + libm::log(f64::from(n)) }).collect();
        let terms = Packed::of_parts(count, parts, |counts| View::ALL.map(|view| tf[counts.of(view) as usize]));
        let mut vectors = TermVectors { terms, tf, ..TermVectors::default() };
        let seen = languages.frequencies(&of_text, &vectors, epoch.terms().len());
        vectors.standing = parallel::map(epoch.terms().len(), |term| seen.iter().map(|seen| seen[term as usize]).sum());
        let classes = languages.known.iter().zip(&seen).zip(&languages.texts);
        let rarity = classes.map(|((&language, seen), &all)| {
            let table = language == Language::ENGLISH && background.texts() > 0.0;
            let of = |term: u32| {
                let (hash, seen) = (epoch.terms()[term as usize], f64::from(seen[term as usize]));
                // without a table, what many texts share is taken for common in the language
                let share = (seen - 1.0).max(0.0) / (f64::from(all) + 5.0);
                let known = if table { background.frequency(hash) } else { PRIOR_TEXTS * share * share };
                libm::log(seen + known + 0.5) as f32
            };
            parallel::map(epoch.terms().len(), of)
        });
        let rarity = rarity.collect();
        let scale = |&class: &u16| {
            let language = languages.known[usize::from(class)];
            let table = language == Language::ENGLISH && background.texts() > 0.0;
            let more = if table { background.texts() } else { PRIOR_TEXTS };
            (class, libm::log(f64::from(languages.texts[usize::from(class)]) + more + 1.0))
        };
        vectors.rarity = rarity;
        vectors.scales = of_text.iter().map(scale).collect();
        let lengths = parallel::map(count, |text| vectors.of(text).map(|e| e.counts.of(View::All)).sum());
        let norms = parallel::map(count, |text| {
            View::ALL.map(|view| {
                let square: f64 = vectors.of(text).map(|e| vectors.weight(text, &e, view)).map(|w| w * w).sum();
                square.sqrt()
            })
        });
        TermVectors { norms, lengths, ..vectors }
    }

    /// The same with what tells forms that were filled again.
    pub(crate) fn with_forms(self, forms: Forms) -> TermVectors {
        TermVectors { forms, ..self }
    }

    /// The terms as pairs are compared by.
    pub(super) fn packed(&self) -> &Packed {
        &self.terms
    }

    /// Reads on in what is known of a text that will be compared soon.
    pub(crate) fn expect(&self, text: u32) {
        std::hint::black_box(self.norm(text, View::All));
        self.terms.expect(text);
    }

    pub(crate) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.terms.bytes()
            + self.standing.capacity() * size_of::<u32>()
            + self.rarity.iter().map(|rarity| rarity.capacity() * size_of::<f32>()).sum::<usize>()
            + self.len() * size_of::<((u16, f64), [f64; 2], u32)>()
            + self.forms.bytes()
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.norms.is_empty()
    }

    /// In how many of the texts each term stands.
    pub(super) fn standing(&self) -> &[u32] {
        &self.standing
    }

    /// Number of distinct terms over all texts.
    pub fn terms(&self) -> usize {
        self.rarity.first().map_or(0, Vec::len)
    }

    /// The entries of a text, ascending by term.
    #[inline]
    pub fn of(&self, text: u32) -> impl Iterator<Item = Entry> + Clone + '_ {
        self.terms.entries(text)
    }

    /// Whether a term stands in a text.
    pub(crate) fn holds(&self, text: u32, term: u32) -> bool {
        self.terms.holds(text, term)
    }

    /// Whether terms have the same idf in two texts.
    #[inline]
    pub(super) fn weighed_alike(&self, a: u32, b: u32) -> bool {
        self.scales[a as usize].0 == self.scales[b as usize].0
    }

    /// Weight of an entry in a view: (1 + ln tf) · idf, not normalised.
    #[inline]
    pub fn weight(&self, text: u32, entry: &Entry, view: View) -> f64 {
        self.weigher(text).weight(*entry, view)
    }

    /// Weighs the entries of one text.
    pub(super) fn weigher(&self, text: u32) -> Weigher<'_> {
        let (class, texts) = self.scales[text as usize];
        Weigher { tf: &self.tf, rarity: &self.rarity[usize::from(class)], texts }
    }

    /// [`weight`](TermVectors::weight) divided by the text's norm in that view; 0 for an empty view.
    #[inline]
    pub fn unit_weight(&self, text: u32, entry: &Entry, view: View) -> f64 {
        let norm = self.norm(text, view);
        if norm > 0.0 { self.weight(text, entry, view) / norm } else { 0.0 }
    }

    /// Inverse document frequency of a term in the language of a text, natural logarithm, at least 0.05.
    #[inline]
    pub fn idf(&self, text: u32, term: u32) -> f64 {
        self.weigher(text).idf(term)
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
    pub fn cosines(&self, a: u32, b: u32) -> [f64; 2] {
        let (of_a, of_b) = (self.weigher(a), self.weigher(b));
        let mut dots = [0.0; 2];
        for ((upper, p), (_, q)) in self.terms.blocks(a).zip(self.terms.blocks(b)) {
            let (x, y) = (self.terms.lower(p.clone()), self.terms.lower(q.clone()));
            let (mut i, mut j) = (0, 0);
            while i < x.len() && j < y.len() {
                let (ours, theirs) = (x[i], y[j]);
                if ours == theirs {
                    let entry = |place| Entry { term: upper | u32::from(ours), counts: self.terms.counts(place) };
                    let (ours, theirs) = (of_a.weights(entry(p.start + i)), of_b.weights(entry(q.start + j)));
                    dots = [dots[0] + ours[0] * theirs[0], dots[1] + ours[1] * theirs[1]];
                }
                // without a branch: which side moves on is as good as random
                i += usize::from(ours <= theirs);
                j += usize::from(theirs <= ours);
            }
        }
        self.normalised(dots, a, b)
    }

    /// Cosines from dot products.
    pub(crate) fn normalised(&self, dots: [f64; 2], a: u32, b: u32) -> [f64; 2] {
        View::ALL.map(|view| {
            let norms = self.norm(a, view) * self.norm(b, view);
            if norms > 0.0 { (dots[view as usize] / norms).min(1.0) } else { 0.0 }
        })
    }
}

/// Weighs the entries of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weigher<'a> {
    tf: &'a [f64],
    rarity: &'a [f32],
    /// ln of the number of texts.
    texts: f64,
}

impl Weigher<'_> {
    #[inline]
    pub(super) fn idf(self, term: u32) -> f64 {
        (self.texts - f64::from(self.rarity[term as usize])).max(0.05)
    }

    #[inline]
    pub(super) fn weight(self, entry: Entry, view: View) -> f64 {
        self.tf[entry.counts.of(view) as usize] * self.idf(entry.term)
    }

    /// In every view.
    #[inline]
    pub(super) fn weights(self, entry: Entry) -> [f64; 2] {
        let idf = self.idf(entry.term);
        let tf = |view| self.tf[entry.counts.of(view) as usize];
        [tf(View::All) * idf, tf(View::Opening) * idf]
    }
}
