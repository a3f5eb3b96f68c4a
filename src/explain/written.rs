//! How texts write their terms: from the hash of a stem back to the word that readers see.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::explain::kept::Kept;
use crate::sketch::hash::stable_hash;
use crate::text::{Document, Language, Places, StopWords, Token, Workspace};

/// Stop words of the larger languages: a text of unknown language leaves none out, but nobody is told that two texts
/// share “the”.
static STOP_WORDS: LazyLock<Vec<StopWords>> = LazyLock::new(|| {
    ["en", "de", "fr", "es", "it", "pt", "nl", "ru"].map(|tag| StopWords::of(Language::from_tag(tag))).into()
});

/// What is known so far of how an article is written.
enum Text<'a> {
    /// Where lines were before others were dropped, and the words of those that were asked for, the headline first.
    Lines(Vec<(u32, u32)>, Vec<Option<Vec<&'a str>>>),
    /// All words with the term each becomes, sorted by it, else in their order.
    Words(Vec<(u64, &'a str)>),
}

/// Looks up words in the kept articles, each line read at most once.
pub(crate) struct Written<'a> {
    kept: &'a Kept,
    workspace: Workspace,
    read: FxHashMap<u32, Text<'a>>,
    /// Words that are held.
    held: usize,
}

/// Words held at most between two stories, 16 bytes each.
const HELD: usize = 2_000_000;

impl<'a> Written<'a> {
    pub(crate) fn new(kept: &'a Kept) -> Written<'a> {
        Written { kept, workspace: Workspace::default(), read: FxHashMap::default(), held: 0 }
    }

    /// Forgets what was read once it has become much: stories that lie near each other are told of the same texts.
    pub(crate) fn tidy(&mut self) {
        if self.held > HELD {
            self.read.clear();
            self.held = 0;
        }
    }

    /// The words of an article that become a term, in their order; none where only documents went in.
    pub(crate) fn forms(&mut self, article: u32, term: u64) -> Vec<&'a str> {
        let Some((document, places)) = self.placed(article) else { return self.looked_up(article, term) };
        let Self { kept, workspace, read, held } = self;
        let unread = || match places.moved(document) {
            Some(moved) => Text::Lines(moved, vec![None; places.len()]),
            None => Text::Words(words(kept, workspace, article)),
        };
        if let Text::Lines(moved, lines) = read.entry(article).or_insert_with(unread) {
            let mut forms = Vec::new();
            for at in places_of(document.tokens(), term) {
                let at = match moved.partition_point(|&(now, _)| now as usize <= at) {
                    0 => at,
                    after => at - moved[after - 1].0 as usize + moved[after - 1].1 as usize,
                };
                let line = places.line_of(at);
                let words = lines[line].get_or_insert_with(|| {
                    let text = match line {
                        0 => document.title(),
                        line => places.text(&kept.articles[article as usize], line),
                    };
                    let words = kept.analyzer.words_written(workspace, text);
                    *held += words.len();
                    words
                });
                debug_assert_eq!(words.len(), places.first(line + 1) - places.first(line), "a token is a word");
                forms.extend(words.get(at - places.first(line)));
            }
            return forms;
        }
        self.looked_up(article, term)
    }

    /// An article's document with the places of its lines, if they are known.
    fn placed(&self, article: u32) -> Option<(&'a Document, &'a Places)> {
        Some((self.kept.documents.get(article as usize)?, self.kept.places.get(article as usize)?))
    }

    /// The same by reading the whole article again.
    fn looked_up(&mut self, article: u32, term: u64) -> Vec<&'a str> {
        let words = self.words(article);
        let from = words.partition_point(|&(of, _)| of < term);
        words[from..].iter().take_while(|&&(of, _)| of == term).map(|&(_, form)| form).collect()
    }

    /// All words of an article but stop words, sorted by the term each becomes, else in their order.
    pub(crate) fn words(&mut self, article: u32) -> &[(u64, &'a str)] {
        let (kept, workspace) = (self.kept, &mut self.workspace);
        let text = self.read.entry(article).or_insert_with(|| Text::Lines(Vec::new(), Vec::new()));
        if matches!(text, Text::Lines(..)) {
            let words = words(kept, workspace, article);
            self.held += words.len();
            *text = Text::Words(words);
        }
        match text {
            Text::Words(words) => words,
            Text::Lines(..) => &[],
        }
    }

    /// A form of a term that both articles use whatever its case, as they write it most often.
    pub(crate) fn common(&mut self, term: u64, a: u32, b: u32) -> Option<&'a str> {
        let ours = self.forms(a, term);
        let theirs = self.forms(b, term);
        let (&first, _) = ours.first().zip(theirs.first())?;
        if ours.iter().chain(&theirs).all(|&form| form == first) {
            return Some(first);
        }
        // by how often both together write it
        let mut counts: BTreeMap<String, (Vec<&'a str>, bool, bool)> = BTreeMap::new();
        for (forms, our) in [(&ours, true), (&theirs, false)] {
            for form in forms {
                let (all, in_ours, in_theirs) = counts.entry(form.to_lowercase()).or_default();
                all.push(form);
                *(if our { in_ours } else { in_theirs }) = true;
            }
        }
        let common = counts.into_values().filter(|(_, in_ours, in_theirs)| *in_ours && *in_theirs);
        let (forms, ..) = common.rev().max_by_key(|(forms, ..)| forms.len())?;
        most_used(forms.into_iter())
    }
}

/// Whether a word tells nothing in some larger language.
pub(crate) fn is_stop_word(form: &str) -> bool {
    let hash = stable_hash(form.to_lowercase().as_bytes());
    STOP_WORDS.iter().any(|list| list.contains(hash))
}

/// Where a term stands; compared in blocks, as most hold none.
fn places_of(tokens: &[Token], term: u64) -> impl Iterator<Item = usize> {
    const BLOCK: usize = 32;
    let blocks = tokens.chunks(BLOCK).enumerate();
    let found =
        blocks.filter(move |(_, block)| block.iter().fold(false, |found, token| found | (token.hash() == term)));
    found.flat_map(move |(n, block)| {
        block.iter().enumerate().filter(move |(_, token)| token.hash() == term).map(move |(at, _)| n * BLOCK + at)
    })
}

/// The most frequent of some forms; of equals one that is not all capitals.
pub(crate) fn most_used<'a>(forms: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for form in forms {
        *sums.entry(form).or_default() += 1;
    }
    let shouted = |form: &str| form.chars().nth(1).is_some() && !form.chars().any(char::is_lowercase);
    let best = sums.into_iter().max_by_key(|&(form, count)| (count, !shouted(form), std::cmp::Reverse(form)));
    best.map(|(form, _)| form)
}

fn words<'a>(kept: &'a Kept, workspace: &mut Workspace, article: u32) -> Vec<(u64, &'a str)> {
    let mut words = Vec::new();
    let (article, document) = (kept.articles.get(article as usize), kept.documents.get(article as usize));
    let Some((article, document)) = article.zip(document) else { return words };
    kept.analyzer.written_in(workspace, article, document.language(), &mut |word, token| {
        if !token.is_stop_word() {
            words.push((token.hash(), word));
        }
    });
    words.sort_by_key(|&(term, _)| term);
    words
}
