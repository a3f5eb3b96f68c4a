//! [`FastSimilarity`]: a sketch of smaller error at a cost that hardly depends on the lanes.

use crate::sketch::hash::mix;

/// What a lane holds before anything fell into it.
const EMPTY: u32 = u32::MAX;

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
        for (round, &(flip, multiplier)) in (0..).zip(&self.rounds) {
            let base = round << self.fraction_bits;
            let value = |drawn: u64| {
                // the lane took the high bits; the low half of the product is mixed less, so fold the high one in
                let fraction = (drawn as u32 ^ (drawn >> 40) as u32) >> (32 - self.fraction_bits);
                (base | fraction).min(EMPTY - 1)
            };
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
                    *slot = (*slot).min(value(drawn));
                }
            }
            if !lanes.contains(&EMPTY) {
                return;
            }
        }
    }
}
