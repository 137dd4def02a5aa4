//! Minutes of sessions: signed on paper, scanned, not taken with a reason; and the words that they fix.

mod beside;
mod scanned;

use acts::Stop;
use acts::dialogue::{AddSession, Attend, BeginSession, Conclude, HoldSession, Open, Session};
use acts::event;
use acts::minutes::{NoteCorrection, ReadSpeakers, Sign, Take, Waive};
use acts::submission::{Raise, Raised, Revise};
use domain::event::{DialogueEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::minutes::{self, MinutesRow};

use crate::desk::{Desk, HELD, day};
use crate::support::both;

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

fn taken(session: i64) -> Take {
    Take {
        seen: None,
        session,
        began: Some(450),
        ended: Some(660),
        secretary: "Lê Thị Ghi, công chức Văn phòng".to_owned(),
        conclusion: "Giao Phòng Kinh tế kiểm tra.\nBáo cáo trước ngày 30.".to_owned(),
        read_back: true,
    }
}

impl Desk {
    /// A second session of the dialogue on the same day, which has begun.
    async fn second(&self) -> i64 {
        let session = Session {
            on: day(HELD),
            territory: Some(self.village),
            place: String::new(),
            chair: Some(self.term),
            deputy_reason: String::new(),
        };
        let add = AddSession { dialogue: self.dialogue, session, happened_on: day(HELD) };
        let second = self.act("second", add).await.expect("it is set");
        self.act("begin", BeginSession { session: second }).await.expect("it begins");
        second
    }

    async fn raised_at(&self, key: &str, session: i64) -> Result<Raised, Stop> {
        self.act(key, Raise { session, ..self.opinion(key) }).await
    }

    async fn revise(&self, key: &str, submission: i64, version: i64) -> Result<(), Stop> {
        let (words, field) = ("Nước đục quá.".to_owned(), "05".to_owned());
        self.act(key, Revise { submission, version, words, no_denunciation: false, territory: None, field, kind: None })
            .await
    }

    async fn note(&self, key: &str, submission: i64, on: &str) -> Result<i64, Stop> {
        let note = NoteCorrection {
            submission,
            words: "Là 12 hộ, không phải 20.".to_owned(),
            no_denunciation: false,
            happened_on: day(on),
        };
        self.act(key, note).await
    }

    async fn hold(&self, key: &str, session: i64) {
        let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
        self.act(key, hold).await.expect("it ends");
    }

    async fn sign(&self, key: &str, session: i64, on: &str) -> Result<(), Stop> {
        self.act(key, Sign { session, happened_on: day(on) }).await
    }

    async fn minutes(&self) -> Vec<MinutesRow> {
        minutes::of_dialogue(&mut self.store.reader().await.expect("a reader"), self.dialogue).await.expect("reads")
    }

    async fn happened(&self) -> Vec<(i64, DialogueEvent)> {
        let mut read = self.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Dialogue, self.dialogue).await.expect("reads");
        let of_dialogue = |event: domain::event::Recorded| match event.event {
            Event::Dialogue(happened) => Some((event.id, happened)),
            _ => None,
        };
        events.into_iter().filter_map(of_dialogue).collect()
    }

    fn conclude(&self, signed_on: Option<&str>, no_minutes: &str) -> Conclude {
        Conclude {
            dialogue: self.dialogue,
            happened_on: day(HELD),
            minutes_signed_on: signed_on.map(day),
            no_minutes: no_minutes.to_owned(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signed_minutes_fix_the_words_of_their_session_and_of_no_other() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (first, second) = (desk.session, desk.second().await);
        let here = desk.raised_at("r1", first).await.expect("it is raised");
        let there = desk.raised_at("r2", second).await.expect("it is raised");
        desk.act("take", taken(first)).await.expect("they are taken");
        refused(desk.note("n0", here.submission, HELD).await, &Refusal::TextsOpen);
        refused(desk.sign("s0", first, HELD).await, &Refusal::DialogueNotHeld);
        desk.hold("hold", first).await;
        refused(desk.sign("s1", first, "2026-09-10").await, &Refusal::HappenedBefore { earliest: day(HELD) });
        let future = Refusal::HappenedInFuture { today: day(HELD) };
        refused(desk.sign("s2", first, "2026-09-12").await, &future);
        desk.sign("s3", first, HELD).await.expect("they are signed");
        refused(desk.sign("s4", first, HELD).await, &Refusal::AlreadyDone);
        refused(desk.act("take-2", taken(first)).await, &Refusal::MinutesSigned);
        refused(desk.act("waive", Waive { session: first, reason: "Ngắn".to_owned() }).await, &Refusal::MinutesSigned);
        refused(desk.revise("v1", here.submission, 1).await, &Refusal::TextsFixed);
        refused(desk.raised_at("r3", first).await, &Refusal::MinutesSigned);
        let attend = Attend { session: first, attendance: Vec::new(), bodies: Vec::new() };
        refused(desk.act("attend", attend).await, &Refusal::MinutesSigned);
        desk.note("n1", here.submission, HELD).await.expect("a correction is noted");
        desk.revise("v2", there.submission, 1).await.expect("the other session goes on");
        refused(desk.note("n2", there.submission, HELD).await, &Refusal::TextsOpen);
        let rows = desk.minutes().await;
        assert_eq!((rows[0].signed_on, rows[1].signed_on), (Some(day(HELD)), None));
        assert_eq!((rows[0].began, rows[0].ended, rows[0].read_back), (Some(450), Some(660), true));
        assert_eq!(rows[0].secretary.as_deref(), Some("Lê Thị Ghi, công chức Văn phòng"));
        let mut read = desk.store.reader().await.expect("a reader");
        let notes = minutes::notes_of_session(&mut read, first).await.expect("reads");
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].words.as_deref(), Some("Là 12 hộ, không phải 20."));
        drop(read);
        // What was recorded by mistake is struck, and the words can be written anew.
        let signed = |(id, event): (i64, DialogueEvent)| {
            matches!(event, DialogueEvent::SessionMinutesSigned { .. }).then_some(id)
        };
        let signed = desk.happened().await.into_iter().find_map(signed).expect("the signing");
        desk.act("strike", event::Strike { event: signed, reason: "Nhập nhầm buổi".to_owned() }).await.expect("struck");
        assert_eq!(desk.minutes().await[0].signed_on, None);
        desk.revise("v3", here.submission, 1).await.expect("the words are open again");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_that_contradict_themselves_are_refused() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let with = |began, ended| Take { began, ended, ..taken(desk.session) };
        refused(desk.act("t1", with(Some(660), Some(450))).await, &Refusal::EndsBeforeBegin { field: "ended" });
        refused(desk.act("t2", with(Some(1440), None)).await, &Refusal::Unreadable { field: "began" });
        refused(desk.act("t3", with(None, Some(-1))).await, &Refusal::Unreadable { field: "ended" });
        let long = Take { secretary: "x".repeat(201), ..taken(desk.session) };
        refused(desk.act("t4", long).await, &Refusal::TooLong { field: "secretary", most: 200 });
        refused(desk.act("t5", taken(1)).await, &Refusal::NotThere);
        desk.act("t6", taken(desk.session)).await.expect("they are taken");
        desk.act("t7", with(None, None)).await.expect("and taken anew");
        assert_eq!(desk.minutes().await[0].began, None);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_is_concluded_with_the_minutes_of_each_session_or_a_reason() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (first, second) = (desk.session, desk.second().await);
        desk.hold("h1", first).await;
        desk.hold("h2", second).await;
        let missing = Refusal::Missing { field: "no_minutes" };
        refused(desk.act("c1", desk.conclude(None, " ")).await, &missing);
        desk.sign("sign", first, HELD).await.expect("they are signed");
        refused(desk.act("c2", desk.conclude(None, "")).await, &missing);
        refused(
            desk.act("w1", Waive { session: second, reason: " ".to_owned() }).await,
            &Refusal::Missing { field: "reason" },
        );
        let waive = Waive { session: second, reason: "Buổi khảo sát tại hiện trường".to_owned() };
        desk.act("w2", waive).await.expect("none are taken");
        desk.act("c3", desk.conclude(None, "")).await.expect("every session has the one or the other");
        let mut read = desk.store.reader().await.expect("a reader");
        let (grant, _) = may(&mut read, desk.by, Right::DialogueRead, Of::Organisation(desk.by.organisation))
            .await
            .expect("a grant");
        let without = minutes::without(&mut read, &grant, day("2026-01-01"), 20).await.expect("reads");
        let [row] = without.as_slice() else { panic!("{without:?}") };
        assert_eq!((row.session, row.reason.as_str()), (second, "Buổi khảo sát tại hiện trường"));
        drop(read);
        let signing = |(id, event): (i64, DialogueEvent)| {
            let of = |event: &DialogueEvent| {
                matches!(
                    event,
                    DialogueEvent::SessionMinutesSigned { .. } | DialogueEvent::SessionWithoutMinutes { .. }
                )
            };
            of(&event).then_some(id)
        };
        for (at, event) in desk.happened().await.into_iter().filter_map(signing).enumerate() {
            let strike = event::Strike { event, reason: "Thử".to_owned() };
            refused(desk.act(&format!("strike-{at}"), strike).await, &Refusal::LaterStands);
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conclusion_signs_or_waives_what_is_open_at_once() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let second = desk.second().await;
        desk.hold("h1", desk.session).await;
        desk.hold("h2", second).await;
        let early = Refusal::TooEarly { field: "minutes_signed_on", earliest: day(HELD) };
        refused(desk.act("c1", desk.conclude(Some("2026-09-10"), "")).await, &early);
        desk.act("c2", desk.conclude(Some(HELD), "")).await.expect("it is concluded");
        assert!(desk.minutes().await.iter().all(|row| row.signed_on == Some(day(HELD))));
        desk.verify().await;
    })
    .await;
    both(async |_, store| {
        let desk = Desk::open(store).await;
        desk.hold("h1", desk.session).await;
        desk.act("c1", desk.conclude(None, "Họp ngắn")).await.expect("it is concluded");
        let rows = desk.minutes().await;
        assert_eq!((rows[0].signed_on, rows[0].reason.as_deref()), (None, Some("Họp ngắn")));
        // The paper that turns up afterwards is recorded all the same.
        desk.sign("late", desk.session, HELD).await.expect("they are signed");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_fixed_when_the_days_of_the_rule_are_over_and_never_for_typing_late() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.raised_at("r1", desk.session).await.expect("it is raised");
        desk.hold("hold", desk.session).await;
        // A session of last month that is typed today.
        let open = Open {
            organisation: desk.by.organisation,
            title: "Đường thôn".to_owned(),
            chair: None,
            held_on: day("2026-08-03"),
            territory: None,
            place: String::new(),
            deputy_reason: String::new(),
        };
        let old = desk.act("open", open).await.expect("a dialogue");
        let late = desk.raised_at("r2", old.session).await.expect("it is raised");
        desk.hold("hold-old", old.session).await;
        // Friday and three working days: Wednesday is the last.
        desk.store.move_today(day("2026-09-16")).await.expect("moves");
        desk.revise("v1", raised.submission, 1).await.expect("it is the last day");
        desk.revise("v2", late.submission, 1).await.expect("it was typed on Friday");
        refused(desk.note("n1", raised.submission, "2026-09-16").await, &Refusal::TextsOpen);
        desk.store.move_today(day("2026-09-17")).await.expect("moves");
        refused(desk.revise("v3", raised.submission, 2).await, &Refusal::TextsFixed);
        let early = Refusal::HappenedBefore { earliest: day(HELD) };
        refused(desk.note("n2", raised.submission, "2026-09-10").await, &early);
        desk.note("n3", raised.submission, "2026-09-17").await.expect("a correction is noted");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_names_of_who_spoke_are_opened_by_an_act_that_is_recorded() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        desk.raised_at("r1", desk.session).await.expect("it is raised");
        desk.act("read", ReadSpeakers { session: desk.session }).await.expect("they are opened");
        assert!(
            desk.happened()
                .await
                .iter()
                .any(|(_, event)| *event == DialogueEvent::SpeakersRead { session: desk.session })
        );
        let mut read = desk.store.reader().await.expect("a reader");
        let of = Of::Dialogue(desk.dialogue);
        let (grant, _) = may(&mut read, desk.by, Right::CaseReadIdentity, of).await.expect("a grant");
        let names = minutes::speakers(&mut read, &grant, desk.session).await.expect("reads");
        assert_eq!(names, [(1, "Bà Hồ Thị Sim".to_owned())]);
        let (grant, _) = may(&mut read, desk.by, Right::DialogueRead, of).await.expect("a grant");
        assert_eq!(minutes::speakers(&mut read, &grant, desk.session).await.expect("reads"), []);
        drop(read);
        desk.verify().await;
    })
    .await;
}
