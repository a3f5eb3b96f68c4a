//! Whole sets as they are: hardly anything of clean text goes, and cards inside sentences do.

use samestory::text::page::{self, Furniture, LineKind};

use crate::data::rows;

/// Sentences (lines of eight words or more that end like one) and how many of them stay.
fn sentences(file: &str) -> Option<(usize, usize)> {
    let (mut all, mut kept) = (0, 0);
    for row in rows(file)? {
        for line in page::read(&row.title, &row.body).lines {
            let ends =
                line.text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', '።', '।', '؟']);
            let repeated = matches!(line.kind, LineKind::Title | LineKind::Repeated);
            if ends && !repeated && line.text.split_whitespace().count() >= 8 {
                all += 1;
                kept += usize::from(line.kind == LineKind::Text);
            }
        }
    }
    println!("{file}: {kept} of {all} sentences kept");
    Some((all, kept))
}

#[test]
fn sentences_stay() {
    // clean text; then articles with their own credits, captions and newsletter lines
    for (file, least) in [
        ("reuters21578.jsonl.gz", 0.9995),
        ("ecbplus.jsonl", 0.9995),
        ("meantime.jsonl", 0.9995),
        ("multilingual.jsonl", 0.999),
        ("neus_dev.jsonl", 1.0),
        ("allsides_dev.jsonl", 0.99),
        ("longform.jsonl.gz", 0.985),
    ] {
        let Some((all, kept)) = sentences(file) else { return };
        assert!(all > 0 && kept as f64 >= least * all as f64, "{file}: {kept} of {all}");
    }
}

#[test]
fn every_article_keeps_its_text() {
    for file in ["multilingual.jsonl", "ecbplus.jsonl", "meantime.jsonl", "neus_dev.jsonl", "allsides_dev.jsonl"] {
        let Some(rows) = rows(file) else { return };
        for row in rows.iter().filter(|row| !row.body.trim().is_empty()) {
            let page = page::read(&row.title, &row.body);
            let non_blank = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let lines: usize = page.lines.iter().map(|line| non_blank(line.text)).sum();
            assert_eq!(lines, non_blank(&row.body), "{} {}", file, row.id);
            assert!(page.report_lines().count() > 0, "{} {}", file, row.id);
        }
    }
}

#[test]
fn cards_in_the_sentences_of_the_hill() {
    let Some(rows) = rows("allsides_dev.jsonl") else { return };
    let (mut cards, mut left, mut elsewhere) = (0, 0, 0);
    for row in rows {
        // guest columns are reprints of the same site
        let carded = row.source == "The Hill" || row.source.starts_with("Guest Writer");
        for line in page::read(&row.title, &row.body).lines {
            match line.kind {
                LineKind::Furniture(Furniture::Card) if carded => cards += 1,
                LineKind::Furniture(Furniture::Card) => elsewhere += 1,
                LineKind::Text if row.source == "The Hill" => left += line.text.matches(" MORE").count(),
                _ => {}
            }
        }
    }
    println!("cards: {cards} out, {left} left, {elsewhere} elsewhere");
    assert!(cards >= 500 && left * 50 <= cards && elsewhere == 0);
}
