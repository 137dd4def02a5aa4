//! Last days that moved: each names what moved it. What a reopened case is due by, how its state is told to whoever raised it, and
//! the papers of what was recorded for others.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::follow::slip;
use super::handled::Matter;
use super::{Commune, plan, send, told};
use crate::house::{Answer, Browser, day, error};

#[tokio::test(flavor = "multi_thread")]
async fn why_a_date_is_that_date_names_its_extension_with_days_reason_and_whether_the_person_was_told() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        matter.does("extend", &[("due_on", "25/09/2026"), ("reason", "Chờ kết quả đo")]).await;
        matter.does("extend", &[("due_on", "29/09/2026"), ("reason", "Mưa lũ"), ("told", "yes")]).await;
        for lang in Lang::ALL {
            let page = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            for (from, to, count, reason, told) in [
                ("18/09/2026", "25/09/2026", 5_i64, "Chờ kết quả đo", "redated-not-told"),
                ("25/09/2026", "29/09/2026", 2, "Mưa lũ", "redated-told"),
            ] {
                let moved = lang.ta(
                    "redated-working",
                    &[("on", &day(crate::house::TODAY).vn()), ("from", &from), ("to", &to), ("count", &count)],
                );
                let why = lang.ta("redated-reason", &[("reason", &reason)]);
                assert!(page.shows(&format!("{moved} {why} {}", lang.t(told))), "{moved} {why}: {}", page.html);
            }
            let why = page.html.split("<details class=\"govuk-details ln-why\"").nth(1).expect("why it is that day");
            assert!(why.contains("href=\"#event-"), "each move leads to its step");
        }
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_case_asks_by_when_and_the_person_reads_one_truth() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (code, pin) = slip(&matter).await;
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "14/09/2026")]).await;
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = Matter::point(&form);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter.does("reply", &[("number", "12/PKT"), (&answer, "Đã khơi xong."), (&result, "done")]).await;
        matter.commune.house.store.move_today(day("2026-09-21")).await.expect("days pass");
        let at = format!("{}/reopen", matter.case);
        for lang in Lang::ALL {
            let clerk = matter.commune.clerk.in_language(lang);
            let form = clerk.get(&at).await;
            assert!(form.shows(&lang.ta("due-anew-present", &[("day", &"14/09/2026")])), "{}", form.html);
            let silent = send(&clerk, &form, &at, &[("reason", "Còn một đoạn")]).await;
            assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(error(&silent.html, "due_on"), told(lang, &Refusal::Missing { field: "due_on" }));
        }
        matter.does("reopen", &[("reason", "Còn một đoạn"), ("due_on", "28/09/2026")]).await;
        for lang in Lang::ALL {
            let page = matter.followed(lang, (&code, &pin)).await;
            assert!(page.shows("28/09/2026") && page.shows(&lang.t("outcome-in-progress")), "{}", page.html);
            let now = lang.ta("follow-now-assigned", &[("body", &"Cơ quan Phòng Kinh tế")]);
            assert!(page.shows(&now), "{now}: {}", page.html);
            let own = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            let moved =
                lang.ta("redated-reopening", &[("on", &"21/09/2026"), ("from", &"14/09/2026"), ("to", &"28/09/2026")]);
            assert!(own.shows(&moved), "{moved}");
        }
        // Its day over and nobody at it: neither line says that it is in progress.
        matter.commune.house.store.move_today(day("2026-10-05")).await.expect("days pass");
        for lang in Lang::ALL {
            let page = matter.followed(lang, (&code, &pin)).await;
            assert!(page.shows(&lang.t("outcome-not-taken-up")), "{}", page.html);
            assert!(page.shows(&lang.ta("follow-now-given", &[("body", &"Cơ quan Phòng Kinh tế")])));
            assert!(!page.shows(&lang.ta("follow-now-assigned", &[("body", &"Cơ quan Phòng Kinh tế")])));
        }
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_neither_name_nor_contact_is_told_through_the_village_and_not_by_telephone_or_letter() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let unnamed = matter.commune.type_in(&[("words", "Đèn hỏng."), ("unnamed", "yes")]).await;
        let reached = [("words", "Rác đầy."), ("unnamed", "yes"), ("contact", "0900 000 009")];
        let reached = matter.commune.type_in(&reached).await;
        for lang in Lang::ALL {
            let clerk = matter.commune.clerk.in_language(lang);
            for act in ["send-on", "tell"] {
                let offers = async |case: &str| {
                    let form = clerk.get(&format!("{case}/{act}")).await;
                    ["telephone", "letter", "village"].map(|way| form.shows(&lang.of("contact-way", way)))
                };
                assert_eq!(offers(&matter.case).await, [true, true, true], "{act}: named");
                assert_eq!(offers(&reached).await, [true, true, true], "{act}: a telephone without a name");
                assert_eq!(offers(&unnamed).await, [false, false, true], "{act}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_of_an_act_recorded_for_another_body_is_named_at_its_step_and_read_in_their_list() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, lead) = (&matter.commune.house, matter.division.to_string());
        house.account("phong.kt", matter.division, &[Role::Handler]).await;
        let theirs = house.signed_in("phong.kt").await;
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        matter.does("accept", &[]).await;
        let page = matter.page().await;
        let at = names_paper(&page, "case.accepted").expect("the step offers it");
        for lang in Lang::ALL {
            let clerk = matter.commune.clerk.in_language(lang);
            let shown = clerk.get(&matter.case).await;
            let wrong = send(&clerk, &shown, &at, &[("number", ""), ("issuer", "Phòng Kinh tế")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.html.contains("value=\"Phòng Kinh tế\""), "what was typed comes back");
        }
        let typed = [("number", "15/KT"), ("dated_on", "10/09/2026"), ("issuer", "Phòng Kinh tế")];
        let done = send(&matter.commune.clerk, &page, &at, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let words = "15/KT, Phòng Kinh tế";
        for lang in Lang::ALL {
            let act = lang.of("act", "case.accepted");
            let history = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            let step = lang.ta("step-paper", &[("act", &act), ("words", &words), ("day", &"10/09/2026")]);
            assert!(history.shows(&step), "{step}");
            let list = theirs.in_language(lang).get("/on-behalf").await;
            assert!(
                list.shows(&lang.ta("on-behalf-paper", &[("words", &words), ("day", &"10/09/2026")])),
                "{}",
                list.html
            );
            assert!(list.shows(&lang.of("act", "event.paper_named")), "that it was named stands there as well");
        }
        // One that was named at the wrong step is struck there, and the act rests on none again.
        let page = matter.page().await;
        let strike = offered(&page, "event.paper_named", "/strike").expect("it can be taken away");
        let struck = send(&matter.commune.clerk, &page, &strike, &[("reason", "Ghi nhầm bước")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        let list = theirs.get("/on-behalf").await;
        assert!(!list.shows(&Lang::Vi.ta("on-behalf-paper", &[("words", &words), ("day", &"10/09/2026")])));
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_was_named_at_the_wrong_step_of_a_dialogue_a_plan_or_a_reception_is_taken_back() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let dialogue = commune.concluded().await;
        a_paper_is_named(clerk, &dialogue, "dialogue.concluded").await;
        let planned = plan::drafted(&commune).await;
        plan::issue(&commune, &planned).await;
        a_paper_is_named(clerk, &planned, "plan.approved").await;
        let reception = commune.set_reception("14/09/2026").await;
        a_paper_is_named(clerk, &reception, "reception.scheduled").await;
        commune.house.verify().await;
    }
}

/// The address to which the step of an act posts a form, where the page offers that.
fn offered(page: &Answer, act: &str, form: &str) -> Option<String> {
    let title = format!(">{}<", Lang::Vi.of("act", act));
    let steps = page.html.split("<div class=\"moj-timeline__item").skip(1).filter(|it| it.contains(&title));
    let actions = steps.flat_map(|step| step.split("action=\"").skip(1).filter_map(|it| it.split('"').next()));
    actions.map(str::to_owned).find(|it| it.starts_with("/events/") && it.ends_with(form))
}

/// The address at which the paper of an act is named, where its step offers that.
pub(super) fn names_paper(page: &Answer, act: &str) -> Option<String> {
    offered(page, act, "/paper")
}

/// Names the paper of an act of a page by the form that it shows, wrong at first and then right; what was named at the wrong step is
/// taken back there, and named anew.
pub(super) async fn a_paper_is_named(reader: &Browser, page: &str, act: &str) {
    for lang in Lang::ALL {
        let reader = reader.in_language(lang);
        let shown = reader.get(page).await;
        let own = reader.in_language(Lang::Vi).get(page).await;
        let at = names_paper(&own, act).unwrap_or_else(|| panic!("the step of {page} offers it: {}", own.html));
        let wrong = send(&reader, &shown, &at, &[("number", ""), ("issuer", "Phòng Kinh tế")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
        assert!(wrong.html.contains("value=\"Phòng Kinh tế\""), "what was typed comes back");
        assert!(wrong.shows(&lang.t("step-refused")), "the page says what is wrong: {}", wrong.html);
        let typed = [("number", "15/KT"), ("dated_on", "10/09/2026"), ("issuer", "Phòng Kinh tế")];
        let done = send(&reader, &shown, &at, &typed).await;
        assert_eq!(done.location(), format!("{page}?said=paper-named"), "{}", done.html);
        let words = "15/KT, Phòng Kinh tế";
        let said = [("act", &lang.of("act", act) as &dyn web::lang::Arg), ("words", &words), ("day", &"10/09/2026")];
        let history = reader.get(page).await;
        assert!(history.shows(&lang.ta("step-paper", &said)), "{}", history.html);
        let own = reader.in_language(Lang::Vi).get(page).await;
        let strike = offered(&own, "event.paper_named", "/strike").expect("it can be taken back");
        let long = "x".repeat(5_000);
        let wrong = send(&reader, &history, &strike, &[("reason", &long)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}: a reason is shorter");
        assert!(wrong.html.contains(&long) && wrong.shows(&lang.t("step-refused")), "what was typed comes back");
        let struck = send(&reader, &history, &strike, &[("reason", "Ghi nhầm bước")]).await;
        assert_eq!(struck.location(), format!("{page}?said=struck"), "{}", struck.html);
        let own = reader.in_language(Lang::Vi).get(page).await;
        assert!(offered(&own, "event.paper_named", "/strike").is_none(), "once: {}", own.html);
        assert!(reader.get(page).await.shows("Ghi nhầm bước"), "the reason stands in the history");
        let named = names_paper(&own, act).expect("and the act rests on none again");
        let again = send(&reader, &reader.get(page).await, &named, &typed).await;
        assert_eq!(again.location(), format!("{page}?said=paper-named"), "{}", again.html);
        let own = reader.in_language(Lang::Vi).get(page).await;
        let strike = offered(&own, "event.paper_named", "/strike").expect("it can be taken back");
        send(&reader, &reader.get(page).await, &strike, &[("reason", "Ghi nhầm bước")]).await;
    }
}
