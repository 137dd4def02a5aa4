//! What a table says of bodies, days and answers: each has its place in the case, or stands beside the words.

use acts::Stop;
use acts::account::{GrantRole, RevokeRole};
use acts::dialogue::Conclude;
use acts::import::{Apply, Came, Complete, Start, Undo, Ways, carry_on, check};
use acts::minutes::NoteCorrection;
use domain::day::Day;
use domain::event::Channel;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::{assignment, import, minutes};

use super::{rows, staged, started};
use crate::desk::{Desk, HELD, day};
use crate::support::both;

const RAISED: &str = "2026-09-01";

/// One row of the table: the words, the body, how far it has come, the last day, the day of the next look, the answer; then the
/// lead and last day that its case has, its outcome, and what stands beside its words.
type Told = ([&'static str; 6], Option<&'static str>, &'static str, Option<&'static str>);

const TOLD: [Told; 8] = [
    (
        ["Sửa cầu", "Sở Xa", "Chưa giải quyết", "01/10/2026", "", "Chưa có vốn"],
        None,
        "not_taken_up",
        Some("Cơ quan giải quyết: Sở Xa\nHạn giải quyết: 01/10/2026\nTrả lời: Chưa có vốn"),
    ),
    (["Nước sạch", "", "Đang giải quyết", "01/10/2026", "", ""], Some("2026-10-01"), "in_progress", None),
    (
        ["Đèn hỏng", "Sở Xa", "Lùi thời hạn", "", "30/10/2026", ""],
        Some("2026-10-30"),
        "in_progress",
        Some("Cơ quan giải quyết: Sở Xa"),
    ),
    (["Rác thải", "", "", "05/10/2026", "", ""], Some("2026-10-05"), "in_progress", None),
    (
        ["Đường lầy", "Sở Xa", "", "03/09/2026", "", ""],
        Some("2026-09-03"),
        "not_taken_up",
        Some("Cơ quan giải quyết: Sở Xa"),
    ),
    (
        ["Chợ tạm", "", "Đã giải quyết", "20/09/2026", "", "Đã dẹp"],
        None,
        "resolved",
        Some("Hạn giải quyết: 20/09/2026"),
    ),
    (
        ["Kênh cạn", "", "Lùi thời hạn", "20/09/2026", "01/08/2026", "Chờ vốn"],
        None,
        "in_progress",
        Some("Hạn giải quyết: 20/09/2026\nNgày xem xét lại: 01/08/2026"),
    ),
    (["Trường dột", "", "", "", "", ""], None, "not_taken_up", None),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_a_table_says_of_bodies_days_and_answers_has_its_place_or_stands_beside_the_words() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut text =
            "Nội dung\tCơ quan giải quyết\tTình trạng\tHạn giải quyết\tNgày xem xét lại\tTrả lời\n".to_owned();
        for (cells, ..) in TOLD {
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        let on = day(RAISED);
        let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let checked = {
            let mut read = desk.store.reader().await.expect("a reader");
            check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap()
        };
        assert_eq!((checked.rows.len(), checked.refused.len()), (TOLD.len(), 0), "{:?}", checked.refused);
        let import = started(&desk, "i", checked.rows).await;
        carry_on(&desk.office, import).await.expect("all of it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = import::raised_on(&mut read, desk.by.organisation, on, 50).await.expect("reads");
        assert_eq!(cases.len(), TOLD.len());
        for ((cells, due_on, outcome, beside), (case, words)) in TOLD.iter().zip(cases.iter().rev()) {
            assert_eq!(words, cells[0]);
            let led = assignment::of_case(&mut read, *case).await.expect("reads");
            let led: Vec<_> = led.iter().map(|it| (it.lead, it.due_on)).collect();
            assert_eq!(
                led,
                due_on.map(|due| (desk.by.organisation, day(due))).into_iter().collect::<Vec<_>>(),
                "{words}"
            );
            let line = store::case::lines(&mut read, &[*case]).await.expect("reads").remove(0);
            assert!(line.outcome.starts_with(outcome), "{words}: {}", line.outcome);
            let notes = minutes::notes_of_case(&mut read, *case).await.expect("reads");
            assert!(notes.iter().all(|note| note.of_table), "{words}: what a table says beside corrects nothing");
            let notes: Vec<_> = notes.iter().filter_map(|note| note.words.as_deref()).collect();
            assert_eq!(notes, beside.iter().copied().collect::<Vec<_>>(), "{words}");
        }
        // What is noted later corrects the words, also where it is dated as they are.
        let dialogue = import::dialogues(&mut read, import).await.expect("reads")[0].dialogue;
        let case = cases[0].0;
        let submission = store::follow::of_case(&mut read, case).await.expect("reads")[0].0;
        drop(read);
        let (signed, no_minutes) = (Some(day(HELD)), String::new());
        let conclude = Conclude { dialogue, happened_on: day(HELD), minutes_signed_on: signed, no_minutes };
        desk.act("c", conclude).await.expect("its words are fixed");
        let words = "Là 12 hộ, không phải 20.".to_owned();
        let note = NoteCorrection { submission, words, no_denunciation: false, happened_on: on };
        desk.act("n", note).await.expect("it is noted");
        let mut read = desk.store.reader().await.expect("a reader");
        let notes = minutes::notes_of_case(&mut read, case).await.expect("reads");
        assert_eq!(notes.last().map(|note| (note.on, note.of_table)), Some((on, false)), "{notes:?}");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_starts_the_clock_for_telling_where_that_day_is_not_over_yet() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 3);
        for (row, on) in typed.iter_mut().zip([HELD, "2026-09-09", "2026-08-01"]) {
            (row.on, row.came) = (day(on), Came::NotTakenUp);
        }
        let import = started(&desk, "i", typed).await;
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let running = store::case::running(&mut read, 0, 50).await.expect("reads").rows;
        let notify: Vec<i64> =
            running.iter().filter(|clock| clock.clock.kind == store::case::NOTIFY).map(|clock| clock.case).collect();
        assert_eq!(notify.len(), 2, "of today and of two days ago; what is over already is late for nobody");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_whose_beginner_lost_the_right_says_so_and_goes_on_with_it() {
    both(async |_, store| {
        let mut desk = Desk::open(store).await;
        let first = desk.by;
        let (organisation, role) = (first.organisation, Role::Clerk);
        let import = started(&desk, "i", rows(&desk, 30)).await;
        desk.act("a", Apply { import, size: 4 }).await.expect("some are written");
        desk.by = desk.colleague("khac", organisation, Role::Administrator).await;
        desk.act("r", RevokeRole { account: first.account, organisation, role }).await.expect("the right is taken");
        let stopped = carry_on(&desk.office, import).await;
        assert!(matches!(stopped, Err(Stop::Refused(_))), "{stopped:?}");
        let of =
            async |desk: &Desk| import::find(&mut desk.store.reader().await.unwrap(), import).await.unwrap().unwrap();
        let stands = of(&desk).await;
        assert_eq!((stands.done, stands.state.as_str()), (4, "applying"));
        let (no, code) = stands.refused.expect("it says so");
        assert!(no == 5 && ["not-allowed", "not-there"].contains(&code.as_str()), "{no} {code}");
        let (from, to) = (day("2026-01-01"), Day::OPEN);
        let back = GrantRole { account: first.account, organisation, role, from, to };
        desk.act("g", back).await.expect("the right is given back");
        carry_on(&desk.office, import).await.expect("it goes on");
        let done = of(&desk).await;
        assert_eq!((done.done, done.state.as_str(), done.refused), (30, "complete", None));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dialogues_of_a_table_are_made_with_the_first_row_of_each_day() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 60);
        for (at, row) in typed.iter_mut().enumerate() {
            row.on = day("2026-06-01").plus(i64::try_from(at).expect("few"));
            row.came = Came::NotTakenUp;
        }
        let import = staged(&desk, "i", typed).await;
        desk.act("s", Start { import }).await.expect("it is started");
        let made =
            async |desk: &Desk| import::dialogues(&mut desk.store.reader().await.unwrap(), import).await.unwrap().len();
        assert_eq!(made(&desk).await, 0, "nobody waits for sixty dialogues");
        desk.act("a", Apply { import, size: 16 }).await.expect("a batch");
        assert_eq!(made(&desk).await, 16);
        carry_on(&desk.office, import).await.expect("it goes on");
        assert_eq!(made(&desk).await, 60);
        desk.act("u", Undo { import, reason: "Nhầm bảng".to_owned() }).await.expect("as a whole");
        desk.verify().await;
    })
    .await;
}

/// How many statements it takes to make a table of so many days known, and to take it back; every other day holds what was raised
/// at a meeting with voters.
async fn statements(desk: &Desk, key: &str, days: usize) -> (u64, u64) {
    let mut typed = rows(desk, days);
    for (at, row) in typed.iter_mut().enumerate() {
        row.on = day("2026-06-01").plus(i64::try_from(at).expect("few"));
        row.said.channel = (at % 2 == 1).then_some(Channel::Voters);
    }
    let import = started(desk, key, typed).await;
    desk.act(&format!("{key}-a"), Apply { import, size: 100 }).await.expect("all rows are written");
    let early = desk.act(&format!("{key}-e"), Complete { import }).await;
    assert!(matches!(early, Err(Stop::Refused(Refusal::Conflict))), "what was raised elsewhere is concluded first");
    for piece in 0..days / 2 {
        desk.act(&format!("{key}-c{piece}"), acts::import::Conclude { import, size: 1 }).await.expect("a day");
    }
    let before = desk.store.statements();
    desk.act(&format!("{key}-d"), Complete { import }).await.expect("it is complete");
    let complete = desk.store.statements();
    desk.act(&format!("{key}-u"), Undo { import, reason: "Nhầm bảng".to_owned() }).await.expect("as a whole");
    (complete - before, desk.store.statements() - complete)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_many_days_becomes_known_and_is_taken_back_at_once_with_as_few_statements_as_one_of_few() {
    both(async |at, store| {
        let desk = Desk::open(store).await;
        let (few, many) = (statements(&desk, "few", 10).await, statements(&desk, "many", 80).await);
        // Ids are drawn in blocks: an act that needs one more begins again.
        assert!(many.0 <= 2 * few.0 && many.1 <= 2 * few.1, "{}: {few:?} {many:?}", at.engine());
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_whose_last_day_lies_before_it_is_kept_beside_its_words() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let text = "Nội dung\tTình trạng\tHạn\nSửa cầu\tđang giải quyết\t01/08/2026\n";
        let on = day(RAISED);
        let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, day(HELD)).unwrap();
        let mut read = desk.store.reader().await.expect("a reader");
        let checked = check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.unwrap();
        let row = &checked.rows[0];
        assert_eq!((row.last_day(), row.beside.as_str()), (None, "Hạn: 01/08/2026"));
    })
    .await;
}
