//! Must-links and cannot-links between articles: obeyed everywhere, or told why not.

mod cases;
mod properties;
mod told;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use samestory::constraints::{Conflict, Constraints};
use samestory::likeness::Likeness;
use samestory::{Article, ArticleId, Clusterer, Clustering, Keep};

pub(crate) type Pair = (ArticleId, ArticleId);

/// Pairs of ids, each as `a b`.
fn pairs(of: &[&str]) -> Vec<Pair> {
    of.iter().map(|pair| pair.split_once(' ').unwrap()).map(|(a, b)| (a.into(), b.into())).collect()
}

fn under(must_link: &[&str], cannot_link: &[&str]) -> Constraints {
    Constraints { must_link: pairs(must_link), cannot_link: pairs(cannot_link) }
}

fn clustered_under(constraints: &Constraints, articles: &[Article]) -> Clustering {
    let builder = Clusterer::builder().keep(Keep::Evidence).constraints(constraints.clone());
    builder.build().unwrap().cluster(articles).unwrap()
}

/// The ids from `a` to `b`, both counted, over the fewest must-links of known articles; by trying all.
fn steps(must_link: &[Pair], known: &BTreeSet<&ArticleId>, a: &ArticleId, b: &ArticleId) -> Option<usize> {
    let mut steps = BTreeMap::from([(a, 1)]);
    let mut queue = VecDeque::from([a]);
    while let Some(at) = queue.pop_front() {
        for (x, y) in must_link.iter().filter(|(x, y)| known.contains(x) && known.contains(y)) {
            for (from, to) in [(x, y), (y, x)] {
                if from == at && !steps.contains_key(to) {
                    steps.insert(to, steps[at] + 1);
                    queue.push_back(to);
                }
            }
        }
    }
    steps.get(b).copied()
}

/// Conflicts are those that must be, and no others, and everything else holds at every cut.
#[track_caller]
fn assert_obeyed(clustering: &Clustering, given: &Constraints) {
    let known: BTreeSet<&ArticleId> = clustering.labels().map(|(id, _)| id).collect();
    let is_known = |pair: &Pair| known.contains(&pair.0) && known.contains(&pair.1);
    let sorted = |(a, b): &Pair| if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
    let mut unknown: Vec<Pair> = Vec::new();
    for pairs in [&given.must_link, &given.cannot_link] {
        unknown.extend(pairs.iter().filter(|pair| !is_known(pair)).map(sorted).collect::<BTreeSet<_>>());
    }
    let joined = |pair: &Pair| steps(&given.must_link, &known, &pair.0, &pair.1);
    let refused: BTreeSet<Pair> =
        given.cannot_link.iter().filter(|pair| is_known(pair) && joined(pair).is_some()).map(sorted).collect();

    let mut told = Vec::new();
    let mut contradicted = BTreeSet::new();
    for conflict in clustering.conflicts() {
        match conflict {
            Conflict::UnknownArticle { pair, missing } => {
                let of_pair: BTreeSet<&ArticleId> = [&pair.0, &pair.1].into_iter().collect();
                assert!(missing.iter().eq(of_pair.into_iter().filter(|id| !known.contains(id))), "{conflict}");
                told.push(pair.clone());
            }
            Conflict::SameArticle { article } => {
                assert!(contradicted.insert((article.clone(), article.clone())), "told twice: {conflict}");
            }
            Conflict::Contradiction { cannot, through } => {
                assert_eq!((through.first(), through.last()), (Some(&cannot.0), Some(&cannot.1)));
                assert_eq!(Some(through.len()), joined(cannot), "a shortest chain");
                let is_link = |a: &ArticleId, b: &ArticleId| {
                    given.must_link.iter().any(|(x, y)| (x, y) == (a, b) || (x, y) == (b, a))
                };
                assert!(through.windows(2).all(|two| is_link(&two[0], &two[1])), "{conflict}");
                assert!(contradicted.insert(cannot.clone()), "told twice: {conflict}");
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(told, unknown);
    assert_eq!(contradicted, refused);

    let stories: Vec<u32> = clustering.labels().map(|(_, story)| story).collect();
    assert_eq!(clustering.at(clustering.manifest().threshold), stories);
    let cuts = (0..=20).map(|n| clustering.at(Likeness::new(f64::from(n) / 20.0))).chain([stories]);
    let place = |id: &ArticleId| known.iter().position(|&other| other == id).unwrap();
    for cut in cuts {
        for (a, b) in given.must_link.iter().filter(|pair| is_known(pair)) {
            assert_eq!(cut[place(a)], cut[place(b)], "must-link of {a} and {b}");
        }
        for (a, b) in given.cannot_link.iter().filter(|pair| is_known(pair) && joined(pair).is_none()) {
            assert_ne!(cut[place(a)], cut[place(b)], "cannot-link of {a} and {b}");
        }
    }
}
