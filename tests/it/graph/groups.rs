//! Leiden, cuts and bridges against brute force, and planted stories.

use std::collections::BTreeSet;

use proptest::prelude::*;
use samestory::graph::{
    Constraints, Edge, Exponent, LeidenSettings, Levels, Linkage, LinkageSettings, Partition, Unproposed, Zero,
    agglomerate, components, cpm_quality, leiden, split_bridges, weakest_cuts,
};
use samestory::likeness::Likeness;

use super::planted::{Told, planted};
use super::{constraints, flood, matrices, sixteenths};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn communities_are_connected_and_no_worse_than_the_simple_ways(matrix in matrices(), resolution in 0_u32..=16) {
        let (nodes, edges) = (matrix.nodes, matrix.edges());
        let resolution = sixteenths(resolution);
        let found = leiden(nodes, &edges, &LeidenSettings { resolution }, &Constraints::none());
        let inside: Vec<Edge> = edges.iter().copied().filter(|edge| found.together(edge.a(), edge.b())).collect();
        prop_assert_eq!(&flood(nodes, &inside, Likeness::new(1e-9)), &found);
        let quality = |groups: &Partition| cpm_quality(&edges, groups, resolution);
        prop_assert!(quality(&found) >= 0.0);
        prop_assert!(quality(&found) >= quality(&components(nodes, &edges, Likeness::new(1e-9))));
        // nor does moving one node help
        for node in 0..nodes {
            for group in 0..=found.count() as u32 {
                let mut labels = found.labels().to_vec();
                labels[node] = group;
                prop_assert!(quality(&Partition::from_labels(&labels)) <= quality(&found) + 1e-9);
            }
        }
    }

    #[test]
    fn all_linkages_obey_the_constraints(matrix in matrices(), wishes in constraints(), resolution in 0_u32..=16) {
        let levels = Levels { threshold: sixteenths(4), floor: sixteenths(1) };
        let leiden_cpm = Linkage::LeidenCpm { resolution: sixteenths(resolution) };
        for linkage in [Linkage::default(), Linkage::Components, leiden_cpm] {
            let tree = linkage.merge_tree(matrix.nodes, &matrix.edges(), &matrix, levels, &wishes);
            let stories = tree.cut(levels.threshold);
            prop_assert!(wishes.closure(matrix.nodes).refines(&stories));
            let apart = wishes.apart(matrix.nodes);
            prop_assert!(apart.iter().all(|&(a, b)| !tree.cut(Likeness::ZERO).together(a, b)));
            if linkage == leiden_cpm {
                let settings = LeidenSettings { resolution: sixteenths(resolution) };
                prop_assert_eq!(stories, leiden(matrix.nodes, &matrix.edges(), &settings, &wishes));
            }
        }
    }

    #[test]
    fn no_cut_is_lighter(matrix in matrices()) {
        let nodes = matrix.nodes.min(10);
        let edges: Vec<Edge> = matrix.edges().into_iter().filter(|edge| (edge.b() as usize) < nodes).collect();
        let across = |side: u32| -> u64 {
            let cut = edges.iter().filter(|edge| side >> edge.a() & 1 != side >> edge.b() & 1);
            cut.map(|edge| u64::from(edge.likeness().units())).sum()
        };
        let lightest = (1..1_u32 << (nodes - 1)).map(across).min().unwrap();
        let cuts = weakest_cuts(&Partition::from_labels(&vec![0; nodes]), &edges, &Zero, Exponent::MEAN, &Constraints::none());
        let cut = cuts[0].as_ref().unwrap();
        let side = cut.side().iter().map(|node| 1 << node).sum();
        prop_assert_eq!(across(side), lightest);
        let pairs = (cut.side().len() * (nodes - cut.side().len())) as f64;
        let mean = Likeness::new(lightest as f64 / f64::from(Likeness::ONE.units()) / pairs);
        prop_assert!(cut.likeness().units().abs_diff(mean.units()) <= 1);
    }

    #[test]
    fn splitting_leaves_no_unlike_bridge(matrix in matrices(), threshold in 1_u32..=12, wishes in constraints()) {
        let (nodes, edges, threshold) = (matrix.nodes, matrix.edges(), sixteenths(threshold));
        let whole = components(nodes, &edges, threshold);
        let split = |groups: &Partition| {
            split_bridges(groups, &edges, &Zero, Exponent::SQUARE, threshold, &wishes)
        };
        let repaired = split(&whole);
        prop_assert!(repaired.refines(&whole));
        for &(a, b) in wishes.must_link.iter().filter(|&&(a, b)| (a.max(b) as usize) < nodes) {
            prop_assert_eq!(repaired.together(a, b), whole.together(a, b));
        }
        prop_assert!(split(&repaired).refines(&repaired));
    }
}

#[test]
fn two_thousand_planted_stories_are_found() {
    let (gold, edges) = planted(2_000, 0.8, 4, 7);
    let nodes = gold.nodes();
    let settings = LeidenSettings::default();
    let communities = leiden(nodes, &edges, &settings, &Constraints::none());
    let quality = |groups: &Partition| cpm_quality(&edges, groups, settings.resolution);
    assert!(quality(&communities) >= quality(&gold), "{} < {}", quality(&communities), quality(&gold));
    let settings = LinkageSettings::default();
    let stories = |unproposed: &dyn Unproposed| {
        let tree = agglomerate(nodes, &edges, unproposed, &settings, &Constraints::none());
        tree.cut(Likeness::new(0.25))
    };
    let right = |found: &Partition| {
        let groups: BTreeSet<_> = found.groups().into_iter().collect();
        gold.groups().iter().filter(|&group| groups.contains(group)).count()
    };
    // a report of whose pairs hardly any was proposed is missed, unless the others are scored
    assert_eq!((right(&communities), right(&stories(&Zero))), (1_999, 1_996));
    assert_eq!(right(&stories(&Told(&gold))), 2_000);
}
