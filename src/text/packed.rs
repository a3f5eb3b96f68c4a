//! [`PackedTexts`]: the words of many texts in a quarter of the room.

use rustc_hash::FxHashMap;

use crate::text::document::{Line, Mention, Token};
use crate::text::name_forms::NameForms;
use crate::text::words::Words;

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

/// Stands for a word that is not in the vocabulary.
const OTHER: u16 = u16::MAX;
/// The code of a name that the text has no spelling of; others begin with one more.
const NO_FORM: u64 = 0;
/// A number that is not the word it stands at.
const NO_WORD: u64 = 2;

/// Takes texts in.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    packed: PackedTexts,
    codes: FxHashMap<Token, u16>,
    others: Vec<Token>,
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
            let days = date.key.wrapping_sub(before) as i64;
            before = date.key;
            ((days << 1 ^ days >> 63) as u64, None)
        });
        ends.push(bytes.len());
    }

    /// Number of texts so far.
    pub(crate) fn len(&self) -> usize {
        self.packed.ends.len()
    }

    /// All that was taken in, without spare room.
    pub(crate) fn finish(mut self) -> PackedTexts {
        self.packed.vocabulary.shrink_to_fit();
        self.packed.bytes.shrink_to_fit();
        self.packed.ends.shrink_to_fit();
        self.packed
    }
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

/// How far behind the last place a place is; places ascend, but nothing breaks if they do not.
fn since(last: &mut u32, at: u32) -> u64 {
    u64::from(at.wrapping_sub(std::mem::replace(last, at)))
}

/// Writes a number in as few bytes as it needs, seven bits in each, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(rest: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((&byte, others)) = rest.split_first() {
        *rest = others;
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

fn take_full(rest: &mut &[u8]) -> u64 {
    let Some((number, others)) = rest.split_first_chunk() else { return 0 };
    *rest = others;
    u64::from_le_bytes(*number)
}

/// The codes of the words, and those in full.
fn split_words<'a>(rest: &mut &'a [u8]) -> (&'a [[u8; 2]], &'a [[u8; 8]]) {
    let count = take(rest) as usize;
    let (codes, others) = rest.split_at(2 * count);
    let codes = codes.as_chunks::<2>().0;
    let full = codes.iter().filter(|&&code| u16::from_le_bytes(code) == OTHER).count();
    let (full, others) = others.split_at(8 * full);
    *rest = others;
    (codes, full.as_chunks::<8>().0)
}

fn take_words<T: Copy>(rest: &mut &[u8], of_vocabulary: &[T], mut other: impl FnMut(Token) -> T, found: &mut Vec<T>) {
    let (codes, full) = split_words(rest);
    let mut full = full.iter().map(|&hash| Token::of_hash(u64::from_le_bytes(hash)));
    found.extend(codes.iter().map(|&code| match of_vocabulary.get(usize::from(u16::from_le_bytes(code))) {
        Some(&known) => known,
        None => other(full.next().unwrap_or(Token::of_hash(0))),
    }));
}

fn take_lines(rest: &mut &[u8], lines: &mut Vec<Line>) {
    lines.clear();
    let mut start = 0_u32;
    for _ in 0..take(rest) {
        start = start.wrapping_add(take(rest) as u32);
        lines.push(Line { hash: take_full(rest), start });
    }
}

/// Writes mentions; `code` gives the code of a key, and the key where it does not follow from the code.
fn put_mentions(bytes: &mut Vec<u8>, mentions: &[Mention], mut code: impl FnMut(&Mention) -> (u64, Option<u64>)) {
    put(bytes, mentions.len() as u64);
    let mut last = 0;
    for mention in mentions {
        put(bytes, since(&mut last, mention.at));
        let (code, key) = code(mention);
        put(bytes, code);
        bytes.extend(key.into_iter().flat_map(u64::to_le_bytes));
    }
}

/// Reads mentions; `key` gives the key of a code, of where it stands and of what comes then.
fn take_mentions(rest: &mut &[u8], mentions: &mut Vec<Mention>, mut key: impl FnMut(u64, u32, &mut &[u8]) -> u64) {
    mentions.clear();
    let mut at = 0_u32;
    for _ in 0..take(rest) {
        at = at.wrapping_add(take(rest) as u32);
        let code = take(rest);
        mentions.push(Mention { key: key(code, at, rest), at });
    }
}
