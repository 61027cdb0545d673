//! A note from a file: never more of it is read than is kept.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use lull_core::diary::entry::NOTE_MAX_BYTES;
use lull_core::invalid::{Invalid, Reason};

use crate::exit::Failure;
use crate::words;

const MAX: u64 = NOTE_MAX_BYTES as u64;

/// Reads the note; one line break at the end is the file's, not the note's.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    let unreadable = |error: io::Error| {
        Failure::invalid("note-file", words::failure::file("note-file", file, &error))
    };
    let mut bytes = Vec::new();
    // one line break and one byte more than is kept, so that "too long" is noticed
    let most = MAX + 3;
    if file == Path::new("-") {
        io::stdin()
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
    } else {
        let length = fs::metadata(file).map_err(unreadable)?.len();
        if length > MAX + 2 {
            return Err(too_long(length).into());
        }
        File::open(file)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(unreadable)?;
    }
    let mut note = String::from_utf8(bytes)
        .map_err(|_| Failure::from(Invalid::new("note", Reason::NotUtf8)))?;
    if note.ends_with('\n') {
        note.pop();
        if note.ends_with('\r') {
            note.pop();
        }
    }
    match note.len() as u64 {
        length if length > MAX => Err(too_long(length).into()),
        _ => Ok(note),
    }
}

fn too_long(got_bytes: u64) -> Invalid {
    Invalid::new(
        "note",
        Reason::TooLong {
            max_bytes: MAX,
            got_bytes,
        },
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read_bytes(bytes: &[u8]) -> Result<String, String> {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(bytes).expect("written");
        read(file.path()).map_err(|failure| {
            let Failure::Invalid { field, .. } = failure else {
                panic!("{failure:?}");
            };
            field
        })
    }

    #[test]
    fn the_files_last_line_break_is_not_part_of_the_note() {
        assert_eq!(read_bytes(b"tea\ncoffee\r\n"), Ok("tea\ncoffee".into()));
        assert_eq!(read_bytes(b""), Ok(String::new()));
    }

    #[test]
    fn the_longest_note_is_kept_and_one_byte_more_is_refused() {
        let longest = vec![b'x'; NOTE_MAX_BYTES];
        assert_eq!(
            read_bytes(&longest).map(|note| note.len()),
            Ok(NOTE_MAX_BYTES)
        );
        for more in [1, 2, 3, 100_000] {
            assert_eq!(
                read_bytes(&vec![b'x'; NOTE_MAX_BYTES + more]),
                Err("note".into())
            );
        }
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        assert_eq!(read_bytes(b"gr\xf6\xdfere Mahlzeit"), Err("note".into()));
    }
}
