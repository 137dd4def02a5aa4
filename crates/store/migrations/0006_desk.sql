-- What the desk keeps beside the words: drafts, photographed slips, slips to private reception, neutral titles.

-- What somebody is typing and has not sent: read by that account alone, gone with what it becomes. It is in no event,
-- no search and no log. The form is the page, such as `desk:17`; the body is what its fields hold.
CREATE TABLE drafts (
  account_id {int} NOT NULL REFERENCES accounts (id),
  form TEXT NOT NULL,
  body TEXT NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (account_id, form)
){strict};
CREATE INDEX drafts_at ON drafts (at);

-- Files by their content. Whether somebody may see one is decided by what it is attached to.
CREATE TABLE attachments (
  sha256 {bytes} PRIMARY KEY,
  size {int} NOT NULL,
  type TEXT NOT NULL
){strict};

CREATE TABLE attachment_chunks (
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  no {int} NOT NULL,
  bytes {bytes} NOT NULL,
  PRIMARY KEY (sha256, no)
){strict};

-- Photographed slips of a session in the order in which they were laid down. Handwriting tells who wrote it.
-- state: waiting, typed, set_aside, withheld. The rotation is what the picture has to be turned by, in degrees clockwise.
CREATE TABLE slips (
  id {int} PRIMARY KEY,
  session_id {int} NOT NULL REFERENCES sessions (id),
  no {int} NOT NULL,
  sha256 {bytes} NOT NULL REFERENCES attachments (sha256),
  rotation {int} NOT NULL,
  state TEXT NOT NULL,
  submission_id {int} REFERENCES submissions (id),
  reason_text_id {int} REFERENCES texts (id),
  UNIQUE (session_id, no)
){strict};
CREATE INDEX slips_submission ON slips (submission_id);

-- Slips to private reception, numbered in their session, without a word of the matter.
CREATE TABLE private_slips (
  id {int} PRIMARY KEY,
  session_id {int} NOT NULL REFERENCES sessions (id),
  no {int} NOT NULL,
  given_on TEXT NOT NULL,
  submission_id {int} REFERENCES submissions (id),
  slip_id {int} REFERENCES slips (id),
  recorded_at {int} NOT NULL,
  typist_id {int} NOT NULL REFERENCES accounts (id),
  event_id {int} NOT NULL,
  struck_event_id {int},
  UNIQUE (session_id, no)
){strict};
CREATE INDEX private_slips_submission ON private_slips (submission_id);
CREATE INDEX private_slips_slip ON private_slips (slip_id);

-- Where the words of a submission are while they are kept from everybody: the rows that would show them name text 1
-- meanwhile, so that no page, list or search that is written later can show them either.
CREATE TABLE withheld_texts (
  submission_id {int} NOT NULL REFERENCES submissions (id),
  version {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  PRIMARY KEY (submission_id, version)
){strict};
sqlite: INSERT INTO texts (id, body, salt, digest) VALUES (1, NULL, NULL, x'');
postgres: INSERT INTO texts (id, body, salt, digest) VALUES (1, NULL, NULL, '');

-- Name and contact of a turn of which something is kept from everybody.
ALTER TABLE submitters ADD COLUMN withheld {int} NOT NULL DEFAULT 0;

-- Neutral titles that the projector shows.
CREATE TABLE released_titles (
  submission_id {int} PRIMARY KEY REFERENCES submissions (id),
  text_id {int} NOT NULL REFERENCES texts (id)
){strict};
