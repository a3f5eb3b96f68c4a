//! The error of the estimates.

use samestory::sketch::hash::mix;
use samestory::sketch::{Recipe, Scheme, Sketcher};

/// Runs with hash functions and elements of their own, of so many sets that slide along a line: the resemblance of any
/// two follows from their distance. Together a million pairs.
const RUNS: u64 = 250;
const SETS: usize = 91;
const SIZE: usize = 490;
/// Elements by which a set is further along than the one before.
const STEP: usize = 9;

#[derive(Default, Clone, Copy)]
struct Tenth {
    pairs: u32,
    errors: f64,
    squares: f64,
    off: u32,
}

#[test]
fn a_million_estimates() {
    for (scheme, least_error) in [(Scheme::FastSimilarity, 0.040), (Scheme::MinHash, 0.046)] {
        let mut tenths = [Tenth::default(); 10];
        for run in 0..RUNS {
            let sketcher = Sketcher::new(Recipe::new(scheme, 128, run).unwrap());
            let lanes: Vec<Vec<u32>> = (0..SETS)
                .map(|set| {
                    let elements = set * STEP..set * STEP + SIZE;
                    let set: Vec<u64> = elements.map(|element| mix(run * 1_000_000 + element as u64)).collect();
                    sketcher.signature(&set).lanes().to_vec()
                })
                .collect();
            for a in 0..SETS {
                for b in a + 1..SETS {
                    let common = SIZE.saturating_sub(STEP * (b - a));
                    let truth = common as f64 / (2 * SIZE - common) as f64;
                    let agreeing = lanes[a].iter().zip(&lanes[b]).filter(|(x, y)| x == y).count();
                    let error = agreeing as f64 / 128.0 - truth;
                    // below a handful of expected agreements the error is not normal
                    let standard = (truth * (1.0 - truth) / 128.0).sqrt().max(0.02);
                    let tenth = &mut tenths[(truth * 10.0) as usize];
                    tenth.pairs += 1;
                    tenth.errors += error;
                    tenth.squares += error * error;
                    tenth.off += u32::from(error.abs() > 5.0 * standard);
                }
            }
        }
        println!("{scheme:?}");
        for (place, tenth) in tenths.iter().enumerate() {
            let pairs = f64::from(tenth.pairs);
            let (bias, rmse) = (tenth.errors / pairs, (tenth.squares / pairs).sqrt());
            println!("  J .{place}: {} pairs, bias {bias:+.4}, rmse {rmse:.4}, {} off by five", tenth.pairs, tenth.off);
            // pairs of one run err together, so count runs: five standard errors of their mean
            assert!(bias.abs() < 5.0 * 0.045 / (RUNS as f64).sqrt(), "{scheme:?}: bias {bias} at .{place}");
            assert!(place != 5 || rmse <= least_error, "{scheme:?}: {rmse}");
        }
        assert_eq!(tenths.iter().map(|tenth| tenth.pairs).sum::<u32>(), 1_023_750);
        // of a million normal errors 0.6 are beyond five
        assert!(tenths.iter().map(|tenth| tenth.off).sum::<u32>() <= 5, "{scheme:?}");
    }
}
