//! Nothing else is ever sent to either plug, whatever was heard before.

use std::collections::BTreeSet;

use lull_core::device::Driver;
use lull_core::device::FailSafe;
use lull_core::device::Feedback;
use lull_core::device::Intent;
use lull_core::device::Step;
use lull_core::device::mains::LONGEST_ON;
use lull_core::device::registry::Family;
use lull_core::device::sem6000;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::shelly;
use lull_core::device::shelly::ShellyPlug;

use crate::fixtures::{
    ask, at, hex, judge_sem, learned, plug, requests, run, running_plug, terms, unhex, writes,
};

#[test]
fn plugs_say_truthfully_that_they_only_know_on_and_off_and_stop_by_their_own_timer() {
    for family in [Family::ShellyPlug, Family::Sem6000] {
        let driver = family.driver();
        let capabilities = driver.capabilities();
        assert_eq!(capabilities.levels, None);
        // without learnt watts the relay is all they see
        assert_eq!(capabilities.feedback, Feedback::Switched);
        assert_eq!(driver.fail_safe(&terms(1500)), FailSafe::DeviceTimer);
        assert!(!capabilities.pause);
        assert_eq!(capabilities.longest, Some(LONGEST_ON));
        assert!(driver.has_radio());
    }
}

#[test]
fn a_plug_sees_the_motor_only_once_its_watts_were_learnt() {
    let learned = Some(learned());
    assert_eq!(
        ShellyPlug::with(None, learned).capabilities().feedback,
        Feedback::Observed
    );
    assert_eq!(
        Sem6000::with(sem6000::Pin::default(), learned)
            .capabilities()
            .feedback,
        Feedback::Observed
    );
}

/// What a plug may have said and been told before an intent, as far as the drivers tell it apart.
fn shelly_pasts() -> Vec<ShellyPlug> {
    let states = [
        None,
        Some(r#"{"id":9,"result":{"id":0,"output":true}}"#),
        Some(r#"{"id":9,"result":{"id":0,"output":true,"timer_duration":1500,"apower":21}}"#),
        Some(r#"{"id":9,"result":{"id":0,"output":true,"timer_duration":99999}}"#),
        Some(r#"{"id":9,"result":{"id":0,"output":false,"apower":21}}"#),
        Some(r#"{"id":9,"result":{"id":0,"output":false,"timer_duration":1500}}"#),
        Some(r#"{"id":9,"error":{"code":401}}"#),
    ];
    let mut pasts = Vec::new();
    for watts in [None, Some(learned())] {
        for began in [false, true] {
            for ended in [false, true] {
                for state in states {
                    let mut plug = if began { running_plug(watts) } else { plug() };
                    if ended {
                        ask(
                            &mut plug,
                            shelly::Frame::Off { id: 2 },
                            br#"{"id":2,"result":{"was_on":true}}"#,
                            20,
                        );
                    }
                    if let Some(text) = state {
                        ask(
                            &mut plug,
                            shelly::Frame::Read { id: 9 },
                            text.as_bytes(),
                            20,
                        );
                    }
                    pasts.push(plug);
                }
            }
        }
    }
    pasts
}

fn sem_pasts() -> Vec<Sem6000> {
    let heard = [
        "0f06170000000018ffff",
        "0f06170001000018ffff",
        "0f0e090002003715150b1a0005dc0073ffff",
        "0f0403000004ffff",
        "0f11040001000041ea000c320000000000006f",
        "0f0f040000000000e6000032000000001dffff",
    ];
    let sent = [
        "0f0c080002003715150b1a000091ffff",
        "0f06030001000005ffff",
        "0f06030000000004ffff",
    ];
    let mut pasts = Vec::new();
    for chosen in 0..1_u32 << (heard.len() + sent.len()) {
        let pin = sem6000::Pin::try_from([1, 2, 3, 4]).expect("digits");
        let mut socket = Sem6000::with(pin, (chosen & 1 == 0).then(learned));
        socket.assigned(&terms(1500));
        socket.connected();
        let lines = sent
            .iter()
            .map(|line| (true, line))
            .chain(heard.iter().map(|line| (false, line)));
        for (bit, (sent, line)) in lines.enumerate() {
            if chosen & 1 << bit == 0 {
                continue;
            }
            if sent {
                socket.sending(sem6000::COMMAND, &unhex(line));
            } else {
                socket.decode(sem6000::ANSWER, &unhex(line));
            }
        }
        pasts.push(socket);
    }
    pasts
}

/// Everything a driver can be made to do after a past.
fn recipes(driver: &dyn Driver) -> Vec<Vec<Step>> {
    let mut recipes = vec![driver.refresh()];
    for timer in [0, 1, 1500, u64::MAX] {
        for until in [0, 100, 101, 1600, u64::MAX] {
            for percent in [0, 1, 20, 100] {
                recipes.push(driver.encode(run(percent, until), &terms(timer), &at(100)));
            }
        }
        recipes.push(driver.encode(Intent::Stop, &terms(timer), &at(100)));
        recipes.extend(driver.keep_alive(&terms(timer)).map(|(_, steps)| steps));
    }
    recipes
}

#[test]
fn nothing_outside_the_closed_list_of_shelly_requests_is_ever_sent() {
    let mut kinds = BTreeSet::new();
    for mut driver in shelly_pasts() {
        let mut all = recipes(&driver);
        all.push(driver.connected());
        for (length, text) in all.iter().flat_map(|steps| requests(steps)) {
            assert_eq!(usize::try_from(length), Ok(text.len()), "{text}");
            let frame = shelly::Frame::parse(text.as_bytes())
                .unwrap_or_else(|| panic!("not in the list: {text}"));
            kinds.insert(match frame {
                shelly::Frame::On { .. } => "on",
                shelly::Frame::Off { .. } => "off",
                shelly::Frame::Read { .. } => "read",
            });
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["off", "on", "read"]);
}

#[test]
fn nothing_outside_the_closed_list_of_sem6000_frames_is_ever_sent_and_on_only_after_its_proof() {
    let mut kinds = BTreeSet::new();
    for mut driver in sem_pasts() {
        let mut all = recipes(&driver);
        all.push(driver.connected());
        for steps in &all {
            judge_sem(steps);
            for (channel, bytes) in writes(steps) {
                assert_eq!(channel, sem6000::COMMAND);
                let frame = sem6000::Frame::parse(&bytes);
                let frame = frame.unwrap_or_else(|| panic!("not in the list: {}", hex(&bytes)));
                kinds.insert(match frame {
                    sem6000::Frame::Login { .. } => "login",
                    sem6000::Frame::SetClock { .. } => "clock",
                    sem6000::Frame::ArmOffTimer { .. } => "arm",
                    sem6000::Frame::ReadTimer => "timer",
                    sem6000::Frame::On => "on",
                    sem6000::Frame::Off => "off",
                    sem6000::Frame::Measure => "measure",
                });
            }
        }
    }
    let all = ["arm", "clock", "login", "measure", "off", "on", "timer"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
}
