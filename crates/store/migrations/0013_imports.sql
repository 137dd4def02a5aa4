-- Imports of tables, and their rows until they are complete.

-- A table that is taken over. state: staged (looked at, nothing is written of it), applying, complete, undone, dropped.
CREATE TABLE imports (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  -- Who takes it over: the rows that are left after a crash are written as theirs.
  account_id {int} NOT NULL REFERENCES accounts (id),
  person_id {int} NOT NULL REFERENCES people (id),
  state TEXT NOT NULL,
  title_text_id {int} NOT NULL REFERENCES texts (id),
  -- The day of rows that have none of their own.
  held_on TEXT NOT NULL,
  -- Days and official places of its rows, as JSON.
  days TEXT NOT NULL,
  places TEXT NOT NULL,
  rows_total {int} NOT NULL,
  rows_done {int} NOT NULL,
  begun_at {int} NOT NULL
){strict};
CREATE INDEX imports_organisation ON imports (organisation_id, id);
CREATE INDEX imports_applying ON imports (id) WHERE state = 'applying';

-- What of it is still to be written; a row goes with the batch that writes it. In no backup.
CREATE TABLE import_rows (
  import_id {int} NOT NULL REFERENCES imports (id),
  no {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (import_id, no)
){strict};

-- The dialogues of an import. Each is known from known_from_at on and before known_to_at: to no list, figure or search
-- otherwise. Follows from their events. shown = 1 while it is known by all that is recorded.
CREATE TABLE import_dialogues (
  dialogue_id {int} PRIMARY KEY REFERENCES dialogues (id),
  import_id {int} NOT NULL REFERENCES imports (id),
  session_id {int} NOT NULL REFERENCES sessions (id),
  held_on TEXT NOT NULL,
  known_from_at {int} NOT NULL,
  known_to_at {int} NOT NULL,
  shown {int} NOT NULL
){strict};
CREATE INDEX import_dialogues_import ON import_dialogues (import_id, held_on);
CREATE INDEX import_dialogues_hidden ON import_dialogues (dialogue_id) WHERE shown = 0;
