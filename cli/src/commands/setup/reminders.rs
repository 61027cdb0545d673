//! `lull setup`: the flags about reminders.

use clap::Args;
use jiff::civil::Time;
use lull_core::invalid::{Invalid, Reason};
use lull_core::settings::{
    FreeEvenings, PRE_NOTICE_MINUTES, REPEAT_EVERY_MINUTES, REPEATS, Settings, Swipe, Travel,
    Weekday,
};

use crate::input;

#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Reminders")]
pub(super) struct ReminderFlags {
    /// The evening reminder itself: yes or no
    #[arg(long, value_name = "YES/NO")]
    reminder: Option<String>,
    /// Announce it so many minutes before, 5 to 180, or off
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    pre_notice: Option<String>,
    /// Minutes after which it comes again when nobody answers, 5 to 60
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    repeat_every: Option<String>,
    /// How often it comes again, 0 to 6
    #[arg(long, value_name = "TIMES", allow_hyphen_values = true)]
    repeats: Option<String>,
    /// A second reminder at lights-out, for a short session: yes or no
    #[arg(long, value_name = "YES/NO")]
    top_up: Option<String>,
    /// Ask for the log in the morning: yes or no
    #[arg(long, value_name = "YES/NO")]
    morning_log: Option<String>,
    /// A daily reminder when Lull could not plan for weeks: yes or no
    #[arg(long, value_name = "YES/NO")]
    safety_net: Option<String>,
    /// When that one comes, or usual
    #[arg(long, value_name = "HH:MM")]
    fallback: Option<String>,
    /// Ask to open Lull before the reminders run out: yes or no
    #[arg(long, value_name = "YES/NO")]
    open_app: Option<String>,
    /// What swiping a reminder away means: snooze or quiet
    #[arg(long, value_name = "WORD")]
    swipe: Option<String>,
    /// Evenings without a reminder, such as friday,saturday, or none
    #[arg(long, value_name = "DAYS")]
    quiet_evenings: Option<String>,
    /// On a journey: ask, follow (the clock there) or keep (the clock at home)
    #[arg(long, value_name = "WORD")]
    travel: Option<String>,
    /// Evenings with other habits, such as friday,saturday, or none
    #[arg(long, value_name = "DAYS")]
    free_evenings: Option<String>,
    /// Lights out on those evenings
    #[arg(long, value_name = "HH:MM")]
    free_bedtime: Option<String>,
    /// Getting up after them
    #[arg(long, value_name = "HH:MM")]
    free_rising: Option<String>,
    /// When your legs start on them, or unknown
    #[arg(long, value_name = "HH:MM")]
    free_onset: Option<String>,
}

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl ReminderFlags {
    pub(super) fn any(&self) -> bool {
        [
            &self.reminder,
            &self.pre_notice,
            &self.repeat_every,
            &self.repeats,
            &self.top_up,
            &self.morning_log,
            &self.safety_net,
            &self.fallback,
            &self.open_app,
            &self.swipe,
            &self.quiet_evenings,
            &self.travel,
            &self.free_evenings,
            &self.free_bedtime,
            &self.free_rising,
            &self.free_onset,
        ]
        .into_iter()
        .any(Option::is_some)
    }

    /// Changes what the flags say and nothing else.
    pub(super) fn change(&self, settings: &mut Settings) -> Result<(), Invalid> {
        let switches = [
            ("reminder", &self.reminder, &mut settings.reminders.evening),
            ("top_up", &self.top_up, &mut settings.reminders.top_up),
            ("morning_log", &self.morning_log, &mut settings.morning_log),
            (
                "safety_net",
                &self.safety_net,
                &mut settings.reminders.safety_net,
            ),
            ("open_app", &self.open_app, &mut settings.reminders.open_app),
        ];
        for (field, flag, switch) in switches {
            if let Some(text) = flag {
                *switch = input::yes_no(field, text)?;
            }
        }
        let reminders = &mut settings.reminders;
        if let Some(text) = &self.pre_notice {
            let (min, max) = PRE_NOTICE_MINUTES;
            reminders.pre_notice_minutes = match text.as_str() {
                "off" | "no" => None,
                text => Some(input::small("pre_notice", text, min, max)?),
            };
        }
        if let Some(text) = &self.repeat_every {
            let (min, max) = REPEAT_EVERY_MINUTES;
            reminders.repeat.every_minutes = input::small("repeat_every", text, min, max)?;
        }
        if let Some(text) = &self.repeats {
            let (min, max) = REPEATS;
            reminders.repeat.most = input::small("repeats", text, min, max)?;
        }
        if let Some(text) = &self.fallback {
            reminders.fallback = match text.as_str() {
                "usual" => None,
                text => Some(input::time("fallback", text)?),
            };
        }
        if let Some(text) = &self.swipe {
            let allowed = [("snooze", Swipe::Snooze), ("quiet", Swipe::Quiet)];
            reminders.swipe = input::word("swipe", text, &allowed)?;
        }
        if let Some(text) = &self.quiet_evenings {
            let days = input::words("quiet_evenings", text, &DAYS)?;
            reminders.quiet_evenings = days.into_iter().collect();
        }
        if let Some(text) = &self.travel {
            let allowed = [
                ("ask", Travel::Ask),
                ("follow", Travel::FollowLocal),
                ("keep", Travel::KeepHome),
            ];
            reminders.travel = input::word("travel", text, &allowed)?;
        }
        self.change_free_evenings(settings)
    }

    fn change_free_evenings(&self, settings: &mut Settings) -> Result<(), Invalid> {
        if let Some(text) = &self.free_evenings {
            let evenings = input::words("free_evenings", text, &DAYS)?;
            settings.free_evenings = if evenings.is_empty() {
                None
            } else {
                let before = settings.free_evenings.take();
                Some(FreeEvenings {
                    evenings: evenings.into_iter().collect(),
                    bedtime: before
                        .as_ref()
                        .map_or(settings.usual_bedtime, |free| free.bedtime),
                    rising: before
                        .as_ref()
                        .map_or(settings.usual_rising, |free| free.rising),
                    onset: before.and_then(|free| free.onset),
                })
            };
        }
        type Set = fn(&mut FreeEvenings, Option<Time>);
        let times: [(&str, &Option<String>, Set); 3] = [
            ("free_bedtime", &self.free_bedtime, |free, time| {
                free.bedtime = time.unwrap_or(free.bedtime);
            }),
            ("free_rising", &self.free_rising, |free, time| {
                free.rising = time.unwrap_or(free.rising);
            }),
            ("free_onset", &self.free_onset, |free, time| {
                free.onset = time;
            }),
        ];
        for (field, flag, set) in times {
            let Some(text) = flag else { continue };
            let time = match (field, text.as_str()) {
                ("free_onset", "" | "-" | "?" | "unknown") => None,
                (field, text) => Some(input::time(field, text)?),
            };
            let free = settings
                .free_evenings
                .as_mut()
                .ok_or_else(|| Invalid::new("free_evenings", Reason::Missing))?;
            set(free, time);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn each_flag_changes_what_it_names() {
        let flags = ReminderFlags {
            reminder: text("no"),
            pre_notice: text("15"),
            repeat_every: text("5"),
            repeats: text("0"),
            top_up: text("yes"),
            morning_log: text("no"),
            safety_net: text("no"),
            fallback: text("19:15"),
            open_app: text("no"),
            swipe: text("quiet"),
            quiet_evenings: text("monday, sunday"),
            travel: text("keep"),
            free_evenings: text("friday,saturday"),
            free_bedtime: text("00:30"),
            free_rising: text("9:30"),
            free_onset: text("22:00"),
        };
        assert!(flags.any());
        let mut settings = Settings::default();
        flags.change(&mut settings).expect("good flags");
        settings.validate().expect("fits together");
        let kept = serde_json::to_string(&settings.reminders).expect("writes");
        assert_eq!(
            kept,
            r#"{"evening":false,"pre_notice_minutes":15,"repeat":{"every_minutes":5,"most":0},"top_up":true,"safety_net":false,"fallback":"19:15:00","open_app":false,"swipe":"quiet","quiet_evenings":["monday","sunday"],"travel":"keep_home"}"#
        );
        assert!(!settings.morning_log);
        let free = settings.free_evenings.clone().expect("other habits");
        assert_eq!(free.evenings.len(), 2);
        assert_eq!(free.onset, Some(Time::constant(22, 0, 0, 0)));
        let back = ReminderFlags {
            pre_notice: text("off"),
            fallback: text("usual"),
            quiet_evenings: text("none"),
            free_evenings: text("none"),
            ..ReminderFlags::default()
        };
        back.change(&mut settings).expect("good flags");
        assert_eq!(settings.reminders.pre_notice_minutes, None);
        assert_eq!(settings.reminders.fallback, None);
        assert!(settings.reminders.quiet_evenings.is_empty());
        assert_eq!(settings.free_evenings, None);
    }

    #[test]
    fn a_bad_flag_names_its_field_and_free_times_need_free_evenings() {
        let refused = |flags: ReminderFlags| {
            let mut settings = Settings::default();
            flags.change(&mut settings).expect_err("a bad flag").field
        };
        for (flags, field) in [
            (
                ReminderFlags {
                    repeats: text("7"),
                    ..ReminderFlags::default()
                },
                "repeats",
            ),
            (
                ReminderFlags {
                    pre_notice: text("4"),
                    ..ReminderFlags::default()
                },
                "pre_notice",
            ),
            (
                ReminderFlags {
                    quiet_evenings: text("fryday"),
                    ..ReminderFlags::default()
                },
                "quiet_evenings",
            ),
            (
                ReminderFlags {
                    swipe: text("left"),
                    ..ReminderFlags::default()
                },
                "swipe",
            ),
            (
                ReminderFlags {
                    free_bedtime: text("23:00"),
                    ..ReminderFlags::default()
                },
                "free_evenings",
            ),
            (
                ReminderFlags {
                    free_evenings: text("friday"),
                    free_rising: text("25:00"),
                    ..ReminderFlags::default()
                },
                "free_rising",
            ),
        ] {
            assert_eq!(refused(flags), field);
        }
    }
}
