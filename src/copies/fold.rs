//! The steps from sketches to reports, in their order.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::copies::group::{self, Link, Star};
use crate::copies::members::{self, Verified};
use crate::copies::nodes::{Nodes, within_window};
use crate::copies::origin::{self, Claim};
use crate::copies::report::{CopyGroup, Dropped, Overlap, Reason, Refusal};
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::{CopyMeta, TextSource};
use crate::copies::verify::{Verdict, Verifier};
use crate::copies::{blocks, compilation};
use crate::error::Result;
use crate::observe::{Observer, Stage, step};

/// Below this part of both thresholds a refused pair is not worth mentioning.
const NEAR: f64 = 0.7;

/// Components of up to so many texts take part in the search for containment as a whole, larger ones by texts that
/// stand for the rest.
const WHOLE: usize = 8;

/// What all steps look at.
pub(crate) struct Fold<'a, S: ?Sized> {
    pub(crate) sketches: &'a Sketches,
    pub(crate) source: &'a S,
    pub(crate) metas: &'a [CopyMeta],
    pub(crate) settings: &'a CopySettings,
    pub(crate) nodes: &'a Nodes,
}

impl<S: TextSource + ?Sized> Fold<'_, S> {
    fn verifier(&self) -> Verifier<'_, S> {
        Verifier::new(self.source, self.metas, self.settings, self.nodes)
    }

    /// Verifies pairs proposed for resemblance, but not all pairs of a large group.
    ///
    /// Of every group that hangs together one text leads: the one most others were proposed with. Pairs with a leader
    /// come first; a pair of two texts that are both copies of one leader would tell nothing new and is left.
    pub(crate) fn verify_by_leaders(
        &self,
        pairs: &[u64],
        follows: &mut Follows,
        observer: &dyn Observer,
    ) -> Result<(Vec<Link>, Vec<Refusal>)> {
        let pairs: Vec<u64> = pairs.iter().copied().filter(|&pair| !follows.one_leader(pair)).collect();
        let pairs = pairs.as_slice();
        let leads = leaders(pairs, self.sketches.len());
        let is_led = |pair: u64| leads[(pair >> 32) as usize] || leads[pair as u32 as usize];
        let (mut led, rest): (Vec<u64>, Vec<u64>) = pairs.iter().partition(|&&pair| is_led(pair));
        // texts are read once more for every change of hands: keep the leader
        let leader = |pair: u64| if leads[(pair >> 32) as usize] { pair >> 32 } else { pair & 0xffff_ffff };
        led.sort_unstable_by_key(|&pair| (leader(pair), pair));
        let (mut links, mut refusals) = self.verify(&led, observer)?;

        let copies = links.iter().filter(|link| link.is_copy);
        follows.add(copies.map(|link| if leads[link.a as usize] { (link.b, link.a) } else { (link.a, link.b) }));
        let rest: Vec<u64> = rest.into_iter().filter(|&pair| !follows.one_leader(pair)).collect();
        let (mut more_links, mut more_refusals) = self.verify(&rest, observer)?;
        links.append(&mut more_links);
        refusals.append(&mut more_refusals);
        Ok((links, refusals))
    }

    /// Verifies proposed pairs: copies and containing texts, and what was refused.
    pub(crate) fn verify(&self, pairs: &[u64], observer: &dyn Observer) -> Result<(Vec<Link>, Vec<Refusal>)> {
        let parts = blocks::map(pairs.len(), |block: Range<usize>| -> Result<_> {
            let (mut links, mut refusals) = (Vec::new(), Vec::new());
            let mut verifier = self.verifier();
            let texts = self.sketches.len();
            step(observer, Stage::Copies, texts * block.start / pairs.len(), texts)?;
            for &pair in &pairs[block] {
                let (a, b) = ((pair >> 32) as u32, pair as u32);
                if !within_window(a, b, self.metas, self.settings) {
                    continue;
                }
                let Verdict { overlap, refused } = verifier.verify(a, b);
                match refused {
                    None => links.push(Link { a, b, overlap, is_copy: true }),
                    Some(reason) => {
                        if reason == Reason::UnrelatedRest {
                            links.push(Link { a, b, overlap, is_copy: false });
                        }
                        if self.is_near(overlap) {
                            refusals.push(Refusal { lower: a, higher: b, overlap, reason });
                        }
                    }
                }
            }
            Ok((links, refusals))
        });
        let (mut links, mut refusals) = (Vec::new(), Vec::new());
        for part in parts {
            let (mut l, mut r) = part?;
            links.append(&mut l);
            refusals.append(&mut r);
        }
        Ok((links, refusals))
    }

    fn is_near(&self, overlap: Overlap) -> bool {
        let knobs = &self.settings.knobs;
        overlap.jaccard() >= NEAR * knobs.jaccard || overlap.containment() >= NEAR * knobs.containment
    }

    /// The texts among which containment is looked for: of a large component of copies only some that, between them,
    /// are linked to all others, so that a shingle of a text reprinted a thousand times is not in a thousand texts.
    pub(crate) fn participants(&self, nodes: &[u32], links: &[Link]) -> Vec<u32> {
        let mut parent: Vec<u32> = (0..self.sketches.len() as u32).collect();
        fn root(parent: &mut [u32], mut text: u32) -> u32 {
            while parent[text as usize] != text {
                parent[text as usize] = parent[parent[text as usize] as usize];
                text = parent[text as usize];
            }
            text
        }
        for link in links.iter().filter(|link| link.is_copy) {
            let (a, b) = (root(&mut parent, link.a), root(&mut parent, link.b));
            parent[a.max(b) as usize] = a.min(b);
        }
        let mut keyed: Vec<(u32, u32)> = nodes.iter().map(|&node| (root(&mut parent, node), node)).collect();
        keyed.sort_unstable();
        let mut linked: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for link in links.iter().filter(|link| link.is_copy) {
            linked.entry(link.a).or_default().push(link.b);
            linked.entry(link.b).or_default().push(link.a);
        }
        let mut chosen = Vec::with_capacity(nodes.len());
        let mut covered = vec![false; self.sketches.len()];
        for component in keyed.chunk_by(|a, b| a.0 == b.0) {
            let mut texts: Vec<u32> = component.iter().map(|&(_, text)| text).collect();
            if texts.len() > WHOLE {
                texts.sort_unstable_by_key(|&text| (std::cmp::Reverse(self.sketches.text(text).words), text));
                texts.retain(|&text| {
                    let stands = !covered[text as usize];
                    if stands {
                        linked.get(&text).into_iter().flatten().for_each(|&other| covered[other as usize] = true);
                    }
                    stands
                });
            }
            chosen.append(&mut texts);
        }
        chosen.sort_unstable();
        chosen
    }

    /// Groups, reports and what is left of the refusals.
    pub(crate) fn reports(
        &self,
        mut links: Vec<Link>,
        mut refusals: Vec<Refusal>,
        dropped: &mut Dropped,
    ) -> (Vec<CopyGroup>, Vec<Refusal>) {
        let mut verifier = self.verifier();
        let compilations = compilation::find(&links, self.settings, self.sketches.signatures(), &mut verifier);
        let is_compilation = |node: u32| compilations.binary_search_by_key(&node, |(text, _)| *text).is_ok();
        links.retain(|link| {
            let apart = is_compilation(link.a) != is_compilation(link.b);
            if apart && link.is_copy {
                let reason = Reason::Compilation;
                refusals.push(Refusal { lower: link.a, higher: link.b, overlap: link.overlap, reason });
            }
            link.is_copy && !apart
        });
        let texts = self.sketches.len();
        let (mut stars, mut further, left_out) =
            group::stars(texts, &links, |node| self.nodes.weight(node), &mut verifier);
        dropped.comparisons += left_out;
        links.append(&mut further);
        links.sort_unstable_by_key(|link| (link.a, link.b));
        links.dedup_by_key(|link| (link.a, link.b));
        // twins have no links and come back with their node
        stars.retain(|star| self.nodes.of[star[0] as usize] == star[0]);
        let mut reports = blocks::map(stars.len(), |block: Range<usize>| {
            let mut verifier = self.verifier();
            stars[block].iter().map(|star| self.report(star, &links, &mut verifier)).collect::<Vec<_>>()
        })
        .concat();
        reports.sort_unstable_by_key(|report| report.members[0].text);
        let mut labels = vec![0; texts];
        for (label, report) in (0..).zip(&reports) {
            report.members.iter().for_each(|member| labels[member.text as usize] = label);
        }
        for (text, parts) in &compilations {
            let report = &mut reports[labels[*text as usize] as usize];
            report.compilation = true;
            report.also_covers.extend(parts.iter().map(|&part| labels[part as usize]));
        }
        for (label, report) in (0..).zip(&mut reports) {
            report.also_covers.retain(|&part| part != label);
            report.also_covers.sort_unstable();
            report.also_covers.dedup();
        }
        refusals.extend(links.iter().map(|link| Refusal {
            lower: link.a,
            higher: link.b,
            overlap: link.overlap,
            reason: Reason::Chain,
        }));
        refusals.retain(|r| labels[r.lower as usize] != labels[r.higher as usize]);
        refusals.sort_by_key(|r| (r.lower, r.higher));
        (reports, refusals)
    }

    /// The report of a group: chooses the origin and verifies every member against it where it can be.
    fn report(&self, star: &Star, links: &[Link], verifier: &mut Verifier<'_, S>) -> CopyGroup {
        let claims: Vec<Claim<'_>> = star
            .iter()
            .flat_map(|&node| self.nodes.texts(node))
            .map(|text| Claim { text, words: self.sketches.text(text).words, meta: &self.metas[text as usize] })
            .collect();
        let (origin, basis) = origin::choose(&claims);
        let home = self.nodes.of[origin as usize];
        // the text of the origin beside its twins; a text alone need not be counted
        let whole = if self.nodes.weight(home) > 1 || star[0] != home {
            verifier.overlap(home, home)
        } else {
            Overlap::default()
        };
        let mut verified = Vec::with_capacity(claims.len());
        for &node in star {
            let (against, overlap) = if node == home {
                (origin, whole)
            } else if let Some(overlap) = self.copy_of(node, home, links, verifier) {
                (origin, overlap)
            } else if node == star[0] {
                // the centre is no copy of the origin only if the origin is none of it, which a star excludes
                (star[0], whole)
            } else {
                (star[0], self.copy_of(node, star[0], links, verifier).unwrap_or(whole))
            };
            verified.extend(self.nodes.texts(node).map(|text| Verified { text, words: node, against, overlap }));
        }
        members::report((origin, basis), verified, self.metas)
    }

    /// The overlap of two texts that are copies, seen from the first.
    fn copy_of(&self, text: u32, other: u32, links: &[Link], verifier: &mut Verifier<'_, S>) -> Option<Overlap> {
        let (a, b) = (text.min(other), text.max(other));
        let overlap = match links.binary_search_by_key(&(a, b), |link| (link.a, link.b)) {
            Ok(at) => links[at].overlap,
            Err(_) => {
                let verdict = verifier.verify(a, b);
                verdict.is_copy().then_some(verdict.overlap)?
            }
        };
        Some(if text == a { overlap } else { overlap.turned() })
    }
}

/// Who is a verified copy of which leader.
#[derive(Debug, Default)]
pub(crate) struct Follows {
    /// (copy, leader), ascending.
    pairs: Vec<(u32, u32)>,
}

impl Follows {
    fn add(&mut self, more: impl Iterator<Item = (u32, u32)>) {
        self.pairs.extend(more);
        self.pairs.sort_unstable();
    }

    fn leaders(&self, text: u32) -> impl Iterator<Item = u32> {
        let first = self.pairs.partition_point(|&(copy, _)| copy < text);
        self.pairs[first..].iter().take_while(move |&&(copy, _)| copy == text).map(|&(_, leader)| leader)
    }

    /// Whether both texts of a pair are copies of one leader.
    fn one_leader(&self, pair: u64) -> bool {
        self.leaders((pair >> 32) as u32).any(|leader| self.leaders(pair as u32).any(|other| other == leader))
    }
}

/// Whether each text is a leader: taken in the order of the number of proposed pairs, if it is in none with a leader
/// before it.
fn leaders(pairs: &[u64], texts: usize) -> Vec<bool> {
    let mut both: Vec<u64> = pairs.iter().flat_map(|&pair| [pair, pair.rotate_left(32)]).collect();
    both.sort_unstable();
    let mut queue: Vec<(std::cmp::Reverse<usize>, &[u64])> =
        both.chunk_by(|a, b| a >> 32 == b >> 32).map(|of_one| (std::cmp::Reverse(of_one.len()), of_one)).collect();
    // equally many: by text, in which order they are
    queue.sort_by_key(|&(len, _)| len);
    let mut leads = vec![false; texts];
    let mut led = vec![false; texts];
    for (_, of_one) in queue {
        let text = (of_one[0] >> 32) as usize;
        if !led[text] {
            leads[text] = true;
            of_one.iter().for_each(|&pair| led[pair as u32 as usize] = true);
        }
    }
    leads
}
