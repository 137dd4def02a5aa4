//! What of a visit is kept from everybody, what its names show to whom, and that its words stand in one place.

use acts::event::Strike;
use acts::reception::{Bind, End, GiveRefusal, OpenNames, Record, StrikeVisit, Way, Withhold};
use domain::event::{Event, ReceptionEvent, Subject};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::reception::visit;
use store::{case, search};

use super::{Received, day, end, refused};
use crate::desk::HELD;
use crate::support::both;

/// Words that stand nowhere else.
const SECRET: &str = "Ông trưởng thôn Quách bớt tiền";

impl Received {
    async fn events(&self) -> Vec<domain::event::Recorded> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        store::event::history(&mut read, Subject::Reception, self.reception).await.expect("reads")
    }

    async fn names(&self, right: Right) -> Vec<String> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let (grant, _) =
            may(&mut read, self.house.desk.by, right, Of::Reception(self.reception)).await.expect("a grant");
        let names = visit::names(&mut read, &grant, self.reception).await.expect("reads");
        names.into_iter().map(|(_, name, ..)| name).collect()
    }

    async fn found(&self) -> usize {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        search::find(&mut read, &[self.house.desk.by.organisation], "truong thon quach").await.expect("reads").len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_is_kept_from_everybody_shows_no_words_no_guidance_and_no_name_and_comes_back_by_a_striking() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let office = at.house.colleague("office", at.house.desk.by.organisation, Role::Office).await;
        for (key, way) in [("a", Way::Recorded), ("b", Way::Letter), ("c", Way::Guided)] {
            let said = End { said: format!("Hướng dẫn: {SECRET}"), ..end(way) };
            let made = at.act(key, Record { end: said, ..at.came(SECRET, way) }).await.expect("recorded");
            let before = at.visit(made.visit).await;
            assert!(before.words.as_deref() == Some(SECRET) && before.said.is_some());
            let many = at.names(Right::CaseReadIdentity).await.len();
            let found = at.found().await;
            let hold = Withhold { visit: made.visit, happened_on: None };
            at.act(&format!("hold-{key}"), hold.clone()).await.expect("kept");
            let kept = at.visit(made.visit).await;
            assert_eq!((kept.words, kept.said, kept.withheld), (None, None, true), "{key}");
            assert_eq!(at.names(Right::CaseReadIdentity).await.len(), many - 1, "{key}");
            if way != Way::Guided {
                assert_eq!(at.found().await, found - 1, "{key}");
                let mut read = at.house.desk.store.reader().await.expect("a reader");
                let told = format!("{:?}", case::find(&mut read, made.made.case).await.expect("reads"));
                assert!(!told.contains(SECRET), "{told}");
            }
            refused(at.act(&format!("again-{key}"), hold).await, &Refusal::WordsWithheld);
            at.agrees().await;
            let event = at.events().await.last().expect("it was kept").id;
            let strike = Strike { event, reason: "Nhầm".to_owned() };
            refused(at.act(&format!("may-{key}"), strike.clone()).await, &Refusal::NotAllowed);
            let desk = &at.house.desk;
            desk.office.act(office, &format!("show-{key}"), strike).await.expect("the office shows it again");
            let shown = at.visit(made.visit).await;
            assert_eq!((shown.words.as_deref(), shown.withheld), (Some(SECRET), false), "{key}");
            assert!(shown.said.is_some());
            assert_eq!(at.names(Right::CaseReadIdentity).await.len(), many, "{key}");
            assert_eq!(at.found().await, found, "{key}");
            at.agrees().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_from_everybody_becomes_nothing_and_what_was_struck_shows_no_words() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let made = at.record(SECRET, Way::Open).await;
        at.act("hold", Withhold { visit: made.visit, happened_on: None }).await.expect("kept");
        let bind =
            Bind { visit: made.visit, end: end(Way::Recorded), no_denunciation: false, happened_on: day("2026-09-12") };
        refused(at.act("bind", bind).await, &Refusal::WordsWithheld);
        let said = End { said: SECRET.to_owned(), ..end(Way::Guided) };
        let struck = at.act("guided", Record { end: said, ..at.came(SECRET, Way::Guided) }).await.expect("recorded");
        let strike = StrikeVisit { visit: struck.visit, reason: "Nhập nhầm".to_owned() };
        at.act("strike", strike).await.expect("taken out");
        let row = at.visit(struck.visit).await;
        assert_eq!((row.words, row.said), (None, None));
        assert!(at.names(Right::CaseReadIdentity).await.is_empty(), "neither is named");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_one_reception_are_shown_to_who_may_open_identities_and_every_opening_stands() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Nước đục", Way::Open).await;
        at.act("names", OpenNames { reception: at.reception }).await.expect("opened");
        assert_eq!(at.names(Right::CaseReadIdentity).await, ["Bà Hồ Thị Sim"]);
        assert!(at.names(Right::ReceptionRead).await.is_empty(), "reading the book opens no name");
        let opened = Event::Reception(ReceptionEvent::NamesOpened);
        assert_eq!(at.events().await.iter().filter(|it| it.event == opened).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_visit_that_became_a_submission_or_a_letter_stand_in_one_text() {
    both(async |_, store| {
        let at = Received::open(store).await;
        for (key, way) in [("a", Way::Recorded), ("b", Way::Letter), ("c", Way::Existing)] {
            let case = at.house.raise(&format!("case-{key}")).await.case;
            let visit = Record { end: End { case: Some(case), ..end(way) }, ..at.came(key, way) };
            at.act(key, visit).await.expect("recorded");
            let own = at.events().await.iter().rev().find_map(|it| match &it.event {
                Event::Reception(ReceptionEvent::Visited { visit }) => Some(visit.text.is_some()),
                _ => None,
            });
            assert_eq!(own, Some(way == Way::Existing), "{key}");
        }
        let open = at.record("Đơn xin sửa đường", Way::Open).await;
        let bind =
            Bind { visit: open.visit, end: end(Way::Letter), no_denunciation: false, happened_on: day("2026-09-12") };
        let made = at.act("bind", bind).await.expect("the letter is taken");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let raised = store::event::history(&mut read, Subject::Submission, made.submission).await.expect("reads");
        let visited = at.events().await.into_iter().rev().find_map(|it| match it.event {
            Event::Reception(ReceptionEvent::Visited { visit }) if visit.visit == open.visit => visit.text,
            _ => None,
        });
        let raised = raised.into_iter().find_map(|it| match it.event {
            Event::Submission(domain::event::SubmissionEvent::Raised { text, .. }) => Some(text),
            _ => None,
        });
        assert_eq!(raised, visited, "it is not written a second time");
        drop(read);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guidance_to_where_denunciations_are_sent_is_written_once_somebody_says_that_it_is_none() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let made = at.record("Hỏi nơi nhận đơn", Way::Open).await;
        let said =
            End { said: "Hướng dẫn gửi đơn tố cáo đến Thanh tra tỉnh".to_owned(), ..end(Way::Guided) };
        let bind = |no_denunciation| Bind {
            visit: made.visit,
            end: said.clone(),
            no_denunciation,
            happened_on: day("2026-09-12"),
        };
        refused(at.act("asked", bind(false)).await, &Refusal::LooksLikeDenunciation { field: "visit_said" });
        at.act("none", bind(true)).await.expect("it is none");
        let held = |visit| Event::Reception(ReceptionEvent::HeldNoDenunciation { visit });
        assert_eq!(at.events().await.last().map(|it| it.event.clone()), Some(held(made.visit)));
        let at_once = Record { end: said, no_denunciation: true, ..at.came("Hỏi nơi nhận đơn", Way::Guided) };
        let second = at.act("at-once", at_once).await.expect("recorded");
        assert_eq!(at.events().await.last().map(|it| it.event.clone()), Some(held(second.visit)));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_has_to_be_given_in_writing_waits_until_its_paper_is_noted() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let refuse = |ground: &str| Record {
            end: End { ground: ground.to_owned(), ..end(Way::Refused) },
            ..at.came("Hỏi lại việc cũ", Way::Refused)
        };
        let drunk = at.act("oral", refuse("9.1")).await.expect("recorded");
        let written = at.act("written", refuse("9.3")).await.expect("recorded");
        let body = at.house.desk.by.organisation;
        let owed = async || {
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            let rows = visit::refusals(&mut read, body, 9).await.expect("reads");
            rows.into_iter().map(|it| it.id).collect::<Vec<_>>()
        };
        assert_eq!(owed().await, [written.visit], "the other was said to the person");
        let give = |visit, on: &str| GiveRefusal { visit, number: "7/TB".to_owned(), happened_on: day(on) };
        let oral = Refusal::NotAChoice { field: "refusal_ground" };
        refused(at.act("none", give(drunk.visit, "2026-09-12")).await, &oral);
        let earliest = day(HELD);
        refused(at.act("early", give(written.visit, "2026-09-10")).await, &Refusal::HappenedBefore { earliest });
        at.act("given", give(written.visit, "2026-09-12")).await.expect("given");
        refused(at.act("twice", give(written.visit, "2026-09-12")).await, &Refusal::AlreadyDone);
        assert_eq!(at.visit(written.visit).await.notice, Some((day("2026-09-12"), Some("7/TB".to_owned()))));
        assert!(owed().await.is_empty());
        at.agrees().await;
        let event = at.events().await.last().expect("given").id;
        at.act("strike", Strike { event, reason: "Nhầm".to_owned() }).await.expect("it was not");
        assert_eq!(owed().await, [written.visit]);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_directed_and_looks_like_a_denunciation_is_written_once_somebody_says_that_it_is_none() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Nước đục", Way::Open).await;
        let conclude = |no_denunciation| acts::reception::Conclude {
            reception: at.reception,
            number: "12/TB-UBND".to_owned(),
            signer: String::new(),
            directions: "Chuyển đơn tố cáo của công dân đến Thanh tra tỉnh".to_owned(),
            no_denunciation,
            due_on: None,
            happened_on: day("2026-09-12"),
        };
        refused(at.act("asked", conclude(false)).await, &Refusal::LooksLikeDenunciation { field: "directions" });
        at.act("none", conclude(true)).await.expect("it is none");
        let told = Event::Reception(ReceptionEvent::DirectedNoDenunciation);
        assert_eq!(at.events().await.last().map(|it| it.event.clone()), Some(told));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_sees_of_a_visit_without_an_outcome_is_neither_asked_about_nor_kept() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let typed = End { said: "Hướng dẫn gửi đơn tố cáo".to_owned(), ..end(Way::Open) };
        let open = Record { end: typed, ..at.came("Hỏi thủ tục", Way::Open) };
        let made = at.act("open", open).await.expect("the field is not shown");
        assert_eq!(at.visit(made.visit).await.said, None);
        at.agrees().await;
    })
    .await;
}
