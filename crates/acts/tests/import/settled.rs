//! What whoever brings a table is asked of it once: last days, days of answers, bodies outside the program, fields of titles.

use std::collections::BTreeMap;

use acts::Stop;
use acts::import::{Answered, Answers, Checked, Due, Looked, Meant, Start, Ways, carry_on, check, settle, take_in};
use acts::rule::Confirm;
use domain::refusal::Refusal;
use store::{Read as _, assignment, import, organisation, rulebook, transfer};

use crate::desk::{Desk, day};
use crate::support::both;

const TABLE: &str = "Nội dung\tNgày nêu\tCơ quan\tKết quả\tTrả lời\n\
     II. GIAO THÔNG\t\t\t\t\n\
     Sửa cầu treo\t01/09/2026\tUBND xã Mẫu\tĐang giải quyết\tĐang khảo sát\n\
     Lát đường\t02/09/2026\tUBND xã Mẫu\t\t\n\
     Chó thả rông\t01/09/2026\tUBND xã Mẫu\tChưa giải quyết\t\n\
     Đèn đường\t01/09/2026\tUBND xã Mẫu\tĐã giải quyết xong\tĐã lắp\n\
     Trạm điện\t01/09/2026\tĐiện lực Hươu Cao\tĐang giải quyết\t\n";

/// Why a matter was sent, where its table does not say.
const REASON: &str = "Chuyển theo bảng đã nhập";

async fn checked(desk: &Desk) -> Checked {
    of_table(desk, TABLE).await
}

async fn of_table(desk: &Desk, table: &str) -> Checked {
    let on = day("2026-09-05");
    let mut read = desk.store.reader().await.expect("a reader");
    let found = sheets::recognise(&sheets::read(table.as_bytes()).unwrap(), on, read.today()).unwrap();
    check(&mut read, desk.by.organisation, on, &found, Ways::default()).await.expect("it is checked")
}

/// The cases of a table by their words, each with its last day, its outcome and the days of its replies.
async fn written(desk: &Desk, import: i64) -> BTreeMap<String, (Option<String>, String, i64)> {
    desk.act(&format!("s{import}"), Start { import }).await.expect("it is started");
    carry_on(&desk.office, import).await.expect("all of it is written");
    let mut read = desk.store.reader().await.expect("a reader");
    let mut found = BTreeMap::new();
    for on in ["2026-09-01", "2026-09-02"] {
        for (case, words) in import::raised_on(&mut read, desk.by.organisation, day(on), 20).await.expect("reads") {
            let due = assignment::of_case(&mut read, case).await.expect("reads").first().map(|it| it.due_on.vn());
            let line = store::case::lines(&mut read, &[case]).await.expect("reads").remove(0);
            found.insert(words, (due, line.outcome, case));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_day_that_the_table_does_not_say_is_given_once_and_what_is_not_taken_up_stays_that() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = checked(&desk).await;
        let looked = checked.looked();
        assert_eq!((looked.without_day, looked.undated, looked.asks()), (2, 1, true), "{looked:?}");
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked).await.expect("kept");
        let early = Answers { due: Some(Due::On(day("2026-09-01"))), ..Answers::default() };
        let early = settle(&desk.office, desk.by, "e", import, &early).await;
        assert!(
            matches!(early, Err(Stop::Refused(Refusal::TooEarly { field: "table_due_on", earliest })) if earliest == day("2026-09-02")),
            "{early:?}"
        );
        let rule = Answers { due: Some(Due::ByRule), ..Answers::default() };
        let rule = settle(&desk.office, desk.by, "r", import, &rule).await;
        assert!(matches!(rule, Err(Stop::Refused(Refusal::NotAChoice { field: "table_due" }))), "no rule is confirmed: {rule:?}");
        let answers = Answers {
            due: Some(Due::On(day("2026-12-30"))),
            answered: Some(Answered::On(day("2026-09-05"))),
            ..Answers::default()
        };
        let new = settle(&desk.office, desk.by, "n", import, &answers).await.expect("it is said");
        let found = written(&desk, new).await;
        let due = |words: &str| (found[words].0.as_deref(), found[words].1.as_str());
        assert_eq!(due("Sửa cầu treo"), (Some("30/12/2026"), "in_progress"));
        assert_eq!(due("Lát đường"), (Some("30/12/2026"), "in_progress"));
        assert_eq!(due("Chó thả rông"), (None, "not_taken_up"));
        assert_eq!(due("Đèn đường"), (None, "resolved"));
        let mut read = desk.store.reader().await.expect("a reader");
        let told = store::event::timeline(&mut read, domain::event::Subject::Case, found["Đèn đường"].2).await.unwrap();
        let replied = told.iter().find(|it| format!("{:?}", it.recorded.event).contains("Replied"));
        assert_eq!(replied.expect("a reply").recorded.happened_on, day("2026-09-05"), "the day that was said");
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_outside_the_program_is_written_down_and_sent_the_matter_only_where_a_letter_was() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = checked(&desk).await;
        let name = "Điện lực Hươu Cao".to_owned();
        let meant = |level: &str, on| BTreeMap::from([(name.clone(), Meant::Outside(level.to_owned(), on))]);
        let keep = async |key: &str| {
            take_in(&desk.office, desk.by, key, ("Quý III", day("2026-09-05")), &checked).await.expect("kept")
        };
        let import = keep("t").await;
        let nowhere = Answers { bodies: meant("village", None), ..Answers::default() };
        let nowhere = settle(&desk.office, desk.by, "w", import, &nowhere).await;
        assert!(matches!(nowhere, Err(Stop::Refused(Refusal::NotAChoice { field: "body" }))), "{nowhere:?}");
        let early = Answers { bodies: meant("commune", Some(day("2026-08-01"))), ..Answers::default() };
        let early = settle(&desk.office, desk.by, "e", import, &early).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::TooEarly { field: "outside_on", .. }))), "{early:?}");
        for (key, on, sent) in [("a", None, 0), ("b", Some(day("2026-09-03")), 1)] {
            let import = keep(&format!("t{key}")).await;
            let outside_reason = REASON.to_owned();
            let said = Answers { bodies: meant("commune", on), outside_reason, ..Answers::default() };
            let new = settle(&desk.office, desk.by, key, import, &said).await.expect("it is said");
            let found = written(&desk, new).await;
            let mut read = desk.store.reader().await.expect("a reader");
            let letters = transfer::of_case(&mut read, found["Trạm điện"].2).await.expect("reads");
            assert_eq!(letters.len(), sent, "{key}");
            let told =
                store::event::timeline(&mut read, domain::event::Subject::Case, found["Trạm điện"].2).await.unwrap();
            let letter = told.iter().find(|it| it.recorded.event.act() == "case.sent_on");
            assert_eq!(letter.map(|it| it.reason.as_deref()), on.map(|_| Some(REASON)), "{key}");
            let known = organisation::named(&mut read, &domain::fold::fold(&name)).await.expect("reads");
            assert_eq!(known.iter().filter(|it| it.outside).count(), sent, "{key}");
            drop(read);
            let undo = acts::import::Undo { import: new, reason: "Làm lại".to_owned() };
            desk.act(&format!("u{key}"), undo).await.expect("it is taken back");
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_of_a_title_is_changed_or_taken_from_its_rows() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = checked(&desk).await;
        let looked = checked.looked();
        let [(title, field, 5)] = &looked.sections[..] else { panic!("{:?}", looked.sections) };
        assert_eq!(field, "03");
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked).await.expect("kept");
        let mut table = import;
        for (key, code) in [("a", "zz"), ("b", ""), ("c", "05")] {
            let said = Answers { sections: BTreeMap::from([(title.clone(), code.to_owned())]), ..Answers::default() };
            let done = settle(&desk.office, desk.by, key, table, &said).await;
            if code == "zz" {
                assert!(matches!(done, Err(Stop::Refused(_))), "no such field: {done:?}");
                continue;
            }
            table = done.expect("it is said");
            let mut read = desk.store.reader().await.expect("a reader");
            for (_, row) in import::waiting(&mut read, table, 9).await.expect("reads") {
                assert_eq!(acts::import::Row::read(&row).unwrap().field, code);
            }
        }
    })
    .await;
}

/// What was seen of a table that is kept.
async fn seen(desk: &Desk, import: i64) -> Looked {
    let mut read = desk.store.reader().await.expect("a reader");
    let looked = import::looked(&mut read, import).await.expect("reads").expect("it is kept");
    serde_json::from_str(&looked).expect("what was kept is read")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_day_of_a_confirmed_rule_is_counted_from_the_day_of_each_row() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let version = rulebook::number(&mut desk.store.reader().await.expect("a reader")).await.expect("reads");
        let confirm = Confirm {
            organisation: desk.by.organisation,
            rule: "DT-REPLY".to_owned(),
            copied: 1,
            level: None,
            amount: 30,
            unit: "calendar_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế đối thoại số 05/QC-UBND".to_owned(),
            on: day("2026-01-05"),
            version,
        };
        desk.act("rule", confirm).await.expect("it is confirmed");
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked(&desk).await).await;
        let answers = Answers { due: Some(Due::ByRule), answered: Some(Answered::Raised), ..Answers::default() };
        let new = settle(&desk.office, desk.by, "n", import.expect("kept"), &answers).await.expect("it is said");
        let found = written(&desk, new).await;
        assert_eq!(found["Sửa cầu treo"].0.as_deref(), Some("01/10/2026"));
        assert_eq!(found["Lát đường"].0.as_deref(), Some("02/10/2026"));
        assert_eq!(found["Chó thả rông"].0, None, "what is not taken up is given to nobody");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answers_sent_twice_lead_to_the_same_table_and_others_to_none() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = checked(&desk).await;
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked).await.expect("kept");
        let answers = Answers { due: Some(Due::Never), answered: Some(Answered::Raised), ..Answers::default() };
        let new = settle(&desk.office, desk.by, "n", import, &answers).await.expect("it is said");
        assert_eq!(settle(&desk.office, desk.by, "n", import, &answers).await.expect("it is the same"), new);
        let rule = Answers { due: Some(Due::ByRule), ..Answers::default() };
        assert_eq!(settle(&desk.office, desk.by, "n", import, &rule).await.expect("its key was answered"), new);
        let other = settle(&desk.office, desk.by, "other", import, &answers).await;
        assert!(matches!(other, Err(Stop::Refused(Refusal::AlreadyDone))), "{other:?}");
        let apart = acts::import::split(&desk.office, desk.by, "apart", new).await.expect("it is split");
        assert_eq!(acts::import::split(&desk.office, desk.by, "apart", new).await.expect("it is the same"), apart);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_outside_without_a_day_stays_a_question_and_what_nobody_took_up_is_sent_nowhere() {
    const ROWS: &str = "Nội dung\tNgày nêu\tCơ quan\tKết quả\tTrả lời\n\
         Trạm điện\t01/09/2026\tĐiện lực Hươu Cao\tĐang giải quyết\t\n\
         Cột điện\t01/09/2026\tĐiện lực Hươu Cao\tChưa giải quyết\t\n\
         Dây điện\t04/09/2026\tĐiện lực Hươu Cao\tĐã giải quyết xong\tĐã thay\n";
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = of_table(&desk, ROWS).await;
        let name = "Điện lực Hươu Cao".to_owned();
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked).await.expect("kept");
        let meant = |on| BTreeMap::from([(name.clone(), Meant::Outside("commune".to_owned(), on))]);
        let answers = Answers {
            bodies: meant(None),
            answered: Some(Answered::Raised),
            outside_reason: REASON.to_owned(),
            ..Answers::default()
        };
        let import = settle(&desk.office, desk.by, "a", import, &answers).await.expect("it is said");
        let looked = seen(&desk, import).await;
        assert_eq!(looked.unnamed, [(name.clone(), 3)], "it can still be given a day");
        assert_eq!(looked.outside, BTreeMap::from([(name.clone(), "commune".to_owned())]));
        let early = Answers { bodies: meant(Some(day("2026-08-20"))), ..answers.clone() };
        let early = settle(&desk.office, desk.by, "e", import, &early).await;
        let first = day("2026-09-01");
        assert!(
            matches!(early, Err(Stop::Refused(Refusal::TooEarly { field: "outside_on", earliest })) if earliest == first),
            "what is settled is sent nowhere, so its day is no first day: {early:?}"
        );
        let dated = Answers { bodies: meant(Some(day("2026-09-03"))), ..answers };
        let import = settle(&desk.office, desk.by, "b", import, &dated).await.expect("it is said");
        let looked = seen(&desk, import).await;
        assert!(looked.unnamed.is_empty() && looked.outside.is_empty(), "{looked:?}");
        let found = written(&desk, import).await;
        let mut read = desk.store.reader().await.expect("a reader");
        for (words, sent, outcome) in [("Trạm điện", 1, "in_progress"), ("Cột điện", 0, "not_taken_up")] {
            let letters = transfer::of_case(&mut read, found[words].2).await.expect("reads");
            assert_eq!((letters.len(), found[words].1.as_str()), (sent, outcome), "{words}");
        }
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_body_outside_the_program_has_its_own_day_and_what_was_said_of_one_is_taken_back() {
    const ROWS: &str = "Nội dung\tNgày nêu\tĐơn vị giải quyết\tTình trạng\n\
         Trạm điện\t01/09/2026\tĐiện lực Hươu Cao\tĐang giải quyết\n\
         Cột sóng\t01/09/2026\tViễn thông Hươu Cao\tĐang giải quyết\n";
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let checked = of_table(&desk, ROWS).await;
        let [power, phone] = ["Điện lực Hươu Cao", "Viễn thông Hươu Cao"].map(str::to_owned);
        let outside = |name: &String, on: Option<&str>| {
            let meant = Meant::Outside("commune".to_owned(), on.map(day));
            BTreeMap::from([(name.clone(), meant)])
        };
        let said = |bodies| Answers { bodies, outside_reason: REASON.to_owned(), ..Answers::default() };
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day("2026-09-05")), &checked).await.expect("kept");
        let import = settle(&desk.office, desk.by, "a", import, &said(outside(&power, None))).await.expect("no letter");
        // The other has no day and keeps none.
        let dated = said(outside(&phone, Some("2026-09-02")));
        let import = settle(&desk.office, desk.by, "b", import, &dated).await.expect("a letter went to the other");
        let looked = seen(&desk, import).await;
        assert_eq!(looked.outside, BTreeMap::from([(power.clone(), "commune".to_owned())]), "as it was");
        assert_eq!(looked.unnamed, [(power.clone(), 1)]);
        let back = said(BTreeMap::from([(power.clone(), Meant::Unknown)]));
        let import = settle(&desk.office, desk.by, "c", import, &back).await.expect("it is taken back");
        let looked = seen(&desk, import).await;
        assert!(looked.outside.is_empty(), "{looked:?}");
        assert_eq!(looked.unnamed, [(power, 1)], "it is asked for again");
        let found = written(&desk, import).await;
        let mut read = desk.store.reader().await.expect("a reader");
        for (words, sent) in [("Trạm điện", None), ("Cột sóng", Some(day("2026-09-02")))] {
            let letters = transfer::of_case(&mut read, found[words].2).await.expect("reads");
            assert_eq!(letters.first().map(|it| it.sent_on), sent, "{words}");
        }
        drop(read);
        desk.verify().await;
    })
    .await;
}
