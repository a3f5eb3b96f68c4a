//! The graph of texts for programs that draw graphs.

use std::io::{self, Write};

use crate::clustering::Clustering;
use crate::likeness::Likeness;
use crate::story::Card;

/// Pairs less alike than this are not drawn: they are most of all pairs and say nothing.
const LEAST: Likeness = Likeness::from_percent(5);

/// Writes the graph of texts in the DOT language of Graphviz: a node for each text, named by its number over the
/// clustering and labelled with headline and outlet, a cluster for each story of several texts, an edge for each pair
/// of a likeness of at least 0.05.
///
/// # Errors
/// Those of the writer.
pub fn dot(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "graph stories {{\n  node [shape=box];")?;
    for story in clustering.stories() {
        let several = story.reports.len() > 1;
        if several {
            writeln!(out, "  subgraph cluster_{} {{\n    label={};", story.story, quoted(&story.headline))?;
        }
        for report in &story.reports {
            let (Some(number), Some(card)) = (clustering.report_of(&report.origin), clustering.card(&report.origin))
            else {
                continue;
            };
            let indent = if several { "    " } else { "  " };
            writeln!(out, "{indent}{number} [label={}];", quoted(&label(card)))?;
        }
        if several {
            writeln!(out, "  }}")?;
        }
    }
    for edge in clustering.edges().iter().filter(|edge| edge.likeness() >= LEAST) {
        let likeness = edge.likeness();
        writeln!(out, "  {} -- {} [weight={likeness}, label=\"{likeness}\"];", edge.a(), edge.b())?;
    }
    writeln!(out, "}}")
}

/// Writes the graph of texts as `GraphML`: a node for each text with id, headline, outlet, time, story and number of
/// articles, an edge for each pair of a likeness of at least 0.05.
///
/// # Errors
/// Those of the writer.
pub fn graphml(clustering: &Clustering, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    for (name, kind) in [("article", "string"), ("title", "string"), ("source", "string"), ("published", "string")] {
        writeln!(out, r#"  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>"#)?;
    }
    for name in ["story", "articles"] {
        writeln!(out, r#"  <key id="{name}" for="node" attr.name="{name}" attr.type="int"/>"#)?;
    }
    writeln!(out, r#"  <key id="likeness" for="edge" attr.name="likeness" attr.type="double"/>"#)?;
    writeln!(out, r#"  <graph id="stories" edgedefault="undirected">"#)?;
    for number in 0..clustering.reports() as u32 {
        let Some(report) = clustering.report(number) else { continue };
        let Some(card) = clustering.card(&report.origin) else { continue };
        writeln!(out, r#"    <node id="n{number}">"#)?;
        let published = card.published.map(|time| time.to_string()).unwrap_or_default();
        let story = clustering.story_of(&card.id).map_or(0, |story| story.story).to_string();
        let articles = report.articles.len().to_string();
        for (key, value) in [
            ("article", card.id.as_str()),
            ("title", &*card.title),
            ("source", card.source.as_deref().unwrap_or_default()),
            ("published", &published),
            ("story", &story),
            ("articles", &articles),
        ] {
            writeln!(out, r#"      <data key="{key}">{}</data>"#, escaped(value))?;
        }
        writeln!(out, "    </node>")?;
    }
    for edge in clustering.edges().iter().filter(|edge| edge.likeness() >= LEAST) {
        write!(out, r#"    <edge source="n{}" target="n{}">"#, edge.a(), edge.b())?;
        writeln!(out, r#"<data key="likeness">{:.6}</data></edge>"#, edge.likeness().value())?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn label(card: &Card) -> String {
    let title = if card.title.is_empty() { card.id.as_str() } else { &card.title };
    match &card.source {
        Some(source) => format!("{title}\n{source}"),
        None => title.to_owned(),
    }
}

/// A quoted string of the DOT language.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\0', "");
    format!("\"{}\"", text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n"))
}

/// Character data of XML 1.0, which knows no control characters.
fn escaped(text: &str) -> String {
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(legal) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_ends_its_place() {
        assert_eq!(quoted("a \"b\" \\ c\nd"), r#""a \"b\" \\ c\nd""#);
        assert_eq!(escaped("<b>&\u{1}\u{ffff}\"</b>"), "&lt;b&gt;&amp;&quot;&lt;/b&gt;");
    }
}
