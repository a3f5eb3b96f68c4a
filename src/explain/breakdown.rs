//! [`Breakdown`]: a pair's logit as a sum of what each feature, and each shared term, brings.

use serde::Serialize;

use crate::events::View;
use crate::explain::kept::Compared;
use crate::likeness::{EMBEDDING, FEATURES, Features, Likeness, Pair, features};

/// What one feature brings to the logit of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Contribution {
    /// Name of the feature, as in [`FEATURES`], or [`EMBEDDING`].
    pub feature: &'static str,
    /// What the feature measures, as far as it can be told from how it behaves.
    pub about: About,
    /// Its value.
    pub value: f64,
    /// The value it would have if the two texts, as long as they are, shared no word and one were undated; 0 where it
    /// depends on none of these. Of vectors the cosine that speaks neither for nor against.
    pub reference: f64,
    /// Weight · (value − reference): above 0 it speaks for one event, below 0 against.
    pub logit: f64,
}

/// What a feature measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum About {
    /// The words both texts use.
    Words,
    /// How far apart in time they are.
    Time,
    /// What their vectors say, given an [`Embedder`](crate::likeness::Embedder).
    Vectors,
    /// Anything else, such as what stands near them.
    Setting,
    /// How long they are: no reason for or against, but part of where the sum begins.
    Length,
}

/// How a pair of reports came by its likeness.
///
/// `base` and the contributions add up to `logit`; the terms' shares add up to what the features about words bring.
/// What a calibration makes of the logit is the difference between `uncalibrated` and `likeness`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// The logit before anything is known of words and time, for texts of this length: the bias, and every feature at
    /// its reference.
    pub base: f64,
    /// What each feature brings, in the order of [`FEATURES`]; with an [`Embedder`](crate::likeness::Embedder) also what
    /// vectors bring, unless one of the two says nothing.
    pub contributions: Vec<Contribution>,
    /// The sum.
    pub logit: f64,
    /// The logit as a probability.
    pub uncalibrated: Likeness,
    /// The likeness that the pair was given.
    pub likeness: Likeness,
}

/// A term both texts share, by the stable hash of its stem, and its part in what words bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TermShare {
    pub(crate) hash: u64,
    pub(crate) logit: f64,
}

impl Breakdown {
    /// What the features of one kind bring together.
    pub fn of(&self, about: About) -> f64 {
        self.contributions.iter().filter(|c| c.about == about).map(|c| c.logit).sum()
    }
}

impl Compared {
    /// Takes a pair's logit apart; the terms in the order of their hashes.
    pub(crate) fn breakdown(&self, a: u32, b: u32) -> (Breakdown, Vec<TermShare>) {
        let pair = Pair::of((a, b), &self.vectors, &self.days);
        let values = self.features(&pair);
        let (bias, weights) = self.model.weights();
        let blank = Pair { cosines: [0.0; 2], gap: f64::NAN, ..pair };
        let reference = self.features(&blank);
        // what a feature is about shows in what moves it: no name needs to be known
        let moved = |other: Pair| {
            let other = self.features(&other);
            move |feature: usize| other[feature].to_bits() != reference[feature].to_bits()
        };
        let by_time = moved(Pair { gap: 0.0, ..blank });
        let by_length = [1, 100_000].map(|shorter| moved(Pair { shorter, ..blank }));
        let all = self.features(&Pair { cosines: [1.0; 2], ..blank });
        let by_view = View::ALL.map(|view| {
            let (mut one, mut rest) = (blank, Pair { cosines: [1.0; 2], ..blank });
            one.cosines[view as usize] = 1.0;
            rest.cosines[view as usize] = 0.0;
            let (one, rest) = (self.features(&one), self.features(&rest));
            move |feature: usize| {
                one[feature].to_bits() != reference[feature].to_bits()
                    || rest[feature].to_bits() != all[feature].to_bits()
            }
        });
        let (shared, sums) = self.shared_terms(a, b);
        let mut base = bias;
        let mut of_view = [0.0; 2];
        let contribution = |feature: usize| {
            let moves: Vec<bool> = by_view.iter().map(|moved| moved(feature)).collect();
            let about = match (moves.contains(&true), by_time(feature)) {
                (true, _) => About::Words,
                (false, true) => About::Time,
                (false, false) if by_length.iter().any(|moved| moved(feature)) => About::Length,
                (false, false) => About::Setting,
            };
            let reference = if about == About::Setting { 0.0 } else { reference[feature] };
            let logit = weights[feature] * (values[feature] - reference);
            base += weights[feature] * reference;
            // a view in which nothing is shared brings nothing to divide
            let views: Vec<usize> = (0..sums.len()).filter(|&view| moves[view] && sums[view] > 0.0).collect();
            for &view in &views {
                of_view[view] += logit / views.len() as f64;
            }
            Contribution { feature: FEATURES[feature], about, value: values[feature], reference, logit }
        };
        let mut contributions: Vec<Contribution> = (0..FEATURES.len()).map(contribution).collect();
        let cosine = self.cosine(a, b);
        if let (Some(embedding), Some(value)) = (self.model.embedding(), cosine) {
            let (reference, logit) = (embedding.neutral, embedding.logit(cosine));
            contributions.push(Contribution { feature: EMBEDDING, about: About::Vectors, value, reference, logit });
        }
        let logit = self.model.logit_with(&values, cosine);
        let breakdown = Breakdown {
            base,
            contributions,
            logit,
            uncalibrated: Likeness::new(1.0 / (1.0 + libm::exp(-logit))),
            likeness: self.model.likeness_with(&values, cosine),
        };
        let share = |(term, products): (u32, [f64; 2])| {
            let parts = products.iter().zip(sums).zip(of_view);
            let logit = parts.filter(|((_, sum), _)| *sum > 0.0).map(|((part, sum), of)| of * part / sum).sum();
            TermShare { hash: self.epoch.terms()[term as usize], logit }
        };
        // in the order of the terms' hashes, as terms are numbered
        (breakdown, shared.into_iter().map(share).collect())
    }

    /// The likeness of two reports, compared during the run or not.
    pub(crate) fn likeness(&self, a: u32, b: u32) -> Likeness {
        let features = self.features(&Pair::of((a, b), &self.vectors, &self.days));
        self.model.likeness_with(&features, self.cosine(a, b))
    }

    fn cosine(&self, a: u32, b: u32) -> Option<f64> {
        self.embedded.as_ref().and_then(|embedded| embedded.cosine(a, b))
    }

    fn features(&self, pair: &Pair) -> Features {
        features(pair, &self.neighbours)
    }

    /// The terms both texts hold with their part of the dot product in each view, and the dot products.
    fn shared_terms(&self, a: u32, b: u32) -> (Vec<(u32, [f64; 2])>, [f64; 2]) {
        let vectors = &self.vectors;
        let mut rest = vectors.of(b);
        let (mut shared, mut sums) = (Vec::new(), [0.0; 2]);
        for entry in vectors.of(a) {
            rest = &rest[rest.partition_point(|other| other.term < entry.term)..];
            if let Some(other) = rest.first().filter(|other| other.term == entry.term) {
                let products = View::ALL.map(|view| vectors.weight(a, entry, view) * vectors.weight(b, other, view));
                for (sum, product) in sums.iter_mut().zip(products) {
                    *sum += product;
                }
                shared.push((entry.term, products));
            }
        }
        (shared, sums)
    }
}
