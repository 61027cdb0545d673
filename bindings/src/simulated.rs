//! The simulated massager inside this process: its button, its faults, and what its motor does.

use std::sync::Arc;
use std::time::Duration;

use lull_core::device::Level;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::{Address, Radio, sim};

use crate::error::ApiError;
use crate::mirror::RadioFault;
use crate::report::guarded;

/// What can be made to go wrong.
pub type SimulatedFault = sim::SimFault;

/// What can be made to go wrong. Those marked *lasting* stay until they are healed; the others happen once.
#[uniffi::remote(Enum)]
pub enum SimulatedFault {
    /// The next start is answered with this result code of the Open Massager Profile.
    Refuse { code: u8 },
    /// Another phone holds it. Lasting.
    Busy,
    /// Every bond is wiped: a bonded phone no longer gets in.
    ForgetBond,
    /// It lets nobody pair. Lasting.
    RefusePairing,
    /// The link stays up, nothing is heard and nothing answered. Lasting.
    Silent,
    /// Answers come this much later. Lasting.
    Slow { millis: u32 },
    /// The link is cut; the massager can be reached again at once.
    Drop,
    /// The link is cut and the massager is out of reach for so long.
    DropFor { seconds: u16 },
    /// It notifies bytes that mean nothing; the seed makes them repeatable. Lasting.
    Garbage { seed: u64 },
    /// The motor turns at so many percent of what is commanded. Lasting.
    Sag { percent: u8 },
    /// It accepts every order, but the motor stays as it is. Lasting.
    Deaf,
    /// The plug is out for so long.
    PowerCut { seconds: u16 },
}

/// The simulated massager of an app; there is one, and it lives as long as the app.
#[derive(Debug, uniffi::Object)]
pub struct SimulatedMassager(sim::SimulatedMassager);

impl SimulatedMassager {
    pub(crate) fn new(clock: Clock) -> Self {
        Self(sim::SimulatedMassager::new(clock))
    }

    /// A radio that sees this massager and nothing else, and its address there.
    pub(crate) fn radio(&self) -> (Arc<dyn Radio>, Address) {
        let radio = Arc::new(self.0.radio());
        (radio, sim::SimulatedMassager::address())
    }
}

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "every exported function can throw; these never do"
)]
impl SimulatedMassager {
    /// Makes something go wrong, now or `delay` from now on the massager's clock.
    #[uniffi::method(default(delay = None))]
    pub fn inject(&self, fault: SimulatedFault, delay: Option<Duration>) -> Result<(), ApiError> {
        guarded(|| {
            self.0.inject_after(delay.unwrap_or_default(), fault);
            Ok(())
        })
    }

    /// Breaks Bluetooth on the phone's side, as when the person turns it off or takes back the permission; absent mends it.
    pub fn break_phone(&self, fault: Option<RadioFault>) -> Result<(), ApiError> {
        guarded(|| {
            self.0.break_phone(fault);
            Ok(())
        })
    }

    /// Ends every fault of the massager, also those still to come.
    pub fn heal(&self) -> Result<(), ApiError> {
        guarded(|| {
            self.0.heal();
            Ok(())
        })
    }

    /// What the motor really turns at, whatever anybody was told; 0 is still.
    pub fn motor(&self) -> Result<Level, ApiError> {
        guarded(|| Ok(self.0.motor()))
    }

    /// Presses the stop button on the massager itself.
    pub fn press_stop(&self) -> Result<(), ApiError> {
        guarded(|| {
            self.0.press_stop_button();
            Ok(())
        })
    }

    /// Everything that happened to it, oldest first, in English: for tests and demonstrations.
    pub fn log(&self) -> Result<Vec<String>, ApiError> {
        guarded(|| Ok(self.0.transcript().lines().map(str::to_owned).collect()))
    }
}
