//! Ends a waiting call from outside. Kotlin drops the future when its job is cancelled; Swift's `Task.cancel()` does not
//! reach Rust, so Swift hands a token in.

use std::sync::Arc;

use tokio::sync::watch;

use crate::error::ApiError;

/// Cancels every call it was handed to, now and later. It cannot be taken back.
#[derive(Debug, uniffi::Object)]
pub struct CancelToken(watch::Sender<bool>);

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "every exported function can throw; these never do"
)]
impl CancelToken {
    /// A token nobody has used yet.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, ApiError> {
        Ok(Arc::new(Self(watch::Sender::new(false))))
    }

    /// Ends the waiting calls with `ApiError.Cancelled`. Harmless when repeated.
    pub fn cancel(&self) -> Result<(), ApiError> {
        self.0.send_replace(true);
        Ok(())
    }

    /// Whether it was used.
    pub fn is_cancelled(&self) -> Result<bool, ApiError> {
        Ok(*self.0.borrow())
    }
}

impl CancelToken {
    /// Waits until the token is used.
    async fn cancelled(&self) {
        // cannot fail: the sender is this token and outlives the wait
        let _ = self.0.subscribe().wait_for(|cancelled| *cancelled).await;
    }
}

/// Waits for `call`, or gives it up when the token is used; a token already used wins over a result already there.
pub(crate) async fn unless_cancelled<T>(
    token: Option<&CancelToken>,
    call: impl Future<Output = Result<T, ApiError>>,
) -> Result<T, ApiError> {
    let Some(token) = token else {
        return call.await;
    };
    tokio::select! {
        biased;
        () = token.cancelled() => Err(ApiError::Cancelled),
        result = call => result,
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn a_used_token_ends_a_call_that_would_wait_for_ever() {
        let token = CancelToken::new().unwrap();
        let waiting = tokio::spawn({
            let token = Arc::clone(&token);
            async move { unless_cancelled::<()>(Some(&token), pending()).await }
        });
        tokio::task::yield_now().await;
        token.cancel().unwrap();
        assert_eq!(waiting.await.unwrap(), Err(ApiError::Cancelled));
    }

    #[tokio::test]
    async fn a_token_used_before_leaves_the_result_for_the_next_call() {
        let token = CancelToken::new().unwrap();
        token.cancel().unwrap();
        let call = unless_cancelled(Some(&token), ready(Ok(1)));
        assert_eq!(call.await, Err(ApiError::Cancelled));
        assert!(token.is_cancelled().unwrap());
    }

    #[tokio::test]
    async fn without_a_token_a_call_just_runs() {
        assert_eq!(unless_cancelled(None, ready(Ok(1))).await, Ok(1));
    }
}
