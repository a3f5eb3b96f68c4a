//! Short texts whose language does not show, among others whose language does.

use crate::article::{Article, Published};
use crate::text::analyzer::Analyzer;
use crate::text::document::Document;
use crate::text::language::Language;
#[cfg(feature = "detect")]
use crate::{parallel, text::detect::Company, text::reader::Workspace};

/// Longer texts, in bytes, are not kept to be read again.
const SHORT: usize = 400;

/// What has to be kept of an article that was read in this language.
pub(super) fn kept(analyzer: &Analyzer, article: &Article, language: Language) -> Option<Box<[Box<str>; 2]>> {
    let short = article.title().len() + article.body().len() <= SHORT;
    (short && !language.is_known() && analyzer.follows_others())
        .then(|| Box::new([article.title().into(), article.body().into()]))
}

/// A short text in an unknown language, to be read again.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "detect"), expect(dead_code, reason = "without the feature nothing is read again"))]
pub(crate) struct Undecided<'a> {
    /// Title and body.
    pub(crate) text: &'a [Box<str>; 2],
    pub(crate) published: Option<Published>,
}

impl Analyzer {
    /// Undecided texts read again in the language of nearly all others, given the languages of all texts: their words,
    /// names and language, and nothing else. `None` where there is no such language.
    #[cfg(feature = "detect")]
    pub(crate) fn in_company(
        &self,
        languages: impl Iterator<Item = Language>,
        undecided: &[Undecided<'_>],
    ) -> Vec<Option<Document>> {
        if undecided.is_empty() {
            return Vec::new();
        }
        let mut company = Company { undecided: undecided.len() as u64, ..Company::default() };
        for language in languages.filter(|language| language.is_known()) {
            *company.texts.entry(language).or_default() += 1;
        }
        parallel::map_with(undecided.len(), Workspace::default, |workspace, i| {
            let Undecided { text: [title, body], published } = undecided[i as usize];
            let language = Some(company.language_of(title, body)).filter(|language| language.is_known())?;
            let article = Article::new("", "").with_text(title, body, published);
            Some(self.read(workspace, &article, language, None))
        })
    }

    #[cfg(not(feature = "detect"))]
    #[expect(clippy::unused_self, reason = "the same call with the feature")]
    pub(crate) fn in_company(&self, _: impl Iterator<Item = Language>, _: &[Undecided<'_>]) -> Vec<Option<Document>> {
        Vec::new()
    }
}
