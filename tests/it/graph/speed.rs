//! How long grouping takes: `cargo test --release --test it speed -- --ignored --nocapture --test-threads 1`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use samestory::graph::{
    Constraints, Edge, Exponent, LeidenSettings, LinkageSettings, Partition, StoryGraph, Unproposed, Zero, agglomerate,
    components, leiden, single_linkage, split_bridges, weakest_cuts,
};
use samestory::likeness::Likeness;

use super::groups::{Told, draws, planted};

struct Counted<'a>(Told<'a>, AtomicU64);

impl Unproposed for Counted<'_> {
    fn likeness(&self, a: u32, b: u32) -> Likeness {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.likeness(a, b)
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    let (all, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    println!("  {what:<28}{all:>8.2} s, {cpu:>8.2} s of processor, {} so far", peak_memory());
    result
}

/// Processor time of all threads, where the system tells; for machines that do other work besides.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

/// The most memory the process has held, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or("unknown").trim().to_owned()
}

fn measure(what: &str, gold: &Partition, edges: &[Edge]) {
    let nodes = gold.nodes();
    println!("{what}: {nodes} nodes, {} edges", edges.len());
    let (none, settings, threshold) = (Constraints::none(), LinkageSettings::default(), Likeness::new(0.25));
    let connected = components(nodes, edges, settings.floor);
    let largest = connected.groups().iter().map(Vec::len).max();
    let planted = gold.groups().iter().map(Vec::len).max();
    println!("  largest piece {} nodes, largest story {}", largest.unwrap_or_default(), planted.unwrap_or_default());
    timed("components", || components(nodes, edges, threshold));
    timed("single_linkage", || single_linkage(nodes, edges, settings.floor, &none));
    let tree = timed("agglomerate, Zero", || agglomerate(nodes, edges, &Zero, &settings, &none));
    let stories = timed("cut", || tree.cut(threshold));
    let largest = stories.groups().iter().map(Vec::len).max();
    println!("  {} groups of {} planted, largest {}", stories.count(), gold.count(), largest.unwrap_or_default());
    let counted = Counted(Told(gold), AtomicU64::new(0));
    let tree = timed("agglomerate, scoring", || agglomerate(nodes, edges, &counted, &settings, &none));
    let calls = counted.1.load(Ordering::Relaxed);
    let stories = tree.cut(threshold);
    let largest = stories.groups().iter().map(Vec::len).max();
    println!("  {calls} pairs scored, {} groups, largest {}", stories.count(), largest.unwrap_or_default());
    timed("leiden", || leiden(nodes, edges, &LeidenSettings::default(), &none));
    timed("weakest_cuts", || weakest_cuts(&stories, edges, &Zero, Exponent::SQUARE, &Constraints::none()));
    timed("split_bridges", || split_bridges(&stories, edges, &Zero, Exponent::SQUARE, threshold, &none));
    timed("StoryGraph", || StoryGraph::new(nodes, edges).unwrap());
}

#[test]
#[ignore = "a measurement"]
fn many_small_stories() {
    let (gold, edges) = planted(20_000, 0.8, 6, 1);
    measure("stories of about 10", &gold, &edges);
}

#[test]
#[ignore = "a measurement"]
fn stories_of_all_sizes() {
    // sizes fall off as news does: most stories are small, a few have thousands of reports
    let mut draw = draws(2);
    let mut labels = Vec::new();
    let mut story = 0;
    while labels.len() < 200_000 {
        let size = (1.0 / draw().max(1e-4)).powf(0.9) as usize;
        labels.resize(labels.len() + size.clamp(1, 5_000), story);
        story += 1;
    }
    let gold = Partition::from_labels(&labels);
    let groups = gold.groups();
    let mut edges = Vec::new();
    for a in 0..labels.len() as u32 {
        let own = &groups[gold.labels()[a as usize] as usize];
        for _ in 0..8 {
            let b = own[(draw() * own.len() as f64) as usize];
            edges.extend(Edge::new(a, b, Likeness::new(0.3 + 0.65 * draw())));
        }
        // the topic around it: mostly unlike
        for _ in 0..4 {
            let b = (f64::from(a) + 3_000.0 * (draw() - 0.5)).clamp(0.0, labels.len() as f64 - 1.0) as u32;
            if labels[b as usize] != labels[a as usize] {
                edges.extend(Edge::new(a, b, Likeness::new(0.5 * draw() * draw())));
            }
        }
    }
    measure("stories of 1 to 5,000", &gold, &edges);
}

#[test]
#[ignore = "a measurement"]
fn a_million_nodes() {
    let (gold, edges) = planted(100_000, 0.8, 16, 3);
    measure("a million", &gold, &edges);
}

#[test]
#[ignore = "a measurement"]
fn one_large_random_piece() {
    let mut draw = draws(4);
    let nodes = 50_000_u32;
    let mut node = || (draw() * f64::from(nodes)) as u32;
    let pairs: Vec<(u32, u32)> = (0..2_000_000).map(|_| (node(), node())).collect();
    let edges: Vec<Edge> = pairs.iter().filter_map(|&(a, b)| Edge::new(a, b, Likeness::new(draw()))).collect();
    measure("no stories at all", &Partition::singletons(nodes as usize), &edges);
}

#[test]
#[ignore = "a measurement"]
fn a_hub() {
    let nodes = 100_000_u32;
    let mut draw = draws(5);
    let mut edges: Vec<Edge> = (1..nodes).filter_map(|b| Edge::new(0, b, Likeness::new(0.06 + 0.9 * draw()))).collect();
    for a in 1..nodes - 1 {
        edges.extend(Edge::new(a, a + 1, Likeness::new(draw())));
    }
    measure("a hub and a chain", &Partition::from_labels(&vec![0; nodes as usize]), &edges);
}
