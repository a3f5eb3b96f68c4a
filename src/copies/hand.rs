//! [`Text`]: a text in hand while it is compared.

use crate::copies::distinct::Distinct;
use crate::copies::source::TextView;
use crate::sketch::shingle_into;
use crate::text::{Mention, Token};

/// A text read for verification, with its shingles in text order. Read into again and again.
#[derive(Debug, Default)]
pub(crate) struct Text {
    title_len: usize,
    tokens: Vec<Token>,
    /// Names, numbers and dates, each in text order.
    mentions: [Vec<Mention>; 3],
    /// Their different keys, ascending; filled by [`Text::index`].
    keys: [Vec<u64>; 3],
    indexed: bool,
    shingles: Vec<u64>,
    title_shingles: usize,
}

impl Text {
    /// The class of mentions that are names; numbers and dates follow.
    pub(crate) const NAMES: usize = 0;
    pub(crate) const DATES: usize = 2;

    pub(crate) fn read(&mut self, view: TextView<'_>, width: usize) {
        self.title_len = view.title.len();
        self.indexed = false;
        for (own, lent) in self.mentions.iter_mut().zip([view.names, view.numbers, view.dates]) {
            own.clear();
            own.extend_from_slice(lent);
        }
        self.tokens.clear();
        self.tokens.extend_from_slice(view.title);
        self.tokens.extend_from_slice(view.body);
        self.shingles.clear();
        shingle_into(view.title, width, &mut self.shingles);
        self.title_shingles = self.shingles.len();
        shingle_into(view.body, width, &mut self.shingles);
    }

    /// Sorts the keys of all mentions; only pairs that come near need them.
    pub(crate) fn index(&mut self) {
        if self.indexed {
            return;
        }
        self.indexed = true;
        for (keys, mentions) in self.keys.iter_mut().zip(&self.mentions) {
            keys.clear();
            keys.extend(mentions.iter().map(|mention| mention.key));
            keys.sort_unstable();
            keys.dedup();
        }
    }

    /// All words, those of the title first.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    pub(crate) fn title_len(&self) -> usize {
        self.title_len
    }

    pub(crate) fn title(&self) -> &[Token] {
        &self.tokens[..self.title_len]
    }

    pub(crate) fn body(&self) -> &[Token] {
        &self.tokens[self.title_len..]
    }

    /// All shingles, those of the title first.
    pub(crate) fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    pub(crate) fn body_shingles(&self) -> &[u64] {
        &self.shingles[self.title_shingles..]
    }

    /// The mentions of a class, in order.
    pub(crate) fn mentions(&self, class: usize) -> &[Mention] {
        &self.mentions[class]
    }

    /// The different keys of a class, ascending; empty before [`Text::index`].
    pub(crate) fn keys(&self, class: usize) -> &[u64] {
        &self.keys[class]
    }

    /// Whether the text has a mention of this class and key.
    pub(crate) fn names(&self, class: usize, key: u64) -> bool {
        self.keys[class].binary_search(&key).is_ok()
    }

    /// Whether each word lies in a shingle of `set`.
    pub(crate) fn covered(&self, set: &Distinct, width: usize) -> Vec<bool> {
        let mut covered = vec![false; self.tokens.len()];
        let (title, body) = self.shingles.split_at(self.title_shingles);
        let parts = [(title, 0, self.title_len), (body, self.title_len, self.tokens.len())];
        for (shingles, start, end) in parts {
            let mut at = 0;
            while at < shingles.len() {
                let run = set.run(&shingles[at..]);
                if run > 0 {
                    covered[start + at..(start + at + run - 1 + width).min(end)].fill(true);
                }
                at += run.max(1);
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn words_are_covered_by_shared_shingles_of_their_part() {
        let words: Vec<Token> = (0..30).map(|w| Token::new(mix(w), false)).collect();
        let mut text = Text::default();
        text.read(TextView { title: &words[..3], body: &words[3..], ..TextView::default() }, 5);
        assert_eq!((text.shingles().len(), text.body_shingles().len()), (1 + 23, 23));
        let mut set = Distinct::default();
        set.fill(&[text.shingles()[0], text.body_shingles()[2]]);
        let covered: Vec<usize> = (0..30).filter(|&w| text.covered(&set, 5)[w]).collect();
        assert_eq!(covered, [0, 1, 2, 5, 6, 7, 8, 9]);
    }
}
