-- Reception days and the visits of their book, with what became of each; and where submissions were raised at a reception.

-- kind: regular, periodic, unscheduled. receiver: staff, head, deputy. state: scheduled, held, cancelled, struck. term_id is the
-- official who receives, or in whose place somebody does.
CREATE TABLE receptions (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  term_id {int} REFERENCES terms (id),
  kind TEXT NOT NULL,
  receiver TEXT NOT NULL,
  state TEXT NOT NULL,
  -- The day for which it is set, and the one on which citizens were received.
  planned_on TEXT NOT NULL,
  held_on TEXT,
  online {int} NOT NULL,
  place_text_id {int} REFERENCES texts (id),
  announced_on TEXT,
  reason_text_id {int} REFERENCES texts (id),
  -- The conclusion notice of the reception: its number, who signed it, and the day on it.
  number_text_id {int} REFERENCES texts (id),
  signer_text_id {int} REFERENCES texts (id),
  concluded_on TEXT,
  version {int} NOT NULL
){strict};
CREATE INDEX receptions_planned ON receptions (organisation_id, planned_on, id);
CREATE INDEX receptions_held ON receptions (organisation_id, held_on, id);

-- Visits in the order of the book of a body and year. The name of who came stands with the turn. text_id is what a visit is
-- about where no submission says so. outcome: open, guided, answered, recorded, letter, existing, refused.
CREATE TABLE visits (
  id {int} PRIMARY KEY,
  reception_id {int} NOT NULL REFERENCES receptions (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  year {int} NOT NULL,
  no {int} NOT NULL,
  turn_id {int} NOT NULL REFERENCES turns (id),
  visited_on TEXT NOT NULL,
  text_id {int} REFERENCES texts (id),
  kind TEXT NOT NULL,
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  people {int} NOT NULL,
  representatives {int},
  large {int} NOT NULL,
  again {int} NOT NULL,
  outcome TEXT NOT NULL,
  ground TEXT,
  words_text_id {int} REFERENCES texts (id),
  submission_id {int} REFERENCES submissions (id),
  case_id {int} REFERENCES cases (id),
  letter_id {int} REFERENCES letters (id),
  struck {int} NOT NULL,
  UNIQUE (organisation_id, year, no)
){strict};
CREATE INDEX visits_reception ON visits (reception_id, no);
CREATE INDEX visits_day ON visits (organisation_id, visited_on, no);
CREATE INDEX visits_open ON visits (organisation_id, id) WHERE outcome = 'open' AND struck = 0;
CREATE INDEX visits_submission ON visits (submission_id);
CREATE INDEX visits_case ON visits (case_id);
CREATE INDEX visits_turn ON visits (turn_id);
CREATE INDEX visits_letter ON visits (letter_id);

-- Of a submission that was raised at a reception: the body that received.
ALTER TABLE spans ADD COLUMN visited_id {int};
DROP VIEW raisings;
CREATE VIEW raisings AS SELECT subject_id AS submission_id, turn_id, dialogue_id, receiver_id, visited_id, from_on, known_from_at, known_to_at FROM spans WHERE turn_id IS NOT NULL;
CREATE INDEX raised_at ON spans (visited_id, from_on, turn_id, subject_id, known_from_at) WHERE turn_id IS NOT NULL AND visited_id IS NOT NULL AND known_to_at = 9000000000000000;
CREATE INDEX raised_at_once ON spans (visited_id) WHERE turn_id IS NOT NULL AND visited_id IS NOT NULL AND known_to_at < 9000000000000000;
