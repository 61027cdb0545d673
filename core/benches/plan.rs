//! What one plan costs, and a wake on a real store, with diaries of a month, a year and ten years.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench may fail loudly, and criterion's macros make public items"
)]

use std::fmt::Write as _;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use lull_core::app::App;
use lull_core::diary::{History, HistoryNight, OnsetSource, PastSession, Symptoms};
use lull_core::plan;
use lull_core::reminder::{Capabilities, WakeReason};
use lull_core::settings::Settings;
use lull_core::time::{Night, Now, time_after_noon};

const NIGHTS: [i32; 3] = [30, 300, 3_650];

fn afternoon() -> Now {
    let at = "2026-11-21T16:00:00Z".parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, Duration::ZERO)
}

/// A night as a person logs it, with enough variety that nothing is cheap by accident.
fn lived(night: Night, number: i32) -> HistoryNight {
    let odd = u16::try_from(number * 37 % 90).expect("below 90");
    let (symptoms, onset) = match number % 7 {
        2 => (Symptoms::None, None),
        5 => (Symptoms::Unknown, None),
        _ => (
            Symptoms::Yes,
            Some((
                time_after_noon((450 + odd) / 15 * 15),
                OnsetSource::Recalled,
            )),
        ),
    };
    let session = PastSession {
        start: time_after_noon(430),
        minutes: 30,
    };
    HistoryNight {
        night,
        symptoms: Some(symptoms),
        onset,
        bedtime: Some(time_after_noon(630 + odd / 2)),
        sessions: Vec::from_iter((number % 3 != 0).then_some(session)),
        answered: true,
    }
}

fn history(now: &Now, nights: i32) -> History {
    History {
        nights: (1..=nights)
            .rev()
            .map(|ago| lived(now.night().plus(-ago), ago))
            .collect(),
        ..History::default()
    }
}

/// The same diary as a file to import.
fn csv(history: &History) -> String {
    let mut text = "night,bedtime,symptoms,onset,session_start,session_minutes\n".to_owned();
    for night in &history.nights {
        let symptoms = match night.symptoms {
            Some(Symptoms::Yes) => "yes",
            Some(Symptoms::None) => "none",
            Some(Symptoms::Unknown) | None => "unknown",
        };
        let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        let session = night.sessions.first();
        writeln!(
            text,
            "{},{},{symptoms},{},{},{}",
            night.night,
            night.bedtime.map(clock).unwrap_or_default(),
            night.onset.map(|(time, _)| clock(time)).unwrap_or_default(),
            session
                .map(|session| clock(session.start))
                .unwrap_or_default(),
            session.map_or(String::new(), |session| session.minutes.to_string()),
        )
        .expect("writes to memory");
    }
    text
}

fn plans(criterion: &mut Criterion) {
    let (now, settings) = (afternoon(), Settings::default());
    let mut group = criterion.benchmark_group("plan");
    for nights in NIGHTS {
        let history = history(&now, nights);
        group.bench_function(BenchmarkId::from_parameter(nights), |bencher| {
            bencher.iter(|| plan::tonight(&history, &settings, &now));
        });
    }
    group.finish();
}

fn wakes(criterion: &mut Criterion) {
    let now = afternoon();
    let mut group = criterion.benchmark_group("wake");
    group.sample_size(20);
    for nights in NIGHTS {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let app = App::open(folder.path()).expect("opens");
        app.save_settings(&Settings::default()).expect("saves");
        app.import_csv(csv(&history(&now, nights)).as_bytes(), &now)
            .expect("imports");
        group.bench_function(BenchmarkId::from_parameter(nights), |bencher| {
            bencher.iter(|| {
                app.wake(WakeReason::Launch, &now, &Capabilities::default())
                    .expect("wakes")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, plans, wakes);
criterion_main!(benches);
