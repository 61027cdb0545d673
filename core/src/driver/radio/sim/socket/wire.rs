//! The lines both ends of the socket send.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};

use crate::device::{Advertisement, Channel, WriteMode};
use crate::driver::radio::sim::bond::Bond;
use crate::driver::radio::sim::fault::SimFault;
use crate::driver::radio::sim::gatt::AttError;
use crate::driver::radio::sim::in_process::Inspection;

/// The longest line either end accepts; real ones are below 400 bytes.
pub const LINE_BYTES_MAX: usize = 4096;

/// From the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(super) enum Ask {
    Look,
    Connect {
        #[serde(default)]
        bond: Option<Bond>,
    },
    Bond {
        number: u64,
    },
    Read {
        number: u64,
        channel: Channel,
    },
    Write {
        number: u64,
        channel: Channel,
        bytes: Hex,
        mode: WriteMode,
    },
    Subscribe {
        number: u64,
        channel: Channel,
    },
    Disconnect,
    Inspect,
    Inject {
        fault: SimFault,
        after_ms: u64,
    },
    Heal,
    PressStopButton,
}

/// From the massager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "snake_case")]
pub(super) enum Tell {
    Seen { advertisement: Advertisement },
    Away,
    Busy,
    BondLost,
    Connected,
    Answer { number: u64, bytes: Hex },
    Refused { number: u64, error: AttError },
    Value { channel: Channel, bytes: Hex },
    Dropped,
    Inspection { inspection: Inspection },
    Done,
}

/// Bytes, written as lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hex(pub(super) Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digit = |digit: &u8| char::from(*digit).to_digit(16);
        text.as_bytes()
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
                _ => None,
            })
            .collect::<Option<Vec<u8>>>()
            .map(Self)
            .ok_or_else(|| D::Error::custom("not hexadecimal"))
    }
}

/// The reading end. Dropping the future of [`Lines::next`] loses nothing.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: BufReader::new(reader),
            line: Vec::new(),
        }
    }

    /// The next message; `None` once the other end is gone or sent something that is not one.
    pub(super) async fn next<M: DeserializeOwned>(&mut self) -> Option<M> {
        loop {
            let chunk = self.reader.fill_buf().await.ok()?;
            if chunk.is_empty() {
                return None;
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(chunk.len(), |end| end + 1);
            self.line
                .extend_from_slice(&chunk[..end.unwrap_or(chunk.len())]);
            self.reader.consume(taken);
            if self.line.len() > LINE_BYTES_MAX {
                return None;
            }
            if end.is_some() {
                let line = core::mem::take(&mut self.line);
                return serde_json::from_slice(&line).ok();
            }
        }
    }
}

/// Sends one message.
pub(super) async fn send<W: AsyncWrite + Unpin>(
    writer: &mut W,
    message: &impl Serialize,
) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    writer.write_all(&line).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::radio::sim::profile::CONTROL_POINT;

    #[test]
    fn messages_read_as_documented() {
        let ask = Ask::Write {
            number: 7,
            channel: CONTROL_POINT,
            bytes: Hex(vec![0x02, 0xff, 0x3c]),
            mode: WriteMode::WithResponse,
        };
        let line = serde_json::to_string(&ask).expect("plain data");
        assert_eq!(
            line,
            r#"{"ask":"write","number":7,"channel":"c3d80003-e052-4231-871f-7c0b53630c48","bytes":"02ff3c","mode":"with_response"}"#
        );
        assert_eq!(serde_json::from_str::<Ask>(&line).expect("own line"), ask);
    }

    #[tokio::test]
    async fn a_line_that_is_too_long_or_not_a_message_ends_the_conversation() {
        let endless = vec![b'x'; LINE_BYTES_MAX * 4];
        let odd_hex = br#"{"tell":"answer","number":1,"bytes":"abc"}"#.to_vec();
        for bad in [endless, odd_hex, b"{}".to_vec(), vec![0xff, 0x00]] {
            let bytes = [bad.as_slice(), b"\n{\"ask\":\"look\"}\n"].concat();
            let mut lines = Lines::new(bytes.as_slice());
            assert_eq!(lines.next::<Ask>().await, None);
        }
    }

    #[tokio::test]
    async fn a_message_may_come_in_pieces() {
        let (mut here, there) = tokio::io::duplex(3);
        let connect = Ask::Connect { bond: None };
        let sending = async {
            send(&mut here, &connect).await.expect("open");
            send(&mut here, &Ask::Heal).await.expect("open");
        };
        let mut lines = Lines::new(there);
        let receiving = async { (lines.next().await, lines.next().await) };
        let ((), received) = tokio::join!(sending, receiving);
        assert_eq!(received, (Some(connect.clone()), Some(Ask::Heal)));
    }
}
