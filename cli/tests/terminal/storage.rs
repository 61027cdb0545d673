//! Where the diary lives: folders that cannot be used, diaries from elsewhere, and two programs at once.

use std::process::Stdio;

use lull_core::driver::store::DATABASE_FILE;

use crate::support::{Diary, EVENING, json};

fn run_on(data: &std::path::Path, arguments: &[&str]) -> (i32, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_lull"))
        .env_clear()
        .arg("--data")
        .arg(data)
        .args(["--now", EVENING])
        .args(arguments)
        .output()
        .expect("lull runs");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_missing_folder_is_made() {
    let diary = Diary::new();
    let deep = diary.path().join("a/b/c");
    assert_eq!(run_on(&deep, &["plan"]).0, 0);
    assert!(deep.join(DATABASE_FILE).exists());
}

#[test]
fn a_folder_below_a_file_is_a_storage_error_with_its_path() {
    let diary = Diary::new();
    let file = diary.file("file", b"not a folder");
    for path in [file.clone(), file.join("below")] {
        let (code, told) = run_on(&path, &["plan"]);
        assert_eq!(code, 5, "{told}");
        assert!(told.contains(&path.display().to_string()), "{told}");
        assert!(told.contains("--data"), "{told}");
    }
}

#[test]
fn a_diary_of_a_newer_lull_is_refused_and_left_as_it_is() {
    let diary = Diary::new();
    diary.ok(&["log", "--night", "2026-11-20", "--sleep", "5"]);
    let file = diary.path().join(DATABASE_FILE);
    let database = rusqlite::Connection::open(&file).expect("opens");
    database
        .pragma_update(None, "user_version", 9_999)
        .expect("set");
    for arguments in [&["plan"][..], &["log", "--sleep", "3"], &["wake"]] {
        let ran = diary.run(arguments);
        ran.refused(5, "newer Lull");
    }
    let error = diary.run(&["plan", "--json"]).err;
    assert_eq!(json(&error)["error"]["kind"], "storage");
    let schema: i64 = database
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .expect("read");
    assert_eq!(schema, 9_999);
}

#[test]
fn a_file_that_is_no_diary_is_set_aside_whole_and_told() {
    let diary = Diary::new();
    let content = b"this is no database, whatever its name says. ".repeat(100);
    diary.file(DATABASE_FILE, &content);
    let ran = diary.run(&["nights"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("set-aside"), "{ran:?}");
    let mut folders = vec![diary.path().join("set-aside")];
    let mut kept = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("is there") {
            let path = entry.expect("read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                kept.push(std::fs::read(path).expect("read"));
            }
        }
    }
    assert!(kept.contains(&content), "{ran:?}");
}

#[test]
fn two_programs_write_the_same_diary_at_the_same_time_and_lose_nothing() {
    let diary = Diary::new();
    diary.ok(&["plan"]);
    let writers: Vec<_> = (1..=8)
        .map(|day| {
            std::process::Command::new(env!("CARGO_BIN_EXE_lull"))
                .env_clear()
                .arg("--data")
                .arg(diary.path())
                .args(["--now", EVENING, "log", "--sleep", "5", "--night"])
                .arg(format!("2026-11-{day:02}"))
                .stdout(Stdio::null())
                .spawn()
                .expect("lull runs")
        })
        .collect();
    for mut writer in writers {
        assert!(writer.wait().expect("ends").success());
    }
    let nights = diary.json(&["nights", "--json"]);
    assert_eq!(nights.as_array().map(Vec::len), Some(8), "{nights}");
}

#[test]
fn an_export_that_cannot_be_written_is_a_storage_error_that_names_the_file() {
    let diary = Diary::new();
    diary
        .run(&["export", "/nonexistent/folder/out.csv"])
        .refused(5, "/nonexistent/folder/out.csv");
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let diary = Diary::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_lull"))
        .env_clear()
        .arg("--data")
        .arg(diary.path())
        .args(["--now", EVENING, "wake"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("lull runs");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
