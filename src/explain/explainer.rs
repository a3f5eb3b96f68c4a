//! [`Explainer`]: explanations of many articles of one clustering.

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::{Cited, Gap};
use crate::explain::explanation::{Explanation, Reason};
use crate::explain::nearby::{Near, Nearby};
use crate::explain::same_event::SameEvent;
use crate::explain::shared::{Spellings, in_common, spellings};
use crate::explain::written::Written;
use crate::story::{Report, Story};

/// Explains articles, one after the other, looking through all pairs only once.
///
/// [`Clustering::explain`] is the same for a single article.
pub struct Explainer<'a> {
    clustering: &'a Clustering,
    nearby: std::sync::Arc<Nearby>,
    written: Option<Written<'a>>,
    /// How the story in hand spells its names.
    spellings: Option<(u32, Spellings<'a>)>,
}

impl std::fmt::Debug for Explainer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explainer").finish_non_exhaustive()
    }
}

/// Reasons of the kind "same event as" for one article at most.
const REASONS: usize = 2;

impl<'a> Explainer<'a> {
    /// # Complexity
    /// Linear in the pairs that were compared.
    pub fn new(clustering: &'a Clustering) -> Explainer<'a> {
        Explainer::with(clustering, Nearby::of(clustering).into())
    }

    pub(crate) fn with(clustering: &'a Clustering, nearby: std::sync::Arc<Nearby>) -> Explainer<'a> {
        Explainer { clustering, nearby, written: clustering.kept().map(Written::new), spellings: None }
    }

    /// Why an article is where it is; `None` for an id that did not go in.
    ///
    /// # Complexity
    /// Reads the texts it names once more; what was read for one story is used again for its other articles.
    pub fn explain(&mut self, id: &ArticleId) -> Option<Explanation> {
        let clustering = self.clustering;
        let membership = clustering.membership(id)?;
        let story = clustering.story_of(id)?;
        let report = clustering.report(membership.report)?;
        let mut reasons = Vec::new();
        if let Some(of) = membership.copy_of.as_ref().and_then(|of| clustering.card(of)) {
            reasons.push(Reason::CopyOf {
                other: Cited::from(of),
                kind: membership.kind,
                jaccard: membership.jaccard.unwrap_or_default(),
                containment: membership.containment.unwrap_or_default(),
            });
        }
        let nearby = std::sync::Arc::clone(&self.nearby);
        let near = nearby.within(membership.report);
        let mut shown: Vec<u32> = near.iter().take(REASONS).map(|&(_, other)| other).collect();
        if shown.is_empty() && story.reports.len() > 1 {
            // no pair was compared: it came with its group
            shown.extend(self.nearest_never_compared(story, membership.report));
        }
        let mut unlike = None;
        for &other in &shown {
            reasons.extend(self.same_event(membership.report, other).map(Reason::SameEvent));
        }
        if let Some(far) = nearby.farthest(membership.report)
            && far.0 < clustering.manifest().threshold
            && !shown.contains(&far.1)
        {
            unlike = self.same_event(membership.report, far.1);
        }
        let mut nearest_outside = None;
        if let Some((_, other)) = nearby.outside(membership.report) {
            nearest_outside = self.same_event(membership.report, other);
        }
        if reasons.is_empty() {
            let copies = report.articles.len() as u32 - 1;
            reasons.push(if copies > 0 { Reason::Copied { copies } } else { Reason::Alone });
        }
        Some(Explanation {
            article: Cited::from(clustering.card(id)?),
            headline: story.headline.clone(),
            counts: story.counts,
            threshold: clustering.manifest().threshold,
            membership,
            reasons,
            unlike,
            nearest_outside,
        })
    }

    /// Why two reports are taken to tell of one event, or how near they come to it.
    pub(crate) fn same_event(&mut self, report: u32, other: u32) -> Option<SameEvent> {
        let clustering = self.clustering;
        let (ours, theirs) = (clustering.report(report)?, clustering.report(other)?);
        let (text, cited) = (clustering.card(&ours.origin)?, clustering.card(&theirs.origin)?);
        let compared = clustering.edge(report, other);
        let mut event = SameEvent {
            text: ours.origin.clone(),
            other: Cited::from(cited),
            likeness: compared,
            compared: compared.is_some(),
            names: Vec::new(),
            words: Vec::new(),
            gap: Gap::between(self.published(ours), self.published(theirs)),
            breakdown: None,
            terms: Vec::new(),
        };
        let Some(kept) = clustering.kept() else { return Some(event) };
        let Some(found) = &kept.compared else { return Some(event) };
        let places = (clustering.place(&text.id)? as u32, clustering.place(&cited.id)? as u32);
        let (mut breakdown, terms) = found.breakdown(report.min(other), report.max(other));
        breakdown.likeness = compared.unwrap_or(breakdown.likeness);
        event.likeness = Some(breakdown.likeness);
        event.breakdown = Some(breakdown);
        self.take_in_hand(clustering.story_of_report(report)?);
        let (Some(written), Some((_, spellings))) = (&mut self.written, &self.spellings) else { return Some(event) };
        let documents = (&kept.documents[places.0 as usize], &kept.documents[places.1 as usize]);
        (event.names, event.words) = in_common(written, places, documents, &terms, spellings);
        event.terms = terms;
        Some(event)
    }

    /// Forgets the texts of other stories and looks up how this one spells its names.
    fn take_in_hand(&mut self, story: &Story) {
        let (Some(kept), Some(written)) = (self.clustering.kept(), &mut self.written) else { return };
        if self.spellings.as_ref().is_some_and(|(number, _)| *number == story.story) {
            return;
        }
        written.clear();
        let origins = story.reports.iter().filter_map(|report| self.clustering.place(&report.origin));
        self.spellings = Some((story.story, spellings(origins.map(|place| &kept.documents[place]))));
    }

    /// The time that was compared: of the origin, else the earliest known of the report.
    fn published(&self, report: &Report) -> Option<crate::Published> {
        let of = |id: &ArticleId| self.clustering.card(id).and_then(|card| card.published);
        of(&report.origin).or_else(|| report.articles.iter().filter_map(|member| of(&member.id)).min())
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
