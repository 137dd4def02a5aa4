-- Rounds in which opinions are gathered before a dialogue: their themes, what people said, and what became of it.

-- A round belongs to the body that gathers; holder_id is the body whose dialogue it is for, announced or only planned.
-- state: asked (the holder asked for it), open, closed (nothing is typed any more), sent, struck. account_id is who typed it
-- for the gathering body where it is not theirs: until it is sent they and that body alone see its words.
CREATE TABLE gatherings (
  id {int} PRIMARY KEY,
  organisation_id {int} NOT NULL REFERENCES organisations (id),
  holder_id {int} NOT NULL REFERENCES organisations (id),
  dialogue_id {int} REFERENCES dialogues (id),
  planned_id {int} REFERENCES planned_dialogues (id),
  account_id {int} REFERENCES accounts (id),
  state TEXT NOT NULL,
  -- The request, where there was one: its day, what names its paper, and by when it asks for the synthesis.
  asked_on TEXT,
  by_on TEXT,
  request_text_id {int} REFERENCES texts (id),
  opened_on TEXT,
  -- The synthesis: the day on the paper, its number, and who signed it.
  sent_on TEXT,
  document_text_id {int} REFERENCES texts (id),
  signer_text_id {int} REFERENCES texts (id),
  version {int} NOT NULL
){strict};
CREATE INDEX gatherings_organisation ON gatherings (organisation_id, id);
CREATE INDEX gatherings_holder ON gatherings (holder_id, id);
CREATE INDEX gatherings_dialogue ON gatherings (dialogue_id, id);
CREATE INDEX gatherings_planned ON gatherings (planned_id, id);

-- Themes of a round; one that was taken out has position 0. way is what the holder decided: agenda, written (answered
-- beforehand), passed (to a body), left_out (with the reason); agenda_id is the line of the agenda that it became.
CREATE TABLE gathering_themes (
  id {int} PRIMARY KEY,
  gathering_id {int} NOT NULL REFERENCES gatherings (id),
  position {int} NOT NULL,
  title_text_id {int} NOT NULL REFERENCES texts (id),
  way TEXT,
  agenda_id {int} REFERENCES themes (id),
  to_id {int} REFERENCES organisations (id),
  words_text_id {int} REFERENCES texts (id),
  placed_on TEXT
){strict};
CREATE INDEX gathering_themes_gathering ON gathering_themes (gathering_id, position);
CREATE INDEX gathering_themes_agenda ON gathering_themes (agenda_id);

-- What people said, without a name. state: open, struck, sent. noted: thanks or a plain statement, nothing to settle.
-- root_id is the case that is there already and of which it becomes a point; submission_id and case_id what it became.
CREATE TABLE gathering_opinions (
  id {int} PRIMARY KEY,
  gathering_id {int} NOT NULL REFERENCES gatherings (id),
  no {int} NOT NULL,
  theme_id {int} REFERENCES gathering_themes (id),
  text_id {int} NOT NULL REFERENCES texts (id),
  territory_id {int} NOT NULL REFERENCES territories (id),
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  noted {int} NOT NULL,
  people {int},
  brought_text_id {int} REFERENCES texts (id),
  root_id {int} REFERENCES cases (id),
  state TEXT NOT NULL,
  submission_id {int} REFERENCES submissions (id),
  case_id {int} REFERENCES cases (id),
  UNIQUE (gathering_id, no)
){strict};
CREATE INDEX gathering_opinions_theme ON gathering_opinions (theme_id);
CREATE INDEX gathering_opinions_submission ON gathering_opinions (submission_id);
CREATE INDEX gathering_opinions_case ON gathering_opinions (case_id);

-- Rows of a table that was read for a round and waits for consent. In no backup.
CREATE TABLE gathering_rows (
  gathering_id {int} NOT NULL REFERENCES gatherings (id),
  no {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (gathering_id, no)
){strict};
