//! [`Banding`]: how signatures are cut into bands, and which resemblance that finds.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Bands × rows of a signature: two texts are proposed as a pair when all rows of any one band agree.
///
/// More rows make a band rarer, more bands give more chances; together they turn resemblance into a chance of being
/// found that rises in an S, see [`Banding::probability`]. Everything that is proposed is verified later, so a pair
/// too much costs microseconds and a pair too few is lost: [`Banding::for_threshold`] weighs a miss 99 times.
///
/// ```
/// use samestory::sketch::Banding;
/// let banding = Banding::for_threshold(0.5, 128)?;
/// assert_eq!((banding.bands(), banding.rows()), (39, 3));
/// assert!(banding.probability(0.5) > 0.99);
/// assert!(banding.probability(0.1) < 0.05);
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # References
/// Leskovec, Rajaraman, Ullman: *Mining of Massive Datasets* (2014), section 3.4.
/// Zhu, Nargesian, Pu, Miller: *LSH Ensemble* (VLDB 2016), section 5, for choosing by weighted error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Banding {
    bands: u16,
    rows: u16,
}

impl Banding {
    /// How much worse a missed pair is than a useless one in [`Banding::for_threshold`].
    const MISS: f64 = 99.0;

    /// Given bands and rows.
    ///
    /// # Errors
    /// [`Error::Setting`] unless both are at least 1 and their product is at most `lanes`.
    pub fn new(bands: u16, rows: u16, lanes: usize) -> Result<Banding> {
        let needed = usize::from(bands) * usize::from(rows);
        if (1..=lanes).contains(&needed) {
            return Ok(Banding { bands, rows });
        }
        let value = format!("{bands} bands of {rows} rows with {lanes} lanes");
        Err(Error::Setting { name: "banding", value, range: "at least 1 × 1, bands × rows at most the lanes" })
    }

    /// The best banding for pairs of at least this resemblance.
    ///
    /// # Errors
    /// As for [`Banding::weighted`].
    pub fn for_threshold(threshold: f64, lanes: usize) -> Result<Banding> {
        Banding::weighted(threshold, lanes, Banding::MISS)
    }

    /// The banding with the least error, where a missed pair counts `miss` times a useless one.
    ///
    /// The error is the area under the S curve below the threshold plus `miss` times the area over it above the
    /// threshold.
    ///
    /// # Errors
    /// [`Error::Setting`] unless `threshold` lies within 0.05..=0.99, `lanes` within 1..=4096 and `miss` is positive
    /// and finite.
    pub fn weighted(threshold: f64, lanes: usize, miss: f64) -> Result<Banding> {
        if !(0.05..=0.99).contains(&threshold) {
            return Err(Error::Setting {
                name: "threshold",
                value: threshold.to_string(),
                range: "0.05 to 0.99, for bands",
            });
        }
        if !(1..=4096).contains(&lanes) {
            return Err(Error::Setting { name: "lanes", value: lanes.to_string(), range: "1 to 4096" });
        }
        if !(miss > 0.0 && miss.is_finite()) {
            return Err(Error::Setting { name: "miss", value: miss.to_string(), range: "above 0, finite" });
        }
        let lanes = lanes as u16;
        let mut best = (f64::INFINITY, Banding { bands: lanes, rows: 1 });
        // runs of more than 40 rows find only texts that are equal anyway
        for rows in 1..=lanes.min(40) {
            // the last of each row count is enough for small steps, every one for few bands
            let most = lanes / rows;
            let band_misses = Banding { bands: 1, rows }.band_misses(threshold);
            for bands in (1..=most).filter(|bands| most <= 128 || bands % (most / 128) == 0) {
                if let Some(error) = error(&band_misses, bands, threshold, miss, best.0) {
                    best = (error, Banding { bands, rows });
                }
            }
        }
        Ok(best.1)
    }

    /// The chances that one band misses a pair, at resemblances evenly spread below the threshold and above it.
    fn band_misses(self, threshold: f64) -> [[f64; STEPS]; 2] {
        let middle = |step: usize| (step as f64 + 0.5) / STEPS as f64;
        let miss = |jaccard: f64| 1.0 - libm::pow(jaccard.clamp(0.0, 1.0), f64::from(self.rows));
        let above = |step| threshold + (1.0 - threshold) * middle(step);
        [std::array::from_fn(|step| miss(threshold * middle(step))), std::array::from_fn(|step| miss(above(step)))]
    }

    /// Number of bands.
    pub fn bands(&self) -> usize {
        self.bands.into()
    }

    /// Lanes in a band.
    pub fn rows(&self) -> usize {
        self.rows.into()
    }

    /// The chance that two texts of this resemblance are proposed: 1 − (1 − jaccardʳ)ᵇ.
    pub fn probability(&self, jaccard: f64) -> f64 {
        let band = libm::pow(jaccard.clamp(0.0, 1.0), f64::from(self.rows));
        1.0 - libm::pow(1.0 - band, f64::from(self.bands))
    }
}

/// Resemblances at which the S curve is looked at on each side of the threshold.
const STEPS: usize = 100;

/// The error of so many bands, if it is below the least one so far.
fn error(band_misses: &[[f64; STEPS]; 2], bands: u16, threshold: f64, miss: f64, least: f64) -> Option<f64> {
    let found = |band_misses: f64| 1.0 - libm::pow(band_misses, f64::from(bands));
    let (mut below, mut above) = (0.0, 0.0);
    // what is missed weighs most: it tells first that there are too few bands
    for misses in band_misses[1] {
        above += 1.0 - found(misses);
        if above * (1.0 - threshold) * miss >= least {
            return None;
        }
    }
    for misses in band_misses[0] {
        below += found(misses);
    }
    let error = below * threshold + above * (1.0 - threshold) * miss;
    (error < least).then_some(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rarely_misses_and_fits() {
        for lanes in [32, 64, 128, 256, 1024] {
            for threshold in [0.3, 0.5, 0.7, 0.8, 0.9] {
                let banding = Banding::for_threshold(threshold, lanes).unwrap();
                assert!(banding.bands() * banding.rows() <= lanes);
                let found = banding.probability(threshold);
                assert!(found > 0.96, "{threshold} with {lanes} lanes: {banding:?} finds {found}");
            }
        }
    }

    #[test]
    fn the_banding_found_is_the_one_of_least_error() {
        for (threshold, lanes, miss) in [(0.5, 128, 99.0), (0.8, 128, 99.0), (0.3, 64, 2.0), (0.95, 40, 500.0)] {
            let error = |banding: Banding| {
                let middle = |step: i32| (f64::from(step) + 0.5) / 100.0;
                let at = |jaccard: f64| banding.probability(jaccard);
                let below: f64 = (0..100).map(|step| at(threshold * middle(step))).sum();
                let above: f64 = (0..100).map(|step| 1.0 - at(threshold + (1.0 - threshold) * middle(step))).sum();
                below * threshold + above * (1.0 - threshold) * miss
            };
            let all = (1..=lanes.min(40)).flat_map(|rows| (1..=lanes / rows).map(move |bands| Banding { bands, rows }));
            let best = all.min_by(|a, b| error(*a).total_cmp(&error(*b))).unwrap();
            assert_eq!(Banding::weighted(threshold, lanes.into(), miss).unwrap(), best);
        }
    }

    #[test]
    fn weights_move_the_curve() {
        let (quick, careful) = (Banding::weighted(0.7, 128, 1.0).unwrap(), Banding::weighted(0.7, 128, 50.0).unwrap());
        assert!(quick.probability(0.7) < careful.probability(0.7));
        assert!(quick.probability(0.4) < careful.probability(0.4));
    }

    #[test]
    fn out_of_range_is_refused() {
        assert!(Banding::new(43, 3, 128).is_err() && Banding::new(0, 3, 128).is_err());
        assert!(Banding::new(42, 3, 128).is_ok());
        for (threshold, lanes, miss) in [
            (0.0, 128, 1.0),
            (1.0, 128, 1.0),
            (f64::NAN, 128, 1.0),
            (0.5, 0, 1.0),
            (0.5, 128, 0.0),
            (0.5, 128, f64::NAN),
        ] {
            assert!(Banding::weighted(threshold, lanes, miss).is_err(), "{threshold} {lanes} {miss}");
        }
    }
}
