//! [`FastSimilarity`]: a sketch of smaller error at a cost that hardly depends on the lanes.

use crate::sketch::hash::mix;

/// What a lane holds before anything fell into it.
const EMPTY: u32 = u32::MAX;

/// Lanes that signatures have by default.
const USUAL: usize = 128;

/// Throws the whole set at the lanes again and again until every lane has been hit.
///
/// In round *r* each element falls into one random lane with value *r* plus a fraction, and a lane keeps its
/// smallest value; from round *k* on, round *k + i* throws everything at lane *i*, so that it ends. Lanes are filled
/// without replacement, which makes the error smaller than that of MinHash.
///
/// A lane holds the round in its high bits and the fraction in the rest; two different elements of equal value are
/// as rare as one in 2²⁴ at 128 lanes.
///
/// # Complexity
/// O(set + lanes · log lanes) expected; about two rounds for a news article at 128 lanes.
///
/// # References
/// Dahlgaard, Knudsen, Thorup: *Fast similarity sketching* (FOCS 2017), section 2.
#[derive(Debug, Clone)]
pub struct FastSimilarity {
    lanes: u32,
    /// Bits of a lane that hold the fraction.
    fraction_bits: u32,
    /// What is xored to an element and what it is multiplied by, round by round.
    rounds: Vec<(u64, u64)>,
}

impl FastSimilarity {
    /// The rounds of a seed. Sketches of different lane counts have nothing in common.
    pub fn new(lanes: usize, seed: u64) -> FastSimilarity {
        let lanes = lanes as u32;
        let mut state = mix(seed ^ u64::from(lanes));
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mix(state)
        };
        let rounds = (0..2 * lanes).map(|_| (next(), next() | 1)).collect();
        FastSimilarity { lanes, fraction_bits: (2 * lanes).saturating_sub(1).leading_zeros(), rounds }
    }

    /// Fills `lanes` with the sketch of a set; repeated hashes change nothing. The empty set gives all ones.
    pub fn sketch(&self, set: &[u64], lanes: &mut [u32]) {
        lanes.fill(EMPTY);
        if set.is_empty() {
            return;
        }
        // nearly all of the work are the first two rounds; for the usual number of lanes those are spelled out
        let done = match <&mut [u32; USUAL]>::try_from(&mut *lanes) {
            Ok(lanes) => self.usual_rounds(set, lanes),
            Err(_) => 0,
        };
        for (round, &(flip, multiplier)) in (0..).zip(&self.rounds).skip(done) {
            if !lanes.contains(&EMPTY) {
                return;
            }
            let base = round << self.fraction_bits;
            for &hash in set {
                let drawn = (hash ^ flip).wrapping_mul(multiplier);
                let lane = if round < self.lanes {
                    ((drawn >> 32) * u64::from(self.lanes)) >> 32
                } else {
                    u64::from(round - self.lanes)
                };
                let slot = &mut lanes[lane as usize];
                // after the first round nearly all lanes have a smaller value
                if round == 0 || *slot >= base {
                    *slot = (*slot).min((base | fraction(drawn, self.fraction_bits)).min(EMPTY - 1));
                }
            }
        }
    }

    /// The first two rounds; how many of them were needed.
    fn usual_rounds(&self, set: &[u64], lanes: &mut [u32; USUAL]) -> usize {
        const LANE: u32 = u64::BITS - USUAL.ilog2();
        const FRACTION: u32 = (2 * USUAL as u32 - 1).leading_zeros();
        let (flip, multiplier) = self.rounds[0];
        for &hash in set {
            let drawn = (hash ^ flip).wrapping_mul(multiplier);
            let slot = &mut lanes[(drawn >> LANE) as usize];
            *slot = (*slot).min(fraction(drawn, FRACTION));
        }
        if !lanes.contains(&EMPTY) {
            return 1;
        }
        let (flip, multiplier) = self.rounds[1];
        let throw = |lanes: &mut [u32; USUAL], hash: u64| {
            let drawn = (hash ^ flip).wrapping_mul(multiplier);
            let slot = &mut lanes[(drawn >> LANE) as usize];
            if *slot >= 1 << FRACTION {
                *slot = (*slot).min(1 << FRACTION | fraction(drawn, FRACTION));
            }
        };
        // few lanes are left: of four hashes at a time it is asked whether any falls into one
        let (fours, rest) = set.as_chunks::<4>();
        for four in fours {
            let lane = |hash: u64| lanes[((hash ^ flip).wrapping_mul(multiplier) >> LANE) as usize];
            if (lane(four[0]) | lane(four[1]) | lane(four[2]) | lane(four[3])) >> FRACTION != 0 {
                for &hash in four {
                    throw(lanes, hash);
                }
            }
        }
        for &hash in rest {
            throw(lanes, hash);
        }
        2
    }
}

/// The part of a value below the round. The lane took the high bits; the low half of the product is mixed less, so the
/// high one is folded in.
#[inline]
fn fraction(drawn: u64, bits: u32) -> u32 {
    (drawn as u32 ^ (drawn >> 40) as u32) >> (32 - bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_number_of_lanes_is_filled_as_any_other() {
        // as described, hash by hash
        let plain = |sketcher: &FastSimilarity, set: &[u64]| {
            let mut lanes = [EMPTY; USUAL];
            for (round, &(flip, multiplier)) in (0_usize..).zip(&sketcher.rounds) {
                for &hash in set {
                    let drawn = (hash ^ flip).wrapping_mul(multiplier);
                    let lane = round.checked_sub(USUAL).unwrap_or(((drawn >> 32) as usize * USUAL) >> 32);
                    let value = (round as u32) << sketcher.fraction_bits | fraction(drawn, sketcher.fraction_bits);
                    lanes[lane] = lanes[lane].min(value);
                }
                if !lanes.contains(&EMPTY) {
                    break;
                }
            }
            lanes
        };
        let sketcher = FastSimilarity::new(USUAL, 7);
        for len in [1, 2, 30, 300, 1000, 5000] {
            let set: Vec<u64> = (0..len).map(|i| mix(i + len)).collect();
            let mut lanes = [0; USUAL];
            sketcher.sketch(&set, &mut lanes);
            assert_eq!(lanes, plain(&sketcher, &set), "{len}");
        }
    }
}
