//! The fault matrix: rows are faults, columns are devices; the printed table says what was told and what was done.

use std::fmt::Write as _;
use std::str::FromStr;

use anyhow::Result;

use crate::cell::{Cell, Numbers, play};
use crate::crash::revived;
use crate::device::Device;
use crate::fault::Fault;
use crate::rows;

/// A part of the rows, so that several guests share the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// From 1.
    nth: usize,
    of: usize,
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (nth, of) = text.split_once('/').ok_or("as in 1/2")?;
        let number = |text: &str| text.parse::<usize>().map_err(|error| error.to_string());
        let (nth, of) = (number(nth)?, number(of)?);
        if (1..=of).contains(&nth) {
            Ok(Self { nth, of })
        } else {
            Err(format!("{nth} is not one of {of}"))
        }
    }
}

impl Share {
    /// Rows are dealt out in turn, so that long and short ones mix.
    const fn has(self, index: usize) -> bool {
        index % self.of == self.nth - 1
    }
}

/// Plays the chosen cells and prints the table; true when every cell agrees.
pub(crate) async fn run(devices: &[Device], rows: &[String], share: Share) -> Result<bool> {
    let faults: Vec<Fault> = rows::all()
        .into_iter()
        .filter(|fault| rows.is_empty() || rows.iter().any(|row| row == fault.key))
        .enumerate()
        .filter_map(|(index, fault)| share.has(index).then_some(fault))
        .collect();
    let mut numbers = Numbers::default();
    let mut tally = (0_u32, 0_u32);
    let mut table = Vec::new();
    for fault in &faults {
        for device in devices.iter().filter(|device| fault.concerns(**device)) {
            let name = format!("matrix::{}::{}", device.kind(), fault.key);
            let played = play(fault, *device, &mut numbers).await;
            // also where the replay met it, or a session in a process of its own
            revived(*device, fault).await?;
            match played {
                Ok(cell) if cell.wrong.is_empty() => {
                    println!("test {name} ... ok");
                    tally.0 += 1;
                    table.push((fault.clone(), cell));
                }
                Ok(cell) => {
                    println!("test {name} ... FAILED");
                    for line in &cell.wrong {
                        println!("    {line}");
                    }
                    println!("    told: {}\n    did:  {}", cell.told, cell.did);
                    println!("{}", cell.transcript);
                    tally.1 += 1;
                    table.push((fault.clone(), cell));
                }
                Err(error) => {
                    println!("test {name} ... FAILED\n    {error:#}");
                    tally.1 += 1;
                }
            }
        }
    }
    print!("{}", printed(&table));
    let (passed, failed) = tally;
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
    Ok(failed == 0 && passed > 0)
}

/// Rows of a Markdown table. Each begins with a word by which the chores find it.
fn printed(table: &[(Fault, Cell)]) -> String {
    let mut text = String::new();
    for (fault, cell) in table {
        let agree = if cell.wrong.is_empty() {
            "yes"
        } else {
            "**NO**"
        };
        let sessions = match cell.sessions {
            1 => String::new(),
            n => format!(" ({n} sessions; the last:)"),
        };
        let _ = writeln!(
            text,
            "TABLE | {} | {} | {sessions} {} | {} | {agree} |",
            fault.title,
            cell.device.name(),
            cell.told,
            cell.did
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What `cargo xtask matrix` wrote.
    const DOCUMENT: &str = include_str!("../../../docs/devices/fault-matrix.md");

    #[test]
    fn the_document_has_every_row_for_every_device_on_both_versions_and_none_differs() {
        let faults = rows::all();
        let cells = faults.iter().flat_map(|fault| {
            let devices = Device::ALL
                .into_iter()
                .filter(|device| fault.concerns(*device));
            devices.map(|device| (fault.title, device.name()))
        });
        let wanted: BTreeSet<_> = cells.collect();
        let (old, new) = DOCUMENT.split_once("\n## BlueZ 5.82\n").unwrap();
        for section in [old, new] {
            let rows = section.lines().filter(|line| line.starts_with("| "));
            let told: BTreeSet<_> = rows
                .skip(1)
                .map(|line| {
                    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
                    assert_eq!(fields[5], "yes", "{line}");
                    (fields[1], fields[2])
                })
                .collect();
            assert_eq!(
                told, wanted,
                "out of date: cargo xtask matrix writes it anew"
            );
        }
    }
}
