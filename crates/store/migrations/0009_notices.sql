-- Notices of conclusion: their points, who gets them, the series of their numbers; the four duties after a dialogue.

-- state: draft, submitted, issued, published, replaced, struck; what a notice says is fixed from issued on.
-- number: as on the paper, or as drawn. The index is no UNIQUE: a number typed twice is shown, not refused.
CREATE TABLE notices (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  state TEXT NOT NULL,
  number TEXT,
  submitted_on TEXT,
  issued_on TEXT,
  signer_term_id {int} REFERENCES terms (id),
  published_on TEXT,
  replaces_id {int} REFERENCES notices (id),
  replaced_by_id {int} REFERENCES notices (id),
  general_text_id {int} REFERENCES texts (id),
  carrying_out_text_id {int} REFERENCES texts (id),
  version {int} NOT NULL
){strict};
CREATE INDEX notices_dialogue ON notices (dialogue_id, id);
CREATE INDEX notices_organisation ON notices (organisation_id, state, id);
CREATE INDEX notices_number ON notices (organisation_id, number);

-- A point belongs to the notice that wrote it (notice_id). Another notice of the dialogue that repeats it has a row of
-- notice_point_issues, with the last day that it gives.
CREATE TABLE notice_points (
  id {int} PRIMARY KEY,
  notice_id {int} NOT NULL REFERENCES notices (id),
  matter_text_id {int} NOT NULL REFERENCES texts (id),
  conclusion_text_id {int} NOT NULL REFERENCES texts (id),
  lead_id {int} REFERENCES organisations (id),
  due_on TEXT,
  evidence_text_id {int} REFERENCES texts (id),
  delivery TEXT NOT NULL,
  contact {int} NOT NULL,
  proposed {int} NOT NULL
){strict};
CREATE INDEX notice_points_notice ON notice_points (notice_id, id);

CREATE TABLE notice_point_issues (
  notice_id {int} NOT NULL REFERENCES notices (id),
  notice_point_id {int} NOT NULL REFERENCES notice_points (id),
  no {int} NOT NULL,
  due_on TEXT,
  PRIMARY KEY (notice_id, notice_point_id)
){strict};
CREATE INDEX notice_point_issues_point ON notice_point_issues (notice_point_id, notice_id);

CREATE TABLE notice_point_cases (
  notice_point_id {int} NOT NULL REFERENCES notice_points (id),
  case_id {int} NOT NULL REFERENCES cases (id),
  PRIMARY KEY (notice_point_id, case_id)
){strict};
CREATE INDEX notice_point_cases_case ON notice_point_cases (case_id, notice_point_id);

CREATE TABLE notice_point_bodies (
  notice_point_id {int} NOT NULL REFERENCES notice_points (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (notice_point_id, organisation_id)
){strict};

CREATE TABLE notice_recipients (
  notice_id {int} NOT NULL REFERENCES notices (id),
  no {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  PRIMARY KEY (notice_id, no)
){strict};

-- Cases whose matters a notice lists as noted.
CREATE TABLE notice_noted (
  notice_id {int} NOT NULL REFERENCES notices (id),
  case_id {int} NOT NULL REFERENCES cases (id),
  PRIMARY KEY (notice_id, case_id)
){strict};

-- How a body numbers its papers of one kind. mode: external (typed from the paper), internal (drawn by the program).
-- runs: year (from 1 each year, counted_in the year of the last one drawn), term (through the term of the committee).
CREATE TABLE number_series (
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  series TEXT NOT NULL,
  mode TEXT NOT NULL,
  runs TEXT NOT NULL,
  counted_in {int} NOT NULL,
  next {int} NOT NULL,
  PRIMARY KEY (organisation_id, series)
){strict};

-- The point of a notice that an assignment is, where it comes from one.
ALTER TABLE assignments ADD COLUMN notice_point_id {int} REFERENCES notice_points (id);
CREATE INDEX assignments_notice_point ON assignments (notice_point_id);

-- What is due after a dialogue stands in clocks (subject dialogue); what did it, here.
CREATE TABLE dialogue_duties (
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  duty TEXT NOT NULL,
  clock_id {int} NOT NULL REFERENCES clocks (id),
  done_on TEXT,
  notice_id {int} REFERENCES notices (id),
  document_text_id {int} REFERENCES texts (id),
  PRIMARY KEY (dialogue_id, duty)
){strict};
CREATE INDEX clocks_body ON clocks (organisation_id, subject, state, due_on);
