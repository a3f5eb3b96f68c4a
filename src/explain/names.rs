//! The names of texts as reasons tell them.

use rustc_hash::FxHashMap;

use crate::explain::forms::{Counted, most_used};
use crate::sketch::hash::stable_hash;
use crate::story::is_no_name;
use crate::text::{Document, NameForm, Segmenter, Token, name_key};

/// Longer runs of capitals are headlines, not names.
const LONGEST: usize = 4;

/// The spelling of each name that most texts of a story use, ascending by the name's key.
#[derive(Debug, Default)]
pub(crate) struct Spellings<'a>(Vec<(u64, &'a str)>);

impl<'a> Spellings<'a> {
    /// The most used spellings over some texts.
    pub(crate) fn of(texts: impl Iterator<Item = &'a Document>) -> Spellings<'a> {
        let mut all: Vec<(u64, &str)> =
            texts.flat_map(|text| text.name_forms().iter()).map(|name| (name.key, name.form)).collect();
        all.sort_by_key(|&(key, _)| key);
        let mut forms: Vec<Counted<'_>> = Vec::new();
        let most = |same: &[(u64, &'a str)]| {
            forms.clear();
            forms.extend(same.iter().map(|&(_, form)| (form, 1)));
            most_used(&mut forms).map(|form| (same[0].0, form))
        };
        Spellings(all.chunk_by(|x, y| x.0 == y.0).filter_map(most).collect())
    }

    fn get(&self, key: u64) -> Option<&'a str> {
        self.0.binary_search_by_key(&key, |name| name.0).ok().map(|at| self.0[at].1)
    }
}

/// A name that stands in a text, and what its words bring to a likeness.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) form: &'a str,
    words: &'a [Token],
    logit: f64,
}

impl Named<'_> {
    /// Whether a term is one of its words.
    pub(crate) fn holds(&self, term: u64) -> bool {
        // a stop word is never a term: its lowest bit is set
        self.words.iter().any(|word| word.hash() == term)
    }

    fn terms(&self) -> impl Iterator<Item = u64> {
        terms(self.words)
    }
}

fn terms(words: &[Token]) -> impl Iterator<Item = u64> {
    words.iter().filter(|word| !word.is_stop_word()).map(|word| word.hash())
}

/// The names of one text, ascending by key, each where it stands first.
pub(crate) struct TextNames<'a> {
    document: &'a Document,
    names: Vec<Name<'a>>,
    /// Names of its outlet and its agency: that both texts name these says nothing of the event.
    pub(crate) publishers: [Option<u64>; 2],
}

struct Name<'a> {
    key: u64,
    form: &'a str,
    /// Its first mention; `None` where that stood in a line that was dropped.
    at: Option<u32>,
    /// Its words there, once they were asked for; nothing for a headline.
    words: Option<&'a [Token]>,
    /// Whether readers can be told of it, once that was asked for.
    is_told: Option<bool>,
}

impl<'a> TextNames<'a> {
    fn of(document: &'a Document) -> TextNames<'a> {
        let forms = document.name_forms();
        let unread = |NameForm { key, form }| Name { key, form, at: None, words: None, is_told: None };
        let mut names: Vec<Name<'a>> = forms.iter().map(unread).collect();
        for mention in document.names() {
            if let Ok(at) = names.binary_search_by_key(&mention.key, |name| name.key) {
                names[at].at.get_or_insert(mention.at);
            }
        }
        let key = |name: &str| {
            let mut key = String::new();
            name_key(name, &mut key);
            stable_hash(key.as_bytes())
        };
        let publishers = [document.source(), document.agency()].map(|name| name.map(key));
        TextNames { document, names, publishers }
    }

    /// The keys of the names, ascending, each with whether the text still mentions it and with its words there.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (u64, bool, &'a [Token])> {
        self.names.iter().map(|name| {
            let count = word_count(name.form);
            let at = name.at.unwrap_or_default() as usize;
            (name.key, name.at.is_some(), self.document.tokens().get(at..at + count).unwrap_or_default())
        })
    }

    /// Names that are `wanted` by their keys, those whose words bring the most first, at most `most`; each once, and
    /// none that is part of another.
    pub(crate) fn told(
        &mut self,
        share: impl Fn(u64) -> Option<f64>,
        spellings: &Spellings<'a>,
        mut wanted: impl FnMut(u64) -> bool,
        most: usize,
    ) -> Vec<Named<'a>> {
        let document = self.document;
        let mut found: Vec<(Named<'a>, &mut Name<'a>)> = Vec::new();
        for name in self.names.iter_mut().filter(|name| wanted(name.key)) {
            let Some(at) = name.at else { continue };
            let words = *name.words.get_or_insert_with(|| words(name.form, at as usize, document));
            let logit = terms(words).filter_map(&share).sum();
            if logit > 0.0 {
                let form = spellings.get(name.key).unwrap_or(name.form);
                // without stop words of its language a text keeps the article on its names
                let form = form.strip_prefix("The ").unwrap_or(form);
                found.push((Named { form, words, logit }, name));
            }
        }
        found.sort_by(|(x, _), (y, _)| y.logit.total_cmp(&x.logit).then_with(|| x.form.cmp(y.form)));
        let mut kept: Vec<Named<'a>> = Vec::new();
        for (named, name) in found {
            if kept.len() == most {
                break;
            }
            let is_told = name.is_told.get_or_insert_with(|| is_told(name.form, document));
            if *is_told && !kept.iter().any(|of| is_part(&named, of)) {
                kept.push(named);
            }
        }
        kept
    }
}

/// Whether one name says no more than another.
fn is_part(name: &Named<'_>, of: &Named<'_>) -> bool {
    let derived = of.form.len().abs_diff(name.form.len()) <= 2
        && (of.form.starts_with(name.form) || name.form.starts_with(of.form));
    // a full name again with an epithet that weighs nothing
    let again = of.form.contains(' ') && name.form.strip_suffix(of.form).is_some_and(|e| e.ends_with(' '));
    derived || again || name.terms().all(|term| of.holds(term))
}

/// The words of a name that stands at a token; none of a headline.
fn words<'a>(form: &str, at: usize, text: &'a Document) -> &'a [Token] {
    let count = word_count(form);
    if count > LONGEST { &[] } else { text.tokens().get(at..at + count).unwrap_or_default() }
}

/// Whether a run of capitals is a name that tells readers something.
fn is_told(form: &str, text: &Document) -> bool {
    !is_no_name(form) && !is_of_a_picture(form) && !is_two_names(form, text)
}

fn word_count(form: &str) -> usize {
    let bytes = form.as_bytes();
    if bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-')) {
        return bytes.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).count();
    }
    let mut count = 0;
    Segmenter::new().words(form, &mut |_| count += 1);
    count
}

/// Whether a run of capitals is the label of a picture, as in “Getty Images Image caption”.
fn is_of_a_picture(form: &str) -> bool {
    form.split(' ').any(|word| ["Image", "Images", "Photo", "Photos", "Photograph"].contains(&word))
}

/// Whether a long run of capitals is two names side by side: it begins or ends with a name of two words that the text
/// writes alone elsewhere, as in “to North Korea Stephen Biegun said”.
fn is_two_names(form: &str, text: &Document) -> bool {
    let spaces: Vec<usize> = form.match_indices(' ').map(|(at, _)| at).collect();
    let stands_alone = |part: &str| text.name_forms().iter().any(|other| other.form == part);
    // both parts have two words or more
    let parts = spaces.iter().skip(1).take(spaces.len().saturating_sub(2));
    parts.into_iter().any(|&at| stands_alone(&form[..at]) || stands_alone(&form[at + 1..]))
}

/// The names of the texts in hand, each text looked at once.
pub(crate) struct Names<'a> {
    documents: &'a [Document],
    texts: FxHashMap<u32, TextNames<'a>>,
}

/// Texts held at most between two stories.
const HELD: usize = 4_000;

impl<'a> Names<'a> {
    pub(crate) fn new(documents: &'a [Document]) -> Names<'a> {
        Names { documents, texts: FxHashMap::default() }
    }

    /// Forgets the texts once they have become many.
    pub(crate) fn tidy(&mut self) {
        if self.texts.len() > HELD {
            self.texts.clear();
        }
    }

    /// Those of an article, by its place.
    pub(crate) fn of(&mut self, place: u32) -> &mut TextNames<'a> {
        self.texts.entry(place).or_insert_with(|| TextNames::of(&self.documents[place as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_they_are_cut() {
        for form in [
            "Kim Jong-un",
            "COVID-19",
            "G20 -",
            "A",
            "B52-C",
            "U.S. Navy",
            "O’Brien",
            "Владимир Путин",
            "",
            "-",
            "Le Mans 24",
        ] {
            let mut count = 0;
            Segmenter::new().words(form, &mut |_| count += 1);
            assert_eq!(word_count(form), count, "{form}");
        }
    }
}
