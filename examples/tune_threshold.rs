//! Bands × rows for a Jaccard threshold, and the S-curve that comes of them: how likely a pair is proposed.
//!
//! `cargo run --example tune_threshold -- 0.8 128`: threshold (default 0.5) and lanes of a signature (default 128)

use samestory::Error;
use samestory::copies::CopySettings;

fn main() -> Result<(), Error> {
    let mut given = std::env::args().skip(1);
    let threshold: f64 = given.next().map_or(Ok(0.5), |text| text.parse()).unwrap_or(f64::NAN);
    let lanes: u16 = given.next().map_or(Ok(128), |text| text.parse()).unwrap_or(0);
    // checked here as everywhere: what is out of range, or no number, is refused by name
    let settings = CopySettings::builder().jaccard(threshold).lanes(lanes).build()?;
    let banding = settings.banding();
    println!("J ≥ {threshold} with {lanes} lanes: {} bands × {} rows\n", banding.bands(), banding.rows());
    println!("   J   proposed");
    for step in 1..=20 {
        let jaccard = f64::from(step) / 20.0;
        let chance = banding.probability(jaccard);
        let bar = "█".repeat((chance * 40.0).round() as usize);
        let mark = if (jaccard - threshold).abs() < 0.025 { "← threshold" } else { "" };
        println!("  {jaccard:.2}  {:6.2} %  {bar:<40} {mark}", 100.0 * chance);
    }
    let missed = 100.0 * (1.0 - banding.probability(threshold));
    println!("\nOf pairs right at the threshold {missed:.1} % are missed; below it every pair is refused by counting.");
    Ok(())
}
