-- What a conclusion notice of a reception directs, refusals that were given in writing, visits that are kept from everybody.

ALTER TABLE receptions ADD COLUMN directions_text_id {int} REFERENCES texts (id);
ALTER TABLE receptions ADD COLUMN due_on TEXT;
ALTER TABLE visits ADD COLUMN withheld {int} NOT NULL DEFAULT 0;
-- When a refusal was given in writing, and the number of the paper.
ALTER TABLE visits ADD COLUMN notice_on TEXT;
ALTER TABLE visits ADD COLUMN notice_text_id {int} REFERENCES texts (id);
CREATE INDEX visits_refused ON visits (organisation_id, id) WHERE outcome = 'refused' AND notice_on IS NULL AND struck = 0;
