-- Places that follow each other, bodies that are renamed, placed anew, ended, merged and split.

-- The names of a body in time; the one in force stands in organisations, too. The basis is the document that says so.
CREATE TABLE organisation_names (
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  name TEXT NOT NULL,
  basis_text_id {int} REFERENCES texts (id),
  PRIMARY KEY (organisation_id, from_on)
){strict};

-- What took the place of an ended body: nothing, one body (merged) or several (split).
CREATE TABLE organisation_successions (
  old_id {int} NOT NULL REFERENCES organisations (id),
  new_id {int} NOT NULL REFERENCES organisations (id),
  from_on TEXT NOT NULL,
  basis_text_id {int} NOT NULL REFERENCES texts (id),
  PRIMARY KEY (old_id, new_id)
){strict};
CREATE INDEX organisation_successions_new ON organisation_successions (new_id, old_id);

CREATE INDEX organisations_territory ON organisations (territory_id, kind);
