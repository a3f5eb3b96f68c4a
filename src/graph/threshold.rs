//! [`Threshold`]: the least likeness of a story, given or read off the set at hand.

use crate::graph::edge::Edge;
use crate::likeness::Likeness;

/// Least likeness of a story.
///
/// | use | when |
/// |---|---|
/// | [`Given`](Threshold::Given) | the likeness is the shipped model's, or there are labels to choose by |
/// | [`ExpectedF1`](Threshold::ExpectedF1) | there are none, but the likeness is [calibrated](crate::likeness::Calibration) on news of this kind |
/// | [`Valley`](Threshold::Valley) | there are none, and the likeness is a score that means what it may |
///
/// With the shipped model both rules do a little worse than its own 0.25 (`docs/quality.md` has the figures), and a
/// threshold read off a set makes a story depend on what else is in the set. They are for want of anything better.
///
/// ```
/// use samestory::graph::{Edge, Threshold};
/// use samestory::likeness::Likeness;
/// // scores in two heaps, around 0.2 and around 0.7
/// let score = |i: u32| (if i % 5 == 0 { 0.65 } else { 0.15 }) + f64::from(i % 7) / 70.0;
/// let edges: Vec<Edge> = (0..500).filter_map(|i| Edge::new(i, i + 1, Likeness::new(score(i)))).collect();
/// let found = Threshold::Valley.of(&edges).value();
/// assert!((0.25..0.65).contains(&found));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Threshold {
    /// This, range 0..=1.
    Given(f64),
    /// The cut through the pairs that promises the highest F1, if each likeness is the probability that it should be:
    /// half of the F1 that it promises, and so never above 0.5.
    ///
    /// # References
    /// Lipton, Elkan, Naryanaswamy: *Optimal thresholding of classifiers to maximize F1 measure* (2014), theorem 1.
    ExpectedF1,
    /// Between the two heaps into which the logits fall apart best.
    ///
    /// # References
    /// Otsu: *A threshold selection method from gray-level histograms* (1979), equation 18.
    Valley,
}

/// What the shipped model is used with, and what is left when a set has too few pairs to read anything off.
const USUAL: f64 = 0.25;
/// Pairs below this are unlike by any measure; they are many and would be a heap of their own.
const LEAST: f64 = 0.01;
/// Logits beyond that of this are taken for it.
const MOST: f64 = 0.999_999;
/// With fewer pairs above the least nothing is read off.
const FEWEST: usize = 100;
const BINS: usize = 200;
/// What is read off stays within these.
const WITHIN: (f64, f64) = (0.05, 0.95);

impl Default for Threshold {
    /// 0.25 given.
    fn default() -> Self {
        Threshold::Given(USUAL)
    }
}

impl From<f64> for Threshold {
    fn from(given: f64) -> Threshold {
        Threshold::Given(given)
    }
}

impl Threshold {
    /// The threshold for a set whose proposed pairs these are, as the merge tree is to be cut at.
    ///
    /// In a rule every report counts alike: a pair of a report weighs the less, the more its pairs promise, so that a
    /// large story does not decide alone. A rule gives 0.25 where fewer than 100 pairs have a likeness of 0.01 or more,
    /// and always something within 0.05..=0.95.
    ///
    /// # Complexity
    /// O(pairs · log pairs).
    pub fn of(self, edges: &[Edge]) -> Likeness {
        let read = match self {
            Threshold::Given(given) => return Likeness::new(given),
            Threshold::ExpectedF1 => expected_f1,
            Threshold::Valley => valley,
        };
        let pairs = weighted(edges);
        let found = if pairs.len() < FEWEST { USUAL } else { read(pairs).clamp(WITHIN.0, WITHIN.1) };
        Likeness::new(found)
    }
}

/// Likeness and weight of each pair that is not unlike.
fn weighted(edges: &[Edge]) -> Vec<(Likeness, f64)> {
    let reports = edges.iter().map(|edge| edge.b() as usize + 1).max().unwrap_or(0);
    // whole numbers, so that the order of the edges does not show
    let mut promised = vec![0u64; reports];
    for edge in edges {
        for report in [edge.a(), edge.b()] {
            promised[report as usize] += u64::from(edge.likeness().units());
        }
    }
    let one = f64::from(Likeness::ONE.units());
    let share = |report: u32| 0.5 / (promised[report as usize] as f64 / one + 0.1);
    let alike = edges.iter().filter(|edge| edge.likeness().value() >= LEAST);
    alike.map(|edge| (edge.likeness(), share(edge.a()) + share(edge.b()))).collect()
}

fn expected_f1(mut pairs: Vec<(Likeness, f64)>) -> f64 {
    // equal pairs by weight, so that the order of the edges does not show
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then(y.1.total_cmp(&x.1)));
    let all: f64 = pairs.iter().map(|(likeness, weight)| likeness.value() * weight).sum();
    let (mut same, mut taken, mut best) = (0.0, 0.0, 0.0_f64);
    for (likeness, weight) in pairs {
        same += likeness.value() * weight;
        taken += weight;
        best = best.max(2.0 * same / (taken + all));
    }
    best / 2.0
}

fn valley(mut pairs: Vec<(Likeness, f64)>) -> f64 {
    pairs.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let logit = |likeness: Likeness| {
        let p = likeness.value().clamp(LEAST, MOST);
        libm::log(p / (1.0 - p))
    };
    let (Some(lowest), Some(highest)) = (pairs.first(), pairs.last()) else { return USUAL };
    let (lowest, width) = (logit(lowest.0), (logit(highest.0) - logit(lowest.0)) / BINS as f64);
    if width <= 0.0 {
        return USUAL;
    }
    let mut heights = [0.0; BINS];
    for (likeness, weight) in pairs {
        let bin = ((logit(likeness) - lowest) / width) as usize;
        heights[bin.min(BINS - 1)] += weight;
    }
    let middle = |bin: usize| lowest + (bin as f64 + 0.5) * width;
    let moment = |bins: std::ops::Range<usize>| {
        bins.fold((0.0, 0.0), |(sum, moment), bin| (sum + heights[bin], moment + heights[bin] * middle(bin)))
    };
    let all = moment(0..BINS);
    let mut best = (f64::MIN, 0.0, 0.0);
    for cut in 1..BINS {
        let low = moment(0..cut);
        let high = (all.0 - low.0, all.1 - low.1);
        if low.0 <= 0.0 || high.0 <= 0.0 {
            continue;
        }
        let apart = low.1 / low.0 - high.1 / high.0;
        let between = low.0 * high.0 * apart * apart;
        let at = lowest + cut as f64 * width;
        // an empty valley is as good anywhere: its middle
        if between > best.0 * (1.0 + 1e-12) {
            best = (between, at, at);
        } else if between >= best.0 * (1.0 - 1e-12) {
            best.2 = at;
        }
    }
    1.0 / (1.0 + libm::exp(-f64::midpoint(best.1, best.2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    fn uniform(i: u64) -> f64 {
        mix(i) as f64 / u64::MAX as f64
    }

    /// Pairs of reports that each have one: likeness by number.
    fn apart(pairs: u32, likeness: impl Fn(u32) -> f64) -> Vec<Edge> {
        (0..pairs).filter_map(|i| Edge::new(2 * i, 2 * i + 1, Likeness::new(likeness(i)))).collect()
    }

    #[test]
    fn expected_f1_is_what_trying_every_cut_finds() {
        let edges = apart(400, |i| uniform(u64::from(i)).powi(3));
        let pairs = weighted(&edges);
        let f1 = |cut: f64| {
            let all: f64 = pairs.iter().map(|(p, w)| p.value() * w).sum();
            let taken = pairs.iter().filter(|(p, _)| p.value() >= cut);
            let (same, taken) = taken.fold((0.0, 0.0), |(s, t), (p, w)| (s + p.value() * w, t + w));
            2.0 * same / (taken + all)
        };
        let best = (0..=1000).map(|i| f1(f64::from(i) / 1000.0)).fold(0.0, f64::max);
        let found = Threshold::ExpectedF1.of(&edges).value();
        assert!((found - best / 2.0).abs() < 0.005, "{found} for {best} / 2");
        // the theorem: the best cut lies there
        assert!(f1(found) >= best - 0.005, "{} at {found} for {best}", f1(found));
    }

    #[test]
    fn the_valley_lies_between_the_heaps_wherever_they_are() {
        for (low, high) in [(0.05, 0.4), (0.2, 0.8), (0.6, 0.95)] {
            let near = |i: u32| uniform(u64::from(i)) * 0.04 - 0.02;
            let edges = apart(1000, |i| near(i) + if i % 4 == 0 { high } else { low });
            let found = Threshold::Valley.of(&edges).value();
            assert!((low + 0.02..high - 0.02).contains(&found), "{found} between {low} and {high}");
        }
    }

    #[test]
    fn order_does_not_show_and_few_pairs_say_nothing() {
        let mut edges = apart(300, |i| uniform(u64::from(i) + 7));
        let found = [Threshold::ExpectedF1, Threshold::Valley].map(|rule| rule.of(&edges));
        edges.reverse();
        assert_eq!(found, [Threshold::ExpectedF1, Threshold::Valley].map(|rule| rule.of(&edges)));
        for rule in [Threshold::default(), Threshold::ExpectedF1, Threshold::Valley] {
            assert_eq!(rule.of(&edges[..50]), Likeness::new(0.25), "{rule:?}");
            assert_eq!(rule.of(&[]), Likeness::new(0.25), "{rule:?}");
        }
        let equal = apart(300, |_| 0.5);
        assert_eq!(Threshold::Valley.of(&equal), Likeness::new(0.25), "one heap");
    }
}
