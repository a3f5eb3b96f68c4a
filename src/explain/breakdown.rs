//! [`Breakdown`]: a pair's logit as a sum of what each feature, and each shared term, brings.

use std::ops::Range;

use serde::Serialize;

use crate::events::Shared;
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

/// Two reports taken apart: the features of which a [`Breakdown`] tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts {
    values: Features,
    /// With nothing in common, and one of them undated.
    blank: Features,
    /// Of their vectors.
    cosine: Option<f64>,
    /// What all shared terms bring together.
    pub(crate) terms_logit: f64,
}

impl Parts {
    fn contribution(&self, feature: usize, weight: f64) -> Contribution {
        let (about, _) = ABOUT[feature];
        let reference = if about == About::Setting { 0.0 } else { self.blank[feature] };
        let (feature, value) = (FEATURES[feature], self.values[feature]);
        Contribution { feature, about, value, reference, logit: weight * (value - reference) }
    }
}

impl Compared {
    /// Takes a pair's logit apart, and adds its terms to those of other pairs, in the order of their hashes; `shared` is
    /// scratch, best used for one `text` after the other. Also where the terms stand.
    pub(crate) fn taken_apart(
        &self,
        text: u32,
        other: u32,
        shared: &mut Shared,
        terms: &mut Vec<TermShare>,
    ) -> (Parts, Range<usize>) {
        let sums = shared.look_up(&self.vectors, text, other);
        let (a, b) = (text.min(other), text.max(other));
        let pair = Pair::with((a, b), sums, &self.vectors, &self.days);
        let values = self.features(&pair);
        let blank = self.features(&Pair { cosines: [0.0; 2], gap: f64::NAN, ..pair });
        let mut parts = Parts { values, blank, cosine: self.cosine(a, b), terms_logit: 0.0 };
        let (_, weights) = self.model.weights();
        let mut of_view = [0.0; 2];
        for (feature, &weight) in weights.iter().enumerate() {
            // a view in which nothing is shared brings nothing to divide
            let (_, views) = ABOUT[feature];
            let divided = [0, 1].map(|view| views[view] && sums[view] > 0.0);
            let among = divided.iter().filter(|&&divided| divided).count();
            let logit = parts.contribution(feature, weight).logit;
            for (of_view, _) in of_view.iter_mut().zip(divided).filter(|(_, divided)| *divided) {
                *of_view += logit / among as f64;
            }
        }
        // what a term brings to either view; a view in which nothing is shared has nothing to divide
        let [all, opening] = [0, 1].map(|view| {
            let (of_view, sum) = (of_view[view], sums[view]);
            move |product: f64| if sum > 0.0 && product != 0.0 { of_view * product / sum } else { 0.0 }
        });
        let hashes = self.epoch.terms();
        let share = |&(term, products): &(u32, [f64; 2])| TermShare {
            hash: hashes[term as usize],
            logit: all(products[0]) + opening(products[1]),
        };
        let first = terms.len();
        // as terms are numbered
        terms.extend(shared.terms().iter().map(share));
        parts.terms_logit = terms[first..].iter().map(|share| share.logit).sum();
        (parts, first..terms.len())
    }

    /// What a pair's logit begins with, and what each feature brings.
    pub(crate) fn contributions(&self, parts: &Parts) -> (f64, impl Iterator<Item = Contribution>) {
        let (bias, weights) = self.model.weights();
        let of_features = move || (0..).zip(weights).map(|(at, &weight)| (parts.contribution(at, weight), weight));
        let base = of_features().fold(bias, |base, (told, weight)| base + weight * told.reference);
        let vectors = self.model.embedding().zip(parts.cosine).map(|(embedding, value)| {
            let (reference, logit) = (embedding.neutral, embedding.logit(Some(value)));
            Contribution { feature: EMBEDDING, about: About::Vectors, value, reference, logit }
        });
        (base, of_features().map(|(told, _)| told).chain(vectors))
    }

    /// Parts of a pair of this likeness put into sums.
    pub(crate) fn breakdown(&self, parts: &Parts, likeness: Likeness) -> Breakdown {
        let (base, told) = self.contributions(parts);
        let mut contributions = Vec::with_capacity(FEATURES.len() + usize::from(parts.cosine.is_some()));
        contributions.extend(told);
        let logit = self.model.logit_with(&parts.values, parts.cosine);
        let uncalibrated = Likeness::new(1.0 / (1.0 + libm::exp(-logit)));
        Breakdown { base, contributions, logit, uncalibrated, likeness }
    }

    /// The likeness of a pair of these parts.
    pub(crate) fn likeness_of(&self, parts: &Parts) -> Likeness {
        self.model.likeness_with(&parts.values, parts.cosine)
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
}

/// What each feature is about, and in which views words move it, in the order of [`FEATURES`].
const ABOUT: [(About, [bool; 2]); FEATURES.len()] = {
    let (all, opening, both, none) = ([true, false], [false, true], [true, true], [false, false]);
    [
        (About::Words, all),
        (About::Words, opening),
        (About::Time, none),
        (About::Words, all),
        (About::Length, none),
        (About::Words, all),
        (About::Time, none),
        (About::Words, both),
        (About::Words, both),
        (About::Words, both),
        (About::Words, both),
        (About::Setting, none),
        (About::Setting, none),
        // they count the less the longer the texts are
        (About::Length, none),
        (About::Setting, none),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::View;
    use crate::likeness::{Model, Neighbours};

    /// What a feature is about shows in what moves it.
    #[test]
    fn features_are_about_what_moves_them() {
        let days = [0.0, 0.5, f64::NAN, 4.0, 4.0];
        let pair = |a, b, cosines, shorter| {
            let gap = (days[a as usize] - days[b as usize]).abs();
            Pair { a, b, cosines, gap, shorter, filled_again: a == 3, numbers: 0.5, wording: 0.25 }
        };
        let pairs = [
            pair(0, 1, [0.8, 0.9], 400),
            pair(0, 2, [0.3, 0.0], 12),
            pair(1, 3, [0.01, 0.2], 1),
            pair(1, 4, [1.0, 1.0], 0),
            pair(3, 4, [0.5, 0.1], 100_000),
        ];
        for reports in [&days[..], &[1.0; 5]] {
            let neighbours = Neighbours::of(reports, &pairs, &Model::shipped());
            for pair in pairs {
                let blank = Pair { cosines: [0.0; 2], gap: f64::NAN, ..pair };
                let moved = |one: Pair, other: Pair, feature: usize| {
                    let value = |pair| features(&pair, &neighbours)[feature].to_bits();
                    value(one) != value(other)
                };
                for (feature, (about, views)) in ABOUT.into_iter().enumerate() {
                    let by_view = View::ALL.map(|view| {
                        let (mut one, mut all) = (blank, Pair { cosines: [1.0; 2], ..blank });
                        one.cosines[view as usize] = 1.0;
                        let mut rest = all;
                        rest.cosines[view as usize] = 0.0;
                        all.gap = f64::NAN;
                        moved(one, blank, feature) || moved(rest, all, feature)
                    });
                    let by_time = moved(Pair { gap: 0.0, ..blank }, blank, feature);
                    let by_length = [1, 100_000].map(|shorter| moved(Pair { shorter, ..blank }, blank, feature));
                    let found = match (by_view.contains(&true), by_time, by_length.contains(&true)) {
                        (true, ..) => About::Words,
                        (false, true, _) => About::Time,
                        (false, false, true) => About::Length,
                        (false, false, false) => About::Setting,
                    };
                    assert_eq!((found, by_view), (about, views), "{} of {pair:?}", FEATURES[feature]);
                }
            }
        }
    }
}
