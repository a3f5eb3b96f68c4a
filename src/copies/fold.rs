//! The steps from sketches to reports, in their order.

use std::ops::Range;

use crate::apart::Apart;
use crate::copies::group::{self, Link, Star};
use crate::copies::leaders::{Follows, leaders};
use crate::copies::members::{self, Verified};
use crate::copies::nodes::{Nodes, within_window};
use crate::copies::openings::Opening;
use crate::copies::origin::{self, Claim};
use crate::copies::report::{CopyGroup, Dropped, Overlap, Reason, Refusal};
use crate::copies::settings::CopySettings;
use crate::copies::sketches::Sketches;
use crate::copies::source::{CopyMeta, TextSource};
use crate::copies::verify::Verifier;
use crate::copies::{blocks, compilation};
use crate::error::Result;
use crate::observe::{Observer, Stage, step};

/// Below this part of both thresholds a refused pair is not worth mentioning.
const NEAR: f64 = 0.7;

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

        follows.add(&links, &leads);
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
                let verdict = verifier.verify(a, b);
                if verdict.is_copy() || verdict.refused == Some(Reason::UnrelatedRest) {
                    links.push(verdict.link(a, b));
                }
                if let Some(reason) = verdict.refused
                    && self.is_near(verdict.overlap)
                {
                    refusals.push(Refusal { lower: a, higher: b, overlap: verdict.overlap, reason });
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

    /// The texts that print the opening passage of another, with that one, ascending; of proposed pairs.
    pub(crate) fn openings(&self, pairs: &[u64], observer: &dyn Observer) -> Result<Vec<Opening>> {
        let parts = blocks::map(pairs.len(), |block: Range<usize>| -> Result<Vec<Opening>> {
            let mut verifier = self.verifier();
            let texts = self.sketches.len();
            step(observer, Stage::Copies, texts * block.start / pairs.len(), texts)?;
            let mut found = Vec::new();
            for &pair in &pairs[block] {
                let (a, b) = ((pair >> 32) as u32, pair as u32);
                found.extend([(a, b), (b, a)].into_iter().filter(|&(whole, part)| verifier.opens_in(part, whole)));
            }
            Ok(found)
        });
        let mut found = Vec::new();
        for part in parts {
            found.append(&mut part?);
        }
        found.sort_unstable();
        Ok(found)
    }

    fn is_near(&self, overlap: Overlap) -> bool {
        let knobs = &self.settings.knobs;
        overlap.jaccard() >= NEAR * knobs.jaccard || overlap.containment() >= NEAR * knobs.containment
    }

    /// Groups, reports and what is left of the refusals.
    pub(crate) fn reports(
        &self,
        mut links: Vec<Link>,
        mut refusals: Vec<Refusal>,
        openings: &[Opening],
        apart: &mut Apart,
        dropped: &mut Dropped,
    ) -> (Vec<CopyGroup>, Vec<Refusal>) {
        let mut verifier = self.verifier();
        let compilations =
            compilation::find(&links, openings, self.settings, self.sketches.signatures(), &mut verifier);
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
            group::stars(texts, &links, |node| self.nodes.weight(node), apart, &mut verifier);
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
            for member in &report.members {
                labels[member.text as usize] = label;
            }
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
            reason: if apart.may_meet(link.a, link.b) { Reason::Chain } else { Reason::CannotLink },
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
        // a text alone need not be counted
        let whole = if claims.len() > 1 { verifier.overlap(home, home) } else { Overlap::default() };
        let same = (whole, true);
        let mut members = Vec::with_capacity(claims.len());
        for &node in star {
            let (against, (overlap, same_body)) = if node == home {
                (origin, same)
            } else if let Some(found) = copy_of(node, home, links, verifier) {
                (origin, found)
            } else if node == star[0] {
                // the centre is no copy of the origin only if the origin is none of it, which a star excludes
                (star[0], same)
            } else {
                (star[0], copy_of(node, star[0], links, verifier).unwrap_or(same))
            };
            // short texts are not folded into nodes, and equal sets are equal words
            let words = if against == origin && overlap.is_total() { home } else { node };
            let member = |text| Verified { text, words, against, overlap, same_body };
            members.extend(self.nodes.texts(node).map(member));
        }
        members::report((origin, basis), members, self.metas)
    }
}

/// The overlap of two texts that are copies, seen from the first, and whether their bodies are the same.
fn copy_of<S: TextSource + ?Sized>(
    text: u32,
    other: u32,
    links: &[Link],
    verifier: &mut Verifier<'_, S>,
) -> Option<(Overlap, bool)> {
    let (a, b) = (text.min(other), text.max(other));
    let link = if let Ok(at) = links.binary_search_by_key(&(a, b), |link| (link.a, link.b)) {
        links[at]
    } else {
        verifier.verify(a, b).link(a, b)
    };
    let overlap = if text == a { link.overlap } else { link.overlap.turned() };
    link.is_copy.then_some((overlap, link.same_body))
}
