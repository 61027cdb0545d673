-- Schema 1: everything Lull keeps. Never edited once released; the next change is a new file.
--
-- Nights are 'YYYY-MM-DD', wall-clock times 'HH:MM:SS[.fraction]', moments RFC 3339 in UTC with nine decimals, so that
-- text order is time order and a person can read a salvaged file. Words are the ones of the CSV columns. Closed sets of
-- words are checked here; growing ones (programs, kinds of alarms, body parts) where they are read, because a CHECK cannot
-- be changed without copying its table.

PRAGMA application_id = 1280658508; -- "LULL"

-- One document: settings are read and written whole and never searched. `version` is the document's own.
CREATE TABLE settings (
    id      INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    body    TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

-- What the person logged; NULL means "not said". Body parts are a set of words in one column, because they are only
-- ever read with their night and one row then holds the whole night.
CREATE TABLE entry (
    night         TEXT PRIMARY KEY NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    symptoms      TEXT CHECK (symptoms IN ('yes', 'none', 'unknown')),
    onset_source  TEXT CHECK (onset_source IN ('live', 'recalled', 'dont_know')),
    onset_time    TEXT CHECK (onset_time GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
    severity      INTEGER CHECK (severity BETWEEN 0 AND 10),
    sleep_quality INTEGER CHECK (sleep_quality BETWEEN 0 AND 10),
    got_up        INTEGER CHECK (got_up BETWEEN 0 AND 50),
    bedtime       TEXT CHECK (bedtime GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
    helped        TEXT CHECK (helped IN ('yes', 'somewhat', 'no', 'unknown')),
    body_parts    TEXT NOT NULL DEFAULT '' CHECK (body_parts NOT GLOB '*[^a-z_;]*'),
    note          TEXT NOT NULL DEFAULT '' CHECK (length(CAST(note AS BLOB)) <= 4096),
    logged_at     TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    CHECK ((onset_time IS NOT NULL) = (onset_source IS NOT NULL AND onset_source <> 'dont_know'))
) STRICT;

-- Sessions: driven by Lull (with a journal) or told by an imported diary.
-- `hidden`: the person deleted the night; the row still counts for rest and the daily cap.
CREATE TABLE session (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    number         INTEGER UNIQUE CHECK (number BETWEEN 0 AND 4294967295),
    source         TEXT NOT NULL CHECK (source IN ('driven', 'imported')),
    night          TEXT NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    program        TEXT CHECK (program <> ''),
    device         TEXT CHECK (json_valid(device)),
    started_at     TEXT NOT NULL,
    zone           TEXT NOT NULL,
    start_wall     TEXT NOT NULL CHECK (start_wall GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
    latest_end     TEXT,
    ended_at       TEXT,
    active_seconds INTEGER NOT NULL DEFAULT 0 CHECK (active_seconds BETWEEN 0 AND 86400),
    end_reason     TEXT CHECK (json_valid(end_reason)),
    stopped        TEXT CHECK (stopped <> ''),
    stop_requested INTEGER NOT NULL DEFAULT 0 CHECK (stop_requested IN (0, 1)),
    hidden         INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    CHECK ((source = 'driven') = (number IS NOT NULL)),
    CHECK ((source = 'driven') = (program IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX session_night ON session (night);
CREATE INDEX session_started ON session (started_at);
CREATE INDEX session_open ON session (id) WHERE ended_at IS NULL;

CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    at      TEXT NOT NULL,
    what    TEXT NOT NULL CHECK (json_valid(what))
) STRICT;
CREATE INDEX journal_session ON journal (session, seq);

-- Sessions found cut off, until the person has seen what became of the massager.
CREATE TABLE interruption (
    session      INTEGER PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    stops_by     TEXT,
    acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged IN (0, 1))
) STRICT;

-- What the person asked for one night only.
CREATE TABLE night_change (
    night      TEXT PRIMARY KEY NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    kind       TEXT NOT NULL CHECK (kind IN ('skip', 'at', 'snoozed', 'done')),
    time       TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'),
    until      TEXT,
    changed_at TEXT NOT NULL,
    CHECK ((kind = 'at') = (time IS NOT NULL)),
    CHECK ((kind = 'snoozed') = (until IS NOT NULL))
) STRICT;

-- One alarm each: when it was last wanted and what became of it. `rearmed`: wanted anew since it last came, so that the
-- next report is of a new firing and not a repeated one.
CREATE TABLE delivery (
    alarm    TEXT PRIMARY KEY NOT NULL,
    kind     TEXT NOT NULL CHECK (kind <> ''),
    night    TEXT NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    planned  TEXT NOT NULL,
    fired    TEXT,
    shown    TEXT,
    acted_at TEXT,
    acted    TEXT CHECK (json_valid(acted)),
    refused  INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    rearmed  INTEGER NOT NULL DEFAULT 0 CHECK (rearmed IN (0, 1)),
    CHECK ((acted_at IS NULL) = (acted IS NULL))
) STRICT;
CREATE INDEX delivery_night ON delivery (night);

-- The schedule last given to the shell, so that its generation rises only with a changed set of alarms.
CREATE TABLE schedule (
    id         INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    generation INTEGER NOT NULL CHECK (generation >= 1),
    alarms     TEXT NOT NULL CHECK (json_valid(alarms)),
    applied    INTEGER NOT NULL DEFAULT 0 CHECK (applied >= 0)
) STRICT;
