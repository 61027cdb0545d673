//! What became of a session that was cut off, for a kill at every point of its journal.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod diaries;

use std::time::Duration;

use diaries::{DEVICE_MINUTES, journal, minutes_after, now, this_evening};
use lull_core::device::{FAIL_SAFE_GRACE, FailSafe};
use lull_core::session::Stopped;
use lull_core::session::journal::{Record, What, active_time, what_became_of};
use proptest::prelude::*;

const LINK_LOSS: FailSafe = FailSafe::DeviceTimerAndLinkLoss {
    after: Duration::from_secs(10),
};

fn cut(records: &[Record], lines: usize) -> &[Record] {
    records.get(..lines).expect("that long")
}

#[test]
fn a_kill_at_every_line_is_told_apart() {
    let morning = now("2026-11-22T07:00");
    let written = journal(7, &this_evening(), FailSafe::DeviceTimer);
    let stopped: Vec<Option<Stopped>> = (0..=written.records.len())
        .map(|lines| what_became_of(cut(&written.records, lines), &morning))
        .map(|fate| fate.map(|cut_off| cut_off.stopped))
        .collect();
    let ran = Some(Stopped::ByFailSafe);
    let never = Some(Stopped::NeverRan);
    assert_eq!(
        stopped,
        [None, never, never, ran, ran, ran, ran, ran, ran, None]
    );
}

#[test]
fn a_device_with_a_timer_is_still_by_its_latest_end() {
    let start = this_evening();
    let written = journal(7, &start, FailSafe::DeviceTimer);
    for minutes in [3, 60] {
        let mut later = start.clone();
        later.at = minutes_after(start.at, minutes);
        let fate = what_became_of(cut(&written.records, 4), &later).expect("was cut off");
        let latest_end = minutes_after(start.at, DEVICE_MINUTES);
        assert_eq!(fate.stops_by, Some(latest_end), "{minutes} minutes later");
        assert_eq!(fate.ended, latest_end);
        assert_eq!(fate.active, Duration::from_secs(34 * 60));
    }
}

#[test]
fn a_device_that_misses_the_link_is_still_soon_after() {
    let start = this_evening();
    let written = journal(7, &start, LINK_LOSS);
    let mut later = start.clone();
    later.at = minutes_after(start.at, 7);
    let fate = what_became_of(cut(&written.records, 5), &later).expect("was cut off");
    let after = Duration::from_secs(10) + FAIL_SAFE_GRACE;
    let expected = later.at.checked_add(after).expect("in range");
    assert_eq!(fate.stops_by, Some(expected));
    assert_eq!(fate.active, Duration::from_secs(6 * 60) + after);
}

#[test]
fn a_device_nothing_stops_or_that_never_told_is_not_called_stopped() {
    let morning = now("2026-11-22T07:00");
    let unsafe_device = journal(7, &this_evening(), FailSafe::None);
    let mut silent = journal(7, &this_evening(), FailSafe::DeviceTimer);
    silent
        .records
        .retain(|record| !matches!(record.what, What::FailSafe { .. }));
    for records in [cut(&unsafe_device.records, 4), cut(&silent.records, 3)] {
        let fate = what_became_of(records, &morning).expect("was cut off");
        assert_eq!(fate.stopped, Stopped::Unknown);
        assert_eq!(fate.stops_by, None);
        assert_eq!(fate.ended, morning.at);
    }
}

#[test]
fn pauses_do_not_count_as_massage() {
    let start = this_evening();
    let written = journal(7, &start, FailSafe::DeviceTimer);
    let end = minutes_after(start.at, 26);
    assert_eq!(
        active_time(&written.records, end),
        Duration::from_secs(20 * 60)
    );
    // cut off in the pause
    let fate = what_became_of(cut(&written.records, 6), &now("2026-11-22T07:00"));
    assert_eq!(
        fate.expect("was cut off").active,
        Duration::from_secs(9 * 60)
    );
}

proptest! {
    /// The person may set the clock in any direction while a session runs.
    #[test]
    fn no_clock_makes_a_session_longer_than_its_latest_end(
        lines in 1_usize..9,
        jumps in proptest::collection::vec(-100_000_i64..100_000, 9),
        wake in -100_000_i64..100_000,
        fail_safe in prop_oneof![Just(FailSafe::None), Just(FailSafe::DeviceTimer), Just(LINK_LOSS)],
    ) {
        let start = this_evening();
        let mut written = journal(7, &start, fail_safe);
        for (record, jump) in written.records.iter_mut().skip(1).zip(jumps) {
            record.at = minutes_after(record.at, jump);
        }
        let mut later = start.clone();
        later.at = minutes_after(start.at, wake);
        let fate = what_became_of(cut(&written.records, lines), &later).expect("was cut off");
        prop_assert!(fate.active <= Duration::from_secs(DEVICE_MINUTES.unsigned_abs() * 60));
        prop_assert_eq!(fate.stopped == Stopped::ByFailSafe, fate.stops_by.is_some());
        prop_assert!(fate.stops_by.is_none_or(|by| by <= minutes_after(start.at, DEVICE_MINUTES)));
    }
}
