//! [`Explanation`]: an article's place, in figures and in lines a reader believes.

use std::fmt;

use serde::Serialize;

use crate::clustering::{Membership, Role};
use crate::copies::Kind;
use crate::explain::cited::Cited;
use crate::explain::same_event::SameEvent;
use crate::likeness::Likeness;
use crate::story::Counts;

/// Why an article is where it is, and what speaks against it.
///
/// Printed with `{}` it is a few lines; `{:#}` adds how each likeness comes about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The article.
    pub article: Cited,
    /// Headline of its story.
    pub headline: String,
    /// Counts of its story.
    pub counts: Counts,
    /// Least likeness of a story in this run.
    pub threshold: Likeness,
    /// Its place, in figures.
    pub membership: Membership,
    /// Why it is there: what it is a copy of, what it is must-linked to, then the likeliest text of its story, and a second one when that is above
    /// the threshold too. A likeliest text below the threshold is not hidden: then the article came with its group.
    pub reasons: Vec<Reason>,
    /// A text of the same story that it was compared with and that is below the threshold, the least like one.
    pub unlike: Option<SameEvent>,
    /// The likeliest text of another story.
    pub nearest_outside: Option<SameEvent>,
}

/// Why an article is in its story.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Nothing is alike enough.
    Alone,
    /// It is a story by itself, but others copied it.
    Copied {
        /// How many copies and revisions.
        copies: u32,
    },
    /// It was made from another text by copying, or is a version of it.
    CopyOf {
        /// That text.
        other: Cited,
        /// What kind of copy it is.
        kind: Kind,
        /// Share of common word runs among all of both, within 0..=1.
        jaccard: f64,
        /// Share of the shorter one's word runs that stand in the longer, within 0..=1.
        containment: f64,
    },
    /// A [must-link](crate::constraints) joins its text to another.
    MustLink {
        /// That text.
        other: Cited,
    },
    /// Its text tells of the same event as another.
    SameEvent(SameEvent),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Alone => f.write_str("Alone: no other text is alike enough."),
            Reason::Copied { copies: 1 } => f.write_str("One text with one copy; no other text is alike enough."),
            Reason::Copied { copies } => write!(f, "One text with {copies} copies; no other text is alike enough."),
            Reason::MustLink { other } => write!(f, "Must-link: given as one story with {other}."),
            Reason::SameEvent(event) => write!(f, "{} {event}.", capitalised(event.claim(Likeness::ZERO))),
            Reason::CopyOf { other, kind, jaccard, containment } => {
                let percent = |share: f64| (share * 100.0).round() as u32;
                let (within, both) = (percent(*containment), percent(*jaccard));
                match kind {
                    Kind::Verbatim if both == 100 => write!(f, "Verbatim copy of {other}: the same words."),
                    Kind::Verbatim => {
                        write!(f, "Verbatim copy of {other}: the same text; {both} % of all word runs are in both.")
                    }
                    Kind::Trimmed => write!(f, "Trimmed copy of {other}: {within} % of this text is in it."),
                    Kind::Excerpt => write!(f, "Excerpt of {other}: {within} % of this text is in it."),
                    Kind::Extended => write!(f, "Extended copy of {other}: {within} % of that text is in this one."),
                    Kind::Revision => write!(f, "Other version of {other}: {both} % of all word runs are in both."),
                    Kind::SamePage => write!(f, "The same page as {other}."),
                    Kind::Edited | Kind::Origin => write!(
                        f,
                        "Edited copy of {other}: {within} % of the shorter text's word runs are in both, {both} % of all."
                    ),
                }
            }
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.article)?;
        if self.counts.articles > 1 {
            writeln!(f, "  {} in “{}”, {}", role(&self.membership), self.headline, self.counts)?;
        }
        for reason in &self.reasons {
            if let Reason::SameEvent(event) = reason {
                // the words are those of the text it was made from
                let whose = if self.membership.copy_of.is_some() { "Its origin: " } else { "" };
                writeln!(f, "  {}.", capitalised(&format!("{whose}{} {event}", event.claim(self.threshold))))?;
            } else {
                writeln!(f, "  {reason}")?;
            }
            if let (true, Reason::SameEvent(SameEvent { breakdown: Some(breakdown), .. })) = (f.alternate(), reason) {
                writeln!(f, "    {breakdown}")?;
            }
        }
        self.figures(f)?;
        self.against(f)?;
        if let Some(event) = &self.nearest_outside {
            writeln!(f, "  Kept apart from {event}.")?;
        }
        Ok(())
    }
}

impl Explanation {
    /// Membership as a line of its own: it is neither a feature nor a pair.
    fn figures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(likeness) = self.membership.likeness else { return Ok(()) };
        write!(f, "  Membership: mean likeness to the story {likeness}")?;
        if let Some(margin) = self.membership.margin {
            let upto = Likeness::new(self.threshold.value() + margin);
            let loose = if self.membership.loose { "loose: " } else { "" };
            write!(f, "; {loose}stays with its lead up to a threshold of {upto}, {margin:.2} above this run's")?;
        }
        writeln!(f, ".")
    }

    fn against(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events = self.reasons.iter().filter_map(|reason| match reason {
            Reason::SameEvent(event) => Some(event),
            _ => None,
        });
        let mut against: Vec<String> = Vec::new();
        for event in events {
            for objection in event.against() {
                if !against.contains(&objection) {
                    against.push(objection);
                }
            }
        }
        if let Some(unlike) = &self.unlike {
            let likeness = unlike.likeness.map(|likeness| likeness.to_string()).unwrap_or_default();
            against.push(format!("in the same story, but hardly alike: {} ({likeness})", unlike.other));
        }
        if against.is_empty() { Ok(()) } else { writeln!(f, "  Against: {}.", against.join("; ")) }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn role(membership: &Membership) -> &'static str {
    match membership.role {
        Role::OwnText => "Own text",
        Role::Origin => "Origin of copies",
        Role::Copy => "Copy",
        Role::Revision => "Version",
        Role::Compilation => "Compilation",
    }
}

impl fmt::Display for Counts {
    /// “5 articles · 4 texts · 5 outlets”, then what stands behind them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: u32, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        write!(
            f,
            "{} · {} · {}",
            count(self.articles, "article"),
            count(self.texts, "text"),
            count(self.outlets, "outlet")
        )?;
        if self.agency > 0 {
            write!(f, " · {} with an agency credit", self.agency)?;
        }
        if self.undated > 0 {
            write!(f, " · {} undated", self.undated)?;
        }
        Ok(())
    }
}
