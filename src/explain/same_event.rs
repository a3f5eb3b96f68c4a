//! [`SameEvent`]: why two texts are taken to tell of one event.

use std::fmt;

use serde::Serialize;

use crate::article::ArticleId;
use crate::explain::breakdown::{About, Breakdown, Contribution};
use crate::explain::cited::{Cited, Gap};
use crate::explain::phrases::phrase;
use crate::likeness::Likeness;

/// What brings less than this speaks against a pair, and is worth a word.
const AGAINST: f64 = -0.25;

/// Below an even chance a pair is not called the same event.
const HALF: Likeness = Likeness::from_percent(50);

/// Why two texts are taken to tell of one event, or how near they come to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SameEvent {
    /// The text that is explained: the origin of the article's report.
    pub text: ArticleId,
    /// The other text.
    pub other: Cited,
    /// The probability that both tell of one event; missing when the pair was never compared and no evidence was kept.
    pub likeness: Option<Likeness>,
    /// Whether the pair was proposed and compared during the run.
    pub compared: bool,
    /// Names that stand in both, those that weigh most first; at most three. Empty without evidence.
    pub names: Vec<String>,
    /// Further words that stand in both, as both write them; at most three. Empty without evidence, or when documents
    /// went in instead of articles.
    pub words: Vec<String>,
    /// How far they are apart in time.
    pub gap: Gap,
    /// The likeness as a sum; missing without evidence.
    pub breakdown: Option<Breakdown>,
    /// What all shared terms bring together.
    #[serde(skip)]
    pub(crate) terms_logit: Option<f64>,
}

impl SameEvent {
    /// What all shared terms bring together: the sum of the features about words. Missing without evidence.
    pub fn terms_logit(&self) -> Option<f64> {
        self.terms_logit
    }

    /// What speaks against the pair, in a reader's words, the strongest first.
    ///
    /// Features about words are taken together, and so are those about time: they overlap, and only their sum says
    /// something. Any other counts by itself.
    pub fn against(&self) -> Vec<String> {
        let Some(breakdown) = &self.breakdown else { return Vec::new() };
        let mut against = vec![
            (breakdown.of(About::Words), "little in common".to_owned()),
            (breakdown.of(About::Time), self.gap.to_string()),
        ];
        let others = breakdown.contributions.iter().filter(|c| matches!(c.about, About::Setting | About::Vectors));
        against.extend(others.map(|c| (c.logit, phrase(c.feature).to_owned())));
        against.retain(|(logit, _)| *logit <= AGAINST);
        against.sort_by(|x, y| x.0.total_cmp(&y.0));
        against.into_iter().map(|(logit, what)| format!("{what} ({logit:+.2})")).collect()
    }

    /// How a reason begins: what is claimed is no more than the likeness bears out.
    pub(crate) fn claim(&self, threshold: Likeness) -> &'static str {
        match self.likeness {
            Some(likeness) if likeness < threshold => "came with its group; its nearest text there is",
            Some(likeness) if likeness < HALF => "perhaps the same event as",
            _ => "same event as",
        }
    }

    /// What both share, as part of a sentence; empty when nothing is known of it.
    pub fn in_common(&self) -> String {
        let names = listed(&self.names);
        let words = self.words.join(", ");
        match (names.is_empty(), words.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("both name {names}"),
            (true, false) => format!("both say {words}"),
            (false, false) => format!("both name {names} and say {words}"),
        }
    }
}

impl fmt::Display for SameEvent {
    /// “headline” (Outlet, day): both name …; 5 h apart; 0.93.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facts = vec![self.in_common(), self.gap.to_string()];
        facts.extend(self.likeness.map(|likeness| likeness.to_string()));
        facts.retain(|fact| !fact.is_empty());
        write!(f, "{}: {}", self.other, facts.join("; "))
    }
}

impl fmt::Display for Breakdown {
    /// One line: how the likeness comes about.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = ", self.uncalibrated)?;
        write!(f, "base {:+.2}", self.base)?;
        for contribution in &self.contributions {
            write!(f, ", {contribution}")?;
        }
        write!(f, "; logit {:+.2}", self.logit)?;
        if self.likeness != self.uncalibrated {
            write!(f, "; calibrated {}", self.likeness)?;
        }
        Ok(())
    }
}

impl fmt::Display for Contribution {
    /// The feature in a reader's words, and what it brings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:+.2}", phrase(self.feature), self.logit)
    }
}

/// “A, B and C”.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
