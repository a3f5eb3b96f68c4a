//! [`among`]: the copies among plain strings, for those who want nothing else.

use crate::article::Article;
use crate::copies::find;
use crate::copies::report::Copies;
use crate::copies::settings::CopySettings;
use crate::copies::source::CopyMeta;
use crate::observe::Silent;
use crate::parallel;
use crate::text::{Analyzer, Document, Furniture, Stemming, Workspace};

/// Which of these texts are copies of one text.
///
/// The whole module in one call, for any strings: each is read as it stands, every line of it, in no particular
/// language. Every text ends in exactly one report; indices are places in `texts`. Without outlets and times the
/// fullest text is the [origin](crate::copies::CopyGroup::origin).
///
/// ```
/// use samestory::copies::{self, Kind};
/// let wire = "Astronomers have found water ice in the shadow of a small moon, where it should have vanished long \
///             ago. The spectrum was taken over forty nights with a mirror no wider than a dinner table. A thin coat \
///             of dust may have kept the ice from the sunlight, the group writes.";
/// let cluttered = format!("Home | News | Sport\n\n{wire}\n\nShare this page");
/// let found = copies::among(&[wire, "Rain closed schools along the coast on Thursday.", &cluttered]);
/// assert_eq!(found.labels(), [0, 1, 0]);
/// assert_eq!((found.reports[0].origin, found.reports[0].members[0].kind), (2, Kind::Edited));
/// ```
///
/// For pages with menus, for texts whose language is known, or for other thresholds take [`among_with`]; where titles,
/// outlets and times are known, [`find`].
///
/// # Complexity
/// As [`find`]; the words of all texts are held at once, 8 bytes each.
pub fn among<T: AsRef<str> + Sync>(texts: &[T]) -> Copies {
    let as_it_stands = Analyzer::new().furniture(Furniture::Kept).stemming(Stemming::Off);
    // two versions of an odd text could be taken for two languages, and then share no stop words
    #[cfg(feature = "detect")]
    let as_it_stands = as_it_stands.detect_language(false);
    among_with(texts, &as_it_stands, &CopySettings::default())
}

/// Which of these texts are copies of one text, read by an analyzer of one's own and with other settings.
///
/// Knowing the language makes one thing better: whether the rest of a longer text goes on about the same event is
/// judged by its content words, and only a language tells which those are.
///
/// ```
/// use samestory::copies::{CopySettings, among_with};
/// use samestory::{Language, text::Analyzer};
/// let english = Analyzer::new().default_language(Language::ENGLISH);
/// let strict = CopySettings::builder().jaccard(0.9).containment(2.0).build()?;
/// let texts = ["The mayor opened the bridge on Monday, two years late.", "The mayor opened the bridge on Monday, two years late!"];
/// assert_eq!(among_with(&texts, &english, &strict).reports.len(), 1);
/// # Ok::<(), samestory::Error>(())
/// ```
pub fn among_with<T: AsRef<str> + Sync>(texts: &[T], analyzer: &Analyzer, settings: &CopySettings) -> Copies {
    let documents: Vec<Document> = parallel::map_with(texts.len(), Workspace::default, |workspace, text| {
        analyzer.analyse_with(workspace, &Article::new("", texts[text as usize].as_ref()))
    });
    let metas = vec![CopyMeta::default(); documents.len()];
    find(&documents, &metas, settings, &Silent)
        .unwrap_or_else(|_| unreachable!("a meta for each text, and no one cancels"))
}
