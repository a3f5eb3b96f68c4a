//! Short texts whose language does not show, among others whose language does.

use crate::article::Article;
use crate::text::analyzer::Analyzer;
use crate::text::document::Document;
use crate::text::language::Language;
#[cfg(feature = "detect")]
use crate::{parallel, text::detect::Company, text::document::Flags, text::reader::Workspace};

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
        if undecided.is_empty() {
            return documents;
        }
        let mut company = Company { undecided: undecided.len() as u64, ..Company::default() };
        for document in documents.iter().filter(|document| document.language.is_known()) {
            *company.texts.entry(document.language).or_default() += 1;
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
    fn read_again(&self, workspace: &mut Workspace, document: &Document, company: &Company) -> Option<Document> {
        let [title, body] = &**document.undecided.as_ref()?;
        let language = Some(company.language_of(title, body)).filter(|language| language.is_known())?;
        let article = Article::new("", "").with_text(title, body, document.published);
        let read = self.read(workspace, &article, language, None);
        Some(Document {
            id: document.id.clone(),
            source: document.source.clone(),
            url: document.url.clone(),
            title: document.title.clone(),
            published: document.published,
            agency: document.agency.clone(),
            flags: document.flags.without(Flags::UNKNOWN_LANGUAGE),
            ..read
        })
    }
}
