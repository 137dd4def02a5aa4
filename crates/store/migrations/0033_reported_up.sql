-- What is beyond competence and was reported to a body above, the reports of a dialogue by addressee, and what people are aggrieved by.

-- One row for each case that a report names.
CREATE TABLE upward_reports (
  event_id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  to_id {int} NOT NULL REFERENCES organisations (id),
  reported_on TEXT NOT NULL,
  document_text_id {int} NOT NULL REFERENCES texts (id),
  struck {int} NOT NULL DEFAULT 0
){strict};
CREATE INDEX upward_reports_case ON upward_reports (case_id);

-- addressee: committee, superior. The last report to each.
CREATE TABLE dialogue_reports (
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  addressee TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  document_text_id {int} NOT NULL REFERENCES texts (id),
  PRIMARY KEY (dialogue_id, addressee)
){strict};

-- pressing: people are aggrieved by it; it stands first in the synthesis.
ALTER TABLE gathering_opinions ADD COLUMN pressing {int} NOT NULL DEFAULT 0;
