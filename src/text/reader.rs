//! One text on its way to tokens, line by line, and the buffers that are used again from text to text.

use std::ops::Range;

use crate::article::Published;
use crate::text::dates::dates_at;
use crate::text::document::{Mention, Token};
use crate::text::lexicon::{Found, Lexicon, StemCache};
use crate::text::names::NameCollector;
use crate::text::page::{Shape as PageShape, cue_of};
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
    /// How many words were cut so far, and how many needed Unicode rules.
    pub fn counts(&self) -> Counts {
        self.segmenter.counts()
    }
}

/// The words of some lines, one behind the other.
#[derive(Debug, Default)]
struct LineWords {
    /// The first `count` of them, in memory that is used again.
    found: Vec<Found>,
    count: usize,
    /// Which words of their line are capitalised or numbers: the first `marks`.
    marked: Vec<u32>,
    marks: usize,
    /// Where runs begin with a digit: the first `numbers`.
    digits: Vec<u32>,
    numbers: usize,
}

/// How much there is of [`LineWords`].
#[derive(Debug, Clone, Copy)]
struct Place {
    count: usize,
    marks: usize,
    numbers: usize,
}

impl Place {
    const FIRST: Place = Place { count: 0, marks: 0, numbers: 0 };
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

/// Which runs come next in a line, and what they tell of it.
struct Runner<'a> {
    runs: Cut<'a>,
    /// Where the run before ends.
    previous_end: usize,
    shape: &'a mut PageShape,
}

impl Runner<'_> {
    /// Leaves the first so many out, which begin with a small letter.
    fn skip_small(&mut self, runs: usize) {
        if let Some(last) = runs.checked_sub(1) {
            self.previous_end = self.runs.end_of(last);
            self.shape.small_runs(runs);
            self.runs.skip(runs);
        }
    }

    fn next(&mut self, line: &str) -> Option<(usize, usize)> {
        let (start, end) = self.runs.iter().next()?;
        self.runs.skip(1);
        self.shape.run(line, start..end, self.previous_end);
        Some((start, end))
    }
}

impl LineWords {
    fn place(&self) -> Place {
        Place { count: self.count, marks: self.marks, numbers: self.numbers }
    }

    fn go_back(&mut self, to: Place) {
        (self.count, self.marks, self.numbers) = (to.count, to.marks, to.numbers);
    }

    /// Makes room for the words of so many runs.
    fn reserve(&mut self, runs: usize) {
        let words = self.count + runs;
        if self.found.len() < words {
            self.found.resize(words, Found::NONE);
            self.marked.resize(words, 0);
        }
        if self.digits.len() < self.numbers + runs {
            self.digits.resize(self.numbers + runs, 0);
        }
    }

    /// Takes plain words up to the first run that is none, and gives that. Runs before `done` are dealt with; the line has
    /// `first` words before it.
    fn plain_words(
        &mut self,
        (line, bytes): (&str, &[u8]),
        runner: &mut Runner<'_>,
        (first, done): (usize, usize),
        lexicon: &Lexicon,
    ) -> Option<(usize, usize)> {
        loop {
            if runner.runs.iter().next().is_some_and(|(start, _)| start >= done) {
                let small = self.small_words(bytes, runner.runs, lexicon);
                runner.skip_small(small);
            }
            let opens = runner.previous_end == 0;
            let (start, end) = runner.next(line)?;
            runner.previous_end = end;
            if bytes[start].is_ascii_digit() {
                self.digits[self.numbers] = start as u32;
                self.numbers += 1;
            }
            // before `done` lies a number in groups, for one
            let word = self.found.get_mut(self.count).filter(|_| start >= done);
            if let (Some(word), Some(Plain { shape, head, tail })) = (word, plain(bytes, line.len(), start, end)) {
                (word.start, word.end, word.shape) = (start as u32, end as u32, shape);
                lexicon.place([head, tail], word);
                self.marked[self.marks] = (self.count - first) as u32;
                self.marks += usize::from(shape != Shape::Lower);
                self.count += 1;
                continue;
            }
            runner.shape.cue(cue_of(&bytes[start..end]), opens);
            if start >= done {
                return Some((start, end));
            }
        }
    }

    /// Takes plain words in small letters, as most are, up to the first that is none, and tells how many: few things to
    /// look at, so that all are at hand.
    #[inline(never)]
    fn small_words(&mut self, bytes: &[u8], runs: Cut<'_>, lexicon: &Lexicon) -> usize {
        let mut taken = 0;
        for ((start, end), word) in runs.iter().zip(&mut self.found[self.count..]) {
            let Some(letters) = small(bytes, start, end) else { break };
            // field by field into a place that is there already: put together first, a word would wait for itself
            (word.start, word.end, word.shape) = (start as u32, end as u32, Shape::Lower);
            lexicon.place(letters, word);
            taken += 1;
        }
        self.count += taken;
        taken
    }

    /// Takes a word that is no plain one of a line that has `first` words before it.
    fn other_word(&mut self, word: Found, first: usize) {
        if self.count == self.found.len() {
            self.found.push(Found::NONE);
            self.marked.push(0);
        }
        self.found[self.count] = word;
        self.marked[self.marks] = (self.count - first) as u32;
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
                let hash = match one.line_read_ahead(line.text, &at) {
                    Some(hash) => hash,
                    None => {
                        cut_anew += 1;
                        one.line(line.text, bytes, runs.of(at.clone()))
                    }
                };
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
