//! The whole way and its first stage, over the bundled articles multiplied with altered words.
//!
//! `cargo bench --bench pipeline`

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use samestory::ingest::Loader;
use samestory::sketch::hash::{combine, stable_hash};
use samestory::text::{Analyzer, Workspace};
use samestory::{Article, Clusterer};

fn summit() -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/summit/articles.jsonl");
    Loader::new().load(&[path]).expect("the bundled articles load").articles
}

/// The bundled articles `times` over. From the second round on, two words in three carry the round's number, so that
/// rounds are other events rather than copies; the rest stays, as the words that all news shares.
fn multiplied(times: usize) -> Vec<Article> {
    let articles = summit();
    let altered = |text: &str, round: usize| {
        let word = |word: &str| match combine(stable_hash(word.as_bytes()), round as u64) % 3 {
            0 => word.to_owned(),
            _ => format!("{word}{round}"),
        };
        let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let round = |round: usize, article: &Article| {
        if round == 0 {
            return article.clone();
        }
        let mut builder = Article::builder(&altered(article.title(), round), &altered(article.body(), round))
            .id(&format!("{}-{round}", article.id()))
            .source(article.source().unwrap_or_default())
            .lang(article.lang().unwrap_or_default());
        if let Some(published) = article.published() {
            builder = builder.published(&published.to_string());
        }
        builder.build().expect("a date that was read can be read again")
    };
    (0..times).flat_map(|n| articles.iter().map(move |article| round(n, article))).collect()
}

fn analyse(c: &mut Criterion) {
    let articles = summit();
    let bytes = articles.iter().map(|a| (a.title().len() + a.body().len()) as u64).sum();
    let analyzer = Analyzer::new();
    let mut group = c.benchmark_group("analyse");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("summit", |b| {
        let mut workspace = Workspace::default();
        b.iter(|| {
            for article in &articles {
                black_box(analyzer.analyse_with(&mut workspace, article));
            }
        });
    });
    group.finish();
}

fn cluster(c: &mut Criterion) {
    let mut group = c.benchmark_group("cluster");
    group.sample_size(20);
    for times in [1, 4, 16] {
        let articles = multiplied(times);
        let clusterer = Clusterer::builder().threads(1).build().expect("threads have no range");
        group.throughput(Throughput::Elements(articles.len() as u64));
        group.bench_with_input(BenchmarkId::new("articles", articles.len()), &articles, |b, articles| {
            b.iter(|| clusterer.cluster(black_box(articles)).expect("ids differ"));
        });
        let documents: Vec<_> = articles.iter().map(|article| clusterer.analyse(article)).collect();
        group.bench_with_input(BenchmarkId::new("documents", documents.len()), &documents, |b, documents| {
            b.iter(|| clusterer.cluster_documents(black_box(documents)).expect("ids differ"));
        });
    }
    group.finish();
}

criterion_group!(benches, analyse, cluster);
criterion_main!(benches);
