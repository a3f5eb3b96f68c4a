//! Generated news: events with reports, copies and templates, and words that fall off as in real texts.

use samestory::sketch::hash::mix;
use samestory::{Article, Error};

/// `SplitMix64`: the same numbers everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(mix(seed ^ 0x5851_f42d_4c95_7f2d))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// How the articles lie in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// Two thousand a day, so that more articles are more days.
    Daily,
    /// All within seven days.
    Week,
}

const PER_DAY: usize = 2000;
const SECONDS: f64 = 86_400.0;
/// 1 April 2019.
const START: f64 = 1_554_076_800.0;

const FUNCTION_WORDS: [&str; 56] = [
    "the", "to", "of", "and", "a", "in", "that", "for", "on", "is", "was", "with", "said", "as", "it", "by", "at",
    "from", "he", "his", "have", "be", "an", "has", "are", "not", "who", "but", "their", "they", "which", "will",
    "this", "been", "had", "were", "after", "would", "about", "more", "we", "you", "its", "or", "one", "when", "up",
    "her", "all", "out", "also", "over", "what", "than", "could", "new",
];

/// The words of the generated news: function words, then common words of all topics, then rare ones.
struct Words {
    all: Vec<String>,
}

/// Words of one field: politics of one country, one sport, one market.
const TOPIC_WORDS: usize = 250;

impl Words {
    fn new() -> Words {
        const ONSETS: [&str; 18] =
            ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "ch"];
        const RHYMES: [&str; 14] = ["a", "e", "i", "o", "u", "an", "er", "in", "or", "al", "ent", "ic", "on", "ur"];
        const ENDINGS: [&str; 5] = ["", "", "s", "ed", "ing"];
        let mut random = Random::new(1);
        let mut all: Vec<String> = FUNCTION_WORDS.map(str::to_owned).to_vec();
        while all.len() < 80_000 {
            let syllables = 1 + random.below(if all.len() < 1500 { 2 } else { 4 });
            let stem: String = (0..syllables).flat_map(|_| [random.pick(&ONSETS), random.pick(&RHYMES)]).collect();
            all.push(stem + random.pick(&ENDINGS));
        }
        Words { all }
    }

    /// A rank is drawn with a chance of about one over the rank.
    fn any(&self, random: &mut Random) -> &str {
        let rank = (self.all.len() as f64).powf(random.share()) as usize - 1;
        &self.all[rank.min(self.all.len() - 1)]
    }

    fn of_topic(&self, topic: usize, random: &mut Random) -> &str {
        let place = (TOPIC_WORDS as f64).powf(random.share()) as u64;
        &self.all[500 + (mix(topic as u64 * 1000 + place) % 20_000) as usize]
    }

    fn name(&self, random: &mut Random) -> String {
        capital(&self.all[2000 + random.below(70_000)])
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// What the reports of an event share.
struct Event {
    topic: usize,
    names: Vec<String>,
    words: Vec<String>,
    numbers: Vec<String>,
    time: f64,
}

impl Event {
    fn new(words: &Words, time: f64, random: &mut Random) -> Event {
        let topic = random.below(400);
        Event {
            topic,
            names: (0..7).map(|_| words.name(random)).collect(),
            words: (0..14).map(|_| words.all[1000 + random.below(40_000)].clone()).collect(),
            numbers: (0..5).map(|_| (random.below(4000) + 3).to_string()).collect(),
            time,
        }
    }

    fn sentence(&self, words: &Words, random: &mut Random) -> String {
        let mut text = String::new();
        for place in 0..14 + random.below(14) {
            let next = match random.below(100) {
                0..7 => self.names[random.below(7)].clone(),
                7..9 => self.numbers[random.below(5)].clone(),
                9..16 => self.words[random.below(14)].clone(),
                16..38 => words.of_topic(self.topic, random).to_owned(),
                _ => words.any(random).to_owned(),
            };
            if place == 0 {
                text += &capital(&next);
            } else {
                text += if random.below(15) == 0 { ", " } else { " " };
                text += &next;
            }
        }
        text + "."
    }

    fn headline(&self, words: &Words, random: &mut Random) -> String {
        let word = |random: &mut Random| self.words[random.below(14)].clone();
        let (one, two) = (self.names[random.below(3)].clone(), self.names[random.below(7)].clone());
        format!("{one} {} {two} {} {}", word(random), words.any(random), word(random))
    }

    /// Sentences of about `bytes` in all.
    fn report(&self, words: &Words, bytes: usize, random: &mut Random) -> Vec<String> {
        let (mut sentences, mut length) = (Vec::new(), 0);
        while length + 60 < bytes {
            sentences.push(self.sentence(words, random));
            length += sentences.last().map_or(0, String::len) + 1;
        }
        sentences
    }
}

/// `articles` generated articles of about `bytes` bytes.
///
/// Half of the events have one article, the others up to a few hundred, the fewer the larger; three articles in ten of
/// an event are copies of an earlier one: whole, cut or slightly changed. One event in thirty is a template on which
/// nothing but names and numbers changes from day to day.
pub(crate) fn articles(articles: usize, bytes: usize, calendar: Calendar) -> Result<Vec<Article>, Error> {
    let (words, mut random) = (Words::new(), Random::new(2));
    let days = match calendar {
        Calendar::Daily => (articles as f64 / PER_DAY as f64).max(1.0),
        Calendar::Week => 7.0,
    };
    let template = Event::new(&words, 0.0, &mut Random::new(3)).report(&words, bytes, &mut Random::new(4));
    let mut made = Vec::with_capacity(articles);
    while made.len() < articles {
        let event = Event::new(&words, START + random.share() * days * SECONDS, &mut random);
        let size = if random.below(2) == 0 { 1 } else { (1.0 / (random.share() + 0.003)) as usize + 1 };
        let on_template = random.below(30) == 0;
        let mut reports: Vec<Vec<String>> = Vec::new();
        for _ in 0..size.min(articles - made.len()) {
            let sentences = if on_template {
                let fill = |line: &String| format!("{line} {} {}", random.pick(&["rose", "fell"]), random.below(900));
                template.iter().map(fill).collect()
            } else if !reports.is_empty() && random.below(10) < 3 {
                copy(&reports[random.below(reports.len())], &mut random)
            } else {
                event.report(&words, bytes, &mut random)
            };
            let title = event.headline(&words, &mut random);
            let body = sentences.chunks(3).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n");
            let time = event.time + random.share() * random.share() * 2.0 * SECONDS;
            let mut article = Article::builder(&title, &body)
                .id(&format!("{:08}", made.len()))
                .source(&format!("outlet-{}", random.below(400)))
                .lang("en");
            if let Some(published) = samestory::Published::from_seconds(time as i64) {
                article = article.published(&published.to_string());
            }
            made.push(article.build()?);
            reports.push(sentences);
        }
    }
    Ok(made)
}

/// A text printed again: whole, without its end, or with a sentence gone.
fn copy(sentences: &[String], random: &mut Random) -> Vec<String> {
    let mut copied = sentences.to_vec();
    match random.below(3) {
        _ if sentences.len() < 2 => {}
        0 => {}
        1 => copied.truncate(sentences.len().div_ceil(2)),
        _ => {
            copied.remove(random.below(sentences.len()));
        }
    }
    copied
}
