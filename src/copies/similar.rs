//! [`similar_pairs`]: resemblance alone, without reports.

use std::ops::Range;

use crate::apart::Apart;
use crate::copies::leaders::root;
use crate::copies::nodes::Nodes;
use crate::copies::overlaps::Overlaps;
use crate::copies::report::Overlap;
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::{CopyMeta, TextSource};
use crate::copies::{blocks, lsh, radix};
use crate::error::Result;
use crate::observe::{Observer, Stage, step};
use crate::text::Token;

/// Two texts of at least the wanted resemblance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct SimilarPair {
    /// The lower text.
    pub lower: u32,
    /// The higher text.
    pub higher: u32,
    /// What they have in common; `own` is the lower text's side.
    pub overlap: Overlap,
}

/// All pairs of texts whose Jaccard resemblance is at least [`jaccard`](crate::copies::CopySettingsBuilder::jaccard),
/// by pair.
///
/// The bare join, for those who want pairs and judge them themselves: no veto, no containment, no rule for short texts,
/// no reports. Every pair is verified exactly; one near the threshold is missed with a chance of about one in a
/// hundred, see [`Banding::probability`](crate::sketch::Banding::probability). Of more texts of exactly the same words
/// than [`bucket_cap`](crate::copies::CopySettingsBuilder::bucket_cap) each is paired with the first only.
///
/// ```
/// use samestory::{copies::{CopySettings, similar_pairs}, observe::Silent};
/// # use samestory::{sketch::hash::mix, text::Token};
/// # let words = |numbers: std::ops::Range<u64>| -> Vec<Token> { numbers.map(|n| Token::new(mix(n), false)).collect() };
/// # let (wire, reprint, other) = (words(0..300), words(10..310), words(1000..1200));
/// let pairs = similar_pairs(&vec![wire, reprint, other], &CopySettings::default(), &Silent)?;
/// assert_eq!((pairs[0].lower, pairs[0].higher), (0, 1));
/// assert_eq!(pairs[0].overlap.jaccard(), 286.0 / 306.0);
/// # Ok::<(), samestory::Error>(())
/// ```
///
/// # Errors
/// [`Error::Cancelled`](crate::Error::Cancelled) when the observer asks for it.
pub fn similar_pairs<S: TextSource + ?Sized>(
    source: &S,
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<Vec<SimilarPair>> {
    similar_pairs_sketched(&Sketches::of(source, settings), source, settings, observer)
}

/// Like [`similar_pairs`], with sketches made before; `source` is read again only to verify.
///
/// # Errors
/// As [`similar_pairs`]; [`Error::Setting`](crate::Error::Setting) when there is not one sketch for each text, and
/// [`Error::Fingerprint`](crate::Error::Fingerprint) when the sketches were made with other settings.
pub fn similar_pairs_sketched<S: TextSource + ?Sized>(
    sketches: &Sketches,
    source: &S,
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<Vec<SimilarPair>> {
    sketches.check(source.len(), settings)?;
    let metas = vec![CopyMeta::default(); sketches.len()];
    let nodes = Nodes::new(sketches, source, &metas, settings, 1, &mut Apart::none());
    let with_words: Vec<u32> = nodes.all.iter().copied().filter(|&node| sketches.text(node).words > 0).collect();
    let (proposed, _) = lsh::pairs(sketches.signatures(), &with_words, settings, observer)?;
    let pairs = by_group(&proposed, sketches.len());
    drop(proposed);
    let width = settings.knobs.width.into();
    let read = |text: u32, lend: &mut dyn FnMut([&[Token]; 2])| {
        source.with_text(text as usize, &mut |view| lend([view.title, view.body]));
    };
    let found = blocks::map(pairs.len(), |block: Range<usize>| -> Result<Vec<SimilarPair>> {
        step(observer, Stage::Copies, sketches.len() * block.start / pairs.len(), sketches.len())?;
        let mut overlaps = Overlaps::new(width);
        let pair = |&pair: &u64| {
            let (lower, higher) = ((pair >> 32) as u32, pair as u32);
            SimilarPair { lower, higher, overlap: overlaps.of(lower, higher, read) }
        };
        Ok(pairs[block].iter().map(pair).filter(|pair| pair.overlap.jaccard() >= settings.knobs.jaccard).collect())
    });

    let cap = u64::from(settings.knobs.bucket_cap);
    let mut all = Vec::new();
    let between = |a: u32, b: u32, overlap: Overlap| {
        let overlap = if a < b { overlap } else { overlap.turned() };
        SimilarPair { lower: a.min(b), higher: a.max(b), overlap }
    };
    for pair in found {
        for SimilarPair { lower, higher, overlap } in pair? {
            if u64::from(nodes.weight(lower)) * u64::from(nodes.weight(higher)) > cap * cap {
                all.push(between(lower, higher, overlap));
                continue;
            }
            all.extend(nodes.texts(lower).flat_map(|a| nodes.texts(higher).map(move |b| between(a, b, overlap))));
        }
    }
    let mut overlaps = Overlaps::new(width);
    for &node in nodes.all.iter().filter(|&&node| nodes.weight(node) > 1) {
        let overlap = overlaps.of(node, node, read);
        let firsts = if u64::from(nodes.weight(node)) > cap { 1 } else { usize::MAX };
        let texts = nodes.texts(node);
        for (at, a) in texts.clone().take(firsts).enumerate() {
            all.extend(texts.clone().skip(at + 1).map(|b| between(a, b, overlap)));
        }
    }
    all.sort_unstable_by_key(|pair| (pair.lower, pair.higher));
    Ok(all)
}

/// Pairs in the order of the groups that hang together by them, so that the texts of a group are read once.
fn by_group(pairs: &[u64], texts: usize) -> Vec<u64> {
    let mut parent: Vec<u32> = (0..texts as u32).collect();
    for &pair in pairs {
        let (a, b) = (root(&mut parent, (pair >> 32) as u32), root(&mut parent, pair as u32));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut keyed: Vec<u64> =
        (0..).zip(pairs).map(|(at, &pair)| u64::from(root(&mut parent, pair as u32)) << 32 | at).collect();
    radix::by_lower(&mut keyed, texts);
    for key in &mut keyed {
        *key = pairs[*key as u32 as usize];
    }
    keyed
}
