//! The words of an article as readers see them, beside the tokens they become.

use crate::article::Article;
use crate::text::analyzer::Analyzer;
use crate::text::document::Token;
use crate::text::reader::Workspace;

impl Analyzer {
    /// Hands each word of an article's report to `each`: as it is written, the possessive `'s` left out, and as the
    /// token it becomes. In order, those of the headline first; furniture is left out as in a
    /// [`Document`](crate::text::Document).
    ///
    /// For showing words to people: documents hold hashes of stems only.
    ///
    /// ```
    /// use samestory::{Article, text::{Analyzer, Workspace}};
    /// let article = Article::builder("Leaders’ visits", "").lang("en").build()?;
    /// let mut written = Vec::new();
    /// Analyzer::new().written(&mut Workspace::default(), &article, &mut |word, _| written.push(word));
    /// assert_eq!(written, ["Leaders", "visits"]);
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// Linear in the bytes of the text.
    pub fn written<'a>(&self, workspace: &mut Workspace, article: &'a Article, each: &mut dyn FnMut(&'a str, Token)) {
        let page = self.page(article);
        workspace.prepare(self);
        let lexicon = workspace.lexicon(self, self.language_of(article));
        let Workspace { segmenter, lexicons, cache, .. } = workspace;
        let title = std::iter::once(page.title);
        for line in title.chain(page.report_lines().map(|line| line.text)) {
            segmenter.words(line, &mut |word| {
                let (_, token) = cache.look_up(word.text, word.shape, &lexicons[lexicon]);
                let written = &line[word.start..word.end];
                each(["'s", "’s", "'S", "’S"].iter().find_map(|s| written.strip_suffix(s)).unwrap_or(written), token);
            });
        }
    }
}

impl Analyzer {
    /// The beginning of an article's report, up to `most` characters, cut between words.
    pub(crate) fn opening(&self, article: &Article, most: usize) -> String {
        let page = self.page(article);
        let mut opening = String::new();
        for word in page.report_lines().flat_map(|line| line.text.split_whitespace()) {
            if opening.len() + word.len() > most {
                opening.push('…');
                break;
            }
            if !opening.is_empty() {
                opening.push(' ');
            }
            opening.push_str(word);
        }
        opening
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_are_those_of_the_document() {
        let text = "MOSCOW - Kim Jong-un’s train, some 1,200 km of it.\nMenu\n\nPutin’s aides weren't told; the Kremlin said so.";
        let article = Article::builder("Kim's visit", text).lang("en").build().unwrap();
        let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
        let (mut words, mut tokens) = (Vec::new(), Vec::new());
        analyzer.written(&mut workspace, &article, &mut |word, token| {
            words.push(word);
            tokens.push(token);
        });
        assert_eq!(tokens, analyzer.analyse(&article).tokens());
        assert_eq!(words[..2], ["Kim", "visit"]);
        assert!(words.contains(&"1,200") && words.contains(&"weren't") && words.contains(&"Putin"), "{words:?}");
    }
}
