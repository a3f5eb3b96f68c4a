//! [`Lexicon`]: words to stems and stop words in one language, and the cache that saves most of that work.

use std::hint::black_box;
use std::sync::Arc;

use crate::sketch::hash::{combine, mix, stable_hash};
use crate::text::document::Token;
use crate::text::language::Language;
use crate::text::page::{Cue, cue_of};
use crate::text::segment::Shape;
use crate::text::stem::Stemmer;
use crate::text::stopword::StopWords;

/// The parts for one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) language: Language,
    stemmer: Stemmer,
    stop_words: Arc<StopWords>,
    /// Keeps the words of one language from those of another in the cache: exactly those of up to seven letters.
    place: u64,
    salt: u64,
}

/// Languages that one workspace can hold.
pub(crate) const LANGUAGES: usize = 128;

impl Lexicon {
    /// The `place`-th lexicon of a workspace, of [`LANGUAGES`].
    pub(crate) fn new(language: Language, stemmer: Stemmer, stop_words: Arc<StopWords>, place: usize) -> Lexicon {
        let salt = mix(stable_hash(language.tag().as_bytes()));
        Lexicon { language, stemmer, stop_words, place: (place as u64) << 56, salt }
    }

    /// Where a plain word lies, and by which key. `letters` are its first eight, and its last eight or 0.
    #[inline]
    pub(crate) fn place(&self, letters: [u64; 2], found: &mut Found) {
        // "WHO" is no "who"
        let upper = u64::from(found.shape == Shape::Upper);
        let [head, tail] = letters;
        found.key = if tail == 0 {
            // the letters themselves are the key, and the highest byte is free
            head | upper << 63 | self.place
        } else {
            let len = u64::from(found.end - found.start);
            folded(head ^ self.salt, tail ^ ODD) ^ (len << 1 | upper)
        };
        found.slot = place(found.key);
    }

    /// A word looked up: key, hash, stem and cue.
    #[inline(never)]
    fn slot(&self, key: u64, word: &str, hash: u64, shape: Shape) -> Slot {
        let upper = shape == Shape::Upper;
        let single = word.len() == 1;
        let stop_word = single || (!upper && self.stop_words.contains(hash));
        let stem = if shape == Shape::Number || upper { word.into() } else { self.stemmer.stem(word) };
        let stem = if stem == word { hash } else { stable_hash(stem.as_bytes()) };
        [key, hash, Token::new(stem, stop_word).hash(), cue_of(word.as_bytes()).into()]
    }
}

/// A word of a line on its way to a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// Where it stands in the line.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Which slot holds it; [`LOOKED_UP`] when nothing is left to do.
    slot: u32,
    pub(crate) shape: Shape,
    /// By which key; its stem when nothing is left to do.
    key: u64,
    /// Stable hash of the word, once it is read.
    pub(crate) hash: u64,
}

const LOOKED_UP: u32 = u32::MAX;

impl Found {
    /// Nothing yet.
    pub(crate) const NONE: Found = Found { start: 0, end: 0, slot: LOOKED_UP, shape: Shape::Lower, key: 0, hash: 0 };

    /// Whether the word is only ASCII letters and digits, so that its hash is also that of the letters as they stand, in
    /// small. Of some such words it is not known.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.slot != LOOKED_UP
    }
}

/// Slots of the cache.
const SLOTS: usize = 1 << 17;

/// Key, hash, stem and cue of a word.
type Slot = [u64; 4];

/// Words met before, with their stems; a newer word takes the place of an older one.
///
/// The table lies in the third-level cache, from which a word comes ten times faster than from the stemmer, but not at
/// once. So words are [placed](Lexicon::place) first and [read](StemCache::read_all) together, a line at a time: then
/// the waiting overlaps. A slot holds plain numbers: zeroed memory costs nothing until it is touched, so that reading a
/// single article does not pay for the table; reading many begins with all of it [at hand](StemCache::at_hand).
#[derive(Debug)]
pub(crate) struct StemCache {
    slots: Box<[Slot; SLOTS]>,
}

impl Default for StemCache {
    fn default() -> Self {
        match vec![[0; 4]; SLOTS].try_into() {
            Ok(slots) => StemCache { slots },
            Err(_) => unreachable!("as many as there are"),
        }
    }
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Two numbers as one: both halves of their product.
#[inline]
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Where a key lies.
#[inline]
fn place(key: u64) -> u32 {
    (key.wrapping_mul(ODD) >> (u64::BITS - SLOTS.ilog2())) as u32
}

impl StemCache {
    /// A cache through which many texts will go. Every page of memory is written to: one that is read first is mapped
    /// twice, the second time to the cost of all threads.
    pub(crate) fn at_hand() -> StemCache {
        /// Slots to a page of memory.
        const PAGE: usize = 4096 / size_of::<Slot>();
        let mut cache = StemCache::default();
        cache.slots.iter_mut().step_by(PAGE).for_each(|slot| *slot = black_box([0; 4]));
        cache
    }

    /// Looks a word up that cannot be got again from the text.
    pub(crate) fn at_once(&mut self, text: &str, lexicon: &Lexicon, found: &mut Found) {
        let (hash, token) = self.look_up(text, found.shape, lexicon);
        (found.hash, found.key, found.slot) = (hash, token.hash(), LOOKED_UP);
    }

    /// Hash and stem of one word.
    pub(crate) fn look_up(&mut self, text: &str, shape: Shape, lexicon: &Lexicon) -> (u64, Token) {
        let hash = stable_hash(text.as_bytes());
        let key = hash ^ lexicon.salt ^ u64::from(shape == Shape::Upper);
        let at = place(key) as usize;
        if self.slots[at][0] != key {
            self.renew(at, key, || lexicon.slot(key, text, hash, shape));
        }
        (hash, token_of(&self.slots[at]))
    }

    /// Puts a word where it is looked for first, and what was there beside it. `make` is for words not met before, or
    /// forgotten.
    #[cold]
    #[inline(never)]
    fn renew(&mut self, at: usize, key: u64, make: impl FnOnce() -> Slot) {
        let beside = at ^ 1;
        if self.slots[beside][0] == key {
            self.slots.swap(at, beside);
        } else {
            self.slots[beside] = std::mem::replace(&mut self.slots[at], make());
        }
    }

    /// Reads the words found in a line: hands out the stem of each, and its cue if it [is plain](Found::is_plain); returns
    /// the hash of all.
    #[inline]
    pub(crate) fn read_all(
        &mut self,
        line: &str,
        words: &mut [Found],
        lexicon: &Lexicon,
        tokens: &mut Vec<Token>,
        mut cue: impl FnMut(&Found, Cue),
    ) -> u64 {
        let (mut all, first) = (0, tokens.len());
        // put there first and filled in then, so that nothing has to wait for memory
        tokens.resize(first + words.len(), stored(0));
        for (word, token) in words.iter_mut().zip(&mut tokens[first..]) {
            if word.slot == LOOKED_UP {
                *token = stored(word.key);
            } else {
                let at = word.slot as usize % SLOTS;
                if self.slots[at][0] != word.key {
                    self.renew(at, word.key, || anew(line, word, lexicon));
                }
                let slot = &self.slots[at];
                word.hash = slot[1];
                *token = token_of(slot);
                if slot[3] != 0 {
                    cue(word, slot[3] as Cue);
                }
            }
            all = combine(all, word.hash);
        }
        all
    }
}

fn anew(line: &str, word: &Found, lexicon: &Lexicon) -> Slot {
    let text = line[word.start as usize..word.end as usize].to_ascii_lowercase();
    lexicon.slot(word.key, &text, stable_hash(text.as_bytes()), word.shape)
}

#[inline]
fn token_of(&[_, _, token, _]: &Slot) -> Token {
    stored(token)
}

#[inline]
fn stored(token: u64) -> Token {
    Token::new(token, token & 1 == 1)
}
