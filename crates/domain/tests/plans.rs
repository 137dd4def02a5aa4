//! The year of a post: what became of what was planned, who is late, and how the year will come out.

use domain::day::Day;
use domain::plan::{Bounds, Conference, Entry, Fate, Followed, Forecast, PlannedState, PostYear};
use domain::rule::{Rule, shipped};

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// A rule of Bắc Giang, which ended with the province: its numbers are used here as an example.
fn rule(id: &str) -> &'static Rule {
    shipped().iter().find(|rule| rule.id == id && rule.version == 1).expect("the rule comes with the program")
}

/// What Bắc Giang's rules ask of 2024, on a day of it.
fn bounds(from: &str, today: &str) -> Bounds<'static> {
    Bounds::of(2024, day(from), day(today), |trigger, on| {
        shipped().iter().find(|rule| rule.trigger == trigger && rule.version == 1 && rule.holds_on(on))
    })
}

fn followed(state: PlannedState, month: i64) -> Followed {
    let (planned_on, announced_for, began_on) = (day("2024-05-01"), None, None);
    Followed { state, planned_on, month, announced_for, began_on, over: true }
}

#[test]
fn a_bound_is_the_last_day_that_is_still_in_time() {
    let all = bounds("2021-01-01", "2024-03-01");
    assert_eq!(all.plan_by, Some(day("2024-01-31")), "before 1 February");
    assert_eq!(all.done_by, Some(day("2024-11-14")), "before 15 November");
    assert_eq!(all.quota.map(|(quota, rule)| (quota, rule.id.as_str())), Some((4, "DT-MIN")));
    // Seen from another year, it is what bound that one.
    assert_eq!(bounds("2021-01-01", "2026-03-01").quota.map(|(quota, _)| quota), Some(4));
    // A body that began after a last day never had to keep it.
    let late = bounds("2024-07-01", "2024-08-01");
    assert_eq!((late.plan_by, late.done_by), (None, Some(day("2024-11-14"))));
    let none = Bounds::of(2024, day("2021-01-01"), day("2024-03-01"), |_, _| None);
    assert_eq!(none, Bounds::default(), "nobody confirmed anything");
    // A quota of each quarter is none of the year.
    let quarter = shipped().iter().find(|rule| rule.id == "DT-MIN" && rule.version == 5).expect("is there");
    let other = Bounds::of(2024, day("2021-01-01"), day("2024-03-01"), |trigger, _| {
        (trigger == "dialogue_year").then_some(quarter)
    });
    assert_eq!(other.quota, None);
}

#[test]
fn what_was_planned_has_its_fate_from_the_day_after_its_last() {
    let told = |of: Followed, today: &str| of.fates(day(today));
    let planned = followed(PlannedState::Planned, 5);
    assert_eq!(told(planned, "2024-05-31"), [(5, Fate::Coming(None))]);
    assert_eq!(told(planned, "2024-06-01"), [(5, Fate::Missed(None))]);
    let december = Followed { planned_on: day("2024-12-01"), month: 12, ..planned };
    assert_eq!(told(december, "2024-12-31"), [(12, Fate::Coming(None))]);
    assert_eq!(told(december, "2025-01-01"), [(12, Fate::Missed(None))]);
    let announced = Followed { announced_for: Some(day("2024-05-10")), ..planned };
    assert_eq!(told(announced, "2024-05-10"), [(5, Fate::Coming(Some(day("2024-05-10"))))]);
    assert_eq!(told(announced, "2024-05-11"), [(5, Fate::Missed(Some(day("2024-05-10"))))]);
    // Put off: it stands in the month it left and in the one it was put off to, and is missed after that one.
    let put_off = followed(PlannedState::Postponed, 7);
    assert_eq!(told(put_off, "2024-07-31"), [(5, Fate::PutOff(Some(7))), (7, Fate::Coming(None))]);
    assert_eq!(told(put_off, "2024-08-01"), [(5, Fate::PutOff(Some(7))), (7, Fate::Missed(None))]);
    assert_eq!(told(followed(PlannedState::Postponed, 5), "2024-08-01"), [(5, Fate::PutOff(None))]);
    assert_eq!(told(followed(PlannedState::Cancelled, 5), "2024-08-01"), [(5, Fate::CalledOff)]);
    assert_eq!(told(followed(PlannedState::Dropped, 5), "2024-08-01"), []);
    assert_eq!(told(followed(PlannedState::Withdrawn, 5), "2024-08-01"), []);
}

#[test]
fn held_later_than_the_month_that_was_set_first_is_late() {
    let held = |on: &str, over| {
        let of = Followed { began_on: Some(day(on)), over, ..followed(PlannedState::Held, 5) };
        of.fates(day("2025-02-01"))
    };
    for (on, month, late) in
        [("2024-04-30", 4, false), ("2024-05-31", 5, false), ("2024-06-01", 6, true), ("2025-01-02", 5, true)]
    {
        assert_eq!(held(on, true), [(month, Fate::Held { on: Some(day(on)), late })], "{on}");
        assert_eq!(held(on, false), [(month, Fate::UnderWay { on: day(on), late })], "{on}");
    }
    // Put off and held in the month it was put off to: later than the month that was set first.
    let of = Followed { began_on: Some(day("2024-07-10")), ..followed(PlannedState::Held, 7) };
    assert_eq!(of.fates(day("2024-08-01")), [(7, Fate::Held { on: Some(day("2024-07-10")), late: true })]);
}

fn year(today: &str, issued_on: Option<&str>, entries: &[(i64, Fate, bool)]) -> PostYear<'static> {
    PostYear {
        year: 2024,
        issued: issued_on.is_some(),
        issued_on: issued_on.map(day),
        entries: entries.iter().map(|&(month, fate, excused)| Entry { month, fate, excused }).collect(),
        bounds: bounds("2021-01-01", today),
        today: day(today),
    }
}

#[test]
fn a_plan_is_late_from_the_day_after_its_last() {
    for (today, issued_on, late) in [
        ("2024-01-31", None, false),
        ("2024-02-01", None, true),
        ("2024-06-01", Some("2024-01-31"), false),
        ("2024-06-01", Some("2024-02-01"), true),
        ("2025-06-01", None, true),
    ] {
        assert_eq!(year(today, issued_on, &[]).is_late(), late, "{today} {issued_on:?}");
    }
    let free = PostYear { bounds: Bounds::default(), ..year("2024-06-01", None, &[]) };
    assert!(!free.is_late(), "no rule, nobody is late");
}

#[test]
fn only_what_an_issued_plan_or_an_announcement_brings_in_time_is_to_come() {
    let on = |text: &str| Some(day(text));
    for (today, issued, fate, month, coming) in [
        ("2024-03-01", true, Fate::Coming(None), 5, 1),
        ("2024-03-01", false, Fate::Coming(None), 5, 0),
        ("2024-03-01", true, Fate::Coming(None), 12, 0),
        ("2024-11-14", true, Fate::Coming(None), 11, 1),
        ("2024-11-15", true, Fate::Coming(None), 11, 0),
        ("2024-11-01", true, Fate::Coming(on("2024-11-14")), 11, 1),
        ("2024-11-01", true, Fate::Coming(on("2024-11-15")), 11, 0),
        ("2024-11-01", false, Fate::Announced(day("2024-11-14")), 11, 1),
        ("2024-11-01", false, Fate::Announced(day("2024-11-15")), 11, 0),
        ("2024-11-01", true, Fate::Missed(None), 5, 0),
        ("2024-11-01", true, Fate::PutOff(Some(11)), 5, 0),
    ] {
        let year = year(today, issued.then_some("2024-01-20"), &[(month, fate, false)]);
        assert_eq!(year.coming(), coming, "{today} {fate:?}");
    }
}

#[test]
fn the_forecast_counts_what_was_held_and_what_is_to_come_against_the_quota() {
    let held = |month: i8| (i64::from(month), Fate::Held { on: Day::new(2024, month, 3), late: false }, false);
    let to_come = |month| (month, Fate::Coming(None), false);
    let (off, put_off) = ((5, Fate::CalledOff, true), (5, Fate::PutOff(None), true));
    let asked = (5, Fate::CalledOff, false);
    let three = [held(2), held(3), held(4)];
    let with = |more: (i64, Fate, bool)| [&three[..], &[more]].concat();
    let open = |month: i8| Day::new(2024, month, 3).map(|on| Fate::UnderWay { on, late: false }).expect("a day");
    let issued = Some("2024-01-20");
    for (today, issued_on, entries, forecast) in [
        ("2024-01-31", None, vec![], Forecast::MayLack(4)),
        ("2024-02-01", None, vec![], Forecast::Lacks(4)),
        ("2024-01-31", None, vec![to_come(5)], Forecast::MayLack(4)),
        ("2024-02-01", issued, vec![to_come(3), to_come(5), to_come(7), to_come(10)], Forecast::Enough),
        ("2024-02-01", issued, vec![to_come(3), to_come(5), to_come(7), to_come(12)], Forecast::MayLack(1)),
        ("2024-11-14", issued, with(to_come(11)), Forecast::Enough),
        ("2024-11-15", issued, with(to_come(11)), Forecast::Lacks(1)),
        ("2024-11-14", issued, three.to_vec(), Forecast::MayLack(1)),
        ("2024-11-15", issued, with(asked), Forecast::Lacks(1)),
        ("2024-11-15", issued, with(off), Forecast::Excused(1)),
        ("2024-06-01", issued, with(put_off), Forecast::Excused(1)),
        ("2024-06-01", issued, vec![held(2), held(3), off], Forecast::MayLack(2)),
        ("2024-10-01", issued, with(held(5)), Forecast::Done(0)),
        (
            "2024-10-01",
            issued,
            with((6, Fate::Held { on: Some(day("2024-06-03")), late: true }, false)),
            Forecast::Done(0),
        ),
        ("2024-10-01", issued, with((5, Fate::Joint(day("2024-05-03")), false)), Forecast::Done(0)),
        ("2024-10-01", issued, [with(held(5)), vec![held(6)]].concat(), Forecast::Done(1)),
        // What is under way is not held yet, and is not lacking either.
        ("2024-05-03", issued, with((5, open(5), false)), Forecast::Enough),
        // What was held in another year is not of this one.
        (
            "2025-02-01",
            issued,
            with((5, Fate::Held { on: Some(day("2025-01-10")), late: true }, false)),
            Forecast::Lacks(1),
        ),
    ] {
        assert_eq!(year(today, issued_on, &entries).forecast(), forecast, "{today} {entries:?}");
    }
    let bounds = Bounds { quota: Some((1, rule("DT-MIN"))), ..Bounds::default() };
    let of = |today: &str| PostYear { bounds, ..year(today, issued, &[]) }.forecast();
    assert_eq!(of("2024-12-31"), Forecast::MayLack(1), "without a last day it is the end of the year");
    assert_eq!(of("2025-01-01"), Forecast::Lacks(1));
    let free = PostYear { bounds: Bounds::default(), ..year("2025-02-01", issued, &[]) };
    assert_eq!(free.forecast(), Forecast::NoRule);
}

#[test]
fn the_conference_of_a_commune_is_open_until_its_year_is_over() {
    for (held, coming, today, stands) in [
        (0, 0, "2026-12-31", Conference::Open),
        (0, 0, "2027-01-01", Conference::Missed),
        (0, 1, "2026-09-11", Conference::Announced),
        (1, 0, "2026-09-11", Conference::Held),
        (2, 0, "2027-01-01", Conference::Held),
    ] {
        assert_eq!(Conference::stands(1, held, coming, 2026, day(today)), stands, "{held} {coming} {today}");
    }
}
