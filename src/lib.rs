//! Groups news articles from many sources into stories.

pub mod article;
pub mod corpus;
pub mod error;
pub mod events;
pub mod graph;
pub mod ingest;
pub mod likeness;
pub mod observe;
mod parallel;
pub mod sketch;
pub mod text;

pub use article::{Article, ArticleBuilder, ArticleId, Precision, Published};
pub use error::{Error, Result};
pub use text::Language;
