//! Who reads the words of a round: until the synthesis is sent the body that gathers, and whoever types for it.

use acts::behalf::{AnswerContest, Contest};
use acts::gathering::{Add, Open};
use acts::{By, Stop};
use domain::event::Subject;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Of, may};

use super::{Gathered, refused, typed};
use crate::support::both;

async fn may_do(at: &Gathered, by: By, act: Right) -> Result<(), Stop> {
    let mut read = at.house.desk.store.reader().await.expect("a reader");
    may(&mut read, by, act, Of::Gathering(at.round)).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_body_that_holds_the_dialogue_reads_no_word_before_the_synthesis_is_sent() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        at.add("typed", vec![typed("Nước đục.")]).await.expect("typed");
        let holder = at.house.desk.by.organisation;
        let head = at.house.colleague("commune.head", holder, Role::Head).await;
        for by in [at.house.desk.by, head] {
            for act in [Right::GatheringRead, Right::GatheringRecord, Right::GatheringDecide] {
                refused(may_do(&at, by, act).await, &Refusal::NotThere);
            }
        }
        let add = Add { round: at.round, opinions: vec![typed("Thêm.")], happened_on: crate::desk::day("2026-09-02") };
        refused(at.house.desk.act("add", add).await, &Refusal::NotThere);
        let other = at.house.colleague("division.handler", at.house.division, Role::Handler).await;
        refused(may_do(&at, other, Right::GatheringRead).await, &Refusal::NotThere);
        at.send("send").await.expect("sent");
        may_do(&at, head, Right::GatheringRead).await.expect("now it is theirs to read");
        may_do(&at, head, Right::GatheringDecide).await.expect("and to decide");
        refused(may_do(&at, head, Right::GatheringRecord).await, &Refusal::NotAllowed);
        refused(may_do(&at, at.front, Right::GatheringDecide).await, &Refusal::NotAllowed);
        refused(may_do(&at, other, Right::GatheringRead).await, &Refusal::NotThere);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_types_for_the_front_reads_what_they_type_and_nobody_else_of_their_body() {
    both(async |_, store| {
        let mut at = Gathered::open(store).await;
        let open: Open = at.opening();
        at.round = at.house.desk.act("for-them", open).await.expect("a clerk opens it for the Front");
        let by = at.house.desk.by;
        may_do(&at, by, Right::GatheringRecord).await.expect("who types for it");
        let colleague = at.house.colleague("second.clerk", by.organisation, Role::Clerk).await;
        refused(may_do(&at, colleague, Right::GatheringRead).await, &Refusal::NotThere);
        may_do(&at, at.front, Right::GatheringRecord).await.expect("it is the Front's");
        let send = at.sending().await;
        let add =
            Add {
                round: at.round, opinions: vec![typed("Nước đục.")], happened_on: crate::desk::day("2026-09-02")
            };
        at.house.desk.act("type", add).await.expect("typed");
        let send = acts::gathering::Send { version: at.row().await.version, ..send };
        at.house.desk.act("send", send).await.expect("sent, by the paper");
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_alone_contests_what_was_opened_and_sent_for_it_and_whoever_typed_it_answers() {
    both(async |_, store| {
        let mut at = Gathered::open(store).await;
        let open: Open = at.opening();
        at.round = at.house.desk.act("for-them", open).await.expect("a clerk opens it for the Front");
        let opinions = vec![typed("Nước đục.")];
        let add = Add { round: at.round, opinions, happened_on: crate::desk::day("2026-09-02") };
        at.house.desk.act("type", add).await.expect("typed");
        let send = at.sending().await;
        at.house.desk.act("send", send).await.expect("sent, by the paper");
        let desk = &at.house.desk;
        let events = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            store::event::history(&mut read, Subject::Gathering, at.round).await.expect("reads")
        };
        let of = async |act: &str| events().await.iter().rfind(|it| it.event.act() == act).expect("it happened").id;
        let other = at.house.colleague("division.handler", at.house.division, Role::Handler).await;
        for (act, key) in [("gathering.opened", "o"), ("gathering.sent", "s")] {
            let contest = Contest { event: of(act).await, reason: "Mặt trận chưa gửi.".to_owned() };
            for (by, who) in [(desk.by, "typist"), (other, "other")] {
                let refused = desk.office.act(by, &format!("{key}-{who}"), contest.clone()).await;
                let Err(Stop::Refused(refusal)) = refused else { panic!("{who}: {refused:?}") };
                assert!(matches!(refusal, Refusal::NotAllowed | Refusal::NotThere), "{who}: {refusal:?}");
            }
            let (before, event) = (at.row().await.state, contest.event);
            at.front(key, contest.clone()).await.expect("it is contested");
            assert_eq!(at.row().await.state, before, "a contest changes nothing by itself");
            let again = at.front(&format!("{key}-again"), contest).await;
            refused(again, &Refusal::AlreadyDone);
            let answer = AnswerContest { event, words: "Theo Tổng hợp số 31/TH-MTTQ.".to_owned() };
            let own = at.front(&format!("{key}-own"), answer.clone()).await;
            assert!(own.is_err(), "nobody answers their own contest");
            desk.act(&format!("{key}-answer"), answer).await.expect("whoever recorded it answers");
        }
        desk.verify().await;
    })
    .await;
}
