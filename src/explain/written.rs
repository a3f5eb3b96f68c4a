//! How texts write their terms: from the hash of a stem back to the word that readers see.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::explain::kept::Kept;
use crate::sketch::hash::stable_hash;
use crate::text::{Language, StopWords, Workspace};

/// The words of one text as it writes them, sorted by the term each becomes, else in their order.
#[derive(Default)]
pub(crate) struct Forms<'a>(Vec<(u64, &'a str)>);

impl<'a> Forms<'a> {
    /// The words that become a term, as often as they stand.
    pub(crate) fn of(&self, term: u64) -> impl Iterator<Item = &'a str> + Clone + use<'a, '_> {
        let from = self.0.partition_point(|&(of, _)| of < term);
        self.0[from..].iter().take_while(move |&&(of, _)| of == term).map(|&(_, form)| form)
    }

    /// All words.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        self.0.iter().map(|&(_, form)| form)
    }
}

/// Looks up words in the kept articles, each read at most once.
pub(crate) struct Written<'a> {
    kept: &'a Kept,
    workspace: Workspace,
    read: FxHashMap<u32, Forms<'a>>,
    /// Stop words of the larger languages: a text of unknown language leaves none out, but nobody is told that two
    /// texts share “the”.
    stop_words: Vec<StopWords>,
}

/// Languages whose stop words are never shown, whatever the text.
const LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "it", "pt", "nl", "ru"];

impl<'a> Written<'a> {
    pub(crate) fn new(kept: &'a Kept) -> Written<'a> {
        let stop_words = LANGUAGES.map(|tag| StopWords::of(Language::from_tag(tag))).into();
        Written { kept, workspace: Workspace::default(), read: FxHashMap::default(), stop_words }
    }

    /// Whether a word tells nothing in some larger language.
    pub(crate) fn is_stop_word(&self, form: &str) -> bool {
        let hash = stable_hash(form.to_lowercase().as_bytes());
        self.stop_words.iter().any(|list| list.contains(hash))
    }

    /// Forgets what was read; buffers stay.
    pub(crate) fn clear(&mut self) {
        self.read.clear();
    }

    /// The forms of an article's terms; none where only documents went in.
    pub(crate) fn forms(&mut self, article: u32) -> &Forms<'a> {
        let (kept, workspace) = (self.kept, &mut self.workspace);
        self.read.entry(article).or_insert_with(|| match kept.articles.get(article as usize) {
            Some(article) => forms(kept, workspace, article),
            None => Forms::default(),
        })
    }

    /// A form of a term that both articles use whatever its case, as they write it most often.
    pub(crate) fn common(&mut self, term: u64, a: u32, b: u32) -> Option<&'a str> {
        let ours: Vec<&'a str> = self.forms(a).of(term).collect();
        let theirs: Vec<&'a str> = self.forms(b).of(term).collect();
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

fn forms<'a>(kept: &Kept, workspace: &mut Workspace, article: &'a Article) -> Forms<'a> {
    let mut words = Vec::new();
    kept.analyzer.written(workspace, article, &mut |word, token| {
        if !token.is_stop_word() {
            words.push((token.hash(), word));
        }
    });
    words.sort_by_key(|&(term, _)| term);
    Forms(words)
}
