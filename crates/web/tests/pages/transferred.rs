//! What was sent on, by the pages: answered point by point, dated later, urged by a letter that is signed afterwards.

use acts::rule::Confirm;
use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use crate::house::{Answer, day, error, links, shown};

/// The link of a page of the case to an act of its transfer.
fn to(matter: &Matter, page: &Answer, word: &str) -> String {
    let own = links(&page.html).into_iter().find(|link| link.starts_with(&format!("{}/{word}?", matter.case)));
    own.unwrap_or_else(|| panic!("the page leads to {word}"))
}

impl Matter {
    pub(super) async fn is_sent(&self, answer_by: &str) {
        let power = self.power.to_string();
        let typed = [("receiver", &*power), ("number", "9/UBND"), ("reason", "Lưới điện"), ("answer_by", answer_by)];
        self.does("send-on", &typed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_of_a_receiver_is_typed_point_by_point_and_stands_on_the_case() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        matter.is_sent("15/09/2026").await;
        let form_at = to(&matter, &matter.page().await, "answer-transfer");
        let form = matter.commune.clerk.get(&form_at).await;
        let point = Matter::point(&form);
        let name = |field: &str| format!("{field}-{point}");
        let (result, answer, by_on) = (name("result"), name("answer"), name("by_on"));
        let action = format!("{}/answer-transfer", matter.case);

        // Words without a result, and a promise without a day, are told at their row, and nothing typed is lost.
        for (typed, control) in [
            (vec![(&*answer, "Sẽ thay dây."), ("number", "12/CV-ĐL")], &result),
            (vec![(&*answer, "Sẽ thay dây."), (&*result, "promised"), ("number", "12/CV-ĐL")], &by_on),
        ] {
            let page = send(&matter.commune.clerk, &form, &action, &typed).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.html.contains(&format!("href=\"#{control}")), "the error leads to {control}");
            assert!(page.html.contains("12/CV-ĐL") && page.shows("Sẽ thay dây."), "what was typed is there");
        }
        let typed = [
            ("number", "12/CV-ĐL"),
            ("signed_by", "Trần Văn Điện, Phó Giám đốc"),
            (&*result, "promised"),
            (&*by_on, "25/09/2026"),
            (&*answer, "Sẽ thay dây."),
            ("told_way", "visit"),
        ];
        matter.sends(&form_at, &typed).await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            assert!(page.shows("12/CV-ĐL") && page.shows("Trần Văn Điện, Phó Giám đốc") && page.shows("Sẽ thay dây."));
            assert!(page.shows(&lang.t("result-promised")) && page.shows("25/09/2026"));
            assert!(!page.shows(&lang.t("answers-none")), "the point shows what its receiver answered");
            assert!(page.shows(&lang.t("outcome-in-progress")), "what is promised is not done");
            assert!(
                page.shows(&lang.ta("transfer-told", &[("day", &"09/09/2026")]))
                    || page.shows("Đã báo")
                    || lang == Lang::En
            );
        }
        matter.does("keep-promise", &[("note", "Đã thay")]).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("outcome-resolved")));
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_says_nothing_of_the_result_is_kept_and_leaves_the_point_waiting() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        matter.is_sent("15/09/2026").await;
        let form_at = to(&matter, &matter.page().await, "answer-transfer");
        let point = Matter::point(&matter.commune.clerk.get(&form_at).await);
        let result = format!("result-{point}");
        // A result that was forgotten is told at its row: an answer to all says of no point what came of it.
        let (form, action) = (matter.commune.clerk.get(&form_at).await, format!("{}/answer-transfer", matter.case));
        let page = send(&matter.commune.clerk, &form, &action, &[("answer_whole", "Trả lời chung.")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains(&format!("href=\"#{result}")) && page.shows("Trả lời chung."));
        matter.sends(&form_at, &[(&*result, "letter"), ("answer_whole", "Đã nhận văn bản.")]).await;
        let page = matter.page().await;
        assert!(page.shows(&Lang::Vi.t("result-letter")) && page.shows("Đã nhận văn bản."));
        assert!(page.shows(&Lang::Vi.t("transfer-untold")), "who raised it was not told of this step");
        assert!(!page.shows(&Lang::Vi.t("answers-none")), "what came stands at the point");
        assert!(!page.shows(&Lang::Vi.t("outcome-resolved")), "the receiver still owes the answer");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_without_a_day_says_how_long_it_waits_and_is_dated_from_its_list() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk) = (&matter.commune.house, &matter.commune.clerk);
        matter.is_sent("").await;
        house.store.move_today(day("2026-09-21")).await.expect("days pass");
        let list = clerk.get("/transfers").await;
        let at = links(&list.html).into_iter().find(|link| link.contains("/date-transfer?")).expect("it can be dated");
        assert!(
            list.html.contains("ngày") && !clerk.get("/urging").await.shows("Điện lực"),
            "without a day it is not late"
        );
        let form = clerk.get(&at).await;
        assert!(form.shows(&Lang::Vi.t("answer-by-not-ruled")), "no rule is confirmed: it is asked");
        let action = format!("{}/date-transfer", matter.case);
        let wrong = send(clerk, &form, &action, &[("answer_by", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!error(&wrong.html, "answer_by").is_empty(), "it says which day lacks");
        matter.sends(&at, &[("answer_by", "22/09/2026")]).await;
        assert!(!clerk.get("/transfers").await.html.contains("/date-transfer?"), "it has its day");
        house.store.move_today(day("2026-09-23")).await.expect("days pass");
        assert!(clerk.get("/urging").await.shows("Điện lực"), "now it is urged");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urging_letter_is_numbered_when_it_is_signed_and_its_case_says_so() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk) = (&matter.commune.house, &matter.commune.clerk);
        matter.is_sent("15/09/2026").await;
        house.store.move_today(day("2026-09-21")).await.expect("days pass");
        let page = clerk.get("/urging").await;
        let made = send(clerk, &page, "/urging", &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{:?}", shown(&made.html));
        let letters = clerk.get(made.location()).await;
        assert!(letters.shows(&Lang::Vi.t("urging-unsigned")));
        let action = "/urging/letters";
        let wrong = send(clerk, &letters, action, &[("number", ""), ("happened_on", "20/09/2026")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("20/09/2026"), "what was typed is there");
        let done = send(clerk, &letters, action, &[("number", "77/UBND"), ("happened_on", "21/09/2026")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}", shown(&done.html));
        for lang in Lang::ALL {
            let browser = clerk.in_language(lang);
            let letters = browser.get(done.location()).await;
            assert!(letters.shows(&lang.t("said-urging-issued")) && letters.html.contains("77/UBND"));
            assert!(!letters.shows(&lang.t("urging-unsigned")));
            assert!(browser.get(&matter.case).await.shows(&lang.t("act-case-urging-issued")));
        }
        let paper =
            links(&letters.html).into_iter().find(|it| it.starts_with("/urging/letters?letter=")).expect("a letter");
        assert!(clerk.get(&paper).await.shows("77/UBND"), "the paper has its number");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_shows_what_the_receiver_of_its_transfer_answered() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("answers-none")));
        matter.is_sent("15/09/2026").await;
        assert!(matter.page().await.shows(&Lang::Vi.t("answers-none")), "what was sent is not answered");
        let form_at = to(&matter, &matter.page().await, "answer-transfer");
        let point = Matter::point(&matter.commune.clerk.get(&form_at).await);
        let (result, answer) = (format!("result-{point}"), format!("answer-{point}"));
        matter.sends(&form_at, &[("number", "12/CV-ĐL"), (&*result, "letter"), (&*answer, "Đang xem lại.")]).await;
        let page = matter.page().await;
        // Once at the point, once with the letter that came.
        assert_eq!(page.html.matches("Đang xem lại.").count(), 2, "{}", page.html);
        let of_letter = page.html.split("class=\"ln-answer\"").nth(1).expect("it stands at the point");
        assert!(of_letter.contains("Điện lực") && of_letter.contains("12/CV-ĐL"), "whose it is, and of which number");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_for_the_answer_of_a_receiver_is_filled_in_where_a_rule_is_confirmed() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        let due =
            |page: &Answer| shown(&page.html).into_iter().find(|(name, _)| name == "answer_by").expect("a field").1;
        let at = format!("{}/send-on", matter.case);
        let form = commune.clerk.get(&at).await;
        assert!(due(&form).is_empty() && form.shows(&Lang::Vi.t("answer-by-not-ruled")), "no rule, no day");
        let administrator = commune.house.account("xa.quan.tri", commune.organisation, &[Role::Administrator]).await;
        let version = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            store::rulebook::number(&mut read).await.expect("reads")
        };
        let confirm = Confirm {
            organisation: commune.organisation,
            rule: "DT-TRANSFER".to_owned(),
            copied: 1,
            level: None,
            amount: 10,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế đối thoại của xã".to_owned(),
            on: day("2026-01-05"),
            version,
        };
        commune.house.act(administrator, confirm).await;
        for lang in Lang::ALL {
            let form = commune.clerk.in_language(lang).get(&at).await;
            assert_eq!(due(&form), "25/09/2026", "ten working days after 11/09/2026");
            assert!(form.shows(&lang.ta("answer-by-ruled", &[("day", &"25/09/2026")])), "{}", form.html);
            assert!(form.html.contains("ln-days") && form.shows("Quy chế đối thoại của xã"), "why it is that day");
        }
        // What is filled in is sent unless somebody types another day.
        let power = matter.power.to_string();
        let typed = [("receiver", &*power), ("number", "9/UBND"), ("reason", "Lưới điện")];
        matter.does("send-on", &typed).await;
        let line = Lang::Vi.ta("transfer-answer-by", &[("day", &"25/09/2026")]);
        assert!(matter.page().await.shows(&line), "the receiver has that day");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_in_no_list_is_named_in_the_form_that_sends_to_it() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (form_at, name) = (format!("{}/send-on", matter.case), "Tổng công ty <Điện lực> mô phỏng");
        let typed = [("other_body", name), ("number", "9/UBND"), ("reason", "Lưới điện")];
        for lang in Lang::ALL {
            let browser = matter.commune.clerk.in_language(lang);
            let form = browser.get(&form_at).await;
            assert!(form.shows(&lang.t("field-other-body")), "{}", form.html);
            // Without its level, and beside another receiver, it is told at its field and nothing typed is lost.
            let page = send(&browser, &form, &form_at, &typed).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!error(&page.html, "other_level").is_empty() && page.shows(name), "{}", page.html);
            let power = matter.power.to_string();
            let both = [("receiver", &*power), ("other_body", name), ("other_level", "province")];
            let page = send(&browser, &form, &form_at, &both).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!error(&page.html, "other_body").is_empty(), "{}", page.html);
        }
        let form = matter.commune.clerk.get(&form_at).await;
        let all: Vec<_> = typed.into_iter().chain([("other_level", "province")]).collect();
        let sent = send(&matter.commune.clerk, &form, &form_at, &all).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        for page in [matter.case.as_str(), "/transfers"] {
            assert!(matter.commune.clerk.get(page).await.shows(name), "{page}");
        }
        matter.commune.house.verify().await;
    }
}

/// The words of a Word file.
pub(super) fn words_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK);
    testing::words_of_docx(&answer.bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_beyond_competence_is_listed_by_the_body_that_got_it_with_its_paper_and_its_answer() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (commune, clerk) = (&matter.commune, &matter.commune.clerk);
        let waits = [("words", "Trường thiếu giáo viên."), ("who", "Ông Lò Văn Páo"), ("mark", "beyond")];
        commune.type_in(&waits).await;
        commune.type_in(&[("words", "Chợ chật."), ("who", "Ông Lò Văn Páo")]).await;
        matter.is_sent("15/09/2026").await;
        let of_talk = format!("/dialogues/{}/beyond", commune.dialogue);
        for lang in Lang::ALL {
            for path in [&*of_talk, "/beyond"] {
                let page = clerk.in_language(lang).get(path).await;
                let to = lang.ta("beyond-to", &[("body", &"Cơ quan Điện lực")]);
                for words in ["Trường thiếu giáo viên.", "Mương bị lấp.", &*to, "9/UBND", "15/09/2026"] {
                    assert!(page.shows(words), "{path}, {words}: {}", page.html);
                }
                assert!(page.shows(&lang.t("beyond-to-send")) && page.shows(&lang.t("beyond-no-answer")));
                assert!(!page.shows("Chợ chật."), "what is in competence is not among it");
                assert!(!page.html.contains("Thị Sim") && !page.html.contains("Văn Páo"), "nobody is named");
            }
        }
        let form_at = to(&matter, &matter.page().await, "answer-transfer");
        let point = Matter::point(&clerk.get(&form_at).await);
        let (result, answer) = (format!("result-{point}"), format!("answer-{point}"));
        let typed = [("number", "12/CV-ĐL"), (&*result, "done"), (&*answer, "Đã thay dây.")];
        matter.sends(&form_at, &typed).await;
        let page = clerk.get(&of_talk).await;
        assert!(page.shows("12/CV-ĐL") && page.shows("Đã thay dây.") && !page.shows(&Lang::Vi.t("beyond-no-answer")));

        for path in [&*of_talk, "/beyond"] {
            let paper = words_of(&clerk.get(&format!("{path}/word")).await);
            for words in ["VƯỢT THẨM QUYỀN", "Chưa chuyển", "Chuyển Cơ quan Điện lực", "9/UBND", "Đã thay dây."]
            {
                assert!(paper.contains(words), "{path}, {words}: {paper}");
            }
            for format in ["xlsx", "csv"] {
                let file = clerk.get(&format!("{path}?as={format}")).await;
                let table = sheets::read(&file.bytes).expect("it opens").into_iter().next().expect("one table");
                let rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
                assert_eq!(rows.len(), 3, "{rows:?}");
                assert!(
                    rows[1].contains("Trường thiếu") && rows[2].contains("Điện lực") && rows[2].contains("12/CV-ĐL")
                );
            }
        }
        let wrong = clerk.get("/beyond?from=01/09/2026&to=01/08/2026").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!error(&wrong.html, "to").is_empty());
        for lang in Lang::ALL {
            let clerk = clerk.in_language(lang);
            let long = clerk.get("/beyond?from=01/01/2020&to=31/12/2025").await;
            assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY, "all of it is put in order for each page");
            let told = lang.told("too-early", Some("beyond_from"), &[("earliest", "31/12/2023".to_owned())]);
            assert_eq!(error(&long.html, "from"), format!("{} {}", told.what, told.remedy));
            assert!(told.what.contains(if lang == Lang::Vi { "hai năm" } else { "two years" }), "{}", told.what);
            assert!(long.html.contains("01/01/2020"), "what was typed is there: {}", long.html);
            let file = clerk.get("/beyond?from=01/01/2020&to=31/12/2025&as=csv").await;
            assert!(file.shows(&told.what), "nor is a file made of it: {}", file.html);
        }
        let earlier = clerk.get("/beyond?from=01/01/2025&to=31/12/2025").await;
        assert!(earlier.shows(&Lang::Vi.t("beyond-none")) && !earlier.shows("Mương bị lấp."));
        commune.house.verify().await;
    }
}
