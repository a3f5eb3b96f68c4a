//! [`Evidence`]: what is known of the reports before they are grouped.

use crate::clusterer::Clusterer;
use crate::clusterer::contents::Contents;
use crate::corpus::Frequencies;
use crate::events::{self, CandidateSettings, Facts, Forms, TermVectors};
use crate::explain::Compared;
use crate::graph::{Edge, Unproposed};
use crate::likeness::embedding::Embedded;
use crate::likeness::{self, Comparison, Features, LaidOut, Likeness, Model, Neighbours, Pair, Proposals, Proposed};
use crate::parallel::{self, Idle};

/// Pairs that are scored together, on all threads.
const PAIRS_AT_A_TIME: usize = 1 << 16;

/// What is known of the reports before they are grouped.
pub(super) struct Evidence {
    epoch: Frequencies,
    pub(super) vectors: TermVectors,
    days: Vec<f64>,
    pub(super) pairs: Proposals,
    pub(super) neighbours: Neighbours,
    /// The reports' vectors, where there is an embedder.
    embedded: Option<Embedded>,
}

impl Evidence {
    /// Term vectors, proposed pairs and neighbourhoods of texts given with their outlets and times in days, by the
    /// settings of a clusterer.
    pub(super) fn gather<'a>(
        contents: Contents,
        outlets: impl Iterator<Item = Option<&'a str>>,
        days: Vec<f64>,
        embedded: Option<Embedded>,
        clusterer: &Clusterer,
    ) -> Evidence {
        let Clusterer { model, background, settings, .. } = clusterer;
        let Contents { epoch, languages, terms, forms } = contents;
        let forms = Forms::of(forms.into_iter().zip(outlets).collect());
        let vectors = TermVectors::of_parts(terms, &languages, &epoch, background).with_forms(forms);
        let proposed = events::proposals(&vectors, &days, &settings.candidates);
        let comparison = Comparison { vectors: &vectors, days: &days };
        let pairs = comparison.cosines(&proposed);
        drop(proposed);
        let neighbours = Neighbours::among(&days, &pairs, |pair| comparison.by_terms(pair), model);
        Evidence { epoch, vectors, days, pairs, neighbours, embedded }
    }

    /// Compares reports.
    fn comparison(&self) -> Comparison<'_> {
        Comparison { vectors: &self.vectors, days: &self.days }
    }

    /// All that is known of a proposed pair.
    pub(super) fn pair(&self, facts: &mut Facts, pair: &Proposed) -> Pair {
        self.comparison().pair(facts, pair)
    }

    /// The features of a pair, and the cosine of its vectors.
    pub(super) fn features(&self, pair: &Pair) -> (Features, Option<f64>) {
        let cosine = self.embedded.as_ref().and_then(|embedded| embedded.cosine(pair.a, pair.b));
        (likeness::features(pair, &self.neighbours), cosine)
    }

    fn likeness(&self, pair: &Pair, model: &Model) -> Likeness {
        let (features, cosine) = self.features(pair);
        model.likeness_with(&features, cosine)
    }

    /// A scored edge for each proposed pair; the pairs themselves are given back.
    pub(super) fn edges(&mut self, model: &Model) -> Vec<Edge> {
        let mut pairs = std::mem::take(&mut self.pairs);
        let mut edges = Vec::with_capacity(pairs.len());
        let mut from = 0;
        while from < pairs.reports() {
            let some;
            (some, from) = pairs.take_some(from, PAIRS_AT_A_TIME);
            let edge = |facts: &mut Facts, i: u32| {
                if let Some(next) = some.get(i as usize + 1) {
                    Facts::expect(&self.vectors, next.b);
                }
                let pair = self.pair(facts, &some[i as usize]);
                Edge::new(pair.a, pair.b, self.likeness(&pair, model))
            };
            edges.extend(parallel::map_with(some.len(), Facts::default, edge).into_iter().flatten());
        }
        edges
    }

    /// Whether reports are texts, not headlines, by their mean length. The two sides of a large story of headlines need
    /// not be alike: in so few words the one tells of this, the other of that.
    pub(super) fn are_texts(&self, reports: &[u32]) -> bool {
        let words: u64 = reports.iter().map(|&report| u64::from(self.vectors.length(report))).sum();
        words as f64 >= likeness::TEXT * reports.len() as f64
    }

    /// Memory in use, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.epoch.bytes()
            + self.vectors.bytes()
            + self.neighbours.bytes()
            + self.days.capacity() * size_of::<f64>()
            + self.pairs.bytes()
    }

    /// What explanations need of it.
    pub(super) fn kept(self, model: &Model, candidates: &CandidateSettings) -> Compared {
        let Evidence { epoch, vectors, days, neighbours, embedded, .. } = self;
        Compared { epoch, vectors, days, neighbours, embedded, model: model.clone(), candidates: *candidates }
    }
}

/// Scores pairs that were not proposed as if they had been.
pub(super) struct FromVectors<'a> {
    evidence: &'a Evidence,
    model: &'a Model,
    /// Reports laid out by threads that were here before: mostly one of the two that are asked for next.
    laid_out: Idle<LaidOut>,
}

impl<'a> FromVectors<'a> {
    pub(super) fn new(evidence: &'a Evidence, model: &'a Model) -> FromVectors<'a> {
        FromVectors { evidence, model, laid_out: Idle::default() }
    }
}

impl Unproposed for FromVectors<'_> {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        let mut laid_out = self.laid_out.lend();
        let pair = self.evidence.comparison().of(laid_out.get_or(LaidOut::default), (a, b));
        self.evidence.likeness(&pair, self.model)
    }
}
