//! What the page has to look up in texts.

use crate::explain::{Across, Added, Explainer, Gap, InCommon, Nearby, added, keywords};
use crate::likeness::Likeness;
use crate::render::html::data::hundredths;
use crate::story::Story;

/// Keywords of a story.
const KEYWORDS: usize = 8;
/// Texts of a story whose reasons are told.
const REASONED: usize = 400;

/// What has to be looked up in the texts of one story.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) keywords: Vec<String>,
    pub(super) reasons: Vec<Vec<Pair<'a>>>,
    pub(super) steps: Vec<Added<'a>>,
    /// With the number of the other story.
    pub(super) near: Vec<(u32, Pair<'a>)>,
}

/// Why a text and another are one event, as far as it is shown.
pub(super) struct Pair<'a> {
    /// Place of the other among the cards.
    pub(super) card: u32,
    /// In hundredths.
    pub(super) likeness: Option<u32>,
    pub(super) names: Vec<&'a str>,
    pub(super) words: Vec<&'a str>,
    pub(super) gap: Gap,
    /// What the base and each feature bring, in hundredths.
    pub(super) sums: Vec<i32>,
}

impl<'a> Pair<'a> {
    fn new(card: u32, common: InCommon<'a>, with_sum: bool) -> Pair<'a> {
        let InCommon { likeness, names, words, gap, breakdown, .. } = common;
        let signed = |value: f64| (value * 100.0).round() as i32;
        let breakdown = breakdown.filter(|_| with_sum);
        let sums = breakdown.iter().flat_map(|breakdown| {
            std::iter::once(signed(breakdown.base)).chain(breakdown.contributions.iter().map(|c| signed(c.logit)))
        });
        let likeness = likeness.map(|likeness| hundredths(likeness.value()));
        Pair { card, likeness, names, words, gap, sums: sums.collect() }
    }
}

impl<'a> Found<'a> {
    pub(super) fn of(explainer: &mut Explainer<'a>, story: &'a Story, nearby: &Nearby, across: &Across) -> Found<'a> {
        let clustering = explainer.clustering();
        let mut found = Found::default();
        if story.articles.len() < 2 {
            return found;
        }
        let mut pair = |report, other, likeness, is_within| {
            let common = explainer.in_common(report, other, likeness, is_within)?;
            Some(Pair::new(clustering.origin(other), common, is_within))
        };
        let threshold = clustering.manifest().threshold;
        let mut reasons = |&report: &u32| {
            let told = nearby.telling(report, threshold);
            told.filter_map(|(likeness, other)| pair(report, other, Some(likeness), true)).collect()
        };
        found.reasons = nearby.reports(story).iter().take(REASONED).map(&mut reasons).collect();
        let near = |&(likeness, own, other): &(Likeness, u32, u32)| {
            Some((clustering.story_number_of_report(other)?, pair(own, other, Some(likeness), false)?))
        };
        found.near = across.story(story.story).iter().filter_map(near).collect();
        if let Some(in_hand) = explainer.in_hand(story) {
            found.keywords = keywords(in_hand, story, KEYWORDS).into_iter().map(|k| k.word).collect();
            found.steps = added(clustering, in_hand, &[]);
        }
        found
    }
}
