//! [`Pair`]: two reports that were proposed, and how alike their words are.

use crate::events::{Facts, Paired, Spread, TermVectors, View};
use crate::likeness::proposed::{Higher, Proposals, Proposed};
use crate::parallel;

/// A proposed pair of reports, `a < b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The lower report.
    pub a: u32,
    /// The higher report.
    pub b: u32,
    /// Cosine in each view, in the order of [`View::ALL`](crate::events::View::ALL).
    pub cosines: [f64; 2],
    /// Days between the two; not-a-number when one is undated.
    pub gap: f64,
    /// Content words of the shorter text, the title counted twice.
    pub shorter: u32,
    /// Whether the two are one outlet's form, filled with other names and numbers.
    pub filled_again: bool,
    /// Share of the numbers at the beginning of the poorer text that the other has there too; within 0..=1.
    pub numbers: f64,
    /// Share of the runs of three words at the beginning of the shorter text that the other has there too, where names
    /// and numbers are shared as well; within 0..=1.
    pub wording: f64,
}

/// Pairs with a lower cosine are unlikely anyway and not looked at for forms.
const LEAST_FOR_FORMS: f64 = 0.1;

impl Pair {
    /// Compares two proposed reports; `days` holds their times in days, not-a-number when unknown.
    pub fn of((a, b): (u32, u32), vectors: &TermVectors, days: &[f64]) -> Pair {
        Pair::new((a, b), vectors.cosines(a, b), vectors.forms().in_common(a, b), vectors, days)
    }

    /// The same from the dot products of both.
    pub(crate) fn with((a, b): (u32, u32), dots: [f64; 2], vectors: &TermVectors, days: &[f64]) -> Pair {
        Pair::new((a, b), vectors.normalised(dots, a, b), vectors.forms().in_common(a, b), vectors, days)
    }

    fn new(
        (a, b): (u32, u32),
        cosines: [f64; 2],
        [numbers, wording]: [f64; 2],
        vectors: &TermVectors,
        days: &[f64],
    ) -> Pair {
        let filled_again = cosines[View::All as usize] >= LEAST_FOR_FORMS && vectors.forms().filled_again(a, b);
        Pair { filled_again, numbers, wording, ..Pair::by_terms((a, b), cosines, vectors, days) }
    }

    /// What terms and times tell of two reports.
    fn by_terms((a, b): (u32, u32), cosines: [f64; 2], vectors: &TermVectors, days: &[f64]) -> Pair {
        Pair {
            a,
            b,
            cosines,
            filled_again: false,
            numbers: 0.0,
            wording: 0.0,
            gap: (days[a as usize] - days[b as usize]).abs(),
            shorter: vectors.length(a).min(vectors.length(b)),
        }
    }

    /// What ranks the neighbours of a report: the cosine over all terms and that of the openings, added up; 0..=2.
    pub fn nearness(&self) -> f64 {
        self.cosines.iter().sum()
    }
}

/// Compares reports, one with many after the other.
pub(crate) struct Comparison<'a> {
    pub(crate) vectors: &'a TermVectors,
    pub(crate) days: &'a [f64],
}

impl Comparison<'_> {
    /// All proposed pairs.
    pub(crate) fn cosines(&self, proposed: &Paired) -> Proposals {
        Proposals::new(parallel::map_with(proposed.texts(), Spread::default, |spread, a| {
            let higher = proposed.higher(a);
            let pair = |(&b, soon): (&u32, Option<&u32>)| {
                if let Some(&soon) = soon {
                    self.vectors.expect(soon);
                }
                Higher::new(b, spread.cosines(self.vectors, a, b))
            };
            higher.iter().zip(higher.iter().skip(1).map(Some).chain([None])).map(pair).collect()
        }))
    }

    /// What terms and times tell of a pair.
    pub(crate) fn by_terms(&self, &Proposed { a, b, cosines }: &Proposed) -> Pair {
        Pair::by_terms((a, b), cosines, self.vectors, self.days)
    }

    /// All that is known of a pair.
    pub(crate) fn pair(&self, facts: &mut Facts, &Proposed { a, b, cosines }: &Proposed) -> Pair {
        Pair::new((a, b), cosines, facts.in_common(self.vectors, a, b), self.vectors, self.days)
    }

    /// The same as [`Pair::of`]; sooner where one of the two was compared before.
    pub(crate) fn of(&self, LaidOut { spread, facts, other }: &mut LaidOut, (a, b): (u32, u32)) -> Pair {
        let known = |text: u32| spread.text() == Some(text);
        let (x, y) = if !known(a) && (known(b) || *other == Some(b)) { (b, a) } else { (a, b) };
        let cosines = spread.cosines(self.vectors, x, y);
        *other = Some(y);
        Pair::new((a, b), cosines, facts.in_common(self.vectors, x, y), self.vectors, self.days)
    }
}

/// A report laid out to be compared.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    spread: Spread,
    facts: Facts,
    /// The one it was compared with last, which may be compared again.
    other: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::corpus::Frequencies;
    use crate::events::{Background, Form, Forms, term_counts};
    use crate::sketch::hash::mix;
    use crate::text::{Analyzer, Document};

    /// Short reports that share places, figures and wording, one headline of more words than one upper half holds, and
    /// one of more counts than have a code.
    fn texts() -> Vec<Document> {
        let read = |id: usize, title: &str, body: &str| {
            let (lang, source) = (["en", "de"][usize::from(id % 7 == 6)], ["Post", "Gazette"][id % 2]);
            let article = Article::builder(title, body).id(&format!("{id:02}")).lang(lang).source(source);
            Analyzer::new().analyse(&article.build().unwrap())
        };
        let words =
            |words: &mut dyn Iterator<Item = usize>| words.map(|w| format!("w{w}")).collect::<Vec<_>>().join(" ");
        let report = |id: usize| {
            let random = |what: usize, of: usize| mix((id << 20 | what) as u64) as usize % of;
            let sentence = |at: usize| {
                let who = ["Verne", "Moffat", "Kay"][random(at, 3)];
                let place = ["Garrick", "Pinder", "Leeds"][random(at + 100, 3)];
                let ships = [7, 29, 3400][random(at + 200, 3)];
                let rest = words(&mut (0..9).map(|word| random(at * 10 + word + 300, 60)));
                format!("On Monday {who} told the court in {place} of {ships} ships {rest}.")
            };
            read(id, "Ships held", &(0..8).map(sentence).collect::<Vec<_>>().join(" "))
        };
        let mut texts: Vec<Document> = (0..24).map(report).collect();
        texts.push(read(24, &words(&mut (0..70_000)), ""));
        texts.push(read(25, &words(&mut (0..300).flat_map(|word| std::iter::repeat_n(word, word))), "w3 w4 w5"));
        texts
    }

    #[test]
    fn laid_out_they_compare_as_two_lists_do() {
        let texts = texts();
        let terms: Vec<_> = texts.iter().map(|text| (text.language(), term_counts(text))).collect();
        let epoch = Frequencies::count(terms.iter().map(|(_, terms)| terms.iter().map(|&(hash, _)| hash)));
        let form = |text: &Document| Form::of(text.tokens(), text.names(), text.numbers());
        let forms = Forms::of(texts.iter().map(|text| (form(text), text.source())).collect());
        let vectors = &TermVectors::build(terms, &epoch, &Background::english()).with_forms(forms);
        let days: &Vec<f64> = &(0..texts.len()).map(|text| text as f64).collect();
        assert!(vectors.terms() > 1 << 16);

        let all = 0..texts.len() as u32;
        let pairs: Vec<_> = all.clone().flat_map(|a| all.clone().skip(a as usize + 1).map(move |b| (a, b))).collect();
        let comparison = Comparison { vectors, days };
        let (mut facts, mut laid_out) = (Facts::default(), LaidOut::default());
        let mut shared = [0; 3];
        let higher: Vec<Vec<u32>> = all.clone().map(|a| all.clone().skip(a as usize + 1).collect()).collect();
        let paired = Paired::of_near(&all.collect::<Vec<_>>(), higher);
        for (proposed, pair) in comparison.cosines(&paired).iter().zip(pairs.iter().rev()) {
            let merged = Pair::of((proposed.a, proposed.b), vectors, days);
            assert_eq!(comparison.pair(&mut facts, &proposed), merged);
            assert_eq!(comparison.of(&mut laid_out, *pair), Pair::of(*pair, vectors, days));
            for (shared, value) in shared.iter_mut().zip([merged.numbers, merged.wording, merged.cosines[1]]) {
                *shared += u32::from(value > 0.0);
            }
        }
        assert!(shared.iter().all(|&shared| shared > 20), "{shared:?}");
    }
}
