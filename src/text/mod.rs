//! From text to words: pages, words, stems, names, numbers, dates.

mod dates;
mod document;
mod language;
pub mod page;

pub use dates::{Dates, TextDate, dates};
pub use document::{Document, Flags, Line, Mention, Token};
pub use language::Language;
pub use page::{Credit, Role, line_hash};
