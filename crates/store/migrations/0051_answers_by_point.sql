-- What was answered to a point, and by which letters it was sent on, is looked up from the point: by the minutes, by the conclusion of a
-- dialogue, by every sending. Both were keyed by the paper alone, so each such act read all points of the archive.

CREATE INDEX reply_points_point ON reply_points (case_point_id, reply_id);
CREATE INDEX transfer_points_point ON transfer_points (case_point_id, transfer_id);
