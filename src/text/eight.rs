//! Eight bytes at a step: words end where no branch predictor expects it.

pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;
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

/// The high bit of each byte that is an ASCII letter or digit.
#[inline]
pub(crate) const fn alphanumeric(eight: u64) -> u64 {
    letters(eight) | digits(eight)
}

/// Where the run of ASCII letters and digits from `at` on ends.
#[inline]
pub(crate) fn run_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let outside = alphanumeric(eight) ^ HIGH;
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

/// Where a byte first stands; 32 bytes at a step.
#[inline]
pub(crate) fn find_byte(bytes: &[u8], byte: u8) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<32>();
    // no branch within a block, so that its bytes are looked at together
    let holds = |block: &[u8; 32]| block.iter().fold(0, |found, b| found | u8::from(*b == byte)) != 0;
    let at = blocks.iter().position(holds).unwrap_or(blocks.len());
    let block = blocks.get(at).map_or(rest, |block| block.as_slice());
    Some(32 * at + block.iter().position(|b| *b == byte)?)
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
            for byte in text.bytes().chain([0, 0xFF]) {
                let rest = &text.as_bytes()[at..];
                assert_eq!(find_byte(rest, byte), rest.iter().position(|b| *b == byte), "{at} {byte}");
            }
        }
    }
}
