//! The stages after the analysis, one after the other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::Article;
use crate::clusterer::evidence::{Content, Evidence, FromVectors};
use crate::clusterer::{Clusterer, Level, Settings};
use crate::clustering::{Clustering, Found, Manifest, StageMemory, Told, digest};
use crate::constraints::Resolved;
use crate::copies::{self, Copies, CopyGroup, CopyMeta, Sketches};
use crate::corpus;
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

/// Documents whose words have been taken in.
struct Read {
    told: Told,
    /// Of each report, in their order.
    contents: Vec<Content>,
    /// Empty unless evidence is kept.
    documents: Vec<Document>,
}

impl Clusterer {
    /// Documents of articles; where they stand in them only if evidence is kept.
    pub(super) fn read(&self, articles: &[&Article]) -> (Vec<Document>, Vec<Places>) {
        let (analyzer, count) = (&self.analyzer, articles.len());
        match self.settings.keep {
            Keep::Stories => {
                let read = |workspace: &mut Workspace, i| analyzer.analyse_with(workspace, articles[i as usize]);
                (parallel::map_with(count, Workspace::default, read), Vec::new())
            }
            Keep::Evidence => {
                let read = |workspace: &mut Workspace, i| analyzer.analyse_placed(workspace, articles[i as usize]);
                parallel::map_with(count, Workspace::default, read).into_iter().unzip()
            }
        }
    }

    /// The corpus pass, unless all that stands on a page is kept.
    pub(super) fn without_recurring_lines(&self, documents: Vec<Document>) -> Vec<Document> {
        if self.analyzer.keeps_furniture() { documents } else { corpus::without_recurring_lines(documents) }
    }

    /// All stages after the analysis. Documents are sorted by id, so that an index is a rank and ties go by id;
    /// `originals` are what they were read from, or nothing where only documents are at hand.
    pub(super) fn run(
        &self,
        documents: Vec<Document>,
        mut originals: Originals<'_>,
        observer: &dyn Observer,
    ) -> Result<Clustering> {
        let total = documents.len();
        let documents = self.analyzer.in_company(documents);
        let mut manifest = self.manifest(&documents);
        let mut memory = Vec::new();
        let mut note = |stage, bytes| memory.push(StageMemory { stage, bytes: bytes as u64 });
        note(Stage::Analyse, all_bytes(&documents));
        let documents = self.without_recurring_lines(documents);
        originals.places.iter_mut().zip(&documents).for_each(|(places, document)| places.settle(document));
        let words = all_bytes(&documents);
        note(Stage::Corpus, words);
        step(observer, Stage::Corpus, total, total)?;

        let metas: Vec<CopyMeta> = documents.iter().map(CopyMeta::from).collect();
        let constraints = Resolved::of(&self.settings.constraints, documents.iter().map(Document::id));
        let sketches = Sketches::of(&documents, &self.settings.copies);
        let settings = &self.settings.copies;
        let found =
            copies::find_apart(&sketches, &documents, &metas, settings, &mut constraints.apart(total), observer)?;
        let constraints = constraints.over(|| found.labels());
        let Copies { reports: copies, refusals, dropped, .. } = found;
        note(Stage::Copies, words + sketches.bytes());
        drop((sketches, metas));

        let days = times(&copies, &documents);
        let compared = self.settings.level == Level::Stories;
        let embedded = if compared { self.embedded(&origins(&copies, &documents), originals.articles)? } else { None };
        // from here on words are needed for explanations only
        let Read { told, contents, documents } = self.without_words(documents, if compared { &copies } else { &[] });
        let held = told.bytes() + all_bytes(&documents);
        let kept = |compared| match self.settings.keep {
            Keep::Stories => None,
            Keep::Evidence => Some(Kept::new(&self.analyzer, originals, documents, refusals, compared, copies.len())),
        };
        if !compared {
            let tree = graph::single_linkage(copies.len(), &[], Likeness::ZERO, constraints.reports());
            let partition = &tree.cut(Likeness::ONE);
            let (edges, cuts) = (Vec::new(), &[]);
            let found = Found { copies: &copies, partition, cuts, tree, edges, manifest, dropped, memory, constraints };
            return Ok(Clustering::assembled(found, told, || kept(None)));
        }
        let outlets = copies.iter().map(|group| told.cards[group.origin as usize].source.as_deref());
        let mut evidence = self.evidence(contents.into_iter().zip(outlets), days, embedded);
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

        let compared = match self.settings.keep {
            Keep::Stories => {
                drop(evidence);
                None
            }
            Keep::Evidence => Some(evidence.kept(&self.model, &self.settings.candidates)),
        };
        let (partition, cuts) = (&partition, cuts.as_slice());
        let found = Found { copies: &copies, partition, cuts, tree, edges, manifest, dropped, memory, constraints };
        let clustering = Clustering::assembled(found, told, || kept(compared));
        step(observer, Stage::Stories, total, total)?;
        Ok(clustering)
    }

    /// Takes in what is compared of the origins of `reports`, and gives all words back that explanations do not need.
    fn without_words(&self, documents: Vec<Document>, reports: &[CopyGroup]) -> Read {
        let mut is_origin = vec![false; documents.len()];
        for group in reports {
            is_origin[group.origin as usize] = true;
        }
        let content = |i: u32, document: &Document| is_origin[i as usize].then(|| Content::of(document));
        let (told, mut contents, documents): (_, Vec<_>, _) = match self.settings.keep {
            Keep::Stories => {
                let take = |i, document: Document| (content(i, &document), Card::take(document));
                let (contents, told): (Vec<_>, Vec<_>) = parallel::consume(documents, take).into_iter().unzip();
                (Told::from(told), contents, Vec::new())
            }
            Keep::Evidence => {
                let contents = parallel::map(documents.len(), |i| content(i, &documents[i as usize]));
                (Told::beside(&documents), contents, documents)
            }
        };
        let contents = reports.iter().filter_map(|group| contents[group.origin as usize].take()).collect();
        Read { told, contents, documents }
    }

    /// What a run over these documents is made of and with.
    fn manifest(&self, documents: &[Document]) -> Manifest {
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
            articles: documents.len() as u32,
            input: format!("{:016x}", digest(documents)),
        }
    }

    /// What is known of texts given with their outlets, times in days and vectors.
    pub(super) fn evidence<'a>(
        &self,
        contents: impl Iterator<Item = (Content, Option<&'a str>)>,
        days: Vec<f64>,
        embedded: Option<Embedded>,
    ) -> Evidence {
        Evidence::gather(contents, days, embedded, &self.background, &self.settings.candidates, &self.model)
    }

    /// The vectors of reports, given their origins; `articles` are those of the whole set, in the order of their ids.
    pub(super) fn embedded(&self, texts: &[&Document], articles: &[&Article]) -> Result<Option<Embedded>> {
        let Some(embedder) = &self.embedder else { return Ok(None) };
        let mut of = Vec::with_capacity(texts.len());
        for text in texts {
            let Ok(at) = articles.binary_search_by(|article| article.id().cmp(text.id())) else {
                let reason = "no text, since a document went in instead of the article".to_owned();
                return Err(Error::Embedding { id: text.id().clone(), reason });
            };
            of.push(articles[at]);
        }
        let wording = |i: u32| {
            let text = texts[i as usize];
            (text.id(), text.title(), self.analyzer.report(of[i as usize]))
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

/// The texts that reports are named after.
pub(super) fn origins<'a>(reports: &[CopyGroup], documents: &'a [Document]) -> Vec<&'a Document> {
    reports.iter().map(|group| &documents[group.origin as usize]).collect()
}

fn all_bytes(documents: &[Document]) -> usize {
    documents.iter().map(Document::bytes).sum()
}

/// The time of each report in days, not-a-number when unknown.
pub(super) fn times(copies: &[CopyGroup], documents: &[Document]) -> Vec<f64> {
    let published = |text: u32| documents[text as usize].published();
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
