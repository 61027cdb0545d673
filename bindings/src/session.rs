//! A running session as a shell holds it: commands in, updates out.

use std::future::pending;
use std::sync::Arc;

use lull_core::app::AppError;
use lull_core::driver::runtime::{self, SessionPort, SessionRun};
use tokio::sync::watch;

use crate::cancel::{CancelToken, unless_cancelled};
use crate::error::ApiError;
use crate::mirror::{Command, SessionEvent, SessionId, SessionView};
use crate::report::guarded;
use crate::worker::{Bench, Worker};

/// One pull of news: the newest snapshot and, in order, every event the reader has not seen.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Update {
    /// Says at the next pull what was seen; 1 for the first.
    pub number: u64,
    pub view: SessionView,
    pub events: Vec<SessionEvent>,
}

/// A session, running or ended. The app keeps it until its end, so that a screen may let go of it and ask again; it
/// owns a thread only while the session runs. Letting go of app and session cuts it off: the device's own timer ends it.
#[derive(Debug, uniffi::Object)]
pub struct SessionHandle {
    port: SessionPort,
    story: watch::Receiver<Story>,
    worker: Worker,
}

impl SessionHandle {
    /// Starts what `prepare` checked and wrote down.
    pub(crate) fn start(
        prepare: impl FnOnce() -> Result<(SessionRun, SessionPort), AppError>,
    ) -> Result<Arc<Self>, ApiError> {
        let bench = Bench::new()?;
        let (run, port) = bench.within(prepare)?;
        let (teller, story) = watch::channel(Story::default());
        let told_by = port.clone();
        let worker = bench.start("lull-session", move || async move {
            // how it ended is in the last update
            let _ = tokio::join!(run.run(), tell(&told_by, &teller));
        })?;
        Ok(Arc::new(Self {
            port,
            story,
            worker,
        }))
    }

    pub(crate) fn is_running(&self) -> bool {
        self.worker.is_working()
    }
}

#[uniffi::export]
#[allow(
    clippy::missing_errors_doc,
    reason = "`ApiError` says what each error means"
)]
impl SessionHandle {
    /// The session's number.
    pub fn id(&self) -> Result<SessionId, ApiError> {
        guarded(|| Ok(self.port.id()))
    }

    /// The newest snapshot, at once.
    pub fn view(&self) -> Result<SessionView, ApiError> {
        guarded(|| Ok(self.port.view()))
    }

    /// The first update newer than number `seen`, as soon as there is one; nothing more after the end. 0: from the start.
    ///
    /// A reader loses nothing and gets nothing twice as long as it hands in the number it got last, however many calls
    /// were given up in between, by dropping them (Kotlin) or by `cancel` (Swift; the call then ends with
    /// `ApiError.Cancelled`). The number is what makes this so: a result can get lost on its way to a caller that gives up
    /// at that very moment. Any number of readers may follow.
    #[uniffi::method(default(seen = 0, cancel = None))]
    pub async fn next_update(
        &self,
        seen: u64,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<Option<Update>, ApiError> {
        let news = self.worker.hear(newer(self.story.clone(), seen));
        unless_cancelled(cancel.as_deref(), news).await
    }

    /// Harmless after the end and when repeated.
    pub fn command(&self, command: Command) -> Result<(), ApiError> {
        guarded(|| {
            self.port.command(command);
            Ok(())
        })
    }

    /// Stops the massager in every state; the updates say when it was seen to stand still.
    pub fn stop(&self) -> Result<(), ApiError> {
        self.command(Command::Stop)
    }
}

/// A session's updates, all its events kept; a whole evening has a few dozen.
#[derive(Debug, Default)]
struct Story {
    /// The newest update's.
    number: u64,
    view: Option<SessionView>,
    /// With the number of the update they belong to.
    events: Vec<(u64, SessionEvent)>,
    ended: bool,
}

impl Story {
    fn add(&mut self, update: runtime::Update) {
        let runtime::Update { view, events } = update;
        self.number += 1;
        self.view = Some(view);
        let number = self.number;
        self.events
            .extend(events.into_iter().map(|event| (number, event)));
    }

    fn is_newer(&self, seen: u64) -> bool {
        self.number > seen
    }

    fn newer(&self, seen: u64) -> Option<Update> {
        let view = self.view.clone().filter(|_| self.is_newer(seen))?;
        let unseen =
            |(number, event): &(u64, SessionEvent)| (*number > seen).then(|| event.clone());
        Some(Update {
            number: self.number,
            view,
            events: self.events.iter().filter_map(unseen).collect(),
        })
    }
}

/// Passes everything on until the end was told.
async fn tell(port: &SessionPort, teller: &watch::Sender<Story>) {
    while let Some(update) = port.next_update().await {
        teller.send_modify(|story| story.add(update));
    }
    teller.send_modify(|story| story.ended = true);
}

async fn newer(mut story: watch::Receiver<Story>, seen: u64) -> Option<Update> {
    let news = story.wait_for(|story| story.is_newer(seen) || story.ended);
    match news.await.map(|story| story.newer(seen)) {
        Ok(update) => update,
        // broken off without an end: whoever waits learns of the fault
        Err(_) => pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use lull_core::session::program::{ProgramKind, StepKind};
    use lull_core::session::view::{LevelProgress, LinkState, MotorSeen, Stage};

    use super::*;

    fn view() -> SessionView {
        SessionView {
            id: SessionId(7),
            program: ProgramKind::Evening,
            is_quiet: false,
            stage: Stage::Running,
            step: StepKind::RampDown,
            step_index: 0,
            step_count: 1,
            step_remaining: Duration::ZERO,
            elapsed: Duration::ZERO,
            remaining: Duration::ZERO,
            ends_at: Timestamp::UNIX_EPOCH,
            level: LevelProgress::default(),
            link: LinkState::Up,
            motion: None,
            motor: MotorSeen::Unseen,
            power: None,
            learned: None,
            fail_safe: None,
            stops_by: None,
            can_pause: false,
            can_resume: false,
            can_change_level: false,
        }
    }

    fn update(events: &[SessionEvent]) -> runtime::Update {
        runtime::Update {
            view: view(),
            events: events.to_vec(),
        }
    }

    fn story_of_three() -> Story {
        let mut story = Story::default();
        story.add(update(&[SessionEvent::Connecting]));
        story.add(update(&[]));
        story.add(update(&[SessionEvent::Connected, SessionEvent::Running]));
        story
    }

    #[test]
    fn a_reader_gets_every_event_it_has_not_seen_in_order() {
        let story = story_of_three();
        let all = story.newer(0).unwrap();
        assert_eq!(all.number, 3);
        let expected = [
            SessionEvent::Connecting,
            SessionEvent::Connected,
            SessionEvent::Running,
        ];
        assert_eq!(all.events, expected);
        assert_eq!(story.newer(2).unwrap().events, expected[1..]);
        assert_eq!(story.newer(3), None);
    }

    #[test]
    fn an_update_whose_result_got_lost_is_told_again() {
        let story = story_of_three();
        let lost = story.newer(1);
        assert_eq!(story.newer(1), lost);
    }

    #[tokio::test]
    async fn a_reader_waits_for_news_and_learns_of_the_end() {
        let (teller, story) = watch::channel(Story::default());
        let waiting = tokio::spawn(newer(story.clone(), 0));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        teller.send_modify(|story| story.add(update(&[])));
        assert_eq!(waiting.await.unwrap().unwrap().number, 1);

        let waiting = tokio::spawn(newer(story.clone(), 1));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        teller.send_modify(|story| story.ended = true);
        assert_eq!(waiting.await.unwrap(), None);
        assert!(newer(story, 0).await.is_some(), "the past stays readable");
    }

    #[tokio::test]
    async fn a_session_that_breaks_does_not_look_like_one_that_ended() {
        let (teller, story) = watch::channel(story_of_three());
        drop(teller);
        assert_eq!(newer(story.clone(), 0).await.unwrap().number, 3);
        let waiting = tokio::spawn(newer(story, 3));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
    }
}
