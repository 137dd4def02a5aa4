-- A year whose days off were all entered may rest on an announcement, or on what was computed until there is one.

ALTER TABLE calendar_years ADD COLUMN status TEXT NOT NULL DEFAULT 'announced';
