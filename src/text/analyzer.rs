//! [`Analyzer`]: article to [`Document`], in one pass over the text.

use std::sync::Arc;

use crate::article::Article;
use crate::sketch::hash::{StableHasher, combine};
use crate::text::company;
#[cfg(feature = "detect")]
use crate::text::detect::detect;
use crate::text::document::{Document, Flags, Line};
use crate::text::language::Language;
use crate::text::lexicon::{LANGUAGES, Lexicon, StemCache};
use crate::text::page::{self, Role};
use crate::text::reader::Workspace;
#[cfg(feature = "cjk")]
use crate::text::segment::Segmenter;
use crate::text::stem::Stemmer;
use crate::text::stopword::StopWords;
use crate::text::wording::Places;

/// Changes whenever the analysis of a text changes; part of every fingerprint.
const VERSION: &[u8] = b"text-4";

/// Turns articles into [`Document`]s: page to lines, lines to words, words to stems, names, numbers.
///
/// First stage of the pipeline; needs one article at a time. Each article is read in its own language. The analyzer
/// itself never changes and can be shared; what is used again from text to text lives in a [`Workspace`].
///
/// ```
/// use samestory::{Article, text::Analyzer};
/// let analyzer = Analyzer::new();
/// let one = analyzer.analyse(&Article::builder("Leaders meet", "").lang("en").build()?);
/// let other = analyzer.analyse(&Article::builder("Leader’s meeting", "").lang("en").build()?);
/// assert_eq!(one.tokens(), other.tokens());
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Analyzer {
    language: Language,
    stemming: Stemming,
    stop_words: Option<Arc<StopWords>>,
    furniture: Furniture,
    #[cfg(feature = "detect")]
    detecting: bool,
    #[cfg(feature = "cjk")]
    dictionary: bool,
    /// Of all the above; every setter renews it.
    fingerprint: u64,
}

/// Whether menus, boxes and repeated paragraphs are taken off a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Furniture {
    /// Only the lines of the report are read; the default.
    #[default]
    Off,
    /// Every line is read, and those that recur on the pages of one outlet stay too: for texts that are known to be
    /// clean, and for measuring.
    Kept,
}

/// Whether words are brought to their stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stemming {
    /// By the stemmer of the article's language; the default.
    #[default]
    Snowball,
    /// Words stay as they are: faster, and forms of one word do not meet.
    Off,
}

impl Default for Analyzer {
    fn default() -> Self {
        let analyzer = Analyzer {
            language: Language::UNKNOWN,
            stemming: Stemming::default(),
            stop_words: None,
            furniture: Furniture::default(),
            #[cfg(feature = "detect")]
            detecting: true,
            #[cfg(feature = "cjk")]
            dictionary: false,
            fingerprint: 0,
        };
        analyzer.sealed()
    }
}

impl Analyzer {
    /// Snowball stems, the stop words of each language, and the language told from the text where none is given.
    pub fn new() -> Analyzer {
        Analyzer::default()
    }

    /// The language of articles that name none and show none. Default: unknown, so no stop words and only crude stems.
    #[must_use]
    pub fn default_language(mut self, language: Language) -> Analyzer {
        self.language = language;
        self.sealed()
    }

    /// Whether the language of articles that name none is told from their text, before the default one is taken.
    /// Default: yes, with the feature `detect`.
    ///
    /// By itself an article is decided only if its text has 60 characters or more and the case is clear. Among others,
    /// and of at most 400 bytes, an undecided one is taken to be in the language of nine tenths or more of the
    /// decided ones that can be in its script, if one in fifty is decided. What then is in no language has no stop words and only crude
    /// [stems](crate::text::Stemmer), and meets articles of a known language in fewer words.
    #[cfg(feature = "detect")]
    #[must_use]
    pub fn detect_language(mut self, detect: bool) -> Analyzer {
        self.detecting = detect;
        self.sealed()
    }

    /// Cuts scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) into the words of a dictionary.
    /// Default: neighbouring characters are paired.
    ///
    /// Pairs need no data and find what texts share in Chinese and Japanese, where most words have two characters.
    /// Words are fewer than pairs and mean something: worth it where such articles are many or long, for Thai, Lao,
    /// Khmer and Burmese, where two characters are hardly a syllable, and where keywords are shown. The dictionaries
    /// make a program about 3 MB larger, and another version of them may cut otherwise.
    #[cfg(feature = "cjk")]
    #[must_use]
    pub fn dictionary_words(mut self) -> Analyzer {
        self.dictionary = true;
        self.sealed()
    }

    /// Whether an article without a language may take that of others.
    #[cfg(feature = "detect")]
    pub(super) fn follows_others(&self) -> bool {
        self.detecting
    }

    #[cfg(not(feature = "detect"))]
    #[expect(clippy::unused_self, reason = "the same call with the feature")]
    pub(super) fn follows_others(&self) -> bool {
        false
    }

    #[cfg(feature = "detect")]
    fn detected(&self, article: &Article) -> Language {
        let unknown = Language::UNKNOWN;
        if self.detecting { detect(article.title(), article.body()) } else { unknown }
    }

    #[cfg(not(feature = "detect"))]
    #[expect(clippy::unused_self, reason = "the same call with the feature")]
    fn detected(&self, _: &Article) -> Language {
        Language::UNKNOWN
    }

    /// Whether words are stemmed. Default: [`Stemming::Snowball`].
    #[must_use]
    pub fn stemming(mut self, stemming: Stemming) -> Analyzer {
        self.stemming = stemming;
        self.sealed()
    }

    /// Whether furniture is taken off pages. Default: [`Furniture::Off`].
    #[must_use]
    pub fn furniture(mut self, furniture: Furniture) -> Analyzer {
        self.furniture = furniture;
        self.sealed()
    }

    /// One list of stop words for all languages. Default: the list of each language.
    #[must_use]
    pub fn stop_words(mut self, stop_words: StopWords) -> Analyzer {
        self.stop_words = Some(Arc::new(stop_words));
        self.sealed()
    }

    /// One number for settings and word lists. Documents of different fingerprints do not go together.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    fn sealed(mut self) -> Analyzer {
        let mut hash = StableHasher::new();
        hash.field(VERSION);
        hash.field(self.language.tag().as_bytes());
        hash.field(&[u8::from(self.stemming == Stemming::Off), u8::from(self.furniture == Furniture::Kept)]);
        #[cfg(feature = "detect")]
        hash.field(if self.detecting { b"detect" } else { b"" });
        #[cfg(not(feature = "detect"))]
        hash.field(b"");
        hash.field(&self.stop_words.as_ref().map_or(0, |list| list.digest()).to_le_bytes());
        #[cfg(feature = "cjk")]
        if self.dictionary {
            hash.field(b"dictionary");
        }
        self.fingerprint = hash.finish();
        self
    }

    /// The language in which an article is read: as given, else as detected, else the default.
    pub(crate) fn language_of(&self, article: &Article) -> Language {
        let given = article.lang().map_or(Language::UNKNOWN, Language::from_tag);
        let known = |language: &Language| language.is_known();
        let language = Some(given).filter(known).or_else(|| Some(self.detected(article)).filter(known));
        language.unwrap_or(self.language)
    }

    /// Whether everything on a page counts as its text.
    pub(crate) fn keeps_furniture(&self) -> bool {
        self.furniture == Furniture::Kept
    }

    /// The lines of an article.
    pub(super) fn page<'a>(&self, article: &'a Article) -> page::Page<'a> {
        match self.furniture {
            Furniture::Off => page::read(article.title(), article.body()),
            Furniture::Kept => page::as_it_stands(article.title(), article.body()),
        }
    }

    /// Reads one article. For many, [`Analyzer::analyse_with`] saves setting up.
    pub fn analyse(&self, article: &Article) -> Document {
        self.analyse_with(&mut Workspace::default(), article)
    }

    /// Reads one article with buffers from earlier ones.
    ///
    /// # Complexity
    /// Linear in the bytes of the text.
    pub fn analyse_with(&self, workspace: &mut Workspace, article: &Article) -> Document {
        self.read(workspace, article, self.language_of(article), None)
    }

    /// The same, noting where lines and words stand if there is something to note it in.
    pub(super) fn read(
        &self,
        workspace: &mut Workspace,
        article: &Article,
        language: Language,
        mut places: Option<&mut Places>,
    ) -> Document {
        workspace.prepare(self);
        let mut flags = Flags::default();
        if !language.is_known() {
            flags = flags.with(Flags::UNKNOWN_LANGUAGE);
        }
        let body = article.body();
        let lexicon = workspace.lexicon(self, language);
        let (mut reader, [runs, of_title]) = workspace.reader(lexicon, places.is_some());
        runs.find(body);
        let from = |at: usize| &body.as_bytes()[at..];
        let page = match self.furniture {
            // the words of a line tell its shape too: they are found once, though those of furniture are not used
            Furniture::Off => page::read_by(article.title(), body, &mut |line, at| {
                reader.line_ahead(line, at.clone(), from(at.start), runs.of(at))
            }),
            Furniture::Kept => page::as_it_stands(article.title(), body),
        };
        let given = article.published();
        let published = given.filter(|p| plausible(p.day())).or(page.published);
        if given.is_some_and(|p| !plausible(p.day())) || (given.is_none() && page.absurd_date) {
            flags = flags.with(Flags::ABSURD_DATE);
        }
        reader.published = published;
        of_title.find(page.title);
        reader.line(page.title, page.title.as_bytes(), of_title.of(0..page.title.len()));
        let title_len = reader.tokens.len() as u32;
        let mut lines: Vec<Line> = Vec::with_capacity(page.lines.len());
        for line in page.report_lines() {
            let start = reader.tokens.len() as u32;
            if let Some(places) = &mut places {
                places.line(article, start, line.text);
            }
            let at = line.text.as_ptr() as usize - body.as_ptr() as usize;
            let at = at..at + line.text.len();
            let hash = match reader.line_read_ahead(line.text, &at) {
                Some(hash) => hash,
                None => reader.line(line.text, from(at.start), runs.of(at)),
            };
            match lines.last_mut() {
                // pieces of one sentence are one line, else its scraps would recur all over a source
                Some(Line { hash: before, .. }) if line.continues => *before = combine(*before, hash),
                _ => lines.push(Line { hash, start }),
            }
        }
        if let (Some(places), Some(reaches)) = (places, reader.reaches) {
            places.words(reaches.clone(), &lines);
        }
        lines.shrink_to_fit();
        // documents of a whole set lie in memory together: each in just the room it needs
        let (names, forms) = reader.names.finish();
        let tokens = reader.tokens.clone();
        let (numbers, dates) = (reader.numbers.clone(), reader.dates.clone());
        let agency = page.credit.filter(|credit| credit.role() == Role::Author);
        if tokens.is_empty() {
            flags = flags.with(Flags::NO_WORDS);
        }
        Document {
            fingerprint: self.fingerprint,
            undecided: company::kept(self, article, language),
            id: article.id().clone(),
            source: article.source().or(page.source).map(Into::into),
            url: article.url().map(Into::into),
            title: page.title.trim().into(),
            published,
            language,
            agency: agency.map(|credit| credit.agency().into()),
            flags,
            title_len,
            tokens,
            lines,
            names,
            forms,
            numbers,
            dates,
        }
    }
}

/// Days from 1800 to 2200; others are clocks gone wrong, not news.
fn plausible(day: i32) -> bool {
    (-62_091..84_006).contains(&day)
}

impl Workspace {
    /// Empties what an analyzer of other settings has left.
    pub(super) fn prepare(&mut self, analyzer: &Analyzer) {
        if self.settings == Some(analyzer.fingerprint) {
            return;
        }
        if self.settings.is_some() {
            *self = Workspace::default();
        }
        #[cfg(feature = "cjk")]
        if analyzer.dictionary {
            self.segmenter = Segmenter::with_dictionary();
        }
        self.settings = Some(analyzer.fingerprint);
    }

    pub(super) fn lexicon(&mut self, analyzer: &Analyzer, language: Language) -> usize {
        if let Some(found) = self.lexicons.iter().position(|l| l.language == language) {
            return found;
        }
        if self.lexicons.len() == LANGUAGES {
            self.lexicons.clear();
            self.cache = StemCache::default();
        }
        let stemmer = match analyzer.stemming {
            Stemming::Snowball => Stemmer::of(language),
            Stemming::Off => Stemmer::none(),
        };
        let stop_words = analyzer.stop_words.clone().unwrap_or_else(|| Arc::new(StopWords::of(language)));
        self.lexicons.push(Lexicon::new(language, stemmer, stop_words, self.lexicons.len()));
        self.lexicons.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(title: &str, body: &str) -> Document {
        Analyzer::new().analyse(&Article::builder(title, body).lang("en").build().unwrap())
    }

    #[test]
    fn each_article_in_its_own_language() {
        let analyzer = Analyzer::new();
        let mut workspace = Workspace::default();
        let mut tokens = |lang: &str, text: &str| {
            let article = Article::builder(text, "").lang(lang).build().unwrap();
            analyzer.analyse_with(&mut workspace, &article).tokens().to_vec()
        };
        assert_eq!(tokens("de", "Wahlen"), tokens("de", "Wahl"));
        assert_ne!(tokens("en", "Wahlen"), tokens("en", "Wahl"));
        assert_eq!(tokens("de", "Wahlen"), tokens("de", "Wahl"));
        assert!(tokens("de", "die")[0].is_stop_word() && !tokens("en", "die")[0].is_stop_word());
    }

    #[test]
    fn a_workspace_serves_one_analyzer_after_another() {
        let mut workspace = Workspace::default();
        let article = Article::builder("Elections", "").lang("en").build().unwrap();
        for stemming in [Stemming::Snowball, Stemming::Off, Stemming::Snowball] {
            let analyzer = Analyzer::new().stemming(stemming);
            assert_eq!(analyzer.analyse_with(&mut workspace, &article), analyzer.analyse(&article));
        }
    }

    #[cfg(feature = "cjk")]
    #[test]
    fn the_dictionary_is_another_reading() {
        let article = Article::builder("港口工人星期四罢工", "").lang("zh").build().unwrap();
        let (pairs, words) = (Analyzer::new(), Analyzer::new().dictionary_words());
        assert_ne!(pairs.fingerprint(), words.fingerprint());
        assert_eq!((pairs.analyse(&article).tokens().len(), words.analyse(&article).tokens().len()), (8, 4));
    }

    #[test]
    fn capitals_are_no_stop_words() {
        let d = english("IT joins them", "They made it");
        assert!(!d.tokens()[0].is_stop_word());
        assert!(d.tokens()[5].is_stop_word());
    }

    #[test]
    fn dropping_lines_moves_what_stands_behind_them() {
        let kept = Analyzer::new().furniture(Furniture::Kept);
        let english =
            |title: &str, body: &str| kept.analyse(&Article::builder(title, body).lang("en").build().unwrap());
        let d = english("Title", "Menu of 7\nPutin met Kim Jong Un on day 3.\nMenu of 7\nVladivostok was cold at 5.");
        assert_eq!(d.lines()[0].hash, d.lines()[2].hash);
        let menu = d.lines()[0].hash;
        let kept = d.clone().without_lines(|line| line.hash == menu);
        let plain = english("Title", "Putin met Kim Jong Un on day 3.\nVladivostok was cold at 5.");
        assert_eq!((&kept.tokens, &kept.lines), (&plain.tokens, &plain.lines));
        assert_eq!((&kept.names, &kept.numbers), (&plain.names, &plain.numbers));
    }

    #[test]
    fn odd_texts_are_texts() {
        for text in
            ["", "\0", "a", "\u{301}\u{301}", "🙂🙂", "שלום עולם", "\u{202e}abc", "ก", "İİİ", "'''", "1,2,3", "..."]
        {
            let d = Analyzer::new().analyse(&Article::new(text, text));
            assert_eq!(d.flags().contains(Flags::NO_WORDS), d.tokens().is_empty(), "{text:?}");
        }
    }
}
