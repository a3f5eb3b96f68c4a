//! The best one-to-one matching of a sparse table of weights.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A row and a column that may be matched, and what that is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighted {
    pub(super) row: u32,
    pub(super) column: u32,
    /// More than 0, at most 2⁶⁰.
    pub(super) weight: i64,
}

/// No partner.
const FREE: u32 = u32::MAX;

/// The highest total weight of any matching in which each row and each column stands at most once.
///
/// `cells` are sorted by row, each pair once.
///
/// Rows are matched one after another along shortest augmenting paths (Jonker, Volgenant: *A shortest augmenting path
/// algorithm for dense and sparse linear assignment problems*, Computing 38, 1987; here for matchings that may leave
/// rows out). Whole-number prices prove that the result is optimal. A path never leaves the block of rows and columns
/// that hang together, so a table of many small blocks costs no more than its blocks do.
pub(super) fn best_total(rows: usize, columns: usize, cells: &[Weighted]) -> u128 {
    let mut matching = Matching::new(rows, columns, cells);
    for row in 0..rows as u32 {
        matching.augment(row);
    }
    matching.total()
}

/// A matching of the rows handled so far, optimal among these, with the prices that prove it.
///
/// Always: `row_price + column_price ≥ weight` for every cell, with equality for matched cells; no price is negative;
/// columns without a partner cost 0, and so do handled rows without one.
struct Matching<'a> {
    cells: &'a [Weighted],
    /// Where each row's cells begin, and the end.
    starts: Vec<usize>,
    row_price: Vec<i64>,
    column_price: Vec<i64>,
    column_of: Vec<u32>,
    row_of: Vec<u32>,
    /// Of the running search: distance to each column and the row it is reached from. `UNSEEN` between searches.
    distance: Vec<i64>,
    reached_from: Vec<u32>,
}

const UNSEEN: i64 = i64::MAX;

/// Where the shortest path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a column without a partner.
    Column(u32),
    /// At a row that is better left without a partner.
    Row(u32),
}

impl<'a> Matching<'a> {
    fn new(rows: usize, columns: usize, cells: &'a [Weighted]) -> Matching<'a> {
        let mut starts = vec![0; rows + 1];
        let mut row_price = vec![0; rows];
        for cell in cells {
            starts[cell.row as usize + 1] += 1;
            row_price[cell.row as usize] = cell.weight.max(row_price[cell.row as usize]);
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Matching {
            cells,
            starts,
            row_price,
            column_price: vec![0; columns],
            column_of: vec![FREE; rows],
            row_of: vec![FREE; columns],
            distance: vec![UNSEEN; columns],
            reached_from: vec![FREE; columns],
        }
    }

    fn row_cells(&self, row: u32) -> &'a [Weighted] {
        &self.cells[self.starts[row as usize]..self.starts[row as usize + 1]]
    }

    /// Gives one more row a partner, or not, whichever is worth more, moving the partners of other rows.
    fn augment(&mut self, start: u32) {
        // A cell's length is what its prices exceed its weight by. The first end to beat is the start itself.
        let (mut end, mut shortest) = (End::Row(start), self.row_price[start as usize]);
        let (mut queue, mut level, mut seen) = (BinaryHeap::new(), Vec::new(), Vec::new());
        let mut passed = vec![(start, 0)];
        let (mut row, mut travelled) = (start, 0);
        loop {
            for cell in self.row_cells(row) {
                let column = cell.column as usize;
                let length = self.row_price[row as usize] + self.column_price[column] - cell.weight;
                let distance = travelled + length;
                if distance >= shortest || distance >= self.distance[column] {
                    continue;
                }
                if self.distance[column] == UNSEEN {
                    seen.push(cell.column);
                }
                self.distance[column] = distance;
                self.reached_from[column] = row;
                if self.row_of[column] == FREE {
                    (end, shortest) = (End::Column(cell.column), distance);
                } else if distance == travelled {
                    level.push(cell.column);
                } else {
                    queue.push(Reverse((distance, cell.column)));
                }
            }
            // nothing in the queue is nearer than what was reached without going further
            let next = level.pop().map(|column| (travelled, column)).or_else(|| {
                let current = |&(distance, column): &(i64, u32)| distance == self.distance[column as usize];
                std::iter::from_fn(|| queue.pop().map(|Reverse(entry)| entry)).find(current)
            });
            let Some((distance, column)) = next.filter(|&(distance, _)| distance < shortest) else {
                break;
            };
            (row, travelled) = (self.row_of[column as usize], distance);
            passed.push((row, travelled));
            if travelled + self.row_price[row as usize] < shortest {
                (end, shortest) = (End::Row(row), travelled + self.row_price[row as usize]);
            }
        }
        self.reprice(&passed, shortest);
        self.swap_partners(start, end);
        for column in seen {
            self.distance[column as usize] = UNSEEN;
        }
    }

    /// Makes every cell of the shortest path an exact one, before partners are swapped along it.
    fn reprice(&mut self, passed: &[(u32, i64)], shortest: i64) {
        for &(row, travelled) in passed {
            self.row_price[row as usize] -= shortest - travelled;
            let column = self.column_of[row as usize];
            if column != FREE {
                self.column_price[column as usize] += shortest - travelled;
            }
        }
    }

    fn swap_partners(&mut self, start: u32, end: End) {
        let mut column = match end {
            End::Column(column) => column,
            End::Row(row) if row == start => return,
            End::Row(row) => std::mem::replace(&mut self.column_of[row as usize], FREE),
        };
        loop {
            let row = self.reached_from[column as usize];
            self.row_of[column as usize] = row;
            let left = std::mem::replace(&mut self.column_of[row as usize], column);
            if row == start {
                return;
            }
            column = left;
        }
    }

    fn total(&self) -> u128 {
        let matched = self.cells.iter().filter(|cell| self.column_of[cell.row as usize] == cell.column);
        matched.map(|cell| cell.weight as u128).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tries every partner for the first row, then every rest.
    fn by_trying_all(rows: &[Vec<i64>], used: u32) -> i64 {
        let Some((row, rest)) = rows.split_first() else { return 0 };
        let with = (0..row.len()).filter(|&c| used & 1 << c == 0 && row[c] > 0);
        with.map(|c| row[c] + by_trying_all(rest, used | 1 << c)).max().unwrap_or(0).max(by_trying_all(rest, used))
    }

    fn cells(rows: &[Vec<i64>]) -> Vec<Weighted> {
        let cell = |(row, column): (usize, usize), weight| Weighted { row: row as u32, column: column as u32, weight };
        let row = |(r, weights): (usize, &Vec<i64>)| {
            weights.iter().enumerate().map(move |(c, &w)| cell((r, c), w)).collect::<Vec<_>>()
        };
        rows.iter().enumerate().flat_map(row).filter(|cell| cell.weight > 0).collect()
    }

    fn table() -> impl Strategy<Value = Vec<Vec<i64>>> {
        // a third of the weights is missing, and there are many ties
        let weight = prop_oneof![Just(0), 1..4i64, 1..1000i64];
        (1..7usize, 1..7usize)
            .prop_flat_map(move |(r, c)| proptest::collection::vec(proptest::collection::vec(weight.clone(), c), r))
    }

    proptest! {
        #[test]
        fn as_good_as_trying_all(rows in table()) {
            let got = best_total(rows.len(), rows[0].len(), &cells(&rows));
            prop_assert_eq!(got, by_trying_all(&rows, 0) as u128);
        }

        #[test]
        fn prices_prove_the_total(rows in proptest::collection::vec(proptest::collection::vec(0..9i64, 40), 1..60)) {
            let cells = cells(&rows);
            let mut matching = Matching::new(rows.len(), 40, &cells);
            for row in 0..rows.len() as u32 {
                matching.augment(row);
            }
            let (rows, columns) = (&matching.row_price, &matching.column_price);
            prop_assert!(rows.iter().chain(columns).all(|&price| price >= 0));
            prop_assert!(cells.iter().all(|c| rows[c.row as usize] + columns[c.column as usize] >= c.weight));
            prop_assert_eq!(rows.iter().chain(columns).sum::<i64>() as u128, matching.total());
        }
    }

    #[test]
    fn the_heaviest_cell_is_not_always_taken() {
        // greedy takes 10 and then has only 1 left; the best is 9 + 9
        assert_eq!(best_total(2, 2, &cells(&[vec![10, 9], vec![9, 1]])), 18);
        assert_eq!(best_total(0, 0, &[]), 0);
    }
}
