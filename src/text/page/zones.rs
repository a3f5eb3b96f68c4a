//! The judgement by place: what stands before, within and after the report.

use std::ops::Range;

use super::extent::{Extent, is_furnished, shares};
use super::shape::Prose;
use super::sign::Sign;
use super::vocabulary::Vocabulary;
use super::{Furniture, Line, LineKind, boxes, cue};

/// Judges every line that is not judged yet.
pub(super) fn judge(lines: &mut [Line<'_>], extent: &Extent<'_>) {
    let signs = lines.iter().any(|line| line.sign != Sign::Nothing);
    head(&mut lines[..extent.report.start], signs, &extent.vocabulary);
    middle(lines, &extent.report, extent.opening);
    tail(lines, extent, signs);
}

/// A page without a single paragraph: headlines, verse, a table, one line. All stays but what is surely furniture.
pub(super) fn judge_sparse(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| line.kind.is_none()) {
        line.kind = Some(match line.sign {
            Sign::Sure(furniture @ (Furniture::Mark | Furniture::Notice | Furniture::Credit)) => {
                LineKind::Furniture(furniture)
            }
            _ => LineKind::Text,
        });
    }
}

fn head(lines: &mut [Line<'_>], signs: bool, vocabulary: &Vocabulary<'_>) {
    let furnished = is_furnished(lines, signs);
    let title = lines.iter().position(|line| line.kind == Some(LineKind::Title));
    for i in 0..lines.len() {
        let line = &lines[i];
        if line.kind.is_some() {
            continue;
        }
        let below_title = title.is_some_and(|title| i > title);
        let furniture = match (own_furniture(line, furnished, 0, vocabulary), line.prose) {
            (Some(furniture), _) => Some(furniture),
            // nothing of a report stands above its headline, but a kicker
            (None, Prose::None) if signs && title.is_some_and(|title| i < title) => Some(Furniture::Menu),
            (None, _) if !furnished => None,
            (None, Prose::None)
                if below_title && is_standfirst(line) && !is_doubled(lines, i) && shares(line, 0, vocabulary) =>
            {
                None
            }
            (None, Prose::None) if below_title && is_table(&lines[i.saturating_sub(2)..]) => None,
            (None, Prose::None) if below_title && line.shape.words >= 6 => Some(Furniture::Caption),
            (None, Prose::None) => Some(Furniture::Menu),
            (None, _) if below_title || title.is_none() || shares(line, 0, vocabulary) => None,
            (None, _) => Some(Furniture::Menu),
        };
        lines[i].kind = Some(furniture.map_or(LineKind::Text, LineKind::Furniture));
    }
}

/// What a line's own sign makes of it outside the report: a likely notice must also have nothing to do with the report.
fn own_furniture(line: &Line<'_>, furnished: bool, gap: usize, report: &Vocabulary<'_>) -> Option<Furniture> {
    match line.sign {
        Sign::Likely(_) if line.prose != Prose::None && (!furnished || shares(line, gap, report)) => None,
        sign => sign.furniture(),
    }
}

/// The line between headline and report that sums it up: long, mostly in small letters, and not about a picture.
fn is_standfirst(line: &Line<'_>) -> bool {
    let shape = &line.shape;
    shape.words >= 7 && (shape.caseless() || shape.lower * 2 >= shape.words) && shape.images == 0
}

/// Printed twice in a row: the text of a picture and its caption.
fn is_doubled(lines: &[Line<'_>], i: usize) -> bool {
    let same = |j: usize| lines.get(j).is_some_and(|other| other.text == lines[i].text);
    same(i + 1) || i > 0 && same(i - 1)
}

fn middle(lines: &mut [Line<'_>], report: &Range<usize>, opening: usize) {
    // where the text itself is in capitals, capitals tell nothing
    let loud = lines[report.clone()].iter().filter(|line| line.shape.words >= 3 && line.shape.shouts()).count();
    let loud = loud * 3 > report.len();
    let mut i = report.start;
    while i < report.end {
        if lines[i].kind.is_some() {
            i += 1;
            continue;
        }
        let end = boxes::end(lines, i, report.end);
        if end > i + 1 {
            for line in lines[i..end].iter_mut().filter(|line| line.kind.is_none()) {
                line.kind = Some(LineKind::Furniture(line.sign.furniture().unwrap_or(Furniture::Box)));
            }
            i = end;
            continue;
        }
        let line = &lines[i];
        let furniture = match line.sign {
            Sign::Sure(furniture) => Some(furniture),
            _ if line.prose != Prose::None => None,
            // "Essay | Ten bridges to cross", and the label above such lines
            _ if is_piped(line) || line.shape.words <= 4 && lines.get(i + 1).is_some_and(is_piped) => {
                Some(Furniture::Teaser)
            }
            Sign::Likely(furniture) if i < opening => Some(furniture),
            // a subheading of nothing but words of sites: "Story continues below"
            Sign::Likely(Furniture::Mark) if line.shape.cues >= 2 && line.shape.cues * 3 >= line.shape.words * 2 => {
                Some(Furniture::Mark)
            }
            // an order to the reader: "Buy the print edition"
            Sign::Likely(Furniture::Mark)
                if line.shape.words >= 3
                    && line.shape.first & cue::ACT != 0
                    && line.shape.cues * 2 >= line.shape.words =>
            {
                Some(Furniture::Mark)
            }
            _ if recurs_alone(lines, i) => Some(Furniture::Mark),
            _ if !loud && line.shape.shouts() && line.shape.words >= 5 && line.shape.digits * 3 < line.shape.words => {
                Some(Furniture::Teaser)
            }
            _ => None,
        };
        lines[i].kind = Some(furniture.map_or(LineKind::Text, LineKind::Furniture));
        i += 1;
    }
}

/// A headline with its section before a bar.
fn is_piped(line: &Line<'_>) -> bool {
    let shape = &line.shape;
    line.prose == Prose::None && shape.words >= 5 && shape.digits * 3 < shape.words && line.text.contains(" | ")
}

/// A short line between paragraphs that stands there again between others: "Advertisement" in any language.
fn recurs_alone(lines: &[Line<'_>], i: usize) -> bool {
    let line = &lines[i];
    let between = |j: Option<usize>| j.and_then(|j| lines.get(j)).is_none_or(|other| other.prose != Prose::None);
    line.occurrence.count >= 2 && line.shape.words <= 6 && between(i.checked_sub(1)) && between(Some(i + 1))
}

fn tail(lines: &mut [Line<'_>], extent: &Extent<'_>, signs: bool) {
    let (report, vocabulary) = (&extent.report, &extent.vocabulary);
    let author =
        lines[..report.start].iter().find(|line| line.sign == Sign::Likely(Furniture::Byline)).map(|line| line.text);
    let start = report.end;
    if extent.closed {
        for line in
            lines[start..].iter_mut().filter(|line| !matches!(line.kind, Some(LineKind::Title | LineKind::Repeated)))
        {
            line.kind = Some(LineKind::Furniture(line.sign.furniture().unwrap_or(Furniture::Notice)));
        }
        return;
    }
    let furnished = is_furnished(&lines[start..], signs);
    let introduced = start > 0 && lines[start - 1].text.trim_end().ends_with([':', '：']);
    let table = if introduced || is_table(&lines[start..]) { first_sign(lines, start) } else { start };
    // lines of furniture since the report
    let mut gap = 0;
    for (i, line) in lines.iter_mut().enumerate().skip(start) {
        if line.kind.is_some() {
            gap += usize::from(matches!(line.kind, Some(LineKind::Furniture(_))));
            continue;
        }
        let furniture = match (own_furniture(line, furnished, gap, vocabulary), line.prose) {
            (Some(furniture), _) => Some(furniture),
            (None, _) if !furnished || i < table => None,
            (None, Prose::None) => Some(Furniture::Menu),
            (None, _) if gap == 0 => None,
            (None, _) if speaks_of(line.text, author) => Some(Furniture::Notice),
            (None, _) if gap < 3 && line.shape.cues == 0 => None,
            (None, _) if shares(line, gap, vocabulary) => None,
            (None, _) => Some(Furniture::Notice),
        };
        gap += usize::from(furniture.is_some());
        line.kind = Some(furniture.map_or(LineKind::Text, LineKind::Furniture));
    }
}

fn first_sign(lines: &[Line<'_>], start: usize) -> usize {
    lines[start..].iter().position(|line| line.sign != Sign::Nothing).map_or(lines.len(), |n| start + n)
}

/// Rows of results: until the first sign of a site, three lines or more, most of them with a number.
fn is_table(lines: &[Line<'_>]) -> bool {
    let rows = lines.iter().take_while(|line| line.sign == Sign::Nothing && line.prose == Prose::None);
    let (mut all, mut numbers) = (0, 0);
    for row in rows {
        all += 1;
        numbers += u32::from(row.shape.digits > 0 && row.shape.words >= 2);
    }
    all >= 3 && numbers * 3 >= all * 2
}

/// "Marta Olsson covers shipping": the sentence begins with the author's name.
fn speaks_of(text: &str, byline: Option<&str>) -> bool {
    let Some(byline) = byline else { return false };
    let mut words = text.split_whitespace();
    match (words.next(), words.next()) {
        (Some(one), Some(two)) => one.len() > 1 && byline.contains(one) && two.len() > 1 && byline.contains(two),
        _ => false,
    }
}
