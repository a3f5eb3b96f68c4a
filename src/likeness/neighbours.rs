//! [`Neighbours`]: what is near each report, so that a cosine can be read against it.

use crate::likeness::pair::Pair;

/// How many nearest neighbours are compared between two reports.
const NEAREST: usize = 6;
/// How many cosines the mean is taken over.
const MEAN_OF: usize = 5;

/// The neighbourhood of every report: its best cosine, the mean of its five best, its six nearest.
///
/// A cosine of .3 means much where nothing else is near and little in a crowd. The figures follow from the proposed
/// pairs alone; kept beside the reports, they are recomputed only for those whose lists change.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    best: Vec<f64>,
    mean: Vec<f64>,
    nearest: Vec<Vec<u32>>,
}

impl Neighbours {
    /// The neighbourhoods of `reports` reports from all proposed pairs.
    ///
    /// # Complexity
    /// O(pairs · log pairs).
    pub fn of(reports: usize, pairs: &[Pair]) -> Neighbours {
        let mut lists: Vec<Vec<(f64, u32)>> = vec![Vec::new(); reports];
        for pair in pairs {
            let cosine = pair.cosines[0];
            lists[pair.a as usize].push((cosine, pair.b));
            lists[pair.b as usize].push((cosine, pair.a));
        }
        let mut neighbours = Neighbours::default();
        for (report, mut list) in lists.into_iter().enumerate() {
            list.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            let top = &list[..list.len().min(MEAN_OF)];
            neighbours.best.push(list.first().map_or(0.0, |&(cosine, _)| cosine));
            neighbours.mean.push(top.iter().map(|&(cosine, _)| cosine).sum::<f64>() / top.len().max(1) as f64);
            let mut nearest: Vec<u32> = list.iter().take(NEAREST).map(|&(_, other)| other).collect();
            nearest.push(report as u32);
            nearest.sort_unstable();
            neighbours.nearest.push(nearest);
        }
        neighbours
    }

    /// Cosine to the nearest report; 0 when there is none.
    pub fn best(&self, report: u32) -> f64 {
        self.best[report as usize]
    }

    /// Mean cosine to the five nearest.
    pub fn mean(&self, report: u32) -> f64 {
        self.mean[report as usize]
    }

    /// Share of common reports among the six nearest of both, themselves counted; within 0..=1.
    pub fn common(&self, a: u32, b: u32) -> f64 {
        let (x, y) = (&self.nearest[a as usize], &self.nearest[b as usize]);
        let shared = x.iter().filter(|report| y.binary_search(report).is_ok()).count();
        shared as f64 / x.len().min(y.len()) as f64
    }
}
