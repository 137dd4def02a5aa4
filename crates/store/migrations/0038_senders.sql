-- In whose hands a transfer is: the body that sent it on, or the one that took its place. The letter keeps the name that it bears.

ALTER TABLE transfers ADD COLUMN sender_id {int} REFERENCES organisations (id);
UPDATE transfers SET sender_id = from_id;
-- Who received what an ended body left, over as many changes of the map.
UPDATE transfers SET sender_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = transfers.case_id AND m.from_id = transfers.sender_id;
UPDATE transfers SET sender_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = transfers.case_id AND m.from_id = transfers.sender_id;
UPDATE transfers SET sender_id = m.to_id FROM (SELECT i.subject_id AS case_id, h.organisation_id AS from_id, i.receiver_id AS to_id FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.kind = 'case' AND i.state = 'given') AS m WHERE m.case_id = transfers.case_id AND m.from_id = transfers.sender_id;
DROP INDEX transfers_from;
DROP INDEX transfers_named;
CREATE INDEX transfers_sender ON transfers (sender_id, state);
sqlite: CREATE INDEX transfers_named ON transfers (sender_id, upper(number)) WHERE number <> '';
postgres: CREATE INDEX transfers_named ON transfers (sender_id, (upper(number) COLLATE "C")) WHERE number <> '';
-- What a body was given of those that ended is supervised by the Front of its place.
CREATE INDEX handover_items_received ON handover_items (receiver_id, subject_id) WHERE kind = 'case' AND state = 'given';
