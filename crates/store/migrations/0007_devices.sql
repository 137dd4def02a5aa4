-- Who sits at the desk: registered devices, personal PINs, locked sessions, one-time codes of an app.

-- A machine of a body on which its people switch by a PIN. Its token is in the browser alone, here is its hash.
CREATE TABLE devices (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  token_hash {bytes} NOT NULL UNIQUE,
  name TEXT NOT NULL,
  registered_on TEXT NOT NULL,
  revoked_at {int}
){strict};
CREATE INDEX devices_organisation ON devices (organisation_id, id);

-- The PIN of an account, as an Argon2 string.
CREATE TABLE pins (
  account_id {int} PRIMARY KEY REFERENCES accounts (id),
  secret TEXT NOT NULL,
  set_at {int} NOT NULL
){strict};

-- Apps that give codes. The secret is derived from the id with the installation's key and stands nowhere. One that was never
-- confirmed counts for nothing; at most one of an account is confirmed and not ended.
CREATE TABLE totps (
  id {int} PRIMARY KEY,
  account_id {int} NOT NULL REFERENCES accounts (id),
  begun_at {int} NOT NULL,
  confirmed_at {int},
  ended_at {int},
  -- The period of 30 seconds of the last code that was taken: each is taken once.
  last_step {int} NOT NULL
){strict};
CREATE INDEX totps_account ON totps (account_id, id);
CREATE UNIQUE INDEX totps_in_force ON totps (account_id) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;

ALTER TABLE account_sessions ADD COLUMN device_id {int};
-- The password or PIN was right, the code of the app is still to come.
ALTER TABLE account_sessions ADD COLUMN waits {int} NOT NULL DEFAULT 0;
ALTER TABLE account_sessions ADD COLUMN locked_at {int};
