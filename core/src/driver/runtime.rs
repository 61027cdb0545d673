//! The loop that runs a session's effects: the only place where the engine meets a clock, a radio and a disk.

use std::collections::VecDeque;
use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio::time::MissedTickBehavior;

use super::clock::Clock;
use super::radio::{Address, Connection, Radio, RadioEvent};
use super::store::Store;
use super::store::ownership::SessionOwnership;
use crate::app::{App, AppError, SessionRequest};
use crate::device::kept::Touch;
use crate::device::link::{Input as LinkInput, LinkFault, OpId, Request};
use crate::engine::{Effect, Engine, Input};
use crate::invalid::{Invalid, Reason};
use crate::session::machine::Order;
use crate::session::{Command, EndReason, Program, SessionEvent, SessionId, SessionView, Stopped};

/// How often a screen gets a fresh countdown, a stop asked for by another process is looked for, and the link's state
/// is polled besides being listened to.
const TICK: Duration = Duration::from_secs(1);
/// A fast clock must not make the tick a busy loop.
const SHORTEST_TICK: Duration = Duration::from_millis(50);
/// Every radio call ends by then, whatever the radio promises; a little before the link machine gives up on it, so that
/// the radio's own word (busy, not found) is heard.
const CONNECT_PATIENCE: Duration = Duration::from_secs(9);
const CALL_PATIENCE: Duration = Duration::from_millis(4500);
const BOND_PATIENCE: Duration = Duration::from_secs(29);

/// One pull of news: the newest snapshot and every event since the last pull, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    pub view: SessionView,
    pub events: Vec<SessionEvent>,
}

/// How a session ended, and what is known of the motor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub reason: EndReason,
    pub stopped: Stopped,
}

/// A session ready to run: checked, its first journal line on disk, this process its owner.
#[derive(Debug)]
pub struct SessionRun {
    engine: Engine,
    store: Store,
    /// Held until the end: other processes see by it that the session is alive.
    _ownership: SessionOwnership,
    clock: Clock,
    radio: Arc<dyn Radio>,
    address: Address,
    commands: mpsc::UnboundedReceiver<Command>,
    shared: Arc<Shared>,
}

/// The shell's hold on a running session: commands in, updates out. Cheap to clone, usable from any thread.
///
/// One consumer pulls updates; clones share its queue.
#[derive(Clone, Debug)]
pub struct SessionPort {
    id: SessionId,
    commands: mpsc::UnboundedSender<Command>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    news: Mutex<News>,
    changed: Notify,
}

#[derive(Debug)]
struct News {
    view: SessionView,
    fresh: bool,
    events: VecDeque<SessionEvent>,
    over: bool,
}

impl SessionRun {
    /// Checks safety, limits and ownership, and writes the first journal line. Nothing is sent yet.
    ///
    /// # Errors
    /// [`AppError::Safety`], [`AppError::Resting`], [`AppError::DailyCap`], [`AppError::SessionRunning`] when something
    /// forbids the start; [`AppError::Device`] when the kept device may not be driven yet; [`AppError::Invalid`] when the session's number was used before; [`AppError::Store`] when it could not be recorded.
    pub fn prepare(
        app: &App,
        request: SessionRequest,
        radio: Arc<dyn Radio>,
        address: Address,
        clock: Clock,
    ) -> Result<(Self, SessionPort), AppError> {
        let now = clock.now();
        let settings = app.settings()?;
        let Some(ownership) = SessionOwnership::take(app.data())? else {
            return Err(AppError::SessionRunning {
                id: app.open_session()?,
            });
        };
        let mut store = Store::open(app.data())?;
        // As the owner we know that whatever is still open was cut off; its massage counts for rest and cap.
        store.settle_cut_off(&now)?;
        if !store.records(request.id)?.is_empty() {
            // A late copy of an old Start. The device would refuse it too.
            let other = "an earlier session of that number".to_owned();
            return Err(Invalid::new("session_id", Reason::Contradicts { other }).into());
        }
        let device = request.device.unwrap_or(settings.device);
        app.may_start(request.program, &device, &now)?;
        if clock.speed() != 1 && app.touch_of(&device)? == Touch::ByRadio {
            // a motor that turns on somebody's legs keeps the world's time
            let other = "a massager that is not simulated".to_owned();
            return Err(Invalid::new("speed", Reason::Contradicts { other }).into());
        }
        let driver = app.driver_for(&device)?;
        let hold = match request.level {
            Some(level) => level,
            None => app.hold_level(request.legs_now)?.level,
        };
        if request.after_bath {
            app.bathed(&now)?;
        }
        let order = Order {
            id: request.id,
            night: now.night(),
            program: Program::new(request.program, hold),
            device,
            legs_now: request.legs_now,
        };
        let mut engine = Engine::new(order, driver);
        engine.handle(Input::Start, &now);
        let mut events = VecDeque::new();
        // The first effect is the journal's first line; what follows it runs in `run`.
        match engine.poll_effect() {
            Some(Effect::Persist(record)) => store.append(&record, &now.zone)?,
            Some(Effect::Event(event)) => events.push_back(event),
            Some(Effect::Radio { .. }) | None => {}
        }

        let shared = Arc::new(Shared {
            news: Mutex::new(News {
                view: engine.view(&now),
                fresh: true,
                events,
                over: false,
            }),
            changed: Notify::new(),
        });
        let (sender, commands) = mpsc::unbounded_channel();
        let port = SessionPort {
            id: request.id,
            commands: sender,
            shared: Arc::clone(&shared),
        };
        let run = Self {
            engine,
            store,
            _ownership: ownership,
            clock,
            radio,
            address,
            commands,
            shared,
        };
        Ok((run, port))
    }

    /// Runs the session to its end. Dropping the future leaves the device to its fail-safe; the next wake says so.
    pub async fn run(mut self) -> Outcome {
        let mut wire = Wire {
            connection: None,
            under_way: None,
        };
        let mut tick = tokio::time::interval(self.clock.in_the_world(TICK).max(SHORTEST_TICK));
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            self.run_effects(&mut wire);
            self.shared.publish(self.engine.view(&self.clock.now()));
            if let Some((reason, stopped)) = self.engine.ended()
                && self.engine.is_at_rest()
                && wire.under_way.is_none()
            {
                self.shared.finish();
                return Outcome { reason, stopped };
            }
            let input = tokio::select! {
                biased;
                Some(command) = self.commands.recv() => Some(Input::Command(command)),
                (op, result, connection) = finished(&mut wire.under_way) => {
                    wire.under_way = None;
                    wire.connection = connection;
                    Some(Input::Link(LinkInput::Done { op, result }))
                }
                event = next_event(wire.connection.as_ref()) => Some(match event {
                    RadioEvent::Value { channel, bytes } => Input::Link(LinkInput::Notified { channel, bytes }),
                    RadioEvent::Dropped => {
                        wire.connection = None;
                        Input::Link(LinkInput::Dropped)
                    }
                }),
                () = deadline(&self.clock, self.engine.poll_deadline()) => Some(Input::Timeout),
                _ = tick.tick() => self.look_around(&mut wire),
            };
            if let Some(input) = input {
                self.engine.handle(input, &self.clock.now());
            }
        }
    }

    /// Everything the engine asks for, in its order. At most one radio request is under way.
    fn run_effects(&mut self, wire: &mut Wire) {
        while let Some(effect) = self.engine.poll_effect() {
            match effect {
                Effect::Persist(record) => {
                    let now = self.clock.now();
                    if let Err(error) = self.store.append(&record, &now.zone) {
                        tracing::error!(session = record.session.0, %error, "journal line not written");
                        self.engine.handle(Input::PersistFailed, &now);
                    }
                }
                Effect::Event(event) => self.shared.tell(event),
                Effect::Radio { op, request } => {
                    let connection = wire.connection.clone();
                    wire.under_way = Some(Box::pin(perform(
                        op,
                        request,
                        connection,
                        Arc::clone(&self.radio),
                        self.address.clone(),
                        self.clock.speed(),
                    )));
                }
            }
        }
    }

    /// Looks at what nobody tells us: a link that died silently, a stop asked for by another process.
    fn look_around(&mut self, wire: &mut Wire) -> Option<Input> {
        if wire
            .connection
            .as_ref()
            .is_some_and(|connection| !connection.is_up())
            && wire.under_way.is_none()
        {
            wire.connection = None;
            return Some(Input::Link(LinkInput::Dropped));
        }
        match self.store.stop_requested(self.shared.id()) {
            Ok(true) if self.engine.ended().is_none() => Some(Input::Command(Command::Stop)),
            Ok(_) => None,
            Err(error) => {
                tracing::warn!(%error, "cannot look for a stop request");
                None
            }
        }
    }
}

impl Drop for SessionRun {
    fn drop(&mut self) {
        self.shared.finish();
    }
}

impl SessionPort {
    #[must_use]
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// Harmless after the end and when repeated.
    pub fn command(&self, command: Command) {
        // The receiver is gone only after the end, when no command means anything.
        let _ = self.commands.send(command);
    }

    /// The next snapshot with all events since the last pull; `None` once the end was delivered.
    ///
    /// Dropping the pending future loses nothing: news are taken only in the moment they are returned.
    pub async fn next_update(&self) -> Option<Update> {
        loop {
            let changed = self.shared.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            {
                let mut news = self.shared.lock();
                if news.fresh || !news.events.is_empty() {
                    news.fresh = false;
                    let events = news.events.drain(..).collect();
                    return Some(Update {
                        view: news.view.clone(),
                        events,
                    });
                }
                if news.over {
                    return None;
                }
            }
            changed.await;
        }
    }

    /// The newest snapshot, at once; takes no events.
    #[must_use]
    pub fn view(&self) -> SessionView {
        self.shared.lock().view.clone()
    }

    /// Whether the session still runs.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.shared.lock().over
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, News> {
        // Nothing in here can be left half-changed by a panic.
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn id(&self) -> SessionId {
        self.lock().view.id
    }

    fn publish(&self, view: SessionView) {
        let mut news = self.lock();
        if news.view != view {
            news.view = view;
            news.fresh = true;
            drop(news);
            self.changed.notify_waiters();
        }
    }

    fn tell(&self, event: SessionEvent) {
        self.lock().events.push_back(event);
        self.changed.notify_waiters();
    }

    fn finish(&self) {
        self.lock().over = true;
        self.changed.notify_waiters();
    }
}

type Connected = Option<Arc<dyn Connection>>;
type UnderWay = Pin<Box<dyn Future<Output = (OpId, Result<Vec<u8>, LinkFault>, Connected)> + Send>>;

/// The radio side of a running session.
struct Wire {
    connection: Connected,
    under_way: Option<UnderWay>,
}

/// One request on the radio, within its own deadline. Returns the connection as it is afterwards.
async fn perform(
    op: OpId,
    request: Request,
    connection: Connected,
    radio: Arc<dyn Radio>,
    address: Address,
    speed: u32,
) -> (OpId, Result<Vec<u8>, LinkFault>, Connected) {
    // Radios keep the world's time; a fast clock shortens their patience so that a demonstration stays quick.
    let patience = |patience: Duration| (patience / speed).max(Duration::from_secs(1));
    if request == Request::Connect {
        let patience = patience(CONNECT_PATIENCE);
        let connecting =
            tokio::time::timeout(patience + SHORTEST_TICK, radio.connect(&address, patience));
        return match connecting.await {
            Ok(Ok(connection)) => (op, Ok(Vec::new()), Some(Arc::from(connection))),
            Ok(Err(fault)) => (op, Err(fault), None),
            Err(_elapsed) => (op, Err(LinkFault::TimedOut), None),
        };
    }
    let Some(connection) = connection else {
        return (op, Err(LinkFault::Disconnected), None);
    };
    let within = patience(match request {
        Request::Bond => BOND_PATIENCE,
        Request::Connect => CONNECT_PATIENCE,
        Request::Read(_) | Request::Subscribe(_) | Request::Write { .. } | Request::Disconnect => {
            CALL_PATIENCE
        }
    });
    let call = async {
        match &request {
            Request::Bond => connection.bond(within).await.map(|()| Vec::new()),
            Request::Read(channel) => connection.read(*channel).await,
            Request::Subscribe(channel) => {
                connection.subscribe(*channel).await.map(|()| Vec::new())
            }
            Request::Write {
                channel,
                bytes,
                mode,
            } => connection
                .write(*channel, bytes, *mode)
                .await
                .map(|()| Vec::new()),
            Request::Disconnect | Request::Connect => {
                connection.disconnect().await;
                Ok(Vec::new())
            }
        }
    };
    let result = tokio::time::timeout(within + SHORTEST_TICK, call)
        .await
        .unwrap_or(Err(LinkFault::TimedOut));
    let connection = (request != Request::Disconnect).then_some(connection);
    (op, result, connection)
}

async fn finished(
    under_way: &mut Option<UnderWay>,
) -> (OpId, Result<Vec<u8>, LinkFault>, Connected) {
    match under_way {
        Some(call) => call.await,
        None => pending().await,
    }
}

async fn next_event(connection: Option<&Arc<dyn Connection>>) -> RadioEvent {
    match connection {
        Some(connection) => connection.next_event().await,
        None => pending().await,
    }
}

async fn deadline(clock: &Clock, at: Option<Duration>) {
    match at {
        Some(at) => clock.sleep_until(at).await,
        None => pending().await,
    }
}
