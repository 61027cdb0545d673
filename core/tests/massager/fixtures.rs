//! A massager with a phone beside it and a clock in the hand, and one with its radio end in between.

use std::time::Duration;

use crate::massager_control::transcript;
use lull_core::device::Channel;
use lull_core::device::WriteMode;
use lull_core::driver::radio::sim::SimFault;
use lull_core::driver::radio::sim::gatt::AttError;
use lull_core::driver::radio::sim::gatt::GattRequest;
use lull_core::driver::radio::sim::massager::Massager;
use lull_core::driver::radio::sim::peripheral::LinkId;
use lull_core::driver::radio::sim::peripheral::Outgoing;
use lull_core::driver::radio::sim::peripheral::Peripheral;
use lull_core::driver::radio::sim::profile::CONTROL_POINT;
use lull_core::driver::radio::sim::profile::Feature;
use lull_core::driver::radio::sim::profile::SESSION_STATUS;
use lull_core::driver::radio::sim::profile::StopReason;

pub(crate) const SECOND: Duration = Duration::from_secs(1);

pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(pair).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A massager with a phone beside it and a clock in the hand.
pub(crate) struct Bedside {
    pub(crate) massager: Massager,
    pub(crate) now: Duration,
}

impl Bedside {
    pub(crate) fn new() -> Self {
        Self::with(Feature::default())
    }

    pub(crate) fn with(feature: Feature) -> Self {
        let mut massager = Massager::new(feature, Duration::ZERO);
        massager.link_up(Duration::ZERO);
        Self {
            massager,
            now: Duration::ZERO,
        }
    }

    /// 25 minutes at 60 % without ramps, under the default link-loss rule, in control.
    pub(crate) fn running() -> Self {
        let mut bedside = Self::new();
        bedside.prepare("03dc0500000000");
        assert_eq!(bedside.order("0744332211"), "800701");
        bedside
    }

    pub(crate) fn prepare(&mut self, session: &str) {
        for order in ["00", session, "02ff3c"] {
            assert_eq!(self.order(order), format!("80{}01", &order[..2]));
        }
    }

    pub(crate) fn order(&mut self, order: &str) -> String {
        let order = bytes(order);
        hex(&self.massager.control_point(order[0], &order[1..], self.now))
    }

    pub(crate) fn wait(&mut self, seconds: u64) {
        self.wait_ms(seconds * 1000);
    }

    pub(crate) fn wait_ms(&mut self, millis: u64) {
        self.now += Duration::from_millis(millis);
        self.massager.advance(self.now);
    }

    /// Waits, saying "I am here" every three seconds.
    pub(crate) fn wait_in_touch(&mut self, seconds: u64) {
        for _ in 0..seconds / 3 {
            self.wait(3);
            assert_eq!(self.order("09"), "800901");
        }
        self.wait(seconds % 3);
    }

    pub(crate) fn motor(&self) -> u8 {
        self.massager.motor_percent()
    }

    pub(crate) fn stopped_by(&self) -> StopReason {
        assert_eq!(self.motor(), 0, "{}", self.transcript());
        self.massager.status().stop_reason
    }

    pub(crate) fn transcript(&self) -> String {
        transcript(&self.massager)
    }
}

/// A massager's radio end and one phone on it.
pub(crate) struct OnAir {
    pub(crate) peripheral: Peripheral,
    pub(crate) link: LinkId,
    pub(crate) now: Duration,
    pub(crate) requests: u64,
}

impl OnAir {
    pub(crate) fn connected() -> Self {
        let massager = Massager::new(Feature::default(), Duration::ZERO);
        let mut peripheral = Peripheral::new(massager);
        let link = peripheral.connect(None, Duration::ZERO).expect("free");
        Self {
            peripheral,
            link,
            now: Duration::ZERO,
            requests: 0,
        }
    }

    pub(crate) fn subscribed() -> Self {
        let mut on_air = Self::connected();
        assert!(matches!(on_air.ask(GattRequest::Bond), Some(Ok(_))));
        for channel in [CONTROL_POINT, SESSION_STATUS] {
            let subscribed = on_air.ask(GattRequest::Subscribe(channel));
            assert_eq!(subscribed, Some(Ok(vec![])));
        }
        on_air
    }

    pub(crate) fn running() -> Self {
        let mut on_air = Self::subscribed();
        for order in ["00", "03dc0500000000", "040100", "02ff3c", "0744332211"] {
            assert_eq!(on_air.write(order), Some(Ok(vec![])));
        }
        on_air.heard();
        on_air
    }

    pub(crate) fn ask(&mut self, request: GattRequest) -> Option<Result<Vec<u8>, AttError>> {
        self.requests += 1;
        let number = self.requests;
        self.peripheral
            .request(self.link, number, request, self.now);
        self.answer()
    }

    pub(crate) fn answer(&mut self) -> Option<Result<Vec<u8>, AttError>> {
        let is_answer = |out: &Outgoing| matches!(out, Outgoing::Answer { .. });
        match self.peripheral.take(self.link, self.now, is_answer)? {
            Outgoing::Answer { result, .. } => Some(result),
            Outgoing::Value { .. } | Outgoing::Dropped => None,
        }
    }

    pub(crate) fn write(&mut self, order: &str) -> Option<Result<Vec<u8>, AttError>> {
        self.ask(GattRequest::Write {
            channel: CONTROL_POINT,
            bytes: bytes(order),
            mode: WriteMode::WithResponse,
        })
    }

    /// Every value that came out since the last look.
    pub(crate) fn heard(&mut self) -> Vec<(Channel, Vec<u8>)> {
        let is_value = |out: &Outgoing| matches!(out, Outgoing::Value { .. });
        let mut heard = Vec::new();
        while let Some(Outgoing::Value { channel, bytes }) =
            self.peripheral.take(self.link, self.now, is_value)
        {
            heard.push((channel, bytes));
        }
        heard
    }

    pub(crate) fn wait(&mut self, time: Duration) {
        self.now += time;
        self.peripheral.advance(self.now);
    }

    pub(crate) fn inject(&mut self, fault: SimFault) {
        self.peripheral.inject(fault, Duration::ZERO, self.now);
    }

    pub(crate) fn motor(&self) -> u8 {
        self.peripheral.massager().motor_percent()
    }
}
