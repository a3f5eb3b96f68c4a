//! [`MinHash`]: the classic sketch, the smallest value of each of k hash functions.

use crate::sketch::hash::mix;

/// Lanes worked on at once: few enough to stay in registers' reach, enough to fill vector units.
const BLOCK: usize = 32;

/// The classic sketch: lane *i* holds the smallest value of hash function *i* over the set.
///
/// Two sets agree in a lane with a probability equal to their Jaccard resemblance. Each function is a multiply-add on
/// 32 bits of an already well-mixed hash.
///
/// *When not to use it*: [`FastSimilarity`](crate::sketch::FastSimilarity) has a smaller error and, on processors
/// without 32-bit vector multiplication, costs less. MinHash signatures can be cut to their first lanes; those of
/// the other scheme cannot.
///
/// # Complexity
/// O(set × lanes), without branches.
///
/// # References
/// Broder, Charikar, Frieze, Mitzenmacher: *Min-wise independent permutations* (STOC 1998).
/// Dietzfelbinger, Hagerup, Katajainen, Penttonen: *A reliable randomized algorithm for the closest-pair problem*
/// (J. Algorithms 1997), for multiply-shift hashing.
#[derive(Debug, Clone)]
pub struct MinHash {
    /// Multiplier and summand of each lane, block by block, the last one filled up.
    functions: Vec<([u32; BLOCK], [u32; BLOCK])>,
}

impl MinHash {
    /// The functions of a seed; the first functions do not depend on how many there are.
    pub fn new(lanes: usize, seed: u64) -> MinHash {
        let mut state = mix(seed);
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mix(state)
        };
        let functions = (0..lanes.div_ceil(BLOCK))
            .map(|_| {
                let drawn: [u64; BLOCK] = std::array::from_fn(|_| next());
                // an odd multiplier makes the function one to one on 32 bits
                (drawn.map(|d| d as u32 | 1), drawn.map(|d| (d >> 32) as u32))
            })
            .collect();
        MinHash { functions }
    }

    /// Fills `lanes` with the sketch of a set; repeated hashes change nothing. The empty set gives all ones.
    pub fn sketch(&self, set: &[u64], lanes: &mut [u32]) {
        for (lanes, (multiplier, summand)) in lanes.chunks_mut(BLOCK).zip(&self.functions) {
            // signed, because the oldest x86-64 compares only signed vectors; the sign is turned back below
            let mut least = [i32::MAX; BLOCK];
            for &hash in set {
                let x = (hash >> 32) as u32;
                for ((least, m), s) in least.iter_mut().zip(multiplier).zip(summand) {
                    *least = (*least).min(x.wrapping_mul(*m).wrapping_add(*s).cast_signed());
                }
            }
            for (lane, least) in lanes.iter_mut().zip(least) {
                *lane = least.cast_unsigned() ^ 1 << 31;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_lanes_are_a_prefix_of_more() {
        let set: Vec<u64> = (0..100).map(mix).collect();
        let (mut few, mut many) = ([0; 20], [0; 70]);
        MinHash::new(20, 7).sketch(&set, &mut few);
        MinHash::new(70, 7).sketch(&set, &mut many);
        assert_eq!(few, many[..20]);
    }
}
