-- What an account recorded for others is listed for whoever typed it, to be laid before those whose acts it is.

ALTER TABLE on_behalf ADD COLUMN typist_id {int};
UPDATE on_behalf SET typist_id = (SELECT e.typist_id FROM events e WHERE e.id = on_behalf.event_id);
CREATE INDEX on_behalf_typist ON on_behalf (typist_id, event_id);
