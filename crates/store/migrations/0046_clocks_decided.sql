-- What somebody answers for who is not under the body that decides over it is that body's too: its last day is found by either.

ALTER TABLE clocks ADD COLUMN decides_id {int};
UPDATE clocks SET decides_id = (SELECT c.decides_id FROM cases c WHERE c.id = clocks.subject_id AND c.decides_id <> clocks.bearer_id) WHERE subject = 'case';
UPDATE clocks SET decides_id = (SELECT c.decides_id FROM assignments g JOIN cases c ON c.id = g.case_id WHERE g.id = clocks.subject_id AND c.decides_id <> clocks.bearer_id) WHERE subject = 'assignment';
UPDATE clocks SET decides_id = (SELECT c.decides_id FROM case_points q JOIN cases c ON c.id = q.case_id WHERE q.id = clocks.subject_id AND c.decides_id <> clocks.bearer_id) WHERE subject = 'case_point';
CREATE INDEX clocks_decided ON clocks (decides_id, due_on, id) WHERE state = 'running' AND due_on IS NOT NULL AND decides_id IS NOT NULL;
