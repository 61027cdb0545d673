//! Four example weeks for the demonstration: made up, the same every time, dated back from tonight.

use std::fmt::Write as _;

use lull_core::time::{Night, time_after_noon};

const NIGHTS: i32 = 28;
/// 22:20 and 19:50, in minutes after noon.
const BEDTIME: i32 = 620;
const ONSET: i32 = 470;

/// The nights before `tonight` as a diary in the import's columns.
pub(crate) fn four_weeks_before(tonight: Night) -> String {
    let mut csv = String::from(
        "night,bedtime,symptoms,onset,severity,sleep_quality,got_up,session_start,session_minutes,note\n",
    );
    let mut chance = Chance(2_026);
    for back in (1..=NIGHTS).rev() {
        let night = tonight.plus(-back);
        let late_evening = i32::from(night.date().weekday().to_monday_zero_offset() >= 4);
        let bedtime = BEDTIME + 35 * late_evening + chance.between(-15, 20);
        let massaged = back < 15 && chance.between(0, 9) < 7;
        let bad_night = chance.between(0, 9) < 8;
        let onset = ONSET + 20 * late_evening + chance.between(-40, 45);
        let severity = chance.between(3, 8) - 2 * i32::from(massaged);
        let sleep = 9 - severity / 2 + chance.between(-1, 1);
        let got_up = (severity - 3).max(0) / 2;
        // remembered times are round
        let onset = onset - onset % 5;
        let _ = write!(csv, "{night},{},", clock(bedtime));
        let _ = if bad_night {
            write!(
                csv,
                "yes,{},{},{},{got_up},",
                clock(onset),
                severity.clamp(1, 10),
                sleep.clamp(0, 10)
            )
        } else {
            write!(csv, "none,,0,{},0,", (sleep + 1).clamp(0, 10))
        };
        let _ = if massaged {
            writeln!(csv, "{},25,", clock(onset - 45))
        } else {
            writeln!(
                csv,
                ",,{}",
                if back == 20 { "long car journey" } else { "" }
            )
        };
    }
    csv
}

fn clock(minutes_after_noon: i32) -> String {
    crate::words::time(time_after_noon(
        u16::try_from(minutes_after_noon.rem_euclid(1440)).unwrap_or_default(),
    ))
}

/// A fixed sequence that looks like chance: the demonstration must be the same every time.
struct Chance(u32);

impl Chance {
    /// The next number of the sequence, both ends included.
    fn between(&mut self, least: i32, most: i32) -> i32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let span = u32::try_from(most - least + 1).unwrap_or(1);
        least + i32::try_from((self.0 >> 16) % span).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn four_weeks_are_twenty_eight_nights_ending_yesterday_and_always_the_same() {
        let tonight = Night::new(date(2026, 11, 21));
        let csv = four_weeks_before(tonight);
        assert_eq!(csv, four_weeks_before(tonight));
        let rows: Vec<_> = csv.lines().skip(1).collect();
        assert_eq!(rows.len(), 28);
        assert!(rows[0].starts_with("2026-10-24,"), "{}", rows[0]);
        assert!(rows[27].starts_with("2026-11-20,"), "{}", rows[27]);
        let columns = csv.lines().next().map_or(0, |head| head.split(',').count());
        for row in &rows {
            assert_eq!(row.split(',').count(), columns, "{row}");
        }
        let with_onset = rows.iter().filter(|row| row.contains(",yes,")).count();
        assert!(
            (15..28).contains(&with_onset),
            "{with_onset} nights:\n{csv}"
        );
    }
}
