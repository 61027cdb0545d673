-- Schema 2: what a night holds beyond the essentials, and what belongs to no single night.

-- NULL means "not said". `triggers` is '' for "none of them". Walks and tags are JSON lists, because a tag is free text.
ALTER TABLE entry ADD COLUMN sides TEXT NOT NULL DEFAULT '' CHECK (sides NOT GLOB '*[^a-z_;=]*');
ALTER TABLE entry ADD COLUMN situation TEXT CHECK (situation <> '');
ALTER TABLE entry ADD COLUMN rest_minutes INTEGER CHECK (rest_minutes BETWEEN 0 AND 720);
ALTER TABLE entry ADD COLUMN relief TEXT CHECK (json_valid(relief));
ALTER TABLE entry ADD COLUMN walks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(walks));
ALTER TABLE entry ADD COLUMN daytime TEXT CHECK (daytime <> '');
ALTER TABLE entry ADD COLUMN sleepiness INTEGER CHECK (sleepiness BETWEEN 0 AND 10);
ALTER TABLE entry ADD COLUMN mood INTEGER CHECK (mood BETWEEN 0 AND 10);
ALTER TABLE entry ADD COLUMN triggers TEXT CHECK (triggers NOT GLOB '*[^a-z_;]*');
ALTER TABLE entry ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));

CREATE TABLE medicine (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL CHECK (trim(name) <> '' AND length(CAST(name AS BLOB)) <= 200),
    class      TEXT NOT NULL CHECK (class <> ''),
    dose       TEXT NOT NULL DEFAULT '' CHECK (length(CAST(dose AS BLOB)) <= 200),
    times      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(times)),
    since      TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    until      TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    changed_at TEXT NOT NULL,
    CHECK (since IS NULL OR until IS NULL OR since <= until)
) STRICT;

-- Iron tests; tenths, because laboratories write one decimal.
CREATE TABLE lab (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    date            TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    ferritin_tenths INTEGER CHECK (ferritin_tenths BETWEEN 0 AND 100000),
    tsat_tenths     INTEGER CHECK (tsat_tenths BETWEEN 0 AND 1000),
    remark          TEXT NOT NULL DEFAULT '' CHECK (length(CAST(remark AS BLOB)) <= 200),
    changed_at      TEXT NOT NULL,
    CHECK (ferritin_tenths IS NOT NULL OR tsat_tenths IS NOT NULL)
) STRICT;

-- One document: the questions and the background of the doctor's page.
CREATE TABLE for_doctor (
    id   INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
