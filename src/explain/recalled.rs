//! [`Recalled`]: what was looked up for reasons, so that explanations and the page look it up once.

use std::sync::OnceLock;

use crate::explain::breakdown::Parts;
use crate::explain::cited::Gap;
use crate::explain::in_common::InCommon;
use crate::likeness::Likeness;

/// Of each report what it has in common with the texts that are its reasons, from the first time that it is asked for.
#[derive(Debug, Default)]
pub(crate) struct Recalled(Vec<OnceLock<Box<[Recall]>>>);

/// What a report has in common with one other, in some 400 bytes.
#[derive(Debug)]
pub(crate) struct Recall {
    other: u32,
    likeness: Option<Likeness>,
    compared: bool,
    gap: Gap,
    parts: Option<Parts>,
    /// Names, then words, and where each ends.
    text: Box<str>,
    ends: Box<[u32]>,
    names: u32,
}

impl Recalled {
    pub(crate) fn new(reports: usize) -> Recalled {
        Recalled((0..reports).map(|_| OnceLock::new()).collect())
    }

    /// What is known of a report, looked up by `look_up` if it is not.
    pub(crate) fn of<'a>(
        &self,
        report: u32,
        look_up: impl FnOnce() -> Vec<(u32, InCommon<'a>)>,
    ) -> impl Iterator<Item = (u32, InCommon<'_>)> {
        let recalled = self.0[report as usize].get_or_init(|| look_up().iter().map(Recall::of).collect());
        recalled.iter().map(Recall::in_common)
    }
}

impl Recall {
    fn of((other, common): &(u32, InCommon<'_>)) -> Recall {
        let InCommon { likeness, compared, names, words, gap, parts } = common;
        let all = || names.iter().chain(words);
        let mut text = String::with_capacity(all().map(|word| word.len()).sum());
        let ends = all().map(|word| {
            text.push_str(word);
            text.len() as u32
        });
        let ends = ends.collect();
        let names = names.len() as u32;
        let (likeness, compared, gap, parts) = (*likeness, *compared, *gap, *parts);
        Recall { other: *other, likeness, compared, gap, parts, text: text.into(), ends, names }
    }

    fn in_common(&self) -> (u32, InCommon<'_>) {
        let &Recall { other, likeness, compared, gap, parts, .. } = self;
        let mut from = 0;
        let texts = self.ends.iter().map(|&end| {
            let text = &self.text[from as usize..end as usize];
            from = end;
            text
        });
        let mut names: Vec<&str> = texts.collect();
        let words = names.split_off(self.names as usize);
        (other, InCommon { likeness, compared, names, words, gap, parts })
    }
}
