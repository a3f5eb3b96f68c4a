//! Pairs of which one may contain the other, found by sampled shingles.

use crate::copies::radix;
use crate::copies::report::Dropped;
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::CopyMeta;
use crate::copies::verify::CUT;
use crate::parallel;

/// Up to how many texts of one posting are all paired. A longer posting is cut into weeks.
const POSTING_CAP: usize = 64;

/// Pairs proposed at most in each slice, for each text, before the more frequent shingles are left out.
const PAIRS_PER_TEXT: usize = 32;

/// Sampled shingles in common from which on a text may hold a passage of the other, though neither contains the other.
/// Of a passage of thirty shingles four are expected; nine in ten passages have two.
const PASSAGE: u32 = 2;

/// Parts of the hash space, of which a few are worked on at a time, which bounds the memory. A power of two.
const SLICES: u32 = 8;
const AT_ONCE: usize = 2;

/// What the sampled shingles propose. Pairs have the lower text first, ascending, each once, packed into one number:
/// lower << 32 | higher.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposed {
    /// One may contain the other.
    pub(crate) containing: Vec<u64>,
    /// One may hold a passage of the other, not more.
    pub(crate) touching: Vec<u64>,
    pub(crate) dropped: Dropped,
}

/// Pairs of texts that share sampled shingles.
///
/// The sample of a text is the part of its shingles below a fixed fraction of the hash space, so that a shingle two
/// texts share is sampled in both or in neither. A reprint of the first third of a text has J = .33 with it and would
/// rarely share a band, but a third of the sample. Rare shingles come first; one that stands in more texts than the
/// cap pairs only texts of one week, and not even those when they are too many.
///
/// # References
/// Broder 1997, section 4 (the sketch modulo m); Pierce et al.: *Large-scale sequence comparisons with sourmash*
/// (2019) for scaled hashes; Chaudhuri, Ganti, Kaushik: *A primitive operator for similarity joins in
/// data cleaning* (ICDE 2006) for rare first.
pub(crate) fn pairs(sketches: &Sketches, nodes: &[u32], metas: &[CopyMeta], settings: &CopySettings) -> Proposed {
    let mut proposed = Proposed::default();
    if settings.knobs.containment > 1.0 {
        return proposed;
    }
    // a short text is never a copy by containment alone, and fewer words are fewer shingles
    let nodes: Vec<u32> =
        nodes.iter().copied().filter(|&node| sketches.text(node).words >= settings.knobs.short).collect();
    let in_slice = |slice: u32| {
        let within = |hash: u32| hash >> (32 - SLICES.ilog2());
        let (mut entries, mut shared, mut dropped) = (Vec::new(), Vec::new(), Dropped::default());
        for &node in &nodes {
            // the sample ascends, so that a slice of it is a contiguous piece
            let left = sketches.sampled(node);
            let left = &left[left.partition_point(|&hash| within(hash) < slice)..];
            let piece = left.iter().take_while(|&&hash| within(hash) == slice);
            entries.extend(piece.map(|&hash| u64::from(hash) << 32 | u64::from(node)));
        }
        radix::sort_by_high(&mut entries, &mut Vec::new());
        share(&entries, metas, nodes.len() * PAIRS_PER_TEXT, &mut shared, &mut dropped);
        radix::by_lower(&mut shared, sketches.len());
        (shared, dropped)
    };
    // pairs with the number of sampled shingles they share
    let mut shared: Vec<(u64, u32)> = Vec::new();
    for first in (0..SLICES).step_by(AT_ONCE) {
        for (of_slice, dropped) in parallel::map(AT_ONCE, |slice| in_slice(first + slice)) {
            shared = merged(&shared, of_slice.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)));
            proposed.dropped += dropped;
        }
    }
    for (pair, count) in shared {
        if count as usize >= needed(sketches, pair, CUT * settings.knobs.containment) {
            proposed.containing.push(pair);
        } else if count >= PASSAGE {
            proposed.touching.push(pair);
        }
    }
    proposed
}

/// Two lists of pairs with their counts as one.
fn merged(a: &[(u64, u32)], b: impl Iterator<Item = (u64, u32)>) -> Vec<(u64, u32)> {
    let mut both = Vec::with_capacity(a.len());
    let mut a = a.iter().copied().peekable();
    for (pair, count) in b {
        while let Some(before) = a.next_if(|&(other, _)| other < pair) {
            both.push(before);
        }
        let known = a.next_if(|&(other, _)| other == pair).map_or(0, |(_, known)| known);
        both.push((pair, known + count));
    }
    both.extend(a);
    both
}

/// Adds the pairs of texts that share a sampled shingle, once for each, as long as there are fewer than `budget`.
fn share(entries: &[u64], metas: &[CopyMeta], budget: usize, shared: &mut Vec<u64>, dropped: &mut Dropped) {
    let mut postings: Vec<&[u64]> = entries.chunk_by(|a, b| a >> 32 == b >> 32).filter(|p| p.len() > 1).collect();
    // rare first; equally rare ones by their hash
    postings.sort_by_key(|posting| posting.len());
    let count = |texts: usize| texts * (texts - 1) / 2;
    let mut weeks: Vec<(Option<i32>, u32)> = Vec::new();
    for posting in postings {
        let before = shared.len();
        if posting.len() <= POSTING_CAP {
            if before + count(posting.len()) <= budget {
                pair_up(posting.iter().map(|&entry| entry as u32), shared);
                continue;
            }
        } else {
            weeks.clear();
            weeks.extend(posting.iter().map(|&entry| (week(metas, entry as u32), entry as u32)));
            weeks.sort_unstable();
            for of_week in weeks.chunk_by(|a, b| a.0 == b.0) {
                if of_week.len() <= POSTING_CAP && shared.len() + count(of_week.len()) <= budget {
                    pair_up(of_week.iter().map(|&(_, node)| node), shared);
                }
            }
        }
        dropped.postings += 1;
        dropped.posting_pairs += (count(posting.len()) - (shared.len() - before)) as u64;
    }
}

fn week(metas: &[CopyMeta], node: u32) -> Option<i32> {
    metas[node as usize].published.map(|time| time.day().div_euclid(7))
}

fn pair_up(posting: impl Iterator<Item = u32> + Clone, shared: &mut Vec<u64>) {
    let mut rest = posting;
    while let Some(a) = rest.next() {
        shared.extend(rest.clone().map(|b| u64::from(a.min(b)) << 32 | u64::from(a.max(b))));
    }
}

/// Sampled shingles a pair at the threshold shares with near certainty.
fn needed(sketches: &Sketches, pair: u64, containment: f64) -> usize {
    let shorter = sketches.sampled((pair >> 32) as u32).len().min(sketches.sampled(pair as u32).len());
    let mean = containment * shorter as f64;
    (mean - 2.5 * libm::sqrt(mean)).max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::source::TextView;
    use crate::sketch::hash::mix;
    use crate::text::Token;

    fn sketches(texts: &[Vec<u64>], settings: &CopySettings) -> Sketches {
        let mut all = Sketches::new(settings);
        for text in texts {
            let body: Vec<Token> = text.iter().map(|&w| Token::new(mix(w), false)).collect();
            all.push(TextView { body: &body, ..TextView::default() });
        }
        all
    }

    #[test]
    fn a_part_is_found_and_strangers_are_not() {
        let settings = CopySettings::default();
        let texts: Vec<Vec<u64>> =
            vec![(0..500).collect(), (1000..1500).collect(), (0..120).chain(2000..2040).collect()];
        let metas = vec![CopyMeta::default(); 3];
        let found = pairs(&sketches(&texts, &settings), &[0, 1, 2], &metas, &settings);
        assert_eq!(found, Proposed { containing: vec![2], ..Proposed::default() });
    }

    #[test]
    fn a_phrase_in_every_text_does_not_pair_them_all() {
        let settings = CopySettings::default();
        let texts: Vec<Vec<u64>> =
            (0..2000u64).map(|t| (0..60).chain(1000 * t + 100..1000 * t + 160).collect()).collect();
        let nodes: Vec<u32> = (0..2000).collect();
        let found = pairs(&sketches(&texts, &settings), &nodes, &vec![CopyMeta::default(); 2000], &settings);
        let dropped = found.dropped;
        assert!(found.containing.len() <= 2000 * PAIRS_PER_TEXT);
        assert!(dropped.postings > 0 && dropped.posting_pairs > 1_000_000, "{dropped:?}");
    }
}
