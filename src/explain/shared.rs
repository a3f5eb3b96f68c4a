//! What two texts name and say in common, in the words that readers see.

use crate::explain::breakdown::TermShare;
use crate::explain::few::Few;
use crate::explain::names::{Named, Names, Spellings};
use crate::explain::written::{Written, is_stop_word};
use crate::text::Document;
use crate::text::page::is_of_sites;

/// Names and words listed in a reason at most, each.
pub(crate) const LISTED: usize = 3;

/// Names that stand in both of two texts, by what they bring to the pair's likeness.
pub(crate) fn shared_names<'a>(
    names: &mut Names<'a>,
    (one, other): (u32, u32),
    theirs: &Document,
    terms: &[TermShare],
    spellings: &Spellings<'a>,
) -> Vec<Named<'a>> {
    let share = |term: u64| terms.binary_search_by_key(&term, |share| share.hash).ok().map(|at| terms[at].logit);
    let their_publishers = names.of(other).publishers;
    let ours = names.of(one);
    let publishers = [ours.publishers, their_publishers];
    let is_publisher = |key| publishers.iter().flatten().any(|&publisher| publisher == Some(key));
    let mut forms = theirs.name_forms().iter().map(|name| name.key).peekable();
    // both ascend by key
    let wanted = |key| {
        while forms.next_if(|&form| form < key).is_some() {}
        forms.peek() == Some(&key) && !is_publisher(key)
    };
    ours.told(share, spellings, wanted, LISTED)
}

/// Terms ranked at first: mostly more than are looked at.
const AT_FIRST: usize = 12;

/// Terms that speak for a pair, those that bring the most first, of equals the lower hash.
struct Ranked<'s> {
    terms: &'s [TermShare],
    first: [TermShare; AT_FIRST],
    count: usize,
    /// All of them, once the first were not enough.
    all: Vec<TermShare>,
}

impl<'s> Ranked<'s> {
    fn of(terms: &'s [TermShare]) -> Ranked<'s> {
        let mut first = [TermShare { hash: 0, logit: 0.0 }; AT_FIRST];
        let (mut count, mut least) = (0, 0.0);
        // hashes ascend: of equals the first stays before
        for share in terms.iter().filter(|share| share.logit > 0.0) {
            if count == AT_FIRST && share.logit <= least {
                continue;
            }
            let mut at = if count < AT_FIRST { count } else { AT_FIRST - 1 };
            while at > 0 && first[at - 1].logit < share.logit {
                first[at] = first[at - 1];
                at -= 1;
            }
            first[at] = *share;
            count = (count + 1).min(AT_FIRST);
            least = first[count - 1].logit;
        }
        Ranked { terms, first, count, all: Vec::new() }
    }

    fn get(&mut self, at: usize) -> Option<u64> {
        if at < AT_FIRST {
            return self.first[..self.count].get(at).map(|share| share.hash);
        }
        if self.all.is_empty() {
            self.all.extend(self.terms.iter().filter(|share| share.logit > 0.0));
            self.all.sort_by(|x, y| y.logit.total_cmp(&x.logit));
        }
        self.all.get(at).map(|share| share.hash)
    }
}

/// Further words that stand in both texts, as both write them, by what they bring to the pair's likeness.
pub(crate) fn shared_words<'a>(
    written: &mut Written<'a>,
    (a, b): (u32, u32),
    (one, other): (&Document, &Document),
    terms: &[TermShare],
    names: &[Named<'a>],
) -> Few<&'a str, LISTED> {
    let german = [one, other].iter().any(|text| text.language().tag() == "de");
    let mut ranked = Ranked::of(terms);
    let further = (0..).map_while(|at| ranked.get(at)).filter(|&term| !names.iter().any(|name| name.holds(term)));
    let told = further.filter_map(|term| {
        let form =
            written.common(term, a, b).filter(|form| tells(form) && !is_stop_word(form) && !is_of_sites(form))?;
        // a further name, of which enough are told; German writes every noun with a capital
        Some(form).filter(|form| german || !form.starts_with(char::is_uppercase))
    });
    told.take(LISTED).collect()
}

/// Whether a word tells a reader something by itself: small numbers and years do not.
pub(crate) fn tells(form: &str) -> bool {
    let digits = form.chars().all(|c| c.is_numeric() || matches!(c, '.' | ','));
    let year = form.len() == 4 && (form.starts_with("19") || form.starts_with("20"));
    !digits || (form.len() > 2 && !year)
}
