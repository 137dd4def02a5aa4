-- Rules that were confirmed and days of the calendar that were set.

-- A version of a rule as somebody confirmed it for the place of their body. The record is JSON and never queried; the
-- paper it rests on was typed, so it is a text.
CREATE TABLE rules (
  id TEXT NOT NULL,
  version {int} NOT NULL,
  jurisdiction TEXT NOT NULL,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  valid_from_on TEXT NOT NULL,
  valid_to_on TEXT NOT NULL,
  record TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'withdrawn')),
  document_text_id {int} NOT NULL REFERENCES texts (id),
  event_id {int} NOT NULL,
  PRIMARY KEY (id, version)
){strict};

-- Days that are not what the calendar of the program says.
CREATE TABLE calendar_days (
  day_on TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name_text_id {int} NOT NULL REFERENCES texts (id),
  document_text_id {int} NOT NULL REFERENCES texts (id),
  event_id {int} NOT NULL
){strict};

-- Years whose official days were adopted here.
CREATE TABLE calendar_years (
  year {int} PRIMARY KEY,
  document_text_id {int} NOT NULL REFERENCES texts (id),
  event_id {int} NOT NULL
){strict};
