//! Stories about a link and a massager that behaves, and about all the ways in which it does not.

use std::time::Duration;

use proptest::prelude::*;

use super::bench::{Bench, ID, run};
use super::*;
use crate::device::manual::Manual;
use crate::device::{FailSafe, Level, LinkLossRule, Motion, Refusal, StopCause};

fn opened() -> Bench {
    let mut bench = Bench::new();
    bench.tell(Input::Open);
    bench
}

fn gave_up(bench: &Bench, why: LinkFault) -> bool {
    bench.has(&News::Down {
        fault: why,
        gave_up: true,
    })
}

#[test]
fn a_start_goes_out_in_the_profiles_order_and_is_told_from_sent_to_observed() {
    let bench = Bench::running();
    let story = bench.story();
    assert_eq!(bench.opcodes(), [0, 3, 4, 2, 7], "{story}");
    assert_eq!(bench.massager.id, ID, "{story}");
    let at = |wanted: &dyn Fn(&News) -> bool| bench.news.iter().position(wanted).expect(&story);
    let up = at(&|news| matches!(news, News::Up(_)));
    let sent = at(&|news| *news == News::Sent(run(20)));
    let acknowledged = at(&|news| *news == News::Acknowledged(run(20)));
    let observed = at(
        &|news| matches!(news, News::Fact(Fact::State(state)) if state.motion == Motion::Running),
    );
    assert!(up < sent && sent < acknowledged, "{story}");
    assert!(acknowledged <= observed + 1, "{story}");
}

#[test]
fn up_tells_the_fail_safe_that_the_terms_really_give() {
    let bench = Bench::running();
    let after = Duration::from_secs(10);
    let fail_safe = FailSafe::DeviceTimerAndLinkLoss { after };
    let tells = |news: &News| matches!(news, News::Up(told) if told.fail_safe == fail_safe);
    assert!(bench.news.iter().any(tells), "{}", bench.story());
}

#[test]
fn a_level_change_while_running_is_one_frame() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.tell(Input::Want(run(40)));
    bench.pass(1.0);
    assert_eq!(bench.frames, [[2, 0xff, 40]], "{}", bench.story());
    assert!(bench.has(&News::Acknowledged(run(40))));
}

#[test]
fn levels_wanted_in_a_burst_coalesce_into_the_last_one() {
    let mut bench = Bench::running();
    bench.frames.clear();
    for percent in 25..=60 {
        bench.tell(Input::Want(run(percent)));
    }
    bench.pass(1.0);
    let story = bench.story();
    assert!(bench.frames.len() <= 2, "{story}");
    assert_eq!(bench.massager.level, 60, "{story}");
}

#[test]
fn a_lower_level_wanted_in_the_middle_of_a_start_replaces_the_higher_one() {
    let mut bench = opened();
    bench.tell(Input::Want(run(80)));
    bench.pass(0.15);
    bench.tell(Input::Want(run(30)));
    bench.pass(2.0);
    let story = bench.story();
    assert_eq!(bench.massager.level, 30, "{story}");
    assert!(!bench.frames.contains(&vec![2, 0xff, 80]), "{story}");
    assert_eq!(bench.massager.starts, 1, "{story}");
}

#[test]
fn wants_faster_than_the_device_answers_do_not_starve_the_start() {
    let mut bench = opened();
    bench.faults.answers_late = Duration::from_millis(10);
    for turn in 0..40 {
        bench.tell(Input::Want(run(if turn % 2 == 0 { 20 } else { 50 })));
        bench.pass(0.03);
    }
    let story = bench.story();
    assert_eq!(bench.massager.starts, 1, "{story}");
    bench.pass(1.0);
    assert_eq!(bench.massager.level, 50, "{story}");
}

#[test]
fn a_pause_keeps_the_session_and_a_resume_goes_on_with_it() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.tell(Input::Want(run(0)));
    bench.pass(1.0);
    assert_eq!(bench.massager.state, 4, "{}", bench.story());
    bench.tell(Input::Want(run(30)));
    bench.pass(1.0);
    let story = bench.story();
    assert_eq!(bench.massager.state, 2, "{story}");
    assert_eq!(bench.opcodes(), [8, 2, 7], "{story}");
    assert_eq!(bench.massager.starts, 1, "{story}");
}

#[test]
fn a_pause_wanted_before_the_start_was_observed_is_not_lost() {
    for hundredth in 0..60 {
        let mut bench = opened();
        bench.faults.tardy = true;
        bench.faults.answers_late = Duration::from_millis(30);
        bench.tell(Input::Want(run(20)));
        bench.pass(f64::from(hundredth) / 100.0);
        bench.tell(Input::Want(run(0)));
        bench.pass(3.0);
        let turning = (1..=3).contains(&bench.massager.state);
        assert!(!turning, "{hundredth}\n{}", bench.story());
    }
}

#[test]
fn a_resume_wanted_before_the_pause_was_observed_is_not_lost() {
    for hundredth in 0..60 {
        let mut bench = Bench::running();
        bench.faults.tardy = true;
        bench.tell(Input::Want(run(0)));
        bench.pass(f64::from(hundredth) / 200.0);
        bench.tell(Input::Want(run(35)));
        bench.pass(3.0);
        let story = bench.story();
        assert_eq!(
            (bench.massager.state, bench.massager.level),
            (2, 35),
            "{story}"
        );
    }
}

#[test]
fn a_level_wanted_before_the_start_was_observed_is_set() {
    for hundredth in 0..60 {
        let mut bench = opened();
        bench.faults.tardy = true;
        bench.faults.answers_late = Duration::from_millis(30);
        bench.tell(Input::Want(run(20)));
        bench.pass(f64::from(hundredth) / 100.0);
        bench.tell(Input::Want(run(35)));
        bench.pass(3.0);
        let story = bench.story();
        assert_eq!(
            (bench.massager.starts, bench.massager.level),
            (1, 35),
            "{story}"
        );
        let refused = |news: &News| matches!(news, News::Failed { .. });
        assert!(!bench.news.iter().any(refused), "{story}");
    }
}

#[test]
fn a_stop_at_any_moment_ends_still_and_acknowledged_with_no_frame_but_stops_after_it() {
    for hundredth in 0..80 {
        let mut bench = opened();
        bench.tell(Input::Want(run(20)));
        bench.pass(f64::from(hundredth) / 100.0);
        bench.frames.clear();
        bench.tell(Input::Want(Intent::Stop));
        bench.tell(Input::Want(run(90)));
        bench.pass(5.0);
        let story = bench.story();
        assert!(bench.opcodes().iter().all(|opcode| *opcode == 8), "{story}");
        assert!(bench.has(&News::Acknowledged(Intent::Stop)), "{story}");
        assert_eq!(bench.last_motion(), Some(Motion::Still), "{story}");
    }
}

#[test]
fn a_stop_that_nobody_answers_is_repeated_for_as_long_as_the_link_is_open() {
    let mut bench = Bench::running();
    bench.faults.silent.insert(8, u32::MAX);
    bench.faults.refuse.insert(8, (vec![4], u32::MAX));
    bench.frames.clear();
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(60.0);
    let stops = bench.frames.iter().filter(|frame| **frame == [8, 1]);
    let story = bench.story();
    assert!((12..=16).contains(&stops.count()), "{story}");
    bench.faults.silent.clear();
    bench.faults.refuse.clear();
    bench.pass(6.0);
    let story = bench.story();
    assert!(bench.has(&News::Acknowledged(Intent::Stop)), "{story}");
    bench.frames.clear();
    bench.pass(60.0);
    assert!(bench.frames.is_empty(), "{}", bench.story());
}

#[test]
fn a_stop_that_was_accepted_but_did_not_stop_the_motor_is_repeated() {
    let mut bench = Bench::running();
    // says yes, does nothing
    bench.faults.refuse.insert(8, (vec![1], 2));
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(1.0);
    assert_eq!(bench.massager.state, 2, "{}", bench.story());
    bench.pass(7.0);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
}

#[test]
fn a_busy_radio_delays_a_stop_by_half_a_second_only() {
    let mut bench = Bench::running();
    bench.faults.busy.insert(8, 1);
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(0.8);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
}

#[test]
fn a_refused_start_fails_with_the_refusal_and_is_not_tried_again() {
    let mut bench = opened();
    bench.faults.refuse.insert(7, (vec![0x80, 0x2c, 0x01], 1));
    bench.tell(Input::Want(run(20)));
    bench.pass(60.0);
    let wait = Duration::from_secs(300);
    let refusal = Refusal::Resting { wait };
    let fact = Some(Fact::Refused {
        command: 7,
        refusal,
    });
    let story = bench.story();
    let intent = run(20);
    assert!(bench.has(&News::Failed { intent, fact }), "{story}");
    assert_eq!(bench.massager.starts, 0, "{story}");
}

#[test]
fn a_start_whose_answer_was_lost_is_not_a_second_session() {
    let mut bench = opened();
    bench.faults.tardy = true;
    bench.faults.silent.insert(7, 1);
    bench.tell(Input::Want(run(20)));
    bench.pass(10.0);
    let story = bench.story();
    assert_eq!(bench.massager.starts, 1, "{story}");
    assert!(bench.has(&News::Acknowledged(run(20))), "{story}");
}

#[test]
fn a_command_that_is_never_answered_fails_after_three_repeats() {
    let mut bench = Bench::running();
    bench.faults.silent.insert(2, u32::MAX);
    bench.faults.refuse.insert(2, (vec![4], u32::MAX));
    bench.frames.clear();
    bench.tell(Input::Want(run(40)));
    bench.pass(60.0);
    let story = bench.story();
    let levels = bench
        .opcodes()
        .iter()
        .filter(|opcode| **opcode == 2)
        .count();
    assert_eq!(levels, 4, "{story}");
    let intent = run(40);
    assert!(bench.has(&News::Failed { intent, fact: None }), "{story}");
}

#[test]
fn keep_alives_come_at_a_third_of_the_timeout_until_the_stop() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.pass(60.0);
    let story = bench.story();
    assert!(bench.opcodes().iter().all(|opcode| *opcode == 9), "{story}");
    assert!((17..=19).contains(&bench.frames.len()), "{story}");
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(1.0);
    bench.frames.clear();
    bench.pass(60.0);
    assert!(bench.frames.is_empty(), "{}", bench.story());
}

#[test]
fn a_lower_level_wanted_while_control_is_asked_for_again_replaces_the_higher_one() {
    for hundredth in 0..30 {
        let mut bench = Bench::running();
        bench.drop_link();
        bench.pass(3.0);
        bench.tell(Input::Want(run(90)));
        bench.pass(f64::from(hundredth) / 200.0);
        bench.tell(Input::Want(run(30)));
        // the bench itself objects to a frame above the newest level
        bench.pass(3.0);
        assert_eq!(bench.massager.level, 30, "{}", bench.story());
    }
}

#[test]
fn a_motor_that_turns_again_after_a_stop_is_stopped_again() {
    let mut bench = Bench::running();
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(5.0);
    bench.massager.state = 2;
    bench.notify_status();
    bench.pass(1.0);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
}

#[test]
fn a_refusal_of_an_older_command_does_not_fail_the_newest() {
    let mut bench = Bench::running();
    bench.faults.silent.insert(2, 1);
    bench.tell(Input::Want(run(40)));
    bench.pass(1.0);
    let refusal = Refusal::WrongState;
    let stray = Fact::Refused {
        command: 3,
        refusal,
    };
    for bytes in [vec![0x80, 3, 0x85], vec![0x80, 2, 1]] {
        let channel = crate::device::omp::CONTROL_POINT;
        bench.tell(Input::Notified { channel, bytes });
    }
    let story = bench.story();
    assert!(bench.has(&News::Fact(stray)), "{story}");
    assert!(bench.has(&News::Acknowledged(run(40))), "{story}");
}

#[test]
fn each_reason_for_being_away_is_told_once() {
    let mut bench = Bench::running();
    bench.faults.unreachable = [LinkFault::NotFound; 4].into();
    bench.drop_link();
    bench.pass(30.0);
    let down = |news: &&News| matches!(news, News::Down { .. });
    let told: Vec<_> = bench.news.iter().filter(down).cloned().collect();
    let gave_up = false;
    let expected =
        [LinkFault::Disconnected, LinkFault::NotFound].map(|fault| News::Down { fault, gave_up });
    assert_eq!(told, expected, "{}", bench.story());
    assert!(bench.link.is_up());
}

#[test]
fn a_dropped_link_comes_back_and_leaves_a_running_session_alone() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.drop_link();
    bench.pass(2.0);
    let story = bench.story();
    let (fault, gave_up) = (LinkFault::Disconnected, false);
    assert!(bench.has(&News::Down { fault, gave_up }), "{story}");
    assert!(bench.link.is_up(), "{story}");
    assert!(bench.frames.is_empty(), "{story}");
    bench.tell(Input::Want(run(45)));
    bench.pass(1.0);
    // control was lost with the link
    assert_eq!(bench.opcodes(), [0, 2], "{}", bench.story());
}

#[test]
fn a_level_wanted_while_the_link_is_away_is_set_when_it_is_back() {
    let mut bench = Bench::running();
    bench.drop_link();
    bench.tell(Input::Want(run(50)));
    bench.pass(3.0);
    assert_eq!(bench.massager.level, 50, "{}", bench.story());
    assert_eq!(bench.massager.starts, 1);
}

#[test]
fn a_session_the_device_ended_is_never_started_again() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.drop_link();
    bench.massager.halt(5, 5);
    bench.tell(Input::Want(run(40)));
    bench.pass(30.0);
    bench.tell(Input::Want(run(50)));
    bench.pass(30.0);
    let story = bench.story();
    assert!(bench.frames.is_empty(), "{story}");
    let tells_why = |news: &News| match news {
        News::Failed {
            fact: Some(Fact::State(state)),
            ..
        } => state.stopped_by == Some(StopCause::LinkLost),
        News::Failed { .. }
        | News::Up(_)
        | News::Down { .. }
        | News::Sent(_)
        | News::Acknowledged(_)
        | News::Fact(_) => false,
    };
    assert!(bench.news.iter().any(tells_why), "{story}");
}

#[test]
fn a_session_lost_by_a_power_cut_at_the_device_is_not_started_again() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.drop_link();
    bench.massager.halt(0, 0x0a);
    bench.massager.id = 0;
    bench.pass(30.0);
    assert!(bench.frames.is_empty(), "{}", bench.story());
}

#[test]
fn the_devices_own_button_ends_the_session_for_the_link_too() {
    let mut bench = Bench::running();
    bench.press_button();
    bench.pass(1.0);
    bench.frames.clear();
    bench.tell(Input::Want(run(40)));
    bench.pass(30.0);
    assert!(bench.frames.is_empty(), "{}", bench.story());
}

#[test]
fn a_stop_wanted_while_the_link_is_away_is_the_first_frame_when_it_is_back() {
    let mut bench = Bench::running();
    bench.frames.clear();
    bench.faults.unreachable = [LinkFault::NotFound; 6].into();
    bench.drop_link();
    bench.pass(10.0);
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(20.0);
    let story = bench.story();
    assert_eq!(bench.frames.first(), Some(&vec![8, 1]), "{story}");
    assert_eq!(bench.massager.state, 0, "{story}");
}

#[test]
fn a_stop_gets_through_although_the_device_only_reads_garbage() {
    let mut bench = Bench::running();
    bench.faults.garbage_reads = 3;
    bench.drop_link();
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(5.0);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
}

#[test]
fn a_device_that_was_never_there_is_given_up_after_three_attempts() {
    let mut bench = Bench::new();
    bench.faults.unreachable = [LinkFault::NotFound; 9].into();
    bench.tell(Input::Open);
    bench.pass(40.0);
    let story = bench.story();
    assert!(gave_up(&bench, LinkFault::NotFound), "{story}");
    assert_eq!(bench.faults.unreachable.len(), 6, "{story}");
    assert_eq!(bench.link.poll_deadline(), None, "{story}");
}

#[test]
fn a_radio_that_never_answers_is_given_up_after_thirty_seconds() {
    let mut bench = Bench::new();
    bench.faults.hang = u32::MAX;
    bench.tell(Input::Open);
    bench.pass(29.9);
    assert!(!gave_up(&bench, LinkFault::TimedOut), "{}", bench.story());
    bench.pass(0.2);
    assert!(gave_up(&bench, LinkFault::TimedOut), "{}", bench.story());
    bench.pass(10.0);
    assert!(bench.link.is_at_rest(), "{}", bench.story());
}

#[test]
fn bluetooth_off_and_a_missing_permission_are_told_at_once() {
    for fault in [LinkFault::BluetoothOff, LinkFault::PermissionMissing] {
        let mut bench = Bench::new();
        bench.faults.unreachable = [fault].into();
        bench.tell(Input::Open);
        bench.pass(0.1);
        assert!(gave_up(&bench, fault), "{}", bench.story());
        // and the person may try again
        bench.tell(Input::Open);
        bench.pass(1.0);
        assert!(bench.link.is_up(), "{}", bench.story());
    }
}

#[test]
fn an_unknown_major_version_is_not_driven() {
    let mut bench = Bench::new();
    bench.faults.major = Some(2);
    bench.tell(Input::Open);
    bench.tell(Input::Want(run(20)));
    bench.pass(60.0);
    let story = bench.story();
    assert!(
        bench.has(&News::Fact(Fact::Unsupported { major: 2 })),
        "{story}"
    );
    assert!(gave_up(&bench, LinkFault::Rejected), "{story}");
    assert!(bench.frames.is_empty(), "{story}");
    assert!(bench.link.is_at_rest(), "{story}");
}

#[test]
fn a_request_that_hangs_is_cut_off_and_the_work_goes_on_over_a_new_link() {
    let mut bench = Bench::running();
    bench.faults.hang = 1;
    bench.tell(Input::Want(run(50)));
    bench.pass(10.0);
    assert_eq!(bench.massager.level, 50, "{}", bench.story());
}

#[test]
fn a_late_answer_to_an_old_request_is_ignored() {
    let mut bench = Bench::running();
    let result = Err(LinkFault::Disconnected);
    bench.tell(Input::Done {
        op: OpId(1),
        result,
    });
    bench.pass(1.0);
    assert!(bench.link.is_up(), "{}", bench.story());
}

#[test]
fn a_close_right_after_a_stop_still_delivers_the_stop() {
    let mut bench = Bench::running();
    bench.tell(Input::Want(Intent::Stop));
    bench.tell(Input::Close);
    bench.pass(5.0);
    let story = bench.story();
    assert_eq!(bench.massager.state, 0, "{story}");
    assert!(bench.has(&News::Acknowledged(Intent::Stop)), "{story}");
    assert!(bench.link.is_at_rest(), "{story}");
    assert_eq!(bench.link.poll_deadline(), None, "{story}");
}

#[test]
fn a_close_at_any_moment_comes_to_rest() {
    for hundredth in 0..60 {
        let mut bench = opened();
        bench.tell(Input::Want(run(20)));
        bench.pass(f64::from(hundredth) / 100.0);
        bench.tell(Input::Close);
        bench.pass(20.0);
        assert!(bench.link.is_at_rest(), "{}", bench.story());
        assert_eq!(bench.link.poll_deadline(), None, "{}", bench.story());
    }
}

#[test]
fn a_run_whose_time_is_over_is_not_begun() {
    let mut bench = opened();
    let intent = Intent::Run {
        level: Level::from_percent_clamped(30),
        until: bench.now.monotonic,
    };
    bench.tell(Input::Want(intent));
    bench.pass(5.0);
    let story = bench.story();
    assert!(bench.has(&News::Failed { intent, fact: None }), "{story}");
    assert!(bench.frames.is_empty(), "{story}");
}

#[test]
fn a_massager_without_a_radio_is_up_at_once_and_asks_for_nothing() {
    let terms = Terms {
        session_id: ID,
        device_timer: Duration::from_secs(60),
        link_loss: LinkLossRule::Detached,
    };
    let mut link = Link::new(Box::new(Manual), terms);
    let now = Bench::new().now;
    let mut news = Vec::new();
    for input in [
        Input::Open,
        Input::Want(run(30)),
        Input::Want(Intent::Stop),
        Input::Close,
    ] {
        link.handle(input, &now);
        assert_eq!(link.poll_request(), None);
        news.extend(std::iter::from_fn(|| link.poll_news()));
    }
    assert!(matches!(news.remove(0), News::Up(_)));
    let both = |intent| [News::Sent(intent), News::Acknowledged(intent)];
    assert_eq!(news, [both(run(30)), both(Intent::Stop)].concat());
    assert_eq!(link.poll_deadline(), None);
    assert!(link.is_at_rest());
}

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
        let one_more = |faults: &mut std::collections::BTreeMap<u8, u32>, opcode| {
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
        bench.pass(300.0);
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
        bench.faults = bench::Faults::default();
        bench.pass(60.0);
        bench.tell(Input::Want(run(65)));
        bench.pass(60.0);
        let story = bench.story();
        prop_assert_eq!(bench.massager.starts, 1, "{}", &story);
        prop_assert_eq!((bench.massager.state, bench.massager.level), (2, 65), "{}", &story);
    }
}
