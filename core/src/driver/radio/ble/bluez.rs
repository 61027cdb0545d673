//! What btleplug cannot do on Linux: pair with an agent of our own, forget a device, and scan without switching the
//! adapter on. On D-Bus connections of our own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dbus::arg::{PropMap, RefArg, Variant};
use dbus::channel::{MatchingReceiver, Sender};
use dbus::message::MatchRule;
use dbus::nonblock::stdintf::org_freedesktop_dbus::Properties;
use dbus::nonblock::{Proxy, SyncConnection};
use dbus::{Message, Path};
use dbus_crossroads::{Context, Crossroads, MethodErr};
use tokio::task::JoinHandle;

use super::faults::{Trouble, of_bluez};
use crate::device::link::LinkFault;

const SERVICE: &str = "org.bluez";
const AGENT: &str = "/app/lull/agent";
const AGENTS: &str = "/org/bluez";
const AGENTS_INTERFACE: &str = "org.bluez.AgentManager1";
const ADAPTER_INTERFACE: &str = "org.bluez.Adapter1";
const DEVICE_INTERFACE: &str = "org.bluez.Device1";
/// For calls that BlueZ answers without talking to a device.
const QUICK: Duration = Duration::from_secs(3);
/// Just Works takes a tenth of a second; BlueZ 5.66 never answers at all in some of the other cases.
const PAIR_LIMIT: Duration = Duration::from_secs(10);

/// A connection to the system bus. Closing it ends whatever BlueZ does for it.
struct Bus {
    calls: Arc<SyncConnection>,
    guest: Guest,
    carrying: JoinHandle<()>,
}

impl core::fmt::Debug for Bus {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Bus").finish_non_exhaustive()
    }
}

impl Bus {
    fn open() -> Result<Self, Trouble> {
        let (resource, calls) =
            dbus_tokio::connection::new_system_sync().map_err(|error| of_bluez(&error))?;
        let carrying = tokio::spawn(async move {
            let lost = resource.await;
            tracing::debug!(%lost, "the connection to the system bus ended");
        });
        Ok(Self {
            calls,
            guest: Guest::default(),
            carrying,
        })
    }

    fn at<'a>(&'a self, path: &'a str, limit: Duration) -> Proxy<'a, &'a SyncConnection> {
        Proxy::new(SERVICE, Path::from(path), limit, &*self.calls)
    }

    fn is_lost(&self) -> bool {
        self.carrying.is_finished()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.carrying.abort();
    }
}

/// The object path of an adapter (`hci0`) or of a device (`hci0/dev_..`).
pub(super) fn path(id: &str) -> String {
    format!("/org/bluez/{id}")
}

/// Scans while it lives. BlueZ ends a client's scan with the client's connection.
#[derive(Debug)]
pub(super) struct Discovery {
    bus: Bus,
    adapter: String,
}

impl Discovery {
    /// Never switches the adapter on.
    pub(super) async fn start(adapter: &str) -> Result<Self, Trouble> {
        let discovery = Self {
            bus: Bus::open()?,
            adapter: path(adapter),
        };
        discovery.begin().await?;
        Ok(discovery)
    }

    /// Starts again what a restart of bluetoothd or of the adapter ended without a word.
    pub(super) async fn keep_up(&self) -> Result<(), Trouble> {
        let adapter = self.bus.at(&self.adapter, QUICK);
        let discovering = adapter.get::<bool>(ADAPTER_INTERFACE, "Discovering").await;
        if discovering.map_err(|error| of_bluez(&error))? {
            return Ok(());
        }
        self.begin().await
    }

    async fn begin(&self) -> Result<(), Trouble> {
        let adapter = self.bus.at(&self.adapter, QUICK);
        let mut filter = PropMap::new();
        let boxed = |value: Box<dyn RefArg>| Variant(value);
        filter.insert("Transport".into(), boxed(Box::new("le".to_owned())));
        filter.insert("DuplicateData".into(), boxed(Box::new(true)));
        let told: Result<(), _> = adapter
            .method_call(ADAPTER_INTERFACE, "SetDiscoveryFilter", (filter,))
            .await;
        told.map_err(|error| of_bluez(&error))?;
        let started: Result<(), _> = adapter
            .method_call(ADAPTER_INTERFACE, "StartDiscovery", ())
            .await;
        match started.map_err(|error| of_bluez(&error)) {
            Ok(()) | Err(Trouble::InProgress) => Ok(()),
            Err(trouble) => Err(trouble),
        }
    }
}

/// Pairs devices. It is the agent for its own pairings only, never the system's default.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    bus: tokio::sync::Mutex<Option<Bus>>,
}

impl Pairing {
    /// Whether there is a bond; false as well for a device that BlueZ does not know.
    pub(super) async fn is_paired(&self, device: &str) -> Result<bool, Trouble> {
        let mut place = self.bus.lock().await;
        let bus = opened(&mut place)?;
        let device = path(device);
        let paired = bus
            .at(&device, QUICK)
            .get::<bool>(DEVICE_INTERFACE, "Paired");
        match paired.await.map_err(|error| of_bluez(&error)) {
            Err(Trouble::HandleDied) => Ok(false),
            told => told,
        }
    }

    /// Pairs with a connected device unless that is done. The one way in which a pairing ever begins here: one that an
    /// ATT error starts can kill the whole link for half a minute.
    pub(super) async fn pair(&self, device: &str, patience: Duration) -> Result<(), Trouble> {
        // `Pair` on a paired device is never answered by BlueZ 5.66
        if self.is_paired(device).await? {
            return Ok(());
        }
        let mut place = self.bus.lock().await;
        let bus = opened(&mut place)?;
        let device = path(device);
        let mut visit = Visit::begin(bus, &device).await?;
        let limit = patience.min(PAIR_LIMIT);
        let paired: Result<(), dbus::Error> = bus
            .at(&device, limit)
            .method_call(DEVICE_INTERFACE, "Pair", ())
            .await;
        let trouble = match paired {
            Err(error) if error.name() != Some("org.bluez.Error.AlreadyExists") => {
                let trouble = of_bluez(&error);
                tracing::debug!(%error, ?trouble, "pairing");
                Some(trouble)
            }
            Ok(()) | Err(_) => None,
        };
        visit.is_over = trouble != Some(LinkFault::TimedOut.into());
        trouble.map_or(Ok(()), Err)
    }

    /// Removes a device with its bond. Harmless when BlueZ does not know it.
    pub(super) async fn forget(&self, adapter: &str, device: &str) -> Result<(), Trouble> {
        let mut place = self.bus.lock().await;
        let bus = opened(&mut place)?;
        let (adapter, device) = (path(adapter), Path::from(path(device)));
        let removed: Result<(), _> = bus
            .at(&adapter, QUICK)
            .method_call(ADAPTER_INTERFACE, "RemoveDevice", (device,))
            .await;
        match removed.map_err(|error| of_bluez(&error)) {
            Err(Trouble::HandleDied) => Ok(()),
            told => told,
        }
    }
}

fn opened(place: &mut Option<Bus>) -> Result<&Bus, Trouble> {
    if place.as_ref().is_none_or(Bus::is_lost) {
        let bus = Bus::open()?;
        serve_agent(&bus);
        *place = Some(bus);
    }
    place.as_ref().ok_or(LinkFault::ServiceMissing.into())
}

/// The device that is being paired, by its path. The agent knows nobody else.
#[derive(Clone, Debug, Default)]
struct Guest(Arc<Mutex<Option<String>>>);

impl Guest {
    fn is(&self, device: &Path<'_>) -> Result<(), MethodErr> {
        match self.place().as_deref() {
            Some(guest) if guest == &**device => Ok(()),
            Some(_) | None => Err(refused("this is not the device that is being paired")),
        }
    }

    fn place(&self) -> MutexGuard<'_, Option<String>> {
        // plain data: a panic elsewhere leaves it usable
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One pairing, from the registration of the agent to its removal, also when nobody waits for its end any more.
struct Visit<'a> {
    bus: &'a Bus,
    device: String,
    /// BlueZ has answered.
    is_over: bool,
}

impl<'a> Visit<'a> {
    /// Registers the agent every time: bluetoothd forgets agents when it restarts, and says nothing when it is killed.
    async fn begin(bus: &'a Bus, device: &str) -> Result<Self, Trouble> {
        let registered: Result<(), dbus::Error> = bus
            .at(AGENTS, QUICK)
            .method_call(
                AGENTS_INTERFACE,
                "RegisterAgent",
                (Path::from(AGENT), "NoInputNoOutput"),
            )
            .await;
        match registered {
            Ok(()) => {}
            Err(error) if error.name() == Some("org.bluez.Error.AlreadyExists") => {}
            Err(error) => return Err(of_bluez(&error)),
        }
        *bus.guest.place() = Some(device.to_owned());
        Ok(Self {
            bus,
            device: device.to_owned(),
            is_over: false,
        })
    }

    /// A call whose answer nobody waits for.
    fn order(path: &str, interface: &str, method: &str) -> Message {
        let mut message = Message::call_with_args(SERVICE, path.to_owned(), interface, method, ());
        message.set_no_reply(true);
        message
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        *self.bus.guest.place() = None;
        if !self.is_over {
            let cancel = Self::order(&self.device, DEVICE_INTERFACE, "CancelPairing");
            let _ = self.bus.calls.send(cancel);
        }
        let leave = Self::order(AGENTS, AGENTS_INTERFACE, "UnregisterAgent");
        let _ = self.bus.calls.send(leave.append1(Path::from(AGENT)));
    }
}

fn refused(why: &'static str) -> MethodErr {
    MethodErr::from(("org.bluez.Error.Rejected", why))
}

/// Puts an agent on the bus that can neither show nor ask anything. It grants the one device that is being paired what
/// needs no number; everything else it refuses: numbers it does not have, services it does not offer, other devices.
fn serve_agent(bus: &Bus) {
    let mut objects = Crossroads::new();
    let interface = objects.register("org.bluez.Agent1", |agent| {
        let no_number = || refused("there is no keyboard");
        agent.method("Release", (), (), |_: &mut Context, _: &mut Guest, ()| {
            Ok(())
        });
        agent.method(
            "Cancel",
            (),
            (),
            |_: &mut Context, _: &mut Guest, ()| Ok(()),
        );
        agent.method(
            "RequestAuthorization",
            ("device",),
            (),
            |_: &mut Context, guest: &mut Guest, (device,): (Path<'static>,)| guest.is(&device),
        );
        agent.method(
            "RequestConfirmation",
            ("device", "passkey"),
            (),
            |_: &mut Context, guest: &mut Guest, (device, _): (Path<'static>, u32)| {
                guest.is(&device)
            },
        );
        agent.method(
            "AuthorizeService",
            ("device", "uuid"),
            (),
            |_: &mut Context, _: &mut Guest, _: (Path<'static>, String)| -> Result<(), _> {
                Err(refused("nothing is offered here"))
            },
        );
        agent.method(
            "RequestPinCode",
            ("device",),
            ("pincode",),
            move |_: &mut Context, _: &mut Guest, (_,): (Path<'static>,)| -> Result<(String,), _> {
                Err(no_number())
            },
        );
        agent.method(
            "RequestPasskey",
            ("device",),
            ("passkey",),
            move |_: &mut Context, _: &mut Guest, (_,): (Path<'static>,)| -> Result<(u32,), _> {
                Err(no_number())
            },
        );
    });
    objects.insert(AGENT, &[interface], bus.guest.clone());
    bus.calls.start_receive(
        MatchRule::new_method_call(),
        Box::new(move |message, bus| {
            // an answer that cannot be sent has nobody to go to
            let _ = objects.handle_message(message, bus);
            true
        }),
    );
}
