//! The page for the doctor: every form tells the same, the PDF is one accessible page of the same bytes each time.
#![cfg(feature = "pdf")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod years;

use jiff::civil::date;
use jiff::tz::TimeZone;
use lull_core::diary::Medicine;
use lull_core::diary::told::Told;
use lull_core::report::pdf::pdf;
use lull_core::report::text::text;
use lull_core::report::{DoctorPage, Language, doctor_page, fhir};
use lull_core::time::{Night, Now};

fn page(told: &Told, language: Language) -> DoctorPage {
    let to = Night::new(years::LAST);
    doctor_page(told, to.plus(-89), to, "0.0.0", language)
}

#[test]
fn the_same_page_is_the_same_bytes() {
    let page = page(&years::year(), Language::En);
    let first = pdf(&page).expect("is written");
    assert!(first.starts_with(b"%PDF-1."));
    assert_eq!(first, pdf(&page).expect("is written"));
}

#[test]
fn an_empty_diary_still_makes_a_page() {
    for language in [Language::En, Language::De] {
        let page = page(&Told::default(), language);
        pdf(&page).expect("is written");
        assert!(page.charts.is_empty());
        assert!(text(&page).contains("0.0.0"));
    }
}

#[test]
fn whatever_the_person_wrote_makes_a_page() {
    let mut told = years::year();
    let long = "Ungewöhnlichlangeswort".repeat(8);
    told.medicines = (0..9)
        .map(|_| Medicine {
            name: "薬 💊 \u{7} a\nb".into(),
            dose: long.clone(),
            ..told.medicines[0].clone()
        })
        .collect();
    told.for_doctor.questions = vec!["?  ".repeat(90), long, "שאלה".into()];
    for lab in &mut told.labs {
        lab.remark = "x ".repeat(100);
    }
    let page = page(&told, Language::De);
    let bytes = pdf(&page).expect("is written");
    let pages = bytes
        .windows(11)
        .filter(|part| part == b"/Type/Page\n" || part == b"/Type /Page")
        .count();
    assert!(pages <= 2, "one page and the list of pages");
    assert!(page.medicines.lines.iter().all(|line| !line.contains('\n')));
}

#[test]
fn the_text_says_what_a_visit_needs_in_eighty_columns() {
    let text = text(&page(&years::year(), Language::En));
    for part in [
        "nights logged",
        "Symptom nights",
        "median",
        "lights-out",
        "arms",
        "since",
        "Pramipexole 0.18 mg",
        "ferritin 61.5 ng/mL",
        "transferrin saturation 21.2 %",
        "Nights with a session",
        "Nights without",
        "My questions",
        "in my arms now",
        "not a validated",
        "0.0.0",
        "Sertraline: a class that may worsen",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    let widest = text.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?} in:\n{text}");
}

#[test]
fn every_label_stands_apart_from_its_value_in_every_language() {
    for language in [Language::En, Language::De] {
        let page = page(&years::year(), language);
        let text = text(&page);
        for (label, _) in &page.figures.lines {
            assert!(text.contains(&format!("  {label}  ")), "{label}\n{text}");
        }
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{text}");
    }
}

#[test]
fn no_key_is_shown_instead_of_its_words() {
    for language in [Language::En, Language::De] {
        let shown = serde_json::to_string(&page(&years::year(), language)).expect("writes");
        for key in [
            "flag.",
            "part.",
            "trigger.",
            "chart.",
            ".value",
            "background.",
        ] {
            assert!(!shown.contains(key), "{key} in {shown}");
        }
    }
}

#[test]
fn medicines_of_another_time_are_not_on_the_page() {
    let mut told = years::year();
    told.medicines[0].until = Some(date(2026, 8, 22));
    let lines = page(&told, Language::En).medicines.lines;
    assert_eq!(lines.len(), 2, "{lines:?}");
}

fn at() -> Now {
    let at = "2026-11-21T18:00:00Z".parse().expect("a moment");
    Now::new(at, TimeZone::UTC, std::time::Duration::ZERO)
}

/// The reader was made from the specification: unknown elements, missing ones and wrong types are errors of it.
#[test]
fn a_whole_year_is_a_bundle_that_a_strict_fhir_reader_takes() {
    let to = Night::new(years::LAST);
    let told = years::year();
    let bundle = fhir::bundle(&told, to.plus(-364), to, &at());
    let json = serde_json::to_string_pretty(&bundle).expect("writes");
    let read = fhirkit::from_json_strict::<fhirkit::r4::Bundle>(&json)
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(read.entry.len() > 300, "{} entries", read.entry.len());
    for (entry, written) in read.entry.iter().zip(
        serde_json::to_value(&bundle).expect("writes")["entry"]
            .as_array()
            .expect("entries"),
    ) {
        let resource = entry.resource.as_ref().expect("a resource");
        assert_eq!(
            resource.resource_type(),
            written["resource"]["resourceType"]
        );
    }
    // and it does see what is wrong
    for (right, wrong) in [
        ("\"effectiveDateTime\"", "\"effectiveDay\""),
        ("\"status\": \"final\"", "\"status\": 1"),
        ("\"valueTime\": \"", "\"valueTime\": \"half past "),
    ] {
        let damaged = json.replacen(right, wrong, 1);
        assert_ne!(damaged, json, "{right} is not there");
        let read = fhirkit::from_json_strict::<fhirkit::r4::Bundle>(&damaged);
        assert!(read.is_err(), "{wrong} was taken");
    }
}

#[test]
fn a_bundle_holds_every_logged_night_every_test_and_the_medicines() {
    let to = Night::new(years::LAST);
    let told = years::year();
    let bundle = fhir::bundle(&told, to.plus(-6), to, &at());
    let json = serde_json::to_value(&bundle).expect("writes");
    assert_eq!(json["resourceType"], "Bundle");
    assert_eq!(json["type"], "collection");
    let kinds = |kind: &str| {
        let entries = json["entry"].as_array().expect("entries").iter();
        entries
            .filter(|entry| entry["resource"]["resourceType"] == kind)
            .count()
    };
    let logged = told.between(to.plus(-6), to).len();
    assert_eq!(kinds("QuestionnaireResponse"), logged);
    assert_eq!(kinds("Observation"), 3, "two ferritins and one saturation");
    assert_eq!(kinds("MedicationStatement"), 2);
}
