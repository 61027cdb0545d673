//! The one object a shell opens. Every call is short and may come from any thread; nothing here decides anything.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Time;
use lull_core::app;
use lull_core::device::kept::DeviceName;
use lull_core::diary::Score;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::SocketRadio;
use lull_core::driver::radio::{Address, BleRadio, Radio};
use lull_core::driver::runtime::SessionRun;
use lull_core::invalid::Invalid;
use lull_core::time::{Night, Now};

use crate::error::ApiError;
use crate::mirror::{
    Action, AlarmId, Association, Audit, Capabilities, Card, Changes, ClockThatCounts, Day,
    DeviceChoice, DeviceId, Entry, Flag, ForDoctor, FourWeeks, Gate, HoldLevel, Imported,
    KeptDevice, Lab, LabRecord, Language, Learned, Level, Medicine, MedicineRecord, Moment,
    NewDevice, NightRecord, Plan, ProgramKind, Reach, Residence, Schedule, SessionId, Settings,
    TestResult, Trends, WakeReason, ZoneAnswer,
};
use crate::report::guarded;
use crate::search::{DeviceSearch, Place};
use crate::session::SessionHandle;
use crate::simulated::SimulatedMassager;

/// How to open the app.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AppConfig {
    /// The folder of the diary; made when it is missing.
    pub data_folder: String,
    /// How many times as fast as the world the simulated massager and every session run: 1, except in demonstrations
    /// and tests.
    #[uniffi(default = 1)]
    pub simulated_speed: u32,
    /// Where a simulated massager in a process of its own listens, for a search to find.
    #[uniffi(default = None)]
    pub simulated_socket: Option<String>,
    /// Whether a search listens on Bluetooth, upon which the system may ask the person for the permission.
    #[uniffi(default = false)]
    pub bluetooth: bool,
}

/// What a session shall be.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SessionRequest {
    pub program: ProgramKind,
    /// A random number of the shell's choosing.
    pub id: SessionId,
    /// Absent: the device of the settings.
    #[uniffi(default = None)]
    pub device: Option<DeviceChoice>,
    /// How the legs feel now, 0-10, where the person said: moves the level held.
    #[uniffi(default = None)]
    pub legs_now: Option<u8>,
    /// How strongly to hold, this once; absent: as chosen in the settings, moved by `legs_now`.
    #[uniffi(default = None)]
    pub level: Option<Level>,
    /// Right after a warm bath: noted among tonight's triggers.
    #[uniffi(default = false)]
    pub after_bath: bool,
}

/// The open diary and everything decided from it. Open it once, off the main thread.
#[derive(Debug, uniffi::Object)]
pub struct App {
    core: Mutex<app::App>,
    config: AppConfig,
    massager: Mutex<Option<Arc<SimulatedMassager>>>,
    session: Mutex<Option<Arc<SessionHandle>>>,
}

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
    /// Opens the diary.
    #[uniffi::constructor]
    pub fn open(config: AppConfig) -> Result<Arc<Self>, ApiError> {
        guarded(|| {
            let core = app::App::open(Path::new(&config.data_folder))?;
            Ok(Arc::new(Self {
                core: Mutex::new(core),
                config,
                massager: Mutex::default(),
                session: Mutex::default(),
            }))
        })
    }

    /// Settings as kept, or the defaults.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        self.ask(app::App::settings)
    }

    /// True once the person has saved settings.
    pub fn is_set_up(&self) -> Result<bool, ApiError> {
        self.ask(app::App::is_set_up)
    }

    pub fn save_settings(&self, settings: Settings) -> Result<Changes, ApiError> {
        self.ask(|core| core.save_settings(&settings))
    }

    /// The one call of every wake: finds out what became of a cut-off session, plans, and returns the whole schedule.
    pub fn wake(
        &self,
        reason: WakeReason,
        now: Moment,
        capabilities: Capabilities,
    ) -> Result<Schedule, ApiError> {
        self.ask_at(now, |core, now| core.wake(reason, now, &capabilities))
    }

    /// The person has seen the notices about cut-off sessions; they do not come again.
    pub fn acknowledge_notices(&self) -> Result<Changes, ApiError> {
        self.ask(app::App::acknowledge_notices)
    }

    /// The shell made the system match that generation; `refused` are alarms the system would not take.
    pub fn schedule_applied(
        &self,
        generation: u64,
        refused: Vec<AlarmId>,
        now: Moment,
    ) -> Result<(), ApiError> {
        self.ask_at(now, |core, now| {
            core.schedule_applied(generation, &refused, now)
        })
    }

    /// The system fired this alarm.
    pub fn alarm_fired(&self, id: AlarmId, now: Moment) -> Result<(), ApiError> {
        self.ask_at(now, |core, now| core.alarm_fired(&id, now))
    }

    /// The reminder is on the screen.
    pub fn alarm_shown(&self, id: AlarmId, now: Moment) -> Result<(), ApiError> {
        self.ask_at(now, |core, now| core.alarm_shown(&id, now))
    }

    /// The person answered a reminder. Start is only recorded: call `start_session` then.
    pub fn alarm_acted(
        &self,
        id: AlarmId,
        action: Action,
        now: Moment,
    ) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.alarm_acted(&id, action, now))
    }

    /// How reminders of the last `nights` nights fared.
    pub fn audit(&self, nights: u16, now: Moment) -> Result<Audit, ApiError> {
        self.ask_at(now, |core, now| core.audit(nights, now))
    }

    /// Tonight's plan.
    pub fn plan(&self, now: Moment) -> Result<Plan, ApiError> {
        self.ask_at(now, app::App::plan)
    }

    /// The plan of any night, seen from `now`.
    pub fn plan_for(&self, night: Night, now: Moment) -> Result<Plan, ApiError> {
        self.ask_at(now, |core, now| core.plan_for(night, now))
    }

    /// No reminder this evening.
    pub fn skip_tonight(&self, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, app::App::skip_tonight)
    }

    /// Remind at this time, this evening only.
    pub fn remind_tonight_at(&self, time: Time, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.remind_tonight_at(time, now))
    }

    /// The reminder so many minutes later, or earlier when negative; this evening only.
    pub fn move_tonight(&self, minutes_later: i16, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.move_tonight(minutes_later, now))
    }

    /// Whose clock counts, and what it shows: the one on the wall, or the one at home while the person keeps its time.
    pub fn clock_that_counts(&self, now: Moment) -> Result<ClockThatCounts, ApiError> {
        self.ask_at(now, |core, now| Ok(core.whereabouts(now)?.into()))
    }

    /// Where the person lives and whose time they keep; absent before the first wake.
    pub fn residence(&self) -> Result<Option<Residence>, ApiError> {
        self.ask(app::App::residence)
    }

    /// The answer to the notice that the clock here is another one than at home.
    pub fn answer_zone(&self, answer: ZoneAnswer, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.answer_zone(answer, now))
    }

    /// Takes back what was asked for tonight only.
    pub fn tonight_as_usual(&self, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, app::App::tonight_as_usual)
    }

    /// Keeps an entry, replacing that night's earlier one.
    pub fn log(&self, entry: Entry, now: Moment) -> Result<Changes, ApiError> {
        guarded(|| {
            let entry = entry.try_into()?;
            self.ask_at(now, |core, now| core.log(&entry, now))
        })
    }

    /// What was logged about a night.
    pub fn entry(&self, night: Night) -> Result<Option<Entry>, ApiError> {
        self.ask(|core| Ok(core.entry(night)?.map(Entry::from)))
    }

    /// Notes "symptoms started now" and returns the night's entry.
    pub fn symptoms_started(&self, now: Moment) -> Result<Entry, ApiError> {
        self.ask_at(now, |core, now| core.symptoms_started(now).map(Entry::from))
    }

    /// Notes a walk that is just over and returns the night's entry.
    #[uniffi::method(default(minutes = None))]
    pub fn walked(&self, minutes: Option<u16>, now: Moment) -> Result<Entry, ApiError> {
        self.ask_at(now, |core, now| core.walked(minutes, now).map(Entry::from))
    }

    /// Nights with an entry or a session, oldest first, both ends included.
    #[uniffi::method(default(from = None, to = None))]
    pub fn nights(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<NightRecord>, ApiError> {
        self.ask(|core| {
            let nights = core.nights(from, to)?;
            Ok(nights.into_iter().map(NightRecord::from).collect())
        })
    }

    /// Forgets what was logged about a night.
    pub fn delete_night(&self, night: Night) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_night(night))
    }

    /// Still taken ones first.
    pub fn medicines(&self) -> Result<Vec<MedicineRecord>, ApiError> {
        self.ask(app::App::medicines)
    }

    /// Gives the new one's number.
    pub fn add_medicine(&self, medicine: Medicine, now: Moment) -> Result<i64, ApiError> {
        self.ask_at(now, |core, now| core.add_medicine(&medicine, now))
    }

    pub fn change_medicine(
        &self,
        id: i64,
        medicine: Medicine,
        now: Moment,
    ) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.change_medicine(id, &medicine, now))
    }

    /// Notes the last day it was taken.
    pub fn stop_medicine(&self, id: i64, last: Day, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, |core, now| core.stop_medicine(id, last, now))
    }

    /// Takes a wrongly entered one out altogether.
    pub fn delete_medicine(&self, id: i64) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_medicine(id))
    }

    /// Iron tests, oldest first.
    pub fn labs(&self) -> Result<Vec<LabRecord>, ApiError> {
        self.ask(app::App::labs)
    }

    /// Gives the new one's number.
    pub fn add_lab(&self, lab: Lab, now: Moment) -> Result<i64, ApiError> {
        self.ask_at(now, |core, now| core.add_lab(&lab, now))
    }

    pub fn delete_lab(&self, id: i64) -> Result<Changes, ApiError> {
        self.ask(|core| core.delete_lab(id))
    }

    /// The questions and the background for the doctor's page.
    pub fn for_doctor(&self) -> Result<ForDoctor, ApiError> {
        self.ask(app::App::for_doctor)
    }

    pub fn save_for_doctor(&self, words: ForDoctor) -> Result<Changes, ApiError> {
        self.ask(|core| core.save_for_doctor(&words))
    }

    /// Trends of the last nights that are over, up to ten years.
    pub fn trends(&self, nights: u16, now: Moment) -> Result<Trends, ApiError> {
        self.ask_at(now, |core, now| core.trends(nights, now))
    }

    /// The four-week check; absent before the first session.
    pub fn four_weeks(&self, now: Moment) -> Result<Option<FourWeeks>, ApiError> {
        self.ask_at(now, app::App::four_weeks)
    }

    /// What went with better or worse nights.
    pub fn associations(&self, nights: u16, now: Moment) -> Result<Vec<Association>, ApiError> {
        self.ask_at(now, |core, now| core.associations(nights, now))
    }

    /// Patterns worth showing a doctor, the weightiest first. Never a notification.
    pub fn flags(&self, now: Moment) -> Result<Vec<Flag>, ApiError> {
        self.ask_at(now, app::App::flags)
    }

    /// The cards that fit now.
    pub fn cards(&self, now: Moment) -> Result<Vec<Card>, ApiError> {
        self.ask_at(now, app::App::cards)
    }

    /// The page for the doctor as a PDF.
    pub fn report_pdf(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: Moment,
    ) -> Result<Vec<u8>, ApiError> {
        self.ask_at(now, |core, now| core.report_pdf(from, to, language, now))
    }

    /// The page for the doctor as text.
    pub fn report_text(
        &self,
        from: Night,
        to: Night,
        language: Language,
        now: Moment,
    ) -> Result<String, ApiError> {
        self.ask_at(now, |core, now| {
            let page = core.doctor_page(from, to, language, now)?;
            Ok(lull_core::report::text::text(&page))
        })
    }

    /// Reads a diary in the documented columns. All or nothing.
    pub fn import_csv(&self, bytes: Vec<u8>, now: Moment) -> Result<Imported, ApiError> {
        self.ask_at(now, |core, now| core.import_csv(&bytes, now))
    }

    /// The whole diary in the documented columns.
    pub fn export_csv(&self) -> Result<String, ApiError> {
        self.ask(app::App::export_csv)
    }

    /// Whether a massage may start on a device, from the recorded answers; absent: the device of the settings.
    #[uniffi::method(default(device = None))]
    pub fn safety_gate(&self, device: Option<DeviceChoice>) -> Result<Gate, ApiError> {
        self.ask(|core| {
            let device = match device {
                Some(device) => device,
                None => core.settings()?.device,
            };
            core.safety_gate(&device)
        })
    }

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

    /// How strongly the next session holds, and why: what the person chose, moved by how the legs feel now and by what
    /// helped with legs like that before.
    #[uniffi::method(default(legs_now = None))]
    pub fn hold_level(&self, legs_now: Option<u8>) -> Result<HoldLevel, ApiError> {
        guarded(|| {
            let legs_now = legs(legs_now)?;
            self.ask(|core| core.hold_level(legs_now))
        })
    }

    /// Starts a session, or returns the one that is running: a second start is the same session.
    pub fn start_session(
        &self,
        request: SessionRequest,
        now: Moment,
    ) -> Result<Arc<SessionHandle>, ApiError> {
        guarded(|| {
            let mut session = unpoisoned(&self.session);
            if let Some(running) = session.as_ref().filter(|session| session.is_running()) {
                return Ok(Arc::clone(running));
            }
            let now = Now::try_from(now)?;
            let SessionRequest {
                program,
                id,
                device,
                legs_now,
                level,
                after_bath,
            } = request;
            let core = unpoisoned(&self.core);
            let choice = match &device {
                Some(device) => device.clone(),
                None => core.settings()?.device,
            };
            let reach = match choice {
                DeviceChoice::Kept { id } => Some(core.device(id)?.reach),
                DeviceChoice::Simulated
                | DeviceChoice::SimulatedAt { .. }
                | DeviceChoice::Manual => None,
            };
            let clock = self.clock(&now);
            let request = app::SessionRequest {
                program,
                device,
                id,
                legs_now: legs(legs_now)?,
                level,
                after_bath,
            };
            let started = SessionHandle::start(|| {
                let (radio, address) = self.radio(&choice, reach.as_ref(), &now);
                SessionRun::prepare(&core, request, radio, address, clock)
            })?;
            *session = Some(Arc::clone(&started));
            Ok(started)
        })
    }

    /// The session that is running, for a screen that was away.
    pub fn running_session(&self) -> Result<Option<Arc<SessionHandle>>, ApiError> {
        guarded(|| {
            let session = unpoisoned(&self.session);
            Ok(session.clone().filter(|session| session.is_running()))
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

    /// The simulated massager, for demonstrations and tests. Its clock begins with the first call that needs it.
    pub fn simulated_massager(&self, now: Moment) -> Result<Arc<SimulatedMassager>, ApiError> {
        guarded(|| {
            let now = Now::try_from(now)?;
            Ok(self.massager(&now))
        })
    }
}

impl App {
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&app::App) -> Result<T, app::AppError>,
    ) -> Result<T, ApiError> {
        guarded(|| question(&unpoisoned(&self.core)).map_err(ApiError::from))
    }

    pub(crate) fn ask_at<T>(
        &self,
        now: Moment,
        question: impl FnOnce(&app::App, &Now) -> Result<T, app::AppError>,
    ) -> Result<T, ApiError> {
        guarded(|| {
            let now = Now::try_from(now)?;
            Ok(question(&unpoisoned(&self.core), &now)?)
        })
    }

    fn massager(&self, now: &Now) -> Arc<SimulatedMassager> {
        let mut massager = unpoisoned(&self.massager);
        let new = || Arc::new(SimulatedMassager::new(self.clock(now)));
        Arc::clone(massager.get_or_insert_with(new))
    }

    fn clock(&self, now: &Now) -> Clock {
        Clock::starting_at(now.clone(), self.config.simulated_speed)
    }

    /// The radio that reaches a device, and the device's address on it; `reach` is a kept device's. A manual massager
    /// uses neither.
    fn radio(
        &self,
        choice: &DeviceChoice,
        reach: Option<&Reach>,
        now: &Now,
    ) -> (Arc<dyn Radio>, Address) {
        match (choice, reach) {
            (DeviceChoice::SimulatedAt { socket: path }, _)
            | (DeviceChoice::Kept { .. }, Some(Reach::Socket { path })) => {
                let radio = SocketRadio::at(path);
                let address = radio.address();
                (Arc::new(radio), address)
            }
            (DeviceChoice::Kept { .. }, Some(Reach::Bluetooth { address })) => {
                // each runtime needs a radio of its own
                (Arc::new(BleRadio::new()), Address(address.clone()))
            }
            (DeviceChoice::Simulated | DeviceChoice::Manual | DeviceChoice::Kept { .. }, _) => {
                self.massager(now).radio()
            }
        }
    }
}

/// A panic while the lock was held was reported already; the diary itself is guarded by its transactions.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn legs(points: Option<u8>) -> Result<Option<Score>, Invalid> {
    points
        .map(|points| Score::new("legs_now", points.into()))
        .transpose()
}
