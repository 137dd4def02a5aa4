"""Computes due dates from `data/holidays_vn.csv` alone, another way than the program: it lists all working days of
the known years once and looks dates up by their rank, instead of walking from day to day.

    python3 crates/domain/tests/due_oracle.py > crates/domain/tests/dues_expected.csv

Prints `from,amount,unit,direction,roll,policy,due`; `due` is a day, or the year of which there is no calendar.
"""

import csv
import pathlib
from bisect import bisect_left, bisect_right
from datetime import date, timedelta

ROWS = list(csv.DictReader(open(pathlib.Path(__file__).parents[3] / "data" / "holidays_vn.csv", encoding="utf-8")))
FIRST, LAST = date(2015, 1, 1), date(2027, 12, 31)


def working_days(policy):
    """All working days of the known years, in order."""
    counted = [row for row in ROWS if policy or row["status"] != "policy"]
    made_up = {row["date"] for row in counted if row["kind"] == "swapped_working_saturday"}
    off = {row["date"] for row in counted} - made_up
    every = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in every if day.isoformat() in made_up or (day.weekday() < 5 and day.isoformat() not in off)]


WORKING = {policy: working_days(policy) for policy in (False, True)}


def due(start, amount, unit, direction, roll, policy):
    worked = WORKING[policy]
    if unit == "wd":
        # In an unknown year the first day that would have to be looked at names it.
        first = start + timedelta(1 if direction == "after" else -1)
        if not FIRST <= first <= LAST:
            return first.year
        rank = bisect_right(worked, start) + amount - 1 if direction == "after" else bisect_left(worked, start) - amount
        if rank < 0:
            return FIRST.year - 1
        return worked[rank] if rank < len(worked) else LAST.year + 1
    if direction == "before":
        return start - timedelta(amount)
    end = start + timedelta(amount)
    if not roll:
        return end
    if not FIRST <= end <= LAST:
        return end.year
    rank = bisect_left(worked, end)
    return worked[rank] if rank < len(worked) else LAST.year + 1


def inputs():
    """Six hundred inputs from a small generator of its own, and every day around the breaks of each year."""
    state = 2026
    for _ in range(600):
        drawn = []
        for size in (5000, 60, 2, 4, 5, 4):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            drawn.append((state >> 33) % size)
        start = date(2014, 10, 1) + timedelta(drawn[0])
        unit, direction = ("cd", "wd")[drawn[2]], "before" if drawn[3] == 0 else "after"
        yield start, drawn[1] + 1, unit, direction, drawn[4] != 0, drawn[5] == 0
    for row in ROWS:
        day = date.fromisoformat(row["date"])
        yield day, 1, "wd", "after", True, False
        yield day - timedelta(3), 5, "wd", "after", True, False
        yield day - timedelta(30), 30, "cd", "after", True, False
        yield day + timedelta(2), 3, "wd", "before", True, False


if __name__ == "__main__":
    print("from,amount,unit,direction,roll,policy,due")
    for given in inputs():
        print(*given[:4], *("yes" if flag else "no" for flag in given[4:]), due(*given), sep=",")
