//! A dialogue between its announcement and its conclusion: sessions set anew, who came, the agenda, another chair; and the
//! clock of a letter.

mod grown;

use acts::Stop;
use acts::dialogue::{
    Announce, Announcement, Attend, BeginSession, Conclude, HoldSession, Open, Session, SetAgenda, SetSession, Themed,
};
use acts::letter::{Entry, Register};
use acts::term;
use domain::dialogue::{Audience, Duty, Form, ThemeKind};
use domain::event::Kind;
use domain::refusal::Refusal;
use store::case;
use store::dialogue::{self, session};

use crate::desk::{Desk, day};
use crate::support::both;

/// The day on which it is announced.
const ANNOUNCED: &str = "2026-09-01";

fn sitting(desk: &Desk, on: &str) -> Session {
    Session {
        on: day(on),
        territory: Some(desk.village),
        place: "Nhà văn hóa".to_owned(),
        chair: Some(desk.term),
        deputy_reason: String::new(),
    }
}

fn announce(desk: &Desk, days: &[&str]) -> Announce {
    Announce {
        organisation: desk.by.organisation,
        title: "Chợ Bến Sen".to_owned(),
        duties: vec![Duty::Chairman, Duty::Thematic],
        audience: Audience::Members,
        members_of: Some(desk.by.organisation),
        form: Form::Online,
        planned: None,
        sessions: days.iter().map(|on| sitting(desk, on)).collect(),
        happened_on: day(ANNOUNCED),
    }
}

async fn announced(desk: &Desk, days: &[&str]) -> Announcement {
    desk.act("announce", announce(desk, days)).await.expect("it is announced")
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_last_of_who_came_counts() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let new = announced(&desk, &["2026-09-08"]).await;
        let session = new.sessions[0];
        let attend = |attendance: &[(Audience, i64)], bodies: &[i64]| Attend {
            session,
            attendance: attendance.to_vec(),
            bodies: bodies.to_vec(),
        };
        let own = desk.by.organisation;
        refused(desk.act("early", attend(&[], &[own])).await, &Refusal::DialogueNotOpen);
        desk.act("begin", BeginSession { session }).await.expect("it begins");
        let wrong = attend(&[(Audience::Youth, -1)], &[]);
        refused(desk.act("negative", wrong).await, &Refusal::Unreadable { field: "attendance" });
        let twice = attend(&[(Audience::Youth, 1), (Audience::Youth, 2)], &[]);
        refused(desk.act("twice", twice).await, &Refusal::AlreadyThere { field: "attendance" });
        refused(desk.act("foreign", attend(&[], &[1])).await, &Refusal::NotAChoice { field: "bodies" });
        let hold =
            HoldSession { session, happened_on: Some(day("2026-09-10")), attendance: vec![(Audience::Youth, 9)] };
        desk.act("hold", hold).await.expect("it ends two days later");
        desk.act("again", attend(&[(Audience::Residents, 80)], &[own, own])).await.expect("who came is said");
        let mut read = desk.store.reader().await.expect("a reader");
        let came = session::attendance(&mut read, session).await.expect("reads");
        assert_eq!(came, [("residents".to_owned(), 80)]);
        let present = session::bodies(&mut read, new.dialogue).await.expect("reads");
        assert_eq!(present.iter().map(|(of, body, _)| (*of, *body)).collect::<Vec<_>>(), [(session, own)]);
        drop(read);
        let conclude = Conclude {
            dialogue: new.dialogue,
            happened_on: day("2026-09-11"),
            minutes_signed_on: Some(day("2026-09-11")),
            no_minutes: String::new(),
        };
        desk.act("conclude", conclude).await.expect("it is concluded");
        refused(desk.act("late", attend(&[], &[])).await, &Refusal::AlreadyDone);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_agenda_stays_the_theme_it_was() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let agenda = |lines: &[(&str, ThemeKind)]| SetAgenda {
            dialogue: desk.dialogue,
            themes: lines.iter().map(|(title, kind)| Themed { kind: *kind, title: (*title).to_owned() }).collect(),
            happened_on: day("2026-09-11"),
        };
        let read_it = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            let rows = dialogue::agenda(&mut read, desk.dialogue).await.expect("reads");
            rows.into_iter().map(|row| (row.id, row.title.unwrap_or_default())).collect::<Vec<_>>()
        };
        let (water, market) = (("Nước sạch", ThemeKind::Matter), ("Chợ mới", ThemeKind::Matter));
        desk.act("first", agenda(&[water, ("Luật Đất đai", ThemeKind::Policy)])).await.expect("it is set");
        let before = read_it().await;
        assert_eq!(before.iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>(), ["Nước sạch", "Luật Đất đai"]);
        desk.act("second", agenda(&[market, water])).await.expect("it is set anew");
        let after = read_it().await;
        assert_eq!(after[1], before[0], "the same words are the same theme");
        assert_eq!((after.len(), after[0].1.as_str()), (2, "Chợ mới"));
        refused(desk.act("blank", agenda(&[(" ", ThemeKind::Matter)])).await, &Refusal::Missing { field: "themes" });
        let many = vec![water; acts::dialogue::AGENDA + 1];
        let refusal = Refusal::TooMany { field: "themes", most: acts::dialogue::AGENDA };
        refused(desk.act("many", agenda(&many)).await, &refusal);
        desk.act("none", agenda(&[])).await.expect("it is emptied");
        assert_eq!(read_it().await, []);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_to_come_is_set_anew_and_one_that_began_is_not() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let new = announced(&desk, &["2026-09-08", "2026-09-20"]).await;
        let set = |id, on: &str, chair| SetSession {
            id,
            session: Session { chair, territory: None, place: "Sân đình".to_owned(), ..sitting(&desk, on) },
            happened_on: day("2026-09-10"),
        };
        let early = Refusal::TooEarly { field: "session", earliest: day("2026-09-10") };
        refused(desk.act("early", set(new.sessions[1], "2026-09-09", None)).await, &early);
        desk.act("set", set(new.sessions[1], "2026-09-25", None)).await.expect("it is set anew");
        desk.act("begin", BeginSession { session: new.sessions[0] }).await.expect("the first one begins");
        refused(desk.act("begun", set(new.sessions[0], "2026-09-11", None)).await, &Refusal::DialogueAlreadyOpen);
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = session::shown(&mut read, new.dialogue).await.expect("reads");
        let second = &rows[1];
        assert_eq!(
            (second.row.held_on, second.row.chair, second.hall.as_deref()),
            (day("2026-09-25"), None, Some("Sân đình"))
        );
        let detail = dialogue::detail(&mut read, new.dialogue).await.expect("reads").expect("is there");
        assert_eq!((detail.form.as_str(), detail.audience.as_str()), ("online", "members"));
        assert_eq!(detail.members_of.map(|(id, _)| id), Some(desk.by.organisation));
        drop(read);
        let wrong = Announce { members_of: Some(1), ..announce(&desk, &["2026-09-20"]) };
        refused(desk.act("members", wrong).await, &Refusal::NotAChoice { field: "members_of" });
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_starts_the_clock_until_its_sender_is_told() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let letter = Register {
            organisation: desk.by.organisation,
            series: String::new(),
            number: "12".to_owned(),
            received_on: day("2026-09-11"),
            words: "Đề nghị xem lại ranh giới đất.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            address: String::new(),
            territory: None,
            field: "01".to_owned(),
            kind: Kind::Recommendation,
            entry: Entry::default(),
        };
        let new = desk.act("letter", letter).await.expect("it is entered");
        let spoken = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let mut read = desk.store.reader().await.expect("a reader");
        let by_letter = case::clocks(&mut read, new.case).await.expect("reads");
        let at_desk = case::clocks(&mut read, spoken.case).await.expect("reads");
        let said = |clocks: &[case::ClockRow]| {
            clocks.iter().map(|clock| (clock.kind.clone(), clock.due_on, clock.rule_version)).collect::<Vec<_>>()
        };
        assert_eq!(by_letter.len(), 2);
        assert_eq!(said(&by_letter), said(&at_desk), "as at the desk on that day");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_that_is_opened_at_once_says_why_a_deputy_chairs_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (organisation, person) = (desk.by.organisation, term::Person::New("Lò Thị Mai Hạ".to_owned()));
        let post = "deputy".to_owned();
        let begin = term::Begin { organisation, person, post, from: day("2026-01-01") };
        let chair = Some(desk.act("deputy", begin).await.expect("a term").term);
        let opened = |reason: &str| Open {
            organisation,
            title: "Đường thôn".to_owned(),
            chair,
            deputy_reason: reason.to_owned(),
            held_on: day("2026-09-10"),
            territory: Some(desk.village),
            place: String::new(),
        };
        refused(desk.act("no reason", opened(" ")).await, &Refusal::Missing { field: "deputy_reason" });
        let new = desk.act("with reason", opened("Chủ tịch đi họp ở tỉnh")).await.expect("it is opened");
        let mut read = desk.store.reader().await.expect("a reader");
        let shown = session::shown(&mut read, new.dialogue).await.expect("reads").remove(0);
        assert_eq!(shown.deputy_reason.as_deref(), Some("Chủ tịch đi họp ở tỉnh"));
        assert_eq!(shown.chair, Some(("Lò Thị Mai Hạ".to_owned(), "deputy".to_owned())));
    })
    .await;
}
