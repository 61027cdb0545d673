//! The archive of a backup: the diary's database and a manifest with its checksum.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{BackupKind, LONGEST_BYTES, Manifest, unreadable};
use crate::driver::store::StoreError;
use crate::driver::store::open::DATABASE_FILE;
use crate::invalid::Invalid;

const MANIFEST_FILE: &str = "manifest.json";
const EXPECTED: &str = "a backup made by Lull";
const WHOLE: &str = "a backup that is whole";

pub(super) fn manifest(
    diary: &[u8],
    rows: BTreeMap<String, u32>,
    kind: BackupKind,
    schema: i64,
    made: Timestamp,
) -> Manifest {
    Manifest {
        format: Manifest::FORMAT.to_owned(),
        version: Manifest::VERSION,
        kind,
        made,
        lull: env!("CARGO_PKG_VERSION").to_owned(),
        schema,
        bytes: u64::try_from(diary.len()).unwrap_or(u64::MAX),
        sha256: sha256(diary),
        rows,
    }
}

pub(super) fn pack(diary: &[u8], manifest: &Manifest) -> Result<Vec<u8>, StoreError> {
    let failed = |detail: String| StoreError::Other { detail };
    let told = serde_json::to_vec_pretty(manifest).map_err(|error| failed(error.to_string()))?;
    let written = || -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(MANIFEST_FILE, options)?;
        archive.write_all(&told)?;
        archive.start_file(DATABASE_FILE, options)?;
        archive.write_all(diary)?;
        Ok(archive.finish()?.into_inner())
    };
    written().map_err(|error| failed(error.to_string()))
}

/// The manifest alone, unchecked but for its form.
pub(super) fn manifest_of(bytes: &[u8]) -> Result<Manifest, Invalid> {
    let mut archive = open(bytes)?;
    let told = entry(&mut archive, MANIFEST_FILE)?;
    let manifest: Manifest =
        serde_json::from_slice(&told).map_err(|error| unreadable(EXPECTED, error))?;
    if manifest.format != Manifest::FORMAT {
        return Err(unreadable(EXPECTED, manifest.format));
    }
    if manifest.version > Manifest::VERSION {
        let got = format!("one of version {}; update Lull", manifest.version);
        return Err(unreadable(EXPECTED, got));
    }
    Ok(manifest)
}

/// The manifest and the diary, which has the length and checksum the manifest tells.
pub(super) fn unpack(bytes: &[u8]) -> Result<(Manifest, Vec<u8>), Invalid> {
    let manifest = manifest_of(bytes)?;
    let diary = entry(&mut open(bytes)?, DATABASE_FILE)?;
    if sha256(&diary) != manifest.sha256 {
        return Err(unreadable(WHOLE, "one with another checksum"));
    }
    Ok((manifest, diary))
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Invalid> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(EXPECTED, error))
}

fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Invalid> {
    let file = archive
        .by_name(name)
        .map_err(|error| unreadable(EXPECTED, error))?;
    let mut bytes = Vec::new();
    file.take(LONGEST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(WHOLE, error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST_BYTES {
        return Err(unreadable(WHOLE, "one larger than any diary"));
    }
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
