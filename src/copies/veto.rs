//! The number veto: texts of one template that differ in what fills it are not copies.
//!
//! Three of 120 words changed leave J = .77, an edit of every twentieth word .63: resemblance cannot tell them apart,
//! but *which* words changed can. An editor changes words wherever they stand, mostly those of the running text. A
//! template keeps its running text, and what changes is what fills it: numbers, days and names, against other numbers,
//! days and names.

use crate::copies::align::{Aligner, Gap};
use crate::copies::hand::Text;
use crate::copies::relation::Relation;
use crate::copies::report::Reason;
use crate::text::Mention;

/// Body words from which on headlines are left out of the comparison: copies are given new ones.
const BODY: usize = 20;

/// Share of differences that are fillings, in a template.
const TEMPLATE_RATE: f64 = 0.9;

/// Evidence for a template, as the logarithm of odds, from which on a pair is refused: about 3 to 1.
const EVIDENCE: f64 = 1.1;

/// Fewer exchanges than one in so many words are corrected figures, not another filling.
const SPARSE: usize = 200;

/// Words before a difference in which a name of several words may have begun.
const NAME_REACH: usize = 2;

/// Words of the longest filling; more is a passage rewritten.
const LONGEST: usize = 6;

/// Keys listed in a refusal, on each side.
const LISTED: usize = 8;

/// The differences that count: those of the bodies, or of everything when a body is short. Counted from the first
/// word of the headline on.
pub(crate) fn differences(a: &Text, b: &Text, aligner: &mut Aligner) -> Vec<Gap> {
    if a.body().len() < BODY || b.body().len() < BODY {
        return aligner.gaps(a.tokens(), b.tokens());
    }
    let mut found = aligner.gaps(a.body(), b.body());
    for gap in &mut found {
        gap.a = gap.a.start + a.title_len()..gap.a.end + a.title_len();
        gap.b = gap.b.start + b.title_len()..gap.b.end + b.title_len();
    }
    found
}

/// How many classes of mentions can fill a template: names, numbers, dates. Versions of one text have new numbers, and
/// only names tell; unless a day was exchanged for another, when they are more likely two issues of a daily column.
fn classes(relation: Relation) -> std::ops::Range<usize> {
    0..if relation == Relation::Versions { 1 } else { 3 }
}

/// Whether [`conflict`] could refuse the two, by what they name: the cheap question before the exact one.
pub(crate) fn may_conflict(a: &Text, b: &Text, relation: Relation) -> bool {
    let unknown_of = |text: &Text, other: &Text, class: usize| {
        text.mentions(class).iter().filter(|mention| !other.names(class, mention.key)).count()
    };
    let both_have = |class: usize| !a.mentions(class).is_empty() && !b.mentions(class).is_empty();
    let unknown: [usize; 3] = std::array::from_fn(|class| unknown_of(a, b, class) + unknown_of(b, a, class));
    let differs = |class: usize| unknown[class] > 0 && both_have(class);
    let could = |relation: Relation| {
        // each exchange has a filling that the other text does not know, and a filling is near two differences at most
        let exchanges = 2 * classes(relation).map(|class| unknown[class]).sum::<usize>();
        let evidence = exchanges as f64 * libm::log(TEMPLATE_RATE / rate(a, b, relation));
        classes(relation).chain([Text::DATES]).any(differs)
            && !is_sparse(exchanges, a, b)
            && (evidence >= EVIDENCE || relation == Relation::Series)
    };
    could(relation) || relation == Relation::Versions && differs(Text::DATES) && could(Relation::None)
}

/// Whether so few exchanges are corrected figures.
fn is_sparse(exchanges: usize, a: &Text, b: &Text) -> bool {
    exchanges * SPARSE < a.tokens().len().min(b.tokens().len())
}

/// How frequent fillings are in the text that has fewer of them.
fn rate(a: &Text, b: &Text, relation: Relation) -> f64 {
    let of = |text: &Text| classes(relation).map(|class| text.mentions(class).len()).sum::<usize>();
    let words = a.tokens().len().min(b.tokens().len());
    (of(a).min(of(b)) as f64 / words as f64).clamp(0.1, 0.6)
}

/// How many of the fillings of one text another knows, and how many there are.
pub(crate) fn known(text: &Text, other: &Text, relation: Relation) -> (usize, usize) {
    let of_class = |class: usize| {
        let known = text.keys(class).iter().filter(|&&key| other.names(class, key)).count();
        (known, text.keys(class).len())
    };
    classes(relation).map(of_class).fold((0, 0), |sum, class| (sum.0 + class.0, sum.1 + class.1))
}

/// The refusal, when the differences look like those of two texts of one template.
///
/// Each difference is a filling exchanged for another or anything else. If words were changed at random, fillings
/// would be hit as often as they are frequent; in a template nearly always. The odds of the two decide. A single
/// filling, however, is also a quarter of all there are, or it is a corrected figure.
pub(crate) fn conflict(differences: &[Gap], a: &Text, b: &Text, relation: Relation) -> Option<Reason> {
    let of_another_day = |gap: &Gap| exchange(gap, a, b, Text::DATES, false).is_some();
    let next_issue = relation == Relation::Versions && differences.iter().any(of_another_day);
    let relation = if next_issue { Relation::None } else { relation };
    let (mut exchanges, mut others) = (Vec::new(), 0);
    // the first word is capitalised anyway: whether it is a name cannot be told
    let opens = |gap: &Gap| {
        [(&gap.a, a), (&gap.b, b)]
            .iter()
            .all(|(side, text)| side.len() == 1 && [0, text.title_len()].contains(&side.start))
    };
    for gap in differences.iter().filter(|gap| !opens(gap)) {
        match filling(gap, a, b, relation) {
            Some(exchange) => exchanges.push(exchange),
            None => others += 1,
        }
    }
    if exchanges.is_empty() || is_sparse(exchanges.len(), a, b) {
        return None;
    }
    let rate = rate(a, b, relation);
    // a name respelled throughout is no stronger than two
    let mut sorted = exchanges.clone();
    sorted.sort_unstable();
    let times: usize = sorted.chunk_by(|x, y| x == y).map(|same| same.len().min(2)).sum();
    let odds = times as f64 * libm::log(TEMPLATE_RATE / rate)
        + f64::from(others) * libm::log((1.0 - TEMPLATE_RATE) / (1.0 - rate));
    // the outlet's own next issue needs no further evidence
    if odds < EVIDENCE && relation != Relation::Series {
        return None;
    }
    let mut listed = Vec::new();
    for exchange in exchanges {
        if listed.len() < LISTED && !listed.contains(&exchange) {
            listed.push(exchange);
        }
    }
    let (lower, higher) = listed.into_iter().unzip();
    Some(Reason::Numbers { lower, higher })
}

/// The keys exchanged in a difference: both of one class, and at least one of them unknown to the other text.
fn filling(gap: &Gap, a: &Text, b: &Text, relation: Relation) -> Option<(u64, u64)> {
    classes(relation).find_map(|class| {
        // "six pct" for "6-1/4 pct" in the next issue of a column
        let one_will_do = relation == Relation::Series && class != Text::NAMES;
        exchange(gap, a, b, class, one_will_do)
    })
}

/// The keys of a class exchanged in a difference, or one that stands against other words.
fn exchange(gap: &Gap, a: &Text, b: &Text, class: usize, one_will_do: bool) -> Option<(u64, u64)> {
    if !gap.is_exchange() || gap.a.len().max(gap.b.len()) > LONGEST {
        return None;
    }
    let near = |mentions: &[Mention], range: &std::ops::Range<usize>| {
        let from = range.start.saturating_sub(NAME_REACH);
        let first = mentions.partition_point(|m| (m.at as usize) < from);
        let within = mentions[first..].iter().take_while(|m| (m.at as usize) < range.end);
        within.last().map(|m| m.key)
    };
    let (x, y) = (near(a.mentions(class), &gap.a), near(b.mentions(class), &gap.b));
    let (x, y) = if one_will_do { (x.or(y)?, y.or(x)?) } else { (x?, y?) };
    (!b.names(class, x) || !a.names(class, y)).then_some((x, y))
}
