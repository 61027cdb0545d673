//! What a whole evening massage costs the processor: session, driver, link, journal and a screen that takes every update,
//! with the simulated massager in the same process and paid for by it. The clock runs faster than the world; the work is the
//! same. Linux only, where the kernel tells a process what it used.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement runs a runtime of its own, may fail loudly and says its figures"
)]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::app::{App, SessionRequest};
use lull_core::device::DeviceChoice;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::SimulatedMassager;
use lull_core::driver::runtime::SessionRun;
use lull_core::session::safety::SafetyCheck;
use lull_core::session::{ProgramKind, SessionId};
use lull_core::settings::Settings;
use lull_core::time::Now;

/// How much faster than the world; the runtime still ticks as often as in a real session.
const SPEED: u32 = 20;

fn main() {
    let folder = std::env::temp_dir().join(format!("lull-session-cost-{}", std::process::id()));
    let now = Now::new(
        Timestamp::from_second(1_795_293_000).expect("an evening in 2026"),
        TimeZone::UTC,
        Duration::from_secs(50),
    );
    let app = App::open(&folder).expect("the diary opens");
    let safety = Some(SafetyCheck {
        answered_at: now.at,
        conditions: [].into(),
        doctor_agreed: false,
        rehearsal: true,
    });
    app.save_settings(&Settings {
        safety,
        device: DeviceChoice::Simulated,
        ..Settings::default()
    })
    .expect("settings are kept");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let before = processor_seconds();
    let (updates, outcome) = runtime.block_on(async {
        let clock = Clock::starting_at(now, SPEED);
        let massager = SimulatedMassager::new(clock.clone());
        let radio = Arc::new(massager.radio());
        let request = SessionRequest::new(ProgramKind::Evening, SessionId(7));
        let (run, port) =
            SessionRun::prepare(&app, request, radio, SimulatedMassager::address(), clock)
                .expect("may start");
        let follow = async {
            let mut updates = 0_u32;
            while port.next_update().await.is_some() {
                updates += 1;
            }
            updates
        };
        let (outcome, updates) = tokio::join!(run.run(), follow);
        (updates, outcome)
    });
    let used = processor_seconds() - before;
    println!("{outcome:?}");
    println!("{updates} updates, {used:.2} s of processor for one evening massage");
    let _ = fs::remove_dir_all(folder);
}

/// User and system time of this process so far, from the kernel's hundredths of a second.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().expect("a name in brackets");
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<f64>().expect("ticks");
    (ticks(11) + ticks(12)) / 100.0
}
