//! From text to words: pages, words, stems, names, numbers, dates.

mod document;
mod language;

pub use document::{Document, Flags, Line, Mention, Token};
pub use language::Language;
