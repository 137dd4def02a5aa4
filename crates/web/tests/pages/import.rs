//! Tables: pasted, looked at as dialogues, matters and days, taken over, taken back; a wrong one says row by row what is wrong.

use std::fmt::Write as _;

use acts::term::{Begin, End, Person};
use axum::http::StatusCode;
use sheets::Cell;
use sheets::write::{Column, Format, Writer};
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, VILLAGE, send};
use crate::house::{Answer, day, form, links};

const PAGE: &str = "/imports";
const ANSWERS: &str = "/imports/one";
const START: (&str, &str) = ("then", "start");
const SPLIT: (&str, &str) = ("then", "split");
const NEVER: (&str, &str) = ("table_due", "never");

const TABLE: &str = "STT\tNội dung kiến nghị\tThôn\tNgày\tTình trạng\tTrả lời\n\
     1\tSửa cầu Vượn\tBến Sen\t01/08/2026\tĐã trả lời\tĐã sửa\n\
     2\t\"1. Nước sạch\n2. Thắp sáng\"\tBến Sen\t15/08/2026\tĐang giải quyết\tĐang làm\n";

fn name(page: &Answer, action: &str) -> String {
    form(&page.html, action).into_iter().find(|(name, _)| name == "import").expect("the table is named").1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_table_is_seen_as_dialogues_and_matters_before_it_is_taken_over_and_can_be_taken_back() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let typed = [("title", "Đối thoại quý III"), ("held_on", "01/08/2026"), ("table", TABLE)];
        let answer = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let look = clerk.get(answer.location()).await;
        for shown in ["Sửa cầu Vượn", "01/08/2026", "15/08/2026", &Lang::Vi.ta("import-days", &[("count", &2_i64)])]
        {
            assert!(look.shows(shown), "{shown}: {}", look.html);
        }
        assert!(!clerk.get("/dialogues").await.html.contains("quý III"), "nothing is written yet");
        let answer = send(clerk, &look, ANSWERS, &[SPLIT]).await;
        let look = clerk.get(answer.location()).await;
        assert!(look.shows(&Lang::Vi.ta("import-progress", &[("done", &0_i64), ("total", &3_i64)])), "{}", look.html);
        let unsaid = send(clerk, &look, ANSWERS, &[START]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "the day of the answer is asked for once");
        let answer = send(clerk, &look, ANSWERS, &[("table_answered", "raised")]).await;
        let look = clerk.get(answer.location()).await;
        let number = name(&look, ANSWERS);
        send(clerk, &look, ANSWERS, &[START]).await;
        let address = format!("/imports/one?import={number}");
        let done = clerk.get(&address).await;
        assert!(done.shows(&Lang::Vi.ta("import-progress", &[("done", &3_i64), ("total", &3_i64)])), "{}", done.html);
        assert!(clerk.get("/dialogues").await.html.matches("Đối thoại quý III").count() >= 2);
        assert!(clerk.get("/search?q=V%C6%B0%E1%BB%A3n").await.html.contains("cầu Vượn"));
        let refused = send(clerk, &done, "/imports/undo", &[("reason", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        assert!(!clerk.get("/dialogues").await.html.contains("quý III"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_of_a_row_names_the_place_that_stands_in_it() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let wrong = format!("Thôn\tNội dung\tNgày\n{VILLAGE}\tSửa cầu\t31/02/2026\n\tSửa đường\t31/02/2026\n");
    let noted = "Thôn\tNội dung\tNgày\nThôn Không Tên\tSửa cầu\t01/08/2026\n";
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let send_in = async |title: &str, table: &str| {
            let typed = [("title", title), ("held_on", "01/08/2026"), ("table", table)];
            send(&clerk, &clerk.get(PAGE).await, PAGE, &typed).await
        };
        let said = |row: i64, place: &str, words: &str| {
            lang.ta("import-row-place-words", &[("row", &row), ("place", &place), ("words", &words)])
        };
        let answer = send_in("Quý III", &wrong).await;
        assert!(answer.shows(&said(2, VILLAGE, "Sửa cầu")), "{}", answer.html);
        assert!(answer.shows(&lang.ta("import-row-words", &[("row", &3_i64), ("words", &"Sửa đường")])));
        let page = send_in("Quý IV", noted).await;
        assert!(page.shows(&said(2, "Thôn Không Tên", "Sửa cầu")), "{}", page.html);
        // It is kept all the same where that was chosen, and still says so.
        let typed = [("title", "Quý IV"), ("held_on", "01/08/2026"), ("table", noted), ("ways", "own_place")];
        let kept = send(&clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
        let page = clerk.get(kept.location()).await;
        assert!(page.shows(&said(2, "Thôn Không Tên", "Sửa cầu")), "{}", page.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_wrong_rows_says_each_of_them_in_both_languages_and_keeps_nothing() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let table = "Nội dung\tNgày\nSửa cầu\t31/02/2026\n\t01/08/2026\nTôi tố cáo ông Hươu\t\n";
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", table)];
        let answer = send(&clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (row, problem) in [(2_i64, "not-a-date"), (3, "no-words"), (4, "denunciation")] {
            assert!(answer.shows(&lang.ta("import-row", &[("row", &row)])), "{}", answer.html);
            assert!(answer.shows(&lang.t(&format!("import-problem-{problem}"))), "{problem}: {}", answer.html);
        }
        let quoted = lang.ta("import-row-words", &[("row", &2_i64), ("words", &"Sửa cầu")]);
        assert!(answer.shows(&quoted), "a row is found by its words: {}", answer.html);
        assert!(!answer.html.contains("“Tôi tố cáo"), "what may not be kept is not quoted");
        assert!(answer.shows("Sửa cầu"), "what was pasted stands there again");
        assert!(clerk.get(PAGE).await.shows(&lang.t("imports-none")), "nothing was kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_of_an_old_font_is_shown_beside_what_it_became_and_needs_consent() {
    let old = [
        ("Néi dung kiÕn nghÞ", "§Ò nghÞ söa ®\u{ad}êng th«n 3"),
        ("Noäi dung kieán nghò", "Ñeà nghò söûa ñöôøng thoân 3"),
    ];
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        for (heading, words) in old {
            let table = format!("STT\t{heading}\n1\t{words}\n");
            let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", &table)];
            let asked = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
            assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(asked.shows("Đề nghị sửa đường thôn 3") && asked.shows(words), "{words}: {}", asked.html);
            let answer = send(clerk, &asked, PAGE, &[&typed[..], &[("ways", "converted")]].concat()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{words}: {}", answer.html);
            assert!(clerk.get(answer.location()).await.shows("Đề nghị sửa đường thôn 3"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_uploaded_and_its_columns_and_what_is_there_already_are_seen_before_it_is_taken_over() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let mut bytes = Vec::new();
        let columns = ["Nội dung kiến nghị", "Thôn", "Ngày", "Mã vạch"]
            .map(|title| Column { title: title.to_owned(), width: 20 });
        let mut writer = Writer::new(Format::Xlsx, &mut bytes, "Quý III", &columns).expect("a workbook");
        for words in ["Sửa cầu Vượn đã mục nát", "Nước sạch yếu vào buổi tối"] {
            let text = |it: &str| Cell::Text(it.to_owned());
            writer.row(&[text(words), text("Bến Sen"), text("01/08/2026"), text("x")]).expect("a row");
        }
        writer.finish().expect("its end");
        let typed = [("title", "Đối thoại quý III"), ("held_on", "01/08/2026")];
        let bring = async || {
            let answer = clerk.upload_with(PAGE, &typed, ("file", &bytes)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
            clerk.get(answer.location()).await
        };
        let look = bring().await;
        let unused = Lang::Vi.ta("import-unused", &[("headings", &"Mã vạch")]);
        for shown in ["Sửa cầu Vượn", "Thôn Bến Sen", &unused] {
            assert!(look.shows(shown), "{shown}: {}", look.html);
        }
        assert!(!look.html.contains("role=\"alert\""), "nothing of it is there yet");
        send(clerk, &look, ANSWERS, &[START]).await;
        let again = bring().await;
        assert!(again.shows(&Lang::Vi.ta("import-alike", &[("count", &2_i64)])), "{}", again.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_many_rows_is_told_once_with_its_rows_behind_it() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let mut table = "Nội dung\tNgày\n".to_owned();
    for no in 1..=120 {
        writeln!(table, "Sửa cầu số {no}\t31/02/2026").unwrap();
    }
    table.push_str("\t01/08/2026\n");
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", table.as_str())];
        let refused = send(&clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        let what = lang.t("import-problem-not-a-date");
        assert_eq!(refused.html.matches(&what).count(), 1, "said once, not a hundred times");
        assert!(refused.shows(&lang.ta("import-told", &[("count", &120_i64), ("what", &what)])), "{}", refused.html);
        assert!(refused.shows(&lang.ta("import-told-more", &[("count", &20_i64)])), "{}", refused.html);
        let row = lang.ta("import-row-words", &[("row", &100_i64), ("words", &"Sửa cầu số 99")]);
        assert!(refused.shows(&row), "{}", refused.html);
        let one = lang.ta("import-row", &[("row", &122_i64)]);
        assert!(refused.shows(&format!("{one}: {}", lang.t("import-problem-no-words"))), "{}", refused.html);
        // What refuses nothing is told so too, before the table is taken over.
        let mut table = "Nội dung\tLĩnh vực\n".to_owned();
        for no in 1..=101 {
            writeln!(table, "Sửa cầu số {no}\tChuyện lạ lùng").unwrap();
        }
        let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", table.as_str())];
        let kept = send(&clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        let look = clerk.get(kept.location()).await;
        let what = lang.t("import-problem-unknown-field");
        assert!(look.shows(&lang.ta("import-told", &[("count", &101_i64), ("what", &what)])), "{}", look.html);
        assert!(look.shows(&lang.ta("import-told-more", &[("count", &1_i64)])), "{}", look.html);
        send(&clerk, &look, "/imports/drop", &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_name_of_a_body_that_is_not_known_is_asked_for_page_by_page() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let mut table = "Nội dung\tCơ quan\n".to_owned();
        for no in 1..=45 {
            writeln!(table, "Sửa cầu số {no}\tPhòng Lạ {no:02}").unwrap();
        }
        let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", table.as_str())];
        let kept = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        let (mut look, mut names, mut pages) = (clerk.get(kept.location()).await, Vec::new(), 0);
        let last = loop {
            pages += 1;
            names.extend((1..=45).filter(|no| look.shows(&format!("“Phòng Lạ {no:02}” (1 "))));
            let next = format!("name=\"names\" value=\"{}\"", pages * 20);
            if !look.html.contains(&next) {
                break look;
            }
            let on = send(clerk, &look, ANSWERS, &[("names", &(pages * 20).to_string())]).await;
            look = clerk.get(on.location()).await;
        };
        assert_eq!((pages, names), (3, (1..=45).collect::<Vec<_>>()), "each once");
        // One of the last page is chosen, and is asked for no more.
        let own = form(&last.html, ANSWERS).into_iter().find(|(name, _)| name == "organisation").unwrap().1;
        let chosen = send(clerk, &last, ANSWERS, &[("body-44", own.as_str()), NEVER]).await;
        let look = clerk.get(chosen.location()).await;
        let some = Lang::Vi.ta("import-bodies-some", &[("from", &1_i64), ("to", &20_i64), ("total", &44_i64)]);
        assert!(look.shows(&some), "{}", look.html);
        let of = format!("{}&names=40", chosen.location());
        let rest = clerk.get(&of).await;
        assert!(rest.shows("Phòng Lạ 44") && !rest.shows("“Phòng Lạ 45”"), "{}", rest.html);
        // What is chosen on a page is kept by going on to the next, which begins behind what is still asked.
        let on =
            send(clerk, &look, ANSWERS, &[("body-0", own.as_str()), ("body-7", own.as_str()), ("names", "20")]).await;
        let next = clerk.get(on.location()).await;
        let some = Lang::Vi.ta("import-bodies-some", &[("from", &19_i64), ("to", &38_i64), ("total", &42_i64)]);
        assert!(next.shows(&some) && next.shows("“Phòng Lạ 21”") && !next.shows("“Phòng Lạ 20”"), "{}", next.html);
        let back = send(clerk, &next, ANSWERS, &[("names", "0")]).await;
        let back = clerk.get(back.location()).await;
        assert!(!back.shows("“Phòng Lạ 01”") && back.shows("“Phòng Lạ 02”"), "{}", back.html);
        assert!(!back.shows("“Phòng Lạ 08”"), "{}", back.html);
        // A page that is no more is the first.
        assert!(clerk.get(&format!("{}&names=900", back_of(&back))).await.shows("“Phòng Lạ 02”"));
    }
}

fn back_of(page: &Answer) -> String {
    format!("/imports/one?import={}", name(page, ANSWERS))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chaired_then_and_is_no_longer_in_office_can_be_chosen_for_a_table_of_then() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (house, organisation) = (&commune.house, commune.organisation);
        let (person, post) = (Person::New("Hà Văn Lả".to_owned()), "chairman".to_owned());
        let term = house.act(house.first, Begin { organisation, person, post, from: day("2026-01-01") }).await.term;
        house.act(house.first, End { term, on: day("2026-05-01") }).await;
        let clerk = &commune.clerk;
        let page = clerk.get(PAGE).await;
        assert!(page.shows("Hà Văn Lả, Chủ tịch (từ 01/01/2026 đến 30/04/2026)"), "{}", page.html);
        let chair = term.to_string();
        let typed = [("title", "Quý I"), ("table", "Nội dung\nSửa cầu\n"), ("chair", chair.as_str())];
        let late = [&typed[..], &[("held_on", "01/08/2026")]].concat();
        let refused = send(clerk, &page, PAGE, &late).await;
        assert!(refused.html.contains("chair-error"), "they were no longer in office: {}", refused.html);
        let then = [&typed[..], &[("held_on", "01/03/2026")]].concat();
        let kept = send(clerk, &page, PAGE, &then).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
        let look = clerk.get(kept.location()).await;
        let started = send(clerk, &look, ANSWERS, &[START]).await;
        let done = clerk.get(started.location()).await;
        let dialogue = links(&done.html).into_iter().find(|link| link.starts_with("/dialogues/"));
        let dialogue = clerk.get(&dialogue.expect("its dialogue")).await;
        assert!(dialogue.shows("Hà Văn Lả"), "{}", dialogue.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_not_known_is_chosen_on_the_page_and_a_table_says_who_chaired() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let table = "Nội dung\tCơ quan\tKết quả\nSửa cầu\tPhòng Lạ\tĐang giải quyết, hạn 30/12/2026\n\
             Nước đục\tPhòng Lạ\tĐã trả lời tại hội nghị\n";
        let typed = [("title", "Quý III"), ("held_on", "01/08/2026"), ("table", table)];
        let wrong = [&typed[..], &[("chair", "987654")]].concat();
        let refused = send(clerk, &clerk.get(PAGE).await, PAGE, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("chair-error") && refused.shows("Sửa cầu"), "{}", refused.html);
        let typed = [&typed[..], &[("duties", "chairman")]].concat();
        let answer = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let look = clerk.get(answer.location()).await;
        let there = Lang::Vi.ta("import-answered-there", &[("answer", &"Đã trả lời tại hội nghị")]);
        let asked = Lang::Vi.ta("import-bodies-name", &[("name", &"Phòng Lạ"), ("count", &2_i64)]);
        for shown in ["hạn: 30/12/2026", &there, &asked] {
            assert!(look.shows(shown), "{shown}: {}", look.html);
        }
        let none = send(clerk, &look, ANSWERS, &[]).await;
        assert_eq!(none.status, StatusCode::SEE_OTHER, "no body was chosen, and none is taken");
        let look = clerk.get(none.location()).await;
        let own = form(&look.html, ANSWERS).into_iter().find(|(name, _)| name == "organisation").unwrap().1;
        let named = send(clerk, &look, ANSWERS, &[("body-0", own.as_str())]).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.html);
        let look = clerk.get(named.location()).await;
        assert!(!look.html.contains("body-0") && look.html.contains("chủ trì: "), "{}", look.html);
        send(clerk, &look, ANSWERS, &[START]).await;
        let number = name(&look, ANSWERS);
        let done = clerk.get(&format!("/imports/one?import={number}")).await;
        assert!(done.shows(&Lang::Vi.ta("import-progress", &[("done", &2_i64), ("total", &2_i64)])), "{}", done.html);
        commune.house.verify().await;
    }
}

const UNSAID: &str = "Nội dung\tNgày nêu\tCơ quan\tKết quả\tTrả lời\n\
     II. GIAO THÔNG\t\t\t\t\n\
     Sửa cầu Vượn\t01/08/2026\tUBND xã Bến Sen\tĐang giải quyết\tĐang khảo sát\n\
     Lát đường\t02/08/2026\tUBND xã Bến Sen\tĐang giải quyết\tĐang lập dự toán\n\
     Đèn đường\t01/08/2026\tUBND xã Bến Sen\tĐã giải quyết xong\tĐã lắp\n\
     Rác thải\t01/08/2026\tUBND xã Bến Sen\tChưa giải quyết\t\n\
     Trạm điện\t01/08/2026\tĐiện lực Hươu Cao\tĐang giải quyết\t\n";

#[tokio::test(flavor = "multi_thread")]
async fn what_a_table_does_not_say_is_asked_once_and_said_beside_each_row_before_it_is_taken_over() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let typed = [("title", "Quý III"), ("held_on", "05/08/2026"), ("table", UNSAID)];
            let kept = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
            let look = clerk.get(kept.location()).await;
            // The body is called otherwise in the program: it is chosen first, and its rows want a last day from then on.
            let own = form(&look.html, ANSWERS).into_iter().find(|(name, _)| name == "organisation").unwrap().1;
            let chosen = send(clerk, &look, ANSWERS, &[("body-0", own.as_str())]).await;
            let look = clerk.get(chosen.location()).await;
            let count = |key: &str, count: i64| lang.ta(key, &[("count", &count)]);
            assert!(
                look.shows(&count("import-due-rows", 2)) && look.shows(&count("import-answered-rows", 1)),
                "{}",
                look.html
            );
            let early = send(clerk, &look, ANSWERS, &[START]).await;
            assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is taken without being said");
            assert!(early.html.contains("table_due-error"), "{}", early.html);
            let wrong = [("table_due", "day"), ("table_due_on", "01/08/2026")];
            let wrong = send(clerk, &look, ANSWERS, &wrong).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "no last day lies before what it is of");
            assert!(wrong.html.contains("table_due_on-error") && wrong.shows("01/08/2026"), "{}", wrong.html);
            let said = [
                ("table_due", "day"),
                ("table_due_on", "30/10/2026"),
                ("table_answered", "table"),
                ("section-0", "none"),
                ("body-0", "outside-commune"),
                ("outside_on-0", "06/08/2026"),
            ];
            let said = send(clerk, &look, ANSWERS, &said).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.html);
            let look = clerk.get(said.location()).await;
            let sent = [("body", "Điện lực Hươu Cao"), ("day", "06/08/2026")];
            let sent: Vec<(&str, &dyn web::lang::Arg)> =
                sent.iter().map(|(name, value)| (*name, value as &dyn web::lang::Arg)).collect();
            for shown in [
                lang.ta("import-last-day-given", &[("day", &"30/10/2026")]),
                lang.ta("import-undated-taken", &[("day", &"05/08/2026")]),
                lang.ta("import-sent-on", &sent),
            ] {
                assert!(look.shows(&shown), "{shown}: {}", look.html);
            }
            assert!(!look.html.contains("body-0"), "the name is asked for no more: {}", look.html);
            let road = lang.t("work-field-03");
            assert!(!look.html.contains(&format!("{road} ·")), "the title gives no field any more: {}", look.html);
            let never = send(clerk, &look, ANSWERS, &[NEVER]).await;
            let look = clerk.get(never.location()).await;
            assert!(look.shows(&lang.t("import-no-last-day")), "{}", look.html);
            let again = [("table_due", "day"), ("table_due_on", "30/10/2026")];
            let look = clerk.get(send(clerk, &look, ANSWERS, &again).await.location()).await;
            let started = send(clerk, &look, ANSWERS, &[START]).await;
            let done = clerk.get(started.location()).await;
            assert!(done.shows(&lang.ta("import-progress", &[("done", &5_i64), ("total", &5_i64)])), "{}", done.html);
            // What the table said beside the words is a note and no correction.
            let found = clerk.get("/search?q=R%C3%A1c+th%E1%BA%A3i").await;
            let case =
                links(&found.html).into_iter().find(|link| link.starts_with("/cases/")).expect("the case is found");
            let case = clerk.get(&case).await;
            assert!(case.shows(&lang.ta("note-of-table", &[("day", &"01/08/2026")])), "{}", case.html);
            let undone = send(clerk, &done, "/imports/undo", &[("reason", "Nhầm bảng")]).await;
            assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.html);
        }
        commune.house.verify().await;
    }
}
