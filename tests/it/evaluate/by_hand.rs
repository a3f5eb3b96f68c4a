//! Small cases worked out on paper.

use samestory::Error;
use samestory::evaluate::{Labels, Overlap, Prf, StorySize, evaluate, score};

use super::assert_close;

/// Seven articles a to g. Gold: summit abc, storm de, fire f, election g. Found: 0 = abd, 1 = c, 2 = ef, 3 = g.
const GOLD: [u32; 7] = [10, 10, 10, 20, 20, 30, 40];
const FOUND: [u32; 7] = [0, 0, 1, 0, 2, 2, 3];

#[track_caller]
fn assert_prf(got: Prf, precision: f64, recall: f64, what: &str) {
    assert_close(got.precision, precision, what);
    assert_close(got.recall, recall, what);
    assert_close(got.f1, 2.0 * precision * recall / (precision + recall), what);
}

#[test]
fn seven_articles() {
    let scores = score(&GOLD, &FOUND);
    assert_eq!((scores.articles, scores.gold_stories, scores.found_stories), (7, 4, 4));
    assert_close(scores.story_ratio, 1.0, "found by gold stories");

    // precision: a, b 2/3 each, c 1, d 1/3, e 1/2, f 1/2, g 1: 14/3 over seven articles.
    // recall: a, b 2/3 each, c 1/3, d 1/2, e 1/2, f 1, g 1: 14/3 over seven articles.
    assert_prf(scores.bcubed, 2.0 / 3.0, 2.0 / 3.0, "B-Cubed");

    // Gold pairs ab ac bc de, found pairs ab ad bd ef; ab is in both.
    assert_prf(scores.pairwise, 0.25, 0.25, "pairwise");

    // φ₄: summit-0 4/6, summit-1 2/4, storm-0 2/5, storm-2 2/4, fire-2 2/3, election-3 1. The best takes summit-1,
    // storm-0, fire-2 and election-3, 77/30 in all; taking the heaviest first (summit-0, fire-2) ends at 70/30.
    assert_prf(scores.ceaf_e, 77.0 / 120.0, 77.0 / 120.0, "CEAF-e");

    // 21 pairs in all: 2 (1·21 - 4·4) / ((4 + 4)·21 - 2·4·4)
    assert_close(scores.adjusted_rand, 10.0 / 136.0, "adjusted Rand");

    // Entropy times seven: sizes are 3 2 1 1 on both sides; what is left within found 0 (2 and 1 of 3) and found 2
    // (1 and 1 of 2), and the same the other way round within summit and storm.
    let entropy = 3.0 * (7.0_f64 / 3.0).ln() + 2.0 * 3.5_f64.ln() + 2.0 * 7.0_f64.ln();
    let explained = 1.0 - (2.0 * 1.5_f64.ln() + 3.0_f64.ln() + 2.0 * 2.0_f64.ln()) / entropy;
    for got in [scores.homogeneity, scores.completeness, scores.v_measure, scores.nmi] {
        assert_close(got, explained, "information");
    }
}

#[test]
fn seven_articles_by_size() {
    let by_size = score(&GOLD, &FOUND).by_size;
    assert_eq!(by_size.map(|s| s.size), StorySize::ALL);
    assert_eq!(by_size.map(|s| (s.stories, s.articles)), [(2, 2), (1, 2), (1, 3), (0, 0), (0, 0)]);
    // of one: f 1/2 and g 1; of two: d 1/3 and e 1/2; of three to five: a, b 2/3 each and c 1
    for (at, precision, recall) in [(0, 3.0 / 4.0, 1.0), (1, 5.0 / 12.0, 0.5), (2, 7.0 / 9.0, 5.0 / 9.0)] {
        assert_prf(by_size[at].bcubed.unwrap(), precision, recall, "B-Cubed by size");
    }
    assert!(by_size[3].bcubed.is_none() && by_size[4].bcubed.is_none());
}

#[test]
fn size_classes_begin_and_end_where_they_say() {
    let class = |articles| StorySize::of(articles).to_string();
    assert_eq!([1, 2, 3, 5, 6, 20, 21].map(class), ["1", "2", "3-5", "3-5", "6-20", "6-20", ">20"]);
}

/// What 0 / 0 is, case by case: precision and recall of B-Cubed, pairs and CEAF-e; adjusted Rand; V-measure.
#[test]
fn nothing_of_nothing() {
    let one = [0; 4];
    let alone = [0, 1, 2, 3];
    for (name, gold, found, expected) in [
        ("no articles", &[][..], &[][..], [1.0; 8]),
        ("one article", &[5], &[7], [1.0; 8]),
        ("all alone in both", &alone, &alone, [1.0; 8]),
        ("one story in both", &one, &one, [1.0; 8]),
        // No pair was joined: pairwise precision is 1, recall 0. A match of 4 with 1 is 2/5, over 4 found or 1 gold.
        ("one story torn to pieces", &one, &alone, [1.0, 0.25, 1.0, 0.0, 0.1, 0.4, 0.0, 0.0]),
        ("all welded into one", &alone, &one, [0.25, 1.0, 0.0, 1.0, 0.4, 0.1, 0.0, 0.0]),
    ] {
        let s = score(gold, found);
        let [b, p, c] = [s.bcubed, s.pairwise, s.ceaf_e];
        let got = [b.precision, b.recall, p.precision, p.recall, c.precision, c.recall, s.adjusted_rand, s.v_measure];
        for (got, expected) in got.into_iter().zip(expected) {
            assert_close(got, expected, name);
        }
        assert_close(s.nmi, s.v_measure, name);
    }
    assert_eq!(score(&[], &[]).story_ratio.to_bits(), 1.0_f64.to_bits());
}

#[test]
fn independent_labellings_share_no_information() {
    // six stories of four against four of six, one article in common each
    let (gold, found): (Vec<u32>, Vec<u32>) = (0..24).map(|i| (i / 4, i % 4)).unzip();
    let information = Overlap::new(&gold, &found).information();
    let all = [information.homogeneity, information.completeness, information.v_measure, information.nmi];
    assert_eq!(all.map(f64::to_bits), [0; 4], "exactly nothing");
}

#[test]
fn labels_meet_by_id_in_any_order() {
    let ids = ["a", "b", "c", "d", "e", "f", "g"];
    let gold = Labels::new(ids.into_iter().zip(GOLD)).unwrap();
    let found = Labels::new(ids.into_iter().zip(FOUND.map(|label| format!("story {label}"))).rev()).unwrap();
    assert_eq!(evaluate(&gold, &found).unwrap(), score(&GOLD, &FOUND));

    let fewer = Labels::new(ids[1..].iter().map(|&id| (id, 0))).unwrap();
    assert!(matches!(evaluate(&gold, &fewer), Err(Error::Labels { gold: 7, missing: 1, extra: 0, .. })));
    assert!(matches!(evaluate(&fewer, &gold), Err(Error::Labels { gold: 6, missing: 0, extra: 1, .. })));
}

#[cfg(feature = "json")]
#[test]
fn scores_are_plain_data() {
    let scores = score(&GOLD, &FOUND);
    let json = serde_json::to_value(&scores).unwrap();
    assert_eq!(json["by_size"][2]["size"], "3-5");
    assert_eq!(json["by_size"][4]["bcubed"], serde_json::Value::Null);
    assert_eq!(json["gold_stories"], 4);
    assert_eq!(serde_json::from_str::<samestory::evaluate::Scores>(&json.to_string()).unwrap(), scores);
}
