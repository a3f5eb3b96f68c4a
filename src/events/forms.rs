//! [`Forms`]: numbers, names and word runs of texts; what tells two fillings of one form from two reports of one event.

use rustc_hash::FxHashMap;

use crate::sketch::hash::{combine, mix};
use crate::text::{Mention, Token};

/// Words of a text that are looked at.
const WORDS: usize = 200;
/// Shorter texts are not judged: headlines of one event share most of their few words.
const LEAST_WORDS: usize = 25;
/// Texts with fewer names and numbers are not judged.
const LEAST_FACTS: u32 = 3;
/// Share of the word runs of the shorter text from which on two texts of one outlet are of one form.
const ONE_FORM: f64 = 0.08;
/// Shares of fewer numbers, names and numbers, or word runs are taken of so many: little proves little.
const MANY_NUMBERS: usize = 4;
const MANY_FACTS: usize = 6;
const MANY_RUNS: usize = 20;
/// Up to this share of names and numbers in common, common wording is that of a form.
const FEW_FACTS: f64 = 1.0 / 3.0;
/// At most this share of the names and numbers of the poorer text is in common when they are of two events.
const OTHER_FACTS: f64 = 0.5;

/// Of each text its outlet, its names and numbers, and its word runs.
///
/// An outlet that follows an event up repeats names and numbers along with its words. Where the words recur and more than half
/// of the names and numbers are others, it has filled a form again: quarterly figures, sentences of a court, prices of
/// a market, tremors.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forms {
    /// Each with its outlet, 0 where that is unknown.
    texts: Vec<(Form, u32)>,
}

/// What one text has filled in, and what it has filled it into.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Its numbers, then these once more with its names, then hashes of three words in a row; each part ascending.
    values: Box<[u32]>,
    numbers: u32,
    facts: u32,
    /// Whether there are words enough to know a form by.
    judged: bool,
}

/// What is known of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    /// Ascending.
    pub(super) numbers: &'a [u32],
    /// Names and numbers, ascending.
    pub(super) facts: &'a [u32],
    /// Hashes of word runs, ascending.
    pub(super) runs: &'a [u32],
}

impl Form {
    /// Of the words of a text, and of its names and numbers with the words at which they stand.
    pub(crate) fn of(tokens: &[Token], names: &[Mention], numbers: &[Mention]) -> Form {
        let tokens = &tokens[..tokens.len().min(WORDS)];
        let within = |mention: &&Mention| (mention.at as usize) < tokens.len();
        let names = names.iter().filter(within).map(|name| upper(name.key));
        // a name and a number that are written alike are not one fact
        let numbers = sorted(numbers.iter().filter(within).map(|number| !upper(number.key)));
        let run = |words: &[Token]| upper(mix(combine(combine(words[0].hash(), words[1].hash()), words[2].hash())));
        let facts = sorted(names.chain(numbers.iter().copied()));
        let runs = sorted(tokens.windows(3).map(run));
        Form {
            numbers: numbers.len() as u32,
            facts: facts.len() as u32,
            values: [numbers, facts, runs].concat().into(),
            judged: tokens.len() >= LEAST_WORDS,
        }
    }
}

impl Forms {
    /// Of texts with their outlets.
    pub(crate) fn of(texts: Vec<(Form, Option<&str>)>) -> Forms {
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut number = |outlet| {
            let next = known.len() as u32 + 1;
            *known.entry(outlet).or_insert(next)
        };
        Forms { texts: texts.into_iter().map(|(form, outlet)| (form, outlet.map_or(0, &mut number))).collect() }
    }

    /// Memory in use, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.texts.iter().map(|(form, _)| size_of::<(Form, u32)>() + size_of_val::<[u32]>(&form.values)).sum()
    }

    /// What is known of a text; nothing where forms were not looked at.
    #[inline]
    pub(super) fn parts(&self, text: u32) -> Option<Parts<'_>> {
        let (form, _) = self.texts.get(text as usize)?;
        let (numbers, rest) = form.values.split_at(form.numbers as usize);
        let (facts, runs) = rest.split_at(form.facts as usize);
        Some(Parts { numbers, facts, runs })
    }

    /// Which share of their numbers, and of their wording, two texts have in common.
    pub(crate) fn in_common(&self, a: u32, b: u32) -> [f64; 2] {
        let (Some(x), Some(y)) = (self.parts(a), self.parts(b)) else { return [0.0; 2] };
        in_common(x, y, common(x.facts, y.facts), || common(x.runs, y.runs))
    }

    /// Whether two texts are one outlet's form, filled with other names and numbers.
    pub(crate) fn filled_again(&self, a: u32, b: u32) -> bool {
        let (Some((p, ours)), Some((q, theirs))) = (self.texts.get(a as usize), self.texts.get(b as usize)) else {
            return false;
        };
        let one_outlet = *ours != 0 && ours == theirs;
        if !one_outlet || !p.judged || !q.judged || p.facts.min(q.facts) < LEAST_FACTS {
            return false;
        }
        let (Some(x), Some(y)) = (self.parts(a), self.parts(b)) else { return false };
        share(common(x.facts, y.facts), x.facts, y.facts, 1) <= OTHER_FACTS
            && share(common(x.runs, y.runs), x.runs, y.runs, 1) >= ONE_FORM
    }
}

/// Which share of their numbers, and of their wording, two texts have in common, given how many facts, and how many word
/// runs where it comes to that.
#[inline]
pub(super) fn in_common(x: Parts<'_>, y: Parts<'_>, facts: u32, runs: impl FnOnce() -> u32) -> [f64; 2] {
    if facts == 0 {
        // numbers are facts
        return [0.0; 2];
    }
    let numbers = share(common(x.numbers, y.numbers), x.numbers, y.numbers, MANY_NUMBERS);
    let facts = share(facts, x.facts, y.facts, MANY_FACTS);
    if facts <= FEW_FACTS {
        return [numbers, 0.0];
    }
    let runs = share(runs(), x.runs, y.runs, MANY_RUNS);
    [numbers, runs * (facts - FEW_FACTS) / (1.0 - FEW_FACTS)]
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn sorted(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut values: Vec<u32> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// How many of the values of two ascending lists are in both.
fn common(x: &[u32], y: &[u32]) -> u32 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < x.len() && j < y.len() {
        let (p, q) = (x[i], y[j]);
        common += u32::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    common
}

/// Share of the smaller of two lists that is common; of `least` where it is shorter.
fn share(common: u32, x: &[u32], y: &[u32], least: usize) -> f64 {
    f64::from(common) / x.len().min(y.len()).max(least) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::text::{Analyzer, Document};

    fn verdict(source: [&str; 2], bodies: [&str; 2]) -> bool {
        let read = |i: usize| {
            let builder = Article::builder("", bodies[i]).id(["a", "b"][i]).lang("en").source(source[i]);
            Analyzer::new().analyse(&builder.build().unwrap())
        };
        let documents = [read(0), read(1)];
        let form = |d: &Document| Form::of(d.tokens(), d.names(), d.numbers());
        Forms::of(documents.iter().map(|d| (form(d), d.source())).collect()).filled_again(0, 1)
    }

    const COURT: &str = "A man who robbed a jeweller's shop was jailed for seven years at Garrick Crown Court yesterday. \
        Dean Hollister, 29, of Pinder Street, had admitted the offence. Judge Patricia Verne told him he had brought terror \
        to people who were doing an ordinary day's work.";
    const ANOTHER: &str = "A woman who robbed a post office was jailed for five years at Garrick Crown Court yesterday. \
        Mary Kevins, 42, of Mill Lane, had admitted the offence. Judge Alan Moffat told her that only the courage of \
        others had stopped her.";
    const LATER: &str = "Dean Hollister, 29, who was jailed for seven years at Garrick Crown Court on Monday for the raid \
        on a jeweller's shop, is to appeal. Judge Patricia Verne had told him he had brought terror to people who were \
        doing an ordinary day's work. Hollister, of Pinder Street, had admitted the offence.";

    #[test]
    fn a_form_filled_again_and_a_story_followed_up() {
        assert!(verdict(["Post", "Post"], [COURT, ANOTHER]));
        assert!(!verdict(["Post", "Gazette"], [COURT, ANOTHER]), "two outlets have no form in common");
        assert!(!verdict(["Post", "Post"], [COURT, LATER]), "the same names and numbers");
    }
}
