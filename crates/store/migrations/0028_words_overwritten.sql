-- Words that were taken back leave the index of words at once, not when its segments are merged; those that stand there still go now.

sqlite: INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
sqlite: INSERT INTO search_words (search_words) VALUES ('optimize');
