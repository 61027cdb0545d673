//! Storage: SQLite.

use thiserror::Error;

/// Why the diary could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder or file cannot be used; names it and says why.
    #[error("cannot use {path}: {why}")]
    Unusable { path: String, why: String },
    /// Written by a newer Lull; untouched.
    #[error(
        "the diary was written by a newer Lull (schema {found}, this one knows {known}); update Lull"
    )]
    NewerSchema { found: i64, known: i64 },
    #[error("no space left on the device")]
    Full,
    #[error("the folder or file is read-only")]
    ReadOnly,
    /// Another program held the diary for too long.
    #[error("the diary is busy")]
    Busy,
    /// The file is damaged or not a diary.
    #[error("the diary file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("storage failed: {detail}")]
    Other { detail: String },
}
