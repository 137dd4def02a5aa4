-- Declared figures: what a unit says of a period on a paper, beside what is counted from cases.

-- What a unit declares of a period. The paper and the version in force follow from the events: event_id is the one that wrote
-- what is in force, struck_event_id the striking of all of it.
CREATE TABLE declared_figures (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  event_id {int} NOT NULL,
  document_on TEXT NOT NULL,
  number_text_id {int} REFERENCES texts (id),
  struck_event_id {int},
  version {int} NOT NULL
){strict};
CREATE INDEX declared_figures_organisation ON declared_figures (organisation_id, from_on);

-- The numbers of each version, by the event that wrote it: a figure of an earlier day reads an earlier one.
CREATE TABLE declared_cells (
  event_id {int} NOT NULL,
  number TEXT NOT NULL,
  declared_id {int} NOT NULL REFERENCES declared_figures (id),
  count {int} NOT NULL,
  PRIMARY KEY (event_id, number)
){strict};
CREATE INDEX declared_cells_declared ON declared_cells (declared_id, event_id);

-- Scans of the paper, in the order in which they were laid down. They show offices, not people who spoke.
CREATE TABLE declared_scans (
  id {int} PRIMARY KEY,
  declared_id {int} NOT NULL REFERENCES declared_figures (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  UNIQUE (declared_id, no)
){strict};
CREATE INDEX declared_scans_sha256 ON declared_scans (sha256);

-- What was seen of a table that is taken over: its columns, what is not taken from it, and what is worth a look, as JSON.
ALTER TABLE imports ADD COLUMN looked_text_id {int} REFERENCES texts (id);

-- The row that is refused although the check let it pass, and the code of the refusal, until it is written or taken back.
ALTER TABLE imports ADD COLUMN refused_no {int};
ALTER TABLE imports ADD COLUMN refused_code TEXT;
