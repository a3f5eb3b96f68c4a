//! [`Words`]: the words of a text, apart from what is told of the article.

use crate::text::document::{Line, Mention, Token};

/// The words of a text and what stands at which of them, as in a [`Document`](crate::text::Document).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// So many of the words are the title.
    pub(crate) title_len: u32,
    pub(crate) tokens: Vec<Token>,
    pub(crate) lines: Vec<Line>,
    pub(crate) names: Vec<Mention>,
    pub(crate) numbers: Vec<Mention>,
    pub(crate) dates: Vec<Mention>,
}

impl Words {
    /// Words, lines and mentions for which there is room.
    pub(crate) fn room(&self) -> usize {
        let mentions = self.names.capacity() + self.numbers.capacity() + self.dates.capacity();
        self.tokens.capacity() + self.lines.capacity() + mentions
    }

    /// The words of the title.
    pub(crate) fn title(&self) -> &[Token] {
        &self.tokens[..self.title_len as usize]
    }

    /// The words of the body.
    pub(crate) fn body(&self) -> &[Token] {
        &self.tokens[self.title_len as usize..]
    }

    /// Leaves out the lines for which `drop` says so, with all that stands in them; tells whether there were any.
    pub(crate) fn without_lines(&mut self, mut drop: impl FnMut(Line) -> bool) -> bool {
        let dropped: Vec<bool> = self.lines.iter().map(|&line| drop(line)).collect();
        if !dropped.contains(&true) {
            return false;
        }
        let ends: Vec<u32> =
            self.lines.iter().skip(1).map(|line| line.start).chain([self.tokens.len() as u32]).collect();
        let mut tokens = self.tokens[..self.lines[0].start as usize].to_vec();
        let mut lines = Vec::with_capacity(self.lines.len());
        // (first token, one past the last, its new place), kept lines only
        let mut moved = vec![(0, self.lines[0].start, 0)];
        for ((line, end), _) in self.lines.iter().zip(ends).zip(&dropped).filter(|(_, dropped)| !**dropped) {
            let place = tokens.len() as u32;
            moved.push((line.start, end, place));
            lines.push(Line { start: place, ..*line });
            tokens.extend_from_slice(&self.tokens[line.start as usize..end as usize]);
        }
        let relocate = |mentions: &[Mention]| -> Vec<Mention> {
            let mut kept = Vec::with_capacity(mentions.len());
            for m in mentions {
                let slot = moved.partition_point(|&(start, _, _)| start <= m.at) - 1;
                let (start, end, place) = moved[slot];
                if m.at < end {
                    kept.push(Mention { at: place + (m.at - start), ..*m });
                }
            }
            kept
        };
        self.names = relocate(&self.names);
        self.numbers = relocate(&self.numbers);
        self.dates = relocate(&self.dates);
        self.tokens = tokens;
        self.lines = lines;
        true
    }
}
