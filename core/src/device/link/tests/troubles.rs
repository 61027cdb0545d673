//! Random troubles with a device that means well: in the end the newest want is done, and only once.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::bench::{Bench, Faults, run};
use crate::device::link::{Input, LinkFault, News};
use crate::device::{Intent, Motion};

/// Seconds after which the last of up to 24 troubles is used up: one hanging call costs its ten seconds and the
/// pause of up to twenty before the next try.
const LONG_ENOUGH: f64 = 24.0 * 30.0 + 100.0;

/// What may happen to a link in a proper evening, and to its radio.
#[derive(Clone, Debug)]
enum Event {
    Want(u8),
    Drop,
    Silent(u8),
    Busy(u8),
    CutAt(u8),
    Hang,
    GarbageRead,
    Unreachable,
}

fn event() -> impl Strategy<Value = Event> {
    let opcode = prop::sample::select(vec![0_u8, 2, 3, 4, 7, 8, 9]);
    prop_oneof![
        4 => (0..=100_u8).prop_map(Event::Want),
        1 => Just(Event::Drop),
        1 => opcode.clone().prop_map(Event::Silent),
        1 => opcode.clone().prop_map(Event::Busy),
        1 => opcode.prop_map(Event::CutAt),
        1 => Just(Event::Hang),
        1 => Just(Event::GarbageRead),
        1 => Just(Event::Unreachable),
    ]
}

fn play(bench: &mut Bench, events: Vec<(Event, u16)>) {
    for (event, pause_ms) in events {
        let one_more = |faults: &mut BTreeMap<u8, u32>, opcode| {
            *faults.entry(opcode).or_default() += 1;
        };
        match event {
            Event::Want(percent) => bench.tell(Input::Want(run(percent))),
            Event::Drop => bench.drop_link(),
            Event::Silent(opcode) => one_more(&mut bench.faults.silent, opcode),
            Event::Busy(opcode) => one_more(&mut bench.faults.busy, opcode),
            Event::CutAt(opcode) => one_more(&mut bench.faults.drop, opcode),
            Event::Hang => bench.faults.hang += 1,
            Event::GarbageRead => bench.faults.garbage_reads += 1,
            Event::Unreachable => bench.faults.unreachable.push_back(LinkFault::NotFound),
        }
        bench.pass(f64::from(pause_ms) / 1000.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn after_whatever_trouble_a_stop_is_observed_in_the_end_and_nothing_follows_it(
        events in prop::collection::vec((event(), 0..3000_u16), 0..25),
        tardy: bool,
        late_ms in 0..200_u64,
    ) {
        let mut bench = Bench::running();
        bench.faults.tardy = tardy;
        bench.faults.answers_late = Duration::from_millis(late_ms);
        play(&mut bench, events);
        bench.frames.clear();
        bench.tell(Input::Want(Intent::Stop));
        bench.pass(LONG_ENOUGH);
        let story = bench.story();
        prop_assert!(bench.opcodes().iter().all(|opcode| *opcode == 8), "{}", story);
        prop_assert!(bench.massager.state == 0, "{}", story);
        prop_assert!(bench.has(&News::Acknowledged(Intent::Stop)), "{}", story);
        prop_assert_eq!(bench.last_motion(), Some(Motion::Still), "{}", story);
    }

    #[test]
    fn after_whatever_trouble_a_level_wanted_anew_is_reached_and_there_is_one_session(
        events in prop::collection::vec((event(), 0..3000_u16), 0..25),
        tardy: bool,
        late_ms in 0..200_u64,
    ) {
        let mut bench = Bench::running();
        bench.faults.tardy = tardy;
        bench.faults.answers_late = Duration::from_millis(late_ms);
        play(&mut bench, events);
        bench.faults = Faults::default();
        bench.pass(60.0);
        bench.tell(Input::Want(run(65)));
        bench.pass(60.0);
        let story = bench.story();
        prop_assert_eq!(bench.massager.starts, 1, "{}", &story);
        prop_assert_eq!((bench.massager.state, bench.massager.level), (2, 65), "{}", &story);
    }
}
