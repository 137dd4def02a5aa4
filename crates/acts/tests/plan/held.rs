//! From the announcement to the conclusion, and what comes by letter.

use acts::dialogue::{AddSession, Announce, BeginSession, Conclude, HoldSession, PlanAs, Session};
use acts::letter::{Entry, Register};
use acts::submission::{Revise, Strike};
use domain::dialogue::{Audience, Duty, Form};
use domain::event::Kind;
use domain::refusal::Refusal;
use store::dialogue::{self, session};

use super::{deputy, draft, issue, refused, state, states};
use crate::desk::{Desk, day};
use crate::support::both;

fn session(desk: &Desk, on: &str) -> Session {
    Session {
        on: day(on),
        territory: Some(desk.village),
        place: "Nhà văn hóa".to_owned(),
        chair: Some(desk.term),
        deputy_reason: String::new(),
    }
}

pub(super) fn announce(desk: &Desk, on: &str, days: &[&str]) -> Announce {
    Announce {
        organisation: desk.by.organisation,
        title: "Đất đai".to_owned(),
        duties: vec![Duty::Chairman],
        audience: Audience::Residents,
        members_of: None,
        form: Form::Conference,
        planned: None,
        sessions: days.iter().map(|on| session(desk, on)).collect(),
        happened_on: day(on),
    }
}

pub(super) fn hold(session: i64) -> HoldSession {
    HoldSession { session, happened_on: None, attendance: vec![(Audience::Residents, 80), (Audience::Youth, 12)] }
}

async fn dialogue_state(desk: &Desk, id: i64) -> String {
    let mut read = desk.store.reader().await.expect("a reader");
    dialogue::find(&mut read, id).await.expect("reads").expect("is there").state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_of_two_sessions_is_announced_held_and_concluded() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let new = desk
            .act("announce", announce(&desk, "2026-08-01", &["2026-09-01", "2026-09-03"]))
            .await
            .expect("it is announced");
        assert_eq!(dialogue_state(&desk, new.dialogue).await, "announced");
        let conclude = |on: &str, signed: Option<&str>, no_minutes: &str| Conclude {
            dialogue: new.dialogue,
            happened_on: day(on),
            minutes_signed_on: signed.map(day),
            no_minutes: no_minutes.to_owned(),
        };
        refused(desk.act("c1", conclude("2026-09-05", None, "x")).await, &Refusal::DialogueNotHeld);
        desk.act("b1", BeginSession { session: new.sessions[0] }).await.expect("it begins");
        let again = desk.act("b2", BeginSession { session: new.sessions[0] }).await;
        refused(again, &Refusal::DialogueAlreadyOpen);
        assert_eq!(dialogue_state(&desk, new.dialogue).await, "open");
        let mut opinion = desk.opinion("Sổ đỏ chậm.");
        opinion.session = new.sessions[0];
        desk.act("r", opinion.clone()).await.expect("words are typed while it is open");
        desk.act("h1", hold(new.sessions[0])).await.expect("it ends");
        refused(desk.act("h1b", hold(new.sessions[0])).await, &Refusal::AlreadyDone);
        // One that nobody opened at a desk began on its day.
        desk.act("h2", hold(new.sessions[1])).await.expect("it ends");
        assert_eq!(dialogue_state(&desk, new.dialogue).await, "held");
        desk.act("late", opinion.clone()).await.expect("and afterwards until it is concluded");
        refused(
            desk.act("c2", conclude("2026-09-02", None, "x")).await,
            &Refusal::HappenedBefore { earliest: day("2026-09-03") },
        );
        refused(desk.act("c3", conclude("2026-09-05", None, "")).await, &Refusal::Missing { field: "no_minutes" });
        desk.act("c4", conclude("2026-09-05", Some("2026-09-04"), "")).await.expect("it is concluded");
        assert_eq!(dialogue_state(&desk, new.dialogue).await, "concluded");
        refused(desk.act("later", opinion).await, &Refusal::DialogueNotOpen);
        let mut read = desk.store.reader().await.expect("a reader");
        let came = session::attendance(&mut read, new.sessions[1]).await.expect("reads");
        assert_eq!(came, [("residents".to_owned(), 80), ("youth".to_owned(), 12)]);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_a_place_of_the_body_and_a_chair_who_may() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let deputy = deputy(&desk, day("2026-01-01")).await;
        let mut wrong = announce(&desk, "2026-08-01", &["2026-09-01"]);
        wrong.sessions[0].chair = Some(deputy);
        refused(desk.act("deputy 1", wrong.clone()).await, &Refusal::Missing { field: "deputy_reason" });
        wrong.sessions[0].deputy_reason = "Chủ tịch đi công tác".to_owned();
        let new = desk.act("deputy 2", wrong.clone()).await.expect("a deputy with a reason");
        wrong.sessions[0].chair = Some(1);
        refused(desk.act("chair", wrong.clone()).await, &Refusal::NotAChoice { field: "chair" });
        wrong.sessions[0].territory = Some(1);
        refused(desk.act("place", wrong.clone()).await, &Refusal::NotAChoice { field: "territory" });
        wrong.sessions[0].on = day("2026-07-31");
        let early = Refusal::TooEarly { field: "session", earliest: day("2026-08-01") };
        refused(desk.act("early", wrong.clone()).await, &early);
        wrong.sessions.clear();
        refused(desk.act("none", wrong).await, &Refusal::Missing { field: "session" });
        let more = AddSession {
            dialogue: new.dialogue,
            session: session(&desk, "2026-09-08"),
            happened_on: day("2026-09-02"),
        };
        let id = desk.act("more", more).await.expect("one more");
        let mut read = desk.store.reader().await.expect("a reader");
        let sessions = session::of(&mut read, new.dialogue).await.expect("reads");
        assert_eq!(
            sessions.iter().map(|session| (session.no, session.id)).collect::<Vec<_>>(),
            [(1, new.sessions[0]), (2, id)]
        );
        let mut twice = hold(id);
        twice.attendance.push((Audience::Youth, 1));
        refused(desk.act("twice", twice).await, &Refusal::AlreadyThere { field: "attendance" });
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_of_a_plan_stays_held_whatever_is_amended() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5, 9]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let mut first = announce(&desk, "2026-03-01", &["2026-03-10"]);
        first.planned = Some(drafted.dialogues[0]);
        let first = desk.act("first", first).await.expect("it is announced");
        assert_eq!(states(&desk, drafted.plan).await[0], state(1, "planned"));
        desk.act("h1", hold(first.sessions[0])).await.expect("it is held");
        assert_eq!(states(&desk, drafted.plan).await[0], state(1, "held"));
        // The one that was opened at once is linked afterwards.
        let link = |planned, dialogue| PlanAs { dialogue, planned: Some(planned), happened_on: day("2026-09-11") };
        refused(desk.act("taken", link(drafted.dialogues[0], desk.dialogue)).await, &Refusal::AlreadyDone);
        refused(desk.act("other", link(1, desk.dialogue)).await, &Refusal::NotAChoice { field: "planned" });
        desk.act("link", link(drafted.dialogues[2], desk.dialogue)).await.expect("it is linked");
        let expected = [state(1, "held"), state(1, "planned"), state(1, "held")];
        assert_eq!(states(&desk, drafted.plan).await, expected);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_becomes_a_case_of_the_body_that_got_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let letter = Register {
            organisation: desk.by.organisation,
            series: "Đơn thư".to_owned(),
            number: "12".to_owned(),
            received_on: day("2026-05-04"),
            words: "Đề nghị xem lại ranh giới đất.".to_owned(),
            no_denunciation: false,
            name: "Ông Cao Văn Bậc".to_owned(),
            contact: String::new(),
            address: String::new(),
            territory: Some(desk.village),
            field: "01".to_owned(),
            kind: Kind::Complaint,
            entry: Entry::default(),
        };
        let new = desk.act("letter", letter.clone()).await.expect("it is entered");
        let case = desk.case(new.case).await;
        assert_eq!(
            (case.raised_on, case.dialogue, case.accountable_id),
            (day("2026-05-04"), None, desk.by.organisation)
        );
        // A number that is there twice is shown, not refused.
        desk.act("twice", letter.clone()).await.expect("it is entered");
        let mut read = desk.store.reader().await.expect("a reader");
        let first = store::letter::of_number(&mut read, desk.by.organisation, ("Đơn thư", "12"), 2026, None).await;
        assert_eq!(first.expect("reads"), Some(new.letter));
        // What was written is fixed on its receipt; typed by mistake it is struck.
        let revise = Revise {
            submission: new.submission,
            version: 1,
            words: "Khác.".to_owned(),
            no_denunciation: false,
            territory: None,
            field: String::new(),
            kind: None,
        };
        refused(desk.act("revise", revise).await, &Refusal::TextsFixed);
        let reason = "Nhập hai lần".to_owned();
        desk.act("strike", Strike { submission: new.submission, reason }).await.expect("it is struck");
        assert_eq!(desk.case(new.case).await.handling, "struck");
        let wrong = Register { words: String::new(), ..letter.clone() };
        refused(desk.act("words", wrong).await, &Refusal::Missing { field: "words" });
        let wrong = Register { received_on: day("2026-09-12"), ..letter };
        refused(desk.act("future", wrong).await, &Refusal::HappenedInFuture { today: day("2026-09-11") });
        desk.verify().await;
    })
    .await;
}
