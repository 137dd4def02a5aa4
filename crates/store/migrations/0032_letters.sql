-- The book of letters: by which way one came, where it lies, its originals and their return, its scans.

-- raised_with_id: the body of before with which it was raised, whose place that of the book took; empty where that was the body
-- itself.
ALTER TABLE letters ADD COLUMN raised_with_id {int} REFERENCES organisations (id);

-- way: counter, post, web, reception, front, deputies, press, body; empty where it is not known, as of letters that were entered
-- before. drawn: the program gave the number.
ALTER TABLE letters ADD COLUMN way TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN drawn {int} NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN dated_on TEXT;
ALTER TABLE letters ADD COLUMN referrer_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN file_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN box_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN originals_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN returned_on TEXT;
ALTER TABLE letters ADD COLUMN returned_to_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN withheld {int} NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN struck {int} NOT NULL DEFAULT 0;

-- Scans of a letter, in the order in which they were laid down. They show name and handwriting.
CREATE TABLE letter_scans (
  id {int} PRIMARY KEY,
  letter_id {int} NOT NULL REFERENCES letters (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  UNIQUE (letter_id, no)
){strict};
CREATE INDEX letter_scans_sha256 ON letter_scans (sha256);
