//! [`Explainer`]: explanations of many articles of one clustering.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::breakdown::{Breakdown, TermShare};
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
    nearby: Arc<Nearby>,
    written: Option<Written<'a>>,
    /// How the story in hand spells its names.
    spellings: Option<(u32, Spellings<'a>)>,
    /// What was told of the report before: copies of one text have the same to tell.
    told: Option<(u32, bool, Told)>,
    /// Pairs of the story in hand: each is a reason on both of its sides.
    taken_apart: FxHashMap<(u32, u32), TakenApart>,
}

/// A pair's likeness as a sum, and its terms.
type TakenApart = (Breakdown, Arc<[TermShare]>);

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

/// Reasons of the kind "same event as" for one article at most.
const REASONS: usize = 2;

impl<'a> Explainer<'a> {
    /// # Complexity
    /// Linear in the pairs that were compared.
    pub fn new(clustering: &'a Clustering) -> Explainer<'a> {
        Explainer::with(clustering, Nearby::of(clustering).into())
    }

    pub(crate) fn with(clustering: &'a Clustering, nearby: Arc<Nearby>) -> Explainer<'a> {
        Explainer {
            clustering,
            nearby,
            written: clustering.kept().map(Written::new),
            spellings: None,
            told: None,
            taken_apart: FxHashMap::default(),
        }
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
        let Told { same, unlike, outside: nearest_outside } = self.told(story, membership.report, is_linked);
        reasons.extend(same.into_iter().map(Reason::SameEvent));
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

    /// What a report has to tell of other texts; `is_linked` when a must-link is reason enough.
    fn told(&mut self, story: &Story, report: u32, is_linked: bool) -> Told {
        if let Some((number, linked, told)) = &self.told
            && (*number, *linked) == (report, is_linked)
        {
            return told.clone();
        }
        let nearby = Arc::clone(&self.nearby);
        let mut shown: Vec<u32> = self.telling(nearby.within(report)).collect();
        if shown.is_empty() && !is_linked && story.reports.len() > 1 {
            // no pair was compared: it came with its group
            shown.extend(self.nearest_never_compared(story, report));
        }
        let same = shown.iter().filter_map(|&other| self.same_event(report, other)).collect();
        let far = nearby
            .farthest(report)
            .filter(|(likeness, other)| *likeness < self.clustering.manifest().threshold && !shown.contains(other));
        let unlike = far.and_then(|(_, other)| self.same_event(report, other));
        let outside = nearby.outside(report).and_then(|(_, other)| self.same_event(report, other));
        let told = Told { same, unlike, outside };
        self.told = Some((report, is_linked, told.clone()));
        told
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
            terms: Arc::default(),
        };
        let Some(kept) = clustering.kept() else { return Some((event, Vec::new())) };
        let Some(found) = &kept.compared else { return Some((event, Vec::new())) };
        self.take_in_hand(clustering.story_of_report(report)?);
        let pair = (report.min(other), report.max(other));
        let known = self.taken_apart.entry(pair).or_insert_with(|| {
            let (breakdown, terms) = found.breakdown(pair.0, pair.1);
            (breakdown, terms.into())
        });
        let (mut breakdown, terms) = known.clone();
        breakdown.likeness = compared.unwrap_or(breakdown.likeness);
        event.likeness = Some(breakdown.likeness);
        event.breakdown = Some(breakdown);
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
        written.tidy();
        self.taken_apart.clear();
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
