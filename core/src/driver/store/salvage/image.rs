//! A damaged diary as its bytes: which pages there are, and what the write-ahead log adds to them.
//!
//! The file format is SQLite's own, <https://www.sqlite.org/fileformat2.html>. Nothing here trusts a number in the file.

use std::collections::BTreeMap;

const MAGIC: &[u8] = b"SQLite format 3\0";
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// What SQLite has made since 2016, and so what every diary has.
const USUAL_PAGE: usize = 4096;

/// The pages of a diary, the log's newer ones laid over the file's.
#[derive(Debug)]
pub(super) struct Image<'a> {
    file: &'a [u8],
    newer: BTreeMap<u32, &'a [u8]>,
    page_size: usize,
    reserved: usize,
}

/// What a log tells of itself.
#[derive(Debug)]
pub(super) struct Log<'a> {
    page_size: usize,
    /// The newest content of each page up to the last commit.
    pages: BTreeMap<u32, &'a [u8]>,
    /// Committed transactions behind a frame that is not what was written.
    commits_behind_damage: usize,
}

impl<'a> Image<'a> {
    pub(super) fn new(file: &'a [u8], wal: &'a [u8]) -> Self {
        let log = Log::read(wal);
        let told = two(file, 16).map(|size| if size == 1 { 65536 } else { usize::from(size) });
        let plausible = |size: &usize| size.is_power_of_two() && (512..=65536).contains(size);
        let page_size = log
            .as_ref()
            .map(|log| log.page_size)
            .or(told.filter(plausible))
            .unwrap_or(USUAL_PAGE);
        // Lull never reserves bytes; a larger number is damage
        let reserved = file.get(20).map_or(0, |byte| usize::from(*byte));
        Self {
            file,
            newer: log.map(|log| log.pages).unwrap_or_default(),
            page_size,
            reserved: if reserved <= 32 { reserved } else { 0 },
        }
    }

    /// A page by its number, from 1; the last one of a file cut off may be missing.
    pub(super) fn page(&self, number: u32) -> Option<&'a [u8]> {
        if let Some(page) = self.newer.get(&number) {
            return Some(page);
        }
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let start = index.checked_mul(self.page_size)?;
        self.file.get(start..start.checked_add(self.page_size)?)
    }

    pub(super) fn page_numbers(&self) -> impl Iterator<Item = u32> + use<> {
        let of_file = u32::try_from(self.file.len() / self.page_size).unwrap_or(u32::MAX - 1);
        let of_log = self.newer.keys().next_back().copied().unwrap_or(0);
        1..=of_file.max(of_log)
    }

    /// Bytes of a page that rows may use.
    pub(super) fn usable(&self) -> usize {
        self.page_size - self.reserved
    }

    /// The schema's number as the first page tells it.
    pub(super) fn schema(&self) -> Option<i64> {
        let first = self.page(1)?;
        four(first, 60).map(i64::from)
    }

    /// Whether the first page says that this is a database at all.
    pub(super) fn is_database(&self) -> bool {
        self.page(1).is_some_and(|first| first.starts_with(MAGIC))
    }
}

impl<'a> Log<'a> {
    /// `None` when it is no log.
    pub(super) fn read(wal: &'a [u8]) -> Option<Self> {
        let magic = four(wal, 0)?;
        if magic & 0xffff_fffe != 0x377f_0682 {
            return None;
        }
        let big_endian = magic & 1 == 1;
        let page_size = usize::try_from(four(wal, 8)?).ok()?;
        if !(page_size.is_power_of_two() && (512..=65536).contains(&page_size)) {
            return None;
        }
        let salts = wal.get(16..24)?;
        let mut sum = checksum(wal.get(..24)?, (0, 0), big_endian);
        let mut log = Self {
            page_size,
            pages: BTreeMap::new(),
            commits_behind_damage: 0,
        };
        let mut sound = true;
        let mut pending = BTreeMap::new();
        let frames = wal
            .get(WAL_HEADER..)?
            .chunks_exact(FRAME_HEADER + page_size);
        for frame in frames {
            let (header, page) = frame.split_at(FRAME_HEADER);
            if header.get(8..16) != Some(salts) {
                // of an earlier round, or with its own salts damaged: whatever matches behind it tells which
                sound = false;
                continue;
            }
            if sound {
                sum = checksum(header.get(..8)?, sum, big_endian);
                sum = checksum(page, sum, big_endian);
                sound = (four(header, 16)?, four(header, 20)?) == sum;
                if !sound {
                    continue;
                }
            }
            if let Some(number @ 1..) = four(header, 0) {
                pending.insert(number, page);
            }
            if four(header, 4)? != 0 {
                log.pages.append(&mut pending);
                log.commits_behind_damage += usize::from(!sound);
            }
        }
        Some(log)
    }

    /// Whether acknowledged writes lie behind a damaged frame, where SQLite would leave them out in silence. One commit
    /// behind such a frame may be the write that a power cut tore, which nobody was told of.
    pub(super) fn hides_writes(&self) -> bool {
        self.commits_behind_damage > 1
    }
}

/// The log's running sum, as the file format defines it.
fn checksum(bytes: &[u8], (mut first, mut second): (u32, u32), big_endian: bool) -> (u32, u32) {
    for pair in bytes.chunks_exact(8) {
        let word = |at: usize| {
            let word = four(pair, at).unwrap_or(0);
            if big_endian { word } else { word.swap_bytes() }
        };
        first = first.wrapping_add(word(0)).wrapping_add(second);
        second = second.wrapping_add(word(4)).wrapping_add(first);
    }
    (first, second)
}

pub(super) fn two(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

pub(super) fn four(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}
