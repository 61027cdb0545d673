//! Frames of a described device: bytes with slots for a level and a checksum.

use std::iter;

/// The longest frame that fits into one write of every link (the least ATT MTU is 23).
pub const LONGEST_FRAME: usize = 20;

/// How frames are written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Pairs of hexadecimal digits, spaces allowed.
    Hex,
    /// ASCII characters.
    Text,
}

/// Bytes with slots. Only [`Template::parse`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Byte(u8),
    Level(Slot),
    Checksum,
}

/// How a level's number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Byte,
    /// The same number, 0 to 15, in both halves of a byte.
    Nibbles,
    LittleEndian,
    BigEndian,
    /// Decimal digits.
    Digits,
}

impl Slot {
    const fn greatest(self) -> u16 {
        match self {
            Self::Byte => 0xff,
            Self::Nibbles => 0x0f,
            Self::LittleEndian | Self::BigEndian | Self::Digits => u16::MAX,
        }
    }

    fn write(self, number: u16, bytes: &mut Vec<u8>) {
        let [low, _] = number.to_le_bytes();
        match self {
            Self::Byte => bytes.push(low),
            Self::Nibbles => bytes.push((low & 0x0f) | (low << 4)),
            Self::LittleEndian => bytes.extend(number.to_le_bytes()),
            Self::BigEndian => bytes.extend(number.to_be_bytes()),
            Self::Digits => bytes.extend(number.to_string().into_bytes()),
        }
    }

    /// The bytes after this slot, if it can be written so at all.
    fn strip(self, bytes: &[u8]) -> Option<&[u8]> {
        match self {
            Self::Byte => bytes.get(1..),
            Self::Nibbles => {
                let first = bytes.first()?;
                (first >> 4 == first & 0x0f).then(|| &bytes[1..])
            }
            Self::LittleEndian | Self::BigEndian => bytes.get(2..),
            Self::Digits => {
                let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit());
                match digits.count() {
                    0 => None,
                    count => bytes.get(count..),
                }
            }
        }
    }
}

/// Over the bytes from the index `from` up to its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksum {
    pub kind: ChecksumKind,
    pub from: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksumKind {
    Sum8,
    Sum8Plus1,
    /// All bits of the sum turned over.
    Complement8,
    Xor8,
    /// Low byte first.
    Crc16ModbusLe,
}

impl ChecksumKind {
    pub const ALL: [(&'static str, Self); 5] = [
        ("sum8", Self::Sum8),
        ("sum8_plus_1", Self::Sum8Plus1),
        ("complement8", Self::Complement8),
        ("xor8", Self::Xor8),
        ("crc16_modbus_le", Self::Crc16ModbusLe),
    ];

    /// One byte, or two for the CRC.
    #[must_use]
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let sum = bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        match self {
            Self::Sum8 => vec![sum],
            Self::Sum8Plus1 => vec![sum.wrapping_add(1)],
            Self::Complement8 => vec![!sum],
            Self::Xor8 => vec![bytes.iter().fold(0, |xor, byte| xor ^ byte)],
            Self::Crc16ModbusLe => crc_16_modbus(bytes).to_le_bytes().to_vec(),
        }
    }

    const fn length(self) -> usize {
        match self {
            Self::Sum8 | Self::Sum8Plus1 | Self::Complement8 | Self::Xor8 => 1,
            Self::Crc16ModbusLe => 2,
        }
    }
}

fn crc_16_modbus(bytes: &[u8]) -> u16 {
    let step = |crc: u16| (crc >> 1) ^ (0xa001 & (crc & 1).wrapping_neg());
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte), |crc, _| step(crc))
    })
}

impl Template {
    /// `None` when the text is not a frame: a slot nobody knows, an odd digit, a character that is not ASCII, nothing.
    #[must_use]
    pub fn parse(text: &str, encoding: Encoding) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(begun) = rest.strip_prefix('{') {
                let (slot, after) = begun.split_once('}')?;
                pieces.push(slot_named(slot, encoding)?);
                rest = after;
                continue;
            }
            let (literal, after) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
            pieces.extend(
                literal_bytes(literal, encoding)?
                    .into_iter()
                    .map(Piece::Byte),
            );
            rest = after;
        }
        (!pieces.is_empty()).then_some(Self(pieces))
    }

    fn slots(&self) -> impl Iterator<Item = Slot> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Level(slot) => Some(*slot),
            Piece::Byte(_) | Piece::Checksum => None,
        })
    }

    #[must_use]
    pub fn has_level(&self) -> bool {
        self.slots().next().is_some()
    }

    /// The greatest number that every level slot can carry.
    #[must_use]
    pub fn greatest_number(&self) -> u16 {
        self.slots().map(Slot::greatest).min().unwrap_or(u16::MAX)
    }

    /// How many checksum slots it has.
    #[must_use]
    pub fn checksums(&self) -> usize {
        let is_checksum = |piece: &&Piece| **piece == Piece::Checksum;
        self.0.iter().filter(is_checksum).count()
    }

    /// The fewest bytes before the checksum; `None` without one.
    #[must_use]
    pub fn before_checksum(&self) -> Option<usize> {
        self.0.iter().position(|piece| *piece == Piece::Checksum)
    }

    /// The frame for this number. A checksum slot without a checksum stays empty.
    #[must_use]
    pub fn render(&self, number: u16, checksum: Option<Checksum>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Byte(byte) => bytes.push(*byte),
                Piece::Level(slot) => slot.write(number, &mut bytes),
                Piece::Checksum => {
                    if let Some(Checksum { kind, from }) = checksum {
                        let sum = kind.of(bytes.get(from..).unwrap_or_default());
                        bytes.extend(sum);
                    }
                }
            }
        }
        bytes
    }

    /// Whether these bytes are this frame with any number at all, in or out of a range.
    #[must_use]
    pub fn fits(&self, bytes: &[u8], checksum: Option<Checksum>) -> bool {
        let length = checksum.map_or(0, |checksum| checksum.kind.length());
        let mut rest = bytes;
        for piece in &self.0 {
            let after = match piece {
                Piece::Byte(byte) => rest.strip_prefix(&[*byte]),
                Piece::Level(slot) => slot.strip(rest),
                Piece::Checksum => rest.get(length..),
            };
            let Some(after) = after else {
                return false;
            };
            rest = after;
        }
        rest.is_empty()
    }
}

fn slot_named(name: &str, encoding: Encoding) -> Option<Piece> {
    Some(match (encoding, name) {
        (Encoding::Hex, "level") => Piece::Level(Slot::Byte),
        (Encoding::Hex, "level_nibbles") => Piece::Level(Slot::Nibbles),
        (Encoding::Hex, "level_u16_le") => Piece::Level(Slot::LittleEndian),
        (Encoding::Hex, "level_u16_be") => Piece::Level(Slot::BigEndian),
        (Encoding::Text, "level") => Piece::Level(Slot::Digits),
        (Encoding::Hex, "checksum") => Piece::Checksum,
        (Encoding::Hex | Encoding::Text, _) => return None,
    })
}

fn literal_bytes(literal: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Hex => hex_bytes(literal),
        Encoding::Text => literal
            .is_ascii()
            .then(|| literal.bytes().collect::<Vec<_>>())
            .filter(|bytes| !bytes.contains(&b'}')),
    }
}

/// Pairs of hexadecimal digits, with spaces between the pairs where the person wants them.
pub(super) fn hex_bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    let pairs = text.split_ascii_whitespace().flat_map(|run| {
        let pairs = run.as_bytes().chunks(2);
        pairs.map(move |pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
    });
    iter::empty().chain(pairs).collect()
}
