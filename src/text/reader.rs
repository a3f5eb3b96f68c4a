//! One text on its way to tokens, line by line, and the buffers that are used again from text to text.

use crate::article::Published;
use crate::sketch::hash::combine;
use crate::text::dates::dates_at;
use crate::text::document::{Mention, Token};
use crate::text::lexicon::{Found, Lexicon, StemCache};
use crate::text::names::NameCollector;
use crate::text::reach::Reaches;
use crate::text::runs::{Cut, Runs};
use crate::text::segment::{Counts, Plain, Segmenter, Shape, plain, small};

/// Buffers and the stem cache of one thread.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) segmenter: Segmenter,
    pub(super) names: NameCollector,
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) cache: StemCache,
    /// Runs of the body, and of the title.
    pub(super) runs: [Runs; 2],
    line: LineWords,
    pub(super) tokens: Vec<Token>,
    pub(super) numbers: Vec<Mention>,
    pub(super) dates: Vec<Mention>,
    reaches: Reaches,
    /// Fingerprint of the analyzer that the lexicons and the cache are of.
    pub(super) settings: Option<u64>,
}

impl Workspace {
    /// How many words were cut so far, and how many needed Unicode rules.
    pub fn counts(&self) -> Counts {
        self.segmenter.counts()
    }
}

/// The words of one line.
#[derive(Debug, Default)]
struct LineWords {
    /// The first `count` of them, in memory that is used again.
    found: Vec<Found>,
    count: usize,
    /// Which of them are capitalised or numbers: the first `marks`.
    marked: Vec<u32>,
    marks: usize,
    /// Where runs begin with a digit: the first `numbers`.
    digits: Vec<u32>,
    numbers: usize,
}

impl LineWords {
    /// Makes room for the words of so many runs.
    fn begin(&mut self, runs: usize) {
        if self.found.len() < runs {
            self.found.resize(runs, Found::NONE);
            self.marked.resize(runs, 0);
        }
        if self.digits.len() < runs {
            self.digits.resize(runs, 0);
        }
        (self.count, self.marks, self.numbers) = (0, 0, 0);
    }

    /// Takes plain words up to the first run that is none, and gives that. Runs before `done` are dealt with.
    fn plain_words(
        &mut self,
        bytes: &[u8],
        line: usize,
        runs: &mut Cut<'_>,
        done: usize,
        lexicon: &Lexicon,
    ) -> Option<(usize, usize)> {
        loop {
            self.small_words(bytes, line, runs, done, lexicon);
            let (start, end) = runs.iter().next()?;
            runs.skip(1);
            if bytes[start].is_ascii_digit() {
                self.digits[self.numbers] = start as u32;
                self.numbers += 1;
            }
            if start < done {
                // a number in groups, for one
                continue;
            }
            let Some(Plain { shape, head, tail }) = plain(bytes, line, start, end) else { return Some((start, end)) };
            let Some(word) = self.found.get_mut(self.count) else { return Some((start, end)) };
            (word.start, word.end, word.shape) = (start as u32, end as u32, shape);
            lexicon.place([head, tail], word);
            self.marked[self.marks] = self.count as u32;
            self.marks += usize::from(shape != Shape::Lower);
            self.count += 1;
        }
    }

    /// Takes plain words in small letters, as most are, up to the first that is none: few things to look at, so that all
    /// are at hand.
    #[inline(never)]
    fn small_words(&mut self, bytes: &[u8], line: usize, runs: &mut Cut<'_>, done: usize, lexicon: &Lexicon) {
        let mut taken = 0;
        for ((start, end), word) in runs.iter().zip(&mut self.found[self.count..]) {
            let Some(letters) = small(bytes, line, start, end).filter(|_| start >= done) else { break };
            // field by field into a place that is there already: put together first, a word would wait for itself
            (word.start, word.end, word.shape) = (start as u32, end as u32, Shape::Lower);
            lexicon.place(letters, word);
            taken += 1;
        }
        runs.skip(taken);
        self.count += taken;
    }

    /// Takes a word that is no plain one.
    fn other_word(&mut self, word: Found) {
        if self.count == self.found.len() {
            self.found.push(Found::NONE);
            self.marked.push(0);
        }
        self.found[self.count] = word;
        self.marked[self.marks] = self.count as u32;
        self.marks += usize::from(word.shape != Shape::Lower);
        self.count += 1;
    }
}

/// One text on its way to tokens.
pub(super) struct Reader<'a> {
    pub(super) segmenter: &'a mut Segmenter,
    pub(super) names: &'a mut NameCollector,
    pub(super) cache: &'a mut StemCache,
    pub(super) lexicon: &'a Lexicon,
    line: &'a mut LineWords,
    /// Near which dates without a year are.
    published: Option<Published>,
    pub(super) tokens: &'a mut Vec<Token>,
    pub(super) numbers: &'a mut Vec<Mention>,
    pub(super) dates: &'a mut Vec<Mention>,
    /// Where the words stand, if that is asked for.
    pub(super) reaches: Option<&'a mut Reaches>,
}

impl Workspace {
    /// For a text in the language of the `lexicon`-th lexicon; and the runs of its body and its title. `placing` notes
    /// where words stand.
    pub(super) fn reader(
        &mut self,
        lexicon: usize,
        published: Option<Published>,
        placing: bool,
    ) -> (Reader<'_>, &mut [Runs; 2]) {
        let Workspace { segmenter, names, lexicons, cache, runs, line, tokens, numbers, dates, reaches, .. } = self;
        tokens.clear();
        numbers.clear();
        dates.clear();
        reaches.clear();
        let (lexicon, reaches) = (&lexicons[lexicon], placing.then_some(reaches));
        (Reader { segmenter, names, cache, lexicon, line, published, tokens, numbers, dates, reaches }, runs)
    }
}

impl Reader<'_> {
    /// Reads one line, with which `bytes` begin; returns the hash of its words.
    pub(super) fn line(&mut self, line: &str, bytes: &[u8], runs: Cut<'_>) -> u64 {
        self.cut(line, bytes, runs);
        let found = &mut self.line.found[..self.line.count];
        let first = self.tokens.len() as u32;
        let mut hash = 0;
        self.tokens.extend(found.iter_mut().map(|word| {
            let token = self.cache.read(line, word, self.lexicon);
            hash = combine(hash, word.hash);
            token
        }));
        if let Some(reaches) = &mut self.reaches {
            reaches.line(line, found.iter().map(|word| (word.start, word.end)));
        }
        self.names(line, first);
        self.dates(line, first);
        hash
    }

    /// Finds the words of a line and where they lie in the cache.
    fn cut(&mut self, line: &str, bytes: &[u8], mut runs: Cut<'_>) {
        self.line.begin(runs.len());
        // up to where the line is dealt with
        let mut done = 0;
        loop {
            let before = self.line.count;
            let stopped = self.line.plain_words(bytes, line.len(), &mut runs, done, self.lexicon);
            self.segmenter.count_plain(self.line.count - before);
            let Some((start, end)) = stopped else { return };
            done = self.segmenter.other_word(line, start, end, &mut |start, end, shape, form| {
                let mut word = Found::NONE;
                (word.start, word.end, word.shape) = (start as u32, end as u32, shape);
                self.cache.at_once(form, self.lexicon, &mut word);
                self.line.other_word(word);
            });
        }
    }

    fn names(&mut self, line: &str, first: u32) {
        let LineWords { found, count, marked, marks, .. } = &*self.line;
        let (found, marked) = (&found[..*count], &marked[..*marks]);
        let tokens = &self.tokens[first as usize..];
        let place = |word: &Found| (word.start as usize, word.end as usize);
        let key = |word: &Found| word.is_plain().then_some(word.hash);
        let tell = |names: &mut NameCollector, at: usize| {
            let word = &found[at];
            names.word(line, place(word), word.shape, first + at as u32, tokens[at].is_stop_word(), key(word));
        };
        // small words count only where a name may go on
        let mut next = 0;
        for (i, &at) in marked.iter().enumerate() {
            let at = at as usize;
            while self.names.is_open() && next < at {
                tell(self.names, next);
                next += 1;
            }
            next = at + 1;
            let word = &found[at];
            if word.shape == Shape::Number {
                self.numbers.push(Mention { key: word.hash, at: first + at as u32 });
            }
            let capital = matches!(word.shape, Shape::Capital | Shape::Upper);
            // a capital or a hyphen behind it may go on with the name
            let goes_on = marked.get(i + 1) == Some(&(next as u32)) || !line[place(word).1..].starts_with(' ');
            if capital && !goes_on && !self.names.is_open() {
                self.names.alone(line, place(word), first + at as u32, tokens[at].is_stop_word(), key(word));
            } else {
                tell(self.names, at);
            }
        }
        while self.names.is_open() && next < found.len() {
            tell(self.names, next);
            next += 1;
        }
        self.names.line_end(line);
    }

    fn dates(&mut self, line: &str, first: u32) {
        let found = &self.line.found[..self.line.count];
        let mut next = 0;
        for date in dates_at(line, &self.line.digits[..self.line.numbers]) {
            let at = found[next..].partition_point(|word| (word.start as usize) < date.at.start) + next;
            if at == found.len() {
                return;
            }
            if let Some(day) = date.day_number(self.published) {
                self.dates.push(Mention { key: i64::from(day) as u64, at: first + at as u32 });
            }
            next = at + 1;
        }
    }
}
