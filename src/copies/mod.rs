//! Copies: which texts are one text.
//!
//! Reprints, trimmed and re-headlined versions, corrections and teasers of one text become one report. It works on any
//! texts: give their words and what is known of them, and every text comes back in exactly one report, with what it
//! is to the report's origin and how much of it is the same.
//!
//! ```
//! let wire = "The Kremlin said on Thursday that the two leaders would meet in the port city before the end of the month.";
//! let found = samestory::copies::among(&[wire, "Storm reaches the coast.", wire]);
//! assert_eq!(found.labels(), [0, 1, 0]);
//! ```
//!
//! # Copies or stories?
//!
//! Two texts are *copies* when one was made from the other by copying, and *the same story* when they tell of the same
//! event in their own words. Copies share word runs, and that can be counted: every answer of this module is verified,
//! exact and the same in any language. That two texts tell of one event can only be judged.
//!
//! | you want | take |
//! |---|---|
//! | duplicates off a set of strings: a crawl, a training set, a mailbox | [`among`] |
//! | the same with outlets, times, addresses: origin, revisions, agency | [`find`] |
//! | only the pairs above a resemblance, to judge them yourself | [`similar_pairs`] |
//! | articles on files as reports, no stories | [`Level::Reports`](crate::Level), or `stories --copies` |
//! | what tells of one event, however it is worded | [`Clusterer`](crate::Clusterer), which folds copies first |
//!
//! Do not lower the thresholds of this module to find stories: two reporters who write about one event share hardly a
//! run of five words, and long before those meet, texts of one template do.
//!
//! # What is a copy
//!
//! - At least half of the word runs of both together are in both ([`CopySettingsBuilder::jaccard`]): reprints, also
//!   with every twentieth word changed.
//! - Or half of the shorter text is in the longer one ([`CopySettingsBuilder::containment`]), in passages, and the
//!   rest of the longer one is at most half of it or goes on about the same event: trimmed, extended, teasers.
//! - But not two fillings of one [template](CopySettingsBuilder::number_veto), nor short texts in which a word was
//!   [exchanged](CopySettingsBuilder::short).
//! - A text that holds several texts that are no copies of each other is a [compilation](CopyGroup::compilation): a
//!   report of its own that names what it covers.
//!
//! What was compared and refused stands in [`Copies::refusals`] with the [`Reason`].
//!
//! # How
//!
//! 1. Each text is read once and becomes a [`Sketches`] entry; words are not kept.
//! 2. Texts of the same words are one from here on.
//! 3. Two paths propose pairs: bands of the signature for resemblance, sampled shingles for containment.
//! 4. Every pair is verified exactly, on the words read anew.
//! 5. Compilations are set apart, and groups are made around a centre, so that nothing chains.
//!
//! ```
//! use samestory::copies::{CopyMeta, CopySettings, Kind, find};
//! use samestory::observe::Silent;
//! # use samestory::{sketch::hash::{mix, stable_hash}, text::Token};
//! # let words = |numbers: std::ops::Range<u64>| -> Vec<Token> { numbers.map(|n| Token::new(mix(n), false)).collect() };
//! # let (wire, reprint, other) = (words(0..300), words(0..180), words(1000..1200));
//! let texts = vec![wire, reprint, other];
//! let metas = vec![CopyMeta::default(); 3];
//! let copies = find(&texts, &metas, &CopySettings::default(), &Silent)?;
//! assert_eq!(copies.labels(), [0, 0, 1]);
//! assert_eq!(copies.reports[0].members[1].kind, Kind::Trimmed);
//! # Ok::<(), samestory::Error>(())
//! ```

mod align;
mod blocks;
mod compilation;
mod containment;
mod distinct;
mod fold;
mod group;
mod hand;
mod kind;
mod languages;
mod leaders;
mod lsh;
mod members;
mod nodes;
mod openings;
mod origin;
mod overlaps;
mod passages;
mod plain;
mod radix;
mod relation;
mod report;
mod rest;
mod sample;
mod settings;
mod similar;
mod sketches;
mod source;
pub mod url;
mod verify;
mod veto;

pub use kind::announces_revision;
pub use plain::{among, among_with};
pub use report::{Basis, Copies, CopyGroup, Dropped, Kind, Member, Overlap, Reason, Refusal};
pub use settings::{CopySettings, CopySettingsBuilder};
pub use similar::{SimilarPair, similar_pairs, similar_pairs_sketched};
pub use sketches::Sketches;
pub use source::{CopyMeta, TextSource, TextView};

use crate::apart::Apart;
use crate::error::{Error, Result};
use crate::observe::{Observer, Stage, step};
use containment::Proposed;
use fold::Fold;
use leaders::{Follows, standing_for_all};
use nodes::{LEAST_WORDS, Nodes};

/// Folds the copies of a set of texts into reports.
///
/// Stands between the analysed texts and the search for events. Every text ends in exactly one report; the result does
/// not depend on the number of threads, and on the order of the texts only through ties.
///
/// # Errors
/// [`Error::Setting`] when `metas` is not as long as the source, [`Error::Cancelled`] when the observer asks for it.
///
/// # Complexity
/// Linear in the texts, but for sorting; a few microseconds each after sketching. Large sets of texts of one template
/// are capped, see [`Dropped`].
///
/// # References
/// Broder 1997; Leskovec, Rajaraman, Ullman 2014, chapter 3.
pub fn find<S: TextSource + ?Sized>(
    source: &S,
    metas: &[CopyMeta],
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<Copies> {
    find_sketched(&Sketches::of(source, settings), source, metas, settings, observer)
}

/// Like [`find`], with sketches made before; `source` is read again only to verify.
///
/// # Errors
/// As [`find`], and [`Error::Fingerprint`] when the sketches were made with other settings.
pub fn find_sketched<S: TextSource + ?Sized>(
    sketches: &Sketches,
    source: &S,
    metas: &[CopyMeta],
    settings: &CopySettings,
    observer: &dyn Observer,
) -> Result<Copies> {
    find_apart(sketches, source, metas, settings, &mut Apart::none(), observer)
}

/// Like [`find_sketched`], but no report brings together texts that `apart` keeps from each other.
pub(crate) fn find_apart<S: TextSource + ?Sized>(
    sketches: &Sketches,
    source: &S,
    metas: &[CopyMeta],
    settings: &CopySettings,
    apart: &mut Apart,
    observer: &dyn Observer,
) -> Result<Copies> {
    let texts = sketches.len();
    if metas.len() != texts {
        let value = format!("{texts} sketches, {} metas", metas.len());
        return Err(Error::Setting { name: "metas", value, range: "as many as texts" });
    }
    sketches.check(source.len(), settings)?;
    step(observer, Stage::Copies, 0, texts)?;
    let mut nodes = Nodes::new(sketches, source, metas, settings, LEAST_WORDS, apart);
    let mut twins = languages::twins(&nodes, sketches, source, metas, settings);
    twins.retain(|&(twin, node)| apart.meet(twin, node));
    nodes.join(twins);
    let fold = Fold { sketches, source, metas, settings, nodes: &nodes };
    let long_enough: Vec<u32> =
        nodes.all.iter().copied().filter(|&node| sketches.text(node).words >= LEAST_WORDS).collect();

    let (mut pairs, mut dropped) = lsh::pairs(sketches.signatures(), &long_enough, settings, observer)?;
    pairs.append(&mut nodes.same_address(metas));
    pairs.sort_unstable();
    pairs.dedup();
    let mut follows = Follows::default();
    let (mut links, mut refusals) = fold.verify_by_leaders(&pairs, &mut follows, observer)?;

    let participants = standing_for_all(&long_enough, &links, texts, |text| sketches.text(text).words);
    let Proposed { mut containing, mut touching, dropped: d } =
        containment::pairs(sketches, &participants, metas, settings);
    dropped += d;
    containing.retain(|pair| pairs.binary_search(pair).is_err());
    let (mut more_links, mut more_refusals) = fold.verify_by_leaders(&containing, &mut follows, observer)?;
    links.append(&mut more_links);
    refusals.append(&mut more_refusals);
    links.sort_unstable_by_key(|link| (link.a, link.b));

    touching.append(&mut containing);
    touching.extend(openings::among(&links));
    touching.sort_unstable();
    touching.dedup();
    let openings = fold.openings(&touching, observer)?;
    let (reports, refusals) = fold.reports(links, refusals, &openings, apart, &mut dropped);
    step(observer, Stage::Copies, texts, texts)?;
    Ok(Copies { reports, refusals, dropped })
}
