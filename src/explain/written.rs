//! How texts write their terms: from the hash of a stem back to the word that readers see.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::explain::kept::Kept;
use crate::sketch::hash::stable_hash;
use crate::text::{Language, StopWords, Workspace};

/// The forms in which one text writes each of its terms, with how often.
pub(crate) type Forms<'a> = FxHashMap<u64, Vec<(&'a str, u32)>>;

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
        let ours = self.forms(a).get(&term)?.clone();
        let theirs = self.forms(b).get(&term)?;
        let mut counts: BTreeMap<String, Vec<(&'a str, u32)>> = BTreeMap::new();
        for &(form, count) in &ours {
            let key = form.to_lowercase();
            let other: Vec<_> = theirs.iter().filter(|(other, _)| other.to_lowercase() == key).copied().collect();
            if !other.is_empty() {
                let forms = counts.entry(key).or_default();
                forms.push((form, count));
                forms.extend(other);
            }
        }
        let sum = |forms: &[(&str, u32)]| forms.iter().map(|(_, count)| count).sum::<u32>();
        let (_, forms) = counts.into_iter().rev().max_by_key(|(_, forms)| sum(forms))?;
        most_used(&forms)
    }
}

/// The most frequent of some forms, those of equal spelling added up; of equals one that is not all capitals.
pub(crate) fn most_used<'a>(forms: &[(&'a str, u32)]) -> Option<&'a str> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for &(form, count) in forms {
        *sums.entry(form).or_default() += count;
    }
    let shouted = |form: &str| form.chars().nth(1).is_some() && !form.chars().any(char::is_lowercase);
    sums.into_iter().max_by_key(|&(form, count)| (count, !shouted(form), std::cmp::Reverse(form))).map(|(form, _)| form)
}

fn forms<'a>(kept: &Kept, workspace: &mut Workspace, article: &'a Article) -> Forms<'a> {
    let mut forms = Forms::default();
    kept.analyzer.written(workspace, article, &mut |word, token| {
        if token.is_stop_word() {
            return;
        }
        let of_term = forms.entry(token.hash()).or_default();
        match of_term.iter_mut().find(|(form, _)| *form == word) {
            Some((_, count)) => *count += 1,
            None => of_term.push((word, 1)),
        }
    });
    forms
}
