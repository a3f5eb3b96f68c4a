//! One text on its way to tokens, line by line, and the buffers that are used again from text to text.

use crate::article::Published;
use crate::sketch::hash::combine;
use crate::text::dates::{Dates, TextDate, dates as text_dates};
use crate::text::document::{Mention, Token};
use crate::text::lexicon::{Found, Lexicon, StemCache};
use crate::text::names::NameCollector;
use crate::text::segment::{Counts, Segmenter, Shape};

/// Buffers and the stem cache of one thread.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) segmenter: Segmenter,
    pub(super) names: NameCollector,
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) cache: StemCache,
    found: Vec<Found>,
    /// Fingerprint of the analyzer that the lexicons and the cache are of.
    pub(super) settings: Option<u64>,
}

impl Workspace {
    /// How many words were cut so far, and how many needed Unicode rules.
    pub fn counts(&self) -> Counts {
        self.segmenter.counts()
    }
}

/// One text on its way to tokens.
pub(super) struct Reader<'a> {
    workspace: &'a mut Workspace,
    lexicon: usize,
    /// Near which dates without a year are.
    published: Option<Published>,
    pub(super) tokens: Vec<Token>,
    pub(super) numbers: Vec<Mention>,
    pub(super) dates: Vec<Mention>,
}

impl<'a> Reader<'a> {
    /// For about `words` words in the language of the workspace's `lexicon`-th lexicon.
    pub(super) fn new(
        workspace: &'a mut Workspace,
        lexicon: usize,
        published: Option<Published>,
        words: usize,
    ) -> Reader<'a> {
        let tokens = Vec::with_capacity(words);
        Reader { workspace, lexicon, published, tokens, numbers: Vec::new(), dates: Vec::new() }
    }

    /// Reads one line; returns the hash of its words.
    pub(super) fn line(&mut self, line: &str) -> u64 {
        let Workspace { segmenter, found, names, lexicons, cache, .. } = &mut *self.workspace;
        let mut sink = Sink {
            line,
            dates_to_come: text_dates(line),
            date: None,
            published: self.published,
            names,
            tokens: &mut self.tokens,
            numbers: &mut self.numbers,
            dates: &mut self.dates,
            hash: 0,
        };
        sink.date = sink.dates_to_come.next();
        let lexicon = &lexicons[self.lexicon];
        found.resize(AT_ONCE, Found::new());
        let mut count = 0;
        segmenter.cut(line, &mut |start, end, shape, spelling| {
            if count == AT_ONCE {
                cache.read(line, found, lexicon);
                sink.take(found);
                count = 0;
            }
            let word = &mut found[count];
            (word.start, word.end) = (start as u32, end as u32);
            cache.find(shape, spelling, lexicon, word);
            count += 1;
        });
        cache.read(line, &mut found[..count], lexicon);
        sink.take(&found[..count]);
        sink.names.line_end(line);
        sink.hash
    }
}

/// Words that are looked up together: most lines, and few enough for the first-level cache.
const AT_ONCE: usize = 256;

/// What becomes of the words of a line.
struct Sink<'a> {
    line: &'a str,
    dates_to_come: Dates<'a>,
    date: Option<TextDate>,
    published: Option<Published>,
    names: &'a mut NameCollector,
    tokens: &'a mut Vec<Token>,
    numbers: &'a mut Vec<Mention>,
    dates: &'a mut Vec<Mention>,
    hash: u64,
}

impl Sink<'_> {
    fn take(&mut self, words: &[Found]) {
        for word in words {
            let at = self.tokens.len() as u32;
            let (start, end) = (word.start as usize, word.end as usize);
            if let Some(date) = self.date.take_if(|date| date.at.start <= start) {
                if let Some(day) = date.day_number(self.published) {
                    self.dates.push(Mention { key: i64::from(day) as u64, at });
                }
                self.date = self.dates_to_come.next();
            }
            if word.shape == Shape::Number {
                self.numbers.push(Mention { key: word.hash, at });
            }
            self.names.word(self.line, (start, end), word.shape, at, word.token.is_stop_word());
            self.hash = combine(self.hash, word.hash);
            self.tokens.push(word.token);
        }
    }
}
