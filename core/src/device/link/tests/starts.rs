//! Starts, levels and pauses: what goes out, in which order, and what is told of it.

use std::time::Duration;

use super::bench::{Bench, ID, run};
use super::opened;
use crate::device::link::{Input, News};
use crate::device::omp::CONTROL_POINT;
use crate::device::{Fact, FailSafe, Intent, Level, Motion, Refusal};

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
        let channel = CONTROL_POINT;
        bench.tell(Input::Notified { channel, bytes });
    }
    let story = bench.story();
    assert!(bench.has(&News::Fact(stray)), "{story}");
    assert!(bench.has(&News::Acknowledged(run(40))), "{story}");
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
