//! Values computed once with scikit-learn 1.9.1 and, for CEAF-e, `scipy` 1.17.1.
//!
//! Both sides draw the same labels from one linear congruential generator. The Python side, with `g` and `f` as arrays:
//!
//! ```python
//! (tn, fp), (fn, tp) = pair_confusion_matrix(g, f)  # ordered pairs: each halved below
//! adjusted_rand_score(g, f), normalized_mutual_info_score(g, f), homogeneity_completeness_v_measure(g, f)
//! m = contingency_matrix(g, f).astype(float)
//! a, b = m.sum(1, keepdims=True), m.sum(0, keepdims=True)
//! (m * m / b).sum() / len(g), (m * m / a).sum() / len(g)  # B-Cubed precision, recall
//! phi = 2 * m / (a + b)
//! total = phi[linear_sum_assignment(phi, maximize=True)].sum()
//! total / b.size, total / a.size  # CEAF-e precision, recall
//! ```

use samestory::evaluate::score;

use super::assert_close;

struct Case {
    name: &'static str,
    labels: (Vec<u32>, Vec<u32>),
    /// Joined in both, in found only, in gold only.
    pairs: [u32; 3],
    adjusted_rand: f64,
    nmi: f64,
    homogeneity: f64,
    completeness: f64,
    v_measure: f64,
    /// Precision, recall.
    bcubed: [f64; 2],
    ceaf_e: [f64; 2],
}

/// Knuth's MMIX generator; the upper 31 bits of each state.
fn generator(seed: u64) -> impl FnMut(u64) -> u32 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below) as u32
    }
}

fn drawn(seed: u64, articles: usize, stories: u64) -> Vec<u32> {
    let mut next = generator(seed);
    (0..articles).map(|_| next(stories)).collect()
}

/// The same labels, but one in five drawn anew.
fn redrawn(labels: &[u32], seed: u64, stories: u64) -> Vec<u32> {
    let mut next = generator(seed);
    labels.iter().map(|&label| if next(5) == 0 { next(stories) } else { label }).collect()
}

#[test]
fn the_generator_draws_what_python_drew() {
    assert_eq!(drawn(1, 60, 7)[..5], [1, 1, 1, 2, 5]);
    assert_eq!(drawn(4, 500, 150)[..5], [26, 142, 124, 71, 65]);
}

#[test]
fn as_others_compute_it() {
    for case in cases() {
        let (name, got) = (case.name, score(&case.labels.0, &case.labels.1));
        let [both, found_only, gold_only] = case.pairs.map(f64::from);
        let share = |other: f64| if both + other > 0.0 { both / (both + other) } else { 1.0 };
        for (what, got, expected) in [
            ("pairwise precision", got.pairwise.precision, share(found_only)),
            ("pairwise recall", got.pairwise.recall, share(gold_only)),
            ("adjusted Rand", got.adjusted_rand, case.adjusted_rand),
            ("NMI", got.nmi, case.nmi),
            ("homogeneity", got.homogeneity, case.homogeneity),
            ("completeness", got.completeness, case.completeness),
            ("V-measure", got.v_measure, case.v_measure),
            ("B-Cubed precision", got.bcubed.precision, case.bcubed[0]),
            ("B-Cubed recall", got.bcubed.recall, case.bcubed[1]),
            ("CEAF-e precision", got.ceaf_e.precision, case.ceaf_e[0]),
            ("CEAF-e recall", got.ceaf_e.recall, case.ceaf_e[1]),
        ] {
            assert_close(got, expected, &format!("{name}, {what}"));
        }
    }
}

#[expect(clippy::unreadable_literal, reason = "as printed")]
fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "few large stories",
            labels: (drawn(1, 60, 7), drawn(2, 60, 9)),
            pairs: [34, 158, 244],
            adjusted_rand: 0.018765824355855634,
            nmi: 0.2665174045420698,
            homogeneity: 0.2861965181495556,
            completeness: 0.24937048030940773,
            v_measure: 0.26651740454206985,
            bcubed: [0.30130952380952375, 0.22834033613445376],
            ceaf_e: [0.26602344641560327, 0.3420301453914899],
        },
        Case {
            name: "many small stories",
            labels: (drawn(3, 500, 120), drawn(4, 500, 150)),
            pairs: [10, 827, 1009],
            adjusted_rand: 0.0034338134005142944,
            nmi: 0.6999481204706723,
            homogeneity: 0.7128130570189622,
            completeness: 0.6875393272638058,
            v_measure: 0.6999481204706725,
            bcubed: [0.3000761904761905, 0.24514285714285713],
            ceaf_e: [0.2551114785597544, 0.31085012093415454],
        },
        Case {
            name: "one label in five drawn anew",
            labels: {
                let gold = drawn(5, 1000, 200);
                let found = redrawn(&gold, 6, 200);
                (gold, found)
            },
            pairs: [1526, 968, 939],
            adjusted_rand: 0.6135282966325802,
            nmi: 0.8958886622152873,
            homogeneity: 0.8956672000812415,
            completeness: 0.8961102338936074,
            v_measure: 0.8958886622152873,
            bcubed: [0.6874878843378843, 0.6899707792207793],
            ceaf_e: [0.756198323079945, 0.7600175065298437],
        },
        Case {
            name: "mostly alone",
            labels: (drawn(7, 40, 3), drawn(8, 40, 400)),
            pairs: [0, 1, 249],
            adjusted_rand: -0.0025603849831878334,
            nmi: 0.4462976710051801,
            homogeneity: 0.9683286214720462,
            completeness: 0.28997217629058486,
            v_measure: 0.44629767100518014,
            bcubed: [0.975, 0.075],
            ceaf_e: [0.010812905043674274, 0.14056776556776557],
        },
        Case {
            name: "one gold story",
            labels: (vec![0; 30], drawn(9, 30, 4)),
            pairs: [112, 0, 323],
            adjusted_rand: 0.0,
            nmi: 0.0,
            homogeneity: 1.0,
            completeness: 0.0,
            v_measure: 0.0,
            bcubed: [1.0, 0.2822222222222222],
            ceaf_e: [0.14285714285714285, 0.5714285714285714],
        },
        Case {
            name: "gold all alone",
            labels: ((0..30).collect(), drawn(9, 30, 4)),
            pairs: [0, 112, 0],
            adjusted_rand: 0.0,
            nmi: 0.5611907939222787,
            homogeneity: 0.39003836752762927,
            completeness: 0.9999999999999994,
            v_measure: 0.5611907939222787,
            bcubed: [0.13333333333333333, 1.0],
            ceaf_e: [0.2557234432234432, 0.03409645909645909],
        },
        Case {
            name: "one found story",
            labels: (drawn(9, 30, 4), vec![0; 30]),
            pairs: [112, 323, 0],
            adjusted_rand: 0.0,
            nmi: 0.0,
            homogeneity: 0.0,
            completeness: 1.0,
            v_measure: 0.0,
            bcubed: [0.2822222222222222, 1.0],
            ceaf_e: [0.5714285714285714, 0.14285714285714285],
        },
    ]
}
