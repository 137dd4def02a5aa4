-- What people say of a result themselves, and the reviews that follow.

-- Reviews of results with which people do not agree. level: 1, the body with which the matter was raised; 2, the one above,
-- none where that is not known to the program. The number is that on the paper of the decision.
-- state: open, upheld, not_upheld, withdrawn (the person agreed, or the case was reopened otherwise), struck.
CREATE TABLE reviews (
  id {int} PRIMARY KEY,
  case_id {int} NOT NULL REFERENCES cases (id),
  assessment_id {int} NOT NULL REFERENCES assessments (id),
  level {int} NOT NULL,
  origin_id {int} NOT NULL REFERENCES organisations (id),
  organisation_id {int} REFERENCES organisations (id),
  opened_on TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_on TEXT,
  number TEXT,
  text_id {int} REFERENCES texts (id)
){strict};
CREATE INDEX reviews_case ON reviews (case_id, id);
CREATE INDEX reviews_origin ON reviews (origin_id, state, opened_on, id);
CREATE INDEX reviews_organisation ON reviews (organisation_id, state, opened_on, id);
