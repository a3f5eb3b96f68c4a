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

/// The members of a group in the order in which they joined; of a group of more than 64, those 64 whose mixed ids are
/// lowest stand for all.
#[derive(Debug, Clone, Default)]
pub(super) struct Spokesmen(Vec<u32>);

impl Spokesmen {
    /// Of one node.
    pub(super) fn of(node: u32) -> Spokesmen {
        Spokesmen(vec![node])
    }

    /// Of any nodes.
    pub(super) fn among(nodes: impl Iterator<Item = u32>) -> Spokesmen {
        Spokesmen(nodes.collect()).chosen()
    }

    /// Takes in those of another group that becomes one with this.
    pub(super) fn join(&mut self, other: &Spokesmen) {
        self.0.extend_from_slice(&other.0);
        if self.0.len() > SCORED {
            *self = std::mem::take(self).chosen();
        }
    }

    fn chosen(mut self) -> Spokesmen {
        if self.0.len() > SCORED {
            self.0.select_nth_unstable_by_key(SCORED - 1, |&node| rank(node));
            self.0.truncate(SCORED);
        }
        self
    }

    fn by_rank(&self) -> Vec<u32> {
        let mut nodes = self.0.clone();
        nodes.sort_unstable_by_key(|&node| rank(node));
        nodes
    }
}

/// Scores missing pairs, at most 64 for two groups.
pub(super) struct Scorer<'a, P: Fn(u32, u32) -> bool> {
    pub(super) exponent: Exponent,
    pub(super) unproposed: &'a dyn Unproposed,
    /// Whether a pair is among the edges; such pairs are not missing.
    pub(super) is_proposed: P,
}

impl<P: Fn(u32, u32) -> bool> Scorer<'_, P> {
    /// Scores all missing pairs between two groups if there are at most 64 pairs, going on from a sample of the same
    /// groups when they had fewer members; else some in which as many members as can be meet. Then it stops early if
    /// the first few are not `promising`.
    pub(super) fn sample(
        &self,
        left: &Spokesmen,
        right: &Spokesmen,
        before: Option<Sample>,
        promising: impl Fn(Sample) -> bool,
    ) -> Sample {
        if left.0.len() * right.0.len() > SCORED {
            return self.glance(&left.by_rank(), &right.by_rank(), promising);
        }
        let mut sample = before.unwrap_or_default();
        let (rows, columns) = (usize::from(sample.covered.0), usize::from(sample.covered.1));
        for (i, &x) in left.0.iter().enumerate() {
            for &y in &right.0[if i < rows { columns } else { 0 }..] {
                if self.is_missing(x, y) {
                    self.score(x, y, &mut sample);
                }
            }
        }
        sample.covered = (left.0.len() as u8, right.0.len() as u8);
        sample
    }

    fn glance(&self, left: &[u32], right: &[u32], promising: impl Fn(Sample) -> bool) -> Sample {
        let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        // along the diagonals, so that every pair comes once and neighbours in the row have nobody in common
        let diagonals = (0..many.len()).flat_map(|shift| (0..few.len()).map(move |i| (i, (i + shift) % many.len())));
        let missing = |&(i, j): &(usize, usize)| self.is_missing(few[i], many[j]);
        let mut pairs = diagonals.take(LOOKED_AT).filter(missing).take(SCORED);
        let mut sample = Sample::default();
        for (i, j) in pairs.by_ref().take(FIRST) {
            self.score(few[i], many[j], &mut sample);
        }
        if sample.count < FIRST as u32 || !promising(sample) {
            return sample;
        }
        // one member after the other: whoever scores finds one of the two as it was
        let mut rest: Vec<(usize, usize)> = pairs.collect();
        rest.sort_unstable();
        for (i, j) in rest {
            self.score(few[i], many[j], &mut sample);
        }
        sample
    }

    fn is_missing(&self, x: u32, y: u32) -> bool {
        !(self.is_proposed)(x.min(y), x.max(y))
    }

    fn score(&self, x: u32, y: u32, sample: &mut Sample) {
        sample.sum += self.exponent.power(self.unproposed.likeness(x.min(y), x.max(y)));
        sample.count += 1;
    }
}

fn rank(node: u32) -> (u64, u32) {
    (mix(u64::from(node)), node)
}

/// Missing pairs that were scored.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sample {
    sum: Power,
    count: u32,
    /// How many members of either group it covers completely, in the order in which they joined; at most 64.
    covered: (u8, u8),
}

impl Sample {
    /// Whether nothing is left to score of two groups of these sizes: each pair was, or a sample has to do.
    pub(super) fn is_complete(self, left: u32, right: u32) -> bool {
        (u32::from(self.covered.0), u32::from(self.covered.1)) == (left, right)
            || u64::from(left) * u64::from(right) > SCORED as u64
    }
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
    use std::cell::Cell;

    use super::*;

    struct Flat;
    impl Unproposed for Flat {
        fn likeness(&self, _: u32, _: u32) -> Likeness {
            Likeness::new(0.5)
        }
    }

    #[test]
    fn few_missing_pairs_are_all_scored_and_many_are_sampled() {
        let scorer = Scorer { exponent: Exponent::MEAN, unproposed: &Flat, is_proposed: |_, _| false };
        for (left, right, expected) in [(1, 1, 1), (1, 64, 64), (8, 8, 64), (7, 9, 63), (40, 50, 64), (1000, 1000, 64)]
        {
            let a = Spokesmen::among(0..left);
            let b = Spokesmen::among(left..left + right);
            let sample = scorer.sample(&a, &b, None, |_| true);
            assert_eq!(sample.count, expected, "{left} x {right}");
            assert_eq!(sample.sum, u64::from(expected) << 39);
            let glance = scorer.sample(&a, &b, None, |_| false);
            assert_eq!(glance.count, if left * right <= 64 { expected } else { 8 }, "{left} x {right}");
        }
    }

    #[test]
    fn a_group_that_grew_is_scored_on() {
        let asked = Cell::new(0);
        let count = |_, _| {
            asked.set(asked.get() + 1);
            false
        };
        let scorer = Scorer { exponent: Exponent::MEAN, unproposed: &Flat, is_proposed: count };
        let (mut a, b) = (Spokesmen::among(0..5), Spokesmen::among(10..14));
        let before = scorer.sample(&a, &b, None, |_| true);
        a.join(&Spokesmen::among(5..8));
        let after = scorer.sample(&a, &b, Some(before), |_| true);
        assert_eq!((before.count, after.count, asked.get()), (20, 32, 32));
        assert!(after.is_complete(8, 4) && !before.is_complete(8, 4));
    }

    #[test]
    fn spokesmen_do_not_depend_on_how_the_group_grew() {
        let at_once = Spokesmen::among(0..500);
        let mut one_by_one = Spokesmen::default();
        for node in (0..500).rev() {
            one_by_one.join(&Spokesmen::of(node));
        }
        assert_eq!(at_once.by_rank(), one_by_one.by_rank());
    }

    #[test]
    fn missing_pairs_are_never_likelier_than_proposed_ones() {
        let cross = Cross { sum: 100, proposed: 2, pairs: 4 };
        let sample = |sum, count| Sample { sum, count, ..Sample::default() };
        assert_eq!((cross.ceiling(), cross.strict()), (50, 25));
        assert_eq!(cross.with(sample(20, 2)), 30);
        assert_eq!(cross.with(sample(1000, 2)), 50);
        assert_eq!(cross.with(Sample::default()), 50);
    }
}
