-- Answers of other bodies, and letters that urge.

-- A letter by which the receiver of a transfer answered points of it; there may be several, so the columns of an answer that
-- transfers and transfer_points have since 0016 stay empty. The number is that on the paper.
CREATE TABLE transfer_answers (
  event_id {int} PRIMARY KEY,
  transfer_id {int} NOT NULL REFERENCES transfers (id),
  answered_on TEXT NOT NULL,
  number TEXT NOT NULL,
  signer_text_id {int} REFERENCES texts (id),
  text_id {int} REFERENCES texts (id),
  struck {int} NOT NULL DEFAULT 0
){strict};
CREATE INDEX transfer_answers_transfer ON transfer_answers (transfer_id, event_id);

-- What such a letter says of a point; without a result only a letter came.
CREATE TABLE transfer_answer_points (
  event_id {int} NOT NULL REFERENCES transfer_answers (event_id),
  case_point_id {int} NOT NULL REFERENCES case_points (id),
  result TEXT,
  by_on TEXT,
  text_id {int} REFERENCES texts (id),
  ground_text_id {int} REFERENCES texts (id),
  PRIMARY KEY (event_id, case_point_id)
){strict};

-- A letter that urges is issued when it has its number and its day; until then it has the day on which it was made.
ALTER TABLE urging_letters ADD COLUMN issued_on TEXT;
ALTER TABLE urging_letters ADD COLUMN signer_term_id {int} REFERENCES terms (id);
