//! Twelve invented news sites that wrap an article the way real ones do, line by line.
//!
//! Ten were written before the rules they test: `OPEN` served while the rules were made, `HELD_OUT` was not run until
//! they stood. `FRESH` was written after that and run once.

mod first;
mod fresh;
mod held_out;

use first::{anzeiger, blog, daily, mobile, portal, station, wire};
use fresh::{gatherer, radio};
use held_out::{diario, magazine, markets};

/// Who a line of a wrapped page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Owner {
    Site,
    Headline,
    Article,
    Blank,
}

/// An article and headlines of other articles, to be wrapped.
pub(in crate::page) struct Story<'a> {
    pub(in crate::page) title: &'a str,
    pub(in crate::page) paragraphs: Vec<&'a str>,
    pub(in crate::page) others: Vec<&'a str>,
    /// Varies names, dates and counts from page to page.
    pub(in crate::page) number: usize,
}

pub(in crate::page) type Page = Vec<(Owner, String)>;
pub(in crate::page) type Site = fn(&Story<'_>) -> Page;

pub(in crate::page) const OPEN: [(&str, Site); 7] = [
    ("daily", daily),
    ("wire", wire),
    ("portal", portal),
    ("anzeiger", anzeiger),
    ("blog", blog),
    ("mobile", mobile),
    ("station", station),
];

pub(in crate::page) const HELD_OUT: [(&str, Site); 3] =
    [("diario", diario), ("markets", markets), ("magazine", magazine)];

pub(in crate::page) const FRESH: [(&str, Site); 2] = [("radio", radio), ("gatherer", gatherer)];

const AUTHORS: [&str; 5] = ["Marta Olsson", "Jonas P. Whitfield", "Lena Okafor", "Tariq Benhaddou", "Ines Carvalho"];
const MONTHS: [&str; 4] = ["March", "April", "May", "June"];

fn site(page: &mut Page, lines: &[&str]) {
    for line in lines {
        let owner = if line.trim().is_empty() { Owner::Blank } else { Owner::Site };
        page.push((owner, (*line).to_owned()));
    }
}

fn headline(page: &mut Page, story: &Story<'_>) {
    page.push((Owner::Headline, story.title.to_owned()));
}

/// The article, with `between(i)` put before its i-th paragraph.
fn body(page: &mut Page, story: &Story<'_>, apart: bool, between: impl Fn(usize) -> Vec<String>) {
    for (i, paragraph) in story.paragraphs.iter().enumerate() {
        for line in between(i) {
            site(page, &[&line]);
        }
        page.push((Owner::Article, (*paragraph).to_owned()));
        if apart {
            site(page, &[""]);
        }
    }
}

fn plain(_: usize) -> Vec<String> {
    Vec::new()
}
