//! One evening on one device: a fresh diary, the real session over the real radio, and what the person was told.

use std::future::Future;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::app::{App, SessionRequest};
use lull_core::device::kept::{DeviceName, NewDevice, Reach, TestResult};
use lull_core::device::{DeviceChoice, LinkLossRule, Terms};
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::{Address, BleRadio, Radio, Sighting};
use lull_core::driver::runtime::{SessionPort, SessionRun};
use lull_core::driver::store::Store;
use lull_core::session::journal::{Record, What};
use lull_core::session::safety::SafetyCheck;
use lull_core::session::{EndReason, ProgramKind, SessionEvent, SessionId, Stopped};
use lull_core::settings::Settings;
use tokio::sync::Notify;

use crate::device::Device;
use crate::told::Told;

/// Scanning ends as soon as the device is seen.
const SCAN: Duration = Duration::from_secs(10);
pub(crate) const SESSION: SessionId = SessionId(0x1122_3344);
/// The device's supervised test, before the evening.
const TESTED: SessionId = SessionId(0x1122_0001);

/// A diary in a folder of its own.
#[derive(Debug)]
pub(crate) struct Evening {
    pub(crate) folder: PathBuf,
    pub(crate) clock: Clock,
    app: App,
    /// Gone with the value.
    ours: bool,
}

impl Evening {
    /// Set up, with the safety check passed.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let folder = PathBuf::from("/tmp/evenings").join(name);
        std::fs::create_dir_all(&folder)?;
        let mut evening = Self::open(&folder)?;
        evening.ours = true;
        evening.app.save_settings(&Settings {
            safety: Some(SafetyCheck {
                answered_at: evening.now(),
                conditions: [].into(),
                doctor_agreed: false,
                rehearsal: false,
            }),
            ..Settings::default()
        })?;
        Ok(evening)
    }

    /// Somebody else's folder, set up already.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        Ok(Self {
            app: App::open(folder)?,
            clock: Clock::system(TimeZone::UTC),
            folder: folder.to_owned(),
            ours: false,
        })
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Adds the device as a person does: found at this address, tested, its missing fail-safe taken note of. The test is
    /// only written down as one that ran to its end: the smoke test runs one.
    pub(crate) fn keep(&self, device: Device, address: &Address) -> Result<()> {
        let now = self.clock.now();
        let new = NewDevice {
            name: DeviceName::new(device.name())?,
            reach: Reach::Bluetooth {
                address: address.0.clone(),
            },
            configuration: device.configuration()?,
            experimental: true,
        };
        let id = self.app.add_device(&new, &now)?.id;
        self.app.accept_no_fail_safe(id, &now)?;
        let began = What::Began {
            night: now.night(),
            program: ProgramKind::DeviceTest,
            device: DeviceChoice::Kept { id },
            terms: Terms {
                session_id: TESTED.0,
                device_timer: Duration::from_secs(10),
                link_loss: LinkLossRule::StopAfter { seconds: 10 },
            },
            latest_end: now.at,
            legs_now: None,
        };
        let ended = What::Ended {
            reason: EndReason::Complete,
            stopped: Stopped::Observed,
        };
        let mut store = Store::open(&self.folder)?;
        for what in [began, ended] {
            let record = Record {
                session: TESTED,
                at: now.at,
                what,
            };
            store.append(&record, &now.zone)?;
        }
        self.app
            .record_device_test(id, TestResult::Passed, None, &now)?;
        Ok(())
    }

    /// Everything up to the first byte of a session on the one kept device: checked and written down.
    pub(crate) fn prepare(
        &self,
        program: ProgramKind,
        radio: &Arc<dyn Radio>,
    ) -> Result<(SessionRun, SessionPort)> {
        let devices = self.app.devices()?;
        let device = devices.first().context("no device is kept")?;
        let Reach::Bluetooth { address } = &device.reach else {
            return Err(anyhow!("the device has no address"));
        };
        let request = SessionRequest {
            program,
            device: Some(DeviceChoice::Kept { id: device.id }),
            id: SESSION,
            legs_now: None,
            level: None,
            after_bath: false,
        };
        let (radio, clock) = (Arc::clone(radio), self.clock.clone());
        let address = Address(address.clone());
        Ok(SessionRun::prepare(
            &self.app, request, radio, address, clock,
        )?)
    }

    /// Runs the session to its end, plays `script` beside it once the motor runs, and keeps what the person was told.
    pub(crate) async fn run(
        &self,
        run: SessionRun,
        port: &SessionPort,
        script: impl Future<Output = Result<()>>,
    ) -> Result<Told> {
        let mut told = Told::default();
        let runs = Notify::new();
        let listen = async {
            while let Some(update) = port.next_update().await {
                let now = self.now();
                if update.events.contains(&SessionEvent::Running) {
                    runs.notify_one();
                }
                told.events
                    .extend(update.events.into_iter().map(|event| (now, event)));
            }
        };
        let session = async {
            let outcome = run.run().await;
            (self.now(), outcome)
        };
        let play = async {
            runs.notified().await;
            script.await?;
            // the script never ends the session by its own end
            std::future::pending::<Result<()>>().await
        };
        let end = tokio::select! {
            (end, ()) = async { tokio::join!(session, listen) } => end,
            failed = play => return Err(failed.err().context("the script ended")?),
        };
        told.end = Some(end);
        Ok(told)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now().at
    }
}

impl Drop for Evening {
    fn drop(&mut self) {
        // the guest's memory is small; a folder that stays is no failure
        if self.ours {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// The address by which this radio knows the device that has this hardware address.
pub(crate) async fn find(radio: &Arc<dyn Radio>, hardware: &str) -> Result<Address> {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_uppercase()
    };
    let wanted = letters(hardware);
    let mut found = None;
    let mut look = |sighting: Sighting| {
        if letters(&sighting.address.0).ends_with(&wanted) {
            found = Some(sighting.address);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    radio
        .watch(SCAN, &mut look)
        .await
        .map_err(|fault| anyhow!("cannot scan: {fault:?}"))?;
    found.with_context(|| format!("{hardware} was not seen"))
}

/// The real radio, as an app opens it.
pub(crate) fn radio() -> Arc<dyn Radio> {
    Arc::new(BleRadio::new())
}
