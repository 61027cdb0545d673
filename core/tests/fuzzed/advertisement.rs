//! Any advertisement at all, honest or lying: whose it may be called, and what it may tell.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, and what is not listed breaks the rule"
)]

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use lull_core::device::described::Description;
use lull_core::device::registry::{Family, Refused, identify, refused};
use lull_core::device::{
    Advertisement, Fact, FailSafe, Intent, LinkLossRule, Match, Motion, Terms, omp, shelly,
    switchbot,
};
use lull_core::time::Now;
use uuid::Uuid;

/// Company identifiers that some driver or some collision cares for.
const COMPANIES: [u16; 7] = [0x0969, 0x0059, 0x0ba9, 0x004c, 0x0d3d, 0x092d, 93];
const NAMES: [&str; 8] = [
    "Voltcraft",
    "SEM-6000",
    "WoHand",
    "Open Massager",
    "ShellyPlusPlugS-083A8D012345",
    "base-i5.0001",
    "QMS-MQ",
    "FootPad 3",
];
/// A description that takes part in every judgement; its service is shared by beds and other things.
const PAD: &[u8] =
    br#"{"lull_device": 1, "name": "Pad", "identify": {"name": "FootPad*"}, "service": "ffe5",
    "characteristic": "ffe9", "write": "with_response", "run": "aa 01", "stop": "aa 00"}"#;

/// Judges the advertisements that `data` tells, each heard by the same drivers.
pub(crate) fn check(data: &[u8]) {
    let mut told = Unstructured::new(data);
    let pad = Description::from_json(PAD).expect("a description");
    let mut drivers: Vec<_> = Family::ALL
        .into_iter()
        .map(|family| (family, family.driver()))
        .collect();
    for _ in 0..40 {
        if told.is_empty() {
            break;
        }
        let Ok(heard) = advertisement(&mut told) else {
            break;
        };
        judge_names(&heard);
        judge_pad(&pad, &heard);
        for (family, driver) in &mut drivers {
            let facts = driver.decode_advertisement(&heard);
            judge_facts(*family, &facts, &heard);
            stop_still_goes_out(*family, &**driver, &heard);
        }
    }
}

fn advertisement(u: &mut Unstructured<'_>) -> Result<Advertisement> {
    let services = [
        omp::SERVICE,
        shelly::SERVICE,
        switchbot::SERVICE,
        short(0x180f),
        short(0xffe5),
        short(0xfff0),
    ];
    let service = |u: &mut Unstructured<'_>| -> Result<Uuid> {
        Ok(if u.ratio(1, 6)? {
            Uuid::from_u128(u.arbitrary()?)
        } else {
            *u.choose(&services)?
        })
    };
    let mut heard = Advertisement::default();
    match u.int_in_range(0..=3)? {
        0 => heard.name = Some(String::from_utf8_lossy(&bytes(u, 30)?).into_owned()),
        1 | 2 => heard.name = Some((*u.choose(&NAMES)?).to_owned()),
        _ => {}
    }
    for _ in 0..u.int_in_range(0..=3)? {
        heard.services.push(service(u)?);
    }
    for _ in 0..u.int_in_range(0..=3)? {
        let company = if u.ratio(1, 6)? {
            u.arbitrary()?
        } else {
            *u.choose(&COMPANIES)?
        };
        let data = if company == 0x0ba9 && u.ratio(2, 3)? {
            blocks(u)?
        } else {
            bytes(u, 24)?
        };
        heard.manufacturer_data.push((company, data));
    }
    for _ in 0..u.int_in_range(0..=2)? {
        let carried = match u.int_in_range(0..=2)? {
            0 => switchbot::DATA,
            1 => switchbot::DATA_BEFORE,
            _ => service(u)?,
        };
        let mut data = bytes(u, 8)?;
        if u.ratio(2, 3)? {
            let kind = *u.choose(b"HgjGJ?\x1f")? | (u.arbitrary::<u8>()? & 0x80);
            data.insert(0, kind);
        }
        heard.service_data.push((carried, data));
    }
    heard.rssi_dbm = u.arbitrary()?;
    Ok(heard)
}

/// The blocks of a Shelly, in any order, some cut or unknown.
fn blocks(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut data = Vec::new();
    for _ in 0..u.int_in_range(0..=4)? {
        match u.int_in_range(0..=3)? {
            0 => data.extend([0x01, u.arbitrary()?, u.arbitrary()?]),
            1 => {
                data.push(0x0a);
                data.extend(u.arbitrary::<[u8; 6]>()?);
            }
            2 => data.extend([
                0x0b,
                *u.choose(&[0, 1, 3, 4, 5, 0x50, 0x52, 0x53, 0x54, 0x65, 9])?,
                0x18,
            ]),
            _ => data.push(u.arbitrary()?),
        }
    }
    Ok(data)
}

fn bytes(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<u8>> {
    let length = u.int_in_range(0..=most)?;
    Ok(u.bytes(length.min(u.len()))?.to_vec())
}

const fn short(id: u16) -> Uuid {
    Uuid::from_u128(0x0000_0000_0000_1000_8000_0080_5f9b_34fb | (id as u128) << 96)
}

/// Nobody is surely known by what others may have too, and only one may be surely known.
fn judge_names(heard: &Advertisement) {
    let found = identify(heard);
    let falling = found.windows(2).all(|pair| pair[0].0 >= pair[1].0);
    assert!(falling, "not the surest first: {found:?} {heard:?}");
    let sure: Vec<_> = found
        .iter()
        .filter(|(sureness, _)| *sureness == Match::Sure)
        .collect();
    assert!(sure.len() <= 1, "sure of two: {found:?} {heard:?}");
    for (sureness, family) in &found {
        assert_ne!(*sureness, Match::No, "{found:?}");
        let company = |wanted: u16| {
            let mut companies = heard.manufacturer_data.iter();
            companies.any(|(company, _)| *company == wanted)
        };
        let has = match family {
            Family::OpenMassager => {
                let carried = heard.service_data.iter().map(|(service, _)| service);
                heard
                    .services
                    .iter()
                    .chain(carried)
                    .any(|service| *service == omp::SERVICE)
            }
            Family::ShellyPlug => company(0x0ba9),
            Family::Sem6000 => heard.name.is_some() && *sureness == Match::Maybe,
            Family::PlugMini | Family::Bot => {
                let data = [switchbot::DATA, switchbot::DATA_BEFORE];
                heard
                    .service_data
                    .iter()
                    .any(|(service, _)| data.contains(service))
            }
            Family::Manual => false,
        };
        assert!(has, "{family:?} by nothing of its own: {heard:?}");
    }
    if refused(heard) == Some(Refused::PlugMiniEu) {
        let plug = found.iter().any(|(_, family)| *family == Family::PlugMini);
        assert!(!plug, "refused and driven: {heard:?}");
    }
}

fn judge_pad(pad: &Description, heard: &Advertisement) {
    let named = heard
        .name
        .as_deref()
        .is_some_and(|name| name.starts_with("FootPad"));
    assert_eq!(pad.identify(heard) > Match::No, named, "{heard:?}");
}

/// An advertisement is heard without being asked for, so it may forbid and show, and never promise.
fn judge_facts(family: Family, facts: &[Fact], heard: &Advertisement) {
    for fact in facts {
        match fact {
            Fact::State(state) => {
                assert_eq!(family, Family::PlugMini, "{heard:?}");
                assert!(matches!(state.motion, Motion::Still | Motion::Running));
                assert_eq!(state.session_id, None, "no session was begun: {heard:?}");
            }
            Fact::Power { .. } => assert_eq!(family, Family::PlugMini, "{heard:?}"),
            Fact::Unusable { .. } => {
                assert!(
                    matches!(family, Family::Bot | Family::ShellyPlug),
                    "{heard:?}"
                );
            }
            other => panic!("no advertisement says {other:?}: {heard:?}"),
        }
    }
}

fn stop_still_goes_out(
    family: Family,
    driver: &dyn lull_core::device::Driver,
    heard: &Advertisement,
) {
    let terms = Terms {
        session_id: 7,
        device_timer: Duration::from_secs(1500),
        link_loss: LinkLossRule::StopAfter { seconds: 10 },
    };
    let now = Now::new(
        jiff::Timestamp::UNIX_EPOCH,
        jiff::tz::TimeZone::UTC,
        Duration::ZERO,
    );
    let steps = driver.encode(Intent::Stop, &terms, &now);
    assert_eq!(steps.is_empty(), family == Family::Manual, "{heard:?}");
    let none = matches!(family, Family::PlugMini | Family::Bot | Family::Manual);
    let told = driver.fail_safe(&terms);
    assert_eq!(told == FailSafe::None, none, "{family:?} {heard:?}");
}
