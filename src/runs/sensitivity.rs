//! [`Sensitivity`]: what another threshold would change.

use serde::{Deserialize, Serialize};

use crate::clustering::Clustering;
use crate::likeness::Likeness;
use crate::runs::Diff;

/// What another threshold would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// The threshold below the run's.
    pub lower: Likeness,
    /// What would be merged at it.
    pub looser: Diff,
    /// The threshold above the run's.
    pub higher: Likeness,
    /// What would be split at it.
    pub stricter: Diff,
}

impl Clustering {
    /// What would change if the threshold were `by` lower and higher; usual is 0.05. No further run is needed.
    ///
    /// Stories that appear in neither are sure of their borders; many that do mean a threshold at a bad place.
    pub fn sensitivity(&self, by: f64) -> Sensitivity {
        let threshold = self.manifest().threshold.value();
        let (lower, higher) = (Likeness::new(threshold - by), Likeness::new(threshold + by));
        let at = |threshold| {
            let labels = self.labels().zip(self.at(threshold)).map(|((id, _), story)| (id.clone(), story));
            Diff::between(self.labels().map(|(id, story)| (id.clone(), story)), labels)
        };
        Sensitivity { lower, looser: at(lower), higher, stricter: at(higher) }
    }
}
