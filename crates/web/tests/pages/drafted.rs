//! A reply on its way by the pages: drafted, approved by somebody else, issued; a body that asks back; letters that urge.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use crate::house::{Answer, Browser, shown};

/// Sends the form of an act as its page shows it to a reader.
async fn does(browser: &Browser, at: &str, typed: &[(&str, &str)]) -> Answer {
    let form = browser.get(at).await;
    assert_eq!(form.status, StatusCode::OK, "{at}");
    let answer = send(browser, &form, at.split('?').next().expect("a path"), typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{at}: {:?}", shown(&answer.html));
    browser.get(answer.location()).await
}

fn point(form: &Answer) -> String {
    shown(&form.html).into_iter().find(|(name, _)| name == "point").expect("it asks of a point").1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_goes_from_draft_to_approval_to_issue_by_the_pages() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        house.account("truong.phong", matter.division, &[Role::Approver]).await;
        let (handler, approver) = (house.signed_in("can.bo").await, house.signed_in("truong.phong").await);

        let point = point(&handler.get(&format!("{case}/draft-reply")).await);
        let (answer, result, evidence) =
            (format!("answer-{point}"), format!("result-{point}"), format!("evidence-{point}"));
        let typed =
            [(&*answer, "Đã khơi xong."), (&*result, "done"), (&*evidence, "Biên bản ngày 10"), ("submit", "yes")];
        let page = does(&handler, &format!("{case}/draft-reply"), &typed).await;
        assert!(page.shows("Đã khơi xong.") && page.shows(&Lang::Vi.t("draft-state-submitted")));
        assert!(!page.shows(&Lang::Vi.t("outcome-resolved")), "a draft is no reply");
        assert!(!page.html.contains("/approve-reply"), "whoever drafted it is not led to approve it");
        let today = approver.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-drafts-submitted")) && today.html.contains(case.as_str()));

        does(&approver, &format!("{case}/send-back-reply"), &[("reason", "Thêm ảnh")]).await;
        let page = handler.get(case).await;
        assert!(page.shows("Thêm ảnh") && page.shows(&Lang::Vi.t("draft-state-sent-back")));
        let rewrite = page.html.split('"').find(|it| it.contains("/draft-reply?draft=")).expect("a way to rewrite it");
        let form = handler.get(rewrite).await;
        assert!(form.shows("Đã khơi xong.") && form.shows("Biên bản ngày 10"), "it shows what was typed");
        does(&handler, rewrite, &[(&*answer, "Đã khơi xong, có ảnh."), ("submit", "yes")]).await;
        does(&approver, &format!("{case}/approve-reply"), &[]).await;
        assert!(!approver.get("/").await.shows(&Lang::Vi.t("home-drafts-submitted")));
        let page = does(&handler, &format!("{case}/issue-reply"), &[("number", "31/PKT")]).await;
        assert!(page.shows("Đã khơi xong, có ảnh.") && page.shows("31/PKT"));
        assert!(page.shows(&Lang::Vi.t("outcome-resolved")));

        matter.does("delivery", &[("delivery", "village")]).await;
        let told = matter.commune.clerk.get("/to-tell").await;
        assert!(told.html.contains(case.as_str()) && told.shows(&Lang::Vi.t("delivery-village")));
        matter.does("tell", &[("way", "village")]).await;
        assert!(!matter.commune.clerk.get("/to-tell").await.html.contains(case.as_str()));
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_approves_or_issues_sees_each_point_and_so_does_the_page_of_the_case() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (clerk, case) = (&matter.commune.clerk, &matter.case);
        let at = format!("{case}/draft-reply");
        let point = point(&clerk.get(&at).await);
        let of = |name: &str| format!("{name}-{point}");
        let typed = [
            (&*of("answer"), "Chưa có kinh phí trong năm."),
            (&*of("result"), "cannot_be_done"),
            (&*of("ground"), "Nghị quyết 12 không bố trí vốn."),
            (&*of("evidence"), "Công văn 31/TCKH"),
            ("submit", "yes"),
        ];
        does(clerk, &at, &typed).await;
        let all = ["Chưa có kinh phí trong năm.", "Nghị quyết 12 không bố trí vốn.", "Công văn 31/TCKH"];
        matter.commune.house.account("duyet", matter.commune.organisation, &[Role::Approver]).await;
        let approver = matter.commune.house.signed_in("duyet").await;
        for word in ["approve-reply", "send-back-reply"] {
            let page = approver.get(&format!("{case}/{word}")).await;
            for words in all {
                assert!(page.shows(words), "{word}: {words}");
            }
            assert!(page.shows(&Lang::Vi.t("result-cannot-be-done")));
        }
        does(&approver, &format!("{case}/approve-reply"), &[]).await;
        let page = clerk.get(&format!("{case}/issue-reply")).await;
        assert!(all.iter().all(|words| page.shows(words)));
        let page = does(clerk, &format!("{case}/issue-reply"), &[("number", "31/UBND")]).await;
        assert!(!page.html.contains("issue-reply"), "it is issued");
        for words in all {
            assert!(page.shows(words), "the page of the case shows {words}");
        }
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_in_the_past_is_told_at_the_row_in_which_it_was_typed() {
    let matter = Matter::open(Fresh::sqlite()).await;
    let clerk = &matter.commune.clerk;
    for word in ["reply", "draft-reply"] {
        let at = format!("{}/{word}", matter.case);
        for lang in Lang::ALL {
            let reader = clerk.in_language(lang);
            let form = reader.get(&at).await;
            let point = point(&form);
            let (answer, result, by_on) =
                (format!("answer-{point}"), format!("result-{point}"), format!("by_on-{point}"));
            let mut typed = vec![(&*answer, "Sẽ khơi."), (&*result, "promised"), (&*by_on, "01/01/2026")];
            typed.extend((word == "reply").then_some(("signer", "unsaid")));
            let refused = send(&reader, &form, &at, &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
            assert!(refused.html.contains(&format!("href=\"#{by_on}\"")), "{word}: the summary leads there");
            assert!(refused.html.contains(&format!("id=\"{by_on}-error\"")), "{word}: it stands there");
            assert!(refused.html.contains("id=\"act-form\""), "{word}: the form is there");
            assert!(refused.shows("Sẽ khơi.") && refused.html.contains("01/01/2026"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_was_signed_on_paper_needs_its_number_and_no_approval() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let clerk = &matter.commune.clerk;
        let at = format!("{}/draft-reply", matter.case);
        let point = point(&clerk.get(&at).await);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        does(clerk, &at, &[(&*answer, "Đã khơi xong."), (&*result, "done")]).await;
        let at = format!("{}/issue-reply", matter.case);
        for lang in Lang::ALL {
            let reader = clerk.in_language(lang);
            let form = reader.get(&at).await;
            let refused = send(&reader, &form, &at, &[("number", "31/UBND")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.shows(&lang.t("refusal-not-approved")) && refused.html.contains("31/UBND"));
        }
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_back_is_answered_and_who_has_a_part_says_it_is_done() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        let handler = house.signed_in("can.bo").await;
        let page = does(&handler, &format!("{case}/ask-back"), &[("question", "Mương nào?")]).await;
        assert!(page.shows("Mương nào?"));
        assert!(!page.html.contains(&format!("{case}/give-back")), "a body below does not give back");
        let today = matter.commune.clerk.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-questions")) && today.html.contains(case.as_str()));
        matter.does("answer-ask", &[("answer", "Mương sau chợ.")]).await;
        assert!(!matter.commune.clerk.get("/").await.shows(&Lang::Vi.t("home-questions")));

        let team = house.found(matter.division, "service_centre", "Tổ đo đạc", None).await;
        let typed = [("part_to", &*team.to_string()), ("work", "Đo mương"), ("due_on", "15/09/2026")];
        let page = does(&handler, &format!("{case}/give-part"), &typed).await;
        assert!(page.shows("Đo mương") && page.shows(&Lang::Vi.t("part-state-open")));
        assert!(page.shows(&Lang::Vi.t("hops-title")), "where it has been is seen");
        house.account("to.do", team, &[Role::Handler]).await;
        let surveyor = house.signed_in("to.do").await;
        let page = does(&surveyor, &format!("{case}/part-done"), &[("note", "Đã đo")]).await;
        assert!(page.shows(&Lang::Vi.t("part-state-done")));
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_overdue_is_urged_in_one_press_and_each_body_has_its_letter() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk) = (&matter.commune.house, &matter.commune.clerk);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        assert!(!clerk.get("/urging").await.html.contains("id=\"urge\""), "nothing is overdue yet");
        house.store.move_today(crate::house::day("2026-09-21")).await.expect("days pass");
        let page = clerk.get("/urging").await;
        assert!(page.shows("Phòng Kinh tế"));
        let list =
            page.html.split('"').find(|it| it.starts_with("/urging?of=") && it.contains("to=")).expect("its list");
        let list = list.replace("&#38;", "&").replace("&amp;", "&");
        let monday = clerk.get(&list).await;
        assert!(monday.shows("Mương bị lấp.") && monday.html.contains("textarea"));
        assert!(!monday.shows("Hồ Thị Sim"), "no name of a citizen");
        let copy =
            monday.html.split("<textarea").nth(1).and_then(|it| it.split("</textarea>").next()).expect("the text");
        assert!(copy.contains("VV-") && !copy.contains("Mương"), "nobody's words go into a chat: {copy}");
        let file = format!("{list}&as=csv").replace('&', "&amp;");
        assert!(
            monday.html.replace("&#38;", "&amp;").contains(&file),
            "its file is of this body alone: {}",
            monday.html
        );
        let answer = send(clerk, &page, "/urging", &[("answer_by", "25/09/2026")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?}", shown(&answer.html));
        let again = send(clerk, &clerk.get("/urging").await, "/urging", &[("answer_by", "25/09/2026")]).await;
        assert!(again.shows(&Lang::Vi.t("refusal-nothing-overdue")), "{:?}", shown(&again.html));
        let letters = clerk.get(answer.location()).await;
        let letter = letters.html.split('"').find(|it| it.starts_with("/urging/letters?letter=")).expect("a letter");
        let paper = clerk.get(letter).await;
        assert!(paper.shows("Mương bị lấp.") && paper.shows("Phòng Kinh tế"));
        let word = clerk.get(&format!("{letter}&as=word")).await;
        assert_eq!(word.status, StatusCode::OK);
        assert!(matter.page().await.shows(&Lang::Vi.t("urged-title")));
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_raised_what_counts_in_another_case_is_told_as_well() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let clerk = &matter.commune.clerk;
        let other = matter.commune.type_in(&[("words", "Mương tắc từ năm ngoái.")]).await;
        let root = matter.case.rsplit_once('/').expect("its number").1;
        does(clerk, &format!("{other}/merge"), &[("root", &format!("VV-{root}")), ("reason", "Cùng một việc")]).await;
        matter.does("delivery", &[("delivery", "village")]).await;
        assert!(!clerk.get("/to-tell").await.html.contains(&other), "nothing came of it yet");
        let point = point(&clerk.get(&format!("{}/reply", matter.case)).await);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter.does("reply", &[("signer", "unsaid"), (&*answer, "Đã khơi xong."), (&*result, "done")]).await;
        let page = clerk.get("/to-tell").await;
        assert!(page.html.contains(&matter.case) && page.html.contains(&other), "{}", page.html);
        matter.does("tell", &[("way", "village")]).await;
        assert!(!clerk.get("/to-tell").await.html.contains(&other));
        matter.commune.house.verify().await;
    }
}
