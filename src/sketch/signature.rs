//! [`Sketcher`] and [`Signature`]: sets drawn down to a few hundred bytes that can be compared and stored.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::sketch::hash::StableHasher;
use crate::sketch::{FastSimilarity, MinHash};

/// How a set is drawn down to lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Scheme {
    /// See [`FastSimilarity`]: smaller error, the default.
    #[default]
    FastSimilarity,
    /// See [`MinHash`]: the classic.
    MinHash,
}

/// How a signature was made. Only signatures of one recipe can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RecipeFields")]
pub struct Recipe {
    scheme: Scheme,
    lanes: u16,
    seed: u64,
}

/// A recipe as it is read, before it is checked.
#[derive(Deserialize)]
struct RecipeFields {
    scheme: Scheme,
    lanes: u16,
    seed: u64,
}

impl TryFrom<RecipeFields> for Recipe {
    type Error = Error;

    fn try_from(fields: RecipeFields) -> Result<Recipe> {
        Recipe::new(fields.scheme, fields.lanes, fields.seed)
    }
}

impl Recipe {
    /// The most lanes a signature can have.
    pub const MAX_LANES: u16 = 4096;

    /// A recipe of `lanes` lanes (default in this crate 128, range 1 to 4096; the error falls with the square root
    /// of the lanes, size and time grow with them).
    ///
    /// # Errors
    /// [`Error::Setting`] when `lanes` lies outside its range.
    pub fn new(scheme: Scheme, lanes: u16, seed: u64) -> Result<Recipe> {
        if (1..=Recipe::MAX_LANES).contains(&lanes) {
            return Ok(Recipe { scheme, lanes, seed });
        }
        Err(Error::Setting { name: "lanes", value: lanes.to_string(), range: "1 to 4096" })
    }

    /// The scheme.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Number of lanes.
    pub fn lanes(&self) -> usize {
        self.lanes.into()
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// One number that stands for the recipe.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = StableHasher::new();
        hash.field(&[self.scheme_code()]);
        hash.field(&self.lanes.to_le_bytes());
        hash.field(&self.seed.to_le_bytes());
        hash.finish()
    }

    fn scheme_code(self) -> u8 {
        match self.scheme {
            Scheme::MinHash => 1,
            Scheme::FastSimilarity => 2,
        }
    }
}

#[derive(Debug, Clone)]
enum Kernel {
    FastSimilarity(FastSimilarity),
    MinHash(MinHash),
}

/// Makes signatures. Made once, used for every text, from any number of threads.
///
/// ```
/// use samestory::sketch::{Recipe, Scheme, Sketcher};
/// let sketcher = Sketcher::new(Recipe::new(Scheme::FastSimilarity, 128, 0)?);
/// let hash = samestory::sketch::hash::mix;
/// let wire: Vec<u64> = (0..300).map(hash).collect();
/// let reprint: Vec<u64> = (100..400).map(hash).collect(); // 200 of 400 in common
/// let estimate = sketcher.signature(&wire).similarity(&sketcher.signature(&reprint))?;
/// assert!((estimate - 0.5).abs() < 0.15);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sketcher {
    recipe: Recipe,
    kernel: Kernel,
}

impl Sketcher {
    /// Prepares the hash functions of a recipe.
    pub fn new(recipe: Recipe) -> Sketcher {
        let kernel = match recipe.scheme {
            Scheme::FastSimilarity => Kernel::FastSimilarity(FastSimilarity::new(recipe.lanes(), recipe.seed)),
            Scheme::MinHash => Kernel::MinHash(MinHash::new(recipe.lanes(), recipe.seed)),
        };
        Sketcher { recipe, kernel }
    }

    /// The recipe.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The signature of a set of well-mixed hashes, in any order and with any repetitions.
    pub fn signature(&self, set: &[u64]) -> Signature {
        let mut lanes = vec![0; self.recipe.lanes()];
        self.sketch(set, &mut lanes);
        Signature { recipe: self.recipe, lanes }
    }

    /// Writes the lanes of a set's signature.
    ///
    /// # Panics
    /// When `lanes` is not as long as the recipe says.
    pub fn sketch(&self, set: &[u64], lanes: &mut [u32]) {
        assert_eq!(lanes.len(), self.recipe.lanes(), "lanes of the recipe");
        match &self.kernel {
            Kernel::FastSimilarity(kernel) => kernel.sketch(set, lanes),
            Kernel::MinHash(kernel) => kernel.sketch(set, lanes),
        }
    }
}

/// A set drawn down to a few hundred bytes, with the recipe it was made by.
///
/// The share of equal lanes of two signatures estimates the Jaccard resemblance J of their sets, with a standard error
/// of at most √(J(1−J)/lanes).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "SignatureFields")]
pub struct Signature {
    recipe: Recipe,
    lanes: Vec<u32>,
}

/// A signature as it is read, before it is checked.
#[derive(Deserialize)]
struct SignatureFields {
    recipe: Recipe,
    lanes: Vec<u32>,
}

impl TryFrom<SignatureFields> for Signature {
    type Error = Error;

    fn try_from(fields: SignatureFields) -> Result<Signature> {
        if fields.lanes.len() != fields.recipe.lanes() {
            return Err(malformed(&format!("{} lanes, expected {}", fields.lanes.len(), fields.recipe.lanes())));
        }
        Ok(Signature { recipe: fields.recipe, lanes: fields.lanes })
    }
}

fn malformed(reason: &str) -> Error {
    Error::Malformed { what: "signature", reason: reason.to_owned() }
}

impl Signature {
    const MAGIC: [u8; 4] = *b"ssig";
    const VERSION: u8 = 1;
    /// Magic, version, scheme, lanes, seed.
    const HEADER: usize = 16;

    /// How it was made.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The lanes.
    pub fn lanes(&self) -> &[u32] {
        &self.lanes
    }

    /// The estimated Jaccard resemblance, within 0..=1.
    ///
    /// # Errors
    /// [`Error::Fingerprint`] when the two were made by different recipes.
    pub fn similarity(&self, other: &Signature) -> Result<f64> {
        if self.recipe != other.recipe {
            return Err(Error::Fingerprint {
                what: "signature".to_owned(),
                found: other.recipe.fingerprint(),
                expected: self.recipe.fingerprint(),
            });
        }
        Ok(f64::from(agreeing(&self.lanes, &other.lanes)) / self.lanes.len() as f64)
    }

    /// The compact form: `ssig`, version, scheme (1 byte each), lanes (2), seed (8), then 4 bytes a lane; numbers in
    /// little-endian order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Signature::HEADER + 4 * self.lanes.len());
        bytes.extend(Signature::MAGIC);
        bytes.extend([Signature::VERSION, self.recipe.scheme_code()]);
        bytes.extend(self.recipe.lanes.to_le_bytes());
        bytes.extend(self.recipe.seed.to_le_bytes());
        bytes.extend(self.lanes.iter().flat_map(|lane| lane.to_le_bytes()));
        bytes
    }

    /// Reads the compact form.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the bytes are not exactly one signature of a known version and scheme.
    pub fn from_bytes(bytes: &[u8]) -> Result<Signature> {
        let Some((header, lanes)) = bytes.split_at_checked(Signature::HEADER) else {
            return Err(malformed("shorter than its header"));
        };
        if header[..4] != Signature::MAGIC {
            return Err(malformed("does not begin with `ssig`"));
        }
        if header[4] != Signature::VERSION {
            return Err(malformed(&format!("version {}, known is {}", header[4], Signature::VERSION)));
        }
        let scheme = match header[5] {
            1 => Scheme::MinHash,
            2 => Scheme::FastSimilarity,
            other => return Err(malformed(&format!("unknown scheme {other}"))),
        };
        let count = u16::from_le_bytes([header[6], header[7]]);
        let seed = header[8..].iter().rev().fold(0, |seed, &byte| seed << 8 | u64::from(byte));
        let recipe = Recipe::new(scheme, count, seed).map_err(|_| malformed(&format!("{count} lanes")))?;
        if lanes.len() != 4 * recipe.lanes() {
            return Err(malformed(&format!("{} bytes of lanes, expected {}", lanes.len(), 4 * recipe.lanes())));
        }
        let lanes = lanes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        Ok(Signature { recipe, lanes })
    }
}

/// The signatures of many texts in one piece of memory: 4 bytes a lane and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    recipe: Recipe,
    lanes: Vec<u32>,
}

impl Signatures {
    /// None yet.
    pub fn new(recipe: Recipe) -> Signatures {
        Signatures { recipe, lanes: Vec::new() }
    }

    /// How they were made.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.lanes.len() / self.recipe.lanes()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// The lanes of one text.
    pub fn lanes(&self, text: usize) -> &[u32] {
        let width = self.recipe.lanes();
        &self.lanes[text * width..(text + 1) * width]
    }

    /// Number of equal lanes of two texts.
    pub fn agreeing(&self, a: usize, b: usize) -> u32 {
        agreeing(self.lanes(a), self.lanes(b))
    }

    /// Adds the signature of one more set.
    ///
    /// # Panics
    /// When the sketcher has another recipe.
    pub fn push(&mut self, sketcher: &Sketcher, set: &[u64]) {
        assert_eq!(self.recipe, sketcher.recipe, "one recipe");
        let start = self.lanes.len();
        self.lanes.resize(start + self.recipe.lanes(), 0);
        sketcher.sketch(set, &mut self.lanes[start..]);
    }

    /// Adds all of another, in order.
    ///
    /// # Panics
    /// When the other was made by another recipe.
    pub fn append(&mut self, mut other: Signatures) {
        assert_eq!(self.recipe, other.recipe, "one recipe");
        self.lanes.append(&mut other.lanes);
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, texts: usize) {
        self.lanes.reserve_exact(texts * self.recipe.lanes());
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.lanes.capacity() * size_of::<u32>()
    }
}

fn agreeing(a: &[u32], b: &[u32]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a == b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    fn sketcher(scheme: Scheme, lanes: u16, seed: u64) -> Sketcher {
        Sketcher::new(Recipe::new(scheme, lanes, seed).unwrap())
    }

    const SCHEMES: [Scheme; 2] = [Scheme::FastSimilarity, Scheme::MinHash];

    #[test]
    fn frozen_lanes() {
        let set: Vec<u64> = (0..300).map(mix).collect();
        let got = SCHEMES.map(|scheme| sketcher(scheme, 128, 42).signature(&set).lanes()[..3].to_vec());
        assert_eq!(got, [[6_341_580, 3_727_415, 13_171_440], [20_955_371, 5_768_159, 8_211_666]]);
    }

    #[test]
    fn order_and_repetition_change_nothing() {
        let set: Vec<u64> = (0..50).map(mix).collect();
        let twice: Vec<u64> = set.iter().rev().chain(&set).copied().collect();
        for scheme in SCHEMES {
            for lanes in [1, 2, 3, 31, 32, 33, 128, 4096] {
                let s = sketcher(scheme, lanes, 1);
                assert_eq!(s.signature(&set), s.signature(&twice), "{scheme:?} {lanes}");
                assert!((s.signature(&set).similarity(&s.signature(&twice)).unwrap() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn one_element_fills_every_lane() {
        for lanes in [1, 2, 7, 128, 1000] {
            let s = sketcher(Scheme::FastSimilarity, lanes, 3);
            assert!(s.signature(&[mix(1)]).lanes().iter().all(|&lane| lane != u32::MAX), "{lanes}");
        }
        assert!(sketcher(Scheme::FastSimilarity, 8, 3).signature(&[]).lanes().iter().all(|&lane| lane == u32::MAX));
    }

    #[test]
    fn different_recipes_are_refused() {
        let base = sketcher(Scheme::MinHash, 64, 1).signature(&[mix(1)]);
        for other in [(Scheme::FastSimilarity, 64, 1), (Scheme::MinHash, 32, 1), (Scheme::MinHash, 64, 2)] {
            let other = sketcher(other.0, other.1, other.2).signature(&[mix(1)]);
            assert!(matches!(base.similarity(&other), Err(Error::Fingerprint { .. })));
        }
        for lanes in [0, 4097] {
            assert!(matches!(Recipe::new(Scheme::MinHash, lanes, 0), Err(Error::Setting { name: "lanes", .. })));
        }
    }

    #[test]
    fn bytes_round_trip_and_damage_is_named() {
        for scheme in SCHEMES {
            let signature = sketcher(scheme, 9, u64::MAX - 5).signature(&[mix(1), mix(2)]);
            let bytes = signature.to_bytes();
            assert_eq!(bytes.len(), 16 + 36);
            assert_eq!(Signature::from_bytes(&bytes).unwrap(), signature);
            for end in 0..bytes.len() {
                assert!(matches!(Signature::from_bytes(&bytes[..end]), Err(Error::Malformed { .. })), "{end}");
            }
            for place in 0..6 {
                let mut damaged = bytes.clone();
                damaged[place] ^= 0x80;
                assert!(Signature::from_bytes(&damaged).is_err(), "{place}");
            }
        }
    }

    #[test]
    fn the_arena_holds_what_signatures_hold() {
        let s = sketcher(Scheme::default(), 16, 0);
        let sets: Vec<Vec<u64>> = (1..4).map(|n| (0..n * 10).map(mix).collect()).collect();
        let mut arena = Signatures::new(s.recipe());
        sets[..2].iter().for_each(|set| arena.push(&s, set));
        let mut rest = Signatures::new(s.recipe());
        rest.push(&s, &sets[2]);
        arena.append(rest);
        assert_eq!(arena.len(), 3);
        for (i, set) in sets.iter().enumerate() {
            assert_eq!(arena.lanes(i), s.signature(set).lanes());
        }
    }
}
