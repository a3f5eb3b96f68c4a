//! Names: runs of capitalised words, one key for every spelling, and which of two names may be one.
//!
//! The only file that names `strsim`.

use crate::sketch::hash::stable_hash;
use crate::text::document::Mention;
use crate::text::name_forms::NameForms;
use crate::text::normalize::name_key;
use crate::text::segment::Shape;

/// Longest run of capitalised words that is taken as one name; longer runs are headlines in title case.
const LONGEST: usize = 6;

/// Collects the names of one text while its words go by.
///
/// A name is a run of capitalised words with nothing but a space or hyphen between them. A single capitalised word at
/// the start of a sentence counts only when the text writes it capitalised elsewhere too.
#[derive(Debug, Default)]
pub(crate) struct NameCollector {
    run: Vec<RunWord>,
    found: Vec<Found>,
    forms: String,
    key: String,
    /// Keys with the places of their names in `found`.
    keyed: Vec<(u64, u32)>,
}

#[derive(Debug, Clone, Copy)]
struct RunWord {
    start: usize,
    end: usize,
    at: u32,
    stop_word: bool,
    opens_sentence: bool,
    /// Hangs on the word before by a hyphen.
    joined: bool,
    /// Its key if it is a name by itself, where that is known.
    key: Option<u64>,
}

#[derive(Debug)]
struct Found {
    mention: Mention,
    certain: bool,
    form: (u32, u32),
}

impl NameCollector {
    /// Whether the next word may go on with a name.
    #[inline]
    pub(crate) fn is_open(&self) -> bool {
        !self.run.is_empty()
    }

    /// One word of `line`; `at` is its index among the tokens, `key` its own key where that is known.
    #[inline]
    pub(crate) fn word(
        &mut self,
        line: &str,
        place: (usize, usize),
        shape: Shape,
        at: u32,
        stop_word: bool,
        key: Option<u64>,
    ) {
        if self.is_open() || matches!(shape, Shape::Capital | Shape::Upper) {
            let (start, end) = place;
            let word = RunWord { start, end, at, stop_word, opens_sentence: false, joined: false, key };
            self.in_or_after_a_name(line, shape, word);
        }
    }

    /// A capitalised word behind which no name goes on, while none is open.
    #[inline]
    pub(crate) fn alone(&mut self, line: &str, place: (usize, usize), at: u32, stop_word: bool, key: Option<u64>) {
        let (start, end) = place;
        match key.filter(|_| end > start + 1) {
            _ if stop_word => {}
            Some(key) => self.add(Mention { key, at }, !opens_sentence(line, start), &line[start..end]),
            None => {
                let opens_sentence = opens_sentence(line, start);
                self.run.push(RunWord { start, end, at, stop_word, opens_sentence, joined: false, key });
                self.close(line);
            }
        }
    }

    fn in_or_after_a_name(&mut self, line: &str, shape: Shape, word: RunWord) {
        let start = word.start;
        let capital = matches!(shape, Shape::Capital | Shape::Upper);
        let mut joined = false;
        if let Some(last) = self.run.last() {
            // pairs of characters overlap: then nothing stands between
            let between = line.as_bytes().get(last.end..start).unwrap_or_default();
            // `Jong-un`: the small half of a hyphenated name belongs to it
            joined = between == b"-" || between == "‐".as_bytes();
            let follows = joined || (capital && (between == b" " || between == "\u{a0}".as_bytes()));
            if !follows || (!capital && shape != Shape::Lower) {
                self.close(line);
                joined = false;
            }
        }
        if capital || !self.run.is_empty() {
            let opens_sentence = self.run.is_empty() && opens_sentence(line, start);
            self.run.push(RunWord { opens_sentence, joined, ..word });
        }
    }

    /// The line is over.
    pub(crate) fn line_end(&mut self, line: &str) {
        self.close(line);
    }

    fn close(&mut self, line: &str) {
        let run = std::mem::take(&mut self.run);
        let mut words = run.as_slice();
        // "The Kremlin", "In Moscow": what opens a sentence is no part of the name
        while let [first, rest @ ..] = words
            && first.stop_word
        {
            words = rest;
        }
        while let [rest @ .., last] = words
            && last.stop_word
            && !last.joined
        {
            words = rest;
        }
        if let ([first, ..], [.., last]) = (words, words)
            && words.len() <= LONGEST
        {
            let known = first.key.filter(|_| words.len() == 1);
            let form = &line[first.start..last.end];
            let form = if known.is_some() { form } else { without_endings(form) };
            let key = known.filter(|_| form.len() > 1).or_else(|| self.key_of(form));
            if let Some(key) = key {
                let certain = words.len() > 1 || !first.opens_sentence;
                self.add(Mention { key, at: first.at }, certain, form);
            }
        }
        self.run = run;
        self.run.clear();
    }

    fn add(&mut self, mention: Mention, certain: bool, form: &str) {
        let from = self.forms.len() as u32;
        self.forms.push_str(form);
        self.found.push(Found { mention, certain, form: (from, self.forms.len() as u32) });
    }

    /// The key of a name of two letters or more.
    fn key_of(&mut self, form: &str) -> Option<u64> {
        name_key(form, &mut self.key);
        self.key.chars().nth(1).map(|_| stable_hash(self.key.as_bytes()))
    }

    /// All names of the text in order, and the first spelling of each sorted by key. Leaves the collector empty.
    pub(crate) fn finish(&mut self) -> (Vec<Mention>, NameForms) {
        let NameCollector { found, keyed, forms: text, .. } = self;
        keyed.clear();
        keyed.extend((0..).zip(&*found).map(|(place, f)| (f.mention.key, place)));
        keyed.sort_unstable();
        for same in keyed.chunk_by(|a, b| a.0 == b.0) {
            let certain = same.iter().any(|&(_, place)| found[place as usize].certain);
            for &(_, place) in same {
                found[place as usize].certain = certain;
            }
        }
        let firsts = keyed.chunk_by(|a, b| a.0 == b.0).map(|same| &found[same[0].1 as usize]);
        let forms = NameForms::new(firsts.filter(|f| f.certain).map(|f| {
            let (from, to) = f.form;
            (f.mention.key, &text[from as usize..to as usize])
        }));
        let certain = found.iter().filter(|f| f.certain).count();
        let mut mentions = Vec::with_capacity(certain);
        mentions.extend(found.iter().filter(|f| f.certain).map(|f| f.mention));
        found.clear();
        text.clear();
        (mentions, forms)
    }
}

/// A name without its genitive.
fn without_endings(mut form: &str) -> &str {
    for ending in ["'s", "’s"] {
        while let Some(rest) = form.strip_suffix(ending) {
            form = rest;
        }
    }
    form
}

/// Whether only quotes and spaces stand between `at` and the end of the sentence before it.
fn opens_sentence(line: &str, at: usize) -> bool {
    // most names stand behind a word or a comma and a space
    if let [.., b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b',', b' '] = line.as_bytes()[..at] {
        return false;
    }
    let before = line[..at].trim_end_matches([' ', '\u{a0}', '"', '“', '‘', '\'', '(', '«', '-', '–', '—', '•', '*']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…', '”', '’', '\n', '»'])
}

/// Which names of two texts may be spelling variants of each other: pairs of indices, each index at most once.
///
/// Equal keys pair first. Then the most alike rest pairs when Jaro-Winkler likeness is at least `VARIANT` **and** the
/// names have as many words, begin alike word by word, and no word differs by more than two edits, but for vowels; never
/// when both spellings stand in one of the texts, which would mean two persons. A pair says nothing beyond these two texts.
///
/// ```
/// use samestory::text::name_variants;
/// assert_eq!(name_variants(&["Kim Jong Un"], &["Kim Jung-un"]), [(0, 0)]);
/// assert!(name_variants(&["Kim Jong Un", "Iran"], &["Kim Jong Il", "Iraq"]).is_empty());
/// ```
///
/// # References
/// Winkler: *String comparator metrics and enhanced decision rules* (1990).
pub fn name_variants(ours: &[&str], theirs: &[&str]) -> Vec<(usize, usize)> {
    let key = |name: &&str| {
        let mut key = String::new();
        name_key(name, &mut key);
        key
    };
    let (our_keys, their_keys): (Vec<_>, Vec<_>) = (ours.iter().map(key).collect(), theirs.iter().map(key).collect());
    let mut pairs = Vec::new();
    let (mut our_free, mut their_free) = (vec![true; ours.len()], vec![true; theirs.len()]);
    for (i, k) in our_keys.iter().enumerate() {
        if let Some(j) = their_keys.iter().position(|other| other == k) {
            if their_free[j] {
                pairs.push((i, j));
            }
            // a name both texts write in full is no variant of another, however often it stands
            (our_free[i], their_free[j]) = (false, false);
        }
    }
    // spelled out by word where something is left to compare
    let left = our_free.contains(&true) && their_free.contains(&true);
    let (our_spellings, their_spellings) =
        if left { (NameWords::all(ours), NameWords::all(theirs)) } else { Default::default() };
    let mut scored = Vec::new();
    for i in (0..ours.len()).filter(|&i| our_free[i]) {
        for j in (0..theirs.len()).filter(|&j| their_free[j]) {
            if let Some(alike) = our_spellings[i].variant_likeness(&their_spellings[j]) {
                scored.push((std::cmp::Reverse(alike), i, j));
            }
        }
    }
    scored.sort_unstable();
    for (_, i, j) in scored {
        if our_free[i] && their_free[j] {
            (our_free[i], their_free[j]) = (false, false);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What stands between the words of a name.
pub(crate) const WORD_ENDS: [char; 4] = [' ', '-', '\u{a0}', '‐'];

/// A name taken apart, so that it can be held against many others.
pub(crate) struct NameWords<'a> {
    /// The words: their keys, and as they are written.
    words: Vec<(String, &'a str)>,
}

impl<'a> NameWords<'a> {
    pub(crate) fn new(name: &'a str) -> NameWords<'a> {
        let keyed = |word| {
            let mut key = String::new();
            name_key(word, &mut key);
            (key, word)
        };
        let words = name.split(WORD_ENDS).map(keyed).filter(|(key, _)| !key.is_empty());
        NameWords { words: words.collect() }
    }

    fn all(names: &[&'a str]) -> Vec<NameWords<'a>> {
        names.iter().map(|name| NameWords::new(name)).collect()
    }

    /// Whether two different names may be spellings of one; see [`name_variants`].
    pub(crate) fn is_variant(&self, other: &NameWords<'_>) -> bool {
        self.variant_likeness(other).is_some()
    }

    /// How alike two spellings are in thousandths, when they may be variants at all.
    fn variant_likeness(&self, other: &NameWords<'_>) -> Option<u32> {
        const VARIANT: f64 = 0.85;
        let (a, b) = (&self.words, &other.words);
        // one word alone carries too little: Iran and Iraq, Austria and Australia, Obama and Osama
        if a.len() != b.len() || a.len() < 2 {
            return None;
        }
        let mut changed = 0;
        for ((x, form), (y, other)) in a.iter().zip(b) {
            if x == y {
                continue;
            }
            changed += 1;
            if vowel_swap(x, y) || cut_short(form, y) || cut_short(other, x) {
                continue;
            }
            // Un and Il are two names; Jong and Jung, Chang and Ch'ang are one
            if x.chars().next() != y.chars().next() && y.chars().count().max(x.chars().count()) < 5 {
                return None;
            }
            let (letters, others) = (x.chars().count(), y.chars().count());
            let edits = 1 + letters.min(others) / 5;
            if letters.abs_diff(others) > edits || strsim::damerau_levenshtein(x, y) > edits {
                return None;
            }
        }
        let whole = |words: &[(String, &str)]| words.iter().map(|(key, _)| key.as_str()).collect::<String>();
        let alike = strsim::jaro_winkler(&whole(a), &whole(b));
        (changed > 0 && alike >= VARIANT).then_some((alike * 1000.0) as u32)
    }
}

/// Whether two words differ in their vowels only, as transliterations do.
fn vowel_swap(a: &str, b: &str) -> bool {
    fn bare(word: &str) -> impl Iterator<Item = char> {
        word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
    }
    bare(a).next().is_some() && bare(a).eq(bare(b))
}

/// Whether a syllable has lost all but its vowel, as in Jung-a for Jong-un: a small vowel alone against a short
/// syllable that begins with some vowel. A capital alone is an initial, and initials tell people apart.
fn cut_short(form: &str, syllable: &str) -> bool {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut letters = form.chars();
    letters.next().is_some_and(vowel)
        && letters.next().is_none()
        && syllable.starts_with(vowel)
        && (2..=3).contains(&syllable.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use crate::text::segment::Segmenter;
    use crate::text::stopword::StopWords;

    fn names(text: &str) -> Vec<String> {
        let stop_words = StopWords::of(Language::ENGLISH);
        let (mut segmenter, mut collector) = (Segmenter::new(), NameCollector::default());
        let mut at = 0;
        for line in text.lines() {
            segmenter.words(line, &mut |w| {
                let stop = stop_words.contains(stable_hash(w.text.as_bytes()));
                collector.word(line, (w.start, w.end), w.shape, at, stop, None);
                at += 1;
            });
            collector.line_end(line);
        }
        let (mentions, forms) = collector.finish();
        let form = |m: &Mention| forms.iter().find(|f| f.key == m.key).map(|f| f.form.to_string()).unwrap();
        mentions.iter().map(form).collect()
    }

    #[test]
    fn runs_of_capitals() {
        for (text, expected) in [
            ("The Kremlin said Kim Jong-un would come.", vec!["Kremlin", "Kim Jong-un"]),
            ("Talks began. Officials met in Nakhodka.", vec!["Nakhodka"]),
            ("Moscow said so. It was Moscow’s plan.", vec!["Moscow", "Moscow"]),
            ("“KIM JONG UN” and Kim Jong Un", vec!["KIM JONG UN", "KIM JONG UN"]),
            ("nothing here", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn variants_are_one_to_one() {
        assert_eq!(name_variants(&["Kim Jong Un"], &["KIM JONG-UN"]), [(0, 0)]);
        assert_eq!(name_variants(&["Kim Jong Un"], &["Kim Jung-a"]), [(0, 0)]);
        assert_eq!(name_variants(&["Kim Jong Un", "Vladimir Putin"], &["Vladimir Poutine", "Kim Jung-un"]).len(), 2);
        // both stand in one text: two persons
        assert_eq!(name_variants(&["Kim Jong Un"], &["Kim Jong Un", "Kim Jung Un"]), [(0, 0)]);
        for (a, b) in [
            ("Kim Jong Un", "Kim Jong Il"),
            ("Kim Jong Un", "Kim Jong Nam"),
            ("Kim Jong Un", "Kim Yo Jong"),
            ("Kim Jong Un", "Kim Chang Son"),
            ("Iran", "Iraq"),
            ("Austria", "Australia"),
            ("Obama", "Osama"),
            ("Samuel A", "Samuel Ode"),
            ("Vladimir Putin", "Vladimir Medvedev"),
        ] {
            assert!(name_variants(&[a], &[b]).is_empty(), "{a} is not {b}");
        }
    }
}
