//! [`Neighbours`]: what is near each report, so that a cosine can be read against it.

use crate::likeness::features::{first_sight, nearness_of_days};
use crate::likeness::model::Model;
use crate::likeness::pair::Pair;
use crate::likeness::proposed::{Higher, Proposals, Proposed};
use crate::parallel;

/// The cosine of the neighbour of this rank tells how crowded the topic of a report is.
const CROWD: usize = 40;
/// The crowd is taken to be at least this near: in a set of two, the other report proves nothing.
const LEAST_CROWD: f64 = 0.06;
/// The best neighbour is taken to be at least this near, for the same reason.
const LEAST_BEST: f64 = 0.4;
/// So many nearest neighbours tell how likely any neighbour is of the same event.
const SURROUNDINGS: usize = 10;
/// So many imagined neighbours stand beside them, one in ten of them of the same event.
const IMAGINED: f64 = 10.0;
const USUAL: f64 = 0.1;

/// The neighbourhood of every report: how near the best and the fortieth are, how near in time the
/// others are, and how likely a near one tells of the same event.
///
/// A cosine of .3 means much where nothing else is near and little in a crowd of running news. The figures follow from
/// the proposed pairs and the times alone.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    hoods: Vec<Hood>,
    surroundings: Vec<f64>,
    usual_time: Vec<f64>,
}

/// What is near one report.
#[derive(Debug, Clone, Copy)]
struct Hood {
    crowd: f64,
    ln_crowd: f64,
    best: f64,
}

const NOBODY: u32 = u32::MAX;

/// In about so many rounds all lower neighbours are listed, so that the lists of one round are small beside the pairs.
const ROUNDS: usize = 4;
/// So many lower neighbours are listed in one round in any case.
const FEW: usize = 1 << 18;

/// A neighbour in the list of a report.
#[derive(Debug, Clone, Copy, Default)]
struct Near {
    cosine: f64,
    nearness: f64,
    other: u32,
}

impl Near {
    /// The other one of a pair.
    fn of(pair: &Proposed, other: u32) -> Near {
        Near { cosine: pair.cosines[0], nearness: pair.nearness(), other }
    }
}

impl Neighbours {
    /// The neighbourhoods of reports from their times, in days and not-a-number when unknown, and all proposed pairs;
    /// `model` judges near pairs at first sight.
    ///
    /// # Complexity
    /// O(pairs · log pairs + reports · log reports).
    ///
    /// # Panics
    /// When a pair names a report outside `0..days.len()`.
    pub fn of(days: &[f64], pairs: &[Pair], model: &Model) -> Neighbours {
        let ends = |pair: &Pair| Pair { a: pair.a.min(pair.b), b: pair.a.max(pair.b), ..*pair };
        let mut pairs: Vec<Pair> = pairs.iter().map(ends).collect();
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        let mut of_each: Vec<Box<[Higher]>> = days.iter().map(|_| Box::default()).collect();
        for some in pairs.chunk_by(|x, y| x.a == y.a) {
            of_each[some[0].a as usize] = some.iter().map(|pair| Higher::new(pair.b, pair.cosines)).collect();
        }
        let known = |proposed: &Proposed| {
            let at = pairs.partition_point(|pair| (pair.a, pair.b) < (proposed.a, proposed.b));
            pairs[at]
        };
        Neighbours::among(days, &Proposals::new(of_each), known, model)
    }

    /// The same where the rest of a pair is told by what is kept of it.
    pub(crate) fn among(
        days: &[f64],
        pairs: &Proposals,
        pair: impl Fn(&Proposed) -> Pair + Sync + Send,
        model: &Model,
    ) -> Neighbours {
        let reports = days.len();
        let starts = starts(reports, pairs);
        let (mut hoods, mut close): (Vec<Hood>, Vec<Close>) =
            (Vec::with_capacity(reports), Vec::with_capacity(reports));
        let most = pairs.len().div_ceil(ROUNDS).max(FEW);
        while hoods.len() < reports {
            let from = hoods.len();
            let some = starts[from..].partition_point(|&start| start - starts[from] <= most).max(2) - 1;
            let lists = lists(from, &starts[from..=from + some], pairs);
            let found = parallel::map_with(some, Vec::new, |list, i| {
                let of = |at: usize| starts[from + at] - starts[from];
                list.clear();
                list.extend(pairs.of_lower(from as u32 + i).map(|pair| Near::of(&pair, pair.b)));
                list.extend_from_slice(&lists[of(i as usize)..of(i as usize + 1)]);
                hood(list)
            });
            let (found, nearest): (Vec<Hood>, Vec<Close>) = found.into_iter().unzip();
            hoods.extend(found);
            close.extend(nearest);
        }
        let mut neighbours = Neighbours { hoods, surroundings: Vec::new(), usual_time: usual_time(days) };
        neighbours.surroundings = parallel::map(reports, |report| {
            let near = close[report as usize].iter().take_while(|&&other| other != NOBODY);
            let same = |proposed: Proposed| model.at_first_sight(&first_sight(&pair(&proposed), &neighbours));
            let expected: f64 = near.filter_map(|&other| pairs.get(report, other)).map(same).sum();
            let share = (expected + IMAGINED * USUAL) / (SURROUNDINGS as f64 + IMAGINED);
            log_odds(share) - log_odds(USUAL)
        });
        neighbours
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.hoods.capacity() * size_of::<Hood>()
            + (self.surroundings.capacity() + self.usual_time.capacity()) * size_of::<f64>()
    }

    /// Number of reports.
    pub fn reports(&self) -> usize {
        self.hoods.len()
    }

    /// How near in time the other dated reports are on average: exp(−days apart / 3), within 0..=1. Near 1 where all are
    /// of one day; 0 for an undated report.
    pub fn usual_time(&self, report: u32) -> f64 {
        self.usual_time[report as usize]
    }

    /// Cosine of the neighbour of rank 40, at least 0.06.
    pub fn crowd(&self, report: u32) -> f64 {
        self.hoods[report as usize].crowd
    }

    /// The natural logarithm of that.
    pub(super) fn ln_crowd(&self, report: u32) -> f64 {
        self.hoods[report as usize].ln_crowd
    }

    /// [Nearness](Pair::nearness) of the best neighbour, at least 0.4.
    pub fn best(&self, report: u32) -> f64 {
        self.hoods[report as usize].best
    }

    /// How much likelier than usual one of the ten nearest neighbours is of the same event: ln of the odds over those
    /// of one in ten. Within −0.75..=2.5; where nothing near is alike, the lower end.
    ///
    /// # References
    /// Saerens, Latinne, Decaestecker: *Adjusting the outputs of a classifier to new a priori probabilities* (2002),
    /// section 2; here with a prior for each neighbourhood, and one step of it.
    pub fn surroundings(&self, report: u32) -> f64 {
        self.surroundings[report as usize]
    }
}

/// The ten nearest of a report, filled up with `NOBODY`.
type Close = [u32; SURROUNDINGS];

/// What is near a report, given all its neighbours.
fn hood(list: &mut [Near]) -> (Hood, Close) {
    let nearer = |x: &Near, y: &Near| y.cosine.total_cmp(&x.cosine).then(x.other.cmp(&y.other));
    let crowd = if list.len() > CROWD { list.select_nth_unstable_by(CROWD, nearer).1.cosine } else { 0.0 };
    let crowd = crowd.max(LEAST_CROWD);
    let best = list.iter().map(|near| near.nearness).fold(LEAST_BEST, f64::max);
    let near = list.len().min(CROWD);
    let list = &mut list[..near];
    list.sort_unstable_by(nearer);
    let mut close = [NOBODY; SURROUNDINGS];
    close.iter_mut().zip(&*list).for_each(|(slot, near)| *slot = near.other);
    (Hood { crowd, ln_crowd: libm::log(crowd), best }, close)
}

/// The mean nearness in time of each report to the others, from sums that run up and down the days.
fn usual_time(days: &[f64]) -> Vec<f64> {
    let mut order: Vec<u32> = (0..days.len() as u32).filter(|&report| !days[report as usize].is_nan()).collect();
    order.sort_unstable_by(|&x, &y| days[x as usize].total_cmp(&days[y as usize]).then(x.cmp(&y)));
    let others = order.len().saturating_sub(1).max(1) as f64;
    let mut usual = vec![0.0; days.len()];
    for _ in 0..2 {
        let mut sum = 0.0;
        for (&before, &report) in order.iter().zip(&order[1.min(order.len())..]) {
            sum = (sum + 1.0) * nearness_of_days((days[before as usize] - days[report as usize]).abs());
            usual[report as usize] += sum / others;
        }
        order.reverse();
    }
    usual
}

/// Where the list of each report's lower neighbours begins when all are laid end to end, and where the last one ends.
fn starts(reports: usize, pairs: &Proposals) -> Vec<usize> {
    let mut starts = vec![0usize; reports + 1];
    pairs.iter().for_each(|pair| starts[pair.b as usize + 1] += 1);
    for report in 0..reports {
        starts[report + 1] += starts[report];
    }
    starts
}

/// The lower neighbours of the reports from one on, given where their lists begin. The higher ones of a report lie
/// together anyway.
fn lists(from: usize, starts: &[usize], pairs: &Proposals) -> Vec<Near> {
    let (first, some) = (starts[0], starts.len() - 1);
    let mut lists = vec![Near::default(); starts[some] - first];
    let mut next = starts.to_vec();
    pairs.below(from + some).for_each(|pair| {
        let at = (pair.b as usize).wrapping_sub(from);
        if at < some {
            lists[next[at] - first] = Near::of(&pair, pair.a);
            next[at] += 1;
        }
    });
    lists
}

fn log_odds(share: f64) -> f64 {
    libm::log(share / (1.0 - share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_time_is_the_mean_over_all_others() {
        let days = [3.0, f64::NAN, 0.0, 3.0, 7.5];
        let usual = usual_time(&days);
        for (report, &day) in days.iter().enumerate().filter(|(_, day)| !day.is_nan()) {
            let others = days.iter().enumerate().filter(|&(other, day)| other != report && !day.is_nan());
            let mean = others.map(|(_, other)| nearness_of_days((day - other).abs())).sum::<f64>() / 3.0;
            assert!((usual[report] - mean).abs() < 1e-12, "{report}: {} for {mean}", usual[report]);
        }
        assert!(usual[1] == 0.0 && usual_time(&[1.0]) == [0.0]);
    }
}
