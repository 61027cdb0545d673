//! The real radio.

use std::sync::Arc;

use anyhow::Result;
use lull_core::driver::radio::Radio;
use lull_core::driver::radio::ble::BleRadio;

pub(crate) fn open() -> Result<Arc<dyn Radio>> {
    Ok(Arc::new(BleRadio::new()))
}
