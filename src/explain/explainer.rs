//! [`Explainer`]: explanations of many articles of one clustering.

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::Cited;
use crate::explain::explanation::{Explanation, Reason};
use crate::explain::in_common::{InCommon, InHand};
use crate::explain::nearby::{Near, Nearby};
use crate::explain::recalled::With;
use crate::explain::same_event::SameEvent;
use crate::likeness::Likeness;
use crate::story::{Report, Story};

/// Explains articles, one after the other, looking through all pairs only once.
///
/// [`Clustering::explain`] is the same for a single article.
pub struct Explainer<'a> {
    clustering: &'a Clustering,
    nearby: &'a Nearby,
    /// What evidence there is.
    in_hand: Option<InHand<'a>>,
    /// What was told of the report before: copies of one text have the same to tell.
    told: Option<(u32, bool, Told)>,
}

/// What a report has to tell of other texts.
#[derive(Clone)]
struct Told {
    same: Vec<SameEvent>,
    unlike: Option<SameEvent>,
    outside: Option<SameEvent>,
}

impl std::fmt::Debug for Explainer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explainer").finish_non_exhaustive()
    }
}

impl<'a> Explainer<'a> {
    /// # Complexity
    /// Linear in the pairs that were compared, for the first one of a clustering.
    pub fn new(clustering: &'a Clustering) -> Explainer<'a> {
        let nearby = clustering.nearby();
        Explainer { clustering, nearby, in_hand: InHand::of(clustering), told: None }
    }

    pub(crate) fn clustering(&self) -> &'a Clustering {
        self.clustering
    }

    /// What is known of a story's texts; `None` without evidence.
    #[cfg(feature = "json")]
    pub(crate) fn in_hand(&mut self, story: &'a Story) -> Option<&mut InHand<'a>> {
        let in_hand = self.in_hand.as_mut()?;
        in_hand.take(self.clustering, story, self.nearby.reports(story).iter().copied());
        Some(in_hand)
    }

    /// Why an article is where it is; `None` for an id that did not go in.
    ///
    /// # Complexity
    /// Reads the texts it names once more; what was read for one story is used again for its other articles.
    pub fn explain(&mut self, id: &ArticleId) -> Option<Explanation> {
        self.explain_at(self.clustering.place(id)?)
    }

    /// The same by the place of the article.
    pub(super) fn explain_at(&mut self, place: usize) -> Option<Explanation> {
        let clustering = self.clustering;
        let number = clustering.report_labels()[place];
        let (story, report) = (clustering.story_of_report(number)?, clustering.report(number)?);
        let membership = clustering.membership_at(place, self.nearby.lead(story.story))?;
        let mut reasons = Vec::new();
        if let Some(of) = membership.copy_of.as_ref().and_then(|of| clustering.card(of)) {
            reasons.push(Reason::CopyOf {
                other: Cited::from(of),
                kind: membership.kind,
                jaccard: membership.jaccard.unwrap_or_default(),
                containment: membership.containment.unwrap_or_default(),
            });
        }
        let linked = clustering.must_linked(place, number);
        reasons.extend(linked.into_iter().take(Nearby::TELLING).map(|other| Reason::MustLink { other }));
        let is_linked = reasons.iter().any(|reason| matches!(reason, Reason::MustLink { .. }));
        let Told { same, unlike, outside: nearest_outside } = self.told(story, report, number, is_linked);
        reasons.extend(same.into_iter().map(Reason::SameEvent));
        if reasons.is_empty() {
            let copies = report.articles.len() as u32 - 1;
            reasons.push(if copies > 0 { Reason::Copied { copies } } else { Reason::Alone });
        }
        Some(Explanation {
            article: Cited::from(&clustering.cards()[place]),
            headline: story.headline.clone(),
            counts: story.counts,
            threshold: clustering.manifest().threshold,
            membership,
            reasons,
            unlike,
            nearest_outside,
        })
    }

    /// What a report has to tell of other texts; `is_linked` when a must-link is reason enough.
    fn told(&mut self, story: &Story, report: &Report, number: u32, is_linked: bool) -> Told {
        if let Some((before, linked, told)) = &self.told
            && (*before, *linked) == (number, is_linked)
        {
            return told.clone();
        }
        let nearby = self.nearby;
        let threshold = self.clustering.manifest().threshold;
        let mut shown = self.recalled(number, With::Reasons);
        if shown.is_empty() && !is_linked && story.reports.len() > 1 {
            // no pair was compared: it came with its group
            let nearest = self.nearest_never_compared(story, number);
            shown.extend(nearest.and_then(|other| Some((other, self.in_common(number, other, None, true)?))));
        }
        let is_shown = |other: u32| shown.iter().any(|&(shown, _)| shown == other);
        let unlike = nearby.farthest(number).filter(|&(likeness, other)| likeness < threshold && !is_shown(other));
        let unlike = unlike.and_then(|(likeness, other)| {
            let common = self.in_common(number, other, Some(likeness), true)?;
            self.told_as_same_event(number, other, &common)
        });
        let outside = self.recalled(number, With::Outside).pop();
        let outside = outside.and_then(|(other, common)| self.told_as_same_event(number, other, &common));
        let same = shown.into_iter();
        let same = same.filter_map(|(other, common)| self.told_as_same_event(number, other, &common)).collect();
        let told = Told { same, unlike, outside };
        if report.articles.len() > 1 {
            self.told = Some((number, is_linked, told.clone()));
        }
        told
    }

    /// Why two reports are taken to tell of one event, or how near they come to it.
    pub(crate) fn same_event(&mut self, report: u32, other: u32) -> Option<SameEvent> {
        let common = self.in_common(report, other, self.clustering.edge(report, other), true)?;
        self.told_as_same_event(report, other, &common)
    }

    /// The same without further words.
    pub(crate) fn by_names(&mut self, report: u32, other: u32) -> Option<SameEvent> {
        let common = self.in_common(report, other, self.clustering.edge(report, other), false)?;
        self.told_as_same_event(report, other, &common)
    }

    fn told_as_same_event(&self, report: u32, other: u32, common: &InCommon<'_>) -> Option<SameEvent> {
        let clustering = self.clustering;
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let breakdown = || {
            let compared = clustering.kept()?.compared.as_ref()?;
            Some(compared.breakdown(common.parts.as_ref()?, common.likeness?))
        };
        Some(SameEvent {
            text: clustering.report(report)?.origin.clone(),
            other: Cited::from(&clustering.cards()[clustering.origin(other) as usize]),
            likeness: common.likeness,
            compared: common.compared,
            names: owned(&common.names),
            words: owned(&common.words),
            gap: common.gap,
            terms_logit: common.parts.map(|parts| parts.terms_logit),
            breakdown: breakdown(),
        })
    }

    /// What a report has in common with each text that is a reason for its place, or with the nearest outside.
    pub(crate) fn recalled(&mut self, report: u32, with: With) -> Vec<(u32, InCommon<'a>)> {
        let (clustering, nearby) = (self.clustering, self.nearby);
        let mut in_common = |(likeness, other)| Some((other, self.in_common(report, other, Some(likeness), true)?));
        let mut look_up = || match with {
            With::Reasons => {
                nearby.telling(report, clustering.manifest().threshold).filter_map(&mut in_common).collect()
            }
            With::Outside => nearby.outside(report).and_then(&mut in_common).into_iter().collect(),
        };
        match clustering.kept() {
            Some(kept) => kept.recalled.of(report, with, look_up).collect(),
            None => look_up(),
        }
    }

    /// What a report has in common with one of another story, by names at least.
    #[cfg(feature = "html")]
    pub(crate) fn across(&mut self, report: u32, other: u32, likeness: Likeness) -> Option<InCommon<'a>> {
        let known = self.clustering.kept().and_then(|kept| kept.recalled.get(report, With::Outside));
        let known = known.and_then(|mut known| known.find(|&(outside, _)| outside == other));
        known.map(|(_, common)| common).or_else(|| self.in_common(report, other, Some(likeness), false))
    }

    /// What two reports have in common, given their likeness if they were compared; further words than names only if
    /// they are asked for.
    pub(crate) fn in_common(
        &mut self,
        report: u32,
        other: u32,
        likeness: Option<Likeness>,
        with_words: bool,
    ) -> Option<InCommon<'a>> {
        let clustering = self.clustering;
        let mut common = InCommon::of(clustering, report, other, likeness);
        if let Some(in_hand) = &mut self.in_hand {
            let story = clustering.story_of_report(report)?;
            in_hand.take(clustering, story, self.nearby.reports(story).iter().copied());
            let origins = (clustering.origin(report), clustering.origin(other));
            in_hand.add(&mut common, (report, other), origins, with_words);
        }
        Some(common)
    }

    /// The report of a story that the vectors hold to be nearest to another one, among the first fifty.
    fn nearest_never_compared(&self, story: &Story, report: u32) -> Option<u32> {
        const LOOKED_AT: usize = 50;
        let others = story.reports.iter().filter_map(|other| self.clustering.report_of(&other.origin));
        let others = others.filter(|&other| other != report).take(LOOKED_AT);
        let Some(compared) = self.clustering.kept().and_then(|kept| kept.compared.as_ref()) else {
            return self.clustering.report_of(&story.lead).filter(|&lead| lead != report);
        };
        let likeness = |other: u32| compared.likeness(report.min(other), report.max(other));
        let nearest: Option<Near> =
            others.map(|other| (likeness(other), other)).max_by_key(|&(l, o)| (l, std::cmp::Reverse(o)));
        nearest.map(|(_, other)| other)
    }
}
