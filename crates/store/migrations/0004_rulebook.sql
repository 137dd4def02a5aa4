-- Rules that were confirmed and days of the calendar that were set.

