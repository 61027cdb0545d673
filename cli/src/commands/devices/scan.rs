//! `lull devices scan`: what is near, as it comes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::Args;
use console::Term;
use lull_core::device::Match;
use lull_core::device::kept::{DeviceKind, DeviceName, KeptDevice, Reach};
use lull_core::device::registry::Family;
use lull_core::device::sighting::{Verdict, judge};
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

/// A device that was heard, and what is to be thought of it.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) address: String,
    pub(crate) name: Option<String>,
    pub(crate) signal_dbm: Option<i16>,
    pub(crate) verdict: Verdict,
    /// The name it is kept under.
    pub(crate) kept_as: Option<DeviceName>,
}

/// Everything heard so far, each device once.
#[derive(Clone, Debug)]
pub(super) struct Ear {
    heard: Arc<Mutex<BTreeMap<String, Heard>>>,
    kept: Arc<Vec<KeptDevice>>,
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
                if out.is_json() && (self.all || heard.verdict != Verdict::Stranger) {
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
            heard: Arc::default(),
            kept: Arc::new(kept),
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
            if let Some(news) = self.take(sighting) {
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
    fn take(&self, sighting: Sighting) -> Option<Heard> {
        let Sighting {
            address,
            advertisement,
        } = sighting;
        let known = |kept: &&KeptDevice| match &kept.reach {
            Reach::Bluetooth { address: at } | Reach::Socket { path: at } => {
                at.eq_ignore_ascii_case(&address.0)
            }
        };
        let news = Heard {
            verdict: judge(&advertisement),
            name: advertisement.name.as_deref().map(devices::readable),
            signal_dbm: advertisement.rssi_dbm,
            kept_as: self.kept.iter().find(known).map(|kept| kept.name.clone()),
            address: address.0,
        };
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let before = heard.insert(news.address.clone(), news.clone());
        let same = before.is_some_and(|before| {
            (before.verdict, before.name) == (news.verdict.clone(), news.name.clone())
        });
        (!same).then_some(news)
    }

    /// The surest first, then the nearest.
    pub(super) fn all(&self) -> Vec<Heard> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Heard> = heard.values().cloned().collect();
        all.sort_by_key(|heard| {
            let nearest = std::cmp::Reverse(heard.signal_dbm.unwrap_or(i16::MIN));
            (rank(&heard.verdict), nearest)
        });
        all
    }
}

fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Drivable {
            sureness: Match::Sure,
            ..
        } => 0,
        Verdict::Drivable { .. } => 1,
        Verdict::Refused(_) => 2,
        Verdict::Contradictory { .. } => 3,
        Verdict::Stranger => 4,
    }
}

/// The kind a driver would take it for; `None` where none does.
pub(super) fn kind_of(verdict: &Verdict) -> Option<DeviceKind> {
    match verdict {
        Verdict::Drivable { family, .. } => DeviceKind::of(*family),
        Verdict::Refused(_) | Verdict::Contradictory { .. } | Verdict::Stranger => None,
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
        "name": heard.name,
        "signal_dbm": heard.signal_dbm,
        "verdict": verdict,
        "kind": kind_of(&heard.verdict),
        "sure": sure,
        "why": why,
        "kept_as": heard.kept_as,
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
        let shown = |heard: &&Heard| self.all || heard.verdict != Verdict::Stranger;
        heard
            .iter()
            .filter(shown)
            .flat_map(devices::heard)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use lull_core::device::{Advertisement, omp};
    use lull_core::driver::radio::Address;

    use super::*;

    fn sighting(address: &str, name: &str, rssi: i16) -> Sighting {
        Sighting {
            address: Address(address.into()),
            advertisement: Advertisement {
                name: Some(name.into()),
                services: vec![omp::SERVICE],
                rssi_dbm: Some(rssi),
                ..Advertisement::default()
            },
        }
    }

    #[test]
    fn a_device_is_told_once_and_again_only_when_it_says_something_else() {
        let ear = Ear::new(Vec::new());
        assert!(ear.take(sighting("a", "Feet", -50)).is_some());
        assert!(
            ear.take(sighting("a", "Feet", -70)).is_none(),
            "only the signal changed"
        );
        assert!(ear.take(sighting("a", "SEM6000", -70)).is_some());
        assert_eq!(ear.all().len(), 1);
        assert!(matches!(
            ear.all()[0].verdict,
            Verdict::Contradictory { .. }
        ));
    }

    #[test]
    fn the_surest_come_first_and_of_those_the_nearest() {
        let ear = Ear::new(Vec::new());
        ear.take(sighting("far", "Feet", -80));
        ear.take(sighting("near", "Calves", -40));
        ear.take(sighting("liar", "SEM6000", -20));
        let order: Vec<String> = ear.all().into_iter().map(|heard| heard.address).collect();
        assert_eq!(order, ["near", "far", "liar"]);
    }

    #[test]
    fn a_name_with_control_characters_is_shown_without_them() {
        let ear = Ear::new(Vec::new());
        let heard = ear
            .take(sighting("a", "Feet\u{1b}[31m\n", -50))
            .expect("new");
        assert_eq!(heard.name.as_deref(), Some("Feet\u{fffd}[31m\u{fffd}"));
    }
}
