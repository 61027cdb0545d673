-- Schema 3: what hindered a reminder, how often it was swiped away, and whose clock counts.

-- `hindered_by`: what stood in its way when it was last planned, or when it was found overdue.
ALTER TABLE delivery ADD COLUMN swipes INTEGER NOT NULL DEFAULT 0 CHECK (swipes BETWEEN 0 AND 255);
ALTER TABLE delivery ADD COLUMN hindered_by TEXT CHECK (hindered_by <> '');

-- The zone the person lives by, and the one they are in and keep its time in; names of the tz database.
CREATE TABLE residence (
    id      INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    home    TEXT NOT NULL CHECK (home <> ''),
    kept_in TEXT CHECK (kept_in <> '')
) STRICT;
