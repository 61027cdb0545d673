//! Links that break, devices that are not there, and sessions that ended meanwhile.

use std::time::Duration;

use super::bench::{Bench, run};
use super::gave_up;
use crate::device::link::{Input, LinkFault, News, OpId};
use crate::device::{Fact, Intent, StopCause};

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
        | News::Touched { .. }
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
fn what_only_the_person_can_mend_is_told_at_once() {
    for fault in [
        LinkFault::BluetoothOff,
        LinkFault::NoAdapter,
        LinkFault::ServiceMissing,
        LinkFault::PermissionMissing,
        LinkFault::BondLost,
    ] {
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
fn a_refused_bond_is_told_at_once_and_nothing_is_written_without_it() {
    for fault in [LinkFault::PairingRefused, LinkFault::BondLost] {
        let mut bench = Bench::new();
        bench.faults.unbonded = [fault].into();
        bench.tell(Input::Open);
        bench.tell(Input::Want(run(20)));
        bench.pass(30.0);
        let story = bench.story();
        assert!(gave_up(&bench, fault), "{story}");
        assert!(bench.frames.is_empty(), "{story}");
        assert!(bench.link.is_at_rest(), "{story}");
    }
}

#[test]
fn a_person_may_take_longer_over_a_pairing_than_a_search_may_last() {
    let mut bench = Bench::new();
    bench.faults.unreachable = [LinkFault::NotFound; 2].into();
    bench.faults.slow_bond = Some(Duration::from_secs(29));
    bench.tell(Input::Open);
    bench.pass(33.0);
    assert!(bench.link.is_up(), "{}", bench.story());
}

#[test]
fn a_stop_waits_for_the_bond_for_as_long_as_it_takes() {
    let mut bench = Bench::running();
    let before = bench.frames.len();
    let faults = [
        LinkFault::PairingRefused,
        LinkFault::TimedOut,
        LinkFault::BondLost,
    ];
    bench.faults.unbonded = faults.into();
    bench.drop_link();
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(0.5);
    assert_eq!(bench.frames.len(), before, "{}", bench.story());
    bench.pass(20.0);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
}

#[test]
fn a_device_that_cannot_be_got_through_to_is_left_alone_until_it_has_stopped_by_itself() {
    let mut bench = Bench::running();
    bench.faults.unbonded = [LinkFault::BondLost; 50].into();
    bench.drop_link();
    bench.pass(12.0);
    let touched = bench.touched_in_vain();
    assert_eq!(touched, 4, "{}", bench.story());
    // ten seconds of its own rule, and the grace that the person was told; not even a stop may make it count anew
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(14.0);
    assert_eq!(bench.touched_in_vain(), touched, "{}", bench.story());
    bench.pass(10.0);
    assert_eq!(bench.touched_in_vain(), touched + 1, "{}", bench.story());
    bench.faults.unbonded.clear();
    bench.pass(45.0);
    assert_eq!(bench.massager.state, 0, "{}", bench.story());
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
