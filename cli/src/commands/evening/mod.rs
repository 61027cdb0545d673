//! `lull evening`: the main job, from tonight's plan over reminder and massage to tomorrow's plan.

mod massage;
mod morning;
mod rehearsal;
mod stretching;
mod timeline;
mod waiting;

use clap::Args;
use lull_core::app::App;
use lull_core::device::DeviceChoice;
use lull_core::diary::Score;
use lull_core::plan::Plan;
use lull_core::reminder::{Action, AlarmId, AlarmKind, Capabilities, WakeReason};
use lull_core::time::Night;
use tokio::runtime::Runtime;

use self::rehearsal::Rehearsal;
use self::timeline::Timeline;
use self::waiting::Waited;
use super::plan;
use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::prompt::{ENTER, KeyChoice, Prompter, Question};
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words;
use crate::words::{evening, reminder};

/// Minutes a press of `s` puts the reminder off.
const SNOOZE_MINUTES: u16 = 10;

#[derive(Debug, Args)]
pub(crate) struct Evening {
    /// Show a whole evening in half a minute: example diary, simulated massager, fast clock; nothing is kept
    #[arg(long)]
    demo: bool,
    /// Answer every question with its default, and show the answers. With a simulated massager that includes the
    /// safety check (nothing of it applies)
    #[arg(long)]
    yes: bool,
    /// Drive the simulated massager at this socket, see lull massager
    #[arg(long, value_name = "PATH", conflicts_with = "device")]
    socket: Option<String>,
    /// What to drive: a device you added, simulated, manual or socket:PATH [default: as set up]
    #[arg(long, value_name = "DEVICE", conflicts_with = "demo")]
    device: Option<String>,
    /// How your legs feel now, 0-10: moves how strongly the massage holds
    #[arg(long, value_name = "0-10", allow_hyphen_values = true)]
    legs: Option<String>,
    /// How much faster than the world the clock runs [default: 1, in the demonstration 120]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    speed: Option<String>,
}

/// An evening under way. All that must outlive it is in the diary, so it can be left and begun again.
struct Tonight {
    app: App,
    out: Out,
    prompter: Prompter,
    time: Timeline,
    runtime: Runtime,
    leave: LeaveRequests,
    device: DeviceChoice,
    legs_now: Option<Score>,
    /// Dropped last: it takes the scratch diary with it.
    rehearsal: Option<Rehearsal>,
}

impl Evening {
    pub(crate) fn run(self, stage: &Stage) -> Result<(), Failure> {
        let speed = self.speed.as_deref().map(input::speed).transpose()?;
        let legs_now = self.legs.as_deref().map(input::legs).transpose()?;
        let prompter = if self.yes {
            Prompter::Yes
        } else {
            stage.prompter
        };
        if prompter == Prompter::Nobody {
            return Err(Failure::invalid("yes", evening::NOBODY));
        }
        let runtime = device::runtime()?;
        let leave = runtime
            .block_on(async { LeaveRequests::listen() })
            .map_err(|error| device::no_runtime(&error))?;
        let inside = runtime.enter();
        let socket = self
            .socket
            .map(|socket| DeviceChoice::SimulatedAt { socket });
        let named = self.device.as_deref().map(input::device).transpose()?;
        let (app, device, time, rehearsal) = if self.demo {
            let device = socket.unwrap_or(DeviceChoice::Simulated);
            let (app, time, rehearsal) = rehearsal::open(stage, &device, speed)?;
            (app, device, time, Some(rehearsal))
        } else {
            let app = stage.open()?;
            let device = match (socket, named) {
                (Some(device), _) => device,
                (None, Some(word)) => word.resolve(&app)?,
                (None, None) => app.settings()?.device,
            };
            device::in_its_time(&app, &device, &stage.time)?;
            let time = Timeline::new(&stage.time, &device, speed.unwrap_or(1));
            (app, device, time, None)
        };
        drop(inside);
        let tonight = Tonight {
            app,
            out: stage.out.as_text(),
            prompter,
            time,
            runtime,
            leave,
            device,
            legs_now,
            rehearsal,
        };
        tonight.run()
    }
}

/// What the person did about the reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tap {
    Start,
    Snooze,
    Skip,
    AlreadyStarted,
}

impl Tonight {
    fn run(mut self) -> Result<(), Failure> {
        let night = self.time.now().night();
        let tomorrow = night.plus(1);
        self.introduce()?;
        let before = self.app.plan_for(tomorrow, &self.time.now())?;
        let Some(tap) = self.remind(night)? else {
            return Ok(());
        };
        let mut trouble = None;
        if tap == Tap::Start || self.wants_massage_anyway()? {
            trouble = self.massage(night)?;
            self.stretch()?;
        }
        self.log(night)?;
        self.show_tomorrow(&before)?;
        self.part()?;
        trouble.map_or(Ok(()), Err)
    }

    /// Where we are, what the person should know, and tonight's plan.
    fn introduce(&self) -> Result<(), Failure> {
        let now = self.time.now();
        if let Some(rehearsal) = &self.rehearsal {
            rehearsal.introduce(self.out, self.time.speed())?;
        } else if !self.app.is_set_up()? {
            self.out.say(words::plan::NOT_SET_UP)?;
        }
        let capabilities = Capabilities::default();
        let schedule = self.app.wake(WakeReason::Launch, &now, &capabilities)?;
        self.app.schedule_applied(schedule.generation, &[], &now)?;
        for notice in &schedule.notices {
            self.out.item(&reminder::notice(notice))?;
        }
        self.app.acknowledge_notices()?;
        let mut settings = self.app.settings()?;
        settings.device = self.device.clone();
        let plan = self.app.plan(&now)?;
        let device = device::called(&self.app, &self.device)?;
        let zone = self.app.clock_that_counts(&now)?.zone;
        plan::show(self.out, "Tonight", &plan, &settings, &device, &zone)
    }

    /// Waits, rings and asks until the person starts; `None` when nothing is to be started tonight.
    fn remind(&mut self, night: Night) -> Result<Option<Tap>, Failure> {
        let id = AlarmId::new(AlarmKind::Evening, night);
        loop {
            let plan = match self.wait(night)? {
                Waited::Due(plan) => plan,
                Waited::NothingDue(plan) => {
                    self.out.blank()?;
                    for reason in &plan.reasons {
                        self.out.item(&words::plan::reason(reason))?;
                    }
                    self.out.say(evening::NOTHING_DUE)?;
                    return Ok(None);
                }
            };
            self.ring(&id, &plan)?;
            let tap = self.ask_tap()?;
            let now = self.time.now();
            self.app.alarm_acted(&id, action(tap), &now)?;
            match tap {
                Tap::Start => return Ok(Some(tap)),
                Tap::AlreadyStarted => {
                    self.out.say(evening::NOTED_SYMPTOMS)?;
                    return Ok(Some(tap));
                }
                Tap::Snooze => {
                    self.app
                        .wake(WakeReason::Tap, &now, &Capabilities::default())?;
                }
                Tap::Skip => {
                    self.out.say(evening::SKIPPED)?;
                    return Ok(None);
                }
            }
        }
    }

    fn ring(&self, id: &AlarmId, plan: &Plan) -> Result<(), Failure> {
        let now = self.time.now();
        self.app.alarm_fired(id, &now)?;
        self.out
            .line(evening::banner(&words::time_at(now.at, &now.zone), plan))?;
        waiting::bell();
        Ok(self.app.alarm_shown(id, &now)?)
    }

    fn ask_tap(&mut self) -> Result<Tap, Failure> {
        let (prompter, out) = (self.prompter, self.out);
        let question = Question {
            field: "answer",
            flag: "--yes",
            text: reminder::TAP,
        };
        let choice = |key, label, answer| KeyChoice { key, label, answer };
        let choices = [
            choice(ENTER, evening::START, Tap::Start),
            choice('s', evening::SNOOZE, Tap::Snooze),
            choice('k', evening::SKIP, Tap::Skip),
            choice('a', evening::ALREADY, Tap::AlreadyStarted),
        ];
        self.time.hold(|| prompter.key(out, question, &choices))
    }

    fn wants_massage_anyway(&mut self) -> Result<bool, Failure> {
        let prompter = self.prompter;
        let question = Question {
            field: "answer",
            flag: "--yes",
            text: evening::MASSAGE_ANYWAY,
        };
        self.time.hold(|| prompter.confirm(question, true))
    }

    fn show_tomorrow(&self, before: &Plan) -> Result<(), Failure> {
        let now = self.time.now();
        let after = self.app.plan_for(before.night, &now)?;
        let mut settings = self.app.settings()?;
        settings.device = self.device.clone();
        let device = device::called(&self.app, &self.device)?;
        let zone = self.app.clock_that_counts(&now)?.zone;
        plan::show(self.out, "Tomorrow", &after, &settings, &device, &zone)?;
        self.out.blank()?;
        self.out.say(&words::plan::moved(before, &after, &zone))
    }

    fn part(&self) -> Result<(), Failure> {
        self.out.blank()?;
        self.out.say(match self.rehearsal {
            Some(_) => evening::DEMO_OVER,
            None => evening::GOOD_NIGHT,
        })
    }
}

fn action(tap: Tap) -> Action {
    match tap {
        Tap::Start => Action::Start,
        Tap::Snooze => Action::Snooze {
            minutes: SNOOZE_MINUTES,
        },
        Tap::Skip => Action::SkipTonight,
        Tap::AlreadyStarted => Action::AlreadyStarted,
    }
}
