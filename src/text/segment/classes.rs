//! What bytes and marks are to the fast path.

pub(super) const OTHER: u8 = 0; // between words
pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const DIGIT: u8 = 3;
pub(super) const QUOTE: u8 = 4; // ' inside a word
pub(super) const WIDE: u8 = 5; // first byte of a non-ASCII character

/// The class of every byte.
pub(super) static CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\'' => QUOTE,
            0x80.. => WIDE,
            _ => OTHER,
        };
        b += 1;
    }
    table
};

/// What a non-ASCII character is to the fast path.
#[derive(PartialEq)]
pub(super) enum Mark {
    /// ’ and ‘, an apostrophe when inside a word.
    Apostrophe(usize),
    /// “ ” – — … nbsp: between words.
    Between(usize),
    /// Anything else.
    Letter,
}

#[inline]
pub(super) fn mark(bytes: &[u8]) -> Mark {
    match bytes {
        [0xE2, 0x80, 0x98 | 0x99, ..] => Mark::Apostrophe(3),
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => Mark::Between(3),
        [0xC2, 0xA0, ..] => Mark::Between(2),
        _ => Mark::Letter,
    }
}

/// Bytes of a character that begins with this one.
#[inline]
pub(super) fn utf8_len(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}
