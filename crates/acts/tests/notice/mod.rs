//! From what was raised to the notice of conclusion: its draft, its checks, its issue, and what is due after a dialogue.

mod answered;
mod begun;
mod beside;
mod dated;
mod due;
mod joint;
mod posted;
mod scanned;
mod several;
mod supervised;

use acts::Stop;
use acts::case::SpotResult;
use acts::dialogue::{Conclude, HoldSession};
use acts::notice::{
    ConfirmProposals, Describe, Draft, DropPoint, Issue, Place, PlaceCase, Publish, SetPoint, SetSeries, Strike,
    Submit, Written,
};
use domain::event::Delivery;
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::refusal::Refusal;
use store::Store;
use store::duty::{self, DutyRow};
use store::notice::{self, NoticeRow, PointRow};

use crate::desk::day;
use crate::desk::handled::{House, Matter};
use crate::support::both;

const CONCLUDED: &str = "2026-09-14";
const ISSUED: &str = "2026-09-16";

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

/// A dialogue that was held: one matter was answered on the spot, two are open.
struct Hall {
    house: House,
    answered: Matter,
    open: [Matter; 2],
}

impl Hall {
    async fn open(store: Store) -> Self {
        let house = House::open(store).await;
        let answered = house.raise("Đường sạt.").await;
        house.desk.answer("a", answered.case, SpotResult::Explained).await.expect("it is answered");
        let open = [house.raise("Đề nghị Phòng Kinh tế kiểm tra nước.").await, house.raise("Chợ chật.").await];
        let hold = HoldSession { session: house.desk.session, happened_on: None, attendance: Vec::new() };
        house.desk.act("hold", hold).await.expect("it is held");
        Self { house, answered, open }
    }

    async fn conclude(&self) {
        let conclude = Conclude {
            dialogue: self.house.desk.dialogue,
            happened_on: day(CONCLUDED),
            minutes_signed_on: Some(day(CONCLUDED)),
            no_minutes: String::new(),
        };
        self.house.desk.act("conclude", conclude).await.expect("it is concluded");
    }

    async fn draft(&self) -> i64 {
        self.draft_on(CONCLUDED).await
    }

    async fn draft_on(&self, on: &str) -> i64 {
        let draft =
            Draft { dialogue: self.house.desk.dialogue, organisation: None, replaces: None, happened_on: day(on) };
        self.house.desk.act("draft", draft).await.expect("it is drafted")
    }

    async fn notice(&self, id: i64) -> NoticeRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        notice::find(&mut read, id).await.expect("reads").expect("is there")
    }

    async fn version(&self, id: i64) -> i64 {
        self.notice(id).await.version
    }

    async fn points(&self, id: i64) -> Vec<PointRow> {
        notice::points(&mut self.house.desk.store.reader().await.expect("a reader"), id).await.expect("reads")
    }

    async fn duties(&self) -> Vec<DutyRow> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        duty::of_dialogue(&mut read, self.house.desk.dialogue).await.expect("reads")
    }

    fn written(&self, cases: &[i64], due_on: &str) -> Written {
        Written {
            matter: "Nước sạch thôn Bến Sen".to_owned(),
            conclusion: "Kiểm tra đường ống, trả lời người dân.".to_owned(),
            lead: Some(self.house.division),
            cooperating: Vec::new(),
            due_on: Some(day(due_on)),
            evidence: "Ảnh chụp".to_owned(),
            delivery: Delivery::Village,
            contact: false,
            cases: cases.to_vec(),
        }
    }

    async fn set(&self, key: &str, id: i64, point: Option<i64>, written: Written) -> Result<i64, Stop> {
        self.set_on(CONCLUDED, key, id, point, written).await
    }

    async fn set_on(&self, on: &str, key: &str, id: i64, point: Option<i64>, written: Written) -> Result<i64, Stop> {
        let version = self.version(id).await;
        let set = SetPoint { notice: id, version, point, written, happened_on: day(on) };
        self.house.desk.act(key, set).await
    }

    async fn place(&self, key: &str, id: i64, case: i64, place: Place) -> Result<(), Stop> {
        let version = self.version(id).await;
        let place = PlaceCase { notice: id, version, case, place, happened_on: day(CONCLUDED) };
        self.house.desk.act(key, place).await
    }

    async fn issue(&self, key: &str, id: i64, number: &str) -> Result<(), Stop> {
        let version = self.version(id).await;
        let issue = Issue {
            notice: id,
            version,
            number: number.to_owned(),
            signer: Some(self.house.desk.term),
            happened_on: day(ISSUED),
        };
        self.house.desk.act(key, issue).await
    }

    /// A draft with one point for both open matters, ready to be issued.
    async fn ready(&self) -> i64 {
        self.ready_on(CONCLUDED).await
    }

    async fn ready_on(&self, on: &str) -> i64 {
        let id = self.draft_on(on).await;
        let points = self.points(id).await;
        let cases = [self.open[0].case, self.open[1].case];
        self.set_on(on, "both", id, Some(points[0].id), self.written(&cases, "2026-10-05"))
            .await
            .expect("it is written");
        let version = self.version(id).await;
        let drop = DropPoint { notice: id, version, point: points[1].id, happened_on: day(on) };
        self.house.desk.act("drop", drop).await.expect("it is dropped");
        id
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_begins_with_what_is_open_and_marks_what_is_proposed() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let points = hall.points(id).await;
        assert_eq!(points.len(), 2, "what was answered on the spot is no point");
        assert_eq!(points[0].cases, [hall.open[0].case]);
        assert_eq!(points[0].lead.as_ref().map(|(id, _)| *id), Some(hall.house.division), "its words name it");
        assert!(points[0].proposed);
        assert_eq!((points[1].lead.as_ref(), points[1].due_on), (None, None), "no rule, no name: nothing is proposed");
        assert!(!points[1].proposed);
        let version = hall.version(id).await;
        let confirm = ConfirmProposals { notice: id, version, happened_on: day(CONCLUDED) };
        hall.house.desk.act("confirm", confirm.clone()).await.expect("it is confirmed");
        assert!(!hall.points(id).await[0].proposed);
        let version = hall.version(id).await;
        refused(
            hall.house.desk.act("again", ConfirmProposals { version, ..confirm.clone() }).await,
            &Refusal::AlreadyDone,
        );
        refused(hall.house.desk.act("old", confirm).await, &Refusal::Conflict);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_wrong_keeps_a_notice_from_being_submitted_and_issued() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        // The first point is proposed and has no day; the second has no lead and no day; neither says what was concluded.
        let version = hall.version(id).await;
        let submit = Submit { notice: id, version, happened_on: day(CONCLUDED) };
        refused(hall.house.desk.act("submit", submit).await, &Refusal::NoticeNotReady { faults: 6 });
        let points = hall.points(id).await;
        let first = hall.written(&[hall.open[0].case], "2026-09-15");
        hall.set("first", id, Some(points[0].id), first).await.expect("it is written");
        hall.place("noted", id, hall.open[1].case, Place::Noted).await.expect("it is noted");
        assert_eq!(hall.points(id).await.len(), 1, "a point that settles nothing any more goes");
        // The day of the point lies before the day on the paper.
        refused(hall.issue("issue", id, "05/TB-UBND").await, &Refusal::NoticeNotReady { faults: 1 });
        hall.place("out", id, hall.open[1].case, Place::Out).await.expect("it stands nowhere");
        let point = hall.points(id).await[0].id;
        let own = hall.written(&[hall.open[0].case], "2026-10-15");
        hall.set("second", id, Some(point), own).await.expect("it is written");
        refused(hall.issue("nowhere", id, "05/TB-UBND").await, &Refusal::NoticeNotReady { faults: 1 });
        hall.place("answered", id, hall.answered.case, Place::Point(point)).await.expect("it is put there");
        refused(hall.issue("twice", id, "05/TB-UBND").await, &Refusal::NoticeNotReady { faults: 2 });
        refused(
            hall.set("foreign", id, Some(point), hall.written(&[1], "2026-10-15")).await,
            &Refusal::NotAChoice { field: "cases" },
        );
        let nobody = Written { lead: Some(1), ..hall.written(&[hall.open[0].case], "2026-10-15") };
        refused(hall.set("lead", id, Some(point), nobody).await, &Refusal::NotAChoice { field: "lead" });
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_is_the_assignment_of_its_cases_from_the_day_on_the_paper() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        let id = hall.ready().await;
        let version = hall.version(id).await;
        let submit = Submit { notice: id, version, happened_on: day(CONCLUDED) };
        let waits = async || {
            let mut read = hall.house.desk.store.reader().await.expect("a reader");
            let rows = notice::waiting::to_sign(&mut read, hall.house.desk.by.organisation, 10).await.expect("reads");
            rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert!(waits().await.is_empty(), "a draft waits for nobody's signature");
        hall.house.desk.act("submit", submit).await.expect("it is submitted");
        assert_eq!(waits().await, [id], "the head sees what waits");
        refused(hall.issue("unnumbered", id, " ").await, &Refusal::Missing { field: "number" });
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        assert!(waits().await.is_empty(), "and no more once it is issued");
        let row = hall.notice(id).await;
        assert_eq!((row.state.as_str(), row.number.as_deref()), ("issued", Some("05/TB-UBND")));
        assert_eq!(row.signer.as_ref().map(|(name, _)| name.as_str()), Some("Đinh Quang Sáng"));
        let point = hall.points(id).await[0].id;
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        for matter in &hall.open {
            let row = store::case::find(&mut read, matter.case).await.expect("reads").expect("is there");
            assert_eq!((row.handling.as_str(), row.version > 1), ("assigned", true));
            let made = store::assignment::of_case(&mut read, matter.case).await.expect("reads");
            assert_eq!(
                (made[0].lead, made[0].assigned_on, made[0].due_on),
                (hall.house.division, day(ISSUED), day("2026-10-05"))
            );
            assert_eq!(made[0].evidence.as_deref(), Some("Ảnh chụp"));
        }
        assert_eq!(notice::assignments(&mut read, point).await.expect("reads").len(), 2);
        drop(read);
        refused(hall.issue("again", id, "06").await, &Refusal::NoticeIssued);
        refused(hall.place("late", id, hall.open[0].case, Place::Out).await, &Refusal::NoticeIssued);
        let version = hall.version(id).await;
        let publish = Publish { notice: id, version, happened_on: day("2026-09-18") };
        hall.house.desk.act("publish", publish).await.expect("it is public");
        assert_eq!(hall.notice(id).await.published_on, Some(day("2026-09-18")));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_typed_from_the_paper_or_drawn_one_after_the_other() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let organisation = hall.house.desk.by.organisation;
        let series = |next| SetSeries {
            organisation,
            series: Series::Notice,
            mode: NumberMode::Internal,
            runs: NumberRuns::Year,
            next,
            happened_on: day(ISSUED),
        };
        refused(hall.house.desk.act("zero", series(0)).await, &Refusal::Unreadable { field: "next" });
        hall.house.desk.act("series", series(7)).await.expect("it is set");
        let id = hall.ready().await;
        hall.issue("issue", id, "").await.expect("it is issued");
        assert_eq!(hall.notice(id).await.number.as_deref(), Some("07"));
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let row = notice::series::find(&mut read, organisation, Series::Notice).await.expect("reads").expect("is set");
        assert_eq!((row.next, row.counted_in), (8, 2026));
        drop(read);
        // One that comes in its place has a number of its own; a number typed twice is shown, not refused.
        let again = Draft {
            dialogue: hall.house.desk.dialogue,
            organisation: None,
            replaces: Some(id),
            happened_on: day(ISSUED),
        };
        let new = hall.house.desk.act("replace", again).await.expect("it is drafted");
        hall.issue("reissue", new, "07").await.expect("it is issued");
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let row = notice::find(&mut read, new).await.expect("reads").expect("is there");
        assert_eq!(notice::same_number(&mut read, &row).await.expect("reads"), Some(id));
        drop(read);
        assert_eq!(hall.notice(id).await.state, "replaced");
        assert_eq!(hall.notice(id).await.replaced_by, Some(new));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn striking_a_notice_takes_back_what_it_assigned_while_nothing_rests_on_it() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.conclude().await;
        let id = hall.ready().await;
        hall.issue("issue", id, "05").await.expect("it is issued");
        let version = hall.version(id).await;
        let strike = |version| Strike { notice: id, version, reason: "Nhập nhầm".to_owned() };
        hall.house.desk.act("strike", strike(version)).await.expect("it is struck");
        assert_eq!(hall.notice(id).await.state, "struck");
        for matter in &hall.open {
            assert_eq!(hall.house.desk.case(matter.case).await.handling, "received");
        }
        assert!(hall.duties().await.iter().all(|it| it.done_on.is_none()));
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        assert_eq!(notice::of_dialogue(&mut read, hall.house.desk.dialogue).await.expect("reads"), []);
        drop(read);
        refused(hall.house.desk.act("twice", strike(version + 1)).await, &Refusal::AlreadyStruck);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_around_the_points_is_written_and_one_body_writes_one_notice() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let version = hall.version(id).await;
        let describe = Describe {
            notice: id,
            version,
            general: "Nhân dân thẳng thắn.".to_owned(),
            carrying_out: "Phòng Kinh tế báo cáo trước ngày 30/9.".to_owned(),
            recipients: vec!["Thường trực Đảng ủy".to_owned(), " ".to_owned(), "Ủy ban MTTQ xã".to_owned()],
            happened_on: day(CONCLUDED),
        };
        hall.house.desk.act("describe", describe).await.expect("it is written");
        let row = hall.notice(id).await;
        assert_eq!(row.general.as_deref(), Some("Nhân dân thẳng thắn."));
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        assert_eq!(notice::recipients(&mut read, id).await.expect("reads"), ["Thường trực Đảng ủy", "Ủy ban MTTQ xã"]);
        drop(read);
        let draft = |organisation| Draft {
            dialogue: hall.house.desk.dialogue,
            organisation,
            replaces: None,
            happened_on: day(CONCLUDED),
        };
        refused(hall.house.desk.act("second", draft(None)).await, &Refusal::NoticeBegun);
        let foreign = draft(Some(hall.house.division));
        refused(hall.house.desk.act("foreign", foreign).await, &Refusal::NotAChoice { field: "organisation" });
        let replaces = Draft { replaces: Some(id), ..draft(None) };
        refused(hall.house.desk.act("early", replaces).await, &Refusal::NoticeNotIssued);
        hall.house.desk.verify().await;
    })
    .await;
}
