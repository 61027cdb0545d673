//! Rows of other people's tables as nights, by the columns that were found.

use std::collections::BTreeMap;

use csv::ByteRecord;
use jiff::civil::Date;

use super::super::cells::clipped;
use super::super::read::Numbered;
use super::super::{Refused, Row, ToldSession};
use super::names::Header;
use super::words::{self, Answer, Written};
use super::{ColumnGuess, DateOrder, Encoding, Field, Guess, ImportChoices, Unanswered};
use crate::diary::entry::GOT_UP_MAX;
use crate::diary::{Entry, Helped, Onset, OnsetSource, Score, Symptoms};
use crate::invalid::{Invalid, Reason};
use crate::time::{Night, Now};

/// Shortest and longest session a file may tell, in minutes.
const SESSION_MINUTES: (i64, i64) = (1, 240);
/// How long the evening program runs: what is taken where a table tells no minutes.
const USUAL_MINUTES: u16 = 30;
/// An order of dates is taken for the right one when its nights follow each other this many times as closely.
const CLEARLY_CLOSER: i64 = 3;

/// One row's cells by what they are about.
type Cells<'a> = BTreeMap<Field, &'a str>;

pub(super) fn read(
    records: &[Numbered],
    header: &Header,
    choices: &ImportChoices,
    now: &Now,
) -> Result<(Guess, Vec<Row>), Refused> {
    let body = records.get(header.at + 1..).unwrap_or_default();
    let mut guess = Guess {
        own_format: false,
        encoding: Encoding::Utf8,
        delimiter: ',',
        date_order: None,
        columns: columns(header, body),
        assumed_minutes: None,
        rounded: 0,
        empty_rows: 0,
        taken_for_unknown: 0,
        nights: Vec::new(),
    };
    let mut told: Vec<(u64, Cells<'_>)> = Vec::new();
    for Numbered { line, record } in body {
        let refused = |invalid| Refused::Row {
            line: *line,
            invalid,
        };
        let cells = cells(record, header).map_err(refused)?;
        if cells.values().any(|cell| !cell.is_empty()) {
            told.push((*line, cells));
        }
    }
    guess.date_order = date_order(&told, choices, now)?;
    let mut rows = Vec::new();
    let mut seen: BTreeMap<Night, u64> = BTreeMap::new();
    for (line, cells) in &told {
        let refused = |invalid| Refused::Row {
            line: *line,
            invalid,
        };
        let night = night(cells, guess.date_order).map_err(refused)?;
        if cells
            .iter()
            .all(|(field, cell)| *field == Field::Night || cell.is_empty())
        {
            guess.empty_rows += 1;
            continue;
        }
        if let Some(first) = seen.insert(night, *line) {
            let other = format!("line {first}");
            let reason = Reason::Contradicts { other };
            return Err(refused(Invalid::new(Field::Night.name(), reason)));
        }
        let entry = entry(night, cells, choices, now, &mut guess).map_err(refused)?;
        entry.validate(now).map_err(refused)?;
        let sessions = session(cells, choices, now, &mut guess).map_err(refused)?;
        rows.push(Row {
            line: *line,
            entry,
            sessions: sessions.into_iter().collect(),
        });
    }
    Ok((guess, rows))
}

fn columns(header: &Header, body: &[Numbered]) -> Vec<ColumnGuess> {
    let example = |index: usize| {
        let cells = body.iter().filter_map(|one| one.record.get(index));
        let first = cells
            .map(String::from_utf8_lossy)
            .find(|cell| !cell.trim().is_empty());
        first.map(|cell| clipped(cell.trim())).unwrap_or_default()
    };
    let names = header.names.iter().zip(&header.fields).enumerate();
    names
        .map(|(index, (name, field))| ColumnGuess {
            header: name.clone(),
            field: *field,
            example: example(index),
        })
        .collect()
}

fn cells<'a>(record: &'a ByteRecord, header: &Header) -> Result<Cells<'a>, Invalid> {
    let mut cells = Cells::new();
    for (field, cell) in header.fields.iter().zip(record) {
        let Some(field) = field else { continue };
        let cell = super::super::cells::text(field.name(), cell)?;
        // a note keeps its spaces; everything else is a word or a number
        let cell = if *field == Field::Note {
            cell
        } else if words::is_blank(cell.trim()) {
            ""
        } else {
            cell.trim()
        };
        cells.insert(*field, cell);
    }
    Ok(cells)
}

/// The order of day and month that the column as a whole tells.
fn date_order(
    told: &[(u64, Cells<'_>)],
    choices: &ImportChoices,
    now: &Now,
) -> Result<Option<DateOrder>, Refused> {
    let mut open = Vec::new();
    let mut twelve_hours = false;
    for (line, cells) in told {
        if let Some(Written::Open(one, two, year)) = cells
            .get(&Field::Night)
            .and_then(|cell| words::written_date(cell))
        {
            open.push((*line, one, two, year));
        }
        let is_half = |cell: &&str| {
            let cell = cell.to_lowercase();
            cell.ends_with("am") || cell.ends_with("pm") || cell.ends_with(".m.")
        };
        twelve_hours |= [Field::Bedtime, Field::Onset, Field::SessionStart]
            .iter()
            .filter_map(|field| cells.get(field))
            .any(is_half);
    }
    if open.is_empty() {
        return Ok(choices.date_order);
    }
    if let Some(order) = choices.date_order {
        return Ok(Some(order));
    }
    let latest = now.night().date();
    let tried = [DateOrder::DayMonthYear, DateOrder::MonthDayYear];
    let mut possible: Vec<(i64, DateOrder)> = tried
        .into_iter()
        .filter_map(|order| {
            let dates: Option<Vec<Date>> = open
                .iter()
                .map(|(_, one, two, year)| words::in_order(*one, *two, *year, order))
                .map(|date| date.filter(|date| *date <= latest))
                .collect();
            dates.map(|dates| (distance(&dates), order))
        })
        .collect();
    possible.sort();
    match possible.as_slice() {
        [(_, only)] => Ok(Some(*only)),
        [(near, order), (far, _)] if near * CLEARLY_CLOSER < *far => Ok(Some(*order)),
        [_, _] if twelve_hours => Ok(Some(DateOrder::MonthDayYear)),
        _ => {
            let (line, one, two, year) = open.first().copied().unwrap_or_default();
            let reason = Reason::Malformed {
                expected: "a date whose day and month can be told apart; choose dmy or mdy"
                    .to_owned(),
                got: format!("{one}/{two}/{year}"),
            };
            let invalid = Invalid::new("date_format", reason);
            Err(Refused::Row { line, invalid })
        }
    }
}

/// How far apart nights that follow each other in the file are, in days, all together.
fn distance(dates: &[Date]) -> i64 {
    let pairs = dates.iter().zip(dates.iter().skip(1));
    pairs
        .map(|(one, next)| i64::from((*next - *one).get_days().abs()))
        .sum()
}

fn night(cells: &Cells<'_>, order: Option<DateOrder>) -> Result<Night, Invalid> {
    let field = Field::Night.name();
    let cell = cells.get(&Field::Night).copied().unwrap_or_default();
    if cell.is_empty() {
        return Err(Invalid::new(field, Reason::Missing));
    }
    let date = match words::written_date(cell) {
        Some(Written::Certain(date)) => Some(date),
        Some(Written::Open(one, two, year)) => {
            order.and_then(|order| words::in_order(one, two, year, order))
        }
        None => None,
    };
    let plausible = date.filter(|date| date.year() >= 1900);
    plausible.map(Night::new).ok_or_else(|| {
        let got = clipped(cell);
        Invalid::new(field, Reason::NotADate { got })
    })
}

fn entry(
    night: Night,
    cells: &Cells<'_>,
    choices: &ImportChoices,
    now: &Now,
    guess: &mut Guess,
) -> Result<Entry, Invalid> {
    let cell = |field: Field| cells.get(&field).copied().filter(|cell| !cell.is_empty());
    let mut entry = Entry::empty(night);
    entry.bedtime = time(Field::Bedtime, cell(Field::Bedtime), now)?;
    entry.onset = match cell(Field::Onset) {
        Some(told) if words::is_dont_know(told) => Some(Onset::DontKnow),
        told => time(Field::Onset, told, now)?.map(|time| Onset::At {
            time,
            source: OnsetSource::Recalled,
        }),
    };
    entry.severity = score(Field::Severity, cell(Field::Severity), guess)?;
    entry.sleep_quality = score(Field::SleepQuality, cell(Field::SleepQuality), guess)?;
    entry.got_up = cell(Field::GotUp)
        .filter(|told| !words::is_dont_know(told))
        .map(|told| {
            if matches!(words::answer(told), Some(Answer::No)) {
                return Ok(0);
            }
            let (times, _) = words::number(told).ok_or_else(|| not_a_number(Field::GotUp, told))?;
            in_range(Field::GotUp, times, (0, GOT_UP_MAX.into()))
        })
        .transpose()?;
    entry.symptoms = symptoms(cells, &entry, choices, guess)?;
    entry.helped = cell(Field::Helped)
        .map(|told| match words::answer(told) {
            Some(Answer::Yes) => Ok(Helped::Yes),
            Some(Answer::Somewhat) => Ok(Helped::Somewhat),
            Some(Answer::No) => Ok(Helped::No),
            Some(Answer::DontKnow) => Ok(Helped::Unknown),
            None => Err(not_an_answer(Field::Helped, told)),
        })
        .transpose()?;
    entry.note = cell(Field::Note).unwrap_or_default().to_owned();
    Ok(entry)
}

/// Without a word about symptoms in a row that tells other things the person did not know, unless it is said that such
/// rows were not answered; without such a column a time or a rating above 0 tells that they came.
fn symptoms(
    cells: &Cells<'_>,
    entry: &Entry,
    choices: &ImportChoices,
    guess: &mut Guess,
) -> Result<Option<Symptoms>, Invalid> {
    match cells.get(&Field::Symptoms).copied() {
        Some("") => match choices.unanswered.unwrap_or_default() {
            Unanswered::DontKnow => {
                guess.taken_for_unknown += 1;
                Ok(Some(Symptoms::Unknown))
            }
            Unanswered::NotSaid => Ok(None),
        },
        Some(told) => match words::answer(told) {
            Some(Answer::Yes | Answer::Somewhat) => Ok(Some(Symptoms::Yes)),
            Some(Answer::No) => Ok(Some(Symptoms::None)),
            Some(Answer::DontKnow) => Ok(Some(Symptoms::Unknown)),
            None => Err(not_an_answer(Field::Symptoms, told)),
        },
        None => {
            let came = entry.onset_time().is_some()
                || entry.severity.is_some_and(|worst| worst.value() > 0);
            Ok(came.then_some(Symptoms::Yes))
        }
    }
}

fn session(
    cells: &Cells<'_>,
    choices: &ImportChoices,
    now: &Now,
    guess: &mut Guess,
) -> Result<Option<ToldSession>, Invalid> {
    let cell = |field: Field| cells.get(&field).copied().filter(|cell| !cell.is_empty());
    let used = match cell(Field::SessionUsed).map(|told| (told, words::answer(told))) {
        None | Some((_, Some(Answer::Yes | Answer::Somewhat | Answer::DontKnow))) => true,
        Some((_, Some(Answer::No))) => false,
        Some((told, None)) => return Err(not_an_answer(Field::SessionUsed, told)),
    };
    let start = cell(Field::SessionStart).filter(|told| {
        !words::is_dont_know(told) && !matches!(words::answer(told), Some(Answer::No))
    });
    let Some(start) = time(Field::SessionStart, start, now)?.filter(|_| used) else {
        return Ok(None);
    };
    let minutes = match cell(Field::SessionMinutes).filter(|told| !words::is_dont_know(told)) {
        Some(told) => {
            let minutes =
                words::minutes(told).ok_or_else(|| not_a_number(Field::SessionMinutes, told))?;
            in_range(Field::SessionMinutes, minutes, SESSION_MINUTES)?
        }
        None => {
            let assumed = i64::from(choices.session_minutes.unwrap_or(USUAL_MINUTES));
            let assumed = in_range(Field::SessionMinutes, assumed, SESSION_MINUTES)?;
            guess.assumed_minutes = Some(assumed);
            assumed
        }
    };
    Ok(Some(ToldSession { start, minutes }))
}

fn time(field: Field, cell: Option<&str>, now: &Now) -> Result<Option<jiff::civil::Time>, Invalid> {
    let told = cell.filter(|cell| !words::is_dont_know(cell) && !matches!(*cell, "-" | "–" | "—"));
    told.map(|cell| {
        words::clock(cell, &now.zone).ok_or_else(|| {
            let got = clipped(cell);
            Invalid::new(field.name(), Reason::NotATime { got })
        })
    })
    .transpose()
}

fn score(field: Field, cell: Option<&str>, guess: &mut Guess) -> Result<Option<Score>, Invalid> {
    let told = cell.filter(|cell| !words::is_dont_know(cell) && !matches!(*cell, "-" | "–" | "—"));
    told.map(|cell| {
        let (value, rounded) = words::number(cell).ok_or_else(|| not_a_number(field, cell))?;
        guess.rounded += u32::from(rounded);
        Score::new(field.name(), value)
    })
    .transpose()
}

fn in_range<T: TryFrom<i64>>(
    field: Field,
    value: i64,
    (min, max): (i64, i64),
) -> Result<T, Invalid> {
    let reason = Reason::OutOfRange {
        min,
        max,
        got: value,
    };
    let inside = Some(value).filter(|value| (min..=max).contains(value));
    inside
        .and_then(|value| T::try_from(value).ok())
        .ok_or_else(|| Invalid::new(field.name(), reason))
}

fn not_a_number(field: Field, cell: &str) -> Invalid {
    let got = clipped(cell);
    Invalid::new(field.name(), Reason::NotANumber { got })
}

fn not_an_answer(field: Field, cell: &str) -> Invalid {
    let reason = Reason::NotOneOf {
        allowed: "yes, no, ?, or the same in German, French or Spanish".to_owned(),
        got: clipped(cell),
    };
    Invalid::new(field.name(), reason)
}
