//! Every published frame, answer and advertisement of the Bot.

use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Refusal;
use lull_core::device::bot;
use lull_core::device::bot::Bot;
use lull_core::device::bot::Info;
use lull_core::device::bot::Password;
use lull_core::device::switchbot::DATA;
use lull_core::device::switchbot::DATA_BEFORE;
use lull_core::device::switchbot::NOTIFY;
use serde::Deserialize;

use crate::fixtures::{NamedBytes, advertised, hex, of_bot, password, unhex};

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
fn every_refusal_of_the_bot_has_its_word() {
    for reply in of_bot::<NamedBytes>("refusals") {
        let facts = Bot::new(None).decode(NOTIFY, &unhex(&reply.bytes));
        let facts = serde_json::to_value(facts).expect("facts are data");
        assert_eq!(facts, reply.facts, "{}", reply.name);
    }
}
