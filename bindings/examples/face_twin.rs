//! The same calls as `cargo xtask bench face` makes from Kotlin, made in Rust: `face_twin FOLDER ZONED ROUNDS` prints the
//! median nanoseconds of a wake and of an overview over the diary in FOLDER at that moment.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures, and tells the figures"
)]

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Zoned;
use lull_core::app::App;
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::time::Now;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, moment, rounds] = arguments.as_slice() else {
        return Err("face_twin FOLDER ZONED ROUNDS".into());
    };
    let moment: Zoned = moment.parse()?;
    let since_boot = Duration::from_secs(86_400);
    let now = Now::new(moment.timestamp(), moment.time_zone().clone(), since_boot);
    let rounds: usize = rounds.parse()?;
    let app = App::open(Path::new(folder))?;
    let allowed = Capabilities {
        slots: 500,
        ..Capabilities::default()
    };
    let wake = median(rounds, || {
        app.wake(WakeReason::Launch, &now, &allowed).map(drop)
    })?;
    let overview = median(rounds, || app.overview(&now).map(drop))?;
    println!("{wake} {overview}");
    Ok(())
}

fn median<E>(rounds: usize, mut call: impl FnMut() -> Result<(), E>) -> Result<u128, E> {
    let mut taken = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let began = Instant::now();
        black_box(call()?);
        taken.push(began.elapsed().as_nanos());
    }
    taken.sort_unstable();
    Ok(taken.get(rounds / 2).copied().unwrap_or_default())
}
