//! The preview of a table: one form for all that is said of it, rows that are put right, fields that are proposed.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, VILLAGE, send};
use crate::house::{Answer, links};

const PAGE: &str = "/imports";
const ONE: &str = "/imports/one";
const START: (&str, &str) = ("then", "start");

async fn brought(clerk: &crate::house::Browser, table: &str) -> Answer {
    let typed = [("title", "Quý III"), ("held_on", "05/08/2026"), ("table", table)];
    let kept = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
    clerk.get(kept.location()).await
}

fn case(found: &Answer) -> String {
    links(&found.html).into_iter().find(|link| link.starts_with("/cases/")).expect("the case is found")
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_a_table_over_takes_what_was_typed_above_and_a_refused_page_is_opened_again_by_its_address() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let table = "Nội dung\tCơ quan\tKết quả\n1. Sửa cầu 2. Nước đục\tUBND xã Bến Sen\tĐang giải quyết\n";
            let look = brought(clerk, table).await;
            let own =
                crate::house::form(&look.html, ONE).into_iter().find(|(name, _)| name == "organisation").unwrap().1;
            // What was chosen is kept by the button that splits, too.
            let split = send(clerk, &look, ONE, &[("body-0", own.as_str()), ("then", "split")]).await;
            assert_eq!(split.status, StatusCode::SEE_OTHER, "{}", split.html);
            let look = clerk.get(split.location()).await;
            assert!(!look.html.contains("name=\"body-0\""), "the body was taken in: {}", look.html);
            let count = |key: &str, count: i64| lang.ta(key, &[("count", &count)]);
            assert!(look.shows(&count("import-due-rows", 2)), "{}", look.html);
            // Something is wrong: what was typed stands there again, and the address of the form is that of the page.
            let wrong = [("table_due", "day"), ("table_due_on", "32/13/2026"), START];
            let wrong = send(clerk, &look, ONE, &wrong).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows("32/13/2026"), "{}", wrong.html);
            let to = wrong.html.split("action=\"/imports/one?").nth(1).expect("the form").split('"').next().unwrap();
            let again = clerk.get(&format!("{ONE}?{}", to.replace("&amp;", "&"))).await;
            assert!(again.status == StatusCode::OK && again.shows("Nước đục"), "{}", again.html);
            let said = [("table_due", "day"), ("table_due_on", "30/10/2026"), START];
            let started = send(clerk, &wrong, ONE, &said).await;
            assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.html);
            let twice = send(clerk, &wrong, ONE, &said).await;
            assert_eq!(twice.location(), started.location(), "who presses twice takes it over once");
            let done = clerk.get(started.location()).await;
            let all = lang.ta("import-progress", &[("done", &2_i64), ("total", &2_i64)]);
            assert!(done.shows(&all), "{}", done.html);
            let case = clerk.get(&case(&clerk.get("/search?q=%C4%91%E1%BB%A5c").await)).await;
            assert!(case.shows("30/10/2026"), "the day was taken: {}", case.html);
            let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_shown_with_who_raised_it_and_by_which_words_it_was_understood_and_can_be_put_right() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let table = "Họ tên\tNội dung\tKết quả\nÔng Huỳnh Tư\tBóng đèn đường hỏng\tĐã thay 6 bóng đèn\n\
                 Bà Bảy\tKênh bị bồi lắng\tChuyển kỳ sau\n";
            let look = brought(clerk, table).await;
            assert!(look.shows(&lang.ta("import-who", &[("name", &"Ông Huỳnh Tư")])), "{}", look.html);
            assert!(look.shows(&lang.ta("import-by-words", &[("words", &"Đã thay")])), "{}", look.html);
            assert!(look.shows("Kết quả: Chuyển kỳ sau"), "a note: {}", look.html);
            assert!(!look.shows(&lang.ta("import-answered", &[("answer", &"Chuyển kỳ sau")])), "and no answer");
            let row = send(clerk, &look, ONE, &[("row", "0")]).await;
            assert_eq!(row.status, StatusCode::SEE_OTHER, "{}", row.html);
            let page = clerk.get(row.location()).await;
            assert!(page.shows("Ông Huỳnh Tư") && page.shows("Bóng đèn đường hỏng"), "{}", page.html);
            let village = page.html.split("<option value=\"").find(|part| part.contains(VILLAGE)).expect("the village");
            let village = village.split('"').next().unwrap();
            let early = [("row_place", village), ("stands", "done"), ("answered_on", "01/01/2026")];
            let early = send(clerk, &page, "/imports/row", &early).await;
            assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "answered before it was raised: {}", early.html);
            assert!(early.html.contains("answered_on-error") && early.shows("01/01/2026"), "{}", early.html);
            let none = send(clerk, &page, "/imports/row", &[("stands", "done"), ("answer", "")]).await;
            assert!(none.html.contains("answer-error"), "what was settled has an answer: {}", none.html);
            let right = [
                ("row_place", village),
                ("field", "03.01"),
                ("stands", "explained"),
                ("answer", "Đã thay xong"),
                ("answered_on", "07/08/2026"),
            ];
            let right = send(clerk, &page, "/imports/row", &right).await;
            assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.html);
            let address = right.location().split('#').next().unwrap().to_owned();
            for _ in 0..2 {
                // It is kept with the table and stands there whenever it is opened.
                let look = clerk.get(&address).await;
                let answer = lang.ta("import-answered", &[("answer", &"Đã thay xong")]);
                for shown in [VILLAGE, &lang.t("work-field-03-01"), &answer] {
                    assert!(look.shows(shown), "{shown}: {}", look.html);
                }
                assert!(!look.shows(&lang.ta("import-by-words", &[("words", &"Đã thay")])), "somebody said it");
            }
            let look = clerk.get(&address).await;
            let started = send(clerk, &look, ONE, &[START]).await;
            assert_eq!(started.status, StatusCode::SEE_OTHER, "no day is asked for: {}", started.html);
            let case = clerk.get(&case(&clerk.get("/search?q=B%C3%B3ng").await)).await;
            assert!(case.shows("07/08/2026") && case.shows("Đã thay xong"), "{}", case.html);
            let done = clerk.get(started.location()).await;
            let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_proposed_by_the_words_of_rows_and_taken_when_the_table_is_sent() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let look = brought(clerk, "Nội dung\nKênh bị bồi lắng\nCảm ơn xã\n").await;
            let count = |key: &str, count: i64| lang.ta(key, &[("count", &count)]);
            assert!(look.shows(&count("import-field-rows", 2)) && look.shows(&count("import-field-take", 1)));
            let water = lang.t("work-field-04");
            assert!(look.shows(&lang.ta("import-field-proposed", &[("field", &water)])), "{}", look.html);
            let open = send(clerk, &look, ONE, &[("table_field", "open")]).await;
            let look = clerk.get(open.location()).await;
            assert!(look.shows(&lang.ta("import-field-proposed", &[("field", &water)])), "it is not taken yet");
            let none = send(clerk, &look, ONE, &[("table_field", "one")]).await;
            assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "which one is to be said: {}", none.html);
            let all = send(clerk, &look, ONE, &[("table_field", "one"), ("table_field_one", "17")]).await;
            let all = clerk.get(all.location()).await;
            assert!(all.html.matches(&lang.t("work-field-17")).count() >= 3, "{}", all.html);
            let taken = send(clerk, &all, ONE, &[("table_field", "proposed"), START]).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html);
            let case = clerk.get(&case(&clerk.get("/search?q=K%C3%AAnh").await)).await;
            assert!(case.shows(&water), "{}", case.html);
            let done = clerk.get(taken.location()).await;
            let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_of_a_table_whose_rows_lie_in_one_village_was_held_there_and_is_called_by_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let table = format!(
            "Thôn\tNội dung\tNgày\n{VILLAGE}\tSửa cầu\t01/08/2026\n{VILLAGE}\tNước đục\t01/08/2026\n\
             {VILLAGE}\tRác thải\t02/08/2026\n\tĐèn hỏng\t02/08/2026\n\
             I. Đối thoại ngày 03/8/2026 tại {VILLAGE}\t\t\n\tĐường lầy\t\n"
        );
        let look = brought(clerk, &table).await;
        let started = send(clerk, &look, ONE, &[("table_field", "open"), START]).await;
        let done = clerk.get(started.location()).await;
        let mut dialogues = Vec::new();
        for link in links(&done.html).into_iter().filter(|link| link.starts_with("/dialogues/")) {
            let page = clerk.get(&link).await;
            let title = page.html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
            dialogues.push((page.shows("01/08/2026"), title.to_lowercase().contains(&VILLAGE.to_lowercase())));
        }
        assert_eq!(dialogues.len(), 3, "{}", done.html);
        assert_eq!(
            dialogues.iter().filter(|(_, named)| *named).count(),
            2,
            "not where one row is of the whole commune"
        );
        assert!(dialogues.iter().any(|(first, named)| *first && *named), "{dialogues:?}");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_meetings_of_one_day_stand_in_the_preview_with_day_and_place_and_become_two_dialogues() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let table = format!(
                "TT\tThôn\tNội dung\nI. Hội nghị ngày 14/7/2026 tại {VILLAGE} (sáng)\t\t\n1\t\tSửa cầu\n2\t\tNước đục\n\
                 II. Hội nghị tại Hội trường xã, ngày 14/7/2026\t\t\n3\t\tRác thải\n\
                 III. Hội nghị ngày 15/7/2026\t\t\n4\t{VILLAGE}\tĐèn hỏng\n"
            );
            let look = brought(clerk, &table).await;
            let count = |count: usize| lang.ta("import-matters", &[("count", &count)]);
            assert!(look.shows(&lang.ta("import-days", &[("count", &3_usize)])), "{}", look.html);
            for line in [
                format!("14/07/2026 · {VILLAGE} · {}", count(2)),
                format!("14/07/2026 · Hội trường xã · {}", count(1)),
                // Where its rows lie is said to be where they lie, and no more.
                format!("15/07/2026 · {} · {}", lang.ta("import-held-by-rows", &[("place", &VILLAGE)]), count(1)),
            ] {
                assert!(look.shows(&line), "{line}: {}", look.html);
            }
            let started = send(clerk, &look, ONE, &[("table_field", "open"), START]).await;
            let done = clerk.get(started.location()).await;
            let made = links(&done.html).into_iter().filter(|link| link.starts_with("/dialogues/")).count();
            assert_eq!(made, 3, "{}", done.html);
            assert!(done.shows("hội trường xã"), "{}", done.html);
            let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_on_the_page_of_a_row_stays_when_it_is_put_right_and_a_second_page_changes_nothing_unseen() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let colleague = commune.colleague(Role::Clerk).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let table = "Họ tên\tNội dung\tCơ quan\tThời hạn\tTình trạng\n\
                 Bà Bảy\tKênh bị bồi lắng\tUBND xã Bến Sen\t30/10/2026\tĐang giải quyết\n";
            let look = brought(clerk, table).await;
            let row = send(clerk, &look, ONE, &[("row", "0")]).await;
            let (page, second) = (clerk.get(row.location()).await, clerk.get(row.location()).await);
            // It is said to be settled, then not any more; and of its field that none of them fits.
            let settled = [("field", ""), ("stands", "done"), ("answer", "Đã nạo vét")];
            let settled = send(clerk, &page, "/imports/row", &settled).await;
            assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.html);
            let twice =
                send(clerk, &page, "/imports/row", &[("field", ""), ("stands", "done"), ("answer", "Đã nạo vét")]);
            assert_eq!(twice.await.location(), settled.location(), "who presses twice comes to the same table");
            let late = send(clerk, &second, "/imports/row", &[("stands", "explained"), ("answer", "Đã trả lời")]).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.html);
            assert!(late.shows("Đã trả lời"), "what was typed is not lost: {}", late.html);
            let look = clerk.get(settled.location().split('#').next().unwrap()).await;
            assert!(!look.shows(&lang.t("work-field-04")), "the field stays empty: {}", look.html);
            let row = send(clerk, &look, ONE, &[("row", "0")]).await;
            let page = clerk.get(row.location()).await;
            assert!(!page.shows(&lang.t("import-row-proposed")), "{}", page.html);
            let back = send(clerk, &page, "/imports/row", &[("stands", "in_progress")]).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
            let look = clerk.get(back.location().split('#').next().unwrap()).await;
            assert!(look.shows(&lang.ta("import-last-day", &[("day", &"30/10/2026")])), "its day: {}", look.html);
            // A colleague sees the table, and not who raised what.
            let seen = colleague.in_language(lang).get(back.location().split('#').next().unwrap()).await;
            assert!(seen.shows("Kênh bị bồi lắng") && !seen.shows("Bà Bảy"), "{}", seen.html);
            assert!(look.shows("Bà Bảy"));
            // Nor once they put a row right; whoever brought the names goes on seeing them.
            let theirs = &colleague.in_language(lang);
            let row = send(theirs, &seen, ONE, &[("row", "0")]).await;
            let page = theirs.get(row.location()).await;
            assert!(page.shows("Kênh bị bồi lắng") && !page.shows("Bà Bảy"), "{}", page.html);
            let right = send(theirs, &page, "/imports/row", &[("stands", "in_progress"), ("answer", "Đang đo")]).await;
            assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.html);
            let right = right.location().split('#').next().unwrap();
            let seen = theirs.get(right).await;
            assert!(seen.shows("Đang đo") && !seen.shows("Bà Bảy"), "{}", seen.html);
            let look = clerk.get(right).await;
            assert!(look.shows("Đang đo") && look.shows("Bà Bảy"), "{}", look.html);
            let dropped = send(clerk, &look, "/imports/drop", &[]).await;
            assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.html);
        }
        commune.house.verify().await;
    }
}
