//! [`Intake`]: articles taken in one by one, their texts given back at once.

use crate::article::Article;
use crate::clusterer::Clusterer;
use crate::clusterer::batch::{self, Batch, Head};
use crate::clusterer::order::{describe, sorted_by_id};
use crate::clusterer::texts::Texts;
use crate::clustering::Clustering;
use crate::error::Result;
use crate::explain::Originals;
use crate::observe::{Observer, Silent};
use crate::parallel;
use crate::sketch::hash::StableHasher;
use crate::text::{PackedTexts, Workspace};

/// Articles that are read together, on all threads.
const BATCH: usize = 1024;
/// So many of them share a vocabulary: with fewer it would take more room than their words.
const LEAST: usize = 256;

/// Takes articles in one by one for a [`Clusterer`]; see [`Clusterer::intake`].
///
/// Of each article what a [`Document`](crate::text::Document) holds is kept, words packed, its text is not: it may come
/// from a file or a wire that nobody holds in memory. The stories are those of [`Clusterer::cluster`], byte for byte. What
/// needs words as they were written can not be had: with [`Keep::Evidence`](crate::Keep::Evidence), explanations name names
/// and no other words, and an [embedder](crate::ClustererBuilder::embedder) has nothing to embed, which is an error.
#[derive(Debug)]
pub struct Intake<'a> {
    clusterer: &'a Clusterer,
    waiting: Vec<Article>,
    taken: Vec<Taken>,
    batches: Vec<PackedTexts>,
}

#[derive(Debug)]
struct Taken {
    head: Head,
    /// In which batch its words are, and where there.
    place: [u32; 2],
    /// Of all that was given: two articles of one id are one if everything else is the same too.
    digest: u64,
}

impl PartialEq for Taken {
    fn eq(&self, other: &Taken) -> bool {
        (self.digest, &self.head.card.id) == (other.digest, &other.head.card.id)
    }
}

impl<'a> Intake<'a> {
    pub(super) fn new(clusterer: &'a Clusterer) -> Intake<'a> {
        Intake { clusterer, waiting: Vec::with_capacity(BATCH), taken: Vec::new(), batches: Vec::new() }
    }

    /// Takes one more article in; at most 1,024 texts are held at a time.
    ///
    /// # Errors
    /// [`Error::Threads`](crate::Error::Threads) when worker threads cannot be started. Never because of text.
    pub fn push(&mut self, article: Article) -> Result<()> {
        self.waiting.push(article);
        if self.waiting.len() < BATCH { Ok(()) } else { self.read() }
    }

    fn read(&mut self) -> Result<()> {
        let Intake { clusterer, waiting, taken, batches } = self;
        let (read, digests) = parallel::with_threads(clusterer.settings.threads, || {
            let workspace = || Workspace::for_texts(waiting.len());
            batch::read(waiting.len(), LEAST, workspace, |workspace, i| {
                (clusterer.analyzer.analyse_with(workspace, &waiting[i]), digest(&waiting[i]))
            })
        })?;
        let mut digests = digests.into_iter();
        for Batch { heads, packed } in read {
            let batch = batches.len() as u32;
            let placed = (0..).zip(heads).zip(&mut digests);
            taken.extend(placed.map(|((slot, head), digest)| Taken { head, place: [batch, slot], digest }));
            batches.push(packed);
        }
        waiting.clear();
        Ok(())
    }

    /// Groups all that was taken in.
    ///
    /// # Errors
    /// As [`Clusterer::cluster`].
    pub fn cluster(self) -> Result<Clustering> {
        self.cluster_observed(&Silent)
    }

    /// The same, watched; reading is over by then.
    ///
    /// # Errors
    /// As [`Clusterer::cluster_observed`].
    pub fn cluster_observed(mut self, observer: &dyn Observer) -> Result<Clustering> {
        self.read()?;
        let Intake { clusterer, taken, batches, .. } = self;
        let name = |taken: &Taken| describe(taken.head.card.source.as_deref(), &taken.head.card.title);
        let taken = sorted_by_id(taken, |taken| &taken.head.card.id, name)?;
        let heads = taken.into_iter().map(|taken| (taken.head, taken.place));
        let texts = Texts::new(heads.len(), heads, batches);
        parallel::with_threads(clusterer.settings.threads, || clusterer.run(texts, Originals::default(), observer))?
    }
}

/// One number for all that was given of an article.
fn digest(article: &Article) -> u64 {
    let mut hasher = StableHasher::new();
    for field in [Some(article.title()), Some(article.body()), article.source(), article.url()] {
        hasher.field(&[u8::from(field.is_some())]);
        hasher.field(field.unwrap_or_default().as_bytes());
    }
    hasher.field(format!("{:?}{:?}", article.published(), article.lang()).as_bytes());
    hasher.finish()
}
