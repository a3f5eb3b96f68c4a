//! Pairs of which one may contain the other, found by sampled shingles.

use crate::copies::report::Dropped;
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::CopyMeta;

/// Up to how many texts of one posting are all paired. A longer posting is cut into weeks.
const POSTING_CAP: usize = 64;

/// Pairs proposed at most, for each text, before the more frequent shingles are left out.
const PAIRS_PER_TEXT: usize = 64;

/// The pairs, lower text first, ascending, each once, packed into one number: lower << 32 | higher.
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
pub(crate) fn pairs(
    sketches: &Sketches,
    nodes: &[u32],
    metas: &[CopyMeta],
    settings: &CopySettings,
) -> (Vec<u64>, Dropped) {
    let mut dropped = Dropped::default();
    if settings.knobs.containment > 1.0 {
        return (Vec::new(), dropped);
    }
    let total = nodes.iter().map(|&node| sketches.sampled(node).len()).sum();
    let mut entries: Vec<u64> = Vec::with_capacity(total);
    for &node in nodes {
        entries.extend(sketches.sampled(node).iter().map(|&hash| u64::from(hash) << 32 | u64::from(node)));
    }
    entries.sort_unstable();

    // (texts, where the posting begins), rare first
    let mut postings: Vec<(u32, u32)> = Vec::new();
    let mut start = 0;
    for posting in entries.chunk_by(|a, b| a >> 32 == b >> 32) {
        if posting.len() > 1 {
            postings.push((posting.len() as u32, start as u32));
        }
        start += posting.len();
    }
    postings.sort_unstable();

    let budget = nodes.len() * PAIRS_PER_TEXT;
    let mut shared: Vec<u64> = Vec::new();
    let mut weeks: Vec<(Option<i32>, u32)> = Vec::new();
    for &(len, start) in &postings {
        let posting = &entries[start as usize..(start + len) as usize];
        if posting.len() <= POSTING_CAP {
            let pairs = posting.len() * (posting.len() - 1) / 2;
            if shared.len() + pairs > budget {
                dropped.postings += 1;
                dropped.posting_pairs += pairs as u64;
                continue;
            }
            pair_up(posting.iter().map(|&entry| entry as u32), &mut shared);
            continue;
        }
        weeks.clear();
        weeks.extend(posting.iter().map(|&entry| (week(metas, entry as u32), entry as u32)));
        weeks.sort_unstable();
        let mut paired = 0;
        for of_week in weeks.chunk_by(|a, b| a.0 == b.0) {
            let pairs = of_week.len() * (of_week.len() - 1) / 2;
            if of_week.len() <= POSTING_CAP && shared.len() + pairs <= budget {
                pair_up(of_week.iter().map(|&(_, node)| node), &mut shared);
                paired += pairs;
            }
        }
        dropped.postings += 1;
        dropped.posting_pairs += (posting.len() * (posting.len() - 1) / 2 - paired) as u64;
    }
    drop(entries);

    shared.sort_unstable();
    let found = shared
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= needed(sketches, same[0], settings.knobs.containment))
        .map(|same| same[0])
        .collect();
    (found, dropped)
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
        let (found, dropped) = pairs(&sketches(&texts, &settings), &[0, 1, 2], &metas, &settings);
        assert_eq!((found, dropped), (vec![2], Dropped::default()));
    }

    #[test]
    fn a_phrase_in_every_text_does_not_pair_them_all() {
        let settings = CopySettings::default();
        let texts: Vec<Vec<u64>> =
            (0..2000u64).map(|t| (0..60).chain(1000 * t + 100..1000 * t + 160).collect()).collect();
        let nodes: Vec<u32> = (0..2000).collect();
        let (found, dropped) = pairs(&sketches(&texts, &settings), &nodes, &vec![CopyMeta::default(); 2000], &settings);
        assert!(found.len() <= 2000 * PAIRS_PER_TEXT);
        assert!(dropped.postings > 0 && dropped.posting_pairs > 1_000_000, "{dropped:?}");
    }
}
