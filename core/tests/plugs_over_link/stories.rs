//! Starts, stops, losses of the link and hands on the button.

use lull_core::device::Fact;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::Motion;
use lull_core::device::Refusal;
use lull_core::device::StopCause;
use lull_core::device::link::Input;
use lull_core::device::link::News;
use lull_core::device::mains::Learned;
use lull_core::device::mains::Milliwatts;
use lull_core::device::sem6000;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::shelly::ShellyPlug;
use proptest::prelude::*;

use crate::bench::{Bench, Plug, locked_shelly, refused, sem, shelly};
use crate::fake_sem6000::FakeSem;
use crate::fake_shelly::FakeShelly;

#[test]
fn a_shelly_is_started_and_stopped_whatever_the_size_of_its_chunks_and_however_slow_it_answers() {
    for chunk in [21, 100, 512] {
        for slow in [0, 3, 10] {
            let mut bench = shelly(chunk);
            bench.plug.slow = slow;
            bench.starts_and_stops();
        }
    }
}

#[test]
fn a_sem6000_is_started_and_stopped_whether_its_answers_overtake_the_radios_or_not() {
    for eager in [true, false] {
        let mut bench = sem();
        bench.eager = eager;
        bench.starts_and_stops();
        assert!(!bench.plug.on_without_timer, "{}", bench.story());
    }
}

#[test]
fn a_plug_whose_watts_were_learnt_waits_for_its_meter_and_tells_that_the_motor_runs() {
    let watts = |watts| Milliwatts::from_watts(watts).expect("believable");
    let learned = Learned::new(watts(0.3), watts(20.0)).expect("far apart");
    let plug = FakeShelly {
        chunk: 100,
        ..FakeShelly::default()
    };
    let mut bench = Bench::new(Box::new(ShellyPlug::with(None, Some(learned))), plug);
    bench.starts_and_stops();
    let turned = |news: &News| matches!(news, News::Fact(Fact::State(state)) if state.measured > Some(Level::OFF));
    assert!(bench.has(turned), "{}", bench.story());
    let driver = Sem6000::with(sem6000::Pin::default(), Some(learned));
    let mut bench = Bench::new(Box::new(driver), FakeSem::default());
    bench.starts_and_stops();
    assert!(bench.has(turned), "{}", bench.story());
}

#[test]
fn a_plug_whose_phone_is_gone_turns_itself_off_and_is_not_started_again() {
    fn story<P: Plug>(mut bench: Bench<P>) {
        bench.loses_the_link_for(1600.0);
        assert!(!bench.is_on(), "{}", bench.story());
        assert_eq!(bench.plug.starts(), 1, "{}", bench.story());
        assert!(
            matches!(bench.last(), Some((Motion::Still, Some(_)))),
            "{}",
            bench.story()
        );
        bench.run();
        bench.pass(30.0);
        assert_eq!(bench.plug.starts(), 1, "{}", bench.story());
    }
    story(shelly(100));
    story(sem());
}

#[test]
fn a_plug_that_still_runs_after_a_short_loss_is_left_alone() {
    fn story<P: Plug>(mut bench: Bench<P>) {
        bench.loses_the_link_for(20.0);
        assert!(bench.is_on(), "{}", bench.story());
        assert_eq!(bench.plug.starts(), 1, "{}", bench.story());
        assert_eq!(
            bench.last(),
            Some((Motion::Running, None)),
            "{}",
            bench.story()
        );
    }
    story(shelly(100));
    story(sem());
}

#[test]
fn a_press_of_the_plugs_button_is_seen_within_ten_seconds_and_ends_the_session() {
    fn story<P: Plug>(mut bench: Bench<P>) {
        bench.pass(5.0);
        bench.run();
        bench.pass(10.0);
        bench.press();
        bench.pass(10.0);
        assert!(
            matches!(bench.last(), Some((Motion::Still, Some(_)))),
            "{}",
            bench.story()
        );
        bench.pass(30.0);
        assert!(!bench.is_on(), "{}", bench.story());
    }
    story(shelly(512));
    story(sem());
}

#[test]
fn a_timer_that_would_switch_a_shelly_on_again_is_a_fault_and_off_clears_it() {
    let mut bench = shelly(512);
    bench.plug.keeps_timer_at_button = true;
    bench.pass(5.0);
    bench.run();
    bench.pass(10.0);
    bench.press();
    bench.pass(10.0);
    let cause = Some(StopCause::DeviceButton);
    assert_eq!(
        bench.last(),
        Some((Motion::Fault, cause)),
        "{}",
        bench.story()
    );
    bench.tell(Input::Want(Intent::Stop));
    bench.pass(10.0);
    assert_eq!(
        bench.last(),
        Some((Motion::Still, Some(StopCause::Client))),
        "{}",
        bench.story()
    );
    bench.pass(2000.0);
    assert!(!bench.is_on(), "{}", bench.story());
}

#[test]
fn a_sem6000_that_forgets_its_timer_is_not_switched_on() {
    let mut bench = sem();
    bench.plug.forgets_timer = true;
    bench.pass(5.0);
    bench.run();
    bench.pass(30.0);
    refused(&bench, Refusal::Failed);
    assert_eq!(bench.plug.starts(), 0, "{}", bench.story());
}

#[test]
fn something_else_with_a_sem6000s_channels_is_never_written_to() {
    let mut bench = sem();
    bench.plug.other_vendor = true;
    bench.run();
    bench.pass(60.0);
    let wrote = bench.story.iter().any(|line| line.contains("Write {"));
    assert!(!wrote, "{}", bench.story());
    let gave_up = |news: &News| matches!(news, News::Down { gave_up: true, .. });
    assert!(bench.has(gave_up), "{}", bench.story());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_stop_at_any_moment_and_after_any_loss_ends_off_and_observed(
        before in 0.0..12.0_f64,
        lost in prop::option::of(0.0..4.0_f64),
        chunk in 20..600_usize,
        slow in 0..6_u32,
        eager in any::<bool>(),
        locked in any::<bool>(),
    ) {
        fn story<P: Plug>(bench: &mut Bench<P>, before: f64, lost: Option<f64>) {
            bench.run();
            bench.pass(before);
            bench.tell(Input::Want(Intent::Stop));
            if let Some(lost) = lost {
                bench.pass(lost);
                if bench.connected {
                    bench.drop_link();
                }
            }
            bench.pass(40.0);
            assert!(!bench.is_on(), "{}", bench.story());
            let acknowledged = |news: &News| *news == News::Acknowledged(Intent::Stop);
            assert!(bench.has(acknowledged), "{}", bench.story());
            let told = bench.story.len();
            bench.pass(100.0);
            assert_eq!(bench.story.len(), told, "the stop never settles:\n{}", bench.story());
        }
        let mut plug = if locked { locked_shelly("secret", eager) } else { shelly(chunk) };
        plug.plug.slow = slow;
        story(&mut plug, before, lost);
        let mut socket = sem();
        socket.eager = eager;
        story(&mut socket, before, lost);
        prop_assert!(!socket.plug.on_without_timer, "{}", socket.story());
    }
}
