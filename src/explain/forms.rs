//! How often some texts write a word in which form.

use std::borrow::Cow;
use std::cmp::Reverse;

/// A form of a word, and how often it is written.
pub(crate) type Counted<'a> = (&'a str, u32);

/// A form of one term in a text.
#[derive(Debug)]
pub(crate) struct Form<'a> {
    lower: Cow<'a, str>,
    pub(crate) counted: Counted<'a>,
}

/// Adds the forms of one term, given all that a text writes, in the order of their lower case. Sorts them.
pub(crate) fn add<'a>(written: &mut [&'a str], forms: &mut Vec<Form<'a>>) {
    let is_one = written.iter().all(|form| *form == written[0]);
    if !is_one {
        written.sort_unstable();
    }
    let same = written.chunk_by(|x, y| is_one || x == y).map(|same| (same[0], same.len() as u32));
    let from = forms.len();
    forms.extend(same.map(|counted| Form { lower: lower(counted.0), counted }));
    forms[from..].sort_by(|x, y| x.lower.cmp(&y.lower));
}

/// The form that two texts write most often, of those that both write whatever their case; of equals the first. Given
/// the forms of one term in both.
pub(crate) fn common<'a>(ours: &[Form<'a>], theirs: &[Form<'a>]) -> Option<&'a str> {
    if let ([one], [other]) = (ours, theirs)
        && one.counted.0 == other.counted.0
    {
        return Some(one.counted.0);
    }
    let mut theirs = theirs.chunk_by(|x, y| x.lower == y.lower).peekable();
    let mut best: Option<(u32, &[Form<'a>], &[Form<'a>])> = None;
    for ours in ours.chunk_by(|x, y| x.lower == y.lower) {
        while theirs.next_if(|theirs| theirs[0].lower < ours[0].lower).is_some() {}
        if let Some(theirs) = theirs.next_if(|theirs| theirs[0].lower == ours[0].lower) {
            let count = ours.iter().chain(theirs).map(|form| form.counted.1).sum();
            if best.is_none_or(|(most, ..)| count > most) {
                best = Some((count, ours, theirs));
            }
        }
    }
    let (_, ours, theirs) = best?;
    most_used(&mut ours.iter().chain(theirs).map(|form| form.counted).collect::<Vec<_>>())
}

/// The most frequent of some forms; of equals one that is not all capitals, then the first. Sorts them.
pub(crate) fn most_used<'a>(forms: &mut [Counted<'a>]) -> Option<&'a str> {
    let first = forms.first()?.0;
    if forms.iter().all(|&(form, _)| form == first) {
        return Some(first);
    }
    forms.sort_unstable();
    let shouted = |form: &str| form.chars().nth(1).is_some() && !form.chars().any(char::is_lowercase);
    let same = forms.chunk_by(|x, y| x.0 == y.0).map(|same| (same[0].0, same.iter().map(|form| form.1).sum::<u32>()));
    same.max_by_key(|&(form, count)| (count, !shouted(form), Reverse(form))).map(|(form, _)| form)
}

/// A form in small letters.
pub(crate) fn lower(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(form)
    } else {
        Cow::Owned(form.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common<'a>(mut ours: Vec<&'a str>, mut theirs: Vec<&'a str>) -> Option<&'a str> {
        let mut forms = Vec::new();
        add(&mut ours, &mut forms);
        let theirs_from = forms.len();
        add(&mut theirs, &mut forms);
        let (ours, theirs) = forms.split_at(theirs_from);
        assert_eq!(super::common(ours, theirs), super::common(theirs, ours));
        super::common(ours, theirs)
    }

    #[test]
    fn what_both_write_most_often() {
        assert_eq!(common(vec!["strike"], vec!["strike", "strike"]), Some("strike"));
        assert_eq!(common(vec!["strike"], vec!["strikes"]), None);
        assert_eq!(common(vec!["strikes", "strike"], vec!["strike", "strikes", "strikes"]), Some("strikes"));
        // case does not part them, and capitals throughout only win by number
        assert_eq!(common(vec!["STRIKE"], vec!["Strike"]), Some("Strike"));
        assert_eq!(common(vec!["STRIKE", "STRIKE"], vec!["Strike"]), Some("STRIKE"));
        // of equals the first
        assert_eq!(common(vec!["talks", "talk"], vec!["talk", "talks"]), Some("talk"));
        assert_eq!(common(vec![], vec!["talk"]), None);
        assert_eq!(most_used(&mut [("Kim", 1), ("KIM", 2), ("Kim", 1)]), Some("Kim"));
    }
}
