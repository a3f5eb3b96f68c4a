//! What stands on a page more than once.

use crate::sketch::hash::stable_hash;

/// The stable hash of a line's letters and digits: case, spaces and punctuation do not count, numbers do.
///
/// Two lines of one hash say the same. Numbers count because pages of one template that differ in nothing else
/// (market figures of two days) differ in what they report.
///
/// ```
/// use samestory::text::line_hash;
/// assert_eq!(line_hash("Kremlin: Summit on April 25"), line_hash("KREMLIN — summit on April 25 "));
/// assert_ne!(line_hash("Summit on April 25"), line_hash("Summit on April 26"));
/// ```
pub fn line_hash(line: &str) -> u64 {
    let mut folded = vec![0; line.len()];
    let len = fold(line, &mut folded);
    stable_hash(&folded[..len])
}

/// Small letters and digits of `line`, written into `out`, which is at least as long; how many bytes.
fn fold(line: &str, out: &mut [u8]) -> usize {
    let bytes = line.as_bytes();
    let (mut at, mut len) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            let small = FOLDED[usize::from(byte)];
            out[len] = small;
            len += usize::from(small != 0);
            at += 1;
            continue;
        }
        // quotation marks, dashes, ellipses and odd spaces: U+2000 to U+203F
        if byte == 0xE2 && bytes[at + 1] == 0x80 {
            at += 3;
            continue;
        }
        let Some(c) = line[at..].chars().next() else { break };
        if c.is_alphanumeric() {
            // the few letters that grow when put in small letters stay as they are
            let small = c.to_lowercase().next().filter(|small| small.len_utf8() <= c.len_utf8()).unwrap_or(c);
            len += small.encode_utf8(&mut out[len..]).len();
        }
        at += c.len_utf8();
    }
    len
}

static FOLDED: [u8; 128] = {
    let mut table = [0; 128];
    let mut b = 0;
    while b < 128 {
        if (b as u8).is_ascii_alphanumeric() {
            table[b] = (b as u8).to_ascii_lowercase();
        }
        b += 1;
    }
    table
};

/// For each line, the index of the first line that reads alike, and how many there are of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) first: u32,
    pub(super) count: u32,
}

pub(super) fn occurrences(lines: &[&str]) -> Vec<Occurrence> {
    let len = |i: u32| lines[i as usize].len();
    let mut order: Vec<u32> = (0..lines.len() as u32).collect();
    order.sort_unstable_by_key(|&i| (len(i), i));
    let mut found: Vec<Occurrence> = (0..lines.len() as u32).map(|first| Occurrence { first, count: 1 }).collect();
    // most lines of a report are of a length of their own
    for same_length in order.chunk_by(|&a, &b| len(a) == len(b)).filter(|lines| lines.len() > 1) {
        let mut hashed: Vec<(u64, u32)> =
            same_length.iter().map(|&i| (stable_hash(lines[i as usize].as_bytes()), i)).collect();
        hashed.sort_unstable();
        for group in hashed.chunk_by(|a, b| a.0 == b.0) {
            for &(_, i) in group {
                found[i as usize] = Occurrence { first: group[0].1, count: group.len() as u32 };
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_ignores_case_and_punctuation_only() {
        assert_eq!(line_hash("МОСКВА, 18 апреля"), line_hash("Москва — 18 апреля."));
        assert_eq!(line_hash("He said: “no”"), line_hash("He said: \"no\""));
        assert_ne!(line_hash("48 percent"), line_hash("49 percent"));
        let long = "Paragraph one. ".repeat(40);
        assert_eq!(line_hash(&long), line_hash(&long.to_uppercase()));
        assert_eq!(line_hash("summit"), 0xc6fa_60f9_fd3e_3e1d, "frozen");
        line_hash("İSTANBUL ẞ ŉ ΐ İİİİİİİİİİİİİİİİİİİİİİ");
    }

    #[test]
    fn occurrences_in_order() {
        let found: Vec<(u32, u32)> = occurrences(&["Sport", "Menu", "Sport", "Polls", "Sport"])
            .into_iter()
            .map(|o| (o.first, o.count))
            .collect();
        assert_eq!(found, [(0, 3), (1, 1), (0, 3), (3, 1), (0, 3)]);
    }
}
