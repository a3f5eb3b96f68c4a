//! Pairs that agree in a band of their signatures.

use crate::copies::blocks;
use crate::copies::report::Dropped;
use crate::copies::settings::CopySettings;
use crate::error::Result;
use crate::observe::{Observer, Stage, step};
use crate::sketch::Signatures;
use crate::sketch::hash::{combine, mix};

/// Bands worked on before the pairs found are made unique, which bounds the memory for repeated ones.
const BANDS_AT_ONCE: usize = 8;

/// By how many following bands a bucket above the cap is split.
const SPLITS: usize = 3;

/// The pairs, lower text first, ascending, each once, packed into one number: lower << 32 | higher.
///
/// `nodes` are the texts taking part. For each band the texts are sorted by the hash of its lanes; equal ones are a
/// bucket and every pair of a bucket is proposed, unless its signatures as a whole speak clearly against it. A bucket
/// above the cap is split by the following bands, and what stays too large is tied to its first text only.
pub(crate) fn pairs(
    signatures: &Signatures,
    nodes: &[u32],
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<(Vec<u64>, Dropped)> {
    let banding = settings.banding();
    let bands = Bands {
        signatures,
        rows: banding.rows(),
        count: banding.bands(),
        cap: settings.knobs.bucket_cap as usize,
        least: least_agreeing(settings),
    };
    let mut found: Vec<u64> = Vec::new();
    let mut dropped = Dropped::default();
    for first in (0..bands.count).step_by(BANDS_AT_ONCE) {
        step(observer, Stage::Copies, nodes.len() * first / bands.count, nodes.len())?;
        let count = BANDS_AT_ONCE.min(bands.count - first);
        for (mut pairs, d) in blocks::each(count, |offset| bands.propose(first + offset, nodes)) {
            found.append(&mut pairs);
            dropped += d;
        }
        found.sort_unstable();
        found.dedup();
    }
    Ok((found, dropped))
}

/// Lanes that a pair at the threshold has with near certainty: four standard errors below its mean.
fn least_agreeing(settings: &CopySettings) -> u32 {
    let (t, lanes) = (settings.knobs.jaccard, settings.recipe().lanes() as f64);
    (lanes * t - 4.0 * libm::sqrt(lanes * t * (1.0 - t))).max(1.0) as u32
}

struct Bands<'a> {
    signatures: &'a Signatures,
    rows: usize,
    count: usize,
    cap: usize,
    least: u32,
}

impl Bands<'_> {
    /// All pairs of one band; the same pair may come more than once.
    fn propose(&self, band: usize, nodes: &[u32]) -> (Vec<u64>, Dropped) {
        let mut keyed = Vec::with_capacity(nodes.len());
        keyed.extend(nodes.iter().map(|&node| self.keyed(band, node)));
        let mut found = Found::default();
        self.buckets(band, &mut keyed, 0, &mut found);
        (found.pairs, found.dropped)
    }

    /// Hash of the band in the high half, text in the low one.
    fn keyed(&self, band: usize, node: u32) -> u64 {
        let lanes = &self.signatures.lanes(node as usize)[band * self.rows..(band + 1) * self.rows];
        let hash = mix(lanes.iter().fold(band as u64, |hash, &lane| combine(hash, lane.into())));
        hash & !u64::from(u32::MAX) | u64::from(node)
    }

    fn buckets(&self, band: usize, keyed: &mut [u64], depth: usize, found: &mut Found) {
        keyed.sort_unstable();
        for bucket in keyed.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1) {
            if bucket.len() <= self.cap {
                for (i, &a) in bucket.iter().enumerate() {
                    for &b in &bucket[i + 1..] {
                        self.propose_pair(a, b, found);
                    }
                }
                continue;
            }
            let before = found.proposed;
            if depth == 0 {
                found.dropped.buckets += 1;
            }
            if depth < SPLITS {
                let next = (band + 1) % self.count;
                let mut again: Vec<u64> = bucket.iter().map(|&key| self.keyed(next, key as u32)).collect();
                self.buckets(next, &mut again, depth + 1, found);
            } else {
                for pair in bucket.windows(2) {
                    self.propose_pair(pair[0], pair[1], found);
                }
            }
            // the first text stands for the bucket
            if depth == 0 {
                for &other in &bucket[1..] {
                    self.propose_pair(bucket[0], other, found);
                }
                let all = bucket.len() as u64 * (bucket.len() as u64 - 1) / 2;
                found.dropped.bucket_pairs += all.saturating_sub(found.proposed - before);
            }
        }
    }

    fn propose_pair(&self, a: u64, b: u64, found: &mut Found) {
        found.proposed += 1;
        let (a, b) = (a as u32, b as u32);
        if a != b && self.signatures.agreeing(a as usize, b as usize) >= self.least {
            found.pairs.push(u64::from(a.min(b)) << 32 | u64::from(a.max(b)));
        }
    }
}

#[derive(Default)]
struct Found {
    pairs: Vec<u64>,
    proposed: u64,
    dropped: Dropped,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Silent;
    use crate::sketch::Sketcher;

    fn signatures(sets: &[Vec<u64>], settings: &CopySettings) -> Signatures {
        let sketcher = Sketcher::new(settings.recipe());
        let mut all = Signatures::new(settings.recipe());
        for set in sets {
            all.push(&sketcher, set);
        }
        all
    }

    #[test]
    fn a_bucket_above_the_cap_stays_linear_and_says_so() {
        // one template: all alike at J = .82, none equal
        let settings = CopySettings::default();
        let sets: Vec<Vec<u64>> =
            (0..3000).map(|t| (0..180).chain(1000 * t..1000 * t + 20).map(mix).collect()).collect();
        let nodes: Vec<u32> = (0..3000).collect();
        let (found, dropped) = pairs(&signatures(&sets, &settings), &nodes, &settings, &Silent).unwrap();
        assert!(found.len() < 3000 * 39 * 8, "{}", found.len());
        assert!(dropped.buckets > 0 && dropped.bucket_pairs > 1_000_000, "{dropped:?}");
    }

    #[test]
    fn pairs_are_ordered_and_unique() {
        let settings = CopySettings::default();
        let sets: Vec<Vec<u64>> = (0..60).map(|t| (t / 3 * 1000..t / 3 * 1000 + 100).map(mix).collect()).collect();
        let nodes: Vec<u32> = (0..60).rev().collect();
        let (found, dropped) = pairs(&signatures(&sets, &settings), &nodes, &settings, &Silent).unwrap();
        assert_eq!(found.len(), 60);
        assert!(found.is_sorted_by(|a, b| a < b));
        assert!(found.iter().all(|&p| (p >> 32) / 3 == (p & 0xffff_ffff) / 3));
        assert_eq!(dropped, Dropped::default());
    }
}
