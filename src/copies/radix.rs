//! Sorting of packed keys.

/// Bits sorted by in one pass.
const DIGIT: u32 = 11;

/// Below this length a comparison sort is faster.
const SMALL: usize = 512;

/// Up to this length two digits tell nearly all hashes apart.
const MEDIUM: usize = 1 << 18;

/// Sorts numbers by their high 32 bits; equal ones keep their order. `scratch` is overwritten.
///
/// Keys here are a hash over an index, written in the order of the indices, so that a stable sort by the hash is a
/// sort by both.
pub(crate) fn sort_by_high(keys: &mut Vec<u64>, scratch: &mut Vec<u64>) {
    if keys.len() < SMALL {
        keys.sort_by_key(|key| key >> 32);
        return;
    }
    if keys.len() > MEDIUM {
        sort_by_digits(keys, scratch, [32, 32 + DIGIT, 32 + 2 * DIGIT]);
        return;
    }
    let shifts = [64 - 2 * DIGIT, 64 - DIGIT];
    sort_by_digits(keys, scratch, shifts);
    sort_alike(keys, shifts[0]);
}

/// Sorts the few keys that agree from a bit on, among themselves.
fn sort_alike(keys: &mut [u64], shift: u32) {
    for alike in keys.chunk_by_mut(|a, b| a >> shift == b >> shift).filter(|alike| alike.len() > 1) {
        if !alike.is_sorted_by_key(|key| key >> 32) {
            alike.sort_by_key(|key| key >> 32);
        }
    }
}

/// Fills the first vector with hash << 32 | item, sorted, for items given in ascending order with their hashes. The
/// second one is scratch.
pub(crate) fn sort_hashes(hashes: &[u32], items: &[u32], [keys, scratch]: &mut [Vec<u64>; 2]) {
    let all = hashes.iter().zip(items).map(|(&hash, &item)| u64::from(hash) << 32 | u64::from(item));
    keys.clear();
    if !(SMALL..=MEDIUM).contains(&hashes.len()) {
        keys.extend(all);
        sort_by_high(keys, scratch);
        return;
    }
    let shifts = [64 - 2 * DIGIT, 64 - DIGIT];
    let mut places = [[0u32; 1 << DIGIT]; 2];
    for &hash in hashes {
        for (places, shift) in places.iter_mut().zip(shifts) {
            places[digit(u64::from(hash) << 32, shift)] += 1;
        }
    }
    for vector in [&mut *keys, &mut *scratch] {
        vector.resize(hashes.len(), 0);
    }
    scatter(all, &mut places[0], shifts[0], scratch);
    scatter(scratch.iter().copied(), &mut places[1], shifts[1], keys);
    sort_alike(keys, shifts[0]);
}

/// Sorts pairs, lower text << 32 | higher: by counting for the lower text, of which each is in few.
pub(crate) fn by_lower(pairs: &mut [u64], texts: usize) {
    let mut ends = vec![0u32; texts + 1];
    for &pair in pairs.iter() {
        ends[(pair >> 32) as usize + 1] += 1;
    }
    for text in 0..texts {
        ends[text + 1] += ends[text];
    }
    let mut sorted = vec![0u32; pairs.len()];
    for &pair in pairs.iter() {
        let place = &mut ends[(pair >> 32) as usize];
        sorted[*place as usize] = pair as u32;
        *place += 1;
    }
    let mut start = 0;
    for (lower, &end) in (0..).zip(&ends[..texts]) {
        let of_lower = start as usize..end as usize;
        let higher = &mut sorted[of_lower.clone()];
        higher.sort_unstable();
        for (pair, &higher) in pairs[of_lower].iter_mut().zip(&*higher) {
            *pair = lower << 32 | u64::from(higher);
        }
        start = end;
    }
}

/// Stable, by the digits that begin at these bits, lowest first.
fn sort_by_digits<const PASSES: usize>(keys: &mut Vec<u64>, scratch: &mut Vec<u64>, shifts: [u32; PASSES]) {
    let mut places = [[0u32; 1 << DIGIT]; PASSES];
    for &key in keys.iter() {
        for (places, shift) in places.iter_mut().zip(shifts) {
            places[digit(key, shift)] += 1;
        }
    }
    scratch.clear();
    scratch.resize(keys.len(), 0);
    for (places, shift) in places.iter_mut().zip(shifts) {
        scatter(keys.iter().copied(), places, shift, scratch);
        std::mem::swap(keys, scratch);
    }
}

#[inline]
fn digit(key: u64, shift: u32) -> usize {
    (key >> shift) as usize & ((1 << DIGIT) - 1)
}

/// Writes keys in the order of a digit, of which `places` counts how often each comes.
#[inline]
fn scatter(keys: impl Iterator<Item = u64>, places: &mut [u32; 1 << DIGIT], shift: u32, sorted: &mut [u64]) {
    let mut next = 0;
    for place in places.iter_mut() {
        next += std::mem::replace(place, next);
    }
    for key in keys {
        let place = &mut places[digit(key, shift)];
        sorted[*place as usize] = key;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn pairs_are_sorted_by_both() {
        let mut pairs: Vec<u64> = (0..3000).map(|i| ((mix(i) % 50) << 32) | (mix(i + 5000) % 70)).collect();
        let mut expected = pairs.clone();
        expected.sort_unstable();
        by_lower(&mut pairs, 50);
        assert_eq!(pairs, expected);
    }

    #[test]
    fn sorts_like_a_stable_sort() {
        for len in [0, 1, 100, 5_000, MEDIUM as u64 + 1] {
            for bits in [!u64::from(u32::MAX), 0xFFFF_F00F_0000_0000] {
                let hash = |i: u64| mix(i % (7 + len / 7)) & bits;
                let items: Vec<u32> = (0..len as u32).map(|i| 3 * i).collect();
                let hashes: Vec<u32> = (0..len).map(|i| (hash(i) >> 32) as u32).collect();
                let mut expected: Vec<u64> = (0..len).map(|i| ((hash(i) >> 32) << 32) | (3 * i)).collect();
                expected.sort_unstable();
                let mut got = [vec![7], vec![7; 9]];
                sort_hashes(&hashes, &items, &mut got);
                assert_eq!(got[0], expected, "{len}");

                let keys: Vec<u64> = (0..len).map(|i| hash(i) | (len - i)).collect();
                let mut expected = keys.clone();
                expected.sort_by_key(|key| key >> 32);
                let mut got = keys;
                sort_by_high(&mut got, &mut Vec::new());
                assert_eq!(got, expected, "{len}");
            }
        }
    }
}
