//! The headline of a page, and the lines that repeat it.

use super::extent::Extent;
use super::repetition::line_hash;
use super::scan::{Ending, words};
use super::shape::Prose;
use super::sign::Sign;
use super::{Furniture, Line, LineKind};

/// Finds the headline among the lines before the report, unless one is given, and marks the lines that repeat it.
pub(super) fn find<'a>(given: &'a str, lines: &mut [Line<'a>], extent: &Extent<'_>) -> &'a str {
    let title = if given.is_empty() { on_the_page(lines, extent).unwrap_or_default() } else { given };
    mark(title, lines);
    title
}

/// Marks the lines that repeat the headline.
pub(super) fn mark(title: &str, lines: &mut [Line<'_>]) {
    if title.is_empty() {
        return;
    }
    let hash = line_hash(title);
    let words = words(title).count() as u32;
    for line in lines.iter_mut().filter(|line| line.text.len() <= 2 * title.len() + 64) {
        if line.shape.words.abs_diff(words) <= 2 && line_hash(line.text) == hash || is_cut_or_signed(title, line) {
            line.kind = Some(LineKind::Title);
        }
    }
}

/// `Headline | Harbour Post`, `Headline - Harbour Post`, `Headline that is too lo…`.
fn is_cut_or_signed(title: &str, line: &Line<'_>) -> bool {
    if line.prose == Prose::Strong || title.len() < 16 {
        return false;
    }
    let signed = line
        .text
        .strip_prefix(title)
        .is_some_and(|rest| rest.trim_start().starts_with(['|', '-', '–', '—', '·', '•', ':']) && rest.len() <= 40);
    let cut = line.text.strip_suffix('…').or_else(|| line.text.strip_suffix("..."));
    signed || cut.is_some_and(|cut| cut.len() * 2 >= title.len() && title.starts_with(cut.trim_end()))
}

/// The first line before the report that reads like a headline and shares a name with it; else the likeliest one; else a
/// first sentence with a date or a byline below it.
fn on_the_page<'a>(lines: &[Line<'a>], extent: &Extent<'_>) -> Option<&'a str> {
    let report = &extent.report;
    let candidates = || lines[..report.start].iter().enumerate().filter(|(_, line)| is_headline(line));
    if candidates().next().is_none() {
        let first = &lines[report.start];
        return (extent.opening > report.start && first.shape.words <= 30).then_some(first.text);
    }
    let mut likeliest: Option<(u32, &'a str)> = None;
    for (i, line) in candidates() {
        let overlap = extent.vocabulary.overlap(line.text);
        if overlap.names >= 1 && overlap.shared >= 2 && overlap.at_least(34) {
            return Some(line.text);
        }
        let twice = u32::from(line.occurrence.count >= 2);
        let signed = |line: &Line<'_>| matches!(line.sign, Sign::Likely(Furniture::Date | Furniture::Byline));
        let dated = u32::from(lines[i + 1..].iter().take(3).any(signed));
        let score = 4 * (overlap.names + twice + dated) + 2 * overlap.shared + u32::from(line.shape.words >= 5);
        if likeliest.is_none_or(|(best, _)| score > best) {
            likeliest = Some((score, line.text));
        }
    }
    likeliest.filter(|&(score, _)| score >= 1).map(|(_, text)| text)
}

/// Three to thirty words that are no sentence, no label and no caption.
fn is_headline(line: &Line<'_>) -> bool {
    let shape = &line.shape;
    (3..=30).contains(&shape.words)
        && line.prose != Prose::Strong
        && (line.prose == Prose::None
            || matches!(shape.ending, Ending::Cry | Ending::More | Ending::Stop) && shape.words >= 4)
        && line.kind.is_none()
        && line.sign == Sign::Nothing
        && !shape.bullet
        && shape.images == 0
        && (shape.upper > 0 || shape.caseless())
        && shape.digits * 2 < shape.words
}
