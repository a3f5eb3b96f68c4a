//! [`Keep`]: what a result holds on to, so that it can be asked for reasons later.

use crate::article::Article;
use crate::copies::Refusal;
use crate::corpus::Frequencies;
use crate::events::{CandidateSettings, TermVectors};
use crate::explain::recalled::Recalled;
use crate::likeness::embedding::Embedded;
use crate::likeness::{Model, Neighbours};
use crate::text::{Analyzer, Document, Places};

/// What a result holds besides the stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Keep {
    /// Stories, figures and the merge tree; the default. Texts and term vectors are given back.
    #[default]
    Stories,
    /// Also the texts as they were read and the term vectors, so that
    /// [`explain`](crate::Clustering::explain) can name words. About three times the memory of the texts; and some
    /// 400 bytes a pair for what explanations and the page have looked up, from then on.
    Evidence,
}

/// What a run leaves behind for explanations, over articles in the order of their ids.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) analyzer: Analyzer,
    /// Empty when documents went in instead of articles: then only names are known as they are written.
    pub(crate) articles: Vec<Article>,
    /// Where the texts stand in the articles.
    pub(crate) places: Vec<Places>,
    pub(crate) documents: Vec<Document>,
    pub(crate) refusals: Vec<Refusal>,
    /// Missing when reports were not compared.
    pub(crate) compared: Option<Compared>,
    /// What explanations and the page have looked up so far.
    pub(crate) recalled: Recalled,
}

/// What documents were read from: nothing where only documents went in.
#[derive(Debug, Default)]
pub(crate) struct Originals<'a> {
    pub(crate) articles: &'a [&'a Article],
    /// Empty unless evidence is kept.
    pub(crate) places: Vec<Places>,
}

/// What the comparison of reports went by.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) epoch: Frequencies,
    pub(crate) vectors: TermVectors,
    pub(crate) days: Vec<f64>,
    pub(crate) neighbours: Neighbours,
    pub(crate) embedded: Option<Embedded>,
    pub(crate) model: Model,
    pub(crate) candidates: CandidateSettings,
}

impl Kept {
    pub(crate) fn new(
        analyzer: &Analyzer,
        originals: Originals<'_>,
        documents: Vec<Document>,
        refusals: Vec<Refusal>,
        compared: Option<Compared>,
        reports: usize,
    ) -> Kept {
        let Originals { articles, places } = originals;
        let articles = articles.iter().map(|&article| article.clone()).collect();
        let recalled = Recalled::new(reports);
        Kept { analyzer: analyzer.clone(), articles, places, documents, refusals, compared, recalled }
    }
}
