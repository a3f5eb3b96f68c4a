//! From text to words: pages, words, stems, names, numbers, dates.

mod analyzer;
mod company;
mod dates;
#[cfg(feature = "detect")]
mod detect;
mod document;
mod eight;
mod language;
mod lexicon;
mod name_forms;
mod names;
mod normalize;
pub mod page;
mod reach;
mod reader;
mod runs;
mod segment;
mod stem;
mod stopword;
mod unspaced;
mod wording;

pub use analyzer::{Analyzer, Furniture, Stemming};
pub use dates::{Dates, TextDate, dates};
pub use document::{Document, Flags, Line, Mention, Token};
pub use language::Language;
pub use name_forms::{NameForm, NameForms};
pub use names::name_variants;
pub(crate) use names::{NameWords, WORD_ENDS};
pub use page::{Credit, Role, line_hash};
pub use reader::Workspace;
pub use segment::{Counts, Segmenter, Shape, Word};
pub use stem::Stemmer;
pub use stopword::StopWords;

pub(crate) use normalize::name_key;
pub(crate) use wording::Places;
