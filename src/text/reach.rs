//! [`Reaches`]: where each word of a text stands, in little more than one byte a word.

use std::ops::Range;

/// How far each word reaches from the end of the one before it in its line, the first from where white space ends.
///
/// What lies between and the word's own length are one number, found in [`STEPS`]; the few that are not stand beside.
#[derive(Debug, Clone, Default)]
pub(super) struct Reaches {
    numbers: Vec<u8>,
    /// Of every [`STRIDE`]th word how far from the beginning of its line the one before it ends, so that few steps have to
    /// be added up.
    ends: Vec<u32>,
    /// Ascending by token.
    others: Vec<(u32, Step)>,
}

const STRIDE: usize = 16;

/// From the end of one word to the end of the next, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// Below 0 where both overlap, as pairs of characters do.
    gap: i32,
    len: u32,
}

/// Bytes of the longest word that has a number, by the bytes between it and the word before. One is a space, seven the
/// quotation marks between two sentences.
const LONGEST: [u8; 10] = [40, 70, 45, 22, 22, 18, 12, 12, 6, 6];
/// The number of the first word after so many bytes.
const FIRST: [u8; 10] = {
    let (mut first, mut gap) = ([0; 10], 1);
    while gap < first.len() {
        first[gap] = first[gap - 1] + LONGEST[gap - 1];
        gap += 1;
    }
    first
};
/// A pair of Chinese characters, of which the first is the second of the pair before.
const PAIR: u8 = 254;
const PAIR_STEP: Step = Step { gap: -3, len: 6 };
/// A step that has no number.
const OTHER: u8 = 255;

/// What each number says, as bytes between and length.
const STEPS: [(i8, u8); 256] = {
    let (mut steps, mut gap) = ([(0, 0); 256], 0);
    while gap < FIRST.len() {
        let mut len = 1;
        while len <= LONGEST[gap] {
            steps[(FIRST[gap] + len - 1) as usize] = (gap as i8, len);
            len += 1;
        }
        gap += 1;
    }
    steps[PAIR as usize] = (PAIR_STEP.gap as i8, PAIR_STEP.len as u8);
    steps
};

/// Both together.
const SPANS: [u8; 256] = {
    let (mut spans, mut number) = ([0; 256], 0);
    while number < spans.len() {
        spans[number] = (STEPS[number].0 as i16 + STEPS[number].1 as i16) as u8;
        number += 1;
    }
    spans
};

impl Reaches {
    /// Forgets all words.
    pub(super) fn clear(&mut self) {
        self.numbers.clear();
        self.ends.clear();
        self.others.clear();
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Adds the words of a line: where each begins and ends.
    pub(super) fn line(&mut self, line: &str, words: impl Iterator<Item = (u32, u32)>) {
        let begin = (line.len() - line.trim_start().len()) as u32;
        let mut before = begin;
        for (start, end) in words {
            if self.numbers.len().is_multiple_of(STRIDE) {
                self.ends.push(before - begin);
            }
            let (gap, len) = (start.wrapping_sub(before), end - start);
            before = end;
            let number = match (FIRST.get(gap as usize), LONGEST.get(gap as usize)) {
                (Some(first), Some(&longest)) if (1..=u32::from(longest)).contains(&len) => first + len as u8 - 1,
                _ => self.other(Step { gap: gap.cast_signed(), len }),
            };
            self.numbers.push(number);
        }
    }

    #[cold]
    fn other(&mut self, step: Step) -> u8 {
        if step == PAIR_STEP {
            return PAIR;
        }
        self.others.push((self.numbers.len() as u32, step));
        OTHER
    }

    /// Where a word stands, counted from where white space ends in its line, given the first word of that.
    pub(super) fn place(&self, first: usize, word: usize) -> Option<Range<usize>> {
        let (stride, mut end) = (word / STRIDE * STRIDE, 0);
        let mut from = first;
        if stride > first {
            (from, end) = (stride, i64::from(*self.ends.get(word / STRIDE)?));
        }
        let (&last, before) = self.numbers.get(from..=word)?.split_last()?;
        // steps without a number are 0 in the table
        end += before.iter().map(|&number| i64::from(SPANS[usize::from(number)])).sum::<i64>();
        let (gap, len) = STEPS[usize::from(last)];
        let mut last = Step { gap: gap.into(), len: len.into() };
        if !self.others.is_empty() {
            let others = self.others.partition_point(|&(at, _)| (at as usize) < from);
            for &(at, step) in self.others[others..].iter().take_while(|&&(at, _)| at as usize <= word) {
                if at as usize == word {
                    last = step;
                } else {
                    end += i64::from(step.gap) + i64::from(step.len);
                }
            }
        }
        let start = usize::try_from(end + i64::from(last.gap)).ok()?;
        Some(start..start + last.len as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Segmenter;

    #[test]
    fn words_are_found_again() {
        let long = format!("Lemma {} and more — {} far", "x".repeat(90), "é".repeat(80));
        for (line, others) in [
            ("  Kim Jong-un’s train, some 1,200 km of it — he said.” “Putin”", 0),
            ("\u{a0}Владивосток: саммит начался", 0),
            ("北京市长城", 0),
            ("", 0),
            ("first              apart", 1),
            (&long, 2),
            (&"Tremors were felt in the “new town” ".repeat(20), 0),
            (&format!("{} und — {long}", "Бастуют докеры порта ".repeat(30)), 2),
        ] {
            // the line stands behind another one
            let mut reaches = Reaches::default();
            reaches.line("", [(400, 900)].into_iter());
            let mut places: Vec<(usize, usize)> = Vec::new();
            Segmenter::new().words(line, &mut |word| places.push((word.start, word.end)));
            reaches.line(line, places.iter().map(|&(start, end)| (start as u32, end as u32)));
            for (at, &(start, end)) in (1..).zip(&places) {
                let word = reaches.place(1, at).and_then(|place| line.trim_start().get(place));
                assert_eq!(word, Some(&line[start..end]), "{line}");
            }
            assert_eq!(reaches.others.len(), others + 1, "{line}");
            assert_eq!(reaches.place(1, places.len() + 1), None);
        }
    }
}
