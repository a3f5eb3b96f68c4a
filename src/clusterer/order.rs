//! Articles and documents in the order of their ids.

use crate::article::ArticleId;
use crate::error::{Error, Result};

/// Items in the order of their ids; the same item twice counts once.
pub(super) fn sorted_by_id<T: PartialEq>(
    mut items: Vec<T>,
    id: impl Fn(&T) -> &ArticleId,
    describe: impl Fn(&T) -> String,
) -> Result<Vec<T>> {
    items.sort_by(|x, y| id(x).cmp(id(y)));
    items.dedup_by(|x, y| x == y);
    match items.windows(2).find(|two| id(&two[0]) == id(&two[1])) {
        None => Ok(items),
        Some(two) => {
            // whichever came first in the input, the message is the same
            let mut both = [describe(&two[0]), describe(&two[1])];
            both.sort();
            let [first, second] = both;
            Err(Error::DuplicateId { id: id(&two[0]).clone(), first, second })
        }
    }
}

/// An article in a message: its title and outlet.
pub(super) fn describe(source: Option<&str>, title: &str) -> String {
    match source {
        Some(source) => format!("{title:?} ({source})"),
        None => format!("{title:?}"),
    }
}
