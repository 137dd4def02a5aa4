//! Who may not change rules and calendar, and what is refused of a rule.

use acts::organisation;
use acts::rule::{Confirm, Withdraw};
use acts::rulebook::Change;
use domain::day::Day;
use domain::permission::Role;
use domain::refusal::Refusal;

use super::{Desk, day};
use crate::support::both;

/// Spoils a rule that was right.
type Spoil = fn(&mut Confirm);

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_field_of_a_rule_is_refused_and_keeps_nothing() {
    let choice = |field| Refusal::NotAChoice { field };
    let wrong: [(Spoil, Refusal); 16] = [
        (|act| act.rule = "TCD-NONE".to_owned(), choice("rule")),
        (|act| act.copied = 9, choice("rule")),
        (|act| act.level = Some("village".to_owned()), choice("level")),
        (|act| act.unit = "week".to_owned(), choice("unit")),
        (|act| act.unit = "fixed_date".to_owned(), choice("unit")),
        (|act| act.bound = "about".to_owned(), choice("bound")),
        (|act| act.bound = "strictly_before".to_owned(), choice("bound")),
        (|act| act.amount = 0, Refusal::Unreadable { field: "amount" }),
        (|act| act.amount = 3_661, Refusal::Unreadable { field: "amount" }),
        (
            |act| act.valid_to = Some(act.valid_from),
            Refusal::TooEarly { field: "valid_to", earliest: day("2026-01-02") },
        ),
        (|act| act.document = "  ".to_owned(), Refusal::Missing { field: "document" }),
        (|act| act.document = "a".repeat(1_001), Refusal::TooLong { field: "document", most: 1_000 }),
        (|act| act.on = day("2026-09-12"), Refusal::HappenedInFuture { today: day("2026-09-11") }),
        (|act| act.version = 7, Refusal::Conflict),
        (|act| act.organisation = 1, Refusal::NotThere),
        (
            |act| {
                (act.rule, act.unit, act.month, act.day) =
                    ("DT-PLAN".to_owned(), "fixed_date".to_owned(), Some(2), Some(30));
            },
            Refusal::NotADate { field: "day", typed: "30/2".to_owned() },
        ),
    ];
    both(async |_, store| {
        let desk = Desk::open(store).await;
        for (spoil, expected) in wrong.clone() {
            let mut act = desk.confirm(5, 0);
            spoil(&mut act);
            assert_eq!(desk.refused(desk.by, act).await, expected);
        }
        let silent = Withdraw { reason: String::new(), ..desk.withdraw(2, 1) };
        desk.act("c", desk.confirm(5, 0)).await.expect("it is confirmed");
        assert_eq!(desk.refused(desk.by, silent).await, Refusal::Missing { field: "reason" });
        assert_eq!(desk.book().await.version, 1);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_and_a_count_are_confirmed_as_an_example_amended() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let plan = Confirm {
            rule: "DT-PLAN".to_owned(),
            unit: "fixed_date".to_owned(),
            bound: "strictly_before".to_owned(),
            month: Some(3),
            day: Some(1),
            ..desk.confirm(0, 0)
        };
        desk.act("p", plan).await.expect("it is confirmed");
        let times = Confirm {
            rule: "DT-MIN".to_owned(),
            unit: "count_per_period".to_owned(),
            bound: "at_least".to_owned(),
            valid_to: Some(day("2027-01-01")),
            ..desk.confirm(2, 1)
        };
        desk.act("t", times).await.expect("it is confirmed");
        let mut read = desk.store.reader().await.expect("a reader");
        let standing =
            store::rulebook::standing(&mut read, desk.by.organisation).await.expect("reads").expect("it is there");
        let book = desk.book().await;
        let plan = book.rule("DT-PLAN", &standing.at, day("2026-09-11")).expect("it is in force");
        assert_eq!(plan.last_day(2026), Some(day("2026-02-28")));
        assert_eq!(plan.jurisdiction.to_string(), "commune:MP001");
        let times = book.rule("DT-MIN", &standing.at, day("2026-12-31")).expect("it is in force");
        assert_eq!((times.amount, times.valid_to), (2, day("2027-01-01")));
        assert!(book.rule("DT-MIN", &standing.at, day("2027-01-01")).is_none(), "its time is over");
        assert!(
            book.rule("DT-DONE", &standing.at, day("2026-12-31")).is_none(),
            "an example until somebody confirms it"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_changes_rules_and_only_one_above_all_the_calendar() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let found = organisation::Found {
            superior: desk.by.organisation,
            line: "authority".to_owned(),
            kind: "division".to_owned(),
            name: "Phòng Kinh tế".to_owned(),
            territory: None,
            outside: false,
            from: day("2026-01-01"),
        };
        let division = desk.act("f", found).await.expect("a division").organisation;
        let clerk = desk.colleague("lan", desk.by.organisation, Role::Clerk).await;
        let below = desk.colleague("hoa", division, Role::Administrator).await;
        let stranger = desk.colleague("mai", division, Role::Clerk).await;
        let own = desk.confirm(5, 0);
        assert_eq!(desk.refused(clerk, own.clone()).await, Refusal::NotAllowed);
        assert_eq!(desk.refused(stranger, own.clone()).await, Refusal::NotThere, "a body it may not know");
        assert_eq!(desk.refused(clerk, desk.holiday("2026-09-14", 0)).await, Refusal::NotAllowed);
        let theirs = acts::calendar::SetDay { organisation: division, ..desk.holiday("2026-09-14", 0) };
        assert_eq!(desk.refused(below, theirs.clone()).await, Refusal::NotAllowed, "it is everybody's calendar");
        let mut read = desk.store.reader().await.expect("a reader");
        for (by, change) in [(clerk, Change::Confirm(own.clone())), (below, Change::SetDay(theirs))] {
            let shown = acts::rulebook::preview(&mut read, by, &change).await;
            assert!(matches!(shown, Err(acts::Stop::Refused(Refusal::NotAllowed))), "nor sees what it would do");
        }
        let theirs = Confirm { organisation: division, ..own.clone() };
        assert_eq!(desk.refused(below, theirs).await, Refusal::NotAllowed, "the body above it speaks for the place");
        desk.office.act(desk.by, "c", own).await.expect("a rule for the place of their own body");
        assert_eq!(
            desk.book().await.rules.iter().filter(|rule| rule.valid_to == Day::OPEN && rule.id == "TCD-NOTIFY").count(),
            2
        );
        desk.verify().await;
    })
    .await;
}
