//! Bonds with the simulated massager: what both sides keep so that they know each other again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::driver::radio::Address;

/// Stands for the key that both sides hold. Nothing is encrypted with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bond(u64);

impl Bond {
    pub(super) const fn new(number: u64) -> Self {
        Self(number)
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        self.0.to_le_bytes().to_vec()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(u64::from_le_bytes(bytes.try_into().ok()?)))
    }
}

/// The phone's half: the bonds of one radio and its clones.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyring(Arc<Mutex<BTreeMap<Address, Bond>>>);

impl Keyring {
    pub(super) fn of(&self, address: &Address) -> Option<Bond> {
        self.open().get(address).copied()
    }

    pub(super) fn keep(&self, address: Address, bond: Bond) {
        self.open().insert(address, bond);
    }

    pub(super) fn forget(&self, address: &Address) {
        self.open().remove(address);
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<Address, Bond>> {
        // plain data: a panic elsewhere leaves it usable
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
