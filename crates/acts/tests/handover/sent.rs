//! What an ended body sent on is in the hands of who took its place; what was raised with it is supervised from there.

use acts::By;
use acts::supervision::Find;
use acts::transfer::{Return, SendOn};
use domain::event::CaseEvent;
use domain::handover::Kind;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use domain::supervision::{FindingResult, Looked};
use store::grant::{Grant, Of, may};
use store::supervision::{Asked, Why, matters};
use store::{back, transfer, urging};

use super::inherited::Merged;
use super::{TODAY, day, place, refused};
use crate::support::both;

impl Merged {
    /// The old commune sends its own case on to a company, which has to answer.
    async fn send(&self, to: i64) -> i64 {
        let (case, point) = self.own;
        let act = SendOn {
            case,
            version: self.case(case).await.version,
            to,
            points: vec![point],
            number: "12/UBND".to_owned(),
            proof: String::new(),
            reason: "Theo thẩm quyền".to_owned(),
            answer_by: Some(day("2026-09-09")),
            told: None,
            on_behalf_of: None,
            happened_on: day("2026-09-03"),
        };
        self.house.act(self.clerk, act).await.expect("it is sent").transfer
    }

    /// The cases of which the lists of work of a body hold what was sent on: what waits, what is owed, of what nobody was told.
    async fn lists(&self, body: i64) -> [Vec<i64>; 3] {
        let mut read = self.house.store.reader().await.expect("a reader");
        let waits = transfer::waiting(&mut read, (body, false), None, 9).await.expect("reads").rows;
        let owed = urging::owed_by(&mut read, (body, None), day(TODAY), None, 9).await.expect("reads").rows;
        let untold = back::untold(&mut read, body, 0, 9).await.expect("reads").rows;
        assert!(waits.iter().all(|row| !row.incoming && row.from_name == "UBND Xã Cũ"), "its letter bears its name");
        let owed = owed.into_iter().filter(|row| row.what == "transfer");
        [
            waits.into_iter().map(|row| row.case).collect(),
            owed.map(|row| row.case).collect(),
            untold.into_iter().map(|row| row.case).collect(),
        ]
    }

    /// The right to supervise, as the pages ask for it.
    async fn supervises(&self, by: By) -> Grant {
        let mut read = self.house.store.reader().await.expect("a reader");
        let of = Of::Organisation(by.organisation);
        may(&mut read, by, Right::SupervisionRead, of).await.expect("it supervises").0
    }

    async fn find(&self, by: By, case: i64) -> Result<(), acts::Stop> {
        let find = Find {
            case,
            result: FindingResult::Partly,
            ways: vec![Looked::Visit],
            words: "Mới nạo vét một nửa".to_owned(),
            files: Vec::new(),
            happened_on: day(TODAY),
        };
        self.house.act(by, find).await.map(|_| ())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_ended_body_sent_on_is_in_the_lists_of_who_took_its_place() {
    both(async |_, store| {
        let merged = Merged::before(store).await;
        let power = merged.house.found_as(merged.house.root(), "outside", "Điện lực Mẫu", None, "2026-01-01").await;
        let sent = merged.send(power).await;
        let case = merged.own.0;
        let lists = || [vec![case], vec![case], vec![case]];
        assert_eq!(merged.lists(merged.old.0).await, lists());
        merged.ended().await;
        let merged = merged.given().await;
        assert_eq!(merged.lists(merged.new.0).await, lists(), "of who took its place");
        assert_eq!(merged.lists(merged.old.0).await, [const { Vec::<i64>::new() }; 3]);
        let mut read = merged.house.store.reader().await.expect("a reader");
        let of = Of::Organisation(merged.new.0);
        let (grant, _) = may(&mut read, merged.clerk, Right::CaseRead, of).await.expect("it reads its cases");
        let found = store::search::numbered(&mut read, &grant, "12").await.expect("reads");
        assert!(found.iter().any(|row| row.id == case), "the letter is found by its number: {found:?}");
        drop(read);
        // What comes back comes to it.
        let (version, reason) = (merged.case(case).await.version, "Không thuộc ngành điện".to_owned());
        let back = Return { case, version, transfer: sent, reason, happened_on: day(TODAY) };
        merged.house.act(merged.clerk, back).await.expect("it is returned");
        let mut read = merged.house.store.reader().await.expect("a reader");
        let returned = back::back(&mut read, merged.new.0, 9).await.expect("reads").rows;
        assert_eq!(returned.iter().map(|row| (row.case, row.of)).collect::<Vec<_>>(), [(case, sent)]);
        drop(read);
        merged.house.verify().await;
    })
    .await;
}

/// A body that led a case sent it on, and another leads it since: it ends with the letter in its hands.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_on_by_a_body_that_leads_no_more_is_on_its_list() {
    both(async |_, store| {
        let merged = Merged::before(store).await;
        let power = merged.house.found_as(merged.house.root(), "outside", "Điện lực Mẫu", None, "2026-01-01").await;
        let handler = merged.house.account("phong.cu", merged.old.1, &[Role::Handler, Role::Clerk]).await;
        let (case, division) = (merged.led, merged.old.1);
        let act = SendOn {
            case,
            version: merged.case(case).await.version,
            to: power,
            points: Vec::new(),
            number: "3/PKT".to_owned(),
            proof: String::new(),
            reason: "Theo thẩm quyền".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day("2026-09-03"),
        };
        merged.house.act(handler, act).await.expect("it is sent");
        let other = merged.house.found_as(merged.old.0, "division", "Phòng Văn hóa Xã Cũ", None, "2026-01-01").await;
        merged.assign(merged.clerk, case, other, "2026-09-04").await.expect("another one leads it");
        merged.house.end(division, "2026-09-10", &[other]).await;
        let items = merged.house.items(&merged.house.list().await).await;
        let cases: Vec<i64> = items.iter().filter(|it| it.group.kind == Kind::Case).map(|it| it.subject).collect();
        assert_eq!(cases, [case]);
        for group in merged.house.groups(&merged.house.list().await).await {
            merged.house.give(merged.house.admin, &[group.group], other, None).await.expect("it is given");
        }
        merged.house.close(merged.house.admin).await.expect("it is closed");
        merged.house.nothing_is_left(division).await;
        let mut read = merged.house.store.reader().await.expect("a reader");
        let sent = transfer::of_case(&mut read, case).await.expect("reads");
        assert_eq!(sent.iter().map(|row| (row.from, row.sender)).collect::<Vec<_>>(), [(division, other)]);
        drop(read);
        merged.house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_of_the_place_of_today_supervises_what_was_raised_with_an_ended_body() {
    both(async |_, store| {
        let merged = Merged::before(store).await;
        merged.ended().await;
        let merged = merged.given().await;
        let there = merged.house.found_as(merged.new.0, "front", "UBMTTQ Xã Mới", None, "2026-01-01").await;
        let front = merged.house.account("mat.tran", there, &[Role::Front]).await;
        let elsewhere =
            merged.house.found(merged.house.root(), "UBND Xã Khác", Some(place("commune", "Xã Khác"))).await;
        let strange = merged.house.found_as(elsewhere, "front", "UBMTTQ Xã Khác", None, "2026-01-01").await;
        let strange = merged.house.account("mat.tran.khac", strange, &[Role::Front]).await;
        let listed = async |by: By| {
            let asked = Asked::of(&merged.supervises(by).await, Why::All);
            let mut read = merged.house.store.reader().await.expect("a reader");
            let rows = matters(&mut read, &asked, None, 9).await.expect("reads").rows;
            rows.into_iter().map(|row| row.case).collect::<Vec<_>>()
        };
        assert_eq!((listed(front).await, listed(strange).await), (vec![merged.led], vec![]));
        assert_eq!(refused(merged.find(strange, merged.led).await), Refusal::NotThere);
        merged.find(front, merged.led).await.expect("it says what it saw");
        let mut read = merged.house.store.reader().await.expect("a reader");
        let (subject, id) = (domain::event::Subject::Case, merged.led);
        let events = store::event::history(&mut read, subject, id).await.expect("reads");
        let by = events.iter().find_map(|known| match &known.event {
            domain::event::Event::Case(CaseEvent::Found { organisation, .. }) => Some(*organisation),
            _ => None,
        });
        assert_eq!(by, Some(there));
        drop(read);
        merged.house.verify().await;
    })
    .await;
}
