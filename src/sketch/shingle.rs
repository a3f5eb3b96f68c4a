//! Shingles: the runs of consecutive words of a text, as hashes.

use crate::sketch::hash::mix;
use crate::text::Token;

/// The shingles of a text: one hash for each run of `width` consecutive words.
///
/// First step of finding copies. Words are compared in order and stop words count, so that two texts share a shingle
/// only where they share a phrase. A text shorter than `width` words is one shingle, an empty one is none. Hashes
/// come in text order and may repeat; as a set they are what Jaccard and containment are counted on.
///
/// ```
/// use samestory::{sketch::{hash::stable_hash, shingle}, text::Token};
/// let words = |text: &str| -> Vec<Token> {
///     text.split(' ').map(|w| Token::new(stable_hash(w.as_bytes()), false)).collect()
/// };
/// let wire = shingle(&words("the leaders will meet in Vladivostok next week"), 5);
/// let reprint = shingle(&words("the leaders will meet in Vladivostok"), 5);
/// assert_eq!(wire.len(), 4);
/// assert_eq!(wire[..2], reprint);
/// ```
///
/// # References
/// Andrei Broder: *On the resemblance and containment of documents* (SEQUENCES 1997), section 2.
pub fn shingle(tokens: &[Token], width: usize) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(tokens.len());
    shingle_into(tokens, width, &mut hashes);
    hashes
}

/// Like [`shingle`], adding to a vector that can be used again.
pub fn shingle_into(tokens: &[Token], width: usize, hashes: &mut Vec<u64>) {
    if tokens.len() <= width.max(1) {
        if !tokens.is_empty() {
            hashes.push(run(tokens));
        }
        return;
    }
    // the common width is spelled out so that the inner loop unrolls
    if width == 5 {
        hashes.extend(tokens.windows(5).map(|w| run(&w[..5])));
    } else {
        hashes.extend(tokens.windows(width.max(1)).map(run));
    }
}

/// The hash of one run: its words, each turned by its place, summed and mixed. Words are good hashes already, so that
/// turning tells the places apart.
#[inline]
fn run(words: &[Token]) -> u64 {
    let turned = words.iter().zip(0..).map(|(word, place)| word.hash().rotate_left(13 * place));
    mix(turned.fold(words.len() as u64, u64::wrapping_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(n: u64) -> Vec<Token> {
        (0..n).map(|i| Token::new(mix(i), false)).collect()
    }

    #[test]
    fn short_texts_are_one_shingle_and_empty_ones_none() {
        for (words, width, expected) in [(0, 5, 0), (1, 5, 1), (5, 5, 1), (6, 5, 2), (9, 3, 7), (4, 1, 4), (4, 0, 4)] {
            assert_eq!(shingle(&tokens(words), width).len(), expected, "{words} words, width {width}");
        }
    }

    #[test]
    fn order_and_length_count() {
        let forward = tokens(4);
        let backward: Vec<Token> = forward.iter().rev().copied().collect();
        assert_ne!(shingle(&forward, 5), shingle(&backward, 5));
        assert_ne!(shingle(&forward[..3], 5), shingle(&forward, 5));
    }

    #[test]
    fn the_unrolled_width_gives_the_same_hashes() {
        let words = tokens(40);
        let plain: Vec<u64> = words.windows(5).map(run).collect();
        assert_eq!(shingle(&words, 5), plain);
    }

    #[test]
    fn frozen_shingle() {
        assert_eq!(shingle(&tokens(5), 5), [0x3680_c947_0e1d_5ff7]);
    }
}
