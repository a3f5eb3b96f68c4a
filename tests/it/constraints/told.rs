//! What is said of constraints: stages, reasons, concerns, the document.

use samestory::clustering::Concern;
use samestory::constraints::Constraints;
use samestory::explain::{Decided, Reason};
use samestory::{Article, Clusterer, Clustering};

use crate::constraints::{clustered_under, under};
use crate::news::{clustered, summit};

fn decided(clustering: &Clustering, a: &str, b: &str) -> Decided {
    clustering.why_not(&a.into(), &b.into()).unwrap().decided
}

fn cannot(ours: &str, theirs: &str) -> Decided {
    Decided::CannotLink { ours: ours.into(), theirs: theirs.into() }
}

/// Articles of the bundled set: three of one story, the first two printings of one text, and one of another story.
const PRINTED: [&str; 2] = ["meridian-putin-kim", "banyan-putin-kim"];
const SAME: &str = "harbour-kremlin-confirms";
const OTHER: &str = "meridian-weapon-test";

#[test]
fn a_cannot_link_is_a_stage_of_its_own() {
    let articles = summit();
    let free = clustered(&articles);
    assert_eq!(decided(&free, PRINTED[0], PRINTED[1]), Decided::OneText);
    assert_eq!(decided(&free, PRINTED[0], SAME), Decided::OneStory);

    let found = clustered_under(&under(&[], &["banyan-putin-kim harbour-kremlin-confirms"]), &articles);
    assert_eq!(decided(&found, PRINTED[1], SAME), cannot(PRINTED[1], SAME));
    assert_eq!(decided(&found, SAME, PRINTED[1]), cannot(SAME, PRINTED[1]));
    assert_eq!(decided(&found, PRINTED[0], SAME), cannot(PRINTED[1], SAME), "by its copy");
    assert_eq!(decided(&found, PRINTED[0], PRINTED[1]), Decided::OneText);

    // the must-link carries it to the other text
    let wishes = under(&["harbour-kremlin-confirms meridian-weapon-test"], &["banyan-putin-kim meridian-weapon-test"]);
    let found = clustered_under(&wishes, &articles);
    assert_eq!(decided(&found, SAME, PRINTED[0]), cannot(OTHER, PRINTED[1]));
}

#[test]
fn copies_kept_apart_say_so() {
    let found = clustered_under(&under(&[], &["meridian-putin-kim banyan-putin-kim"]), &summit());
    let why = found.why_not(&PRINTED[0].into(), &PRINTED[1].into()).unwrap();
    assert_eq!(why.decided, cannot(PRINTED[0], PRINTED[1]));
    let no_copy = why.no_copy.expect("the two were compared as copies");
    assert_eq!(no_copy.reason, samestory::copies::Reason::CannotLink);
    assert!(no_copy.to_string().ends_with("a cannot-link keeps the two, or texts of theirs, apart."));
}

/// A story may not grow together with another because of two of their texts: the rest of both is told so.
#[test]
fn what_stands_with_a_cannot_linked_text_is_told_so() {
    let articles = summit();
    let free = clustered(&articles);
    let report = |article: &Article| free.report_of(article.id()).unwrap();
    let likely = |a: &Article, b: &Article| {
        let pair = (report(a).min(report(b)), report(a).max(report(b)));
        let edge = free.edges().iter().find(|edge| (edge.a(), edge.b()) == pair);
        edge.is_some_and(|edge| edge.likeness() >= free.manifest().threshold)
    };
    let links = |article: &&Article| free.report(report(article)).is_some_and(|report| !report.compilation);
    let story = free.story_of(&SAME.into()).unwrap();
    let members: Vec<&Article> = articles.iter().filter(|a| story.articles.contains(a.id())).filter(links).collect();
    let mut told = 0;
    for &a in &members {
        for &b in members.iter().filter(|b| a.id() < b.id() && report(a) != report(b)) {
            let wishes = Constraints { cannot_link: vec![(a.id().clone(), b.id().clone())], ..Constraints::none() };
            let found = Clusterer::builder().constraints(wishes).build().unwrap().cluster(&articles).unwrap();
            let story = |id| found.story_of(id).unwrap().story;
            let with = |number| members.iter().copied().filter(move |other| story(other.id()) == number);
            for (x, y) in
                with(story(a.id())).flat_map(|x| with(story(b.id())).map(move |y| (x, y))).filter(|(x, y)| likely(x, y))
            {
                let why = found.why_not(x.id(), y.id()).unwrap().decided;
                assert_eq!(why, cannot(a.id().as_str(), b.id().as_str()), "{} and {}", x.id(), y.id());
                told += 1;
            }
        }
    }
    assert!(told > 0);
}

#[test]
fn a_must_link_is_a_reason() {
    let found = clustered_under(&under(&["banyan-putin-kim meridian-weapon-test"], &[]), &summit());
    let linked = |id: &str| -> Vec<String> {
        let reasons = found.explain(&id.into()).unwrap().reasons;
        let other = |reason: &Reason| match reason {
            Reason::MustLink { other } => Some(other.id.to_string()),
            _ => None,
        };
        reasons.iter().filter_map(other).collect()
    };
    assert_eq!(linked(PRINTED[1]), [OTHER]);
    assert_eq!(linked(PRINTED[0]), [OTHER], "a printing of the same text");
    assert_eq!(linked(OTHER), [PRINTED[1]]);
    assert!(linked(SAME).is_empty(), "it is in the story by its likeness");
    let lines = found.explain(&OTHER.into()).unwrap().to_string();
    assert!(lines.contains("\n  Must-link: given as one story with “"), "{lines}");
}

#[test]
fn conflicts_are_in_the_document_and_a_concern() {
    let must = ["banyan-putin-kim meridian-weapon-test", "meridian-weapon-test nowhere"];
    let wishes = under(&must, &["banyan-putin-kim meridian-weapon-test", "northlight-putin-kim northlight-putin-kim"]);
    let found = clustered_under(&wishes, &summit());
    let document = crate::trust::fitting(&found);
    let told = serde_json::to_value(found.conflicts()).unwrap();
    assert_eq!((document["conflicts"].clone(), found.conflicts().len()), (told, 3));
    let story = found.story_of(&OTHER.into()).unwrap();
    assert!(found.concerns(story).contains(&Concern::Contradiction { cannot_links: 1 }));
    assert_eq!(
        found
            .stories()
            .iter()
            .filter(|story| found.concerns(story).iter().any(|c| matches!(c, Concern::Contradiction { .. })))
            .count(),
        1
    );
    let free = crate::trust::fitting(&clustered(&summit()));
    assert!(free.get("conflicts").is_none());
}

#[test]
fn what_is_decided_is_not_asked_again() {
    let articles = summit();
    let pairs = |clustering: &Clustering| -> Vec<[String; 2]> {
        let asked = clustering.review(0.0..=1.0, 20);
        asked.iter().map(|pair| [pair.text.id.to_string(), pair.pair.other.id.to_string()]).collect()
    };
    let asked = pairs(&clustered(&articles));
    let answer = |pair: &[String; 2]| (pair[0].as_str().into(), pair[1].as_str().into());
    let answers = Constraints { must_link: vec![answer(&asked[0])], cannot_link: vec![answer(&asked[1])] };
    let after = pairs(&clustered_under(&answers, &articles));
    assert!(!after.contains(&asked[0]) && !after.contains(&asked[1]));
    assert_eq!(after.len(), asked.len(), "the next ones come up");
}

#[test]
fn constraints_are_plain_data() {
    let wishes = under(&["a b"], &["c d"]);
    let text = serde_json::to_string(&wishes).unwrap();
    assert_eq!(text, r#"{"must_link":[["a","b"]],"cannot_link":[["c","d"]]}"#);
    assert_eq!(serde_json::from_str::<Constraints>(&text).unwrap(), wishes);
    let half: Constraints = serde_json::from_str(r#"{"must_link":[["a","b"]]}"#).unwrap();
    assert_eq!(half, under(&["a b"], &[]));
    assert!(serde_json::from_str::<Constraints>(r#"{"must_links":[]}"#).is_err(), "a slip is no silence");
}
