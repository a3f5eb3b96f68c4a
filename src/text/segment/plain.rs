//! Words of up to sixteen ASCII letters and digits, as one number or two.

use crate::text::eight::eight_at;
use crate::text::segment::{Shape, Spelling};

/// How the word is written that a run of ASCII letters and digits is: the short way, for runs of up to sixteen that end
/// where a word surely ends.
#[inline]
pub(super) fn plain(bytes: &[u8], start: usize, end: usize) -> Option<(Shape, Spelling<'static>)> {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    const LETTER: u64 = 0x4040_4040_4040_4040;
    let len = end - start;
    if !(1..=16).contains(&len) {
        return None;
    }
    let first = bytes[start];
    // an apostrophe or a non-ASCII character may go on with the word, a point with U.S., both and a comma with a number
    let goes_on = match bytes.get(end) {
        Some(b'\'' | 0x80..) => true,
        Some(b'.') => first < b'A' || first < b'a' && len == 1,
        Some(b',') => first < b'A',
        _ => false,
    };
    if goes_on {
        return None;
    }
    let head = eight_at(bytes, start);
    // letters are small, and digits are as they are, with the bit 0x20
    if len < 8 {
        let within = (1 << (8 * len)) - 1;
        let shape = if head & LETTER & within == 0 {
            Shape::Number
        } else {
            shape(first.is_ascii_uppercase(), head & SMALL & within == 0, len)
        };
        return Some((shape, Spelling::Short((head | SMALL) & within)));
    }
    if first < b'A' {
        return None;
    }
    let tail = eight_at(bytes, end - 8);
    let shape = shape(first.is_ascii_uppercase(), (head | tail) & SMALL == 0, len);
    Some((shape, Spelling::Long(head | SMALL, tail | SMALL)))
}

/// How a word with letters is written that begins with a capital or not, and is all capitals or not.
#[inline]
pub(super) fn shape(capital: bool, all: bool, len: usize) -> Shape {
    match (all && len > 1, capital) {
        (true, _) => Shape::Upper,
        (false, true) => Shape::Capital,
        (false, false) => Shape::Lower,
    }
}
