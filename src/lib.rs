//! Groups news articles from many sources into stories.

pub mod article;
pub mod copies;
pub mod error;
pub mod graph;
pub mod likeness;
pub mod observe;
pub mod sketch;
pub mod text;

pub use article::{Article, ArticleBuilder, ArticleId, Precision, Published};
pub use error::{Error, Result};
pub use text::Language;
