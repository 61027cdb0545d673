//! Proving to a Shelly that one knows its password, without telling it: digest access authentication (RFC 7616) with
//! SHA-256, as the maker describes it for remote procedure calls ("gen2 / General / Authentication").
//!
//! The plug answers a bare request with error 401 and a challenge; the same request is sent again with a [`Proof`].

use core::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::invalid::{Invalid, Reason};

/// The only user there is.
const USER: &str = "admin";
/// The maker's stand-in for the method and address that a web request would have here.
const NO_METHOD_NO_ADDRESS: &str = "dummy_method:dummy_uri";
/// Firmware before 2.0 knows no other count, and later firmware takes it with a fresh nonce.
const COUNT: &str = "1";
/// Longer challenges are refused; a real one has about a hundred bytes.
const LONGEST_CHALLENGE: usize = 512;
/// Longer names and numbers are refused; a real realm is the plug's host name.
const LONGEST_PART: usize = 64;
/// No maker's app takes a longer one.
const LONGEST_PASSWORD: usize = 64;

/// The password as it was set in the maker's app. Shown nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Password(String);

impl Password {
    /// # Errors
    /// [`Invalid`] `password` when it is empty, longer than 64 bytes or has control characters in it.
    pub fn of(text: &str) -> Result<Self, Invalid> {
        let control = text.chars().any(char::is_control);
        if text.is_empty() || text.len() > LONGEST_PASSWORD || control {
            let expected = format!("1 to {LONGEST_PASSWORD} letters, digits or signs");
            // Never shown, not even when wrong: it may be nearly right.
            let got = "•••".to_owned();
            return Err(Invalid::new(
                "password",
                Reason::Malformed { expected, got },
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Password {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::of(&text)
    }
}

impl From<Password> for String {
    fn from(password: Password) -> Self {
        password.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// What the plug wants to be answered: the message of its error 401, JSON within JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    realm: String,
    nonce: Nonce,
}

/// A number used once. Most firmware sends a number, and it goes back as it came.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Nonce {
    Number(u64),
    Text(String),
}

#[derive(Deserialize)]
struct Asked {
    auth_type: String,
    nonce: Nonce,
    realm: String,
    algorithm: String,
}

impl Challenge {
    /// `None` when it is no challenge, wants another digest than SHA-256, or has parts that no plug would send.
    #[must_use]
    pub fn of(message: &str) -> Option<Self> {
        if message.len() > LONGEST_CHALLENGE {
            return None;
        }
        let asked: Asked = serde_json::from_str(message).ok()?;
        let known = asked.auth_type == "digest" && asked.algorithm == "SHA-256";
        let sound = is_plain(&asked.realm) && asked.nonce.is_plain();
        (known && sound).then_some(Self {
            realm: asked.realm,
            nonce: asked.nonce,
        })
    }

    /// The answer of somebody who knows the password. `cnonce` makes the answers to one challenge differ.
    #[must_use]
    pub fn answer(&self, password: &Password, cnonce: u32) -> Proof {
        let secret = sha_256(&[USER, &self.realm, &password.0]);
        let place = sha_256(&[NO_METHOD_NO_ADDRESS]);
        let (nonce, own) = (self.nonce.to_string(), cnonce.to_string());
        Proof {
            challenge: self.clone(),
            cnonce,
            response: sha_256(&[&secret, &nonce, COUNT, &own, "auth", &place]),
        }
    }
}

impl Nonce {
    fn is_plain(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(text) => is_plain(text),
        }
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// Goes along with a request in place of the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    challenge: Challenge,
    cnonce: u32,
    /// 64 hexadecimal digits.
    response: String,
}

/// The digest of a password is no password, and still nobody's business.
impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof(..)")
    }
}

impl Proof {
    /// As JSON, without a space in it.
    pub(super) fn encode(&self) -> String {
        let Self {
            challenge: Challenge { realm, nonce },
            cnonce,
            response,
        } = self;
        let nonce = match nonce {
            Nonce::Number(number) => number.to_string(),
            Nonce::Text(text) => format!(r#""{text}""#),
        };
        format!(
            r#"{{"realm":"{realm}","username":"{USER}","nonce":{nonce},"cnonce":{cnonce},"response":"{response}","algorithm":"SHA-256"}}"#
        )
    }

    /// `None` for anything [`Proof::encode`] never writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Written {
            realm: String,
            nonce: Nonce,
            cnonce: u32,
            response: String,
        }
        let written: Written = serde_json::from_str(text).ok()?;
        let proof = Self {
            challenge: Challenge {
                realm: written.realm,
                nonce: written.nonce,
            },
            cnonce: written.cnonce,
            response: written.response,
        };
        let plain = is_plain(&proof.challenge.realm) && proof.challenge.nonce.is_plain();
        let digest = proof.response.len() == 64 && proof.response.bytes().all(is_hex);
        (plain && digest && proof.encode() == text).then_some(proof)
    }
}

/// Nothing that ends a string of JSON or a part of a digest.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST_PART).contains(&text.len()) && text.bytes().all(plain)
}

const fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}

/// Of the parts with colons between them, in hexadecimal digits.
fn sha_256(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join(":").as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        // writing into a string does not fail
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_the_makers_stand_in_is_the_published_one() {
        let published = "6370ec69915103833b5222b368555393393f098bfbfbb59f47e0590af135f062";
        assert_eq!(sha_256(&[NO_METHOD_NO_ADDRESS]), published);
    }

    #[test]
    fn a_password_is_never_shown() {
        let password = Password::of("secret").expect("a password");
        assert_eq!(format!("{password:?}"), "Password(..)");
        let refused = Password::of("sec\u{7}ret").expect_err("a bell");
        assert!(!refused.to_string().contains("sec"), "{refused}");
        assert!(Password::of("").is_err() && Password::of(&"x".repeat(65)).is_err());
    }
}
