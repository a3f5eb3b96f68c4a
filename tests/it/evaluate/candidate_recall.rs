//! What proposed pairs can yield: worked cases and brute force.

use std::collections::BTreeSet;

use proptest::prelude::*;
use samestory::evaluate::{Recall, StorySize, candidate_recall};

fn counts(recall: &Recall) -> [(u64, u64); 3] {
    [recall.pairs, recall.report_pairs, recall.connected].map(|share| (share.part, share.whole))
}

#[test]
fn a_summit_a_storm_and_a_fire() {
    // summit 0 1 2 3, storm 4 5, fire 6
    let gold = [1, 1, 1, 1, 2, 2, 3];
    // a chain through the summit; the storm only by way of the fire; one pair twice, one article with itself
    let pairs = [(1, 0), (1, 2), (2, 3), (3, 2), (4, 6), (6, 5), (5, 5)];
    let recall = candidate_recall(&gold, pairs, None);
    assert_eq!(recall.proposed, 5);
    assert_eq!(counts(&recall.all), [(3, 7), (3, 7), (1, 2)]);
    assert_eq!(recall.by_size[0].size, StorySize::Two);
    assert_eq!(counts(&recall.by_size[0].recall), [(0, 1), (0, 1), (0, 1)]);
    assert_eq!(counts(&recall.by_size[1].recall), [(3, 6), (3, 6), (1, 1)]);
    assert_eq!(counts(&recall.by_size[3].recall), [(0, 0), (0, 0), (0, 0)]);
    assert_eq!(recall.by_size[3].recall.connected.share.to_bits(), 1.0_f64.to_bits(), "of nothing, nothing was missed");
}

#[test]
fn copies_are_proposed_among_themselves_and_speak_for_each_other() {
    // summit 0 1 2 3 4, of which 0 1 2 are one report; storm 5 6, where 6 is a copy of summit article 4 by mistake
    let gold = [1, 1, 1, 1, 1, 2, 2];
    let reports = [7, 7, 7, 8, 9, 4, 9];
    let recall = candidate_recall(&gold, [(2, 3), (0, 3), (3, 6)], Some(&reports));
    assert_eq!(recall.proposed, 2, "reports 7-8 and 8-9");
    // 7 with itself 3, 7-8 3, 8-9 1 (article 6 speaks for its copy 4), of 10; storm 4-9 not, of 1
    assert_eq!(counts(&recall.all), [(7, 11), (2, 4), (1, 2)]);
    // a story that is one report is connected without any pair
    assert_eq!(counts(&candidate_recall(&[1, 1], [], Some(&[3, 3])).all), [(1, 1), (0, 0), (1, 1)]);
}

#[test]
fn stories_over_twenty_count_apart() {
    // twenty articles and twenty-one, each a star around its first
    let gold: Vec<u32> = (0..41).map(|article| u32::from(article >= 20)).collect();
    let pairs = (1..20).map(|article| (0, article)).chain((21..41).map(|article| (article, 20)));
    let recall = candidate_recall(&gold, pairs, None);
    assert_eq!(counts(&recall.up_to_20), [(19, 190), (19, 190), (1, 1)]);
    assert_eq!(counts(&recall.by_size[3].recall), [(20, 210), (20, 210), (1, 1)]);
    assert_eq!(counts(&recall.all), [(39, 400), (39, 400), (2, 2)]);
}

#[test]
#[should_panic(expected = "index out of bounds")]
fn a_pair_beyond_the_articles() {
    candidate_recall(&[1, 1], [(0, 2)], None);
}

/// By definition, pair by pair, over stories of some sizes.
fn by_definition(gold: &[u32], pairs: &[(u32, u32)], reports: &[u32], sizes: impl Fn(usize) -> bool) -> Recall {
    let report = |article: u32| reports[article as usize];
    let proposed: BTreeSet<(u32, u32)> =
        pairs.iter().flat_map(|&(a, b)| [(report(a), report(b)), (report(b), report(a))]).collect();
    let linked = |a: usize, b: usize| reports[a] == reports[b] || proposed.contains(&(reports[a], reports[b]));
    let (mut article_pairs, mut report_pairs, mut connected) = ([0; 2], [0; 2], [0; 2]);
    for story in gold.iter().collect::<BTreeSet<_>>() {
        let members: Vec<usize> = (0..gold.len()).filter(|&article| gold[article] == *story).collect();
        if members.len() < 2 || !sizes(members.len()) {
            continue;
        }
        let mut pairs_of_reports = BTreeSet::new();
        for (at, &a) in members.iter().enumerate() {
            for &b in &members[..at] {
                article_pairs[0] += u64::from(linked(a, b));
                article_pairs[1] += 1;
                if reports[a] != reports[b] {
                    pairs_of_reports.insert((reports[a].min(reports[b]), reports[a].max(reports[b])));
                }
            }
        }
        report_pairs[0] += pairs_of_reports.intersection(&proposed).count() as u64;
        report_pairs[1] += pairs_of_reports.len() as u64;
        let mut reached = vec![members[0]];
        for at in 0..members.len() {
            let Some(&from) = reached.get(at) else { break };
            let new: Vec<usize> =
                members.iter().copied().filter(|&to| linked(from, to) && !reached.contains(&to)).collect();
            reached.extend(new);
        }
        connected[0] += u64::from(reached.len() == members.len());
        connected[1] += 1;
    }
    let share = |[part, whole]: [u64; 2]| samestory::evaluate::Share::new(part, whole);
    Recall { pairs: share(article_pairs), report_pairs: share(report_pairs), connected: share(connected) }
}

/// Gold stories, reports and pairs of articles.
fn proposals() -> impl Strategy<Value = (Vec<u32>, Vec<u32>, Vec<(u32, u32)>)> {
    (1..60u32, 1..12u32, 1..60u32).prop_flat_map(|(articles, stories, reports)| {
        let labels = |below| proptest::collection::vec(0..below, articles as usize);
        let pairs = proptest::collection::vec((0..articles, 0..articles), 0..150);
        (labels(stories), labels(reports), pairs)
    })
}

proptest! {
    #[test]
    fn recall_is_its_definition((gold, reports, pairs) in proposals()) {
        let got = candidate_recall(&gold, pairs.iter().copied(), Some(&reports));
        prop_assert_eq!(got.all, by_definition(&gold, &pairs, &reports, |_| true));
        prop_assert_eq!(got.up_to_20, by_definition(&gold, &pairs, &reports, |articles| articles <= 20));
        let sizes = [2..=2, 3..=5, 6..=20, 21..=usize::MAX];
        for (got, size) in got.by_size.iter().zip(sizes) {
            prop_assert_eq!(got.recall, by_definition(&gold, &pairs, &reports, |articles| size.contains(&articles)));
        }
        let alone: Vec<u32> = (0..gold.len() as u32).collect();
        let without_reports = candidate_recall(&gold, pairs.iter().copied(), None);
        prop_assert_eq!(&without_reports, &candidate_recall(&gold, pairs.iter().copied(), Some(&alone)));
        prop_assert_eq!(without_reports.all.pairs, without_reports.all.report_pairs);
    }
}
