//! scratch
use samestory::ingest::Loader;
use samestory::*;
fn main() {
    let l = Loader::new().load(&["examples/data/summit/articles.jsonl"]).unwrap();
    let c = Clusterer::builder().build().unwrap().cluster(&l.articles).unwrap();
    let ids: Vec<String> = c.labels().map(|(i, _)| i.to_string()).collect();
    let rep: Vec<u32> = c.report_labels().to_vec();
    let name = |r: u32| ids[rep.iter().position(|&x| x == r).unwrap()].clone();
    for e in c.edges() {
        if e.likeness().value() > 0.1 {
            println!("{:.2} {} {}", e.likeness().value(), name(e.a()), name(e.b()));
        }
    }
}
