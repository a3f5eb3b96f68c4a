//! How alike two reports are: named features, one logistic model, a probability.

mod value;

pub use value::Likeness;
