//! What reaches the massager besides orders: phones that come and go, its own button, the plug, wear.

use std::time::Duration;

use super::happening::What;
use super::massager::{Massager, Phone};
use super::profile::{StopReason, flag};

impl Massager {
    /// A phone connected.
    pub fn link_up(&mut self, now: Duration) {
        self.advance(now);
        self.phone = Phone::Here {
            in_control: false,
            heard: self.now,
        };
        self.diary.note(self.now, What::Connected);
    }

    /// The phone is gone, and its control with it.
    pub fn link_down(&mut self, now: Duration) {
        self.advance(now);
        if matches!(self.phone, Phone::Here { .. }) {
            self.phone = Phone::Gone { since: self.now };
            self.diary.note(self.now, What::Disconnected);
        }
    }

    /// The person presses the massager's own stop button.
    pub fn press_stop_button(&mut self, now: Duration) {
        self.advance(now);
        if self.feature.has(flag::STOP_BUTTON) {
            self.end(StopReason::UserAtDevice);
            self.settle();
        }
    }

    /// The plug is out: the motor stops, everything not kept in flash is forgotten.
    pub fn power_off(&mut self, now: Duration) {
        self.advance(now);
        self.link_down(now);
        self.end(StopReason::PowerWasLost);
        self.motor.cut_power(self.now);
        self.forget_orders();
        self.rest_owed |= self.rest_until.take().is_some();
        self.powered = false;
        self.diary.note(self.now, What::PowerLost);
        self.settle();
    }

    /// Power is back. The massager is off and stays off.
    pub fn power_on(&mut self, now: Duration) {
        self.advance(now);
        if self.powered {
            return;
        }
        self.powered = true;
        self.last.reason = StopReason::PowerWasLost;
        if core::mem::take(&mut self.rest_owed) {
            self.begin_rest();
        }
        self.diary.note(self.now, What::PowerBack);
        self.settle();
    }

    /// From now on the motor reaches only this share of what is commanded, and the massager measures it.
    pub(super) fn sag(&mut self, percent: u8) {
        self.feature.flags |= flag::MOTION_MEASURED;
        self.motor.set_strength(percent, self.now);
        self.owe_status();
    }
}
