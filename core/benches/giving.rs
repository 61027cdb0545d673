//! What giving back costs: trends read from a real store with diaries of a month, a year and ten years, and the page
//! for the doctor of ninety nights as a PDF.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench may fail loudly, and criterion's macros make public items"
)]

#[path = "../tests/years/mod.rs"]
mod years;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use lull_core::app::{App, TRENDS_MAX_NIGHTS};
use lull_core::diary::told::Told;
use lull_core::report::pdf::pdf;
use lull_core::report::{Language, doctor_page};
use lull_core::time::{Night, Now};

const NIGHTS: [i32; 3] = [30, 300, 3_650];

fn evening() -> Now {
    let at = "2026-11-21T16:00:00Z".parse().expect("a timestamp");
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    Now::new(at, zone, Duration::ZERO)
}

fn trends(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("trends");
    group.sample_size(20);
    for nights in NIGHTS {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let app = App::open(folder.path()).expect("opens");
        let now = evening();
        app.import_csv(years::csv(nights).as_bytes(), &now)
            .expect("a good file");
        group.bench_function(BenchmarkId::from_parameter(nights), |bencher| {
            bencher.iter(|| app.trends(TRENDS_MAX_NIGHTS, &now).expect("reads"));
        });
    }
    group.finish();
}

fn report(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(20);
    let to = Night::new(years::LAST);
    for nights in NIGHTS {
        let told = Told {
            nights: years::nights(nights),
            ..years::year()
        };
        group.bench_function(BenchmarkId::from_parameter(nights), |bencher| {
            bencher.iter(|| {
                let from = to.plus(1 - nights);
                pdf(&doctor_page(&told, from, to, "0.0.0", Language::En)).expect("is written")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, trends, report);
criterion_main!(benches);
