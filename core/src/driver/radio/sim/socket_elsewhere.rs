//! The massager behind a Unix socket, where there are none: every use says so.

use core::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use thiserror::Error;

use super::fault::SimFault;
use super::in_process::{Inspection, SimulatedMassager};
use crate::device::link::LinkFault;
use crate::driver::radio::{Address, Connection, Radio, Sink};

#[derive(Debug, Error)]
pub enum SocketError {
    #[error("a massager in another process is not available on this system; use the one inside")]
    NotAvailableHere,
}

/// Cannot exist here.
#[derive(Debug)]
pub struct MassagerSocket(Infallible);

impl MassagerSocket {
    /// # Errors
    /// [`SocketError::NotAvailableHere`], always.
    pub fn bind(_: &Path, _: SimulatedMassager) -> Result<Self, SocketError> {
        Err(SocketError::NotAvailableHere)
    }

    /// # Errors
    /// None: it cannot be called.
    #[allow(clippy::unused_async, reason = "the same face as on Unix")]
    pub async fn serve(&self) -> Result<(), SocketError> {
        match self.0 {}
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        match self.0 {}
    }
}

/// Answers every call with [`SocketError::NotAvailableHere`].
#[derive(Clone, Debug)]
pub struct RemoteMassager(PathBuf);

#[allow(clippy::unused_async, reason = "the same face as on Unix")]
#[allow(clippy::missing_errors_doc, reason = "every call answers the same")]
impl RemoteMassager {
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub async fn inspect(&self) -> Result<Inspection, SocketError> {
        Err(SocketError::NotAvailableHere)
    }

    pub async fn inject(&self, _: SimFault, _: Duration) -> Result<(), SocketError> {
        Err(SocketError::NotAvailableHere)
    }

    pub async fn heal(&self) -> Result<(), SocketError> {
        Err(SocketError::NotAvailableHere)
    }

    pub async fn press_stop_button(&self) -> Result<(), SocketError> {
        Err(SocketError::NotAvailableHere)
    }
}

/// A radio that reaches nothing here.
#[derive(Clone, Debug)]
pub struct SocketRadio(Address);

impl SocketRadio {
    #[must_use]
    pub fn at(socket: &str) -> Self {
        Self(Address(socket.into()))
    }

    #[must_use]
    pub fn with_operation_patience(self, _: Duration) -> Self {
        self
    }

    #[must_use]
    pub fn address(&self) -> Address {
        self.0.clone()
    }
}

#[async_trait]
impl Radio for SocketRadio {
    async fn watch(&self, _: Duration, _: &mut Sink<'_>) -> Result<(), LinkFault> {
        Ok(())
    }

    async fn forget(&self, _: &Address) -> Result<(), LinkFault> {
        Ok(())
    }

    async fn connect(&self, _: &Address, _: Duration) -> Result<Box<dyn Connection>, LinkFault> {
        Err(LinkFault::NotFound)
    }
}
