//! Random lives with a phone, against a naive reading of the rules: what rings, what must ring, and what is never lost.
//! A failing case prints the life's transcript.
#![cfg(feature = "driver")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "tests may fail loudly"
)]

mod lives;

use jiff::SignedDuration;
use lives::{Event, Life};
use lull_core::reminder::Action;
use lull_core::reminder::whereabouts::ZoneAnswer;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

/// Half-hour offsets, half-hour and midnight changes, both sides of the date line, and none at all.
const ZONES: [&str; 10] = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
];

fn event() -> BoxedStrategy<Event> {
    let snooze = proptest::sample::select(vec![10_u16, 20, 30]);
    prop_oneof![
        12 => (1_u16..500).prop_map(|minutes| Event::Wait { minutes }),
        4 => (500_u16..3000).prop_map(|minutes| Event::Wait { minutes }),
        2 => Just(Event::Open),
        3 => Just(Event::Answer(Action::Start)),
        2 => snooze.prop_map(|minutes| Event::Answer(Action::Snooze { minutes })),
        3 => Just(Event::Answer(Action::Dismiss)),
        1 => Just(Event::Answer(Action::SkipTonight)),
        1 => Just(Event::Answer(Action::AlreadyStarted)),
        1 => Just(Event::Skip),
        1 => Just(Event::AsUsual),
        1 => (0_i8..24).prop_map(|hour| Event::RemindAt { hour }),
        1 => (-120_i16..120).prop_map(|minutes| Event::Move { minutes: minutes * 5 }),
        1 => Just(Event::Symptoms),
        1 => (-300_i32..300).prop_map(|minutes| Event::SetClock { minutes }),
        1 => proptest::sample::select(ZONES.to_vec()).prop_map(|zone| Event::Fly { zone }),
        1 => Just(Event::AnswerZone(ZoneAnswer::KeepHome)),
        1 => Just(Event::AnswerZone(ZoneAnswer::FollowLocal)),
        1 => any::<bool>().prop_map(Event::Exact),
        1 => (1_u16..600).prop_map(|minutes| Event::Off { minutes }),
        1 => Just(Event::ForceStop),
    ]
    .boxed()
}

/// Any event may follow any other: a life knows no preconditions.
#[derive(Clone, Debug)]
struct AnyLife {
    begins: &'static str,
    zone: &'static str,
}

impl ReferenceStateMachine for AnyLife {
    type State = Self;
    type Transition = Event;

    fn init_state() -> BoxedStrategy<Self> {
        // before both changes of the clocks of the north and the south, and between them
        let begins = vec![
            "2026-03-06T15:00:00Z",
            "2026-03-27T23:30:00Z",
            "2026-10-23T11:00:00Z",
            "2026-12-30T17:40:00Z",
        ];
        let zones = proptest::sample::select(ZONES.to_vec());
        (proptest::sample::select(begins), zones)
            .prop_map(|(begins, zone)| Self { begins, zone })
            .boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Event> {
        event()
    }

    fn apply(state: Self, _: &Event) -> Self {
        state
    }
}

/// The checks are made at every wake, inside [`Life`].
struct Lived;

impl StateMachineTest for Lived {
    type SystemUnderTest = Life;
    type Reference = AnyLife;

    fn init_test(begun: &AnyLife) -> Life {
        Life::begin(begun.begins, begun.zone)
    }

    fn apply(mut life: Life, _: &AnyLife, event: Event) -> Life {
        life.happen(&event);
        life
    }
}

proptest_state_machine::prop_state_machine! {
    #![proptest_config(Config { cases: 24, max_shrink_iters: 400, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_happens_in_a_life_every_night_has_what_a_naive_reader_expects(sequential 1..40 => Lived);
}

#[test]
fn a_year_of_random_life_keeps_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut life = Life::begin("2026-01-01T10:00:00Z", "Europe/Berlin");
    let year = SignedDuration::from_hours(24 * 365);
    let end = life.at() + year;
    let events = event();
    let mut happened = 0;
    while life.at() < end {
        let event = events.new_tree(&mut runner).expect("an event").current();
        life.happen(&event);
        happened += 1;
    }
    let nights = life.rang.len();
    println!(
        "{happened} events, {} wakes, {nights} nights with a reminder",
        life.wakes
    );
    assert!(nights > 100, "only {nights} nights had a reminder");
}

/// Left alone, with nothing changed, each night rings once and is repeated as often as it is set to be.
#[test]
fn a_year_left_alone_rings_once_a_night() {
    let mut life = Life::begin("2026-01-01T10:00:00Z", "Europe/Berlin");
    for _ in 0..365 {
        life.happen(&Event::Wait { minutes: 24 * 60 });
    }
    assert_eq!(life.rang.len(), 365);
    assert!(
        life.rang.values().all(|rings| *rings == 1),
        "{:?}",
        life.rang
    );
}
