//! Exact verification of a proposed pair, on the words themselves.

use crate::copies::align::{Aligner, Gap};
use crate::copies::distinct::Distinct;
use crate::copies::group::Link;
use crate::copies::hand::Text;
use crate::copies::nodes::{Nodes, within_window};
use crate::copies::passages::ByLength;
use crate::copies::relation::{Relation, recurs};
use crate::copies::report::{Overlap, Reason};
use crate::copies::settings::CopySettings;
use crate::copies::source::{CopyMeta, TextSource};
use crate::copies::{passages, rest, veto};

/// Part of the containment threshold that is enough for a text cut off after its beginning.
pub(crate) const CUT: f64 = 0.8;

/// Containment from which on a text that an outlet prints again after days, trimmed, is the same.
const AGAIN: f64 = 0.8;

/// What verification found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) overlap: Overlap,
    /// Whether the bodies are the same word for word, and not empty.
    pub(crate) same_body: bool,
    /// `None`: copies.
    pub(crate) refused: Option<Reason>,
}

impl Verdict {
    pub(crate) fn is_copy(&self) -> bool {
        self.refused.is_none()
    }

    /// The verdict on two texts as a link.
    pub(crate) fn link(&self, a: u32, b: u32) -> Link {
        Link { a, b, overlap: self.overlap, is_copy: self.is_copy(), same_body: self.same_body }
    }
}

/// A text at hand with its shingles as a set.
#[derive(Debug, Default)]
struct Side {
    text: Text,
    set: Distinct,
    held: Option<u32>,
}

/// Texts kept at hand: those of one group come again and again, and they fit the second-level cache.
const AT_HAND: usize = 16;

/// Compares pairs; one for each thread. Keeps some texts at hand.
pub(crate) struct Verifier<'a, S: ?Sized> {
    source: &'a S,
    metas: &'a [CopyMeta],
    settings: &'a CopySettings,
    nodes: &'a Nodes,
    sides: [Side; AT_HAND],
    aligner: Aligner,
}

impl<'a, S: TextSource + ?Sized> Verifier<'a, S> {
    pub(crate) fn new(source: &'a S, metas: &'a [CopyMeta], settings: &'a CopySettings, nodes: &'a Nodes) -> Self {
        Verifier { source, metas, settings, nodes, sides: Default::default(), aligner: Aligner::default() }
    }

    /// Takes both texts in hand and returns on which side each is.
    fn take(&mut self, a: u32, b: u32) -> (usize, usize) {
        let at_a = self.side(a, None);
        (at_a, self.side(b, Some(at_a)))
    }

    /// Where a text is, read to another side than the `taken` one if it is not at hand.
    fn side(&mut self, text: u32, taken: Option<usize>) -> usize {
        let first = text as usize % AT_HAND;
        let sides = [first, first ^ 1];
        sides.into_iter().find(|&side| self.sides[side].held == Some(text)).unwrap_or_else(|| {
            let side = sides[usize::from(taken == Some(first))];
            self.read(side, text);
            side
        })
    }

    fn read(&mut self, side: usize, text: u32) {
        let Side { text: own, set, held } = &mut self.sides[side];
        self.source.with_text(text as usize, &mut |view| own.read(view, self.settings.knobs.width.into()));
        set.fill(own.shingles());
        *held = Some(text);
    }

    /// What the two have in common; `own` is the side of `a`.
    pub(crate) fn overlap(&mut self, a: u32, b: u32) -> Overlap {
        let (a, b) = self.take(a, b);
        let (a, b) = (&self.sides[a].set, &self.sides[b].set);
        Overlap { common: a.common(b), own: a.len(), other: b.len() }
    }

    /// Whether the opening passage of `part` stands in `whole`.
    pub(crate) fn opens_in(&mut self, part: u32, whole: u32) -> bool {
        let (part, whole) = self.take(part, whole);
        passages::opens_in(self.sides[part].text.body_shingles(), &self.sides[whole].set)
    }

    /// Whether each word of `whole` stands in a run of words that `part` has too.
    pub(crate) fn covered(&mut self, whole: u32, part: u32) -> Vec<bool> {
        let (whole, part) = self.take(whole, part);
        self.sides[whole].text.covered(&self.sides[part].set, self.settings.knobs.width.into())
    }

    /// Whether two passages of a text are on different events, by the passages and by the texts they come from.
    pub(crate) fn differ_in_event(&mut self, text: u32, [one, other]: [(u32, &[bool]); 2]) -> bool {
        let (at, _) = self.take(text, text);
        rest::passages_differ(&self.sides[at].text, one.1, other.1) && {
            let (a, b) = self.take(one.0, other.0);
            rest::texts_differ(&self.sides[a].text, &self.sides[b].text)
        }
    }

    /// Whether the two are copies of one text, and if not, why. `a` is the lower text.
    pub(crate) fn verify(&mut self, a: u32, b: u32) -> Verdict {
        let overlap = self.overlap(a, b);
        let (at_a, at_b) = self.take(a, b);
        let bodies = [at_a, at_b].map(|side| self.sides[side].text.body());
        let same_body = !bodies[0].is_empty() && bodies[0] == bodies[1];
        Verdict { overlap, same_body, refused: self.refusal(a, b, overlap) }
    }

    fn refusal(&mut self, a: u32, b: u32, overlap: Overlap) -> Option<Reason> {
        let knobs = &self.settings.knobs;
        if !within_window(a, b, self.metas, self.settings) {
            return Some(Reason::BelowThreshold);
        }
        let relation = self.nodes.relation(a, b, self.metas);
        let recurs = || {
            let [a, b] = [a, b].map(|text| &self.metas[text as usize]);
            recurs(a, b, overlap.own.min(overlap.other), knobs.short)
        };
        if relation != Relation::Page && recurs() {
            return Some(Reason::TooShort);
        }
        let by_jaccard = overlap.jaccard() >= knobs.jaccard;
        let containment = if overlap.common == 0 { 0.0 } else { overlap.containment() };
        let (a, b) = self.take(a, b);
        if self.sides[a].text.tokens() == self.sides[b].text.tokens() {
            return None;
        }
        if !by_jaccard && containment < CUT * knobs.containment {
            return Some(Reason::BelowThreshold);
        }
        if relation == Relation::Page && (by_jaccard || containment >= knobs.containment) {
            return None;
        }
        for side in [a, b] {
            self.sides[side].text.index();
        }
        // one order whichever text is the lower: where a word could match several, its place decides what differs
        let turned = self.sides[a].text.tokens() > self.sides[b].text.tokens();
        let reason = self.differ(if turned { [b, a] } else { [a, b] }, overlap, relation);
        match reason {
            Some(Reason::Numbers { lower, higher }) if turned => Some(Reason::Numbers { lower: higher, higher: lower }),
            reason => reason,
        }
    }

    /// Why two texts that have enough in common are not copies nevertheless.
    fn differ(&mut self, [a, b]: [usize; 2], overlap: Overlap, relation: Relation) -> Option<Reason> {
        let knobs = &self.settings.knobs;
        let by_jaccard = overlap.jaccard() >= knobs.jaccard;
        let (a, b) = (&self.sides[a], &self.sides[b]);
        let (x, y) = (&a.text, &b.text);
        if overlap.own.min(overlap.other) < knobs.short {
            let mut exchanged = || veto::differences(x, y, &mut self.aligner).iter().any(Gap::is_exchange);
            return (!by_jaccard || exchanged()).then_some(Reason::TooShort);
        }
        if !by_jaccard {
            let (longer, shorter) = if a.set.len() > b.set.len() { (a, b) } else { (b, a) };
            let pair = ByLength {
                longer: &longer.text,
                in_longer: &longer.set,
                shorter: &shorter.text,
                in_shorter: &shorter.set,
            };
            let reason = self.not_contained(overlap, pair, relation);
            if reason.is_some() {
                return reason;
            }
        }
        if knobs.number_veto && veto::may_conflict(x, y, relation) {
            return veto::conflict(&veto::differences(x, y, &mut self.aligner), x, y, relation);
        }
        None
    }

    /// Why one text is not a part of the other, when it is not.
    fn not_contained(&self, overlap: Overlap, pair: ByLength<'_>, relation: Relation) -> Option<Reason> {
        let knobs = &self.settings.knobs;
        let containment = overlap.containment();
        // an outlet repeats its background and boxes for weeks; what it prints again begins as it began
        if relation == Relation::Series && !(containment >= AGAIN && pair.is_cut()) {
            return Some(Reason::Scattered);
        }
        let passages = pair.in_passages();
        if containment < knobs.containment && !(passages >= CUT * knobs.containment && pair.is_cut()) {
            return Some(Reason::BelowThreshold);
        }
        if containment >= knobs.containment && passages < knobs.containment && !pair.names_the_same(relation) {
            return Some(Reason::Scattered);
        }
        // the rest is at most half of the longer text, or of the same event, if only by its headline
        let half = u64::from(overlap.common) * 2 >= u64::from(overlap.own.max(overlap.other));
        let is_next_version = relation >= Relation::Versions && pair.has_one_headline();
        let same_event = || rest::same_event(pair.longer, &pair.longer.covered(pair.in_shorter, knobs.width.into()));
        (!half && !is_next_version && !same_event()).then_some(Reason::UnrelatedRest)
    }
}
