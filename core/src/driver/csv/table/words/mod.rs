//! What single cells of other people's tables mean: dates, clock times, answers, numbers.

mod answers;
mod clock_times;
mod dates;
mod numbers;

pub(super) use answers::{Answer, answer, is_blank, is_dont_know};
pub(super) use clock_times::clock;
pub use dates::DateOrder;
pub(super) use dates::{Written, in_order, written_date};
pub(super) use numbers::{minutes, number};
