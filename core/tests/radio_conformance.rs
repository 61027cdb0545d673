//! The suite of [`conformance`] against both simulated radios.
//!
//! The massager behind each radio is the simulated one; its clock runs with paused time in process, and fast behind
//! the socket, where two processes' worth of real input and output take part.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![cfg(unix)]

mod conformance;

use std::sync::Arc;
use std::time::Duration;

use conformance::{Bench, Hands, PATIENCE, for_each_promise, for_each_promise_of_a_simulation};
use jiff::tz::TimeZone;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::Address;
use lull_core::driver::radio::sim::{
    MassagerSocket, OPERATION_PATIENCE, SimFault, SimulatedMassager, SocketRadio,
};
use lull_core::time::Now;
use tokio::task::JoinHandle;

impl Hands for SimulatedMassager {
    fn inject(&self, fault: SimFault) {
        SimulatedMassager::inject(self, fault);
    }

    fn inject_after(&self, delay: Duration, fault: SimFault) {
        SimulatedMassager::inject_after(self, delay, fault);
    }

    fn heal(&self) {
        SimulatedMassager::heal(self);
    }

    fn clock(&self) -> &Clock {
        SimulatedMassager::clock(self)
    }
}

/// A bench, its massager, and what keeps it alive.
struct Rig {
    bench: Bench,
    massager: SimulatedMassager,
    _served: Option<(JoinHandle<()>, tempfile::TempDir)>,
}

impl Rig {
    fn in_process() -> Self {
        let massager = SimulatedMassager::new(clock(1));
        let radio = Arc::new(massager.radio());
        let bench = Bench {
            impatient: radio.clone(),
            radio,
            operation_patience: OPERATION_PATIENCE,
            address: SimulatedMassager::address(),
            nowhere: Address("elsewhere".into()),
            massager: Box::new(massager.clone()),
        };
        Self {
            bench,
            massager,
            _served: None,
        }
    }

    fn socket() -> Self {
        let massager = SimulatedMassager::new(clock(50));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("massager");
        let socket = MassagerSocket::bind(&path, massager.clone()).expect("a free path");
        let server = tokio::spawn(async move {
            socket.serve().await.expect("a socket of our own");
        });
        let text = |path: &std::path::Path| path.to_str().expect("UTF-8").to_owned();
        let radio = SocketRadio::at(&text(&path)).with_operation_patience(PATIENCE);
        let soon = Duration::from_millis(100);
        let bench = Bench {
            address: radio.address(),
            impatient: Arc::new(radio.clone().with_operation_patience(soon)),
            radio: Arc::new(radio),
            operation_patience: OPERATION_PATIENCE,
            nowhere: Address(text(&folder.path().join("nobody"))),
            massager: Box::new(massager.clone()),
        };
        Self {
            bench,
            massager,
            _served: Some((server, folder)),
        }
    }
}

fn clock(speed: u32) -> Clock {
    let at = "2026-11-21T20:00:00Z".parse().expect("a timestamp");
    Clock::starting_at(Now::new(at, TimeZone::UTC, Duration::ZERO), speed)
}

/// Runs promises against both radios. A test that hangs fails and shows what the massager went through.
macro_rules! against_both_radios {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            use super::*;

            #[tokio::test(start_paused = true)]
            async fn in_process() {
                let longest = Duration::from_secs(36_000);
                held(Rig::in_process(), longest, conformance::$name).await;
            }

            #[tokio::test]
            async fn over_a_socket() {
                let longest = Duration::from_secs(60);
                held(Rig::socket(), longest, conformance::$name).await;
            }
        })*
    };
}

async fn held<F: Future<Output = ()>>(rig: Rig, longest: Duration, promise: fn(Bench) -> F) {
    let Rig {
        bench,
        massager,
        _served,
    } = rig;
    let ended = tokio::time::timeout(longest, promise(bench)).await;
    assert!(ended.is_ok(), "hangs after:\n{}", massager.transcript());
}

for_each_promise!(against_both_radios);
for_each_promise_of_a_simulation!(against_both_radios);
