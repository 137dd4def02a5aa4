-- What the program does by itself (việc nền), what it tells each account (tin báo), and the backups it took.

-- Enqueued with what causes it; leased by one node at a time. payload holds ids and days, last_error a word of the program.
-- state: waiting, done, stopped (dừng lại). lease_until is 0 while nobody does it.
CREATE TABLE jobs (
  id {int} PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  run_at {int} NOT NULL,
  lease_until {int} NOT NULL,
  lease_by TEXT NOT NULL,
  attempts {int} NOT NULL,
  state TEXT NOT NULL,
  last_error TEXT NOT NULL,
  ended_at {int}
){strict};
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_by) WHERE state = 'waiting' AND lease_until > 0;
CREATE INDEX jobs_failing ON jobs (id) WHERE last_error <> '' AND state <> 'done';
CREATE INDEX jobs_done ON jobs (ended_at) WHERE state = 'done';

-- What an account is told: what happened to what, and nothing that anybody typed. due_on is a last day of which it tells.
CREATE TABLE messages (
  id {int} PRIMARY KEY,
  account_id {int} NOT NULL REFERENCES accounts (id),
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  event_id {int},
  due_on TEXT,
  at {int} NOT NULL,
  unique_key TEXT NOT NULL,
  read_at {int},
  -- The day of the digest that had it.
  digest_on TEXT,
  UNIQUE (account_id, unique_key)
){strict};
CREATE INDEX messages_account ON messages (account_id, id);
CREATE INDEX messages_unread ON messages (account_id, id) WHERE read_at IS NULL;

-- What an account wants to be told; without a row: everything, and a digest once it has an address.
CREATE TABLE message_settings (
  account_id {int} PRIMARY KEY REFERENCES accounts (id),
  digest {int} NOT NULL,
  address_text_id {int} REFERENCES texts (id),
  -- The kinds of which it is not told, with commas around each.
  kinds_off TEXT NOT NULL
){strict};

-- Daily backups: what came of each. fault is a word of the program, empty where it was taken and opens.
CREATE TABLE backups (
  id {int} PRIMARY KEY,
  at {int} NOT NULL,
  fault TEXT NOT NULL,
  rows_total {int} NOT NULL
){strict};
CREATE INDEX backups_at ON backups (at, id);
