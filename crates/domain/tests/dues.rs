//! Due dates: the worked examples, an oracle that counts another way, and what holds for all of them.

mod oracle;
mod properties;

use domain::calendar::{Calendar, Change, Entry, EntryKind, Status};
use domain::day::Instant;
use domain::due::{Derivation, Direction, Due, Mark, Period, Unit, due, due_on, runs};
use domain::{Day, Refusal};

use crate::history::day;

fn after(from: &str, amount: u32, unit: Unit) -> Result<Due, Refusal> {
    due(Calendar::embedded(), day(from), Period::new(amount, unit, Direction::After))
}

fn before(from: &str, amount: u32, unit: Unit) -> Result<Due, Refusal> {
    due(Calendar::embedded(), day(from), Period::new(amount, unit, Direction::Before))
}

fn working(from: &str, amount: u32) -> Due {
    after(from, amount, Unit::WorkingDays).unwrap()
}

fn calendar_days(from: &str, amount: u32) -> Due {
    after(from, amount, Unit::CalendarDays).unwrap()
}

/// A day with its weekday, so that the table can be checked by eye.
fn shown(day: Day) -> String {
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::try_from(day.weekday()).unwrap() - 1];
    format!("{weekday} {}", day.vn())
}

/// The day of the event; then what is due after 5, 7 and 10 working days and after 30 and 45 calendar days.
const EXAMPLES: &[[&str; 6]] = &[
    // Plain weeks; an end on a Sunday.
    ["Fri 09/07/2021", "Fri 16/07/2021", "Tue 20/07/2021", "Fri 23/07/2021", "Mon 09/08/2021", "Mon 23/08/2021"],
    // Tết 2022.
    ["Thu 27/01/2022", "Thu 10/02/2022", "Mon 14/02/2022", "Thu 17/02/2022", "Mon 28/02/2022", "Mon 14/03/2022"],
    // A make-up Saturday is the fifth day.
    ["Wed 24/04/2024", "Sat 04/05/2024", "Tue 07/05/2024", "Fri 10/05/2024", "Fri 24/05/2024", "Mon 10/06/2024"],
    // Saturday 26/04 counts.
    ["Tue 22/04/2025", "Mon 28/04/2025", "Mon 05/05/2025", "Thu 08/05/2025", "Thu 22/05/2025", "Fri 06/06/2025"],
    // The swap of New Year, over the end of a year.
    ["Tue 30/12/2025", "Thu 08/01/2026", "Sat 10/01/2026", "Wed 14/01/2026", "Thu 29/01/2026", "Fri 13/02/2026"],
    // Tết 2026.
    ["Thu 12/02/2026", "Thu 26/02/2026", "Mon 02/03/2026", "Thu 05/03/2026", "Mon 16/03/2026", "Mon 30/03/2026"],
    // Make-up on 22/08, then National Day.
    ["Thu 20/08/2026", "Wed 26/08/2026", "Fri 28/08/2026", "Mon 07/09/2026", "Mon 21/09/2026", "Mon 05/10/2026"],
    // Five days off in a row.
    ["Fri 28/08/2026", "Wed 09/09/2026", "Fri 11/09/2026", "Wed 16/09/2026", "Mon 28/09/2026", "Mon 12/10/2026"],
];

#[test]
fn the_worked_examples_come_out() {
    for row in EXAMPLES {
        let from = Day::parse_vn(&row[0][4..]).unwrap();
        assert_eq!(shown(from), row[0]);
        let on = |amount, unit| {
            let due = due(Calendar::embedded(), from, Period::new(amount, unit, Direction::After)).unwrap();
            assert!(!due.computed, "{from}");
            shown(due.on)
        };
        for (amount, expected) in [5, 7, 10].into_iter().zip(&row[1..4]) {
            assert_eq!(on(amount, Unit::WorkingDays), *expected, "{} + {amount} working days", row[0]);
        }
        for (amount, expected) in [30, 45].into_iter().zip(&row[4..6]) {
            assert_eq!(on(amount, Unit::CalendarDays), *expected, "{} + {amount} days", row[0]);
        }
    }
}

#[test]
fn the_day_of_the_event_is_never_counted() {
    let due = working("2026-09-07", 1);
    assert_eq!(due.on, day("2026-09-08"));
    assert_eq!(due.days, [(day("2026-09-07"), Mark::Start), (day("2026-09-08"), Mark::Counted)]);
    assert_eq!(working("2026-09-05", 1).on, day("2026-09-07"), "received on a Saturday");
}

#[test]
fn every_day_says_why_it_counted_or_not() {
    let due = working("2026-08-20", 10);
    let marks: Vec<_> =
        due.boxes().into_iter().map(|day| (day.on.vn()[..5].to_owned(), day.mark, day.number)).collect();
    let expected = [
        ("20/08", Mark::Start, None),
        ("21/08", Mark::Counted, Some(1)),
        ("22/08", Mark::CountedMakeUp, Some(2)),
        ("23/08", Mark::Weekend, None),
        ("24/08", Mark::Counted, Some(3)),
        ("25/08", Mark::Counted, Some(4)),
        ("26/08", Mark::Counted, Some(5)),
        ("27/08", Mark::Counted, Some(6)),
        ("28/08", Mark::Counted, Some(7)),
        ("29/08", Mark::Weekend, None),
        ("30/08", Mark::Weekend, None),
        ("31/08", Mark::SwappedOff, None),
        ("01/09", Mark::Holiday, None),
        ("02/09", Mark::Holiday, None),
        ("03/09", Mark::Counted, Some(8)),
        ("04/09", Mark::Counted, Some(9)),
        ("05/09", Mark::Weekend, None),
        ("06/09", Mark::Weekend, None),
        ("07/09", Mark::Counted, Some(10)),
    ];
    assert_eq!(marks, expected.map(|(on, mark, number)| (on.to_owned(), mark, number)));
    let last: Vec<_> = due.boxes().into_iter().filter(|day| day.is_due).map(|day| day.on).collect();
    assert_eq!(last, [due.on]);
}

#[test]
fn a_period_in_calendar_days_moves_off_a_day_off_and_shows_it() {
    let due = calendar_days("2022-01-01", 28);
    assert_eq!((due.on, due.days.len()), (day("2022-02-07"), 38), "29 January is the Saturday before Tết");
    let tail: Vec<_> = due.boxes()[27..].iter().map(|day| (day.mark, day.number)).collect();
    let expected = [
        (Mark::Counted, Some(27)),
        (Mark::Weekend, Some(28)),
        (Mark::Weekend, None),
        (Mark::Holiday, None),
        (Mark::Holiday, None),
        (Mark::Holiday, None),
        (Mark::Holiday, None),
        (Mark::Holiday, None),
        (Mark::Weekend, None),
        (Mark::Weekend, None),
        (Mark::Moved, None),
    ];
    assert_eq!(tail, expected);
}

#[test]
fn a_period_in_calendar_days_may_end_on_a_make_up_saturday() {
    let due = calendar_days("2024-04-24", 10);
    assert_eq!(due.on, day("2024-05-04"));
    assert_eq!(due.boxes().last().map(|day| (day.mark, day.number)), Some((Mark::CountedMakeUp, Some(10))));
}

#[test]
fn without_roll_it_stays_where_it_ends() {
    let period = Period { roll: false, ..Period::new(30, Unit::CalendarDays, Direction::After) };
    let due = due(Calendar::embedded(), day("2021-07-09"), period).unwrap();
    assert_eq!(shown(due.on), "Sun 08/08/2021");
    let stays = Period { roll: false, ..Period::new(5, Unit::WorkingDays, Direction::After) };
    assert_eq!(domain::due::due(Calendar::embedded(), day("2022-01-27"), stays).unwrap().on, day("2022-02-10"));
}

#[test]
fn before_never_moves() {
    for (from, amount, unit, expected) in [
        // Seven days before a conference on a Monday: the Monday before.
        ("2026-09-21", 7, Unit::CalendarDays, "Mon 14/09/2026"),
        // Before a conference on a Sunday: a Sunday, and it stays one.
        ("2026-09-20", 7, Unit::CalendarDays, "Sun 13/09/2026"),
        ("2026-09-08", 7, Unit::CalendarDays, "Tue 01/09/2026"),
        ("2026-09-08", 5, Unit::WorkingDays, "Thu 27/08/2026"),
        ("2026-08-24", 1, Unit::WorkingDays, "Sat 22/08/2026"),
        ("2026-01-05", 1, Unit::WorkingDays, "Wed 31/12/2025"),
    ] {
        assert_eq!(shown(before(from, amount, unit).unwrap().on), expected, "{amount} before {from}");
    }
    let due = before("2026-09-08", 5, Unit::WorkingDays).unwrap();
    let ends: Vec<_> = due.boxes().into_iter().map(|day| (day.mark, day.number, day.is_due)).collect();
    assert_eq!(ends.first(), Some(&(Mark::Counted, Some(5), true)), "in the order of the calendar");
    assert_eq!(ends.last(), Some(&(Mark::Start, None, false)));
}

#[test]
fn the_end_of_a_year_is_no_end() {
    assert_eq!(shown(working("2025-12-31", 1).on), "Mon 05/01/2026");
    assert_eq!(shown(calendar_days("2022-12-02", 30).on), "Tue 03/01/2023");
    assert_eq!(shown(calendar_days("2024-02-28", 1).on), "Thu 29/02/2024");
    assert_eq!(shown(calendar_days("2024-02-28", 366).on), "Fri 28/02/2025");
}

#[test]
fn the_policy_day_counts_unless_it_is_asked_for() {
    let period = Period::new(2, Unit::WorkingDays, Direction::After);
    let calendar = Calendar::embedded();
    assert_eq!(shown(due(calendar, day("2026-11-23"), period).unwrap().on), "Wed 25/11/2026");
    let with = calendar.with_policy();
    assert_eq!(shown(due(&with, day("2026-11-23"), period).unwrap().on), "Thu 26/11/2026");
    let onto = Period::new(1, Unit::CalendarDays, Direction::After);
    assert_eq!(shown(due(calendar, day("2026-11-23"), onto).unwrap().on), "Tue 24/11/2026");
    assert_eq!(shown(due(&with, day("2026-11-23"), onto).unwrap().on), "Wed 25/11/2026");
}

#[test]
fn a_computed_year_is_marked_when_it_is_looked_at() {
    assert!(working("2026-12-31", 1).computed);
    assert!(!working("2026-12-30", 1).computed);
    assert!(calendar_days("2026-12-20", 45).computed);
    assert!(!before("2027-01-20", 10, Unit::CalendarDays).unwrap().computed, "no day off was asked for");
    let announced = Calendar::embedded().with_changes(&[Change::Year(2027, Status::Announced)]);
    let period = Period::new(1, Unit::WorkingDays, Direction::After);
    assert!(!due(&announced, day("2026-12-31"), period).unwrap().computed);
}

#[test]
fn a_year_without_a_calendar_is_refused_by_name() {
    let none = |year| Err(Refusal::NoCalendar { year });
    let on = |due: Result<Due, Refusal>| due.map(|due| due.on);
    assert_eq!(on(after("2027-12-31", 1, Unit::WorkingDays)), none(2028));
    assert_eq!(on(after("2028-02-01", 5, Unit::WorkingDays)), none(2028));
    assert_eq!(on(after("2027-12-03", 30, Unit::CalendarDays)), none(2028));
    assert_eq!(on(after("2030-01-01", 30, Unit::CalendarDays)), none(2030));
    assert_eq!(on(before("2015-01-05", 3, Unit::WorkingDays)), none(2014));
    assert_eq!(on(after("2026-12-01", 400, Unit::WorkingDays)), none(2028));
    assert_eq!(on(before("2028-03-08", 7, Unit::CalendarDays)), Ok(day("2028-03-01")), "no calendar is needed");
    let adopted = Calendar::embedded().with_changes(&[Change::Year(2028, Status::Announced)]);
    let period = Period::new(1, Unit::WorkingDays, Direction::After);
    assert_eq!(due(&adopted, day("2027-12-31"), period).unwrap().on, day("2028-01-03"));
}

#[test]
fn a_period_has_between_one_day_and_ten_years() {
    for amount in [0, Period::MOST + 1, u32::MAX] {
        for unit in [Unit::WorkingDays, Unit::CalendarDays] {
            assert_eq!(after("2020-01-01", amount, unit).err(), Some(Refusal::Unreadable { field: "amount" }));
        }
    }
    assert_eq!(calendar_days("2016-01-01", Period::MOST).on, day("2026-01-08"));
    for edge in [Day::FLOOR, Day::OPEN, Day::OPEN.plus(-1)] {
        for direction in [Direction::After, Direction::Before] {
            let period = Period { roll: false, ..Period::new(400, Unit::CalendarDays, direction) };
            let due = due(Calendar::embedded(), edge, period);
            assert!(due.is_err() || due.unwrap().boxes().len() == 401, "{edge} {direction:?}");
        }
    }
}

#[test]
fn a_long_period_folds_into_few_lines() {
    let due = calendar_days("2021-07-09", 30);
    let folded: Vec<_> = runs(&due.boxes())
        .into_iter()
        .map(|run| (run.first.mark, run.first.number, run.last.number, run.last.on.vn()[..5].to_owned()))
        .collect();
    let line = |mark, first, last, on: &str| (mark, first, last, on.to_owned());
    assert_eq!(
        folded,
        [
            line(Mark::Start, None, None, "09/07"),
            line(Mark::Counted, Some(1), Some(29), "07/08"),
            line(Mark::Weekend, Some(30), Some(30), "08/08"),
            line(Mark::Moved, None, None, "09/08"),
        ]
    );
    let boxes = calendar_days("2026-01-05", 100).boxes();
    assert!(runs(&boxes).len() <= 6, "{:?}", runs(&boxes));
}

#[test]
fn a_derivation_outlives_the_calendar_it_was_counted_with() {
    let due = working("2026-08-20", 10);
    let kept = Derivation::of(&due, Some(("TCD-NOTIFY", 1))).to_json();
    assert_eq!(
        kept,
        "{\"rule\":\"TCD-NOTIFY\",\"version\":1,\"from\":\"2026-08-20\",\"amount\":10,\"unit\":\"wd\",\
         \"direction\":\"after\",\"roll\":true,\"computed\":false,\"marks\":\"scmwcccccwwohhccwwc\"}"
    );
    let read = Derivation::parse(&kept).unwrap();
    assert_eq!((read.boxes(), read.due_on()), (due.boxes(), due.on));
    let worked = Entry {
        on: day("2026-09-05"),
        kind: EntryKind::SwappedWorkingSaturday,
        status: Status::Announced,
        name_vi: String::new(),
        name_en: String::new(),
        source: String::new(),
    };
    let later = Calendar::embedded().with_changes(&[Change::Set(worked)]);
    assert_eq!(domain::due::due(&later, due.from, due.period).unwrap().on, day("2026-09-05"));
    assert_eq!(read.due_on(), day("2026-09-07"));
}

#[test]
fn a_derivation_that_contradicts_itself_is_not_read() {
    let good = Derivation::of(&working("2026-09-07", 2), None).to_json();
    assert!(Derivation::parse(&good).is_some());
    for (part, other) in [
        ("\"scc\"", "\"ccc\""),
        ("\"scc\"", "\"sc\""),
        ("\"scc\"", "\"ssc\""),
        ("\"scc\"", "\"scx\""),
        ("\"scc\"", "\"scéc\""),
        ("\"scc\"", "\"\""),
        ("\"amount\":2", "\"amount\":3"),
        ("\"after\"", "\"before\""),
        ("\"wd\"", "\"days\""),
        ("{", "{\"more\":1,"),
    ] {
        let bad = good.replacen(part, other, 1);
        assert_ne!(bad, good);
        assert_eq!(Derivation::parse(&bad), None, "{bad}");
    }
    assert_eq!(Derivation::parse(""), None);
}

#[test]
fn a_leap_day_counts_as_any_day_and_a_year_without_one_has_none() {
    let period = |amount| Period { roll: false, ..Period::new(amount, Unit::CalendarDays, Direction::After) };
    let due = |from: &str, amount| due(Calendar::embedded(), day(from), period(amount)).expect("it is counted").on;
    assert_eq!((due("2024-02-28", 1), due("2024-02-28", 2)), (day("2024-02-29"), day("2024-03-01")));
    assert_eq!((due("2023-02-28", 1), due("2024-02-29", 366)), (day("2023-03-01"), day("2025-03-01")));
    // 29 February 2024 was a Thursday on which offices worked.
    assert_eq!(working("2024-02-28", 2).on, day("2024-03-01"));
    assert!(Day::parse_iso("2023-02-29").is_none());
}

#[test]
fn what_happens_before_and_after_midnight_in_vietnam_is_due_a_day_apart_on_a_server_in_utc() {
    // 17:00 in UTC is midnight in Vietnam: 10 and 11 September 2026.
    let midnight = Instant::start_of(day("2026-09-11"));
    assert_eq!(midnight.ms() % 86_400_000, 17 * 3_600_000);
    let due = |at: Instant| working(&at.day().to_iso(), 10).on;
    assert_eq!(due(Instant::from_ms(midnight.ms() - 1)), day("2026-09-24"));
    assert_eq!(due(midnight), day("2026-09-25"));
    assert_eq!(due(Instant::end_of(day("2026-09-11"))), day("2026-09-25"), "its last moment is still of that day");
}

#[test]
fn a_day_on_which_a_place_is_closed_is_no_working_day_there_and_says_so() {
    let closed = Calendar::embedded().closed_on([(day("2026-09-17"), day("2026-09-19"))]);
    let count = |amount, unit| {
        due(&closed, day("2026-09-11"), Period::new(amount, unit, Direction::After)).expect("it is counted")
    };
    let working = count(10, Unit::WorkingDays);
    assert_eq!(working.on, day("2026-09-29"));
    let marked: Vec<Day> = working.days.iter().filter(|(_, mark)| *mark == Mark::Closed).map(|(on, _)| *on).collect();
    assert_eq!(marked, [day("2026-09-17"), day("2026-09-18")], "the Saturday was off anyway");
    // A period in calendar days that ends on one of them moves on.
    let moved = count(6, Unit::CalendarDays);
    assert_eq!((moved.on, moved.days.last().map(|(_, mark)| *mark)), (day("2026-09-21"), Some(Mark::Moved)));
    let kept = Derivation::parse(&Derivation::of(&working, None).to_json()).expect("it is read again");
    assert_eq!((kept.due_on(), kept.boxes()), (working.on, working.boxes()));
    let (on, _) =
        due_on(&closed, day("2026-09-11"), Period::new(10, Unit::WorkingDays, Direction::After)).expect("it is found");
    assert_eq!(on, working.on, "by number as by walking");
}
