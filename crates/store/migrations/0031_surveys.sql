-- The survey of a round of gathering: its questions, the sheets that came back, what was counted by hand.

-- A round has at most one.
CREATE TABLE surveys (
  gathering_id {int} PRIMARY KEY REFERENCES gatherings (id),
  title_text_id {int} NOT NULL REFERENCES texts (id),
  purpose_text_id {int} REFERENCES texts (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  handed_out {int} NOT NULL,
  version {int} NOT NULL
){strict};

-- One that was taken out again before anybody answered has position 0. kind: one, several, open.
CREATE TABLE survey_questions (
  id {int} PRIMARY KEY,
  gathering_id {int} NOT NULL REFERENCES surveys (gathering_id),
  position {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id),
  kind TEXT NOT NULL
){strict};
CREATE INDEX survey_questions_gathering ON survey_questions (gathering_id, position);

CREATE TABLE survey_choices (
  id {int} PRIMARY KEY,
  question_id {int} NOT NULL REFERENCES survey_questions (id),
  position {int} NOT NULL,
  text_id {int} NOT NULL REFERENCES texts (id)
){strict};
CREATE INDEX survey_choices_question ON survey_choices (question_id, position);

-- A sheet has a number, and nobody's name. state: open, struck.
CREATE TABLE survey_sheets (
  id {int} PRIMARY KEY,
  gathering_id {int} NOT NULL REFERENCES surveys (gathering_id),
  no {int} NOT NULL,
  territory_id {int} REFERENCES territories (id),
  people_group TEXT,
  state TEXT NOT NULL,
  UNIQUE (gathering_id, no)
){strict};

-- A row for each choice that was made, and one for words; opinion_id is what those became in the round. kept: 1 where the words are
-- kept from everybody.
CREATE TABLE survey_answers (
  sheet_id {int} NOT NULL REFERENCES survey_sheets (id),
  question_id {int} NOT NULL REFERENCES survey_questions (id),
  place {int} NOT NULL,
  choice_id {int} REFERENCES survey_choices (id),
  text_id {int} REFERENCES texts (id),
  opinion_id {int} REFERENCES gathering_opinions (id),
  kept {int} NOT NULL,
  PRIMARY KEY (sheet_id, question_id, place)
){strict};
CREATE INDEX survey_answers_question ON survey_answers (question_id, sheet_id);

-- What was counted by hand of a question; none where it was struck.
CREATE TABLE survey_counts (
  question_id {int} PRIMARY KEY REFERENCES survey_questions (id),
  returned {int} NOT NULL,
  valid {int} NOT NULL,
  counted_on TEXT NOT NULL,
  document_text_id {int} NOT NULL REFERENCES texts (id)
){strict};

CREATE TABLE survey_cells (
  choice_id {int} PRIMARY KEY REFERENCES survey_choices (id),
  count {int} NOT NULL
){strict};
