//! [`WhyNot`]: the stage that keeps two articles apart.

use std::fmt;

use serde::Serialize;

use crate::article::{ArticleId, Published};
use crate::clustering::Clustering;
use crate::copies::{Overlap, Reason};
use crate::explain::cited::{Cited, day};
use crate::explain::explainer::Explainer;
use crate::explain::kept::Kept;
use crate::explain::same_event::{SameEvent, listed};
use crate::explain::written::Written;
use crate::likeness::Likeness;
use crate::sketch::hash::stable_hash;
use crate::text::Segmenter;

/// Why two articles are not in one story, or, when they are, why they are not one text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyNot {
    /// The first article.
    pub a: Cited,
    /// The other.
    pub b: Cited,
    /// The stage that decided, and by which figures.
    pub decided: Decided,
    /// Why their texts were not folded, when they came near enough to be compared as copies. Needs the evidence.
    pub no_copy: Option<NoCopy>,
    /// How near they come to telling of one event; missing for articles of one text.
    pub pair: Option<SameEvent>,
}

/// The stage that keeps two articles apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Decided {
    /// Not at all: both are printings of one text.
    OneText,
    /// Not at all: both are in one story.
    OneStory,
    /// A [cannot-link](crate::constraints), of the two themselves, or of what copies, must-links or a story join to
    /// them.
    CannotLink {
        /// The article on the first one's side.
        ours: ArticleId,
        /// The article on the other's side.
        theirs: ArticleId,
    },
    /// The candidates: the pair was never proposed.
    NeverCompared(NeverCompared),
    /// The likeness: it is below the threshold.
    BelowThreshold {
        /// Likeness of the pair.
        likeness: Likeness,
        /// Least likeness of a story.
        threshold: Likeness,
    },
    /// The clustering: the pair is alike enough, but the groups they are in are not.
    Separated {
        /// Likeness of the pair.
        likeness: Likeness,
        /// The threshold at which they would be in one story; missing when at none.
        together_at: Option<Likeness>,
        /// Least likeness of a story.
        threshold: Likeness,
    },
    /// One of them holds several texts and links nothing.
    Compilation,
}

/// Why a pair was never proposed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NeverCompared {
    /// The run stopped after folding copies.
    CopiesOnly,
    /// They are further apart in time than the window.
    TooFarApart {
        /// Days between them.
        days: f64,
        /// Days of the window.
        window: f64,
    },
    /// They share too little.
    LittleInCommon {
        /// Cosine over all terms.
        cosine: f64,
        /// Least cosine of a proposed pair.
        floor: f64,
    },
    /// Both have enough nearer neighbours.
    OthersAreNearer,
    /// Unknown, because no evidence was kept.
    Unknown,
}

/// Why two similar texts are not one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoCopy {
    /// What they have in common; `own` is the first article's side.
    pub overlap: Overlap,
    /// Why not, as the copy stage names it.
    pub reason: Reason,
    /// For texts of one template: what stands in the first where the other has something else, as it is written.
    pub ours: Vec<String>,
    /// The other's side.
    pub theirs: Vec<String>,
}

impl Clustering {
    /// What keeps two articles apart; `None` for an id that did not go in.
    ///
    /// Names the stage: a cannot-link, never compared, below the threshold, separated by the clustering; and for texts that came near
    /// being copies, why they were not folded, with the numbers, days and names that differ. For articles of one story
    /// only the latter.
    ///
    /// # Complexity
    /// Linear in the pairs that were compared.
    pub fn why_not(&self, a: &ArticleId, b: &ArticleId) -> Option<WhyNot> {
        let (place, other_place) = (self.place(a)?, self.place(b)?);
        let (one, other) = (self.report_of(a)?, self.report_of(b)?);
        let decided = if one == other {
            Decided::OneText
        } else if self.story_of(a)?.story == self.story_of(b)?.story {
            Decided::OneStory
        } else {
            self.decided(one, other)
        };
        let pair = if one == other { None } else { Explainer::new(self).same_event(one, other) };
        Some(WhyNot {
            a: Cited::from(self.card(a)?),
            b: Cited::from(self.card(b)?),
            decided,
            no_copy: self.kept().and_then(|kept| no_copy(kept, place as u32, other_place as u32)),
            pair,
        })
    }

    fn decided(&self, a: u32, b: u32) -> Decided {
        let cannot_link = |(ours, theirs)| Decided::CannotLink { ours, theirs };
        if let Some(pair) = self.divided(a, b) {
            return cannot_link(pair);
        }
        let threshold = self.manifest().threshold;
        let Some(likeness) = self.edge(a, b) else { return Decided::NeverCompared(self.never_compared(a, b)) };
        let compilation = |report: u32| self.report(report).is_some_and(|report| report.compilation);
        if compilation(a) || compilation(b) {
            let divided = match (compilation(a), compilation(b)) {
                _ if likeness < threshold => None,
                (true, false) => self.storyline_divided(a, b),
                (false, true) => self.storyline_divided(b, a).map(|(theirs, ours)| (ours, theirs)),
                _ => None,
            };
            divided.map_or(Decided::Compilation, cannot_link)
        } else if likeness < threshold {
            Decided::BelowThreshold { likeness, threshold }
        } else {
            let together_at = self.merge_tree().height_between(a, b);
            let divided = if together_at.is_none() { self.stories_divided(a, b) } else { None };
            divided.map_or(Decided::Separated { likeness, together_at, threshold }, cannot_link)
        }
    }

    fn never_compared(&self, a: u32, b: u32) -> NeverCompared {
        let Some(kept) = self.kept() else { return NeverCompared::Unknown };
        let Some(compared) = &kept.compared else { return NeverCompared::CopiesOnly };
        let days = (compared.days[a as usize] - compared.days[b as usize]).abs();
        let (window, floor) = (compared.candidates.window_days, compared.candidates.floor);
        let cosine = compared.vectors.cosines(a, b)[0];
        if days > window {
            NeverCompared::TooFarApart { days, window }
        } else if cosine < floor {
            NeverCompared::LittleInCommon { cosine, floor }
        } else {
            NeverCompared::OthersAreNearer
        }
    }
}

/// The refusal of two texts by the copy stage, with what differs as readers see it.
fn no_copy(kept: &Kept, a: u32, b: u32) -> Option<NoCopy> {
    let pair = (a.min(b), a.max(b));
    let at = kept.refusals.binary_search_by_key(&pair, |refusal| (refusal.lower, refusal.higher)).ok()?;
    let refusal = &kept.refusals[at];
    let (mut lower, mut higher) = (Vec::new(), Vec::new());
    if let Reason::Numbers { lower: ours, higher: theirs } = &refusal.reason {
        let written = Written::new(kept);
        lower = ours.iter().filter_map(|&key| as_written(kept, &written, pair.0, key)).collect();
        higher = theirs.iter().filter_map(|&key| as_written(kept, &written, pair.1, key)).collect();
    }
    let turned = a > b;
    Some(NoCopy {
        overlap: if turned { refusal.overlap.turned() } else { refusal.overlap },
        reason: refusal.reason.clone(),
        ours: if turned { higher.clone() } else { lower.clone() },
        theirs: if turned { lower } else { higher },
    })
}

/// A name, number or day of a text from its key.
fn as_written(kept: &Kept, written: &Written<'_>, article: u32, key: u64) -> Option<String> {
    let document = &kept.documents[article as usize];
    if let Some(form) = document.name_forms().get(key) {
        return Some(form.to_owned());
    }
    if document.dates().iter().any(|date| date.key == key) {
        return i32::try_from(key.cast_signed()).ok().and_then(Published::from_day).map(day);
    }
    let mut segmenter = Segmenter::new();
    let is_key = |form: &&str| {
        let mut found = false;
        segmenter.words(form, &mut |word| found |= stable_hash(word.text.as_bytes()) == key);
        found
    };
    let mut numbers = written.words(article).into_iter().filter(|form| form.contains(char::is_numeric));
    numbers.find(is_key).map(str::to_owned)
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}", self.a, self.b)?;
        writeln!(f, "  {}", self.decided)?;
        if let Some(no_copy) = &self.no_copy {
            writeln!(f, "  {no_copy}")?;
        }
        if let Some(pair) = &self.pair {
            let mut facts = vec![pair.in_common(), pair.gap.to_string()];
            facts.extend(pair.likeness.map(|likeness| format!("likeness {likeness}")));
            facts.retain(|fact| !fact.is_empty());
            writeln!(f, "  For one event: {}.", facts.join("; "))?;
            let against = pair.against();
            if !against.is_empty() {
                writeln!(f, "  Against: {}.", against.join("; "))?;
            }
            if let (true, Some(breakdown)) = (f.alternate(), &pair.breakdown) {
                writeln!(f, "    {breakdown}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Decided::OneText => f.write_str("Not apart: both are printings of one text."),
            Decided::OneStory => f.write_str("Not apart: both are in one story."),
            Decided::CannotLink { ours, theirs } => {
                write!(f, "Cannot-link: `{ours}` and `{theirs}` may not stand in one story.")
            }
            Decided::NeverCompared(why) => write!(f, "Never compared: {why}."),
            Decided::BelowThreshold { likeness, threshold } => {
                write!(f, "Below the threshold: likeness {likeness}, and a story needs {threshold}.")
            }
            Decided::Separated { likeness, together_at: Some(height), threshold } => write!(
                f,
                "Separated by the clustering: the two are alike ({likeness}), but the groups they belong to are not; \
                 they would be one story at a threshold of {height}, and this run's is {threshold}."
            ),
            Decided::Separated { likeness, together_at: None, .. } => write!(
                f,
                "Separated by the clustering: the two are alike ({likeness}), but the groups they belong to are not, \
                 at any threshold."
            ),
            Decided::Compilation => f.write_str("One of them holds several texts and links nothing."),
        }
    }
}

impl fmt::Display for NeverCompared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NeverCompared::CopiesOnly => f.write_str("the run stopped after folding copies"),
            NeverCompared::TooFarApart { days, window } => {
                write!(f, "{days:.0} days apart, and the window is {window:.0} days")
            }
            NeverCompared::LittleInCommon { cosine, floor } => {
                write!(f, "too little in common, cosine {cosine:.3}, and {floor:.3} is needed")
            }
            NeverCompared::OthersAreNearer => f.write_str("both have enough texts that are nearer"),
            NeverCompared::Unknown => f.write_str("the run kept no evidence to say why"),
        }
    }
}

impl fmt::Display for NoCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| (share * 100.0).round() as u32;
        let within = percent(self.overlap.containment());
        write!(f, "Not one text, though {within} % of the shorter one's word runs are in the other: ")?;
        match &self.reason {
            Reason::Numbers { .. } => {
                let (ours, theirs) = (listed(&self.ours), listed(&self.theirs));
                write!(f, "one template filled differently, {ours} here and {theirs} there.")
            }
            Reason::BelowThreshold => f.write_str("that is not enough."),
            Reason::TooShort => f.write_str("too short to tell."),
            Reason::Scattered => f.write_str("in scraps, as a template or an outlet's background leaves them."),
            Reason::UnrelatedRest => f.write_str("more than half of the longer one is something else."),
            Reason::Compilation => f.write_str("one of them holds several texts."),
            Reason::CannotLink => f.write_str("a cannot-link keeps the two, or texts of theirs, apart."),
            Reason::Chain => f.write_str("each was folded with another text that the other is no copy of."),
        }
    }
}
