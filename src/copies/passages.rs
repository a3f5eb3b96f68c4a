//! How the words that two texts share lie in them: in passages, as copying leaves them, or in scraps.

use crate::copies::distinct::Distinct;
use crate::copies::hand::Text;
use crate::copies::relation::Relation;
use crate::copies::veto;

/// Shared shingles in a row that make a passage, about sixteen words. The frame of a template rarely goes on so long
/// between two fillings.
const PASSAGE: usize = 12;

/// Shared shingles in a row that make a cut: the text up to a point.
const CUT: usize = 24;

/// Shared shingles in a row that make an opening, a sentence of twenty words.
const OPENING: usize = 16;

/// Up to which shingle of a text, or tenth of it, something counts as its beginning.
const BEGINNING: usize = 16;

/// Share of what the shorter text names that the longer one must name too, where only scraps are in common; and how
/// many names and numbers are needed to tell.
const NAMED: f64 = 0.7;
const FEW: usize = 4;

/// Two texts by length, each with its shingles as a set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByLength<'a> {
    pub(crate) longer: &'a Text,
    pub(crate) in_longer: &'a Distinct,
    pub(crate) shorter: &'a Text,
    pub(crate) in_shorter: &'a Distinct,
}

impl ByLength<'_> {
    /// Share of the shorter text's shingles that stand in passages it has in common with the longer one.
    pub(crate) fn in_passages(&self) -> f64 {
        let shingles = self.shorter.shingles();
        let within: usize = runs(shingles, self.in_longer).map(|(_, run)| run).filter(|&run| run >= PASSAGE).sum();
        within as f64 / shingles.len().max(1) as f64
    }

    /// Whether the longer text begins with a long passage in common: it was cut from the end, as editors do. A later
    /// report that repeats its background has the end in common.
    pub(crate) fn is_cut(&self) -> bool {
        begins_in(self.longer.body_shingles(), self.in_shorter, CUT)
    }

    /// Whether both have the same headline.
    pub(crate) fn has_one_headline(&self) -> bool {
        let headline = self.longer.title();
        !headline.is_empty() && headline == self.shorter.title()
    }

    /// Whether what the shorter text names the longer one nearly always names too: scraps of an edited copy, not the
    /// frame of a template.
    pub(crate) fn names_the_same(&self, relation: Relation) -> bool {
        let (known, all) = veto::known(self.shorter, self.longer, relation);
        all >= FEW && known as f64 >= NAMED * all as f64
    }
}

/// Whether the opening of the body with these shingles stands in `set`.
pub(crate) fn opens_in(body: &[u64], set: &Distinct) -> bool {
    begins_in(body, set, OPENING)
}

/// Whether the body with these shingles begins with a passage of at least so many that is in `set`.
fn begins_in(body: &[u64], set: &Distinct, least: usize) -> bool {
    let reach = BEGINNING.max(body.len() / 10);
    runs(body, set).take_while(|&(start, _)| start <= reach).any(|(_, run)| run >= least)
}

/// Start and length of each run of shingles that are in a set.
fn runs<'a>(shingles: &'a [u64], set: &'a Distinct) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while set.run(shingles.get(at..)?) == 0 {
            at += 1;
            if at == shingles.len() {
                return None;
            }
        }
        let start = at;
        loop {
            match set.run(&shingles[at..]) {
                0 => return Some((start, at - start)),
                run => at += run,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::source::TextView;
    use crate::sketch::hash::mix;
    use crate::text::Token;

    fn compare<T>(longer: &[u64], shorter: &[u64], what: impl Fn(ByLength<'_>) -> T) -> T {
        let read = |words: &[u64]| {
            let body: Vec<Token> = words.iter().map(|&w| Token::new(mix(w), false)).collect();
            let mut text = Text::default();
            text.read(TextView { body: &body, ..TextView::default() }, 5);
            let mut set = Distinct::default();
            set.fill(text.shingles());
            (text, set)
        };
        let ((longer, in_longer), (shorter, in_shorter)) = (read(longer), read(shorter));
        what(ByLength { longer: &longer, in_longer: &in_longer, shorter: &shorter, in_shorter: &in_shorter })
    }

    #[test]
    fn a_cut_begins_the_text_and_background_ends_it() {
        let wire: Vec<u64> = (0..200).collect();
        let cut: Vec<u64> = (1000..1020).chain(0..60).collect();
        let follow_up: Vec<u64> = (1000..1060).chain(140..200).collect();
        assert!(compare(&wire, &cut, |pair| pair.is_cut()));
        assert!(!compare(&wire, &follow_up, |pair| pair.is_cut()));
        let share = compare(&wire, &cut, |pair| pair.in_passages());
        assert!((share - 56.0 / 76.0).abs() < 1e-9, "{share}");
    }

    #[test]
    fn a_template_leaves_scraps() {
        let frame =
            |filling: u64| -> Vec<u64> { (0..200).map(|w| if w % 15 == 0 { filling + w } else { w }).collect() };
        assert!(compare(&frame(1000), &frame(2000), |pair| pair.in_passages()) < 1e-12);
    }
}
