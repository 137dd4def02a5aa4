-- The address of who sent a letter, which its book has to say: beside name and contact, and nowhere else.
ALTER TABLE submitters ADD COLUMN address TEXT NOT NULL DEFAULT '';
