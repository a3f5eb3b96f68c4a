//! Whether what one text has beyond another likely tells of the same event.

use rustc_hash::FxHashSet;

use crate::copies::verify::Text;

/// `covered` marks the words of the longer text that the shorter one has too.
pub(crate) fn same_event(longer: &Text, covered: &[bool], shorter: &Text) -> bool {
    let (names, words) = kinship(longer, covered, shorter);
    names.is_none_or(|names| names >= 0.2) || words >= 0.2
}

/// Overlap coefficients of the names and of the content words of the rest with those of the shorter text; no names
/// when either side has fewer than three.
pub(crate) fn kinship(longer: &Text, covered: &[bool], shorter: &Text) -> (Option<f64>, f64) {
    let rest = |at: u32| !covered[at as usize];
    let of_rest: FxHashSet<u64> = longer.mentions[0].iter().filter(|m| rest(m.at)).map(|m| m.key).collect();
    let of_shorter: FxHashSet<u64> = shorter.keys[0].iter().copied().collect();
    let names = (of_rest.len().min(of_shorter.len()) >= 3).then(|| coefficient(&of_rest, &of_shorter));
    let content = |tokens: &mut dyn Iterator<Item = crate::text::Token>| -> FxHashSet<u64> {
        tokens.filter(|word| !word.is_stop_word()).map(crate::text::Token::hash).collect()
    };
    let of_rest =
        content(&mut longer.tokens.iter().zip(covered).filter(|(_, covered)| !**covered).map(|(word, _)| *word));
    let of_shorter = content(&mut shorter.tokens.iter().copied());
    (names, coefficient(&of_rest, &of_shorter))
}

fn coefficient(a: &FxHashSet<u64>, b: &FxHashSet<u64>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 1.0 } else { a.intersection(b).count() as f64 / least as f64 }
}
