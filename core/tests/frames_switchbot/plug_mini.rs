//! Every published frame, answer and advertisement of the Plug Mini.

use lull_core::device::Advertisement;
use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Match;
use lull_core::device::Motion;
use lull_core::device::plug_mini;
use lull_core::device::plug_mini::Advert;
use lull_core::device::plug_mini::PlugMini;
use lull_core::device::registry::Family;
use lull_core::device::registry::Refused;
use lull_core::device::registry::identify;
use lull_core::device::registry::refused;
use lull_core::device::switchbot::DATA;
use lull_core::device::switchbot::DATA_BEFORE;
use lull_core::device::switchbot::NOTIFY;
use lull_core::device::switchbot::SERVICE;
use lull_core::device::switchbot::WRITE;
use serde::Deserialize;

use crate::fixtures::{NamedBytes, advertised, hex, of_plug, unhex};

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
