//! How large the library is that a phone has to carry, and which crates make it so.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::log::Log;
use crate::workspace::Workspace;

/// The most a phone shall have to carry, in bytes.
const MOST: u64 = 5 * 1024 * 1024;
/// The profile of what is shipped to phones.
pub(crate) const PROFILE: &str = "phone";
/// What the linker of a phone's library is told beside: functions of the same code are kept once, and the places that a
/// loader has to adjust are packed.
pub(crate) const LINKER: [&str; 2] = [
    "-Clink-arg=-Wl,--icf=all",
    "-Clink-arg=-Wl,-z,pack-relative-relocs",
];
/// So many of the biggest parts are named.
const PARTS: usize = 14;
/// Words in the names of what only Linux's Bluetooth needs.
const BLUEZ: [&str; 6] = [
    "dbus",
    "bluez",
    "DBus",
    "crossroads",
    "serde_xml_rs",
    "xml::",
];

/// Builds the library as for a phone, but for this computer, strips it and prints its size with the biggest parts.
///
/// # Errors
/// When it cannot be built or measured, or is larger than it may be.
pub(crate) fn measure(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["rustc", "--package", "lull-bindings", "--lib"]);
    cargo.args(["--profile", PROFILE, "--crate-type", "cdylib", "--"]);
    cargo.args(LINKER);
    log.run(cargo)?;
    let built = workspace.built(PROFILE).join("liblull.so");
    let mut names = Command::new("nm");
    names
        .args(["--print-size", "--size-sort", "--demangle"])
        .arg(&built);
    let symbols = log.read(&mut names)?;
    let stripped = stripped(&built, log)?;
    let share = |bytes: u64| f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1024.0;
    log.say(&format!(
        "library {:>9.0} KiB stripped, for {}; a phone's processor makes it a little larger or smaller",
        share(stripped),
        std::env::consts::ARCH
    ))?;
    let bluez = of_names(&symbols, |name| {
        BLUEZ.iter().any(|word| name.contains(word))
    });
    log.say(&format!(
        "{:<24} {:>9.0} KiB of code and data with a name, which no phone carries",
        "of it for BlueZ",
        share(bluez)
    ))?;
    for (part, bytes) in parts(&symbols).into_iter().take(PARTS) {
        log.say(&format!(
            "{part:<24} {:>9.0} KiB of code and data with a name",
            share(bytes)
        ))?;
    }
    if stripped > MOST {
        bail!("the library has {stripped} bytes, more than the {MOST} it may have");
    }
    Ok(())
}

fn stripped(built: &Path, log: &mut Log) -> Result<u64> {
    let shipped = built.with_extension("stripped.so");
    let mut strip = Command::new("strip");
    strip
        .arg("--strip-unneeded")
        .arg("-o")
        .arg(&shipped)
        .arg(built);
    log.run(strip)?;
    let size = fs::metadata(&shipped)
        .with_context(|| format!("strip left no {}", shipped.display()))?
        .len();
    Ok(size)
}

/// Every name with its bytes in the file.
fn named(symbols: &str) -> impl Iterator<Item = (&str, u64)> {
    symbols.lines().filter_map(|line| {
        // address, size, kind, name
        let mut fields = line.splitn(4, ' ');
        let (_, size, kind, name) = (fields.next(), fields.next(), fields.next(), fields.next());
        // bss takes no room in the file
        let in_file = !kind?.eq_ignore_ascii_case("b");
        let size = u64::from_str_radix(size?, 16).unwrap_or(0);
        in_file.then_some((name?, size))
    })
}

/// Bytes of those names.
fn of_names(symbols: &str, wanted: impl Fn(&str) -> bool) -> u64 {
    named(symbols)
        .filter(|(name, _)| wanted(name))
        .map(|(_, bytes)| bytes)
        .sum()
}

/// Bytes by crate, the biggest first; what has no Rust path is C.
fn parts(symbols: &str) -> Vec<(String, u64)> {
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    for (name, size) in named(symbols) {
        *parts.entry(part(name)).or_default() += size;
    }
    let mut parts: Vec<(String, u64)> = parts.into_iter().collect();
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    parts
}

/// The crate a symbol belongs to; the dropping of a type is its crate's.
fn part(name: &str) -> String {
    let inner = name
        .strip_prefix("core::ptr::drop_in_place")
        .unwrap_or(name);
    let start = inner
        .find(|letter: char| letter.is_ascii_alphanumeric() || letter == '_')
        .unwrap_or(0);
    let path = inner.get(start..).unwrap_or_default();
    let word: String = path
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
        .collect();
    let rest = path.get(word.len()..).unwrap_or_default();
    if rest.starts_with("::") {
        word
    } else if name.starts_with("sqlite3") {
        "SQLite, in C".to_owned()
    } else {
        "C, and names of no crate".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_belongs_to_the_crate_it_begins_with() {
        for (name, expected) in [
            ("lull_core::plan::for_night", "lull_core"),
            ("<krilla::page::Page as core::fmt::Debug>::fmt", "krilla"),
            ("core::ptr::drop_in_place<jiff::Zoned>", "jiff"),
            ("<&T as core::fmt::Debug>::fmt", "C, and names of no crate"),
            ("sqlite3VdbeExec", "SQLite, in C"),
        ] {
            assert_eq!(part(name), expected, "{name}");
        }
    }

    #[test]
    fn sizes_are_added_up_and_what_is_not_in_the_file_is_left_out() {
        let symbols = "0000000000001000 0000000000000010 t lull_core::a\n\
                       0000000000001010 00000000000000f0 T lull_core::b\n\
                       0000000000002000 0000000000100000 b lull_core::EMPTY\n\
                       0000000000003000 0000000000000020 t jiff::c";
        let expected = [("lull_core".to_owned(), 256), ("jiff".to_owned(), 32)];
        assert_eq!(parts(symbols), expected);
    }
}
