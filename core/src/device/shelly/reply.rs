//! Putting a Shelly's answers together from chunks, and what one may say: hostile JSON is refused, never believed.

use serde::Deserialize;

use crate::device::mains::Milliwatts;

/// Longer answers are refused; a plug's full status is a tenth of this.
pub const MOST_BYTES: usize = 4096;
/// Deeper nesting is refused; a plug's status has three levels.
pub const DEEPEST: usize = 12;
/// Reads for one answer, at 20 bytes each enough for the longest.
const MOST_READS: u32 = 256;
/// Looks at an answer that is not there yet, at [`super::driver::POLL_EVERY`] each (devices.md: up to 5 s).
const MOST_LOOKS: u32 = 50;

/// The answer to one request, as far as it has come.
#[derive(Clone, Debug, Default)]
pub struct Inbox {
    text: Vec<u8>,
    reads: u32,
    looks: u32,
}

/// How far an answer has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Nothing there yet: look again after a pause.
    NotYet,
    /// A part of it: read on.
    Partly,
    Whole(Reply),
    /// Too long, too deep, too slow, or no answer at all.
    Useless,
}

impl Inbox {
    /// The announced length of the answer. It is only a sign that there is one: firmware is known to announce a wrong
    /// length, and an answer is whole when it reads as JSON.
    #[must_use]
    pub fn announced(&mut self, bytes: &[u8]) -> Progress {
        let Ok(length) = <[u8; 4]>::try_from(bytes).map(u32::from_be_bytes) else {
            return Progress::Useless;
        };
        match usize::try_from(length) {
            Ok(0) => self.look_again(),
            Ok(length) if length <= MOST_BYTES => Progress::Partly,
            Ok(_) | Err(_) => Progress::Useless,
        }
    }

    /// A chunk of the answer.
    #[must_use]
    pub fn chunk(&mut self, bytes: &[u8]) -> Progress {
        self.reads = self.reads.saturating_add(1);
        if bytes.is_empty() && self.text.is_empty() {
            return self.look_again();
        }
        let too_much = self.text.len().saturating_add(bytes.len()) > MOST_BYTES;
        if bytes.is_empty() || too_much || self.reads > MOST_READS {
            return Progress::Useless;
        }
        self.text.extend_from_slice(bytes);
        let nesting = Nesting::of(&self.text);
        if self.text.first() != Some(&b'{') || nesting.deepest > DEEPEST {
            return Progress::Useless;
        }
        // A cut number reads as a wrong one, so nothing is read before every bracket is closed.
        if nesting.open > 0 {
            return Progress::Partly;
        }
        let end = self.text.iter().rposition(|byte| *byte != 0);
        let text = self.text.get(..end.map_or(0, |last| last + 1));
        let reply = text.map(serde_json::from_slice);
        self.text.clear();
        match reply {
            Some(Ok(reply)) => Progress::Whole(reply),
            Some(Err(_)) | None => Progress::Useless,
        }
    }

    fn look_again(&mut self) -> Progress {
        self.looks = self.looks.saturating_add(1);
        if self.looks > MOST_LOOKS {
            Progress::Useless
        } else {
            Progress::NotYet
        }
    }
}

/// Brackets outside strings.
#[derive(Clone, Copy, Debug, Default)]
struct Nesting {
    open: usize,
    deepest: usize,
}

impl Nesting {
    fn of(text: &[u8]) -> Self {
        let mut nesting = Self::default();
        let (mut quoted, mut escaped) = (false, false);
        for byte in text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => nesting.open += 1,
                b'}' | b']' if !quoted => nesting.open = nesting.open.saturating_sub(1),
                _ => {}
            }
            nesting.deepest = nesting.deepest.max(nesting.open);
        }
        nesting
    }
}

/// An answer: what it answers, and a result or an error.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Reply {
    pub id: u32,
    #[serde(default)]
    pub result: Option<Answer>,
    #[serde(default)]
    pub error: Option<Failure>,
}

/// What `Switch.Set` and `Switch.GetStatus` answer, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Answer {
    /// Only of `Switch.Set`.
    #[serde(default)]
    pub was_on: Option<bool>,
    /// Which switch; ours is always 0.
    #[serde(default)]
    pub id: Option<u32>,
    #[serde(default)]
    pub output: Option<bool>,
    #[serde(default)]
    apower: Option<f64>,
    /// Seconds from the timer's start to its end; there only while one is pending.
    #[serde(default)]
    pub timer_duration: Option<f64>,
    /// What switched it last.
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub errors: Vec<String>,
}

impl Answer {
    #[must_use]
    pub fn power(&self) -> Option<Milliwatts> {
        self.apower.and_then(Milliwatts::from_watts)
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Failure {
    pub code: i64,
    /// With code 401 the challenge, JSON within JSON.
    #[serde(default)]
    pub message: Option<String>,
}
