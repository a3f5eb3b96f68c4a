//! The number veto: texts of one template that differ in what fills it are not copies.
//!
//! Three of 120 words changed leave J = .77, an edit of every twentieth word .63: resemblance cannot tell them apart,
//! but *which* words changed can. An editor changes words wherever they stand, mostly those of the running text. A
//! template keeps its running text, and what changes is what fills it: numbers, days and names, against other numbers,
//! days and names.

use crate::copies::align::{Gap, gaps};
use crate::copies::report::Reason;
use crate::copies::verify::{Relation, Text};
use crate::text::Mention;

/// Body words from which on headlines are left out of the comparison: copies are given new ones.
const BODY: usize = 20;

/// Share of differences that are fillings, in a template.
const TEMPLATE_RATE: f64 = 0.9;

/// Evidence for a template, as the logarithm of odds, from which on a pair is refused: about 3 to 1.
const EVIDENCE: f64 = 1.1;

/// Words before a difference in which a name of several words may have begun.
const NAME_REACH: usize = 2;

/// Keys listed in a refusal, on each side.
const LISTED: usize = 8;

/// The differences that count: those of the bodies, or of everything when a body is short. Counted from the first
/// word of the headline on.
pub(crate) fn differences(a: &Text, b: &Text) -> Vec<Gap> {
    if a.body().len() < BODY || b.body().len() < BODY {
        return gaps(&a.tokens, &b.tokens);
    }
    let mut found = gaps(a.body(), b.body());
    for gap in &mut found {
        gap.a = gap.a.start + a.title_len..gap.a.end + a.title_len;
        gap.b = gap.b.start + b.title_len..gap.b.end + b.title_len;
    }
    found
}

/// Whether a difference puts content words in the place of content words.
pub(crate) fn exchanges_content(gap: &Gap, a: &Text, b: &Text) -> bool {
    a.tokens[gap.a.clone()].iter().any(|word| !word.is_stop_word())
        && b.tokens[gap.b.clone()].iter().any(|word| !word.is_stop_word())
}

/// How many classes of mentions can fill a template: names, numbers, dates. Versions of one text have new numbers and
/// days, and only names tell.
fn classes(relation: Relation) -> std::ops::Range<usize> {
    0..if relation == Relation::Versions { 1 } else { 3 }
}

/// Whether each text names something of a class that the other does not: the cheap question before the exact one.
pub(crate) fn may_conflict(a: &Text, b: &Text, relation: Relation) -> bool {
    let lacks = |x: &[u64], y: &[u64]| x.iter().any(|key| y.binary_search(key).is_err());
    classes(relation).any(|class| lacks(&a.keys[class], &b.keys[class]) && lacks(&b.keys[class], &a.keys[class]))
}

/// The refusal, when the differences look like those of two texts of one template.
///
/// Each difference is a filling exchanged for another or anything else. If words were changed at random, fillings
/// would be hit as often as they are frequent; in a template nearly always. The odds of the two decide. A single
/// filling, however, is also a quarter of all there are, or it is a corrected figure.
pub(crate) fn conflict(differences: &[Gap], a: &Text, b: &Text, relation: Relation) -> Option<Reason> {
    let (mut lower, mut higher) = (Vec::new(), Vec::new());
    let mut others = 0;
    for gap in differences {
        match filling(gap, a, b, relation) {
            // one name exchanged throughout is one filling
            Some((x, y)) if lower.iter().zip(&higher).any(|(&l, &h)| (l, h) == (x, y)) => {}
            Some((x, y)) => {
                lower.push(x);
                higher.push(y);
            }
            None => others += 1,
        }
    }
    let exchanged = lower.len();
    let of_fewer = |count: &dyn Fn(&Text, usize) -> usize| -> usize {
        let all = |text| classes(relation).map(|class| count(text, class)).sum::<usize>();
        all(a).min(all(b))
    };
    let fillings = of_fewer(&|text, class| text.keys[class].len());
    if exchanged == 0 || (exchanged == 1 && fillings > 4) {
        return None;
    }
    let words = a.tokens.len().min(b.tokens.len()).max(1);
    let mentions = of_fewer(&|text, class| text.mentions[class].len());
    let rate = (mentions as f64 / words as f64).clamp(0.1, 0.6);
    let odds = exchanged as f64 * libm::log(TEMPLATE_RATE / rate)
        + f64::from(others) * libm::log((1.0 - TEMPLATE_RATE) / (1.0 - rate));
    if odds < EVIDENCE {
        return None;
    }
    lower.truncate(LISTED);
    higher.truncate(LISTED);
    Some(Reason::Numbers { lower, higher })
}

/// The keys exchanged in a difference: each unknown to the other text, both of one class.
fn filling(gap: &Gap, a: &Text, b: &Text, relation: Relation) -> Option<(u64, u64)> {
    if !gap.is_exchange() {
        return None;
    }
    let within = |mentions: &[Mention], range: &std::ops::Range<usize>, others: &[u64]| {
        let from = range.start.saturating_sub(NAME_REACH);
        let first = mentions.partition_point(|m| (m.at as usize) < from);
        let mut near = mentions[first..].iter().take_while(|m| (m.at as usize) < range.end);
        near.find(|m| others.binary_search(&m.key).is_err()).map(|m| m.key)
    };
    classes(relation).find_map(|class| {
        let x = within(&a.mentions[class], &gap.a, &b.keys[class])?;
        let y = within(&b.mentions[class], &gap.b, &a.keys[class])?;
        Some((x, y))
    })
}
