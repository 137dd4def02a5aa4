-- Assignments, transfers and assessments of cases; plans of posts and the dialogues they plan.

-- Case block: assignments, transfers, assessments.

-- Current state only, as cases itself; the events of the case say what was when.
ALTER TABLE cases ADD COLUMN suspended {int} NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN merged_into_id {int} REFERENCES cases (id);
CREATE INDEX cases_merged_into ON cases (merged_into_id);

-- state: open, accepted, closed, replaced, struck. One assignment of a case is in force at most.
CREATE TABLE assignments (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  lead_id {int} NOT NULL REFERENCES organisations (id),
  assigned_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  evidence_text_id {int} REFERENCES texts (id),
  contact {int} NOT NULL,
  state TEXT NOT NULL
){strict};
CREATE INDEX assignments_case ON assignments (case_id, id);
CREATE INDEX assignments_lead ON assignments (lead_id, state, due_on);
CREATE UNIQUE INDEX assignments_in_force ON assignments (case_id) WHERE state IN ('open', 'accepted');

-- Bodies that cooperate with the one that leads.
CREATE TABLE assignment_bodies (
  assignment_id {int} NOT NULL REFERENCES assignments (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (assignment_id, organisation_id)
){strict};
CREATE INDEX assignment_bodies_organisation ON assignment_bodies (organisation_id, assignment_id);

-- mode: order (to a body under the sender), offer (to another body), letter (to a body outside the program).
-- state: sent, received, answered, returned, struck. The number is that on the paper; proof is what shows that it arrived.
CREATE TABLE transfers (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  hop {int} NOT NULL,
  from_id {int} NOT NULL REFERENCES organisations (id),
  to_id {int} NOT NULL REFERENCES organisations (id),
  mode TEXT NOT NULL,
  number TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  answer_by_on TEXT,
  proof_text_id {int} REFERENCES texts (id),
  state TEXT NOT NULL,
  UNIQUE (case_id, hop)
){strict};
CREATE INDEX transfers_to ON transfers (to_id, state);

CREATE TABLE transfer_points (
  transfer_id {int} NOT NULL REFERENCES transfers (id),
  case_point_id {int} NOT NULL REFERENCES case_points (id),
  PRIMARY KEY (transfer_id, case_point_id)
){strict};

-- A reply on paper: whose it is stands in organisation_id, who signed it in speaker_term_id. Lapsed: before a reopening.
ALTER TABLE replies ADD COLUMN lapsed {int} NOT NULL DEFAULT 0;
ALTER TABLE replies ADD COLUMN assignment_id {int} REFERENCES assignments (id);
ALTER TABLE replies ADD COLUMN number TEXT;

-- What people say of a result; their words are a text.
CREATE TABLE assessments (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  reply_id {int} NOT NULL REFERENCES replies (id),
  value TEXT NOT NULL,
  assessed_on TEXT NOT NULL,
  contacts {int} NOT NULL,
  text_id {int} REFERENCES texts (id),
  event_id {int} NOT NULL
){strict};
CREATE INDEX assessments_case ON assessments (case_id, id);

-- End of the case block.

-- Plan block: plans, what they plan, dialogues of several sessions, letters.

-- One plan of one post and year, those recorded by mistake apart. The first edition is what was issued first; `line` is whose
-- duty it plans.
CREATE TABLE plans (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  post TEXT NOT NULL,
  year {int} NOT NULL,
  level TEXT NOT NULL,
  line TEXT NOT NULL,
  state TEXT NOT NULL,
  edition {int} NOT NULL,
  issued_on TEXT,
  version {int} NOT NULL
){strict};
CREATE UNIQUE INDEX plans_in_force ON plans (organisation_id, post, year) WHERE state <> 'struck';
CREATE INDEX plans_organisation ON plans (organisation_id, year);

CREATE TABLE planned_dialogues (
  id {int} PRIMARY KEY,
  plan_id {int} NOT NULL REFERENCES plans (id),
  edition {int} NOT NULL,
  planned_on TEXT NOT NULL,
  month {int} NOT NULL,
  topic_text_id {int} NOT NULL REFERENCES texts (id),
  form TEXT NOT NULL,
  audience TEXT NOT NULL,
  state TEXT NOT NULL,
  -- The reason that the body gives, how it stands with those above (stated, accepted, questioned), and what they said.
  reason_text_id {int} REFERENCES texts (id),
  excuse TEXT,
  said_text_id {int} REFERENCES texts (id),
  dialogue_id {int} REFERENCES dialogues (id)
){strict};
CREATE INDEX planned_dialogues_plan ON planned_dialogues (plan_id, planned_on, id);
CREATE INDEX planned_dialogues_dialogue ON planned_dialogues (dialogue_id);

ALTER TABLE dialogues ADD COLUMN line TEXT NOT NULL DEFAULT 'other';
ALTER TABLE dialogues ADD COLUMN duties TEXT NOT NULL DEFAULT '[]';
ALTER TABLE dialogues ADD COLUMN audience TEXT NOT NULL DEFAULT 'residents';
ALTER TABLE dialogues ADD COLUMN form TEXT NOT NULL DEFAULT 'conference';
-- The organisation with whose members it is held.
ALTER TABLE dialogues ADD COLUMN members_of_id {int} REFERENCES organisations (id);

ALTER TABLE sessions ADD COLUMN chair_term_id {int} REFERENCES terms (id);
ALTER TABLE sessions ADD COLUMN deputy_reason_text_id {int} REFERENCES texts (id);
ALTER TABLE sessions ADD COLUMN opened_event_id {int};
ALTER TABLE sessions ADD COLUMN held_event_id {int};
-- Until now a dialogue had one session, which began as the dialogue was opened.
UPDATE sessions SET opened_event_id = (
  SELECT MIN(e.id) FROM events e
  WHERE e.subject = 'dialogue' AND e.subject_id = sessions.dialogue_id AND e.act = 'dialogue.opened'
);
-- Its setting was recorded by mistake.
ALTER TABLE sessions ADD COLUMN struck {int} NOT NULL DEFAULT 0;

-- How many people of which group came; nobody's name.
CREATE TABLE session_attendance (
  session_id {int} NOT NULL REFERENCES sessions (id),
  audience TEXT NOT NULL,
  people {int} NOT NULL,
  PRIMARY KEY (session_id, audience)
){strict};

-- Bodies that were present at a session.
CREATE TABLE session_bodies (
  session_id {int} NOT NULL REFERENCES sessions (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (session_id, organisation_id)
){strict};

-- Agenda of a dialogue. kind: matter (people raise it), policy (it is explained to them). One that is no longer on the
-- agenda has position 0.
CREATE TABLE themes (
  id {int} PRIMARY KEY,
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  position {int} NOT NULL,
  kind TEXT NOT NULL,
  title_text_id {int} NOT NULL REFERENCES texts (id)
){strict};
CREATE INDEX themes_dialogue ON themes (dialogue_id, position);

-- Thin: the book of letters with its statutory steps comes on top. The number is that of the paper.
CREATE TABLE letters (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  series TEXT NOT NULL,
  period {int} NOT NULL,
  number TEXT NOT NULL,
  received_on TEXT NOT NULL
){strict};
CREATE INDEX letters_organisation ON letters (organisation_id, period, series, number);
CREATE INDEX letters_received ON letters (organisation_id, received_on, id);

-- End of the plan block.
