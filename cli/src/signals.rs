//! What counts as "leave now": Ctrl-C, and on Unix also being asked to end or losing the terminal.

use std::io;

/// Listens from the moment it is made; from then on Ctrl-C no longer ends the process by itself.
#[derive(Debug)]
pub(crate) struct LeaveRequests {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 3],
}

impl LeaveRequests {
    /// Needs to run inside a tokio runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                signals: [
                    signal(SignalKind::interrupt())?,
                    signal(SignalKind::terminate())?,
                    signal(SignalKind::hangup())?,
                ],
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Returns at the next request. Dropping the future loses nothing.
    pub(crate) async fn next(&mut self) {
        #[cfg(unix)]
        {
            let [interrupt, terminate, hangup] = &mut self.signals;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
