//! Walking through a JSON file: each value knows where it is, so that what is wrong with it can be named.

use serde_json::{Map, Value};

use crate::invalid::{Invalid, Reason, shown};

/// An object of the file and where it is.
pub(super) struct Fields<'a> {
    path: String,
    map: &'a Map<String, Value>,
}

/// A value of the file and where it is.
pub(super) struct At<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Fields<'a> {
    pub(super) fn of(path: &str, value: &'a Value) -> Result<Self, Invalid> {
        let path = path.to_owned();
        match value {
            Value::Object(map) => Ok(Self { path, map }),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                let at = At { path, value };
                Err(at.malformed("an object in braces"))
            }
        }
    }

    fn path_to(&self, field: &str) -> String {
        if self.path.is_empty() {
            field.to_owned()
        } else {
            format!("{}.{field}", self.path)
        }
    }

    /// A misspelt field is worse than a missing one: it would be left out in silence.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Invalid> {
        match self.map.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(stranger) => {
                let shown = shown(stranger);
                // A name of nothing names nothing.
                let named = if shown.trim().is_empty() {
                    r#""""#
                } else {
                    &shown
                };
                let path = self.path_to(named);
                let reason = Reason::NotOneOf {
                    allowed: known.join(", "),
                    got: shown,
                };
                Err(Invalid::new(path, reason))
            }
        }
    }

    pub(super) fn get(&self, field: &str) -> Option<At<'a>> {
        let value = self.map.get(field)?;
        let path = self.path_to(field);
        Some(At { path, value })
    }

    pub(super) fn optional<T>(
        &self,
        field: &str,
        read: impl FnOnce(&At<'a>) -> Result<T, Invalid>,
    ) -> Result<Option<T>, Invalid> {
        self.get(field).map(|at| read(&at)).transpose()
    }

    pub(super) fn needed<T>(
        &self,
        field: &str,
        read: impl FnOnce(&At<'a>) -> Result<T, Invalid>,
    ) -> Result<T, Invalid> {
        self.optional(field, read)?
            .ok_or_else(|| Invalid::new(self.path_to(field), Reason::Missing))
    }

    pub(super) fn number(&self, field: &str, range: (i64, i64)) -> Result<i64, Invalid> {
        self.needed(field, |at| {
            let number = at.value.as_i64().ok_or_else(|| {
                let got = shown(&at.value.to_string());
                at.invalid(Reason::NotANumber { got })
            })?;
            if (range.0..=range.1).contains(&number) {
                Ok(number)
            } else {
                Err(out_of_range(&at.path, range, number))
            }
        })
    }
}

impl<'a> At<'a> {
    pub(super) fn invalid(&self, reason: Reason) -> Invalid {
        let path = if self.path.is_empty() {
            "description"
        } else {
            &self.path
        };
        Invalid::new(path, reason)
    }

    pub(super) fn malformed(&self, expected: &str) -> Invalid {
        let whole = self.value.to_string();
        let got = shown(self.value.as_str().unwrap_or(&whole));
        self.invalid(Reason::Malformed {
            expected: expected.to_owned(),
            got,
        })
    }

    pub(super) fn fields(&self) -> Result<Fields<'a>, Invalid> {
        Fields::of(&self.path, self.value)
    }

    pub(super) fn text(&self) -> Result<&'a str, Invalid> {
        let text = self.value.as_str();
        text.ok_or_else(|| self.malformed("text in quotes"))
    }

    /// Lengths in bytes.
    pub(super) fn text_within(&self, least: usize, most: usize) -> Result<&'a str, Invalid> {
        let text = self.text()?;
        if text.len() < least {
            Err(self.invalid(Reason::Missing))
        } else if text.len() > most {
            Err(self.invalid(too_long(most, text.len())))
        } else if text.chars().any(char::is_control) {
            Err(self.malformed("text without control characters"))
        } else {
            Ok(text)
        }
    }

    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, Invalid> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let allowed: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.invalid(Reason::NotOneOf {
                allowed: allowed.join(", "),
                got: shown(text),
            })
        })
    }

    pub(super) fn list<T>(
        &self,
        most: usize,
        read: impl Fn(&At<'a>) -> Result<T, Invalid>,
    ) -> Result<Vec<T>, Invalid> {
        let items = self.value.as_array();
        let items = items.ok_or_else(|| self.malformed("a list in brackets"))?;
        if items.len() > most {
            let count = |length| i64::try_from(length).unwrap_or(i64::MAX);
            let range = (0, count(most));
            return Err(out_of_range(&self.path, range, count(items.len())));
        }
        let at = |(index, value)| At {
            path: format!("{}[{index}]", self.path),
            value,
        };
        let items = items.iter().enumerate().map(at);
        items.map(|at| read(&at)).collect()
    }
}

pub(super) fn out_of_range(field: &str, (min, max): (i64, i64), got: i64) -> Invalid {
    Invalid::new(field, Reason::OutOfRange { min, max, got })
}

pub(super) fn too_long(max: usize, got: usize) -> Reason {
    let bytes = |length| u64::try_from(length).unwrap_or(u64::MAX);
    Reason::TooLong {
        max_bytes: bytes(max),
        got_bytes: bytes(got),
    }
}
