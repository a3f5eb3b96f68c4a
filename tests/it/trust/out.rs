//! The ways out: nothing is lost on them, and each has the form it promises.

use std::collections::BTreeSet;

use samestory::{Article, Clustering, render};
use serde_json::Value;

use crate::news::{clustered, summit};
use crate::trust::{explained, schema};

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes all");
    String::from_utf8(bytes).expect("text")
}

fn the_schema() -> Value {
    serde_json::from_str(include_str!("../../../schema/document.json")).expect("the schema is JSON")
}

#[track_caller]
pub(crate) fn assert_fits(clustering: &Clustering) -> Value {
    let text = written(|out| render::document(clustering, out));
    let value: Value = serde_json::from_str(&text).expect("the document is JSON");
    let schema = the_schema();
    schema::check(&value, &schema, &schema, "$").expect("the document fits the schema");
    value
}

#[test]
fn the_document_fits_its_schema() {
    let articles = summit();
    for clustering in [explained(&articles), clustered(&articles), clustered(&[])] {
        let value = assert_fits(&clustering);
        let members = value["stories"].as_array().into_iter().flatten().filter_map(|s| s["members"].as_array());
        let ids: Vec<&str> = members.flatten().filter_map(|member| member["id"].as_str()).collect();
        assert_eq!(ids.len(), clustering.labels().len());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = the_schema();
    let value = assert_fits(&clustered(&summit()));
    let broken = [
        ("/stories/0/headline", Value::Null),
        ("/stories/0/confidence", 1.5.into()),
        ("/manifest/input", "xyz".into()),
        ("/totals/articles", (-1).into()),
        ("/stories/0/members/0/role", "sibling".into()),
        ("/stories/0/members/0/reasons/0", serde_json::json!({ "same_event": {} })),
        ("/stories/0/members", serde_json::json!([])),
    ];
    for (place, wrong) in broken {
        let mut value = value.clone();
        *value.pointer_mut(place).expect("a place in the document") = wrong;
        assert!(schema::check(&value, &schema, &schema, "$").is_err(), "{place}");
    }
}

#[test]
fn the_manifest_tells_inputs_and_settings_apart() {
    let articles = summit();
    let manifest = clustered(&articles).manifest().clone();
    let mut reversed = articles.clone();
    reversed.reverse();
    assert_eq!(*clustered(&reversed).manifest(), manifest);
    assert_eq!(*explained(&articles).manifest(), manifest, "evidence changes no result");
    assert_ne!(clustered(&articles[1..]).manifest().input, manifest.input);
    let other = samestory::Clusterer::builder().threshold(0.3).build().expect("within range");
    assert_ne!(*other.cluster(&articles).expect("no duplicate ids").manifest(), manifest);
    let clusterer = samestory::Clusterer::new();
    let documents: Vec<_> = articles.iter().map(|article| clusterer.analyse(article)).collect();
    assert_eq!(*clusterer.cluster_documents(&documents).expect("own documents").manifest(), manifest);
}

#[cfg(feature = "csv")]
#[test]
fn the_table_has_a_row_for_every_article() {
    let articles = summit();
    let text = written(|out| render::csv(&clustered(&articles), out));
    let mut rows = text.lines();
    assert_eq!(rows.next(), Some("id,story,report,role,copy_of,measure,likeness"));
    let ids: BTreeSet<&str> = rows.clone().filter_map(|row| row.split(',').next()).collect();
    assert_eq!((rows.count(), ids.len()), (articles.len(), articles.len()));
}

#[test]
fn graphs_hold_every_text() {
    let clustering = clustered(&summit());
    let drawn = clustering.edges().iter().filter(|edge| edge.likeness().value() >= 0.05).count();
    let dot = written(|out| render::dot(&clustering, out));
    assert_eq!(dot.lines().filter(|line| line.contains(" -- ")).count(), drawn);
    assert_eq!(
        dot.lines().filter(|line| line.trim_start().starts_with(char::is_numeric) && line.contains("[label=")).count(),
        clustering.reports()
    );
    assert_eq!(dot.matches('{').count(), dot.matches('}').count());
    let xml = written(|out| render::graphml(&clustering, out));
    assert_eq!((xml.matches("<node ").count(), xml.matches("<edge ").count()), (clustering.reports(), drawn));
    assert_eq!(clustering.graph().petgraph().node_count(), clustering.reports());
}

/// Articles that try to be more than text.
fn hostile() -> Vec<Article> {
    let mut articles = summit();
    let titles = [
        "<script>window.hit=1</script> & more",
        "\"><img src=x onerror=window.hit=1>",
        "</script><b>\u{2028}{{ title }}",
    ];
    let bodies = [
        "Fire tore through the roof of Notre-Dame <i onclick=x> on Monday evening.",
        "Notre-Dame in Paris has lost its spire to a fire under the roof, and both towers stand.",
        "Paris: the spire of Notre-Dame fell on Monday while the roof of the cathedral burned.",
    ];
    for (n, (title, body)) in titles.into_iter().zip(bodies).enumerate() {
        let builder = Article::builder(title, body);
        let builder = builder.id(&format!("hostile-{n}")).source("<b>Outlet</b>").url("javascript:window.hit=1");
        articles.push(builder.lang("en").build().expect("text is legal"));
    }
    articles
}

#[cfg(feature = "html")]
#[test]
fn nothing_of_an_article_becomes_markup() {
    let title = "Stories <of> \"today\"".to_owned();
    let page = render::Html { title, remarks: vec!["<script>".to_owned()] };
    let html = written(|out| render::html(&explained(&hostile()), &page, out));
    assert!(html.contains("Stories &lt;of&gt; &quot;today&quot;"), "the title is escaped");
    let (_, data) = html.split_once("id=\"data\">").expect("the page holds its data");
    let (data, _) = data.split_once("</script>").expect("the data ends");
    assert!(!data.contains(['<', '>', '&', '\u{2028}']));
    let value: Value = serde_json::from_str(data).expect("the data is JSON");
    let cards = value["cards"].as_array().expect("a list of cards");
    assert_eq!(cards.len(), summit().len() + 3);
    assert!(cards.iter().any(|card| card[1] == "<script>window.hit=1</script> & more"), "and comes back as it was");
    assert_eq!(html.matches("<script").count(), 2, "the page's own");
    for word in ["http://", "https://", "//cdn", "@import", "url("] {
        let own = html.replace(data, "").replace("http://www.w3.org/2000/svg", "");
        assert!(!own.contains(word), "{word}");
    }
}

#[test]
fn hostile_texts_go_every_way() {
    let clustering = explained(&hostile());
    assert_fits(&clustering);
    let dot = written(|out| render::dot(&clustering, out));
    assert!(dot.contains("\\\"><img src=x onerror=window.hit=1>"));
    let xml = written(|out| render::graphml(&clustering, out));
    assert!(xml.contains("&lt;script&gt;window.hit=1&lt;/script&gt;") && !xml.contains("<script>"));
    let report = samestory::explain::Explainer::new(&clustering).explain(&"hostile-0".into());
    assert!(report.is_some());
}
