//! Grouping by itself, over planted stories and over graphs that are hard for it.
//!
//! `cargo bench --bench grouping`; larger or smaller: `SAMESTORY_BENCH_NODES=200000 cargo bench --bench grouping`

#[path = "../tests/it/graph/planted.rs"]
mod planted;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use planted::{Told, draws, planted};
use samestory::graph::{
    Constraints, Edge, Exponent, LeidenSettings, LinkageSettings, Partition, StoryGraph, Zero, agglomerate, components,
    leiden, single_linkage, split_bridges, weakest_cuts,
};
use samestory::likeness::Likeness;

const THRESHOLD: Likeness = Likeness::from_percent(25);

fn nodes() -> u32 {
    std::env::var("SAMESTORY_BENCH_NODES").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000)
}

/// Every way of grouping over one graph, of which the grouping is known.
fn each_way(c: &mut Criterion, set: &str, gold: &Partition, edges: &[Edge]) {
    let (nodes, none, settings) = (gold.nodes(), Constraints::none(), LinkageSettings::default());
    let stories = agglomerate(nodes, edges, &Told(gold), &settings, &none).cut(THRESHOLD);
    let mut group = c.benchmark_group(set);
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    group.throughput(Throughput::Elements(edges.len() as u64));
    group.bench_function("components", |b| b.iter(|| components(nodes, black_box(edges), THRESHOLD)));
    group.bench_function("single_linkage", |b| {
        b.iter(|| single_linkage(nodes, black_box(edges), settings.floor, &none));
    });
    group.bench_function("agglomerate", |b| b.iter(|| agglomerate(nodes, black_box(edges), &Zero, &settings, &none)));
    group.bench_function("agglomerate_scoring", |b| {
        b.iter(|| agglomerate(nodes, black_box(edges), &Told(gold), &settings, &none));
    });
    group.bench_function("leiden", |b| b.iter(|| leiden(nodes, black_box(edges), &LeidenSettings::default(), &none)));
    group.bench_function("weakest_cuts", |b| {
        b.iter(|| weakest_cuts(&stories, black_box(edges), &Zero, Exponent::SQUARE, &none));
    });
    group.bench_function("split_bridges", |b| {
        b.iter(|| split_bridges(&stories, black_box(edges), &Zero, Exponent::SQUARE, THRESHOLD, &none));
    });
    group.bench_function("story_graph", |b| b.iter(|| StoryGraph::new(nodes, black_box(edges))));
    group.finish();
}

fn small_stories(c: &mut Criterion) {
    let (gold, edges) = planted(nodes() / 10, 0.8, 6, 1);
    each_way(c, "small_stories", &gold, &edges);
}

/// Sizes fall off as news does: most stories are small, a few have thousands of reports.
fn stories_of_all_sizes(c: &mut Criterion) {
    let mut draw = draws(2);
    let mut labels = Vec::new();
    let mut story = 0;
    while labels.len() < nodes() as usize {
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
    each_way(c, "stories_of_all_sizes", &gold, &edges);
}

/// No stories at all, and everything hangs together.
fn one_random_piece(c: &mut Criterion) {
    let (mut draw, nodes) = (draws(4), nodes() / 4);
    let mut node = || (draw() * f64::from(nodes)) as u32;
    let pairs: Vec<(u32, u32)> = (0..40 * nodes).map(|_| (node(), node())).collect();
    let edges: Vec<Edge> = pairs.iter().filter_map(|&(a, b)| Edge::new(a, b, Likeness::new(draw()))).collect();
    each_way(c, "one_random_piece", &Partition::singletons(nodes as usize), &edges);
}

/// One text that is alike to all others, which stand in a chain.
fn hub_and_chain(c: &mut Criterion) {
    let (mut draw, nodes) = (draws(5), nodes() / 2);
    let mut edges: Vec<Edge> = (1..nodes).filter_map(|b| Edge::new(0, b, Likeness::new(0.06 + 0.9 * draw()))).collect();
    edges.extend((1..nodes - 1).filter_map(|a| Edge::new(a, a + 1, Likeness::new(draw()))));
    each_way(c, "hub_and_chain", &Partition::from_labels(&vec![0; nodes as usize]), &edges);
}

criterion_group!(benches, small_stories, stories_of_all_sizes, one_random_piece, hub_and_chain);
criterion_main!(benches);
