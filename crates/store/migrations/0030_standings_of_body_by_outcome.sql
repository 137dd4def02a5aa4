-- What a body has of one outcome, such as all that is overdue, by the day on which it was raised: nothing else is walked past.
CREATE INDEX standings_of_body_by_outcome ON spans (organisation_id, value, raised_on, subject_id, from_on, to_on, known_from_at, dialogue_id) WHERE subject = 'case' AND axis = 'standing' AND known_to_at = 9000000000000000;
