//! An evening to play through: a diary in a scratch folder, a simulated massager, a paused clock, a transcript.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use lull_core::app::{App, AppError, SessionRequest};
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::{SimFault, SimulatedMassager, State};
use lull_core::driver::runtime::{Outcome, SessionPort, SessionRun};
use lull_core::driver::store::Store;
use lull_core::reminder::{Arg, Capabilities, Notice, NoticeKind, WakeReason};
use lull_core::session::journal::What;
use lull_core::session::safety::SafetyCheck;
use lull_core::session::{Command, ProgramKind, SessionEvent, SessionId};
use lull_core::settings::Settings;
use lull_core::time::{Now, instant_of};

/// What the person does, and how long after the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Press {
    after: Duration,
    command: Command,
}

#[must_use]
pub(crate) fn at_minute(minute: u64, command: Command) -> Press {
    Press {
        after: Duration::from_secs(minute * 60),
        command,
    }
}

#[derive(Debug)]
pub(crate) struct Evening {
    _folder: tempfile::TempDir,
    pub(crate) app: App,
    pub(crate) clock: Clock,
    pub(crate) massager: SimulatedMassager,
    session: SessionId,
    events: RefCell<Vec<(Timestamp, SessionEvent)>>,
    notes: RefCell<String>,
}

impl Evening {
    /// 21 November 2026, six in the evening in Berlin; set up, safety check passed.
    pub(crate) fn new() -> Self {
        let evening = Self::without_safety_check();
        let safety = SafetyCheck {
            answered_at: evening.clock.now().at,
            conditions: [].into(),
            doctor_agreed: false,
            rehearsal: false,
        };
        let settings = Settings {
            safety: Some(safety),
            ..Settings::default()
        };
        evening.app.save_settings(&settings).expect("kept");
        evening
    }

    pub(crate) fn without_safety_check() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let zone = TimeZone::get("Europe/Berlin").expect("bundled");
        let at = instant_of(date(2026, 11, 21).at(18, 0, 0, 0), &zone);
        let clock = Clock::starting_at(Now::new(at, zone, Duration::from_secs(3600)), 1);
        Self {
            app: App::open(folder.path()).expect("opens"),
            _folder: folder,
            massager: SimulatedMassager::new(clock.clone()),
            clock,
            session: SessionId(0x1122_3344),
            events: RefCell::default(),
            notes: RefCell::default(),
        }
    }

    pub(crate) fn prepare(
        &self,
        program: ProgramKind,
    ) -> Result<(SessionRun, SessionPort), AppError> {
        self.prepare_as(self.session, program)
    }

    pub(crate) fn prepare_as(
        &self,
        id: SessionId,
        program: ProgramKind,
    ) -> Result<(SessionRun, SessionPort), AppError> {
        let request = SessionRequest {
            program,
            device: None,
            id,
            legs_now: None,
            level: None,
            after_bath: false,
        };
        let radio = Arc::new(self.massager.radio());
        let address = SimulatedMassager::address();
        SessionRun::prepare(&self.app, request, radio, address, self.clock.clone())
    }

    /// Runs a session to its end, pressing what is to be pressed.
    pub(crate) async fn run(&self, program: ProgramKind, presses: &[Press]) -> Outcome {
        let (run, port) = self.prepare(program).expect("may start");
        let (outcome, (), ()) = tokio::join!(run.run(), self.watch(&port), press(&port, presses));
        outcome
    }

    /// Runs a session and lets the process die as soon as that many journal lines are on disk.
    pub(crate) async fn run_until_line(
        &self,
        program: ProgramKind,
        presses: &[Press],
        lines: usize,
    ) {
        let (run, port) = self.prepare(program).expect("may start");
        let store = Store::open(self.app.data()).expect("opens");
        let death = async {
            while store.records(self.session).expect("reads").len() < lines {
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
        };
        tokio::select! {
            biased;
            () = death => {}
            _ = async { tokio::join!(run.run(), self.watch(&port), press(&port, presses)) } => {}
        }
        self.note(&format!(
            "killed with {} journal lines",
            self.journal_lines()
        ));
    }

    async fn watch(&self, port: &SessionPort) {
        while let Some(update) = port.next_update().await {
            for event in update.events {
                self.events
                    .borrow_mut()
                    .push((self.clock.now().at, event.clone()));
                self.note(&format!("{event:?}"));
            }
        }
    }

    pub(crate) fn press_stop_button_after(&self, delay: Duration) {
        let massager = self.massager.clone();
        tokio::spawn(async move {
            tokio::time::sleep(delay).await;
            massager.press_stop_button();
        });
    }

    pub(crate) async fn wait_until(&self, at: Timestamp) {
        let ahead = at.duration_since(self.clock.now().at);
        tokio::time::sleep(Duration::try_from(ahead).unwrap_or_default()).await;
    }

    pub(crate) fn journal_lines(&self) -> usize {
        Store::open(self.app.data())
            .expect("opens")
            .records(self.session)
            .expect("reads")
            .len()
    }

    pub(crate) fn ended_in_the_journal(&self) -> bool {
        let store = Store::open(self.app.data()).expect("opens");
        let records = store.records(self.session).expect("reads");
        records
            .iter()
            .any(|record| matches!(record.what, What::Ended { .. }))
    }

    pub(crate) fn massager_says_it_rests(&self) -> bool {
        matches!(self.massager.inspect().state, State::Idle | State::Resting)
    }

    pub(crate) fn saw(&self, wanted: impl Fn(&SessionEvent) -> bool) -> bool {
        self.events.borrow().iter().any(|(_, event)| wanted(event))
    }

    /// How often the motor went from still to turning, pauses included.
    pub(crate) fn began_to_turn(&self) -> usize {
        let mut turning = false;
        let mut began = 0;
        for change in self.massager.motor_log().changes() {
            began += usize::from(!turning && change.percent > 0);
            turning = change.percent > 0;
        }
        began
    }

    /// Every time named while the link was lost held, or another was named before it was due.
    pub(crate) fn assert_off_when_told(&self) {
        let events = self.events.borrow();
        let told: Vec<(Timestamp, Timestamp)> = events
            .iter()
            .filter_map(|(at, event)| {
                let SessionEvent::LinkLost { stops_by } = event else {
                    return None;
                };
                Some((*at, stops_by.expect("a time was named")))
            })
            .collect();
        let log = self.massager.motor_log();
        let last = log.changes().last().expect("the motor turned");
        assert_eq!(last.percent, 0, "{}", self.story());
        let off_at = self.clock_at(last.at);
        assert!(!told.is_empty(), "nothing was told\n{}", self.story());
        for (index, (_, stops_by)) in told.iter().enumerate() {
            let next = told.get(index + 1).map(|(at, _)| *at);
            let taken_back = next.is_some_and(|next| next < *stops_by);
            assert!(
                off_at <= *stops_by || taken_back,
                "off at {off_at}, told {told:?}\n{}",
                self.story()
            );
        }
    }

    /// The moment at which the massager's clock showed `monotonic`.
    fn clock_at(&self, monotonic: Duration) -> Timestamp {
        let now = self.clock.now();
        let back = now.monotonic.saturating_sub(monotonic);
        now.at - jiff::SignedDuration::try_from(back).expect("small")
    }

    pub(crate) fn interruption_notices(&self, now: &Now) -> Vec<Notice> {
        let schedule = self
            .app
            .wake(WakeReason::Launch, now, &Capabilities::default())
            .expect("wakes");
        schedule
            .notices
            .into_iter()
            .filter(|notice| notice.kind == NoticeKind::SessionInterrupted)
            .collect()
    }

    /// The motor is off at the time a notice names, or at once when it names none.
    pub(crate) async fn assert_off_by(&self, notice: Option<&Notice>, cut_after: usize) {
        if let Some(Arg::Time(stops_by)) =
            notice.and_then(|notice| notice.message.args.get("stops_by"))
        {
            let local = self.clock.now().local();
            // the notice shows minutes; the minute it names has to be over
            let by = local
                .date()
                .to_datetime(*stops_by)
                .saturating_add(jiff::Span::new().minutes(1));
            self.wait_until(instant_of(by, &self.clock.now().zone))
                .await;
        }
        let motor = self.massager.motor().percent();
        assert_eq!(
            motor,
            0,
            "cut after line {cut_after}, told {notice:?}\n{}",
            self.story()
        );
    }

    pub(crate) fn note(&self, what: &str) {
        let _ = writeln!(
            self.notes.borrow_mut(),
            "{} {what}",
            self.clock.now().local().time()
        );
    }

    /// The night as Lull told it, and as the massager lived it.
    pub(crate) fn story(&self) -> String {
        format!(
            "--- Lull\n{}--- massager\n{}",
            self.notes.borrow(),
            self.massager.transcript()
        )
    }
}

async fn press(port: &SessionPort, presses: &[Press]) {
    let mut passed = Duration::ZERO;
    for press in presses {
        tokio::time::sleep(press.after.saturating_sub(passed)).await;
        passed = press.after;
        port.command(press.command);
    }
}

/// Every fault there is, for tests that go through all of them.
#[must_use]
pub(crate) fn faults() -> Vec<SimFault> {
    vec![
        SimFault::Refuse { code: 4 },
        SimFault::Busy,
        SimFault::ForgetBond,
        SimFault::RefusePairing,
        SimFault::Silent,
        SimFault::Slow { millis: 1500 },
        SimFault::Slow { millis: 20_000 },
        SimFault::Drop,
        SimFault::DropFor { seconds: 1 },
        SimFault::DropFor { seconds: 20 },
        SimFault::DropFor { seconds: 3600 },
        SimFault::Garbage { seed: 7 },
        SimFault::Sag { percent: 50 },
        SimFault::Deaf,
        SimFault::PowerCut { seconds: 3 },
    ]
}
