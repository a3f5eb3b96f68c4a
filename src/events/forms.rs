//! [`Forms`]: numbers, names and word runs of texts; what tells two fillings of one form from two reports of one event.

use rustc_hash::FxHashMap;

use crate::sketch::hash::{combine, mix};
use crate::text::{Document, Token};

/// Words of a text that are looked at.
const WORDS: usize = 200;
/// Shorter texts are not judged: headlines of one event share most of their few words.
const LEAST_WORDS: usize = 25;
/// Texts with fewer names and numbers are not judged.
const LEAST_FACTS: usize = 3;
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
    texts: Vec<Form>,
    /// 0 where the outlet is unknown.
    outlets: Vec<u32>,
}

/// What one text has filled in, and what it has filled it into.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Ascending.
    facts: Vec<u32>,
    /// Ascending.
    numbers: Vec<u32>,
    /// Hashes of three words in a row, ascending.
    runs: Vec<u32>,
    /// Whether there are words enough to know a form by.
    judged: bool,
}

impl Form {
    pub(crate) fn of(document: &Document) -> Form {
        let tokens = &document.tokens()[..document.tokens().len().min(WORDS)];
        let within = |at: u32| (at as usize) < tokens.len();
        let names = document.names().iter().filter(|name| within(name.at)).map(|name| upper(name.key));
        // a name and a number that are written alike are not one fact
        let numbers = sorted(document.numbers().iter().filter(|number| within(number.at)).map(|n| !upper(n.key)));
        let run = |words: &[Token]| upper(mix(combine(combine(words[0].hash(), words[1].hash()), words[2].hash())));
        let facts = sorted(names.chain(numbers.iter().copied()));
        Form { facts, numbers, runs: sorted(tokens.windows(3).map(run)), judged: tokens.len() >= LEAST_WORDS }
    }
}

impl Forms {
    /// Of texts with their outlets.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = (Form, Option<&'a str>)>) -> Forms {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut number = |outlet: &'a str| {
            let next = numbers.len() as u32 + 1;
            *numbers.entry(outlet).or_insert(next)
        };
        let (texts, outlets) = texts.map(|(form, outlet)| (form, outlet.map_or(0, &mut number))).unzip();
        Forms { texts, outlets }
    }

    /// Memory in use, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let lists =
            |form: &Form| (form.facts.capacity() + form.numbers.capacity() + form.runs.capacity()) * size_of::<u32>();
        self.texts.iter().map(|form| size_of::<(Form, u32)>() + lists(form)).sum()
    }

    /// Which share of their numbers, and of their wording, two texts have in common.
    pub(crate) fn in_common(&self, a: u32, b: u32) -> [f64; 2] {
        let (Some(x), Some(y)) = (self.texts.get(a as usize), self.texts.get(b as usize)) else { return [0.0; 2] };
        let numbers = share(&x.numbers, &y.numbers, MANY_NUMBERS);
        let facts = share(&x.facts, &y.facts, MANY_FACTS);
        if facts <= FEW_FACTS {
            return [numbers, 0.0];
        }
        [numbers, share(&x.runs, &y.runs, MANY_RUNS) * (facts - FEW_FACTS) / (1.0 - FEW_FACTS)]
    }

    /// Whether two texts are one outlet's form, filled with other names and numbers.
    pub(crate) fn filled_again(&self, a: u32, b: u32) -> bool {
        let (Some(x), Some(y)) = (self.texts.get(a as usize), self.texts.get(b as usize)) else { return false };
        let outlet = |text: u32| self.outlets[text as usize];
        x.judged
            && y.judged
            && outlet(a) != 0
            && outlet(a) == outlet(b)
            && x.facts.len().min(y.facts.len()) >= LEAST_FACTS
            && share(&x.facts, &y.facts, 1) <= OTHER_FACTS
            && share(&x.runs, &y.runs, 1) >= ONE_FORM
    }
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

/// Share of the smaller of two ascending lists that is in the other; of `least` where it is shorter.
fn share(x: &[u32], y: &[u32], least: usize) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0u32);
    while i < x.len() && j < y.len() {
        common += u32::from(x[i] == y[j]);
        let (p, q) = (x[i], y[j]);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    f64::from(common) / x.len().min(y.len()).max(least) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, text::Analyzer};

    fn verdict(source: [&str; 2], bodies: [&str; 2]) -> bool {
        let read = |i: usize| {
            let builder = Article::builder("", bodies[i]).id(["a", "b"][i]).lang("en").source(source[i]);
            Analyzer::new().analyse(&builder.build().unwrap())
        };
        let documents = [read(0), read(1)];
        Forms::of(documents.iter().map(|d| (Form::of(d), d.source()))).filled_again(0, 1)
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
