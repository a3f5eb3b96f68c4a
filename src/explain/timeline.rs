//! [`Step`]: what each text of a story added.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::article::ArticleId;
use crate::clustering::Clustering;
use crate::explain::cited::Cited;
use crate::explain::in_common::InHand;
use crate::explain::kept::Compared;
use crate::explain::names::TextNames;
use crate::story::{Report, Story};
use crate::text::{Document, Token};

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
        let mut in_hand = InHand::of_story(self, story)?;
        Some(timeline(self, &mut in_hand, story, read))
    }
}

/// The same with what is in hand of the story.
pub(crate) fn timeline(
    clustering: &Clustering,
    in_hand: &mut InHand<'_>,
    story: &Story,
    read: &[ArticleId],
) -> Vec<Step> {
    let steps = story.reports.iter().zip(added(clustering, in_hand, read));
    let step = |(report, added): (&Report, Added<'_>)| Step {
        report: added.report,
        article: Cited::from(&clustering.cards()[added.place as usize]),
        articles: report.articles.len() as u32,
        facts: added.facts,
        new: added.new,
        names: added.names.into_iter().map(str::to_owned).collect(),
    };
    steps.map(step).collect()
}

/// What a text added; see [`Step`].
pub(crate) struct Added<'a> {
    report: u32,
    place: u32,
    pub(crate) facts: u32,
    pub(crate) new: u32,
    pub(crate) names: Vec<&'a str>,
}

/// What each report of the story in hand added, in their order.
pub(crate) fn added<'a>(clustering: &Clustering, in_hand: &mut InHand<'a>, read: &[ArticleId]) -> Vec<Added<'a>> {
    let InHand { kept, texts, names, spellings, .. } = in_hand;
    let mut known = Known::default();
    for place in read.iter().filter_map(|id| clustering.place(id)) {
        known.add(names.of(place as u32), &kept.documents[place]);
    }
    let added = |&(report, place): &(u32, u32)| {
        let (text, document) = (names.of(place), &kept.documents[place as usize]);
        let mentioned = || text.keys().filter(|(_, is_mentioned, _)| *is_mentioned);
        let new: Vec<u64> =
            mentioned().filter(|(key, _, words)| known.is_new(*key, words)).map(|(key, ..)| key).collect();
        let mut numbers: Vec<u64> = document.numbers().iter().map(|mention| mention.key).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let new_numbers = numbers.iter().filter(|number| !known.numbers.contains(number)).count();
        let facts = mentioned().count() + numbers.len();
        let rarity = |term| kept.compared.as_ref().map_or(Some(1.0), |compared| compared.rarity(report, term));
        let told = text.told(rarity, spellings, |key| new.binary_search(&key).is_ok(), LISTED);
        known.add(text, document);
        Added {
            report,
            place,
            facts: facts as u32,
            new: (new.len() + new_numbers) as u32,
            names: told.into_iter().map(|name| name.form).collect(),
        }
    };
    texts.iter().map(added).collect()
}

impl Compared {
    /// How rare a term of a report is; `None` for one that is not compared.
    fn rarity(&self, report: u32, term: u64) -> Option<f64> {
        let term = self.epoch.id(term)?;
        self.vectors.holds(report, term).then(|| self.vectors.idf(report, term))
    }
}

/// The names and numbers of texts that were read before.
#[derive(Default)]
struct Known {
    names: FxHashSet<u64>,
    /// Words of names: who knows “Kim Jong Un” learns nothing from “Kim”.
    words: FxHashSet<Token>,
    numbers: FxHashSet<u64>,
}

impl Known {
    fn add(&mut self, names: &TextNames<'_>, text: &Document) {
        self.numbers.extend(text.numbers().iter().map(|mention| mention.key));
        for (key, is_mentioned, words) in names.keys() {
            if is_mentioned {
                self.names.insert(key);
            }
            self.words.extend(words);
        }
    }

    fn is_new(&self, key: u64, words: &[Token]) -> bool {
        !self.names.contains(&key) && !words.iter().all(|word| self.words.contains(word))
    }
}
