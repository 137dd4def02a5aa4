//! The reason for what was not held is the body's own until the level above says that it accepts it.

use acts::account::GrantRole;
use acts::event::{Correct, Strike};
use acts::organisation::Found;
use acts::plan::{Advance, Cancel, Draft, Excuse, Step};
use domain::day::Day;
use domain::event::{Event, PlannedEvent, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::{event, plan};

use super::{draft, issue, meant, refused};
use crate::desk::{Desk, day};
use crate::support::both;

/// A division under the body of the desk, whose plan of one dialogue is issued; somebody types for both.
async fn below(desk: &Desk) -> i64 {
    let found = Found {
        superior: desk.by.organisation,
        line: String::new(),
        kind: "division".to_owned(),
        name: "Phòng Kinh tế".to_owned(),
        territory: None,
        outside: false,
        from: day("2026-01-01"),
    };
    let organisation = desk.act("found", found).await.expect("it is founded").organisation;
    let (account, role, from, to) = (desk.by.account, Role::Clerk, day("2026-01-01"), Day::OPEN);
    desk.act("grant", GrantRole { account, organisation, role, from, to }).await.expect("it is granted");
    let draft = Draft {
        organisation,
        post: "head".to_owned(),
        year: 2026,
        dialogues: vec![meant(3)],
        happened_on: day("2026-01-05"),
    };
    let drafted = desk.act("draft below", draft).await.expect("it is drafted");
    let advance = Advance { plan: drafted.plan, version: 1, to: Step::Approved, happened_on: day("2026-01-20") };
    desk.act("issue below", advance).await.expect("it is issued");
    drafted.dialogues[0]
}

async fn row(desk: &Desk, id: i64) -> plan::PlannedRow {
    plan::find_planned(&mut desk.store.reader().await.expect("a reader"), id).await.expect("reads").expect("is there")
}

fn excuse(planned: i64, accepted: bool, said: &str, on: &str) -> Excuse {
    Excuse { planned, accepted, said: said.to_owned(), happened_on: day(on) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_is_the_bodys_own_until_the_level_above_accepts_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let planned = below(&desk).await;
        refused(desk.act("none", excuse(planned, true, "", "2026-03-05")).await, &Refusal::ExcuseNotStated);
        let cancel = |on: &str, reason: &str| Cancel { planned, reason: reason.to_owned(), happened_on: day(on) };
        desk.act("cancel", cancel("2026-03-02", "Bão")).await.expect("it is called off");
        assert_eq!(row(&desk, planned).await.excuse.as_deref(), Some("stated"));
        let early = Refusal::HappenedBefore { earliest: day("2026-03-02") };
        refused(desk.act("early", excuse(planned, true, "", "2026-03-01")).await, &early);
        refused(desk.act("what", excuse(planned, false, " ", "2026-03-05")).await, &Refusal::Missing { field: "said" });
        desk.act("ask", excuse(planned, false, "Bão ngày nào?", "2026-03-05")).await.expect("it is questioned");
        let asked = row(&desk, planned).await;
        assert_eq!((asked.excuse.as_deref(), asked.said.as_deref()), (Some("questioned"), Some("Bão ngày nào?")));
        desk.act("again", cancel("2026-03-06", "Bão số 3 ngày 01/03")).await.expect("another reason is given");
        let again = row(&desk, planned).await;
        assert_eq!((again.excuse.as_deref(), again.said), (Some("stated"), None));
        desk.act("accept", excuse(planned, true, "CV 12", "2026-03-07")).await.expect("it is accepted");
        refused(desk.act("twice", excuse(planned, true, "", "2026-03-08")).await, &Refusal::AlreadyDone);
        refused(desk.act("closed", cancel("2026-03-09", "Khác")).await, &Refusal::AlreadyDone);
        let accepted = row(&desk, planned).await;
        assert_eq!((accepted.excuse.as_deref(), accepted.said.as_deref()), (Some("accepted"), Some("CV 12")));
        // What those above said is theirs to amend.
        let mut read = desk.store.reader().await.expect("a reader");
        let events = event::history(&mut read, Subject::Planned, planned).await.expect("reads");
        drop(read);
        let is_it = |e: &Event| matches!(e, Event::Planned(PlannedEvent::ExcuseAccepted { .. }));
        let event = events.iter().find(|known| is_it(&known.event)).expect("it was accepted").id;
        let reason = "Nhầm đơn vị".to_owned();
        let correct = Correct { event, happened_on: day("2026-03-08"), reason: reason.clone() };
        desk.act("day", correct).await.expect("it gets another day");
        desk.act("strike", Strike { event, reason }).await.expect("it is struck");
        assert_eq!(row(&desk, planned).await.excuse.as_deref(), Some("stated"));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_accepts_the_reason_of_their_own_body() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let (planned, reason) = (drafted.dialogues[0], "Bão".to_owned());
        desk.act("cancel", Cancel { planned, reason, happened_on: day("2026-03-02") }).await.expect("it is called off");
        refused(desk.act("own", excuse(planned, true, "", "2026-03-05")).await, &Refusal::NotAllowed);
        refused(desk.act("not there", excuse(1, true, "", "2026-03-05")).await, &Refusal::NotThere);
        desk.verify().await;
    })
    .await;
}
