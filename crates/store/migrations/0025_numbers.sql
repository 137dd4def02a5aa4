-- Papers are found by the number they bear: the whole of it, or what stands before its first stroke.

sqlite: CREATE INDEX notices_named ON notices (organisation_id, upper(number)) WHERE number <> '';
sqlite: CREATE INDEX urging_letters_named ON urging_letters (organisation_id, upper(number)) WHERE number <> '';
sqlite: CREATE INDEX letters_named ON letters (organisation_id, upper(number)) WHERE number <> '';
sqlite: CREATE INDEX replies_named ON replies (upper(number)) WHERE number <> '';
sqlite: CREATE INDEX transfers_named ON transfers (from_id, upper(number)) WHERE number <> '';
postgres: CREATE INDEX notices_named ON notices (organisation_id, (upper(number) COLLATE "C")) WHERE number <> '';
postgres: CREATE INDEX urging_letters_named ON urging_letters (organisation_id, (upper(number) COLLATE "C")) WHERE number <> '';
postgres: CREATE INDEX letters_named ON letters (organisation_id, (upper(number) COLLATE "C")) WHERE number <> '';
postgres: CREATE INDEX replies_named ON replies ((upper(number) COLLATE "C")) WHERE number <> '';
postgres: CREATE INDEX transfers_named ON transfers (from_id, (upper(number) COLLATE "C")) WHERE number <> '';
