//! [`Texts`]: the texts of a run, from reading until reports are compared.

use std::cell::Cell;

use crate::clusterer::batch::{Batch, Head};
use crate::clustering::{Told, digest, digest_of};
use crate::copies::{CopyMeta, TextSource, TextView};
use crate::corpus::{Lined, RecurringLines};
use crate::parallel;
use crate::story::Card;
use crate::text::{Analyzer, Document, Flags, Line, PackedTexts, Packer, Undecided, Words};

/// What is told of each text, and its words, packed: in full they would take most of the memory of a run, and they are
/// looked at only three or four times. Sorted by id, so that an index is a rank and ties go by id.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) told: Told,
    /// In which batch the words of a text are, and which of its texts it is.
    places: Vec<[u32; 2]>,
    pub(super) batches: Vec<PackedTexts>,
    /// Of each article as it was read; given back with the [digest](Texts::digest) of all.
    digests: Vec<u64>,
    /// Short texts in an unknown language, ascending.
    undecided: Vec<(u32, Box<[Box<str>; 2]>)>,
}

thread_local! {
    /// The text at hand.
    static AT_HAND: Cell<Words> = Cell::default();
}

/// Longer texts, in words, lines and mentions, do not stay at hand: a thread outlives a run.
const LONG: usize = 1 << 16;

impl Texts {
    /// What is told of them; everything else is given back.
    pub(super) fn into_told(self) -> Told {
        self.told
    }

    /// Of `count` heads in the order of their ids, each with its place in the batches.
    pub(super) fn new(count: usize, heads: impl Iterator<Item = (Head, [u32; 2])>, batches: Vec<PackedTexts>) -> Texts {
        let mut texts = Texts { batches, ..Texts::default() };
        let Texts { told: Told { cards, names }, places, digests, undecided, .. } = &mut texts;
        cards.reserve_exact(count);
        names.reserve_exact(count);
        places.reserve_exact(count);
        digests.reserve_exact(count);
        for (text, (head, place)) in (0..).zip(heads) {
            cards.push(head.card);
            names.push(head.names);
            digests.push(head.digest);
            places.push(place);
            undecided.extend(head.undecided.map(|of_text| (text, of_text)));
        }
        texts
    }

    /// Of batches that follow each other in the order of ids.
    pub(super) fn in_order(batches: Vec<Batch>) -> Texts {
        let (heads, batches): (Vec<_>, Vec<_>) = batches.into_iter().map(|batch| (batch.heads, batch.packed)).unzip();
        let count = heads.iter().map(Vec::len).sum();
        let placed = |(batch, heads)| (0..).zip::<Vec<Head>>(heads).map(move |(slot, head)| (head, [batch, slot]));
        Texts::new(count, (0..).zip(heads).flat_map(placed), batches)
    }

    /// Memory in use, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let undecided = self.undecided.iter().flat_map(|(_, text)| text.iter()).map(|part| part.len()).sum::<usize>();
        self.told.bytes()
            + self.batches.iter().map(PackedTexts::bytes).sum::<usize>()
            + size_of_val::<[[u32; 2]]>(&self.places)
            + size_of_val::<[u64]>(&self.digests)
            + undecided
    }

    /// Reads the undecided ones again, in the language of nearly all others.
    pub(super) fn in_company(&mut self, analyzer: &Analyzer) {
        let undecided = std::mem::take(&mut self.undecided);
        let cards = &mut self.told.cards;
        let of = |text: u32| cards[text as usize].published;
        let waiting: Vec<Undecided<'_>> =
            undecided.iter().map(|(at, text)| Undecided { text, published: of(*at) }).collect();
        let again = analyzer.in_company(cards.iter().map(|card| card.language), &waiting);
        let (mut packer, mut bytes) = (Packer::default(), Vec::new());
        for ((text, _), document) in undecided.iter().zip(again) {
            let Some(mut document) = document else { continue };
            let (text, words) = (*text as usize, document.take_words());
            let card = &mut cards[text];
            (card.language, card.words) = (document.language, words.tokens.len() as u32);
            card.flags = card.flags.without(Flags::UNKNOWN_LANGUAGE);
            self.digests[text] = digest_of(card, &words.tokens, &mut bytes);
            self.places[text] = [self.batches.len() as u32, packer.len() as u32];
            packer.push(&words, &document.forms);
            self.told.names[text] = document.forms;
        }
        if packer.len() > 0 {
            self.batches.push(packer.finish());
        }
    }

    /// One number for all articles as they were read.
    pub(super) fn digest(&mut self) -> u64 {
        digest(&std::mem::take(&mut self.digests))
    }

    /// Drops the lines that recur on the pages of one source.
    pub(super) fn without_recurring_lines(&mut self) {
        let recurring = RecurringLines::among(self);
        if recurring.are_none() {
            return;
        }
        let batches = std::mem::take(&mut self.batches);
        let mut texts_of: Vec<Vec<Option<u32>>> = batches.iter().map(|batch| vec![None; batch.len()]).collect();
        for (text, [batch, slot]) in (0..).zip(&self.places) {
            texts_of[*batch as usize][*slot as usize] = Some(text);
        }
        let Told { cards, names } = &self.told;
        let recur_in = |text: u32| recurring.of(cards[text as usize].source.as_deref());
        self.batches = parallel::consume(batches, |number, batch| {
            let texts = &texts_of[number as usize];
            let mut lines = Vec::new();
            let mut is_changed = |(slot, text): (usize, &Option<u32>)| {
                batch.lines(slot, &mut lines);
                text.and_then(recur_in).is_some_and(|recurs| lines.iter().any(|&line| recurs(line)))
            };
            if !texts.iter().enumerate().any(&mut is_changed) {
                return batch;
            }
            let change = |slot: usize, words: &mut Words| {
                texts[slot].and_then(recur_in).is_some_and(|recurs| words.without_lines(recurs))
            };
            batch.changed(|slot| Some(&names[texts[slot]? as usize]), change)
        });
        let Texts { told, places, batches, .. } = self;
        for (card, &[batch, slot]) in told.cards.iter_mut().zip(&*places) {
            card.words = batches[batch as usize].word_count(slot as usize);
        }
    }

    /// What the copy stage asks of texts besides their words.
    pub(super) fn metas(&self) -> Vec<CopyMeta> {
        parallel::map(self.told.cards.len(), |text| {
            let card = &self.told.cards[text as usize];
            let agency = card.agency.as_deref();
            CopyMeta::new(card.source.as_deref(), card.url.as_deref(), card.published, agency, &card.title)
        })
    }

    /// Takes the words of a text in hand.
    pub(super) fn unpack(&self, text: u32, words: &mut Words) {
        let [batch, slot] = self.places[text as usize];
        self.batches[batch as usize].unpack(slot as usize, &self.told.names[text as usize], words);
    }

    /// What is told of some texts.
    pub(super) fn of(&self, some: &[u32]) -> Vec<&Card> {
        some.iter().map(|&text| &self.told.cards[text as usize]).collect()
    }

    /// The place of a text in the batches.
    pub(super) fn place(&self, text: u32) -> [u32; 2] {
        self.places[text as usize]
    }

    /// The documents of all texts, but for undecided texts, which nobody asks for any more.
    pub(super) fn documents(&self, analyzer: &Analyzer) -> Vec<Document> {
        parallel::map(self.count(), |text| {
            let mut words = Words::default();
            self.unpack(text, &mut words);
            let card = self.told.cards[text as usize].clone();
            let Card { id, title, source, url, published, language, agency, flags, .. } = card;
            let Words { title_len, tokens, lines, names, numbers, dates } = words;
            let forms = self.told.names[text as usize].clone();
            let (fingerprint, undecided) = (analyzer.fingerprint(), None);
            #[rustfmt::skip]
            let document = Document {
                fingerprint, undecided, id, source, url, title, published, language, agency, flags, title_len, tokens,
                lines, names, forms, numbers, dates,
            };
            document
        })
    }
}

impl Lined for Texts {
    fn count(&self) -> usize {
        self.places.len()
    }

    fn source(&self, text: u32) -> Option<&str> {
        self.told.cards[text as usize].source.as_deref()
    }

    fn lines(&self, text: u32, lines: &mut Vec<Line>) -> [u32; 2] {
        let [batch, slot] = self.places[text as usize];
        self.batches[batch as usize].lines(slot as usize, lines)
    }
}

impl TextSource for Texts {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn with_text(&self, text: usize, read: &mut dyn FnMut(TextView<'_>)) {
        let mut words = AT_HAND.take();
        self.unpack(text as u32, &mut words);
        read(TextView {
            title: words.title(),
            body: words.body(),
            lines: &words.lines,
            names: &words.names,
            numbers: &words.numbers,
            dates: &words.dates,
        });
        if words.room() <= LONG {
            AT_HAND.set(words);
        }
    }
}
