//! [`TermIndex`]: where each term stands in a text.

use crate::text::Token;

/// The places of a text's words, by the highest byte of the term they become.
#[derive(Debug)]
pub(crate) struct TermIndex {
    /// Where the places of each byte end; those of the first begin at 0.
    ends: Box<[u32; BYTES]>,
    /// Ascending within a byte.
    places: Vec<u32>,
}

const BYTES: usize = 256;

impl TermIndex {
    /// # Complexity
    /// Linear in the tokens: they are counted, then put in their places.
    pub(crate) fn of(tokens: &[Token]) -> TermIndex {
        let mut ends = Box::new([0; BYTES]);
        for token in tokens {
            ends[byte(token.hash())] += 1;
        }
        let mut sum = 0;
        for end in ends.iter_mut() {
            let count = *end;
            *end = sum;
            sum += count;
        }
        // the beginnings so far, which move to the ends
        let mut places = vec![0; tokens.len()];
        for (at, token) in (0..).zip(tokens) {
            let next = &mut ends[byte(token.hash())];
            places[*next as usize] = at;
            *next += 1;
        }
        TermIndex { ends, places }
    }

    /// Where a term stands in the tokens that this is of, in order.
    pub(crate) fn places(&self, tokens: &[Token], term: u64) -> impl Iterator<Item = usize> {
        let byte = byte(term);
        let from = if byte == 0 { 0 } else { self.ends[byte - 1] };
        let places = self.places[from as usize..self.ends[byte] as usize].iter().map(|&at| at as usize);
        places.filter(move |&at| tokens[at].hash() == term)
    }
}

fn byte(hash: u64) -> usize {
    (hash >> 56) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn each_term_where_it_stands() {
        let tokens: Vec<Token> = (0..3000).map(|n| Token::new(mix(mix(n) % 700), n % 3 == 0)).collect();
        let index = TermIndex::of(&tokens);
        for term in (0..710).map(|n| mix(n) & !1) {
            let expected: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].hash() == term).collect();
            assert_eq!(index.places(&tokens, term).collect::<Vec<_>>(), expected);
        }
        assert_eq!(TermIndex::of(&[]).places(&[], 3).count(), 0);
    }
}
