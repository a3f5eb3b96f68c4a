//! Texts put together from the beginnings of others: the first sentences of each, as briefs pages and live blogs print
//! them.

use crate::copies::compilation::{LOOKED_AT, PARTS};
use crate::copies::group::Link;
use crate::copies::source::TextSource;
use crate::copies::verify::Verifier;

/// Share of a text that the openings it prints make up at least, when it is put together from them. Less is a text of
/// its own with a list of other news beside it.
const MOSTLY: f64 = 0.4;

/// A text of which so much is in another is a copy of that, and not put together from it.
const COPY: f64 = 2.0 / 3.0;

/// Part of the shorter of two passages that may lie in the other one as well.
const SHARED: f64 = 0.2;

/// A text in which another one's opening passage stands, and that other one.
pub(crate) type Opening = (u32, u32);

/// The links worth a look, as pairs packed lower << 32 | higher: one text may be put together from the other.
pub(crate) fn among(links: &[Link]) -> impl Iterator<Item = u64> {
    let part =
        |link: &&Link| f64::from(link.overlap.common) < COPY * f64::from(link.overlap.own.max(link.overlap.other));
    links.iter().filter(part).map(|link| u64::from(link.a) << 32 | u64::from(link.b))
}

/// The texts that are put together from openings, ascending, each with those it prints.
///
/// An opening alone says little: a follow-up repeats the first sentences of yesterday's report, an outlet's full
/// report those of its bulletins. So there are to be two, from texts that are apart, at different places, and on
/// different events, by the passages as well as by the texts they come from; and together they make up much of the text.
pub(crate) fn put_together<S: TextSource + ?Sized>(
    opened: &[Opening],
    verifier: &mut Verifier<'_, S>,
    may_be_apart: impl Fn(u32, u32) -> bool,
    are_apart: impl Fn(&mut Verifier<'_, S>, u32, u32) -> bool,
) -> Vec<(u32, Vec<u32>)> {
    let mut found = Vec::new();
    for of_one in opened.chunk_by(|x, y| x.0 == y.0) {
        let text = of_one[0].0;
        let parts = &of_one[..of_one.len().min(LOOKED_AT)];
        // most are copies of each other, which their signatures tell at once
        let some_apart =
            |(at, one): (usize, &Opening)| parts[at + 1..].iter().any(|other| may_be_apart(one.1, other.1));
        if !parts.iter().enumerate().any(some_apart) {
            continue;
        }
        let mut passages: Vec<Passage> = parts.iter().map(|&(_, part)| Passage::of(text, part, verifier)).collect();
        passages.retain(|passage| (passage.words as f64) < COPY * passage.covered.len() as f64);
        passages.sort_by_key(|passage| (std::cmp::Reverse(passage.words), passage.part));
        let mut apart: Vec<&Passage> = Vec::new();
        for passage in &passages {
            let is_new =
                |other: &&Passage| passage.is_elsewhere(other) && are_apart(verifier, other.part, passage.part);
            if apart.len() < PARTS && apart.iter().all(is_new) {
                apart.push(passage);
            }
        }
        if mostly(&apart) && several_events(text, &apart, verifier) {
            found.push((text, passages.iter().map(|passage| passage.part).collect()));
        }
    }
    found
}

/// What a text has of another.
struct Passage {
    part: u32,
    /// For each word of the text, whether the other has it too.
    covered: Vec<bool>,
    words: usize,
}

impl Passage {
    fn of<S: TextSource + ?Sized>(text: u32, part: u32, verifier: &mut Verifier<'_, S>) -> Passage {
        let covered = verifier.covered(text, part);
        let words = covered.iter().filter(|&&covered| covered).count();
        Passage { part, covered, words }
    }

    fn is_elsewhere(&self, other: &Passage) -> bool {
        let both = self.covered.iter().zip(&other.covered).filter(|(x, y)| **x && **y).count();
        both as f64 <= SHARED * self.words.min(other.words) as f64
    }
}

/// Whether the passages make up much of the text.
fn mostly(passages: &[&Passage]) -> bool {
    let length = passages.first().map_or(0, |passage| passage.covered.len());
    let covered = (0..length).filter(|&word| passages.iter().any(|passage| passage.covered[word])).count();
    covered as f64 >= MOSTLY * length as f64
}

/// Whether any two are on different events.
fn several_events<S: TextSource + ?Sized>(text: u32, passages: &[&Passage], verifier: &mut Verifier<'_, S>) -> bool {
    passages.iter().enumerate().any(|(at, one)| {
        let mut others = passages[at + 1..].iter();
        others.any(|other| verifier.differ_in_event(text, [(one.part, &one.covered), (other.part, &other.covered)]))
    })
}
