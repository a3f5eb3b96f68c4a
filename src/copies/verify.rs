//! Exact verification of a proposed pair, on the words themselves.

use crate::copies::align::Gap;
use crate::copies::distinct::Distinct;
use crate::copies::nodes::Nodes;
use crate::copies::report::{Overlap, Reason};
use crate::copies::settings::CopySettings;
use crate::copies::source::{CopyMeta, TextSource, TextView};
use crate::copies::{rest, veto};
use crate::sketch::shingle_into;
use crate::text::{Mention, Token};

/// A text in hand, with its shingles in text order.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) title_len: usize,
    pub(crate) tokens: Vec<Token>,
    /// Names, numbers and dates, each in text order.
    pub(crate) mentions: [Vec<Mention>; 3],
    /// Their different keys, ascending; filled by [`Text::index`].
    pub(crate) keys: [Vec<u64>; 3],
    indexed: bool,
    pub(crate) shingles: Vec<u64>,
}

impl Text {
    fn read(&mut self, view: TextView<'_>, width: usize) {
        self.title_len = view.title.len();
        self.indexed = false;
        for (own, lent) in self.mentions.iter_mut().zip([view.names, view.numbers, view.dates]) {
            own.clear();
            own.extend_from_slice(lent);
        }
        self.tokens.clear();
        self.tokens.extend_from_slice(view.title);
        self.tokens.extend_from_slice(view.body);
        self.shingles.clear();
        shingle_into(view.title, width, &mut self.shingles);
        shingle_into(view.body, width, &mut self.shingles);
    }

    /// Sorts the keys of all mentions; only pairs that come this far need them.
    fn index(&mut self) {
        if self.indexed {
            return;
        }
        self.indexed = true;
        for (keys, mentions) in self.keys.iter_mut().zip(&self.mentions) {
            keys.clear();
            keys.extend(mentions.iter().map(|mention| mention.key));
            keys.sort_unstable();
            keys.dedup();
        }
    }

    pub(crate) fn body(&self) -> &[Token] {
        &self.tokens[self.title_len..]
    }

    /// Whether each word lies in a shingle of `set`.
    pub(crate) fn covered(&self, set: &Distinct, width: usize) -> Vec<bool> {
        let mut covered = vec![false; self.tokens.len()];
        let mut shingles = self.shingles.iter();
        for (start, end) in [(0, self.title_len), (self.title_len, self.tokens.len())] {
            let runs = if start == end { 0 } else { (end - start).saturating_sub(width) + 1 };
            for (first, &shingle) in (start..).zip(shingles.by_ref().take(runs)) {
                if set.contains(shingle) {
                    covered[first..(first + width).min(end)].fill(true);
                }
            }
        }
        covered
    }
}

/// How two texts belong together, whatever they say; the closest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// Nothing is known.
    None,
    /// One outlet within days, or a headline that announces a new version.
    Versions,
    /// One address.
    Page,
}

impl Relation {
    /// Up to how many days apart two texts of one outlet are taken for versions of one text; further apart they are
    /// as likely numbers of a series.
    const VERSION_DAYS: i64 = 3;

    pub(crate) fn of(a: &CopyMeta, b: &CopyMeta) -> Relation {
        let same = |a: Option<u64>, b: Option<u64>| a.is_some() && a == b;
        let days_apart = match (a.published, b.published) {
            (Some(a), Some(b)) => i64::from(a.day()) - i64::from(b.day()),
            _ => 0,
        };
        if same(a.url, b.url) {
            Relation::Page
        } else if days_apart.abs() <= Relation::VERSION_DAYS
            && (same(a.source, b.source) || a.correction || b.correction)
        {
            Relation::Versions
        } else {
            Relation::None
        }
    }
}

/// What verification found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) overlap: Overlap,
    /// `None`: copies.
    pub(crate) refused: Option<Reason>,
}

impl Verdict {
    pub(crate) fn is_copy(&self) -> bool {
        self.refused.is_none()
    }
}

/// Compares pairs; one for each thread. Keeps the first text of the last pair at hand.
pub(crate) struct Verifier<'a, S: ?Sized> {
    source: &'a S,
    metas: &'a [CopyMeta],
    settings: &'a CopySettings,
    nodes: &'a Nodes,
    held: Option<u32>,
    a: Text,
    b: Text,
    a_set: Distinct,
    b_set: Distinct,
}

impl<'a, S: TextSource + ?Sized> Verifier<'a, S> {
    pub(crate) fn new(source: &'a S, metas: &'a [CopyMeta], settings: &'a CopySettings, nodes: &'a Nodes) -> Self {
        Verifier {
            source,
            metas,
            settings,
            nodes,
            held: None,
            a: Text::default(),
            b: Text::default(),
            a_set: Distinct::default(),
            b_set: Distinct::default(),
        }
    }

    /// What the two have in common; `own` is the side of `a`.
    pub(crate) fn overlap(&mut self, a: u32, b: u32) -> Overlap {
        let width = self.settings.knobs.width.into();
        if self.held != Some(a) {
            let text = &mut self.a;
            self.source.with_text(a as usize, &mut |view| text.read(view, width));
            self.a_set.clear(self.a.shingles.len());
            for &shingle in &self.a.shingles {
                self.a_set.insert(shingle);
            }
            self.held = Some(a);
        }
        let text = &mut self.b;
        self.source.with_text(b as usize, &mut |view| text.read(view, width));
        self.b_set.clear(self.b.shingles.len());
        let mut common = 0;
        for &shingle in &self.b.shingles {
            common += u32::from(self.b_set.insert(shingle) && self.a_set.contains(shingle));
        }
        Overlap { common, own: self.a_set.len(), other: self.b_set.len() }
    }

    /// Whether the two are copies of one text, and if not, why.
    pub(crate) fn verify(&mut self, a: u32, b: u32) -> Verdict {
        let overlap = self.overlap(a, b);
        Verdict { overlap, refused: self.refusal(a, b, overlap) }
    }

    fn refusal(&mut self, a: u32, b: u32, overlap: Overlap) -> Option<Reason> {
        let knobs = &self.settings.knobs;
        if overlap.common == overlap.own && overlap.common == overlap.other && self.a.tokens == self.b.tokens {
            return None;
        }
        let relation = self.nodes.relation(a, b, self.metas);
        let by_jaccard = overlap.jaccard() >= knobs.jaccard;
        let by_containment = overlap.containment() >= knobs.containment && overlap.common > 0;
        if !by_jaccard && !by_containment {
            return Some(Reason::BelowThreshold);
        }
        if relation == Relation::Page {
            return None;
        }
        self.a.index();
        self.b.index();
        let differences = || -> Vec<Gap> { veto::differences(&self.a, &self.b) };
        if overlap.own.min(overlap.other) < knobs.short {
            let exchanged = || differences().iter().any(|gap| veto::exchanges_content(gap, &self.a, &self.b));
            return (!by_jaccard || exchanged()).then_some(Reason::TooShort);
        }
        if !by_jaccard && !self.rest_fits(overlap) {
            return Some(Reason::UnrelatedRest);
        }
        if knobs.number_veto && veto::may_conflict(&self.a, &self.b, relation) {
            return veto::conflict(&differences(), &self.a, &self.b, relation);
        }
        None
    }

    /// Whether the rest of the longer text, beside what it shares with the shorter, is at most half of it or likely
    /// tells of the same event.
    fn rest_fits(&self, overlap: Overlap) -> bool {
        let (longer, shorter, set) =
            if overlap.own > overlap.other { (&self.a, &self.b, &self.b_set) } else { (&self.b, &self.a, &self.a_set) };
        if u64::from(overlap.common) * 2 >= u64::from(overlap.own.max(overlap.other)) {
            return true;
        }
        rest::same_event(longer, &longer.covered(set, self.settings.knobs.width.into()), shorter)
    }
}
