//! Bring your own edges, get stories: any likeness will do, also one from another model.
//!
//! `cargo run --example own_edges`

use samestory::graph::{Constraints, Edge, Exponent, Levels, Linkage, Zero, weakest_cuts};
use samestory::likeness::Likeness;

fn main() {
    let headlines = [
        "Leaders to meet in Vladivostok in April",
        "Kremlin confirms summit with North Korea",
        "Train carries Kim to first summit with Putin",
        "River bursts its banks, hundreds leave their homes",
        "Flood waters still rising, army sends boats",
    ];
    let scored = [(0, 1, 0.93), (0, 2, 0.71), (1, 2, 0.64), (3, 4, 0.82), (2, 3, 0.08)];
    let edges: Vec<Edge> = scored.iter().filter_map(|&(a, b, p)| Edge::new(a, b, Likeness::new(p))).collect();

    let levels = Levels { threshold: Likeness::new(0.5), floor: Likeness::new(0.05) };
    let tree = Linkage::default().merge_tree(headlines.len(), &edges, &Zero, levels, &Constraints::none());
    let stories = tree.cut(levels.threshold);
    let cuts = weakest_cuts(&stories, &edges, &Zero, Exponent::SQUARE, &Constraints::none());

    for (story, cut) in stories.groups().iter().zip(cuts) {
        let cohesion = cut.map_or_else(String::new, |cut| format!(", held together by {}", cut.likeness()));
        println!("{} reports{cohesion}", story.len());
        for &node in story {
            println!("  {}", headlines[node as usize]);
        }
    }
}
