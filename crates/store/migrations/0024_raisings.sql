-- Where submissions were raised, in the row that says since when they stand, so that a figure counts them by one index.

-- Of a submission that was spoken or came in a letter: its turn, and the dialogue (dialogue_id) or the body that got the letter.
ALTER TABLE spans ADD COLUMN turn_id {int};
ALTER TABLE spans ADD COLUMN receiver_id {int};
UPDATE spans SET
  turn_id = (SELECT b.turn_id FROM submissions b JOIN turns t ON t.id = b.turn_id WHERE b.id = spans.subject_id AND t.source IN ('session', 'letter')),
  dialogue_id = (SELECT x.dialogue_id FROM submissions b JOIN turns t ON t.id = b.turn_id JOIN sessions x ON x.id = t.source_id WHERE b.id = spans.subject_id AND t.source = 'session'),
  receiver_id = (SELECT l.organisation_id FROM submissions b JOIN turns t ON t.id = b.turn_id JOIN letters l ON l.id = t.source_id WHERE b.id = spans.subject_id AND t.source = 'letter')
  WHERE axis = 'handling' AND value = 'raised' AND subject = 'submission';
CREATE VIEW raisings AS SELECT subject_id AS submission_id, turn_id, dialogue_id, receiver_id, from_on, known_from_at, known_to_at FROM spans WHERE turn_id IS NOT NULL;

-- By what is recorded now, with all that a figure counts; and what was believed once.
CREATE INDEX raised_in ON spans (dialogue_id, from_on, turn_id, subject_id, known_from_at) WHERE turn_id IS NOT NULL AND dialogue_id IS NOT NULL AND known_to_at = 9000000000000000;
CREATE INDEX raised_with ON spans (receiver_id, from_on, turn_id, subject_id, known_from_at) WHERE turn_id IS NOT NULL AND receiver_id IS NOT NULL AND known_to_at = 9000000000000000;
CREATE INDEX raised_once ON spans (dialogue_id, receiver_id) WHERE turn_id IS NOT NULL AND known_to_at < 9000000000000000;
