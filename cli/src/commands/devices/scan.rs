//! `lull devices scan`: what is near, as it comes.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clap::Args;
use console::Term;
use lull_core::device::Match;
use lull_core::device::hearing::{Heard, Hearing};
use lull_core::device::kept::{DeviceKind, KeptDevice};
use lull_core::device::registry::Family;
use lull_core::device::sighting::Verdict;
use lull_core::driver::radio::{Radio, Sighting};
use serde_json::{Value, json};

use crate::device;
use crate::exit::Failure;
use crate::input;
use crate::output::Out;
use crate::signals::LeaveRequests;
use crate::stage::Stage;
use crate::words::devices;

/// How often the list on a terminal is drawn anew.
const REDRAW: Duration = Duration::from_millis(500);

#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// How long to listen, 1 to 300
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "10",
        allow_hyphen_values = true
    )]
    seconds: String,
    /// Look at this socket for a simulated massager, see lull massager, instead of listening on Bluetooth
    #[arg(long, value_name = "PATH")]
    simulated_at: Option<String>,
    /// Also show what no driver knows
    #[arg(long)]
    all: bool,
}

/// Everything heard so far, each device once.
#[derive(Clone, Debug)]
pub(super) struct Ear {
    hearing: Arc<Mutex<Hearing>>,
}

impl Scan {
    pub(super) fn run(&self, stage: &Stage) -> Result<(), Failure> {
        let seconds = input::small("seconds", &self.seconds, 1_u32, 300)?;
        let patience = Duration::from_secs(seconds.into());
        let kept = stage.open()?.devices()?;
        let ear = Ear::new(kept);
        let out = stage.out;
        device::runtime()?.block_on(async {
            let mut leave = LeaveRequests::listen().map_err(|error| device::no_runtime(&error))?;
            let radio = device::ear(self.simulated_at.as_deref());
            let mut screen = Screen::new(out, self.all);
            let listening = ear.listen(&*radio, patience, |heard| {
                if out.is_json() && (self.all || !heard.is_stranger()) {
                    return out.json_line(&as_json(heard));
                }
                Ok(())
            });
            let mut listening = std::pin::pin!(listening);
            let mut redraw = tokio::time::interval(REDRAW);
            loop {
                tokio::select! {
                    heard = &mut listening => {
                        heard?;
                        break;
                    }
                    () = leave.next() => break,
                    _ = redraw.tick() => screen.draw(&ear.all()),
                }
            }
            screen.end(&ear.all(), seconds)
        })
    }
}

impl Ear {
    pub(super) fn new(kept: Vec<KeptDevice>) -> Self {
        Self {
            hearing: Arc::new(Mutex::new(Hearing::new(kept))),
        }
    }

    /// Listens until the time is over; tells a device when it is first heard and when what it says changes.
    pub(super) async fn listen(
        &self,
        radio: &dyn Radio,
        patience: Duration,
        mut tell: impl FnMut(&Heard) -> Result<(), Failure> + Send,
    ) -> Result<(), Failure> {
        let mut told = Ok(());
        let mut take = |sighting: Sighting| {
            if let Some(news) = self.take(&sighting) {
                told = tell(&news);
            }
            if told.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        radio.watch(patience, &mut take).await?;
        told
    }

    /// The device, when what it says is new.
    fn take(&self, sighting: &Sighting) -> Option<Heard> {
        self.hearing()
            .take(&sighting.address.0, &sighting.advertisement)
    }

    pub(super) fn all(&self) -> Vec<Heard> {
        self.hearing().all()
    }

    fn hearing(&self) -> MutexGuard<'_, Hearing> {
        self.hearing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn as_json(heard: &Heard) -> Value {
    let (verdict, sure, why) = match &heard.verdict {
        Verdict::Drivable {
            sureness, obstacle, ..
        } => (
            "drivable",
            Some(*sureness == Match::Sure),
            obstacle.map(crate::words::session::refusal),
        ),
        Verdict::Refused(refused) => ("refused", None, Some(refused.to_string())),
        Verdict::Contradictory { families } => {
            ("contradictory", None, Some(contradiction(families)))
        }
        Verdict::Stranger => ("stranger", None, None),
    };
    json!({
        "address": heard.address,
        "name": heard.name.as_deref().map(devices::readable),
        "signal_dbm": heard.signal_dbm,
        "verdict": verdict,
        "kind": heard.kind(),
        "sure": sure,
        "why": why,
        "kept_as": heard.kept.as_ref().map(|(_, name)| name),
    })
}

pub(super) fn contradiction(families: &[Family]) -> String {
    let kinds: Vec<&str> = families
        .iter()
        .filter_map(|family| DeviceKind::of(*family))
        .map(devices::kind)
        .collect();
    devices::contradiction(&kinds)
}

/// The list on a terminal, drawn over itself; at the end it stays.
struct Screen {
    out: Out,
    live: Option<Term>,
    drawn: usize,
    all: bool,
}

impl Screen {
    fn new(out: Out, all: bool) -> Self {
        let term = Term::stdout();
        let live = (term.is_term() && !out.is_json()).then_some(term);
        Self {
            out,
            live,
            drawn: 0,
            all,
        }
    }

    fn draw(&mut self, heard: &[Heard]) {
        let Some(term) = &self.live else { return };
        let mut lines = vec![String::new(), format!("  {}", devices::LISTENING)];
        lines.extend(self.lines(heard));
        // a terminal that went away is noticed when the list is printed at the end
        let _ = term.clear_last_lines(self.drawn);
        self.drawn = lines.len();
        for line in &lines {
            let _ = term.write_line(line);
        }
    }

    fn end(&mut self, heard: &[Heard], seconds: u32) -> Result<(), Failure> {
        if self.out.is_json() {
            return Ok(());
        }
        if let Some(term) = &self.live {
            let _ = term.clear_last_lines(self.drawn);
        }
        let lines = self.lines(heard);
        if lines.is_empty() {
            self.out
                .say(&devices::nothing_heard(seconds, heard.len()))?;
            return Ok(());
        }
        self.out.blank()?;
        for line in lines {
            self.out.line(line)?;
        }
        self.out.blank()?;
        self.out.say(devices::HOW_TO_ADD)
    }

    fn lines(&self, heard: &[Heard]) -> Vec<String> {
        let shown = |heard: &&Heard| self.all || !heard.is_stranger();
        heard
            .iter()
            .filter(shown)
            .flat_map(devices::heard)
            .collect()
    }
}
