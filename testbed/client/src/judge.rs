//! The judge on trial: sessions that must be found to differ.
//!
//! Each is a whole session over the real radio with something bad in it that no row of the matrix has: a firmware or a
//! motor that breaks its word, or a phone that says "stopped" before the motor stands still.

use anyhow::{Context, Result};
use jiff::SignedDuration;
use lull_core::session::Stopped;
use serde_json::{Value, json};

use crate::cell::{Numbers, Played, wrong};
use crate::crash::session;
use crate::device::Device;
use crate::fault::{Fault, Turned};
use crate::rows;

/// What is bad about a session.
#[derive(Clone, Copy, Debug)]
enum Bad {
    /// The massager keeps on after its own timers.
    Timers,
    /// The massager answers every order and its motor goes on.
    StuckMotor,
    /// The massager answers every order and its motor never turns.
    JammedMotor,
    /// The phone says at once that the motor was seen to stand still.
    Haste,
    /// The phone says nothing of a session that ran.
    Denial,
    /// The session is over before its fault comes.
    NoFault,
}

impl Bad {
    const ALL: [Self; 6] = [
        Self::Timers,
        Self::StuckMotor,
        Self::JammedMotor,
        Self::Haste,
        Self::Denial,
        Self::NoFault,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Timers => "a_massager_that_ignores_its_timers_differs",
            Self::StuckMotor => "a_motor_that_goes_on_after_an_acknowledged_stop_differs",
            Self::JammedMotor => "a_motor_that_never_turned_differs",
            Self::Haste => "a_phone_that_says_stopped_too_early_differs",
            Self::Denial => "a_phone_that_says_it_never_ran_differs",
            Self::NoFault => "a_session_that_ended_before_its_fault_differs",
        }
    }

    /// Of the matrix.
    fn row(self) -> &'static str {
        match self {
            Self::Timers => "drop-ever",
            Self::NoFault => "silent",
            Self::StuckMotor | Self::JammedMotor | Self::Haste | Self::Denial => "none",
        }
    }

    /// What the massager is made with.
    fn options(self) -> Value {
        match self {
            Self::Timers => json!({"ignores_its_timers": true}),
            Self::StuckMotor => json!({"motor": "stuck"}),
            Self::JammedMotor => json!({"motor": "jammed"}),
            // it refuses the start
            Self::NoFault => json!({"refuse": 0x82}),
            Self::Haste | Self::Denial => json!({}),
        }
    }

    /// Bends what the person was told.
    fn bend(self, played: &mut Played) -> Result<()> {
        let (end, outcome) = played.told.end.as_mut().context("it ended")?;
        match self {
            Self::Haste => {
                *end = played.origin + SignedDuration::from_secs(15);
                outcome.stopped = Stopped::Observed;
            }
            Self::Denial => outcome.stopped = Stopped::NeverRan,
            Self::Timers | Self::StuckMotor | Self::JammedMotor | Self::NoFault => {}
        }
        Ok(())
    }

    /// Words of the verdict that finds it out.
    fn found_by(self) -> &'static str {
        match self {
            Self::Timers => "that it is off by",
            Self::StuckMotor | Self::Haste => "and the motor was on",
            Self::JammedMotor => "the motor never turned",
            Self::Denial => "told that it never ran",
            Self::NoFault => "before anything could go wrong",
        }
    }
}

/// Every case; true when each is found out for its own reason.
pub(crate) async fn run() -> Result<bool> {
    let mut numbers = Numbers::default();
    let (mut passed, mut failed) = (0, 0);
    for bad in Bad::ALL {
        let mut played =
            session(&row(bad)?, Device::Omp, &bad.options(), None, &mut numbers).await?;
        bad.bend(&mut played)?;
        let found = wrong(&played, Turned::Surely);
        if found.iter().any(|line| line.contains(bad.found_by())) {
            println!("test judge::{} ... ok", bad.name());
            passed += 1;
        } else {
            println!(
                "test judge::{} ... FAILED\n    found only {found:?}",
                bad.name()
            );
            println!("{}", played.transcript);
            failed += 1;
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
    Ok(failed == 0)
}

fn row(bad: Bad) -> Result<Fault> {
    let mut rows = rows::all().into_iter();
    rows.find(|row| row.key == bad.row())
        .with_context(|| format!("no row is called {}", bad.row()))
}
