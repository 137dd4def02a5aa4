//! Letters that are kept from everybody, taken out, moved to another day, or came with a visit.

use acts::event::{Correct, Strike as StrikeEvent};
use acts::letter::{ReturnOriginals, Strike, Withhold};
use acts::reception::{End, Record, Schedule, StrikeVisit, Typed, Way};
use acts::submission::Mode;
use domain::event::{Kind, Subject};
use domain::permission::Role;
use domain::reception::{Receiver, ReceptionKind};
use domain::refusal::Refusal;
use store::letter;
use store::letter::list::Which;

use crate::desk::{HELD, day};
use crate::support::both;

use super::{Office, WORDS, refused};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_kept_from_everybody_shows_nothing_and_comes_back_by_a_striking() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        assert_eq!(at.found().await, 1);
        at.act("hold", Withhold { letter: made.letter }).await.expect("kept");
        let said = at.said(made.letter).await;
        assert_eq!((said.words, said.referrer, said.originals), (None, None, None));
        let listed = at.listed(&Which::default()).await;
        assert_eq!(
            listed.iter().map(|it| (it.number.as_str(), it.words.as_deref())).collect::<Vec<_>>(),
            [("128", None)]
        );
        assert_eq!(at.found().await, 0);
        refused(at.act("again", Withhold { letter: made.letter }).await, &Refusal::WordsWithheld);
        at.agrees().await;
        let strike = StrikeEvent { event: at.last_event(made.letter).await, reason: "Nhầm".to_owned() };
        refused(at.act("may", strike.clone()).await, &Refusal::NotAllowed);
        let office = at.house.colleague("van.phong", at.house.desk.by.organisation, Role::Office).await;
        at.house.desk.office.act(office, "show", strike).await.expect("the office shows it again");
        let said = at.said(made.letter).await;
        assert_eq!((said.words.as_deref(), said.referrer.is_some()), (Some(WORDS), true));
        assert_eq!(at.found().await, 1);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_entered_by_mistake_leaves_the_list_with_its_case() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let other = at.registered("129").await;
        let strike = Strike { letter: made.letter, reason: "Nhập nhầm".to_owned() };
        at.act("strike", strike.clone()).await.expect("taken out");
        assert_eq!(at.listed(&Which::default()).await.iter().map(|it| it.letter).collect::<Vec<_>>(), [other.letter]);
        assert_eq!(at.house.desk.case(made.case).await.handling, "struck");
        refused(at.act("again", strike).await, &Refusal::AlreadyStruck);
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let organisation = at.house.desk.by.organisation;
        let twin =
            letter::of_number(&mut read, organisation, ("Sổ tiếp nhận đơn", "128"), 2026, None).await.expect("reads");
        assert_eq!(twin, None, "its number is free for another");
        drop(read);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_with_something_resting_on_its_case_is_not_taken_out() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let (first, second) = (at.registered("128").await, at.registered("129").await);
        let merge = acts::case::Merge {
            case: second.case,
            version: at.house.desk.case(second.case).await.version,
            root: first.case,
            reason: "Cùng một việc".to_owned(),
            happened_on: day(HELD),
        };
        at.act("merge", merge).await.expect("merged");
        assert_eq!(at.house.desk.case(first.case).await.handling, "received");
        for (key, letter) in [("first", first.letter), ("second", second.letter)] {
            let strike = Strike { letter, reason: "Nhập nhầm".to_owned() };
            refused(at.act(key, strike).await, &Refusal::LaterStands);
        }
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_and_its_case_come_back_together_and_go_together_from_whichever_page() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let strike = acts::submission::Strike { submission: made.submission, reason: "Nhập nhầm".to_owned() };
        at.act("strike", strike).await.expect("taken out with its words");
        assert!(at.row(made.letter).await.struck && at.listed(&Which::default()).await.is_empty());
        assert_eq!(at.last_act(made.letter).await, "letter.struck");
        at.agrees().await;
        let event = {
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads");
            events.last().expect("it has a history").id
        };
        let office = at.house.colleague("van.phong", at.house.desk.by.organisation, Role::Office).await;
        let back = StrikeEvent { event, reason: "Đơn có thật".to_owned() };
        at.house.desk.office.act(office, "back", back).await.expect("it comes back");
        assert_eq!(at.house.desk.case(made.case).await.handling, "received");
        assert!(!at.row(made.letter).await.struck);
        assert_eq!(at.listed(&Which::default()).await.len(), 1);
        at.agrees().await;
        at.act("hold", Withhold { letter: made.letter }).await.expect("it can be kept from everybody");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_receipt_that_is_corrected_at_the_case_is_that_of_the_letter() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let event = {
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads");
            events.first().expect("it has a history").id
        };
        let correct = |on: &str| Correct { event, happened_on: day(on), reason: "Gõ nhầm ngày".to_owned() };
        // It says the first of September.
        let earliest = day("2026-09-01");
        refused(at.act("early", correct("2026-08-31")).await, &Refusal::HappenedBefore { earliest });
        at.act("correct", correct("2026-09-09")).await.expect("corrected");
        assert_eq!(at.row(made.letter).await.received_on, day("2026-09-09"));
        assert_eq!(at.listed(&Which::default()).await[0].received_on, day("2026-09-09"));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_the_originals_is_kept_with_the_letter_also_where_that_was_struck_before() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.registered("128").await;
        let receiver = "Ông Cao Văn Canari".to_owned();
        let give = ReturnOriginals { letter: made.letter, receiver, happened_on: day(HELD) };
        at.act("give", give).await.expect("given back");
        let event = at.last_event(made.letter).await;
        at.act("strike", StrikeEvent { event, reason: "Nhầm đơn".to_owned() }).await.expect("it was another letter");
        at.act("hold", Withhold { letter: made.letter }).await.expect("kept");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let sql = "SELECT count(*) FROM texts x WHERE x.body = 'Ông Cao Văn Canari'
                   AND NOT EXISTS (SELECT 1 FROM withheld_texts w WHERE w.text_id = x.id)";
        let row = store::Read::row(&mut read, sql, &[]).await.expect("reads").expect("a count");
        assert_eq!(row.get::<i64>(0).expect("a number"), 0);
        let steps = store::event::timeline(&mut read, Subject::Letter, made.letter).await.expect("reads");
        assert!(steps.iter().all(|step| !step.reason.as_deref().unwrap_or_default().contains("Canari")));
        drop(read);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_of_a_visit_is_kept_and_taken_out_with_its_visit() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let desk = &at.house.desk;
        let typed = Typed {
            on: day(HELD),
            term: Some(desk.term),
            kind: ReceptionKind::Periodic,
            receiver: Receiver::Head,
            online: false,
            place: "Phòng tiếp công dân".to_owned(),
            announced_on: None,
        };
        let schedule = Schedule { organisation: desk.by.organisation, day: typed };
        let reception = at.act("set", schedule).await.expect("it is set");
        let said = String::new();
        let end =
            End { way: Way::Letter, ground: String::new(), said, case: None, letter: (String::new(), "7".into()) };
        let record = Record {
            reception,
            name: String::new(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Named,
            people: 1,
            representatives: None,
            words: WORDS.to_owned(),
            no_denunciation: false,
            kind: Kind::Recommendation,
            territory: None,
            field: "05".to_owned(),
            again: false,
            end,
        };
        let made = at.act("visit", record).await.expect("recorded");
        let letter = made.made.letter;
        assert_eq!(at.row(letter).await.way, "reception");
        refused(at.act("hold", Withhold { letter }).await, &Refusal::LetterOfVisit);
        let strike = Strike { letter, reason: "Nhập nhầm".to_owned() };
        refused(at.act("strike", strike).await, &Refusal::LetterOfVisit);
        let strike = StrikeVisit { visit: made.visit, reason: "Nhập nhầm".to_owned() };
        at.act("visit-out", strike).await.expect("with its visit");
        assert!(at.row(letter).await.struck && at.listed(&Which::default()).await.is_empty());
        at.agrees().await;
    })
    .await;
}
