//! The phone's end of the socket: a radio that reaches a massager in another process.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::wire::{Ask, Hex, Lines, Tell, send};
use crate::device::link::LinkFault;
use crate::device::{Channel, WriteMode};
use crate::driver::radio::sim::bond::{Bond, Keyring};
use crate::driver::radio::sim::in_process_radio::refused;
use crate::driver::radio::{Address, Connection, Radio, RadioEvent, Sighting, Sink};

/// How long an operation may take before it counts as timed out.
const OPERATION_PATIENCE: Duration = Duration::from_secs(5);
const BETWEEN_TRIES: Duration = Duration::from_millis(50);
/// How often a massager that stays in sight is told of again.
const ADVERTISED_AGAIN: Duration = Duration::from_secs(1);
/// A massager needs a moment to notice that its last phone is gone; only one busy for longer is really busy.
const TRIES_WHILE_BUSY: u32 = 5;
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);

/// A radio that reaches a simulated massager behind a Unix socket; the address is the socket's path.
///
/// All waits are in the world's time: another process has its own clock.
#[derive(Clone, Debug)]
pub struct SocketRadio {
    socket: Address,
    keyring: Keyring,
    operation_patience: Duration,
}

impl SocketRadio {
    /// Scans see the massager at this path, if it runs.
    #[must_use]
    pub fn at(socket: &str) -> Self {
        Self {
            socket: Address(socket.into()),
            keyring: Keyring::default(),
            operation_patience: OPERATION_PATIENCE,
        }
    }

    /// How long a read, write or subscription may take.
    #[must_use]
    pub fn with_operation_patience(self, operation_patience: Duration) -> Self {
        Self {
            operation_patience,
            ..self
        }
    }

    #[must_use]
    pub fn address(&self) -> Address {
        self.socket.clone()
    }
}

#[async_trait]
impl Radio for SocketRadio {
    async fn watch(&self, patience: Duration, sink: &mut Sink<'_>) -> Result<(), LinkFault> {
        let watching = async {
            loop {
                let mut pause = BETWEEN_TRIES;
                if let Ok(Some((Tell::Seen { advertisement }, ..))) =
                    ask(&self.socket, &Ask::Look, &mut LinkFault::NotFound).await
                {
                    let address = self.socket.clone();
                    let sighting = Sighting {
                        address,
                        advertisement,
                    };
                    if sink(sighting).is_break() {
                        return;
                    }
                    pause = ADVERTISED_AGAIN;
                }
                tokio::time::sleep(pause).await;
            }
        };
        // a watch that saw nothing is a watch all the same
        let _ = timeout(patience, watching).await;
        Ok(())
    }

    /// Nothing but the one massager can be seen here, so the first sighting completes the scan.
    async fn scan(&self, patience: Duration) -> Result<Vec<Sighting>, LinkFault> {
        let mut seen = None;
        let mut take = |sighting| {
            seen = Some(sighting);
            ControlFlow::Break(())
        };
        self.watch(patience, &mut take).await?;
        Ok(seen.into_iter().collect())
    }

    async fn connect(
        &self,
        address: &Address,
        patience: Duration,
    ) -> Result<Box<dyn Connection>, LinkFault> {
        let mut last = LinkFault::NotFound;
        let tries = async {
            let mut tries_while_busy = 0;
            loop {
                let bond = self.keyring.of(address);
                let told = ask(address, &Ask::Connect { bond }, &mut last).await?;
                if let Some((Tell::Connected, lines, writer)) = told {
                    return Ok((lines, writer));
                }
                if last == LinkFault::BondLost {
                    return Err(last);
                }
                if last == LinkFault::Busy {
                    tries_while_busy += 1;
                    if tries_while_busy == TRIES_WHILE_BUSY {
                        return Err(last);
                    }
                }
                tokio::time::sleep(BETWEEN_TRIES).await;
            }
        };
        let connected = timeout(patience, tries).await;
        let (lines, writer) = connected.unwrap_or(Err(last))?;
        let door = Door {
            address: address.clone(),
            keyring: self.keyring.clone(),
            operation_patience: self.operation_patience,
        };
        Ok(Box::new(SocketConnection::new(lines, writer, door)))
    }

    async fn forget(&self, address: &Address) -> Result<(), LinkFault> {
        self.keyring.forget(address);
        Ok(())
    }
}

type Told = (Tell, Lines<OwnedReadHalf>, OwnedWriteHalf);

/// Opens a conversation with one question. `None` is worth another try; `last` then says what stood in the way, also
/// when the future is dropped half way.
///
/// # Errors
/// What no further try will change.
async fn ask(
    address: &Address,
    ask: &Ask,
    last: &mut LinkFault,
) -> Result<Option<Told>, LinkFault> {
    *last = LinkFault::NotFound;
    let stream = match UnixStream::connect(&address.0).await {
        Ok(stream) => stream,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Err(LinkFault::PermissionMissing);
        }
        Err(_) => return Ok(None),
    };
    // somebody is there; from here on silence is silence
    *last = LinkFault::TimedOut;
    let (reader, mut writer) = stream.into_split();
    let mut lines = Lines::new(reader);
    let told = match send(&mut writer, ask).await {
        Ok(()) => lines.next().await,
        Err(_) => None,
    };
    *last = match &told {
        Some(Tell::Busy) => LinkFault::Busy,
        Some(Tell::BondLost) => LinkFault::BondLost,
        _ => LinkFault::NotFound,
    };
    Ok(told.map(|told| (told, lines, writer)))
}

/// One connection. Dropping it ends the link.
#[derive(Debug)]
struct SocketConnection {
    inbox: Arc<Inbox>,
    /// One operation at a time; holds the number of the last one.
    turn: tokio::sync::Mutex<u64>,
    /// `None` once closed.
    writer: tokio::sync::Mutex<Option<OwnedWriteHalf>>,
    door: Door,
    receiving: JoinHandle<()>,
}

/// What a connection knows of the radio it belongs to.
#[derive(Debug)]
struct Door {
    address: Address,
    keyring: Keyring,
    operation_patience: Duration,
}

/// What came in and was not asked for yet.
#[derive(Debug)]
struct Inbox {
    letters: Mutex<Letters>,
    touched: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Letters {
    answers: BTreeMap<u64, Result<Vec<u8>, LinkFault>>,
    values: VecDeque<(Channel, Vec<u8>)>,
    /// This end or the other ended the link.
    down: bool,
    /// Nothing more can come in.
    closed: bool,
}

impl SocketConnection {
    fn new(lines: Lines<OwnedReadHalf>, writer: OwnedWriteHalf, door: Door) -> Self {
        let inbox = Arc::new(Inbox {
            letters: Mutex::default(),
            touched: watch::Sender::new(()),
        });
        Self {
            receiving: tokio::spawn(receive(lines, Arc::clone(&inbox))),
            inbox,
            turn: tokio::sync::Mutex::new(0),
            writer: tokio::sync::Mutex::new(Some(writer)),
            door,
        }
    }

    async fn operate(&self, ask: impl FnOnce(u64) -> Ask + Send) -> Result<Vec<u8>, LinkFault> {
        let operation = async {
            let mut turn = self.turn.lock().await;
            *turn += 1;
            let number = *turn;
            self.send(&ask(number)).await?;
            self.inbox
                .wait(|letters| {
                    let answer = letters.answers.remove(&number);
                    answer.or(letters.down.then_some(Err(LinkFault::Disconnected)))
                })
                .await
        };
        let done = timeout(self.door.operation_patience, operation).await;
        done.unwrap_or(Err(LinkFault::TimedOut))
    }

    async fn send(&self, ask: &Ask) -> Result<(), LinkFault> {
        let mut place = self.writer.lock().await;
        // taken out while sending: a line cut off half way must be the last one
        let mut writer = place.take().ok_or(LinkFault::Disconnected)?;
        let sent = send(&mut writer, ask).await;
        *place = Some(writer);
        sent.map_err(|_| LinkFault::Disconnected)
    }
}

#[async_trait]
impl Connection for SocketConnection {
    async fn bond(&self, patience: Duration) -> Result<(), LinkFault> {
        let Door {
            address, keyring, ..
        } = &self.door;
        if keyring.of(address).is_some() {
            return Ok(());
        }
        let bonded = timeout(patience, self.operate(|number| Ask::Bond { number })).await;
        let bytes = bonded
            .unwrap_or(Err(LinkFault::TimedOut))
            .map_err(refused)?;
        let bond = Bond::from_bytes(&bytes).ok_or(LinkFault::PairingRefused)?;
        keyring.keep(address.clone(), bond);
        Ok(())
    }

    async fn read(&self, channel: Channel) -> Result<Vec<u8>, LinkFault> {
        self.operate(|number| Ask::Read { number, channel }).await
    }

    async fn write(
        &self,
        channel: Channel,
        bytes: &[u8],
        mode: WriteMode,
    ) -> Result<(), LinkFault> {
        let bytes = Hex(bytes.to_vec());
        let write = |number| Ask::Write {
            number,
            channel,
            bytes,
            mode,
        };
        self.operate(write).await.map(|_| ())
    }

    async fn subscribe(&self, channel: Channel) -> Result<(), LinkFault> {
        let subscribe = |number| Ask::Subscribe { number, channel };
        self.operate(subscribe).await.map(|_| ())
    }

    async fn next_event(&self) -> RadioEvent {
        self.inbox
            .wait(|letters| match letters.values.pop_front() {
                Some((channel, bytes)) => Some(RadioEvent::Value { channel, bytes }),
                None => letters.down.then_some(RadioEvent::Dropped),
            })
            .await
    }

    fn is_up(&self) -> bool {
        !self.inbox.open().down
    }

    async fn disconnect(&self) {
        self.inbox.change(|letters| letters.down = true);
        let close = async {
            if let Some(mut writer) = self.writer.lock().await.take() {
                // a link that cannot even be closed is gone
                let _ = writer.shutdown().await;
            }
            // once the massager has closed its end, it is free for the next phone
            self.inbox
                .wait(|letters| letters.closed.then_some(()))
                .await;
        };
        let _ = timeout(CLOSE_PATIENCE, close).await;
    }
}

impl Drop for SocketConnection {
    fn drop(&mut self) {
        self.receiving.abort();
    }
}

async fn receive(mut lines: Lines<OwnedReadHalf>, inbox: Arc<Inbox>) {
    while let Some(told) = lines.next().await {
        match told {
            Tell::Answer {
                number,
                bytes: Hex(bytes),
            } => inbox.answer(number, Ok(bytes)),
            Tell::Refused { number, .. } => inbox.answer(number, Err(LinkFault::Rejected)),
            Tell::Value {
                channel,
                bytes: Hex(bytes),
            } => inbox.change(|letters| {
                if !letters.down {
                    letters.values.push_back((channel, bytes));
                }
            }),
            Tell::Dropped
            | Tell::Seen { .. }
            | Tell::Away
            | Tell::Busy
            | Tell::BondLost
            | Tell::Connected
            | Tell::Inspection { .. }
            | Tell::Done => break,
        }
    }
    inbox.change(|letters| {
        letters.down = true;
        letters.closed = true;
    });
}

impl Inbox {
    /// Waits until `look` finds something. Dropping the future loses nothing.
    async fn wait<T>(&self, mut look: impl FnMut(&mut Letters) -> Option<T> + Send) -> T {
        let mut touched = self.touched.subscribe();
        loop {
            touched.borrow_and_update();
            let found = look(&mut self.open());
            if let Some(found) = found {
                return found;
            }
            // the sender lives as long as `self`
            let _ = touched.changed().await;
        }
    }

    fn answer(&self, number: u64, result: Result<Vec<u8>, LinkFault>) {
        self.change(|letters| {
            // one operation at a time: nobody waits for an older answer any more
            letters.answers.clear();
            letters.answers.insert(number, result);
        });
    }

    fn change(&self, change: impl FnOnce(&mut Letters)) {
        change(&mut self.open());
        self.touched.send_replace(());
    }

    fn open(&self) -> MutexGuard<'_, Letters> {
        // plain data: a panic elsewhere leaves it usable
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
