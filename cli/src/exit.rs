//! How a command fails: which exit code, which field, and one sentence for the person.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use lull_core::app::AppError;
use lull_core::device::link::LinkFault;
use lull_core::driver::store::StoreError;
use lull_core::invalid::Invalid;
use serde_json::json;

use crate::words;

/// Why a command did not do its job.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something given cannot be used; nothing was changed. Exit code 3.
    Invalid {
        field: String,
        message: String,
        /// Where the input is a file with lines.
        line: Option<u64>,
    },
    /// The massager or its link. Exit code 4.
    Device { message: String },
    /// The diary cannot be read or written, or an output file. Exit code 5.
    Storage { field: String, message: String },
    /// Whoever read our output has gone; there is nobody to tell. Exit code 0.
    OutputClosed,
    /// The person left with Ctrl-C and was told what it means. Exit code 0.
    Left,
}

impl Failure {
    pub(crate) fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.to_owned(),
            message: message.into(),
            line: None,
        }
    }

    pub(crate) fn device(message: impl Into<String>) -> Self {
        Self::Device {
            message: message.into(),
        }
    }

    /// A file outside the diary could not be read or written.
    pub(crate) fn file(field: &str, path: &std::path::Path, error: &io::Error) -> Self {
        Self::Storage {
            field: field.to_owned(),
            message: words::failure::file(field, path, error),
        }
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::OutputClosed | Self::Left => 0,
            Self::Invalid { .. } => 3,
            Self::Device { .. } => 4,
            Self::Storage { .. } => 5,
        }
    }

    /// Says it on stderr and gives the exit code. A closed stderr changes nothing.
    pub(crate) fn tell(&self, json: bool) -> ExitCode {
        let told = match self {
            Self::OutputClosed | Self::Left => None,
            Self::Invalid {
                field,
                message,
                line,
            } => Some(("invalid_input", Some(field), message, *line)),
            Self::Device { message } => Some(("device", None, message, None)),
            Self::Storage { field, message } => Some(("storage", Some(field), message, None)),
        };
        if let Some((kind, field, message, line)) = told {
            let mut stderr = io::stderr().lock();
            let _ = if json {
                let mut error = json!({ "kind": kind, "field": field, "message": message });
                if let (Some(line), Some(error)) = (line, error.as_object_mut()) {
                    error.insert("line".to_owned(), line.into());
                }
                writeln!(stderr, "{}", json!({ "error": error }))
            } else {
                writeln!(stderr, "lull: {message}")
            };
        }
        ExitCode::from(self.code())
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid {
            message: words::failure::invalid(&invalid),
            field: invalid.field,
            line: None,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Storage {
            field: "data".to_owned(),
            message: words::failure::store(&error),
        }
    }
}

impl From<LinkFault> for Failure {
    fn from(fault: LinkFault) -> Self {
        Self::device(words::session::link_fault(fault))
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::of_app(error, &TimeZone::UTC)
    }
}

impl Failure {
    /// The same, with moments told on the wall of `zone`.
    pub(crate) fn of_app(error: AppError, zone: &TimeZone) -> Self {
        match error {
            AppError::Invalid(invalid) => invalid.into(),
            AppError::Store(store) => store.into(),
            AppError::BadRow { line, invalid } => Self::Invalid {
                message: words::failure::bad_row(line, &invalid),
                field: invalid.field,
                line: Some(line),
            },
            AppError::Safety(gate) => Self::invalid("safety", words::safety::gate(&gate)),
            AppError::SessionRunning { .. } => Self::device(words::failure::session_running()),
            AppError::Resting { until } => Self::device(words::failure::resting(until, zone)),
            AppError::DailyCap { minutes } => Self::device(words::failure::daily_cap(minutes)),
            AppError::Device(error) => {
                let message = words::devices::error(&error);
                match words::devices::wrong_field(&error) {
                    Some(field) => Self::invalid(field, message),
                    None => Self::device(message),
                }
            }
            AppError::NoSession => Self::device(words::failure::no_session()),
        }
    }
}

#[cfg(test)]
mod tests {
    use lull_core::invalid::Reason;

    use super::*;

    #[test]
    fn every_kind_of_failure_has_its_documented_exit_code() {
        let severity = Invalid::new(
            "severity",
            Reason::OutOfRange {
                min: 0,
                max: 10,
                got: 11,
            },
        );
        assert_eq!(Failure::from(severity).code(), 3);
        assert_eq!(Failure::from(LinkFault::BluetoothOff).code(), 4);
        assert_eq!(Failure::from(StoreError::Full).code(), 5);
        assert_eq!(Failure::OutputClosed.code(), 0);
    }

    #[test]
    fn a_bad_row_names_its_line_and_field() {
        let failure = Failure::from(AppError::BadRow {
            line: 7,
            invalid: Invalid::new(
                "onset",
                Reason::NotATime {
                    got: "25:00".into(),
                },
            ),
        });
        let Failure::Invalid {
            field,
            message,
            line,
        } = failure
        else {
            panic!("{failure:?}");
        };
        assert_eq!((field.as_str(), line), ("onset", Some(7)));
        assert!(
            message.contains("line 7") && message.contains("onset"),
            "{message}"
        );
        assert!(message.contains("nothing was imported"), "{message}");
    }
}
