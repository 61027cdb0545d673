//! A SEM6000 as the published traces show it, with things to switch wrong.

use std::time::Duration;

use lull_core::device::Channel;
use lull_core::device::sem6000;

use crate::bench::Plug;

#[derive(Debug, Default)]
pub(crate) struct FakeSem {
    pub(crate) on: bool,
    pub(crate) pin: [u8; 4],
    pub(crate) in_session: bool,
    pub(crate) clock: Option<(i64, Duration)>,
    pub(crate) off_at: Option<i64>,
    pub(crate) timer: [u8; 6],
    pub(crate) length: i64,
    pub(crate) starts: u32,
    pub(crate) on_without_timer: bool,
    pub(crate) forgets_timer: bool,
    pub(crate) other_vendor: bool,
}

impl FakeSem {
    pub(crate) fn clock(&self, now: Duration) -> i64 {
        let (set, at) = self.clock.expect("the clock was set");
        set + i64::try_from((now - at).as_secs()).expect("soon")
    }

    pub(crate) fn tick(&mut self, now: Duration) {
        if let Some(off_at) = self.off_at
            && self.clock(now) >= off_at
        {
            self.on = false;
            self.off_at = None;
        }
    }
}

impl Plug for FakeSem {
    fn write(&mut self, channel: Channel, bytes: &[u8], now: Duration) -> Vec<Vec<u8>> {
        assert_eq!(channel, sem6000::COMMAND);
        self.tick(now);
        let payload = &bytes[2..bytes.len() - 3];
        if payload[0] == 0x17 {
            self.in_session = payload[3..7] == self.pin;
            let refused = u8::from(!self.in_session);
            return vec![vec![0x0f, 0x06, 0x17, 0, refused, 0, 0, 0x18, 0xff, 0xff]];
        }
        if !self.in_session {
            return Vec::new();
        }
        vec![sem_answer(&match *payload {
            [0x01, 0, s, m, h, day, month, _, low, ..] => {
                let year = u8::try_from((u16::from(low) + 0x0700) - 2000).expect("this century");
                self.clock = Some((seconds([s, m, h, day, month, year]), now));
                vec![0x01, 0, 0]
            }
            [0x08, 0, 2, s, m, h, day, month, year, ..] => {
                if !self.forgets_timer {
                    self.timer = [s, m, h, day, month, year];
                    self.off_at = Some(seconds(self.timer));
                    self.length = seconds(self.timer) - self.clock(now);
                }
                vec![0x08, 0, 0]
            }
            [0x09, ..] => {
                let action = if self.off_at.is_some() { 2 } else { 0 };
                let [.., a, b, c] = self.length.to_be_bytes();
                [&[0x09, 0, action], self.timer.as_slice(), &[a, b, c, 0]].concat()
            }
            [0x03, 0, on, ..] => {
                self.on_without_timer |= on == 1 && self.off_at.is_none();
                self.starts += u32::from(on == 1 && !self.on);
                self.on = on == 1;
                vec![0x03, 0, 0]
            }
            [0x04, ..] => {
                let milliwatts = if self.on { 20_000_u32 } else { 0 };
                let [_, a, b, c] = milliwatts.to_be_bytes();
                vec![
                    0x04,
                    0,
                    u8::from(self.on),
                    a,
                    b,
                    c,
                    230,
                    0,
                    87,
                    50,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                ]
            }
            _ => panic!("not a frame of ours: {payload:02x?}"),
        })]
    }

    fn read(&mut self, channel: Channel, _now: Duration) -> Vec<u8> {
        assert_eq!(channel, sem6000::VENDOR);
        if self.other_vendor {
            b"FOREO\0".to_vec()
        } else {
            b"VOLCFT\0\0\0\0\0\x01\x06\0\x03".to_vec()
        }
    }

    fn disconnected(&mut self) {
        self.in_session = false;
    }

    fn is_on(&mut self, now: Duration) -> bool {
        self.tick(now);
        self.on
    }

    fn press(&mut self, now: Duration) {
        self.tick(now);
        self.on = !self.on;
    }

    fn answers_on(&self) -> Channel {
        sem6000::ANSWER
    }

    fn starts(&self) -> u32 {
        self.starts
    }
}

/// Seconds on some calendar in which every month has 31 days: good enough to compare two moments of one evening.
pub(crate) fn seconds(time: [u8; 6]) -> i64 {
    let [second, minute, hour, day, month, year] = time.map(i64::from);
    ((((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 60 + second
}

pub(crate) fn sem_answer(payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x0f, u8::try_from(payload.len() + 1).expect("short")];
    bytes.extend(payload);
    bytes.push(
        payload
            .iter()
            .fold(1, |sum: u8, byte| sum.wrapping_add(*byte)),
    );
    bytes.extend([0xff, 0xff]);
    bytes.truncate(20);
    bytes
}
