//! Whoever took the place of an ended body decides over what was raised with that one, whoever leads it meanwhile.

use acts::assignment::{AnswerAsk, AskBack, Assign, Extend, GiveBack, GivePart};
use acts::case::{Assess, Assessed, Confirm, SpotResult};
use acts::reply::{ChooseDelivery, Reply, ReplyPoint};
use acts::review::Decide;
use acts::urging::Urge;
use acts::{By, Stop};
use domain::event::{Assessment, Delivery, ReviewResult};
use domain::handover::Kind;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::assignment::questions;
use store::case::CaseRow;
use store::grant::{Of, may};
use store::{assignment, reply, review, urging};

use super::given::of_kind;
use super::{House, TODAY, day, place, refused};
use crate::support::both;

/// A commune that ended, with a division that led one of its two cases, and what took its place.
pub(super) struct Merged {
    pub(super) house: House,
    /// The commune of before, and its division.
    pub(super) old: (i64, i64),
    /// The commune that took its place, and its own division.
    pub(super) new: (i64, i64),
    /// Who worked for the old one, and works for the new one since.
    pub(super) clerk: By,
    /// The case that the old commune bore, and the one that its division led.
    pub(super) own: (i64, i64),
    pub(super) led: i64,
}

impl Merged {
    /// Until the commune ended; nothing is given yet.
    async fn open(store: store::Store) -> Self {
        let merged = Self::before(store).await;
        merged.ended().await;
        merged
    }

    /// The commune ends.
    pub(super) async fn ended(&self) {
        self.house.end(self.old.0, "2026-09-10", &[self.new.0]).await;
    }

    /// While the commune of before is still there.
    pub(super) async fn before(store: store::Store) -> Self {
        let house = House::open(store).await;
        let old = house.found(house.root(), "UBND Xã Cũ", Some(place("commune", "Xã Cũ"))).await;
        let old_division = house.found(old, "Phòng Kinh tế Xã Cũ", None).await;
        let new = house.found(house.root(), "UBND Xã Mới", Some(place("commune", "Xã Mới"))).await;
        let new_division = house.found(new, "Phòng Kinh tế Xã Mới", None).await;
        let clerk = house.account("thu.ky", old, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        let (own, led) = (house.raise(clerk, talk.session, "05").await, house.raise(clerk, talk.session, "02").await);
        let merged = Self {
            house,
            old: (old, old_division),
            new: (new, new_division),
            clerk,
            own: (own.case, own.point),
            led: led.case,
        };
        merged.assign(clerk, led.case, old_division, "2026-09-02").await.expect("it is assigned");
        merged
    }

    /// Gives all that was left to the commune that took its place; the clerk works there.
    pub(super) async fn given(mut self) -> Self {
        for group in self.house.groups(&self.house.list().await).await {
            self.house.give(self.house.admin, &[group.group], self.new.0, None).await.expect("it is given");
        }
        self.house.close(self.house.admin).await.expect("it is closed");
        self.house.nothing_is_left(self.old.0).await;
        self.house.verify().await;
        self.clerk.organisation = self.new.0;
        self
    }

    pub(super) async fn case(&self, id: i64) -> CaseRow {
        let mut read = self.house.store.reader().await.expect("a reader");
        store::case::find(&mut read, id).await.expect("reads").expect("it is there")
    }

    pub(super) async fn assign(&self, by: By, case: i64, lead: i64, on: &str) -> Result<(), Stop> {
        let version = self.case(case).await.version;
        let (cooperating, due_on, evidence) = (Vec::new(), Some(day("2026-10-30")), String::new());
        let happened_on = day(on);
        let act = Assign { case, version, lead, cooperating, due_on, evidence, contact: false, happened_on };
        self.house.act(by, act).await.map(|_| ())
    }

    async fn extend(&self, by: By, case: i64) -> Result<(), Stop> {
        let (version, due_on) = (self.case(case).await.version, Some(day("2026-11-10")));
        let (reason, happened_on) = ("Chờ kinh phí".to_owned(), day(TODAY));
        self.house.act(by, Extend { case, version, due_on, reason, told: true, happened_on }).await
    }

    async fn answer(&self, by: By, on: &str) {
        let (case, point) = self.own;
        let (words, ground, evidence) = ("Đã nạo vét.".to_owned(), String::new(), String::new());
        let point = ReplyPoint { point, result: SpotResult::Done, by_on: None, words, ground, evidence };
        let (version, number) = (self.case(case).await.version, "15/UBND".to_owned());
        let (points, happened_on) = (vec![point], day(on));
        let act = Reply { case, version, number, signer: None, points, on_behalf_of: None, happened_on };
        self.house.act(by, act).await.expect("it replies");
    }

    async fn not_agreed(&self, words: &str, on: &str) -> Result<Assessed, Stop> {
        let (case, words, happened_on) = (self.own.0, words.to_owned(), day(on));
        let (version, value, contacts) = (self.case(case).await.version, Assessment::NotAgreed, Vec::new());
        let act = Assess { case, version, value, contacts, words, no_denunciation: false, happened_on };
        self.house.act(self.clerk, act).await
    }

    async fn decide(&self, on: &str) -> Result<(), Stop> {
        let (case, happened_on) = (self.own.0, day(on));
        let (reason, number) = ("Đã xem lại tại chỗ".to_owned(), "31/UBND".to_owned());
        let (version, result) = (self.case(case).await.version, ReviewResult::NotUpheld);
        let act = Decide { case, version, result, reason, number, on_behalf_of: None, due_on: None, happened_on };
        self.house.act(self.clerk, act).await
    }

    /// The reviews that wait in the hands of a body.
    async fn to_review(&self, by: By) -> Vec<i64> {
        let mut read = self.house.store.reader().await.expect("a reader");
        let (grant, _) =
            may(&mut read, by, Right::CaseReview, Of::Organisation(by.organisation)).await.expect("it may be listed");
        let waits = review::waiting(&mut read, &grant, 9).await.expect("reads");
        waits.into_iter().map(|row| row.case).collect()
    }

    async fn may(&self, by: By, right: Right, case: i64) -> Result<(), Refusal> {
        let mut read = self.house.store.reader().await.expect("a reader");
        match may(&mut read, by, right, Of::Case(case)).await {
            Ok(_) => Ok(()),
            Err(Stop::Refused(refusal)) => Err(refusal),
            Err(Stop::Failed(error)) => panic!("{error}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_the_place_of_a_body_assigns_its_cases_and_keeps_deciding_over_them() {
    both(async |_, store| {
        let merged = Merged::open(store).await.given().await;
        let (case, division) = (merged.own.0, merged.new.1);
        let row = merged.case(case).await;
        assert_eq!((row.origin_id, row.decides_id, row.accountable_id), (merged.old.0, merged.new.0, merged.new.0));
        merged.assign(merged.clerk, case, division, TODAY).await.expect("its own division leads it");
        merged.house.verify().await;
        let row = merged.case(case).await;
        assert_eq!((row.decides_id, row.accountable_id, row.below), (merged.new.0, division, true));

        // The division asks back as one under it, and decides nothing.
        let handler = merged.house.account("phong", division, &[Role::Handler, Role::Clerk]).await;
        let (words, version) = ("Đoạn nào ạ?".to_owned(), row.version);
        let (on_behalf_of, happened_on) = (None, day(TODAY));
        let ask = AskBack { case, version, words, on_behalf_of, happened_on };
        merged.house.act(handler, ask).await.expect("it asks back");
        let asked = async |body| {
            let mut read = merged.house.store.reader().await.expect("a reader");
            let rows = questions(&mut read, body, 9).await.expect("reads").rows;
            rows.into_iter().map(|row| row.case).collect::<Vec<_>>()
        };
        assert_eq!((asked(merged.new.0).await, asked(merged.old.0).await), (vec![case], vec![]));
        assert_eq!(refused(merged.extend(handler, case).await), Refusal::NotAllowed);
        let back = GiveBack {
            case,
            version: merged.case(case).await.version,
            reason: "Không làm được".to_owned(),
            on_behalf_of,
            happened_on,
        };
        assert_eq!(refused(merged.house.act(handler, back).await), Refusal::UnderAssigner);
        let (version, words) = (merged.case(case).await.version, "Đoạn đầu thôn.".to_owned());
        merged.house.act(merged.clerk, AnswerAsk { case, version, words, happened_on }).await.expect("it answers");
        let mut read = merged.house.store.reader().await.expect("a reader");
        let back = store::back::back(&mut read, division, 9).await.expect("reads").rows;
        assert_eq!(back.iter().map(|it| it.body.as_str()).collect::<Vec<_>>(), ["UBND Xã Mới"]);
        drop(read);
        merged.extend(merged.clerk, case).await.expect("who decides extends");
        let team = merged.house.found_as(division, "division", "Tổ Thủy lợi", None, "2026-01-01").await;
        let part = GivePart {
            case,
            version: merged.case(case).await.version,
            to: team,
            words: "Đo mực nước".to_owned(),
            due_on: Some(day("2026-10-01")),
            on_behalf_of,
            happened_on,
        };
        merged.house.act(handler, part).await.expect("a part of the work");
        merged.house.verify().await;

        // Overdue it is urged, by nobody of before.
        merged.house.store.move_today(day("2026-11-20")).await.expect("weeks pass");
        let owed = async |body| {
            let mut read = merged.house.store.reader().await.expect("a reader");
            let rows = urging::owed_by(&mut read, (body, None), day("2026-11-19"), None, 9).await.expect("reads").rows;
            rows.into_iter().map(|row| (row.case, row.what)).collect::<Vec<_>>()
        };
        let overdue = owed(merged.new.0).await;
        assert!(overdue.contains(&(case, "assignment".to_owned())), "{overdue:?}");
        assert!(overdue.contains(&(merged.led, "assignment".to_owned())), "what its division of before led, too");
        assert_eq!(owed(merged.old.0).await, []);
        let urge = Urge {
            organisation: merged.new.0,
            to: Some(division),
            number: String::new(),
            answer_by: None,
            happened_on: day("2026-11-20"),
        };
        merged.house.act(merged.clerk, urge).await.expect("it is urged");
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_the_place_of_a_body_answers_tells_and_reviews_what_was_raised_with_it() {
    both(async |_, store| {
        let merged = Merged::open(store).await.given().await;
        let (case, point) = merged.own;
        merged.answer(merged.clerk, TODAY).await;
        let (version, points) = (merged.case(case).await.version, vec![point]);
        let tell = ChooseDelivery { case, version, points, way: Delivery::Letter, happened_on: day(TODAY) };
        merged.house.act(merged.clerk, tell).await.expect("it says how the person is told");
        let to_tell = async |body| {
            let mut read = merged.house.store.reader().await.expect("a reader");
            let rows = reply::to_tell(&mut read, body, 0, 9).await.expect("reads").rows;
            rows.into_iter().map(|row| row.case).collect::<Vec<_>>()
        };
        assert_eq!((to_tell(merged.new.0).await, to_tell(merged.old.0).await), (vec![case], vec![]));
        merged.not_agreed("Nước vẫn đục", TODAY).await.expect("it is recorded");
        assert_eq!(merged.to_review(merged.clerk).await, [case]);
        merged.decide(TODAY).await.expect("who took its place decides");
        merged.house.verify().await;
        // For a new reason the body above the one of today reviews it.
        merged.not_agreed("Đo lại vẫn quá mức", TODAY).await.expect("it is recorded");
        let mut read = merged.house.store.reader().await.expect("a reader");
        let reviews = review::of_case(&mut read, case).await.expect("reads");
        let by: Vec<Option<i64>> = reviews.iter().map(|row| row.body).collect();
        assert_eq!(by, [Some(merged.new.0), Some(merged.house.root())]);
        drop(read);
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_waits_goes_over_with_its_case() {
    both(async |_, store| {
        let mut merged = Merged::open(store).await;
        merged.answer(merged.clerk, "2026-09-05").await;
        merged.not_agreed("Nước vẫn đục", "2026-09-06").await.expect("it is recorded");
        assert_eq!(merged.to_review(merged.clerk).await, [merged.own.0]);
        merged = merged.given().await;
        assert_eq!(merged.to_review(merged.clerk).await, [merged.own.0]);
        merged.decide(TODAY).await.expect("who took its place decides");
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_body_leads_goes_on_with_it_and_its_decisions_are_handed_over() {
    both(async |_, store| {
        let merged = Merged::open(store).await;
        let handler = merged.house.account("phong.cu", merged.old.1, &[Role::Handler, Role::Clerk]).await;
        let list = merged.house.list().await;
        let items = merged.house.items(&list).await;
        assert!(
            items.iter().any(|item| item.subject == merged.led),
            "it is on the list: the ended body decides over it"
        );
        let mut read = merged.house.store.reader().await.expect("a reader");
        let before = assignment::of_case(&mut read, merged.led).await.expect("reads")[0].lead;
        drop(read);
        let merged = merged.given().await;
        let row = merged.case(merged.led).await;
        assert_eq!((row.decides_id, row.accountable_id), (merged.new.0, merged.old.1), "its lead goes on");
        let mut read = merged.house.store.reader().await.expect("a reader");
        assert_eq!(assignment::of_case(&mut read, merged.led).await.expect("reads")[0].lead, before);
        let found = store::search::find(&mut read, &[merged.new.0], "nuoc").await.expect("reads");
        assert_eq!(found.len(), 2, "who decides over it finds its words");
        let found = store::search::find(&mut read, &[merged.old.1], "nuoc").await.expect("reads");
        assert_eq!(found.len(), 1, "and who leads it");
        drop(read);
        assert_eq!(refused(merged.extend(handler, merged.led).await), Refusal::NotAllowed, "who leads decides nothing");
        merged.extend(merged.clerk, merged.led).await.expect("who took the place of the ended body does");
        merged.assign(merged.clerk, merged.led, merged.new.1, TODAY).await.expect("it gives it to another one");
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_the_ended_body_read_what_was_raised_with_it_and_decide_nothing_once_it_is_given() {
    both(async |_, store| {
        let merged = Merged::open(store).await;
        let case = merged.own.0;
        let groups = merged.house.groups(&merged.house.list().await).await;
        assert_eq!(merged.may(merged.clerk, Right::CaseDecide, case).await, Ok(()), "nobody took it over yet");
        for group in groups.iter().filter(|row| row.group.kind == Kind::Case) {
            let group = group.group.clone();
            merged.house.give(merged.house.admin, &[group], merged.new.0, None).await.expect("it is given");
        }
        assert_eq!(merged.may(merged.clerk, Right::CaseRead, case).await, Ok(()));
        for right in [Right::CaseDecide, Right::CaseWork, Right::CaseReply, Right::CaseReview, Right::CaseReadIdentity]
        {
            assert_eq!(merged.may(merged.clerk, right, case).await, Err(Refusal::NotAllowed), "{right:?}");
        }
        let roles = of_kind(&groups, Kind::Membership);
        merged.house.give(merged.house.admin, &[roles], merged.new.0, None).await.expect("it is given");
        let moved = By { organisation: merged.new.0, ..merged.clerk };
        assert_eq!(merged.may(moved, Right::CaseDecide, case).await, Ok(()));
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_of_the_place_of_today_confirms_what_was_raised_with_a_body_of_before() {
    both(async |_, store| {
        let merged = Merged::open(store).await.given().await;
        let there = merged.house.found_as(merged.new.0, "front", "UBMTTQ Xã Mới", None, "2026-01-01").await;
        let front = merged.house.account("mat.tran", there, &[Role::Front]).await;
        merged.answer(merged.clerk, TODAY).await;
        let case = merged.own.0;
        let confirm = Confirm {
            case,
            version: merged.case(case).await.version,
            words: "Nước đã trong".to_owned(),
            document: String::new(),
            on_behalf_of: None,
            happened_on: day(TODAY),
        };
        merged.house.act(front, confirm).await.expect("it confirms");
        merged.house.verify().await;
    })
    .await;
}

/// What was handed over before the program knew who decides is found in the lists of then.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_learns_who_decides_from_its_handovers() {
    const MIGRATION: &str = include_str!("../../../store/migrations/0035_decides.sql");
    both(async |at, store| {
        let merged = Merged::open(store).await.given().await;
        let fills = MIGRATION.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
        for statement in fills.split_inclusive(';').filter(|it| it.trim_start().starts_with("UPDATE")) {
            testing::run(at.fresh.url(), statement).await;
        }
        for case in [merged.own.0, merged.led] {
            assert_eq!(merged.case(case).await.decides_id, merged.new.0);
        }
        merged.house.verify().await;
    })
    .await;
}
