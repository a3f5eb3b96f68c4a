//! What two texts name and say in common, in the words that readers see.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::explain::breakdown::TermShare;
use crate::explain::written::{Written, is_stop_word};
use crate::sketch::hash::stable_hash;
use crate::story::is_no_name;
use crate::text::{Document, Segmenter, name_key};

/// Names and words listed in a reason at most, each.
const LISTED: usize = 3;

/// Longer runs of capitals are headlines, not names.
const LONGEST: usize = 4;

/// The spelling of each name that most texts of a story use, by the name's key.
pub(crate) type Spellings<'a> = FxHashMap<u64, &'a str>;

/// The most used spellings over some texts.
pub(crate) fn spellings<'a>(texts: impl Iterator<Item = &'a Document>) -> Spellings<'a> {
    let mut forms: FxHashMap<u64, Vec<&str>> = FxHashMap::default();
    for name in texts.flat_map(|text| text.name_forms().iter()) {
        forms.entry(name.key).or_default().push(name.form);
    }
    forms.into_iter().filter_map(|(key, forms)| Some((key, super::written::most_used(forms.into_iter())?))).collect()
}

/// A name that stands in a text, and what its words bring to a likeness.
pub(crate) struct Named {
    pub(crate) form: String,
    terms: Vec<u64>,
    logit: f64,
}

/// Names of a text for which `wanted` says so, those that bring the most first; each once, and none that is part of
/// another.
pub(crate) fn names(
    text: &Document,
    share: impl Fn(u64) -> Option<f64>,
    spellings: &Spellings<'_>,
    wanted: impl Fn(u64) -> bool,
) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut segmenter = Segmenter::new();
    for form in text.name_forms().iter().filter(|form| wanted(form.key)) {
        let Some(mention) = text.names().iter().find(|mention| mention.key == form.key) else { continue };
        let mut words = 0;
        segmenter.words(form.form, &mut |_| words += 1);
        let from = mention.at as usize;
        if is_no_name(form.form) || is_of_a_picture(form.form) || is_two_names(form.form, text) {
            continue;
        }
        let tokens = text.tokens().get(from..from + words).unwrap_or_default();
        let terms: Vec<u64> = tokens.iter().filter(|token| !token.is_stop_word()).map(|token| token.hash()).collect();
        let logit = terms.iter().filter_map(|&term| share(term)).sum();
        if words <= LONGEST && logit > 0.0 {
            let form = spellings.get(&form.key).copied().unwrap_or(form.form);
            // without stop words of its language a text keeps the article on its names
            let form = form.strip_prefix("The ").unwrap_or(form).to_owned();
            found.push(Named { form, terms, logit });
        }
    }
    found.sort_by(|x, y| y.logit.total_cmp(&x.logit).then_with(|| x.form.cmp(&y.form)));
    let mut kept: Vec<Named> = Vec::new();
    for name in found {
        let part = |of: &Named| {
            let derived = of.form.len().abs_diff(name.form.len()) <= 2
                && (of.form.starts_with(&name.form) || name.form.starts_with(&of.form));
            // a full name again with an epithet that weighs nothing
            let again = of.form.contains(' ') && name.form.strip_suffix(&of.form).is_some_and(|e| e.ends_with(' '));
            derived || again || name.terms.iter().all(|term| of.terms.contains(term))
        };
        if !kept.iter().any(part) {
            kept.push(name);
        }
    }
    kept
}

/// Whether a run of capitals is the label of a picture, as in “Getty Images Image caption”.
fn is_of_a_picture(form: &str) -> bool {
    form.split(' ').any(|word| ["Image", "Images", "Photo", "Photos", "Photograph"].contains(&word))
}

/// Whether a long run of capitals is two names side by side: it begins or ends with a name of two words that the text
/// writes alone elsewhere, as in “to North Korea Stephen Biegun said”.
fn is_two_names(form: &str, text: &Document) -> bool {
    let words: Vec<&str> = form.split(' ').collect();
    let stands_alone = |part: &[&str]| {
        let part = part.join(" ");
        text.name_forms().iter().any(|other| other.form == part)
    };
    words.len() > 3 && (2..words.len() - 1).any(|at| stands_alone(&words[..at]) || stands_alone(&words[at..]))
}

/// Names that stand in both texts, by what they bring to the pair's likeness.
pub(crate) fn shared_names(
    (one, other): (&Document, &Document),
    terms: &[TermShare],
    spellings: &Spellings<'_>,
) -> Vec<Named> {
    let share = |term: u64| terms.binary_search_by_key(&term, |share| share.hash).ok().map(|at| terms[at].logit);
    let forms = other.name_forms();
    let key = |name: &str| {
        let mut key = String::new();
        name_key(name, &mut key);
        stable_hash(key.as_bytes())
    };
    let publishers = [one.source(), one.agency(), other.source(), other.agency()];
    let publishers: Vec<u64> = publishers.into_iter().flatten().map(key).collect();
    // that both name their agency says nothing of the event
    let wanted = |key| !publishers.contains(&key) && forms.get(key).is_some();
    names(one, share, spellings, wanted).into_iter().take(LISTED).collect()
}

/// A term by what it brings, then the lower hash first.
struct Heaviest(TermShare);

impl Ord for Heaviest {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.logit.total_cmp(&other.0.logit).then(other.0.hash.cmp(&self.0.hash))
    }
}

impl PartialOrd for Heaviest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Heaviest {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Heaviest {}

/// Further words that stand in both texts, as both write them, by what they bring to the pair's likeness.
pub(crate) fn words(
    written: &mut Written<'_>,
    (a, b): (u32, u32),
    (one, other): (&Document, &Document),
    terms: &[TermShare],
    names: &[Named],
) -> Vec<String> {
    let german = [one, other].iter().any(|text| text.language().tag() == "de");
    let mut words: Vec<String> = Vec::new();
    // few are looked at, so they are not sorted
    let mut terms: BinaryHeap<Heaviest> =
        terms.iter().filter(|share| share.logit > 0.0).map(|&t| Heaviest(t)).collect();
    while let Some(Heaviest(share)) = terms.pop() {
        if words.len() == LISTED {
            break;
        }
        if names.iter().any(|name| name.terms.contains(&share.hash)) {
            continue;
        }
        let form = written.common(share.hash, a, b).filter(|form| tells(form) && !is_stop_word(form));
        // a further name, of which enough are told; German writes every noun with a capital
        let is_name = |form: &&str| !german && form.starts_with(char::is_uppercase);
        words.extend(form.filter(|form| !is_name(form)).map(str::to_owned));
    }
    words
}

/// Whether a word tells a reader something by itself: small numbers and years do not.
pub(crate) fn tells(form: &str) -> bool {
    let digits = form.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let year = form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
    !digits || (form.len() > 2 && !year)
}
