//! The shape of a line: how many words, how many of them capitalised, how it ends, which cues it holds.

use std::ops::Range;

use super::cue::{self, Cue, cue_of};
use super::scan::{Ending, Initial, Word, ender, ending, words};
use crate::text::runs::Cut;

/// How much a line looks like running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Prose {
    /// A heading, a button, a list item: no sentence.
    None,
    /// Ends like a sentence, but short, or a long line without an end.
    Weak,
    /// A sentence or more.
    Strong,
}

/// What is counted on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) struct Shape {
    /// Words; letters of scripts without spaces count half a word each.
    pub(super) words: u32,
    /// Words that begin with a capital.
    pub(super) upper: u32,
    /// Words that begin with a small letter.
    pub(super) lower: u32,
    /// Words of two or more letters, all capitals.
    pub(super) shouted: u32,
    /// Words that begin with a digit.
    pub(super) digits: u32,
    /// Words of scripts without capitals.
    pub(super) uncased: u32,
    /// Ends of sentences before the end of the line.
    pub(super) stops: u32,
    /// Words the lexicon knows, and among them those that address the reader or name parts of a site.
    pub(super) cues: u32,
    pub(super) address: u32,
    pub(super) acts: u32,
    pub(super) things: u32,
    pub(super) lists: u32,
    pub(super) images: u32,
    pub(super) times: u32,
    /// Words that reports hardly ever use.
    pub(super) site: u32,
    /// Words of credits.
    pub(super) credits: u32,
    /// Some character is not ASCII.
    pub(super) wide: bool,
    /// The first word's cues.
    pub(super) first: Cue,
    /// How the line ends.
    pub(super) ending: Ending,
    /// Begins with a bullet, a dash or an arrow.
    pub(super) bullet: bool,
    /// Begins or ends with a quotation mark, so that someone speaks.
    pub(super) quoted: bool,
}

impl Shape {
    /// Of a line with these runs.
    pub(in crate::text) fn of(line: &str, runs: Cut<'_>) -> Shape {
        let mut shape = Shape::begin(line);
        if shape.wide {
            shape.words_of_any_script(line);
            return shape;
        }
        let mut previous_end = 0;
        for (start, end) in runs.iter() {
            shape.run(line, start..end, previous_end);
            shape.cue(cue_of(&line.as_bytes()[start..end]), previous_end == 0);
            previous_end = end;
        }
        shape.close(line, runs.len());
        shape
    }

    /// Of a line whose words are still to be told: each [run](Shape::run) and its [cue](Shape::cue), then the
    /// [end](Shape::close).
    pub(in crate::text) fn begin(line: &str) -> Shape {
        Shape {
            words: 0,
            upper: 0,
            lower: 0,
            shouted: 0,
            digits: 0,
            uncased: 0,
            stops: 0,
            cues: 0,
            address: 0,
            acts: 0,
            things: 0,
            lists: 0,
            images: 0,
            times: 0,
            site: 0,
            credits: 0,
            wide: !line.is_ascii(),
            first: 0,
            ending: ending(line),
            bullet: starts_like_an_item(line),
            quoted: line.starts_with(['"', '“', '«', '„', '‘', '`', '「']),
        }
    }

    /// The line is over and had so many runs. One with a character that is not ASCII is counted anew: there, words are no
    /// runs.
    pub(in crate::text) fn close(&mut self, line: &str, runs: usize) {
        if self.wide {
            *self = Shape::begin(line);
            self.words_of_any_script(line);
        } else {
            self.words = runs as u32;
            self.upper = self.words - self.lower - self.digits;
        }
    }

    fn words_of_any_script(&mut self, line: &str) {
        let (mut unspaced, mut previous_end) = (0, 0);
        for word in words(line) {
            self.add(line, &word, previous_end);
            unspaced += word.unspaced;
            previous_end = word.end;
        }
        self.words += unspaced / 2;
    }

    /// Counts a run of ASCII letters and digits; the one before it ends at `previous_end`.
    #[inline]
    pub(in crate::text) fn run(&mut self, line: &str, at: Range<usize>, previous_end: usize) {
        let (line, start) = (line.as_bytes(), at.start);
        let word = &line[at];
        let Some(&first) = word.first() else { return };
        if first >= b'a' {
            self.lower += 1;
            return;
        }
        self.digits += u32::from(first < b'A');
        // few words have no small letter in second place, so that the rest is seldom looked at
        let shouts = word.get(1).is_some_and(|second| *second < b'a') && word.iter().all(u8::is_ascii_uppercase);
        self.shouted += u32::from(shouts);
        if start >= previous_end + 2 && previous_end > 0 {
            self.stops +=
                u32::from(matches!(line[previous_end], b'.' | b'?' | b'!') && ends_a_word(line, previous_end));
        }
    }

    /// Counts runs that begin with a small letter.
    #[inline]
    pub(in crate::text) fn small_runs(&mut self, runs: usize) {
        self.lower += runs as u32;
    }

    /// Counts the cue that a run is.
    #[inline]
    pub(in crate::text) fn cue(&mut self, found: Cue, first: bool) {
        if found != 0 {
            self.count(found);
            if first {
                self.first = found;
            }
        }
    }

    #[inline]
    fn add(&mut self, line: &str, word: &Word, previous_end: usize) {
        let bytes = line.as_bytes();
        if word.start >= previous_end + 2 && word.initial != Initial::Lower && self.words > 0 {
            let stop = match bytes[previous_end] {
                b'.' | b'?' | b'!' => ends_a_word(bytes, previous_end),
                0x80.. => {
                    line[previous_end..word.start].chars().any(|c| matches!(ender(c), Some(Ending::Stop | Ending::Cry)))
                }
                _ => false,
            };
            self.stops += u32::from(stop);
        }
        let found = cue_of(&bytes[word.start..word.end]);
        if found != 0 {
            self.count(found);
            if self.words == 0 {
                self.first = found;
            }
        }
        self.words += 1;
        // no branches: which it is cannot be predicted
        self.upper += u32::from(word.initial == Initial::Upper);
        self.lower += u32::from(word.initial == Initial::Lower);
        self.digits += u32::from(word.initial == Initial::Digit);
        self.uncased += u32::from(word.initial == Initial::Uncased);
        self.shouted += u32::from(word.shouted);
    }

    fn count(&mut self, found: Cue) {
        if found & cue::CREDIT != 0 {
            self.credits += 1;
            if found == cue::CREDIT {
                return;
            }
        }
        self.cues += 1;
        if found & cue::SITE != 0 {
            self.site += 1;
            self.lists += u32::from(found & cue::LIST != 0);
            return;
        }
        self.address += u32::from(found & cue::ADDRESS != 0);
        self.acts += u32::from(found & cue::ACT != 0);
        self.things += u32::from(found & cue::THING != 0);
        self.lists += u32::from(found & cue::LIST != 0);
        self.images += u32::from(found & cue::IMAGE != 0);
        self.times += u32::from(found & cue::TIME != 0);
    }

    /// Written mostly in capitals.
    pub(super) fn shouts(&self) -> bool {
        self.shouted * 10 >= (self.words - self.digits) * 7 && self.shouted >= 1
    }

    /// Without capitals to go by: Arabic, Hindi, Amharic, Chinese.
    pub(super) fn caseless(&self) -> bool {
        self.uncased * 2 > self.upper + self.lower
    }

    pub(super) fn prose(&self) -> Prose {
        let (long, flowing) = (self.words >= 8, self.caseless() || self.shouts() || self.lower * 3 >= self.words);
        match self.ending {
            Ending::Stop if long && flowing => Prose::Strong,
            _ if self.stops >= 1 && self.words >= 14 && flowing => Prose::Strong,
            Ending::Cry if self.words >= 12 && flowing => Prose::Strong,
            Ending::Stop | Ending::Cry if self.words >= 1 => Prose::Weak,
            Ending::More if self.words >= 6 && self.lower * 2 >= self.words => Prose::Weak,
            // scripts that end sentences with a space, quotations without a stop, sentences that run into a list
            _ if self.words >= 25 && (self.upper + self.lower) * 8 < self.words => Prose::Strong,
            _ if self.words >= 25 && self.lower * 5 >= self.words * 3 => Prose::Weak,
            _ if self.quoted && self.words >= 8 && self.lower * 2 >= self.words => Prose::Weak,
            _ => Prose::None,
        }
    }

    /// Words that tell of a site, weighed against the length of the line.
    fn dense(&self) -> bool {
        (self.site * 2 + self.things * 2 + self.acts + self.address) * 6 >= self.words
    }

    /// A sentence that may speak for the site: it names parts of one and addresses the reader, or asks the reader to
    /// do something with the story.
    pub(super) fn may_speak_for_the_site(&self) -> bool {
        let names_parts = self.things + self.site >= 1 && self.acts + self.address >= 1 && self.dense();
        let asks =
            self.address >= 1 && self.acts >= 1 && self.lists >= 1 && self.words <= 20 && self.ending == Ending::Cry;
        (names_parts || asks) && !self.quoted
    }

    /// A sentence that surely speaks for the site, wherever it stands.
    pub(super) fn speaks_for_the_site(&self) -> bool {
        let reader = self.address >= 2 || self.address >= 1 && self.acts + self.things + self.site >= 2;
        self.site >= 1 && self.site * 20 >= self.words && (reader || self.site >= 2) && self.dense() && !self.quoted
    }

    /// Words of sites, dates and authors left aside.
    pub(super) fn site_words(&self) -> u32 {
        self.acts + self.things + self.lists + self.images + self.site
    }
}

/// Whether three small letters stand before `end`: an abbreviation of one or two letters ends no sentence.
fn ends_a_word(line: &[u8], end: usize) -> bool {
    end >= 3 && line[end - 3..end].iter().all(|&byte| byte.is_ascii_lowercase() || byte >= 0x80)
}

/// Whether a line begins like the item of a list: a bullet, a dash, an arrow.
pub(super) fn starts_like_an_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '▪' | '●' | '■' | '◦' | '‣' | '►' | '▶' | '→' | '←' | '»' | '›' | '✓' | '+') => {
            true
        }
        Some('-' | '*' | '–') => chars.next().is_some_and(char::is_whitespace),
        _ => false,
    }
}
