-- The paper on which an act rests that was recorded for somebody else.

-- Follows from the events: the event that names it last.
ALTER TABLE on_behalf ADD COLUMN paper_id {int};
