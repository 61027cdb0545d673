//! How a file's bytes become cells: its encoding and what stands between the cells.

use serde::{Deserialize, Serialize};

use super::super::read::{Numbered, records};
use super::super::{FILE_MAX_BYTES, Refused};
use crate::invalid::{Invalid, Reason};

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    Utf8,
    /// What Excel calls "Unicode text".
    Utf16,
    /// What programs for Windows write where nobody chose anything else.
    Windows1252,
}

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// What windows-1252 has in the place of control characters, <https://encoding.spec.whatwg.org/index-windows-1252.txt>.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The encoding that was taken and the text without its byte-order mark.
pub(super) fn decode(
    bytes: &[u8],
    chosen: Option<Encoding>,
) -> Result<(Encoding, String), Refused> {
    if bytes.len() > FILE_MAX_BYTES {
        let reason = Reason::TooLong {
            max_bytes: FILE_MAX_BYTES as u64,
            got_bytes: bytes.len() as u64,
        };
        return Err(Refused::File(Invalid::new("file", reason)));
    }
    let encoding = chosen.unwrap_or_else(|| guess(bytes));
    let text = match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let text = core::str::from_utf8(bytes);
            text.map_err(|_| Refused::File(Invalid::new("file", Reason::NotUtf8)))?
                .to_owned()
        }
        Encoding::Utf16 => utf16(bytes),
        Encoding::Windows1252 => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    Ok((encoding, text))
}

fn guess(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        Encoding::Utf16
    } else if core::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let (big_endian, bytes) = match bytes {
        [0xfe, 0xff, rest @ ..] => (true, rest),
        [0xff, 0xfe, rest @ ..] | rest => (false, rest),
    };
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] if big_endian => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0,
    });
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or('\u{fffd}'))
        .collect()
}

/// The delimiter that was taken and the records with their lines.
pub(super) fn split(text: &str, chosen: Option<char>) -> Result<(char, Vec<Numbered>), Refused> {
    // Excel's own word for it, in a line of its own
    let told = text
        .lines()
        .next()
        .and_then(|line| line.trim().strip_prefix("sep="));
    let told = told.and_then(|rest| rest.chars().next());
    let tried: Vec<char> = match chosen.or(told) {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let mut best: Option<(usize, char, Vec<Numbered>)> = None;
    let mut refused = None;
    for delimiter in tried {
        let Ok(byte) = u8::try_from(delimiter) else {
            let got = delimiter.to_string();
            let expected = "one of , ; | or a tab".to_owned();
            let invalid = Invalid::new("delimiter", Reason::Malformed { expected, got });
            return Err(Refused::File(invalid));
        };
        match records(text.as_bytes(), byte) {
            Ok(found) => {
                let fits = evenness(&found);
                if best.as_ref().is_none_or(|(most, ..)| fits > *most) {
                    best = Some((fits, delimiter, found));
                }
            }
            Err(error) => refused = Some(error),
        }
    }
    match (best, refused) {
        // one column only, because the sign that makes more of them meets a cell without its end
        (Some((0, ..)) | None, Some(refused)) => Err(refused),
        (Some((_, delimiter, mut found)), _) => {
            if told.is_some() && !found.is_empty() {
                found.remove(0);
            }
            Ok((delimiter, found))
        }
        (None, None) => Err(Refused::File(Invalid::new("file", Reason::Missing))),
    }
}

/// Cells in the records that have the most frequent number of cells, where that is more than one.
fn evenness(records: &[Numbered]) -> usize {
    let with = |cells: usize| {
        records
            .iter()
            .filter(|one| one.record.len() == cells)
            .count()
    };
    let counts: std::collections::BTreeSet<usize> = records
        .iter()
        .map(|one| one.record.len())
        .filter(|cells| *cells > 1)
        .collect();
    let most = counts.into_iter().max_by_key(|cells| with(*cells) * cells);
    most.map_or(0, |cells| with(cells) * cells)
}
