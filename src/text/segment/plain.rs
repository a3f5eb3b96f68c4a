//! Words of up to sixteen ASCII letters and digits, as one number or two.

use crate::text::segment::Shape;

/// The letters of a word of ASCII letters and digits, in small, as numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain {
    /// The first eight, zero behind the end.
    pub(crate) head: u64,
    /// The last eight of a word of eight or more, else 0.
    pub(crate) tail: u64,
    pub(crate) shape: Shape,
}

const SMALL: u64 = 0x2020_2020_2020_2020;
const LETTER: u64 = 0x4040_4040_4040_4040;

/// Which bytes may go on with a word that they follow: an apostrophe or a character that is not ASCII with any, a point
/// with U.S. and with a number, a comma with a number.
static GOES_ON: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'\'' | 0x80.. => ANY,
            b'.' => POINT,
            b',' => NUMBER,
            _ => 0,
        };
        b += 1;
    }
    table
};
const ANY: u8 = 1;
const POINT: u8 = 2;
const NUMBER: u8 = 3;

/// The word that a run of ASCII letters and digits is: the short way, for runs of up to sixteen that end where a word
/// surely ends. `bytes` may go on behind the text, which has `text` of them; where they do not, the last word of a text is
/// left to the long way.
#[inline]
pub(crate) fn plain(bytes: &[u8], text: usize, start: usize, end: usize) -> Option<Plain> {
    let len = end.wrapping_sub(start);
    if !(1..=16).contains(&len) {
        return None;
    }
    let head = u64::from_le_bytes(*bytes.get(start..)?.first_chunk()?);
    let first = head as u8;
    if end < text {
        let goes_on = match GOES_ON[usize::from(*bytes.get(end)?)] {
            0 => false,
            POINT => first < b'A' || first < b'a' && len == 1,
            NUMBER => first < b'A',
            _ => true,
        };
        if goes_on {
            return None;
        }
    }
    // letters are small, and digits are as they are, with the bit 0x20
    if len < 8 {
        let within = u64::MAX >> (64 - 8 * len);
        let shape = if first >= b'a' {
            Shape::Lower
        } else if head & LETTER & within == 0 {
            Shape::Number
        } else {
            shape(first >= b'A', head & SMALL & within == 0, len)
        };
        return Some(Plain { shape, head: (head | SMALL) & within, tail: 0 });
    }
    if first < b'A' {
        return None;
    }
    let tail = u64::from_le_bytes(*bytes.get(end - 8..)?.first_chunk()?);
    let shape = if first >= b'a' { Shape::Lower } else { shape(true, (head | tail) & SMALL == 0, len) };
    Some(Plain { shape, head: head | SMALL, tail: tail | SMALL })
}

/// The letters of a word as [`plain`] gives them, if it begins with a small one. `bytes` go on behind the text, or else its
/// last word is left to the long way, as are a few that end where the text does.
#[inline]
pub(crate) fn small(bytes: &[u8], start: usize, end: usize) -> Option<[u64; 2]> {
    let len = end.wrapping_sub(start);
    let head = u64::from_le_bytes(*bytes.get(start..start + 8)?.first_chunk()?);
    if !(head as u8).is_ascii_lowercase() || GOES_ON[usize::from(*bytes.get(end)?)] == ANY {
        return None;
    }
    if len < 8 {
        return Some([(head | SMALL) & (u64::MAX >> (64 - 8 * len)), 0]);
    }
    if len > 16 {
        return None;
    }
    let tail = u64::from_le_bytes(*bytes.get(end - 8..end)?.first_chunk()?);
    Some([head | SMALL, tail | SMALL])
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
