//! What a person or a test can do with a massager in another process besides using it: look, break, press its button.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::net::UnixStream;

use super::SocketError;
use super::wire::{Ask, Lines, Tell, send};
use crate::driver::radio::sim::fault::SimFault;
use crate::driver::radio::sim::in_process::Inspection;

const PATIENCE: Duration = Duration::from_secs(5);

/// A massager in another process. Every call is a conversation of its own and does not disturb a connected phone.
#[derive(Clone, Debug)]
pub struct RemoteMassager {
    path: PathBuf,
}

impl RemoteMassager {
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// # Errors
    /// [`SocketError`] when nobody answers there.
    pub async fn inspect(&self) -> Result<Inspection, SocketError> {
        let told = self.ask(&Ask::Inspect).await?;
        if let Tell::Inspection { inspection } = told {
            return Ok(inspection);
        }
        Err(self.confused(&told))
    }

    /// Makes something go wrong `delay` from now, on the massager's clock.
    ///
    /// # Errors
    /// [`SocketError`] when nobody answers there.
    pub async fn inject(&self, fault: SimFault, delay: Duration) -> Result<(), SocketError> {
        let after_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        self.done(&Ask::Inject { fault, after_ms }).await
    }

    /// # Errors
    /// [`SocketError`] when nobody answers there.
    pub async fn heal(&self) -> Result<(), SocketError> {
        self.done(&Ask::Heal).await
    }

    /// # Errors
    /// [`SocketError`] when nobody answers there.
    pub async fn press_stop_button(&self) -> Result<(), SocketError> {
        self.done(&Ask::PressStopButton).await
    }

    async fn done(&self, ask: &Ask) -> Result<(), SocketError> {
        let told = self.ask(ask).await?;
        if told == Tell::Done {
            return Ok(());
        }
        Err(self.confused(&told))
    }

    async fn ask(&self, ask: &Ask) -> Result<Tell, SocketError> {
        let conversation = async {
            let stream = UnixStream::connect(&self.path).await?;
            let (reader, mut writer) = stream.into_split();
            send(&mut writer, ask).await?;
            Lines::new(reader)
                .next()
                .await
                .ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
        };
        tokio::time::timeout(PATIENCE, conversation)
            .await
            .map_err(std::io::Error::from)
            .flatten()
            .map_err(|error| SocketError::from_io(&self.path, error))
    }

    fn confused(&self, told: &Tell) -> SocketError {
        SocketError::Io {
            path: self.path.clone(),
            source: std::io::Error::other(format!("unexpected message: {told:?}")),
        }
    }
}
