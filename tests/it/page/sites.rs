//! Articles wrapped into invented sites: how much of the article stays, how much of the site goes.

use samestory::text::page::{self, LineKind};

use super::templates::{FRESH, HELD_OUT, OPEN, Owner, Site, Story};
use crate::data::{Row, rows};

/// What was counted over some pages.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tally {
    pub(super) sentences: usize,
    pub(super) kept: usize,
    pub(super) site_lines: usize,
    pub(super) gone: usize,
    titles: usize,
    dates: usize,
    pages: usize,
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.sentences += other.sentences;
        self.kept += other.kept;
        self.site_lines += other.site_lines;
        self.gone += other.gone;
        self.titles += other.titles;
        self.dates += other.dates;
        self.pages += other.pages;
    }

    fn share(part: usize, of: usize) -> f64 {
        part as f64 / of.max(1) as f64
    }

    pub(super) fn kept_share(&self) -> f64 {
        Tally::share(self.kept, self.sentences)
    }

    pub(super) fn gone_share(&self) -> f64 {
        Tally::share(self.gone, self.site_lines)
    }
}

/// Sentences of a paragraph: eight words or more that end like a sentence. Paragraphs with cards over names (The Hill)
/// have no sentences of their own left; they are tested apart.
pub(super) fn sentences(paragraph: &str) -> Vec<&str> {
    if paragraph.contains(" MORE") {
        return Vec::new();
    }
    let pieces = paragraph.split_inclusive(['.', '!', '?']).map(str::trim);
    pieces.filter(|s| s.split_whitespace().count() >= 8 && s.ends_with(['.', '!', '?'])).collect()
}

fn measure(site: Site, row: &Row, others: &[&str], number: usize, shown: &mut Vec<String>) -> Tally {
    let paragraphs: Vec<&str> = row.body.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let story = Story { title: row.title.trim(), paragraphs, others: others.to_vec(), number };
    let lines = site(&story);
    let body: String = lines.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
    let page = page::read("", &body);
    let mut tally = Tally { pages: 1, ..Tally::default() };
    tally.titles += usize::from(page.title == story.title);
    tally.dates += usize::from(page.published.is_some_and(|p| p.to_string().starts_with("2019-0")));
    if page.title != story.title {
        shown.push(format!("TITLE {:?} for {:?}", page.title, story.title));
    }
    let (mut start, mut at) = (0, 0);
    for (owner, line) in &lines {
        let end = start + line.len() + 1;
        let mut kept = String::new();
        while let Some(piece) = page.lines.get(at) {
            let offset = piece.text.as_ptr() as usize - body.as_ptr() as usize;
            if offset >= end {
                break;
            }
            if piece.kind == LineKind::Text {
                kept += piece.text;
                kept.push(' ');
            }
            at += 1;
        }
        match owner {
            Owner::Article => {
                for sentence in sentences(line) {
                    tally.sentences += 1;
                    if kept.contains(sentence) {
                        tally.kept += 1;
                    } else {
                        shown.push(format!("LOST {sentence}"));
                    }
                }
            }
            Owner::Site => {
                tally.site_lines += 1;
                if kept.is_empty() {
                    tally.gone += 1;
                } else {
                    shown.push(format!("LEFT {line}"));
                }
            }
            Owner::Headline | Owner::Blank => {}
        }
        start = end;
    }
    tally
}

/// Every `step`-th article in each of `sites`.
fn run(sites: &[(&str, Site)], step: usize) -> Option<Vec<(String, Tally)>> {
    let articles: Vec<Row> =
        rows("allsides_dev.jsonl")?.into_iter().filter(|r| r.body.len() > 1500 && !r.title.is_empty()).collect();
    let verbose = std::env::var_os("SAMESTORY_SHOW").is_some();
    let mut tallies = Vec::new();
    for (s, &(name, site)) in sites.iter().enumerate() {
        let mut tally = Tally::default();
        for (i, row) in articles.iter().enumerate().skip(s * 7).step_by(step) {
            let others: Vec<&str> = (1..=8).map(|k| articles[(i + k * 97) % articles.len()].title.trim()).collect();
            let mut shown = Vec::new();
            tally.add(measure(site, row, &others, i, &mut shown));
            if verbose {
                for line in shown {
                    println!("{name} {} {line}", row.id);
                }
            }
        }
        println!(
            "{name}: {} pages, {:.2} % of sentences kept, {:.2} % of site lines gone, {} titles, {} dates",
            tally.pages,
            100.0 * tally.kept_share(),
            100.0 * tally.gone_share(),
            tally.titles,
            tally.dates
        );
        tallies.push((name.to_owned(), tally));
    }
    Some(tallies)
}

/// A tenth of all articles, and with optimisation every one.
const STEP: usize = if cfg!(debug_assertions) { 10 } else { 1 };

#[test]
fn wrapped_articles() {
    let Some(mut tallies) = run(&OPEN, STEP) else { return };
    if std::env::var_os("SAMESTORY_OPEN_ONLY").is_none() {
        tallies.extend(run(&HELD_OUT, STEP).unwrap_or_default());
        tallies.extend(run(&FRESH, STEP).unwrap_or_default());
    }
    let mut all = Tally::default();
    for (_, tally) in tallies {
        all.add(tally);
    }
    assert!(all.pages * STEP >= 20_000, "{} pages", all.pages);
    assert!(all.kept_share() >= 0.98, "sentences kept: {:.4}", all.kept_share());
    assert!(all.gone_share() >= 0.97, "site lines gone: {:.4}", all.gone_share());
}
