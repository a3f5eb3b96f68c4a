//! [`Evidence`]: what is known of the reports before they are grouped.

use crate::corpus::Frequencies;
use crate::events::{self, Background, CandidateSettings, Forms, TermVectors};
use crate::explain::Compared;
use crate::graph::{Edge, Unproposed};
use crate::likeness::embedding::Embedded;
use crate::likeness::{self, Features, Likeness, Model, Neighbours, Pair};
use crate::parallel;
use crate::text::Document;

/// What is known of the reports before they are grouped.
pub(super) struct Evidence {
    epoch: Frequencies,
    pub(super) vectors: TermVectors,
    days: Vec<f64>,
    pub(super) pairs: Vec<Pair>,
    pub(super) neighbours: Neighbours,
    /// The reports' vectors, where there is an embedder.
    pub(super) embedded: Option<Embedded>,
}

impl Evidence {
    /// Term vectors, proposed pairs and neighbourhoods of some texts.
    pub(super) fn gather(
        texts: &[&Document],
        days: &[f64],
        background: &Background,
        candidates: &CandidateSettings,
        model: &Model,
    ) -> Evidence {
        let terms: Vec<_> =
            parallel::map(texts.len(), |i| (texts[i as usize].language(), events::term_counts(texts[i as usize])));
        let epoch = Frequencies::count(terms.iter().map(|(_, terms)| terms.iter().map(|&(hash, _)| hash)));
        let vectors = TermVectors::build(&terms, &epoch, background).with_forms(Forms::of(texts));
        let proposed = events::candidates(&vectors, days, candidates);
        let pairs = Pair::all(&proposed, &vectors, days);
        let neighbours = Neighbours::of(texts.len(), &pairs, model);
        Evidence { epoch, vectors, days: days.to_vec(), pairs, neighbours, embedded: None }
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

    /// A scored edge for each proposed pair.
    pub(super) fn edges(&self, model: &Model) -> Vec<Edge> {
        let edge = |i: u32| {
            let pair = &self.pairs[i as usize];
            Edge::new(pair.a, pair.b, self.likeness(pair, model))
        };
        parallel::map(self.pairs.len(), edge).into_iter().flatten().collect()
    }

    /// What explanations need of it.
    pub(super) fn kept(self, model: &Model, candidates: &CandidateSettings) -> Compared {
        let Evidence { epoch, vectors, days, neighbours, embedded, .. } = self;
        Compared { epoch, vectors, days, neighbours, embedded, model: model.clone(), candidates: *candidates }
    }
}

/// Scores pairs that were not proposed as if they had been.
pub(super) struct FromVectors<'a> {
    pub(super) evidence: &'a Evidence,
    pub(super) model: &'a Model,
}

impl Unproposed for FromVectors<'_> {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        let Evidence { vectors, days, .. } = self.evidence;
        self.evidence.likeness(&Pair::of((a, b), vectors, days), self.model)
    }
}
