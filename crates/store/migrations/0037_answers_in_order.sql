-- Which of several answers to a point stands: the place of each among those of its case, in the order in which they count.

ALTER TABLE replies ADD COLUMN standing_no {int} NOT NULL DEFAULT 1;
UPDATE replies SET standing_no = m.place FROM (
  SELECT r.id AS reply_id, row_number() OVER (PARTITION BY r.case_id ORDER BY r.issued_on, r.id) AS place FROM replies r
) AS m WHERE m.reply_id = replies.id AND m.place > 1;
