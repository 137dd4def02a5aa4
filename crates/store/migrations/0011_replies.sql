-- Replies on their way to being issued, how people are told, parts of assignments, letters that urge.

-- A reply that is not issued yet; it stands in replies under the same id once it is, and is in force nowhere before.
-- state: draft, submitted, approved, sent_back, issued, struck.
CREATE TABLE reply_drafts (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  assignment_id {int} REFERENCES assignments (id),
  -- The person who wrote it last, and the day.
  drafter_id {int} NOT NULL REFERENCES people (id),
  drafted_on TEXT NOT NULL,
  state TEXT NOT NULL,
  -- Since when it is in that state, and why it was sent back.
  since_on TEXT NOT NULL,
  back_text_id {int} REFERENCES texts (id)
){strict};
CREATE INDEX reply_drafts_case ON reply_drafts (case_id, id);
CREATE INDEX reply_drafts_organisation ON reply_drafts (organisation_id, state, id);

-- What a draft says of each point: a result, or left_out with the reason as its text.
CREATE TABLE reply_draft_points (
  reply_id {int} NOT NULL REFERENCES reply_drafts (id),
  case_point_id {int} NOT NULL REFERENCES case_points (id),
  result TEXT NOT NULL,
  by_on TEXT,
  text_id {int} NOT NULL REFERENCES texts (id),
  ground_text_id {int} REFERENCES texts (id),
  evidence_text_id {int} REFERENCES texts (id),
  PRIMARY KEY (reply_id, case_point_id)
){strict};

-- What shows that it was done.
ALTER TABLE reply_points ADD COLUMN evidence_text_id {int} REFERENCES texts (id);

-- Whoever drafts a reply of the body approves it as well: an office of one or two people.
ALTER TABLE organisations ADD COLUMN own_approval {int} NOT NULL DEFAULT 0;

-- How people are told what came of a point. way: letter, village, spot; state: waiting (for an answer), to_tell, told, struck.
CREATE TABLE point_deliveries (
  case_point_id {int} PRIMARY KEY REFERENCES case_points (id),
  case_id {int} NOT NULL REFERENCES cases (id),
  way TEXT NOT NULL,
  chosen_on TEXT NOT NULL,
  state TEXT NOT NULL
){strict};
CREATE INDEX point_deliveries_case ON point_deliveries (case_id);
CREATE INDEX point_deliveries_state ON point_deliveries (state, case_point_id);

-- Since when a question that the lead asked back waits for an answer.
ALTER TABLE assignments ADD COLUMN asked_on TEXT;
CREATE INDEX assignments_asked ON assignments (asked_on);

-- One level under an assignment: the lead stays accountable. state: open, done, ended, struck.
CREATE TABLE assignment_parts (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  assignment_id {int} NOT NULL REFERENCES assignments (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  given_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  state TEXT NOT NULL
){strict};
CREATE INDEX assignment_parts_case ON assignment_parts (case_id, id);
CREATE INDEX assignment_parts_organisation ON assignment_parts (organisation_id, state, due_on);

-- Letters that urge a body (đôn đốc), one per body and press. The number is that on the paper.
CREATE TABLE urging_letters (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  to_id {int} NOT NULL REFERENCES organisations (id),
  number TEXT NOT NULL,
  urged_on TEXT NOT NULL,
  answer_by_on TEXT
){strict};
CREATE INDEX urging_letters_organisation ON urging_letters (organisation_id, id);

-- What a letter urges. what: assignment, promise, transfer; of_id: the assignment, the point or the transfer.
CREATE TABLE urging_items (
  letter_id {int} NOT NULL REFERENCES urging_letters (id),
  no {int} NOT NULL,
  case_id {int} NOT NULL REFERENCES cases (id),
  what TEXT NOT NULL,
  of_id {int} NOT NULL,
  due_on TEXT NOT NULL,
  event_id {int} NOT NULL,
  struck {int} NOT NULL DEFAULT 0,
  PRIMARY KEY (letter_id, no)
){strict};
CREATE INDEX urging_items_case ON urging_items (case_id, letter_id);

-- What a body raised and sent on is found by it.
CREATE INDEX cases_origin ON cases (origin_id, id);
CREATE INDEX transfers_from ON transfers (from_id, state);
