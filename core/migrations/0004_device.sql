-- Devices the person has added. Ids are never used again, so that an old session's device is not taken for a new one.
--
-- `name_key` is the name in lower case: two devices are never called the same. `secret` is a password or PIN; no export
-- reads it. Closed sets of words that may grow (kinds, results) are checked where they are read.
CREATE TABLE device (
    id                       INTEGER PRIMARY KEY AUTOINCREMENT,
    name                     TEXT NOT NULL CHECK (name <> ''),
    name_key                 TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    reach                    TEXT NOT NULL UNIQUE CHECK (json_valid(reach)),
    kind                     TEXT NOT NULL CHECK (kind <> ''),
    description              TEXT CHECK (json_valid(description)),
    secret                   TEXT CHECK (secret <> ''),
    idle_milliwatts          INTEGER CHECK (idle_milliwatts >= 0),
    running_milliwatts       INTEGER CHECK (running_milliwatts >= 0),
    added_at                 TEXT NOT NULL,
    tested_at                TEXT,
    test_result              TEXT CHECK (test_result <> ''),
    no_fail_safe_accepted_at TEXT,
    CHECK ((idle_milliwatts IS NULL) = (running_milliwatts IS NULL)),
    CHECK ((tested_at IS NULL) = (test_result IS NULL))
) STRICT;
