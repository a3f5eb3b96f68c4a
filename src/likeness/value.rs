//! [`Likeness`]: how likely two reports tell of one event.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A probability within 0..=1, held as a whole number of 2⁻³⁰.
///
/// Rounded once, when it is made, so that comparing, sorting and linking are exact and the same on every machine.
///
/// ```
/// use samestory::likeness::Likeness;
/// assert!(Likeness::new(0.93) > Likeness::new(0.5));
/// assert_eq!(Likeness::new(7.0), Likeness::ONE);
/// assert_eq!(Likeness::new(f64::NAN), Likeness::ZERO);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Likeness(u32);

impl Likeness {
    const UNIT: f64 = (1 << 30) as f64;

    /// Certainly different.
    pub const ZERO: Likeness = Likeness(0);
    /// Certainly the same.
    pub const ONE: Likeness = Likeness(1 << 30);

    /// Rounds a probability. Values outside 0..=1 are drawn to the nearer end; not-a-number is 0.
    pub fn new(probability: f64) -> Likeness {
        // `as` takes NaN to 0
        Likeness((probability.clamp(0.0, 1.0) * Likeness::UNIT + 0.5) as u32)
    }

    /// A whole number of hundredths, at most 100.
    pub const fn from_percent(percent: u32) -> Likeness {
        let percent = if percent > 100 { 100 } else { percent };
        Likeness((percent * ((1 << 30) / 100)) + percent * ((1 << 30) % 100) / 100)
    }

    /// As a number within 0..=1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / Likeness::UNIT
    }

    /// As a whole number of 2⁻³⁰, within 0..=2³⁰.
    pub fn units(self) -> u32 {
        self.0
    }
}

impl fmt::Debug for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.value())
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.value())
    }
}

impl From<f64> for Likeness {
    fn from(probability: f64) -> Likeness {
        Likeness::new(probability)
    }
}

impl From<Likeness> for f64 {
    fn from(likeness: Likeness) -> f64 {
        likeness.value()
    }
}
