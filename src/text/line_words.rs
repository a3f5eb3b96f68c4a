//! [`LineWords`]: the words of lines as they are cut from the runs, most of them plain ones.

use crate::text::lexicon::{Found, Lexicon};
use crate::text::page::{Shape as PageShape, cue_of};
use crate::text::runs::Cut;
use crate::text::segment::{Plain, Shape, plain, small};

/// The words of some lines, one behind the other.
#[derive(Debug, Default)]
pub(super) struct LineWords {
    /// The first `count` of them, in memory that is used again.
    pub(super) found: Vec<Found>,
    pub(super) count: usize,
    /// Which words of their line are capitalised or numbers: the first `marks`.
    pub(super) marked: Vec<u32>,
    marks: usize,
    /// Where runs begin with a digit: the first `numbers`.
    pub(super) digits: Vec<u32>,
    numbers: usize,
}

/// How much there is of [`LineWords`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) count: usize,
    pub(super) marks: usize,
    pub(super) numbers: usize,
}

impl Place {
    pub(super) const FIRST: Place = Place { count: 0, marks: 0, numbers: 0 };
}

/// Which runs come next in a line, and what they tell of it.
pub(super) struct Runner<'a> {
    pub(super) runs: Cut<'a>,
    /// Where the run before ends.
    pub(super) previous_end: usize,
    pub(super) shape: &'a mut PageShape,
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
    pub(super) fn place(&self) -> Place {
        Place { count: self.count, marks: self.marks, numbers: self.numbers }
    }

    pub(super) fn go_back(&mut self, to: Place) {
        (self.count, self.marks, self.numbers) = (to.count, to.marks, to.numbers);
    }

    /// Makes room for the words of so many runs.
    pub(super) fn reserve(&mut self, runs: usize) {
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
    pub(super) fn plain_words(
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
    pub(super) fn other_word(&mut self, word: Found, first: usize) {
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
