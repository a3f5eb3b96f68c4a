//! Short texts whose language does not show, among others whose language does.

#[cfg(feature = "detect")]
use std::collections::BTreeMap;

use crate::article::Article;
use crate::text::analyzer::Analyzer;
use crate::text::document::Document;
use crate::text::language::Language;
#[cfg(feature = "detect")]
use crate::{parallel, text::detect::in_company, text::document::Flags, text::reader::Workspace};

/// Longer texts, in bytes, are not kept to be read again.
const SHORT: usize = 400;

/// What has to be kept of an article that was read in this language.
pub(super) fn kept(analyzer: &Analyzer, article: &Article, language: Language) -> Option<Box<[Box<str>; 2]>> {
    let short = article.title().len() + article.body().len() <= SHORT;
    (short && !language.is_known() && analyzer.follows_others())
        .then(|| Box::new([article.title().into(), article.body().into()]))
}

impl Analyzer {
    /// Documents that stand together: the undecided ones are read again in the language of nearly all others.
    #[cfg(feature = "detect")]
    pub(crate) fn in_company(&self, mut documents: Vec<Document>) -> Vec<Document> {
        let undecided: Vec<usize> = (0..documents.len()).filter(|&i| documents[i].undecided.is_some()).collect();
        let mut company: BTreeMap<Language, u64> = BTreeMap::new();
        for document in documents.iter().filter(|document| !undecided.is_empty() && document.language.is_known()) {
            *company.entry(document.language).or_default() += 1;
        }
        if company.is_empty() {
            return documents;
        }
        let again = parallel::map_with(undecided.len(), Workspace::default, |workspace, i| {
            self.read_again(workspace, &documents[undecided[i as usize]], &company)
        });
        for (i, again) in undecided.into_iter().zip(again) {
            if let Some(document) = again {
                documents[i] = document;
            }
        }
        documents
    }

    #[cfg(not(feature = "detect"))]
    #[expect(clippy::unused_self, reason = "the same call with the feature")]
    pub(crate) fn in_company(&self, documents: Vec<Document>) -> Vec<Document> {
        documents
    }

    /// A document in the language of its company; `None` where there is no such language.
    #[cfg(feature = "detect")]
    fn read_again(
        &self,
        workspace: &mut Workspace,
        document: &Document,
        company: &BTreeMap<Language, u64>,
    ) -> Option<Document> {
        let [title, body] = &**document.undecided.as_ref()?;
        let language = Some(in_company(title, body, company)).filter(|language| language.is_known())?;
        let article = Article::new("", "").with_text(title, body, document.published);
        let read = self.read(workspace, &article, language, None);
        let Document { fingerprint, id, source, url, title, published, agency, flags, .. } = document.clone();
        let flags = flags.without(Flags::UNKNOWN_LANGUAGE);
        Some(Document { fingerprint, id, source, url, title, published, agency, flags, ..read })
    }
}
