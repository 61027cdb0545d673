//! Where a share of the observations lies: quantiles in whole numbers.
//!
//! No floating point, so that the same diary gives the same plan on every processor.

/// The type 7 quantile (Hyndman and Fan 1996; the default of R and NumPy) of values in ascending order, in hundredths
/// of their unit; exact, because only whole percents are asked. `percent` above 100 counts as 100. `None` when there
/// are no values.
#[must_use]
pub fn type7_hundredths(ascending: &[u16], percent: u8) -> Option<u32> {
    let last = ascending.len().checked_sub(1)?;
    let percent = usize::from(percent.min(100));
    // The position last * percent / 100, taken apart so that no length can overflow it.
    let below = last / 100 * percent + last % 100 * percent / 100;
    let hundredths_above = u32::try_from(last % 100 * percent % 100).ok()?;
    let lower = u32::from(*ascending.get(below)?);
    let upper = ascending.get(below + 1).copied().map_or(lower, u32::from);
    Some(lower * (100 - hundredths_above) + upper * hundredths_above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_observed_has_no_quantile() {
        assert_eq!(type7_hundredths(&[], 20), None);
    }

    #[test]
    fn one_observation_is_every_quantile() {
        for percent in [0, 20, 50, 100, 255] {
            assert_eq!(type7_hundredths(&[431], percent), Some(43_100));
        }
    }

    #[test]
    fn a_fifth_of_five_lies_between_the_first_two() {
        // R: quantile(c(420, 450, 460, 465, 500), 0.2, type = 7) is 444
        assert_eq!(
            type7_hundredths(&[420, 450, 460, 465, 500], 20),
            Some(44_400)
        );
        // R: quantile(1:4, c(.1, .25, .9)) is 1.3, 1.75, 3.7
        assert_eq!(type7_hundredths(&[1, 2, 3, 4], 10), Some(130));
        assert_eq!(type7_hundredths(&[1, 2, 3, 4], 25), Some(175));
        assert_eq!(type7_hundredths(&[1, 2, 3, 4], 90), Some(370));
    }

    #[test]
    fn the_ends_are_the_least_and_the_greatest() {
        let long: Vec<u16> = (0..1000).collect();
        assert_eq!(type7_hundredths(&long, 0), Some(0));
        assert_eq!(type7_hundredths(&long, 100), Some(99_900));
        assert_eq!(type7_hundredths(&long, 50), Some(49_950));
    }
}
