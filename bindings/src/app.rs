//! The one object a shell opens. Every call is short and may come from any thread; nothing here decides anything.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Time;
use lull_core::app;
use lull_core::diary::Score;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::SocketRadio;
use lull_core::driver::radio::{Address, BleRadio, Radio};
use lull_core::driver::runtime::SessionRun;
use lull_core::invalid::Invalid;
use lull_core::time::{Night, Now};

use crate::error::ApiError;
use crate::mirror::{
    Action, AlarmId, Audit, Capabilities, Changes, ClockThatCounts, DeviceChoice, Gate, HoldLevel,
    Level, Moment, Overview, Plan, ProgramKind, Reach, Residence, Schedule, SessionId, Settings,
    WakeReason, ZoneAnswer,
};
use crate::report::guarded;
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
    pub(crate) config: AppConfig,
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

    /// Tonight at one glance: the whole first screen in one call.
    pub fn overview(&self, now: Moment) -> Result<Overview, ApiError> {
        self.ask_at(now, |core, now| core.overview(now).map(Overview::from))
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

    /// Takes back, for tonight, what the plan learnt since the night before. Invalid field `tonight` where it moved
    /// nothing, or where that time has passed.
    pub fn remind_tonight_as_yesterday(&self, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, app::App::remind_tonight_as_yesterday)
    }

    /// Takes back what was asked for tonight only.
    pub fn tonight_as_usual(&self, now: Moment) -> Result<Changes, ApiError> {
        self.ask_at(now, app::App::tonight_as_usual)
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

    pub(crate) fn massager(&self, now: &Now) -> Arc<SimulatedMassager> {
        let mut massager = unpoisoned(&self.massager);
        let new = || Arc::new(SimulatedMassager::new(self.clock(now)));
        Arc::clone(massager.get_or_insert_with(new))
    }

    fn clock(&self, now: &Now) -> Clock {
        Clock::starting_at(now.clone(), self.config.simulated_speed)
    }

    /// The radio that reaches a device, and the device's address on it; `reach` is a kept device's. A manual massager
    /// uses neither.
    pub(crate) fn radio(
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
