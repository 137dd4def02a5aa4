-- What kind of letter one is, and which case raises the same.

-- content: complaint, petition, mixed; competence: within, outside; sphere: among which bodies is the one that it is for. All are
-- empty while it is not classified. lacks: why it is not eligible, codes with a space between them.
ALTER TABLE letters ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN competence TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN sphere TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN lacks TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN people {int};
ALTER TABLE letters ADD COLUMN representatives {int};
ALTER TABLE letters ADD COLUMN many {int} NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN classified_on TEXT;
ALTER TABLE letters ADD COLUMN repeats_case_id {int} REFERENCES cases (id);
