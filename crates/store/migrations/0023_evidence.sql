-- Files that show what came of a point.

-- Photographs and papers laid beside what a reply says of a point, in the order in which they came. The reply may be a draft still,
-- which has its id; the event is the one by which they were laid there, and with it they are struck.
CREATE TABLE reply_files (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  reply_id {int} NOT NULL,
  case_point_id {int} NOT NULL REFERENCES case_points (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  event_id {int} NOT NULL,
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  struck {int} NOT NULL DEFAULT 0,
  UNIQUE (reply_id, case_point_id, no)
){strict};
CREATE INDEX reply_files_case ON reply_files (case_id, id);
CREATE INDEX reply_files_sha256 ON reply_files (sha256);
