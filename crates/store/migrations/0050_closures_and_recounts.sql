-- Days on which the bodies of a place are closed (storm, flood), and how far a change of the rulebook has come through the clocks
-- that run: they get their days in many short transactions behind it.

CREATE TABLE closures (
  id {int} PRIMARY KEY,
  jurisdiction TEXT NOT NULL,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('closed', 'lifted')),
  name_text_id {int} NOT NULL REFERENCES texts (id),
  document_text_id {int} NOT NULL REFERENCES texts (id),
  event_id {int} NOT NULL
){strict};

-- Whose change it was stands there, since what follows from it is theirs. What is left over is that of a later change.
CREATE TABLE recounts (
  rulebook {int} PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'left', 'done')),
  subject TEXT NOT NULL,
  after_id {int} NOT NULL,
  passed {int} NOT NULL,
  moved {int} NOT NULL,
  total {int},
  account_id {int} NOT NULL,
  actor_id {int} NOT NULL,
  organisation_id {int} NOT NULL,
  begun_at {int} NOT NULL,
  ended_at {int}
){strict};

-- The clocks that a change of the rulebook can move, those of one case or dialogue behind each other.
CREATE INDEX clocks_ruled ON clocks (subject, subject_id, id) WHERE state = 'running' AND rule_id IS NOT NULL;
