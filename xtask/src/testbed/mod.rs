//! The virtual Bluetooth test bed: which guests there are, and that they are made once and kept.

mod guest;
pub(crate) mod radio;
pub(crate) mod speed;

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::log::Log;
use crate::workspace::Workspace;

/// A version of BlueZ, by the Debian suite whose guest carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bluez {
    Bookworm,
    Trixie,
}

impl Bluez {
    pub(crate) const ALL: [Self; 2] = [Self::Bookworm, Self::Trixie];

    pub(crate) fn suite(self) -> &'static str {
        match self {
            Self::Bookworm => "bookworm",
            Self::Trixie => "trixie",
        }
    }

    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::Bookworm => "5.66",
            Self::Trixie => "5.82",
        }
    }
}

/// Makes what is missing of the kernel and every guest, and says how long it took.
pub(crate) fn make(workspace: &Workspace, log: &mut Log) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("the test bed runs on Linux on x86-64 only; leave it out with --skip radio");
    }
    for bluez in Bluez::ALL {
        let began = clock();
        if log
            .read(&mut script(workspace, bluez, &["--check"]))
            .is_err()
        {
            log.say(&format!(
                "making the guest with BlueZ {}; the first one also builds a kernel, about 12 minutes on two cores",
                bluez.version()
            ))?;
        }
        log.run(script(workspace, bluez, &[]))?;
        log.say(&format!(
            "BlueZ {} is ready after {:.1} s",
            bluez.version(),
            clock().saturating_duration_since(began).as_secs_f32()
        ))?;
    }
    Ok(())
}

fn script(workspace: &Workspace, bluez: Bluez, arguments: &[&str]) -> Command {
    let mut script = Command::new(workspace.path("testbed/make-testbed.sh"));
    script.args(arguments).env("SUITE", bluez.suite());
    script
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long the making takes is a fact of this machine's clock"
)]
fn clock() -> Instant {
    Instant::now()
}
