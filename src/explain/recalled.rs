//! [`Recalled`]: what was looked up for reasons, so that explanations and the page look it up once.

use std::sync::OnceLock;

use crate::explain::breakdown::Parts;
use crate::explain::cited::Gap;
use crate::explain::in_common::InCommon;
use crate::explain::shared::LISTED;
use crate::likeness::Likeness;

/// Of each report what it has in common with others, from the first time that it is asked for.
#[derive(Debug, Default)]
pub(crate) struct Recalled(Vec<[OnceLock<Box<[Recall]>>; 2]>);

/// Which others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    /// The texts that are reasons for its place.
    Reasons,
    /// The text outside its story that is most like it.
    Outside,
}

/// What a report has in common with one other, in some 400 bytes.
#[derive(Debug)]
pub(crate) struct Recall {
    other: u32,
    likeness: Option<Likeness>,
    compared: bool,
    gap: Gap,
    parts: Option<Parts>,
    /// Names, then words, where each ends, and how many there are of both.
    text: Box<str>,
    ends: [u32; 2 * LISTED],
    counts: [u8; 2],
}

impl Recalled {
    pub(crate) fn new(reports: usize) -> Recalled {
        Recalled((0..reports).map(|_| Default::default()).collect())
    }

    /// What is known of a report.
    #[cfg(feature = "html")]
    pub(crate) fn get(&self, report: u32, with: With) -> Option<impl Iterator<Item = (u32, InCommon<'_>)>> {
        Some(self.0[report as usize][with as usize].get()?.iter().map(Recall::in_common))
    }

    /// The same, looked up by `look_up` if it is not known.
    pub(crate) fn of<'a>(
        &self,
        report: u32,
        with: With,
        look_up: impl FnOnce() -> Vec<(u32, InCommon<'a>)>,
    ) -> impl Iterator<Item = (u32, InCommon<'_>)> {
        let recalled = &self.0[report as usize][with as usize];
        recalled.get_or_init(|| look_up().iter().map(Recall::of).collect()).iter().map(Recall::in_common)
    }
}

impl Recall {
    fn of((other, common): &(u32, InCommon<'_>)) -> Recall {
        let InCommon { likeness, compared, names, words, gap, parts } = common;
        let all = || names.iter().chain(&**words);
        let mut text = String::with_capacity(all().map(|word| word.len()).sum());
        let mut ends = [0; 2 * LISTED];
        for (end, word) in ends.iter_mut().zip(all()) {
            text.push_str(word);
            *end = text.len() as u32;
        }
        let counts = [names, words].map(|list| list.len() as u8);
        let (likeness, compared, gap, parts) = (*likeness, *compared, *gap, *parts);
        Recall { other: *other, likeness, compared, gap, parts, text: text.into(), ends, counts }
    }

    fn in_common(&self) -> (u32, InCommon<'_>) {
        let &Recall { other, likeness, compared, gap, parts, .. } = self;
        let mut from = 0;
        let mut ends = self.ends.iter();
        let [names, words] = self.counts.map(|count| {
            let text = |&end: &u32| {
                let begin = std::mem::replace(&mut from, end as usize);
                &self.text[begin..end as usize]
            };
            ends.by_ref().take(count.into()).map(text).collect()
        });
        (other, InCommon { likeness, compared, names, words, gap, parts })
    }
}
