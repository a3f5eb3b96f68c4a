//! Pairs that agree in a band of their signatures.

use std::ops::Range;

use crate::copies::report::Dropped;
use crate::copies::settings::CopySettings;
use crate::copies::{blocks, radix};
use crate::error::Result;
use crate::observe::{Observer, Stage, step};
use crate::parallel;
use crate::sketch::Signatures;
use crate::sketch::hash::mix;

/// Bands whose hashes are made in one walk over the signatures.
const TOGETHER: usize = 20;

/// Bands whose proposals are looked at together at least.
const AT_ONCE: usize = 10;

/// Texts whose hashes are written together: the lists of the bands lie so far apart that they would displace each other
/// in the cache.
const BLOCK: usize = 32;

/// Proposals for each text that wait to be looked at together, in the order of the texts.
const WAITING: usize = 16;

/// By how many following bands a bucket above the cap is split.
const SPLITS: usize = 3;

/// The pairs, lower text first, ascending, each once, packed into one number: lower << 32 | higher.
///
/// `nodes` are the texts taking part, ascending. For each band the texts are sorted by the hash of its lanes; equal
/// ones are a bucket and every pair of a bucket is proposed, unless its signatures as a whole speak clearly against
/// it. A bucket above the cap is split by the following bands, and what stays too large is tied to its first text
/// and to its neighbours only.
pub(crate) fn pairs(
    signatures: &Signatures,
    nodes: &[u32],
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<(Vec<u64>, Dropped)> {
    let banding = settings.banding();
    let bands = Bands {
        signatures,
        factors: (1..=settings.recipe().lanes() as u64).map(mix).collect(),
        rows: banding.rows(),
        count: banding.bands(),
        cap: settings.knobs.bucket_cap as usize,
        least: least_agreeing(settings),
    };
    let mut found: Vec<u64> = Vec::new();
    let mut dropped = Dropped::default();
    let mut proposed: Vec<u64> = Vec::new();
    let mut hashes = vec![Vec::with_capacity(nodes.len()); TOGETHER.min(bands.count)];
    for first in (0..bands.count).step_by(TOGETHER) {
        hashes.truncate(bands.count - first);
        bands.hash(first, nodes, &mut hashes);
        for (at, some) in (first..).step_by(AT_ONCE).zip(hashes.chunks(AT_ONCE)) {
            step(observer, Stage::Copies, nodes.len() * at / bands.count, nodes.len())?;
            for (mut pairs, d) in parallel::map_with(some.len(), Default::default, |scratch, i| {
                bands.propose(at + i as usize, &some[i as usize], nodes, scratch)
            }) {
                proposed.append(&mut pairs);
                dropped += d;
            }
            if proposed.len() > WAITING * nodes.len() || at + some.len() == bands.count {
                radix::by_lower(&mut proposed, signatures.len());
                proposed.dedup();
                let alike = blocks::map(proposed.len(), |block: Range<usize>| bands.alike(&proposed[block])).concat();
                proposed.clear();
                found = if found.is_empty() { alike } else { [found, alike].concat() };
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok((found, dropped))
}

/// Lanes that a pair at the threshold has with near certainty: four standard errors below its mean.
fn least_agreeing(settings: &CopySettings) -> u32 {
    let (t, lanes) = (settings.knobs.jaccard, settings.recipe().lanes() as f64);
    (lanes * t - 4.0 * libm::sqrt(lanes * t * (1.0 - t))).max(1.0) as u32
}

struct Bands<'a> {
    signatures: &'a Signatures,
    /// What each lane is multiplied by.
    factors: Vec<u64>,
    rows: usize,
    count: usize,
    cap: usize,
    least: u32,
}

impl Bands<'_> {
    /// Fills each vector with the hashes of the texts in a band, from the `first` one on.
    fn hash(&self, first: usize, nodes: &[u32], hashes: &mut [Vec<u32>]) {
        for hashes in hashes.iter_mut() {
            hashes.clear();
        }
        let lanes = first * self.rows..(first + hashes.len()) * self.rows;
        // the sum over a band is the sum to its end less the sum to its beginning
        let mut sums = vec![0; lanes.len() + 1];
        let mut of_some = vec![[0; BLOCK]; hashes.len()];
        for some in nodes.chunks(BLOCK) {
            for (at, &node) in some.iter().enumerate() {
                let mut sum = 0_u64;
                for (to_here, product) in sums[1..].iter_mut().zip(self.products(node, lanes.clone())) {
                    sum = sum.wrapping_add(product);
                    *to_here = sum;
                }
                for (band, of_some) in of_some.iter_mut().enumerate() {
                    of_some[at] = high(sums[(band + 1) * self.rows].wrapping_sub(sums[band * self.rows]));
                }
            }
            for (hashes, of_some) in hashes.iter_mut().zip(&of_some) {
                hashes.extend_from_slice(&of_some[..some.len()]);
            }
        }
    }

    /// Hash of a band in the high half, text in the low one.
    fn key(&self, band: usize, node: u32) -> u64 {
        let sum = self.products(node, band * self.rows..(band + 1) * self.rows).fold(0, u64::wrapping_add);
        u64::from(high(sum)) << 32 | u64::from(node)
    }

    /// Some lanes of a text, each multiplied by a number of its own. The high half of the sum over a band is its hash,
    /// which is universal.
    ///
    /// # References
    /// Daniel Lemire, Owen Kaser: *Strongly universal string hashing is fast* (The Computer Journal 2014), on multilinear functions.
    #[inline]
    fn products(&self, node: u32, lanes: Range<usize>) -> impl Iterator<Item = u64> {
        let factors = &self.factors[lanes.clone()];
        let lanes = &self.signatures.lanes(node as usize)[lanes];
        lanes.iter().zip(factors).map(|(&lane, factor)| factor.wrapping_mul(lane.into()))
    }

    /// The pairs of one band, of which the hashes of the texts are given.
    fn propose(&self, band: usize, hashes: &[u32], nodes: &[u32], scratch: &mut [Vec<u64>; 2]) -> (Vec<u64>, Dropped) {
        let mut found = Found::default();
        radix::sort_hashes(hashes, nodes, scratch);
        for bucket in buckets(&scratch[0]) {
            if bucket.len() <= self.cap {
                found.propose_all(bucket);
                continue;
            }
            let before = found.proposed;
            // the first text stands for the bucket
            bucket[1..].iter().for_each(|&other| found.propose_pair(bucket[0], other));
            self.split(band, bucket, 1, &mut found);
            let all = bucket.len() as u64 * (bucket.len() as u64 - 1) / 2;
            found.dropped.buckets += 1;
            found.dropped.bucket_pairs += all.saturating_sub(found.proposed - before);
        }
        (found.pairs, found.dropped)
    }

    /// Splits a bucket above the cap by the next band.
    fn split(&self, band: usize, bucket: &[u64], depth: usize, found: &mut Found) {
        let next = (band + 1) % self.count;
        let mut keyed: Vec<u64> = bucket.iter().map(|&key| self.key(next, key as u32)).collect();
        radix::sort_by_high(&mut keyed, &mut Vec::new());
        for part in buckets(&keyed) {
            if part.len() <= self.cap {
                found.propose_all(part);
            } else if depth < SPLITS {
                self.split(next, part, depth + 1, found);
            } else {
                part.windows(2).for_each(|pair| found.propose_pair(pair[0], pair[1]));
            }
        }
    }

    /// Those of some pairs whose signatures as a whole do not speak against it.
    fn alike(&self, pairs: &[u64]) -> Vec<u64> {
        let alike = |pair: u64| self.signatures.agreeing((pair >> 32) as usize, pair as u32 as usize) >= self.least;
        pairs.iter().copied().filter(|&pair| alike(pair)).collect()
    }
}

#[inline]
fn high(sum: u64) -> u32 {
    (sum >> 32) as u32
}

/// The texts of equal keys, two or more.
fn buckets(keyed: &[u64]) -> impl Iterator<Item = &[u64]> {
    keyed.chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1)
}

#[derive(Default)]
struct Found {
    pairs: Vec<u64>,
    proposed: u64,
    dropped: Dropped,
}

impl Found {
    fn propose_all(&mut self, bucket: &[u64]) {
        for (i, &a) in bucket.iter().enumerate() {
            bucket[i + 1..].iter().for_each(|&b| self.propose_pair(a, b));
        }
    }

    fn propose_pair(&mut self, a: u64, b: u64) {
        self.proposed += 1;
        let (a, b) = ((a as u32).min(b as u32), (a as u32).max(b as u32));
        self.pairs.push(u64::from(a) << 32 | u64::from(b));
    }
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
        assert!(found.len() < 3000 * 39 * 4, "{}", found.len());
        assert!(dropped.buckets > 0 && dropped.bucket_pairs > 1_000_000, "{dropped:?}");
    }

    #[test]
    fn pairs_are_ordered_and_unique() {
        let settings = CopySettings::default();
        let sets: Vec<Vec<u64>> = (0..60).map(|t| (t / 3 * 1000..t / 3 * 1000 + 100).map(mix).collect()).collect();
        let nodes: Vec<u32> = (0..60).collect();
        let (found, dropped) = pairs(&signatures(&sets, &settings), &nodes, &settings, &Silent).unwrap();
        assert_eq!(found.len(), 60);
        assert!(found.is_sorted_by(|a, b| a < b));
        assert!(found.iter().all(|&p| (p >> 32) / 3 == (p & 0xffff_ffff) / 3));
        assert_eq!(dropped, Dropped::default());
    }

    #[test]
    fn all_pairs_with_a_band_in_common_are_found() {
        // groups of up to six with more and more of their own, more texts than are sorted by comparison; empty ones
        let settings = CopySettings::default();
        let set = |t: u64| -> Vec<u64> {
            let own = 1000 * t..1000 * t + 30 * (t % 6);
            if t % 50 == 7 { Vec::new() } else { (t / 6 * 1_000_000..).take(100).chain(own).map(mix).collect() }
        };
        let sets: Vec<Vec<u64>> = (0..900).map(set).collect();
        let signatures = signatures(&sets, &settings);
        let nodes: Vec<u32> = (0..900).filter(|t| t % 11 != 3).collect();
        let (rows, least) = (settings.banding().rows(), least_agreeing(&settings));
        let proposed = |a: u32, b: u32| {
            let [x, y] = [a, b].map(|text| signatures.lanes(text as usize));
            let mut bands = x.chunks_exact(rows).zip(y.chunks_exact(rows)).take(settings.banding().bands());
            bands.any(|(x, y)| x == y) && signatures.agreeing(a as usize, b as usize) >= least
        };
        let expected: Vec<u64> = nodes
            .iter()
            .enumerate()
            .flat_map(|(i, &a)| nodes[i + 1..].iter().map(move |&b| (a, b)))
            .filter(|&(a, b)| proposed(a, b))
            .map(|(a, b)| u64::from(a) << 32 | u64::from(b))
            .collect();
        assert!(expected.len() > 1000, "{}", expected.len());
        assert_eq!(pairs(&signatures, &nodes, &settings, &Silent).unwrap(), (expected, Dropped::default()));
    }
}
