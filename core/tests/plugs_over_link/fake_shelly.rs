//! A Shelly as its maker describes it, with things to switch wrong.

use std::collections::VecDeque;
use std::time::Duration;

use lull_core::device::Channel;
use lull_core::device::shelly;
use serde_json::Value;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;

use crate::bench::Plug;

pub(crate) const REALM: &str = "shellyplusplugs-083a8d012345";

#[derive(Debug, Default)]
pub(crate) struct FakeShelly {
    pub(crate) on: bool,
    pub(crate) flip_at: Option<Duration>,
    pub(crate) timer: u64,
    pub(crate) source: &'static str,
    pub(crate) expected: usize,
    pub(crate) frame: Vec<u8>,
    pub(crate) replies: VecDeque<Vec<u8>>,
    pub(crate) offset: usize,
    pub(crate) chunk: usize,
    pub(crate) password: Option<&'static str>,
    /// What a caller must have made part of its proof.
    pub(crate) nonce: u64,
    /// Every nonce is good for one call, as firmware 2.0 counts them.
    pub(crate) forgets_nonces: bool,
    /// How often a call was met by a challenge.
    pub(crate) challenges: u32,
    /// Replies are not there before so many looks.
    pub(crate) slow: u32,
    pub(crate) looks: u32,
    pub(crate) keeps_timer_at_button: bool,
    pub(crate) starts: u32,
}

impl FakeShelly {
    pub(crate) fn tick(&mut self, now: Duration) {
        if self.flip_at.is_some_and(|at| at <= now) {
            self.on = !self.on;
            self.flip_at = None;
            self.source = "timer";
        }
    }

    pub(crate) fn proves(&self, auth: &Value, password: &str) -> bool {
        let hash = |text: String| {
            let digest = Sha256::digest(text.as_bytes());
            let digits = digest.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<String>()
        };
        let known = hash(format!("admin:{REALM}:{password}"));
        let place = hash("dummy_method:dummy_uri".to_owned());
        let (nonce, theirs) = (self.nonce, &auth["cnonce"]);
        let expected = hash(format!("{known}:{nonce}:1:{theirs}:auth:{place}"));
        auth["username"] == "admin" && auth["nonce"] == nonce && auth["response"] == expected
    }

    pub(crate) fn call(&mut self, call: &Value, now: Duration) -> Value {
        let (id, params) = (&call["id"], &call["params"]);
        if let Some(password) = self.password {
            if !self.proves(&call["auth"], password) {
                self.nonce += 1;
                self.challenges += 1;
                let challenge = json!({"auth_type": "digest", "nonce": self.nonce, "nc": 1,
                    "realm": REALM, "algorithm": "SHA-256"});
                let error = json!({"code": 401, "message": challenge.to_string()});
                return json!({"id": id, "src": "shelly", "error": error});
            }
            self.nonce += u64::from(self.forgets_nonces);
        }
        let result = match call["method"].as_str() {
            Some("Switch.Set") => {
                let was_on = self.on;
                self.on = params["on"].as_bool().expect("on");
                self.starts += u32::from(self.on && !was_on);
                self.source = "BLE";
                self.timer = params["toggle_after"].as_u64().unwrap_or(0);
                let after = Duration::from_secs(self.timer);
                self.flip_at = (self.timer > 0).then_some(now + after);
                json!({"was_on": was_on})
            }
            Some("Switch.GetStatus") => {
                let mut status = json!({"id": 0, "source": self.source, "output": self.on,
                    "apower": if self.on { 20.5 } else { 0.0 }, "voltage": 230.1,
                    "temperature": {"tC": 30.1, "tF": 86.2}});
                if self.flip_at.is_some() {
                    status["timer_started_at"] = json!(1.5);
                    status["timer_duration"] = json!(self.timer);
                }
                status
            }
            _ => panic!("not a call of ours: {call}"),
        };
        // the maker writes the id first
        let text = format!(r#"{{"id":{id},"src":"shellyplusplugs-083a","result":{result}}}"#);
        serde_json::from_str(&text).expect("JSON")
    }
}

impl Plug for FakeShelly {
    fn write(&mut self, channel: Channel, bytes: &[u8], now: Duration) -> Vec<Vec<u8>> {
        self.tick(now);
        if channel == shelly::TX_CONTROL {
            let length = u32::from_be_bytes(bytes.try_into().expect("four bytes"));
            self.expected = usize::try_from(length).expect("small");
            self.frame.clear();
            return Vec::new();
        }
        assert_eq!(channel, shelly::DATA);
        self.frame.extend(bytes);
        assert!(self.frame.len() <= self.expected, "more than announced");
        if self.frame.len() == self.expected {
            let call = serde_json::from_slice(&std::mem::take(&mut self.frame)).expect("JSON");
            let reply = self.call(&call, now);
            self.replies.push_back(reply.to_string().into_bytes());
            self.looks = self.slow;
        }
        Vec::new()
    }

    fn read(&mut self, channel: Channel, now: Duration) -> Vec<u8> {
        self.tick(now);
        if channel == shelly::RX_CONTROL {
            self.offset = 0;
            self.looks = self.looks.saturating_sub(1);
            let length = self.replies.front().map_or(0, Vec::len);
            let length = if self.looks > 0 { 0 } else { length };
            return u32::try_from(length).expect("short").to_be_bytes().to_vec();
        }
        let Some(reply) = self.replies.front() else {
            return Vec::new();
        };
        let end = (self.offset + self.chunk).min(reply.len());
        let chunk = reply[self.offset..end].to_vec();
        self.offset = end;
        if end == reply.len() {
            self.replies.pop_front();
            self.offset = 0;
        }
        chunk
    }

    fn disconnected(&mut self) {
        self.frame.clear();
        self.replies.clear();
        self.offset = 0;
    }

    fn is_on(&mut self, now: Duration) -> bool {
        self.tick(now);
        self.on
    }

    fn press(&mut self, now: Duration) {
        self.tick(now);
        self.on = !self.on;
        self.source = "button";
        if !self.keeps_timer_at_button {
            self.flip_at = None;
        }
    }

    fn answers_on(&self) -> Channel {
        shelly::DATA
    }

    fn starts(&self) -> u32 {
        self.starts
    }
}
