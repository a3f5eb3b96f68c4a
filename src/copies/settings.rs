//! [`CopySettings`]: the knobs of the copy stage.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::sketch::hash::StableHasher;
use crate::sketch::{Banding, Recipe, Scheme};

/// What counts as a copy, and how copies are looked for. Checked when it is built.
///
/// The knob that matters most is [`jaccard`](CopySettingsBuilder::jaccard), then
/// [`containment`](CopySettingsBuilder::containment); the rest is for measuring and for unusual sets.
///
/// ```
/// use samestory::copies::CopySettings;
/// let strict = CopySettings::builder().jaccard(0.8).containment(0.9).build()?;
/// assert_eq!(strict.banding().rows(), 7);
/// # Ok::<(), samestory::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "CopySettingsBuilder", into = "CopySettingsBuilder")]
pub struct CopySettings {
    pub(crate) knobs: CopySettingsBuilder,
    recipe: Recipe,
    banding: Banding,
}

impl CopySettings {
    /// Starts with the defaults.
    pub fn builder() -> CopySettingsBuilder {
        CopySettingsBuilder::default()
    }

    /// How signatures are made.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// How signatures are cut into bands: the best for the Jaccard threshold.
    pub fn banding(&self) -> Banding {
        self.banding
    }

    /// One number that stands for everything that shapes a [`Sketches`](crate::copies::Sketches).
    pub fn fingerprint(&self) -> u64 {
        let mut hash = StableHasher::new();
        for value in [self.recipe.fingerprint(), self.knobs.width.into(), self.knobs.fraction.into()] {
            hash.field(&value.to_le_bytes());
        }
        hash.finish()
    }
}

impl Default for CopySettings {
    fn default() -> CopySettings {
        let knobs = CopySettingsBuilder::default();
        // the defaults lie within every range; the test below holds them to it
        let recipe = Recipe::new(knobs.scheme, knobs.lanes, knobs.seed);
        let banding = Banding::for_threshold(knobs.jaccard, knobs.lanes.into());
        match (recipe, banding) {
            (Ok(recipe), Ok(banding)) => CopySettings { knobs, recipe, banding },
            _ => unreachable!("defaults within range"),
        }
    }
}

/// Puts [`CopySettings`] together; see [`CopySettings::builder`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[must_use]
pub struct CopySettingsBuilder {
    pub(crate) jaccard: f64,
    pub(crate) containment: f64,
    pub(crate) width: u8,
    pub(crate) short: u32,
    pub(crate) number_veto: bool,
    pub(crate) window_days: Option<u32>,
    pub(crate) scheme: Scheme,
    pub(crate) lanes: u16,
    pub(crate) seed: u64,
    pub(crate) fraction: u32,
    pub(crate) bucket_cap: u32,
}

impl Default for CopySettingsBuilder {
    fn default() -> Self {
        CopySettingsBuilder {
            jaccard: 0.5,
            containment: 0.5,
            width: 5,
            short: 32,
            number_veto: true,
            window_days: None,
            scheme: Scheme::FastSimilarity,
            lanes: 128,
            seed: 0,
            fraction: 8,
            bucket_cap: 32,
        }
    }
}

impl CopySettingsBuilder {
    /// Two texts are copies when this share of their shingles taken together is in both. Default 0.5, range 0.05 to
    /// 0.99.
    ///
    /// A text in which every twentieth word was changed keeps about 0.63. Lower, and rewrites of one agency text are
    /// folded; higher, and edited copies count as texts of their own.
    pub fn jaccard(mut self, share: f64) -> Self {
        self.jaccard = share;
        self
    }

    /// Two texts are copies when this share of the shorter one's shingles is in the longer one. Default 0.5, range
    /// 0.2 to 1; above 1 turns this path off.
    ///
    /// Finds reprints of the first paragraphs, with a new headline, introduction and page clutter. Lower, and texts
    /// that share their background paragraphs are folded; higher, and reprints on cluttered pages are missed.
    pub fn containment(mut self, share: f64) -> Self {
        self.containment = share;
        self
    }

    /// Words in a shingle. Default 5, range 1 to 32.
    ///
    /// Fewer, and common phrases look like copying; more, and one edited word destroys more of the evidence.
    pub fn width(mut self, words: u8) -> Self {
        self.width = words;
        self
    }

    /// A text of fewer different shingles than this is short. Default 32 (36 words), range 0 to 10000.
    ///
    /// A short text is never a copy by containment alone, and not by Jaccard either when a word was exchanged for
    /// another, or when the two are more than a week apart. Lower, and headlines of one pattern are folded.
    pub fn short(mut self, shingles: u32) -> Self {
        self.short = shingles;
        self
    }

    /// Whether texts of one template that differ in what fills it, numbers, dates and names, are kept apart. Default
    /// true.
    pub fn number_veto(mut self, on: bool) -> Self {
        self.number_veto = on;
        self
    }

    /// Only texts published at most so many days apart are compared; those of unknown time with all. Default: no
    /// window, so that a late reprint is found.
    pub fn window_days(mut self, days: Option<u32>) -> Self {
        self.window_days = days;
        self
    }

    /// How sets are sketched. Default [`Scheme::FastSimilarity`].
    pub fn scheme(mut self, scheme: Scheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// Lanes of a signature, 4 bytes each. Default 128, range 16 to 4096.
    ///
    /// More find more of the pairs near the threshold. Everything is verified, so precision does not depend on it.
    pub fn lanes(mut self, lanes: u16) -> Self {
        self.lanes = lanes;
        self
    }

    /// Seed of the sketches. Default 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// One in so many shingles is kept to find containment. Default 8, range 1 to 1024.
    ///
    /// At 8, two texts with 40 shingles in common meet with 99.5 %; at 16, with 92 % and half the memory.
    pub fn fraction(mut self, fraction: u32) -> Self {
        self.fraction = fraction;
        self
    }

    /// Up to how many texts of one bucket are all compared with each other. Default 32, range 2 to 4096.
    ///
    /// Of a larger bucket each is compared with a few. Higher costs time that grows with the square, on sets with
    /// thousands of texts of one template.
    pub fn bucket_cap(mut self, texts: u32) -> Self {
        self.bucket_cap = texts;
        self
    }

    /// Checks the knobs.
    ///
    /// # Errors
    /// [`Error::Setting`] for the first one outside its range.
    pub fn build(self) -> Result<CopySettings> {
        let outside = |name, value: String, range| Err(Error::Setting { name, value, range });
        if !(0.05..=0.99).contains(&self.jaccard) {
            return outside("jaccard", self.jaccard.to_string(), "0.05 to 0.99");
        }
        if self.containment.is_nan() || self.containment < 0.2 {
            return outside("containment", self.containment.to_string(), "0.2 to 1, or above 1 for none");
        }
        for (name, value, low, high, range) in [
            ("width", u32::from(self.width), 1, 32, "1 to 32"),
            ("short", self.short, 0, 10_000, "0 to 10000"),
            ("lanes", u32::from(self.lanes), 16, 4096, "16 to 4096"),
            ("fraction", self.fraction, 1, 1024, "1 to 1024"),
            ("bucket_cap", self.bucket_cap, 2, 4096, "2 to 4096"),
        ] {
            if !(low..=high).contains(&value) {
                return outside(name, value.to_string(), range);
            }
        }
        let recipe = Recipe::new(self.scheme, self.lanes, self.seed)?;
        let banding = Banding::for_threshold(self.jaccard, self.lanes.into())?;
        Ok(CopySettings { knobs: self, recipe, banding })
    }
}

impl TryFrom<CopySettingsBuilder> for CopySettings {
    type Error = Error;

    fn try_from(knobs: CopySettingsBuilder) -> Result<CopySettings> {
        knobs.build()
    }
}

impl From<CopySettings> for CopySettingsBuilder {
    fn from(settings: CopySettings) -> CopySettingsBuilder {
        settings.knobs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_within_range() {
        assert_eq!(CopySettings::default(), CopySettings::builder().build().unwrap());
    }

    #[test]
    fn every_range_is_checked() {
        let b = CopySettings::builder;
        for (name, builder) in [
            ("jaccard", b().jaccard(0.0)),
            ("jaccard", b().jaccard(f64::NAN)),
            ("containment", b().containment(0.1)),
            ("width", b().width(0)),
            ("short", b().short(20_000)),
            ("lanes", b().lanes(8)),
            ("fraction", b().fraction(0)),
            ("bucket_cap", b().bucket_cap(1)),
        ] {
            assert!(matches!(builder.build(), Err(Error::Setting { name: n, .. }) if n == name), "{name}");
        }
    }
}
