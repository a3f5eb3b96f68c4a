//! scratch experiments
use crate::copies::plain_words::{self, *};
use crate::copies::reading;
use crate::generate::*;
use samestory::Article;
use samestory::copies::*;
use samestory::observe::Silent;
use std::time::Instant;

fn capital_or_number(w: &str) -> u8 {
    let t = w.trim_matches(|c: char| !c.is_alphanumeric());
    if t.starts_with(|c: char| c.is_ascii_digit()) {
        2
    } else if t.starts_with(char::is_uppercase) {
        1
    } else {
        0
    }
}

/// 3 or so slots exchanged
fn clone_of(text: &str, slots: usize, kind: u8, random: &mut Random) -> Option<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let places: Vec<usize> = (1..words.len())
        .filter(|&i| {
            capital_or_number(&words[i]) & kind != 0
                && !words[i - 1].ends_with('.')
                && !["I", "The", "A", "In", "It", "He"].contains(&words[i].as_str())
        })
        .collect();
    if places.len() < slots {
        return None;
    }
    let mut p = places;
    random.shuffle(&mut p);
    for &i in &p[..slots] {
        let w = &words[i];
        let tail: String =
            w.chars().rev().take_while(|c| !c.is_alphanumeric()).collect::<Vec<_>>().into_iter().rev().collect();
        let new = if capital_or_number(w) == 2 {
            format!("{}", 11 + random.below(880))
        } else {
            [
                "Varenholm",
                "Kestria",
                "Oslo",
                "Ashdown",
                "Merivale",
                "Torvald",
                "Quintero",
                "Lisbon",
                "Harrow",
                "Belgrade",
            ][random.below(10)]
            .to_owned()
        };
        words[i] = format!("{new}{tail}");
    }
    Some(words.join(" "))
}

fn together(texts: &PlainTexts, settings: &CopySettings) -> (Copies, Vec<u32>) {
    let c = find(texts, &vec![CopyMeta::default(); texts.0.len()], settings, &Silent).unwrap();
    let l = c.labels();
    (c, l)
}

#[test]
#[ignore]
fn planted_real() {
    let settings =
        CopySettings::builder().containment(std::env::var("CT").map_or(0.5, |c| c.parse().unwrap())).build().unwrap();
    let mut bases: Vec<(&str, Vec<Article>)> = Vec::new();
    for f in ["reuters21578.jsonl.gz", "longform.jsonl.gz", "allsides_dev.jsonl"] {
        let a: Vec<Article> =
            reading::articles(f).unwrap().into_iter().filter(|a| a.body().split_whitespace().count() >= 120).collect();
        bases.push((f, a));
    }
    for (f, all) in &bases {
        let mut random = Random::new(5);
        let lang = Language::new(3);
        let furn: Vec<&str> = bases[1].1.iter().map(|a| a.title()).collect();
        let mut pick: Vec<&Article> = all.iter().collect();
        random.shuffle(&mut pick);
        pick.truncate(700);
        for share in [0.3, 0.4, 0.6] {
            for furniture in [false, true] {
                let mut texts = Vec::new();
                for a in &pick {
                    let b = a.body();
                    texts.push(PlainText::read(a.title(), b));
                    let cut = beginning(&b.split_whitespace().collect::<Vec<_>>().join(" "), share);
                    let n = cut.split(' ').count();
                    let intro: Vec<&str> = {
                        let o = random.pick(&pick);
                        o.body().split_whitespace().skip(60).take(20).collect()
                    };
                    let mut page = format!("{} {cut}", intro.join(" "));
                    if furniture {
                        let mut k = 0;
                        while k < n * 3 / 10 {
                            let t = random.pick(&furn);
                            page = format!("{page} . {t}");
                            k += t.split_whitespace().count();
                        }
                    }
                    texts.push(PlainText::read(random.pick(&furn), &page));
                }
                let t = PlainTexts(texts);
                let (c, l) = together(&t, &settings);
                let hit = (0..pick.len()).filter(|i| l[2 * i] == l[2 * i + 1]).count();
                let mut why = std::collections::BTreeMap::<String, usize>::new();
                for i in 0..pick.len() {
                    if l[2 * i] != l[2 * i + 1] {
                        let r = c.refusals.iter().find(|r| r.lower == 2 * i as u32 && r.higher == 2 * i as u32 + 1);
                        *why.entry(
                            r.map_or("never".into(), |r| format!("{:?}", r.reason).chars().take(14).collect()),
                        )
                        .or_default() += 1;
                    }
                }
                println!("{f} first {share} furniture {furniture}: {hit}/{} {why:?}", pick.len());
            }
        }
        // edits
        let mut texts = Vec::new();
        for a in &pick {
            let b = a.body().split_whitespace().collect::<Vec<_>>().join(" ");
            texts.push(PlainText::read(a.title(), &b));
            texts.push(PlainText::read(a.title(), &edited(&b, 0.05, &lang, &mut random)));
        }
        let t = PlainTexts(texts);
        let (c, l) = together(&t, &settings);
        let hit = (0..pick.len()).filter(|i| l[2 * i] == l[2 * i + 1]).count();
        let mut why = std::collections::BTreeMap::<String, usize>::new();
        for i in 0..pick.len() {
            if l[2 * i] != l[2 * i + 1] {
                let r = c.refusals.iter().find(|r| r.lower == 2 * i as u32 && r.higher == 2 * i as u32 + 1);
                *why.entry(r.map_or("never".into(), |r| format!("{:?}", r.reason).chars().take(14).collect()))
                    .or_default() += 1;
            }
        }
        println!("{f} edits 5%: {hit}/{} {why:?}", pick.len());
        // edits that take words from the texts themselves (names and numbers too)
        let pool: Vec<&str> = pick.iter().flat_map(|a| a.body().split_whitespace().take(300)).collect();
        let mut texts = Vec::new();
        for a in &pick {
            let mut w: Vec<&str> = a.body().split_whitespace().collect();
            texts.push(PlainText::read(a.title(), &w.join(" ")));
            let n = (w.len() as f64 * 0.05).round() as usize;
            for _ in 0..n {
                let i = random.below(w.len());
                w[i] = random.pick(&pool);
            }
            texts.push(PlainText::read(a.title(), &w.join(" ")));
        }
        let t = PlainTexts(texts);
        let (c, l) = together(&t, &settings);
        let hit = (0..pick.len()).filter(|i| l[2 * i] == l[2 * i + 1]).count();
        let mut why = std::collections::BTreeMap::<String, usize>::new();
        for i in 0..pick.len() {
            if l[2 * i] != l[2 * i + 1] {
                let r = c.refusals.iter().find(|r| r.lower == 2 * i as u32 && r.higher == 2 * i as u32 + 1);
                *why.entry(r.map_or("never".into(), |r| format!("{:?}", r.reason).chars().take(14).collect()))
                    .or_default() += 1;
            }
        }
        println!("{f} own-word edits 5%: {hit}/{} {why:?}", pick.len());
        // clones
        for kind in [1u8, 2, 3] {
            for slots in [1, 2, 3, 5] {
                let mut texts = Vec::new();
                for a in &pick {
                    let b: Vec<&str> = a.body().split_whitespace().take(120).collect();
                    let b = b.join(" ");
                    if let Some(c) = clone_of(&b, slots, kind, &mut random) {
                        texts.push(PlainText::read("", &b));
                        texts.push(PlainText::read("", &c));
                    }
                }
                let t = PlainTexts(texts);
                let (c, l) = together(&t, &settings);
                let n = l.len() / 2;
                let hit = (0..n).filter(|i| l[2 * i] == l[2 * i + 1]).count();
                let near = (0..n)
                    .filter(|i| c.refusals.iter().any(|r| r.lower == 2 * *i as u32 && r.higher == 2 * *i as u32 + 1))
                    .count();
                if kind == 1 && slots >= 3 && f.starts_with("all") {
                    for i in (0..n).filter(|i| l[2 * i] == l[2 * i + 1]).take(12) {
                        let (x, y) = (&t.0[2 * i].words, &t.0[2 * i + 1].words);
                        if x.len() == y.len() {
                            println!(
                                "   MISS {:?}",
                                (0..x.len())
                                    .filter(|&j| x[j] != y[j])
                                    .map(|j| format!(
                                        "{} [{}|{}] {}",
                                        x[j - 1],
                                        x[j],
                                        y[j],
                                        x.get(j + 1).map_or("", |s| s)
                                    ))
                                    .collect::<Vec<_>>()
                            );
                        }
                    }
                }
                println!("{f} clones kind {kind} slots {slots}: called copies {hit}/{n} ({near} refused)");
            }
        }
    }
}

#[test]
#[ignore]
fn reuters_look() {
    for f in std::env::var("FILES").unwrap_or("reuters21578.jsonl.gz".into()).split(',') {
        let mut articles = reading::articles(f).unwrap();
        articles.sort_by(|a, b| a.id().cmp(b.id()));
        let t = Instant::now();
        let texts = PlainTexts::of(&articles);
        println!("{f}: read {:?}", t.elapsed());
        let metas: Vec<CopyMeta> = articles.iter().map(plain_words::meta).collect();
        let t = Instant::now();
        let settings = CopySettings::builder()
            .containment(std::env::var("CT").map_or(0.5, |c| c.parse().unwrap()))
            .build()
            .unwrap();
        let sk = Sketches::of(&texts, &settings);
        println!("sketch {:?}", t.elapsed());
        let t = Instant::now();
        let c = find_sketched(&sk, &texts, &metas, &settings, &Silent).unwrap();
        println!("find {:?}; {} texts, {} reports, {:?}", t.elapsed(), articles.len(), c.reports.len(), c.dropped);
        let mut kinds = std::collections::BTreeMap::<String, usize>::new();
        for r in &c.reports {
            for m in &r.members {
                *kinds.entry(format!("{:?}", m.kind)).or_default() += 1;
            }
            if r.compilation {
                *kinds.entry("compilation".into()).or_default() += 1;
            }
        }
        let mut why = std::collections::BTreeMap::<String, usize>::new();
        for r in &c.refusals {
            *why.entry(format!("{:?}", r.reason).chars().take_while(|c| *c != ' ').collect()).or_default() += 1;
        }
        println!("{kinds:?}\n{why:?}");
        std::fs::create_dir_all("/tmp/copies-look").unwrap();
        let show = |i: u32| {
            let a = &articles[i as usize];
            format!(
                "[{i}] {} | {} | {} | {}\n   {}\n",
                a.id(),
                a.published().map_or(String::new(), |p| p.to_string()),
                a.title(),
                a.source().unwrap_or("?"),
                a.body().split_whitespace().collect::<Vec<_>>().join(" ")
            )
        };
        use std::fmt::Write;
        let mut out = String::new();
        let mut big: Vec<&CopyGroup> = c.reports.iter().collect();
        big.sort_by_key(|r| (std::cmp::Reverse(r.members.len()), r.origin));
        for r in big.iter().take(20) {
            writeln!(out, "=== {} members origin {} {:?} shown {}", r.members.len(), r.origin, r.basis, r.shown)
                .unwrap();
            for m in &r.members {
                let a = &articles[m.text as usize];
                writeln!(
                    out,
                    "  {:?} J {:.2} C {:.2} vs {} [{}] {} | {} | {}",
                    m.kind,
                    m.overlap.jaccard(),
                    m.overlap.containment(),
                    m.against,
                    m.text,
                    a.published().map_or(String::new(), |p| p.to_string()),
                    a.title(),
                    a.body().split_whitespace().take(30).collect::<Vec<_>>().join(" ")
                )
                .unwrap();
            }
        }
        for r in c.reports.iter().filter(|r| r.compilation).take(40) {
            writeln!(out, "=== COMPILATION {} covers {:?}\n{}", r.origin, r.also_covers, show(r.origin)).unwrap();
            for &k in &r.also_covers {
                writeln!(out, "    part {}", show(c.reports[k as usize].origin)).unwrap();
            }
        }
        std::fs::write(format!("/tmp/copies-look/{f}.big"), &out).unwrap();
        let mut random = Random::new(77);
        for kind in
            [Kind::Verbatim, Kind::Edited, Kind::Trimmed, Kind::Extended, Kind::Excerpt, Kind::Revision, Kind::SamePage]
        {
            let mut all: Vec<&Member> = c.reports.iter().flat_map(|r| &r.members).filter(|m| m.kind == kind).collect();
            random.shuffle(&mut all);
            let mut out = String::new();
            for m in all.iter().take(40) {
                writeln!(
                    out,
                    "--- {:?} J {:.2} C {:.2}\n{}\n{}",
                    m.kind,
                    m.overlap.jaccard(),
                    m.overlap.containment(),
                    show(m.text),
                    show(m.against)
                )
                .unwrap();
            }
            std::fs::write(format!("/tmp/copies-look/{f}.{kind:?}"), &out).unwrap();
        }
        {
            let mut all: Vec<&Member> =
                c.reports.iter().flat_map(|r| &r.members).filter(|m| m.overlap.containment() < 0.5).collect();
            random.shuffle(&mut all);
            let mut out = String::new();
            for m in all.iter().take(60) {
                writeln!(
                    out,
                    "--- {:?} J {:.2} C {:.2}\n{}\n{}",
                    m.kind,
                    m.overlap.jaccard(),
                    m.overlap.containment(),
                    show(m.text),
                    show(m.against)
                )
                .unwrap();
            }
            std::fs::write(format!("/tmp/copies-look/{f}.low"), &out).unwrap();
        }
        for why in ["BelowThreshold", "Scattered", "TooShort", "Numbers", "UnrelatedRest", "Compilation", "Chain"] {
            let mut all: Vec<&Refusal> =
                c.refusals.iter().filter(|r| format!("{:?}", r.reason).starts_with(why)).collect();
            random.shuffle(&mut all);
            let mut out = String::new();
            for r in all.iter().take(40) {
                writeln!(
                    out,
                    "--- {why} J {:.2} C {:.2}\n{}\n{}",
                    r.overlap.jaccard(),
                    r.overlap.containment(),
                    show(r.lower),
                    show(r.higher)
                )
                .unwrap();
            }
            std::fs::write(format!("/tmp/copies-look/{f}.refused.{why}"), &out).unwrap();
        }
    }
}

#[test]
#[ignore]
fn rest_look() {
    let settings =
        CopySettings::builder().containment(std::env::var("CT").map_or(0.5, |c| c.parse().unwrap())).build().unwrap();
    for f in ["reuters21578.jsonl.gz", "longform.jsonl.gz", "ecbplus.jsonl"] {
        let a: Vec<Article> =
            reading::articles(f).unwrap().into_iter().filter(|a| a.body().split_whitespace().count() >= 200).collect();
        let mut random = Random::new(9);
        let mut pick: Vec<&Article> = a.iter().collect();
        random.shuffle(&mut pick);
        pick.truncate(1000);
        for share in [0.3, 0.4] {
            for other in [false, true] {
                eprintln!("SET {f} {share} {}", if other { "stranger" } else { "own" });
                for (i, a) in pick.iter().enumerate() {
                    let b = a.body().split_whitespace().collect::<Vec<_>>().join(" ");
                    let cut = beginning(&b, share);
                    let n = cut.split(' ').count();
                    let long = if other {
                        let o = pick[(i + 1) % pick.len()].body().split_whitespace().collect::<Vec<_>>();
                        let m = (n as f64 / share * (1.0 - share)) as usize;
                        let mut rest: Vec<&str> = o.iter().copied().cycle().take(m).collect();
                        rest.truncate(m);
                        format!("{cut} {}", rest.join(" "))
                    } else {
                        b
                    };
                    let t = PlainTexts(vec![PlainText::read("", &cut), PlainText::read("", &long)]);
                    let _ = together(&t, &settings);
                }
            }
        }
    }
}
#[test]
#[ignore]
fn seeds_look() {
    let settings = CopySettings::default();
    let names = [
        "000_bc4965da56f0fe68",
        "001_7b51488d4958bd6d",
        "002_49105f3110046623",
        "003_137e2a66756e9f36",
        "004_d4ff3d725e338e5f",
    ];
    let texts: Vec<String> = names.iter().map(|n| reading::text(&format!("seeds/{n}.txt")).unwrap()).collect();
    let t = PlainTexts::bodies(&texts);
    let (c, l) = together(&t, &settings);
    println!("{l:?}\n{:#?}\n{:#?}", c.reports[0], c.refusals);
    for n in [100, 1000, 2500] {
        let a = reading::articles(&format!("neardup/docs_{n}.jsonl")).unwrap();
        let p = reading::text(&format!("neardup/pairs_{n}.tsv")).unwrap();
        let (c, l) = together(&PlainTexts::of(&a), &settings);
        let at = |id: &str| l[a.iter().position(|x| x.id().as_str() == id).unwrap()];
        println!(
            "{n}: hits {}/{} reports {}",
            p.lines()
                .filter(|x| {
                    let (a, b) = x.split_once('\t').unwrap();
                    at(a) == at(b)
                })
                .count(),
            p.lines().count(),
            c.reports.len()
        );
    }
}
