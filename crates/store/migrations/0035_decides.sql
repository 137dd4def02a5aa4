-- Who decides over a case: the body with which it was first raised, or the one that took its place.

ALTER TABLE cases ADD COLUMN decides_id {int} REFERENCES organisations (id);
UPDATE cases SET decides_id = origin_id;
-- What came by letter to a body of before is decided by the body that wrote it down.
UPDATE cases SET decides_id = m.body_id FROM (
  SELECT q.case_id AS case_id, l.organisation_id AS body_id FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
  JOIN submissions b ON b.turn_id = t.id JOIN case_points q ON q.submission_id = b.id AND q.no = 1 WHERE l.raised_with_id IS NOT NULL
) AS m WHERE m.case_id = cases.id;
-- Who received what an ended body left, over as many changes of the map.
UPDATE cases SET decides_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = cases.id AND m.from_id = cases.decides_id;
UPDATE cases SET decides_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = cases.id AND m.from_id = cases.decides_id;
UPDATE cases SET decides_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = cases.id AND m.from_id = cases.decides_id;
CREATE INDEX cases_decides ON cases (decides_id, id);
-- The newest of a place, whatever their fields, are compared with what is typed.
CREATE INDEX cases_at ON cases (territory_id, raised_on, id);

-- A review is in the hands of the body that decides over its case.
ALTER TABLE reviews ADD COLUMN decides_id {int} REFERENCES organisations (id);
UPDATE reviews SET decides_id = (SELECT c.decides_id FROM cases c WHERE c.id = reviews.case_id);
UPDATE reviews SET organisation_id = decides_id WHERE state = 'open' AND level = 1 AND organisation_id = origin_id;
CREATE INDEX reviews_decides ON reviews (decides_id, state, opened_on, id);
