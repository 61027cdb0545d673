//! A plug that is asked in JSON and answers anything, whole or in pieces, with a password or without one.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, and what is not listed breaks the rule"
)]

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use lull_core::device::mains::{FULL, LONGEST_ON, Learned, Milliwatts};
use lull_core::device::shelly::{
    DATA, Frame, Password, RX_CONTROL, Request, ShellyPlug, TX_CONTROL,
};
use lull_core::device::{Channel, Driver, Fact, FailSafe, Intent, Level, Motion, Step, Terms};

use crate::asked;

/// A longer history only repeats itself.
const MOST_HAPPENINGS: usize = 200;
/// Reads of one answer; no driver may ask for more.
const MOST_READS: u32 = 400;
/// Times that a recipe may grow by itself.
const MOST_INTERLUDES: u32 = 4;

/// Judges the talk that `data` tells.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let Ok(mut plug) = Watched::new(&mut told) else {
        return;
    };
    for _ in 0..MOST_HAPPENINGS {
        if told.is_empty() || plug.happens(&mut told).is_err() {
            break;
        }
    }
}

struct Watched {
    driver: ShellyPlug,
    locked: bool,
    terms: Terms,
    /// Name of the request that went out last.
    last_id: u32,
    /// An "off" went out at some time.
    off: bool,
    story: Vec<String>,
}

impl Watched {
    fn new(u: &mut Unstructured<'_>) -> Result<Self> {
        let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
        let learned = Learned::new(watts(0.5), watts(20.0)).expect("far apart");
        let learned = u.arbitrary::<bool>()?.then_some(learned);
        let locked = u.arbitrary()?;
        let password = Password::of("secret").expect("a password");
        let terms = asked::terms(u)?;
        let mut driver = ShellyPlug::with(Some(password).filter(|_| locked), learned);
        driver.assigned(&terms);
        driver.connected();
        Ok(Self {
            driver,
            locked,
            terms,
            last_id: 0,
            off: false,
            story: Vec::new(),
        })
    }

    fn story(&self) -> String {
        self.story.join("\n")
    }

    fn happens(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=7)? {
            0 => {
                let steps = self.driver.connected();
                self.send(u, &steps, None, Duration::ZERO)?;
            }
            1 => {
                let alive = self.driver.keep_alive(&self.terms);
                let (period, steps) = alive.expect("a plug that runs is looked at");
                assert!(!period.is_zero());
                self.send(u, &steps, None, Duration::ZERO)?;
            }
            2 | 3 => {
                let intent = asked::intent(u)?;
                let now = asked::moment(u)?;
                let steps = self.driver.encode(intent, &self.terms, &now);
                self.send(u, &steps, Some(intent), now.monotonic)?;
            }
            4 | 5 => {
                let answer = answer(u, self.last_id)?;
                let announced = u32::try_from(answer.len()).expect("short").to_be_bytes();
                self.hears(RX_CONTROL, &announced);
                let size = u.int_in_range(1..=200)?;
                let mut chunks = answer.chunks(size);
                for _ in 0..MOST_READS {
                    self.hears(DATA, chunks.next().unwrap_or_default());
                    if self.driver.read_again(DATA).is_none() {
                        break;
                    }
                }
                let done = self.driver.read_again(DATA).is_none();
                assert!(done, "reading never ends: {}", self.story());
                self.goes_on(u)?;
            }
            6 => {
                let text = asked::bytes(u, 60)?;
                self.hears(DATA, &text);
                self.goes_on(u)?;
            }
            _ => {
                let channel = *u.choose(&[DATA, RX_CONTROL, TX_CONTROL])?;
                let bytes = asked::bytes(u, 24)?;
                self.hears(channel, &bytes);
                self.goes_on(u)?;
            }
        }
        assert_eq!(self.driver.fail_safe(&self.terms), FailSafe::DeviceTimer);
        Ok(())
    }

    /// What the driver wants to go on with by itself: the request that was challenged, and nothing else.
    fn goes_on(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let steps = self.driver.interlude();
        assert_eq!(self.driver.interlude(), [], "taken once: {}", self.story());
        if steps.is_empty() {
            return Ok(());
        }
        assert!(self.locked, "a proof without a password: {}", self.story());
        let mut requests = requests(&steps);
        let again = requests.pop().expect("a request");
        assert!(
            requests.is_empty() && again.proof.is_some(),
            "{}",
            self.story()
        );
        self.story.push(format!("once more: {:?}", again.frame));
        for (channel, bytes) in asked::writes(&steps) {
            self.driver.sending(channel, &bytes);
        }
        self.last_id = again.frame.id();
        // met by another challenge, it does not go on for ever
        for _ in 0..MOST_INTERLUDES {
            let answer = answer(u, self.last_id)?;
            self.hears(DATA, &answer);
            if self.driver.interlude().is_empty() {
                return Ok(());
            }
        }
        panic!("proves for ever: {}", self.story());
    }

    fn send(
        &mut self,
        u: &mut Unstructured<'_>,
        steps: &[Step],
        wanted: Option<Intent>,
        now: Duration,
    ) -> Result<()> {
        let requests = requests(steps);
        self.story.push(format!("{wanted:?}: {requests:?}"));
        let runs = matches!(wanted, Some(Intent::Run { level, .. }) if level > Level::OFF);
        for request in &requests {
            assert!(request.proof.is_none() || self.locked, "{}", self.story());
            match (request.frame, wanted) {
                (Frame::On { seconds, .. }, Some(Intent::Run { until, .. })) => {
                    assert!(runs, "on for nothing: {}", self.story());
                    let seconds = Duration::from_secs(seconds.into());
                    let left = until.saturating_sub(now);
                    let most = left.min(self.terms.device_timer).min(LONGEST_ON);
                    assert!(!seconds.is_zero() && seconds <= most, "{}", self.story());
                }
                (Frame::On { .. }, _) => panic!("on for {wanted:?}: {}", self.story()),
                (Frame::Off { .. }, _) => assert!(wanted.is_some(), "{}", self.story()),
                (Frame::Read { .. }, _) => {}
            }
        }
        if wanted == Some(Intent::Stop) {
            let off = matches!(
                requests.first(),
                Some(Request {
                    frame: Frame::Off { .. },
                    ..
                })
            );
            assert!(off, "a stop begins with off: {}", self.story());
        }
        let writes = asked::writes(steps);
        let left_out = u.int_in_range(0..=writes.len())?;
        let mut text = Vec::new();
        for (channel, bytes) in writes.iter().take(writes.len() - left_out) {
            self.driver.sending(*channel, bytes);
            if *channel == TX_CONTROL {
                text.clear();
            } else {
                text.extend(bytes);
            }
            if let Some(Request { frame, .. }) = Request::parse(&text) {
                self.last_id = frame.id();
                self.off |= matches!(frame, Frame::Off { .. });
            }
        }
        Ok(())
    }

    fn hears(&mut self, channel: Channel, bytes: &[u8]) {
        let facts = self.driver.decode(channel, bytes);
        let shown = String::from_utf8_lossy(bytes).into_owned();
        self.story
            .push(format!("{channel:?} {shown:?} -> {facts:?}"));
        for fact in &facts {
            match fact {
                Fact::State(state) => {
                    assert!(state.level == FULL || state.level == Level::OFF);
                    let longest = self.terms.device_timer.min(LONGEST_ON);
                    let slack = Duration::from_secs(1);
                    assert!(state.remaining <= longest + slack, "{}", self.story());
                    let driven = state.session_id.is_some() && !self.off;
                    if driven && state.motion == Motion::Running {
                        let timed = !state.remaining.is_zero();
                        assert!(timed, "it runs without its end: {}", self.story());
                    }
                }
                Fact::Accepted { .. } | Fact::Refused { .. } | Fact::Power { .. } => {
                    assert_eq!(channel, DATA, "{}", self.story());
                }
                Fact::Unreadable { .. } => {}
                other => panic!("this plug knows no such thing: {other:?}"),
            }
        }
    }
}

/// The requests that a recipe puts together from chunks, each as long as announced and in the closed list.
fn requests(steps: &[Step]) -> Vec<Request> {
    let mut texts: Vec<(u32, Vec<u8>)> = Vec::new();
    for (channel, bytes) in asked::writes(steps) {
        assert!(bytes.len() <= 20, "does not fit the smallest link");
        if channel == TX_CONTROL {
            let length = bytes.try_into().expect("four bytes");
            texts.push((u32::from_be_bytes(length), Vec::new()));
        } else {
            assert_eq!(channel, DATA);
            texts.last_mut().expect("announced before").1.extend(bytes);
        }
    }
    let request = |(length, text): (u32, Vec<u8>)| {
        assert_eq!(usize::try_from(length), Ok(text.len()), "announced");
        let shown = String::from_utf8_lossy(&text).into_owned();
        Request::parse(&text).unwrap_or_else(|| panic!("not in the list: {shown}"))
    };
    texts.into_iter().map(request).collect()
}

/// JSON close to a plug's, most of it to the request that went out last.
fn answer(u: &mut Unstructured<'_>, last_id: u32) -> Result<Vec<u8>> {
    let id = if u.ratio(1, 8)? {
        u.arbitrary::<i64>()?.to_string()
    } else {
        last_id.to_string()
    };
    let number = |u: &mut Unstructured<'_>| -> Result<String> {
        Ok(match u.int_in_range(0..=5)? {
            0 => "1e999".to_owned(),
            1 => "-1e-300".to_owned(),
            2 => format!("{}", u.arbitrary::<u64>()?),
            3 => "\"ten\"".to_owned(),
            4 => format!("{}.5", u.arbitrary::<u8>()?),
            _ => format!("{}", u.arbitrary::<u16>()?),
        })
    };
    let mut fields = Vec::new();
    for _ in 0..u.int_in_range(0..=5)? {
        fields.push(match u.int_in_range(0..=9)? {
            0 => r#""was_on":true"#.to_owned(),
            1 => r#""id":0"#.to_owned(),
            2 => format!(r#""output":{}"#, u.arbitrary::<bool>()?),
            3 => format!(r#""apower":{}"#, number(u)?),
            4 | 5 => format!(r#""timer_duration":{}"#, number(u)?),
            6 => format!(
                r#""source":"{}""#,
                u.choose(&["timer", "button", "BLE", "init"])?
            ),
            7 => r#""errors":["overtemp"]"#.to_owned(),
            8 => format!(r#""x":{}1{}"#, "[".repeat(9), "]".repeat(9)),
            _ => r#""output":true,"id":0,"timer_duration":60"#.to_owned(),
        });
    }
    let fields = fields.join(",");
    let text = match u.int_in_range(0..=5)? {
        0 => {
            let code = u.choose(&["401", "-103", "-105", "404", "500", "\"401\""])?;
            let message = u.choose(&[
                r#"{\"auth_type\":\"digest\",\"nonce\":42,\"nc\":1,\"realm\":\"shelly\",\"algorithm\":\"SHA-256\"}"#,
                r#"{\"auth_type\":\"digest\",\"nonce\":\"x\",\"realm\":\"a\\\"b\",\"algorithm\":\"SHA-256\"}"#,
                r#"{\"auth_type\":\"digest\",\"nonce\":7,\"realm\":\"shelly\",\"algorithm\":\"MD5\"}"#,
                "no",
            ])?;
            format!(r#"{{"id":{id},"error":{{"code":{code},"message":"{message}"}}}}"#)
        }
        1 => format!(r#"{{"id":{id},"result":{{{fields}}},"error":{{"code":401}}}}"#),
        _ => format!(r#"{{"id":{id},"src":"shelly","result":{{{fields}}}}}"#),
    };
    let mut text = text.into_bytes();
    if u.ratio(1, 8)? {
        let at = u.choose_index(text.len())?;
        text[at] = u.arbitrary()?;
    }
    Ok(text)
}
