//! A plug beside a link, a clock in the hand, and a transcript of everything.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lull_core::device::Channel;
use lull_core::device::Driver;
use lull_core::device::Fact;
use lull_core::device::Intent;
use lull_core::device::Level;
use lull_core::device::LinkLossRule;
use lull_core::device::Motion;
use lull_core::device::Refusal;
use lull_core::device::StopCause;
use lull_core::device::Terms;
use lull_core::device::link::Input;
use lull_core::device::link::Link;
use lull_core::device::link::LinkFault;
use lull_core::device::link::News;
use lull_core::device::link::OpId;
use lull_core::device::link::Request;
use lull_core::device::sem6000::Sem6000;
use lull_core::device::shelly::Password;
use lull_core::device::shelly::ShellyPlug;
use lull_core::time::Now;

use crate::fake_sem6000::FakeSem;
use crate::fake_shelly::FakeShelly;

pub(crate) const SESSION: u32 = 7;

pub(crate) const LATENCY: Duration = Duration::from_millis(30);

/// A plug as its maker built it.
pub(crate) trait Plug {
    /// A write, answered by whether it was taken and by what is notified.
    fn write(&mut self, channel: Channel, bytes: &[u8], now: Duration) -> Vec<Vec<u8>>;
    fn read(&mut self, channel: Channel, now: Duration) -> Vec<u8>;
    fn disconnected(&mut self);
    fn is_on(&mut self, now: Duration) -> bool;
    /// Somebody presses its button.
    fn press(&mut self, now: Duration);
    fn answers_on(&self) -> Channel;
    /// How often it was switched on.
    fn starts(&self) -> u32;
}

pub(crate) struct Bench<P> {
    pub(crate) link: Link,
    pub(crate) plug: P,
    pub(crate) now: Now,
    pub(crate) due: VecDeque<(Duration, Input)>,
    pub(crate) connected: bool,
    pub(crate) news: Vec<News>,
    pub(crate) story: Vec<String>,
    /// Notifications overtake the answer to their write.
    pub(crate) eager: bool,
}

impl<P: Plug> Bench<P> {
    pub(crate) fn new(driver: Box<dyn Driver>, plug: P) -> Self {
        let terms = Terms {
            session_id: SESSION,
            device_timer: Duration::from_secs(1500),
            link_loss: LinkLossRule::StopAfter { seconds: 30 },
        };
        let start: Timestamp = "2026-11-21T20:30:00.7Z".parse().expect("a timestamp");
        let mut bench = Self {
            link: Link::new(driver, terms),
            plug,
            now: Now::new(start, TimeZone::UTC, Duration::from_secs(1000)),
            due: VecDeque::new(),
            connected: false,
            news: Vec::new(),
            story: Vec::new(),
            eager: true,
        };
        bench.tell(Input::Open);
        bench
    }

    pub(crate) fn tell(&mut self, input: Input) {
        let at = self.now.monotonic.as_secs_f64();
        self.story.push(format!("{at:10.3} > {input:?}"));
        self.link.handle(input, &self.now);
        while let Some(news) = self.link.poll_news() {
            self.story.push(format!("{at:10.3}   < {news:?}"));
            self.news.push(news);
        }
        if let Some((op, request)) = self.link.poll_request() {
            self.story.push(format!("{at:10.3}     {request:?}"));
            self.serve(op, &request);
        }
    }

    pub(crate) fn serve(&mut self, op: OpId, request: &Request) {
        let now = self.now.monotonic;
        let mut after = Vec::new();
        let result = match request {
            Request::Connect => {
                self.connected = true;
                Ok(Vec::new())
            }
            Request::Disconnect => {
                self.connected = false;
                self.plug.disconnected();
                Ok(Vec::new())
            }
            _ if !self.connected => Err(LinkFault::Disconnected),
            Request::Bond | Request::Subscribe(_) => Ok(Vec::new()),
            Request::Read(channel) => Ok(self.plug.read(*channel, now)),
            Request::Write { channel, bytes, .. } => {
                let answers = self.plug.write(*channel, bytes, now);
                let channel = self.plug.answers_on();
                let told = |bytes| Input::Notified { channel, bytes };
                after.extend(answers.into_iter().map(told));
                Ok(Vec::new())
            }
        };
        let done = Input::Done { op, result };
        if self.eager {
            after.push(done);
        } else {
            after.insert(0, done);
        }
        for input in after {
            self.due.push_back((now + LATENCY, input));
        }
    }

    pub(crate) fn pass(&mut self, length: f64) {
        let end = self.now.monotonic + Duration::from_secs_f64(length);
        loop {
            let input = self.due.front().map(|(at, _)| *at);
            let timeout = self
                .link
                .poll_deadline()
                .map(|at| at.max(self.now.monotonic));
            let next = input
                .into_iter()
                .chain(timeout)
                .min()
                .filter(|at| *at <= end);
            let Some(next) = next else { break };
            self.now = self.now.later(next.saturating_sub(self.now.monotonic));
            if input.is_some_and(|at| at <= next) {
                let (_, input) = self.due.pop_front().expect("seen");
                self.tell(input);
            } else {
                self.tell(Input::Timeout);
            }
        }
        self.now = self.now.later(end - self.now.monotonic);
    }

    pub(crate) fn run(&mut self) {
        let until = self.now.monotonic + Duration::from_secs(1500);
        let level = Level::from_percent_clamped(20);
        self.tell(Input::Want(Intent::Run { level, until }));
    }

    pub(crate) fn drop_link(&mut self) {
        self.connected = false;
        self.due.clear();
        self.plug.disconnected();
        self.tell(Input::Dropped);
    }

    pub(crate) fn is_on(&mut self) -> bool {
        self.plug.is_on(self.now.monotonic)
    }

    pub(crate) fn press(&mut self) {
        self.plug.press(self.now.monotonic);
    }

    pub(crate) fn story(&self) -> String {
        self.story.join("\n")
    }

    pub(crate) fn has(&self, wanted: impl Fn(&News) -> bool) -> bool {
        self.news.iter().any(wanted)
    }

    /// Motion and cause as last told for our session.
    pub(crate) fn last(&self) -> Option<(Motion, Option<StopCause>)> {
        self.news.iter().rev().find_map(|news| {
            let News::Fact(Fact::State(state)) = news else {
                return None;
            };
            (state.session_id == Some(SESSION)).then_some((state.motion, state.stopped_by))
        })
    }

    /// A whole session, and what everybody believes of it on the way.
    pub(crate) fn starts_and_stops(&mut self) {
        self.pass(5.0);
        self.run();
        self.pass(8.0);
        assert!(self.is_on(), "{}", self.story());
        assert_eq!(
            self.last(),
            Some((Motion::Running, None)),
            "{}",
            self.story()
        );
        self.pass(60.0);
        assert_eq!(self.plug.starts(), 1, "{}", self.story());
        self.tell(Input::Want(Intent::Stop));
        self.pass(8.0);
        assert!(!self.is_on(), "{}", self.story());
        let acknowledged = |news: &News| *news == News::Acknowledged(Intent::Stop);
        assert!(self.has(acknowledged), "{}", self.story());
        assert_eq!(
            self.last(),
            Some((Motion::Still, Some(StopCause::Client))),
            "{}",
            self.story()
        );
        let told = self.story.len();
        self.pass(60.0);
        assert_eq!(
            self.story.len(),
            told,
            "the stop was settled:\n{}",
            self.story()
        );
    }

    /// Lost for so long, and then looked at again.
    pub(crate) fn loses_the_link_for(&mut self, length: f64) {
        self.pass(5.0);
        self.run();
        self.pass(10.0);
        self.drop_link();
        self.now = self.now.later(Duration::from_secs_f64(length));
        self.tell(Input::Timeout);
        self.pass(15.0);
    }
}

pub(crate) fn shelly(chunk: usize) -> Bench<FakeShelly> {
    let plug = FakeShelly {
        chunk,
        ..FakeShelly::default()
    };
    Bench::new(Box::new(ShellyPlug::new()), plug)
}

pub(crate) fn locked_shelly(password: &str, forgets_nonces: bool) -> Bench<FakeShelly> {
    let plug = FakeShelly {
        chunk: 100,
        password: Some("secret"),
        forgets_nonces,
        ..FakeShelly::default()
    };
    let password = Password::of(password).expect("a password");
    Bench::new(Box::new(ShellyPlug::with(Some(password), None)), plug)
}

pub(crate) fn sem() -> Bench<FakeSem> {
    Bench::new(Box::new(Sem6000::new()), FakeSem::default())
}

pub(crate) fn refused<P: Plug>(bench: &Bench<P>, reason: Refusal) {
    let wanted = |news: &News| {
        matches!(news, News::Failed { intent: Intent::Run { .. }, fact: Some(Fact::Refused { refusal, .. }) }
            if *refusal == reason)
    };
    assert!(bench.has(wanted), "{}", bench.story());
}
