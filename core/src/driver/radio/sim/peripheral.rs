//! The massager's radio end: who is connected, what is on its way out, and what goes wrong.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::bond::Bond;
use super::fault::{Noise, SimFault};
use super::gatt::{AttError, GattRequest, is_protected};
use super::happening::What;
use super::massager::Massager;
use super::profile::{SERVICE, SESSION_STATUS, VALUE_BYTES_MAX};
use crate::device::{Advertisement, Channel, WriteMode};

const SECOND: Duration = Duration::from_secs(1);

/// Names one connection, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkId(u64);

/// What comes out of the massager on one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// To the request with this number, as the phone chose it.
    Answer {
        number: u64,
        result: Result<Vec<u8>, AttError>,
    },
    Value {
        channel: Channel,
        bytes: Vec<u8>,
    },
    /// The link is gone; nothing follows.
    Dropped,
}

/// Why no connection came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// Out of reach or without power.
    Away,
    /// Somebody else is connected.
    Busy,
    /// The phone came with a bond that the massager does not know (any more).
    BondLost,
}

/// A massager with a radio. Time is an argument, as for the [`Massager`] inside.
#[derive(Clone, Debug)]
pub struct Peripheral {
    pub(super) massager: Massager,
    pub(super) links: BTreeMap<LinkId, Link>,
    current: Option<LinkId>,
    next_link: u64,
    bonds: BTreeSet<Bond>,
    next_bond: u64,
    refuses_pairing: bool,
    busy: bool,
    silent: bool,
    pub(super) lag: Duration,
    garbage: Option<Garbage>,
    out_of_reach_until: Option<Duration>,
    power_back_at: Option<Duration>,
    coming: Vec<(Duration, SimFault)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    pub(super) encrypted: bool,
    pub(super) control_indicated: bool,
    pub(super) status_notified: bool,
    /// The answer to the last order is on its way until then.
    pub(super) procedure_until: Duration,
    /// By the moment each comes out.
    outbox: VecDeque<(Duration, Outgoing)>,
}

#[derive(Clone, Copy, Debug)]
struct Garbage {
    noise: Noise,
    next: Duration,
}

impl Peripheral {
    #[must_use]
    pub const fn new(massager: Massager) -> Self {
        Self {
            massager,
            links: BTreeMap::new(),
            current: None,
            next_link: 0,
            bonds: BTreeSet::new(),
            next_bond: 0,
            refuses_pairing: false,
            busy: false,
            silent: false,
            lag: Duration::ZERO,
            garbage: None,
            out_of_reach_until: None,
            power_back_at: None,
            coming: Vec::new(),
        }
    }

    #[must_use]
    pub const fn massager(&self) -> &Massager {
        &self.massager
    }

    /// Brings everything to `now`, each thing at its own moment.
    pub fn advance(&mut self, now: Duration) {
        while let Some(at) = self.next_own_deadline().filter(|at| *at <= now) {
            self.massager.advance(at);
            self.notify_status();
            self.do_what_is_due();
            self.notify_status();
        }
        self.massager.advance(now);
    }

    /// When to advance again, at the latest, to miss nothing that comes out on `link`.
    #[must_use]
    pub fn next_deadline(&self, link: Option<LinkId>) -> Option<Duration> {
        let on_its_way = link
            .and_then(|link| self.links.get(&link))
            .and_then(|link| {
                link.outbox
                    .iter()
                    .map(|(at, _)| *at)
                    .find(|at| *at > self.massager.now())
            });
        earlier(self.next_own_deadline(), on_its_way)
    }

    /// What it advertises; `None` while it is connected, out of reach or without power.
    pub fn advertisement(&mut self, now: Duration) -> Option<Advertisement> {
        self.advance(now);
        (self.is_in_reach() && self.current.is_none()).then(|| Advertisement {
            name: Some("Simulated massager".into()),
            services: vec![SERVICE],
            rssi_dbm: Some(-50),
            ..Advertisement::default()
        })
    }

    /// A phone connects; one that holds a bond encrypts the link with it at once.
    ///
    /// # Errors
    /// [`Unreachable`]. Nothing changed, but with [`Unreachable::BondLost`] the phone was there for a moment.
    pub fn connect(&mut self, bond: Option<Bond>, now: Duration) -> Result<LinkId, Unreachable> {
        self.advance(now);
        if !self.is_in_reach() {
            return Err(Unreachable::Away);
        }
        if self.busy || self.current.is_some() {
            return Err(Unreachable::Busy);
        }
        if bond.is_some_and(|bond| !self.bonds.contains(&bond)) {
            // the link is there before its encryption fails, and gone with it
            self.massager.link_up(now);
            self.massager.link_down(now);
            return Err(Unreachable::BondLost);
        }
        let link = LinkId(self.next_link);
        self.next_link += 1;
        let encrypted = bond.is_some();
        self.links.insert(
            link,
            Link {
                encrypted,
                ..Link::default()
            },
        );
        self.current = Some(link);
        self.massager.link_up(now);
        Ok(link)
    }

    #[must_use]
    pub fn is_up(&self, link: LinkId) -> bool {
        self.current == Some(link)
    }

    /// The phone ends the link. Harmless when it is already gone.
    pub fn disconnect(&mut self, link: LinkId, now: Duration) {
        self.advance(now);
        if self.is_up(link) {
            self.cut();
        }
    }

    /// Nobody will ask for what is left on this link.
    pub fn forget(&mut self, link: LinkId, now: Duration) {
        self.disconnect(link, now);
        self.links.remove(&link);
    }

    /// The phone asks; the answer comes out with the same `number`, or never.
    pub fn request(&mut self, link: LinkId, number: u64, request: GattRequest, now: Duration) {
        self.advance(now);
        if !self.is_up(link) {
            return;
        }
        if let Some(link) = self.links.get_mut(&link) {
            // one request at a time: nobody waits for the answer to an older one any more
            link.outbox
                .retain(|(_, out)| !matches!(out, Outgoing::Answer { .. }));
        }
        let mut answer_after = self.lag;
        let result = match request {
            // nothing here takes a write without response: the phone's own stack sends it, and it is lost
            GattRequest::Write {
                mode: WriteMode::WithoutResponse,
                ..
            } => {
                answer_after = Duration::ZERO;
                Ok(Vec::new())
            }
            GattRequest::Bond
            | GattRequest::Read(_)
            | GattRequest::Write { .. }
            | GattRequest::Subscribe(_)
                if self.silent =>
            {
                return;
            }
            GattRequest::Bond => self.bond(link),
            GattRequest::Read(channel)
            | GattRequest::Subscribe(channel)
            | GattRequest::Write { channel, .. }
                if is_protected(channel) && !self.is_encrypted(link) =>
            {
                Err(AttError::INSUFFICIENT_ENCRYPTION)
            }
            GattRequest::Read(channel) => self.read(channel),
            GattRequest::Subscribe(channel) => self.subscribe(link, channel),
            GattRequest::Write { channel, bytes, .. } => self.write(link, channel, &bytes),
        };
        self.send(link, answer_after, Outgoing::Answer { number, result });
        self.notify_status();
    }

    /// The next thing that came out on `link` and that `wanted` accepts. A link that is gone says so when nothing else
    /// is left, each time.
    pub fn take(
        &mut self,
        link: LinkId,
        now: Duration,
        wanted: impl Fn(&Outgoing) -> bool,
    ) -> Option<Outgoing> {
        self.advance(now);
        let up = self.is_up(link);
        let now = self.massager.now();
        let found = self.links.get_mut(&link).and_then(|link| {
            let index = link
                .outbox
                .iter()
                .position(|(at, out)| *at <= now && wanted(out))?;
            link.outbox.remove(index).map(|(_, out)| out)
        });
        found.or_else(|| (!up && wanted(&Outgoing::Dropped)).then_some(Outgoing::Dropped))
    }

    pub fn press_stop_button(&mut self, now: Duration) {
        self.advance(now);
        self.massager.press_stop_button(now);
        self.notify_status();
    }

    /// Makes something go wrong, now or `delay` from now.
    pub fn inject(&mut self, fault: SimFault, delay: Duration, now: Duration) {
        self.advance(now);
        self.coming.push((now + delay, fault));
        // stable: of two at the same moment the one injected first comes first
        self.coming.sort_by_key(|(at, _)| *at);
        self.advance(now);
    }

    /// Ends every fault, also those still to come. Power and reach are back at once.
    pub fn heal(&mut self, now: Duration) {
        self.advance(now);
        self.coming.clear();
        self.busy = false;
        self.refuses_pairing = false;
        self.silent = false;
        self.lag = Duration::ZERO;
        self.garbage = None;
        self.out_of_reach_until = None;
        self.power_back_at = None;
        self.massager.power_on(now);
        self.massager.refusal = None;
        self.massager.motor.set_strength(100, now);
        self.massager.motor.set_stuck(false, now);
        self.massager.diary.note(now, What::Healed);
        self.notify_status();
    }

    /// Pairs with whoever asks, as "Just Works" does: unlike a real massager it needs no button pressed before.
    fn bond(&mut self, link: LinkId) -> Result<Vec<u8>, AttError> {
        if self.refuses_pairing {
            return Err(AttError::INSUFFICIENT_AUTHENTICATION);
        }
        let Some(link) = self.links.get_mut(&link) else {
            return Err(AttError::INSUFFICIENT_AUTHENTICATION);
        };
        link.encrypted = true;
        let bond = Bond::new(self.next_bond);
        self.next_bond += 1;
        self.bonds.insert(bond);
        Ok(bond.to_bytes())
    }

    fn is_encrypted(&self, link: LinkId) -> bool {
        self.links.get(&link).is_some_and(|link| link.encrypted)
    }

    fn is_in_reach(&self) -> bool {
        self.massager.is_powered() && self.out_of_reach_until.is_none()
    }

    fn next_own_deadline(&self) -> Option<Duration> {
        [
            self.massager.next_deadline(),
            self.out_of_reach_until,
            self.power_back_at,
            self.coming.first().map(|(at, _)| *at),
            self.garbage.map(|garbage| garbage.next),
        ]
        .into_iter()
        .reduce(earlier)
        .flatten()
    }

    fn do_what_is_due(&mut self) {
        let now = self.massager.now();
        let due = |at: &mut Duration| *at <= now;
        self.out_of_reach_until.take_if(due);
        if self.power_back_at.take_if(due).is_some() {
            self.massager.power_on(now);
        }
        if let Some(garbage) = &mut self.garbage
            && garbage.next <= now
        {
            garbage.next += SECOND;
            self.massager.owe_status();
        }
        while self.coming.first().is_some_and(|(at, _)| *at <= now) {
            let (_, fault) = self.coming.remove(0);
            self.go_wrong(fault, now);
        }
    }

    fn go_wrong(&mut self, fault: SimFault, now: Duration) {
        self.massager.diary.note(now, What::WentWrong { fault });
        match fault {
            SimFault::Refuse { code } => self.massager.refusal = Some(code),
            SimFault::Busy => self.busy = true,
            SimFault::ForgetBond => self.bonds.clear(),
            SimFault::RefusePairing => self.refuses_pairing = true,
            SimFault::Silent => self.silent = true,
            SimFault::Slow { millis } => self.lag = Duration::from_millis(millis.into()),
            SimFault::Drop => self.cut(),
            SimFault::DropFor { seconds } => {
                self.cut();
                self.out_of_reach_until = Some(now + Duration::from_secs(seconds.into()));
            }
            SimFault::Garbage { seed } => {
                self.garbage = Some(Garbage {
                    noise: Noise::new(seed),
                    next: now + SECOND,
                });
            }
            SimFault::Sag { percent } => self.massager.sag(percent),
            SimFault::Deaf => self.massager.motor.set_stuck(true, now),
            SimFault::PowerCut { seconds } => {
                self.cut();
                self.massager.power_off(now);
                self.power_back_at = Some(now + Duration::from_secs(seconds.into()));
            }
        }
    }

    fn cut(&mut self) {
        let now = self.massager.now();
        if let Some(link) = self.current.take() {
            if let Some(link) = self.links.get_mut(&link) {
                link.outbox.retain(|(at, _)| *at <= now);
            }
            self.massager.link_down(now);
        }
    }

    /// Sends the status on if it is due and somebody listens.
    fn notify_status(&mut self) {
        if !self.massager.take_status_due() || self.silent {
            return;
        }
        let Some(link) = self.current.filter(|link| {
            self.links
                .get(link)
                .is_some_and(|link| link.status_notified)
        }) else {
            return;
        };
        let bytes = match &mut self.garbage {
            Some(garbage) => garbage.noise.bytes(VALUE_BYTES_MAX),
            None => self.massager.status().to_bytes().to_vec(),
        };
        let channel = SESSION_STATUS;
        self.send(link, self.lag, Outgoing::Value { channel, bytes });
    }

    pub(super) fn send(&mut self, link: LinkId, after: Duration, out: Outgoing) {
        let at = self.massager.now() + after;
        if let Some(link) = self.links.get_mut(&link) {
            // the stack answers a write before the massager's own indication comes
            let place = match out {
                Outgoing::Answer { .. } => link.outbox.partition_point(|(other, _)| *other < at),
                Outgoing::Value { .. } | Outgoing::Dropped => {
                    link.outbox.partition_point(|(other, _)| *other <= at)
                }
            };
            link.outbox.insert(place, (at, out));
        }
    }
}

fn earlier(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
