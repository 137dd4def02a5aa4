-- The bodies of a row begin with a letter that no folded word has (d with stroke): "org7" was found by the beginning "o" and by who
-- typed it, in whatever body. So where other bodies answer for a case, or hold a dialogue, its words always stay as they were. And what
-- a notice told that an older program made public is told by a job each. Of 200,000 cases it takes under half a minute on either engine.

sqlite: DROP TRIGGER search_rows_scoped;
sqlite: DROP TRIGGER search_rows_changed;
sqlite: UPDATE search_rows SET scope_tokens = replace(replace(scope_tokens, 'talk', char(273) || 't'), 'org', char(273));
sqlite: INSERT INTO search_words (search_words) VALUES ('rebuild');
sqlite: CREATE TRIGGER search_rows_scoped AFTER UPDATE ON search_rows WHEN new.folded = old.folded AND new.scope_tokens <> old.scope_tokens BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, '', old.scope_tokens); INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, '', new.scope_tokens); END;
sqlite: CREATE TRIGGER search_rows_changed AFTER UPDATE ON search_rows WHEN new.folded <> old.folded BEGIN INSERT INTO search_words (search_words, rowid, folded, scope_tokens) VALUES ('delete', old.id, old.folded, old.scope_tokens); INSERT INTO search_words (rowid, folded, scope_tokens) VALUES (new.id, new.folded, new.scope_tokens); END;
postgres: DROP INDEX search_rows_words;
postgres: DROP INDEX search_rows_titles;
postgres: UPDATE search_rows SET scope_tokens = replace(replace(scope_tokens, 'talk', chr(273) || 't'), 'org', chr(273));
postgres: CREATE INDEX search_rows_words ON search_rows USING GIN (words);
postgres: CREATE INDEX search_rows_titles ON search_rows USING GIN (words) WHERE subject = 'dialogue';
INSERT INTO jobs (id, kind, payload, unique_key, run_at, lease_until, lease_by, attempts, state, last_error, ended_at)
  SELECT min(e.id), 'posted', CAST(e.subject_id AS TEXT), 'posted:' || CAST(e.subject_id AS TEXT), 0, 0, '', 0, 'waiting', '', NULL
  FROM events e WHERE e.subject = 'notice' AND e.act = 'notice.published' GROUP BY e.subject_id;
