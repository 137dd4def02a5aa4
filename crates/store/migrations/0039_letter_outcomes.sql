-- What came of a letter, and which letters still wait.

-- outcome: accept, complete, refuse, guide, transfer, return, split, file; empty while nothing came of it. ground: the code of the law.
ALTER TABLE letters ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN processed_on TEXT;
ALTER TABLE letters ADD COLUMN ground TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN paper_number_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN signer_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN outcome_words_text_id {int} REFERENCES texts (id);
ALTER TABLE letters ADD COLUMN kept_until TEXT;
CREATE INDEX letters_waiting ON letters (organisation_id, received_on, id) WHERE outcome IN ('', 'complete') AND struck = 0;
CREATE INDEX letters_repeats ON letters (repeats_case_id) WHERE repeats_case_id IS NOT NULL;
