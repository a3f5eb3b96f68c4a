//! Components, trees and their cuts.

use proptest::prelude::*;
use samestory::graph::{Constraints, LinkageSettings, MergeTree, agglomerate, components, single_linkage};
use samestory::likeness::Likeness;

use super::{constraints, flood, matrices, sixteenths};

proptest! {
    #[test]
    fn components_are_what_floods_fill(matrix in matrices(), threshold in 0_u32..=17) {
        let edges = matrix.edges();
        let threshold = Likeness::new(f64::from(threshold) / 16.0);
        let expected = flood(matrix.nodes, &edges, threshold);
        prop_assert_eq!(&components(matrix.nodes, &edges, threshold), &expected);
        let tree = single_linkage(matrix.nodes, &edges, Likeness::ZERO, &Constraints::none());
        prop_assert_eq!(tree.cut(threshold), expected);
    }

    #[test]
    fn lower_cuts_only_join(matrix in matrices(), wishes in constraints()) {
        let tree = agglomerate(matrix.nodes, &matrix.edges(), &matrix, &LinkageSettings::default(), &wishes);
        for level in 0..16 {
            prop_assert!(tree.cut(sixteenths(level + 1)).refines(&tree.cut(sixteenths(level))));
        }
        let merges = tree.merges();
        prop_assert!(merges.is_sorted_by(|x, y| x.likeness() >= y.likeness()));
        prop_assert_eq!(tree.cut(Likeness::ZERO).count() + merges.len(), matrix.nodes);
        for a in 0..matrix.nodes as u32 {
            for b in 0..a {
                let height = tree.height_between(a, b);
                for level in 0..=16 {
                    let together = tree.cut(sixteenths(level)).together(a, b);
                    prop_assert_eq!(together, height.is_some_and(|height| height >= sixteenths(level)));
                }
            }
        }
    }

    #[test]
    fn every_cut_obeys_the_constraints(matrix in matrices(), wishes in constraints()) {
        let edges = matrix.edges();
        let grown = agglomerate(matrix.nodes, &edges, &matrix, &LinkageSettings::default(), &wishes);
        let spanned = single_linkage(matrix.nodes, &edges, Likeness::ZERO, &wishes);
        let apart = wishes.apart(matrix.nodes);
        for tree in [grown, spanned] {
            prop_assert!(apart.iter().all(|&(a, b)| !tree.cut(Likeness::ZERO).together(a, b)));
            prop_assert!(wishes.closure(matrix.nodes).refines(&tree.cut(Likeness::ONE)));
        }
        let (obeyed, listed) = (apart.len(), wishes.conflicts(matrix.nodes).len());
        prop_assert!(obeyed + listed <= wishes.cannot_link.len() + wishes.must_link.len());
    }

    #[test]
    fn a_second_round_stands_on_the_first(
        first in matrices(), second in matrices(), threshold in 1_u32..=16, level in 0_u32..=16,
    ) {
        let linked = |matrix: &super::Matrix| {
            agglomerate(matrix.nodes, &matrix.edges(), matrix, &LinkageSettings::default(), &Constraints::none())
        };
        let (threshold, level) = (sixteenths(threshold), sixteenths(level));
        let tree = linked(&first);
        let groups = tree.cut(threshold);
        // as many groups as there are, from a matrix of any size
        let nodes = groups.count();
        let edges: Vec<_> = second.edges().into_iter().filter(|edge| (edge.b() as usize) < nodes).collect();
        let upper = single_linkage(nodes, &edges, Likeness::ZERO, &Constraints::none());
        let both = tree.clone().extended(&groups, &upper);
        let expected = if level > threshold { tree.cut(level) } else { groups.grouped_by(&upper.cut(level)) };
        if level <= threshold {
            prop_assert_eq!(both.cut(level), expected);
        } else {
            prop_assert!(expected.refines(&both.cut(level)));
        }
    }

    #[test]
    fn extending_by_nothing_keeps_the_cuts_above(matrix in matrices(), threshold in 0_u32..=16) {
        let tree = agglomerate(
            matrix.nodes, &matrix.edges(), &matrix, &LinkageSettings::default(), &Constraints::none(),
        );
        let groups = tree.cut(sixteenths(threshold));
        let alone = MergeTree::without_merges(groups.count());
        let again = tree.clone().extended(&groups, &alone);
        for level in threshold..=16 {
            prop_assert_eq!(again.cut(sixteenths(level)), tree.cut(sixteenths(level)));
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn trees_survive_json(matrix in matrices()) {
        let tree = agglomerate(
            matrix.nodes, &matrix.edges(), &matrix, &LinkageSettings::default(), &Constraints::none(),
        );
        let json = serde_json::to_string(&tree).unwrap();
        prop_assert_eq!(serde_json::from_str::<MergeTree>(&json).unwrap(), tree);
    }
}
