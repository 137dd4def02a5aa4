//! Reception days: set, held, called off, concluded; visits in the order of the book, and what becomes of them.

use acts::reception::{
    Bind, Cancel, Conclude, End, Hold, OpenNames, Record, Recorded, Schedule, StrikeVisit, Typed, Way,
};
use acts::submission::Mode;
use acts::{Act, Stop, event};
use domain::behalf::{Whose, whose};
use domain::event::{Kind, Subject};
use domain::permission::{Act as Right, Relation, Role, may as allowed};
use domain::reception::{Receiver, ReceptionKind};
use domain::refusal::Refusal;
use store::Store;
use store::grant::{Of, may};
use store::reception::visit::{self, VisitRow, Which};
use store::reception::{self, Days, ReceptionRow, count};

mod amended;
mod counted;
mod kept;

use crate::desk::handled::House;
use crate::desk::{HELD, day};
use crate::support::both;

/// A commune with a day on which its chairman receives.
struct Received {
    house: House,
    reception: i64,
}

fn typed(on: &str, term: i64) -> Typed {
    Typed {
        on: day(on),
        term: Some(term),
        kind: ReceptionKind::Periodic,
        receiver: Receiver::Head,
        online: false,
        place: "Phòng tiếp công dân, 8 giờ".to_owned(),
        announced_on: Some(day("2026-09-01")),
    }
}

fn end(way: Way) -> End {
    End { way, ground: String::new(), said: String::new(), case: None, letter: (String::new(), String::new()) }
}

impl Received {
    async fn open(store: Store) -> Self {
        let house = House::open(store).await;
        let organisation = house.desk.by.organisation;
        let schedule = Schedule { organisation, day: typed(HELD, house.desk.term) };
        let reception = house.desk.act("set", schedule).await.expect("it is set");
        Self { house, reception }
    }

    async fn act<A: Act>(&self, key: &str, act: A) -> Result<A::Answer, Stop> {
        self.house.desk.act(key, act).await
    }

    fn came(&self, words: &str, way: Way) -> Record {
        Record {
            reception: self.reception,
            name: "Bà Hồ Thị Sim".to_owned(),
            contact: "0900 000 001".to_owned(),
            represents: String::new(),
            mode: Mode::Named,
            people: 1,
            representatives: None,
            words: words.to_owned(),
            no_denunciation: false,
            kind: Kind::Recommendation,
            territory: Some(self.house.desk.village),
            field: "05".to_owned(),
            again: false,
            end: end(way),
        }
    }

    async fn record(&self, key: &str, way: Way) -> Recorded {
        self.act(key, self.came(key, way)).await.expect("it is recorded")
    }

    async fn visit(&self, id: i64) -> VisitRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        visit::find(&mut read, id).await.expect("reads").expect("is there")
    }

    async fn row(&self) -> ReceptionRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        reception::find(&mut read, self.reception).await.expect("reads").expect("is there")
    }

    async fn agrees(&self) {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let verified = store::history::verify(&mut read).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_makes_turn_submission_and_case_in_one_act() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let made = at.record("Nước đục ba tháng nay", Way::Recorded).await;
        let row = at.visit(made.visit).await;
        assert_eq!((row.number, row.outcome.as_str()), ((2026, 1), "recorded"));
        assert_eq!(row.words.as_deref(), Some("Nước đục ba tháng nay"));
        assert_eq!(row.case.map(|(case, _)| case), Some(made.made.case));
        let case = at.house.desk.case(made.made.case).await;
        assert_eq!(case.handling, "received", "it goes on through the chain of every other case");
        assert_eq!(at.row().await.state, "held", "the first visit says that the day is held");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_stand_in_the_order_of_the_book_and_a_struck_one_keeps_its_number() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let first = at.record("Hỏi thủ tục", Way::Open).await;
        at.act("strike", StrikeVisit { visit: first.visit, reason: "Nhập nhầm".to_owned() }).await.expect("taken out");
        let second = at.record("Hỏi thủ tục khác", Way::Open).await;
        assert_eq!(at.visit(second.visit).await.number, (2026, 2));
        let again = StrikeVisit { visit: first.visit, reason: "Nhập nhầm".to_owned() };
        refused(at.act("again", again).await, &Refusal::AlreadyStruck);
        let raised = at.record("Sửa đường thôn", Way::Recorded).await;
        let strike = StrikeVisit { visit: raised.visit, reason: "Nhập nhầm".to_owned() };
        at.act("words", strike).await.expect("what was raised in it goes with it");
        let letter = at.record("Đơn sửa đường", Way::Letter).await;
        let strike = StrikeVisit { visit: letter.visit, reason: "Nhập nhầm".to_owned() };
        at.act("letter", strike).await.expect("the letter's words go with it");
        for made in [raised, letter] {
            assert!(at.visit(made.visit).await.struck);
            assert_eq!(at.house.desk.case(made.made.case).await.handling, "struck");
        }
        at.agrees().await;
        let kept = at.record("Sửa cầu", Way::Recorded).await;
        let again =
            Record { end: End { case: Some(kept.made.case), ..end(Way::Existing) }, ..at.came("Hỏi", Way::Existing) };
        at.act("again-2", again).await.expect("who came again");
        let strike = StrikeVisit { visit: kept.visit, reason: "Nhập nhầm".to_owned() };
        refused(at.act("later", strike).await, &Refusal::LaterStands);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_refused_only_with_a_ground_in_force_on_the_day() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let with = |ground: &str| Record {
            end: End { ground: ground.to_owned(), ..end(Way::Refused) },
            ..at.came("Hỏi lại việc cũ", Way::Refused)
        };
        refused(at.act("none", with("")).await, &Refusal::Missing { field: "refusal_ground" });
        refused(at.act("unknown", with("9.9")).await, &Refusal::NotAChoice { field: "refusal_ground" });
        refused(at.act("over", with("9.4")).await, &Refusal::NotAChoice { field: "refusal_ground" });
        let made = at.act("drunk", with("9.1")).await.expect("with its ground");
        assert_eq!(at.visit(made.visit).await.ground.as_deref(), Some("9.1"));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_a_denunciation_is_asked_about_before_a_visit_is_written() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let words = "Tôi tố cáo ông ấy nhận tiền";
        for way in [Way::Recorded, Way::Open, Way::Letter, Way::Guided] {
            let came = at.came(words, way);
            refused(at.act("asked", came).await, &Refusal::LooksLikeDenunciation { field: "words" });
        }
        let said = Record { end: End { said: words.to_owned(), ..end(Way::Guided) }, ..at.came("Hỏi", Way::Guided) };
        refused(at.act("said", said).await, &Refusal::LooksLikeDenunciation { field: "visit_said" });
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let kept = visit::of_day(&mut read, at.reception, 0, 10).await.expect("reads");
        assert!(kept.rows.is_empty(), "nothing of it is kept");
        drop(read);
        let none = Record { no_denunciation: true, ..at.came("Đơn này không phải tố cáo", Way::Open) };
        at.act("none", none).await.expect("whoever types it says that it is none");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_without_an_outcome_is_bound_once_to_a_submission_a_letter_or_a_case() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let bind = |visit: i64, end: End| Bind { visit, end, no_denunciation: false, happened_on: day("2026-09-12") };
        let first = at.record("Nước đục", Way::Open).await;
        let made = at.act("raise", bind(first.visit, end(Way::Recorded))).await.expect("it becomes one");
        assert_eq!(at.visit(first.visit).await.case.map(|(case, _)| case), Some(made.case));
        refused(at.act("twice", bind(first.visit, end(Way::Recorded))).await, &Refusal::AlreadyDone);
        let second = at.record("Hỏi lại nước đục", Way::Open).await;
        let no_case = Refusal::Missing { field: "case" };
        refused(at.act("no-case", bind(second.visit, end(Way::Existing))).await, &no_case);
        let unknown = End { case: Some(999_999), ..end(Way::Existing) };
        let none = Refusal::NoSuchCase { field: "case", case: 999_999 };
        refused(at.act("unknown", bind(second.visit, unknown)).await, &none);
        let known = End { case: Some(made.case), ..end(Way::Existing) };
        at.act("known", bind(second.visit, known)).await.expect("it is bound");
        assert_eq!(at.visit(second.visit).await.case.map(|(case, _)| case), Some(made.case));
        let third = at.record("Đơn xin sửa đường", Way::Open).await;
        let letter = End { letter: ("Sổ đơn".to_owned(), "31".to_owned()), ..end(Way::Letter) };
        at.act("letter", bind(third.visit, letter)).await.expect("the letter is taken");
        assert_eq!(at.visit(third.visit).await.letter.as_deref(), Some("31"));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_groups_are_counted_and_the_sums_agree() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Một người", Way::Open).await;
        let four = Record { people: 4, ..at.came("Bốn người", Way::Open) };
        at.act("four", four).await.expect("recorded");
        let many = Record { people: 12, representatives: Some(3), again: true, ..at.came("Đoàn", Way::Recorded) };
        at.act("many", many).await.expect("recorded");
        let wrong = Record { people: 2, representatives: Some(3), ..at.came("Sai", Way::Open) };
        refused(at.act("wrong", wrong).await, &Refusal::Unreadable { field: "representatives" });
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let organisation = Of::Organisation(at.house.desk.by.organisation);
        let (grant, _) = may(&mut read, at.house.desk.by, Right::ReceptionRead, organisation).await.expect("a grant");
        let year = (day("2026-01-01"), day("2026-12-31"));
        let counted = count::count(&mut read, &grant, year).await.expect("reads");
        let [head] = counted.as_slice() else { panic!("{counted:?}") };
        assert_eq!((head.receiver.as_str(), head.days), ("head", 1));
        assert_eq!((head.all.visits, head.all.people), (3, 17));
        assert_eq!(head.all.visits, head.all.first + head.all.again);
        assert_eq!((head.groups.visits, head.groups.people, head.groups.again), (1, 12, 1));
        let by = |receiver| Which { receiver: Some(receiver), ..Which::default() };
        let book = visit::book(&mut read, &grant, year, by(Receiver::Head), None, 2).await.expect("reads");
        assert_eq!((book.rows.len(), book.more), (2, true), "the book is that of the figures, page by page");
        let after = Some((book.rows[1].on, book.rows[1].number.1));
        assert_eq!(
            visit::book(&mut read, &grant, year, Which::default(), after, 2).await.expect("reads").rows.len(),
            1
        );
        assert!(
            visit::book(&mut read, &grant, year, by(Receiver::Staff), None, 2).await.expect("reads").rows.is_empty()
        );
        let groups = Which { groups: true, ..Which::default() };
        assert_eq!(visit::book(&mut read, &grant, year, groups, None, 9).await.expect("reads").rows.len(), 1);
        for (again, many) in [(true, 1), (false, 2)] {
            let which = Which { again: Some(again), kind: Some(ReceptionKind::Periodic), ..Which::default() };
            assert_eq!(visit::book(&mut read, &grant, year, which, None, 9).await.expect("reads").rows.len(), many);
        }
        assert_eq!(visit::open(&mut read, grant.organisation, 9).await.expect("reads").len(), 2);
        let listed = reception::list(&mut read, &grant, year, Days::default(), None, 9).await.expect("reads");
        assert_eq!(listed.rows.iter().map(|it| it.visits).collect::<Vec<_>>(), [3]);
        let days = count::head_days(&mut read, at.house.desk.by.organisation, year).await.expect("reads");
        assert_eq!(days.iter().map(|it| it.on).collect::<Vec<_>>(), [day(HELD)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_called_off_before_it_is_held_and_concluded_after() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let conclude = |on: &str| Conclude {
            reception: at.reception,
            number: "12/TB-UBND".to_owned(),
            signer: "Chủ tịch".to_owned(),
            directions: "Phòng Kinh tế kiểm tra nguồn nước, báo cáo kết quả".to_owned(),
            no_denunciation: false,
            due_on: Some(day("2026-10-10")),
            happened_on: day(on),
        };
        refused(at.act("soon", conclude("2026-09-12")).await, &Refusal::ReceptionNotOpen);
        let version = at.row().await.version;
        let cancel =
            Cancel { reception: at.reception, version, reason: "Bão".to_owned(), happened_on: day("2026-09-10") };
        at.act("off", cancel.clone()).await.expect("it is called off");
        refused(at.act("visit", at.came("Nước", Way::Open)).await, &Refusal::ReceptionNotOpen);
        refused(at.act("conflict", cancel).await, &Refusal::Conflict);
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Reception, at.reception).await.expect("reads");
        drop(read);
        assert_eq!(whose(&events, 1), Some(Whose::Head(None)), "the head decides it, a clerk types it");
        let strike = event::Strike { event: events[1].id, reason: "Nhầm".to_owned() };
        at.act("on", strike).await.expect("it is on again");
        assert_eq!(at.row().await.state, "scheduled");
        at.act("hold", Hold { reception: at.reception, happened_on: day(HELD) }).await.expect("held");
        let earliest = day(HELD);
        refused(at.act("early", conclude("2026-09-10")).await, &Refusal::HappenedBefore { earliest });
        at.act("conclude", conclude("2026-09-12")).await.expect("concluded");
        let row = at.row().await;
        assert_eq!(row.number.as_deref(), Some("12/TB-UBND"));
        assert!(row.directions.is_some_and(|said| said.contains("nguồn nước")), "what the head directed");
        assert_eq!(row.due_on, Some(day("2026-10-10")));
        refused(at.act("twice", conclude("2026-09-12")).await, &Refusal::AlreadyDone);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_visits_are_opened_by_an_act_that_stays_and_other_bodies_know_nothing_of_a_day() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Nước đục", Way::Open).await;
        at.act("names", OpenNames { reception: at.reception }).await.expect("opened");
        let other = at.house.colleague("division.handler", at.house.division, Role::Clerk).await;
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Reception, at.reception).await.expect("reads");
        assert_eq!(events.last().map(|it| it.event.act()), Some("reception.names_opened"));
        for right in [Right::ReceptionRead, Right::ReceptionRecord] {
            let asked = may(&mut read, other, right, Of::Reception(at.reception)).await.map(|_| ());
            refused(asked, &Refusal::NotThere);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opens_the_names_of_a_day_reads_that_day() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.record("Nước đục", Way::Open).await;
        let own = at.house.desk.by.organisation;
        let keeper = at.house.colleague("keeper", own, Role::IdentityKeeper).await;
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        may(&mut read, keeper, Right::ReceptionRead, Of::Reception(at.reception)).await.expect("sees the day");
        drop(read);
        let names = OpenNames { reception: at.reception };
        at.house.desk.office.act(keeper, "keeper", names.clone()).await.expect("opens its names");
        let checker = at.house.colleague("checker", own, Role::Checker).await;
        let nobody = at.house.desk.office.act(checker, "checker", names).await.map(|_| ());
        assert!(nobody.is_err(), "who only reads the day opens none");
        let every = Role::ALL.into_iter().flat_map(|role| [(role, Relation::Own), (role, Relation::Below)]);
        for (role, relation) in every.filter(|it| allowed(it.0, Right::CaseReadIdentity, it.1)) {
            assert!(allowed(role, Right::ReceptionRead, relation), "{role:?}");
        }
    })
    .await;
}
