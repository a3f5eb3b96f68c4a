//! Boxes inside the report: a label and the headlines under it.

use super::scan::Ending;
use super::shape::Prose;
use super::sign::Sign;
use super::{Furniture, Line};

/// Where the box that begins at line `start` ends; `start` when none begins there.
///
/// A box is opened by a short line that announces other articles and goes on over lines that are no sentences, until
/// running text resumes. Lines of a list that an ordinary sentence or subheading introduces are no box.
pub(super) fn end(lines: &[Line<'_>], start: usize, limit: usize) -> usize {
    if !opens(&lines[start]) {
        return start;
    }
    let mut end = start + 1;
    while end < limit && is_item(lines, end) {
        end += 1;
    }
    if end > start + 1 { end } else { start }
}

fn opens(line: &Line<'_>) -> bool {
    let shape = &line.shape;
    let announces = shape.lists + shape.things + shape.acts >= 1 && shape.cues * 3 >= shape.words;
    line.prose == Prose::None
        && shape.words <= 8
        && shape.digits == 0
        && announces
        && line.sign != Sign::Sure(Furniture::Caption)
}

fn is_item(lines: &[Line<'_>], i: usize) -> bool {
    let line = &lines[i];
    if starts_small(line) {
        return false;
    }
    match line.prose {
        // a row of a table is no headline, unless it has a sign of its own: a date, a clock
        Prose::None => {
            line.shape.words <= 25 && (line.shape.digits * 2 < line.shape.words || line.sign != Sign::Nothing)
        }
        Prose::Strong => false,
        // a headline that asks or cries, with more of the box after it
        Prose::Weak => {
            let next = lines.get(i + 1).is_some_and(|next| next.prose == Prose::None);
            line.shape.ending == Ending::Cry && line.shape.words >= 4 && next
        }
    }
}

/// Goes on with a sentence, rather than to begin a headline or a label.
fn starts_small(line: &Line<'_>) -> bool {
    line.text.starts_with(char::is_lowercase)
}
