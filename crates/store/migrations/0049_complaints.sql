-- Complaints that are settled: each belongs to a letter that was taken up. Their steps are events; this row says how one stands.

-- instance: first, second. phase: received, accepted, assigned, verified, suspended, withdrawn, decided, refused, terminated, in_effect.
-- variant: normal, complex, remote, remote_complex. due_on: the nearest last day of the body that runs. explained: whether who complains
-- was told why it is late. first_id: the first complaint, of a second one.
CREATE TABLE complaints (
  id {int} PRIMARY KEY,
  letter_id {int} NOT NULL REFERENCES letters (id),
  case_id {int} NOT NULL REFERENCES cases (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  received_on TEXT NOT NULL,
  instance TEXT NOT NULL,
  phase TEXT NOT NULL,
  variant TEXT NOT NULL,
  first_id {int} REFERENCES complaints (id),
  due_on TEXT,
  explained {int} NOT NULL DEFAULT 0,
  decided_on TEXT,
  finding TEXT NOT NULL DEFAULT '',
  struck {int} NOT NULL DEFAULT 0
){strict};
CREATE INDEX complaints_letter ON complaints (letter_id);
CREATE INDEX complaints_case ON complaints (case_id);
CREATE INDEX complaints_body ON complaints (organisation_id, received_on, id) WHERE struck = 0;
