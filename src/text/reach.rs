//! Where each word of a line stands, in one byte a word.

/// How far a word reaches from the end of the one before it in its line, the first from where white space ends: what
/// lies between, and its own length, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach(u8);

/// Bytes between two words that can be told, 0 included: a space, a comma and a space, a dash between spaces.
const GAPS: u8 = 5;
/// Bytes of the longest word that can be told.
const LONGEST: u8 = 51;

impl Reach {
    /// A longer word, or one further off or overlapping the one before: its line has to be cut again.
    const UNTOLD: Reach = Reach(GAPS * LONGEST);

    /// From the end of the word before, where a word begins, and where it ends.
    #[inline]
    pub(super) fn of(before: u32, start: u32, end: u32) -> Reach {
        let (gap, len) = (start.wrapping_sub(before), end.wrapping_sub(start));
        if gap < u32::from(GAPS) && (1..=u32::from(LONGEST)).contains(&len) {
            Reach(gap as u8 * LONGEST + len as u8 - 1)
        } else {
            Reach::UNTOLD
        }
    }

    fn gap(self) -> usize {
        usize::from(self.0 / LONGEST)
    }

    fn len(self) -> usize {
        usize::from(self.0 % LONGEST) + 1
    }
}

/// The word that the last of some reaches is of; `None` where a line has to be cut to tell it.
pub(super) fn last_word<'a>(line: &'a str, reaches: &[Reach]) -> Option<&'a str> {
    let (last, before) = reaches.split_last()?;
    if reaches.contains(&Reach::UNTOLD) {
        return None;
    }
    let start = before.iter().map(|reach| reach.gap() + reach.len()).sum::<usize>() + last.gap();
    line.trim_start().get(start..start + last.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Segmenter;

    #[test]
    fn words_are_found_again() {
        let long = format!("Lemma {} and more", "x".repeat(52));
        for (line, told) in [
            ("  Kim Jong-un’s train, some 1,200 km of it — “Putin” said.", true),
            ("\u{a0}Владивосток: саммит начался", true),
            ("", true),
            (&long, false),
            ("far      apart", false),
            ("北京市", false),
        ] {
            let (mut places, mut reaches) = (Vec::new(), Vec::new());
            Segmenter::new().words(line, &mut |word| places.push((word.start as u32, word.end as u32)));
            let mut before = (line.len() - line.trim_start().len()) as u32;
            for &(start, end) in &places {
                reaches.push(Reach::of(before, start, end));
                before = end;
            }
            let all_found = (1..=places.len()).all(|count| {
                let found = last_word(line, &reaches[..count]);
                let (start, end) = places[count - 1];
                assert!(found.is_none_or(|found| found == &line[start as usize..end as usize]), "{line}");
                found.is_some()
            });
            assert_eq!(all_found, told, "{line}");
        }
    }
}
