//! Stops and closings: nothing goes before them, nothing after them.

use std::time::Duration;

use super::bench::{Bench, ID, run};
use super::opened;
use crate::device::link::{Input, Link, LinkFault, News};
use crate::device::manual::Manual;
use crate::device::{Intent, LinkLossRule, Motion, Terms};

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
