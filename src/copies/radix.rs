//! Sorting of packed keys.

/// Bits sorted by in one pass.
const DIGIT: u32 = 11;

/// Below this length a comparison sort is faster.
const SMALL: usize = 512;

/// Sorts numbers by their high 32 bits; equal ones keep their order. `scratch` is overwritten.
///
/// Keys here are a hash over an index, written in the order of the indices, so that a stable sort by the hash is a
/// sort by both.
pub(crate) fn sort_by_high(keys: &mut Vec<u64>, scratch: &mut Vec<u64>) {
    if keys.len() < SMALL {
        keys.sort_by_key(|key| key >> 32);
        return;
    }
    scratch.clear();
    scratch.resize(keys.len(), 0);
    for shift in [32, 32 + DIGIT, 32 + 2 * DIGIT] {
        let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
        let mut places = [0u32; 1 << DIGIT];
        for &key in keys.iter() {
            places[digit(key)] += 1;
        }
        let mut next = 0;
        for place in &mut places {
            next += std::mem::replace(place, next);
        }
        for &key in keys.iter() {
            let place = &mut places[digit(key)];
            scratch[*place as usize] = key;
            *place += 1;
        }
        std::mem::swap(keys, scratch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn sorts_like_a_stable_sort() {
        for len in [0, 1, 100, 5_000] {
            let keys: Vec<u64> = (0..len).map(|i| mix(i % 700) & !u64::from(u32::MAX) | (len - i)).collect();
            let mut expected = keys.clone();
            expected.sort_by_key(|key| key >> 32);
            let mut got = keys;
            sort_by_high(&mut got, &mut Vec::new());
            assert_eq!(got, expected, "{len}");
        }
    }
}
