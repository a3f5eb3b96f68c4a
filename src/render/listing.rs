//! A listing to read.

use std::io::{self, Write};

use crate::article::Published;
use crate::clustering::Clustering;
use crate::story::Story;

/// What a listing shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// Stories at most, those with the most texts first.
    pub stories: usize,
    /// Articles of one story at most.
    pub articles: usize,
}

impl Default for Listing {
    /// Thirty stories, twelve articles each.
    fn default() -> Self {
        Listing { stories: 30, articles: 12 }
    }
}

impl Listing {
    /// Everything.
    pub const ALL: Listing = Listing { stories: usize::MAX, articles: usize::MAX };
}

/// Writes a listing: each story with headline, days, counts and members, then the totals.
///
/// # Errors
/// Those of the writer.
pub fn listing(clustering: &Clustering, what: Listing, out: &mut dyn Write) -> io::Result<()> {
    let mut order: Vec<&Story> = clustering.stories().iter().collect();
    order.sort_by_key(|s| (std::cmp::Reverse((s.reports.len(), s.articles.len())), s.story));
    for story in order.iter().take(what.stories) {
        one(clustering, story, what.articles, out)?;
    }
    if order.len() > what.stories {
        writeln!(out, "… and {} more stories\n", order.len() - what.stories)?;
    }
    let articles = clustering.labels().len();
    let alone = order.iter().filter(|s| s.articles.len() == 1).count();
    let (stories, texts) = (count(order.len(), "story", "stories"), count(clustering.reports(), "text", "texts"));
    writeln!(
        out,
        "{} · {texts} · {stories}, {alone} of them with a single article",
        count(articles, "article", "articles")
    )
}

fn one(clustering: &Clustering, story: &Story, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let headline = if story.headline.is_empty() { "(no headline)" } else { &story.headline };
    writeln!(out, "{headline}")?;
    let mut facts = Vec::new();
    facts.extend(days(story.first_seen, story.last_seen));
    facts.push(count(story.articles.len(), "article", "articles"));
    facts.push(count(story.reports.len(), "text", "texts"));
    if !story.sources.is_empty() {
        facts.push(count(story.sources.len(), "outlet", "outlets"));
    }
    facts.extend(story.confidence.map(|c| format!("confidence {c}")));
    writeln!(out, "  {}", facts.join(" · "))?;
    let mut shown = 0;
    for report in &story.reports {
        for member in report.articles.iter().take(limit.saturating_sub(shown)) {
            shown += 1;
            let Some(card) = clustering.card(&member.id) else { continue };
            let mark = if member.copy_of.is_some() { "    = " } else { "  - " };
            let role = if member.copy_of.is_some() { format!("{}: ", member.role.name()) } else { String::new() };
            let outlet = card.source.as_deref().map(|s| format!(" · {s}")).unwrap_or_default();
            let when = card.published.map(|p| format!(" · {}", day(p))).unwrap_or_default();
            writeln!(out, "{mark}{role}{}{outlet}{when} [{}]", card.title, member.id)?;
        }
    }
    if shown < story.articles.len() {
        writeln!(out, "  … and {} more", story.articles.len() - shown)?;
    }
    writeln!(out)
}

fn day(published: Published) -> String {
    let text = published.to_string();
    text.split('T').next().unwrap_or_default().to_owned()
}

fn days(first: Option<Published>, last: Option<Published>) -> Option<String> {
    let (first, last) = (day(first?), day(last?));
    Some(if first == last { first } else { format!("{first} to {last}") })
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
