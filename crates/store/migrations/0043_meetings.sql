-- Several dialogues of one table on one day.

-- Which dialogue of its day it is within its table, from 0. While one day was one dialogue all were the first.
ALTER TABLE import_dialogues ADD COLUMN meeting {int} NOT NULL DEFAULT 0;
