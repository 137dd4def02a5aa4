//! One sentence through the house: raised at the desk, answered on the spot, corrected, struck, counted.

mod amended;
mod beside;
mod followed;
pub(crate) mod handled;
mod recounted;
mod registered;
mod rules;
mod rules_refused;
mod together;
mod years;

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, Secrets, Visit};
use acts::case::{Answer, AnswerOnTheSpot, Answered, ReadIdentity, SpotResult};
use acts::submission::{Mark, Mode, Raise, Revise};
use acts::{By, Office, Stop, dialogue, organisation, term};
use domain::day::{Day, Instant};
use domain::event::{Event, Kind, Subject};
use domain::refusal::Refusal;
use store::figure::{self, Population};
use store::{Act, Store, case, submission};

use crate::support::both;

pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// A commune with one village, one official, and a dialogue that is open.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) office: Office,
    pub(crate) by: By,
    pub(crate) village: i64,
    pub(crate) dialogue: i64,
    pub(crate) session: i64,
    pub(crate) term: i64,
}

/// Spoils an opinion that was right.
type Spoil = fn(&mut Raise);

pub(crate) const HELD: &str = "2026-09-11";

impl Desk {
    pub(crate) async fn open(store: Store) -> Self {
        store.move_today(day(HELD)).await.expect("a simulated database");
        let office = Office::new(&store);
        let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
        let at = store::clock::machine();
        let first = account::first_code(&office, &secrets, at).await.expect("reads").expect("nobody is here");
        let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
        let typed = Beginning {
            code: first.code,
            place: BeginPlace::Own {
                level: "commune".to_owned(), code: "MP001".to_owned(), name: "Xã Mẫu".to_owned()
            },
            bodies: Bodies::OnlyCommittee { name: "UBND xã Mẫu".to_owned() },
            person: "Trần Thị Mận".to_owned(),
            login: "man".to_owned(),
            password: "mot-cau-du-dai-de-nho".to_owned(),
        };
        let (begun, ..) = account::begin(&office, &secrets, "begin", &typed, &visit).await.expect("it begins");
        let by = begun.by();
        let mut desk = Self { store, office, by, village: 0, dialogue: 0, session: 0, term: 0 };
        let (organisation, from) = (by.organisation, day("2026-01-01"));
        let name = "Thôn Bến Sen".to_owned();
        desk.village =
            desk.act("seed-v", organisation::AddVillage { organisation, name, from }).await.expect("a village");
        let (person, post) = (term::Person::New("Đinh Quang Sáng".to_owned()), "chairman".to_owned());
        let begun = desk.act("seed-t", term::Begin { organisation, person, post, from }).await.expect("a term");
        desk.term = begun.term;
        let open = dialogue::Open {
            organisation,
            title: "Nước sạch".to_owned(),
            chair: Some(desk.term),
            deputy_reason: String::new(),
            held_on: day(HELD),
            territory: Some(desk.village),
            place: "Nhà văn hóa".to_owned(),
        };
        let opened = desk.act("seed-d", open).await.expect("a dialogue");
        (desk.dialogue, desk.session) = (opened.dialogue, opened.session);
        desk
    }

    pub(crate) async fn act<A: Act>(&self, key: &str, act: A) -> Result<A::Answer, Stop> {
        Ok(self.office.act(self.by, key, act).await?.answer)
    }

    pub(crate) fn opinion(&self, words: &str) -> Raise {
        Raise {
            session: self.session,
            turn: None,
            words: words.to_owned(),
            no_denunciation: false,
            name: "Bà Hồ Thị Sim".to_owned(),
            contact: "0900 000 001".to_owned(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: Some(self.village),
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            mark: Mark::None,
            answer: None,
            slip: None,
            draft: false,
        }
    }

    pub(crate) async fn answer(&self, key: &str, case: i64, result: SpotResult) -> Result<Answered, Stop> {
        let version = self.case(case).await.version;
        let answer = spoken(self.term, result);
        self.act(key, AnswerOnTheSpot { case, version, points: Vec::new(), happened_on: None, answer }).await
    }

    pub(crate) async fn case(&self, id: i64) -> case::CaseRow {
        case::find(&mut self.store.reader().await.expect("a reader"), id).await.expect("reads").expect("is there")
    }

    /// Cases by outcome, on a day as recorded by the end of another.
    async fn counts(&self, state_on: &str, as_of: Instant) -> Vec<(String, i64)> {
        let population = Population {
            below: true,
            scope: self.by.organisation,
            from: day("2026-01-01"),
            to: day("2026-12-31"),
            state_on: day(state_on),
            as_of,
        };
        let mut read = self.store.reader().await.expect("a reader");
        let counts = figure::cases(&mut read, &population).await.expect("reads");
        // Every number opens exactly that many rows.
        for count in &counts {
            let rows = figure::list(&mut read, &population, &[&count.outcome], None, None, 500).await.expect("reads");
            assert_eq!(i64::try_from(rows.rows.len()).expect("few"), count.n, "{}", count.outcome);
        }
        counts.into_iter().map(|count| (count.outcome, count.n)).collect()
    }

    pub(crate) async fn verify(&self) {
        let verified = store::history::verify(&mut self.store.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

fn spoken(term: i64, result: SpotResult) -> Answer {
    Answer {
        answered_by: Some(term),
        speaker: String::new(),
        result,
        by_on: (result == SpotResult::Promised).then(|| day("2026-09-30")),
        words: "Xã đã cho kiểm tra.".to_owned(),
        ground: if result == SpotResult::CannotBeDone { "Chưa bố trí vốn.".to_owned() } else { String::new() },
    }
}

fn now() -> Instant {
    Instant::end_of(day("2026-12-31"))
}

fn n(outcome: &str, n: i64) -> (String, i64) {
    (outcome.to_owned(), n)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_becomes_a_case_is_answered_and_counted() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        desk.act("r2", desk.opinion("Rác đầy.")).await.expect("it is raised");
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 2)]);
        desk.answer("a1", raised.case, SpotResult::Explained).await.expect("it is answered");
        assert_eq!(desk.case(raised.case).await.handling, "answered");
        assert_eq!(desk.case(raised.case).await.clock, "stopped");
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 1), n("resolved", 1)]);
        let again = desk.answer("a2", raised.case, SpotResult::Done).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::AlreadyAnswered))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_result_counts_as_the_definition_says() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        for (at, (result, outcome)) in [
            (SpotResult::Done, "resolved"),
            (SpotResult::Explained, "resolved"),
            (SpotResult::CannotBeDone, "resolved.cannot"),
            (SpotResult::Promised, "in_progress"),
        ]
        .into_iter()
        .enumerate()
        {
            let mut opinion = desk.opinion("Một việc.");
            opinion.answer = Some(spoken(desk.term, result));
            let raised = desk.act(&format!("r{at}"), opinion).await.expect("raised and answered in one act");
            let history =
                store::event::history(&mut desk.store.reader().await.expect("a reader"), Subject::Case, raised.case)
                    .await
                    .expect("reads");
            let verdict = domain::outcome::outcome(&history, day(HELD), now()).expect("it was raised");
            assert_eq!(verdict.as_str(), outcome, "{result:?}");
        }
        // The day after the promised one, without a new act, the promise is overdue.
        let later = desk.counts("2026-10-01", now()).await;
        assert_eq!(later, [n("in_progress.overdue", 1), n("resolved", 2), n("resolved.cannot", 1)]);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_matter_of_the_same_speaker_shares_the_turn() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let first = desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        let mut second = desk.opinion("Rác đầy.");
        second.turn = Some(first.turn);
        let second = desk.act("r2", second).await.expect("it is raised");
        assert_eq!(second.turn, first.turn);
        assert_ne!(second.case, first.case);
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
        assert_eq!(rows.iter().map(|row| (row.turn_no, row.no)).collect::<Vec<_>>(), [(1, 2), (1, 1)]);
        let mut foreign = desk.opinion("x");
        foreign.turn = Some(first.case);
        assert!(matches!(desk.act("r3", foreign).await, Err(Stop::Refused(Refusal::NotThere))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_keeps_every_version_and_refuses_a_stale_one() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đuc.")).await.expect("it is raised");
        let revise = Revise {
            submission: raised.submission,
            version: 1,
            words: "Nước đục.".to_owned(),
            no_denunciation: false,
            territory: None,
            field: "02".to_owned(),
            kind: Some(Kind::Initiative),
        };
        desk.act("v", revise.clone()).await.expect("it is revised");
        assert!(matches!(desk.act("v2", revise).await, Err(Stop::Refused(Refusal::Conflict))));
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
        assert_eq!((rows[0].body.as_deref(), rows[0].version, rows[0].field.as_str()), (Some("Nước đục."), 2, "02"));
        assert_eq!(rows[0].kind, "initiative");
        let history = store::event::history(&mut read, Subject::Submission, raised.submission).await.expect("reads");
        assert_eq!(history.last().map(|event| event.event.act()), Some("submission.kind_set"));
        for (query, found) in [("nuoc duc", 1), ("đục", 1), ("nước đuc", 1), ("rac", 0)] {
            let hits = store::search::find(&mut read, &[desk.by.organisation], query).await.expect("reads");
            assert_eq!(hits.len(), found, "{query}");
        }
        assert!(store::search::find(&mut read, &[1], "nuoc",).await.expect("reads").is_empty(), "another body's");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_shown_to_its_typist_and_opened_by_an_act_that_stays() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let mut read = desk.store.reader().await.expect("a reader");
        let own = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
        assert_eq!(own[0].name.as_deref(), Some("Bà Hồ Thị Sim"));
        let other = submission::at_desk(&mut read, desk.session, desk.by.account + 1, 10).await.expect("reads");
        assert_eq!(other[0].name, None);
        desk.act("i", ReadIdentity { case: raised.case }).await.expect("it is opened");
        let history = store::event::history(&mut read, Subject::Case, raised.case).await.expect("reads");
        assert_eq!(history.last().map(|event| event.event.act()), Some("case.identity_read"));
        for event in &history {
            assert!(!event.event.data().contains("Sim"), "no name in an event");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_refused_with_its_field_and_keeps_nothing() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let wrong: [(&str, Spoil, Refusal); 6] = [
            ("no words", |raise| raise.words = "  ".to_owned(), Refusal::Missing { field: "words" }),
            ("long words", |raise| raise.words = "a".repeat(10_001), Refusal::TooLong { field: "words", most: 10_000 }),
            ("foreign village", |raise| raise.territory = Some(1), Refusal::NotAChoice { field: "village" }),
            ("no such field", |raise| raise.field = "77".to_owned(), Refusal::NotAChoice { field: "field" }),
            ("long name", |raise| raise.name = "a".repeat(201), Refusal::TooLong { field: "who", most: 200 }),
            ("no such session", |raise| raise.session = 1, Refusal::NotThere),
        ];
        for (at, spoil, expected) in wrong {
            let mut raise = desk.opinion("Nước đục.");
            spoil(&mut raise);
            match desk.act(at, raise).await {
                Err(Stop::Refused(refusal)) => assert_eq!(refusal, expected, "{at}"),
                other => panic!("{at}: {other:?}"),
            }
        }
        assert_eq!(desk.counts(HELD, now()).await, []);
        let rows =
            submission::at_desk(&mut desk.store.reader().await.expect("a reader"), desk.session, desk.by.account, 10)
                .await
                .expect("reads");
        assert!(rows.is_empty());
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_without_a_grant_learns_nothing() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let stranger = By { account: 1, actor: 1, organisation: desk.by.organisation };
        let answer = desk.office.act(stranger, "x", desk.opinion("Rác đầy.")).await;
        assert!(matches!(answer, Err(Stop::Refused(Refusal::NotThere))));
        let answer = desk.office.act(stranger, "y", ReadIdentity { case: raised.case }).await;
        assert!(matches!(answer, Err(Stop::Refused(Refusal::NotThere))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_holds_a_sentence() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut opinion = desk.opinion("Một câu chỉ có ở đây.");
        opinion.answer = Some(spoken(desk.term, SpotResult::CannotBeDone));
        let raised = desk.act("r", opinion).await.expect("it is raised");
        let mut read = desk.store.reader().await.expect("a reader");
        for (subject, id) in [(Subject::Case, raised.case), (Subject::Submission, raised.submission)] {
            for event in store::event::history(&mut read, subject, id).await.expect("reads") {
                let data = event.event.data();
                assert!(!data.contains("chỉ có") && !data.contains("vốn"), "{data}");
                assert!(!matches!(event.event, Event::Struck { .. }));
            }
        }
    })
    .await;
}

/// One submission, its case, events, spans, clock and search row, BEGIN and COMMIT among them; the look-up of the
/// account session is one more. On `PostgreSQL` BEGIN travels together with the lock of the time: sixteen in all.
#[tokio::test(flavor = "multi_thread")]
async fn one_submission_takes_fourteen_messages_beside_its_session_check() {
    both(async |at, store| {
        let desk = Desk::open(store).await;
        desk.act("warm", desk.opinion("Một.")).await.expect("it is raised");
        let before = desk.store.statements();
        desk.act("r", desk.opinion("Hai.")).await.expect("it is raised");
        let took = desk.store.statements() - before;
        assert!(took <= 14, "{}: {took} statements", at.engine());
    })
    .await;
}
