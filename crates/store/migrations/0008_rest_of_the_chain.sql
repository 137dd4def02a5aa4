-- The rest of the chain: what lists, search, cases, notices and reports need beyond the first seven.

-- Bodies are found by a part of their name, with or without marks. The program folds the names of those that are there.
ALTER TABLE organisations ADD COLUMN fold TEXT NOT NULL DEFAULT '';
-- Titles of dialogues stand in search_rows with subject 'dialogue'; the program writes those of the dialogues that are there.
