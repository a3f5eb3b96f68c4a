//! Everything as one JSON object, told by a schema.

use std::io::{self, Write};

use serde::Serialize;

use crate::clustering::{Clustering, Concern, Manifest, Membership, Totals};
use crate::constraints::Conflict;
use crate::explain::{Across, Explainer, Keyword, Reason, Related, SameEvent, Step, keywords, related, timeline};
use crate::likeness::Likeness;
use crate::story::{Card, Story};

/// Name of the form; another number means other keys or meanings.
const SCHEMA: &str = "samestory/document/1";

#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    manifest: &'a Manifest,
    totals: Totals,
    #[serde(skip_serializing_if = "<[Conflict]>::is_empty")]
    conflicts: &'a [Conflict],
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    story: &'a Story,
    concerns: Vec<Concern>,
    keywords: Vec<Keyword>,
    members: Vec<Member<'a>>,
    timeline: Option<Vec<Step>>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Member<'a> {
    #[serde(flatten)]
    membership: Membership,
    title: &'a str,
    language: &'a str,
    agency: Option<&'a str>,
    reasons: Vec<Reason>,
    unlike: Option<SameEvent>,
    nearest_outside: Option<Likeness>,
}

/// Writes one JSON object: name of the schema, manifest, totals, constraints that are not obeyed, and all stories with their members, reasons,
/// timeline and related stories, in the order of their numbers.
///
/// `schema/document.json` in the repository is its JSON Schema. Words and timelines are there when the run
/// [kept its evidence](crate::ClustererBuilder::keep). For stories alone [`json_lines`](crate::render::json_lines) is
/// shorter.
///
/// # Errors
/// Those of the writer.
pub fn document(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    let head = Head {
        schema: SCHEMA,
        manifest: clustering.manifest(),
        totals: clustering.totals(),
        conflicts: clustering.conflicts(),
    };
    let mut head = serde_json::to_string(&head)?;
    // the stories follow within the same object, one at a time
    head.pop();
    write!(out, "{head},\"stories\":[")?;
    let mut explainer = Explainer::new(clustering);
    let across = Across::of(clustering);
    for (at, story) in clustering.stories().iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        let members = story.articles.iter().filter_map(|id| member(&mut explainer, clustering.card(id)?)).collect();
        let mut in_hand = explainer.in_hand(story);
        let words = in_hand.as_mut().map(|in_hand| keywords(in_hand, story, 8)).unwrap_or_default();
        let words = words.into_iter().map(Keyword::from).collect();
        let steps = in_hand.map(|in_hand| timeline(clustering, in_hand, story, &[]));
        let told = Told {
            story,
            concerns: clustering.concerns(story),
            keywords: words,
            members,
            timeline: steps,
            related: related(&mut explainer, &across, story.story),
        };
        serde_json::to_writer(&mut *out, &told)?;
    }
    out.write_all(b"\n]}\n")
}

fn member<'a>(explainer: &mut Explainer<'_>, card: &'a Card) -> Option<Member<'a>> {
    let explanation = explainer.explain(&card.id)?;
    Some(Member {
        membership: explanation.membership,
        title: &card.title,
        language: if card.language.is_known() { card.language.tag() } else { "und" },
        agency: card.agency.as_deref(),
        reasons: explanation.reasons,
        unlike: explanation.unlike,
        nearest_outside: explanation.nearest_outside.and_then(|event| event.likeness),
    })
}
