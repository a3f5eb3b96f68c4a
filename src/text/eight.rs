//! Eight bytes at a step: words end where no branch predictor expects it.

const HIGH: u64 = 0x8080_8080_8080_8080;
const EACH: u64 = 0x0101_0101_0101_0101;

/// For bytes below 0x80: the high bit of each byte that lies in `first..=last`.
#[inline]
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    (bytes + EACH * (0x80 - first as u64)) & !(bytes + EACH * (0x7F - last as u64)) & HIGH
}

/// The high bit of each byte that is an ASCII letter.
#[inline]
const fn letters(eight: u64) -> u64 {
    within((eight & !HIGH) | (EACH * 0x20), b'a', b'z') & !eight
}

/// The high bit of each byte that is an ASCII digit.
#[inline]
const fn digits(eight: u64) -> u64 {
    within(eight & !HIGH, b'0', b'9') & !eight
}

/// The run of ASCII letters and digits at the beginning of eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Eight {
    /// Its bytes, small, the first one lowest; zero behind the run.
    pub(crate) small: u64,
    /// Bytes of the run: 8 when it may go on.
    pub(crate) len: usize,
    /// Letters among them.
    pub(crate) letters: usize,
    /// Capitals among them.
    pub(crate) uppers: usize,
}

impl Eight {
    /// The run that begins at `at`; `None` near the end of the text.
    #[inline]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Option<Eight> {
        let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        let letters = letters(eight);
        let outside = (letters | digits(eight)) ^ HIGH;
        let len = outside.trailing_zeros() as usize / 8;
        // all bits before the first byte that is outside
        let run = if outside == 0 { u64::MAX } else { (outside & outside.wrapping_neg()) / 0x80 - 1 };
        let letters = letters & run;
        // the bit that makes a letter small, moved to the high bit
        let uppers = letters & !(eight << 2);
        Some(Eight {
            small: (eight | uppers >> 2) & run,
            len,
            letters: letters.count_ones() as usize,
            uppers: uppers.count_ones() as usize,
        })
    }
}

/// Where the run of ASCII letters and digits from `at` on ends.
#[inline]
pub(crate) fn run_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let outside = (letters(eight) | digits(eight)) ^ HIGH;
        if outside != 0 {
            return at + outside.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
        at += 1;
    }
    at
}

/// Where the first ASCII digit from `at` on stands.
#[inline]
pub(crate) fn find_digit(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let digits = digits(u64::from_le_bytes(*eight));
        if digits != 0 {
            return Some(at + digits.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    (at..bytes.len()).find(|&at| bytes[at].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_runs_and_digits_are_found_at_any_place() {
        let text = "a zZ09 éte @[`{/: abcdefghijklmnop qrstuvwx,yz";
        for at in 0..text.len() {
            let plain = at + text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            assert_eq!(run_end(text.as_bytes(), at), plain, "{at}");
            let digit = text.as_bytes()[at..].iter().position(u8::is_ascii_digit).map(|n| at + n);
            assert_eq!(find_digit(text.as_bytes(), at), digit, "{at}");
        }
    }

    #[test]
    fn every_byte_is_told_apart() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = *b"aBc4EfgH";
                bytes[place] = byte;
                let run: Vec<u8> = bytes.iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
                let got = Eight::at(&bytes, 0).unwrap();
                let count = |is: fn(&u8) -> bool| run.iter().filter(|byte| is(byte)).count();
                let mut small = [0; 8];
                small[..run.len()].copy_from_slice(&run.to_ascii_lowercase());
                assert_eq!(got.len, run.len(), "{bytes:?}");
                assert_eq!(got.small, u64::from_le_bytes(small), "{bytes:?}");
                assert_eq!(got.letters, count(u8::is_ascii_alphabetic), "{bytes:?}");
                assert_eq!(got.uppers, count(u8::is_ascii_uppercase), "{bytes:?}");
            }
        }
        assert_eq!(Eight::at(b"short", 0), None);
    }
}
