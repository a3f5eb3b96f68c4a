//! Sampled shingles in order.

/// Parts that the values are laid out in first.
const PARTS: usize = 64;

/// Most values that so many parts are enough for.
const MOST: usize = 8 * PARTS;

/// Sorts values that lie evenly over all 32 bits, as hashes do: most are in their place after one pass. Others are sorted
/// too, only not as fast.
pub(super) fn sort(values: &mut [u32]) {
    if values.len() < 8 || values.len() > MOST {
        values.sort_unstable();
        return;
    }
    let part = |value: u32| (value >> (u32::BITS - PARTS.ilog2())) as usize;
    let mut places = [0_u32; PARTS];
    for &value in &*values {
        places[part(value)] += 1;
    }
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    let mut laid_out = [0; MOST];
    for &value in &*values {
        let place = &mut places[part(value)];
        laid_out[*place as usize % MOST] = value;
        *place += 1;
    }
    let mut highest = 0;
    for (at, &value) in laid_out[..values.len()].iter().enumerate() {
        if value >= highest {
            values[at] = value;
            highest = value;
            continue;
        }
        let mut to = at;
        while to > 0 && values[to - 1] > value {
            values[to] = values[to - 1];
            to -= 1;
        }
        values[to] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn any_values_are_sorted() {
        for case in 0..3000_u64 {
            let narrow = [0, 0, 8, 20, 31][case as usize % 5];
            let value = |i: u64| (mix(case << 32 | i) >> 32) as u32 >> narrow;
            let mut values: Vec<u32> = (0..mix(case) % [20, 100, 600][case as usize % 3]).map(value).collect();
            let mut expected = values.clone();
            expected.sort_unstable();
            sort(&mut values);
            assert_eq!(values, expected);
        }
    }
}
