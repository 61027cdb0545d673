//! What can be made to go wrong with the simulated massager.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::invalid::{Invalid, Reason};

/// One thing that goes wrong. Those marked *lasting* stay until they are healed; the others happen once.
///
/// As text: the name, then a colon and its number where it has one: `silent`, `slow:800`, `drop_for:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum SimFault {
    /// The next start is answered with this result code.
    Refuse { code: u8 },
    /// Another phone holds it: new connections are refused. Lasting.
    Busy,
    /// Every bond is wiped, as by a reset to factory settings: a bonded phone no longer gets in.
    ForgetBond,
    /// It lets nobody pair. Lasting.
    RefusePairing,
    /// Its radio firmware hangs: the link stays up, nothing is heard and nothing answered. The motor's own timer runs
    /// on. Lasting.
    Silent,
    /// Answers, and notifications, come this much later. It hears and obeys at once. Lasting.
    Slow { millis: u32 },
    /// The link is cut; the massager can be reached again at once.
    Drop,
    /// The link is cut and the massager is out of reach for so long.
    DropFor { seconds: u16 },
    /// It notifies bytes that mean nothing in place of its status, also each second while idle; the seed makes them
    /// repeatable. Lasting.
    Garbage { seed: u64 },
    /// The motor turns at so many percent of what is commanded, and the massager says so (it measures from then on).
    /// Lasting.
    Sag { percent: u8 },
    /// It accepts every order, but the motor stays as it is, still or turning. Lasting.
    Deaf,
    /// The plug is out for so long. Off at power-on.
    PowerCut { seconds: u16 },
}

impl SimFault {
    /// The names accepted as text.
    pub const NAMES: &'static str = "refuse, busy, forget_bond, refuse_pairing, silent, slow, drop, drop_for, garbage, sag, deaf, power_cut";
}

impl fmt::Display for SimFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refuse { code } => write!(f, "refuse:{code}"),
            Self::Busy => write!(f, "busy"),
            Self::ForgetBond => write!(f, "forget_bond"),
            Self::RefusePairing => write!(f, "refuse_pairing"),
            Self::Silent => write!(f, "silent"),
            Self::Slow { millis } => write!(f, "slow:{millis}"),
            Self::Drop => write!(f, "drop"),
            Self::DropFor { seconds } => write!(f, "drop_for:{seconds}"),
            Self::Garbage { seed } => write!(f, "garbage:{seed}"),
            Self::Sag { percent } => write!(f, "sag:{percent}"),
            Self::Deaf => write!(f, "deaf"),
            Self::PowerCut { seconds } => write!(f, "power_cut:{seconds}"),
        }
    }
}

impl FromStr for SimFault {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (name, number) = match text.split_once(':') {
            Some((name, number)) => (name, Some(number)),
            None => (text, None),
        };
        let fault = match name {
            "refuse" => Self::Refuse {
                code: in_range(number, 2, 0xff)?,
            },
            "busy" => Self::Busy,
            "forget_bond" => Self::ForgetBond,
            "refuse_pairing" => Self::RefusePairing,
            "silent" => Self::Silent,
            "slow" => Self::Slow {
                millis: in_range(number, 0, 60_000)?,
            },
            "drop" => Self::Drop,
            "drop_for" => Self::DropFor {
                seconds: in_range(number, 0, i64::from(u16::MAX))?,
            },
            "garbage" => Self::Garbage {
                seed: in_range(number, 0, i64::MAX)?,
            },
            "sag" => Self::Sag {
                percent: in_range(number, 0, 100)?,
            },
            "deaf" => Self::Deaf,
            "power_cut" => Self::PowerCut {
                seconds: in_range(number, 0, i64::from(u16::MAX))?,
            },
            _ => return Err(not_a_fault(text)),
        };
        let takes_a_number = fault.to_string().contains(':');
        if number.is_some() && !takes_a_number {
            return Err(not_a_fault(text));
        }
        Ok(fault)
    }
}

fn not_a_fault(text: &str) -> Invalid {
    Invalid::new(
        "fault",
        Reason::NotOneOf {
            allowed: SimFault::NAMES.into(),
            got: text.into(),
        },
    )
}

fn in_range<T: TryFrom<i64>>(text: Option<&str>, min: i64, max: i64) -> Result<T, Invalid> {
    let text = text.ok_or_else(|| Invalid::new("fault", Reason::Missing))?;
    let got = text
        .parse()
        .map_err(|_| Invalid::new("fault", Reason::NotANumber { got: text.into() }))?;
    let out_of_range = || Invalid::new("fault", Reason::OutOfRange { min, max, got });
    if !(min..=max).contains(&got) {
        return Err(out_of_range());
    }
    T::try_from(got).map_err(|_| out_of_range())
}

/// Noise that is the same for the same seed (splitmix64).
#[derive(Clone, Copy, Debug)]
pub(super) struct Noise(u64);

impl Noise {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 0 to `longest` bytes.
    pub(super) fn bytes(&mut self, longest: usize) -> Vec<u8> {
        let [first, ..] = self.next();
        let length = usize::from(first) % (longest + 1);
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            bytes.extend(self.next());
        }
        bytes.truncate(length);
        bytes
    }

    fn next(&mut self) -> [u8; 8] {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).to_le_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_reads_back_from_its_own_text() {
        for fault in [
            SimFault::Refuse { code: 0x83 },
            SimFault::Busy,
            SimFault::ForgetBond,
            SimFault::RefusePairing,
            SimFault::Silent,
            SimFault::Slow { millis: 800 },
            SimFault::Drop,
            SimFault::DropFor { seconds: 30 },
            SimFault::Garbage { seed: 7 },
            SimFault::Sag { percent: 40 },
            SimFault::Deaf,
            SimFault::PowerCut { seconds: 5 },
        ] {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
    }

    #[test]
    fn a_fault_that_makes_no_sense_is_refused_by_name() {
        for text in ["", "bored", "busy:3", "sag", "sag:101", "drop_for:soon"] {
            let refused = text.parse::<SimFault>().expect_err(text);
            assert_eq!(refused.field, "fault", "{text}");
        }
    }

    #[test]
    fn noise_repeats_with_its_seed_and_differs_without() {
        let told = |seed| {
            let mut noise = Noise::new(seed);
            (0..8).map(|_| noise.bytes(20)).collect::<Vec<_>>()
        };
        assert_eq!(told(1), told(1));
        assert_ne!(told(1), told(2));
        assert!(told(1).iter().all(|bytes| bytes.len() <= 20));
    }
}
