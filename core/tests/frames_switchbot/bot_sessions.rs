//! Whole sessions with a Bot, good and bad.

use std::time::Duration;

use crate::arm_and_plug::Arm;
use crate::arm_and_plug::World;
use lull_core::device::Refusal;
use lull_core::device::bot::Bot;
use lull_core::session::Command;
use lull_core::session::EndReason;
use lull_core::session::Stopped;

#[test]
fn a_bot_in_switch_mode_pushes_once_for_a_session_and_once_for_its_end() {
    let mut world = World::new(Box::new(Bot::new(None)), Arm::default());
    world.start();
    world.pass(60.0);
    assert!(world.gadget.on, "{}", world.story());
    world.command(Command::Stop);
    world.pass(20.0);
    let ended = Some((EndReason::StoppedByPerson, Stopped::Acknowledged));
    assert_eq!(world.ended(), ended, "{}", world.story());
    assert!(!world.gadget.on);
    assert_eq!(world.gadget.moves, 2, "{}", world.story());
}

#[test]
fn a_bot_in_press_mode_or_almost_empty_is_refused_before_its_arm_moves() {
    let press = Arm {
        press_mode: true,
        ..Arm::default()
    };
    let empty = Arm {
        battery: 19,
        ..Arm::default()
    };
    let locked = Arm {
        locked: true,
        ..Arm::default()
    };
    let cases = [
        (press, Refusal::PressMode),
        (empty, Refusal::LowSupply),
        (locked, Refusal::PasswordNeeded),
    ];
    for (arm, refusal) in cases {
        let mut world = World::new(Box::new(Bot::new(None)), arm);
        world.start();
        world.pass(30.0);
        let ended = Some((EndReason::Refused { refusal }, Stopped::NeverRan));
        assert_eq!(world.ended(), ended, "{}", world.story());
        assert_eq!(world.gadget.moves, 0, "{}", world.story());
    }
}

#[test]
fn a_bot_that_is_busy_with_on_is_told_off_again_until_it_takes_it() {
    let arm = Arm {
        moves_for: Duration::from_secs(2),
        ..Arm::default()
    };
    let mut world = World::new(Box::new(Bot::new(None)), arm);
    world.start();
    world.pass(0.5);
    assert_eq!(world.gadget.moves, 1, "{}", world.story());
    world.command(Command::Stop);
    world.pass(30.0);
    let ended = world.ended().expect("stopped");
    assert_eq!(ended.1, Stopped::Acknowledged, "{}", world.story());
    assert!(!world.gadget.on, "{}", world.story());
}

#[test]
fn a_bot_put_into_press_mode_in_mid_session_is_not_pressed_to_stop() {
    let mut world = World::new(Box::new(Bot::new(None)), Arm::default());
    world.start();
    world.pass(10.0);
    world.drop_link();
    world.gadget.press_mode = true;
    world.pass(10.0);
    let moves = world.gadget.moves;
    world.command(Command::Stop);
    world.pass(60.0);
    assert_eq!(world.gadget.moves, moves, "{}", world.story());
    assert_eq!(world.ended(), None, "{}", world.story());
    world.gadget.press_mode = false;
    world.pass(20.0);
    assert!(!world.gadget.on, "{}", world.story());
    assert!(world.ended().is_some(), "{}", world.story());
}
