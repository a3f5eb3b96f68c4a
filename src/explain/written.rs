//! How texts write their terms: from the hash of a stem back to the word that readers see.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::explain::kept::Kept;
use crate::explain::marks::Marks;
use crate::text::{Document, Language, Places, StopWords, Workspace};
use crate::sketch::hash::stable_hash;

/// Stop words of the larger languages: a text of unknown language leaves none out, but nobody is told that two texts
/// share “the”.
static STOP_WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let lists = ["en", "de", "fr", "es", "it", "pt", "nl", "ru"].map(|tag| StopWords::of(Language::from_tag(tag)));
    lists.iter().flat_map(StopWords::hashes).collect()
});

/// What is known so far of how an article is written.
enum Text<'a> {
    Placed(Placed<'a>),
    /// All words with the term each becomes, sorted by it, else in their order.
    Words(Vec<(u64, &'a str)>),
}

/// An article of which it is known where each word stands.
struct Placed<'a> {
    article: &'a Article,
    document: &'a Document,
    places: &'a Places,
    marks: Marks,
    /// Where lines were before others were dropped.
    moved: Vec<(u32, u32)>,
    /// The words of lines that do not tell by themselves where these stand.
    cut: FxHashMap<usize, Vec<&'a str>>,
}

/// Looks up words in the kept articles.
pub(crate) struct Written<'a> {
    kept: &'a Kept,
    /// There once a line had to be cut.
    workspace: Option<Box<Workspace>>,
    texts: FxHashMap<u32, Text<'a>>,
    /// Words of the texts that are held.
    held: usize,
    /// Scratch: forms of a term in two texts.
    ours: Vec<&'a str>,
    theirs: Vec<&'a str>,
}

/// Words of texts held at most between two stories.
const HELD: usize = 4_000_000;

impl<'a> Written<'a> {
    pub(crate) fn new(kept: &'a Kept) -> Written<'a> {
        let (ours, theirs) = (Vec::new(), Vec::new());
        Written { kept, workspace: None, texts: FxHashMap::default(), held: 0, ours, theirs }
    }

    /// Forgets the texts once they have become many: stories that lie near each other are told of the same ones.
    pub(crate) fn tidy(&mut self) {
        if self.held > HELD {
            self.texts.clear();
            self.held = 0;
        }
    }

    /// Adds the words of an article that become a term, in their order; none where only documents went in.
    pub(crate) fn forms(&mut self, article: u32, term: u64, forms: &mut Vec<&'a str>) {
        let Self { kept, workspace, texts, held, .. } = self;
        let text = texts.entry(article).or_insert_with(|| {
            *held += kept.documents.get(article as usize).map_or(0, |document| document.tokens().len());
            Text::of(kept, workspace, article)
        });
        match text {
            Text::Placed(placed) => placed.forms(kept, workspace, term, forms),
            Text::Words(words) => {
                let from = words.partition_point(|&(of, _)| of < term);
                forms.extend(words[from..].iter().take_while(|&&(of, _)| of == term).map(|&(_, form)| form));
            }
        }
    }

    /// All words of an article but stop words; none where only documents went in.
    pub(crate) fn words(&mut self, article: u32) -> Vec<&'a str> {
        let words = words(self.kept, &mut self.workspace, article);
        words.into_iter().map(|(_, form)| form).collect()
    }

    /// A form of a term that both articles use whatever its case, as they write it most often.
    pub(crate) fn common(&mut self, term: u64, a: u32, b: u32) -> Option<&'a str> {
        let (mut ours, mut theirs) = (std::mem::take(&mut self.ours), std::mem::take(&mut self.theirs));
        ours.clear();
        theirs.clear();
        self.forms(a, term, &mut ours);
        self.forms(b, term, &mut theirs);
        let common = common(&ours, &theirs);
        (self.ours, self.theirs) = (ours, theirs);
        common
    }
}

impl<'a> Text<'a> {
    fn of(kept: &'a Kept, workspace: &mut Option<Box<Workspace>>, article: u32) -> Text<'a> {
        let at = article as usize;
        let known = kept.articles.get(at).zip(kept.documents.get(at)).zip(kept.places.get(at));
        let placed = known.and_then(|((article, document), places)| {
            let (marks, moved) = (Marks::of(document.tokens()), places.moved(document)?);
            Some(Placed { article, document, places, marks, moved, cut: FxHashMap::default() })
        });
        placed.map_or_else(|| Text::Words(words(kept, workspace, article)), Text::Placed)
    }
}

impl<'a> Placed<'a> {
    fn forms(
        &mut self,
        kept: &'a Kept,
        workspace: &mut Option<Box<Workspace>>,
        term: u64,
        forms: &mut Vec<&'a str>,
    ) {
        let Self { article, document, places, marks, moved, cut } = self;
        marks.each(document.tokens(), term, |at| {
            let at = match moved.partition_point(|&(now, _)| now as usize <= at) {
                0 => at,
                after => at - moved[after - 1].0 as usize + moved[after - 1].1 as usize,
            };
            let line = places.line_of(at);
            let text = if line == 0 { document.title() } else { places.text(article, line) };
            let word = places.word(text, line, at).or_else(|| {
                let words = cut
                    .entry(line)
                    .or_insert_with(|| kept.analyzer.words_written(workspace.get_or_insert_default(), text));
                words.get(at - places.first(line)).copied()
            });
            forms.extend(word);
        });
    }
}

/// All words of an article but stop words, sorted by the term each becomes, else in their order.
fn words<'a>(kept: &'a Kept, workspace: &mut Option<Box<Workspace>>, article: u32) -> Vec<(u64, &'a str)> {
    let mut words = Vec::new();
    let Some(article) = kept.articles.get(article as usize) else { return words };
    kept.analyzer.written(workspace.get_or_insert_default(), article, &mut |word, token| {
        if !token.is_stop_word() {
            words.push((token.hash(), word));
        }
    });
    words.sort_by_key(|&(term, _)| term);
    words
}

/// Of forms that stand on both sides whatever their case, the one that is written most often.
fn common<'a>(ours: &[&'a str], theirs: &[&'a str]) -> Option<&'a str> {
    let (&first, _) = ours.first().zip(theirs.first())?;
    if ours.iter().chain(theirs).all(|&form| form == first) {
        return Some(first);
    }
    let lowered = |forms: &[&'a str], our: bool| forms.iter().map(|&f| (lower(f), our, f)).collect::<Vec<_>>();
    let mut all = lowered(ours, true);
    all.extend(lowered(theirs, false));
    all.sort_unstable();
    // by how often both together write it, of equals the first
    let both = all.chunk_by(|x, y| x.0 == y.0).filter(|same| !same[0].1 && same[same.len() - 1].1);
    let most = both.max_by_key(|same| (same.len(), Reverse(&same[0].0)))?;
    most_used(&mut most.iter().map(|&(.., form)| form).collect::<Vec<_>>())
}

fn lower(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(form)
    } else {
        Cow::Owned(form.to_lowercase())
    }
}

/// Whether a word tells nothing in some larger language.
pub(crate) fn is_stop_word(form: &str) -> bool {
    STOP_WORDS.contains(&stable_hash(lower(form).as_bytes()))
}

/// The most frequent of some forms; of equals one that is not all capitals, then the first. Sorts them.
pub(crate) fn most_used<'a>(forms: &mut [&'a str]) -> Option<&'a str> {
    let first = *forms.first()?;
    if forms.iter().all(|&form| form == first) {
        return Some(first);
    }
    forms.sort_unstable();
    let shouted = |form: &str| form.chars().nth(1).is_some() && !form.chars().any(char::is_lowercase);
    let best = forms.chunk_by(|x, y| x == y).max_by_key(|same| (same.len(), !shouted(same[0]), Reverse(same[0])));
    best.map(|same| same[0])
}
