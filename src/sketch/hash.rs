//! The one stable hash: XXH3-64 with a fixed seed.
//!
//! Every hash that reaches a file, an id or an order goes through here. XXH3 is a published specification with ports
//! in every language, so that stored documents can be read elsewhere; the vectors in the tests are frozen, and a
//! change to them is a change of format.
//!
//! *When not to use it*: for tables in memory whose order never shows, `rustc-hash` is faster.

use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

/// The seed of every stable hash, `"same"` in ASCII.
pub const SEED: u64 = 0x7361_6d65;

/// The stable hash of some bytes: XXH3-64 seeded with [`SEED`].
///
/// # References
/// Yann Collet, *XXH3* (xxHash specification 0.1.1, 2023).
#[inline]
pub fn stable_hash(bytes: &[u8]) -> u64 {
    xxh3_64_with_seed(bytes, SEED)
}

/// Folds a word hash into a running one; not commutative, so order counts.
#[inline]
pub fn combine(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Spreads a hash over all 64 bits (the finaliser of `SplitMix64`).
///
/// # References
/// Steele, Lea, Flood: *Fast splittable pseudorandom number generators* (OOPSLA 2014).
#[inline]
pub fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The stable hash of several fields, each with its length, so that moving a border changes the hash.
pub struct StableHasher(Box<Xxh3>);

impl std::fmt::Debug for StableHasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StableHasher")
    }
}

impl StableHasher {
    /// Starts with nothing.
    pub fn new() -> StableHasher {
        StableHasher(Box::new(Xxh3::with_seed(SEED)))
    }

    /// Adds one field.
    pub fn field(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The hash of all fields so far.
    pub fn finish(&self) -> u64 {
        self.0.digest()
    }
}

impl Default for StableHasher {
    fn default() -> Self {
        StableHasher::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen_vectors() {
        assert_eq!(xxh3_64_with_seed(b"hello", 42), 0xbafa_072f_07db_7937, "XXH3 itself");
        let got =
            [stable_hash(b""), stable_hash(b"summit"), stable_hash("Владивосток".as_bytes()), combine(1, 2), mix(1)];
        let expected = [
            0xf482_e150_ed1c_4ced,
            0xc6fa_60f9_fd3e_3e1d,
            0xa036_df3e_fee9_9746,
            0x192e_98b1_0914_f82a,
            0x5692_161d_100b_05e5,
        ];
        assert_eq!(got, expected, "{got:#018x?}");
    }
}
