-- What an ended body or term leaves to others.

CREATE TABLE handovers (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  term_id {int} REFERENCES terms (id),
  ended_on TEXT NOT NULL,
  state TEXT NOT NULL,
  version {int} NOT NULL
){strict};
CREATE INDEX handovers_organisation ON handovers (organisation_id, id);

-- subject_id: a case, a dialogue, an account or a body; detail: the role of an account, the line of a body.
-- state: open, given, or lapsed where a role was taken back before it was given.
CREATE TABLE handover_items (
  id {int} PRIMARY KEY,
  handover_id {int} NOT NULL REFERENCES handovers (id),
  kind TEXT NOT NULL,
  subject_id {int} NOT NULL,
  detail TEXT NOT NULL,
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  proposed_id {int} REFERENCES organisations (id),
  receiver_id {int} REFERENCES organisations (id),
  receiver_term_id {int} REFERENCES terms (id),
  state TEXT NOT NULL,
  UNIQUE (handover_id, kind, subject_id, detail)
){strict};
CREATE INDEX handover_items_group ON handover_items (handover_id, kind, territory_id, field, id);

-- What a body answers for is found when it ends.
CREATE INDEX cases_accountable ON cases (accountable_id, id);
