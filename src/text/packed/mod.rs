//! [`PackedTexts`]: the words of many texts in a quarter of the room.

mod coding;
mod packer;

use crate::text::document::{Line, Token};
use crate::text::name_forms::NameForms;
use crate::text::packed::coding::{
    NO_FORM, NO_WORD, split_words, take, take_full, take_lines, take_mentions, take_words,
};
use crate::text::words::Words;

pub(crate) use packer::Packer;

/// The words of texts that were read together, each text to be unpacked by itself.
///
/// A word is its place among the different words of all these texts, in two bytes. Names are their place among the
/// spellings of their text, and numbers are the word they stand at. What is of no such form follows in full, so that
/// every text comes out as it went in.
#[derive(Debug, Clone, Default)]
pub(crate) struct PackedTexts {
    /// The different words, in the order in which they come first.
    vocabulary: Vec<Token>,
    bytes: Vec<u8>,
    /// Where the bytes of each text end.
    ends: Vec<usize>,
}

impl PackedTexts {
    /// Number of texts.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Number of words of a text.
    pub(crate) fn word_count(&self, text: usize) -> u32 {
        let mut rest = self.of(text);
        take(&mut rest);
        take(&mut rest) as u32
    }

    /// The different words of all texts; of many different ones the first.
    pub(crate) fn vocabulary(&self) -> &[Token] {
        &self.vocabulary
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val::<[Token]>(&self.vocabulary) + self.bytes.len() + size_of_val::<[usize]>(&self.ends)
    }

    /// Reads a text, given with the spellings of its names, into memory that is used again.
    pub(crate) fn unpack(&self, text: usize, names: &NameForms, words: &mut Words) {
        let mut rest = self.of(text);
        words.title_len = take(&mut rest) as u32;
        words.tokens.clear();
        take_words(&mut rest, &self.vocabulary, |token| token, &mut words.tokens);
        take_lines(&mut rest, &mut words.lines);
        take_mentions(&mut rest, &mut words.names, |code, _, rest| match code {
            NO_FORM => take_full(rest),
            place => names.key_at(place as usize - 1),
        });
        let tokens = &words.tokens;
        take_mentions(&mut rest, &mut words.numbers, |code, at, rest| match code {
            NO_WORD => take_full(rest),
            odd => tokens[at as usize].hash() & !1 | odd,
        });
        let mut before = 0_u64;
        take_mentions(&mut rest, &mut words.dates, |code, _, _| {
            before = before.wrapping_add(code >> 1 ^ (code & 1).wrapping_neg());
            before
        });
    }

    /// Of each word of a text what stands for it beside the [vocabulary](PackedTexts::vocabulary), and for words that are
    /// not there what `other` says; added to `found`. Returns the number of words in the title.
    pub(crate) fn words_as<T: Copy>(
        &self,
        text: usize,
        of_vocabulary: &[T],
        other: impl FnMut(Token) -> T,
        found: &mut Vec<T>,
    ) -> usize {
        let mut rest = self.of(text);
        let title = take(&mut rest) as usize;
        take_words(&mut rest, of_vocabulary, other, found);
        title
    }

    /// Reads the lines of a text alone; returns the number of words in the title, and of all words.
    pub(crate) fn lines(&self, text: usize, lines: &mut Vec<Line>) -> [u32; 2] {
        let mut rest = self.of(text);
        let title = take(&mut rest) as u32;
        let (codes, _) = split_words(&mut rest);
        take_lines(&mut rest, lines);
        [title, codes.len() as u32]
    }

    /// The same with some texts changed: those for which `change` says so. Texts without names are given up.
    pub(crate) fn changed<'a>(
        &self,
        names: impl Fn(usize) -> Option<&'a NameForms>,
        mut change: impl FnMut(usize, &mut Words) -> bool,
    ) -> PackedTexts {
        let codes = self.vocabulary.iter().copied().zip(0..).collect();
        let mut packer = Packer { codes, ..Packer::default() };
        packer.packed.vocabulary.clone_from(&self.vocabulary);
        packer.packed.bytes.reserve(self.bytes.len());
        let mut words = Words::default();
        for text in 0..self.ends.len() {
            let Some(names) = names(text) else {
                packer.packed.ends.push(packer.packed.bytes.len());
                continue;
            };
            self.unpack(text, names, &mut words);
            if change(text, &mut words) {
                packer.push(&words, names);
            } else {
                packer.packed.bytes.extend_from_slice(self.of(text));
                packer.packed.ends.push(packer.packed.bytes.len());
            }
        }
        packer.finish()
    }

    /// The bytes of a text.
    fn of(&self, text: usize) -> &[u8] {
        let from = if text == 0 { 0 } else { self.ends[text - 1] };
        &self.bytes[from..self.ends[text]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::sketch::hash::mix;
    use crate::text::Analyzer;
    use crate::text::document::Mention;
    use crate::text::packed::coding::OTHER;

    fn names(keys: &[u64]) -> NameForms {
        NameForms::new(keys.iter().map(|&key| (key, "Kim")))
    }

    /// Words by number, without anything that stands at them.
    fn words(title_len: u32, words: impl Iterator<Item = u64>) -> Words {
        Words {
            title_len,
            tokens: words.map(|word| Token::new(mix(word), word % 3 == 0)).collect(),
            ..Words::default()
        }
    }

    fn packed(texts: &[(Words, NameForms)]) -> PackedTexts {
        let mut packer = Packer::default();
        for (words, names) in texts {
            packer.push(words, names);
        }
        assert_eq!(packer.len(), texts.len());
        packer.finish()
    }

    /// Each text as it comes out, one after the other into the same memory.
    fn unpacked(packed: &PackedTexts, texts: &[(Words, NameForms)]) -> Vec<Words> {
        let mut words = Words::default();
        let unpack = |(text, (_, names)): (usize, &(Words, NameForms))| {
            packed.unpack(text, names, &mut words);
            words.clone()
        };
        texts.iter().enumerate().map(unpack).collect()
    }

    fn plain(texts: &[(Words, NameForms)]) -> Vec<Words> {
        texts.iter().map(|(words, _)| words.clone()).collect()
    }

    #[test]
    fn texts_come_out_as_they_went_in() {
        let read = |title: &str, body: &str| {
            let article = Article::builder(title, body).lang("en").published("2019-04-25").build().unwrap();
            let mut document = Analyzer::new().analyse(&article);
            (document.take_words(), document.forms)
        };
        let long =
            "On 3 March Kim Jong Un told Vladimir Putin of 1,200 ships.\nThe Kremlin, on 5 May 1945: 40 % of Kim’s.\n";
        let texts =
            [read("", ""), read("Kim meets Putin", long), read("", "One line."), read("2 of 3", &long.repeat(40))];
        let [_, (met, names), ..] = &texts;
        assert!(met.names.len() > 3 && names.len() > 2 && met.numbers.len() > 2 && met.dates.len() == 2, "{met:?}");
        assert!(met.lines.len() == 2 && met.title_len == 3);
        let packed = packed(&texts);
        assert_eq!(unpacked(&packed, &texts), plain(&texts));
        // names, numbers and dates by codes, not in full
        assert!(packed.of(3).len() < 2 * texts[3].0.tokens.len() + 80 * 9 + 8 * met.names.len() * 40);
        for (text, (words, _)) in texts.iter().enumerate() {
            let mut lines = vec![Line { hash: 1, start: 1 }];
            assert_eq!(packed.lines(text, &mut lines), [words.title_len, words.tokens.len() as u32]);
            assert_eq!((&lines, packed.word_count(text)), (&words.lines, words.tokens.len() as u32));
        }
    }

    #[test]
    fn words_without_a_code_follow_in_full() {
        let texts = [
            (words(2, 0..40_000), names(&[])),
            (words(0, 30_000..70_000), names(&[])),
            (words(5, (60_000..80_000).chain(0..10).chain([79_999])), names(&[])),
            (words(1, 0..20), names(&[])),
        ];
        let packed = packed(&texts);
        assert_eq!(packed.vocabulary().len(), usize::from(OTHER));
        assert_eq!(unpacked(&packed, &texts), plain(&texts));
        let places: Vec<u32> = (0..).zip(packed.vocabulary()).map(|(place, _)| place).collect();
        let (mut found, mut others) = (vec![7], Vec::new());
        let other = |word| {
            others.push(word);
            u32::MAX
        };
        assert_eq!(packed.words_as(2, &places, other, &mut found), 5);
        assert_eq!(found[..3], [7, 60_000, 60_001]);
        assert_eq!((found[5536], found[20_000], found[20_001], found[20_011]), (u32::MAX, u32::MAX, 0, u32::MAX));
        assert_eq!(others.last(), texts[2].0.tokens.last());
    }

    #[test]
    fn what_follows_from_nothing_is_kept_too() {
        let mention = |key, at| Mention { key, at };
        let odd = Words {
            lines: vec![Line { hash: u64::MAX, start: 9 }, Line { hash: 0, start: 4 }],
            // names without a spelling, out of order and behind the end
            names: vec![mention(5, 7), mention(6, 2), mention(u64::MAX, u32::MAX), mention(5, 0)],
            // numbers that are the words there, but for the lowest bit, and others
            numbers: vec![mention(mix(1) | 1, 1), mention(mix(2) & !1, 2), mention(8, 2), mention(9, 40)],
            dates: vec![mention(3, 1), mention((-4_i64) as u64, 1), mention(i64::MIN as u64, 2), mention(u64::MAX, 0)],
            ..words(0, 0..10)
        };
        let texts = [(odd.clone(), names(&[5])), (odd, names(&[]))];
        assert_eq!(unpacked(&packed(&texts), &texts), plain(&texts));
    }

    #[test]
    fn some_texts_lose_lines() {
        let lined = |first: u64, starts: [u32; 3]| Words {
            lines: starts.iter().map(|&start| Line { hash: first + u64::from(start), start }).collect(),
            names: (2..30).map(|at| Mention { key: 5, at }).collect(),
            ..words(2, first..first + 30)
        };
        let texts = [
            (lined(0, [2, 10, 20]), names(&[5])),
            (lined(99, [2, 5, 9]), names(&[])),
            (lined(7, [2, 9, 12]), names(&[5])),
        ];
        let drop = |line: Line| line.hash.is_multiple_of(10);
        let changed = packed(&texts)
            .changed(|text| (text != 1).then(|| &texts[text].1), |text, words| text == 0 && words.without_lines(drop));
        let mut expected = texts.clone();
        assert!(expected[0].0.without_lines(drop));
        assert_eq!((expected[0].0.tokens.len(), expected[0].0.lines.len()), (10, 1));
        assert!(changed.of(1).is_empty(), "given up");
        let mut words = Words::default();
        for text in [0, 2] {
            changed.unpack(text, &texts[text].1, &mut words);
            assert_eq!(words, expected[text].0, "{text}");
        }
    }
}
