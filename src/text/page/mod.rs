//! One page as it came off the web: which lines are the report, and what the page shows about itself.
//!
//! Real pages carry menus, share bars, lists of other news, forms and legal notices around the report, and print parts
//! of it twice. None of that may weigh in a likeness. [`read`] judges every line by
//!
//! 1. its *shape*: length, how it ends, how many words are capitalised ([`shape`](self) in the source),
//! 2. *repetition* on the page,
//! 3. its *place*: before the first paragraph, among the paragraphs, after the last,
//! 4. the *boxes* that a short line opens over the headlines below it,
//!
//! with a small lexicon of site words in a dozen languages as one signal among these. Where the signs do not suffice,
//! a line stays: a sentence of the report is worth more than a line of clutter. What recurs on many pages of one
//! source is left to the corpus pass, which compares [`line_hash`]es.

mod boxes;
mod card;
mod credit;
mod cue;
mod extent;
mod headline;
mod metadata;
mod paragraph;
mod repetition;
mod scan;
mod shape;
mod sign;
mod vocabulary;
mod zones;

pub use credit::{Credit, Role};
pub use repetition::line_hash;

use crate::article::Published;
use crate::sketch::hash::stable_hash;
use repetition::Occurrence;
use shape::{Prose, Shape};
use sign::Sign;

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// A paragraph or sentence of the report, or anything that may be one.
    Text,
    /// Repeats the headline.
    Title,
    /// A paragraph that stands on the page already.
    Repeated,
    /// No part of the report.
    Furniture(Furniture),
}

/// Why a line is no part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Furniture {
    /// A short line among others before or after the report.
    Menu,
    /// A rule, a clock, a button, an address.
    Mark,
    /// The date of the page or of a teaser.
    Date,
    /// Names the author.
    Byline,
    /// Names agencies, desks and contributors.
    Credit,
    /// Stands under a picture.
    Caption,
    /// The headline of another article, with its label.
    Teaser,
    /// A box: its label, and the headlines under it.
    Box,
    /// The site speaks: newsletter, cookies, comments, legal notices, about itself.
    Notice,
    /// A card over a name, within a sentence.
    Card,
}

/// A line of a page: all of a line of the body, or a piece of one that a [`Furniture::Card`] divides, or the lines of
/// one hard-wrapped paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLine<'a> {
    /// The line as it stands, without outer spaces.
    pub text: &'a str,
    /// What it is.
    pub kind: LineKind,
    /// Goes on with the sentence of the line before.
    pub continues: bool,
}

/// A page, read: see [`read`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<'a> {
    /// The headline: as given, else as found on the page, else empty.
    pub title: &'a str,
    /// Every non-blank line of the body, in order.
    pub lines: Vec<PageLine<'a>>,
    /// When the page says it was published. Never the date of a teaser, nor one in running text.
    pub published: Option<Published>,
    /// The page shows a date that cannot be: outside 1800 to 2200, or not in the calendar.
    pub absurd_date: bool,
    /// The author.
    pub byline: Option<&'a str>,
    /// The news agency credited, the strongest of several.
    pub credit: Option<Credit>,
    /// The outlet, as a name or as a host.
    pub source: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// The lines of the report, in order.
    pub fn report_lines(&self) -> impl Iterator<Item = PageLine<'a>> + '_ {
        self.lines.iter().copied().filter(|line| line.kind == LineKind::Text)
    }
}

/// A line while it is judged.
#[derive(Debug)]
struct Line<'a> {
    text: &'a str,
    shape: Shape,
    prose: Prose,
    sign: Sign,
    /// Of the line as it stands: what is printed twice is printed alike.
    hash: u64,
    occurrence: Occurrence,
    kind: Option<LineKind>,
}

/// The last character border at or before a byte.
fn border(line: &str, byte: usize) -> usize {
    (0..=byte.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)
}

/// A page on which every line is taken for the report and nothing is looked for.
pub fn as_it_stands<'a>(title: &'a str, body: &'a str) -> Page<'a> {
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    Page {
        title,
        lines: lines.map(|text| PageLine { text, kind: LineKind::Text, continues: false }).collect(),
        published: None,
        absurd_date: false,
        byline: None,
        credit: None,
        source: None,
    }
}

/// Reads one page: its headline, lines and date.
///
/// The first step of the pipeline; [`Document`](crate::text::Document) is made from the report lines. `title` and `body`
/// are as in [`Article`](crate::Article); an empty `title` is looked for on the page. The body is taken line by line;
/// hard-wrapped text is joined to paragraphs before.
///
/// It never loses a line: [`Page::lines`] holds every non-blank one, judged. It needs no other page of the source, and
/// it cannot fail: any text is legal.
///
/// ```
/// use samestory::text::page;
/// let body = "Home\nSport\nSign in\n\
///     Pilots walk out in Antwerp\nApril 18, 2019\n\
///     Pilots in the port of Antwerp walked out on Thursday, and ships were sent to other harbours.\n\
///     Advertisement\n\
///     The port authority said that talks with the pilots would resume on Friday.\n\
///     Most read\nTen recipes for rhubarb\nStorm closes bridges\n";
/// let page = page::read("", body);
/// assert_eq!(page.title, "Pilots walk out in Antwerp");
/// assert_eq!(page.published.unwrap().to_string(), "2019-04-18");
/// assert_eq!(page.report_lines().count(), 2);
/// assert_eq!(page.lines.len(), 11);
/// ```
///
/// # Complexity
/// Linear in the body, but for sorting the hashes of its lines.
pub fn read<'a>(title: &'a str, body: &'a str) -> Page<'a> {
    let title = title.trim();
    let mut lines = lines(body);
    repeated(&mut lines);
    let (title, found) = if let Some(extent) = extent::of(&mut lines, title) {
        let title = headline::find(title, &mut lines, &extent);
        zones::judge(&mut lines, &extent);
        (title, metadata::read(&lines, &extent.report, extent.opening))
    } else {
        headline::mark(title, &mut lines);
        zones::judge_sparse(&mut lines);
        (title, metadata::read(&lines, &(0..0), 0))
    };
    Page {
        title,
        lines: pieces(&lines),
        published: found.published,
        absurd_date: found.absurd_date,
        byline: found.byline,
        credit: found.credit,
        source: found.source,
    }
}

fn lines(body: &str) -> Vec<Line<'_>> {
    let paragraphs = paragraph::paragraphs(body);
    let mut lines = Vec::with_capacity(paragraphs.len());
    let mut hashes = Vec::with_capacity(paragraphs.len());
    for paragraph in &paragraphs {
        let text = &body[paragraph.at.clone()];
        let shape = Shape::of(text);
        let prose = shape.prose();
        let hash = stable_hash(text.as_bytes());
        hashes.push(hash);
        let occurrence = Occurrence { first: 0, count: 1 };
        lines.push(Line { text, shape, prose, sign: Sign::of(text, &shape, prose), hash, occurrence, kind: None });
    }
    for (line, occurrence) in lines.iter_mut().zip(repetition::occurrences(&hashes)) {
        line.occurrence = occurrence;
    }
    lines
}

/// Marks paragraphs that stand on the page already. Short lines may recur in verse and tables; their place decides.
fn repeated(lines: &mut [Line<'_>]) {
    for (i, line) in lines.iter_mut().enumerate() {
        let later = (line.occurrence.first as usize) < i;
        if later && line.prose != Prose::None && line.shape.words >= 6 {
            line.kind = Some(LineKind::Repeated);
        }
    }
}

/// The lines as they are given out; cards divide a paragraph into pieces.
fn pieces<'a>(lines: &[Line<'a>]) -> Vec<PageLine<'a>> {
    let mut pieces = Vec::with_capacity(lines.len());
    for line in lines {
        let kind = line.kind.unwrap_or(LineKind::Text);
        let mut at = 0;
        let mut push = |range: std::ops::Range<usize>, kind| {
            let text = line.text[range.clone()].trim();
            if !text.is_empty() {
                pieces.push(PageLine { text, kind, continues: range.start > 0 });
            }
        };
        if kind == LineKind::Text {
            for card in card::cards(line.text) {
                push(at..card.start, kind);
                push(card.clone(), LineKind::Furniture(Furniture::Card));
                at = card.end;
            }
        }
        push(at..line.text.len(), kind);
    }
    pieces
}
