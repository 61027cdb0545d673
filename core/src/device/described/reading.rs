//! From the person's file to a [`Description`]: every field is looked at, and what is wrong is named.

use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use super::fields::{At, Fields, out_of_range, too_long};
use super::frame::{Checksum, ChecksumKind, Encoding, LONGEST_FRAME, Template, hex_bytes};
use super::{Description, Identify, KeepAlive, Levels, NamePattern};
use crate::device::{Channel, WriteMode};
use crate::invalid::{Invalid, Reason};

/// The longest file that is read, in bytes.
pub const LONGEST_FILE: usize = 16 * 1024;
/// The only version of the format.
const VERSION: i64 = 1;
const LONGEST_NAME: usize = 64;
/// Fewer characters before a `*` would take in half the neighbourhood.
const SHORTEST_PATTERN: usize = 3;
const MOST_FRAMES: usize = 8;
const MOST_SERVICES: usize = 8;
/// Levels that a person can tell apart are far fewer; every one is checked against the stop frame.
const MOST_LEVELS: i64 = 1000;
/// Milliseconds. Faster than this, one keep-alive would run into the next.
const KEEP_ALIVE_MS: (i64, i64) = (500, 60_000);

impl Description {
    /// Reads a description file.
    ///
    /// # Errors
    /// [`Invalid`] with the path of the first field that is wrong, such as `levels.max`, or `description` for the file
    /// as a whole.
    pub fn from_json(file: &[u8]) -> Result<Self, Invalid> {
        let whole = |reason| Invalid::new("description", reason);
        if file.len() > LONGEST_FILE {
            return Err(whole(too_long(LONGEST_FILE, file.len())));
        }
        let text = core::str::from_utf8(file).map_err(|_| whole(Reason::NotUtf8))?;
        let value: Value = serde_json::from_str(text).map_err(|error| {
            whole(Reason::Malformed {
                expected: "JSON".to_owned(),
                got: error.to_string(),
            })
        })?;
        read(&Fields::of("", &value)?)
    }
}

fn read(file: &Fields<'_>) -> Result<Description, Invalid> {
    file.only(&[
        "$schema",
        "lull_device",
        "name",
        "identify",
        "service",
        "characteristic",
        "subscribe",
        "write",
        "encoding",
        "run",
        "levels",
        "stop",
        "init",
        "keep_alive",
        "checksum",
    ])?;
    file.number("lull_device", (VERSION, VERSION))?;
    let encodings = [("hex", Encoding::Hex), ("text", Encoding::Text)];
    let writes = [
        ("with_response", WriteMode::WithResponse),
        ("without_response", WriteMode::WithoutResponse),
    ];
    let frames = Frames {
        encoding: file
            .optional("encoding", |at| at.one_of(&encodings))?
            .unwrap_or(Encoding::Hex),
        checksum: file.optional("checksum", checksum)?,
    };
    let description = Description {
        name: file.needed("name", |at| {
            at.text_within(1, LONGEST_NAME).map(str::to_owned)
        })?,
        identify: file.needed("identify", identify)?,
        service: file.needed("service", uuid)?,
        characteristic: file.needed("characteristic", uuid).map(Channel)?,
        subscribe: file.optional("subscribe", uuid)?.map(Channel),
        write: file.needed("write", |at| at.one_of(&writes))?,
        run: file.needed("run", |at| frames.template(at))?,
        levels: file.optional("levels", levels)?,
        stop: file.needed("stop", |at| frames.fixed(at))?,
        init: file
            .optional("init", |at| at.list(MOST_FRAMES, |at| frames.fixed(at)))?
            .unwrap_or_default(),
        keep_alive: file.optional("keep_alive", |at| keep_alive(at, &frames))?,
        checksum: frames.checksum,
    };
    agrees(&description)?;
    Ok(description)
}

/// What no field can tell alone.
fn agrees(description: &Description) -> Result<(), Invalid> {
    let Description {
        run,
        levels,
        stop,
        checksum,
        ..
    } = description;
    let contradicts = |field: &str, other: &str| {
        let other = other.to_owned();
        Err(Invalid::new(field, Reason::Contradicts { other }))
    };
    match levels {
        Some(_) if !run.has_level() => return contradicts("levels", "run"),
        None if run.has_level() => return Err(Invalid::new("levels", Reason::Missing)),
        Some(levels) if levels.max > run.greatest_number() => {
            let max = run.greatest_number().into();
            return Err(out_of_range("levels.max", (1, max), levels.max.into()));
        }
        Some(_) | None => {}
    }
    let greatest = levels.map_or(0, |levels| levels.max);
    let longest = run.render(greatest, *checksum).len();
    if longest > LONGEST_FRAME {
        return Err(Invalid::new("run", too_long(LONGEST_FRAME, longest)));
    }
    if description.run_frames().any(|frame| frame == *stop) {
        return contradicts("stop", "run");
    }
    // Neither a connection nor a keep-alive may set the motor going.
    let moves = |frame: &Vec<u8>| frame != stop && run.fits(frame, *checksum);
    if let Some(index) = description.init.iter().position(moves) {
        return contradicts(&format!("init[{index}]"), "run");
    }
    let alive = description.keep_alive.as_ref();
    if alive
        .and_then(|alive| alive.frame.as_ref())
        .is_some_and(moves)
    {
        return contradicts("keep_alive.frame", "run");
    }
    Ok(())
}

/// What all frames of a file share.
struct Frames {
    encoding: Encoding,
    checksum: Option<Checksum>,
}

impl Frames {
    fn template(&self, at: &At<'_>) -> Result<Template, Invalid> {
        let text = at.text()?;
        let template = Template::parse(text, self.encoding).ok_or_else(|| {
            at.malformed(match self.encoding {
                Encoding::Hex => {
                    "pairs of hexadecimal digits with {level}, {level_nibbles}, {level_u16_le}, {level_u16_be} or \
                     {checksum} between them"
                }
                Encoding::Text => "ASCII text with {level} in it",
            })
        })?;
        match (template.before_checksum(), self.checksum) {
            (Some(_), _) if template.checksums() > 1 => {
                Err(at.malformed("a frame with one {checksum}"))
            }
            (Some(_), None) => Err(Invalid::new("checksum", Reason::Missing)),
            (Some(before), Some(Checksum { from, .. })) if from >= before => {
                Err(at.invalid(Reason::Contradicts {
                    other: "checksum.from".to_owned(),
                }))
            }
            (Some(_) | None, _) => Ok(template),
        }
    }

    /// A frame without a level in it.
    fn fixed(&self, at: &At<'_>) -> Result<Vec<u8>, Invalid> {
        let template = self.template(at)?;
        if template.has_level() {
            return Err(at.malformed("a frame without a level"));
        }
        let frame = template.render(0, self.checksum);
        if frame.len() > LONGEST_FRAME {
            return Err(at.invalid(too_long(LONGEST_FRAME, frame.len())));
        }
        Ok(frame)
    }
}

fn identify(at: &At<'_>) -> Result<Identify, Invalid> {
    let fields = at.fields()?;
    fields.only(&["name", "manufacturer", "services"])?;
    let services = fields.optional("services", |at| at.list(MOST_SERVICES, uuid))?;
    let found = Identify {
        name: fields.optional("name", name_pattern)?,
        manufacturer: fields.optional("manufacturer", manufacturer)?,
        services: services.unwrap_or_default(),
    };
    if found.name.is_none() && found.manufacturer.is_none() {
        // Services alone are shared by beds, heaters and modems.
        return Err(Invalid::new("identify.name", Reason::Missing));
    }
    Ok(found)
}

fn name_pattern(at: &At<'_>) -> Result<NamePattern, Invalid> {
    let text = at.text_within(1, LONGEST_NAME)?;
    match text.strip_suffix('*') {
        None if !text.contains('*') => Ok(NamePattern::Exactly(text.to_owned())),
        Some(begin) if !begin.contains('*') && begin.chars().count() >= SHORTEST_PATTERN => {
            Ok(NamePattern::StartsWith(begin.to_owned()))
        }
        Some(_) | None => Err(at.malformed(
            "a name, or at least three characters of its beginning and one * at the end",
        )),
    }
}

fn manufacturer(at: &At<'_>) -> Result<(u16, Vec<u8>), Invalid> {
    let fields = at.fields()?;
    fields.only(&["company", "starts_with"])?;
    let company = fields.number("company", (0, u16::MAX.into()))?;
    let begin = fields.optional("starts_with", |at| {
        let bytes = hex_bytes(at.text()?);
        bytes.ok_or_else(|| at.malformed("pairs of hexadecimal digits"))
    })?;
    Ok((narrow(company), begin.unwrap_or_default()))
}

fn levels(at: &At<'_>) -> Result<Levels, Invalid> {
    let fields = at.fields()?;
    fields.only(&["min", "max", "step"])?;
    let min = fields.number("min", (1, u16::MAX.into()))?;
    let max = fields.number("max", (min, u16::MAX.into()))?;
    let step = match fields.get("step") {
        None => 1,
        Some(_) => fields.number("step", (1, (max - min).max(1)))?,
    };
    let count = (max - min) / step + 1;
    if count > MOST_LEVELS {
        let least = (max - min) / MOST_LEVELS + 1;
        return Err(out_of_range("levels.step", (least, max - min), step));
    }
    Ok(Levels {
        min: narrow(min),
        max: narrow(max),
        step: narrow(step),
    })
}

fn keep_alive(at: &At<'_>, frames: &Frames) -> Result<KeepAlive, Invalid> {
    let fields = at.fields()?;
    fields.only(&["every_ms", "frame"])?;
    let every = fields.number("every_ms", KEEP_ALIVE_MS)?;
    Ok(KeepAlive {
        every: Duration::from_millis(every.unsigned_abs()),
        frame: fields.optional("frame", |at| frames.fixed(at))?,
    })
}

fn checksum(at: &At<'_>) -> Result<Checksum, Invalid> {
    let fields = at.fields()?;
    fields.only(&["kind", "from"])?;
    let last = i64::try_from(LONGEST_FRAME - 1).unwrap_or(i64::MAX);
    let from = match fields.get("from") {
        None => 0,
        Some(_) => fields.number("from", (0, last))?,
    };
    Ok(Checksum {
        kind: fields.needed("kind", |at| at.one_of(&ChecksumKind::ALL))?,
        from: narrow(from).into(),
    })
}

/// A full UUID, or the four or eight digits of one on the Bluetooth base.
fn uuid(at: &At<'_>) -> Result<Uuid, Invalid> {
    const BASE: u128 = 0x0000_0000_0000_1000_8000_0080_5f9b_34fb;
    let text = at.text()?;
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let short = (digits && matches!(text.len(), 4 | 8))
        .then(|| u32::from_str_radix(text, 16).ok())
        .flatten();
    let full = Some(text).filter(|text| text.len() == 36);
    short
        .map(|id| Uuid::from_u128(BASE | u128::from(id) << 96))
        .or_else(|| Uuid::try_parse(full?).ok())
        .ok_or_else(|| at.malformed("a UUID, such as ffe1 or 0000ffe1-0000-1000-8000-00805f9b34fb"))
}

/// Of a number whose range was checked before.
fn narrow(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
