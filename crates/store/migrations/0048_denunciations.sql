-- The register of denunciations: number, day, way, field, step, clocks and result of each, and nothing of who denounced, who is
-- denounced, or what was said.

-- way: as of letters. phase, result: codes of data/denunciation_steps.toml. due_on: the last day of the clock that runs out first.
-- moved_id: the submission that was erased for it. event_id: what was recorded last.
CREATE TABLE denunciations (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  year {int} NOT NULL,
  number TEXT NOT NULL,
  drawn {int} NOT NULL,
  received_on TEXT NOT NULL,
  way TEXT NOT NULL,
  field TEXT NOT NULL,
  phase TEXT NOT NULL,
  phase_on TEXT NOT NULL,
  result TEXT NOT NULL,
  due_on TEXT,
  moved_id {int} REFERENCES submissions (id),
  event_id {int} NOT NULL,
  struck {int} NOT NULL
){strict};
CREATE INDEX denunciations_organisation ON denunciations (organisation_id, received_on, id) WHERE struck = 0;
CREATE UNIQUE INDEX denunciations_number ON denunciations (organisation_id, year, number);
CREATE INDEX denunciations_due ON denunciations (organisation_id, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX denunciations_moved ON denunciations (moved_id) WHERE moved_id IS NOT NULL;

-- Its clocks in their order. more: by how many days one is longer than its rule says. state: running, still, done, dropped.
CREATE TABLE denunciation_clocks (
  denunciation_id {int} NOT NULL REFERENCES denunciations (id),
  no {int} NOT NULL,
  rule_id TEXT NOT NULL,
  rule_version {int},
  from_on TEXT NOT NULL,
  more {int} NOT NULL,
  due_on TEXT,
  done_on TEXT,
  state TEXT NOT NULL,
  derivation TEXT NOT NULL,
  PRIMARY KEY (denunciation_id, no)
){strict};
