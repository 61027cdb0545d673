//! bluetoothd may die by itself: 5.66 did once, as its adapter was switched off. That is a fault that the row did not
//! order. It is said aloud, what was told has to hold all the same, and the row is played again for what it was to show.

use anyhow::Result;
use serde_json::Value;

use crate::bluez;
use crate::cell::{Numbers, Played, session_once};
use crate::device::Device;
use crate::fault::{Cut, Fault};
use crate::lab;
use crate::verdict::differences;

/// One session with this fault on a device made with `options`; `cut` is the step at which the link ends.
///
/// # Errors
/// When the session could not be played on a healthy phone, or bluetoothd cannot be started again.
pub(crate) async fn session(
    fault: &Fault,
    device: Device,
    options: &Value,
    cut: Option<(Cut, u32)>,
    numbers: &mut Numbers,
) -> Result<Played> {
    let played = session_once(fault, device, options, cut, numbers).await;
    if !revived(device, fault).await? {
        return played;
    }
    match played {
        Ok(played) if !differences(&played.told, &played.motor, played.origin).is_empty() => {
            return Ok(played);
        }
        Ok(_) => println!("    what was told held all the same"),
        Err(error) => println!("    the session could not be judged: {error:#}"),
    }
    println!("    bluetoothd runs again, and the session is played again for what it is to show");
    session_once(fault, device, options, cut, numbers).await
}

/// Whether bluetoothd had died; then it is said aloud, the air is cleared and bluetoothd runs again.
///
/// # Errors
/// When it cannot be started again.
pub(crate) async fn revived(device: Device, fault: &Fault) -> Result<bool> {
    if bluez::is_alive() {
        return Ok(false);
    }
    println!(
        "BLUETOOTHD DIED BY ITSELF in {}::{}",
        device.kind(),
        fault.key
    );
    println!("{}", bluez::last_words());
    lab::clear()?;
    bluez::start().await?;
    Ok(true)
}
