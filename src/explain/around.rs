//! What lies around stories: related ones, and pairs that were hard to decide.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::clustering::Clustering;
use crate::explain::cited::Cited;
use crate::explain::explainer::Explainer;
use crate::explain::same_event::SameEvent;
use crate::likeness::Likeness;

/// A story near another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Related {
    /// Number of the story.
    pub story: u32,
    /// Its headline.
    pub headline: String,
    /// The threshold at which both would be one; missing when at none.
    pub together_at: Option<Likeness>,
    /// The likeliest pair of texts across: the reason, told by names alone.
    pub reason: SameEvent,
}

/// A pair of texts that was hard to decide.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Borderline {
    /// One text.
    pub text: Cited,
    /// The other, and what speaks for one event.
    pub pair: SameEvent,
    /// Whether both are in one story.
    pub together: bool,
}

/// Of each story the likeliest pairs across to others, the likeliest first.
#[derive(Debug)]
pub(crate) struct Across(Vec<Vec<(Likeness, u32, u32)>>);

/// Related stories that are kept for one.
const KEPT: usize = 5;

/// Pairs less alike than this relate nothing.
const LEAST: Likeness = Likeness::from_percent(5);

impl Across {
    /// # Complexity
    /// Linear in the edges.
    pub(crate) fn of(clustering: &Clustering) -> Across {
        let mut best: FxHashMap<(u32, u32), (Likeness, u32, u32)> = FxHashMap::default();
        for edge in clustering.edges().iter().filter(|edge| edge.likeness() >= LEAST) {
            let story = |report| clustering.story_number_of_report(report).unwrap_or_default();
            let (a, b) = (story(edge.a()), story(edge.b()));
            if a != b {
                let known = best.entry((a, b)).or_insert((edge.likeness(), edge.a(), edge.b()));
                if edge.likeness() > known.0 {
                    *known = (edge.likeness(), edge.a(), edge.b());
                }
            }
        }
        let mut across = vec![Vec::new(); clustering.stories().len()];
        for ((a, b), (likeness, x, y)) in BTreeMap::from_iter(best) {
            across[a as usize].push((likeness, x, y));
            across[b as usize].push((likeness, y, x));
        }
        for list in &mut across {
            list.sort_by(|x: &(Likeness, u32, u32), y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            // both directions of one pair of stories stand here, the likelier first
            let mut seen = Vec::new();
            list.retain(|&(_, _, other)| {
                let story = clustering.story_number_of_report(other);
                let new = !seen.contains(&story);
                seen.push(story);
                new
            });
            list.truncate(KEPT);
        }
        Across(across)
    }

    pub(crate) fn story(&self, number: u32) -> &[(Likeness, u32, u32)] {
        self.0.get(number as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Clustering {
    /// The stories nearest to one, at most five, each with the pair of texts that ties them; none below a likeness of
    /// 0.05.
    ///
    /// # Complexity
    /// Linear in the pairs that were compared.
    pub fn related(&self, story: u32) -> Vec<Related> {
        related(&mut Explainer::new(self), &Across::of(self), story)
    }

    /// Pairs of texts whose likeness lies in a range, those nearest to the threshold first, at most `most`: what is
    /// worth a second look, or a label. Pairs that a [constraint](crate::constraints) decides are not asked again.
    ///
    /// # Complexity
    /// Linear in the pairs that were compared.
    pub fn review(&self, range: RangeInclusive<f64>, most: usize) -> Vec<Borderline> {
        let threshold = self.manifest().threshold.units();
        let within = |likeness: Likeness| range.contains(&likeness.value());
        let mut edges: Vec<_> = self.edges().iter().filter(|edge| within(edge.likeness())).collect();
        if !self.constraints().reports().is_empty() {
            let mut is_open = self.constraints().open(self.reports());
            edges.retain(|edge| is_open(edge.a(), edge.b()));
        }
        edges.sort_by_key(|edge| (edge.likeness().units().abs_diff(threshold), edge.a(), edge.b()));
        let mut explainer = Explainer::new(self);
        let borderline = |edge: &&crate::graph::Edge| {
            Some(Borderline {
                text: Cited::from(self.card(&self.report(edge.a())?.origin)?),
                pair: explainer.same_event(edge.a(), edge.b())?,
                together: self.story_number_of_report(edge.a()) == self.story_number_of_report(edge.b()),
            })
        };
        edges.iter().take(most).filter_map(borderline).collect()
    }
}

pub(crate) fn related(explainer: &mut Explainer<'_>, across: &Across, story: u32) -> Vec<Related> {
    let clustering = explainer.clustering();
    let one = |&(_, own, other): &(Likeness, u32, u32)| {
        let found = clustering.story_of_report(other)?;
        Some(Related {
            story: found.story,
            headline: found.headline.clone(),
            together_at: clustering.merge_tree().height_between(own, other),
            reason: explainer.by_names(own, other)?,
        })
    };
    across.story(story).iter().filter_map(one).collect()
}
