//! [`agglomerate`] against a linkage that compares all groups anew before every merge.

use proptest::prelude::*;
use samestory::graph::{Constraints, Edge, Exponent, LinkageSettings, MergeTree, Unproposed, Zero, agglomerate};
use samestory::likeness::Likeness;

use super::{Matrix, constraints, matrices, sixteenths};

/// A mean of powers as a fraction.
#[derive(Debug, Clone, Copy)]
struct Mean(u64, u64);

impl Mean {
    fn at_least(self, other: Mean) -> bool {
        u128::from(self.0) * u128::from(other.1) >= u128::from(other.0) * u128::from(self.1)
    }

    fn root(self, exponent: u32) -> f64 {
        (self.0 as f64 / self.1 as f64).powf(1.0 / f64::from(exponent)) / 16.0
    }
}

/// The height at which each two nodes meet; negative when they never do.
fn brute_force(
    matrix: &Matrix,
    zero: bool,
    exponent: u32,
    [floor, scored]: [u32; 2],
    wishes: &Constraints,
) -> Vec<Vec<f64>> {
    let n = matrix.nodes;
    let mut height = vec![vec![-1.0; n]; n];
    let closure = wishes.closure(n);
    let apart = wishes.apart(n);
    let mut groups: Vec<(Vec<usize>, f64)> =
        closure.groups().into_iter().map(|group| (group.into_iter().map(|x| x as usize).collect(), 1.0)).collect();
    for (group, _) in &groups {
        for &a in group {
            for &b in group {
                height[a][b] = 1.0;
            }
        }
    }
    loop {
        let mut best: Option<(Mean, (usize, usize), usize, usize)> = None;
        for i in 0..groups.len() {
            for j in i + 1..groups.len() {
                let (mut sum, mut proposed, mut missing, mut unknown) = (0, 0, 0, 0);
                let mut forbidden = false;
                for &a in &groups[i].0 {
                    for &b in &groups[j].0 {
                        let power = u64::from(matrix.likeness[a][b]).pow(exponent);
                        if matrix.proposed[a][b] {
                            sum += power;
                            proposed += 1;
                        } else {
                            missing += if zero { 0 } else { power };
                            unknown += 1;
                        }
                        forbidden |= apart.contains(&(a.min(b) as u32, a.max(b) as u32));
                    }
                }
                if proposed == 0 || forbidden {
                    continue;
                }
                let (all, seen) = (Mean(sum + missing, proposed + unknown), Mean(sum, proposed));
                let mean = if !seen.at_least(Mean(u64::from(scored).pow(exponent), 1)) {
                    Mean(sum, proposed + unknown)
                } else if seen.at_least(all) {
                    all
                } else {
                    seen
                };
                if !mean.at_least(Mean(u64::from(floor).pow(exponent), 1)) {
                    continue;
                }
                let (x, y) = (*groups[i].0.iter().max().unwrap(), *groups[j].0.iter().max().unwrap());
                let names = (x.min(y), x.max(y));
                let better = best.is_none_or(|(other, other_names, ..)| {
                    !other.at_least(mean) || (mean.at_least(other) && names < other_names)
                });
                if better {
                    best = Some((mean, names, i, j));
                }
            }
        }
        let Some((mean, _, i, j)) = best else { return height };
        let (right, right_height) = groups.remove(j);
        let (left, left_height) = &mut groups[i];
        *left_height = mean.root(exponent).min(*left_height).min(right_height);
        for &a in left.iter() {
            for &b in &right {
                height[a][b] = *left_height;
                height[b][a] = *left_height;
            }
        }
        left.extend(right);
    }
}

fn tree(
    matrix: &Matrix,
    unproposed: &dyn Unproposed,
    exponent: u32,
    [floor, scored]: [u32; 2],
    wishes: &Constraints,
) -> MergeTree {
    let settings = LinkageSettings {
        exponent: Exponent::new(f64::from(exponent)).unwrap(),
        floor: sixteenths(floor),
        scored: sixteenths(scored),
    };
    agglomerate(matrix.nodes, &matrix.edges(), unproposed, &settings, wishes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn same_as_brute_force(
        matrix in matrices(), zero: bool, exponent in 1_u32..=2, levels in [0_u32..6, 0_u32..10], wishes in constraints(),
    ) {
        let expected = brute_force(&matrix, zero, exponent, levels, &wishes);
        let found = tree(&matrix, if zero { &Zero } else { &matrix }, exponent, levels, &wishes);
        for (a, row) in expected.iter().enumerate() {
            for (b, &height) in row.iter().enumerate() {
                let found = found.height_between(a as u32, b as u32).map_or(-1.0, Likeness::value);
                prop_assert!((found - height).abs() < 1e-6, "{a} and {b}: {found}, not {height}");
            }
        }
    }

    #[test]
    fn no_order_of_edges_matters(matrix in matrices(), seed: u64, exponent in 1.0..=4.0) {
        let settings = LinkageSettings { exponent: Exponent::new(exponent).unwrap(), ..LinkageSettings::default() };
        let run = |edges: &[Edge]| agglomerate(matrix.nodes, edges, &matrix, &settings, &Constraints::none());
        let mut edges = matrix.edges();
        let expected = run(&edges);
        edges.sort_by_key(|edge| {
            samestory::sketch::hash::mix(seed ^ u64::from(edge.a()) << 32 ^ u64::from(edge.b()))
        });
        edges.extend_from_within(..edges.len() / 2);
        prop_assert_eq!(run(&edges), expected);
    }
}
