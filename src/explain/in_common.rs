//! [`InCommon`]: what two reports have in common, before it is put into words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::clustering::Clustering;
use crate::events::Shared;
use crate::explain::breakdown::{Parts, TermShare};
use crate::explain::cited::Gap;
use crate::explain::few::Few;
use crate::explain::kept::Kept;
use crate::explain::names::{Names, Spellings};
use crate::explain::shared::{LISTED, shared_names, shared_words};
use crate::explain::written::Written;
use crate::likeness::Likeness;
use crate::story::Story;
use crate::text::Segmenter;

/// What two reports have in common; see [`SameEvent`](crate::explain::SameEvent).
#[derive(Debug)]
pub(crate) struct InCommon<'a> {
    pub(crate) likeness: Option<Likeness>,
    pub(crate) compared: bool,
    pub(crate) names: Few<&'a str, LISTED>,
    pub(crate) words: Few<&'a str, LISTED>,
    pub(crate) gap: Gap,
    pub(crate) parts: Option<Parts>,
}

impl<'a> InCommon<'a> {
    /// As far as it is known without evidence, of two reports that were found so alike if they were compared.
    pub(super) fn of(clustering: &'a Clustering, report: u32, other: u32, likeness: Option<Likeness>) -> InCommon<'a> {
        // the time that was compared: of the origin, else the earliest known of the report
        let published = |report: u32| {
            let of_origin = clustering.cards()[clustering.origin(report) as usize].published;
            let members = || clustering.report(report).into_iter().flat_map(|report| &report.articles);
            let of_members = || members().filter_map(|member| clustering.card(&member.id)?.published).min();
            of_origin.or_else(of_members)
        };
        InCommon {
            likeness,
            compared: likeness.is_some(),
            names: Few::default(),
            words: Few::default(),
            gap: Gap::between(published(report), published(other)),
            parts: None,
        }
    }
}

/// The evidence of a run, and what of it was looked up for the story in hand.
pub(crate) struct InHand<'a> {
    pub(crate) kept: &'a Kept,
    pub(crate) written: Written<'a>,
    pub(crate) names: Names<'a>,
    story: Option<u32>,
    /// The reports of the story, each with the place of its origin among the articles.
    pub(super) texts: Vec<(u32, u32)>,
    /// How the story spells its names.
    pub(crate) spellings: Spellings<'a>,
    /// Pairs of the story: each is a reason on both of its sides.
    taken_apart: FxHashMap<(u32, u32), (Parts, Range<usize>)>,
    /// The terms of these pairs.
    terms: Vec<TermShare>,
    /// Scratch: a 0 for each term, once it was needed.
    pub(super) counts: Vec<u32>,
    pub(super) segmenter: Segmenter,
    /// Scratch: terms that two texts share.
    shared: Shared,
}

impl<'a> InHand<'a> {
    /// `None` where no evidence was kept.
    pub(super) fn of(clustering: &'a Clustering) -> Option<InHand<'a>> {
        let kept = clustering.kept()?;
        Some(InHand {
            kept,
            written: Written::new(kept),
            names: Names::new(&kept.documents),
            story: None,
            texts: Vec::new(),
            spellings: Spellings::default(),
            taken_apart: FxHashMap::default(),
            terms: Vec::new(),
            counts: Vec::new(),
            segmenter: Segmenter::new(),
            shared: Shared::default(),
        })
    }

    /// For one story.
    pub(super) fn of_story(clustering: &'a Clustering, story: &Story) -> Option<InHand<'a>> {
        let mut in_hand = InHand::of(clustering)?;
        let reports = story.reports.iter().filter_map(|report| clustering.report_of(&report.origin));
        in_hand.take(clustering, story, reports);
        Some(in_hand)
    }

    /// Lets go of the story before, and looks up how this one spells its names; `reports` are its own, in its order.
    pub(super) fn take(&mut self, clustering: &Clustering, story: &Story, reports: impl Iterator<Item = u32>) {
        if self.story == Some(story.story) {
            return;
        }
        self.story = Some(story.story);
        self.written.tidy();
        self.names.tidy();
        self.taken_apart.clear();
        self.terms.clear();
        self.texts.clear();
        self.texts.extend(reports.map(|report| (report, clustering.origin(report))));
        // a single text spells its names as it does
        let texts = if self.texts.len() > 1 { &self.texts[..] } else { &[] };
        self.spellings = Spellings::of(texts.iter().map(|&(_, place)| &self.kept.documents[place as usize]));
    }

    /// Adds what evidence tells of two reports with these origins, of which the first is in the story in hand.
    pub(super) fn add(
        &mut self,
        common: &mut InCommon<'a>,
        (report, other): (u32, u32),
        origins: (u32, u32),
        with_words: bool,
    ) {
        let Some(compared) = &self.kept.compared else { return };
        let pair = (report.min(other), report.max(other));
        let take_apart = || compared.taken_apart(report, other, &mut self.shared, &mut self.terms);
        let (parts, terms) = self.taken_apart.entry(pair).or_insert_with(take_apart);
        let terms = &self.terms[terms.clone()];
        common.likeness.get_or_insert_with(|| compared.likeness_of(parts));
        common.parts = Some(*parts);
        let documents = (&self.kept.documents[origins.0 as usize], &self.kept.documents[origins.1 as usize]);
        let names = shared_names(&mut self.names, origins, documents.1, terms, &self.spellings);
        if with_words {
            common.words = shared_words(&mut self.written, origins, documents, terms, &names);
        }
        common.names = names.iter().map(|name| name.form).collect();
    }
}
