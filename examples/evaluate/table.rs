//! The table of one file.

use std::fmt::Write;

use samestory::evaluate::{CandidateRecall, Prf, Scores};

use crate::Outcome;

/// All figures of one file, aligned.
pub(crate) fn table(outcome: &Outcome) -> String {
    let mut text = String::new();
    let _ = write!(text, "{}: {} articles", outcome.file, outcome.articles);
    if let Some(reports) = outcome.reports {
        let _ = write!(text, ", {reports} texts");
    }
    let _ = write!(text, ", {} stories found", outcome.found_stories);
    if let Some(scores) = &outcome.scores {
        let _ = write!(text, " (gold {}, ratio {:.2})", scores.gold_stories, scores.story_ratio);
    }
    text.push('\n');
    if let Some(scores) = &outcome.scores {
        metrics(&mut text, scores);
    }
    if let Some(candidates) = &outcome.candidates {
        recall(&mut text, candidates);
    }
    if let (Some(seconds), Some(rate)) = (outcome.seconds, outcome.articles_per_second) {
        let _ = write!(text, "  {seconds:.2} s, {rate:.0} articles/s");
        if let Some(bytes) = outcome.peak_bytes {
            let _ = write!(text, ", peak {} MiB", bytes >> 20);
        }
        text.push('\n');
    }
    text.push('\n');
    text
}

fn metrics(text: &mut String, scores: &Scores) {
    let mut row = |name: &str, prf: &Prf, note: &str| {
        let _ = writeln!(text, "  {name:<16} {:.3}  {:.3}  {:.3}  {note}", prf.precision, prf.recall, prf.f1);
    };
    row("B-Cubed P R F1", &scores.bcubed, "");
    row("pairs P R F1", &scores.pairwise, "");
    row("CEAF-e P R F1", &scores.ceaf_e, "");
    for size in &scores.by_size {
        if let Some(bcubed) = &size.bcubed {
            let note = format!("B-Cubed, {} stories, {} articles", size.stories, size.articles);
            row(&format!("  size {}", size.size), bcubed, &note);
        }
    }
    let _ = writeln!(
        text,
        "  ARI {:.3}  NMI {:.3}  V-measure {:.3} (homogeneity {:.3}, completeness {:.3})",
        scores.adjusted_rand, scores.nmi, scores.v_measure, scores.homogeneity, scores.completeness
    );
}

fn recall(text: &mut String, candidates: &CandidateRecall) {
    let (all, small) = (&candidates.all, &candidates.up_to_20);
    let _ = writeln!(
        text,
        "  candidates: {} pairs; same-story pairs proposed {:.4}, in stories up to 20 {:.4}; stories connected {:.4}",
        candidates.proposed, all.pairs.share, small.pairs.share, all.connected.share
    );
    let by_size: Vec<String> = candidates
        .by_size
        .iter()
        .map(|s| format!("{}: {:.4} / {:.4}", s.size, s.recall.pairs.share, s.recall.connected.share))
        .collect();
    let _ = writeln!(text, "    pairs / connected by size  {}", by_size.join("   "));
}
