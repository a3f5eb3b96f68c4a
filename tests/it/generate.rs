//! Generated news: seeded texts with the word frequencies, names and numbers of real ones.

/// `SplitMix64`: the same numbers everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        samestory::sketch::hash::mix(self.0)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Whether something of this chance happens.
    pub(crate) fn chance(&mut self, chance: f64) -> bool {
        ((self.next() >> 11) as f64) < chance * (1u64 << 53) as f64
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Words, names and what follows what.
#[derive(Debug)]
pub(crate) struct Language {
    words: Vec<String>,
    names: Vec<String>,
}

const FUNCTION_WORDS: [&str; 24] = [
    "the", "of", "to", "in", "and", "a", "on", "for", "that", "with", "is", "was", "by", "at", "from", "as", "it",
    "said", "has", "be", "an", "will", "not", "which",
];

impl Language {
    pub(crate) fn new(seed: u64) -> Language {
        let mut random = Random::new(seed);
        let word = |random: &mut Random, least: usize| -> String {
            const ONSETS: [&str; 16] =
                ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"];
            const RHYMES: [&str; 12] = ["a", "e", "i", "o", "u", "an", "er", "in", "or", "al", "es", "ot"];
            let syllables = least + random.below(2);
            (0..syllables).flat_map(|_| [random.pick(&ONSETS), random.pick(&RHYMES)]).collect()
        };
        let mut words: Vec<String> = FUNCTION_WORDS.map(str::to_owned).to_vec();
        words.extend((0..12_000).map(|_| word(&mut random, 2)));
        let names = (0..4_000)
            .map(|_| {
                let name = word(&mut random, 2);
                name[..1].to_uppercase() + &name[1..]
            })
            .collect();
        Language { words, names }
    }

    /// A common word is frequent, a rare one rare: the rank is drawn with a chance of about 1/rank.
    pub(crate) fn word(&self, random: &mut Random) -> &str {
        let exponent = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
        let rank = (self.words.len() as f64).powf(exponent) as usize - 1;
        &self.words[rank.min(self.words.len() - 1)]
    }

    pub(crate) fn name(&self, random: &mut Random) -> &str {
        &self.names[random.below(self.names.len())]
    }

    pub(crate) fn number(random: &mut Random) -> String {
        match random.below(3) {
            0 => random.below(30).to_string(),
            1 => format!("{}.{}", random.below(100), random.below(10)),
            _ => (random.below(900) * 10 + 100).to_string(),
        }
    }

    /// A text on one event: a few names keep coming back.
    pub(crate) fn text(&self, random: &mut Random, words: usize) -> String {
        let cast: Vec<&str> = (0..4 + words / 60).map(|_| self.name(random)).collect();
        let topic: Vec<&str> = (0..8 + words / 25).map(|_| self.words[24 + random.below(6_000)].as_str()).collect();
        let mut out = String::new();
        let mut left_in_sentence = 0;
        for _ in 0..words {
            if left_in_sentence == 0 {
                left_in_sentence = 8 + random.below(18);
                if !out.is_empty() {
                    out.push('.');
                }
            }
            left_in_sentence -= 1;
            if !out.is_empty() {
                out.push(' ');
            }
            let draw = random.below(100);
            match draw {
                0..9 => out.push_str(random.pick(&cast)),
                9..13 => out.push_str(&Language::number(random)),
                13..35 => out.push_str(random.pick(&topic)),
                _ => out.push_str(self.word(random)),
            }
        }
        out.push('.');
        out
    }
}

/// Every `share`-th word, at random places, replaced by another common word.
pub(crate) fn edited(text: &str, share: f64, language: &Language, random: &mut Random) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let mut places: Vec<usize> = (0..words.len()).collect();
    random.shuffle(&mut places);
    let count = (words.len() as f64 * share).round() as usize;
    for &place in &places[..count] {
        language.word(random).clone_into(&mut words[place]);
    }
    words.join(" ")
}

/// The first `share` of the words.
pub(crate) fn beginning(text: &str, share: f64) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    words[..(words.len() as f64 * share).round() as usize].join(" ")
}
