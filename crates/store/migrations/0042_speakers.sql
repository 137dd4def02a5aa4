-- Who answered on the spot may be nobody of the posts that are recorded: their name and post, as they were typed.

ALTER TABLE replies ADD COLUMN speaker_text_id {int} REFERENCES texts (id);
