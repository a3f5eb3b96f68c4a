//! How texts write their terms: from the hash of a stem back to the word that readers see.

use std::hint::black_box;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::explain::forms::{self, Form, lower};
use crate::explain::index::TermIndex;
use crate::explain::kept::Kept;
use crate::sketch::hash::stable_hash;
use crate::text::{Document, Language, Places, StopWords, Workspace};

/// Stop words of the larger languages: a text of unknown language leaves none out, but nobody is told that two texts
/// share “the”.
static STOP_WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let lists = ["en", "de", "fr", "es", "it", "pt", "nl", "ru"].map(|tag| StopWords::of(Language::from_tag(tag)));
    lists.iter().flat_map(StopWords::hashes).collect()
});

/// An article whose words are looked up.
struct Source<'a> {
    words: Words<'a>,
    /// Terms that were asked for, and where their forms stand among all.
    known: Vec<(u64, Range<u32>)>,
}

/// Where the words of an article come from.
enum Words<'a> {
    Placed(Placed<'a>),
    /// All words with the term each becomes, sorted by it, else in their order.
    Read(Vec<(u64, &'a str)>),
}

/// An article of which it is known where each word stands.
struct Placed<'a> {
    article: &'a Article,
    document: &'a Document,
    places: &'a Places,
    index: TermIndex,
    /// Where lines were before others were dropped.
    moved: Vec<(u32, u32)>,
}

/// Looks up words in the kept articles.
pub(crate) struct Written<'a> {
    kept: &'a Kept,
    sources: FxHashMap<u32, Source<'a>>,
    /// Words of the articles that are held.
    held: usize,
    forms: Vec<Form<'a>>,
    /// Scratch: all that one text writes for a term.
    all: Vec<&'a str>,
}

/// Terms of one text that are asked for, mostly: few enough to be gone through.
const KNOWN: usize = 24;

/// Words of articles held at most between two stories.
const HELD: usize = 500_000;

impl<'a> Written<'a> {
    pub(crate) fn new(kept: &'a Kept) -> Written<'a> {
        Written { kept, sources: FxHashMap::default(), held: 0, forms: Vec::new(), all: Vec::new() }
    }

    /// Forgets the articles once they have become many: stories that lie near each other are told of the same ones.
    pub(crate) fn tidy(&mut self) {
        if self.held > HELD {
            self.sources.clear();
            self.forms.clear();
            self.held = 0;
        }
    }

    /// The forms in which an article writes a term; none where only documents went in.
    pub(crate) fn forms(&mut self, article: u32, term: u64) -> &[Form<'a>] {
        let at = self.look_up(article, term);
        &self.forms[at]
    }

    /// Where these stand.
    fn look_up(&mut self, article: u32, term: u64) -> Range<usize> {
        let Self { kept, sources, held, forms, all } = self;
        let Source { words, known } = sources.entry(article).or_insert_with(|| {
            *held += kept.documents.get(article as usize).map_or(0, |document| document.tokens().len());
            Source { words: Words::of(kept, article), known: Vec::with_capacity(KNOWN) }
        });
        let at = known.iter().position(|&(known, _)| known == term).unwrap_or_else(|| {
            all.clear();
            words.add_forms(term, all);
            let from = forms.len() as u32;
            forms::add(all, forms);
            known.push((term, from..forms.len() as u32));
            known.len() - 1
        });
        let Range { start, end } = known[at].1;
        start as usize..end as usize
    }

    /// A form of a term that both articles use whatever its case, as they write it most often.
    pub(crate) fn common(&mut self, term: u64, a: u32, b: u32) -> Option<&'a str> {
        let (ours, theirs) = (self.look_up(a, term), self.look_up(b, term));
        forms::common(&self.forms[ours], &self.forms[theirs])
    }

    /// All words of an article but stop words; none where only documents went in.
    pub(crate) fn words(&self, article: u32) -> Vec<&'a str> {
        words(self.kept, article).into_iter().map(|(_, form)| form).collect()
    }
}

impl<'a> Words<'a> {
    fn of(kept: &'a Kept, article: u32) -> Words<'a> {
        let at = article as usize;
        let known = kept.articles.get(at).zip(kept.documents.get(at)).zip(kept.places.get(at));
        let placed = known.and_then(|((article, document), places)| {
            read_ahead(article.body());
            let (index, moved) = (TermIndex::of(document.tokens()), places.moved(document)?);
            Some(Placed { article, document, places, index, moved })
        });
        placed.map_or_else(|| Words::Read(words(kept, article)), Words::Placed)
    }

    /// Adds the words that become a term, in their order.
    fn add_forms(&self, term: u64, forms: &mut Vec<&'a str>) {
        match self {
            Words::Placed(placed) => forms.extend(placed.forms(term)),
            Words::Read(words) => {
                let from = words.partition_point(|&(of, _)| of < term);
                forms.extend(words[from..].iter().take_while(|&&(of, _)| of == term).map(|&(_, form)| form));
            }
        }
    }
}

/// Brings the beginning of a text nearer to the processor, all at once: most of it lies in memory that was not touched
/// for long, and words that are looked up one after the other would wait for each.
fn read_ahead(text: &str) {
    const LINE: usize = 64;
    const LINES: usize = 256;
    let lines = text.as_bytes().iter().step_by(LINE).take(LINES);
    black_box(lines.fold(0, |seen, byte| seen ^ byte));
}

impl<'a> Placed<'a> {
    fn forms(&self, term: u64) -> impl Iterator<Item = &'a str> {
        let Placed { article, document, places, index, moved } = self;
        index.places(document.tokens(), term).filter_map(move |at| {
            let at = match moved.partition_point(|&(now, _)| now as usize <= at) {
                0 => at,
                after => at - moved[after - 1].0 as usize + moved[after - 1].1 as usize,
            };
            places.word(article, document, at)
        })
    }
}

/// All words of an article but stop words, sorted by the term each becomes, else in their order.
fn words(kept: &Kept, article: u32) -> Vec<(u64, &str)> {
    let mut words = Vec::new();
    let (article, document) = (kept.articles.get(article as usize), kept.documents.get(article as usize));
    let Some((article, document)) = article.zip(document) else { return words };
    kept.analyzer.written_in(&mut Workspace::default(), article, document.language(), &mut |word, token| {
        if !token.is_stop_word() {
            words.push((token.hash(), word));
        }
    });
    words.sort_by_key(|&(term, _)| term);
    words
}

/// Whether a word tells nothing in some larger language.
pub(crate) fn is_stop_word(form: &str) -> bool {
    STOP_WORDS.contains(&stable_hash(lower(form).as_bytes()))
}
