//! From the person's choice to a radio: what a session is run on, and how a massager nobody owns is stopped.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use lull_core::app::{App, SessionRequest};
use lull_core::device::kept::{KeptDevice, Reach, Touch};
use lull_core::device::link::{BOND_WITHIN, LinkFault};
use lull_core::device::{
    Channel, DeviceChoice, Driver, Fact, Feedback, Intent, Level, LinkLossRule, Motion, Step, Terms,
};
use lull_core::diary::Score;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::{SimulatedMassager, SocketRadio};
use lull_core::driver::radio::{Address, BleRadio, Connection, Radio, RadioEvent, Sink};
use lull_core::driver::runtime::{SessionPort, SessionRun};
use lull_core::session::{ProgramKind, SessionId, Stopped};
use tokio::time::timeout;

use crate::clock::TimeSource;
use crate::exit::Failure;
use crate::words;

/// How long a massager may take to be reached, and then to be seen standing still, in the world's time.
const PATIENCE: Duration = Duration::from_secs(10);

const SHORTEST_LOOK: Duration = Duration::from_millis(10);
const LONGEST_LOOK: Duration = Duration::from_millis(250);

/// What the person wants of one session, where they said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wish {
    pub(crate) legs_now: Option<Score>,
    pub(crate) level: Option<Level>,
    pub(crate) after_bath: bool,
}

/// The runtime of a command that drives or waits.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| no_runtime(&error))
}

pub(crate) fn no_runtime(error: &io::Error) -> Failure {
    Failure::device(words::failure::no_runtime(error))
}

/// The clock a session with this massager is timed by. Call it inside a runtime.
///
/// A fast clock that no other process shares gives way when the machine is busy, instead of missing deadlines.
pub(crate) fn clock(source: &TimeSource, choice: &DeviceChoice, speed: u32) -> Clock {
    match (choice, source) {
        (DeviceChoice::Simulated, _) if speed > 1 => Clock::demonstration(source.now(), speed),
        (_, TimeSource::System(zone)) if speed == 1 => Clock::system(zone.clone()),
        (
            DeviceChoice::Simulated
            | DeviceChoice::SimulatedAt { .. }
            | DeviceChoice::Manual
            | DeviceChoice::Kept { .. },
            TimeSource::System(_) | TimeSource::Given(..),
        ) => Clock::starting_at(source.now(), speed),
    }
}

/// How often to look at a clock that something waits for, in the world's time: a fast one is kept going by being
/// looked at.
pub(crate) fn look_every(speed: u32) -> Duration {
    (Duration::from_secs(1) / speed.max(1)).clamp(SHORTEST_LOOK, LONGEST_LOOK)
}

/// Checks everything a start needs and writes the first journal line; nothing is sent yet.
pub(crate) fn prepare(
    app: &App,
    program: ProgramKind,
    choice: DeviceChoice,
    wish: Wish,
    clock: &Clock,
) -> Result<(SessionRun, SessionPort), Failure> {
    let (radio, address) = reach(app, &choice, clock)?;
    let id = SessionId(rand::random_range(1..=u32::MAX));
    let request = SessionRequest {
        device: Some(choice),
        legs_now: wish.legs_now,
        level: wish.level,
        after_bath: wish.after_bath,
        ..SessionRequest::new(program, id)
    };
    SessionRun::prepare(app, request, radio, address, clock.clone())
        .map_err(|error| Failure::of_app(error, &clock.now().zone))
}

/// The radio that reaches the chosen massager. A simulated one is made here and lives as long as its radio.
fn reach(
    app: &App,
    choice: &DeviceChoice,
    clock: &Clock,
) -> Result<(Arc<dyn Radio>, Address), Failure> {
    Ok(match choice {
        DeviceChoice::Simulated => {
            let massager = SimulatedMassager::new(clock.clone());
            (Arc::new(massager.radio()), SimulatedMassager::address())
        }
        DeviceChoice::SimulatedAt { socket } => at(&Reach::Socket {
            path: socket.clone(),
        }),
        DeviceChoice::Manual => (Arc::new(NoRadio), Address("manual".to_owned())),
        DeviceChoice::Kept { id } => at(&app.device(*id)?.reach),
    })
}

/// The radio a kept device is found on, and its address there.
fn at(reach: &Reach) -> (Arc<dyn Radio>, Address) {
    match reach {
        Reach::Socket { path } => {
            let radio = SocketRadio::at(path);
            let address = radio.address();
            (Arc::new(radio), address)
        }
        Reach::Bluetooth { address } => (Arc::new(BleRadio::new()), Address(address.clone())),
    }
}

/// Pairs a device with this computer. One that is paired already stays so.
///
/// # Errors
/// [`Failure::Device`] with what to do about it.
pub(crate) fn pair(device: &KeptDevice) -> Result<(), Failure> {
    let (radio, address) = at(&device.reach);
    runtime()?.block_on(async {
        let connection = radio.connect(&address, PATIENCE).await?;
        let bonded = connection.bond(BOND_WITHIN).await;
        connection.disconnect().await;
        Ok(bonded?)
    })
}

/// Ends the pairing of a device that is kept no more. `None` for a device that is never paired.
///
/// # Errors
/// In the inner result why the system still keeps the pairing.
pub(crate) fn unpair(device: &KeptDevice) -> Result<Option<Result<(), LinkFault>>, Failure> {
    if !device.configuration.kind().may_be_paired() {
        return Ok(None);
    }
    let (radio, address) = at(&device.reach);
    Ok(Some(runtime()?.block_on(radio.forget(&address))))
}

/// The radio to listen on: Bluetooth, or the one simulated massager at a socket.
pub(crate) fn ear(simulated_at: Option<&str>) -> Arc<dyn Radio> {
    match simulated_at {
        Some(path) => Arc::new(SocketRadio::at(path)),
        None => Arc::new(BleRadio::new()),
    }
}

/// What a choice is called: a kept device by its name.
///
/// # Errors
/// The storage's own.
pub(crate) fn called(app: &App, choice: &DeviceChoice) -> Result<String, Failure> {
    let name = match choice {
        DeviceChoice::Kept { id } => app
            .devices()?
            .into_iter()
            .find(|device| device.id == *id)
            .map(|device| device.name.to_string()),
        DeviceChoice::Simulated | DeviceChoice::SimulatedAt { .. } | DeviceChoice::Manual => None,
    };
    Ok(words::session::device(choice, name.as_deref()))
}

/// A massager that really turns does so in the world's time, whatever `--now` says.
///
/// # Errors
/// [`Failure::Invalid`] naming `now`, or the storage's own.
pub(crate) fn in_its_time(
    app: &App,
    choice: &DeviceChoice,
    source: &TimeSource,
) -> Result<(), Failure> {
    let given = matches!(source, TimeSource::Given(..));
    if given && app.touch_of(choice)? == Touch::ByRadio {
        return Err(Failure::invalid("now", words::failure::NOW_FOR_SIMULATED));
    }
    Ok(())
}

/// Stops a massager that no session owns and says what was seen.
///
/// # Errors
/// [`Failure::Device`] when it cannot be reached or the stop was neither accepted nor seen.
pub(crate) async fn stop(
    app: &App,
    choice: &DeviceChoice,
    clock: &Clock,
) -> Result<Stopped, Failure> {
    let (radio, address) = reach(app, choice, clock)?;
    let connection = timeout(PATIENCE, radio.connect(&address, PATIENCE))
        .await
        .unwrap_or(Err(LinkFault::TimedOut))?;
    let mut conversation = Conversation {
        connection,
        driver: app.driver_for(choice)?,
        motion: None,
        read: None,
    };
    let stopped = timeout(PATIENCE, conversation.stop(clock)).await;
    conversation.connection.disconnect().await;
    Ok(stopped.unwrap_or(Err(LinkFault::TimedOut))?)
}

/// A short talk with a massager outside any session.
struct Conversation {
    connection: Box<dyn Connection>,
    driver: Box<dyn Driver>,
    motion: Option<Motion>,
    /// The value read last: it may be the one that is waited for next.
    read: Option<(Channel, Vec<u8>)>,
}

impl Conversation {
    async fn stop(&mut self, clock: &Clock) -> Result<Stopped, LinkFault> {
        // a stop starts nothing: these terms are never sent, the driver's contract only asks for some
        let terms = Terms {
            session_id: 0,
            device_timer: Duration::from_secs(60),
            link_loss: LinkLossRule::StopAfter { seconds: 30 },
        };
        for step in self.driver.connected() {
            self.take(step).await?;
        }
        if self.stands_still() {
            return Ok(self.seen_off());
        }
        let steps = self.driver.encode(Intent::Stop, &terms, &clock.now());
        for step in steps {
            self.take(step).await?;
        }
        // it accepted the stop; give it a moment to say that it stands still
        let seen = timeout(PATIENCE / 2, async {
            while !self.stands_still() {
                self.hear().await?;
            }
            Ok::<(), LinkFault>(())
        });
        match seen.await {
            Ok(Ok(())) => Ok(self.seen_off()),
            Ok(Err(_)) | Err(_) => Ok(Stopped::Acknowledged),
        }
    }

    /// What a device that says it is off proves of the motor.
    fn seen_off(&self) -> Stopped {
        match self.driver.capabilities().feedback {
            Feedback::Observed => Stopped::Observed,
            Feedback::Switched => Stopped::SwitchedOff,
            Feedback::Acknowledged | Feedback::None => Stopped::Acknowledged,
        }
    }

    fn stands_still(&self) -> bool {
        self.motion == Some(Motion::Still)
    }

    async fn take(&mut self, step: Step) -> Result<(), LinkFault> {
        match step {
            Step::Bond => self.connection.bond(PATIENCE).await,
            Step::Read(channel) => loop {
                let bytes = self.connection.read(channel).await?;
                self.learn(channel, &bytes);
                self.read = Some((channel, bytes));
                match self.driver.read_again(channel) {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Ok(()),
                }
            },
            Step::Subscribe(channel) => self.connection.subscribe(channel).await,
            Step::Write {
                channel,
                bytes,
                mode,
            } => {
                self.driver.sending(channel, &bytes);
                self.connection.write(channel, &bytes, mode).await
            }
            Step::WaitFor {
                channel,
                starts_with,
                within,
            } => {
                let matches = |from: Channel, bytes: &[u8]| {
                    from == channel && bytes.starts_with(&starts_with)
                };
                if self
                    .read
                    .take()
                    .is_some_and(|(from, bytes)| matches(from, &bytes))
                {
                    return Ok(());
                }
                let awaited = async {
                    loop {
                        let (from, bytes) = self.hear().await?;
                        if matches(from, &bytes) {
                            return Ok(());
                        }
                    }
                };
                timeout(within, awaited)
                    .await
                    .unwrap_or(Err(LinkFault::TimedOut))
            }
            Step::Delay(delay) => {
                tokio::time::sleep(delay).await;
                Ok(())
            }
        }
    }

    async fn hear(&mut self) -> Result<(Channel, Vec<u8>), LinkFault> {
        match self.connection.next_event().await {
            RadioEvent::Value { channel, bytes } => {
                self.learn(channel, &bytes);
                Ok((channel, bytes))
            }
            RadioEvent::Dropped => Err(LinkFault::Disconnected),
        }
    }

    fn learn(&mut self, channel: Channel, bytes: &[u8]) {
        for fact in self.driver.decode(channel, bytes) {
            match fact {
                Fact::State(state) => self.motion = Some(state.motion),
                Fact::Capable { .. }
                | Fact::Accepted { .. }
                | Fact::Refused { .. }
                | Fact::Unreadable { .. }
                | Fact::Unsupported { .. }
                | Fact::Unusable { .. }
                | Fact::Power { .. } => {}
            }
        }
    }
}

/// The radio of a massager that has none: nobody is ever found on it.
#[derive(Debug)]
struct NoRadio;

#[async_trait]
impl Radio for NoRadio {
    async fn watch(&self, _patience: Duration, _sink: &mut Sink<'_>) -> Result<(), LinkFault> {
        Ok(())
    }

    async fn connect(
        &self,
        _address: &Address,
        _patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault> {
        Err(LinkFault::NotFound)
    }

    async fn forget(&self, _address: &Address) -> Result<(), LinkFault> {
        Ok(())
    }
}
