//! [`Facts`]: the names and numbers of one text laid out, so that those of many others can be looked up in them.

use std::hint::black_box;

use crate::events::forms;
use crate::events::vectors::TermVectors;

/// Words of the filter, so that of thirty facts hardly one is found there by chance.
const FILTER: usize = 64;

/// The names and numbers of one text, in a filter: of most other texts nothing is left to look up.
#[derive(Debug)]
pub(crate) struct Facts {
    text: Option<u32>,
    /// A bit for the lower bits of each fact.
    filter: [u64; FILTER],
    /// What of the other text passes.
    met: Vec<u32>,
}

impl Default for Facts {
    fn default() -> Facts {
        Facts { text: None, filter: [0; FILTER], met: Vec::new() }
    }
}

impl Facts {
    /// The same as [`Forms::in_common`](crate::events::Forms::in_common).
    pub(crate) fn in_common(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        let (Some(x), Some(y)) = (vectors.forms().parts(a), vectors.forms().parts(b)) else { return [0.0; 2] };
        if self.text != Some(a) {
            self.filter = [0; FILTER];
            for fact in x.facts {
                self.filter[*fact as usize / 64 % FILTER] |= 1 << (fact % 64);
            }
            self.text = Some(a);
        }
        let facts = self.common(x.facts, y.facts);
        forms::in_common(x, y, facts, || self.common(x.numbers, y.numbers))
    }

    /// Reads on in what is known of a text that will be compared soon.
    pub(crate) fn expect(vectors: &TermVectors, text: u32) {
        if let Some(parts) = vectors.forms().parts(text) {
            let end =
                |facts: &[u32]| facts.first().copied().unwrap_or_default() ^ facts.last().copied().unwrap_or_default();
            black_box(end(parts.facts));
        }
    }

    /// How many of the facts of the text that is laid out are among those of another.
    fn common(&mut self, ours: &[u32], theirs: &[u32]) -> u32 {
        if self.met.len() <= theirs.len() {
            self.met.resize(theirs.len() + 1, 0);
        }
        let mut met = 0;
        for &fact in theirs {
            self.met[met] = fact;
            // without a branch: few pass, but which is as good as random
            met += (self.filter[fact as usize / 64 % FILTER] >> (fact % 64) & 1) as usize;
        }
        self.met[..met].iter().filter(|fact| ours.binary_search(fact).is_ok()).count() as u32
    }
}
