//! [`StorySize`]: the five sizes of story that scores are told apart by.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many articles a gold story has, in five classes.
///
/// A mean over all articles hides that one setting serves pairs and another serves stories of a hundred; the classes
/// show it. Written as `1`, `2`, `3-5`, `6-20` and `>20`.
///
/// ```
/// use samestory::evaluate::StorySize;
/// assert_eq!(StorySize::of(4), StorySize::ThreeToFive);
/// assert_eq!(StorySize::of(322).to_string(), ">20");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StorySize {
    /// One article: a singleton.
    #[serde(rename = "1")]
    One,
    /// Two articles.
    #[serde(rename = "2")]
    Two,
    /// Three to five articles.
    #[serde(rename = "3-5")]
    ThreeToFive,
    /// Six to twenty articles.
    #[serde(rename = "6-20")]
    SixToTwenty,
    /// More than twenty articles.
    #[serde(rename = ">20")]
    OverTwenty,
}

impl StorySize {
    /// All sizes, ascending.
    pub const ALL: [StorySize; 5] =
        [StorySize::One, StorySize::Two, StorySize::ThreeToFive, StorySize::SixToTwenty, StorySize::OverTwenty];

    /// The class of a story of so many articles. A story has at least one.
    pub fn of(articles: u32) -> StorySize {
        match articles {
            0..=1 => StorySize::One,
            2 => StorySize::Two,
            3..=5 => StorySize::ThreeToFive,
            6..=20 => StorySize::SixToTwenty,
            _ => StorySize::OverTwenty,
        }
    }
}

impl fmt::Display for StorySize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            StorySize::One => "1",
            StorySize::Two => "2",
            StorySize::ThreeToFive => "3-5",
            StorySize::SixToTwenty => "6-20",
            StorySize::OverTwenty => ">20",
        })
    }
}
