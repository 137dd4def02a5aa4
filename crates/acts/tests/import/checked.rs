//! What a table names, as of the day of each row; and what its writing meets that the check did not.

use acts::import::{Came, Place, Undo, Ways, carry_on, check, split};
use acts::{Stop, organisation};
use domain::day::Day;
use domain::refusal::Refusal;
use store::{Read as _, import};

use super::{rows, staged, started};
use crate::desk::{Desk, HELD, day};
use crate::support::both;

async fn checked(desk: &Desk, on: Day, text: &str, ways: Ways) -> acts::import::Checked {
    let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), on, day(HELD)).unwrap();
    let mut read = desk.store.reader().await.expect("a reader");
    check(&mut read, desk.by.organisation, on, &found, ways).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_of_a_hundred_thousand_parts_is_no_place_and_costs_nothing() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        // Too long for a cell that is read, and as long as one may be: neither is looked for.
        for parts in [70_000, 150] {
            let text = format!("Nội dung\tThôn\nSửa cầu\t{}\n", vec!["a"; parts].join(","));
            let told = checked(&desk, day(HELD), &text, Ways::default()).await;
            assert_eq!((told.rows.len(), told.refused.len()), (0, 1), "{parts}");
        }
        // The fifth part of a text is no place any more.
        let text = "Nội dung\tThôn\nSửa cầu\t1, 2, 3, 4, Bến Sen\nNước sạch\t1, 2, 3, Bến Sen\n";
        let told = checked(&desk, day(HELD), text, Ways::default()).await;
        assert_eq!((told.refused.len(), told.refused[0].row), (1, 2));
        assert_eq!(told.rows[0].place, Place::Village(desk.village));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_checked_as_of_its_own_day_and_falls_back_with_a_note() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let body = organisation::Found {
            superior: desk.by.organisation,
            line: String::new(),
            kind: "division".to_owned(),
            name: "Phòng Kinh tế".to_owned(),
            territory: None,
            outside: false,
            from: day("2026-09-01"),
        };
        desk.act("body", body).await.expect("a body");
        let text = "Nội dung\tNgày\tCơ quan\tTình trạng\tHạn\n\
             Sửa cầu\t10/03/2026\tPhòng Kinh tế\tđang giải quyết\t01/10/2026\n\
             Nước sạch\t05/09/2026\tPhòng Kinh tế\tđang giải quyết\t01/10/2026\n";
        let told = checked(&desk, day(HELD), text, Ways::default()).await;
        assert_eq!(told.looked().notes, [(2, "agency_not_then".to_owned())]);
        assert_eq!((told.rows[0].agency, told.rows[0].agency_words.as_str()), (None, "Phòng Kinh tế"));
        assert!(told.rows[1].agency.is_some(), "from its first day on it leads");
        let import = started(&desk, "i", told.rows).await;
        carry_on(&desk.office, import).await.expect("both rows are written");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_met_while_a_table_is_written_is_kept_with_its_row() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 40);
        // As if the body had ended between the check and the writing.
        (typed[20].came, typed[20].agency, typed[20].due_on) =
            (Came::InProgress, Some(987_654), Some(day("2026-10-01")));
        let import = started(&desk, "i", typed).await;
        for _ in 0..2 {
            let stopped = carry_on(&desk.office, import).await;
            assert!(matches!(stopped, Err(Stop::Refused(Refusal::NotAChoice { field: "lead" }))), "{stopped:?}");
            let found = import::find(&mut desk.store.reader().await.unwrap(), import).await.unwrap().unwrap();
            assert_eq!(found.refused, Some((21, "not-a-choice".to_owned())));
            assert_eq!((found.done, found.state.as_str()), (20, "applying"), "all rows before it are written");
        }
        desk.act("u", Undo { import, reason: "Sửa bảng".to_owned() }).await.expect("it can be taken back");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_whose_parts_are_refused_is_still_there() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 2);
        typed[0].words = "1. Sửa cầu\n2. Nước sạch".to_owned();
        let import = staged(&desk, "i", typed).await;
        // The second row lies in the future of a clock that was set back.
        desk.store.move_today(day("2026-08-10")).await.expect("a simulated database");
        let refused = split(&desk.office, desk.by, "split", import).await;
        assert!(matches!(refused, Err(Stop::Refused(_))), "{refused:?}");
        let mut read = desk.store.reader().await.unwrap();
        let found = import::find(&mut read, import).await.unwrap().unwrap();
        let waiting = import::waiting_count(&mut read, import).await.unwrap();
        assert_eq!((found.state.as_str(), waiting), ("staged", 2));
    })
    .await;
}

/// A table of three matters that is complete, and one of its cases with its submission, a day later.
async fn complete(desk: &Desk) -> (i64, i64, i64) {
    let import = started(desk, "i", rows(desk, 3)).await;
    carry_on(&desk.office, import).await.expect("it is written");
    let case = {
        let mut read = desk.store.reader().await.expect("a reader");
        import::raised_on(&mut read, desk.by.organisation, day("2026-08-01"), 1).await.expect("reads")[0].0
    };
    desk.store.move_today(day("2026-09-12")).await.expect("a simulated database");
    let points = store::case::points(&mut desk.store.reader().await.expect("a reader"), case).await.expect("reads");
    (import, case, points[0].submission.expect("it was raised"))
}

async fn stays(desk: &Desk, import: i64) {
    let undone = desk.act("u", Undo { import, reason: "Nhầm bảng".to_owned() }).await;
    assert!(matches!(undone, Err(Stop::Refused(Refusal::LaterStands))), "{undone:?}");
    desk.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_in_whose_case_another_one_counts_is_not_taken_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let older = desk.act("o", desk.opinion("Đèn hỏng")).await.expect("it is raised").case;
        let (import, root, _) = complete(&desk).await;
        let version = desk.case(older).await.version;
        let reason = "Cùng một việc".to_owned();
        let merge = acts::case::Merge { case: older, version, root, reason, happened_on: day("2026-09-12") };
        desk.act("m", merge).await.expect("they are merged");
        stays(&desk, import).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_whose_words_were_revised_is_not_taken_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (import, _, submission) = complete(&desk).await;
        let revise = acts::submission::Revise {
            submission,
            version: 1,
            words: "Kiến nghị đã sửa lời".to_owned(),
            no_denunciation: false,
            territory: None,
            field: "05".to_owned(),
            kind: None,
        };
        desk.act("r", revise).await.expect("the words are revised");
        stays(&desk, import).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_whose_dialogue_a_notice_is_being_written_is_not_taken_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let (import, case, _) = complete(&desk).await;
        let dialogue = {
            let mut read = desk.store.reader().await.expect("a reader");
            let sql = "SELECT origin_dialogue_id FROM cases WHERE id = $1";
            let row = read.row(sql, &[store::Value::Int(case)]).await.expect("reads").expect("is there");
            row.get(0).expect("its dialogue")
        };
        let draft =
            acts::notice::Draft { dialogue, organisation: None, replaces: None, happened_on: day("2026-09-12") };
        desk.act("n", draft).await.expect("it is drafted");
        stays(&desk, import).await;
    })
    .await;
}

#[test]
fn taking_a_table_back_runs_alone() {
    const { assert!(<Undo as store::Act>::ALONE) };
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_was_only_looked_at_is_forgotten_after_a_week() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let import = staged(&desk, "i", rows(&desk, 3)).await;
        let left = async |import: i64| {
            let mut read = desk.store.reader().await.unwrap();
            let found = import::find(&mut read, import).await.unwrap().unwrap();
            (found.state, import::waiting_count(&mut read, import).await.unwrap())
        };
        desk.store.move_today(day("2026-09-17")).await.expect("a simulated database");
        staged(&desk, "j", rows(&desk, 1)).await;
        assert_eq!(left(import).await, ("staged".to_owned(), 3), "six days later it is there");
        desk.store.move_today(day("2026-09-20")).await.expect("a simulated database");
        let newest = staged(&desk, "k", rows(&desk, 1)).await;
        assert_eq!(left(import).await, ("dropped".to_owned(), 0));
        assert_eq!(left(newest).await, ("staged".to_owned(), 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_lead_is_named_in_what_was_answered_and_long_answers_are_whole() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let mut typed = rows(&desk, 1);
        (typed[0].came, typed[0].agency) = (Came::InProgress, Some(desk.by.organisation));
        typed[0].answer = "Đang xem xét. ".repeat(200);
        let answer = format!("Phòng Kinh tế: {}", typed[0].answer.trim());
        let import = started(&desk, "i", typed).await;
        carry_on(&desk.office, import).await.expect("it is written");
        let mut read = desk.store.reader().await.expect("a reader");
        let case = import::raised_on(&mut read, desk.by.organisation, day("2026-08-01"), 1).await.expect("reads")[0].0;
        let told = store::event::timeline(&mut read, domain::event::Subject::Case, case).await.expect("reads");
        assert!(told.iter().any(|it| it.reason.as_ref() == Some(&answer)), "whole, and with its body");
    })
    .await;
}
