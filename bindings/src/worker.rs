//! A thread with a runtime of its own, for as long as one piece of work lasts.
//!
//! Nothing runs between sessions: a phone that sleeps has no thread of ours to wake. The runtime is dropped on its own
//! thread, so that whoever drops a handle, in whatever runtime, neither waits nor panics.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::error::ApiError;
use crate::report;

/// A runtime that has not begun to work: things that need one can be made on it.
#[derive(Debug)]
pub(crate) struct Bench(Runtime);

/// Work under way on its own thread. Dropping it cuts the work off.
#[derive(Debug)]
pub(crate) struct Worker {
    state: watch::Receiver<State>,
    // its drop is the signal
    _alive: watch::Sender<()>,
}

/// What became of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Working,
    Done,
    /// Our own fault; carries the report.
    Broken(ApiError),
}

impl Bench {
    pub(crate) fn new() -> Result<Self, ApiError> {
        Builder::new_current_thread()
            .enable_all()
            .build()
            .map(Self)
            .map_err(|error| report::internal(&format!("no runtime: {error}")))
    }

    /// Calls `make` where it may use the runtime.
    pub(crate) fn within<T>(&self, make: impl FnOnce() -> T) -> T {
        let _entered = self.0.enter();
        make()
    }

    /// Starts the work `make` returns, on a thread of this name.
    pub(crate) fn start<F, W>(self, thread_name: &str, make: F) -> Result<Worker, ApiError>
    where
        F: FnOnce() -> W + Send + 'static,
        W: Future<Output = ()>,
    {
        let (alive, mut dropped) = watch::channel(());
        let (ended, state) = watch::channel(State::Working);
        let work = move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                self.0.block_on(async {
                    tokio::select! {
                        biased;
                        _ = dropped.changed() => {}
                        () = make() => {}
                    }
                });
            }));
            // before anyone is told: what the work left running ends with its runtime
            let torn_down = catch_unwind(AssertUnwindSafe(|| self.0.shutdown_background()));
            let state = match outcome.and(torn_down) {
                Ok(()) => State::Done,
                Err(panic) => State::Broken(report::panicked(&*panic)),
            };
            ended.send_replace(state);
        };
        thread::Builder::new()
            .name(thread_name.to_owned())
            .spawn(work)
            .map_err(|error| report::internal(&format!("no thread: {error}")))?;
        Ok(Worker {
            state,
            _alive: alive,
        })
    }
}

impl Worker {
    pub(crate) fn is_working(&self) -> bool {
        *self.state.borrow() == State::Working
    }

    /// Waits for `news` of the work. A fault of the work ends the wait.
    pub(crate) async fn hear<T>(&self, news: impl Future<Output = T>) -> Result<T, ApiError> {
        let fault = fault_of(self.state.clone());
        let fault = async move {
            match fault.await {
                Some(error) => error,
                // the work ended well: only the news are left to hear
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            news = news => Ok(news),
            error = fault => Err(error),
        }
    }
}

/// Waits for the work's end.
async fn fault_of(mut state: watch::Receiver<State>) -> Option<ApiError> {
    match state.wait_for(|state| *state != State::Working).await {
        Ok(state) => match &*state {
            State::Broken(error) => Some(error.clone()),
            State::Working | State::Done => None,
        },
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// Only a broken test waits so long.
    const PATIENCE: Duration = Duration::from_secs(30);

    struct Told(mpsc::Sender<&'static str>);

    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send("dropped");
        }
    }

    #[tokio::test]
    async fn dropping_the_worker_inside_another_runtime_drops_the_work() {
        let (told, heard) = mpsc::channel();
        let worker = Bench::new()
            .unwrap()
            .start("test", move || async move {
                let mark = Told(told);
                let _ = mark.0.send("began");
                pending::<()>().await;
            })
            .unwrap();
        assert_eq!(heard.recv_timeout(PATIENCE), Ok("began"));
        assert!(worker.is_working());
        drop(worker);
        assert_eq!(heard.recv_timeout(PATIENCE), Ok("dropped"));
    }

    #[tokio::test]
    async fn a_panic_in_the_work_reaches_whoever_waits_for_news() {
        let worker = Bench::new()
            .unwrap()
            .start("test", || async { panic!("broken step") })
            .unwrap();
        let result = worker.hear::<()>(pending()).await;
        assert!(
            matches!(&result, Err(ApiError::Internal { .. })),
            "{result:?}"
        );
        assert!(!worker.is_working());
    }

    #[tokio::test]
    async fn news_are_heard_while_the_work_goes_on() {
        let worker = Bench::new().unwrap().start("test", pending::<()>).unwrap();
        assert_eq!(worker.hear(async { 7 }).await, Ok(7));
    }
}
