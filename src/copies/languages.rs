//! The same page under two languages.
//!
//! Words are compared by their stems, so a page that one feed calls English and another leaves unnamed shares next to
//! no word run with itself. What does not depend on the language is the hash of its lines.

use crate::copies::nodes::{LEAST_WORDS, Nodes, alike};
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::{CopyMeta, TextSource};
use crate::text::Token;

/// A body with its lines.
#[derive(Default)]
struct Body {
    tokens: Vec<Token>,
    lines: Vec<u64>,
}

impl Body {
    fn read<S: TextSource + ?Sized>(&mut self, source: &S, text: u32) {
        source.with_text(text as usize, &mut |view| {
            self.tokens.clear();
            self.tokens.extend_from_slice(view.body);
            self.lines.clear();
            self.lines.extend(view.lines.iter().map(|line| line.hash));
        });
    }
}

/// (text, the text it is the same as): nodes whose lines are the same and whose stems are not.
pub(crate) fn twins<S: TextSource + ?Sized>(
    nodes: &Nodes,
    sketches: &Sketches,
    source: &S,
    metas: &[CopyMeta],
    settings: &CopySettings,
) -> Vec<(u32, u32)> {
    let mut keyed: Vec<(u64, u32)> = nodes
        .all
        .iter()
        .map(|&node| (sketches.text(node), node))
        .filter(|(sketch, _)| sketch.lines != 0 && sketch.words >= LEAST_WORDS)
        .map(|(sketch, node)| (sketch.lines, node))
        .collect();
    keyed.sort_unstable();
    let mut same = Vec::new();
    let (mut first, mut other) = (Body::default(), Body::default());
    for class in keyed.chunk_by(|a, b| a.0 == b.0).filter(|class| class.len() > 1) {
        let node = class[0].1;
        first.read(source, node);
        for &(_, text) in &class[1..] {
            other.read(source, text);
            // equal stems are one language, and what differs is the headline
            let of_two_languages = first.lines == other.lines && first.tokens != other.tokens;
            if of_two_languages && alike(node, text, first.tokens.len(), metas, settings) {
                same.push((text, node));
            }
        }
    }
    same
}
