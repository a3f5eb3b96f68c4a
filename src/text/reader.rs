//! One text on its way to tokens, line by line, and the buffers that are used again from text to text.

use std::ops::Range;

use crate::article::Published;
use crate::text::dates::dates_at;
use crate::text::document::{Mention, Token};
use crate::text::lexicon::{Found, Lexicon, StemCache};
use crate::text::line_words::{LineWords, Place, Runner};
use crate::text::names::NameCollector;
use crate::text::page::Shape as PageShape;
use crate::text::reach::Reaches;
use crate::text::runs::{Cut, Runs};
use crate::text::segment::{Counts, Segmenter, Shape};

/// Buffers and the stem cache of one thread.
#[derive(Debug, Default)]
pub struct Workspace {
    pub(super) segmenter: Segmenter,
    pub(super) names: NameCollector,
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) cache: StemCache,
    /// Runs of the body, and of the title.
    pub(super) runs: [Runs; 2],
    words: LineWords,
    /// The lines of a page, read before it is known which of them are the report, and their tokens.
    ahead: Vec<LineAhead>,
    tokens_ahead: Vec<Token>,
    pub(super) tokens: Vec<Token>,
    pub(super) numbers: Vec<Mention>,
    pub(super) dates: Vec<Mention>,
    reaches: Reaches,
    /// Fingerprint of the analyzer that the lexicons and the cache are of.
    pub(super) settings: Option<u64>,
}

impl Workspace {
    /// The same as the default, prepared for so many texts.
    pub(crate) fn for_texts(count: usize) -> Workspace {
        /// From so many texts on it pays to have the whole cache at hand.
        const MANY: usize = 512;
        let cache = if count < MANY { StemCache::default() } else { StemCache::at_hand() };
        Workspace { cache, ..Workspace::default() }
    }

    /// How many words were cut so far, and how many needed Unicode rules.
    pub fn counts(&self) -> Counts {
        self.segmenter.counts()
    }
}

/// A line whose words are found.
#[derive(Debug)]
struct LineAhead {
    /// Where it stands in the body.
    at: Range<usize>,
    words: Range<Place>,
    /// Its words begin here among the tokens.
    first: usize,
    hash: u64,
    /// Counted only if it is of the report.
    counts: Counts,
}

/// One text on its way to tokens.
pub(super) struct Reader<'a> {
    pub(super) segmenter: &'a mut Segmenter,
    pub(super) names: &'a mut NameCollector,
    pub(super) cache: &'a mut StemCache,
    pub(super) lexicon: &'a Lexicon,
    words: &'a mut LineWords,
    ahead: &'a mut Vec<LineAhead>,
    tokens_ahead: &'a mut Vec<Token>,
    /// How many of the lines that were read ahead are dealt with.
    dealt_with: usize,
    /// Near which dates without a year are.
    pub(super) published: Option<Published>,
    pub(super) tokens: &'a mut Vec<Token>,
    pub(super) numbers: &'a mut Vec<Mention>,
    pub(super) dates: &'a mut Vec<Mention>,
    /// Where the words stand, if that is asked for.
    pub(super) reaches: Option<&'a mut Reaches>,
}

impl Workspace {
    /// For a text in the language of the `lexicon`-th lexicon; and the runs of its body and its title. `placing` notes
    /// where words stand.
    pub(super) fn reader(&mut self, lexicon: usize, placing: bool) -> (Reader<'_>, &mut [Runs; 2]) {
        let Workspace { segmenter, names, lexicons, cache, runs, words, ahead, tokens_ahead, .. } = self;
        let Workspace { tokens, numbers, dates, reaches, .. } = self;
        words.go_back(Place::FIRST);
        ahead.clear();
        tokens_ahead.clear();
        tokens.clear();
        numbers.clear();
        dates.clear();
        reaches.clear();
        let (lexicon, reaches) = (&lexicons[lexicon], placing.then_some(reaches));
        let (dealt_with, published) = (0, None);
        let reader = Reader {
            segmenter,
            names,
            cache,
            lexicon,
            words,
            ahead,
            tokens_ahead,
            dealt_with,
            published,
            tokens,
            numbers,
            dates,
            reaches,
        };
        (reader, runs)
    }
}

impl Reader<'_> {
    /// Reads one line, with which `bytes` begin; returns the hash of its words.
    pub(super) fn line(&mut self, line: &str, bytes: &[u8], runs: Cut<'_>) -> u64 {
        let (before, first) = (self.words.place(), self.tokens.len() as u32);
        let (words, hash) = self.words(line, bytes, runs, &mut PageShape::begin(line));
        let tokens = self.tokens_ahead.drain(self.tokens_ahead.len() - (words.end.count - words.start.count)..);
        self.tokens.extend(tokens);
        self.take(line, words, first);
        self.words.go_back(before);
        hash
    }

    /// Reads the words of a line of the page, which stands in the body at a place, and with which `bytes` begin; tells its
    /// shape.
    pub(super) fn line_ahead(&mut self, line: &str, at: Range<usize>, bytes: &[u8], runs: Cut<'_>) -> PageShape {
        let mut shape = PageShape::begin(line);
        let (first, counted) = (self.tokens_ahead.len(), self.segmenter.counts());
        let (words, hash) = self.words(line, bytes, runs, &mut shape);
        shape.close(line, runs.len());
        let counts = self.segmenter.take_back(counted);
        self.ahead.push(LineAhead { at, words, first, hash, counts });
        shape
    }

    /// Takes over the line of the report that stands at a place in the body, if it was read ahead as it is; returns the hash
    /// of its words. Lines come in their order.
    pub(super) fn line_read_ahead(&mut self, line: &str, at: &Range<usize>) -> Option<u64> {
        self.dealt_with += self.ahead[self.dealt_with..].iter().take_while(|line| line.at.start < at.start).count();
        let LineAhead { words, first, hash, counts, .. } =
            self.ahead.get(self.dealt_with).filter(|line| line.at == *at)?;
        self.segmenter.count_again(*counts);
        let (words, hash) = (words.clone(), *hash);
        let tokens = &self.tokens_ahead[*first..][..words.end.count - words.start.count];
        let first = self.tokens.len() as u32;
        self.tokens.extend_from_slice(tokens);
        self.take(line, words, first);
        Some(hash)
    }

    /// Finds the words of a line and reads their tokens ahead; which they are, and their hash.
    fn words(&mut self, line: &str, bytes: &[u8], runs: Cut<'_>, shape: &mut PageShape) -> (Range<Place>, u64) {
        let start = self.words.place();
        let opens = runs.iter().next().map_or(0, |(start, _)| start as u32);
        self.cut(line, bytes, Runner { runs, previous_end: 0, shape });
        let found = &mut self.words.found[start.count..self.words.count];
        let hash = self.cache.read_all(line, found, self.lexicon, self.tokens_ahead, |word, cue| {
            shape.cue(cue, word.start == opens);
        });
        (start..self.words.place(), hash)
    }

    /// Takes over the words of a line, the first of which is the `first`-th of the text.
    fn take(&mut self, line: &str, words: Range<Place>, first: u32) {
        if let Some(reaches) = &mut self.reaches {
            let found = &self.words.found[words.start.count..words.end.count];
            reaches.line(line, found.iter().map(|word| (word.start, word.end)));
        }
        self.names(line, &words, first);
        self.dates(line, &words, first);
    }

    /// Finds the words of a line and where they lie in the cache.
    fn cut(&mut self, line: &str, bytes: &[u8], mut runner: Runner<'_>) {
        self.words.reserve(runner.runs.len());
        let first = self.words.count;
        // up to where the line is dealt with
        let mut done = 0;
        loop {
            let before = self.words.count;
            let stopped = self.words.plain_words((line, bytes), &mut runner, (first, done), self.lexicon);
            self.segmenter.count_plain(self.words.count - before);
            let Some((start, end)) = stopped else { return };
            done = self.segmenter.other_word(line, start, end, &mut |start, end, shape, form| {
                let mut word = Found::NONE;
                (word.start, word.end, word.shape) = (start as u32, end as u32, shape);
                self.cache.at_once(form, self.lexicon, &mut word);
                self.words.other_word(word, first);
            });
        }
    }

    fn names(&mut self, line: &str, words: &Range<Place>, first: u32) {
        let LineWords { found, marked, .. } = &*self.words;
        let (found, marked) = (&found[words.start.count..words.end.count], &marked[words.start.marks..words.end.marks]);
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

    fn dates(&mut self, line: &str, words: &Range<Place>, first: u32) {
        let found = &self.words.found[words.start.count..words.end.count];
        let mut next = 0;
        for date in dates_at(line, &self.words.digits[words.start.numbers..words.end.numbers]) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;
    use crate::text::language::Language;
    use crate::text::{Analyzer, page};

    const PARTS: [&str; 48] = [
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        "the",
        "pilots",
        "of",
        "Antwerp",
        "walked",
        "out",
        "THURSDAY",
        "said",
        "you",
        "our",
        "Subscribe",
        "newsletter",
        "Photo",
        "Reporting by",
        ". ",
        "! ",
        "? ",
        ", ",
        ":",
        "\n",
        "\r\n",
        "\n\n",
        "U.S.",
        "don't",
        "Lund’s",
        "1,200",
        "18",
        "April 2019",
        "3.5",
        "A",
        "é",
        "Überfall",
        "總統",
        "встреча",
        "\u{a0}",
        "—",
        "sixteenletterses",
        "seventeenletterses",
        "MORE",
        " MORE on",
        "Ada Lund Ada Maria LundHarbour",
        "\0",
    ];

    #[test]
    fn lines_read_ahead_are_lines_read_one_by_one() {
        let analyzer = Analyzer::new();
        let mut spaces = [Workspace::default(), Workspace::default()];
        let (mut ahead_lines, mut cut_anew) = (0, 0);
        for case in 0..4000_u64 {
            let part = |i: u64| {
                let draw = mix(case << 20 | i);
                // stretches without a break, and some without anything that is not ASCII
                let parts = if case % 3 == 0 { &PARTS[..36] } else { &PARTS[..] };
                if case % 7 == 0 { parts[draw as usize % 25] } else { parts[draw as usize % parts.len()] }
            };
            let body: String = (0..mix(case) % [20, 200, 2000][case as usize % 3]).map(part).collect();
            let [one, other] = &mut spaces;
            for space in [&mut *one, &mut *other] {
                space.prepare(&analyzer);
            }
            let lexicon = [one.lexicon(&analyzer, Language::ENGLISH), other.lexicon(&analyzer, Language::ENGLISH)];
            let (mut one, [runs, _]) = one.reader(lexicon[0], true);
            let (mut other, _) = other.reader(lexicon[1], true);
            runs.find(&body);
            let page = page::read_by("", &body, &mut |line, at| {
                let shape = one.line_ahead(line, at.clone(), &body.as_bytes()[at.start..], runs.of(at.clone()));
                assert_eq!(shape, PageShape::of(line, runs.of(at)), "{line:?}");
                shape
            });
            assert_eq!(page, page::read("", &body));
            for line in page.report_lines() {
                let at = line.text.as_ptr() as usize - body.as_ptr() as usize;
                let (bytes, at) = (&body.as_bytes()[at..], at..at + line.text.len());
                let hash = one.line_read_ahead(line.text, &at).unwrap_or_else(|| {
                    cut_anew += 1;
                    one.line(line.text, bytes, runs.of(at.clone()))
                });
                ahead_lines += 1;
                assert_eq!(hash, other.line(line.text, line.text.as_bytes(), runs.of(at)), "{line:?}");
            }
            assert_eq!((&one.tokens, &one.numbers, &one.dates), (&other.tokens, &other.numbers, &other.dates));
            assert_eq!(format!("{:?}", one.reaches), format!("{:?}", other.reaches));
            assert_eq!(one.names.finish(), other.names.finish(), "{body:?}");
        }
        assert!(ahead_lines > 10_000 && cut_anew > 10, "{ahead_lines} lines, {cut_anew} cut anew");
    }
}
