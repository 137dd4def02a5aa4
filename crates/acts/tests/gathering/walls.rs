//! Who reads the words of a round: until the synthesis is sent the body that gathers, and whoever types for it.

use acts::gathering::{Add, Open};
use acts::{By, Stop};
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
