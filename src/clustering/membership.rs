//! [`Membership`]: an article's place, with the figures that put it there.

use serde::{Deserialize, Serialize};

use crate::article::{ArticleId, Published};
use crate::clustering::Clustering;
use crate::copies::Kind;
use crate::graph::Edge;
use crate::likeness::Likeness;
use crate::story::{Member, Report, Story};
use crate::text::Flags;

/// What an article is to its story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// A text without copies.
    OwnText,
    /// The text that others are copies or revisions of.
    Origin,
    /// Made from another text by copying.
    Copy,
    /// A later version of a text by the same outlet or at the same address.
    Revision,
    /// Holds several texts: a live blog, a round-up.
    Compilation,
}

impl Role {
    /// The name as it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Role::OwnText => "own_text",
            Role::Origin => "origin",
            Role::Copy => "copy",
            Role::Revision => "revision",
            Role::Compilation => "compilation",
        }
    }

    /// The role of the origin of a report.
    #[cfg(feature = "html")]
    pub(crate) fn of_origin(report: &Report) -> Option<Role> {
        let origin = report.articles.iter().find(|member| member.id == report.origin)?;
        Some(Role::of(report, origin))
    }

    fn of(report: &Report, member: &Member) -> Role {
        match member.role {
            Kind::Revision | Kind::SamePage => Role::Revision,
            _ if member.copy_of.is_some() => Role::Copy,
            _ if report.compilation => Role::Compilation,
            _ if report.articles.len() > 1 => Role::Origin,
            _ => Role::OwnText,
        }
    }
}

/// An article's place in its story, with the figures that put it there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// The article.
    pub id: ArticleId,
    /// Its outlet.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, to the day or the second; missing when unknown.
    pub published: Option<Published>,
    /// Number of its story.
    pub story: u32,
    /// Number of its report, over the whole clustering.
    pub report: u32,
    /// What it is to its story.
    pub role: Role,
    /// What kind of copy it is; [`Kind::Origin`] for a text of its own.
    pub kind: Kind,
    /// The article it was verified against, for copies and revisions.
    pub copy_of: Option<ArticleId>,
    /// Share of common word runs among all of both texts, within 0..=1, for copies and revisions.
    pub jaccard: Option<f64>,
    /// Share of the shorter text's word runs that stand in the longer, within 0..=1, for copies and revisions.
    pub containment: Option<f64>,
    /// Mean likeness of its report to the other reports of the story, pairs that were never compared counted as 0;
    /// missing when there is no other.
    pub likeness: Option<Likeness>,
    /// By how much the threshold could be raised until its report leaves the story's lead; missing when there is no
    /// other report, or the report is the lead's own. Never below 0.
    pub margin: Option<f64>,
    /// Whether the margin is below 0.05.
    pub loose: bool,
    /// What was noticed while reading it.
    pub flags: Flags,
}

impl Membership {
    /// A member with less margin than this is loose.
    pub const LOOSE: f64 = 0.05;
}

impl Clustering {
    /// The place of an article and the figures that put it there; `None` for an id that did not go in.
    ///
    /// [`explain`](Clustering::explain) puts them into words.
    pub fn membership(&self, id: &ArticleId) -> Option<Membership> {
        let place = self.place(id)?;
        self.membership_at(place, self.lead_of(self.story_of_report(self.report_of[place])?))
    }

    /// The same by the place of the article, given the [lead](Clustering::lead_of) of its story.
    pub(crate) fn membership_at(&self, place: usize, lead: Option<u32>) -> Option<Membership> {
        let (card, number) = (&self.cards[place], self.report_of[place]);
        let (report, story) = (self.report(number)?, self.story_of_report(number)?);
        let id = &card.id;
        let member = report.articles.iter().find(|member| member.id == *id)?;
        let margin = self.margin(story, lead, number);
        let text = |value: Option<&str>| value.map(str::to_owned);
        Some(Membership {
            id: id.clone(),
            source: text(card.source.as_deref()),
            url: text(card.url.as_deref()),
            published: card.published,
            story: story.story,
            report: number,
            role: Role::of(report, member),
            kind: member.role,
            copy_of: member.copy_of.clone(),
            jaccard: member.jaccard,
            containment: member.containment,
            likeness: report.likeness,
            margin,
            loose: margin.is_some_and(|margin| margin < Membership::LOOSE),
            flags: card.flags,
        })
    }

    /// The report of a story's lead; `None` for a story of one report.
    pub(crate) fn lead_of(&self, story: &Story) -> Option<u32> {
        if story.reports.len() > 1 { self.report_of(&story.lead) } else { None }
    }

    /// By how much the threshold could be raised until a report leaves the [lead](Clustering::lead_of) of its story.
    pub(crate) fn margin(&self, story: &Story, lead: Option<u32>, report: u32) -> Option<f64> {
        let lead = lead.filter(|&lead| lead != report)?;
        let joined = self.tree.height_between(lead, report);
        let holds = if joined.is_none() && self.report(report)?.compilation {
            // placed by its nearest text, whatever else the story holds; merged only by a must-link
            let own = self.edges.iter().filter(|edge| edge.a() == report || edge.b() == report);
            let within = own.filter(|edge| {
                let other = if edge.a() == report { edge.b() } else { edge.a() };
                self.story_of_report(other).is_some_and(|s| s.story == story.story)
                    && self.report(other).is_some_and(|r| !r.compilation)
            });
            within.map(Edge::likeness).max()
        } else {
            joined
        };
        holds.map(|holds| (holds.value() - self.manifest.threshold.value()).max(0.0))
    }
}
