//! The doctor's page as plain text of at most 80 columns.

use super::page::{DoctorPage, List};

const COLUMNS: usize = 80;
/// Fewest columns of a label with the gap behind it.
const LABEL: usize = 24;

/// The page as text; charts are given by the sentence that describes them.
#[must_use]
pub fn text(page: &DoctorPage) -> String {
    let mut lines = vec![
        page.title.clone(),
        page.period.clone(),
        String::new(),
        page.name.clone(),
        String::new(),
        page.figures.title.clone(),
    ];
    let labels = label_columns(page);
    for (label, value) in &page.figures.lines {
        for (index, part) in wrapped(value, COLUMNS - labels - 2).into_iter().enumerate() {
            let label = if index == 0 { label.as_str() } else { "" };
            lines.push(format!("  {label:<labels$}{part}"));
        }
    }
    for chart in &page.charts {
        lines.extend(
            wrapped(&chart.alt, COLUMNS - 2)
                .into_iter()
                .map(|part| format!("  {part}")),
        );
    }
    for list in [
        &page.medicines,
        &page.iron,
        &page.flags,
        &page.triggers,
        &page.questions,
    ] {
        section(&mut lines, list);
    }
    lines.push(String::new());
    lines.extend(wrapped(&page.footer, COLUMNS));
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// As wide as the longest label of this language wants, with two spaces behind it.
fn label_columns(page: &DoctorPage) -> usize {
    let longest = page.figures.lines.iter();
    let longest = longest.map(|(label, _)| label.chars().count() + 2).max();
    longest.unwrap_or_default().clamp(LABEL, COLUMNS / 2)
}

fn section(lines: &mut Vec<String>, list: &List<String>) {
    if list.lines.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(list.title.clone());
    for line in &list.lines {
        for (index, part) in wrapped(line, COLUMNS - 4).into_iter().enumerate() {
            let bullet = if index == 0 { "- " } else { "  " };
            lines.push(format!("  {bullet}{part}"));
        }
    }
}

/// Breaks at spaces; a longer word stays whole.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
