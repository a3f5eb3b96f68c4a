//! [`Explainer`]: explanations of many articles of one clustering.

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::{Cited, Gap};
use crate::explain::explanation::{Explanation, Reason};
use crate::explain::nearby::{Near, Nearby};
use crate::explain::same_event::SameEvent;
use crate::explain::shared::{Named, Spellings, shared_names, spellings, words};
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

    pub(crate) fn clustering(&self) -> &'a Clustering {
        self.clustering
    }

    /// The words of a story's texts; `None` without evidence.
    #[cfg(feature = "json")]
    pub(crate) fn written(&mut self, story: &Story) -> Option<&mut Written<'a>> {
        self.take_in_hand(story);
        self.written.as_mut()
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
        let linked = clustering.must_linked(id, membership.report);
        reasons.extend(linked.into_iter().take(REASONS).map(|other| Reason::MustLink { other }));
        let is_linked = reasons.iter().any(|reason| matches!(reason, Reason::MustLink { .. }));
        let nearby = std::sync::Arc::clone(&self.nearby);
        let near = nearby.within(membership.report);
        let mut shown: Vec<u32> = self.telling(near).collect();
        if shown.is_empty() && !is_linked && story.reports.len() > 1 {
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

    /// The reports that are a reason: the nearest of the story, and a further one that is alike enough by itself.
    pub(crate) fn telling<'n>(&self, near: &'n [Near]) -> impl Iterator<Item = u32> + use<'n> {
        let threshold = self.clustering.manifest().threshold;
        let alike = near.iter().enumerate().filter(move |(at, near)| *at == 0 || near.0 >= threshold);
        alike.take(REASONS).map(|(_, &(_, other))| other)
    }

    /// Why two reports are taken to tell of one event, or how near they come to it.
    pub(crate) fn same_event(&mut self, report: u32, other: u32) -> Option<SameEvent> {
        let (mut event, names) = self.compare(report, other)?;
        let places = (self.clustering.place(&event.text)?, self.clustering.place(&event.other.id)?);
        let (Some(kept), Some(written)) = (self.clustering.kept(), &mut self.written) else { return Some(event) };
        let documents = (&kept.documents[places.0], &kept.documents[places.1]);
        event.words = words(written, (places.0 as u32, places.1 as u32), documents, &event.terms, &names);
        Some(event)
    }

    /// The same without further words, for which the texts would have to be read again.
    pub(crate) fn by_names(&mut self, report: u32, other: u32) -> Option<SameEvent> {
        self.compare(report, other).map(|(event, _)| event)
    }

    fn compare(&mut self, report: u32, other: u32) -> Option<(SameEvent, Vec<Named>)> {
        let clustering = self.clustering;
        let (ours, theirs) = (clustering.report(report)?, clustering.report(other)?);
        let compared = clustering.edge(report, other);
        let mut event = SameEvent {
            text: ours.origin.clone(),
            other: Cited::from(clustering.card(&theirs.origin)?),
            likeness: compared,
            compared: compared.is_some(),
            names: Vec::new(),
            words: Vec::new(),
            gap: Gap::between(self.published(ours), self.published(theirs)),
            breakdown: None,
            terms: Vec::new(),
        };
        let Some(kept) = clustering.kept() else { return Some((event, Vec::new())) };
        let Some(found) = &kept.compared else { return Some((event, Vec::new())) };
        let (mut breakdown, terms) = found.breakdown(report.min(other), report.max(other));
        breakdown.likeness = compared.unwrap_or(breakdown.likeness);
        event.likeness = Some(breakdown.likeness);
        event.breakdown = Some(breakdown);
        self.take_in_hand(clustering.story_of_report(report)?);
        let document = |id: &ArticleId| clustering.place(id).map(|place| &kept.documents[place]);
        let documents = (document(&ours.origin)?, document(&theirs.origin)?);
        let spellings = self.spellings.as_ref().map(|(_, spellings)| spellings);
        let names = spellings.map(|spellings| shared_names(documents, &terms, spellings)).unwrap_or_default();
        event.names = names.iter().map(|name| name.form.clone()).collect();
        event.terms = terms;
        Some((event, names))
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
