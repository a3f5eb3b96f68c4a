//! [`Facts`]: the names and numbers of one text laid out, so that those of many others can be looked up in them.

use std::hint::black_box;

use crate::events::forms::{self, Common};
use crate::events::vectors::TermVectors;

/// Words of the filter, so that of thirty facts hardly one is found there by chance.
const FILTER: usize = 64;

/// Some values of one text: of those of most other texts nothing is left to look up behind it.
#[derive(Debug)]
struct Filter {
    text: Option<u32>,
    /// A bit for the lower bits of each value.
    bits: [u64; FILTER],
}

impl Filter {
    fn fill(&mut self, text: u32, values: &[u32]) {
        if self.text != Some(text) {
            self.bits = [0; FILTER];
            for value in values {
                self.bits[*value as usize / 64 % FILTER] |= 1 << (value % 64);
            }
            self.text = Some(text);
        }
    }

    /// How many values of another text are among these, of which all passed to the filter.
    fn common(&self, ours: &[u32], theirs: &[u32], met: &mut Vec<u32>) -> u32 {
        if met.len() <= theirs.len() {
            met.resize(theirs.len() + 1, 0);
        }
        let mut count = 0;
        for &value in theirs {
            met[count] = value;
            // without a branch: few pass, but which is as good as random
            count += (self.bits[value as usize / 64 % FILTER] >> (value % 64) & 1) as usize;
        }
        met[..count].iter().filter(|value| ours.binary_search(value).is_ok()).count() as u32
    }
}

/// The names and numbers of one text, and its word runs where they count.
#[derive(Debug)]
pub(crate) struct Facts {
    told: Filter,
    runs: Filter,
    /// What of the other text passes.
    met: Vec<u32>,
}

impl Default for Facts {
    fn default() -> Facts {
        let [told, runs] = [0, 1].map(|_| Filter { text: None, bits: [0; FILTER] });
        Facts { told, runs, met: Vec::new() }
    }
}

impl Facts {
    /// The same as [`Forms::in_common`](crate::events::Forms::in_common).
    pub(crate) fn in_common(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        let (Some(x), Some(y)) = (vectors.forms().parts(a), vectors.forms().parts(b)) else { return [0.0; 2] };
        let Facts { told, runs, met } = self;
        told.fill(a, x.facts);
        let count = told.common(x.facts, y.facts, met);
        forms::in_common(x, y, count, |of| match of {
            Common::Numbers => told.common(x.numbers, y.numbers, met),
            Common::Runs => {
                runs.fill(a, x.runs);
                runs.common(x.runs, y.runs, met)
            }
        })
    }

    /// Reads on in what is known of a text that will be compared soon.
    pub(crate) fn expect(vectors: &TermVectors, text: u32) {
        if let Some(parts) = vectors.forms().parts(text) {
            let end =
                |facts: &[u32]| facts.first().copied().unwrap_or_default() ^ facts.last().copied().unwrap_or_default();
            black_box(end(parts.facts));
        }
    }
}
