//! A plan and its reasons in plain sentences.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use lull_core::device::Level;
use lull_core::plan::{Basis, Plan, Reason};
use lull_core::session::{Program, ProgramKind};

use super::{count, time};

pub(crate) const NOT_SET_UP: &str =
    "Nothing was set up yet, so this rests on assumptions. Set up yours with lull setup.";

/// How a move that the plan learnt is taken back.
pub(crate) fn take_back(before: Time) -> String {
    format!(
        "Not right? lull tonight --as-yesterday reminds at {} tonight, lull setup --remind-at {} every evening.",
        time(before),
        time(before)
    )
}

/// What follows the reminder.
pub(crate) fn then(program: ProgramKind, hold: Level, device: &str) -> String {
    match program {
        ProgramKind::Stretch => self::program(program).to_owned(),
        ProgramKind::Evening
        | ProgramKind::TopUp
        | ProgramKind::Acute
        | ProgramKind::DeviceTest => format!(
            "{} at {} %, {}, {}",
            self::program(program),
            hold.percent(),
            super::duration(Program::new(program, hold).total()),
            device
        ),
    }
}

/// One reason as a sentence.
pub(crate) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::FromBedtime {
            bedtime,
            hours_before,
        } => format!(
            "For most people symptoms start about {} before bed, and you go to bed at {}.",
            count(*hours_before, "hour", "hours"),
            time(*bedtime)
        ),
        Reason::FromOwnOnset { onset } => {
            format!("You said your legs usually start at {}.", time(*onset))
        }
        Reason::FromDiary {
            nights,
            earliest,
            latest,
        } => format!(
            "Your diary: in {} they started between {} and {}. The plan counts with an early start, because late is \
             worse than early.",
            count(*nights, "night", "nights"),
            time(*earliest),
            time(*latest)
        ),
        Reason::LaterThanYesterday {
            yesterday,
            onsets,
            after,
        } => format!(
            "Later than the night before ({}): your last {} were at or after {}.",
            time(*yesterday),
            count(*onsets, "start", "starts"),
            time(*after)
        ),
        Reason::EarlierThanYesterday {
            yesterday,
            onsets,
            before,
        } => format!(
            "Earlier than the night before ({}): your last {} were at or before {}.",
            time(*yesterday),
            count(*onsets, "start", "starts"),
            time(*before)
        ),
        Reason::StepLimited { wanted, to } => format!(
            "The diary points to {}; a plan moves in steps, so tonight it is {}.",
            time(*wanted),
            time(*to)
        ),
        Reason::SessionsMoveOnset { nights } => format!(
            "The session probably delayed or took away the symptoms on some of {}; those count less.",
            count(*nights, "night", "nights")
        ),
        Reason::BodyClock { minutes_later } => format!(
            "Your body has not caught up with the clock here: legs start about {} {} by it. It follows by about an \
             hour a day.",
            count(minutes_later.unsigned_abs(), "minute", "minutes"),
            if *minutes_later < 0 {
                "earlier"
            } else {
                "later"
            }
        ),
        Reason::Weekday { minutes_later } => format!(
            "On evenings like this one they start about {} {}.",
            count(minutes_later.unsigned_abs(), "minute", "minutes"),
            if *minutes_later < 0 {
                "earlier"
            } else {
                "later"
            }
        ),
        Reason::NotEnoughNights { observed, needed } => format!(
            "{} with a known start so far; from {} on the plan rests on your diary and says how sure it is.",
            count(*observed, "night", "nights"),
            needed
        ),
        Reason::Lead { minutes } => {
            format!(
                "The reminder comes {} before that.",
                count(*minutes, "minute", "minutes")
            )
        }
        Reason::ClampedToWindow { wanted, to } => format!(
            "{} is outside the hours you allow reminders in, so it comes at {}.",
            time(*wanted),
            time(*to)
        ),
        Reason::SkippedByPerson => {
            "You skipped this night. Take it back with lull tonight --as-usual.".to_owned()
        }
        Reason::ChosenByPerson { time: chosen } => {
            format!("You chose {} for this night.", time(*chosen))
        }
        Reason::PinnedByPerson { time: pinned } => format!(
            "You want the reminder at {} every evening; lull setup --remind-at plan lets it follow the plan again.",
            time(*pinned)
        ),
        Reason::Snoozed { until } => format!("You snoozed the reminder until {}.", time(*until)),
        Reason::AlreadyBegun => {
            "Symptoms or a session already began this night, so no reminder is needed.".to_owned()
        }
        Reason::QuietEvening => {
            "You want no reminder on this weekday. For this once: lull tonight --at 20:15."
                .to_owned()
        }
        Reason::RemindersOff => {
            "You turned the evening reminder off. Turn it on with lull setup --reminder yes."
                .to_owned()
        }
    }
}

pub(crate) fn program(program: ProgramKind) -> &'static str {
    match program {
        ProgramKind::Evening => "evening massage",
        ProgramKind::TopUp => "short top-up massage",
        ProgramKind::Acute => "quiet massage in the night",
        ProgramKind::Stretch => "calf stretches",
        ProgramKind::DeviceTest => "massager test",
    }
}

/// What the expected start rests on.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Bedtime => "from your bedtime",
        Basis::OwnOnset => "as you said",
        Basis::Diary => "from your diary",
    }
}

/// When symptoms may start: the interval where there is one.
pub(crate) fn onset(plan: &Plan) -> String {
    let counted = format!("around {}, {}", time(plan.onset), basis(plan.basis));
    match &plan.interval {
        Some(interval) => format!(
            "{} to {} in 8 of 10 nights; the plan counts with {}",
            time(interval.p10),
            time(interval.p90),
            time(plan.onset)
        ),
        None => counted,
    }
}

/// When the reminder really comes: a time that the clocks leave out comes at the gap's end.
pub(crate) fn remind(plan: &Plan, zone: &TimeZone) -> String {
    match plan.remind.zip(plan.remind_at) {
        None => "none this night".to_owned(),
        Some((wall, at)) => {
            let real = zone.to_datetime(at);
            if real.time() == wall.time() {
                time(real.time())
            } else {
                format!(
                    "{} ({} does not exist this night: the clocks change)",
                    time(real.time()),
                    time(wall.time())
                )
            }
        }
    }
}

/// What a live onset means for the rest of the night.
pub(crate) fn after_symptoms(plan: &Plan, zone: &TimeZone) -> String {
    let reminder = match plan.remind {
        None => "Tonight needs no reminder any more.".to_owned(),
        Some(_) => format!(
            "Tonight's reminder is still planned for {}; lull tonight --skip takes it out.",
            remind(plan, zone)
        ),
    };
    format!("Noted. {reminder} A massage now is lull session start.")
}

/// How the plan of a night changed by what was just kept, in one sentence.
pub(crate) fn moved(before: &Plan, after: &Plan, zone: &TimeZone) -> String {
    let (was, is) = (remind(before, zone), remind(after, zone));
    let reminder = if was == is {
        format!("The reminder stays at {is}.")
    } else {
        format!("The reminder moves from {was} to {is}.")
    };
    let learnt = match (before.interval, after.interval) {
        (Some(before), Some(after)) if after.nights > before.nights => format!(
            " The plan now knows {} with a known start.",
            count(after.nights, "night", "nights")
        ),
        (None, Some(after)) => format!(
            " The plan now follows your diary of {}.",
            count(after.nights, "night", "nights")
        ),
        (Some(_), Some(_) | None) | (None, None) => String::new(),
    };
    let onset = if before.onset == after.onset {
        String::new()
    } else {
        format!(
            " It counts with a start at {} instead of {}.",
            time(after.onset),
            time(before.onset)
        )
    };
    format!("{reminder}{onset}{learnt}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date};
    use lull_core::time::{Night, instant_of};

    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").expect("bundled")
    }

    fn plan(remind: Option<jiff::civil::DateTime>) -> Plan {
        Plan {
            night: Night::new(date(2026, 3, 28)),
            onset: Time::constant(19, 30, 0, 0),
            interval: None,
            basis: Basis::Bedtime,
            remind,
            remind_at: remind.map(|wall| instant_of(wall, &berlin())),
            zone: "Europe/Berlin".to_owned(),
            program: ProgramKind::Evening,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn a_reminder_in_a_gap_is_shown_at_the_gaps_end() {
        let berlin = berlin();
        let shown = remind(&plan(Some(date(2026, 3, 29).at(2, 30, 0, 0))), &berlin);
        assert!(shown.starts_with("03:00"), "{shown}");
        assert!(shown.contains("02:30"), "{shown}");
    }

    #[test]
    fn a_plan_that_did_not_move_says_so() {
        let berlin = berlin();
        let same = plan(Some(date(2026, 3, 28).at(18, 50, 0, 0)));
        assert_eq!(moved(&same, &same, &berlin), "The reminder stays at 18:50.");
        let later = Plan {
            onset: Time::constant(19, 45, 0, 0),
            ..plan(Some(date(2026, 3, 28).at(19, 5, 0, 0)))
        };
        assert_eq!(
            moved(&same, &later, &berlin),
            "The reminder moves from 18:50 to 19:05. It counts with a start at 19:45 instead of 19:30."
        );
    }
}
