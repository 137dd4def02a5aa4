//! Several meetings of one table on one day: each a dialogue with its own place, and what a table that was begun before that has.

use std::collections::BTreeMap;

use acts::import::{Begin, Checked, Looked, Row, Start, Undo, Ways, carry_on, check, take_in};
use acts::organisation::AddVillage;
use store::{Read as _, import};

use super::{Desk, end, figures, rows};
use crate::desk::{HELD, day};
use crate::support::both;

const ON: &str = "2026-07-14";

async fn checked(desk: &Desk, text: &str) -> Checked {
    let found = sheets::recognise(&sheets::read(text.as_bytes()).unwrap(), day(ON), day(HELD)).unwrap();
    let mut read = desk.store.reader().await.expect("a reader");
    check(&mut read, desk.by.organisation, day(ON), &found, Ways::default()).await.unwrap()
}

/// The title and village of each dialogue of a table, by day.
async fn held(desk: &Desk, import: i64) -> Vec<(String, Option<i64>)> {
    let mut read = desk.store.reader().await.expect("a reader");
    let titles: BTreeMap<i64, String> = import::titles(&mut read, import).await.unwrap().into_iter().collect();
    let mut held = Vec::new();
    for of in import::dialogues(&mut read, import).await.unwrap() {
        let sql = "SELECT s.territory_id FROM sessions s JOIN territories t ON t.id = s.territory_id
                   WHERE s.id = $1 AND t.level = 'village'";
        let village = read.row(sql, &[store::Value::Int(of.session)]).await.unwrap();
        held.push((titles[&of.dialogue].clone(), village.map(|row| row.get(0).unwrap())));
    }
    held
}

#[tokio::test(flavor = "multi_thread")]
async fn two_meetings_of_one_day_are_two_dialogues_each_in_its_village() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let village =
            AddVillage {
                organisation: desk.by.organisation, name: "Thôn Bến Lau".to_owned(), from: day("2026-01-01")
            };
        let other = desk.act("v", village).await.expect("a village");
        let before = figures(&desk, end()).await;
        let told = checked(
            &desk,
            "TT\tHọ tên\tNội dung kiến nghị\n\
             I. Hội nghị ngày 14/7/2026 tại Thôn Bến Sen (sáng)\t\t\n1\tÔng Bé\tSửa cầu\n2\tBà Tư\tNước đục\n\
             II. Hội nghị ngày 14/7/2026 tại thôn Bến Lau (chiều)\t\t\n3\tÔng Năm\tĐèn hỏng\n\
             III. Hội nghị tại Hội trường xã, ngày 14/7/2026\t\t\n4\tÔng Ba\tRác thải\n\
             IV. Tiếp theo hội nghị ngày 14/7/2026 tại Bến Sen\t\t\n5\tBà Sáu\tĐường lầy\n",
        )
        .await;
        assert!(told.refused.is_empty(), "{:?}", told.refused);
        let seen: Vec<_> =
            told.looked().meetings.iter().map(|it| (it.village, it.by_rows, it.called.clone(), it.rows)).collect();
        let of = |village, called: &str, rows| (village, false, called.to_owned(), rows);
        let wanted = [
            of(Some(desk.village), "Thôn Bến Sen", 3),
            of(Some(other), "thôn Bến Lau", 1),
            of(None, "Hội trường xã", 1),
        ];
        assert_eq!(seen, wanted, "what goes on at the same place is the same meeting");
        let import = take_in(&desk.office, desk.by, "t", ("Quý III", day(ON)), &told).await.expect("kept");
        desk.act("s", Start { import }).await.expect("it is started");
        carry_on(&desk.office, import).await.expect("it is written");
        let wanted = [
            ("Quý III, thôn Bến Sen".to_owned(), Some(desk.village)),
            ("Quý III, thôn Bến Lau".to_owned(), Some(other)),
            ("Quý III, hội trường xã".to_owned(), None),
        ];
        assert_eq!(held(&desk, import).await, wanted);
        let after = figures(&desk, end()).await;
        assert_eq!((after.0, after.1), (before.0 + 3, before.1 + 5), "dialogues and opinions");
        desk.verify().await;
        desk.act("u", Undo { import, reason: "Nhầm bảng".to_owned() }).await.expect("it is taken back");
        assert_eq!(figures(&desk, end()).await, before, "all of them at once");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_one_meeting_stay_one_dialogue_however_its_title_is_written_again() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let told = checked(
            &desk,
            "TT\tNội dung kiến nghị\tNgày\n1\tSửa cầu\t14/7/2026\n\
             Buổi sáng ngày 14/7/2026 tại Thôn Bến Sen\t\t\n2\tNước đục\t\n\
             Buổi chiều ngày 14/7/2026 tại thôn Bến Sen\t\t\n3\tĐèn hỏng\t\n4\tRác thải\t15/7/2026\n",
        )
        .await;
        let days: Vec<_> = told.looked().meetings.iter().map(|it| (it.held.0, it.held.2, it.rows)).collect();
        assert_eq!(days, [(day(ON), 0, 3), (day("2026-07-15"), 0, 1)], "{:?}", told.rows);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_was_half_written_while_one_day_was_one_dialogue_is_written_to_its_end() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let before = figures(&desk, end()).await;
        // As it waits since then: its rows say no meeting, and the village of each day stands by the day alone.
        let old: Vec<Row> = rows(&desk, 20)
            .iter()
            .map(|row| {
                let mut body = serde_json::to_value(row).unwrap();
                let said = body["said"].as_object_mut().unwrap();
                said.retain(|word, _| {
                    !["meeting", "meeting_called", "last_said", "letter_off"].contains(&word.as_str())
                });
                Row::read(&body.to_string()).expect("it is read")
            })
            .collect();
        let looked: Looked = {
            let mut looked = serde_json::to_value(Looked::default()).unwrap();
            looked.as_object_mut().unwrap().remove("meetings");
            looked["villages"] = serde_json::json!({ "2026-08-01": desk.village });
            serde_json::from_value(looked).expect("it is read")
        };
        let begin = Begin {
            organisation: desk.by.organisation,
            title: "Quý III".to_owned(),
            held_on: day("2026-08-01"),
            days: vec![day("2026-08-01"), day("2026-08-15")],
            places: Vec::new(),
            looked,
            rows: 20,
            in_place_of: None,
        };
        let import = desk.act("b", begin).await.expect("it is begun").import;
        desk.act("r", acts::import::AddRows { import, from: 1, rows: old }).await.expect("rows are kept");
        desk.act("s", Start { import }).await.expect("it is started");
        desk.act("a", acts::import::Apply { import, size: 7 }).await.expect("some of it is written");
        carry_on(&desk.office, import).await.expect("it goes on");
        let wanted = [("Quý III, thôn Bến Sen".to_owned(), Some(desk.village)), ("Quý III".to_owned(), None)];
        assert_eq!(held(&desk, import).await, wanted, "no day has a second dialogue");
        assert_eq!(figures(&desk, end()).await.0, before.0 + 2);
        desk.verify().await;
    })
    .await;
}
