//! Each stage on its own, over generated news of 1,000 and 10,000 articles, one thread.
//!
//! `cargo bench --bench stages`, with 100,000 as well: `SAMESTORY_BENCH_ARTICLES=1000,10000,100000 cargo bench --bench stages`

#[path = "../examples/scale/news.rs"]
mod news;

use std::hint::black_box;

use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use news::Calendar;
use samestory::copies::{CopyMeta, CopySettings, Sketches, find_sketched};
use samestory::corpus::{Frequencies, without_recurring_lines};
use samestory::events::Background;
use samestory::events::{CandidateSettings, TermVectors, candidates, term_counts};
use samestory::observe::Silent;
use samestory::sketch::{MinHash, Recipe, Scheme, Sketcher, shingle};
use samestory::text::{Analyzer, Document, Workspace, page};
use samestory::{Article, Clusterer};

/// Bytes of an article.
const BYTES: usize = 2900;

fn sizes() -> Vec<usize> {
    let given = std::env::var("SAMESTORY_BENCH_ARTICLES").unwrap_or_default();
    let given: Vec<usize> = given.split(',').filter_map(|n| n.parse().ok()).collect();
    if given.is_empty() { vec![1000, 10_000] } else { given }
}

/// A set of articles, and what the stages before made of it.
struct Set {
    articles: Vec<Article>,
    documents: Vec<Document>,
}

impl Set {
    fn new(articles: usize, calendar: Calendar) -> Set {
        let articles = news::articles(articles, BYTES, calendar).expect("dates that can be read");
        let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
        let documents = articles.iter().map(|article| analyzer.analyse_with(&mut workspace, article)).collect();
        Set { articles, documents }
    }
}

/// Runs `bench` for every size, with the rate in articles. Candidates are the harder the more happens in a week.
fn each_size(
    c: &mut Criterion,
    stage: &str,
    calendar: Calendar,
    bench: impl Fn(&mut BenchmarkGroup<'_, WallTime>, BenchmarkId, &Set),
) {
    let mut group = c.benchmark_group(stage);
    group.sample_size(10);
    for size in sizes() {
        let set = Set::new(size, calendar);
        group.throughput(Throughput::Elements(size as u64));
        bench(&mut group, BenchmarkId::from_parameter(size), &set);
    }
    group.finish();
}

fn text(c: &mut Criterion) {
    each_size(c, "page", Calendar::Daily, |group, id, set| {
        let read = |article: &Article| page::read(article.title(), article.body()).lines.len();
        group.bench_function(id, |b| b.iter(|| set.articles.iter().map(read).sum::<usize>()));
    });
    each_size(c, "analyse", Calendar::Daily, |group, id, set| {
        let (analyzer, mut workspace) = (Analyzer::new(), Workspace::default());
        group.bench_function(id, |b| {
            b.iter(|| {
                for article in &set.articles {
                    black_box(analyzer.analyse_with(&mut workspace, article));
                }
            });
        });
    });
    each_size(c, "corpus", Calendar::Daily, |group, id, set| {
        group.bench_function(id, |b| {
            b.iter_batched(|| set.documents.clone(), without_recurring_lines, criterion::BatchSize::LargeInput);
        });
    });
}

fn copies(c: &mut Criterion) {
    let settings = CopySettings::default();
    each_size(c, "sketches", Calendar::Daily, |group, id, set| {
        group.bench_function(id, |b| b.iter(|| Sketches::of(black_box(&set.documents), &settings)));
    });
    each_size(c, "copies", Calendar::Daily, |group, id, set| {
        let sketches = Sketches::of(&set.documents, &settings);
        let metas: Vec<CopyMeta> = set.documents.iter().map(CopyMeta::from).collect();
        group.bench_function(id, |b| {
            b.iter(|| find_sketched(&sketches, &set.documents, &metas, &settings, &Silent).expect("as many metas"));
        });
    });
}

/// The kernels alone, on one text of 500 words.
fn kernels(c: &mut Criterion) {
    let set = Set::new(20, Calendar::Daily);
    let shingles = shingle(set.documents[0].tokens(), 5);
    let mut group = c.benchmark_group("kernels");
    group.throughput(Throughput::Elements(shingles.len() as u64));
    group.bench_function("shingle", |b| b.iter(|| shingle(black_box(set.documents[0].tokens()), 5)));
    let recipe = Recipe::new(Scheme::FastSimilarity, 128, 0).expect("128 lanes");
    let (fast, minhash) = (Sketcher::new(recipe), MinHash::new(128, 0));
    let mut lanes = [0; 128];
    group.bench_function("fast_similarity", |b| b.iter(|| fast.sketch(black_box(&shingles), &mut lanes)));
    group.bench_function("minhash", |b| b.iter(|| minhash.sketch(black_box(&shingles), &mut lanes)));
    group.finish();
}

fn events(c: &mut Criterion) {
    let terms = |set: &Set| set.documents.iter().map(|d| (d.language(), term_counts(d))).collect::<Vec<_>>();
    let days = |set: &Set| -> Vec<f64> {
        set.documents.iter().map(|d| d.published().map_or(f64::NAN, |p| p.seconds() as f64 / 86_400.0)).collect()
    };
    let vectors = |terms: Vec<_>| {
        let hashes = terms.iter().map(|(_, terms): &(_, Vec<_>)| terms.iter().map(|&(hash, _)| hash));
        let epoch = Frequencies::count(hashes);
        TermVectors::build(terms, &epoch, &Background::english())
    };
    each_size(c, "terms", Calendar::Daily, |group, id, set| {
        group.bench_function(id, |b| b.iter(|| terms(black_box(set))));
    });
    each_size(c, "vectors", Calendar::Daily, |group, id, set| {
        let terms = terms(set);
        group.bench_function(id, |b| b.iter_batched(|| terms.clone(), &vectors, criterion::BatchSize::LargeInput));
    });
    each_size(c, "candidates", Calendar::Week, |group, id, set| {
        let (vectors, days) = (vectors(terms(set)), days(set));
        let settings = CandidateSettings::default();
        group.bench_function(id, |b| b.iter(|| candidates(black_box(&vectors), &days, &settings)));
    });
}

fn whole(c: &mut Criterion) {
    each_size(c, "cluster_documents", Calendar::Daily, |group, id, set| {
        let clusterer = Clusterer::builder().threads(1).build().expect("threads have no range");
        group.bench_function(id, |b| {
            b.iter(|| clusterer.cluster_documents(black_box(&set.documents)).expect("ids differ"));
        });
    });
}

criterion_group!(benches, text, copies, kernels, events, whole);
criterion_main!(benches);
