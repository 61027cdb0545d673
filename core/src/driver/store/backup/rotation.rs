//! Which automatic backups have had their time: 7 days and 4 weeks are kept.

use std::collections::BTreeSet;

use jiff::civil::Date;

const DAYS: usize = 7;
const WEEKS: usize = 4;

/// Dates of backups to take away: all but the newest of each of the newest 7 days and of the newest 4 weeks before them
/// that have one. A week begins on Monday.
///
/// Backups dated after `today` were made while the clock was wrong. They are counted for themselves, so that they never
/// push out one with a true date.
pub(super) fn outlived(dates: &[Date], today: Date) -> BTreeSet<Date> {
    let all: BTreeSet<Date> = dates.iter().copied().collect();
    let mut kept: BTreeSet<Date> = all.range(..=today).rev().take(DAYS).copied().collect();
    let mut weeks = BTreeSet::new();
    for date in all.range(..=today).rev() {
        let day = date.iso_week_date();
        if weeks.len() < WEEKS && weeks.insert((day.year(), day.week())) {
            kept.insert(*date);
        }
    }
    let ahead = all.iter().rev().filter(|date| **date > today).take(DAYS);
    kept.extend(ahead);
    all.difference(&kept).copied().collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Backs up on every given day, rotating each time, as the diary does.
    fn live_through(days: impl IntoIterator<Item = i32>) -> (BTreeSet<Date>, Date) {
        let first = date(2026, 1, 1);
        let mut kept = BTreeSet::new();
        let mut today = first;
        for day in days {
            today = first.checked_add(day.days()).expect("in range");
            kept.insert(today);
            let dates: Vec<Date> = kept.iter().copied().collect();
            for gone in outlived(&dates, today) {
                kept.remove(&gone);
            }
        }
        (kept, today)
    }

    #[test]
    fn after_a_year_of_days_there_are_seven_days_and_the_last_of_the_weeks_before() {
        let (kept, today) = live_through(0..365);
        let kept: Vec<String> = kept.iter().map(Date::to_string).collect();
        assert_eq!(today, date(2026, 12, 31));
        assert_eq!(
            kept,
            [
                "2026-12-13",
                "2026-12-20",
                "2026-12-25",
                "2026-12-26",
                "2026-12-27",
                "2026-12-28",
                "2026-12-29",
                "2026-12-30",
                "2026-12-31",
            ]
        );
    }

    proptest! {
        #[test]
        fn todays_backup_always_stays_and_there_are_never_more_than_eleven_with_a_true_date(
            days in prop::collection::btree_set(0_i32..3_000, 1..200)
        ) {
            let (kept, today) = live_through(days);
            prop_assert!(kept.contains(&today));
            prop_assert!(kept.len() <= DAYS + WEEKS, "{kept:?}");
        }

        #[test]
        fn backups_dated_ahead_of_today_push_out_none_with_a_true_date(
            days in prop::collection::btree_set(0_i32..400, 1..60),
            ahead in prop::collection::btree_set(1_000_i32..3_000, 0..30),
        ) {
            let dates = |days: &BTreeSet<i32>| -> Vec<Date> {
                let first = date(2026, 1, 1);
                days.iter().filter_map(|day| first.checked_add(day.days()).ok()).collect()
            };
            let today = dates(&days).pop().expect("has one");
            let alone = outlived(&dates(&days), today);
            let both = outlived(&[dates(&days), dates(&ahead)].concat(), today);
            prop_assert!(alone.iter().all(|gone| both.contains(gone)));
            prop_assert_eq!(both.iter().filter(|gone| **gone <= today).count(), alone.len());
            prop_assert_eq!(both.len() - alone.len(), ahead.len().saturating_sub(DAYS));
        }
    }
}
