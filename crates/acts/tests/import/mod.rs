//! Tables that are taken over: hidden until they are complete, written once, taken back as a whole.

mod channel;
mod checked;
mod forgotten;
mod meetings;
mod named;
mod receivers;
mod schools;
mod settled;
mod told;

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, Secrets, Visit};
use acts::case::Tell;
use acts::import::{
    AddRows, Apply, Begin, Came, Complete, Discard, Looked, Place, Row, Start, Undo, Ways, carry_on, carry_on_all,
    check, split, take_in,
};
use acts::{Office, Stop};
use domain::day::{Day, Instant};
use domain::event::{ContactWay, Kind};
use domain::refusal::Refusal;
use store::figure::results::{self, Asked, Mode, Scope};
use store::grant::{Of, may};
use store::{Store, import, search};

use crate::desk::{Desk, HELD, day};
use crate::support::both;

/// The matters of one commune, with a word that stands nowhere else.
fn rows(desk: &Desk, count: usize) -> Vec<Row> {
    (0..count)
        .map(|at| Row {
            on: day(if at % 2 == 0 { "2026-08-01" } else { "2026-08-15" }),
            words: format!("Kiến nghị quokka {at}"),
            name: "Bà Hồ Thị Sim".to_owned(),
            contact: String::new(),
            place: if at % 3 == 0 { Place::Village(desk.village) } else { Place::Own },
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            came: match at % 5 {
                0 => Came::NotTakenUp,
                1 => Came::InProgress,
                2 => Came::Deferred(None),
                3 => Came::Explained(day("2026-08-20")),
                _ => Came::Done(day("2026-08-21")),
            },
            agency: None,
            agency_words: "Phòng Kinh tế".to_owned(),
            due_on: None,
            answer: "Đã xem xét.".to_owned(),
            beside: String::new(),
            said: acts::import::Said::default(),
        })
        .collect()
}

async fn staged(desk: &Desk, key: &str, rows: Vec<Row>) -> i64 {
    let mut days: Vec<Day> = rows.iter().map(|row| row.on).collect();
    days.sort();
    days.dedup();
    let begin = Begin {
        organisation: desk.by.organisation,
        title: "Tổng hợp wombat".to_owned(),
        held_on: day("2026-08-01"),
        days,
        places: Vec::new(),
        looked: Looked::default(),
        rows: i64::try_from(rows.len()).unwrap(),
        in_place_of: None,
    };
    let import = desk.act(&format!("{key}-b"), begin).await.expect("it is begun").import;
    desk.act(&format!("{key}-r"), AddRows { import, from: 1, rows }).await.expect("rows are kept");
    import
}

async fn started(desk: &Desk, key: &str, rows: Vec<Row>) -> i64 {
    let import = staged(desk, key, rows).await;
    desk.act(&format!("{key}-s"), Start { import }).await.expect("it is started");
    import
}

/// Cases by outcome, dialogues held, submissions, as known at an instant.
async fn figures(desk: &Desk, as_of: Instant) -> (i64, i64, i64, i64, i64) {
    let asked = Asked {
        scope: Scope::Body(desk.by.organisation),
        mode: Mode::Raised,
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        state_on: day(HELD),
        as_of,
    };
    let lines =
        results::count(&mut desk.store.reader().await.expect("a reader"), &asked, "commune").await.expect("counts");
    let total = &lines.iter().find(|line| line.level.is_none()).expect("a total").counts;
    let cases = &total.cases;
    (total.dialogues.held, total.submissions, cases.resolved, cases.in_progress, cases.not_taken_up)
}

/// What lists and search show of the table.
async fn seen(desk: &Desk) -> (usize, usize, usize, usize) {
    let mut read = desk.store.reader().await.expect("a reader");
    let of = Of::Organisation(desk.by.organisation);
    let (grant, _) = may(&mut read, desk.by, domain::permission::Act::CaseRead, of).await.expect("may read");
    let found = search::find_for(&mut read, &grant, "quokka").await.expect("searches").len();
    let titles = search::dialogues(&mut read, &grant, "wombat").await.expect("searches").len();
    let cases = store::case::borne(&mut read, &grant, false, None, 500).await.expect("lists").rows.len();
    let dialogues = store::dialogue::list(&mut read, &grant, None, 500).await.expect("lists").rows.len();
    (found, titles, cases, dialogues)
}

fn end() -> Instant {
    Instant::end_of(day("2026-12-31"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_in_no_list_figure_or_search_until_all_of_it_is_written() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (before, none) = (figures(&desk, end()).await, seen(&desk).await);
        let import = started(&desk, "i", rows(&desk, 40)).await;
        assert_eq!(
            (figures(&desk, end()).await, seen(&desk).await),
            (before, none),
            "its dialogues are there and hidden"
        );
        desk.act("a1", Apply { import, size: 39 }).await.expect("rows are written");
        assert_eq!(
            (figures(&desk, end()).await, seen(&desk).await),
            (before, none),
            "39 of 40 rows are there and hidden"
        );
        let early = desk.act("c1", Complete { import }).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::Conflict))));
        carry_on(&desk.office, import).await.expect("it goes on");
        let (held, raised, resolved, in_progress, not_taken_up) = before;
        let after = (held + 2, raised + 40, resolved + 16, in_progress + 16, not_taken_up + 8);
        assert_eq!(figures(&desk, end()).await, after);
        assert_eq!(seen(&desk).await, (25, 2, none.2 + 40, none.3 + 2));
        let left = import::waiting_count(&mut desk.store.reader().await.unwrap(), import).await.unwrap();
        assert_eq!(left, 0, "what was typed stands in no other table any more");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_by_a_stop_goes_on_and_writes_no_row_twice() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let before = figures(&desk, end()).await;
        let import = started(&desk, "i", rows(&desk, 35)).await;
        desk.act(&format!("import-{import}-1"), Apply { import, size: 16 }).await.expect("a batch");
        // The answer of the batch was lost: whoever goes on asks again under the same key, on two nodes at once.
        desk.act(&format!("import-{import}-1"), Apply { import, size: 16 }).await.expect("replayed");
        let (one, other) = (carry_on_all(&desk.office), carry_on(&desk.office, import));
        let (one, other) = futures_util::future::join(one, other).await;
        one.expect("reads").into_iter().for_each(|(_, went)| went.expect("it goes on"));
        other.expect("it goes on");
        let after = figures(&desk, end()).await;
        assert_eq!((after.0, after.1), (before.0 + 2, before.1 + 35));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_taken_back_as_a_whole_and_counted_as_of_before() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (before, none) = (figures(&desk, end()).await, seen(&desk).await);
        let import = started(&desk, "i", rows(&desk, 10)).await;
        carry_on(&desk.office, import).await.expect("it is written");
        let complete = figures(&desk, end()).await;
        let then = {
            let known = import::dialogues(&mut desk.store.reader().await.unwrap(), import).await.unwrap();
            let mut read = desk.store.reader().await.unwrap();
            let history =
                store::event::history(&mut read, domain::event::Subject::Dialogue, known[1].dialogue).await.unwrap();
            history.last().unwrap().recorded_at
        };
        let reason = desk.act("u0", Undo { import, reason: String::new() }).await;
        assert!(matches!(reason, Err(Stop::Refused(Refusal::Missing { field: "reason" }))));
        desk.act("u1", Undo { import, reason: "Nhầm bảng".to_owned() }).await.expect("it is taken back");
        assert_eq!((figures(&desk, end()).await, seen(&desk).await), (before, none));
        assert_eq!(figures(&desk, then).await, complete, "as it was known before");
        let again = desk.act("u2", Undo { import, reason: "Nhầm bảng".to_owned() }).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::AlreadyDone))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_on_which_others_worked_is_not_taken_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let import = started(&desk, "i", rows(&desk, 3)).await;
        carry_on(&desk.office, import).await.expect("it is written");
        let id = {
            let mut read = desk.store.reader().await.expect("a reader");
            let of = Of::Organisation(desk.by.organisation);
            let (grant, _) = may(&mut read, desk.by, domain::permission::Act::CaseRead, of).await.expect("may read");
            search::find_for(&mut read, &grant, "quokka").await.expect("searches")[0].case
        };
        let version = desk.case(id).await.version;
        // A day later somebody works on it.
        desk.store.move_today(day("2026-09-12")).await.expect("a simulated database");
        let tell = Tell { case: id, version, way: ContactWay::Letter, words: String::new(), happened_on: day(HELD) };
        desk.act("t", tell).await.expect("the person is told");
        let undone = desk.act("u", Undo { import, reason: "Nhầm bảng".to_owned() }).await;
        assert!(matches!(undone, Err(Stop::Refused(Refusal::LaterStands))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_checked_before_anything_of_it_is_written() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let import = staged(&desk, "i", rows(&desk, 2)).await;
        let mut wrong = rows(&desk, 1);
        wrong[0].words.clear();
        let refused = desk.act("w", AddRows { import, from: 2, rows: wrong }).await;
        assert!(matches!(refused, Err(Stop::Refused(Refusal::Missing { field: "words" }))));
        let more = desk.act("m", AddRows { import, from: 3, rows: rows(&desk, 1) }).await;
        assert!(matches!(more, Err(Stop::Refused(Refusal::Unreadable { field: "table" }))));
        let early = desk.act("a", Apply { import, size: 5 }).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::AlreadyDone))));
        let far = Begin {
            looked: Looked::default(),
            organisation: desk.by.organisation,
            title: "Nơi khác".to_owned(),
            held_on: day("2026-08-01"),
            days: vec![day("2026-08-01")],
            places: vec![("commune".to_owned(), "99999".to_owned())],
            rows: 1,
            in_place_of: None,
        };
        let far = desk.act("far", far).await.expect("it is begun").import;
        let incomplete = desk.act("s0", Start { import: far }).await;
        assert!(matches!(incomplete, Err(Stop::Refused(Refusal::Missing { field: "table" }))));
        desk.act("fr", AddRows { import: far, from: 1, rows: rows(&desk, 1) }).await.expect("rows are kept");
        let elsewhere = desk.act("s1", Start { import: far }).await;
        assert!(matches!(elsewhere, Err(Stop::Refused(Refusal::NotAChoice { field: "place" }))));
        desk.act("d", Discard { import }).await.expect("it is forgotten");
        let gone = desk.act("s2", Start { import }).await;
        assert!(matches!(gone, Err(Stop::Refused(Refusal::AlreadyDone))));
        desk.verify().await;
    })
    .await;
}

/// A table of a province, brought as a workbook.
const TUYEN_QUANG: &[u8] = include_bytes!("../../../sheets/tests/data/tuyen-quang.xlsx");

/// The people's committee of the province as it was, and somebody who types for it.
async fn province(store: Store) -> Desk {
    store.move_today(day("2021-12-31")).await.expect("a simulated database");
    let office = Office::new(&store);
    let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
    let at = store::clock::machine();
    let first = account::first_code(&office, &secrets, at).await.expect("reads").expect("nobody is here");
    let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
    let typed = Beginning {
        code: first.code,
        place: BeginPlace::Official { level: "province".to_owned(), code: "08".to_owned() },
        bodies: Bodies::OnlyCommittee { name: "UBND tỉnh Tuyên Quang".to_owned() },
        person: "Người nhập (mô phỏng)".to_owned(),
        login: "nhap".to_owned(),
        password: "mot-cau-du-dai-de-nho".to_owned(),
    };
    let (begun, ..) = account::begin(&office, &secrets, "begin", &typed, &visit).await.expect("it begins");
    Desk { store, office, by: begun.by(), village: 0, dialogue: 0, session: 0, term: 0 }
}

#[tokio::test(flavor = "multi_thread")]
async fn fourteen_recommendations_of_a_province_become_fourteen_submissions_and_two_are_settled() {
    both(async |_, store| {
        let desk = province(store).await;
        let (on, today) = (day("2021-12-01"), day("2021-12-31"));
        let found = sheets::recognise(&sheets::read(TUYEN_QUANG).unwrap(), on, today).unwrap();
        let checked = {
            let mut read = desk.store.reader().await.unwrap();
            check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap()
        };
        assert_eq!((checked.rows.len(), checked.refused.len()), (14, 0), "{:?}", checked.refused);
        assert!(checked.places.len() >= 8, "communes of the province are known: {:?}", checked.places);
        let import = take_in(&desk.office, desk.by, "t", ("Ý kiến cử tri", on), &checked).await.expect("it is kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let asked = Asked {
            scope: Scope::Body(desk.by.organisation),
            mode: Mode::Raised,
            from: day("2021-01-01"),
            to: day("2021-12-31"),
            state_on: day("2021-12-31"),
            as_of: end(),
        };
        let lines = results::count(&mut desk.store.reader().await.unwrap(), &asked, "province").await.unwrap();
        let total = &lines.iter().find(|line| line.level.is_none()).unwrap().counts;
        let cases = &total.cases;
        assert_eq!((total.submissions, cases.resolved, cases.in_progress, cases.not_taken_up), (14, 2, 12, 0));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbered_matters_of_one_cell_become_rows_of_their_own() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 2);
        typed[0].words = "1. Sửa cầu\n2. Nước sạch\n3. Thắp sáng".to_owned();
        let import = staged(&desk, "i", typed).await;
        let new = split(&desk.office, desk.by, "split", import).await.expect("it is split");
        let mut read = desk.store.reader().await.unwrap();
        let found = import::find(&mut read, new).await.unwrap().unwrap();
        assert_eq!((found.total, found.state.as_str()), (4, "staged"));
        assert_eq!(import::find(&mut read, import).await.unwrap().unwrap().state, "dropped");
        assert_eq!(import::waiting_count(&mut read, import).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_an_old_table_make_nobody_late_for_telling() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let import = started(&desk, "i", rows(&desk, 10)).await;
        carry_on(&desk.office, import).await.expect("it goes on");
        let mut read = desk.store.reader().await.expect("a reader");
        let running = store::case::running(&mut read, 0, 50).await.expect("reads").rows;
        assert!(
            running.iter().all(|clock| clock.clock.kind != store::case::NOTIFY),
            "nobody knows who was told on paper"
        );
        drop(read);
        desk.act("o", desk.opinion("Đèn hỏng")).await.expect("it is raised");
        let mut read = desk.store.reader().await.expect("a reader");
        let running = store::case::running(&mut read, 0, 50).await.expect("reads").rows;
        let notify = running.iter().filter(|clock| clock.clock.kind == store::case::NOTIFY).count();
        assert_eq!(notify, 1, "what is typed at the desk runs");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_not_known_refuses_its_row_unless_somebody_takes_the_own_place() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let on = day("2026-08-01");
        let text = "Nội dung\tThôn\nSửa cầu\tThôn Mây Trắng\nNước sạch\tBến Sen\n";
        let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, on).unwrap();
        let mut read = desk.store.reader().await.expect("a reader");
        let strict = check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap();
        assert_eq!((strict.refused.len(), strict.refused[0].row, strict.rows.len()), (1, 2, 1));
        let ways = Ways { own_place: true, ..Ways::default() };
        let own = check(&mut read, desk.by.organisation, on, &found, ways).await.unwrap();
        assert_eq!((own.refused.len(), own.notes.len(), own.rows.len()), (0, 1, 2), "chosen, and noted");
        assert_eq!(own.looked().notes, [(2, "unknown_place".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_that_is_there_already_is_found_by_its_day_and_words() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let import = started(&desk, "i", rows(&desk, 4)).await;
        let of = async |store: &Store| {
            let mut read = store.reader().await.expect("a reader");
            import::raised_on(&mut read, desk.by.organisation, day("2026-08-01"), 50).await.expect("reads").len()
        };
        assert_eq!(of(&desk.store).await, 0, "what is not complete is known to nobody");
        carry_on(&desk.office, import).await.expect("it goes on");
        assert_eq!(of(&desk.store).await, 2);
    })
    .await;
}
