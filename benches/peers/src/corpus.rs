//! Generated texts with planted near-duplicates, and the exact truth about them.
//!
//! Words fall off in frequency like those of news (about one over the rank), with the function words of English on
//! top, endings that a stemmer takes off, names and numbers. One base text in five has variants: words replaced,
//! sentences dropped or added, the end cut and something else put there.

use std::collections::HashSet;

use samestory::sketch::hash::mix;
use xxhash_rust::xxh3::xxh3_64;

/// Seeded numbers, the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(mix(seed ^ 0x5851_f42d_4c95_7f2d))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

const FUNCTION_WORDS: [&str; 40] = [
    "the", "to", "of", "and", "a", "in", "that", "for", "on", "is", "was", "with", "said", "as", "it", "by", "at",
    "from", "he", "his", "have", "be", "an", "has", "are", "not", "who", "but", "their", "they", "which", "will",
    "this", "been", "had", "were", "after", "would", "about", "more",
];

pub struct Corpus {
    pub texts: Vec<String>,
    /// Pairs of texts of one base, with their exact resemblance.
    related: Vec<(u32, u32, f64)>,
}

impl Corpus {
    /// `docs` texts of about 2.9 kB.
    pub fn new(docs: usize) -> Corpus {
        let mut random = Random::new(7);
        let words = vocabulary(&mut random);
        let mut texts: Vec<String> = Vec::with_capacity(docs);
        let mut related = Vec::new();
        while texts.len() < docs {
            let base = sentences(&words, &mut random, 24);
            let variants = if random.below(5) == 0 { 1 + random.below(13) } else { 0 };
            let first = texts.len();
            texts.push(page(&base));
            for _ in 0..variants.min(docs - texts.len()) {
                texts.push(page(&edited(&base, &words, &mut random)));
            }
            let sets: Vec<HashSet<u64>> =
                texts[first..].iter().map(|text| shingles(text).into_iter().collect()).collect();
            for a in 0..sets.len() {
                for b in a + 1..sets.len() {
                    let both = sets[a].intersection(&sets[b]).count() as f64;
                    let either = sets[a].len() as f64 + sets[b].len() as f64 - both;
                    related.push(((first + a) as u32, (first + b) as u32, both / either));
                }
            }
        }
        Corpus { texts, related }
    }

    pub fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// Related pairs among the first `docs` texts.
    pub fn related(&self, docs: usize) -> impl Iterator<Item = (u32, u32, f64)> {
        self.related.iter().copied().filter(move |&(_, b, _)| (b as usize) < docs)
    }

    /// Pairs of at least this resemblance.
    pub fn truth(&self, jaccard: f64) -> HashSet<(u32, u32)> {
        self.related.iter().filter(|(.., j)| *j >= jaccard).map(|&(a, b, _)| (a, b)).collect()
    }
}

fn vocabulary(random: &mut Random) -> Vec<String> {
    const ONSETS: [&str; 20] =
        ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "ch", "sh", "gr"];
    const RHYMES: [&str; 14] = ["a", "e", "i", "o", "u", "an", "er", "in", "or", "al", "ent", "ic", "on", "ur"];
    const ENDINGS: [&str; 6] = ["", "", "s", "ed", "ing", "ly"];
    let mut words: Vec<String> = FUNCTION_WORDS.map(str::to_owned).to_vec();
    while words.len() < 60_000 {
        let stem: String =
            (0..1 + random.below(3)).flat_map(|_| [ONSETS[random.below(20)], RHYMES[random.below(14)]]).collect();
        for _ in 0..2 {
            words.push(format!("{stem}{}", ENDINGS[random.below(6)]));
        }
    }
    // common words are short
    words[40..2000].sort_by_key(String::len);
    words
}

fn word<'a>(words: &'a [String], random: &mut Random) -> &'a str {
    let rank = (words.len() as f64).powf(random.share()) as usize - 1;
    &words[rank.min(words.len() - 1)]
}

fn sentences(words: &[String], random: &mut Random, count: usize) -> Vec<String> {
    let names: Vec<String> = (0..6)
        .map(|_| {
            let name = &words[2000 + random.below(20_000)];
            name[..1].to_uppercase() + &name[1..]
        })
        .collect();
    let sentence = |random: &mut Random| {
        let mut text = String::new();
        for place in 0..14 + random.below(16) {
            let draw = random.below(100);
            let next = match draw {
                0..8 => names[random.below(names.len())].clone(),
                8..11 => random.below(3000).to_string(),
                _ => word(words, random).to_owned(),
            };
            if place == 0 {
                text += &next[..1].to_uppercase();
                text += &next[1..];
            } else {
                text.push_str(if random.below(14) == 0 { ", " } else { " " });
                text += &next;
            }
        }
        text + "."
    };
    (0..count).map(|_| sentence(random)).collect()
}

fn page(sentences: &[String]) -> String {
    sentences.chunks(3).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n\n")
}

fn edited(base: &[String], words: &[String], random: &mut Random) -> Vec<String> {
    let mut sentences = base.to_vec();
    let share = random.share() * 0.08;
    for sentence in &mut sentences {
        let changed = |w: &str, random: &mut Random| {
            if random.share() < share { word(words, random).to_owned() } else { w.to_owned() }
        };
        *sentence = sentence.split(' ').map(|w| changed(w, random)).collect::<Vec<_>>().join(" ");
    }
    for _ in 0..random.below(3) {
        sentences.remove(random.below(sentences.len()));
    }
    if random.below(3) == 0 {
        sentences.truncate(sentences.len() - random.below(8));
        sentences.extend(self::sentences(words, random, 2));
    }
    sentences
}

/// The front end the other crates are given: small letters, words of letters and digits.
pub fn words_of<'a>(small: &'a str, words: &mut Vec<&'a str>) {
    words.clear();
    words.extend(small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()));
}

/// Hashes of the runs of five words.
pub fn shingles(text: &str) -> Vec<u64> {
    let small = text.to_lowercase();
    let mut words = Vec::new();
    words_of(&small, &mut words);
    let hashes: Vec<u64> = words.iter().map(|word| xxh3_64(word.as_bytes())).collect();
    hashes.windows(5).map(run).collect()
}

/// One run of word hashes.
pub fn run(words: &[u64]) -> u64 {
    mix(words.iter().fold(0, |hash: u64, word| hash.rotate_left(13).wrapping_add(*word)))
}
