//! [`Batch`]: texts that are read together and share a vocabulary.

use crate::clustering::digest_of;
use crate::parallel;
use crate::story::Card;
use crate::text::{Document, NameForms, PackedTexts, Packer};

/// Texts of a batch: the more, the fewer bytes of vocabulary an article; the fewer, the better are several threads kept
/// busy. A set has about so many batches unless they become too small or too large.
const BATCHES: usize = 16;
pub(super) const FEWEST: usize = 64;
const MOST: usize = 1024;

/// Texts that were read together.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) heads: Vec<Head>,
    pub(super) packed: PackedTexts,
}

/// What is kept of a text beside its words.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) card: Card,
    pub(super) names: NameForms,
    /// Of the article as it was read.
    pub(super) digest: u64,
    /// Title and body of a short text in an unknown language.
    pub(super) undecided: Option<Box<[Box<str>; 2]>>,
}

/// Reads texts `0..count`, each given with something beside it: in batches of at least `fewest`, on all threads, each with
/// a workspace.
pub(super) fn read<W: Send, T: Send>(
    count: usize,
    fewest: usize,
    workspace: impl Fn() -> W + Sync + Send,
    read: impl Fn(&mut W, usize) -> (Document, T) + Sync + Send,
) -> (Vec<Batch>, Vec<T>) {
    let size = (count / BATCHES).clamp(fewest, MOST);
    let batch = |(workspace, packer, bytes): &mut (W, Packer, Vec<u8>), number: u32| {
        let first = number as usize * size;
        let texts = first..(first + size).min(count);
        let (mut heads, mut beside) = (Vec::with_capacity(texts.len()), Vec::with_capacity(texts.len()));
        for text in texts {
            let (mut document, more) = read(workspace, text);
            let words = document.take_words();
            packer.push(&words, document.name_forms());
            let undecided = document.undecided.take();
            let (card, names) = Card::take(document, words.tokens.len() as u32);
            let digest = digest_of(&card, &words.tokens, bytes);
            heads.push(Head { card, names, digest, undecided });
            beside.push(more);
        }
        (Batch { heads, packed: packer.finish() }, beside)
    };
    let (batches, beside): (_, Vec<Vec<T>>) =
        parallel::map_with(count.div_ceil(size), || (workspace(), Packer::default(), Vec::new()), batch)
            .into_iter()
            .unzip();
    (batches, beside.into_iter().flatten().collect())
}
