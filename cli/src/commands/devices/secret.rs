//! Passwords and PINs: typed unseen, or one line of standard input; never an argument, which every user of the computer
//! could read.

use std::io::{self, BufRead};

use console::Term;
use lull_core::device::kept::{DeviceKind, Secret};
use lull_core::invalid::{Invalid, Reason};

use crate::exit::Failure;
use crate::output::remark;
use crate::prompt::Prompter;
use crate::words::devices;

/// Longer lines are no password.
const LONGEST: u64 = 1024;

/// Reads the secret of this kind of device.
///
/// # Errors
/// [`Failure::Invalid`] with the field when the kind has none, or nothing came.
pub(super) fn read(prompter: Prompter, kind: DeviceKind) -> Result<Secret, Failure> {
    let field = kind.secret_field().unwrap_or("password");
    let text = match prompter {
        Prompter::Person => {
            remark(&devices::ask_secret(field));
            Term::stderr().read_secure_line()
        }
        Prompter::Yes | Prompter::Nobody => line(),
    };
    let text = text.map_err(|error| Failure::invalid(field, devices::no_secret(field, &error)))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Invalid::new(field, Reason::Missing).into());
    }
    Ok(Secret::new(text))
}

fn line() -> io::Result<String> {
    let mut text = String::new();
    let stdin = io::stdin().lock();
    io::Read::take(stdin, LONGEST).read_line(&mut text)?;
    Ok(text)
}
