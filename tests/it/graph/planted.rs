//! Planted stories: a grouping that is known, and edges as a likeness would give them.

use samestory::graph::{Edge, Partition, Unproposed};
use samestory::likeness::Likeness;
use samestory::sketch::hash::mix;

/// Pseudo-random numbers in 0..1, the same on every machine.
pub(crate) fn draws(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(state) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Stories of about ten reports: pairs inside are likely proposed and alike, some pairs across are proposed and unlike.
pub(crate) fn planted(stories: u32, inside: f64, noise: u32, seed: u64) -> (Partition, Vec<Edge>) {
    let mut draw = draws(seed);
    let mut labels = Vec::new();
    for story in 0..stories {
        let size = 8 + (draw() * 5.0) as usize;
        labels.resize(labels.len() + size, story);
    }
    let nodes = labels.len() as u32;
    let mut edges = Vec::new();
    for a in 0..nodes {
        for b in (a + 1..nodes).take_while(|&b| labels[b as usize] == labels[a as usize]) {
            if draw() < inside {
                edges.extend(Edge::new(a, b, Likeness::new(0.35 + 0.6 * draw())));
            }
        }
        for _ in 0..noise {
            let b = (draw() * f64::from(nodes)) as u32;
            if labels[a as usize] != labels[b as usize] {
                edges.extend(Edge::new(a, b, Likeness::new(0.3 * draw())));
            }
        }
    }
    (Partition::from_labels(&labels), edges)
}

/// Scores every pair without knowing what was proposed.
pub(crate) struct Told<'a>(pub(crate) &'a Partition);

impl Unproposed for Told<'_> {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        Likeness::new(if self.0.together(a, b) { 0.6 } else { 0.01 })
    }
}
