//! Drivers of switched sockets against their golden frames, and the closed lists of everything they may ever send.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::mains::{LONGEST_ON, Learned, Milliwatts};
use lull_core::device::registry::{Family, identify};
use lull_core::device::sem6000::frames as sem_frames;
use lull_core::device::sem6000::{self, Sem6000};
use lull_core::device::shelly::auth::Challenge;
use lull_core::device::shelly::{self, Advert, ShellyPlug};
use lull_core::device::{
    Advertisement, Channel, Driver, Fact, FailSafe, Feedback, Intent, Level, LinkLossRule, Match,
    Motion, Refusal, Rest, Step, Terms,
};
use lull_core::time::Now;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const SESSION: u32 = 0x1122_3344;

#[derive(Deserialize)]
struct Shelly {
    requests: Vec<Request>,
    signed: Vec<Signed>,
    no_challenges: Vec<NoChallenge>,
    never_sent: Vec<NeverSaid>,
    adverts: Vec<Advertised>,
    answers: Vec<Answered>,
}

#[derive(Deserialize)]
struct Request {
    name: String,
    frame: shelly::Frame,
    text: String,
    announced: String,
}

#[derive(Deserialize)]
struct Signed {
    name: String,
    message: String,
    password: String,
    cnonce: u32,
    frame: shelly::Frame,
    text: String,
    announced: String,
}

#[derive(Deserialize)]
struct NoChallenge {
    name: String,
    message: String,
}

#[derive(Deserialize)]
struct NeverSaid {
    name: String,
    text: String,
}

#[derive(Deserialize)]
struct Advertised {
    name: String,
    data: String,
    model: Option<String>,
    obstacle: Option<String>,
    address: Option<String>,
}

#[derive(Deserialize)]
struct Answered {
    name: String,
    history: Vec<(shelly::Frame, String)>,
    asked: shelly::Frame,
    answer: String,
    /// What it means depends on its being read at once.
    #[serde(default)]
    in_one_read: bool,
    facts: Value,
    milliwatts: Option<u32>,
}

#[derive(Deserialize)]
struct Sem {
    commands: Vec<Command>,
    never_sent: Vec<NeverSent>,
    answers: Vec<Heard>,
}

#[derive(Deserialize)]
struct Command {
    name: String,
    frame: sem6000::Frame,
    bytes: String,
}

#[derive(Deserialize)]
struct NeverSent {
    name: String,
    bytes: String,
}

#[derive(Deserialize)]
struct Heard {
    name: String,
    channel: String,
    history: Vec<String>,
    bytes: String,
    facts: Value,
    milliwatts: Option<u32>,
}

fn shelly_golden() -> Shelly {
    serde_json::from_str(include_str!("frames/shelly.json")).expect("shelly.json")
}

fn sem_golden() -> Sem {
    serde_json::from_str(include_str!("frames/sem6000.json")).expect("sem6000.json")
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    assert!(digits.len().is_multiple_of(2), "odd hex: {text}");
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
    digits
        .chunks(2)
        .map(|pair| byte(pair).expect("hex"))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn at(seconds: u64) -> Now {
    let start: Timestamp = "2026-11-21T20:30:00.25Z".parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(start, zone, Duration::ZERO).later(Duration::from_secs(seconds))
}

fn terms(seconds: u64) -> Terms {
    Terms {
        session_id: SESSION,
        device_timer: Duration::from_secs(seconds),
        link_loss: LinkLossRule::StopAfter { seconds: 30 },
    }
}

fn run(percent: u8, until: u64) -> Intent {
    Intent::Run {
        level: Level::from_percent_clamped(percent),
        until: Duration::from_secs(until),
    }
}

fn learned() -> Learned {
    let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
    Learned::new(watts(0.5), watts(20.0)).expect("far apart")
}

fn writes(steps: &[Step]) -> Vec<(Channel, Vec<u8>)> {
    let write = |step: &Step| match step {
        Step::Write { channel, bytes, .. } => Some((*channel, bytes.clone())),
        Step::Bond | Step::Read(_) | Step::Subscribe(_) | Step::WaitFor { .. } | Step::Delay(_) => {
            None
        }
    };
    steps.iter().filter_map(write).collect()
}

/// The requests that a recipe puts together from chunks, each with the length announced for it.
fn requests(steps: &[Step]) -> Vec<(u32, String)> {
    let mut requests: Vec<(u32, Vec<u8>)> = Vec::new();
    for (channel, bytes) in writes(steps) {
        if channel == shelly::TX_CONTROL {
            let length: [u8; 4] = bytes.try_into().expect("four bytes");
            requests.push((u32::from_be_bytes(length), Vec::new()));
        } else {
            assert_eq!(channel, shelly::DATA);
            assert!(bytes.len() <= 20, "does not fit the smallest link");
            requests
                .last_mut()
                .expect("announced before")
                .1
                .extend(bytes);
        }
    }
    let text = |(length, bytes)| (length, String::from_utf8(bytes).expect("text"));
    requests.into_iter().map(text).collect()
}

/// Says a request to the driver as the link does, and lets the plug answer it in chunks of `size`.
fn ask(driver: &mut ShellyPlug, frame: shelly::Frame, answer: &[u8], size: usize) -> Vec<Fact> {
    for (channel, bytes) in writes(&frame.exchange()) {
        driver.sending(channel, &bytes);
    }
    let length = u32::try_from(answer.len()).expect("short");
    let mut facts = driver.decode(shelly::RX_CONTROL, &length.to_be_bytes());
    let mut chunks = answer.chunks(size);
    loop {
        facts.extend(driver.decode(shelly::DATA, chunks.next().unwrap_or_default()));
        if driver.read_again(shelly::DATA).is_none() {
            return facts;
        }
    }
}

/// The measured power, and what else was told with it.
fn watts_and_rest(facts: Vec<Fact>) -> (Option<u32>, Vec<Fact>) {
    let (watts, rest): (Vec<Fact>, Vec<Fact>) = facts
        .into_iter()
        .partition(|fact| matches!(fact, Fact::Power { .. }));
    let told = watts.first().map(|fact| match fact {
        Fact::Power { milliwatts } => milliwatts.get(),
        other => panic!("{other:?}"),
    });
    (told, rest)
}

fn plug() -> ShellyPlug {
    let mut plug = ShellyPlug::new();
    plug.assigned(&terms(1500));
    plug.connected();
    plug
}

/// A plug that runs because we said so, with its timer pending.
fn running_plug(learned: Option<Learned>) -> ShellyPlug {
    let mut plug = ShellyPlug::with(None, learned);
    plug.assigned(&terms(1500));
    plug.connected();
    ask(
        &mut plug,
        shelly::Frame::On {
            id: 1,
            seconds: 1500,
        },
        br#"{"id":1,"result":{"was_on":false}}"#,
        512,
    );
    plug
}

#[test]
fn a_shelly_request_has_its_golden_text_and_length_and_is_read_back_from_it() {
    for request in shelly_golden().requests {
        let Request {
            name,
            frame,
            text,
            announced,
        } = request;
        assert_eq!(
            String::from_utf8(frame.encode()).expect("text"),
            text,
            "{name}"
        );
        let bare = shelly::Request::bare(frame);
        assert_eq!(hex(&bare.announced()), announced, "{name}");
        assert_eq!(shelly::Frame::parse(text.as_bytes()), Some(frame), "{name}");
        let exchanged = requests(&frame.exchange());
        let length = u32::try_from(text.len()).expect("short");
        assert_eq!(exchanged, [(length, text)], "{name}");
    }
}

#[test]
fn a_shelly_request_with_a_password_has_its_golden_proof_and_is_read_back_from_it() {
    for signed in shelly_golden().signed {
        let challenge = Challenge::of(&signed.message).expect("a challenge");
        let password = shelly::Password::of(&signed.password).expect("a password");
        let request = shelly::Request {
            frame: signed.frame,
            proof: Some(challenge.answer(&password, signed.cnonce)),
        };
        let text = String::from_utf8(request.encode()).expect("text");
        assert_eq!(text, signed.text, "{}", signed.name);
        assert_eq!(
            hex(&request.announced()),
            signed.announced,
            "{}",
            signed.name
        );
        let read = shelly::Request::parse(text.as_bytes());
        assert_eq!(read, Some(request), "{}", signed.name);
        // another order, another user, a shorter digest, more behind it
        for changed in [
            text.replacen("\"nonce\"", "\"Nonce\"", 1),
            text.replacen("admin", "root", 1),
            text.replacen("\"response\":\"", "\"response\":\"0", 1),
            format!("{text} "),
        ] {
            assert_eq!(
                shelly::Request::parse(changed.as_bytes()),
                None,
                "{changed}"
            );
        }
    }
}

#[test]
fn a_challenge_that_no_plug_would_send_is_not_answered() {
    for NoChallenge { name, message } in shelly_golden().no_challenges {
        assert_eq!(Challenge::of(&message), None, "{name}");
    }
}

#[test]
fn shelly_requests_outside_the_closed_list_cannot_be_expressed() {
    for NeverSaid { name, text } in shelly_golden().never_sent {
        assert_eq!(shelly::Frame::parse(text.as_bytes()), None, "{name}");
    }
}

#[test]
fn a_shelly_advertisement_tells_the_model_and_what_stands_in_the_way() {
    for advertised in shelly_golden().adverts {
        let Advertised {
            name,
            data,
            model,
            obstacle,
            address,
        } = advertised;
        let advertisement = Advertisement {
            manufacturer_data: vec![(0x004c, vec![2, 21]), (0x0ba9, unhex(&data))],
            ..Advertisement::default()
        };
        let advert = Advert::of(&advertisement).expect("the maker's");
        assert_eq!(
            advert.model.map(shelly::Model::name),
            model.as_deref(),
            "{name}"
        );
        assert_eq!(
            advert.obstacle().map(|told| format!("{told:?}")),
            obstacle,
            "{name}"
        );
        assert_eq!(advert.address.map(|bytes| hex(&bytes)), address, "{name}");
        let unusable = |refusal| vec![Fact::Unusable { refusal }];
        let told = ShellyPlug::new().decode_advertisement(&advertisement);
        let expected = match advert.obstacle() {
            None => Vec::new(),
            Some(shelly::Obstacle::CallsOff) => unusable(Refusal::ControlOff),
            Some(shelly::Obstacle::PasswordSet) => unusable(Refusal::PasswordNeeded),
        };
        assert_eq!(told, expected, "{name}");
        let found = identify(&advertisement);
        let expected: &[_] = if model.is_some() {
            &[(Match::Sure, Family::ShellyPlug)]
        } else {
            &[]
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_shelly_is_not_known_by_its_name_or_service_alone() {
    let advertisement = Advertisement {
        name: Some("ShellyPlusPlugS-083A8D012345".into()),
        services: vec![shelly::SERVICE],
        ..Advertisement::default()
    };
    assert_eq!(identify(&advertisement), []);
}

#[test]
fn every_golden_shelly_answer_means_what_the_maker_says_in_chunks_of_any_size() {
    for answered in shelly_golden().answers {
        for size in [1, 7, 21, 512] {
            let name = format!("{} in chunks of {size}", answered.name);
            // too many reads for one answer are refused, so the longest is not read byte by byte
            let too_long = size == 1 && answered.answer.len() > 200;
            if too_long || (answered.in_one_read && size < 512) {
                continue;
            }
            let mut driver = plug();
            for (frame, answer) in &answered.history {
                let facts = ask(&mut driver, *frame, answer.as_bytes(), size);
                assert!(
                    matches!(facts[..], [Fact::Accepted { .. }]),
                    "{name}: {facts:?}"
                );
            }
            let (watts, facts) = watts_and_rest(ask(
                &mut driver,
                answered.asked,
                answered.answer.as_bytes(),
                size,
            ));
            if answered.facts == json!("unreadable") {
                assert!(
                    matches!(facts[..], [Fact::Unreadable { .. }]),
                    "{name}: {facts:?}"
                );
            } else {
                let told = serde_json::to_value(&facts).expect("facts are data");
                assert_eq!(told, answered.facts, "{name}");
            }
            assert_eq!(watts, answered.milliwatts, "{name}");
        }
    }
}

#[test]
fn a_whole_shelly_answer_is_taken_whatever_length_was_announced() {
    let answer = br#"{"id":2,"result":{"was_on":true}}"#;
    for announced in [1_u32, 20, 33, 40, 4096] {
        let mut driver = plug();
        let off = shelly::Frame::Off { id: 2 };
        for (channel, bytes) in writes(&off.exchange()) {
            driver.sending(channel, &bytes);
        }
        assert_eq!(
            driver.decode(shelly::RX_CONTROL, &announced.to_be_bytes()),
            []
        );
        assert_eq!(driver.read_again(shelly::RX_CONTROL), None);
        let facts = driver.decode(shelly::DATA, answer);
        assert!(
            matches!(facts[..], [Fact::Accepted { .. }]),
            "{announced}: {facts:?}"
        );
        assert_eq!(driver.read_again(shelly::DATA), None);
    }
}

#[test]
fn a_shelly_answer_that_is_late_is_looked_for_again_but_not_for_ever() {
    let mut driver = plug();
    for (channel, bytes) in writes(&shelly::Frame::Off { id: 2 }.exchange()) {
        driver.sending(channel, &bytes);
    }
    let mut waited = Duration::ZERO;
    let facts = loop {
        let facts = driver.decode(shelly::RX_CONTROL, &[0; 4]);
        match driver.read_again(shelly::RX_CONTROL) {
            Some(pause) => waited += pause,
            None => break facts,
        }
    };
    assert!(matches!(facts[..], [Fact::Unreadable { .. }]), "{facts:?}");
    assert_eq!(waited, Duration::from_secs(5));
}

#[test]
fn an_answer_to_a_request_that_was_given_up_is_passed_over() {
    let mut driver = running_plug(None);
    let off = shelly::Frame::Off { id: 3 };
    for (channel, bytes) in writes(&off.exchange()) {
        driver.sending(channel, &bytes);
    }
    let stale = br#"{"id":2,"result":{"id":0,"output":false}}"#;
    assert_eq!(driver.decode(shelly::RX_CONTROL, &[0, 0, 0, 41]), []);
    assert_eq!(driver.decode(shelly::DATA, stale), []);
    assert!(driver.read_again(shelly::DATA).is_some());
    assert_eq!(driver.decode(shelly::DATA, &[]), []);
    assert!(driver.read_again(shelly::DATA).is_some());
    let facts = driver.decode(shelly::DATA, br#"{"id":3,"result":{"was_on":true}}"#);
    assert!(matches!(facts[..], [Fact::Accepted { .. }]), "{facts:?}");
}

#[test]
fn hostile_shelly_answers_are_refused_before_they_are_read() {
    let deep = [b"[".repeat(2000), b"]".repeat(2000)].concat();
    let hidden = format!(
        r#"{{"id":2,"result":{{"was_on":true,"x":{}{}}}}}"#,
        "[".repeat(20),
        "]".repeat(20)
    );
    let long = format!(
        r#"{{"id":2,"result":{{"was_on":true,"x":"{}"}}}}"#,
        "a".repeat(5000)
    );
    let endless = br#"{"id":2,"result":{"was_on":true,"#.to_vec();
    for answer in [deep, hidden.into_bytes(), long.into_bytes(), endless] {
        for size in [1, 20, 4000, 8000] {
            let mut driver = plug();
            let facts = ask(&mut driver, shelly::Frame::Off { id: 2 }, &answer, size);
            let refused = facts
                .iter()
                .all(|fact| matches!(fact, Fact::Unreadable { .. }));
            assert!(refused && !facts.is_empty(), "{facts:?}");
        }
    }
    let mut driver = plug();
    assert!(
        !driver
            .decode(shelly::DATA, br#"{"id":2,"result":{"was_on":true}}"#)
            .is_empty(),
        "nothing was asked"
    );
}

#[test]
fn a_shelly_is_switched_on_with_its_end_in_the_same_call_and_then_read() {
    let driver = plug();
    let steps = driver.encode(run(20, 100 + 1500), &terms(1500), &at(100));
    let text: Vec<_> = requests(&steps).into_iter().map(|(_, text)| text).collect();
    let expected = [
        r#"{"id":1,"method":"Switch.Set","params":{"id":0,"on":true,"toggle_after":1500}}"#,
        r#"{"id":2,"method":"Switch.GetStatus","params":{"id":0}}"#,
    ];
    assert_eq!(text, expected);
    assert!(
        matches!(steps[..], [.., Step::Read(_), Step::Read(_)]),
        "read after it was acknowledged"
    );
}

#[test]
fn a_level_changes_nothing_at_a_plug_that_runs_with_its_timer_and_a_level_of_nothing_is_off() {
    let mut driver = running_plug(None);
    let on = br#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1500}}"#;
    ask(&mut driver, shelly::Frame::Read { id: 2 }, on, 512);
    assert_eq!(driver.encode(run(60, 1600), &terms(1500), &at(100)), []);
    let off = requests(&driver.encode(run(0, 1600), &terms(1500), &at(100)));
    assert!(off[0].1.contains(r#""on":false"#), "{off:?}");
    let over = requests(&driver.encode(run(60, 99), &terms(1500), &at(100)));
    assert_eq!(
        over,
        [],
        "what runs by its own timer is left to it: {over:?}"
    );
    // its timer is gone: it must be given one
    let lost = br#"{"id":3,"result":{"id":0,"output":true}}"#;
    ask(&mut driver, shelly::Frame::Read { id: 3 }, lost, 512);
    let again = requests(&driver.encode(run(60, 700), &terms(1500), &at(100)));
    assert!(again[0].1.contains(r#""toggle_after":600"#), "{again:?}");
}

#[test]
fn watts_tell_on_but_nothing_runs_and_off_but_it_still_runs() {
    let state = |text: &str| {
        let mut driver = running_plug(Some(learned()));
        let facts = ask(
            &mut driver,
            shelly::Frame::Read { id: 2 },
            text.as_bytes(),
            512,
        );
        let [Fact::Power { .. }, Fact::State(state)] = facts[..] else {
            panic!("{facts:?}")
        };
        state
    };
    let idle =
        state(r#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1500,"apower":0.6}}"#);
    assert_eq!(
        (idle.motion, idle.measured),
        (Motion::Running, Some(Level::OFF))
    );
    let runs = state(r#"{"id":2,"result":{"id":0,"output":false,"apower":19.0}}"#);
    assert_eq!(runs.at_rest(), Rest::TurnsThoughStopped);
    let still = state(r#"{"id":2,"result":{"id":0,"output":false,"apower":0.0}}"#);
    assert_eq!(
        (still.at_rest(), still.measured),
        (Rest::Still, Some(Level::OFF))
    );
}

#[test]
fn a_sem6000_frame_has_its_golden_bytes_and_is_read_back_from_them() {
    for Command { name, frame, bytes } in sem_golden().commands {
        assert_eq!(hex(&frame.encode()), bytes, "{name}");
        assert_eq!(sem6000::Frame::parse(&unhex(&bytes)), Some(frame), "{name}");
    }
}

#[test]
fn sem6000_frames_outside_the_closed_list_cannot_be_expressed() {
    for NeverSent { name, bytes } in sem_golden().never_sent {
        assert_eq!(sem6000::Frame::parse(&unhex(&bytes)), None, "{name}");
    }
}

fn socket() -> Sem6000 {
    let mut socket = Sem6000::new();
    socket.assigned(&terms(1500));
    socket.connected();
    socket
}

#[test]
fn every_golden_sem6000_answer_means_what_the_traces_say() {
    for heard in sem_golden().answers {
        let mut driver = socket();
        for line in &heard.history {
            match line.split_once(' ').expect("a direction") {
                (">", bytes) => driver.sending(sem6000::COMMAND, &unhex(bytes)),
                (_, bytes) => drop(driver.decode(sem6000::ANSWER, &unhex(bytes))),
            }
        }
        let channel = match heard.channel.as_str() {
            "vendor" => sem6000::VENDOR,
            _ => sem6000::ANSWER,
        };
        let (watts, facts) = watts_and_rest(driver.decode(channel, &unhex(&heard.bytes)));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, heard.facts, "{}", heard.name);
        assert_eq!(watts, heard.milliwatts, "{}", heard.name);
    }
}

fn sem_written(steps: &[Step]) -> Vec<String> {
    let line = |step: &Step| match step {
        Step::Bond => "bond".to_owned(),
        Step::Read(_) => "read".to_owned(),
        Step::Subscribe(_) => "subscribe".to_owned(),
        Step::Write { bytes, .. } => format!("write {}", hex(bytes)),
        Step::WaitFor { starts_with, .. } => format!("wait {}", hex(starts_with)),
        Step::Delay(_) => "delay".to_owned(),
    };
    steps.iter().map(line).collect()
}

#[test]
fn a_sem6000_is_switched_on_only_after_its_timer_was_read_back() {
    let driver = socket();
    // 21:31:40 on the wall in Berlin, so 1500 s later it is 21:56:40
    let steps = driver.encode(run(20, 100 + 1500), &terms(1500), &at(100));
    let expected = [
        "write 0f0c170000000000000000000018ffff",
        "wait 0f06170000",
        "write 0f0c0100281f15150b07ea00006fffff",
        "wait 0f0401000002",
        "write 0f0c080002283815150b1a0000baffff",
        "wait 0f0408000009",
        "write 0f05090000000affff",
        "wait 0f0e090002283815150b1a",
        "write 0f06030001000005ffff",
        "wait 0f0403000004",
        "write 0f050400000005ffff",
        "wait 0f",
        "read",
    ];
    assert_eq!(sem_written(&steps), expected);
}

#[test]
fn a_sem6000_is_stopped_without_waiting_for_its_login() {
    let steps = socket().encode(Intent::Stop, &terms(1500), &at(100));
    let expected = [
        "write 0f0c170000000000000000000018ffff",
        "delay",
        "write 0f06030000000004ffff",
        "wait 0f0403000004",
        "write 0f050400000005ffff",
        "wait 0f",
        "read",
    ];
    assert_eq!(sem_written(&steps), expected);
}

#[test]
fn a_sem6000_is_never_surely_known_by_what_it_advertises() {
    let named = |name: &str| Advertisement {
        name: Some(name.into()),
        ..Advertisement::default()
    };
    assert_eq!(
        identify(&named("Voltcraft")),
        [(Match::Maybe, Family::Sem6000)]
    );
    assert_eq!(
        identify(&named("my SEM6000 plug")),
        [(Match::Maybe, Family::Sem6000)]
    );
    assert_eq!(identify(&named("lamp")), []);
    let service = Advertisement {
        services: vec![uuid::Uuid::from_u128(0xfff0_0000_1000_8000_0080_5f9b_34fb)],
        ..Advertisement::default()
    };
    assert_eq!(identify(&service), []);
}

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

/// "On" comes right after waiting for the very timer that was armed before it.
fn judge_sem(steps: &[Step]) {
    let mut armed = None;
    let mut proof = None;
    for step in steps {
        match step {
            Step::Write { bytes, .. } => match sem6000::Frame::parse(bytes) {
                Some(sem6000::Frame::ArmOffTimer { at }) => armed = Some(at),
                Some(sem6000::Frame::On) => {
                    let armed = armed.expect("on without a timer");
                    assert_eq!(
                        proof,
                        Some(sem_frames::armed(armed)),
                        "on without its proof"
                    );
                }
                Some(_) | None => {}
            },
            Step::WaitFor { starts_with, .. } => proof = Some(starts_with.clone()),
            Step::Bond | Step::Read(_) | Step::Subscribe(_) | Step::Delay(_) => {}
        }
    }
}

fn shelly_noise() -> impl Strategy<Value = Vec<u8>> {
    let text = |text: &'static str| Just(text.as_bytes().to_vec());
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        r#"[\{\}\[\]",:a-z0-9]{0,30}"#.prop_map(String::into_bytes),
        text(r#"{"id":1,"result":{"#),
        text(r#""was_on":true}}"#),
        text(r#"{"id":2,"result":{"id":0,"output":true,"timer_duration":1e9}}"#),
        text(r#"{"id":2,"result":{"id":0,"output":false,"apower":-1e-300}}"#),
        text(r#"{"id":1,"error":{"code":401}}"#),
        any::<u32>().prop_map(|length| length.to_be_bytes().to_vec()),
    ]
}

fn sem_noise() -> impl Strategy<Value = Vec<u8>> {
    let framed = prop::collection::vec(any::<u8>(), 0..16).prop_flat_map(|payload| {
        let kinds = prop::sample::select(vec![0x01, 0x03, 0x04, 0x08, 0x09, 0x17]);
        (kinds, Just(payload)).prop_map(|(kind, payload)| {
            let payload = [vec![kind, 0], payload].concat();
            let length = u8::try_from(payload.len() + 1).expect("short");
            let sum = payload
                .iter()
                .fold(1_u8, |sum, byte| sum.wrapping_add(*byte));
            [vec![0x0f, length], payload, vec![sum, 0xff, 0xff]].concat()
        })
    });
    prop_oneof![prop::collection::vec(any::<u8>(), 0..24), framed]
}

proptest! {
    #[test]
    fn whatever_a_shelly_says_nothing_but_bounded_requests_go_out_and_reading_ends(
        noise in prop::collection::vec((any::<bool>(), shelly_noise()), 0..60),
        percent in 0..=100_u8,
        until in 0..10_000_u64,
        timer in 0..10_000_u64,
    ) {
        let mut driver = ShellyPlug::with(None, Some(learned()));
        driver.assigned(&terms(timer));
        let mut steps = driver.connected();
        for (index, (control, bytes)) in noise.iter().enumerate() {
            for (channel, bytes) in writes(&steps) {
                driver.sending(channel, &bytes);
            }
            let channel = if *control { shelly::RX_CONTROL } else { shelly::DATA };
            driver.decode(channel, bytes);
            let mut reads = 0;
            while driver.read_again(shelly::DATA).is_some() {
                driver.decode(shelly::DATA, if index % 2 == 0 { bytes } else { &[] });
                reads += 1;
                prop_assert!(reads < 1000, "it never ends");
            }
            let intent = if index % 5 == 4 { Intent::Stop } else { run(percent, until) };
            steps = driver.encode(intent, &terms(timer), &at(100));
            for (_, text) in requests(&steps) {
                let frame = shelly::Frame::parse(text.as_bytes());
                match frame {
                    Some(shelly::Frame::On { seconds, .. }) => {
                        let seconds = u64::from(seconds);
                        prop_assert!(percent > 0 && intent != Intent::Stop);
                        prop_assert!(seconds <= timer && 100 + seconds <= until);
                    }
                    Some(shelly::Frame::Off { .. } | shelly::Frame::Read { .. }) => {}
                    None => prop_assert!(false, "not in the list: {text}"),
                }
            }
        }
    }

    #[test]
    fn whatever_a_sem6000_says_it_is_never_switched_on_without_a_proven_timer(
        noise in prop::collection::vec((0..3_u8, sem_noise()), 0..40),
        percent in 0..=100_u8,
        until in 0..10_000_u64,
        timer in 0..10_000_u64,
    ) {
        let mut driver = Sem6000::with(sem6000::Pin::default(), Some(learned()));
        driver.assigned(&terms(timer));
        driver.connected();
        for (channel, bytes) in noise {
            let channel = match channel {
                0 => sem6000::VENDOR,
                1 => sem6000::COMMAND,
                _ => sem6000::ANSWER,
            };
            driver.decode(channel, &bytes);
            let steps = driver.encode(run(percent, until), &terms(timer), &at(100));
            judge_sem(&steps);
            for (channel, bytes) in writes(&steps) {
                prop_assert!(sem6000::Frame::parse(&bytes).is_some(), "{}", hex(&bytes));
                driver.sending(channel, &bytes);
            }
            judge_sem(&driver.encode(Intent::Stop, &terms(timer), &at(100)));
        }
    }

    #[test]
    fn a_plugs_frame_read_back_is_the_frame_that_was_written(
        bytes in prop_oneof![sem_noise(), shelly_noise()],
        id in any::<u32>(),
        seconds in 1..=3600_u16,
    ) {
        if let Some(frame) = sem6000::Frame::parse(&bytes) {
            prop_assert_eq!(frame.encode(), bytes);
        }
        let on = shelly::Frame::On { id, seconds };
        prop_assert_eq!(shelly::Frame::parse(&on.encode()), Some(on));
    }

    #[test]
    fn any_advertisement_is_read_without_a_panic(
        data in prop::collection::vec(any::<u8>(), 0..30),
        name in ".{0,20}",
    ) {
        let advertisement = Advertisement {
            name: Some(name),
            manufacturer_data: vec![(0x0ba9, data)],
            ..Advertisement::default()
        };
        let sure = identify(&advertisement).contains(&(Match::Sure, Family::ShellyPlug));
        let model = Advert::of(&advertisement).and_then(|advert| advert.model);
        prop_assert_eq!(sure, model.is_some());
    }
}
