//! The SwitchBot drivers against their golden frames, the closed list of what they may ever send, and whole sessions
//! with a plug and an arm that answer as the maker says.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod arm_and_plug;

use std::collections::BTreeSet;
use std::time::Duration;

use arm_and_plug::{Arm, Gadget, Plug, World};
use lull_core::device::bot::{self, Bot, Info, Password};
use lull_core::device::plug_mini::{self, Advert, PlugMini};
use lull_core::device::registry::{Family, Refused, identify, refused};
use lull_core::device::switchbot::{COMPANY, DATA, DATA_BEFORE, NOTIFY, SERVICE, WRITE};
use lull_core::device::{
    Advertisement, Channel, Driver, Fact, FailSafe, Feedback, Intent, Level, LinkLossRule, Match,
    Motion, Refusal, Step, Terms, WriteMode,
};
use lull_core::session::{Command, EndReason, Stopped};
use lull_core::time::Now;
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd hex: {text}");
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    pairs.map(|pair| byte(pair).expect("hex")).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn table<T: DeserializeOwned>(file: &str, key: &str) -> Vec<T> {
    let file: Value = serde_json::from_str(file).expect("a data file");
    serde_json::from_value(file[key].clone()).expect(key)
}

fn of_plug<T: DeserializeOwned>(key: &str) -> Vec<T> {
    table(include_str!("frames/plug_mini.json"), key)
}

fn of_bot<T: DeserializeOwned>(key: &str) -> Vec<T> {
    table(include_str!("frames/bot.json"), key)
}

#[derive(Deserialize)]
struct NamedBytes {
    name: String,
    bytes: String,
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    after: Option<plug_mini::Frame>,
    #[serde(default)]
    facts: Value,
}

fn password(text: Option<&str>) -> Option<Password> {
    text.map(|text| Password::of(text).expect("a password"))
}

fn now() -> Now {
    Now::new(
        jiff::Timestamp::UNIX_EPOCH,
        jiff::tz::TimeZone::UTC,
        Duration::from_secs(100),
    )
}

fn terms(session_id: u32) -> Terms {
    Terms {
        session_id,
        device_timer: Duration::from_secs(1800),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

fn run(percent: u8) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(2000),
    }
}

fn advertised(data: &[u8], uuid: uuid::Uuid) -> Advertisement {
    Advertisement {
        service_data: vec![(uuid, data.to_vec())],
        manufacturer_data: vec![(0x004c, vec![2, 21]), (COMPANY, vec![0; 6])],
        ..Advertisement::default()
    }
}

/// What the steps write, every other step judged on the way.
fn writes(steps: &[Step]) -> Vec<Vec<u8>> {
    let judged = steps.iter().filter_map(|step| match step {
        Step::Write {
            channel,
            bytes,
            mode,
        } => {
            assert_eq!((*channel, *mode), (WRITE, WriteMode::WithoutResponse));
            assert!(bytes.len() <= 20);
            Some(bytes.clone())
        }
        Step::Subscribe(channel) | Step::WaitFor { channel, .. } => {
            assert_eq!(*channel, NOTIFY);
            None
        }
        Step::Bond | Step::Read(_) | Step::Delay(_) => panic!("never used: {step:?}"),
    });
    judged.collect()
}

#[test]
fn the_channels_have_their_published_uuids() {
    let uuid = |slot: &str| format!("cba2{slot}-224d-11e6-9fb8-0002a5d5c51b");
    assert_eq!(SERVICE.to_string(), uuid("0d00"));
    assert_eq!(WRITE.0.to_string(), uuid("0002"));
    assert_eq!(NOTIFY.0.to_string(), uuid("0003"));
}

#[test]
fn every_command_of_the_plug_has_its_golden_bytes() {
    #[derive(Deserialize)]
    struct Golden {
        frame: plug_mini::Frame,
        bytes: String,
    }
    for Golden { frame, bytes } in of_plug("commands") {
        assert_eq!(hex(frame.encode()), bytes);
        assert_eq!(plug_mini::Frame::parse(&unhex(&bytes)), Some(frame));
    }
    for NamedBytes { name, bytes, .. } in of_plug("never_sent") {
        assert_eq!(plug_mini::Frame::parse(&unhex(&bytes)), None, "{name}");
    }
}

#[test]
fn every_command_of_the_bot_has_its_golden_bytes() {
    #[derive(Deserialize)]
    struct Golden {
        frame: bot::Frame,
        bytes: String,
        password: Option<String>,
    }
    for golden in of_bot::<Golden>("commands") {
        let secret = password(golden.password.as_deref());
        assert_eq!(hex(&golden.frame.encode(secret)), golden.bytes);
        let read_back = bot::Frame::parse(&unhex(&golden.bytes), secret);
        assert_eq!(read_back, Some(golden.frame));
    }
    for never in of_bot::<NamedBytes>("never_sent") {
        let secret = password(never.password.as_deref());
        let parsed = bot::Frame::parse(&unhex(&never.bytes), secret);
        assert_eq!(parsed, None, "{}", never.name);
    }
}

#[test]
fn a_password_that_cannot_be_one_is_refused_and_never_shown() {
    for bad in ["", " ", "pass word", "pässword", &"x".repeat(65)] {
        let refusal = Password::of(bad).expect_err(bad);
        assert_eq!(refusal.field, "password");
        assert!(bad.trim().is_empty() || !refusal.to_string().contains(bad));
    }
    let shown = format!("{:?}", Bot::new(password(Some("1234"))));
    assert!(!shown.contains("9be3e0a3") && !shown.contains("2615402659"));
}

#[test]
fn every_advert_of_the_plug_tells_its_relay_and_power() {
    #[derive(Deserialize)]
    struct Golden {
        name: String,
        bytes: String,
        on: bool,
        deciwatts: u16,
        sequence: u8,
        backstop: bool,
        overload: bool,
    }
    for golden in of_plug::<Golden>("adverts") {
        let name = &golden.name;
        let mut advertisement = advertised(&unhex("6700e4"), DATA);
        advertisement.manufacturer_data[1].1 = unhex(&golden.bytes);
        let advert = Advert::of(&advertisement).expect(name);
        assert_eq!(advert.on, golden.on, "{name}");
        assert_eq!(advert.deciwatts, golden.deciwatts, "{name}");
        assert_eq!(advert.sequence, golden.sequence, "{name}");
        assert_eq!(advert.has_backstop(), golden.backstop, "{name}");
        assert_eq!(advert.overload, golden.overload, "{name}");
        assert_eq!(advert.address, [0x34, 0xb4, 0x72, 0x0e, 0x18, 0x72]);
        let facts = PlugMini::new().decode_advertisement(&advertisement);
        let [Fact::Power { milliwatts }, Fact::State(state)] = facts[..] else {
            panic!("{name}: {facts:?}");
        };
        assert_eq!(state.motion == Motion::Running, golden.on, "{name}");
        assert_eq!(
            milliwatts.get(),
            u32::from(golden.deciwatts) * 100,
            "{name}"
        );
    }
    for NamedBytes { name, bytes, .. } in of_plug("no_adverts") {
        let mut advertisement = advertised(&unhex("6700e4"), DATA);
        advertisement.manufacturer_data[1].1 = unhex(&bytes);
        assert_eq!(Advert::of(&advertisement), None, "{name}");
        let facts = PlugMini::new().decode_advertisement(&advertisement);
        assert_eq!(facts, [], "{name}");
    }
}

#[test]
fn the_type_byte_tells_the_plug_its_eu_brother_and_strangers_apart() {
    #[derive(Deserialize)]
    struct Golden {
        name: String,
        data: String,
        family: String,
    }
    for Golden { name, data, family } in of_plug("types") {
        let mut advertisement = advertised(&unhex(&data), DATA);
        advertisement.manufacturer_data[1].1 = unhex("34b4720e18720180000000cc");
        let expected = match family.as_str() {
            "plug_mini" => vec![(Match::Sure, Family::PlugMini)],
            _ => vec![],
        };
        assert_eq!(identify(&advertisement), expected, "{name}");
        let eu = (family == "eu").then_some(Refused::PlugMiniEu);
        assert_eq!(refused(&advertisement), eu, "{name}");
        if family != "plug_mini" && !data.is_empty() {
            let facts = PlugMini::new().decode_advertisement(&advertisement);
            assert_eq!(facts, [], "{name}");
        }
    }
}

#[test]
fn without_the_makers_company_a_type_byte_is_only_a_hint() {
    let mut plug = advertised(&unhex("6700e4"), DATA);
    plug.manufacturer_data.clear();
    assert_eq!(identify(&plug), [(Match::Maybe, Family::PlugMini)]);
    let mut arm = advertised(&unhex("4890d9"), DATA_BEFORE);
    arm.manufacturer_data.clear();
    assert_eq!(identify(&arm), [(Match::Maybe, Family::Bot)]);
    arm.services = vec![SERVICE];
    assert_eq!(identify(&arm), [(Match::Sure, Family::Bot)]);
    // A name proves nothing, and neither does the service that all of the maker's devices have.
    let liar = Advertisement {
        name: Some("WoPlugUS".into()),
        services: vec![SERVICE],
        ..Advertisement::default()
    };
    assert_eq!(identify(&liar), []);
}

#[test]
fn the_refusal_of_the_eu_plug_names_the_reason() {
    let reason = Refused::PlugMiniEu.to_string();
    assert!(reason.contains("EU") && reason.contains("key"), "{reason}");
}

#[test]
fn every_advert_and_info_of_the_bot_is_read() {
    #[derive(Deserialize)]
    struct Golden {
        name: String,
        bytes: String,
        #[serde(default)]
        advert: Option<bot::Advert>,
        #[serde(default)]
        info: Option<Info>,
    }
    for golden in of_bot::<Golden>("adverts") {
        for service in [DATA, DATA_BEFORE] {
            let advertisement = advertised(&unhex(&golden.bytes), service);
            let advert = bot::Advert::of(&advertisement);
            assert_eq!(advert, golden.advert, "{}", golden.name);
        }
    }
    for golden in of_bot::<Golden>("infos") {
        let info = Info::decode(&unhex(&golden.bytes));
        assert_eq!(info, golden.info, "{}", golden.name);
    }
}

#[test]
fn an_advert_that_speaks_against_a_start_says_why() {
    let told = |bytes: &str, secret: Option<&str>| {
        let facts =
            Bot::new(password(secret)).decode_advertisement(&advertised(&unhex(bytes), DATA));
        let refusal = |fact| {
            let Fact::Unusable { refusal } = fact else {
                panic!("{fact:?}");
            };
            refusal
        };
        facts.into_iter().map(refusal).collect::<Vec<_>>()
    };
    assert_eq!(told("4890d9", None), []);
    assert_eq!(told("4810e1", None), [Refusal::PressMode]);
    assert_eq!(told("489093", None), [Refusal::LowSupply]);
    assert_eq!(told("489094", None), []);
    assert_eq!(told("c890d9", None), [Refusal::PasswordNeeded]);
    assert_eq!(told("c890d9", Some("1234")), []);
}

#[test]
fn every_answer_of_the_plug_means_what_is_known_of_it() {
    for reply in of_plug::<NamedBytes>("replies") {
        let mut driver = PlugMini::new();
        driver.connected();
        let frame = reply.after.expect("a frame");
        driver.sending(WRITE, frame.encode());
        let facts = driver.decode(NOTIFY, &unhex(&reply.bytes));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, reply.facts, "{}", reply.name);
    }
}

#[test]
fn every_refusal_of_the_bot_has_its_word() {
    for reply in of_bot::<NamedBytes>("refusals") {
        let facts = Bot::new(None).decode(NOTIFY, &unhex(&reply.bytes));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, reply.facts, "{}", reply.name);
    }
}

/// All that `driver` sends in every state that a few frames and answers can bring it to.
fn everything_sent<D: Driver + Clone>(
    driver: &D,
    frames: &[Vec<u8>],
    answers: &[&str],
    depth: u32,
    sent: &mut BTreeSet<String>,
) {
    for session in [7, 8] {
        let terms = terms(session);
        let levels = (0..=100).map(run);
        let recipes = levels
            .chain([Intent::Stop])
            .map(|intent| driver.encode(intent, &terms, &now()))
            .chain(driver.keep_alive(&terms).map(|(_, steps)| steps))
            .chain([driver.refresh(), driver.clone().connected()]);
        for steps in recipes {
            sent.extend(writes(&steps).iter().map(|bytes| hex(bytes)));
        }
    }
    if depth == 0 {
        return;
    }
    for frame in frames {
        let mut next = driver.clone();
        next.sending(WRITE, frame);
        everything_sent(&next, frames, answers, depth - 1, sent);
        for answer in answers {
            let mut next = next.clone();
            next.decode(NOTIFY, &unhex(answer));
            everything_sent(&next, frames, answers, depth - 1, sent);
        }
    }
}

#[test]
fn the_plug_is_never_sent_anything_outside_its_closed_list() {
    let mut sent = BTreeSet::new();
    let frames = plug_mini::Frame::ALL.map(|frame| frame.encode().to_vec());
    let answers = ["0180", "0100", "02", "0140"];
    everything_sent(&PlugMini::new(), &frames, &answers, 3, &mut sent);
    let golden = of_plug::<NamedBytes>("commands");
    let golden: BTreeSet<_> = golden.into_iter().map(|golden| golden.bytes).collect();
    assert_eq!(sent, golden);
}

#[test]
fn the_bot_is_never_sent_anything_outside_its_closed_list() {
    let answers = [
        "01ff00",
        "05",
        "01642c64000000a10010004800",
        "01642c64000000a10000004800",
        "010a2c64000000a10010004800",
    ];
    for (secret, expected) in [
        (None, ["570101", "570102", "5702"]),
        (
            Some("1234"),
            ["57119be3e0a301", "57119be3e0a302", "57129be3e0a3"],
        ),
    ] {
        let secret = password(secret);
        let mut sent = BTreeSet::new();
        let frames = bot::Frame::ALL.map(|frame| frame.encode(secret));
        everything_sent(&Bot::new(secret), &frames, &answers, 2, &mut sent);
        let expected: BTreeSet<_> = expected.map(str::to_owned).into();
        assert_eq!(sent, expected);
    }
}

#[test]
fn neither_device_claims_what_it_cannot_do() {
    for family in [Family::PlugMini, Family::Bot] {
        let driver = family.driver();
        let capabilities = driver.capabilities();
        assert_eq!(capabilities.fail_safe, FailSafe::None);
        assert_eq!(driver.fail_safe(&terms(7)), FailSafe::None);
        assert_eq!(capabilities.levels, None);
        assert_eq!(capabilities.longest, None);
    }
    let feedback = |family: Family| family.driver().capabilities().feedback;
    assert_eq!(feedback(Family::PlugMini), Feedback::Switched);
    assert_eq!(feedback(Family::Bot), Feedback::Acknowledged);
}

#[test]
fn a_session_on_a_plug_ends_with_the_relay_seen_open() {
    for off_answer in [0x00, 0x80] {
        let plug = Plug {
            off_answer,
            ..Plug::default()
        };
        let mut world = World::new(Box::new(PlugMini::new()), plug);
        world.start();
        world.pass(20.0);
        assert!(world.gadget.on, "{}", world.story());
        world.command(Command::Stop);
        world.pass(20.0);
        let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
        assert_eq!(world.ended(), ended, "{}", world.story());
        assert!(!world.gadget.on, "{}", world.story());
    }
}

#[test]
fn a_plug_that_answers_off_and_stays_on_is_not_called_stopped() {
    let plug = Plug {
        sticks: true,
        ..Plug::default()
    };
    let mut world = World::new(Box::new(PlugMini::new()), plug);
    world.start();
    world.pass(10.0);
    world.command(Command::Stop);
    world.pass(60.0);
    assert_eq!(world.ended(), None, "{}", world.story());
    let offs = world.gadget.frames_like("570f50010100");
    assert!(offs >= 10, "{offs} offs in a minute\n{}", world.story());
    world.gadget.sticks = false;
    world.pass(10.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
}

#[test]
fn a_plug_whose_answers_get_lost_is_still_stopped_and_seen() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(10.0);
    world.gadget.lose = 3;
    world.command(Command::Stop);
    world.pass(60.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
}

#[test]
fn a_late_answer_to_on_does_not_pass_for_the_proof_of_off() {
    // The stop follows the start before any answer; the plug is slow, and its relay sticks.
    let plug = Plug {
        sticks: true,
        slow: Duration::from_secs(3),
        off_answer: 0x00,
        ..Plug::default()
    };
    let mut world = World::new(Box::new(PlugMini::new()), plug);
    world.start();
    world.pass(4.0);
    world.command(Command::Stop);
    world.pass(40.0);
    let observed = world
        .ended()
        .is_some_and(|(_, stopped)| stopped == Stopped::SwitchedOff);
    assert!(world.gadget.on && !observed, "{}", world.story());
}

#[test]
fn a_hand_on_the_plugs_button_ends_the_session_and_is_not_overruled() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(30.0);
    world.gadget.on = false;
    let before = world.gadget.frames_like("570f50010180");
    world.pass(30.0);
    let ended = world.ended().expect("seen within seconds");
    assert!(matches!(ended.0, EndReason::StoppedByDevice { .. }));
    assert_eq!(before, world.gadget.frames_like("570f50010180"));
    assert!(!world.gadget.on, "{}", world.story());
}

#[test]
fn a_plug_lost_in_mid_session_is_found_again_and_stopped_without_a_second_start() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(10.0);
    world.drop_link();
    world.pass(30.0);
    assert_eq!(world.ended(), None, "{}", world.story());
    world.command(Command::Stop);
    world.pass(20.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
    assert_eq!(world.gadget.frames_like("570f50010180"), 1);
}

#[test]
fn a_bot_in_switch_mode_pushes_once_for_a_session_and_once_for_its_end() {
    let mut world = World::new(Box::new(Bot::new(None)), Arm::default());
    world.start();
    world.pass(60.0);
    assert!(world.gadget.on, "{}", world.story());
    world.command(Command::Stop);
    world.pass(20.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::Acknowledged));
    assert_eq!(world.ended(), ended, "{}", world.story());
    assert!(!world.gadget.on);
    assert_eq!(world.gadget.moves, 2, "{}", world.story());
}

#[test]
fn a_bot_in_press_mode_or_almost_empty_is_refused_before_its_arm_moves() {
    let press = Arm {
        press_mode: true,
        ..Arm::default()
    };
    let empty = Arm {
        battery: 19,
        ..Arm::default()
    };
    let locked = Arm {
        locked: true,
        ..Arm::default()
    };
    let cases = [
        (press, Refusal::PressMode),
        (empty, Refusal::LowSupply),
        (locked, Refusal::PasswordNeeded),
    ];
    for (arm, refusal) in cases {
        let mut world = World::new(Box::new(Bot::new(None)), arm);
        world.start();
        world.pass(30.0);
        let ended = Some((EndReason::Refused { refusal }, Stopped::NeverRan));
        assert_eq!(world.ended(), ended, "{}", world.story());
        assert_eq!(world.gadget.moves, 0, "{}", world.story());
    }
}

#[test]
fn a_bot_that_is_busy_with_on_is_told_off_again_until_it_takes_it() {
    let arm = Arm {
        moves_for: Duration::from_secs(2),
        ..Arm::default()
    };
    let mut world = World::new(Box::new(Bot::new(None)), arm);
    world.start();
    world.pass(0.5);
    assert_eq!(world.gadget.moves, 1, "{}", world.story());
    world.command(Command::Stop);
    world.pass(30.0);
    let ended = world.ended().expect("stopped");
    assert_eq!(ended.1, Stopped::Acknowledged, "{}", world.story());
    assert!(!world.gadget.on, "{}", world.story());
}

#[test]
fn a_bot_put_into_press_mode_in_mid_session_is_not_pressed_to_stop() {
    let mut world = World::new(Box::new(Bot::new(None)), Arm::default());
    world.start();
    world.pass(10.0);
    world.drop_link();
    world.gadget.press_mode = true;
    world.pass(10.0);
    let moves = world.gadget.moves;
    world.command(Command::Stop);
    world.pass(60.0);
    assert_eq!(world.gadget.moves, moves, "{}", world.story());
    assert_eq!(world.ended(), None, "{}", world.story());
    world.gadget.press_mode = false;
    world.pass(20.0);
    assert!(!world.gadget.on, "{}", world.story());
    assert!(world.ended().is_some(), "{}", world.story());
}

fn any_advertisement() -> impl Strategy<Value = Advertisement> {
    let data = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..16),
        prop::collection::vec(any::<u8>(), 2..4).prop_map(|rest| [vec![0x48], rest].concat()),
        prop::collection::vec(any::<u8>(), 2..4).prop_map(|rest| [vec![0x67], rest].concat()),
    ];
    let made = prop::collection::vec(any::<u8>(), 0..20);
    (data, made).prop_map(|(data, made)| Advertisement {
        service_data: vec![(DATA, data)],
        manufacturer_data: vec![(COMPANY, made)],
        ..Advertisement::default()
    })
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_without_a_panic_and_a_stop_is_always_encoded(
        heard in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<u8>(), 0..16)), 0..20),
        advertisement in any_advertisement(),
    ) {
        for (family, off) in [(Family::PlugMini, "570f50010100"), (Family::Bot, "570102")] {
            let mut driver = family.driver();
            driver.connected();
            driver.decode_advertisement(&advertisement);
            for (from_it, bytes) in &heard {
                let steps = driver.encode(run(40), &terms(7), &now());
                for bytes in writes(&steps) {
                    driver.sending(WRITE, &bytes);
                }
                let channel = if *from_it { NOTIFY } else { Channel(SERVICE) };
                prop_assert!(!driver.decode(channel, bytes).is_empty());
                let stop = writes(&driver.encode(Intent::Stop, &terms(7), &now()));
                prop_assert!(stop.iter().any(|bytes| hex(bytes) == off));
                prop_assert!(stop.len() <= 18);
            }
        }
    }

    #[test]
    fn whatever_answers_come_before_it_an_open_relay_is_only_seen_by_a_read_after_off(
        past in prop::collection::vec((0..3_usize, 0..6_usize), 0..16),
    ) {
        // An honest plug whose relay sticks: it answers every frame in order, some answers still on the way.
        let mut driver = PlugMini::new();
        driver.connected();
        let mut on_the_way = std::collections::VecDeque::new();
        for (frame, heard) in past {
            let frame = plug_mini::Frame::ALL[frame];
            driver.sending(WRITE, frame.encode());
            on_the_way.push_back(if frame == plug_mini::Frame::Off { "0100" } else { "0180" });
            while on_the_way.len() > heard {
                let answer = on_the_way.pop_front().expect("not empty");
                let facts = driver.decode(NOTIFY, &unhex(answer));
                let still = facts.iter().any(|fact| matches!(fact, Fact::State(state) if state.motion == Motion::Still));
                prop_assert!(!still, "{facts:?}");
            }
        }
    }
}

#[test]
fn gadgets_count_what_they_are_sent() {
    let mut plug = Plug::default();
    plug.take(&unhex("570f50010180"), Duration::ZERO);
    assert_eq!((plug.on, plug.frames_like("570f50010180")), (true, 1));
}
