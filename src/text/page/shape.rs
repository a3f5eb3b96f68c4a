//! The shape of a line: how many words, how many of them capitalised, how it ends, which cues it holds.

use super::cue::{self, Cue, cue_of};
use super::scan::{Ending, Initial, ender, ending, words};

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
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
    pub(super) fn of(line: &str) -> Shape {
        let mut shape = Shape {
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
        };
        let bytes = line.as_bytes();
        let (mut unspaced, mut previous_end) = (0, 0);
        for word in words(line) {
            if word.start >= previous_end + 2 && word.initial != Initial::Lower && shape.words > 0 {
                // an abbreviation of one or two letters ends no sentence
                let gap = bytes[previous_end];
                let stop = match gap {
                    b'.' | b'?' | b'!' => {
                        previous_end >= 3 && bytes[previous_end - 3..previous_end].is_ascii_lowercase_or_wide()
                    }
                    0x80.. => line[previous_end..word.start]
                        .chars()
                        .any(|c| matches!(ender(c), Some(Ending::Stop | Ending::Cry))),
                    _ => false,
                };
                shape.stops += u32::from(stop);
            }
            let found = cue_of(&bytes[word.start..word.end]);
            if found != 0 {
                shape.count(found);
                if shape.words == 0 {
                    shape.first = found;
                }
            }
            shape.words += 1;
            unspaced += word.unspaced;
            // no branches: which it is cannot be predicted
            shape.upper += u32::from(word.initial == Initial::Upper);
            shape.lower += u32::from(word.initial == Initial::Lower);
            shape.digits += u32::from(word.initial == Initial::Digit);
            shape.uncased += u32::from(word.initial == Initial::Uncased);
            shape.shouted += u32::from(word.shouted);
            previous_end = word.end;
        }
        shape.words += unspaced / 2;
        shape
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

trait Ascii {
    fn is_ascii_lowercase_or_wide(&self) -> bool;
}

impl Ascii for [u8] {
    fn is_ascii_lowercase_or_wide(&self) -> bool {
        self.iter().all(|&b| b.is_ascii_lowercase() || b >= 0x80)
    }
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
