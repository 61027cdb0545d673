//! What an owner may ask of any driver, and the moments at which one asks.

#![allow(dead_code, reason = "every target takes what it needs")]

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::{Channel, Intent, Level, LinkLossRule, Step, Terms};
use lull_core::time::Now;

pub(crate) fn terms(u: &mut Unstructured<'_>) -> Result<Terms> {
    Ok(Terms {
        session_id: u.arbitrary()?,
        // half of them shorter than anything a plug is ever switched on for
        device_timer: Duration::from_secs(if u.arbitrary()? {
            u.int_in_range(0..=3600)?
        } else {
            u.arbitrary::<u16>()?.into()
        }),
        link_loss: if u.arbitrary()? {
            LinkLossRule::Detached
        } else {
            LinkLossRule::StopAfter {
                seconds: u.arbitrary()?,
            }
        },
    })
}

/// A stop, a pause, or any level until any second of the next hours.
pub(crate) fn intent(u: &mut Unstructured<'_>) -> Result<Intent> {
    let percent = u.int_in_range(0..=101)?;
    Ok(if percent > 100 {
        Intent::Stop
    } else {
        Intent::Run {
            level: Level::from_percent_clamped(percent),
            until: Duration::from_secs(u.arbitrary::<u16>()?.into()),
        }
    })
}

/// An evening in Berlin, some seconds after the monotonic clock began; half of them on the night of a changed clock.
pub(crate) fn moment(u: &mut Unstructured<'_>) -> Result<Now> {
    const EVENINGS: [i64; 2] = [1_792_879_200, 1_795_293_000];
    let at = *u.choose(&EVENINGS)? + i64::from(u.arbitrary::<u16>()?);
    let at = Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH);
    let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    let since = Duration::from_secs(u.arbitrary::<u16>()?.into());
    Ok(Now::new(at, zone, since))
}

pub(crate) fn bytes(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<u8>> {
    let length = u.int_in_range(0..=most)?;
    Ok(u.bytes(length.min(u.len()))?.to_vec())
}

/// What a recipe writes, in its order.
pub(crate) fn writes(steps: &[Step]) -> Vec<(Channel, Vec<u8>)> {
    let write = |step: &Step| {
        let Step::Write { channel, bytes, .. } = step else {
            return None;
        };
        Some((*channel, bytes.clone()))
    };
    steps.iter().filter_map(write).collect()
}
