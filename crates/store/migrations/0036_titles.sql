-- Titles of dialogues have an index of their own: few as they are, the index of all words would first put together every case that
-- holds a word of them. The embedded engine walks its lists in order and needs none.

postgres: CREATE INDEX search_rows_titles ON search_rows USING GIN (words) WHERE subject = 'dialogue';
