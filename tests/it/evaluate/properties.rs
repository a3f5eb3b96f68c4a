//! What holds for any two labellings, and every score against its definition.

use proptest::prelude::*;
use samestory::evaluate::{Overlap, Prf, StorySize, score};

use super::assert_close;

/// Gold and found labels of up to `articles` articles: few stories or many, alike or not.
fn labellings(articles: usize, stories: u32) -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
    (0..=articles, 1..=stories, 1..=stories).prop_flat_map(|(articles, gold, found)| {
        let label = (0..gold, 0..found, any::<bool>()).prop_map(|(g, f, same)| (g, if same { g } else { f }));
        proptest::collection::vec(label, articles).prop_map(|labels| labels.into_iter().unzip())
    })
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

/// B-Cubed by its definition, article by article, over the articles whose gold story has one of some sizes.
fn bcubed_by_definition(gold: &[u32], found: &[u32], sizes: impl Fn(u32) -> bool) -> Option<Prf> {
    let fellows = |of: usize, labels: &[u32]| labels.iter().filter(|&&l| l == labels[of]).count() as f64;
    let in_both = |of: usize| (0..gold.len()).filter(|&i| gold[i] == gold[of] && found[i] == found[of]).count() as f64;
    let chosen: Vec<usize> = (0..gold.len()).filter(|&i| sizes(fellows(i, gold) as u32)).collect();
    (!chosen.is_empty()).then(|| {
        let precision = mean(chosen.iter().map(|&i| in_both(i) / fellows(i, found)));
        Prf::new(precision, mean(chosen.iter().map(|&i| in_both(i) / fellows(i, gold))))
    })
}

/// Number of pairs in one gold story, in one found story, in both, and of all pairs.
fn pairs_by_counting(gold: &[u32], found: &[u32]) -> [f64; 4] {
    let mut counts = [0.0; 4];
    for a in 0..gold.len() {
        for b in 0..a {
            let (in_gold, in_found) = (gold[a] == gold[b], found[a] == found[b]);
            for (count, yes) in counts.iter_mut().zip([in_gold, in_found, in_gold && in_found, true]) {
                *count += f64::from(u8::from(yes));
            }
        }
    }
    counts
}

/// The best total of φ₄ over all ways to give gold stories different found stories.
fn phi4_by_trying_all(gold: &[u32], found: &[u32]) -> f64 {
    fn best(gold: &[Vec<usize>], found: &mut Vec<Vec<usize>>) -> f64 {
        let Some((story, rest)) = gold.split_first() else { return 0.0 };
        let mut highest = best(rest, found);
        for at in 0..found.len() {
            let other = found.swap_remove(at);
            let shared = story.iter().filter(|article| other.contains(article)).count();
            let phi4 = 2.0 * shared as f64 / (story.len() + other.len()) as f64;
            highest = highest.max(phi4 + best(rest, found));
            found.push(other);
            let last = found.len() - 1;
            found.swap(at, last);
        }
        highest
    }
    let groups = |labels: &[u32]| samestory::graph::Partition::from_labels(labels).groups();
    let as_positions = |groups: Vec<Vec<u32>>| -> Vec<Vec<usize>> {
        groups.into_iter().map(|group| group.into_iter().map(|article| article as usize).collect()).collect()
    };
    best(&as_positions(groups(gold)), &mut as_positions(groups(found)))
}

fn assert_prf(got: Prf, expected: Prf, what: &str) {
    assert_close(got.precision, expected.precision, what);
    assert_close(got.recall, expected.recall, what);
    assert_close(got.f1, expected.f1, what);
}

proptest! {
    #[test]
    fn bcubed_is_its_definition((gold, found) in labellings(70, 30)) {
        let overlap = Overlap::new(&gold, &found);
        let all = bcubed_by_definition(&gold, &found, |_| true).unwrap_or(Prf::new(1.0, 1.0));
        assert_prf(overlap.bcubed(), all, "all");
        for scores in overlap.bcubed_by_size() {
            let expected = bcubed_by_definition(&gold, &found, |articles| StorySize::of(articles) == scores.size);
            prop_assert_eq!(scores.bcubed.is_some(), expected.is_some());
            if let (Some(got), Some(expected)) = (scores.bcubed, expected) {
                assert_prf(got, expected, "by size");
            }
        }
        prop_assert_eq!(overlap.bcubed_by_size().map(|s| s.articles).iter().sum::<u64>(), overlap.articles());
        prop_assert_eq!(overlap.bcubed_by_size().map(|s| s.stories).iter().sum::<u64>(), overlap.gold_stories());
    }

    #[test]
    fn pairs_are_counted((gold, found) in labellings(70, 30)) {
        let [in_gold, in_found, in_both, all] = pairs_by_counting(&gold, &found);
        let share = |whole: f64| if whole > 0.0 { in_both / whole } else { 1.0 };
        let overlap = Overlap::new(&gold, &found);
        assert_prf(overlap.pairwise(), Prf::new(share(in_found), share(in_gold)), "pairwise");
        // the textbook form: (index - expected) / (highest - expected)
        let expected = if all > 0.0 { in_gold * in_found / all } else { 0.0 };
        let room = f64::midpoint(in_gold, in_found) - expected;
        let rand = if room > 0.0 { (in_both - expected) / room } else { 1.0 };
        assert_close(overlap.adjusted_rand(), rand, "adjusted Rand");
    }

    #[test]
    fn ceaf_matches_as_well_as_trying_all((gold, found) in labellings(14, 6)) {
        let overlap = Overlap::new(&gold, &found);
        let total = phi4_by_trying_all(&gold, &found);
        let mean = |stories: u64| if stories > 0 { total / stories as f64 } else { 1.0 };
        assert_prf(overlap.ceaf_e(), Prf::new(mean(overlap.found_stories()), mean(overlap.gold_stories())), "CEAF-e");
    }

    #[test]
    fn order_and_names_change_nothing(
        (gold, found, order) in labellings(60, 25).prop_flat_map(|(gold, found)| {
            let order = Just((0..gold.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(gold), Just(found), order)
        }),
        names in any::<u32>(),
    ) {
        // to the last bit: `==`, not close
        let expected = score(&gold, &found);
        let renamed = |label: u32| (label ^ names).wrapping_mul(0x9e37_79b1);
        let other: (Vec<u32>, Vec<u32>) = order.iter().map(|&i| (renamed(gold[i]), u32::MAX - found[i])).unzip();
        prop_assert_eq!(score(&other.0, &other.1), expected);
    }

    #[test]
    fn swapping_sides_swaps_precision_and_recall((gold, found) in labellings(60, 25)) {
        let (one, other) = (score(&gold, &found), score(&found, &gold));
        for (one, other) in [(one.bcubed, other.bcubed), (one.pairwise, other.pairwise), (one.ceaf_e, other.ceaf_e)] {
            prop_assert_eq!((one.precision, one.recall), (other.recall, other.precision));
        }
        prop_assert_eq!((one.homogeneity, one.completeness), (other.completeness, other.homogeneity));
        prop_assert_eq!((one.adjusted_rand, one.nmi), (other.adjusted_rand, other.nmi));
    }

    #[test]
    fn equal_labellings_score_exactly_one((gold, _) in labellings(60, 25)) {
        let s = score(&gold, &gold);
        for prf in [s.bcubed, s.pairwise, s.ceaf_e].into_iter().chain(s.by_size.iter().filter_map(|size| size.bcubed)) {
            prop_assert_eq!(prf, Prf::new(1.0, 1.0));
        }
        let others = [s.adjusted_rand, s.nmi, s.homogeneity, s.completeness, s.v_measure, s.story_ratio];
        prop_assert_eq!(others.map(f64::to_bits), [1.0_f64.to_bits(); 6]);
    }

    #[test]
    fn everything_stays_in_its_range((gold, found) in labellings(60, 25)) {
        let s = score(&gold, &found);
        let prfs = [s.bcubed, s.pairwise, s.ceaf_e].into_iter().chain(s.by_size.iter().filter_map(|size| size.bcubed));
        for prf in prfs {
            prop_assert!([prf.precision, prf.recall, prf.f1].iter().all(|value| (0.0..=1.0).contains(value)));
        }
        let information = [s.nmi, s.homogeneity, s.completeness, s.v_measure];
        prop_assert!(information.iter().all(|value| (0.0..=1.0).contains(value)));
        prop_assert!((-0.5..=1.0).contains(&s.adjusted_rand));
        assert_close(s.nmi, s.v_measure, "NMI is the V-measure");
        let equal = samestory::graph::Partition::from_labels(&gold) == samestory::graph::Partition::from_labels(&found);
        for f1 in [s.bcubed.f1, s.ceaf_e.f1, s.adjusted_rand] {
            prop_assert_eq!(f1 >= 1.0, equal, "1 only when equal");
        }
    }
}
