-- Supervision by the Front: what was found of what was concluded, its files, and supervisions from the plan of a year to their report.

-- A finding is of a matter of a dialogue: of the point of a notice, with all its cases, or of one case. ways and same are words
-- with commas between them: how it was looked at, and what whoever recorded it did in what is supervised (cùng một người).
CREATE TABLE findings (
  id {int} PRIMARY KEY,
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  notice_point_id {int} REFERENCES notice_points (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  result TEXT NOT NULL,
  ways TEXT NOT NULL,
  same TEXT NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id)
){strict};
CREATE INDEX findings_dialogue ON findings (dialogue_id, id);
CREATE INDEX findings_point ON findings (notice_point_id, id);

-- The cases of a finding, each with the event by which it was recorded there; day and striking follow from the events.
CREATE TABLE finding_cases (
  finding_id {int} NOT NULL REFERENCES findings (id),
  case_id {int} NOT NULL REFERENCES cases (id),
  event_id {int} NOT NULL,
  seen_on TEXT NOT NULL,
  struck {int} NOT NULL DEFAULT 0,
  PRIMARY KEY (finding_id, case_id)
){strict};
CREATE INDEX finding_cases_case ON finding_cases (case_id, finding_id);

-- What was last found of a case, which follows from its events. since: something was done after it, and it is looked at again.
CREATE TABLE case_found (
  case_id {int} PRIMARY KEY REFERENCES cases (id),
  finding_id {int} NOT NULL REFERENCES findings (id),
  result TEXT NOT NULL,
  seen_on TEXT NOT NULL,
  since {int} NOT NULL
){strict};
CREATE INDEX case_found_flags ON case_found (case_id) WHERE result <> 'done';

-- Photographs and papers that show what was found, in their order.
CREATE TABLE finding_files (
  id {int} PRIMARY KEY,
  finding_id {int} NOT NULL REFERENCES findings (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  UNIQUE (finding_id, no)
){strict};
CREATE INDEX finding_files_sha256 ON finding_files (sha256);

-- One notice in the plan of a year of who supervises. state: planned, issued, carried_out, reported, dropped, struck.
CREATE TABLE supervisions (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  notice_id {int} NOT NULL REFERENCES notices (id),
  year {int} NOT NULL,
  month {int},
  form TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_on TEXT,
  issued_text_id {int} REFERENCES texts (id),
  carried_out_on TEXT,
  reported_on TEXT,
  reported_to_id {int} REFERENCES organisations (id),
  report_text_id {int} REFERENCES texts (id),
  remarks_text_id {int} REFERENCES texts (id),
  proposals_text_id {int} REFERENCES texts (id),
  version {int} NOT NULL
){strict};
CREATE INDEX supervisions_organisation ON supervisions (organisation_id, year, id);
CREATE INDEX supervisions_notice ON supervisions (notice_id, id);

-- The reply of a body to which something was sent on: its number, its date, who signed it, and what came of each point.
ALTER TABLE transfers ADD COLUMN answer_number TEXT;
ALTER TABLE transfers ADD COLUMN answer_signer_text_id {int} REFERENCES texts (id);
ALTER TABLE transfer_points ADD COLUMN result TEXT;
ALTER TABLE transfer_points ADD COLUMN answer_text_id {int} REFERENCES texts (id);
