//! One page as it came off the web: which lines are the report, and what the page shows about itself.
//!
//! Real pages carry menus, share bars, lists of other news, forms and legal notices around the report, and print parts
//! of it twice. None of that may weigh in a likeness. [`read`] judges every line by
//!
//! 1. its *shape*: length, how it ends, how many words are capitalised,
//! 2. *repetition* on the page,
//! 3. its *place*: before the first paragraph, among the paragraphs, after the last,
//! 4. the *boxes* that a short line opens over the headlines below it,
//!
//! with a small lexicon of site words in a dozen languages as one signal among these. Where the signs do not suffice,
//! a line stays: a sentence of the report is worth more than a line of clutter. What recurs on many pages of one
//! source is left to the [corpus pass](crate::corpus).

mod boxes;
mod card;
mod clock;
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
pub(crate) use cue::is_of_sites;
pub(super) use cue::{Cue, cue_of};
pub use repetition::line_hash;

use std::ops::Range;

use crate::article::Published;
use crate::text::runs::Runs;
use repetition::Occurrence;
use shape::Prose;
pub(super) use shape::Shape;
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
    occurrence: Occurrence,
    kind: Option<LineKind>,
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
    let mut runs = Runs::default();
    runs.find(body);
    read_by(title, body, &mut |line, at| Shape::of(line, runs.of(at)))
}

/// Tells the shape of a line, which stands at a place in the body.
pub(super) type ShapeOf<'a> = &'a mut dyn FnMut(&str, Range<usize>) -> Shape;

/// The same where the shapes of lines, asked for in their order, come from elsewhere.
pub(super) fn read_by<'a>(title: &'a str, body: &'a str, shape_of: ShapeOf<'_>) -> Page<'a> {
    let title = title.trim();
    let mut lines = lines(body, shape_of);
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

fn lines<'a>(body: &'a str, shape_of: ShapeOf<'_>) -> Vec<Line<'a>> {
    let paragraphs = paragraph::paragraphs(body);
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| &body[paragraph.at.clone()]).collect();
    let occurrences = repetition::occurrences(&texts);
    let judged = |((paragraph, text), occurrence): ((paragraph::Paragraph, &'a str), Occurrence)| {
        let shape = shape_of(text, paragraph.at);
        let prose = shape.prose();
        Line { text, shape, prose, sign: Sign::of(text, &shape, prose), occurrence, kind: None }
    };
    paragraphs.into_iter().zip(texts).zip(occurrences).map(judged).collect()
}

/// Marks paragraphs that stand on the page already. Short lines may recur in verse and tables; their place decides.
///
/// A sentence printed three times or more, always between short lines, may be the blurb of a list.
fn repeated(lines: &mut [Line<'_>]) {
    let is_short = |line: Option<&Line<'_>>| line.is_none_or(|line| line.prose == Prose::None);
    let mut between: Vec<u32> = vec![0; lines.len()];
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.occurrence.count >= 3) {
        let before = i.checked_sub(1).and_then(|i| lines.get(i));
        between[line.occurrence.first as usize] += u32::from(is_short(before) && is_short(lines.get(i + 1)));
    }
    for (i, line) in lines.iter_mut().enumerate() {
        let Occurrence { first, count } = line.occurrence;
        if count < 2 || line.prose == Prose::None || line.shape.words < 6 {
            continue;
        }
        if (first as usize) < i {
            line.kind = Some(LineKind::Repeated);
        } else if count >= 3 && between[i] == count && line.sign == Sign::Nothing {
            line.sign = Sign::Likely(Furniture::Notice);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str) -> Vec<String> {
        read("", body).report_lines().map(|line| line.text.to_owned()).collect()
    }

    #[test]
    fn a_page_of_hardly_any_text_keeps_its_lines() {
        let verse =
            "The ships lie in a row\nThe wind has gone to sleep\n\nAnd nobody will know\nThe secrets that they keep";
        assert_eq!(kept(verse).len(), 4);
        let headlines =
            "Pilots walk out in Antwerp\nStorm closes bridges over the Sound\nKremlin confirms April summit";
        assert_eq!(kept(headlines).len(), 3);
        let table = "These are the results of the third round of the harbour league:\nAntwerp 2-1 Lund\nOslo 0-0 Turku\n\
            Malmö 3-2 Gdynia\nRiga 1-4 Kiel";
        assert_eq!(kept(table).len(), 5);
        assert_eq!(kept("Kremlin confirms summit"), ["Kremlin confirms summit"]);
        assert!(kept("").is_empty());
    }

    #[test]
    fn text_in_capitals_and_in_other_scripts_stays() {
        let loud = "PILOTS IN THE PORT OF ANTWERP WALKED OUT ON THURSDAY MORNING.\nSHIPS WERE SENT TO OTHER HARBOURS, \
            THE PORT SAID.\nTALKS WITH THE PILOTS WILL RESUME ON FRIDAY AT NINE.";
        assert_eq!(kept(loud).len(), 3);
        for body in [
            "ምክር ቤቱ የዘጠኝ ወራት አፈጻጸምን ገምግሞ መግለጫ አወጣ።\nመንግሥት የተለያዩ እርምጃዎች እየወሰደ ነው ተብሏል።",
            "बंदरगाह के पायलट गुरुवार को हड़ताल पर चले गए।\nबातचीत शुक्रवार को फिर शुरू होगी, बंदरगाह ने कहा।",
            "港のパイロットは木曜日にストライキに入った。\n金曜日に交渉が再開されると港湾局は述べた。",
            "خرج مرشدو السفن في الميناء يوم الخميس في إضراب.\nهل تستأنف المحادثات يوم الجمعة مع سلطة الميناء؟",
            "นักบินท่าเรือหยุดงานในวันพฤหัสบดี\nการเจรจาจะเริ่มต้นใหม่ในวันศุกร์",
        ] {
            assert_eq!(kept(body).len(), 2, "{body}");
        }
    }

    #[test]
    fn a_paragraph_printed_twice_is_kept_once() {
        let twice =
            "Pilots in the port of Antwerp walked out on Thursday.\nTalks with the pilots will resume on Friday.\n"
                .repeat(2);
        let page = read("", &twice);
        let kinds: Vec<LineKind> = page.lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [LineKind::Text, LineKind::Text, LineKind::Repeated, LineKind::Repeated]);
    }

    #[test]
    fn a_box_ends_where_text_resumes() {
        let body = "Pilots in the port of Antwerp walked out on Thursday, and ships were sent to other harbours.\n\
            Related stories\nStorm closes bridges over the Sound\nWill the summit take place?\nTen recipes for rhubarb\n\
            The port authority of Antwerp said that talks with the pilots would resume on Friday.\n\
            What the pilots want\n\
            They ask for more pay and for shorter shifts, as they did at the last strike in Antwerp.";
        let kept = kept(body);
        assert_eq!(kept.len(), 4, "{kept:?}");
        assert_eq!(kept[2], "What the pilots want", "a subheading is no box");
    }

    #[test]
    fn a_sentence_with_a_card_is_given_in_pieces() {
        let body =
            "The vote was put off, said Mayor Ada Lund Ada Maria LundTen bills to watch Bridge opens MORE on Monday.";
        let page = read("", body);
        let pieces: Vec<(&str, bool)> = page.report_lines().map(|line| (line.text, line.continues)).collect();
        assert_eq!(pieces, [("The vote was put off, said Mayor Ada Lund", false), ("on Monday.", true)]);
    }

    #[test]
    fn a_given_headline_marks_its_line() {
        let body = "PILOTS WALK OUT\n\nPilots in the port of Antwerp walked out on Thursday morning.";
        let page = read("Pilots walk out", body);
        assert_eq!((page.title, page.lines[0].kind), ("Pilots walk out", LineKind::Title));
    }
}
