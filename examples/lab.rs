//! scratch
use samestory::*;
use samestory::events::*;
use samestory::likeness::*;
use std::io::Write;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let view = std::env::args().nth(3).unwrap_or_default();
    let bg = std::env::var("BG").ok();
    let t = std::time::Instant::now();
    let mut arts: Vec<Article> = vec![]; let mut gold = vec![];
    for line in read(&path).lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let s = |k: &str| v[k].as_str().unwrap_or("").to_string();
        let (mut title, mut body) = (s("title"), s("body"));
        if view.contains("title") { if title.is_empty() { title = body.split(". ").next().unwrap_or("").to_string(); } body.clear(); }
        if view.contains("lead") { body = body.split_whitespace().take(40).collect::<Vec<_>>().join(" "); }
        let mut b = Article::builder(&title, &body).id(&s("id"));
        if !view.contains("nodate") { b = b.published(&s("published")); }
        if !view.contains("nolang") { b = b.lang(&s("lang")); }
        if !s("source").is_empty() { b = b.source(&s("source")); }
        arts.push(b.build().unwrap()); gold.push(s("story"));
    }
    eprintln!("load {:?}", t.elapsed());
    let analyzer = samestory::text::Analyzer::new();
    let mut ws = samestory::text::Workspace::default();
    let docs: Vec<_> = arts.iter().map(|a| analyzer.analyse_with(&mut ws, a)).collect();
    let docs = samestory::corpus::without_recurring_lines(docs);
    eprintln!("analyse {:?}", t.elapsed());
    let background = match bg { Some(p) => { let mut bd=vec![]; for line in read(&p).lines() { let v: serde_json::Value = serde_json::from_str(line).unwrap(); let s = |k: &str| v[k].as_str().unwrap_or("").to_string(); let a=Article::builder(&s("title"), &s("body")).lang("en").build().unwrap(); bd.push(samestory::events::term_counts(&analyzer.analyse_with(&mut ws, &a)).iter().map(|x|x.0).collect::<Vec<u64>>()); } Background::count(bd.iter().map(|x|x.as_slice())) }, None => Background::none() };
    let counts: Vec<_> = docs.iter().map(|d| (d.language(), samestory::events::term_counts(d))).collect();
    let keys: Vec<Vec<u64>> = counts.iter().map(|(_, c)| c.iter().map(|x| x.0).collect()).collect();
    let epoch = samestory::corpus::Frequencies::count(keys.iter().map(|k| k.as_slice()));
    let vectors = TermVectors::build(&counts, &epoch, &background);
    let days: Vec<f64> = docs.iter().map(|d| d.published().map_or(f64::NAN, |p| p.seconds() as f64 / 86400.0)).collect();
    eprintln!("vectors {:?}", t.elapsed());
    let mut st = CandidateSettings::default();
    if let Ok(v) = std::env::var("K") { st.neighbours = v.parse().unwrap(); st.neighbours_undated = st.neighbours; } if let Ok(v) = std::env::var("FLOOR") { st.floor = v.parse().unwrap(); } if let Ok(v) = std::env::var("WIN") { st.window_days = v.parse().unwrap(); } if let Ok(v) = std::env::var("CAP") { st.posting_cap = v.parse().unwrap(); }
    let c = candidates(&vectors, &days, &st);
    eprintln!("candidates {:?} {}", t.elapsed(), c.len());
    let mut f = std::io::BufWriter::new(std::fs::File::create(&out).unwrap());
    writeln!(f, "{}", serde_json::json!({"n": arts.len(), "gold": gold, "days": days.iter().map(|d| if d.is_nan() {None} else {Some(*d)}).collect::<Vec<_>>(), "len": (0..arts.len()).map(|i| vectors.length(i as u32)).collect::<Vec<_>>(), "title_len": docs.iter().map(|d| d.title_tokens().iter().filter(|t| !t.is_stop_word()).count()).collect::<Vec<_>>(), "names": docs.iter().map(|d| {let mut k: Vec<String> = d.names().iter().map(|m| m.key.to_string()).collect(); k.sort(); k.dedup(); k}).collect::<Vec<_>>(), "numbers": docs.iter().map(|d| {let mut k: Vec<String> = d.numbers().iter().map(|m| m.key.to_string()).collect(); k.sort(); k.dedup(); k}).collect::<Vec<_>>() })).unwrap();
    for (a, b) in &c {
        let cs = vectors.cosines(*a, *b);
        writeln!(f, "{a} {b} {:.5} {:.5} {:.5} {:.5}", cs[0], cs[1], cs[2], cs[3]).unwrap();
    }
    eprintln!("done {:?}", t.elapsed());
}
fn read(p: &str) -> String { use std::io::Read; let mut s = String::new(); let f = std::fs::File::open(p).unwrap(); if p.ends_with(".gz") { flate2::read::GzDecoder::new(f).read_to_string(&mut s).unwrap(); } else { let mut f=f; f.read_to_string(&mut s).unwrap(); } s }
