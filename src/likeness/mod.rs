//! How alike two reports are: named features, one logistic model, a probability.

mod features;
mod model;
mod neighbours;
mod pair;
mod shipped;
pub mod train;
mod value;

pub use features::{FEATURES, Features, features};
pub use model::{Model, Weights};
pub use neighbours::Neighbours;
pub use pair::Pair;
pub use value::Likeness;
