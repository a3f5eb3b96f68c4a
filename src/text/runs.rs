//! Runs of ASCII letters and digits, 64 bytes at a step: where words begin and end comes as bits, so that no branch hangs
//! on a byte.

/// Beginning and end of a run; a byte that is not ASCII is an empty one.
pub(crate) type Run = (u32, u32);

/// The most runs that are found in one go: few enough for the first-level cache. A power of two.
const AT_ONCE: usize = 256;

/// Some runs in order, in memory that is used again.
#[derive(Debug)]
pub(crate) struct Found {
    runs: Box<[Run; AT_ONCE]>,
    len: usize,
}

impl Default for Found {
    fn default() -> Self {
        Found { runs: Box::new([(0, 0); AT_ONCE]), len: 0 }
    }
}

impl Found {
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs[..self.len]
    }

    /// There is always room: what looks for runs stops in time.
    #[inline]
    fn push(&mut self, start: usize, end: usize) {
        self.runs[self.len % AT_ONCE] = (start as u32, end as u32);
        self.len += 1;
    }
}

/// Finds the runs of a text, some at a time.
#[derive(Debug)]
pub(crate) struct Runs<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The beginning of a run that goes on where the text is looked at next.
    open: Option<usize>,
}

impl<'a> Runs<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Runs<'a> {
        Runs { bytes, at: 0, open: None }
    }

    /// Puts the next runs into `found`, in order, instead of those it held; whether there may be some.
    pub(crate) fn next(&mut self, found: &mut Found) -> bool {
        found.len = 0;
        if self.at > self.bytes.len() {
            return false;
        }
        // a block has one run that began before it and 64 bytes at most
        while self.at <= self.bytes.len() && found.len + 65 <= AT_ONCE {
            let rest = &self.bytes[self.at..];
            if let Some(block) = rest.first_chunk() {
                self.block(block, found);
            } else {
                // ends with zeros, which close a run
                let mut last = [0; 64];
                last[..rest.len()].copy_from_slice(rest);
                self.block(&last, found);
            }
        }
        true
    }

    #[inline]
    fn block(&mut self, block: &[u8; 64], found: &mut Found) {
        let base = self.at;
        self.at += 64;
        let Bits { mut inside, wide } = Bits::of(block);
        if let Some(start) = self.open {
            let end = (!inside).trailing_zeros();
            if end == 64 {
                return;
            }
            found.push(start, base + end as usize);
            inside &= u64::MAX << end;
            self.open = None;
        }
        let mut begins = inside & !(inside << 1) | wide;
        while begins != 0 {
            let at = begins.trailing_zeros();
            begins &= begins - 1;
            let len = (!(inside >> at)).trailing_zeros();
            if at + len == 64 {
                self.open = Some(base + at as usize);
                return;
            }
            found.push(base + at as usize, base + (at + len) as usize);
        }
    }
}

/// Which of 64 bytes are ASCII letters or digits, and which are not ASCII; the first byte lowest.
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
        let wide = if block.is_ascii() { 0 } else { gathered(&block.map(|byte| byte >> 7)) };
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
                assert_eq!(bits.wide >> i & 1 == 1, !byte.is_ascii(), "{byte}");
            }
        }
    }

    #[test]
    fn runs_are_those_found_byte_by_byte() {
        for case in 0..500_u64 {
            let len = mix(case) % 900;
            // runs from one byte to longer than a block
            let dense = 1 + mix(case + 1000) % 90;
            let byte = |i: u64| match mix(case << 32 | i) % dense {
                0 => b' ',
                1 if dense.is_multiple_of(2) => 0xC3,
                n => b"aZ09"[n as usize % 4],
            };
            let bytes: Vec<u8> = (0..len).map(byte).collect();
            let mut expected = Vec::new();
            let mut at = 0;
            while at < bytes.len() {
                let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                if run > 0 || !bytes[at].is_ascii() {
                    expected.push((at as u32, (at + run) as u32));
                }
                at += run.max(1);
            }
            let (mut got, mut some, mut runs) = (Vec::new(), Found::default(), Runs::of(&bytes));
            while runs.next(&mut some) {
                got.extend_from_slice(some.runs());
            }
            assert_eq!(got, expected, "{bytes:?}");
        }
    }
}
