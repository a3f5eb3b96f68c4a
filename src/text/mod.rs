//! From text to words: pages, words, stems, names, numbers, dates.

mod analyzer;
mod document;
mod language;
mod names;
mod normalize;
mod segment;
mod stem;
mod stopword;

pub use analyzer::{Analyzer, Stemming, Workspace};
pub use document::{Document, Flags, Line, Mention, Token};
pub use language::Language;
pub use names::{NameForm, name_variants};
pub use segment::{Counts, Segmenter, Shape, Word};
pub use stem::Stemmer;
pub use stopword::StopWords;
