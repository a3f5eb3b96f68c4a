//! [`NameForms`]: how a text writes its names.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The names of a text, each in its first spelling, ascending by key. All spellings stand in one string: a text has
/// some forty names, and boxes of their own would take as much memory again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct NameForms {
    text: Box<str>,
    /// Both halves of the key of each name, the higher first, and where its spelling ends.
    names: Box<[[u32; 3]]>,
}

/// A name as the text writes it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameForm<'a> {
    /// The key that all its spellings share.
    pub key: u64,
    /// The spelling.
    pub form: &'a str,
}

impl NameForms {
    /// Of names that ascend by key, each key once.
    pub(super) fn new<'a>(names: impl Iterator<Item = (u64, &'a str)> + Clone) -> NameForms {
        let (count, bytes) = names.clone().fold((0, 0), |(count, bytes), (_, form)| (count + 1, bytes + form.len()));
        let (mut text, mut ends) = (String::with_capacity(bytes), Vec::with_capacity(count));
        for (key, form) in names {
            text.push_str(form);
            ends.push([(key >> 32) as u32, key as u32, text.len() as u32]);
        }
        NameForms { text: text.into(), names: ends.into() }
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the text names nobody.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names, ascending by key.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = NameForm<'_>> {
        (0..self.names.len()).map(|at| NameForm { key: self.key_at(at), form: self.form(at) })
    }

    /// The spelling of the name with this key.
    pub fn get(&self, key: u64) -> Option<&str> {
        Some(self.form(self.place(key)?))
    }

    /// Where the name with this key stands among all.
    pub(super) fn place(&self, key: u64) -> Option<usize> {
        self.names.binary_search_by_key(&key, key_of).ok()
    }

    /// The key of the name that stands there.
    pub(super) fn key_at(&self, place: usize) -> u64 {
        key_of(&self.names[place])
    }

    fn form(&self, at: usize) -> &str {
        let from = if at == 0 { 0 } else { self.names[at - 1][2] };
        &self.text[from as usize..self.names[at][2] as usize]
    }

    /// Memory in use, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + size_of_val::<[[u32; 3]]>(&self.names)
    }
}

fn key_of(&[high, low, _]: &[u32; 3]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Names as they are stored.
#[derive(Serialize, Deserialize)]
struct Stored(Vec<(u64, Box<str>)>);

impl From<NameForms> for Stored {
    fn from(forms: NameForms) -> Stored {
        Stored(forms.iter().map(|name| (name.key, name.form.into())).collect())
    }
}

impl TryFrom<Stored> for NameForms {
    type Error = Error;

    fn try_from(Stored(names): Stored) -> Result<NameForms> {
        if !names.is_sorted_by(|x, y| x.0 < y.0) {
            let reason = "keys of names that do not ascend".to_owned();
            return Err(Error::Malformed { what: "document", reason });
        }
        Ok(NameForms::new(names.iter().map(|(key, form)| (*key, &**form))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_key_and_in_order() {
        let names = NameForms::new([(3, "Kim"), (7, ""), (9, "Владивосток")].into_iter());
        assert_eq!(
            (names.get(3), names.get(7), names.get(9), names.get(8)),
            (Some("Kim"), Some(""), Some("Владивосток"), None)
        );
        assert_eq!(names.iter().map(|name| name.form.len()).collect::<Vec<_>>(), [3, 0, 22]);
        assert!(NameForms::default().is_empty() && names.len() == 3);
    }

    #[cfg(feature = "json")]
    #[test]
    fn stored_and_read_again() {
        let names = NameForms::new([(3, "Kim"), (9, "Putin")].into_iter());
        let stored = serde_json::to_string(&names).unwrap();
        assert_eq!(serde_json::from_str::<NameForms>(&stored).unwrap(), names);
        let error = serde_json::from_str::<NameForms>(r#"[[9,"a"],[3,"b"]]"#).unwrap_err();
        assert!(error.to_string().contains("do not ascend"), "{error}");
    }
}
