-- The first tables: from the body that listens to the sentence, its case, its answer and its figure.
-- One text for both engines; {int}, {bytes}, {key} and {strict} are named in migrate.rs, and a line
-- that begins with "sqlite:" or "postgres:" is for that engine alone.

CREATE TABLE installation (
  id {int} PRIMARY KEY CHECK (id = 1),
  public_id TEXT NOT NULL,
  simulated {int} NOT NULL,
  own_today TEXT,
  key_check {bytes} NOT NULL,
  -- Raised with every change of rules or calendar; what a node keeps of them in memory is of one such number.
  rulebook {int} NOT NULL
){strict};

CREATE TABLE territories (
  id {int} PRIMARY KEY,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT NOT NULL,
  name TEXT NOT NULL,
  fold {key} NOT NULL,
  parent_id {int} REFERENCES territories (id),
  UNIQUE (level, code, valid_from_on)
){strict};
CREATE INDEX territories_parent ON territories (parent_id, fold);

CREATE TABLE organisations (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  territory_id {int} NOT NULL REFERENCES territories (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_key {key} NOT NULL,
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT NOT NULL,
  outside {int} NOT NULL,
  version {int} NOT NULL
){strict};

CREATE TABLE organisation_links (
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  line TEXT NOT NULL,
  superior_id {int} NOT NULL REFERENCES organisations (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  PRIMARY KEY (organisation_id, line, from_on)
){strict};
CREATE INDEX organisation_links_superior ON organisation_links (superior_id, line);

-- Closure of the line of authority; every body is its own ancestor.
CREATE TABLE organisation_scope (
  ancestor_id {int} NOT NULL REFERENCES organisations (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (ancestor_id, organisation_id)
){strict};
CREATE INDEX organisation_scope_organisation ON organisation_scope (organisation_id, ancestor_id);

-- Officials only; a citizen's name stands in submitters and nowhere else.
CREATE TABLE people (
  id {int} PRIMARY KEY,
  name TEXT NOT NULL,
  sort_key {key} NOT NULL
){strict};

CREATE TABLE terms (
  id {int} PRIMARY KEY,
  person_id {int} NOT NULL REFERENCES people (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  post TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL
){strict};
CREATE INDEX terms_organisation ON terms (organisation_id, post, from_on);

CREATE TABLE accounts (
  id {int} PRIMARY KEY,
  person_id {int} NOT NULL REFERENCES people (id),
  login {key} NOT NULL UNIQUE,
  secret TEXT,
  secret_at {int} NOT NULL,
  signed_in_at {int},
  demo {int} NOT NULL,
  version {int} NOT NULL
){strict};

CREATE TABLE memberships (
  account_id {int} NOT NULL REFERENCES accounts (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  role TEXT NOT NULL,
  field TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  PRIMARY KEY (account_id, organisation_id, role, field, from_on)
){strict};
CREATE INDEX memberships_organisation ON memberships (organisation_id, role);

CREATE TABLE account_sessions (
  token_hash {bytes} PRIMARY KEY,
  id {int} NOT NULL UNIQUE,
  account_id {int} NOT NULL REFERENCES accounts (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  device TEXT NOT NULL,
  issued_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  ends_at {int} NOT NULL
){strict};
CREATE INDEX account_sessions_account ON account_sessions (account_id, issued_at);

-- First code, slips and recovery codes: the keyed hash of a secret that is derived from the id, used once.
CREATE TABLE one_time_codes (
  id {int} PRIMARY KEY,
  code_hash {bytes} NOT NULL UNIQUE,
  account_id {int} REFERENCES accounts (id),
  purpose TEXT NOT NULL,
  issued_at {int} NOT NULL,
  ends_at {int} NOT NULL,
  used_at {int}
){strict};
CREATE INDEX one_time_codes_account ON one_time_codes (account_id, purpose);

-- Failed sign-ins per keyed hash of login and of address, for throttling across nodes.
CREATE TABLE sign_in_failures (
  subject_hash {bytes} PRIMARY KEY,
  failures {int} NOT NULL,
  last_at {int} NOT NULL
){strict};

-- Every sentence anybody types. Never updated; emptied by text.erase alone.
CREATE TABLE texts (
  id {int} PRIMARY KEY,
  body TEXT,
  salt {bytes},
  digest {bytes} NOT NULL,
  erased_event_id {int}
){strict};

CREATE TABLE dialogues (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  -- The body that announced it, for ever; organisation_id is who holds it now.
  origin_id {int} NOT NULL REFERENCES organisations (id),
  chair_term_id {int} REFERENCES terms (id),
  level TEXT NOT NULL,
  title_text_id {int} NOT NULL REFERENCES texts (id),
  first_on TEXT NOT NULL,
  state TEXT NOT NULL,
  version {int} NOT NULL
){strict};
CREATE INDEX dialogues_organisation ON dialogues (organisation_id, first_on, id);
CREATE INDEX dialogues_origin ON dialogues (origin_id, id);

CREATE TABLE sessions (
  id {int} PRIMARY KEY,
  dialogue_id {int} NOT NULL REFERENCES dialogues (id),
  no {int} NOT NULL,
  held_on TEXT NOT NULL,
  territory_id {int} NOT NULL REFERENCES territories (id),
  place_text_id {int} REFERENCES texts (id),
  minutes_signed_on TEXT,
  UNIQUE (dialogue_id, no)
){strict};

CREATE TABLE turns (
  id {int} PRIMARY KEY,
  source TEXT NOT NULL,
  source_id {int} NOT NULL,
  no {int} NOT NULL,
  spoken_on TEXT NOT NULL,
  mode TEXT NOT NULL,
  head_count {int},
  UNIQUE (source, source_id, no)
){strict};

-- The only place of a citizen's name and contact.
CREATE TABLE submitters (
  turn_id {int} PRIMARY KEY REFERENCES turns (id),
  name TEXT NOT NULL,
  contact TEXT NOT NULL,
  represents TEXT NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id)
){strict};

CREATE TABLE submissions (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  turn_id {int} NOT NULL REFERENCES turns (id),
  no {int} NOT NULL,
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  version {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  struck_event_id {int},
  UNIQUE (turn_id, no)
){strict};

-- Versions that a revision replaced; the one in force stands in submissions.
CREATE TABLE submission_versions (
  submission_id {int} NOT NULL REFERENCES submissions (id),
  version {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (submission_id, version)
){strict};

-- Current state only; what was when stands in spans.
CREATE TABLE cases (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  version {int} NOT NULL,
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  origin_id {int} NOT NULL REFERENCES organisations (id),
  origin_dialogue_id {int} REFERENCES dialogues (id),
  accountable_id {int} NOT NULL REFERENCES organisations (id),
  raised_on TEXT NOT NULL,
  handling TEXT NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id)
){strict};
CREATE INDEX cases_place ON cases (territory_id, field, raised_on);
CREATE INDEX cases_dialogue ON cases (origin_dialogue_id, id);

-- One point per submission until somebody splits it; the link between submissions and cases.
CREATE TABLE case_points (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  no {int} NOT NULL,
  submission_id {int} REFERENCES submissions (id),
  text_id {int} NOT NULL REFERENCES texts (id),
  UNIQUE (case_id, no)
){strict};
CREATE INDEX case_points_submission ON case_points (submission_id);

CREATE TABLE replies (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  session_id {int} REFERENCES sessions (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  speaker_term_id {int} REFERENCES terms (id),
  issued_on TEXT NOT NULL,
  struck_event_id {int}
){strict};
CREATE INDEX replies_case ON replies (case_id, id);

CREATE TABLE reply_points (
  reply_id {int} NOT NULL REFERENCES replies (id),
  case_point_id {int} NOT NULL REFERENCES case_points (id),
  result TEXT NOT NULL,
  by_on TEXT,
  text_id {int} NOT NULL REFERENCES texts (id),
  PRIMARY KEY (reply_id, case_point_id)
){strict};

CREATE TABLE clocks (
  id {int} PRIMARY KEY,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  kind TEXT NOT NULL,
  rule_id TEXT,
  rule_version {int},
  trigger_event_id {int} NOT NULL,
  from_on TEXT NOT NULL,
  due_on TEXT,
  state TEXT NOT NULL,
  derivation TEXT NOT NULL
){strict};
CREATE INDEX clocks_subject ON clocks (subject, subject_id);
CREATE INDEX clocks_due ON clocks (state, due_on, id);

CREATE TABLE events (
  id {int} PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  seq {int} NOT NULL,
  act TEXT NOT NULL,
  version {int} NOT NULL,
  actor_id {int} NOT NULL,
  typist_id {int} NOT NULL,
  organisation_id {int} NOT NULL,
  happened_on TEXT NOT NULL,
  recorded_at {int} NOT NULL,
  request_id {int} NOT NULL,
  data TEXT NOT NULL,
  salt {bytes} NOT NULL,
  commitment {bytes} NOT NULL,
  UNIQUE (subject, subject_id, seq)
){strict};

-- Half-open in both times; open ends are 9999-12-31 and 9e15.
CREATE TABLE spans (
  id {int} PRIMARY KEY,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  axis TEXT NOT NULL,
  value TEXT NOT NULL,
  organisation_id {int},
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  known_from_at {int} NOT NULL,
  known_to_at {int} NOT NULL
){strict};
CREATE INDEX spans_axis ON spans (axis, value, from_on);
CREATE INDEX spans_subject ON spans (subject, subject_id, axis, known_to_at);

CREATE TABLE requests (
  account_id {int} NOT NULL,
  key TEXT NOT NULL,
  id {int} NOT NULL,
  act TEXT NOT NULL,
  input_hash {bytes} NOT NULL,
  answer TEXT NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (account_id, key)
){strict};
CREATE INDEX requests_at ON requests (at);

-- Folded words for finding, words with their marks for ranking, and the bodies that may see the row.
CREATE TABLE search_rows (
  id {int} PRIMARY KEY,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  scope_tokens TEXT NOT NULL,
  folded TEXT NOT NULL,
  marked TEXT NOT NULL,
  UNIQUE (subject, subject_id)
){strict};
postgres: ALTER TABLE search_rows ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded || ' ' || scope_tokens)) STORED;
postgres: CREATE INDEX search_rows_words ON search_rows USING GIN (words);
sqlite: CREATE VIRTUAL TABLE search_words USING fts5 (folded, scope_tokens, content = 'search_rows', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
sqlite: CREATE TRIGGER search_rows_added AFTER INSERT ON search_rows BEGIN INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, new.folded, new.scope_tokens); END;
sqlite: CREATE TRIGGER search_rows_removed AFTER DELETE ON search_rows BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, old.folded, old.scope_tokens); END;
sqlite: CREATE TRIGGER search_rows_changed AFTER UPDATE ON search_rows BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, old.folded, old.scope_tokens); INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, new.folded, new.scope_tokens); END;
