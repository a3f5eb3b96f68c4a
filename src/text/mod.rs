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
mod line_words;
mod name_forms;
mod names;
mod normalize;
mod packed;
pub mod page;
mod reach;
mod reader;
mod runs;
mod segment;
mod stem;
mod stopword;
mod unspaced;
mod wording;
mod words;

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

pub(crate) use company::Undecided;
pub(crate) use normalize::name_key;
pub(crate) use packed::{PackedTexts, Packer};
pub(crate) use wording::Places;
pub(crate) use words::Words;
