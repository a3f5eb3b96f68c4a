//! Text to words in one pass: a byte table for ASCII, Unicode rules for the rare word that needs them.
//!
//! Most English articles hold some non-ASCII byte, but hardly any of their *words* do: what stands between words is
//! curly quotes, dashes and non-breaking spaces. So the choice of path is made per word, with those marks in the
//! table. A word with any other non-ASCII character is cut by UAX #29 and normalised. Most words are not even looked at
//! byte by byte: up to seven letters are taken as one number, up to sixteen as two.

mod classes;
mod plain;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::normalize::{Normalizer, is_unspaced};
use crate::text::runs::Runs;
use crate::text::unspaced::Unspaced;
use classes::{CLASS, DIGIT, LOWER, Mark, OTHER, QUOTE, UPPER, WIDE, mark, utf8_len};
use plain::shape;
pub(crate) use plain::{Plain, plain, small};

/// A word of a text, in its normalised form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Lower case, apostrophes straight, possessive `'s` cut off, digits without group separators.
    pub text: &'a str,
    /// Byte offset in the original where it begins.
    pub start: usize,
    /// Byte offset in the original where it ends.
    pub end: usize,
    /// How it is written.
    pub shape: Shape,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Begins with a lower-case letter, or its script has no case.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two letters or more, capitals only; dotted abbreviations (U.S.) too.
    Upper,
    /// Digits, with at most marks between them.
    Number,
}

/// Takes words: where they begin and end, how they are written, and their form.
pub(crate) type TakeWords<'a> = &'a mut dyn FnMut(usize, usize, Shape, &str);

/// How many words took which path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Words in all.
    pub words: usize,
    /// Words that needed Unicode rules.
    pub unicode: usize,
}

/// Cuts texts into words. Holds the buffers that are used again from text to text.
#[derive(Debug, Default)]
pub struct Segmenter {
    word: Vec<u8>,
    normalizer: Normalizer,
    unspaced: Unspaced,
    pieces: Vec<Range<usize>>,
    /// Scratch.
    runs: Runs,
    counts: Counts,
}

impl Segmenter {
    /// A segmenter with empty buffers.
    pub fn new() -> Segmenter {
        Segmenter::default()
    }

    /// One that cuts scripts without spaces by dictionary; otherwise neighbouring characters are paired.
    ///
    /// ```
    /// use samestory::text::Segmenter;
    /// let mut words = Vec::new();
    /// Segmenter::with_dictionary().words("港口工人罢工", &mut |w| words.push(w.text.to_owned()));
    /// assert_eq!(words, ["港口", "工人", "罢工"]);
    /// ```
    #[cfg(feature = "cjk")]
    pub fn with_dictionary() -> Segmenter {
        Segmenter { unspaced: Unspaced::dictionary(), ..Segmenter::default() }
    }

    /// How many words were cut so far, and how many of them by Unicode rules.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Hands each word of `text` to `each`, in order.
    ///
    /// ```
    /// use samestory::text::Segmenter;
    /// let mut words = Vec::new();
    /// Segmenter::new().words("Kim Jong-un’s U.S. visit, 1,200 km", &mut |w| words.push(w.text.to_owned()));
    /// assert_eq!(words, ["kim", "jong", "un", "us", "visit", "1200", "km"]);
    /// ```
    ///
    /// # Complexity
    /// Linear in the bytes of the text.
    pub fn words(&mut self, text: &str, each: &mut dyn FnMut(Word<'_>)) {
        let (bytes, mut small) = (text.as_bytes(), String::new());
        let mut runs = std::mem::take(&mut self.runs);
        runs.find(text);
        // up to where the text is dealt with
        let mut done = 0;
        for (start, end) in runs.of(0..text.len()).iter() {
            if start < done {
                continue;
            }
            if let Some(Plain { shape, .. }) = plain(bytes, bytes.len(), start, end) {
                self.counts.words += 1;
                small.clear();
                small.push_str(&text[start..end]);
                small.make_ascii_lowercase();
                each(Word { text: &small, start, end, shape });
            } else {
                let to = &mut |start, end, shape, text: &str| each(Word { text, start, end, shape });
                done = self.other_word(text, start, end, to);
            }
        }
        self.runs = runs;
    }

    /// Takes words back that were counted, until they are [counted again](Segmenter::count_again).
    pub(crate) fn take_back(&mut self, to: Counts) -> Counts {
        let now = std::mem::replace(&mut self.counts, to);
        Counts { words: now.words - to.words, unicode: now.unicode - to.unicode }
    }

    /// Counts words that were taken back.
    pub(crate) fn count_again(&mut self, counts: Counts) {
        self.counts.words += counts.words;
        self.counts.unicode += counts.unicode;
    }

    /// Counts words that needed no look at their characters.
    pub(crate) fn count_plain(&mut self, words: usize) {
        self.counts.words += words;
    }

    /// What stands at the beginning of a run that is no plain word; returns where to go on.
    #[inline(never)]
    pub(crate) fn other_word(&mut self, text: &str, start: usize, end: usize, to: TakeWords<'_>) -> usize {
        if start < end {
            return self.ascii_word(text, start, to);
        }
        match mark(&text.as_bytes()[start..]) {
            Mark::Apostrophe(len) | Mark::Between(len) => start + len,
            Mark::Letter => self.unicode_run(text, start, to),
        }
    }

    /// One word that begins with an ASCII letter or digit at `start`; returns where to go on.
    fn ascii_word(&mut self, text: &str, start: usize, to: TakeWords<'_>) -> usize {
        let bytes = text.as_bytes();
        let class_at = |i: usize| bytes.get(i).map_or(OTHER, |&b| CLASS[b as usize]);
        self.word.clear();
        let (mut at, mut uppers, mut digits, mut letters) = (start, 0usize, 0usize, 0usize);
        loop {
            match class_at(at) {
                LOWER => {
                    self.word.push(bytes[at]);
                    letters += 1;
                    at += 1;
                }
                UPPER => {
                    self.word.push(bytes[at] | 0x20);
                    uppers += 1;
                    letters += 1;
                    at += 1;
                }
                DIGIT => {
                    self.word.push(bytes[at]);
                    digits += 1;
                    at += 1;
                }
                QUOTE if letters > 0 && matches!(class_at(at + 1), LOWER | UPPER) => {
                    self.word.push(b'\'');
                    at += 1;
                }
                OTHER if letters == 0 && class_at(at + 1) == DIGIT && matches!(bytes.get(at), Some(b'.' | b',')) => {
                    // 1,200 is one number however it is grouped; 3.5 keeps its point
                    let group = bytes[at] == b','
                        && at + 4 <= bytes.len()
                        && bytes[at + 1..at + 4].iter().all(u8::is_ascii_digit)
                        && class_at(at + 4) != DIGIT;
                    if !group {
                        if bytes[at] == b',' {
                            break;
                        }
                        self.word.push(b'.');
                    }
                    at += 1;
                }
                // U.S. and the like: single capitals with points between
                OTHER
                    if uppers == letters
                        && digits == 0
                        && bytes.get(at) == Some(&b'.')
                        && at == start + 2 * letters - 1
                        && class_at(at + 1) == UPPER
                        && class_at(at + 2) == OTHER =>
                {
                    at += 1;
                }
                WIDE => match mark(&bytes[at..]) {
                    Mark::Apostrophe(len) if letters > 0 && matches!(class_at(at + len), LOWER | UPPER) => {
                        self.word.push(b'\'');
                        at += len;
                    }
                    Mark::Letter => return self.unicode_run(text, start, to),
                    Mark::Apostrophe(_) | Mark::Between(_) => break,
                },
                _ => break,
            }
        }
        if self.word.ends_with(b"'s") {
            self.word.truncate(self.word.len() - 2);
            letters -= 1;
        }
        let shape = if letters == 0 {
            Shape::Number
        } else {
            // of a possessive the `s` does not count, unless it is a capital
            shape(bytes[start].is_ascii_uppercase(), uppers >= letters && digits == 0, uppers)
        };
        self.counts.words += 1;
        // only ASCII bytes were pushed
        let word = std::str::from_utf8(&self.word).unwrap_or_default();
        to(start, at, shape, word);
        at
    }

    /// The run of characters from `start` up to the next byte that the table knows to stand between words, by UAX #29.
    #[cold]
    fn unicode_run(&mut self, text: &str, start: usize, to: TakeWords<'_>) -> usize {
        let bytes = text.as_bytes();
        let mut end = start;
        while end < bytes.len() {
            match CLASS[bytes[end] as usize] {
                OTHER => break,
                WIDE => match mark(&bytes[end..]) {
                    Mark::Between(_) => break,
                    Mark::Apostrophe(len) => end += len,
                    Mark::Letter => end += utf8_len(bytes[end]),
                },
                _ => end += 1,
            }
        }
        for (offset, word) in text[start..end].unicode_word_indices() {
            let at = start + offset..start + offset + word.len();
            let unspaced = word.chars().next().is_some_and(is_unspaced);
            if !unspaced || self.pieces.last().is_some_and(|last| last.end != at.start) {
                self.unspaced_run(text, to);
            }
            if unspaced {
                self.pieces.push(at);
            } else {
                self.emit(text, at.start, at.end, to);
            }
        }
        self.unspaced_run(text, to);
        end
    }

    /// What has been collected of a script without spaces, which Unicode's rules give one character at a time.
    fn unspaced_run(&mut self, text: &str, to: TakeWords<'_>) {
        let mut pieces = std::mem::take(&mut self.pieces);
        self.unspaced.words(text, &pieces, |at| self.emit(text, at.start, at.end, to));
        pieces.clear();
        self.pieces = pieces;
    }

    fn emit(&mut self, text: &str, start: usize, end: usize, to: TakeWords<'_>) {
        let original = &text[start..end];
        let word = self.normalizer.word(original);
        if word.is_empty() {
            return;
        }
        self.counts.words += 1;
        self.counts.unicode += 1;
        let mut chars = original.chars();
        let first = chars.next().unwrap_or(' ');
        let shape = if original.chars().all(char::is_numeric) {
            Shape::Number
        } else if first.is_uppercase() {
            let more = original.chars().count() > 1;
            if more && !original.chars().any(char::is_lowercase) { Shape::Upper } else { Shape::Capital }
        } else {
            Shape::Lower
        };
        to(start, end, shape, word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, Shape)> {
        let mut words = Vec::new();
        Segmenter::new().words(text, &mut |w| {
            assert!(text.get(w.start..w.end).is_some(), "offsets are character borders");
            words.push((w.text.to_owned(), w.shape));
        });
        words
    }

    #[test]
    fn words_of_every_kind() {
        use Shape::{Capital, Lower, Number, Upper};
        let cases: &[(&str, &[(&str, Shape)])] = &[
            ("Kim Jong-un's visit", &[("kim", Capital), ("jong", Capital), ("un", Lower), ("visit", Lower)]),
            ("the U.S. and the US", &[("the", Lower), ("us", Upper), ("and", Lower), ("the", Lower), ("us", Upper)]),
            ("Washington. The", &[("washington", Capital), ("the", Capital)]),
            (
                "1,200 of 3.5 in 2019, 26-27",
                &[
                    ("1200", Number),
                    ("of", Lower),
                    ("3.5", Number),
                    ("in", Lower),
                    ("2019", Number),
                    ("26", Number),
                    ("27", Number),
                ],
            ),
            ("don’t “go” — now…", &[("don't", Lower), ("go", Lower), ("now", Lower)]),
            ("Überfall in Zürich", &[("überfall", Capital), ("in", Lower), ("zürich", Capital)]),
            ("ВЛАДИВОСТОК, Россия", &[("владивосток", Upper), ("россия", Capital)]),
            ("中国总理", &[("中国", Lower), ("国总", Lower), ("总理", Lower)]),
            ("café’s cafe\u{301}", &[("café", Lower), ("café", Lower)]),
            ("", &[]),
            ("' — \u{a0}…", &[]),
            ("\0a\0", &[("a", Lower)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|&(w, s)| (w.to_owned(), s)).collect();
            assert_eq!(cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_fast_path_is_counted() {
        let mut segmenter = Segmenter::new();
        segmenter.words("The “Kim–Putin” summit in Nakhodka — très", &mut |_| ());
        assert_eq!(segmenter.counts(), Counts { words: 7, unicode: 1 });
    }
}
