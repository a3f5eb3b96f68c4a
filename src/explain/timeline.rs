//! [`Step`]: what each text of a story added.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::Cited;
use crate::explain::shared::{names, spellings};
use crate::story::Story;
use crate::text::Document;

/// One text of a story, and what it added to those before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Number of the report, over the whole clustering.
    pub report: u32,
    /// The article it is shown by: its origin.
    pub article: Cited,
    /// Printings of it, copies and revisions included.
    pub articles: u32,
    /// Different names and numbers in it.
    pub facts: u32,
    /// Those of them that stood in no text before.
    pub new: u32,
    /// Some of the new names as the story spells them, the rarest first; at most four.
    pub names: Vec<String>,
}

impl Step {
    /// Share of its names and numbers that are new, within 0..=1; `None` for a text without any.
    pub fn new_share(&self) -> Option<f64> {
        (self.facts > 0).then(|| f64::from(self.new) / f64::from(self.facts))
    }
}

/// New names listed for a text.
const LISTED: usize = 4;

impl Clustering {
    /// The texts of a story in the order of their times, undated ones last, with what each added: how many of its
    /// names and numbers no earlier text had.
    ///
    /// `read` are articles whose content is known from the start, of this story or any: what a reader who has read
    /// them would find new. `None` when the run kept no evidence.
    ///
    /// ```
    /// use samestory::{Article, Clusterer, Keep};
    /// let articles = [
    ///     Article::builder("Kremlin confirms summit", "Kim Jong Un will meet Vladimir Putin in Vladivostok, the Kremlin said.")
    ///         .id("a").published("2019-04-18T08:00:00Z").build()?,
    ///     Article::builder("Kim to meet Putin", "Kim Jong Un is to meet Vladimir Putin in Vladivostok. Dmitry Peskov named no day.")
    ///         .id("b").published("2019-04-18T20:00:00Z").build()?,
    /// ];
    /// let clustering = Clusterer::builder().keep(Keep::Evidence).build()?.cluster(&articles)?;
    /// let story = &clustering.stories()[0];
    /// let steps = clustering.timeline(story, &[]).unwrap_or_default();
    /// assert_eq!((steps[0].new_share(), steps[1].names.as_slice()), (Some(1.0), ["Dmitry Peskov".to_owned()].as_slice()));
    /// let again = clustering.timeline(story, &["b".into()]).unwrap_or_default();
    /// assert_eq!(again[1].new, 0);
    /// # Ok::<(), samestory::Error>(())
    /// ```
    ///
    /// # Complexity
    /// Linear in the names and numbers of the story's texts.
    pub fn timeline(&self, story: &Story, read: &[ArticleId]) -> Option<Vec<Step>> {
        let kept = self.kept()?;
        let document = |id: &ArticleId| self.place(id).map(|place| &kept.documents[place]);
        let spellings = spellings(story.reports.iter().filter_map(|report| document(&report.origin)));
        let mut known = Known::default();
        for text in read.iter().filter_map(document) {
            known.add(text);
        }
        let step = |report: &crate::Report| {
            let text = document(&report.origin)?;
            let new: FxHashSet<u64> =
                text.names().iter().map(|m| m.key).filter(|&key| known.is_new(text, key)).collect();
            let mut facts: Vec<(bool, u64)> = text.names().iter().map(|m| (true, m.key)).collect();
            facts.extend(text.numbers().iter().map(|m| (false, m.key)));
            facts.sort_unstable();
            facts.dedup();
            let count =
                facts.iter().filter(|(name, key)| if *name { new.contains(key) } else { !known.numbers.contains(key) });
            let rarity = self.rarity(text);
            let named = names(text, |term| rarity.get(&term).copied(), &spellings, |key| new.contains(&key));
            let step = Step {
                report: self.report_of(&report.origin)?,
                article: Cited::from(self.card(&report.origin)?),
                articles: report.articles.len() as u32,
                facts: facts.len() as u32,
                new: count.count() as u32,
                names: named.into_iter().take(LISTED).map(|name| name.form).collect(),
            };
            known.add(text);
            Some(step)
        };
        Some(story.reports.iter().filter_map(step).collect())
    }

    /// How rare the terms of a text are.
    fn rarity(&self, text: &Document) -> rustc_hash::FxHashMap<u64, f64> {
        let compared = self.kept().and_then(|kept| kept.compared.as_ref());
        let report = self.report_of(text.id());
        let (Some(compared), Some(report)) = (compared, report) else {
            return text.tokens().iter().map(|token| (token.hash(), 1.0)).collect();
        };
        let entries = compared.vectors.of(report).iter();
        entries.map(|e| (compared.epoch.terms()[e.term as usize], compared.vectors.idf(report, e.term))).collect()
    }
}

/// The names and numbers of texts that were read before.
#[derive(Default)]
struct Known {
    names: FxHashSet<u64>,
    /// Words of names: who knows “Kim Jong Un” learns nothing from “Kim”.
    words: FxHashSet<u64>,
    numbers: FxHashSet<u64>,
}

impl Known {
    fn add(&mut self, text: &Document) {
        self.names.extend(text.names().iter().map(|mention| mention.key));
        self.numbers.extend(text.numbers().iter().map(|mention| mention.key));
        for form in text.name_forms().iter() {
            self.words.extend(words(text, form.key));
        }
    }

    fn is_new(&self, text: &Document, key: u64) -> bool {
        !self.names.contains(&key) && !words(text, key).all(|word| self.words.contains(&word))
    }
}

/// The stems of a name's words, where the text names it first.
fn words(text: &Document, key: u64) -> impl Iterator<Item = u64> {
    let form = text.name_forms().get(key);
    let count = form.map_or(0, |form| form.split([' ', '-', '\u{a0}']).count());
    let at = text.names().iter().find(|mention| mention.key == key).map_or(0, |mention| mention.at as usize);
    let tokens = text.tokens().get(at..at + count).unwrap_or_default();
    tokens.iter().map(|token| token.hash())
}
