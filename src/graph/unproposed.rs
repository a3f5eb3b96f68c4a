//! [`Unproposed`]: what is known of pairs that nobody proposed.

use crate::graph::exponent::{Exponent, Power};
use crate::likeness::Likeness;
use crate::sketch::hash::mix;

/// Scores pairs that are not among the edges.
///
/// Candidates are found by an index that keeps some tens of neighbours for each report. So a pair without an edge is
/// one of two things: *unlike*, or *not proposed*. A linkage that reads every missing pair as 0 tears large stories
/// apart; one that asks this trait does not.
///
/// Asked for a sample only: at most 64 pairs for two groups whose turn to be merged has come, and 8 of more than 64
/// where those 8 rule it out.
///
/// ```
/// use samestory::graph::{Unproposed, Zero};
/// use samestory::likeness::Likeness;
///
/// struct SameDay<'a>(&'a [u32]);
/// impl Unproposed for SameDay<'_> {
///     fn likeness(&self, a: u32, b: u32) -> Likeness {
///         Likeness::new(if self.0[a as usize] == self.0[b as usize] { 0.2 } else { 0.0 })
///     }
/// }
/// assert_eq!(SameDay(&[18, 18]).likeness(0, 1), Likeness::new(0.2));
/// assert_eq!(Zero.likeness(0, 1), Likeness::ZERO);
/// ```
pub trait Unproposed: Sync {
    /// The likeness of two nodes that no edge joins; always `a < b`. Must not depend on anything but the pair.
    fn likeness(&self, a: u32, b: u32) -> Likeness;

    /// Whether every such pair counts as 0, so that none needs to be scored. Default: no.
    fn all_zero(&self) -> bool {
        false
    }
}

/// Every pair without an edge counts as certainly different.
///
/// Right when the edges are complete (all pairs above a floor), too strict when candidates were capped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zero;

impl Unproposed for Zero {
    fn likeness(&self, _: u32, _: u32) -> Likeness {
        Likeness::ZERO
    }

    fn all_zero(&self) -> bool {
        true
    }
}

/// At most this many missing pairs are scored for two groups.
const SCORED: usize = 64;
/// Where there are more, this many are scored first, and the rest only for a merge that they leave possible.
const FIRST: usize = 8;
/// Among this many pairs of two groups missing ones are looked for.
const LOOKED_AT: usize = 256;

/// Up to 64 members of a group that stand for all: those whose mixed ids are lowest. All of them in a small group.
///
/// The choice depends on the ids alone, and a member that joins displaces few others.
#[derive(Debug, Clone, Default)]
pub(super) struct Spokesmen(Vec<u32>);

impl Spokesmen {
    /// Of one node.
    pub(super) fn of(node: u32) -> Spokesmen {
        Spokesmen(vec![node])
    }

    /// Of any nodes.
    pub(super) fn among(nodes: impl Iterator<Item = u32>) -> Spokesmen {
        let mut nodes: Vec<u32> = nodes.collect();
        if nodes.len() > SCORED {
            nodes.select_nth_unstable_by_key(SCORED - 1, |&node| rank(node));
            nodes.truncate(SCORED);
        }
        nodes.sort_unstable_by_key(|&node| rank(node));
        Spokesmen(nodes)
    }

    /// Of two groups that become one.
    pub(super) fn joined(&self, other: &Spokesmen) -> Spokesmen {
        let mut nodes = [self.0.as_slice(), &other.0].concat();
        nodes.sort_unstable_by_key(|&node| rank(node));
        nodes.truncate(SCORED);
        Spokesmen(nodes)
    }

    /// Scores missing pairs between two groups, that is, pairs for which `proposed` does not hold: all of them when
    /// there are few, else some in which as many spokesmen as can be meet. Stops early when the first few are
    /// not `promising`.
    pub(super) fn sample(
        &self,
        other: &Spokesmen,
        exponent: Exponent,
        unproposed: &dyn Unproposed,
        proposed: impl Fn(u32, u32) -> bool,
        promising: impl Fn(Sample) -> bool,
    ) -> Sample {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let all = few.len() * many.len() <= SCORED;
        // along the diagonals, so that every pair comes once and neighbours in the row have nobody in common
        let diagonals = (0..many.len()).flat_map(|shift| (0..few.len()).map(move |i| (i, (i + shift) % many.len())));
        let mut sample = Sample { sum: 0, count: 0 };
        for (x, y) in diagonals.take(LOOKED_AT).map(|(i, j)| (few[i], many[j])) {
            let (a, b) = (x.min(y), x.max(y));
            if proposed(a, b) {
                continue;
            }
            sample.sum += exponent.power(unproposed.likeness(a, b));
            sample.count += 1;
            if sample.count == SCORED as u64 || (sample.count == FIRST as u64 && !all && !promising(sample)) {
                break;
            }
        }
        sample
    }
}

fn rank(node: u32) -> (u64, u32) {
    (mix(u64::from(node)), node)
}

/// Missing pairs that were scored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    sum: Power,
    count: u64,
}

/// What is known of all pairs between two groups.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cross {
    /// Sum of the powers of proposed pairs.
    pub(super) sum: Power,
    /// Number of proposed pairs.
    pub(super) proposed: u64,
    /// Number of all pairs.
    pub(super) pairs: u64,
}

impl Cross {
    /// Whether some pair was not proposed.
    pub(super) fn has_missing(self) -> bool {
        self.proposed < self.pairs
    }

    /// The mean over proposed pairs: as high as the mean over all can be.
    pub(super) fn ceiling(self) -> Power {
        self.sum / self.proposed.max(1)
    }

    /// The mean over all pairs when missing ones count as 0.
    pub(super) fn strict(self) -> Power {
        self.sum / self.pairs.max(1)
    }

    /// The mean over all pairs; a sample is drawn only where it is needed.
    pub(super) fn mean(self, unproposed: &dyn Unproposed, sample: impl FnOnce() -> Sample) -> Power {
        if unproposed.all_zero() || !self.has_missing() { self.strict() } else { self.with(sample()) }
    }

    /// The mean over all pairs when a sample stands for all missing ones. They are never taken to be likelier than
    /// the proposed ones, and like them when the sample is empty.
    pub(super) fn with(self, sample: Sample) -> Power {
        let (sum, missing) = (u128::from(self.sum), u128::from(self.pairs - self.proposed));
        let ceiling = sum * missing / u128::from(self.proposed.max(1));
        let estimate = match sample.count {
            0 => ceiling,
            count => ceiling.min(u128::from(sample.sum) * missing / u128::from(count)),
        };
        // at most the mean over the proposed pairs, which fits
        ((sum + estimate) / u128::from(self.pairs.max(1))) as Power
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Flat;
    impl Unproposed for Flat {
        fn likeness(&self, _: u32, _: u32) -> Likeness {
            Likeness::new(0.5)
        }
    }

    #[test]
    fn few_missing_pairs_are_all_scored_and_many_are_sampled() {
        for (left, right, expected) in [(1, 1, 1), (1, 64, 64), (8, 8, 64), (7, 9, 63), (40, 50, 64), (1000, 1000, 64)]
        {
            let a = Spokesmen::among(0..left);
            let b = Spokesmen::among(left..left + right);
            let sample = a.sample(&b, Exponent::MEAN, &Flat, |_, _| false, |_| true);
            assert_eq!(sample.count, expected, "{left} x {right}");
            assert_eq!(sample.sum, expected << 39);
            let glance = a.sample(&b, Exponent::MEAN, &Flat, |_, _| false, |_| false);
            assert_eq!(glance.count, if left * right <= 64 { expected } else { 8 }, "{left} x {right}");
        }
    }

    #[test]
    fn spokesmen_do_not_depend_on_how_the_group_grew() {
        let at_once = Spokesmen::among(0..500);
        let one_by_one = (0..500).rev().map(Spokesmen::of).reduce(|group, one| group.joined(&one)).unwrap();
        assert_eq!(at_once.0, one_by_one.0);
    }

    #[test]
    fn missing_pairs_are_never_likelier_than_proposed_ones() {
        let cross = Cross { sum: 100, proposed: 2, pairs: 4 };
        assert_eq!((cross.ceiling(), cross.strict()), (50, 25));
        assert_eq!(cross.with(Sample { sum: 20, count: 2 }), 30);
        assert_eq!(cross.with(Sample { sum: 1000, count: 2 }), 50);
        assert_eq!(cross.with(Sample { sum: 0, count: 0 }), 50);
    }
}
