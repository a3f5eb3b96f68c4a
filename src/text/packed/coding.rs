//! The coding of packed texts: numbers and mentions to bytes and back, words and lines from bytes.

use crate::text::document::{Line, Mention, Token};

/// Stands for a word that is not in the vocabulary.
pub(super) const OTHER: u16 = u16::MAX;
/// The code of a name that the text has no spelling of; others begin with one more.
pub(super) const NO_FORM: u64 = 0;
/// A number that is not the word it stands at.
pub(super) const NO_WORD: u64 = 2;

/// How far behind the last place a place is; places ascend, but nothing breaks if they do not.
pub(super) fn since(last: &mut u32, at: u32) -> u64 {
    u64::from(at.wrapping_sub(std::mem::replace(last, at)))
}

/// Writes a number in as few bytes as it needs, seven bits in each, the lowest first.
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

pub(super) fn take(rest: &mut &[u8]) -> u64 {
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

pub(super) fn take_full(rest: &mut &[u8]) -> u64 {
    let Some((number, others)) = rest.split_first_chunk() else { return 0 };
    *rest = others;
    u64::from_le_bytes(*number)
}

/// The codes of the words, and those in full.
pub(super) fn split_words<'a>(rest: &mut &'a [u8]) -> (&'a [[u8; 2]], &'a [[u8; 8]]) {
    let count = take(rest) as usize;
    let (codes, others) = rest.split_at(2 * count);
    let codes = codes.as_chunks::<2>().0;
    let full = codes.iter().filter(|&&code| u16::from_le_bytes(code) == OTHER).count();
    let (full, others) = others.split_at(8 * full);
    *rest = others;
    (codes, full.as_chunks::<8>().0)
}

pub(super) fn take_words<T: Copy>(
    rest: &mut &[u8],
    of_vocabulary: &[T],
    mut other: impl FnMut(Token) -> T,
    found: &mut Vec<T>,
) {
    let (codes, full) = split_words(rest);
    let mut full = full.iter().map(|&hash| Token::of_hash(u64::from_le_bytes(hash)));
    found.extend(codes.iter().map(|&code| match of_vocabulary.get(usize::from(u16::from_le_bytes(code))) {
        Some(&known) => known,
        None => other(full.next().unwrap_or(Token::of_hash(0))),
    }));
}

pub(super) fn take_lines(rest: &mut &[u8], lines: &mut Vec<Line>) {
    lines.clear();
    let mut start = 0_u32;
    for _ in 0..take(rest) {
        start = start.wrapping_add(take(rest) as u32);
        lines.push(Line { hash: take_full(rest), start });
    }
}

/// Writes mentions; `code` gives the code of a key, and the key where it does not follow from the code.
pub(super) fn put_mentions(
    bytes: &mut Vec<u8>,
    mentions: &[Mention],
    mut code: impl FnMut(&Mention) -> (u64, Option<u64>),
) {
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
pub(super) fn take_mentions(
    rest: &mut &[u8],
    mentions: &mut Vec<Mention>,
    mut key: impl FnMut(u64, u32, &mut &[u8]) -> u64,
) {
    mentions.clear();
    let mut at = 0_u32;
    for _ in 0..take(rest) {
        at = at.wrapping_add(take(rest) as u32);
        let code = take(rest);
        mentions.push(Mention { key: key(code, at, rest), at });
    }
}
