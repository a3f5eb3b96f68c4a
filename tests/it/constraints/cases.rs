//! Named cases: copies, contradictions, unknown ids, compilations.

use samestory::constraints::{Conflict, Constraints};
use samestory::likeness::Likeness;
use samestory::{Article, Clusterer, Clustering, Level};

use crate::constraints::{assert_obeyed, clustered_under, under};
use crate::news::{EVENTS, clustered, summit};

/// A text of all sentences of an event, ended by one of its own.
fn printed(id: &str, event: usize, last: &str) -> Article {
    let body = format!("{} {last}", EVENTS[event].join(" "));
    Article::builder(EVENTS[event][0], &body).id(id).source(&format!("Outlet {id}")).lang("en").build().unwrap()
}

fn reports(clustering: &Clustering) -> Vec<u32> {
    clustering.report_labels().to_vec()
}

fn stories(clustering: &Clustering) -> Vec<u32> {
    clustering.labels().map(|(_, story)| story).collect()
}

#[test]
fn copies_are_not_folded_not_even_through_a_third() {
    let ends = ["", "More to follow.", "More to follow. Reprinted with permission of the agency."];
    let alike: Vec<Article> = ["a", "b", "c"].into_iter().zip(ends).map(|(id, end)| printed(id, 0, end)).collect();
    let same: Vec<Article> = ["a", "b", "c"].into_iter().map(|id| printed(id, 0, "")).collect();
    for articles in [alike, same] {
        assert_eq!(reports(&clustered(&articles)), [0, 0, 0], "copies by themselves");
        for (divided, expected) in [("a b", [0, 1, 0]), ("a c", [0, 0, 1]), ("b c", [0, 0, 1])] {
            let wishes = under(&[], &[divided]);
            let found = clustered_under(&wishes, &articles);
            assert_obeyed(&found, &wishes);
            assert_eq!(found.reports(), 2, "{divided}");
            let third = ["a", "b", "c"].into_iter().position(|id| !divided.contains(id)).unwrap();
            let own = reports(&found);
            assert!((0..3).any(|other| other != third && own[other] == own[third]), "the third goes with one of them");
            if articles[0].body() == articles[1].body() {
                assert_eq!(own, expected, "of the same words the lowest takes the third");
            }
        }
        let all_three = under(&[], &["a b", "b c", "a c"]);
        assert_eq!(reports(&clustered_under(&all_three, &articles)), [0, 1, 2]);
    }
}

/// Each fold is free by itself; both together would make the must-link and the cannot-link meet.
#[test]
fn copies_leave_room_for_must_links() {
    let articles = [printed("x1", 0, ""), printed("x2", 0, ""), printed("y1", 1, ""), printed("y2", 1, "")];
    assert_eq!(reports(&clustered(&articles)), [0, 0, 1, 1]);
    let wishes = under(&["x1 y1"], &["x2 y2"]);
    let found = clustered_under(&wishes, &articles);
    assert_obeyed(&found, &wishes);
    assert!(found.conflicts().is_empty());
    assert_eq!(found.reports(), 3, "one of the two pairs is one text");
}

#[test]
fn must_linked_texts_stay_texts() {
    let articles = [printed("a", 0, ""), printed("b", 1, ""), printed("c", 1, "")];
    for level in [Level::Stories, Level::Reports] {
        let builder = Clusterer::builder().level(level).must_link("a", "b");
        let found = builder.build().unwrap().cluster(&articles).unwrap();
        assert_eq!((reports(&found), stories(&found)), (vec![0, 1, 1], vec![0, 0, 0]));
        assert_eq!(found.at(Likeness::ONE), [0, 0, 0]);
        let story = &found.stories()[0];
        assert_eq!((story.confidence, story.weakest.len()), (None, 0), "nothing but the must-link holds it");
        assert!(found.concerns(story).iter().all(|concern| !concern.to_string().contains("weak link")));
    }
}

#[test]
fn contradictions_are_told_with_their_chain() {
    let articles: Vec<Article> =
        ["a", "b", "c", "d"].into_iter().enumerate().map(|(n, id)| printed(id, n, "")).collect();
    let wishes = under(&["b a", "b c"], &["c a", "d d", "d a"]);
    let found = clustered_under(&wishes, &articles);
    assert_obeyed(&found, &wishes);
    assert_eq!(
        found.conflicts(),
        [
            Conflict::Contradiction {
                cannot: ("a".into(), "c".into()),
                through: vec!["a".into(), "b".into(), "c".into()]
            },
            Conflict::SameArticle { article: "d".into() },
        ]
    );
    assert_eq!(stories(&found), [0, 0, 0, 1]);
}

#[test]
fn unknown_ids_harm_nothing() {
    let articles = [printed("a", 0, ""), printed("b", 1, "")];
    // not even as a link of a chain
    let wishes = under(&["a x", "x b", "y y"], &["x y"]);
    let found = clustered_under(&wishes, &articles);
    assert_obeyed(&found, &wishes);
    assert_eq!((stories(&found), found.conflicts().len()), (vec![0, 1], 4));
    assert_eq!(clustered_under(&wishes, &[]).conflicts().len(), 4);
}

#[test]
fn a_must_link_with_itself_says_nothing() {
    let articles = [printed("a", 0, ""), printed("b", 1, "")];
    let found = clustered_under(&under(&["a a"], &[]), &articles);
    assert_eq!((stories(&found), found.conflicts().len()), (vec![0, 1], 0));
}

#[test]
fn a_live_blog_goes_where_it_is_sent() {
    let articles = summit();
    let free = clustered(&articles);
    let blog = free.stories().iter().flat_map(|story| story.reports.iter().map(move |report| (story, report)));
    let (story, blog) = blog.into_iter().find(|(story, report)| report.compilation && story.reports.len() > 1).unwrap();
    let inside = story.articles.iter().find(|&id| *id != blog.origin).unwrap();
    let elsewhere = free.stories().iter().find(|other| other.story != story.story && other.reports.len() > 2).unwrap();

    let out = Constraints { cannot_link: vec![(blog.origin.clone(), inside.clone())], ..Constraints::none() };
    let found = clustered_under(&out, &articles);
    assert_obeyed(&found, &out);
    let why = found.why_not(&blog.origin, inside).unwrap().to_string();
    assert!(
        why.contains(&format!("Cannot-link: `{}` and `{inside}` may not stand in one story.", blog.origin)),
        "{why}"
    );

    let there = Constraints { must_link: vec![(blog.origin.clone(), elsewhere.lead.clone())], ..Constraints::none() };
    let found = clustered_under(&there, &articles);
    assert_obeyed(&found, &there);
    let own = found.membership(&blog.origin).unwrap();
    assert!(own.margin.is_none_or(|margin| margin > 0.0), "held by more than a likeness: {own:?}");
}

#[test]
fn ids_can_be_given_as_they_come() {
    let articles = [printed("a", 0, ""), printed("b", 1, "")];
    let [a, b] = [0, 1].map(|n: usize| articles[n].id());
    let one = Clusterer::builder().must_link(a, b).cannot_link("a", String::from("c"));
    let other = Clusterer::builder().must_link("z", "y").constraints(under(&["b a"], &["c a"]));
    let [one, other] = [one, other].map(|builder| builder.build().unwrap().cluster(&articles).unwrap());
    assert_eq!(one.manifest(), other.manifest());
    assert_eq!(stories(&one), [0, 0]);
    let entry = &one.manifest().settings["constraints"];
    assert!(entry.starts_with("1 must-link, 1 cannot-link, "), "{entry}");
}
