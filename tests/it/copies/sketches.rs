//! The error of the estimates.

use samestory::Error;
use samestory::copies::{CopyMeta, CopySettings, Sketches, find_sketched};
use samestory::observe::Silent;
use samestory::sketch::hash::mix;
use samestory::sketch::{Recipe, Scheme, Sketcher};
use samestory::text::Token;

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

/// What the pipeline keeps, and a bench measures, is what the public parts make, in whatever way they are put together.
#[cfg(feature = "json")]
#[test]
fn pipeline_and_parts_make_equal_signatures() {
    use samestory::sketch::{Signatures, shingle_into};
    use samestory::text::Document;
    use samestory::{Article, Clusterer};
    let clusterer = Clusterer::new();
    let article = |line: &str| serde_json::from_str::<Article>(line).unwrap();
    let lines = include_str!("../../../examples/data/summit/articles.jsonl").lines();
    let documents: Vec<Document> = lines.map(|line| clusterer.analyse(&article(line))).collect();
    let settings = CopySettings::default();
    let sketches = Sketches::of(&documents, &settings);
    let sketcher = Sketcher::new(settings.recipe());
    let mut one_by_one = Sketches::new(&settings);
    let mut arena = Signatures::new(settings.recipe());
    for (text, document) in documents.iter().enumerate() {
        let mut shingles = Vec::new();
        shingle_into(document.title_tokens(), 5, &mut shingles);
        shingle_into(document.body_tokens(), 5, &mut shingles);
        let signature = sketcher.signature(&shingles);
        assert_eq!(sketches.signatures().lanes(text), signature.lanes());
        arena.push(&sketcher, &shingles);
        one_by_one.push(document.into());
    }
    assert_eq!(sketches.signatures(), &arena);
    assert_eq!(one_by_one.signatures(), &arena);
}

#[cfg(feature = "json")]
#[test]
fn stored_signatures_come_back_and_damage_is_refused() {
    use samestory::sketch::Signature;
    let set: Vec<u64> = (0..300).map(mix).collect();
    for scheme in [Scheme::FastSimilarity, Scheme::MinHash] {
        let signature = Sketcher::new(Recipe::new(scheme, 128, 9).unwrap()).signature(&set);
        assert_eq!(signature.to_bytes().len(), 16 + 4 * 128);
        assert_eq!(Signature::from_bytes(&signature.to_bytes()).unwrap(), signature);
        let mut json = serde_json::to_value(&signature).unwrap();
        assert_eq!(serde_json::from_value::<Signature>(json.clone()).unwrap(), signature);
        json["lanes"].as_array_mut().unwrap().pop();
        assert!(serde_json::from_value::<Signature>(json.clone()).unwrap_err().to_string().contains("127 lanes"));
        json["recipe"]["lanes"] = 0.into();
        assert!(serde_json::from_value::<Signature>(json).is_err());
    }
    let settings = CopySettings::builder().jaccard(0.7).seed(4).build().unwrap();
    let mut json = serde_json::to_value(&settings).unwrap();
    assert_eq!(serde_json::from_value::<CopySettings>(json.clone()).unwrap(), settings);
    json["jaccard"] = 7.0.into();
    assert!(serde_json::from_value::<CopySettings>(json).is_err());
}

#[test]
fn sketches_of_other_settings_are_refused() {
    let texts: Vec<Vec<Token>> = vec![(0..80).map(|word| Token::new(mix(word), false)).collect(); 2];
    let metas = [CopyMeta::default(); 2];
    let default = CopySettings::default();
    let sketches = Sketches::of(&texts, &default);
    let seeded = CopySettings::builder().seed(1).build().unwrap();
    let refused = find_sketched(&sketches, &texts, &metas, &seeded, &Silent).unwrap_err();
    assert!(matches!(refused, Error::Fingerprint { found, .. } if found == sketches.fingerprint()), "{refused}");
    let refused = find_sketched(&sketches, &texts, &metas[..1], &default, &Silent).unwrap_err();
    assert!(matches!(refused, Error::Setting { name: "metas", .. }), "{refused}");
    // another threshold needs no other sketches
    let strict = CopySettings::builder().jaccard(0.8).build().unwrap();
    assert_eq!(find_sketched(&sketches, &texts, &metas, &strict, &Silent).unwrap().reports.len(), 1);
}
