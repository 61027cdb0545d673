//! The massager's end of the socket.

use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener as StdListener, UnixStream as StdStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

use super::SocketError;
use super::wire::{Ask, Hex, Lines, Tell, send};
use crate::driver::radio::sim::gatt::GattRequest;
use crate::driver::radio::sim::in_process::SimulatedMassager;
use crate::driver::radio::sim::peripheral::{LinkId, Outgoing, Unreachable};

/// A client that does not read for so long is as good as gone.
const SEND_PATIENCE: Duration = Duration::from_secs(5);

/// How long to wait when the system has no room for one more connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// A massager behind a socket, open from [`MassagerSocket::bind`] on and served by [`MassagerSocket::serve`]. Dropping
/// it removes the socket's file.
#[derive(Debug)]
pub struct MassagerSocket {
    massager: SimulatedMassager,
    listener: StdListener,
    path: PathBuf,
    /// Device and inode of the socket's file, so that only the own one is ever removed.
    identity: (u64, u64),
}

impl MassagerSocket {
    /// Opens the socket for the person's own use only. What a dead massager left there is replaced.
    ///
    /// # Errors
    /// [`SocketError`]; whatever is at `path` was then left alone.
    pub fn bind(path: &Path, massager: SimulatedMassager) -> Result<Self, SocketError> {
        remove_stale(path)?;
        let open = || {
            let listener = StdListener::bind(path)?;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
            listener.set_nonblocking(true)?;
            Ok((listener, identity(path)?))
        };
        let (listener, identity) = open().map_err(|error| SocketError::from_io(path, error))?;
        Ok(Self {
            massager,
            listener,
            path: path.to_owned(),
            identity,
        })
    }

    /// Serves clients until dropped, which for every client is a lost link.
    ///
    /// # Errors
    /// [`SocketError::Io`] when the system takes the socket away.
    pub async fn serve(&self) -> Result<(), SocketError> {
        let listener = self
            .listener
            .try_clone()
            .and_then(UnixListener::from_std)
            .map_err(|error| SocketError::from_io(&self.path, error))?;
        let mut clients = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        clients.spawn(serve_client(self.massager.clone(), stream));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a client of the simulated massager was not accepted");
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                    }
                },
                Some(_) = clients.join_next() => {}
            }
        }
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for MassagerSocket {
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|found| found == self.identity) {
            // nothing can be done about a failure, and the next start replaces the file
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Removes a socket nobody listens to.
fn remove_stale(path: &Path) -> Result<(), SocketError> {
    let found = match std::fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(SocketError::from_io(path, error)),
    };
    if !found.file_type().is_socket() {
        return Err(SocketError::NotASocket {
            path: path.to_owned(),
        });
    }
    match StdStream::connect(path) {
        Ok(_) => Err(SocketError::InUse {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            std::fs::remove_file(path).map_err(|error| SocketError::from_io(path, error))
        }
        Err(error) => Err(SocketError::from_io(path, error)),
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    std::fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()))
}

/// Serves one client to its end.
async fn serve_client(massager: SimulatedMassager, stream: UnixStream) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = Lines::new(reader);
    while let Some(ask) = lines.next().await {
        let told = match ask {
            Ask::Connect { bond } => match massager.connect(bond) {
                Ok(link) => {
                    let link = ServedLink { massager, link };
                    return serve_link(&link, lines, writer).await;
                }
                Err(Unreachable::Away) => Tell::Away,
                Err(Unreachable::Busy) => Tell::Busy,
                Err(Unreachable::BondLost) => Tell::BondLost,
            },
            Ask::Look => match massager.advertisement() {
                Some(advertisement) => Tell::Seen { advertisement },
                None => Tell::Away,
            },
            Ask::Inspect => Tell::Inspection {
                inspection: massager.inspect(),
            },
            Ask::Inject { fault, after_ms } => {
                massager.inject_after(Duration::from_millis(after_ms), fault);
                Tell::Done
            }
            Ask::Heal => {
                massager.heal();
                Tell::Done
            }
            Ask::PressStopButton => {
                massager.press_stop_button();
                Tell::Done
            }
            Ask::Bond { .. }
            | Ask::Read { .. }
            | Ask::Write { .. }
            | Ask::Subscribe { .. }
            | Ask::Disconnect => return,
        };
        if tell(&mut writer, &told).await.is_err() {
            return;
        }
    }
}

/// A link that ends however its service ends: client gone, server stopped, task cancelled.
struct ServedLink {
    massager: SimulatedMassager,
    link: LinkId,
}

impl Drop for ServedLink {
    fn drop(&mut self) {
        self.massager.forget(self.link);
    }
}

async fn serve_link(
    ServedLink { massager, link }: &ServedLink,
    mut lines: Lines<OwnedReadHalf>,
    mut writer: OwnedWriteHalf,
) {
    if tell(&mut writer, &Tell::Connected).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            asked = lines.next() => match asked.and_then(as_request) {
                Some((number, request)) => massager.request(*link, number, request),
                None => return,
            },
            out = massager.next_out(*link, |_| true) => {
                let last = out == Outgoing::Dropped;
                if tell(&mut writer, &as_tell(out)).await.is_err() || last {
                    return;
                }
            }
        }
    }
}

fn as_request(ask: Ask) -> Option<(u64, GattRequest)> {
    match ask {
        Ask::Bond { number } => Some((number, GattRequest::Bond)),
        Ask::Read { number, channel } => Some((number, GattRequest::Read(channel))),
        Ask::Subscribe { number, channel } => Some((number, GattRequest::Subscribe(channel))),
        Ask::Write {
            number,
            channel,
            bytes: Hex(bytes),
            mode,
        } => {
            let write = GattRequest::Write {
                channel,
                bytes,
                mode,
            };
            Some((number, write))
        }
        Ask::Look
        | Ask::Connect { .. }
        | Ask::Disconnect
        | Ask::Inspect
        | Ask::Inject { .. }
        | Ask::Heal
        | Ask::PressStopButton => None,
    }
}

fn as_tell(out: Outgoing) -> Tell {
    match out {
        Outgoing::Answer {
            number,
            result: Ok(bytes),
        } => Tell::Answer {
            number,
            bytes: Hex(bytes),
        },
        Outgoing::Answer {
            number,
            result: Err(error),
        } => Tell::Refused { number, error },
        Outgoing::Value { channel, bytes } => Tell::Value {
            channel,
            bytes: Hex(bytes),
        },
        Outgoing::Dropped => Tell::Dropped,
    }
}

async fn tell(writer: &mut OwnedWriteHalf, told: &Tell) -> io::Result<()> {
    tokio::time::timeout(SEND_PATIENCE, send(writer, told)).await?
}
