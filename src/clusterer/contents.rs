//! [`Contents`]: what is compared of texts.

use rustc_hash::FxHashMap;

use crate::clusterer::texts::Texts;
use crate::corpus::Frequencies;
use crate::events::{Entry, Form, Part, PlacedTerm, placed};
use crate::parallel;
use crate::text::{Language, PackedTexts, Token, Words};

/// What is compared of the origins of reports, in the order of the reports, so that words can be given back.
pub(super) struct Contents {
    /// In how many of the texts each term stands.
    pub(super) epoch: Frequencies,
    pub(super) languages: Vec<Language>,
    /// Their terms, in parts with the numbers of the reports.
    pub(super) terms: Vec<(Vec<u32>, Part)>,
    pub(super) forms: Vec<Form>,
}

/// A text of a batch that is compared.
#[derive(Debug, Clone, Copy)]
struct Compared {
    slot: u32,
    text: u32,
    report: u32,
}

/// Stands for a stop word.
const NOTHING: u32 = u32::MAX;

impl Contents {
    /// Takes in what is compared of some texts. Their words are counted twice, first for the set, then for each text, so
    /// that no list of a text's words is held between words and entries; `give_back` gives the words of each batch back
    /// when it is done.
    pub(super) fn of(texts: &mut Texts, origins: &[u32], give_back: bool) -> Contents {
        let mut of_batch: Vec<Vec<Compared>> = texts.batches.iter().map(|_| Vec::new()).collect();
        for (report, &text) in (0..).zip(origins) {
            let [batch, slot] = texts.place(text);
            of_batch[batch as usize].push(Compared { slot, text, report });
        }
        let epoch = epoch(&texts.batches, &of_batch, origins.len() as u32);
        let ids: FxHashMap<u64, u32> = epoch.terms().iter().copied().zip(0..).collect();
        let batches = std::mem::take(&mut texts.batches);
        let made = parallel::consume(batches, |number, batch| {
            let made = entries(&batch, &of_batch[number as usize], texts, &ids);
            (made, if give_back { PackedTexts::default() } else { batch })
        });
        let (mut terms, mut forms) = (Vec::with_capacity(made.len()), vec![Form::default(); origins.len()]);
        for (((part, own), batch), compared) in made.into_iter().zip(of_batch) {
            let reports: Vec<u32> = compared.iter().map(|text| text.report).collect();
            for (form, &report) in own.into_iter().zip(&reports) {
                forms[report as usize] = form;
            }
            terms.push((reports, part));
            texts.batches.push(batch);
        }
        let languages = origins.iter().map(|&text| texts.told.cards[text as usize].language).collect();
        Contents { epoch, languages, terms, forms }
    }
}

/// Reads which terms a text holds and where. Words of the vocabulary are told by `of_vocabulary`, others by `other`; none
/// of them counts where they are [`NOTHING`].
fn terms(
    (batch, slot): (&PackedTexts, u32),
    of_vocabulary: &[u32],
    other: impl FnMut(Token) -> u32,
    (words, found): &mut (Vec<u32>, Vec<PlacedTerm>),
) {
    words.clear();
    let title = batch.words_as(slot as usize, of_vocabulary, other, words);
    let (title, body) = words.split_at(title);
    let content = |words| <[u32]>::iter(words).copied().filter(|&word| word != NOTHING);
    found.clear();
    found.extend(placed(content(title), content(body)).map(|(term, part)| PlacedTerm::new(term, part)));
}

/// In how many of the texts each term stands.
fn epoch(batches: &[PackedTexts], compared: &[Vec<Compared>], texts: u32) -> Frequencies {
    let counted = parallel::map_with(batches.len(), Default::default, |scratch, number| {
        let batch = &batches[number as usize];
        if compared[number as usize].is_empty() {
            return (Vec::new(), Vec::new());
        }
        let vocabulary = batch.vocabulary();
        let codes: Vec<u32> =
            (0..).zip(vocabulary).map(|(code, word)| if word.is_stop_word() { NOTHING } else { code }).collect();
        let (mut counts, mut last) = (vec![0_u32; vocabulary.len()], vec![NOTHING; vocabulary.len()]);
        // words that have no code are given the next ones, in each text anew
        let (mut others, mut all_others): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
        for &Compared { slot, report, .. } in &compared[number as usize] {
            others.clear();
            let other = |word: Token| {
                if word.is_stop_word() {
                    return NOTHING;
                }
                others.push(word.hash());
                (vocabulary.len() + others.len()) as u32 - 1
            };
            terms((batch, slot), &codes, other, scratch);
            let begun = all_others.len();
            for code in scratch.1.iter().map(|placed| placed.term() as usize) {
                match last.get_mut(code) {
                    Some(last) => counts[code] += u32::from(std::mem::replace(last, report) != report),
                    None => all_others.push(others[code - vocabulary.len()]),
                }
            }
            all_others[begun..].sort_unstable();
            // each once in a text
            let own = all_others.split_off(begun);
            all_others.extend(own.chunk_by(|x, y| x == y).map(|same| same[0]));
        }
        (counts, all_others)
    });
    let mut table: FxHashMap<u64, u32> = FxHashMap::default();
    for (batch, (counts, others)) in batches.iter().zip(counted) {
        let of_vocabulary = batch.vocabulary().iter().zip(counts).filter(|(_, count)| *count > 0);
        for (hash, count) in
            of_vocabulary.map(|(word, count)| (word.hash(), count)).chain(others.into_iter().map(|hash| (hash, 1)))
        {
            *table.entry(hash).or_default() += count;
        }
    }
    Frequencies::of_counts(texts, table)
}

/// What is compared of some texts of a batch.
fn entries(batch: &PackedTexts, compared: &[Compared], texts: &Texts, ids: &FxHashMap<u64, u32>) -> (Part, Vec<Form>) {
    if compared.is_empty() {
        return (Part::new(ids.len()), Vec::new());
    }
    let id = |word: Token| ids.get(&word.hash()).copied().unwrap_or(NOTHING);
    let of_vocabulary: Vec<u32> = batch.vocabulary().iter().map(|&word| id(word)).collect();
    let (mut scratch, mut words) = (Default::default(), Words::default());
    let mut part = Part::new(ids.len());
    let forms = compared.iter().map(|&Compared { slot, text, .. }| {
        terms((batch, slot), &of_vocabulary, id, &mut scratch);
        part.push(Entry::of(&mut scratch.1));
        batch.unpack(slot as usize, &texts.told.names[text as usize], &mut words);
        Form::of(&words.tokens, &words.names, &words.numbers)
    });
    let forms = forms.collect();
    (part, forms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::clusterer::batch;
    use crate::events::{Background, TermVectors, term_counts};
    use crate::sketch::hash::mix;
    use crate::text::{Analyzer, Document, Workspace};

    /// The first text whose words have no code, and one that is not compared.
    const UNCODED: u32 = 6;
    const LEFT_OUT: u32 = 9;

    fn words(numbers: impl Iterator<Item = u64>) -> String {
        numbers.map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
    }

    /// Two batches: short articles, one with words behind those that count, and one after which the first batch has no
    /// codes left. What follows has its last words; these have codes in the second batch.
    fn articles() -> Vec<Article> {
        let article = |id: u64| {
            let random = |what: u64, of: u64| mix(id << 20 | what) % of;
            let (title, body) = match id {
                3 => ("w1 held".into(), words((0..390).chain((0..200).flat_map(|word| [word, 700 + word])))),
                5 => ("Ships of the w1".into(), words(1000..67_500)),
                6 => ("w67400 whom w67400 w67499".into(), "w67401 ourselves w67402 w67401 whom w1 w90000 ".repeat(3)),
                7 => (String::new(), "w67402 themselves w67403 w90000 w67402 of w67400 ".repeat(90)),
                8 => ("w67499".into(), words((0..300).map(|_| 67_404).chain(67_000..67_300))),
                9 => ("w67499 w90001".into(), "whom w67401 w90002 w67401".into()),
                10 => (String::new(), String::new()),
                66 => ("w67499 whom".into(), "w67401 w67402 the w67401 ourselves w90003".into()),
                _ => {
                    let title = words((0..random(0, 6)).map(|word| random(word + 1, 40)));
                    (title, format!("{} of the ships", words((0..random(7, 80)).map(|word| random(word + 8, 160)))))
                }
            };
            let language = ["en", "de"][usize::from(id % 7 == 4)];
            Article::builder(&title, &body).id(&format!("{id:02}")).lang(language).build().unwrap()
        };
        (0..70).map(article).collect()
    }

    /// The words of a text that have no code.
    fn uncoded(texts: &Texts, text: u32) -> Vec<Token> {
        let ([batch, slot], mut others) = (texts.place(text), Vec::new());
        let batch = &texts.batches[batch as usize];
        batch.words_as(slot as usize, &vec![(); batch.vocabulary().len()], |word| others.push(word), &mut Vec::new());
        others
    }

    /// Compares what is taken in of batches with what the documents say one by one.
    fn assert_as_of_documents(contents: Contents, documents: &[Document], origins: &[u32]) {
        let documents: Vec<&Document> = origins.iter().map(|&text| &documents[text as usize]).collect();
        let terms: Vec<_> = documents.iter().map(|text| (text.language(), term_counts(text))).collect();
        let epoch = Frequencies::count(terms.iter().map(|(_, terms)| terms.iter().map(|&(hash, _)| hash)));
        assert!(contents.epoch == epoch);
        let none = Background::none();
        let of_parts = TermVectors::of_parts(contents.terms, &contents.languages, &epoch, &none);
        let expected = TermVectors::build(terms, &epoch, &none);
        assert_eq!((of_parts.len(), contents.forms.len()), (origins.len(), origins.len()));
        for ((report, text), form) in (0..).zip(documents).zip(contents.forms) {
            assert!(of_parts.of(report).eq(expected.of(report)), "{:?}", text.id());
            let expected = Form::of(text.tokens(), text.names(), text.numbers());
            assert_eq!(format!("{form:?}"), format!("{expected:?}"), "{:?}", text.id());
            assert_eq!(contents.languages[report as usize], text.language());
        }
    }

    #[test]
    fn batches_give_what_documents_give() {
        let (analyzer, articles) = (Analyzer::new(), articles());
        let documents: Vec<Document> = articles.iter().map(|article| analyzer.analyse(article)).collect();
        let read = || {
            let read = |workspace: &mut _, i: usize| (analyzer.analyse_with(workspace, &articles[i]), ());
            Texts::in_order(batch::read(articles.len(), batch::FEWEST, Workspace::default, read).0)
        };

        let texts = read();
        let vocabularies: Vec<usize> = texts.batches.iter().map(|batch| batch.vocabulary().len()).collect();
        assert!(vocabularies[0] == usize::from(u16::MAX) && vocabularies[1] < 1000, "{vocabularies:?}");
        let first = uncoded(&texts, UNCODED);
        let content: Vec<Token> = first.iter().copied().filter(|word| !word.is_stop_word()).collect();
        assert!(content.len() < first.len() && content[1..].contains(&content[0]), "{first:?}");
        for text in [UNCODED + 1, LEFT_OUT] {
            assert!(uncoded(&texts, text).iter().any(|word| content.contains(word)), "{text}");
        }
        assert!(documents[3].body_tokens().len() > 400 && uncoded(&texts, 66).is_empty());

        let in_order: Vec<u32> = (0..articles.len() as u32).filter(|&text| text != LEFT_OUT).collect();
        let mut shuffled = in_order.clone();
        shuffled.sort_by_key(|&text| mix(text.into()));
        for origins in [in_order, shuffled] {
            let mut texts = read();
            for give_back in [false, true] {
                let contents = Contents::of(&mut texts, &origins, give_back);
                assert_as_of_documents(contents, &documents, &origins);
            }
            assert!(texts.batches.iter().all(|batch| batch.len() == 0));
        }
    }
}
