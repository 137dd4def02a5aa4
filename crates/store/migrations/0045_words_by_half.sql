-- Where other bodies answer for a case its words stay as they were: only the bodies are indexed anew. What is taken out of the index
-- is taken out of both halves of a row, by word and by beginning of a word: so a case with a word that begins as the bodies do
-- (`org7`) is indexed whole, and so is a dialogue. The index keeps no lengths of rows, which are of the whole row and are asked for by
-- nothing.

sqlite: DROP TRIGGER search_rows_changed;
sqlite: DROP TABLE search_words;
sqlite: CREATE VIRTUAL TABLE search_words USING fts5 (folded, scope_tokens, content = 'search_rows', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5', columnsize = 0);
sqlite: INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
sqlite: INSERT INTO search_words (search_words) VALUES ('rebuild');
sqlite: CREATE TRIGGER search_rows_scoped AFTER UPDATE ON search_rows WHEN new.folded = old.folded AND new.scope_tokens <> old.scope_tokens AND old.subject = 'case' AND old.folded NOT GLOB 'o*' AND old.folded NOT GLOB '*[^a-z0-9]o*' BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, '', old.scope_tokens); INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, '', new.scope_tokens); END;
sqlite: CREATE TRIGGER search_rows_changed AFTER UPDATE ON search_rows WHEN new.folded <> old.folded OR (new.scope_tokens <> old.scope_tokens AND (old.subject <> 'case' OR old.folded GLOB 'o*' OR old.folded GLOB '*[^a-z0-9]o*')) BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, old.folded, old.scope_tokens); INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, new.folded, new.scope_tokens); END;
