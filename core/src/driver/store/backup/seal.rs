//! A passphrase around a backup, by the age format: <https://age-encryption.org/v1>.

use std::io::{Read, Write};

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, scrypt};

use super::unreadable;
use crate::driver::store::StoreError;
use crate::invalid::{Invalid, Reason};

/// Every file of that format begins so.
const BEGINNING: &[u8] = b"age-encryption.org/";
/// 2^16 rounds of scrypt take 64 MiB, which a phone has, and long enough for whoever guesses.
const WORK_FACTOR: u8 = 16;
/// What another program may have chosen: up to 1 GiB.
const LARGEST_WORK_FACTOR: u8 = 20;

/// What only the person knows. It is never logged and never kept.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// # Errors
    /// [`Invalid`] when it is empty.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::new("passphrase", Reason::Missing));
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }
}

impl core::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Passphrase")
    }
}

pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING)
}

pub(super) fn seal(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, StoreError> {
    let failed = |error: &dyn core::fmt::Display| StoreError::Other {
        detail: format!(
            "the backup could not be sealed with the passphrase ({error}); none was made"
        ),
    };
    let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK_FACTOR);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|error| failed(&error))?;
    let written = || -> std::io::Result<Vec<u8>> {
        let mut sealed = encryptor.wrap_output(Vec::new())?;
        sealed.write_all(bytes)?;
        sealed.finish()
    };
    written().map_err(|error| failed(&error))
}

/// The bytes inside, whether sealed or not.
pub(super) fn open(bytes: Vec<u8>, passphrase: Option<&Passphrase>) -> Result<Vec<u8>, Invalid> {
    if !is_sealed(&bytes) {
        return Ok(bytes);
    }
    let Some(passphrase) = passphrase else {
        return Err(Invalid::new("passphrase", Reason::Missing));
    };
    let mut identity = scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(LARGEST_WORK_FACTOR);
    let sealed = Decryptor::new(bytes.as_slice())
        .map_err(|error| unreadable("a sealed backup that is whole", error))?;
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let mut reader = sealed.decrypt(identities).map_err(|_| {
        let other = "the backup: it was sealed with another one".to_owned();
        Invalid::new("passphrase", Reason::Contradicts { other })
    })?;
    let mut opened = Vec::new();
    reader
        .read_to_end(&mut opened)
        .map_err(|error| unreadable("a sealed backup that is whole", error))?;
    Ok(opened)
}
