//! [`Embedder`]: vectors of one's own as one more feature of proposed pairs.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::parallel;

/// Name of the feature, beside [`FEATURES`](crate::likeness::FEATURES).
pub const EMBEDDING: &str = "embedding";

/// Texts handed over at once.
const BATCH: usize = 32;

/// Turns what an article says into a vector, so that the cosine of two vectors becomes one more feature of their pair.
///
/// None comes with the crate. Vectors are asked for once for each report, of its origin, and compared only for pairs
/// that were proposed by words: they move a likeness, they do not find pairs. How much they say is the model's
/// [`Embedding`].
///
/// The same text must give the same vector, whatever else is asked for and on whichever thread; then the same articles
/// still give the same bytes.
///
/// ```
/// use std::sync::Arc;
/// use samestory::likeness::{Embedder, Wording};
/// use samestory::{Article, Clusterer};
///
/// /// Counts letters: too simple to be of use.
/// struct Letters;
///
/// impl Embedder for Letters {
///     fn name(&self) -> &str {
///         "letters 1"
///     }
///
///     fn embed(&self, wording: Wording<'_>) -> Vec<f32> {
///         let mut counts = vec![0.0; 26];
///         for letter in wording.title.bytes().chain(wording.body.bytes()).filter(u8::is_ascii_alphabetic) {
///             counts[usize::from(letter.to_ascii_lowercase() - b'a')] += 1.0;
///         }
///         counts
///     }
/// }
///
/// let clusterer = Clusterer::builder().embedder(Arc::new(Letters)).build()?;
/// let clustering = clusterer.cluster(&[Article::new("Storm reaches the coast", "Heavy rain closed schools.")])?;
/// assert_eq!(clustering.manifest().settings["embedder"], "letters 1");
/// # Ok::<(), samestory::Error>(())
/// ```
pub trait Embedder: Send + Sync {
    /// Name and version. Stands in the manifest, since other vectors give other stories, and in models fitted with it.
    fn name(&self) -> &str;

    /// The vector of a text: as many numbers for every text, all finite, of any length. A vector of zeros says nothing
    /// about its text.
    fn embed(&self, wording: Wording<'_>) -> Vec<f32>;

    /// The vectors of some texts, in their order; for those who work faster on many at once. At most 32 at a time.
    fn embed_all(&self, wordings: &[Wording<'_>]) -> Vec<Vec<f32>> {
        wordings.iter().map(|&wording| self.embed(wording)).collect()
    }
}

impl fmt::Debug for dyn Embedder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Embedder").field(&self.name()).finish()
    }
}

/// What an article says, as a page is read: without menus, boxes and notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording<'a> {
    /// The headline; empty when there is none.
    pub title: &'a str,
    /// The whole text, words apart by single spaces; empty when there is none.
    pub body: &'a str,
}

/// What the cosine of two vectors brings to a logit: `weight` · (cosine − `neutral`).
///
/// The default is a guess, and a small one: weight 2 and neutral 0.5, so that equal vectors bring +1 and vectors at a
/// right angle −1. No labelled set can have fitted it, since no embedder comes with the crate and a cosine of one is
/// not worth that of another. Fit it to own labels by [`train::fit_embedding`](crate::likeness::train::fit_embedding).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Embedding {
    /// Range: finite. 0 leaves the vectors out; too high, and texts on one topic become one story.
    pub weight: f64,
    /// The cosine that speaks neither for nor against, range −1..=1. Too low, and every pair becomes likelier.
    pub neutral: f64,
    /// Name of the embedder that it was fitted with; another one is refused. `None`: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedder: Option<String>,
}

impl Default for Embedding {
    fn default() -> Self {
        Embedding { weight: 2.0, neutral: 0.5, embedder: None }
    }
}

impl Embedding {
    /// What a pair's cosine brings; nothing where there is none.
    pub fn logit(&self, cosine: Option<f64>) -> f64 {
        cosine.map_or(0.0, |cosine| self.weight * (cosine - self.neutral))
    }

    /// Whether both numbers lie in their ranges.
    pub(crate) fn is_sound(&self) -> bool {
        self.weight.is_finite() && (-1.0..=1.0).contains(&self.neutral)
    }
}

/// The vectors of all reports.
#[derive(Debug, Clone)]
pub(crate) struct Embedded {
    dimension: usize,
    values: Vec<f32>,
    norms: Vec<f64>,
}

impl Embedded {
    /// Asks for the vectors of `texts` texts, each by its id, headline and text.
    pub(crate) fn ask<'a>(
        embedder: &dyn Embedder,
        texts: usize,
        of: impl Fn(u32) -> (&'a ArticleId, &'a str, String) + Sync + Send,
    ) -> Result<Embedded> {
        let batch = |number: u32| {
            let first = number as usize * BATCH;
            let told: Vec<_> = (first..texts.min(first + BATCH)).map(|text| of(text as u32)).collect();
            let wordings: Vec<_> = told.iter().map(|(_, title, body)| Wording { title, body }).collect();
            let vectors = embedder.embed_all(&wordings);
            if vectors.len() != told.len() {
                let reason = format!("{} vectors for {} texts from this one on", vectors.len(), told.len());
                return Err(Error::Embedding { id: told[0].0.clone(), reason });
            }
            Ok(told.into_iter().map(|(id, ..)| id).zip(vectors).collect::<Vec<_>>())
        };
        let mut embedded = Embedded { dimension: 0, values: Vec::new(), norms: Vec::with_capacity(texts) };
        let mut first = None;
        for batch in parallel::map(texts.div_ceil(BATCH), batch) {
            for (id, vector) in batch? {
                embedded.push(id, &vector, *first.get_or_insert((id, vector.len())))?;
            }
        }
        Ok(embedded)
    }

    fn push(&mut self, id: &ArticleId, vector: &[f32], (first, dimension): (&ArticleId, usize)) -> Result<()> {
        let refused = |reason| Err(Error::Embedding { id: id.clone(), reason });
        if vector.is_empty() {
            return refused("a vector without numbers".to_owned());
        }
        if vector.len() != dimension {
            return refused(format!("a vector of {} numbers, that of `{first}` has {dimension}", vector.len()));
        }
        if let Some(at) = vector.iter().position(|value| !value.is_finite()) {
            return refused(format!("{} at place {at} of its vector", vector[at]));
        }
        self.dimension = dimension;
        self.values.extend_from_slice(vector);
        self.norms.push(dot(vector, vector).sqrt());
        Ok(())
    }

    /// The cosine of two vectors; `None` where one of them says nothing.
    pub(crate) fn cosine(&self, a: u32, b: u32) -> Option<f64> {
        let norm = self.norms[a as usize] * self.norms[b as usize];
        (norm > 0.0).then(|| (dot(self.of(a), self.of(b)) / norm).clamp(-1.0, 1.0))
    }

    fn of(&self, report: u32) -> &[f32] {
        let start = report as usize * self.dimension;
        &self.values[start..start + self.dimension]
    }
}

/// In the order of the places, so that the sum has the same digits everywhere.
fn dot(x: &[f32], y: &[f32]) -> f64 {
    x.iter().zip(y).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum()
}
