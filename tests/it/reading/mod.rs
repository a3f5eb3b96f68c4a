//! From text to words: whole sets in their languages, names, scripts without spaces, hostile texts.

mod hostile;
mod languages;
mod names;
mod unspaced;
