//! The words of an article as readers see them, beside the tokens they become.

use crate::article::Article;
use crate::text::analyzer::Analyzer;
use crate::text::document::{Document, Line, Token};
use crate::text::language::Language;
use crate::text::reach::Reaches;
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
        self.written_in(workspace, article, self.language_of(article), each);
    }

    /// The same for an article that was read in this language.
    pub(crate) fn written_in<'a>(
        &self,
        workspace: &mut Workspace,
        article: &'a Article,
        language: Language,
        each: &mut dyn FnMut(&'a str, Token),
    ) {
        let page = self.page(article);
        workspace.prepare(self);
        let lexicon = workspace.lexicon(self, language);
        let Workspace { segmenter, lexicons, cache, .. } = workspace;
        let title = std::iter::once(page.title);
        for line in title.chain(page.report_lines().map(|line| line.text)) {
            segmenter.words(line, &mut |word| {
                let (_, token) = cache.look_up(word.text, word.shape, &lexicons[lexicon]);
                each(without_possessive(&line[word.start..word.end]), token);
            });
        }
    }
}

fn without_possessive(written: &str) -> &str {
    if !written.ends_with(['s', 'S']) {
        return written;
    }
    ["'s", "’s", "'S", "’S"].iter().find_map(|s| written.strip_suffix(s)).unwrap_or(written)
}

/// Where the lines and words of a report stand in the body it was read from, so that its words can be found again
/// without judging the page anew. 12 bytes a line and a little more than one a word; 28 bytes a line where some were dropped since.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    lines: Vec<Place>,
    /// The lines as they were read, pieces of one sentence together; nothing where all of them were kept.
    read: Box<[Line]>,
    /// Of each word, in the order of the tokens.
    reaches: Reaches,
}

/// A line of a report, or a piece of one: its first token, and where in the body it stands without white space before
/// it.
#[derive(Debug, Clone, Copy)]
struct Place {
    token: u32,
    start: u32,
    #[cfg(feature = "html")]
    len: u32,
}

impl Places {
    /// Notes a line, or a piece of one, that begins with a token.
    pub(super) fn line(&mut self, article: &Article, token: u32, text: &str) {
        let text = text.trim_start();
        let start = (text.as_ptr() as usize - article.body().as_ptr() as usize) as u32;
        #[cfg(feature = "html")]
        let len = text.len() as u32;
        self.lines.push(Place {
            token,
            start,
            #[cfg(feature = "html")]
            len,
        });
    }

    /// Notes all words, and all lines of the document they make.
    pub(super) fn words(&mut self, reaches: Reaches, lines: &[Line]) {
        (self.reaches, self.read) = (reaches, lines.into());
        self.lines.shrink_to_fit();
    }

    /// Forgets what is only needed if lines of the document were dropped, when none were.
    pub(crate) fn settle(&mut self, words: u32) {
        if words as usize == self.reaches.len() {
            self.read = Box::default();
        }
    }

    /// Where the lines of a document begin, now and as it was read; nothing where no line was dropped since. `None` for
    /// a document of another article.
    pub(crate) fn moved(&self, document: &Document) -> Option<Vec<(u32, u32)>> {
        if document.tokens().len() == self.reaches.len() {
            return Some(Vec::new());
        }
        let mut moved = vec![(0, 0)];
        let mut read = self.read.iter();
        for line in document.lines() {
            moved.push((line.start, read.find(|known| known.hash == line.hash)?.start));
        }
        Some(moved)
    }

    /// The text of a line other than the headline, white space before it left out.
    #[cfg(feature = "html")]
    fn text<'a>(&self, article: &'a Article, line: usize) -> &'a str {
        let Place { start, len, .. } = self.lines[line - 1];
        &article.body()[start as usize..][..len as usize]
    }

    /// The word that became a token, as [`Analyzer::written`] tells it.
    pub(crate) fn word<'a>(&self, article: &'a Article, document: &'a Document, token: usize) -> Option<&'a str> {
        let line = self.lines.partition_point(|line| line.token as usize <= token);
        let (text, first, start) = match line {
            0 => (document.title(), 0, 0),
            _ => (article.body(), self.lines[line - 1].token as usize, self.lines[line - 1].start as usize),
        };
        let place = self.reaches.place(first, token)?;
        text.get(start + place.start..start + place.end).map(without_possessive)
    }

    /// The beginning of the report, up to `most` characters, cut between words.
    #[cfg(feature = "html")]
    pub(crate) fn opening(&self, article: &Article, most: usize) -> String {
        opening((1..=self.lines.len()).map(|line| self.text(article, line)), most)
    }
}

/// The words of some lines, up to `most` characters, cut between words.
fn opening<'a>(lines: impl Iterator<Item = &'a str>, most: usize) -> String {
    let mut opening = String::new();
    for word in lines.flat_map(str::split_whitespace) {
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

impl Analyzer {
    /// The words of an article's report, furniture left out.
    pub(crate) fn report(&self, article: &Article) -> String {
        opening(self.page(article).report_lines().map(|line| line.text), usize::MAX)
    }

    /// As [`Analyzer::analyse_with`], and where the text stands.
    pub(crate) fn analyse_placed(&self, workspace: &mut Workspace, article: &Article) -> (Document, Places) {
        let mut places = Places::default();
        (self.read(workspace, article, self.language_of(article), Some(&mut places)), places)
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
