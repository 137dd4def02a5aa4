-- What was recorded for somebody else (nhập hộ): whose act an event is, and whether they contest it.

-- Follows from the events. organisation_id is the body that did it, or the one whose head decided it (head = 1);
-- contested_by_id is the event that contests it, settled_by_id the one that answered or amended it since.
CREATE TABLE on_behalf (
  event_id {int} PRIMARY KEY REFERENCES events (id),
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  head {int} NOT NULL,
  contested_by_id {int},
  settled_by_id {int}
){strict};
CREATE INDEX on_behalf_organisation ON on_behalf (organisation_id, event_id);
CREATE INDEX on_behalf_subject ON on_behalf (subject, subject_id);
CREATE INDEX on_behalf_waiting ON on_behalf (event_id) WHERE contested_by_id IS NOT NULL AND settled_by_id IS NULL;
