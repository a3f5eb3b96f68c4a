//! Scripts that put no spaces between words: pairs of neighbouring characters, or the words of a dictionary.
//!
//! The only file that names `icu_segmenter`.

use std::ops::Range;

/// How a run of such a script is cut into words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Unspaced {
    /// Each character with its neighbour, so that order counts: 北京市 is 北京 and 京市.
    #[default]
    Pairs,
    /// The longest words that stand in a dictionary: 北京市 is 北京市.
    #[cfg(feature = "cjk")]
    Dictionary(icu_segmenter::WordSegmenterBorrowed<'static>),
}

impl Unspaced {
    /// Chinese, Japanese, Thai, Lao, Khmer and Burmese by the dictionaries of Unicode's ICU.
    #[cfg(feature = "cjk")]
    pub(crate) fn dictionary() -> Unspaced {
        Unspaced::Dictionary(icu_segmenter::WordSegmenter::new_dictionary(
            icu_segmenter::options::WordBreakInvariantOptions::default(),
        ))
    }

    /// Hands the words of a run to `each`. `pieces` are the run's characters, or what Unicode's rules keep together;
    /// one begins where the one before ends.
    pub(crate) fn words(self, text: &str, pieces: &[Range<usize>], mut each: impl FnMut(Range<usize>)) {
        #[cfg(not(feature = "cjk"))]
        let _ = text;
        match self {
            Unspaced::Pairs => match pieces {
                [] => {}
                [alone] => each(alone.clone()),
                _ => pieces.windows(2).for_each(|two| each(two[0].start..two[1].end)),
            },
            #[cfg(feature = "cjk")]
            Unspaced::Dictionary(dictionary) => {
                let [first, .., last] = pieces else { return pieces.iter().cloned().for_each(each) };
                let run = first.start..last.end;
                let mut start = run.start;
                for end in dictionary.segment_str(&text[run.clone()]).skip(1).map(|end| run.start + end) {
                    if text[start..end].contains(char::is_alphanumeric) {
                        each(start..end);
                    }
                    start = end;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(how: Unspaced, text: &str) -> Vec<&str> {
        let pieces: Vec<_> = text.char_indices().map(|(at, c)| at..at + c.len_utf8()).collect();
        let mut words = Vec::new();
        how.words(text, &pieces, |at| words.push(&text[at]));
        words
    }

    #[test]
    fn pairs_overlap_and_one_character_stands_alone() {
        assert_eq!(cut(Unspaced::Pairs, "北京市"), ["北京", "京市"]);
        assert_eq!(cut(Unspaced::Pairs, "港"), ["港"]);
        assert!(cut(Unspaced::Pairs, "").is_empty());
    }

    #[cfg(feature = "cjk")]
    #[test]
    fn words_of_the_dictionaries() {
        let cut = |text| cut(Unspaced::dictionary(), text);
        assert_eq!(cut("港口工人星期四罢工"), ["港口", "工人", "星期四", "罢工"]);
        assert_eq!(cut("首相は港を訪れた")[..3], ["首相", "は", "港"]);
        assert_eq!(cut("ท่าเรือปิดแล้ว"), ["ท่าเรือ", "ปิด", "แล้ว"]);
        assert_eq!(cut("港"), ["港"]);
        assert!(cut("").is_empty());
    }
}
