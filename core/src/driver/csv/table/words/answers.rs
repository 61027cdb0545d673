//! Answers in four languages: yes, somewhat, no, don't know, and nothing at all.

use super::super::names::plain;

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Answer {
    Yes,
    Somewhat,
    No,
    DontKnow,
}

const YES: &[&str] = &[
    "yes",
    "y",
    "ja",
    "j",
    "oui",
    "o",
    "si",
    "s",
    "true",
    "wahr",
    "vrai",
    "verdadero",
    "1",
    "x",
    "✓",
    "✔",
];
const SOMEWHAT: &[&str] = &[
    "somewhat",
    "a little",
    "a bit",
    "partly",
    "etwas",
    "ein bisschen",
    "ein wenig",
    "teilweise",
    "un peu",
    "en partie",
    "algo",
    "un poco",
    "en parte",
];
const NO: &[&str] = &[
    "no", "n", "nein", "non", "none", "false", "falsch", "faux", "falso", "0", "keine", "kein",
    "aucun", "aucune", "rien", "ninguno", "ninguna", "nada", "never",
];
const DONT_KNOW: &[&str] = &[
    "unknown",
    "dont know",
    "do not know",
    "not sure",
    "unsure",
    "weiss nicht",
    "weiss ich nicht",
    "unbekannt",
    "unklar",
    "ne sais pas",
    "je ne sais pas",
    "inconnu",
    "no se",
    "no lo se",
    "desconocido",
];
/// What stands in a cell that has nothing to say.
const BLANK: &[&str] = &["n a", "na", "k a", "ka", "s o", "nd", "n d"];

pub(in super::super) fn answer(cell: &str) -> Option<Answer> {
    if !cell.is_empty() && cell.chars().all(|letter| letter == '?') {
        return Some(Answer::DontKnow);
    }
    if matches!(cell.trim(), "-" | "–" | "—") {
        return Some(Answer::No);
    }
    if matches!(cell.trim(), "✓" | "✔") {
        return Some(Answer::Yes);
    }
    let word = plain(cell);
    let one_of = |words: &[&str]| words.contains(&word.as_str());
    if one_of(YES) {
        Some(Answer::Yes)
    } else if one_of(SOMEWHAT) {
        Some(Answer::Somewhat)
    } else if one_of(NO) {
        Some(Answer::No)
    } else if one_of(DONT_KNOW) {
        Some(Answer::DontKnow)
    } else {
        None
    }
}

/// Whether the cell says that there is nothing to say; a dash is an answer.
pub(in super::super) fn is_blank(cell: &str) -> bool {
    cell.is_empty() || BLANK.contains(&plain(cell).as_str())
}

/// Whether the cell says that the person does not know.
pub(in super::super) fn is_dont_know(cell: &str) -> bool {
    answer(cell) == Some(Answer::DontKnow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_four_languages() {
        for yes in ["Yes", "Y", "ja", "J", "Oui", "Sí", "x", "TRUE", "1", "✓"] {
            assert_eq!(answer(yes), Some(Answer::Yes), "{yes}");
        }
        for no in ["No", "nein", "Non", "0", "-", "keine"] {
            assert_eq!(answer(no), Some(Answer::No), "{no}");
        }
        for unknown in [
            "?",
            "??",
            "don't know",
            "weiß nicht",
            "je ne sais pas",
            "no sé",
        ] {
            assert_eq!(answer(unknown), Some(Answer::DontKnow), "{unknown}");
        }
        assert_eq!(answer("un peu"), Some(Answer::Somewhat));
        assert_eq!(answer("perhaps"), None);
    }
}
