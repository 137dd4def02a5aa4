//! A whole year of the calendar at once: entered as announced or as proposed, looked at before, and dropped again.

use acts::calendar::{DayEntered, DropYear, EnterYear};
use acts::dialogue;
use acts::rulebook::Change;
use domain::calendar::{EntryKind, Status, proposed};
use domain::refusal::Refusal;

use super::{Desk, day};
use crate::support::both;

const YEAR: i16 = 2028;

impl Desk {
    /// What is proposed for 2028, as its administrator takes it over.
    fn year(&self, announced: bool, version: i64) -> EnterYear {
        let days = proposed(YEAR).into_iter();
        EnterYear {
            organisation: self.by.organisation,
            year: YEAR,
            days: days.map(|entry| DayEntered { on: entry.on, kind: entry.kind, name: entry.name_vi }).collect(),
            announced,
            document: "Thông báo số 99/TB-BNV ngày 01/12/2027".to_owned(),
            version,
        }
    }

    fn drop_year(&self, version: i64) -> DropYear {
        DropYear {
            organisation: self.by.organisation, year: YEAR, reason: "Thông báo bị hủy".to_owned(), version
        }
    }
}

fn off(on: &str, name: &str) -> DayEntered {
    DayEntered { on: day(on), kind: EntryKind::PublicHoliday, name: name.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_that_is_proposed_dates_what_is_raised_and_gives_way_to_the_announcement() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let on = day("2028-01-17");
        desk.store.move_today(on).await.expect("time passes");
        let open = dialogue::Open {
            organisation: desk.by.organisation,
            title: "Đầu năm".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: on,
            territory: None,
            place: String::new(),
        };
        desk.act("y", desk.year(false, 0)).await.expect("it is entered");
        assert_eq!(desk.book().await.calendar.status(YEAR), Some(Status::Computed));
        let session = desk.act("d", open).await.expect("it is open").session;
        let opinion = acts::submission::Raise { session, ..desk.opinion("Đèn hỏng.") };
        let case = desk.act("r", opinion).await.expect("it is raised").case;
        // Ten working days; Tuesday 25 to Friday 28 January are off, and Monday 31 in lieu of the Saturday between them.
        let (_, due, _) = desk.notify(case).await;
        assert_eq!(due, Some(day("2028-02-07")));

        // The announcement has a day more, which was worked by the proposal.
        let mut announced = desk.year(true, 1);
        announced.days.push(off("2028-01-24", "Tết Nguyên đán"));
        let mut read = desk.store.still_reader().await.expect("a reader");
        let change = Change::EnterYear(announced.clone());
        let shown = acts::rulebook::preview(&mut read, desk.by, &change).await.expect("it is worked out");
        drop(read);
        let moved: Vec<_> = shown.redated.iter().map(|it| (it.from, it.to)).collect();
        assert_eq!(moved, [(due, Some(day("2028-02-08")))]);
        desk.act("a", announced).await.expect("it is entered");
        assert_eq!(desk.notify(case).await.1, Some(day("2028-02-08")));
        assert_eq!(desk.book().await.calendar.status(YEAR), Some(Status::Announced));
        assert_eq!(desk.refused(desk.by, desk.year(false, 2)).await, Refusal::AlreadyDone, "it is announced already");
        desk.verify().await;

        // What was set beside it, one day alone, outlives the year.
        desk.act("h", desk.holiday("2028-03-01", 2)).await.expect("it is set");
        desk.act("z", desk.drop_year(3)).await.expect("it is dropped");
        let book = desk.book().await;
        assert_eq!(book.calendar.status(YEAR), None);
        let left: Vec<_> = book.calendar.entries(YEAR).into_iter().map(|entry| entry.on).collect();
        assert_eq!(left, [day("2028-03-01")]);
        assert_eq!(desk.notify(case).await.1, None, "no day can be given");
        desk.verify().await;
    })
    .await;
}

/// The days of the announcement are all there are: 4 February 2027, which the program computes as a day in lieu, is worked
/// where the announcement does not name it.
#[tokio::test(flavor = "multi_thread")]
async fn a_year_that_is_entered_stands_in_place_of_what_the_program_computed_of_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let before = desk.book().await;
        assert!(
            before.calendar.entry(day("2027-02-04")).is_some() && before.calendar.entry(day("2027-02-08")).is_some()
        );
        let days = proposed(2027).into_iter();
        let days = days.map(|entry| DayEntered { on: entry.on, kind: entry.kind, name: entry.name_vi }).collect();
        let year = EnterYear { year: 2027, days, ..desk.year(true, 0) };
        desk.act("y", year).await.expect("it is entered");
        let book = desk.book().await;
        assert!(book.calendar.entry(day("2027-02-04")).is_none() && book.calendar.entry(day("2027-02-11")).is_some());
        assert_eq!(book.calendar.status(2027), Some(Status::Announced));
        let again =
            store::rulebook::load(&mut desk.store.still_reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(again.calendar, book.calendar, "the rows say the same");
        desk.act("z", DropYear { year: 2027, ..desk.drop_year(1) }).await.expect("it is dropped");
        assert_eq!(desk.book().await.calendar, before.calendar);
        desk.verify().await;
    })
    .await;
}

/// Spoils a year that was right.
type Spoil = fn(&mut EnterYear);

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_day_of_a_year_is_refused_and_keeps_nothing() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let days = Refusal::NotAChoice { field: "days" };
        let wrong: [(Spoil, Refusal); 9] = [
            (|act| act.version = 4, Refusal::Conflict),
            (|act| act.document = " ".to_owned(), Refusal::Missing { field: "document" }),
            (|act| act.days.push(off("2027-01-01", "Tết")), days.clone()),
            (|act| act.days.push(off("2028-04-30", "Hai lần")), days.clone()),
            (|act| act.days[0].kind = EntryKind::DayInLieu, days.clone()),
            (|act| act.days[0].name = String::new(), Refusal::Missing { field: "days" }),
            (|act| act.days.clear(), Refusal::NoCalendar { year: YEAR }),
            (|act| act.year = 2014, Refusal::TooEarly { field: "on", earliest: day("2015-01-01") }),
            (|act| act.year = 2101, Refusal::TooLate { field: "on", latest: day("2100-12-31") }),
        ];
        for (spoil, expected) in wrong {
            let mut act = desk.year(true, 0);
            spoil(&mut act);
            assert_eq!(desk.refused(desk.by, act).await, expected);
        }
        assert_eq!(desk.book().await.version, 0);
        assert_eq!(desk.book().await.calendar.entries(YEAR), [] as [&domain::calendar::Entry; 0]);
    })
    .await;
}
