//! Where the report stands on a page: from its first paragraph to its last.

use std::ops::Range;

use super::shape::Prose;
use super::sign::Sign;
use super::vocabulary::Vocabulary;
use super::{Furniture, Line, LineKind};

/// A run of paragraphs with nothing that looks like furniture in between.
#[derive(Debug)]
struct Segment {
    lines: Range<usize>,
    bytes: usize,
    strong: usize,
    /// Lines between it and the segment before that are no sentences.
    gap: usize,
    /// A paragraph that may speak for the site; it stands alone.
    suspect: bool,
}

/// The report among the lines of a page.
#[derive(Debug)]
pub(super) struct Extent<'a> {
    /// From its first paragraph to its last.
    pub(super) report: Range<usize>,
    /// Where its second paragraph begins, if a date or a byline stands before that: the first is a standfirst, or a
    /// headline that is a sentence. Else the same as its beginning.
    pub(super) opening: usize,
    /// A credit closes it, so that nothing after it belongs to it.
    pub(super) closed: bool,
    /// The words it uses.
    pub(super) vocabulary: Vocabulary<'a>,
}

/// Finds the report, and marks paragraphs at the edges of the page that share no words with it as notices.
///
/// `None` when the page has no paragraph at all.
pub(super) fn of<'a>(lines: &mut [Line<'a>], title: &'a str) -> Option<Extent<'a>> {
    let segments = segments(lines);
    let main = segments.iter().enumerate().max_by_key(|(i, s)| (s.bytes, usize::MAX - i))?.0;
    let (mut first, mut last) = (0, segments.len() - 1);
    let report = lines[segments[main].lines.clone()].iter().filter(|line| line.prose != Prose::None);
    let vocabulary = Vocabulary::of(report.map(|line| line.text).chain([title]));
    let furnished = is_furnished(lines, false);
    let bytes = segments.iter().filter(|segment| !segment.suspect).map(|segment| segment.bytes).sum::<usize>();
    let belongs = |segment: &Segment, gap: usize, lines: &[Line<'_>]| {
        let address = anchors(segment, lines).any(|line| line.shape.address >= 1);
        let off = gap >= 3 || segment.suspect && furnished && (gap >= 1 || address);
        // two paragraphs in a row are no stray notice, three short ones neither
        let run = segment.strong >= 3 || segment.strong == 2 && segment.bytes >= 200;
        let big = run || !segment.suspect && segment.bytes * 3 >= bytes;
        !off || big || anchors(segment, lines).any(|line| shares(line, gap, &vocabulary))
    };
    while first < main && !belongs(&segments[first], segments[first + 1].gap, lines) {
        dismiss(&mut lines[segments[first].lines.clone()]);
        first += 1;
    }
    while last > main && !belongs(&segments[last], segments[last].gap, lines) {
        dismiss(&mut lines[segments[last].lines.clone()]);
        last -= 1;
    }
    let mut report = segments[first].lines.start..segments[last].lines.end;
    if let Some(end) = before_the_author(lines, &report) {
        dismiss(&mut lines[end..report.end]);
        report.end = end;
    }
    Some(close(lines, report, vocabulary))
}

/// Where the report ends if its last paragraph is about the author: it begins with a name that stands alone on a line
/// above the report, and the report speaks of nobody so named.
fn before_the_author(lines: &[Line<'_>], report: &Range<usize>) -> Option<usize> {
    let last = report.end - 1;
    let text = lines[last].text;
    let above = lines[..report.start.max(1).min(last)].iter().rev().take(12);
    let name = above.filter_map(|line| author(line)).find(|name| text.starts_with(name))?;
    let others = lines[report.start..last].iter().filter(|line| line.prose != Prose::None);
    let known = others.clone().any(|line| line.text.contains(name));
    let end = (report.start..last).rev().find(|&i| is_anchor(&lines[i]))? + 1;
    (!known && lines[last].shape.words <= 60).then_some(end)
}

/// The name on a line that holds only a name: two to five words, all capitalised, with or without "by".
fn author<'a>(line: &Line<'a>) -> Option<&'a str> {
    let shape = &line.shape;
    if line.sign == Sign::Likely(Furniture::Byline) {
        let name = line.text.split_once(' ')?.1;
        return Some(name[..name.find([',', '|', '(']).unwrap_or(name.len())].trim());
    }
    let alone = line.prose == Prose::None && (2..=5).contains(&shape.words) && shape.upper == shape.words;
    (alone && line.sign == Sign::Nothing).then_some(line.text)
}

/// Enough signs that there is more of a site here than a stray line: lines that are surely or likely furniture, or a
/// handful of very short ones on a page that shows signs elsewhere.
pub(super) fn is_furnished(lines: &[Line<'_>], signs_elsewhere: bool) -> bool {
    let (mut sure, mut likely, mut short) = (0, 0, 0);
    for line in lines.iter().filter(|line| line.kind != Some(LineKind::Title)) {
        match line.sign {
            // reports have these too
            Sign::Sure(Furniture::Credit) | Sign::Likely(Furniture::Date | Furniture::Byline) => {}
            Sign::Sure(_) | Sign::Likely(Furniture::Menu) => sure += 1,
            Sign::Likely(_) => likely += u32::from(line.prose == Prose::None),
            Sign::Nothing => {
                let label = line.prose == Prose::None && line.shape.words <= 4 && line.shape.digits == 0;
                short += u32::from(line.kind.is_none() && label);
            }
        }
    }
    sure >= 1 || likely >= 2 || short >= 4 && (signs_elsewhere || likely >= 1)
}

/// Ends the report at the credit that closes it, if the page goes on after that with furniture and little text.
fn close<'a>(lines: &[Line<'a>], report: Range<usize>, vocabulary: Vocabulary<'a>) -> Extent<'a> {
    let bytes = |range: Range<usize>| -> usize {
        lines[range].iter().filter(|line| line.prose == Prose::Strong).map(|line| line.text.len()).sum()
    };
    let credit = lines.iter().rposition(|line| line.sign == Sign::Sure(Furniture::Credit)).filter(|&at| {
        let goes_on = lines.get(at + 1).is_some_and(|next| next.prose == Prose::Strong && next.sign == Sign::Nothing);
        at > report.start && !goes_on && bytes(at + 1..lines.len()) * 3 < bytes(report.start..at) * 2
    });
    let report = report.start..report.end.min(credit.unwrap_or(report.end));
    let second = (report.start + 1..report.end.min(report.start + 12)).find(|&i| is_anchor(&lines[i]));
    let dated = |i: &usize| {
        let signs = |line: &Line<'_>| matches!(line.sign, Sign::Likely(Furniture::Date | Furniture::Byline));
        lines[report.start..*i].iter().any(signs)
    };
    let opening = second.filter(dated).unwrap_or(report.start);
    Extent { report, opening, closed: credit.is_some(), vocabulary }
}

/// Whether a line counts as a paragraph of some report.
fn is_anchor(line: &Line<'_>) -> bool {
    line.prose == Prose::Strong && line.kind.is_none() && !matches!(line.sign, Sign::Sure(_))
}

fn anchors<'a, 'b>(segment: &Segment, lines: &'a [Line<'b>]) -> impl Iterator<Item = &'a Line<'b>> {
    lines[segment.lines.clone()].iter().filter(|line| is_anchor(line))
}

fn segments(lines: &[Line<'_>]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut open = false;
    let mut short = 0;
    for (i, line) in lines.iter().enumerate() {
        if is_anchor(line) {
            let suspect = line.sign != Sign::Nothing;
            match segments.last_mut() {
                Some(segment) if open && !suspect => {
                    segment.lines.end = i + 1;
                    segment.bytes += line.text.len();
                    segment.strong += 1;
                }
                _ => segments.push(Segment { lines: i..i + 1, bytes: line.text.len(), strong: 1, gap: short, suspect }),
            }
            (open, short) = (!suspect, 0);
        } else if line.sign != Sign::Nothing || line.prose == Prose::None {
            short += 1;
            open &= short < 2 && line.sign == Sign::Nothing;
        }
    }
    segments
}

/// Whether a sentence that stands `gap` lines off the report shares enough words with it to be one of its own.
pub(super) fn shares(line: &Line<'_>, gap: usize, report: &Vocabulary<'_>) -> bool {
    let overlap = report.overlap(line.text);
    let (caseless, sounds_like_a_site) = (line.shape.caseless(), line.shape.address > 0 || line.sign != Sign::Nothing);
    let least = match (gap, caseless, sounds_like_a_site) {
        (_, true, _) => 15,
        (_, _, true) => 60,
        (0..3, ..) => 30,
        _ => 45,
    };
    overlap.names >= 1 || overlap.shared >= 2 && overlap.at_least(least)
}

fn dismiss(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| is_anchor(line)) {
        line.kind = Some(LineKind::Furniture(Furniture::Notice));
    }
}
