//! One text on its way to tokens, line by line, and the buffers that are used again from text to text.

use crate::article::Published;
use crate::sketch::hash::combine;
use crate::text::dates::{Dates, TextDate, dates as text_dates};
use crate::text::document::{Mention, Token};
use crate::text::lexicon::{Found, Lexicon, StemCache};
use crate::text::names::NameCollector;
use crate::text::reach::Reaches;
use crate::text::segment::{Counts, Segmenter, Shape, Spelling, TakeWords};

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
    /// Where the words stand, if that is asked for.
    pub(super) reaches: Option<Reaches>,
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
        Reader { workspace, lexicon, published, tokens, numbers: Vec::new(), dates: Vec::new(), reaches: None }
    }

    /// The same, noting where words stand.
    pub(super) fn placing(self) -> Reader<'a> {
        Reader { reaches: Some(Reaches::with_capacity(self.tokens.capacity())), ..self }
    }

    /// Reads one line; returns the hash of its words.
    pub(super) fn line(&mut self, line: &str) -> u64 {
        let Workspace { segmenter, found, names, lexicons, cache, .. } = &mut *self.workspace;
        let mut sink = Sink {
            line,
            dates_to_come: text_dates(line),
            date: None,
            date_at: usize::MAX,
            published: self.published,
            names,
            tokens: &mut self.tokens,
            numbers: &mut self.numbers,
            dates: &mut self.dates,
            reaches: self.reaches.as_mut(),
            end: 0,
            hash: 0,
        };
        if sink.reaches.is_some() {
            sink.end = (line.len() - line.trim_start().len()) as u32;
        }
        sink.next_date();
        let lexicon = &lexicons[self.lexicon];
        let mut words = Words { line, sink, found, count: 0, cache, lexicon };
        segmenter.cut(line, &mut words);
        words.sink.names.line_end(line);
        words.sink.hash
    }
}

/// Words of a line that are looked up together.
struct Words<'a> {
    line: &'a str,
    sink: Sink<'a>,
    /// The first `count` of them.
    found: &'a mut Vec<Found>,
    count: usize,
    cache: &'a mut StemCache,
    lexicon: &'a Lexicon,
}

impl TakeWords for Words<'_> {
    #[inline]
    fn word(&mut self, start: usize, end: usize, shape: Shape, spelling: Spelling<'_>) {
        if self.count == self.found.len() {
            self.found.push(Found::new());
        }
        // field by field into a place that is there already: put together first, a word would wait for itself
        let word = &mut self.found[self.count];
        (word.start, word.end, word.shape) = (start as u32, end as u32, shape);
        self.cache.find(spelling, self.lexicon, word);
        self.count += 1;
    }

    fn pause(&mut self) {
        let found = &mut self.found[..self.count];
        self.cache.read(self.line, found, self.lexicon);
        self.sink.take(found);
        self.count = 0;
    }
}

/// What becomes of the words of a line.
struct Sink<'a> {
    line: &'a str,
    dates_to_come: Dates<'a>,
    date: Option<TextDate>,
    /// Where that begins.
    date_at: usize,
    published: Option<Published>,
    names: &'a mut NameCollector,
    tokens: &'a mut Vec<Token>,
    numbers: &'a mut Vec<Mention>,
    dates: &'a mut Vec<Mention>,
    reaches: Option<&'a mut Reaches>,
    /// Where the last word ends.
    end: u32,
    hash: u64,
}

impl Sink<'_> {
    fn next_date(&mut self) {
        self.date = self.dates_to_come.next();
        self.date_at = self.date.as_ref().map_or(usize::MAX, |date| date.at.start);
    }

    fn take(&mut self, words: &[Found]) {
        let first = self.tokens.len() as u32;
        self.tokens.extend(words.iter().map(|word| word.token));
        self.hash = words.iter().fold(self.hash, |hash, word| combine(hash, word.hash));
        if let Some(reaches) = &mut self.reaches {
            for word in words {
                reaches.push(self.end, word.start, word.end);
                self.end = word.end;
            }
        }
        for (at, word) in (first..).zip(words) {
            if self.date_at <= word.start as usize {
                if let Some(day) = self.date.as_ref().and_then(|date| date.day_number(self.published)) {
                    self.dates.push(Mention { key: i64::from(day) as u64, at });
                }
                self.next_date();
            }
            if word.shape == Shape::Lower && !self.names.is_open() {
                continue;
            }
            if word.shape == Shape::Number {
                self.numbers.push(Mention { key: word.hash, at });
            }
            let place = (word.start as usize, word.end as usize);
            let key = word.is_plain().then_some(word.hash);
            self.names.word(self.line, place, word.shape, at, word.token.is_stop_word(), key);
        }
    }
}
