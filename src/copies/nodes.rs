//! Texts of the same words folded into one node each.

use rustc_hash::FxHashMap;

use crate::apart::Apart;
use crate::copies::relation::{Relation, days_apart, recurs};
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::{CopyMeta, TextSource};
use crate::parallel;
use crate::text::Token;

/// Fewer words than this say too little to be anybody's copy, unless under the same address.
pub(crate) const LEAST_WORDS: u32 = 6;

/// Up to how many texts of a node are asked how they belong together with those of another.
const ASKED: usize = 16;

/// The nodes of a set: a thousand reprints of the same words are one.
pub(crate) struct Nodes {
    /// For each text the text that stands for its words.
    pub(crate) of: Vec<u32>,
    /// The texts that stand for themselves, ascending.
    pub(crate) all: Vec<u32>,
    /// The texts of a node that are not the node itself; only nodes that have some.
    twins: FxHashMap<u32, Vec<u32>>,
}

impl Nodes {
    /// Folds texts of exactly the same words, and of at least so many; not those that must stay apart.
    pub(crate) fn new<S: TextSource + ?Sized>(
        sketches: &Sketches,
        source: &S,
        metas: &[CopyMeta],
        settings: &CopySettings,
        least_words: u32,
        apart: &mut Apart,
    ) -> Nodes {
        let texts = sketches.len() as u32;
        let mut keyed: Vec<(u64, u32)> = (0..texts)
            .filter(|&text| sketches.text(text).words >= least_words)
            .map(|text| (sketches.text(text).identity, text))
            .collect();
        keyed.sort_unstable();
        let classes: Vec<&[(u64, u32)]> = keyed.chunk_by(|a, b| a.0 == b.0).filter(|class| class.len() > 1).collect();
        let folded = parallel::map(classes.len(), |class| fold(classes[class as usize], source, metas, settings));

        let mut nodes = Nodes { of: (0..texts).collect(), all: (0..texts).collect(), twins: FxHashMap::default() };
        if apart.is_none() {
            nodes.join(folded.into_iter().flatten());
        } else {
            nodes.join(kept_apart(folded.into_iter().flatten(), apart));
        }
        nodes
    }

    /// Puts nodes (first) into others (second).
    pub(crate) fn join(&mut self, twins: impl IntoIterator<Item = (u32, u32)>) {
        for (twin, node) in twins {
            for text in self.twins.remove(&twin).into_iter().flatten().chain([twin]) {
                self.of[text as usize] = node;
                self.twins.entry(node).or_default().push(text);
            }
        }
        self.all.retain(|&text| self.of[text as usize] == text);
    }

    /// Number of texts of a node.
    pub(crate) fn weight(&self, node: u32) -> u32 {
        1 + self.twins.get(&node).map_or(0, |twins| twins.len() as u32)
    }

    /// All texts of a node, itself first.
    pub(crate) fn texts(&self, node: u32) -> impl Iterator<Item = u32> + Clone {
        std::iter::once(node).chain(self.twins.get(&node).into_iter().flatten().copied())
    }

    /// The closest relation between a text of one node and a text of another.
    pub(crate) fn relation(&self, a: u32, b: u32, metas: &[CopyMeta]) -> Relation {
        let of = |x: u32, y: u32| Relation::of(&metas[x as usize], &metas[y as usize]);
        let all = self.texts(a).take(ASKED).flat_map(|x| self.texts(b).take(ASKED).map(move |y| of(x, y)));
        all.max().unwrap_or(Relation::None)
    }

    /// Pairs of nodes with texts under one address, each with the first and with the one before it; packed as lower <<
    /// 32 | higher, ascending.
    pub(crate) fn same_address(&self, metas: &[CopyMeta]) -> Vec<u64> {
        let mut keyed: Vec<(u64, u32)> =
            (0..).zip(metas).filter_map(|(text, meta)| Some((meta.url?, self.of[text as usize]))).collect::<Vec<_>>();
        keyed.sort_unstable();
        keyed.dedup();
        let mut pairs = Vec::new();
        for page in keyed.chunk_by(|a, b| a.0 == b.0) {
            for (at, &(_, node)) in page.iter().enumerate().skip(1) {
                pairs.extend([page[0].1, page[at - 1].1].map(|first| u64::from(first) << 32 | u64::from(node)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Whether the settings allow to compare two texts.
pub(crate) fn within_window(a: u32, b: u32, metas: &[CopyMeta], settings: &CopySettings) -> bool {
    let days = days_apart(&metas[a as usize], &metas[b as usize]);
    settings.knobs.window_days.zip(days).is_none_or(|(window, days)| days <= window.into())
}

/// Whether texts of the same words are one.
pub(crate) fn alike(a: u32, b: u32, words: usize, metas: &[CopyMeta], settings: &CopySettings) -> bool {
    // repeated runs aside, a text of n words has n + 1 - width shingles
    let shingles = (words + 1).saturating_sub(settings.knobs.width.into()) as u32;
    let recurs = recurs(&metas[a as usize], &metas[b as usize], shingles, settings.knobs.short);
    within_window(a, b, metas, settings) && !recurs
}

/// The same twins without those that must stay apart from a text of their node: such a text begins a node of its own,
/// and later ones go to the first that may have them.
fn kept_apart(twins: impl Iterator<Item = (u32, u32)>, apart: &mut Apart) -> Vec<(u32, u32)> {
    let mut others: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut kept = Vec::new();
    for (twin, node) in twins {
        let others = others.entry(node).or_default();
        match std::iter::once(&node).chain(&*others).copied().find(|&node| apart.meet(twin, node)) {
            Some(node) => kept.push((twin, node)),
            None => others.push(twin),
        }
    }
    kept
}

/// (text, the text it is the same as), for texts whose hash of words is equal.
fn fold<S: TextSource + ?Sized>(
    class: &[(u64, u32)],
    source: &S,
    metas: &[CopyMeta],
    settings: &CopySettings,
) -> Vec<(u32, u32)> {
    let read = |text: u32, words: &mut Vec<Token>| {
        source.with_text(text as usize, &mut |view| {
            words.clear();
            words.extend_from_slice(view.title);
            words.extend_from_slice(view.body);
        });
    };
    let mut left: Vec<u32> = class.iter().map(|&(_, text)| text).collect();
    let mut same = Vec::new();
    let (mut words, mut others) = (Vec::new(), Vec::new());
    // one round, unless hashes collide or a window keeps texts apart
    while left.len() > 1 {
        let node = left[0];
        read(node, &mut words);
        let mut different = Vec::new();
        for &text in &left[1..] {
            read(text, &mut others);
            if words == others && alike(node, text, words.len(), metas, settings) {
                same.push((text, node));
            } else {
                different.push(text);
            }
        }
        left = different;
    }
    same
}
