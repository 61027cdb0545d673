//! Small statistics, honest about few nights: medians, quartiles, and whether two groups of nights differ by more than
//! chance would make them.
//!
//! Scores are whole numbers from 0 to 10, so a group of nights is a count of each: comparing two groups takes the same
//! time for a week as for ten years.

use serde::Serialize;

/// How values lie. Quantiles are of type 7 (Hyndman and Fan 1996).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// How many values.
    pub nights: u32,
    pub median: f64,
    /// A quarter of the values lie below.
    pub low: f64,
    /// A quarter of the values lie above.
    pub high: f64,
    pub least: f64,
    pub most: f64,
}

impl Spread {
    /// `None` of nothing.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Some(Self {
            nights: u32::try_from(values.len()).unwrap_or(u32::MAX),
            median: quantile(&values, 0.5)?,
            low: quantile(&values, 0.25)?,
            high: quantile(&values, 0.75)?,
            least: *values.first()?,
            most: *values.last()?,
        })
    }
}

/// The type 7 quantile of values in ascending order; `share` from 0 to 1.
#[must_use]
pub fn quantile(ascending: &[f64], share: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    #[allow(clippy::cast_precision_loss, reason = "no diary has 2^52 nights")]
    let position = last as f64 * share.clamp(0.0, 1.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last index"
    )]
    let below = position.floor() as usize;
    let lower = *ascending.get(below)?;
    let upper = ascending.get(below + 1).copied().unwrap_or(lower);
    Some(lower + (upper - lower) * position.fract())
}

/// The median of the slopes between all pairs of points (Theil 1950, Sen 1968): a few odd points do not move it.
/// `None` for fewer than two different places.
#[must_use]
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let mut slopes: Vec<f64> = points
        .iter()
        .enumerate()
        .flat_map(|(index, first)| points.iter().skip(index + 1).map(move |next| (first, next)))
        .filter(|(first, next)| first.0 != next.0)
        .map(|(first, next)| (next.1 - first.1) / (next.0 - first.0))
        .collect();
    median(&mut slopes)
}

/// The middle of values in any order, which it leaves in another; half a million of them are not worth sorting.
fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let odd = values.len() % 2 == 1;
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    if odd {
        return Some(upper);
    }
    let lower = below.iter().copied().max_by(f64::total_cmp)?;
    Some(lower + (upper - lower) * 0.5)
}

/// How often each score from 0 to 10 came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    counts: [u32; 11],
}

impl Scores {
    #[must_use]
    pub fn of(scores: impl IntoIterator<Item = u8>) -> Self {
        let mut counts = [0; 11];
        for score in scores {
            if let Some(count) = counts.get_mut(usize::from(score)) {
                *count += 1;
            }
        }
        Self { counts }
    }

    #[must_use]
    pub fn nights(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let nights = self.nights();
        let sum: f64 = self.each().map(|(score, count)| score * count).sum();
        (nights > 0).then(|| sum / f64::from(nights))
    }

    /// Median and quartiles; `None` of nothing.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        Spread::of(self.each().flat_map(|(score, count)| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count"
            )]
            core::iter::repeat_n(score, count as usize)
        }))
    }

    fn each(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        (0_u8..)
            .zip(self.counts)
            .map(|(score, count)| (f64::from(score), f64::from(count)))
    }
}

/// How the first group of nights differs from the second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Typical difference in points (Hodges and Lehmann 1963): the median of all differences between a night of the
    /// first group and one of the second.
    pub points: f64,
    /// Interval around it at the asked level.
    pub low: f64,
    pub high: f64,
    /// How often chance alone would make a difference as large: Mann-Whitney test, normal approximation with the
    /// corrections for ties and continuity. Nights are taken as independent, which nights in a row are not quite: a
    /// small value is a hint, never a proof.
    pub chance: f64,
    /// The same as a count among a hundred such comparisons; 0 means fewer than one.
    pub chance_of_100: u8,
}

/// Below this share, a difference is no longer called one that could well be chance.
pub const RARE: f64 = 0.05;

/// Compares two groups of nights; `level` is how often such an interval misses, such as 0.05. `None` when one is empty.
#[must_use]
pub fn difference(first: &Scores, second: &Scores, level: f64) -> Option<Difference> {
    let (m, n) = (f64::from(first.nights()), f64::from(second.nights()));
    if m == 0.0 || n == 0.0 {
        return None;
    }
    // how many of the m * n pairs differ by -10 to 10 points
    let mut pairs = [0.0_f64; 21];
    for (a, count_a) in (0_usize..).zip(first.counts) {
        for (b, count_b) in (0_usize..).zip(second.counts) {
            if let Some(pair) = pairs.get_mut(10 + a - b) {
                *pair += f64::from(count_a) * f64::from(count_b);
            }
        }
    }
    let all = m + n;
    let spread = m * n * (all + 1.0) / 12.0;
    let reach = quantile_of_normal(1.0 - level / 2.0) * spread.sqrt();
    let outside = (m * n / 2.0 - reach).floor().max(0.0);
    let median = if (m * n) % 2.0 == 0.0 {
        (nth(&pairs, m * n / 2.0 - 1.0) + nth(&pairs, m * n / 2.0)) / 2.0
    } else {
        nth(&pairs, (m * n - 1.0) / 2.0)
    };
    let chance = chance(first, second, &pairs);
    Some(Difference {
        points: median,
        low: nth(&pairs, outside),
        high: nth(&pairs, m * n - 1.0 - outside),
        chance,
        chance_of_100: of_100(chance),
    })
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share"
)]
fn of_100(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}

/// The difference at a place (from 0) among all pairs in ascending order.
fn nth(pairs: &[f64; 21], place: f64) -> f64 {
    let mut passed = 0.0;
    for (index, count) in (0_u8..).zip(pairs) {
        passed += count;
        if place < passed {
            return f64::from(index) - 10.0;
        }
    }
    10.0
}

fn chance(first: &Scores, second: &Scores, pairs: &[f64; 21]) -> f64 {
    let (m, n) = (f64::from(first.nights()), f64::from(second.nights()));
    let all = m + n;
    let above: f64 = pairs.iter().skip(11).sum();
    let equal = pairs.get(10).copied().unwrap_or(0.0);
    let wins = above + equal / 2.0;
    let ties: f64 = first
        .counts
        .iter()
        .zip(second.counts)
        .map(|(a, b)| f64::from(*a) + f64::from(b))
        .map(|tied| tied * tied * tied - tied)
        .sum();
    let variance = m * n / 12.0 * ((all + 1.0) - ties / (all * (all - 1.0)));
    if variance <= 0.0 || variance.is_nan() {
        return 1.0;
    }
    let distance = ((wins - m * n / 2.0).abs() - 0.5).max(0.0);
    (2.0 * upper_tail(distance / variance.sqrt())).min(1.0)
}

/// Holm's correction (1979) for looking at many things at once: the chances in the given order, each made larger.
#[must_use]
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    let at = |index: usize| chances.get(index).copied().unwrap_or(1.0);
    order.sort_by(|a, b| at(*a).total_cmp(&at(*b)));
    let mut corrected = vec![1.0; chances.len()];
    let mut largest = 0.0_f64;
    for (rank, index) in order.iter().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "a dozen things")]
        let left = (chances.len() - rank) as f64;
        largest = largest.max((at(*index) * left).min(1.0));
        if let Some(value) = corrected.get_mut(*index) {
            *value = largest;
        }
    }
    corrected
}

/// The share of the normal distribution above `z`, which is not negative. Chebyshev fit of the complementary error
/// function (Press et al., Numerical Recipes), good to seven digits.
fn upper_tail(z: f64) -> f64 {
    let x = z / core::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * x);
    const FIT: [f64; 10] = [
        0.170_872_77,
        -0.822_152_23,
        1.488_515_87,
        -1.135_203_98,
        0.278_868_07,
        -0.186_288_06,
        0.096_784_18,
        0.374_091_96,
        1.000_023_68,
        -1.265_512_23,
    ];
    let sum = FIT.iter().fold(0.0, |sum, factor| sum * t + factor);
    0.5 * t * (-x * x + sum).exp()
}

/// Where a share of at least a half of the normal distribution ends.
fn quantile_of_normal(share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 9.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if upper_tail(middle) > 1.0 - share {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF, Normal};
    use statrs::statistics::{Data, Median, Statistics};

    use super::*;

    fn scores() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0_u8..=10, 1..60)
    }

    fn floats(scores: &[u8]) -> Vec<f64> {
        scores.iter().copied().map(f64::from).collect()
    }

    proptest! {
        #[test]
        fn means_and_medians_are_those_of_statrs(values in scores()) {
            let ours = Scores::of(values.iter().copied());
            let theirs = floats(&values);
            prop_assert!((ours.mean().unwrap() - Statistics::mean(&theirs)).abs() < 1e-9);
            prop_assert_eq!(ours.spread().unwrap().median, Data::new(theirs).median());
        }

        #[test]
        fn a_median_without_sorting_is_the_one_with_it(values in prop::collection::vec(-1e6_f64..1e6, 0..80)) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert_eq!(median(&mut values.clone()), quantile(&sorted, 0.5));
        }

        #[test]
        fn the_normal_tail_is_that_of_statrs(z in 0.0_f64..6.0) {
            let theirs = Normal::standard().sf(z);
            prop_assert!((upper_tail(z) - theirs).abs() < 1e-6, "{} {theirs}", upper_tail(z));
        }

        #[test]
        fn the_normal_quantile_is_that_of_statrs(share in 0.5_f64..0.9999) {
            let theirs = Normal::standard().inverse_cdf(share);
            prop_assert!((quantile_of_normal(share) - theirs).abs() < 1e-4);
        }

        #[test]
        fn the_typical_difference_is_the_median_of_all_differences(a in scores(), b in scores()) {
            let all: Vec<f64> = a
                .iter()
                .flat_map(|a| b.iter().map(move |b| f64::from(*a) - f64::from(*b)))
                .collect();
            let ours = difference(&Scores::of(a), &Scores::of(b), 0.05).unwrap();
            prop_assert_eq!(ours.points, Data::new(all).median());
            prop_assert!(ours.low <= ours.points && ours.points <= ours.high);
            prop_assert!((0.0..=1.0).contains(&ours.chance));
        }

        #[test]
        fn swapping_the_groups_turns_the_difference_round(a in scores(), b in scores()) {
            let (a, b) = (Scores::of(a), Scores::of(b));
            let there = difference(&a, &b, 0.05).unwrap();
            let back = difference(&b, &a, 0.05).unwrap();
            prop_assert_eq!((there.points, there.low, there.high), (-back.points, -back.high, -back.low));
            prop_assert!((there.chance - back.chance).abs() < 1e-12);
        }

        #[test]
        fn a_correction_never_makes_chance_smaller(chances in prop::collection::vec(0.0_f64..=1.0, 1..12)) {
            let corrected = holm(&chances);
            for (before, after) in chances.iter().zip(&corrected) {
                prop_assert!(after >= before && *after <= 1.0);
            }
        }
    }

    #[test]
    fn the_mann_whitney_chance_is_that_of_r() {
        // R: wilcox.test(c(1,2,3,4,5,6), c(4,5,6,7,8,9), exact = FALSE)$p.value is 0.03635
        let ours = difference(
            &Scores::of([1, 2, 3, 4, 5, 6]),
            &Scores::of([4, 5, 6, 7, 8, 9]),
            0.05,
        );
        let chance = ours.expect("two groups").chance;
        assert!((chance - 0.036_35).abs() < 5e-4, "{chance}");
    }

    #[test]
    fn holm_multiplies_the_smallest_by_all_and_keeps_the_order() {
        let corrected = holm(&[0.04, 0.01, 0.03]);
        let expected = [0.06, 0.03, 0.06];
        for (ours, expected) in corrected.iter().zip(expected) {
            assert!((ours - expected).abs() < 1e-12, "{corrected:?}");
        }
    }

    #[test]
    fn one_odd_point_does_not_turn_a_slope() {
        let mut points: Vec<(f64, f64)> =
            (0..9).map(|x| (f64::from(x), 2.0 * f64::from(x))).collect();
        points.push((9.0, -500.0));
        assert_eq!(slope(&points), Some(2.0));
        assert_eq!(slope(&[(1.0, 1.0), (1.0, 2.0)]), None);
    }
}
