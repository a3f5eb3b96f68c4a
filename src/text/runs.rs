//! Runs of ASCII letters and digits, 64 bytes at a step: where words begin and end comes as bits, so that no branch hangs
//! on a byte.

use std::ops::Range;

/// Where the runs of a text begin and end, in order; a character that is not ASCII is an empty one. A page is looked at
/// once: its lines are judged by these, and those that are read find their words by them.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    /// The first `count` of them; the rest is left from other texts.
    runs: Vec<Run>,
    count: usize,
}

/// Beginning and end.
type Run = [u32; 2];

/// What is found while a text is gone through.
struct Finder<'a> {
    /// Beginning, end, beginning, end.
    places: &'a mut [u32],
    count: usize,
}

impl Runs {
    /// Finds the runs of another text.
    pub(crate) fn find(&mut self, text: &str) {
        let bytes = text.as_bytes();
        // a character that is not ASCII takes two bytes at least, and so do a run and what ends it; or both take three
        let most = bytes.len() / 3 * 2 + 2 + AHEAD;
        if self.runs.len() < most {
            self.runs.resize(most, [0; 2]);
        }
        let mut finder = Finder { places: self.runs.as_flattened_mut(), count: 0 };
        let (blocks, rest) = bytes.as_chunks();
        let mut inside = false;
        for (base, block) in (0..).step_by(64).zip(blocks) {
            inside = finder.block(base, block, inside);
        }
        // ends with zeros, which close a run
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        finder.block((bytes.len() - rest.len()) as u32, &last, inside);
        self.count = finder.count / 2;
    }

    /// The runs of a part of the text, which divides none of them; their places are counted from its beginning.
    pub(crate) fn of(&self, part: Range<usize>) -> Cut<'_> {
        let runs = &self.runs[..self.count];
        let at = |place: usize| runs.partition_point(|run| (run[0] as usize) < place);
        Cut { runs: &runs[at(part.start)..at(part.end)], base: part.start as u32 }
    }
}

/// Runs of a block that holds more than most.
const AHEAD: usize = 32;

impl Finder<'_> {
    /// Whether the last byte is inside a run.
    #[inline]
    fn block(&mut self, base: u32, block: &[u8; 64], was_inside: bool) -> bool {
        let Bits { inside, wide } = Bits::of(block);
        let before = inside << 1 | u64::from(was_inside);
        if wide == 0 {
            self.put(base, inside ^ before);
        } else {
            self.one_by_one(base, inside ^ before, wide);
        }
        inside >> 63 == 1
    }

    #[cold]
    #[inline(never)]
    fn one_by_one(&mut self, base: u32, borders: u64, wide: u64) {
        let mut all = borders | wide;
        while all != 0 {
            let bit = all & all.wrapping_neg();
            all ^= bit;
            // the end of a run, then the empty run; or the beginning of one
            for _ in 0..u32::from(bit & borders != 0) + 2 * u32::from(bit & wide != 0) {
                if let Some(place) = self.places.get_mut(self.count) {
                    *place = base + bit.trailing_zeros();
                }
                self.count += 1;
            }
        }
    }

    /// Puts the places of bits behind those there are. Eight at a time, so that few branches hang on how many there are:
    /// what is written too much is written over.
    #[inline]
    fn put(&mut self, base: u32, bits: u64) {
        let Some(room) = self.places.get_mut(self.count..).and_then(|rest| rest.first_chunk_mut::<{ 2 * AHEAD }>())
        else {
            return;
        };
        self.count += bits.count_ones() as usize;
        let (eights, _) = room.as_chunks_mut::<8>();
        let mut rest = bits;
        for eight in eights {
            for place in eight {
                *place = base + rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
            }
            if rest == 0 {
                return;
            }
        }
    }
}

/// The runs of a stretch of text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut<'a> {
    runs: &'a [Run],
    base: u32,
}

impl<'a> Cut<'a> {
    /// Beginning and end of each.
    #[inline]
    pub(crate) fn iter(self) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.runs.iter().map(move |&[start, end]| ((start - self.base) as usize, (end - self.base) as usize))
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.runs.len()
    }

    /// Where the `at`-th ends.
    #[inline]
    pub(crate) fn end_of(self, at: usize) -> usize {
        (self.runs[at][1] - self.base) as usize
    }

    /// Leaves the first so many out.
    #[inline]
    pub(crate) fn skip(&mut self, runs: usize) {
        self.runs = &self.runs[runs..];
    }
}

/// Which of 64 bytes are ASCII letters or digits, and which begin a character that is not ASCII; the first byte lowest.
struct Bits {
    inside: u64,
    wide: u64,
}

impl Bits {
    #[inline]
    fn of(block: &[u8; 64]) -> Bits {
        // no branches, so that sixteen bytes are looked at together
        let mut inside = [0; 64];
        for (inside, byte) in inside.iter_mut().zip(block) {
            *inside = u8::from(byte.wrapping_sub(b'0') < 10) | u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
        }
        let wide = if block.is_ascii() { 0 } else { gathered(&block.map(|byte| u8::from(byte >= 0xC0))) };
        Bits { inside: gathered(&inside), wide }
    }
}

/// The lowest bits of 64 bytes.
#[inline]
fn gathered(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    (0..).step_by(8).zip(eights).fold(0, |all, (shift, eight)| all | bits(eight) << shift)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn every_byte_is_told_apart_in_every_place() {
        for first in 0..=255_u8 {
            let block: [u8; 64] = std::array::from_fn(|i| first.wrapping_add(i as u8));
            let bits = Bits::of(&block);
            for (i, byte) in block.iter().enumerate() {
                assert_eq!(bits.inside >> i & 1 == 1, byte.is_ascii_alphanumeric(), "{byte}");
                assert_eq!(bits.wide >> i & 1 == 1, *byte >= 0xC0, "{byte}");
            }
        }
    }

    #[test]
    fn runs_are_those_found_byte_by_byte() {
        let mut runs = Runs::default();
        for case in 0..500_u64 {
            let len = mix(case) % 900;
            // runs from one byte to longer than a block, and with characters of two bytes and more as many as can be
            let dense = 1 + mix(case + 1000) % 90;
            let character = |i: u64| match mix(case << 32 | i) % dense {
                0 => ' ',
                1 if dense.is_multiple_of(2) => 'é',
                2 if dense.is_multiple_of(4) => '總',
                n => ['a', 'Z', '0', '9'][n as usize % 4],
            };
            let text: String = match case {
                0 => "aé".repeat(300) + "a",
                1 => "é".repeat(300),
                _ => (0..len).map(character).collect(),
            };
            let bytes = text.as_bytes();
            let mut expected = Vec::new();
            let mut at = 0;
            while at < bytes.len() {
                let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                if run > 0 || bytes[at] >= 0xC0 {
                    expected.push((at, at + run));
                }
                at += run.max(1);
            }
            runs.find(&text);
            let got: Vec<_> = runs.of(0..bytes.len()).iter().collect();
            assert_eq!(got, expected, "{text:?}");
        }
    }

    #[test]
    fn a_part_counts_from_its_beginning() {
        let text = "Kremlin confirms: été 2019";
        let mut runs = Runs::default();
        runs.find(text);
        let of = |part: &str| {
            let start = text.find(part).unwrap();
            runs.of(start..start + part.len()).iter().collect::<Vec<_>>()
        };
        assert_eq!(of("confirms: "), [(0, 8)]);
        assert_eq!(of("été 2019"), [(0, 0), (2, 3), (3, 3), (6, 10)]);
        assert_eq!(of(": "), []);
    }
}
