//! Transfers: letter, order and offer, answered and returned, and never round in a circle.

use acts::case::SpotResult;
use acts::submission::SetMark;
use acts::transfer::{AnswerTransfer, PointTold, Receive, Return, SendOn, SendOutside};
use domain::event::{EndGround, Mark};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::span::Axis;
use store::transfer;
use store::transfer::beyond::{Passed, PassedRow, keys, of_keys, passed};

use super::{House, Matter, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    pub(super) async fn letter(&self, matter: &Matter, to: i64, on: &str) -> SendOn {
        SendOn {
            case: matter.case,
            version: self.version(matter.case).await,
            to,
            points: Vec::new(),
            number: "45/UBND".to_owned(),
            proof: String::new(),
            reason: "Thuộc thẩm quyền của đơn vị".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(on),
        }
    }

    pub(super) async fn send(&self, matter: &Matter, to: i64, on: &str) -> Result<i64, acts::Stop> {
        let act = self.letter(matter, to, on).await;
        Ok(self.desk.act(&format!("send-{}-{to}-{on}", matter.case), act).await?.transfer)
    }

    async fn transfers(&self, case: i64) -> Vec<(String, String)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = transfer::of_case(&mut read, case).await.expect("reads");
        rows.into_iter().map(|row| (row.mode, row.state)).collect()
    }

    pub(super) async fn answered(&self, matter: &Matter, transfer: i64, on: &str) -> AnswerTransfer {
        AnswerTransfer {
            case: matter.case,
            version: self.version(matter.case).await,
            transfer,
            points: vec![PointTold { result: Some(SpotResult::Done), ..super::elsewhere::told(matter.point) }],
            number: String::new(),
            signer: String::new(),
            told: None,
            words: "Đã thay công tơ".to_owned(),
            happened_on: day(on),
        }
    }
}

fn one(mode: &str, state: &str) -> Vec<(String, String)> {
    vec![(mode.to_owned(), state.to_owned())]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_to_a_body_outside_waits_until_it_is_answered() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let mut bare = house.letter(&matter, house.power, "2026-09-15").await;
        bare.number.clear();
        assert_eq!(refused(house.desk.act("bare", bare).await), Refusal::Missing { field: "number" });
        let sent = house.send(&matter, house.power, "2026-09-15").await.expect("it is sent");
        assert_eq!(house.transfers(case).await, one("letter", "sent"));
        assert_eq!(house.outcome(case, "2026-12-30").await, "in_progress");
        assert_eq!(
            house.desk.case(case).await.accountable_id,
            house.desk.by.organisation,
            "the sender stays accountable"
        );
        let receive = async |proof: &str, on: &str| Receive {
            case,
            version: house.version(case).await,
            transfer: sent,
            proof: proof.to_owned(),
            happened_on: day(on),
        };
        assert_eq!(
            refused(house.desk.act("p0", receive("", "2026-09-17").await).await),
            Refusal::Missing { field: "proof" }
        );
        let early = Refusal::HappenedBefore { earliest: day("2026-09-15") };
        assert_eq!(refused(house.desk.act("p1", receive("Phiếu báo phát", "2026-09-14").await).await), early);
        house.desk.act("p2", receive("Phiếu báo phát", "2026-09-17").await).await.expect("it arrived");
        assert_eq!(house.transfers(case).await, one("letter", "received"));
        let again = receive("Phiếu", "2026-09-18").await;
        assert_eq!(refused(house.desk.act("p3", again).await), Refusal::AlreadyDone);
        let early_answer = house.answered(&matter, sent, "2026-09-14").await;
        assert_eq!(refused(house.desk.act("a0", early_answer).await), early);
        let mut foreign = house.answered(&matter, sent, "2026-10-01").await;
        foreign.points = vec![super::elsewhere::told(1)];
        assert_eq!(refused(house.desk.act("a1", foreign).await), Refusal::NotAChoice { field: "point" });
        let answer = house.answered(&matter, sent, "2026-10-01").await;
        house.desk.act("a2", answer).await.expect("it is answered");
        assert_eq!(house.transfers(case).await, one("letter", "answered"));
        assert_eq!(house.outcome(case, "2026-09-30").await, "in_progress");
        assert_eq!(house.outcome(case, "2026-10-01").await, "resolved");
        let late = house.answered(&matter, sent, "2026-10-02").await;
        assert_eq!(refused(house.desk.act("a3", late).await), Refusal::AlreadyDone);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_can_be_sent_elsewhere_and_never_in_a_circle() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let own = house.desk.by.organisation;
        assert_eq!(refused(house.send(&matter, own, "2026-09-15").await), Refusal::TransferCircle);
        let first = house.send(&matter, house.division, "2026-09-15").await.expect("it is ordered");
        assert_eq!(house.transfers(case).await, one("order", "sent"));
        assert_eq!(house.holds(case, Axis::Transfer, "2026-09-16").await, "waiting");
        // What waits at somebody isn't sent to another one, nor twice.
        assert_eq!(refused(house.send(&matter, house.sister, "2026-09-16").await), Refusal::AlreadyAnswered);
        let mut named = house.letter(&matter, house.sister, "2026-09-16").await;
        named.points = vec![matter.point];
        assert_eq!(refused(house.desk.act("named", named).await), Refusal::AlreadyDone);
        let back = Return {
            case,
            version: house.version(case).await,
            transfer: first,
            reason: "Không thuộc phòng".to_owned(),
            happened_on: day("2026-09-17"),
        };
        house.desk.act("back", back.clone()).await.expect("it is given back");
        assert_eq!(house.outcome(case, "2026-09-18").await, "not_taken_up");
        let again = Return { version: back.version + 1, ..back };
        assert_eq!(refused(house.desk.act("back2", again).await), Refusal::AlreadyDone);
        house.send(&matter, house.sister, "2026-09-18").await.expect("it is ordered to another");
        let states = house.transfers(case).await;
        assert_eq!(states, [one("order", "returned"), one("order", "sent")].concat());
        // Taken back, it was never sent.
        let (event, _) = house.last(case).await;
        house.strike(event).await;
        assert_eq!(house.transfers(case).await[1].1, "struck");
        assert_eq!(house.outcome(case, "2026-12-30").await, "not_taken_up");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_leads_offers_to_another_which_answers_with_its_own_account() {
    both(async |_, store| {
        let house = House::open(store).await;
        let receiver = house.colleague("receiver", house.sister, Role::Clerk).await;
        let lead = house.colleague("lead", house.division, Role::Clerk).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let unknown = house.answered(&matter, 1, "2026-09-20").await;
        assert_eq!(refused(house.desk.office.act(receiver, "u", unknown).await), Refusal::NotThere);
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let offer = house.letter(&matter, house.sister, "2026-09-16").await;
        let sent = house.desk.office.act(lead, "offer", offer).await.expect("it is offered").answer.transfer;
        assert_eq!(house.transfers(case).await, one("offer", "sent"));
        let circle = house.letter(&matter, house.division, "2026-09-17").await;
        assert_eq!(refused(house.desk.act("circle", circle).await), Refusal::AlreadyAnswered);
        let version = house.version(case).await;
        let receive = Receive { case, version, transfer: sent, proof: String::new(), happened_on: day("2026-09-17") };
        house.desk.office.act(receiver, "r", receive).await.expect("it accepts");
        // It neither leads the case nor decides over it.
        let stolen = house.assignment(case, "2026-09-18", "2026-10-30").await;
        assert_eq!(refused(house.desk.office.act(receiver, "s", stolen).await), Refusal::NotAllowed);
        let paper = house.paper(&matter, "2026-09-19", SpotResult::Done).await;
        assert_eq!(refused(house.desk.office.act(receiver, "p", paper).await), Refusal::NotAllowed);
        let answer = house.answered(&matter, sent, "2026-09-20").await;
        house.desk.office.act(receiver, "a", answer).await.expect("it answers");
        assert_eq!(house.outcome(case, "2026-09-20").await, "resolved");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_beyond_competence_is_settled_when_the_receiver_has_answered() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.reply(&matter, "2026-09-20", SpotResult::BeyondCompetence).await.expect("it is replied to");
        assert_eq!(house.outcome(matter.case, "2026-09-21").await, "in_progress");
        let sent = house.send(&matter, house.power, "2026-09-22").await.expect("it is sent on");
        let answer = house.answered(&matter, sent, "2026-10-22").await;
        house.desk.act("a", answer).await.expect("it is answered");
        assert_eq!(house.outcome(matter.case, "2026-10-21").await, "in_progress");
        assert_eq!(house.outcome(matter.case, "2026-10-22").await, "resolved");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_on_and_merged_stands_once_in_the_table_of_what_is_beyond_competence() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (sent, late, root) = (house.raise("sent").await, house.raise("late").await, house.raise("root").await);
        house.send(&sent, house.power, "2026-09-15").await.expect("it is sent");
        house.desk.store.move_today(day("2027-01-04")).await.expect("days pass");
        house.merge(&sent, &root, "2026-10-01").await.expect("it is merged");
        house.merge(&late, &root, "2026-10-01").await.expect("it is merged");
        let (from, to) = (day("2026-01-01"), day("2026-12-31"));
        let body = house.desk.by.organisation;
        let mut read = house.desk.store.reader().await.expect("a reader");
        let which = Passed::Raised { body, from, to };
        let page = passed(&mut read, which, None, 50).await.expect("reads");
        let rows: Vec<_> = page.rows.iter().map(|row| (row.case, row.sent.as_ref().map(|sent| sent.to.0))).collect();
        assert_eq!(rows, [(root.case, Some(house.power))], "the paper of what was merged is not lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_waits_to_be_sent_point_by_point_and_what_was_returned_waits_again() {
    both(async |_, store| {
        let house = House::open(store).await;
        let told = async || {
            let (from, to) = (day("2026-01-01"), day("2026-12-31"));
            let which = Passed::Raised { body: house.desk.by.organisation, from, to };
            let mut read = house.desk.store.reader().await.expect("a reader");
            let page = passed(&mut read, which, None, 50).await.expect("reads");
            let pieces = keys(&mut read, which).await.expect("reads");
            let mut by_pieces = Vec::new();
            for piece in pieces.chunks(1) {
                by_pieces.extend(of_keys(&mut read, piece).await.expect("reads"));
            }
            assert_eq!(by_pieces, page.rows, "a file has what the page has, in its order");
            let row = |row: PassedRow| (row.words.unwrap_or_default(), row.sent.map(|sent| sent.to.0));
            page.rows.into_iter().map(row).collect::<Vec<_>>()
        };
        let (root, other) = (house.raise("Lưới điện yếu.").await, house.raise("Trường thiếu giáo viên.").await);
        house.link(&other, &root, "2026-09-12").await.expect("it is linked");
        for (at, submission) in [root.submission, other.submission].into_iter().enumerate() {
            let act = SetMark { submission, mark: Mark::Beyond, version: 1 };
            house.desk.act(&format!("mark-{at}"), act).await.expect("it is marked");
        }
        let sent = |words: &str, to: i64| (words.to_owned(), Some(to));
        let waits = |words: &str| (words.to_owned(), None);
        assert_eq!(told().await, [waits("Lưới điện yếu."), waits("Trường thiếu giáo viên.")], "each point waits");
        let letter = house.letter(&root, house.power, "2026-09-15").await;
        let part = SendOn { points: vec![root.point], ..letter };
        house.desk.act("part", part).await.expect("one of them is sent");
        let expected = [waits("Trường thiếu giáo viên."), sent("Lưới điện yếu.", house.power)];
        assert_eq!(told().await, expected, "the other waits still");

        // Nobody marked what was sent and came back: it waits again, and no more once it was answered.
        let offered = house.raise("Đường liên xã hỏng.").await;
        let transfer = house.send(&offered, house.power, "2026-09-16").await.expect("it is sent");
        let version = house.version(offered.case).await;
        let back = Return {
            case: offered.case,
            version,
            transfer,
            reason: "Không thuộc địa bàn".to_owned(),
            happened_on: day("2026-09-17"),
        };
        house.desk.act("back", back).await.expect("it comes back");
        assert!(told().await.contains(&waits("Đường liên xã hỏng.")), "it is not lost");
        house.assign(offered.case, "2026-09-18", "2026-09-30").await.expect("it is assigned");
        house.reply(&offered, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        assert!(!told().await.contains(&waits("Đường liên xã hỏng.")));

        // What was answered as beyond competence and has ended since waits for nobody.
        let ended = house.raise("Trạm phát sóng yếu.").await;
        house.assign(ended.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.reply(&ended, "2026-09-20", SpotResult::BeyondCompetence).await.expect("it is replied to");
        assert!(told().await.contains(&waits("Trạm phát sóng yếu.")));
        house.end(ended.case, "2026-09-22", EndGround::Withdrawn).await.expect("it ends");
        assert!(!told().await.contains(&waits("Trạm phát sóng yếu.")));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_a_letter_names_first_is_written_down_once_and_stands_under_nobody() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, other) = (house.raise("Lưới điện yếu.").await, house.raise("Cột điện nghiêng.").await);
        let named = async |matter: &Matter, name: &str, level: &str| SendOutside {
            send: house.letter(matter, 0, "2026-09-15").await,
            name: name.to_owned(),
            level: level.to_owned(),
        };
        let nowhere = named(&one, "Xí nghiệp Thủy nông Mẫu", "village").await;
        assert_eq!(refused(house.desk.act("nowhere", nowhere).await), Refusal::NotAChoice { field: "other_level" });
        let unnamed = named(&one, "  ", "commune").await;
        assert_eq!(refused(house.desk.act("unnamed", unnamed).await), Refusal::Missing { field: "other_body" });
        let first = named(&one, "Xí nghiệp Thủy nông Mẫu", "commune").await;
        house.desk.act("first", first).await.expect("it is sent");
        let again = named(&other, "xi nghiep thuy nong mau", "commune").await;
        house.desk.act("again", again).await.expect("it is sent to the same body");
        assert_eq!(house.transfers(one.case).await, super::sent::one("letter", "sent"));
        let mut read = house.desk.store.reader().await.expect("a reader");
        let to = async |read: &mut store::Reader<'_>, case: i64| {
            transfer::of_case(read, case).await.expect("reads").pop().expect("one").to
        };
        let (first, second) = (to(&mut read, one.case).await, to(&mut read, other.case).await);
        assert_eq!(first, second, "one body of that name in that place");
        // A letter of before, typed after the others, went to the same body.
        let third = house.raise("Dây điện võng.").await;
        let send = house.letter(&third, 0, "2026-09-12").await;
        let (name, level) = ("Xí nghiệp Thủy nông Mẫu".to_owned(), "commune".to_owned());
        house.desk.act("earlier", SendOutside { send, name, level }).await.expect("it is sent");
        assert_eq!(to(&mut read, third.case).await, first, "it was there before the first letter that was typed");
        let origin = house.desk.by.organisation;
        let bodies = store::assignment::bodies(&mut read, origin, day("2026-09-15"), 300).await.expect("reads");
        let body = bodies.iter().find(|body| body.id == first).expect("it can be chosen from then on");
        assert!(body.outside && !body.leads && body.name == "Xí nghiệp Thủy nông Mẫu", "{body:?}");
        drop(read);
        house.desk.verify().await;
    })
    .await;
}
