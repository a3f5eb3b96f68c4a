//! What a reader is told a feature is.

/// The reader's words for a feature of the model, by its name; the name itself where there are none.
///
/// ```
/// use samestory::explain::phrase;
/// assert_eq!(phrase("time"), "nearness in time");
/// assert_eq!(phrase("a feature of one's own"), "a feature of one's own");
/// ```
pub fn phrase(feature: &str) -> &str {
    match feature {
        "cosine" => "words in common",
        "lead" => "words in common among the first hundred",
        "opening" => "words in common in headline and opening",
        "title" => "words in common in the headlines",
        "time" => "nearness in time",
        "numbers in common" => "the same numbers",
        "wording in common" => "the same wording",
        "prominence" => "nearer than the crowd around them",
        "prominence in text" => "nearer than the crowd around them, in texts of this length",
        "text" => "length of the shorter text",
        "time in text" => "nearness in time, in texts of this length",
        "share of both bests" => "as near as the nearest text of both",
        "share of both bests in text" => "as near as the nearest text of both, in texts of this length",
        "share of one best" => "as near as the nearest text of one",
        "share of one best in text" => "as near as the nearest text of one, in texts of this length",
        "surroundings" => "what is usual among texts this near",
        "form filled again" => "one outlet's form, filled with other names and numbers",
        "embedding" => "meaning, as the vectors have it",
        "names" => "names in common",
        "numbers" => "numbers in common",
        "dates" => "days named in common",
        other => other,
    }
}
