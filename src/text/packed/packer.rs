//! [`Packer`]: from words to packed texts.

use rustc_hash::FxHashMap;

use crate::text::document::Token;
use crate::text::name_forms::NameForms;
use crate::text::packed::PackedTexts;
use crate::text::packed::coding::{NO_FORM, NO_WORD, OTHER, put, put_mentions, since};
use crate::text::words::Words;

/// Takes texts in.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    pub(super) packed: PackedTexts,
    pub(super) codes: FxHashMap<Token, u16>,
    pub(super) others: Vec<Token>,
}

impl Packer {
    /// Adds a text, given with the spellings of its names.
    pub(crate) fn push(&mut self, words: &Words, names: &NameForms) {
        let PackedTexts { vocabulary, bytes, ends } = &mut self.packed;
        self.others.clear();
        put(bytes, words.title_len.into());
        put(bytes, words.tokens.len() as u64);
        bytes.extend(words.tokens.iter().flat_map(|&token| {
            let known = self.codes.get(&token).copied();
            let code = known.unwrap_or_else(|| {
                if vocabulary.len() == usize::from(OTHER) {
                    self.others.push(token);
                    return OTHER;
                }
                vocabulary.push(token);
                *self.codes.entry(token).or_insert(vocabulary.len() as u16 - 1)
            });
            code.to_le_bytes()
        }));
        bytes.extend(self.others.iter().flat_map(|token| token.hash().to_le_bytes()));
        put(bytes, words.lines.len() as u64);
        let mut last = 0;
        for line in &words.lines {
            put(bytes, since(&mut last, line.start));
            bytes.extend(line.hash.to_le_bytes());
        }
        put_mentions(bytes, &words.names, |name| match names.place(name.key) {
            Some(place) => (place as u64 + 1, None),
            None => (NO_FORM, Some(name.key)),
        });
        put_mentions(bytes, &words.numbers, |number| match words.tokens.get(number.at as usize) {
            Some(word) if word.hash() & !1 == number.key & !1 => (number.key & 1, None),
            _ => (NO_WORD, Some(number.key)),
        });
        let mut before = 0;
        put_mentions(bytes, &words.dates, |date| {
            let days = date.key.wrapping_sub(before).cast_signed();
            before = date.key;
            ((days << 1 ^ days >> 63).cast_unsigned(), None)
        });
        ends.push(bytes.len());
    }

    /// Number of texts so far.
    pub(crate) fn len(&self) -> usize {
        self.packed.ends.len()
    }

    /// Gives all that was taken in, without spare room, and begins anew.
    pub(crate) fn finish(&mut self) -> PackedTexts {
        self.codes.clear();
        let mut packed = std::mem::take(&mut self.packed);
        packed.vocabulary.shrink_to_fit();
        packed.bytes.shrink_to_fit();
        packed.ends.shrink_to_fit();
        packed
    }
}
