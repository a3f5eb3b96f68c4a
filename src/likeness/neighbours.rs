//! [`Neighbours`]: what is near each report, so that a cosine can be read against it.

use crate::likeness::pair::Pair;

/// How many nearest neighbours are compared between two reports.
const NEAREST: usize = 6;
/// The cosine of the neighbour of this rank tells how crowded the topic of a report is.
const CROWD: usize = 40;
/// The crowd is taken to be at least this near: in a set of two, the other report proves nothing.
const LEAST_CROWD: f64 = 0.03;

/// The neighbourhood of every report: its six nearest, and how near the fortieth is.
///
/// A cosine of .3 means much where nothing else is near and little in a crowd of running news. The figures follow from
/// the proposed pairs alone; kept beside the reports, they are recomputed only for those whose lists change.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    crowd: Vec<f64>,
    nearest: Vec<Vec<u32>>,
}

impl Neighbours {
    /// The neighbourhoods of `reports` reports from all proposed pairs.
    ///
    /// # Complexity
    /// O(pairs).
    pub fn of(reports: usize, pairs: &[Pair]) -> Neighbours {
        let mut starts = vec![0usize; reports + 1];
        for end in pairs.iter().flat_map(|pair| [pair.a, pair.b]) {
            starts[end as usize + 1] += 1;
        }
        for report in 0..reports {
            starts[report + 1] += starts[report];
        }
        let mut lists = vec![(0f64, 0u32); starts[reports]];
        let mut next = starts.clone();
        for pair in pairs {
            for (report, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                lists[next[report as usize]] = (pair.cosines[0], other);
                next[report as usize] += 1;
            }
        }
        let mut neighbours = Neighbours::default();
        for report in 0..reports {
            let list = &mut lists[starts[report]..starts[report + 1]];
            let nearer = |x: &(f64, u32), y: &(f64, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
            let crowd = if list.len() > CROWD { list.select_nth_unstable_by(CROWD, nearer).1.0 } else { 0.0 };
            let near = list.len().min(CROWD);
            if near > NEAREST {
                list[..near].select_nth_unstable_by(NEAREST, nearer);
            }
            let mut nearest: Vec<u32> = list[..near.min(NEAREST)].iter().map(|&(_, other)| other).collect();
            nearest.push(report as u32);
            nearest.sort_unstable();
            neighbours.crowd.push(crowd.max(LEAST_CROWD));
            neighbours.nearest.push(nearest);
        }
        neighbours
    }

    /// Cosine of the neighbour of rank 40, at least 0.03.
    pub fn crowd(&self, report: u32) -> f64 {
        self.crowd[report as usize]
    }

    /// Share of common reports among the six nearest of both, themselves counted; within 0..=1.
    pub fn common(&self, a: u32, b: u32) -> f64 {
        let (x, y) = (&self.nearest[a as usize], &self.nearest[b as usize]);
        let shared = x.iter().filter(|report| y.binary_search(report).is_ok()).count();
        shared as f64 / x.len().min(y.len()) as f64
    }
}
