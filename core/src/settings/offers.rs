//! What screens offer where a person picks from a few.
//!
//! Any other value in the settings' ranges is as good, and comes from the terminal, another phone or a backup: a screen
//! shows the one that is set beside these.

use crate::session::program::ProgramKind;

/// The values every screen offers, smallest first. Minutes, percent and nights as the names say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// Between reminder and expected onset. Around the 30 to 45 minutes of product table A1, row 1.
    pub lead_minutes: &'static [u16],
    /// Before the reminder; no notice is offered beside them.
    pub pre_notice_minutes: &'static [u16],
    /// The level held, in percent.
    pub hold_levels: &'static [u8],
    /// How often an unanswered reminder comes again: from not at all to so many times.
    pub repeats_up_to: u8,
    pub repeat_every_minutes: &'static [u16],
    /// What one tap on "later" or "earlier" moves tonight's reminder by.
    pub move_minutes: i16,
    /// Nights looked back on in trends.
    pub trend_nights: &'static [u16],
    /// Nights on the page for the doctor.
    pub report_nights: &'static [u16],
    /// Nights looked back on before the person picks, in trends, report and audit: the four weeks of the four-week check.
    pub nights_at_first: u16,
    /// Massages to start without a reminder, the usual one first.
    pub massages: &'static [ProgramKind],
    /// Times got up because of the legs.
    pub got_up: &'static [u8],
    /// At rest before symptoms began.
    pub rest_minutes: &'static [u16],
    /// Relief after moving or a massage, where it did not last the night.
    pub relief_minutes: &'static [u16],
    /// Length of a walk.
    pub walk_minutes: &'static [u16],
}

/// What every screen offers.
pub const OFFERS: Offers = Offers {
    lead_minutes: &[20, 30, 40, 60, 90],
    pre_notice_minutes: &[10, 20, 30, 60],
    hold_levels: &[30, 40, 50, 60, 70, 80],
    repeats_up_to: 3,
    repeat_every_minutes: &[5, 10, 15, 20],
    move_minutes: 15,
    trend_nights: &[7, 28, 90],
    report_nights: &[28, 90, 180],
    nights_at_first: 28,
    massages: &[ProgramKind::Evening, ProgramKind::TopUp, ProgramKind::Acute],
    got_up: &[0, 1, 2, 3, 4, 5],
    rest_minutes: &[5, 15, 30, 60, 120],
    relief_minutes: &[10, 30, 60, 120],
    walk_minutes: &[5, 10, 20, 30],
};

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::OFFERS;
    use crate::device::Level;
    use crate::diary::{Entry, Relief, Walk};
    use crate::settings::{Repeat, Settings};
    use crate::time::Night;

    #[test]
    fn everything_that_is_offered_can_be_kept() {
        let usual = Settings::default;
        let leads = OFFERS.lead_minutes.iter().map(|&lead_minutes| Settings {
            lead_minutes,
            ..usual()
        });
        let notices = OFFERS.pre_notice_minutes.iter().map(|&minutes| {
            let mut settings = usual();
            settings.reminders.pre_notice_minutes = Some(minutes);
            settings
        });
        let repeats = (0..=OFFERS.repeats_up_to).flat_map(|most| {
            OFFERS
                .repeat_every_minutes
                .iter()
                .map(move |&every_minutes| {
                    let mut settings = usual();
                    settings.reminders.repeat = Repeat {
                        every_minutes,
                        most,
                    };
                    settings
                })
        });
        let all: Vec<Settings> = leads.chain(notices).chain(repeats).collect();
        assert_eq!(all.len(), 5 + 4 + 4 * 4);
        for settings in all {
            assert_eq!(settings.validate(), Ok(()), "{settings:?}");
        }
    }

    #[test]
    fn every_answer_that_is_offered_can_be_kept() {
        let mut entry = Entry::empty(Night::new(date(2026, 11, 20)));
        let walks = OFFERS.walk_minutes.iter().map(|&minutes| Walk {
            at: None,
            minutes: Some(minutes),
        });
        entry.details.walks = walks.collect();
        for &minutes in OFFERS.rest_minutes {
            entry.details.rest_minutes = Some(minutes);
            assert_eq!(entry.agrees(), Ok(()));
        }
        for &minutes in OFFERS.relief_minutes {
            entry.details.relief = Some(Relief::For { minutes });
            assert_eq!(entry.agrees(), Ok(()));
        }
        for &times in OFFERS.got_up {
            entry.got_up = Some(times);
            assert_eq!(entry.agrees(), Ok(()));
        }
    }

    #[test]
    fn what_is_assumed_at_first_is_among_what_is_offered() {
        let usual = Settings::default();
        let level = |&percent: &u8| Level::from_percent_clamped(percent);
        assert!(OFFERS.lead_minutes.contains(&usual.lead_minutes));
        assert!(
            OFFERS
                .hold_levels
                .iter()
                .map(level)
                .any(|level| level == usual.hold_level)
        );
        let repeat = usual.reminders.repeat;
        assert!(repeat.most <= OFFERS.repeats_up_to);
        assert!(OFFERS.repeat_every_minutes.contains(&repeat.every_minutes));
        assert!(OFFERS.trend_nights.contains(&OFFERS.nights_at_first));
        assert!(OFFERS.report_nights.contains(&OFFERS.nights_at_first));
    }
}
