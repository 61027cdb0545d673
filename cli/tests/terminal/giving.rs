//! What the diary gives back: trends, flags, cards and the page for the doctor.

use crate::support::{Diary, flat};

/// Eight weeks up to last night: symptoms every night, a session every other night from the third week on.
fn eight_weeks() -> Diary {
    let diary = Diary::new();
    let mut csv =
        "night,bedtime,symptoms,onset,severity,sleep_quality,got_up,session_start,session_minutes\n"
            .to_owned();
    let last = jiff::civil::date(2026, 11, 20);
    for back in (0..56_i64).rev() {
        let date = last - jiff::Span::new().days(back);
        let session = back < 42 && back % 2 == 0;
        let (start, minutes) = if session { ("19:40", "25") } else { ("", "") };
        let severity = if session { 4 } else { 5 + back % 2 };
        let up = back % 3 / 2;
        csv.push_str(&format!(
            "{date},22:45,yes,20:{:02},{severity},5,{up},{start},{minutes}\n",
            10 + back % 30
        ));
    }
    let file = diary.file("nights.csv", csv.as_bytes());
    diary.ok(&["import", file.to_str().expect("a path")]);
    diary
}

#[test]
fn an_empty_diary_says_what_to_do_and_raises_nothing() {
    let diary = Diary::new();
    assert!(flat(&diary.ok(&["trends"])).contains("lull log"));
    assert!(flat(&diary.ok(&["flags"])).contains("nothing more"));
    assert_eq!(diary.ok(&["flags", "--json"]).trim(), "[]");
}

#[test]
fn trends_tell_weeks_sides_and_chance_in_eighty_columns() {
    let diary = eight_weeks();
    let page = diary.ok(&["trends", "--nights", "28"]);
    for part in [
        "28 of 28 nights",
        "Started",
        "20:",
        "With",
        "Without",
        "14 nights",
        "Four-week check",
        "Week 4",
        "typically",
        "A bad evening may be why",
    ] {
        assert!(flat(&page).contains(part), "{part} in:\n{page}");
    }
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "{page}"
    );
    for word in ["cause", "streak"] {
        assert!(!page.contains(word), "{word} in:\n{page}");
    }
    let json = diary.json(&["trends", "--nights", "28", "--json"]);
    assert_eq!(json["trends"]["weeks"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["trends"]["with_session"]["logged"], 14);
}

#[test]
fn the_same_trends_are_the_same_charts() {
    let diary = eight_weeks();
    let charts = diary.path().join("charts");
    let folder = charts.to_str().expect("a path");
    let read = |name: &str| std::fs::read_to_string(charts.join(name)).expect("written");
    diary.ok(&["trends", "--svg", folder]);
    let first: Vec<String> = ["onset.svg", "severity.svg", "sleep.svg"].map(read).into();
    diary.ok(&["trends", "--svg", folder]);
    for (svg, name) in first.iter().zip(["onset.svg", "severity.svg", "sleep.svg"]) {
        assert!(svg.starts_with("<svg") && svg.contains("night with a session"));
        assert_eq!(svg, &read(name));
    }
}

#[test]
fn a_flag_tells_its_numbers_and_sends_to_a_doctor() {
    let diary = eight_weeks();
    diary.ok(&["lab", "add", "--ferritin", "75", "--date", "2026-09-14"]);
    let out = flat(&diary.ok(&["flags"]));
    assert!(
        out.contains("ferritin 75 ng/mL") && out.contains("Discuss with your doctor"),
        "{out}"
    );
    let flags = diary.json(&["flags", "--json"]);
    let kinds: Vec<_> = flags
        .as_array()
        .expect("a list")
        .iter()
        .map(|flag| &flag["kind"])
        .collect();
    assert!(kinds.contains(&&"low_iron".into()), "{flags}");
}

#[test]
fn cards_come_in_two_languages_with_their_source() {
    let diary = Diary::new();
    assert!(diary.ok(&["cards"]).contains("How sure"));
    assert!(flat(&diary.ok(&["cards", "--all", "--language", "de"])).contains("Eisen"));
    diary
        .run(&["cards", "--language", "fr"])
        .refused(3, "language");
}

#[test]
fn the_page_for_the_doctor_is_text_pdf_and_fhir_and_the_same_each_time() {
    let diary = eight_weeks();
    diary.ok(&["questions", "--ask", "Why the evenings?"]);
    let text = diary.ok(&["report"]);
    assert!(
        text.contains("Why the evenings?") && text.contains("not a validated"),
        "{text}"
    );
    let pdf = diary.path().join("page.pdf");
    let fhir = diary.path().join("page.json");
    let arguments = [
        "report",
        "--pdf",
        pdf.to_str().expect("a path"),
        "--fhir",
        fhir.to_str().expect("a path"),
    ];
    diary.ok(&arguments);
    let first = std::fs::read(&pdf).expect("written");
    assert!(first.starts_with(b"%PDF-"));
    diary.ok(&arguments);
    assert_eq!(first, std::fs::read(&pdf).expect("written"));
    let bundle = crate::support::json(&std::fs::read_to_string(&fhir).expect("written"));
    assert_eq!(bundle["resourceType"], "Bundle");
    diary
        .run(&["report", "--from", "2026-11-20", "--to", "2026-11-01"])
        .refused(3, "from");
    diary
        .run(&["report", "--to", "2027-01-01"])
        .refused(3, "to");
}
