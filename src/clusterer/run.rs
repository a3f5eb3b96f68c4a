//! The stages after the analysis, one after the other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::Article;
use crate::clusterer::batch;
use crate::clusterer::contents::Contents;
use crate::clusterer::evidence::{Evidence, FromVectors};
use crate::clusterer::texts::Texts;
use crate::clusterer::{Clusterer, Level, Settings};
use crate::clustering::{Clustering, Found, Manifest, StageMemory};
use crate::constraints::Resolved;
use crate::copies::{self, Copies, CopyGroup, Sketches, TextSource};
use crate::error::{Error, Result};
use crate::explain::{Keep, Kept, Originals};
use crate::graph::{self, Cut, Edge, Levels, MergeTree, Threshold, second_round, split_at_weakest_cuts, weakest_cuts};
use crate::likeness::embedding::Embedded;
use crate::likeness::{Likeness, Model};
use crate::observe::{Observer, Stage, step};
use crate::parallel;
use crate::story::{self, Card, with_compilations};
use crate::text::{Document, Places, Workspace};

/// Merges below this likeness are not recorded: coarser than any storyline.
const FLOOR: Likeness = Likeness::from_percent(5);

impl Clusterer {
    /// Texts of articles; where they stand in them only if evidence is kept.
    pub(super) fn read(&self, articles: &[&Article]) -> (Texts, Vec<Places>) {
        let (analyzer, count) = (&self.analyzer, articles.len());
        let workspace = || Workspace::for_texts(count);
        match self.settings.keep {
            Keep::Stories => {
                let read = |workspace: &mut Workspace, i: usize| (analyzer.analyse_with(workspace, articles[i]), ());
                (Texts::in_order(batch::read(count, batch::FEWEST, workspace, read).0), Vec::new())
            }
            Keep::Evidence => {
                let read = |workspace: &mut Workspace, i: usize| analyzer.analyse_placed(workspace, articles[i]);
                let (batches, places) = batch::read(count, batch::FEWEST, workspace, read);
                (Texts::in_order(batches), places)
            }
        }
    }

    /// The corpus pass, unless all that stands on a page is kept.
    pub(super) fn without_recurring_lines(&self, texts: &mut Texts) {
        if !self.analyzer.keeps_furniture() {
            texts.without_recurring_lines();
        }
    }

    /// All stages after the analysis; `originals` are what the texts were read from, or nothing where only documents
    /// are at hand.
    pub(super) fn run(
        &self,
        mut texts: Texts,
        mut originals: Originals<'_>,
        observer: &dyn Observer,
    ) -> Result<Clustering> {
        let total = texts.len();
        texts.in_company(&self.analyzer);
        let mut memory = Vec::new();
        let mut note = |stage, bytes| memory.push(StageMemory { stage, bytes: bytes as u64 });
        note(Stage::Analyse, texts.bytes());
        let mut manifest = self.manifest(&mut texts);
        self.without_recurring_lines(&mut texts);
        originals.places.iter_mut().zip(&texts.told.cards).for_each(|(places, card)| places.settle(card.words));
        let words = texts.bytes();
        note(Stage::Corpus, words);

        step(observer, Stage::Corpus, total, total)?;

        let metas = texts.metas();
        let constraints = Resolved::of(&self.settings.constraints, texts.told.cards.iter().map(|card| &card.id));
        let sketches = Sketches::of(&texts, &self.settings.copies);
        let settings = &self.settings.copies;
        let found = copies::find_apart(&sketches, &texts, &metas, settings, &mut constraints.apart(total), observer)?;
        let constraints = constraints.over(|| found.labels());
        let Copies { reports: copies, refusals, dropped, .. } = found;
        note(Stage::Copies, words + sketches.bytes());
        drop((sketches, metas));

        let days = times(&copies, &texts.told.cards);
        let compared = self.settings.level == Level::Stories;
        let origins: Vec<u32> = if compared { copies.iter().map(|group| group.origin).collect() } else { Vec::new() };
        let embedded = if compared { self.embedded(&texts.of(&origins), originals.articles)? } else { None };
        // from here on words are needed for explanations only
        let keeps_words = self.settings.keep == Keep::Evidence;
        let contents = Contents::of(&mut texts, &origins, !keeps_words);
        let documents = if keeps_words { texts.documents(&self.analyzer) } else { Vec::new() };
        let told = texts.into_told();
        let held = told.bytes() + documents.iter().map(Document::bytes).sum::<usize>();
        let kept = |compared| {
            keeps_words.then(|| Kept::new(&self.analyzer, originals, documents, refusals, compared, copies.len()))
        };
        if !compared {
            let tree = graph::single_linkage(copies.len(), &[], Likeness::ZERO, constraints.reports());
            let partition = &tree.cut(Likeness::ONE);
            let (edges, cuts) = (Vec::new(), &[]);
            let found = Found { copies: &copies, partition, cuts, tree, edges, manifest, dropped, memory, constraints };
            return Ok(Clustering::assembled(found, told, || kept(None)));
        }
        let outlets = copies.iter().map(|group| told.cards[group.origin as usize].source.as_deref());
        let mut evidence = Evidence::gather(contents, outlets, days, embedded, self);
        note(Stage::Candidates, held + evidence.bytes());
        step(observer, Stage::Candidates, copies.len(), copies.len())?;
        let edges = evidence.edges(&self.model);
        note(Stage::Likeness, held + evidence.bytes() + size_of_val(edges.as_slice()));
        step(observer, Stage::Likeness, edges.len(), edges.len())?;

        let linking = between_texts(&edges, &copies);
        let (wishes, threshold) = (constraints.reports(), self.settings.threshold.of(&linking));
        manifest.threshold = threshold;
        let (tree, cuts) = self.group(&evidence, &linking, threshold, wishes);
        let partition = with_compilations(&tree, threshold, |r| copies[r as usize].compilation, &edges, wishes);
        note(Stage::Grouping, held + evidence.bytes() + size_of_val(edges.as_slice()));
        step(observer, Stage::Grouping, copies.len(), copies.len())?;

        let (compared, done_with) = match self.settings.keep {
            Keep::Stories => (None, Some(evidence)),
            Keep::Evidence => (Some(evidence.kept(&self.model, &self.settings.candidates)), None),
        };
        let (partition, cuts) = (&partition, cuts.as_slice());
        let found = Found { copies: &copies, partition, cuts, tree, edges, manifest, dropped, memory, constraints };
        let assemble = || Clustering::assembled(found, told, || kept(compared));
        let (clustering, ()) = parallel::join(assemble, || drop(done_with));
        step(observer, Stage::Stories, total, total)?;
        Ok(clustering)
    }

    /// What a run over these texts is made of and with.
    fn manifest(&self, texts: &mut Texts) -> Manifest {
        let Settings { threshold, linkage, level, candidates, copies, constraints, .. } = &self.settings;
        let settings = [
            ("analysis", format!("{:016x}", self.analyzer.fingerprint())),
            ("background", format!("{} texts", self.background.texts())),
            ("candidates", format!("{candidates:?}")),
            ("copies", format!("{copies:?}")),
            ("level", format!("{level:?}")),
            ("linkage", format!("{linkage:?}")),
        ];
        let mut settings: BTreeMap<String, String> = settings.map(|(name, value)| (name.to_owned(), value)).into();
        if !constraints.is_empty() {
            settings.insert("constraints".to_owned(), constraints.digest());
        }
        if !matches!(threshold, Threshold::Given(_)) {
            settings.insert("threshold".to_owned(), format!("{threshold:?}"));
        }
        if Model::named(self.model.name()).as_ref() != Some(&self.model) {
            settings.insert("model".to_owned(), format!("{:016x}", self.model.fingerprint()));
        }
        settings.extend(self.embedder.as_ref().map(|embedder| ("embedder".to_owned(), embedder.name().to_owned())));
        Manifest {
            samestory: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.model.name().to_owned(),
            // a rule needs the pairs; where it does not come to that, as if there were none
            threshold: threshold.of(&[]),
            settings,
            articles: texts.len() as u32,
            input: format!("{:016x}", texts.digest()),
        }
    }

    /// The vectors of reports, given their origins; `articles` are those of the whole set, in the order of their ids.
    pub(super) fn embedded(&self, texts: &[&Card], articles: &[&Article]) -> Result<Option<Embedded>> {
        let Some(embedder) = &self.embedder else { return Ok(None) };
        let mut of = Vec::with_capacity(texts.len());
        for text in texts {
            let Ok(at) = articles.binary_search_by(|article| article.id().cmp(&text.id)) else {
                let reason = "no text, since a document went in instead of the article".to_owned();
                return Err(Error::Embedding { id: text.id.clone(), reason });
            };
            of.push(articles[at]);
        }
        let wording = |i: u32| {
            let text = texts[i as usize];
            (&text.id, &*text.title, self.analyzer.report(of[i as usize]))
        };
        Embedded::ask(embedder.as_ref(), texts.len(), wording).map(Some)
    }

    /// All merges of the reports, and the weakest cut of each story. Stories are merged where they are alike as wholes, and
    /// those of texts are taken apart where their sides are unlike.
    fn group(
        &self,
        evidence: &Evidence,
        edges: &[Edge],
        threshold: Likeness,
        constraints: &graph::Constraints,
    ) -> (MergeTree, Vec<Option<Cut>>) {
        let linkage = self.settings.linkage;
        let (levels, exponent) = (Levels { threshold, floor: FLOOR.min(threshold) }, linkage.exponent());
        let unproposed = FromVectors::new(evidence, &self.model);
        let tree = linkage.merge_tree(evidence.vectors.len(), edges, &unproposed, levels, constraints);
        if !linkage.looks_back() {
            let cuts = weakest_cuts(&tree.cut(threshold), edges, &unproposed, exponent, constraints);
            return (tree, cuts);
        }
        let tree = second_round(tree, threshold, edges, &unproposed, exponent, constraints);
        let are_texts = |reports: &[u32]| evidence.are_texts(reports);
        split_at_weakest_cuts(tree, threshold, edges, &unproposed, exponent, constraints, &are_texts)
    }
}

/// The time of each report in days, not-a-number when unknown.
pub(super) fn times(copies: &[CopyGroup], cards: &[Card]) -> Vec<f64> {
    let published = |text: u32| cards[text as usize].published;
    let day = |group| story::published(group, published).map_or(f64::NAN, |p| p.seconds() as f64 / 86_400.0);
    copies.iter().map(day).collect()
}

/// The edges that link stories: those of compilations would tie together what they merely list.
fn between_texts<'a>(edges: &'a [Edge], copies: &[CopyGroup]) -> Cow<'a, [Edge]> {
    if !copies.iter().any(|group| group.compilation) {
        return Cow::Borrowed(edges);
    }
    let text = |report: u32| !copies[report as usize].compilation;
    Cow::Owned(edges.iter().filter(|edge| text(edge.a()) && text(edge.b())).copied().collect())
}
