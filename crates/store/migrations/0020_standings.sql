-- How every case stands, one row per interval, as lists and figures read it.

-- The axes of a case that are read together, laid over each other: one more axis of spans, so that they are written with the
-- others. value: its outcome; organisation_id: the body with which it was raised; sides: how it stands to its due date, what the
-- person and those who supervise say, transfer and competence, a decimal digit each, as domain::standing has them.
ALTER TABLE spans ADD COLUMN raised_on TEXT;
ALTER TABLE spans ADD COLUMN dialogue_id {int};
ALTER TABLE spans ADD COLUMN sides {int};
ALTER TABLE spans ADD COLUMN field TEXT;
CREATE VIEW standings AS SELECT subject_id AS case_id, known_from_at, from_on, to_on, known_to_at, organisation_id AS origin_id, raised_on, dialogue_id, value AS outcome, sides, field FROM spans WHERE subject = 'case' AND axis = 'standing';

-- By what is recorded now: the cases raised with a body, those of all bodies, and of these the ones of an outcome, each by the day
-- on which they were raised, with all that a list asks before it shows a row; the first with all that a figure counts.
CREATE INDEX standings_of_body ON spans (organisation_id, raised_on, subject_id, from_on, to_on, known_from_at, value, sides, dialogue_id, field) WHERE subject = 'case' AND axis = 'standing' AND known_to_at = 9000000000000000;
CREATE INDEX standings_raised ON spans (raised_on, subject_id, from_on, to_on, known_from_at, value, organisation_id, dialogue_id) WHERE subject = 'case' AND axis = 'standing' AND known_to_at = 9000000000000000;
CREATE INDEX standings_outcome ON spans (value, raised_on, subject_id, from_on, to_on, known_from_at, organisation_id, dialogue_id) WHERE subject = 'case' AND axis = 'standing' AND known_to_at = 9000000000000000;
-- What was believed once.
CREATE INDEX standings_once ON spans (organisation_id, raised_on) WHERE subject = 'case' AND axis = 'standing' AND known_to_at < 9000000000000000;

-- The body that answers for the case of a clock, whoever the clock runs against; none of a dialogue. What runs towards a day is
-- found by it, in the order of those days.
ALTER TABLE clocks ADD COLUMN bearer_id {int};
UPDATE clocks SET bearer_id = (SELECT c.accountable_id FROM cases c WHERE c.id = clocks.subject_id) WHERE subject = 'case';
UPDATE clocks SET bearer_id = (SELECT c.accountable_id FROM assignments g JOIN cases c ON c.id = g.case_id WHERE g.id = clocks.subject_id) WHERE subject = 'assignment';
UPDATE clocks SET bearer_id = (SELECT c.accountable_id FROM case_points q JOIN cases c ON c.id = q.case_id WHERE q.id = clocks.subject_id) WHERE subject = 'case_point';
CREATE INDEX clocks_borne ON clocks (bearer_id, due_on, id) WHERE state = 'running' AND due_on IS NOT NULL;

-- What waits for an answer, in the order in which it has to be answered.
CREATE INDEX transfers_waiting ON transfers (COALESCE(answer_by_on, '9999-12-31'), sent_on, id) WHERE state IN ('sent', 'received');
