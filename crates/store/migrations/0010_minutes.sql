-- Minutes of sessions: signed, scanned, and the notes that correct what they fixed.

-- What the minutes of a session say beside what was typed at its desk. Times are minutes since midnight; the reason says why
-- none are taken. The day on which they were signed stands in sessions.
CREATE TABLE minutes (
  session_id {int} PRIMARY KEY REFERENCES sessions (id),
  began {int},
  ended {int},
  secretary_text_id {int} REFERENCES texts (id),
  conclusion_text_id {int} REFERENCES texts (id),
  read_back {int} NOT NULL,
  reason_text_id {int} REFERENCES texts (id)
){strict};

-- Scans of signed minutes in the order in which they were laid down. They show names and handwriting: one is opened by an act.
CREATE TABLE minutes_scans (
  id {int} PRIMARY KEY,
  session_id {int} NOT NULL REFERENCES sessions (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  struck {int} NOT NULL DEFAULT 0,
  UNIQUE (session_id, no)
){strict};
CREATE INDEX minutes_scans_sha256 ON minutes_scans (sha256);

-- Corrections noted beside the words of a submission once those are fixed.
CREATE TABLE submission_notes (
  id {int} PRIMARY KEY,
  submission_id {int} NOT NULL REFERENCES submissions (id),
  text_id {int} NOT NULL REFERENCES texts (id),
  noted_on TEXT NOT NULL,
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id)
){strict};
CREATE INDEX submission_notes_submission ON submission_notes (submission_id, id);
