-- Schema 5: by which clocks nights were lived, when Lull last woke, and where silence is no sign of a miss.

-- A row holds from its night on until the next row's. `told`: the zone of the clock on the wall, by which the person
-- tells times. `counted`: the zone whose clock counted for bedtime and reminders. Names of the tz database, or offsets.
CREATE TABLE night_clock (
    night   TEXT PRIMARY KEY NOT NULL CHECK (night GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    told    TEXT NOT NULL CHECK (told <> ''),
    counted TEXT NOT NULL CHECK (counted <> '')
) STRICT;

-- What a wake finds overdue happened since the one before it.
ALTER TABLE schedule ADD COLUMN woken_at TEXT;

-- When the system was last to fire the alarm: later than it was wanted for, where it comes late.
ALTER TABLE delivery ADD COLUMN armed TEXT;
-- The system that held it tells nobody when it rings.
ALTER TABLE delivery ADD COLUMN untold INTEGER NOT NULL DEFAULT 0 CHECK (untold IN (0, 1));
