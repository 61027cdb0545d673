//! Backups, what was set aside, and forgetting everything, as the terminal tells of them.

use lull_core::driver::store::DATABASE_FILE;

use crate::support::Diary;

/// Text as it reads, whatever the width it was wrapped for.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kept() -> Diary {
    let diary = Diary::new();
    diary.ok(&["log", "--night", "2026-11-20", "--sleep", "5"]);
    diary
}

#[test]
fn a_backup_says_who_can_read_it() {
    let diary = kept();
    let open = flat(&diary.ok(&["backup", "create"]));
    assert!(open.contains("Whoever has this file can read it"), "{open}");
    assert!(open.contains("passwords of your devices"), "{open}");
    let secret = diary.file("secret.txt", b"correct horse\n");
    let sealed = flat(&diary.ok(&[
        "backup",
        "create",
        "--passphrase-file",
        secret.to_str().expect("UTF-8"),
    ]));
    assert!(!sealed.contains("Whoever has"), "{sealed}");
    let help = flat(&diary.ok(&["backup", "create", "--help"]));
    assert!(help.contains("passwords of your devices"), "{help}");
}

#[test]
fn a_backup_in_the_diarys_own_place_is_refused_and_the_diary_stays() {
    let diary = kept();
    let file = diary.path().join(DATABASE_FILE);
    diary
        .run(&["backup", "create", file.to_str().expect("UTF-8")])
        .refused(3, "the diary itself");
    assert!(diary.ok(&["nights"]).contains("2026-11-20"));
}

#[test]
fn damage_nobody_read_of_is_told_again_and_its_copies_are_listed_with_their_size() {
    let diary = kept();
    diary.file(
        DATABASE_FILE,
        &b"no database at all, but long. ".repeat(200),
    );
    for _ in 0..2 {
        let ran = diary.run(&["nights"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.err.contains("no diary"), "no terminal, so told again");
    }
    let listed = flat(&diary.ok(&["backup", "list"]));
    assert!(listed.contains("1 copy set aside"), "{listed}");
    assert!(listed.contains("Nothing deletes them but you"), "{listed}");
    let listing = diary.json(&["backup", "list", "--json"]);
    let aside = &listing["set_aside"][0];
    assert!(aside["bytes"].as_u64() > Some(6000), "{listing}");
    let ran = diary.run_with_input(&["forget-everything"], "");
    assert_ne!(ran.code, 0, "nobody said yes: {ran:?}");
}

#[test]
fn forgetting_names_what_is_left_and_with_backups_leaves_nothing() {
    let diary = kept();
    diary.ok(&["backup", "create"]);
    let told = flat(&diary.ok(&["forget-everything", "--yes"]));
    assert!(told.contains("These still hold a diary"), "{told}");
    let told = flat(&diary.ok(&["forget-everything", "--backups", "--yes"]));
    assert!(told.contains("deleted as well"), "{told}");
    assert!(diary.ok(&["backup", "list"]).contains("No backups yet"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_written_to_standard_output_leaves_the_device_where_it_is() {
    let diary = kept();
    let ran = diary.run(&["report", "--fhir", "/dev/stdout"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("\"resourceType\""), "{ran:?}");
    diary
        .run(&["report", "--text", "/nonexistent/folder/page.txt"])
        .refused(5, "/nonexistent/folder/page.txt");
}

#[test]
fn after_a_log_the_reminder_of_the_evening_on_the_clock_that_counts_is_told() {
    let diary = Diary::set_up("manual");
    diary.ok(&["wake"]);
    // one o'clock at home, where it is another night already
    let abroad = "2026-11-22T07:00:00-05:00[America/New_York]";
    for arguments in [&["zone", "keep"][..], &["tonight", "--skip"]] {
        let ran = diary.run_at(abroad, arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let ran = diary.run_at(abroad, &["log", "--night", "2026-11-20", "--sleep", "5"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(flat(&ran.out).contains("none this night"), "{ran:?}");
}
