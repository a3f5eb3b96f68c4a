//! What the page has to look up in texts.

use crate::clustering::Clustering;
use crate::explain::{Across, Added, Explainer, Few, Gap, InCommon, LISTED, Nearby, With, added, keywords};
use crate::likeness::{FEATURES, Likeness};
use crate::render::html::data::hundredths;
use crate::story::Story;

/// Keywords of a story.
const KEYWORDS: usize = 8;
/// Texts of a story whose reasons are told.
const REASONED: usize = 400;

/// The base, what each feature brings, and vectors.
pub(super) const SUMS: usize = FEATURES.len() + 2;

/// What has to be looked up in the texts of one story.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) keywords: Few<&'a str, KEYWORDS>,
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
    pub(super) names: Few<&'a str, LISTED>,
    pub(super) words: Few<&'a str, LISTED>,
    pub(super) gap: Gap,
    /// What the base and each feature bring, in hundredths.
    pub(super) sums: Few<i32, SUMS>,
}

impl<'a> Pair<'a> {
    fn new(clustering: &Clustering, other: u32, common: &InCommon<'a>, with_sum: bool) -> Pair<'a> {
        let &InCommon { likeness, names, words, gap, parts, .. } = common;
        let signed = |value: f64| (value * 100.0).round() as i32;
        let mut sums = Few::default();
        let compared = clustering.kept().and_then(|kept| kept.compared.as_ref());
        if let (Some(compared), Some(parts), true) = (compared, &parts, with_sum) {
            let (base, contributions) = compared.contributions(parts);
            sums = std::iter::once(base).chain(contributions.map(|told| told.logit)).map(signed).collect();
        }
        let likeness = likeness.map(|likeness| hundredths(likeness.value()));
        Pair { card: clustering.origin(other), likeness, names, words, gap, sums }
    }
}

impl<'a> Found<'a> {
    pub(super) fn of(explainer: &mut Explainer<'a>, story: &'a Story, nearby: &Nearby, across: &Across) -> Found<'a> {
        let clustering = explainer.clustering();
        let mut found = Found::default();
        if story.articles.len() < 2 {
            return found;
        }
        let mut reasons = |&report: &u32| {
            let reasons = explainer.recalled(report, With::Reasons).into_iter();
            reasons.map(|(other, common)| Pair::new(clustering, other, &common, true)).collect()
        };
        found.reasons = nearby.reports(story).iter().take(REASONED).map(&mut reasons).collect();
        let near = |&(likeness, own, other): &(Likeness, u32, u32)| {
            let number = clustering.story_number_of_report(other)?;
            let mut common = explainer.across(own, other, likeness)?;
            common.words = Few::default();
            Some((number, Pair::new(clustering, other, &common, false)))
        };
        found.near = across.story(story.story).iter().filter_map(near).collect();
        if let Some(in_hand) = explainer.in_hand(story) {
            found.keywords = keywords(in_hand, story, KEYWORDS).into_iter().map(|(word, _)| word).collect();
            found.steps = added(clustering, in_hand, &[]);
        }
        found
    }
}
