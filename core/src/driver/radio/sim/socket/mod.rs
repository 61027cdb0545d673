//! The simulated massager behind a Unix socket, so that killing the app does not kill the device.
//!
//! Both ends send lines of JSON, one message each, at most [`LINE_BYTES_MAX`] bytes; values are hexadecimal. A client
//! asks (`{"ask":"connect"}`), the massager tells (`{"tell":"connected"}`). Any message the other end cannot read ends
//! the connection, and the massager takes every end of a connection, be it the client's death, for a lost link.
//!
//! | ask | tell | |
//! |---|---|---|
//! | `look` | `seen` with `advertisement`, `away` | a scan; does not occupy the massager |
//! | `connect` with `bond` or without | `connected`, `busy`, `away`, `bond_lost` | after `connected` only the next five rows apply |
//! | `bond` with `number` | `answer` (the new bond) or `refused` | |
//! | `read`, `write`, `subscribe` with `number`, `channel` | `answer` or `refused` with that `number` | one at a time |
//! | | `value` with `channel`, `bytes` | a notification or indication |
//! | | `dropped` | the massager cut the link; nothing follows |
//! | `disconnect` | closes | |
//! | `inspect` | `inspection` | for people and tests, as are the rows below |
//! | `inject` with `fault`, `after_ms` | `done` | |
//! | `heal`, `press_stop_button` | `done` | |

mod client;
mod remote;
mod server;
mod wire;

use std::path::PathBuf;

use thiserror::Error;

pub use client::SocketRadio;
pub use remote::RemoteMassager;
pub use server::MassagerSocket;
pub use wire::LINE_BYTES_MAX;

/// Why a massager could not be put behind a path, or not be spoken to there.
#[derive(Debug, Error)]
pub enum SocketError {
    #[error("the folder {folder} does not exist")]
    NoFolder { folder: PathBuf },
    /// Something else is there; it was left alone.
    #[error("{path} exists and is not a socket")]
    NotASocket { path: PathBuf },
    #[error("another massager is already at {path}")]
    InUse { path: PathBuf },
    #[error("{path} is too long for a socket; choose a shorter path")]
    TooLong { path: PathBuf },
    #[error("no permission for {path}")]
    Denied { path: PathBuf },
    /// No massager runs behind this path.
    #[error("no massager is at {path}")]
    NobodyThere { path: PathBuf },
    #[error("{path}: {source}")]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
}

impl SocketError {
    fn from_io(path: &std::path::Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        // only these kinds say what the person can do about it
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "the standard library's list is open"
        )]
        match source.kind() {
            ErrorKind::PermissionDenied => Self::Denied { path },
            ErrorKind::InvalidInput => Self::TooLong { path },
            ErrorKind::AddrInUse => Self::InUse { path },
            ErrorKind::ConnectionRefused => Self::NobodyThere { path },
            ErrorKind::NotFound => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
                    Self::NoFolder {
                        folder: folder.to_owned(),
                    }
                }
                _ => Self::NobodyThere { path },
            },
            _ => Self::Io { path, source },
        }
    }
}
