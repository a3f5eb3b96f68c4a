//! [`allowance`]: how much more likeness across groups counts where they are loose themselves.

use crate::graph::exponent::{Exponent, Power};
use crate::likeness::Likeness;

/// By how much likeness across two groups counts for more than it is, given how alike each is within.
pub(super) type Allowance = fn(Option<Likeness>, Option<Likeness>) -> f64;

/// A group that is this much alike within has no allowance.
const HELD: f64 = 0.625;
/// The largest allowance.
pub(super) const MOST: f64 = 1.2;

/// How alike a group is within: the power mean over its pairs, unproposed ones counted as 0. Nothing of a single node.
pub(super) fn within(sum: Power, nodes: usize, exponent: Exponent) -> Option<Likeness> {
    let nodes = nodes as u64;
    (nodes > 1).then(|| exponent.root(sum / (nodes * (nodes - 1) / 2)))
}

/// By how much likeness across two groups counts for more than it is, given how alike each is within: as much as the
/// tighter of the two falls short of .625, a fifth at most, and nothing where both are single nodes.
pub(super) fn allowance(one: Option<Likeness>, other: Option<Likeness>) -> f64 {
    one.max(other).map_or(1.0, |within| (HELD / within.value()).clamp(1.0, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loose_groups_have_an_allowance() {
        let of = |one: f64, other: f64| allowance(Some(Likeness::new(one)), Some(Likeness::new(other)));
        assert_eq!((of(0.3, 0.9), of(0.7, 0.2), of(0.3, 0.2)), (1.0, 1.0, 1.2));
        assert!((of(0.55, 0.3) - 0.625 / 0.55).abs() < 1e-8);
        assert_eq!((allowance(None, None), allowance(None, Some(Likeness::ZERO))), (1.0, 1.2));
    }
}
