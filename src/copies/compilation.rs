//! Texts that hold several texts: live blogs, briefs pages, round-ups.

use crate::copies::group::Link;
use crate::copies::openings::{self, Opening};
use crate::copies::settings::CopySettings;
use crate::copies::source::TextSource;
use crate::copies::verify::Verifier;
use crate::sketch::Signatures;

/// Two parts that share less than this are no cuts of one text.
const APART: f64 = 0.2;

/// Share of agreeing lanes from which on two parts certainly share more than [`APART`].
const ALIKE: f64 = 0.4;

/// Share of a part that must be in the text, when they are not copies otherwise.
const WITHIN: f64 = 0.7;

/// What the parts after the first must make up: this share of the text, or [`BESIDE_PART`] of the first part. Less is
/// a box on the page.
const BESIDE_TEXT: f64 = 0.1;
const BESIDE_PART: f64 = 0.25;

/// Different parts looked for, and texts looked at for it.
pub(crate) const PARTS: usize = 8;
pub(crate) const LOOKED_AT: usize = 64;

/// For each compilation, ascending, the texts it holds, ascending.
///
/// A compilation contains two texts that are not copies of each other and not cuts of one text either: they share
/// next to nothing. Or it is put together from the [openings] of texts on different events. Texts are taken by length,
/// so that a longer version of a compilation is one too.
pub(crate) fn find<S: TextSource + ?Sized>(
    links: &[Link],
    opened: &[Opening],
    settings: &CopySettings,
    signatures: &Signatures,
    verifier: &mut Verifier<'_, S>,
) -> Vec<(u32, Vec<u32>)> {
    let alike = (settings.recipe().lanes() as f64 * ALIKE) as u32;
    // most parts are copies of each other, which their signatures tell at once
    let may_be_apart = |one: u32, other: u32| signatures.agreeing(one as usize, other as usize) < alike;
    let are_apart = |verifier: &mut Verifier<'_, S>, one: u32, other: u32| {
        may_be_apart(one, other) && verifier.overlap(one, other).containment() < APART
    };
    // (length and text of the longer, shingles in common, the shorter)
    let mut held: Vec<(u32, u32, u32, u32)> = Vec::new();
    for link in links {
        let overlap = link.overlap;
        let shorter = overlap.own.min(overlap.other);
        let enough = if link.is_copy { settings.knobs.containment.min(1.0) } else { WITHIN };
        if overlap.own != overlap.other && shorter >= settings.knobs.short && overlap.containment() >= enough {
            let (longer, part) = if overlap.own > overlap.other { (link.a, link.b) } else { (link.b, link.a) };
            held.push((overlap.own.max(overlap.other), longer, u32::MAX - overlap.common, part));
        }
    }
    held.sort_unstable();
    let mut found = openings::put_together(opened, verifier, may_be_apart, are_apart);
    let mut known: rustc_hash::FxHashSet<u32> = found.iter().map(|&(text, _)| text).collect();
    for of_one in held.chunk_by(|x, y| x.1 == y.1) {
        let (length, text, ..) = of_one[0];
        let parts: Vec<u32> = of_one.iter().map(|&(.., part)| part).collect();
        let mut apart: Vec<(u32, u32)> = Vec::new();
        let mut is_version = false;
        for &(.., missing, part) in of_one.iter().take(LOOKED_AT) {
            if known.contains(&part) {
                is_version = true;
                break;
            }
            if apart.len() < PARTS && apart.iter().all(|&(other, _)| are_apart(verifier, other, part)) {
                apart.push((part, u32::MAX - missing));
            }
        }
        let shares: Vec<f64> = apart.iter().map(|&(_, common)| f64::from(common)).collect();
        let holds_several = shares.len() > 1 && {
            let beside: f64 = shares[1..].iter().sum();
            beside >= BESIDE_TEXT * f64::from(length) || beside >= BESIDE_PART * shares[0]
        };
        if is_version || holds_several || known.contains(&text) {
            known.insert(text);
            found.push((text, parts));
        }
    }
    merged(found)
}

/// The parts of each text in one list.
fn merged(mut found: Vec<(u32, Vec<u32>)>) -> Vec<(u32, Vec<u32>)> {
    found.sort_unstable();
    found.dedup_by(|other, one| {
        let same = other.0 == one.0;
        if same {
            one.1.append(&mut other.1);
        }
        same
    });
    for (_, parts) in &mut found {
        parts.sort_unstable();
        parts.dedup();
    }
    found
}
