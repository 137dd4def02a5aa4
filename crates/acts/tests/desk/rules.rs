//! Rules and calendar through the door: what they date, what changing them re-dates, and who may.

use acts::account::{Create, Person, Secrets, hash};
use acts::calendar::{AdoptYear, ClearDay, DropYear, SetDay};
use acts::case::SpotResult;
use acts::rule::{Confirm, Withdraw};
use acts::rulebook::{Change, Preview, Redated, preview};
use acts::{By, Stop, dialogue, event};
use domain::calendar::Status;
use domain::day::Day;
use domain::due::Derivation;
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::case::ClockRow;
use store::rulebook::{self, Rulebook};
use store::{Act, case, event::history};

use super::{Desk, day};
use crate::support::both;

/// Ten working days after the dialogue.
const TEN: &str = "2026-09-25";
/// Five.
const FIVE: &str = "2026-09-18";

impl Desk {
    pub(crate) fn confirm(&self, amount: u32, version: i64) -> Confirm {
        Confirm {
            organisation: self.by.organisation,
            rule: "TCD-NOTIFY".to_owned(),
            copied: 1,
            level: None,
            amount,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế tiếp công dân số 03/QC-UBND".to_owned(),
            on: day("2026-01-05"),
            version,
        }
    }

    pub(super) fn withdraw(&self, rule_version: i64, version: i64) -> Withdraw {
        let (organisation, rule) = (self.by.organisation, "TCD-NOTIFY".to_owned());
        Withdraw { organisation, rule, rule_version, reason: "Thay bằng quy chế mới".to_owned(), version }
    }

    pub(super) fn holiday(&self, on: &str, version: i64) -> SetDay {
        SetDay {
            organisation: self.by.organisation,
            on: day(on),
            kind: "public_holiday".to_owned(),
            name: "Nghỉ bù".to_owned(),
            document: "Thông báo số 8/TB-UBND ngày 10/09/2026".to_owned(),
            version,
        }
    }

    pub(super) fn clear(&self, on: &str, version: i64) -> ClearDay {
        ClearDay { organisation: self.by.organisation, on: day(on), reason: "Nhầm ngày".to_owned(), version }
    }

    /// The clocks of a case: the citizen's, and the one that a rule dates if there is one.
    async fn clocks(&self, case: i64) -> (ClockRow, Option<ClockRow>) {
        let mut rows = case::clocks(&mut self.store.reader().await.expect("a reader"), case).await.expect("reads");
        let citizen = rows.remove(0);
        assert_eq!(citizen.kind, "citizen");
        (citizen, rows.pop())
    }

    /// State, last day and version of the rule of the clock until the person is told.
    pub(super) async fn notify(&self, case: i64) -> (String, Option<Day>, Option<i64>) {
        let clock = self.clocks(case).await.1.expect("a rule dates it");
        (clock.state, clock.due_on, clock.rule_version)
    }

    pub(super) async fn preview(&self, change: impl Into<Change>) -> Result<Preview, Stop> {
        preview(&mut self.store.reader().await.expect("a reader"), self.by, &change.into()).await
    }

    pub(super) async fn book(&self) -> std::sync::Arc<Rulebook> {
        self.store.rulebook().await.expect("reads")
    }

    pub(super) async fn refused<A: Act + std::fmt::Debug>(&self, by: By, act: A) -> Refusal {
        let said = format!("{act:?}");
        match self.office.act(by, &said, act).await {
            Err(Stop::Refused(refusal)) => refusal,
            Err(Stop::Failed(error)) => panic!("{said} failed: {error}"),
            Ok(_) => panic!("{said} was done"),
        }
    }

    /// Somebody else with one role in a body.
    pub(crate) async fn colleague(&self, login: &str, organisation: i64, role: Role) -> By {
        let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
        let secret = hash(&secrets, login, "một giọt máu đào hơn ao nước lã").await.expect("it is hashed");
        let person = Person::New(format!("Nguyễn Văn {login}"));
        let (roles, at) = (vec![role], store::clock::machine());
        let act = Create { person, login: login.to_owned(), organisation, roles, demo: Some(secret), secrets, at };
        let made = self.act(login, act).await.expect("an account");
        By { account: made.account, actor: made.person, organisation }
    }
}

/// Spoils a day that was right.
type Spoil = fn(&mut SetDay);

fn running(due_on: &str, rule_version: i64) -> (String, Option<Day>, Option<i64>) {
    ("running".to_owned(), Some(day(due_on)), Some(rule_version))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_starts_the_clock_of_the_rule_in_force_and_an_answer_stops_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let (citizen, notify) = desk.clocks(raised.case).await;
        let notify = notify.expect("a rule dates it");
        assert_eq!((citizen.state.as_str(), citizen.due_on, citizen.rule_id), ("running", None, None));
        assert_eq!((notify.kind.as_str(), notify.rule_id.as_deref()), ("notify", Some("TCD-NOTIFY")));
        assert_eq!(desk.notify(raised.case).await, running(TEN, 1));
        let kept = Derivation::parse(&notify.derivation).expect("a derivation");
        assert_eq!((kept.due_on(), kept.boxes().len()), (day(TEN), 15));
        let mut read = desk.store.reader().await.expect("a reader");
        let asked = case::DueBetween {
            organisation: desk.by.organisation,
            below: false,
            from: day("2026-09-12"),
            to: day(TEN),
        };
        let soon = case::due_between(&mut read, asked, None, 5).await.expect("reads").rows;
        assert_eq!(soon.iter().map(|row| (row.case, row.due_on)).collect::<Vec<_>>(), [(raised.case, day(TEN))]);
        assert_eq!(case::due_count(&mut read, asked, 1_000).await.expect("reads"), 1);
        desk.answer("a", raised.case, SpotResult::Explained).await.expect("it is answered");
        assert_eq!(desk.notify(raised.case).await.0, "stopped");
        assert_eq!(desk.clocks(raised.case).await.0.state, "stopped");
        let answered = history(&mut read, Subject::Case, raised.case).await.expect("reads").pop().expect("an event").id;
        desk.act("s", event::Strike { event: answered, reason: "Nhầm".to_owned() }).await.expect("it is struck");
        assert_eq!(desk.notify(raised.case).await, running(TEN, 1));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_confirmed_for_ones_place_redates_what_runs_and_a_withdrawal_gives_it_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (one, two) = (desk.opinion("Nước đục."), desk.opinion("Rác đầy."));
        let one = desk.act("r1", one).await.expect("it is raised").case;
        let two = desk.act("r2", two).await.expect("it is raised").case;
        desk.answer("a", two, SpotResult::Done).await.expect("it is answered");
        let before = desk.book().await.version;
        let shown = desk.preview(Change::Confirm(desk.confirm(5, 0))).await.expect("it is worked out");
        let clock = desk.clocks(one).await.1.expect("a rule dates it").id;
        let redated = Redated { case: one, clock, from: Some(day(TEN)), to: Some(day(FIVE)) };
        let shifts = std::collections::BTreeMap::from([(Some(-7), 1)]);
        assert_eq!(shown, Preview { version: before, redated: vec![redated], count: 1, shifts, ..Preview::default() });
        let confirm = desk.confirm(5, shown.version);
        let done = desk.office.act(desk.by, "c", confirm.clone()).await.expect("it is confirmed");
        let again = desk.office.act(desk.by, "c", confirm.clone()).await.expect("it is answered again");
        assert_eq!((done.replayed, again.replayed), (false, true));
        let book = desk.book().await;
        assert_eq!(book.version, before + 1);
        assert_eq!(desk.notify(one).await, running(FIVE, 2));
        assert_eq!(desk.notify(two).await, ("stopped".to_owned(), Some(day(TEN)), Some(1)), "it has stopped");
        let mut read = desk.store.reader().await.expect("a reader");
        let last = history(&mut read, Subject::Case, one).await.expect("reads").pop().expect("an event");
        let event = CaseEvent::ClockRedated { clock, rule_version: 2, due_on: Some(day(FIVE)) };
        assert_eq!(last.event, Event::Case(event));
        let kept = rulebook::rules(&mut read).await.expect("reads");
        assert_eq!(kept[0].rule.source, "Quy chế tiếp công dân số 03/QC-UBND, 05/01/2026");
        assert_eq!((kept[0].rule.version, kept[0].withdrawn), (2, false));
        assert_eq!(desk.refused(desk.by, desk.confirm(7, before)).await, Refusal::Conflict);
        assert_eq!(desk.refused(desk.by, desk.confirm(5, book.version)).await, Refusal::AlreadyDone);
        desk.verify().await;
        desk.act("w", desk.withdraw(2, book.version)).await.expect("it is withdrawn");
        assert_eq!(desk.notify(one).await, running(TEN, 1));
        assert_eq!(desk.refused(desk.by, desk.withdraw(2, book.version + 1)).await, Refusal::AlreadyDone);
        assert_eq!(desk.refused(desk.by, desk.withdraw(1, book.version + 1)).await, Refusal::NotThere);
        let shipped = desk.confirm(10, book.version + 1);
        assert_eq!(desk.refused(desk.by, shipped).await, Refusal::AlreadyDone, "it is in force as it is");
        desk.act("c2", desk.confirm(5, book.version + 1)).await.expect("another one");
        assert_eq!(desk.notify(one).await, running(FIVE, 3), "the version counts up");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_stood_still_runs_again_by_what_is_in_force_then() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let case = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised").case;
        desk.answer("a", case, SpotResult::Done).await.expect("it is answered");
        let mut read = desk.store.reader().await.expect("a reader");
        let events = history(&mut read, Subject::Case, case).await.expect("reads");
        let (received, answered) = (events[0].id, events[1].id);
        desk.act("c", desk.confirm(5, 0)).await.expect("it is confirmed");
        assert_eq!(desk.notify(case).await.1, Some(day(TEN)));
        desk.act("s", event::Strike { event: answered, reason: "Nhầm".to_owned() }).await.expect("it is struck");
        assert_eq!(desk.notify(case).await, running(FIVE, 2));
        let reason = "Biên bản ghi ngày 10".to_owned();
        let correct = event::Correct { event: received, happened_on: day("2026-09-10"), reason };
        desk.act("k", correct).await.expect("it is corrected");
        assert_eq!(desk.notify(case).await, running("2026-09-17", 2), "counted from the right day");
        desk.verify().await;
        let events = history(&mut read, Subject::Case, case).await.expect("reads");
        let correction =
            events.iter().find(|known| matches!(known.event, Event::Corrected { .. })).expect("an event").id;
        desk.act("z", event::Strike { event: correction, reason: "Ngày 11 đúng".to_owned() }).await.expect("struck");
        assert_eq!(desk.notify(case).await, running(FIVE, 2));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_set_and_cleared_redates_what_runs() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let case = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised").case;
        let day_off = desk.holiday("2026-09-14", 0);
        let shown = desk.preview(Change::SetDay(day_off.clone())).await.expect("it is worked out");
        assert_eq!(shown.redated.iter().map(|it| it.to).collect::<Vec<_>>(), [Some(day("2026-09-28"))]);
        desk.act("d", day_off).await.expect("it is set");
        assert_eq!(desk.notify(case).await, running("2026-09-28", 1));
        let book = desk.book().await;
        let entry = book.calendar.entry(day("2026-09-14")).expect("it is set");
        assert_eq!((entry.name_vi.as_str(), book.version), ("Nghỉ bù", 1));
        let wrong: [(Spoil, Refusal); 9] = [
            (|_| (), Refusal::AlreadyDone),
            (|act| act.version = 0, Refusal::Conflict),
            (|act| act.kind = "feast".to_owned(), Refusal::NotAChoice { field: "kind" }),
            (|act| act.kind = "swapped_working_saturday".to_owned(), Refusal::NotAChoice { field: "kind" }),
            (
                |act| (act.kind, act.on) = ("day_in_lieu".to_owned(), day("2026-09-13")),
                Refusal::NotAChoice { field: "kind" },
            ),
            (|act| act.name = " ".to_owned(), Refusal::Missing { field: "name" }),
            (|act| act.document = String::new(), Refusal::Missing { field: "document" }),
            (|act| act.on = day("2014-12-31"), Refusal::TooEarly { field: "on", earliest: day("2015-01-01") }),
            (|act| act.on = day("2101-01-01"), Refusal::TooLate { field: "on", latest: day("2100-12-31") }),
        ];
        for (spoil, expected) in wrong {
            let mut act = desk.holiday("2026-09-14", 1);
            spoil(&mut act);
            assert_eq!(desk.refused(desk.by, act).await, expected);
        }
        assert_eq!(desk.refused(desk.by, desk.clear("2026-09-15", 1)).await, Refusal::NotThere);
        assert_eq!(desk.refused(desk.by, desk.clear("2026-09-14", 0)).await, Refusal::Conflict);
        let silent = ClearDay { reason: String::new(), ..desk.clear("2026-09-14", 1) };
        assert_eq!(desk.refused(desk.by, silent).await, Refusal::Missing { field: "reason" });
        desk.act("x", desk.clear("2026-09-14", 1)).await.expect("it is cleared");
        assert_eq!(desk.notify(case).await, running(TEN, 1));
        // National Day is worked: one day of the count less, for a matter raised before it.
        let worked = SetDay { kind: "working_day".to_owned(), name: String::new(), ..desk.holiday("2026-09-02", 2) };
        desk.act("w", worked.clone()).await.expect("it is set");
        assert_eq!(desk.refused(desk.by, SetDay { version: 3, ..worked }).await, Refusal::AlreadyDone);
        assert!(desk.book().await.calendar.entry(day("2026-09-02")).is_none());
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_calendar_there_is_no_clock_until_somebody_adopts_the_year() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let on = day("2027-12-27");
        desk.store.move_today(on).await.expect("time passes");
        let open = |key: &'static str| {
            let open = dialogue::Open {
                organisation: desk.by.organisation,
                title: "Cuối năm".to_owned(),
                chair: None,
                deputy_reason: String::new(),
                held_on: on,
                territory: None,
                place: String::new(),
            };
            desk.act(key, open)
        };
        let session = open("d").await.expect("it is open").session;
        let opinion = || acts::submission::Raise { session, ..desk.opinion("Đèn hỏng.") };
        let case = desk.act("r", opinion()).await.expect("it is raised").case;
        assert!(desk.clocks(case).await.1.is_none(), "nothing of 2028 is known");
        let document = "Thông báo số 99/TB-BNV ngày 01/12/2027".to_owned();
        let adopt =
            |version| AdoptYear { organisation: desk.by.organisation, year: 2028, document: document.clone(), version };
        assert_eq!(desk.refused(desk.by, adopt(0)).await, Refusal::NoCalendar { year: 2028 });
        desk.act("h", desk.holiday("2028-01-03", 0)).await.expect("it is set");
        let empty = AdoptYear { document: String::new(), ..adopt(1) };
        assert_eq!(desk.refused(desk.by, empty).await, Refusal::Missing { field: "document" });
        assert_eq!(desk.refused(desk.by, adopt(0)).await, Refusal::Conflict);
        assert_eq!(desk.preview(Change::AdoptYear(adopt(1))).await.expect("worked out").redated, []);
        desk.act("y", adopt(1)).await.expect("it is adopted");
        assert_eq!(desk.book().await.calendar.status(2028), Some(Status::Announced));
        assert_eq!(desk.refused(desk.by, adopt(2)).await, Refusal::AlreadyDone);
        let case = desk.act("r2", opinion()).await.expect("it is raised").case;
        assert_eq!(desk.notify(case).await, running("2028-01-11", 1));
        let drop = DropYear { organisation: desk.by.organisation, year: 2028, reason: "Nhầm".to_owned(), version: 2 };
        desk.act("z", drop.clone()).await.expect("it is dropped");
        assert_eq!(desk.notify(case).await, ("running".to_owned(), None, Some(1)), "no day can be given");
        assert_eq!(desk.refused(desk.by, DropYear { version: 3, ..drop }).await, Refusal::NotThere);
        desk.verify().await;
        desk.act("y2", adopt(3)).await.expect("it is adopted again");
        assert_eq!(desk.notify(case).await, running("2028-01-11", 1));
        desk.verify().await;
    })
    .await;
}
