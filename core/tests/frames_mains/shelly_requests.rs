//! A Shelly's requests and advertisements against the published ones.

use lull_core::device::Advertisement;
use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Match;
use lull_core::device::Refusal;
use lull_core::device::Step;
use lull_core::device::registry::Family;
use lull_core::device::registry::identify;
use lull_core::device::shelly;
use lull_core::device::shelly::Advert;
use lull_core::device::shelly::ShellyPlug;
use lull_core::device::shelly::auth::Challenge;

use crate::fixtures::{
    Advertised, NeverSaid, NoChallenge, Request, at, hex, plug, requests, run, shelly_golden,
    terms, unhex,
};

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
