-- Lists and figures of a large archive: what they walk through stands in an index in their order.

-- Cases of a body, and of all bodies, by the day on which they were raised.
CREATE INDEX spans_raised ON spans (value, from_on, subject_id, known_from_at, known_to_at) WHERE axis = 'raised';
CREATE INDEX spans_raised_on ON spans (axis, from_on, subject_id, known_from_at, known_to_at) WHERE axis = 'raised';
-- Cases that a body answers for, and those of all bodies, by that day.
CREATE INDEX cases_borne ON cases (accountable_id, raised_on, id);
CREATE INDEX cases_raised ON cases (raised_on, id);
-- How something stands on an axis, without a look at the row; it takes the place of the index that led to the row.
CREATE INDEX spans_state ON spans (subject, subject_id, axis, known_to_at, from_on, to_on, known_from_at, value);
DROP INDEX spans_subject;

-- The beginnings of words are found as fast as words: what is typed last may be one.
sqlite: DROP TABLE search_words;
sqlite: CREATE VIRTUAL TABLE search_words USING fts5 (folded, scope_tokens, content = 'search_rows', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5');
sqlite: INSERT INTO search_words (search_words) VALUES ('rebuild');
