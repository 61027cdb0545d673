//! The devices a person has added, and looking for new ones.

use std::sync::Arc;

use lull_core::app;
use lull_core::device::kept::DeviceName;
use lull_core::driver::radio::BleRadio;
use lull_core::time::Now;

use crate::app::App;
use crate::error::ApiError;
use crate::mirror::{DeviceChoice, DeviceId, KeptDevice, Learned, Moment, NewDevice, TestResult};
use crate::report::guarded;
use crate::search::{DeviceSearch, Place};

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]
impl App {
    /// Every device the person has added, by name.
    pub fn devices(&self) -> Result<Vec<KeptDevice>, ApiError> {
        self.ask(|core| {
            let devices = core.devices()?;
            Ok(devices.into_iter().map(KeptDevice::from).collect())
        })
    }

    /// Keeps a device. Nothing is sent to it; its supervised test comes next: a session of `ProgramKind.DEVICE_TEST`,
    /// then `record_device_test` with what the person saw.
    pub fn add_device(&self, new: NewDevice, now: Moment) -> Result<KeptDevice, ApiError> {
        guarded(|| {
            let new = new.try_into()?;
            self.ask_at(now, |core, now| {
                core.add_device(&new, now).map(KeptDevice::from)
            })
        })
    }

    pub fn rename_device(&self, id: DeviceId, name: String) -> Result<KeptDevice, ApiError> {
        self.ask(|core| {
            let name = DeviceName::new(&name)?;
            core.rename_device(id, &name).map(KeptDevice::from)
        })
    }

    /// Forgets a device and what was learnt about it. True when it was what a tap on Start drives; that is a massager
    /// switched by hand from then on. A phone lets no app end a pairing: that of an Open Massager stays in the system's
    /// Bluetooth settings until the person removes it there.
    pub fn forget_device(&self, id: DeviceId) -> Result<bool, ApiError> {
        self.ask(|core| Ok(core.forget_device(id)?.was_chosen))
    }

    /// Records what the person saw in the supervised test, and what its last view had learnt.
    #[uniffi::method(default(learned = None))]
    pub fn record_device_test(
        &self,
        id: DeviceId,
        result: TestResult,
        now: Moment,
        learned: Option<Learned>,
    ) -> Result<KeptDevice, ApiError> {
        self.ask_at(now, |core, now| {
            core.record_device_test(id, result, learned, now)
                .map(KeptDevice::from)
        })
    }

    /// The person took note that nothing stops this device without the phone.
    pub fn accept_no_fail_safe(&self, id: DeviceId, now: Moment) -> Result<KeptDevice, ApiError> {
        self.ask_at(now, |core, now| {
            core.accept_no_fail_safe(id, now).map(KeptDevice::from)
        })
    }

    /// Looks for devices. A manual massager is always offered.
    pub fn search_devices(&self, now: Moment) -> Result<Arc<DeviceSearch>, ApiError> {
        guarded(|| {
            let now = Now::try_from(now)?;
            let kept = self.ask(app::App::devices)?;
            DeviceSearch::start(|| {
                let socket = self.config.simulated_socket.clone();
                let choices = [
                    Some(DeviceChoice::Simulated),
                    socket.map(|socket| DeviceChoice::SimulatedAt { socket }),
                ];
                let place = |choice: DeviceChoice| Place {
                    radio: self.radio(&choice, None, &now).0,
                    choice: Some(choice),
                    kept: Vec::new(),
                };
                let air = self.config.bluetooth.then(|| Place {
                    radio: Arc::new(BleRadio::new()),
                    choice: None,
                    kept,
                });
                let simulated = choices.into_iter().flatten().map(place);
                simulated.chain(air).collect()
            })
        })
    }
}
