//! Whole sessions with a Plug Mini, good and bad.

use std::time::Duration;

use crate::arm_and_plug::Gadget;
use crate::arm_and_plug::Plug;
use crate::arm_and_plug::World;
use lull_core::device::plug_mini::PlugMini;
use lull_core::session::Command;
use lull_core::session::EndReason;
use lull_core::session::Stopped;

use crate::fixtures::unhex;

#[test]
fn a_session_on_a_plug_ends_with_the_relay_seen_open() {
    for off_answer in [0x00, 0x80] {
        let plug = Plug {
            off_answer,
            ..Plug::default()
        };
        let mut world = World::new(Box::new(PlugMini::new()), plug);
        world.start();
        world.pass(20.0);
        assert!(world.gadget.on, "{}", world.story());
        world.command(Command::Stop);
        world.pass(20.0);
        let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
        assert_eq!(world.ended(), ended, "{}", world.story());
        assert!(!world.gadget.on, "{}", world.story());
    }
}

#[test]
fn a_plug_that_answers_off_and_stays_on_is_not_called_stopped() {
    let plug = Plug {
        sticks: true,
        ..Plug::default()
    };
    let mut world = World::new(Box::new(PlugMini::new()), plug);
    world.start();
    world.pass(10.0);
    world.command(Command::Stop);
    world.pass(60.0);
    assert_eq!(world.ended(), None, "{}", world.story());
    let offs = world.gadget.frames_like("570f50010100");
    assert!(offs >= 10, "{offs} offs in a minute\n{}", world.story());
    world.gadget.sticks = false;
    world.pass(10.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
}

#[test]
fn a_plug_whose_answers_get_lost_is_still_stopped_and_seen() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(10.0);
    world.gadget.lose = 3;
    world.command(Command::Stop);
    world.pass(60.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
}

#[test]
fn a_late_answer_to_on_does_not_pass_for_the_proof_of_off() {
    // The stop follows the start before any answer; the plug is slow, and its relay sticks.
    let plug = Plug {
        sticks: true,
        slow: Duration::from_secs(3),
        off_answer: 0x00,
        ..Plug::default()
    };
    let mut world = World::new(Box::new(PlugMini::new()), plug);
    world.start();
    world.pass(4.0);
    world.command(Command::Stop);
    world.pass(40.0);
    let observed = world
        .ended()
        .is_some_and(|(_, stopped)| stopped == Stopped::SwitchedOff);
    assert!(world.gadget.on && !observed, "{}", world.story());
}

#[test]
fn a_hand_on_the_plugs_button_ends_the_session_and_is_not_overruled() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(30.0);
    world.gadget.on = false;
    let before = world.gadget.frames_like("570f50010180");
    world.pass(30.0);
    let ended = world.ended().expect("seen within seconds");
    assert!(matches!(ended.0, EndReason::StoppedByDevice { .. }));
    assert_eq!(before, world.gadget.frames_like("570f50010180"));
    assert!(!world.gadget.on, "{}", world.story());
}

#[test]
fn a_plug_lost_in_mid_session_is_found_again_and_stopped_without_a_second_start() {
    let mut world = World::new(Box::new(PlugMini::new()), Plug::default());
    world.start();
    world.pass(10.0);
    world.drop_link();
    world.pass(30.0);
    assert_eq!(world.ended(), None, "{}", world.story());
    world.command(Command::Stop);
    world.pass(20.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::SwitchedOff));
    assert_eq!(world.ended(), ended, "{}", world.story());
    assert_eq!(world.gadget.frames_like("570f50010180"), 1);
}

#[test]
fn gadgets_count_what_they_are_sent() {
    let mut plug = Plug::default();
    plug.take(&unhex("570f50010180"), Duration::ZERO);
    assert_eq!((plug.on, plug.frames_like("570f50010180")), (true, 1));
}
