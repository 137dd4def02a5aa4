-- Files beside what was issued.

-- Scans of a notice as it was signed, in the order in which they were laid down. They show offices, not people who spoke.
CREATE TABLE notice_scans (
  id {int} PRIMARY KEY,
  notice_id {int} NOT NULL REFERENCES notices (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  UNIQUE (notice_id, no)
){strict};
CREATE INDEX notice_scans_sha256 ON notice_scans (sha256);
