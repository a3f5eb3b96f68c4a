//! [`Exponent`]: how far a power mean leans towards the likeliest pairs.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::likeness::Likeness;

/// The exponent of a power mean of likenesses, within 1..=4. Default: 2.
///
/// At 1 it is the plain mean (average linkage): every pair counts alike, and large stories whose far members share
/// little fall apart. The higher it is, the more the likeliest pairs decide: at 4 a few strong pairs hold two groups
/// together, which comes close to connected components. 2 was the best single choice over small and large stories.
///
/// Powers are whole numbers of 2⁻⁴⁰ and sums of them are exact, so that no result depends on the order of summation.
///
/// ```
/// use samestory::graph::Exponent;
/// assert_eq!(Exponent::default(), Exponent::new(2.0)?);
/// assert_eq!(Exponent::new(0.5).unwrap_err().to_string(), "setting `exponent` = 0.5, outside 1..=4");
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # References
/// P. S. Bullen, *Handbook of Means and Their Inequalities* (2003), chapter III.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Exponent(f64);

/// The mean of some powers, or one power, in units of 2⁻⁴⁰.
pub(super) type Power = u64;

const UNIT: f64 = (1_u64 << 40) as f64;

impl Exponent {
    /// The plain mean: average linkage.
    pub const MEAN: Exponent = Exponent(1.0);
    /// The root mean square, the default.
    pub const SQUARE: Exponent = Exponent(2.0);

    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::Setting`] outside 1..=4.
    pub fn new(exponent: f64) -> Result<Exponent> {
        if (1.0..=4.0).contains(&exponent) {
            return Ok(Exponent(exponent));
        }
        Err(Error::Setting { name: "exponent", value: exponent.to_string(), range: "1..=4" })
    }

    /// As a number within 1..=4.
    pub fn value(self) -> f64 {
        self.0
    }

    /// A likeness raised to the exponent.
    pub(super) fn power(self, likeness: Likeness) -> Power {
        let units = u64::from(likeness.units());
        if self == Exponent::MEAN {
            units << 10
        } else if self == Exponent::SQUARE {
            (units * units + (1 << 19)) >> 20
        } else {
            (libm::pow(likeness.value(), self.0) * UNIT + 0.5) as Power
        }
    }

    /// The likeness of which this is the power.
    pub(super) fn root(self, power: Power) -> Likeness {
        let power = power as f64 / UNIT;
        Likeness::new(if self == Exponent::MEAN {
            power
        } else if self == Exponent::SQUARE {
            libm::sqrt(power)
        } else {
            libm::pow(power, 1.0 / self.0)
        })
    }
}

impl Default for Exponent {
    fn default() -> Self {
        Exponent::SQUARE
    }
}

impl TryFrom<f64> for Exponent {
    type Error = Error;

    fn try_from(exponent: f64) -> Result<Exponent> {
        Exponent::new(exponent)
    }
}

impl From<Exponent> for f64 {
    fn from(exponent: Exponent) -> f64 {
        exponent.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_of_one_pair_leads_back_to_its_likeness() {
        for exponent in [1.0, 1.5, 2.0, 3.0, 4.0].map(|e| Exponent::new(e).unwrap()) {
            for thousandths in [50, 100, 101, 250, 333, 500, 777, 930, 999, 1000] {
                let likeness = Likeness::new(f64::from(thousandths) / 1000.0);
                let back = exponent.root(exponent.power(likeness));
                let off = back.units().abs_diff(likeness.units());
                assert!(off <= u32::from(exponent.value() > 2.0), "{likeness:?} to {exponent:?}: off by {off}");
            }
        }
    }

    #[test]
    fn numbers_outside_the_range_are_refused() {
        for exponent in [0.99, 4.01, f64::NAN, f64::INFINITY, -2.0] {
            assert!(Exponent::new(exponent).is_err(), "{exponent}");
        }
    }
}
