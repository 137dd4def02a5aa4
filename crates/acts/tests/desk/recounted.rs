//! Changes of the rulebook over more clocks than one act goes through: they follow behind it, case by case; and closures of a place.

use std::sync::Arc;

use acts::assignment::Assign;
use acts::calendar::{AdoptYear, Close, DayEntered, EnterYear, Lift};
use acts::job::{NoHands, Runner};
use acts::rulebook::Change;
use domain::calendar::EntryKind;
use domain::day::{Day, Instant};
use domain::due::{Derivation, Mark};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::rulebook::recount::{RecountRow, under_way};
use store::{case, clock, rulebook};

use super::handled::House;
use super::{Desk, day};
use crate::support::both;

/// More clocks than the change itself goes through.
const MANY: usize = 230;
/// Ten working days after the dialogue, and five.
const TEN: &str = "2026-09-25";
const FIVE: &str = "2026-09-18";

impl Desk {
    async fn recount(&self) -> Option<RecountRow> {
        under_way(&mut self.store.reader().await.expect("a reader")).await.expect("reads")
    }

    /// Another node does what there is to do.
    async fn jobs(&self) -> usize {
        let runner = Runner::new(self.office.clone(), Arc::new(NoHands));
        let (mut done, mut now) = (0, clock::machine());
        loop {
            let begun = runner.step(now, &|| false).await.expect("jobs are begun");
            done += begun;
            now = Instant::from_ms(now.ms() + 1);
            if begun == 0 {
                return done;
            }
        }
    }

    /// The last days of the clocks of all cases, the oldest first.
    async fn last_days(&self) -> Vec<Option<Day>> {
        let rows =
            case::running(&mut self.store.reader().await.expect("a reader"), 0, 1_000).await.expect("reads").rows;
        rows.iter().map(|row| row.clock.due_on).collect()
    }

    fn close_down(&self, from: &str, to: &str, version: i64) -> Close {
        Close {
            organisation: self.by.organisation,
            from: day(from),
            to: day(to),
            name: "Bão số 10".to_owned(),
            document: "Công điện số 12/CĐ-UBND ngày 11/09/2026".to_owned(),
            version,
        }
    }
}

async fn many(house: &House) -> Vec<i64> {
    let mut cases = Vec::with_capacity(MANY);
    for number in 0..MANY {
        cases.push(house.raise(&format!("Việc {number}")).await.case);
    }
    cases
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_change_over_many_clocks_goes_on_behind_the_act_and_each_case_has_all_its_old_or_all_its_new_dates() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        let cases = many(&house).await;
        desk.act("c", desk.confirm(5, 0)).await.expect("it is confirmed");
        let row = desk.recount().await.expect("it goes on behind the act");
        assert_eq!((row.rulebook, row.by, row.total), (1, desk.by, None));
        assert!((190..=200).contains(&row.passed) && row.moved == row.passed, "{row:?}");
        let days = desk.last_days().await;
        let passed = usize::try_from(row.passed).expect("few");
        assert!(days[..passed].iter().all(|on| *on == Some(day(FIVE))), "those that were gone through");
        assert!(days[passed..].iter().all(|on| *on == Some(day(TEN))), "those that wait");
        desk.verify().await;

        // What is raised meanwhile has its day already; an act on a case whose turn has not come gives it its own first.
        let new = house.raise("Việc mới").await.case;
        let last = *cases.iter().max().expect("there are some");
        assert_eq!((desk.notify(new).await.1, desk.notify(last).await.1), (Some(day(FIVE)), Some(day(TEN))));
        let assign = Assign {
            case: last,
            version: desk.case(last).await.version,
            lead: house.division,
            cooperating: Vec::new(),
            due_on: Some(day("2027-01-15")),
            evidence: String::new(),
            contact: false,
            happened_on: day("2026-12-30"),
        };
        desk.act("g", assign).await.expect("it is assigned");
        assert_eq!(desk.notify(last).await.1, Some(day(FIVE)));
        desk.verify().await;

        // The node that did it is gone; another one goes on where it stood.
        assert!(desk.jobs().await > 0);
        assert_eq!(desk.recount().await, None);
        assert!(desk.last_days().await.iter().all(|on| *on == Some(day(FIVE))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_second_change_takes_the_place_of_one_that_is_under_way_and_the_newest_rulebook_dates_all() {
    both(async |_, store| {
        let house = House::open(store).await;
        let desk = &house.desk;
        many(&house).await;
        desk.act("c", desk.confirm(5, 0)).await.expect("it is confirmed");
        assert_eq!(desk.recount().await.map(|row| row.rulebook), Some(1));
        let off = desk.holiday("2026-09-14", 1);
        let shown = desk.preview(Change::SetDay(off.clone())).await.expect("it is worked out");
        assert_eq!((shown.count, shown.redated.len(), shown.more), (MANY, 100, false), "those named and those counted");
        assert_eq!(shown.shifts.values().sum::<usize>(), MANY, "each by so many days");
        desk.act("d", off).await.expect("it is set");
        let row = desk.recount().await.expect("it begins again");
        assert_eq!(row.rulebook, 2);
        desk.verify().await;
        desk.jobs().await;
        assert_eq!(desk.recount().await, None);
        // Five working days, the Monday among them off.
        assert!(desk.last_days().await.iter().all(|on| *on == Some(day("2026-09-21"))));
        desk.verify().await;
        desk.act("x", desk.clear("2026-09-14", 2)).await.expect("it is cleared");
        desk.act("w", desk.withdraw(2, 3)).await.expect("it is withdrawn");
        desk.jobs().await;
        assert!(desk.last_days().await.iter().all(|on| *on == Some(day(TEN))), "all is as it was");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_closed_works_on_none_of_these_days_and_the_derivation_says_so() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let case = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised").case;
        // Thursday to Saturday: two working days.
        let storm = desk.close_down("2026-09-17", "2026-09-19", 0);
        let shown = desk.preview(Change::Close(storm.clone())).await.expect("it is worked out");
        let to = Some(day("2026-09-29"));
        assert_eq!(shown.redated.iter().map(|it| it.to).collect::<Vec<_>>(), [to]);
        assert_eq!(shown.shifts.into_iter().collect::<Vec<_>>(), [(Some(4), 1)]);
        let closure = desk.act("s", storm.clone()).await.expect("it is closed");
        assert_eq!(desk.notify(case).await.1, to);
        let rows = case::clocks(&mut desk.store.reader().await.expect("a reader"), case).await.expect("reads");
        let kept = Derivation::parse(&rows[1].derivation).expect("a derivation");
        let closed: Vec<Day> = kept.boxes().iter().filter(|it| it.mark == Mark::Closed).map(|it| it.on).collect();
        assert_eq!(closed, [day("2026-09-17"), day("2026-09-18")], "the Saturday was off anyway");
        let book = desk.book().await;
        assert!(book.calendar.kind(day("2026-09-17")).expect("a known year").is_working(), "the calendar of all stays");
        let later = desk.act("r2", desk.opinion("Rác đầy.")).await.expect("it is raised").case;
        assert_eq!(desk.notify(later).await.1, to, "what is raised afterwards is counted alike");
        desk.verify().await;

        let wrong = [
            (desk.close_down("2026-09-17", "2026-09-18", 1), Refusal::AlreadyDone),
            (desk.close_down("2026-09-12", "2026-09-13", 1), Refusal::AlreadyDone),
            (desk.close_down("2026-09-21", "2026-09-21", 0), Refusal::Conflict),
            (
                desk.close_down("2026-09-21", "2026-09-20", 1),
                Refusal::TooEarly { field: "to_on", earliest: day("2026-09-21") },
            ),
            (
                desk.close_down("2026-09-21", "2026-12-31", 1),
                Refusal::TooLate { field: "to_on", latest: day("2026-11-21") },
            ),
            (desk.close_down("2031-01-06", "2031-01-07", 1), Refusal::NoCalendar { year: 2031 }),
            (
                Close { name: " ".to_owned(), ..desk.close_down("2026-09-21", "2026-09-21", 1) },
                Refusal::Missing { field: "name" },
            ),
            (
                Close { document: String::new(), ..desk.close_down("2026-09-21", "2026-09-21", 1) },
                Refusal::Missing { field: "document" },
            ),
        ];
        for (act, expected) in wrong {
            assert_eq!(desk.refused(desk.by, act).await, expected);
        }
        let clerk = desk.colleague("van.thu", desk.by.organisation, Role::Clerk).await;
        assert_eq!(desk.refused(clerk, desk.close_down("2026-09-21", "2026-09-21", 1)).await, Refusal::NotAllowed);

        let organisation = desk.by.organisation;
        let lift =
            |closure, version| Lift { organisation, closure, reason: "Bão đổi hướng".to_owned(), version };
        assert_eq!(desk.refused(desk.by, lift(closure + 1_000_000, 1)).await, Refusal::NotThere);
        let silent = Lift { reason: String::new(), ..lift(closure, 1) };
        assert_eq!(desk.refused(desk.by, silent).await, Refusal::Missing { field: "reason" });
        desk.act("l", lift(closure, 1)).await.expect("it is taken back");
        assert_eq!(desk.notify(case).await.1, Some(day(TEN)));
        assert_eq!(desk.refused(desk.by, lift(closure, 2)).await, Refusal::NotThere);
        let rows = rulebook::closures(&mut desk.store.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(rows.len(), 1, "it stays to be seen");
        assert!(rows[0].lifted && rows[0].name.as_deref() == Some("Bão số 10"));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_that_leaves_a_gap_in_the_calendar_is_refused_with_the_year_that_is_lacking() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let known = desk.book().await.calendar.years().next_back().expect("years are known");
        let organisation = desk.by.organisation;
        let year = known + 2;
        let document = "Thông báo số 99/TB-BNV".to_owned();
        let adopt = AdoptYear { organisation, year, document: document.clone(), version: 0 };
        assert_eq!(desk.refused(desk.by, adopt).await, Refusal::NoCalendar { year: known + 1 });
        let new_year = DayEntered {
            on: Day::new(year, 1, 1).expect("a day"),
            kind: EntryKind::PublicHoliday,
            name: "Tết Dương lịch".to_owned(),
        };
        let enter = EnterYear { organisation, year, days: vec![new_year], announced: true, document, version: 0 };
        assert_eq!(desk.refused(desk.by, enter).await, Refusal::NoCalendar { year: known + 1 });
        assert_eq!(desk.book().await.version, 0, "nothing is half applied");
        desk.verify().await;
    })
    .await;
}
