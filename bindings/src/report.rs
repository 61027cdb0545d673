//! What is remembered of an internal error, so that a person can send it: its place and cause, never diary content.

use std::any::Any;
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use crate::error::ApiError;

/// Reports kept; older ones are dropped.
const KEPT: usize = 32;

static REPORTS: Mutex<VecDeque<(String, String)>> = Mutex::new(VecDeque::new());

/// What a bug report needs for `ApiError.Internal`; absent when it is too long ago.
///
/// # Errors
/// None today; every exported function can throw.
#[uniffi::export]
#[allow(
    clippy::needless_pass_by_value,
    reason = "arguments come from the other side by value"
)]
pub fn report_text(report_id: String) -> Result<Option<String>, ApiError> {
    let reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = reports.iter().find(|(id, _)| *id == report_id);
    Ok(found.map(|(_, text)| text.clone()))
}

/// Keeps `text` and names it by its own digest: the same fault has the same id, without a random source.
pub(crate) fn internal(text: &str) -> ApiError {
    let mut digest = DefaultHasher::new();
    text.hash(&mut digest);
    let report_id = format!("{:08x}", digest.finish() >> 32);
    let mut reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    if !reports.iter().any(|(id, _)| *id == report_id) {
        reports.truncate(KEPT - 1);
        reports.push_front((report_id.clone(), text.to_owned()));
    }
    ApiError::Internal { report_id }
}

/// Runs a call; a panic in it becomes [`ApiError::Internal`] and does not cross.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| Err(panicked(&*panic)))
}

/// The report of a caught panic.
pub(crate) fn panicked(panic: &(dyn Any + Send)) -> ApiError {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no text");
    internal(&format!("panic: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_with_a_report() {
        let error = guarded::<()>(|| panic!("the step index is 7")).unwrap_err();
        let ApiError::Internal { report_id } = error else {
            panic!("wrong error: {error}");
        };
        let text = report_text(report_id).unwrap().unwrap();
        assert!(text.contains("the step index is 7"), "{text}");
    }

    #[test]
    fn the_same_fault_has_the_same_id() {
        assert_eq!(internal("same"), internal("same"));
        assert_ne!(internal("same"), internal("other"));
    }
}
