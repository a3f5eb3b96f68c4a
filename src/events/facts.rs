//! [`Facts`]: the names and numbers of one text laid out, so that those of many others can be looked up in them.

use std::hint::black_box;

use crate::events::forms;
use crate::events::vectors::TermVectors;

/// The values of one text, each in the slot of its lower bits, so that those of another are looked up without a branch.
#[derive(Debug)]
struct Slots<const N: usize> {
    text: Option<u32>,
    /// 0 where there is none.
    values: Vec<u32>,
    /// Those whose slot was taken, and 0 itself.
    spilled: Vec<u32>,
}

impl<const N: usize> Slots<N> {
    fn new() -> Slots<N> {
        Slots { text: None, values: vec![0; N], spilled: Vec::new() }
    }

    fn fill(&mut self, text: u32, values: &[u32]) {
        if self.text == Some(text) {
            return;
        }
        self.values.fill(0);
        self.spilled.clear();
        for &value in values {
            let slot = &mut self.values[value as usize % N];
            if *slot == 0 && value != 0 {
                *slot = value;
            } else {
                self.spilled.push(value);
            }
        }
        self.text = Some(text);
    }

    /// How many of some ascending values are among these.
    fn common(&self, theirs: &[u32]) -> u32 {
        let at = |value: u32| u32::from(value != 0 && self.values[value as usize % N] == value);
        let spilled = self.spilled.iter().filter(|value| theirs.binary_search(value).is_ok()).count();
        theirs.iter().map(|&value| at(value)).sum::<u32>() + spilled as u32
    }
}

/// The names and numbers of one text, and its word runs where they count.
#[derive(Debug)]
pub(crate) struct Facts {
    told: Slots<512>,
    runs: Slots<2048>,
}

impl Default for Facts {
    fn default() -> Facts {
        Facts { told: Slots::new(), runs: Slots::new() }
    }
}

impl Facts {
    /// The same as [`Forms::in_common`](crate::events::Forms::in_common).
    pub(crate) fn in_common(&mut self, vectors: &TermVectors, a: u32, b: u32) -> [f64; 2] {
        let (Some(x), Some(y)) = (vectors.forms().parts(a), vectors.forms().parts(b)) else { return [0.0; 2] };
        self.told.fill(a, x.facts);
        forms::in_common(x, y, self.told.common(y.facts), || {
            self.runs.fill(a, x.runs);
            self.runs.common(y.runs)
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
