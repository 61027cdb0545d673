//! How single nights scatter around a person's level: a bell with a few odd nights in it.
//!
//! A table, worked out by the compiler with the four basic operations only, so that every processor reads the same
//! numbers: the exponential of the platform's mathematics library may differ in its last bit.

/// Table steps per standard deviation.
const STEPS: usize = 16;
/// The table ends this many standard deviations from the middle.
const REACH: usize = 12;
const HALF: usize = STEPS * REACH;
const SIZE: usize = 2 * HALF + 2;
const REACH_F: f64 = REACH as f64;
const STEPS_F: f64 = STEPS as f64;
const LAST: f64 = (2 * HALF) as f64;
/// Share of odd nights, and how much wider they scatter.
const ODD: f64 = 0.04;
const ODD_WIDTH: f64 = 3.0;

/// Share of nights below each step, from the least to the greatest.
static BELOW: [f64; SIZE] = table();

/// The share of nights that come earlier than `deviations` standard deviations after the level.
#[inline]
pub(super) fn share_below(deviations: f64) -> f64 {
    let place = ((deviations + REACH_F) * STEPS_F).clamp(0.0, LAST);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the table just above"
    )]
    let step = place as u32;
    let part = place - f64::from(step);
    match BELOW.get(step as usize..) {
        Some([lower, upper, ..]) => lower + part * (upper - lower),
        Some([_] | []) | None => 1.0,
    }
}

/// The exponential of `-exponent`, for exponents from 0 to about 80: a Taylor series near nought, then squarings.
const fn falling(exponent: f64) -> f64 {
    let small = exponent / 1024.0;
    let mut value = 1.0;
    let mut term = 1.0;
    let mut order = 1.0;
    while order < 12.0 {
        term *= -small / order;
        value += term;
        order += 1.0;
    }
    let mut squarings = 0;
    while squarings < 10 {
        value *= value;
        squarings += 1;
    }
    value
}

/// The density, up to its scale.
const fn density(deviations: f64) -> f64 {
    let wide = deviations / ODD_WIDTH;
    (1.0 - ODD) * falling(deviations * deviations / 2.0)
        + ODD / ODD_WIDTH * falling(wide * wide / 2.0)
}

const fn table() -> [f64; SIZE] {
    let mut below = [0.0; SIZE];
    let width = 1.0 / STEPS_F;
    let mut step = 1;
    while step < SIZE {
        // Simpson's rule over one step
        let from = (step - 1) as f64 * width - REACH_F;
        let area = density(from) + 4.0 * density(from + width / 2.0) + density(from + width);
        below[step] = below[step - 1] + area * width / 6.0;
        step += 1;
    }
    let whole = below[SIZE - 2];
    let mut step = 0;
    while step < SIZE {
        below[step] = if step < SIZE - 2 {
            below[step] / whole
        } else {
            1.0
        };
        step += 1;
    }
    below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_nights_come_before_the_level_and_the_table_rises() {
        assert!((share_below(0.0) - 0.5).abs() < 1e-9);
        let shares: Vec<f64> = (-200..=200)
            .map(|step| share_below(f64::from(step) / 15.0))
            .collect();
        assert!(shares.is_sorted(), "{shares:?}");
        assert!(shares[0] < 1e-9 && shares[400] > 1.0 - 1e-9);
    }

    #[test]
    fn it_is_the_bell_that_statrs_knows_with_its_odd_nights() {
        use statrs::distribution::{ContinuousCDF, Normal};
        let bell = |width| Normal::new(0.0, width).expect("a width");
        for step in -48..=48 {
            let at = f64::from(step) / 16.0;
            let theirs = (1.0 - ODD) * bell(1.0).cdf(at) + ODD * bell(ODD_WIDTH).cdf(at);
            assert!(
                (share_below(at) - theirs).abs() < 1e-4,
                "{at}: {} and {theirs}",
                share_below(at)
            );
        }
    }

    #[test]
    fn what_is_no_number_is_no_panic() {
        assert!(share_below(f64::INFINITY) > 0.999);
        assert!(share_below(f64::NEG_INFINITY) < 0.001);
        let _ = share_below(f64::NAN);
    }
}
