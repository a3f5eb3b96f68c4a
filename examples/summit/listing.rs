//! Stories to read, the largest first.

use std::cmp::Reverse;
use std::fmt::Write;

use samestory::likeness::Likeness;
use samestory::{ArticleId, Clustering, Published, Report, Story};

/// Lines of two screens, less the totals.
const LINES: usize = 72;

/// As many stories as fit on two screens, or all.
pub(crate) fn listing(clustering: &Clustering, all: bool) -> String {
    let mut order: Vec<&Story> = clustering.stories().iter().collect();
    order.sort_by_key(|s| (Reverse((s.reports.len(), s.articles.len())), s.story));
    let apart = kept_apart(clustering);
    let mut text = String::new();
    let mut shown = 0;
    for (one, apart) in order.iter().map(|&story| (story, &apart[story.story as usize])) {
        let next = story(clustering, one, apart.as_ref());
        if !all && text.lines().count() + next.lines().count() > LINES {
            break;
        }
        text.push_str(&next);
        shown += 1;
    }
    if shown < order.len() {
        let alone = order[shown..].iter().filter(|s| s.articles.len() == 1).count();
        let _ = writeln!(text, "… and {} more stories, {alone} of a single article (--all)\n", order.len() - shown);
    }
    let articles = clustering.labels().len();
    let _ = writeln!(text, "{articles} articles · {} texts · {} stories", clustering.reports(), order.len());
    text
}

/// The likeliest text that a story was not joined with, for every story.
fn kept_apart(clustering: &Clustering) -> Vec<Option<(Likeness, &ArticleId)>> {
    // the report behind each number, and its story
    let mut reports: Vec<Option<(&Report, usize)>> = vec![None; clustering.reports()];
    for story in clustering.stories() {
        for report in &story.reports {
            if let Some(number) = clustering.report_of(&report.origin) {
                reports[number as usize] = Some((report, story.story as usize));
            }
        }
    }
    let mut nearest: Vec<Option<(Likeness, &ArticleId)>> = vec![None; clustering.stories().len()];
    for edge in clustering.edges() {
        let (Some((a, of_a)), Some((b, of_b))) = (reports[edge.a() as usize], reports[edge.b() as usize]) else {
            continue;
        };
        if of_a == of_b {
            continue;
        }
        for (story, other) in [(of_a, b), (of_b, a)] {
            if nearest[story].is_none_or(|(likeness, _)| edge.likeness() > likeness) {
                nearest[story] = Some((edge.likeness(), &other.shown));
            }
        }
    }
    nearest
}

fn story(clustering: &Clustering, story: &Story, apart: Option<&(Likeness, &ArticleId)>) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", if story.headline.is_empty() { "(no headline)" } else { &story.headline });
    let mut facts: Vec<String> = when(story.first_seen, story.last_seen).into_iter().collect();
    facts.push(count(story.articles.len(), "article"));
    facts.push(count(story.reports.len(), "text"));
    facts.push(count(story.sources.len(), "outlet"));
    let _ = writeln!(text, "  {}", facts.join(" · "));
    for report in &story.reports {
        for member in &report.articles {
            let role = match report.articles.len() {
                _ if report.compilation => "compilation",
                1 => "own text",
                _ => member.role.name(),
            };
            // copies stand further in, below what they are copies of
            let role = if member.copy_of.is_some() { format!("  {role}") } else { role.to_owned() };
            let _ = writeln!(text, "    {role:<12} {}", described(clustering, &member.id));
        }
    }
    if let Some((likeness, id)) = apart {
        let _ = writeln!(text, "  kept apart, likeness {likeness}: {}", described(clustering, id));
    }
    text.push('\n');
    text
}

fn described(clustering: &Clustering, id: &ArticleId) -> String {
    let Some(card) = clustering.card(id) else { return id.to_string() };
    let mut facts = vec![headline(&card.title)];
    facts.extend(card.source.as_deref().map(str::to_owned));
    facts.extend(card.published.map(day));
    facts.join(" · ")
}

fn headline(title: &str) -> String {
    match title.char_indices().nth(66) {
        None if title.is_empty() => "(no headline)".to_owned(),
        None => title.to_owned(),
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
    }
}

fn when(first: Option<Published>, last: Option<Published>) -> Option<String> {
    let (first, last) = (day(first?), day(last?));
    Some(if first == last { first } else { format!("{first} to {last}") })
}

fn day(published: Published) -> String {
    published.to_string().chars().take(10).collect()
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
