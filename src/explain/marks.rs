//! [`Marks`]: where a term stands in a text, found without reading all of it.

use crate::text::Token;

/// Two bytes of each token's hash: a text is looked through for a term eight words at a time.
pub(crate) struct Marks(Vec<u16>);

/// Words looked at before any of them is asked whether it is the one.
const BLOCK: usize = 64;

impl Marks {
    pub(crate) fn of(tokens: &[Token]) -> Marks {
        Marks(tokens.iter().map(|token| mark(token.hash())).collect())
    }

    /// Hands each place of a term in the tokens that these are of to `each`, in order.
    pub(crate) fn each(&self, tokens: &[Token], term: u64, mut each: impl FnMut(usize)) {
        let wanted = mark(term);
        for (block, first) in self.0.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
            // without a branch: most blocks hold none
            if block.iter().fold(false, |found, &mark| found | (mark == wanted)) {
                let places = (first..).zip(&tokens[first..first + block.len()]);
                places.filter(|(_, token)| token.hash() == term).for_each(|(at, _)| each(at));
            }
        }
    }
}

fn mark(hash: u64) -> u16 {
    (hash >> 48) as u16
}
