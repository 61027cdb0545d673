//! Which column is about what, by its name in English, German, French or Spanish.

use std::collections::BTreeMap;

use super::super::Refused;
use super::super::cells::clipped;
use super::super::read::Numbered;
use super::{Field, ImportChoices};
use crate::invalid::{Invalid, Reason};

/// Titles and remarks above a table are left out up to here.
const LATEST_HEADER: usize = 20;

/// The line of names and what each column is.
#[derive(Debug)]
pub(super) struct Header {
    /// Which of the records holds the names.
    pub(super) at: usize,
    pub(super) names: Vec<String>,
    pub(super) fields: Vec<Option<Field>>,
}

/// Names in lower case without accents, as [`plain`] makes them. The longest one found in a column's name decides, so
/// that "massage start" is about the massage.
const NAMES: [(Field, &[&str]); 12] = [
    (
        Field::Night,
        &[
            "date", "night", "night of", "day", "evening", "datum", "nacht", "tag", "abend",
            "nuit", "jour", "soir", "fecha", "noche", "dia",
        ],
    ),
    (
        Field::Bedtime,
        &[
            "bedtime",
            "bed time",
            "to bed",
            "went to bed",
            "lights out",
            "zubettgehen",
            "zu bett",
            "ins bett",
            "bett",
            "bettzeit",
            "schlafenszeit",
            "licht aus",
            "coucher",
            "heure du coucher",
            "couche a",
            "acostarse",
            "hora de acostarse",
            "hora de dormir",
            "me acoste",
        ],
    ),
    (
        Field::Symptoms,
        &[
            "symptoms",
            "symptom",
            "had symptoms",
            "rls",
            "restless legs",
            "restless",
            "beschwerden",
            "symptome",
            "unruhige beine",
            "symptomes",
            "jambes sans repos",
            "jambes",
            "sintomas",
            "piernas inquietas",
            "piernas",
        ],
    ),
    (
        Field::Onset,
        &[
            "onset",
            "started",
            "began",
            "start",
            "start time",
            "symptoms started",
            "symptom start",
            "symptoms start",
            "symptom onset",
            "start of symptoms",
            "symptoms began",
            "rls start",
            "beginn",
            "anfang",
            "angefangen",
            "beschwerden ab",
            "beginn beschwerden",
            "beginn der beschwerden",
            "symptome ab",
            "debut",
            "debut des symptomes",
            "heure de debut",
            "inicio",
            "inicio de sintomas",
            "inicio de los sintomas",
            "hora de inicio",
            "comienzo",
            "empezo",
        ],
    ),
    (
        Field::Severity,
        &[
            "severity",
            "worst",
            "intensity",
            "symptom severity",
            "rls severity",
            "starke",
            "schwere",
            "intensitat",
            "starke der beschwerden",
            "intensite",
            "severite",
            "gravite",
            "intensite des symptomes",
            "intensidad",
            "gravedad",
            "severidad",
            "intensidad de los sintomas",
        ],
    ),
    (
        Field::SleepQuality,
        &[
            "sleep",
            "sleep quality",
            "schlaf",
            "schlafqualitat",
            "sommeil",
            "qualite du sommeil",
            "sueno",
            "calidad del sueno",
            "calidad de sueno",
        ],
    ),
    (
        Field::GotUp,
        &[
            "got up",
            "times up",
            "times got up",
            "gotten up",
            "wake ups",
            "woke up",
            "awakenings",
            "aufgestanden",
            "aufstehen",
            "mal aufgestanden",
            "leve",
            "levers",
            "fois leve",
            "reveils",
            "levantado",
            "veces levantado",
            "me levante",
            "se levanto",
            "despertares",
        ],
    ),
    (
        Field::Helped,
        &[
            "helped",
            "did it help",
            "help",
            "geholfen",
            "hat geholfen",
            "hilfe",
            "aide",
            "a aide",
            "soulage",
            "ayudo",
            "ayuda",
            "alivio",
        ],
    ),
    (
        Field::SessionUsed,
        &[
            "device used",
            "used device",
            "massager used",
            "massage used",
            "used",
            "gerat benutzt",
            "massage benutzt",
            "benutzt",
            "appareil utilise",
            "massage utilise",
            "utilise",
            "aparato usado",
            "masaje usado",
            "usado",
        ],
    ),
    (
        Field::SessionMinutes,
        &[
            "minutes",
            "session minutes",
            "device minutes",
            "massage minutes",
            "duration",
            "massage duration",
            "minuten",
            "dauer",
            "massage minuten",
            "massagedauer",
            "duree",
            "duree du massage",
            "duracion",
            "minutos",
            "duracion del masaje",
            "minutos de masaje",
        ],
    ),
    (
        Field::SessionStart,
        &[
            "session start",
            "device start",
            "device started",
            "massage start",
            "massage started",
            "massager start",
            "massager started",
            "massager on",
            "massage",
            "session",
            "massage ab",
            "massage um",
            "massagebeginn",
            "massage beginn",
            "beginn massage",
            "beginn der massage",
            "debut massage",
            "debut du massage",
            "massage a",
            "inicio masaje",
            "inicio del masaje",
            "masaje",
        ],
    ),
    (
        Field::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remarks",
            "bemerkung",
            "bemerkungen",
            "notiz",
            "notizen",
            "anmerkung",
            "anmerkungen",
            "kommentar",
            "remarque",
            "remarques",
            "commentaire",
            "commentaires",
            "nota",
            "notas",
            "comentario",
            "comentarios",
            "observaciones",
        ],
    ),
];

/// Finds the line of names, and what the person did not decide.
pub(super) fn header(records: &[Numbered], choices: &ImportChoices) -> Result<Header, Refused> {
    let mut first_refusal = None;
    for (at, numbered) in records.iter().take(LATEST_HEADER).enumerate() {
        let names: Vec<String> = numbered
            .record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        match fields(&names, choices) {
            Ok(fields) if fields.contains(&Some(Field::Night)) => {
                return Ok(Header { at, names, fields });
            }
            Ok(_) => {}
            Err(invalid) => {
                first_refusal.get_or_insert(invalid);
            }
        }
    }
    let missing = || Invalid::new(Field::Night.name(), Reason::Missing);
    let line = records.first().map_or(1, |first| first.line);
    Err(Refused::Row {
        line,
        invalid: first_refusal.unwrap_or_else(missing),
    })
}

fn fields(names: &[String], choices: &ImportChoices) -> Result<Vec<Option<Field>>, Invalid> {
    let mut fields: Vec<Option<Field>> = vec![None; names.len()];
    for (field, wanted) in &choices.map {
        if wanted.trim().is_empty() {
            continue;
        }
        let index = column(names, wanted).ok_or_else(|| {
            let reason = Reason::NotOneOf {
                allowed: names.join(", "),
                got: clipped(wanted),
            };
            Invalid::new(format!("map {}", field.name()), reason)
        })?;
        if let Some(place) = fields.get_mut(index) {
            *place = Some(*field);
        }
    }
    // the surest first: of two columns for one field the better name gets it
    let mut guesses: BTreeMap<(bool, usize, usize), Vec<(usize, Field)>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let name = plain(name);
        for (field, length) in NAMES.iter().filter_map(|(field, known)| {
            let longest = known
                .iter()
                .filter(|known| holds(&name, known))
                .map(|known| known.len());
            longest.max().map(|length| (*field, length))
        }) {
            let rest = name.len() - length;
            // a name that is nothing else first, then the longest match, then the one with the least beside it
            let rank = (rest > 0, usize::MAX - length, rest);
            guesses.entry(rank).or_default().push((index, field));
        }
    }
    let mut decided: Vec<usize> = Vec::new();
    for (index, field) in guesses.into_values().flatten() {
        let free = fields.get(index).is_some_and(Option::is_none) && !decided.contains(&index);
        decided.push(index);
        let wanted = free && !fields.contains(&Some(field)) && !choices.map.contains_key(&field);
        if let Some(place) = fields.get_mut(index).filter(|_| wanted) {
            *place = Some(field);
        }
    }
    Ok(fields)
}

fn column(names: &[String], wanted: &str) -> Option<usize> {
    let by_number = || {
        let number: usize = wanted.trim().strip_prefix('#')?.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < names.len())
    };
    let wanted_plain = plain(wanted);
    let by_name = names
        .iter()
        .position(|name| plain(name) == wanted_plain && !wanted_plain.is_empty());
    by_name.or_else(by_number)
}

/// Whether those words stand in the name, as whole words.
fn holds(name: &str, words: &str) -> bool {
    let padded = format!(" {name} ");
    padded.contains(&format!(" {words} "))
}

/// Lower case, accents and punctuation gone, words with one space between them.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'í' | 'ì' | 'î' | 'ï' => plain.push('i'),
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' => plain.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => plain.push('u'),
            'ñ' => plain.push('n'),
            'ç' => plain.push('c'),
            'ß' => plain.push_str("ss"),
            'œ' => plain.push_str("oe"),
            // an apostrophe is no space: "don't" is one word
            '\'' | '’' => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
