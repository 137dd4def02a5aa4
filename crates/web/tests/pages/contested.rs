//! What a clerk recorded for somebody else, through the pages: they find it on Today, say that it was not so, and are answered by
//! whoever recorded it; both read it where it happened.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::notice::leading;
use super::{CLERK, Commune, plan, told};
use crate::house::{Answer, Browser, error, form, plain};

const LIST: &str = "/on-behalf";
const REASON: &str = "Chúng tôi chưa làm việc này.";
const ANSWER: &str = "Theo Công văn số 12/CV ngày 11/9.";

/// An act of a subject in one of the lists of a page: its event, and its row as a piece of the page.
fn row(page: &Answer, list: &str, (subject, act): (&str, &str)) -> (String, String) {
    let rest = page.html.split(&format!("aria-labelledby=\"{list}\"")).nth(1).unwrap_or_default();
    let list = rest.split("</section>").next().expect("a part");
    let own = format!("href=\"{subject}#event-");
    let mut rows = list.split(" id=\"recorded-").skip(1);
    let row = rows.find(|row| row.contains(&own) && plain(row).contains(act));
    let row = row.unwrap_or_else(|| panic!("{act} of {subject}: {}", page.html));
    (row.split('"').next().expect("an id").to_owned(), row.to_owned())
}

/// Sends a form of a row as it stands there, with its one field typed over.
async fn sends(browser: &Browser, row: &str, action: &str, (name, words): (&str, &str)) -> Answer {
    let mut pairs = form(row, action);
    pairs.retain(|(own, _)| own != name);
    pairs.push((name.to_owned(), words.to_owned()));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(action, &pairs).await
}

/// What was recorded for those who read it in `theirs` is contested by them and answered by the clerk.
async fn is_contested_and_answered(theirs: &Browser, clerk: &Browser, subject: &str, act: &str) {
    let act = Lang::Vi.of("act", act);
    let what = (subject, act.as_str());
    for lang in Lang::ALL {
        assert!(theirs.in_language(lang).get("/").await.shows(&lang.t("today-on-behalf")), "{lang}: it waits on Today");
    }
    let (event, own) = row(&theirs.get(LIST).await, "recorded", what);
    assert!(plain(&own).contains(CLERK), "who typed it: {own}");
    for lang in Lang::ALL {
        let wrong = sends(&theirs.in_language(lang), &own, "/on-behalf/contest", ("reason", " ")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let missing = told(lang, &Refusal::Missing { field: "reason" });
        assert_eq!(error(&wrong.html, &format!("reason-{event}")), missing);
    }
    let contested = sends(theirs, &own, "/on-behalf/contest", ("reason", REASON)).await;
    assert_eq!(contested.location(), "/on-behalf?said=contested", "{}", contested.html);
    for lang in Lang::ALL {
        let page = theirs.in_language(lang).get(contested.location()).await;
        assert!(page.shows(&lang.t("said-contested")) && page.shows(&lang.t("on-behalf-contest-waits")));
    }
    let (_, own) = row(&theirs.get(LIST).await, "recorded", what);
    assert!(own.contains("action=\"/on-behalf/take-back\""), "while nobody answered: {own}");
    assert!(!own.contains("action=\"/on-behalf/contest\""), "one waits already: {own}");

    for lang in Lang::ALL {
        assert!(clerk.in_language(lang).get("/").await.shows(&lang.t("today-contested")), "{lang}: it waits on Today");
    }
    let (_, waiting) = row(&clerk.get(LIST).await, "contested", what);
    assert!(plain(&waiting).contains(REASON), "{waiting}");
    let action = format!("/events/{event}/answer-contest");
    let wrong = sends(clerk, &waiting, &action, ("note", "")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = told(Lang::Vi, &Refusal::Missing { field: "note" });
    assert_eq!(error(&wrong.html, &format!("note-{event}")), missing);
    let answered = sends(clerk, &waiting, &action, ("note", ANSWER)).await;
    assert_eq!(answered.location(), "/on-behalf?said=contest-answered", "{}", answered.html);
    for lang in Lang::ALL {
        let clerk = clerk.in_language(lang);
        let page = clerk.get(answered.location()).await;
        assert!(page.shows(&lang.t("said-contest-answered")) && page.shows(&lang.t("on-behalf-contested-none")));
        assert!(!clerk.get("/").await.shows(&lang.t("today-contested")), "nothing waits any more");
    }

    let (_, own) = row(&theirs.get(LIST).await, "recorded", what);
    assert!(plain(&own).contains(&Lang::Vi.t("on-behalf-contest-settled")), "{own}");
    for browser in [theirs, clerk] {
        for lang in Lang::ALL {
            let page = browser.in_language(lang).get(subject).await;
            assert_eq!(page.status, StatusCode::OK, "{subject}");
            let acts = [lang.t("act-event-contested"), lang.t("act-event-contest-answered")];
            for words in [REASON, ANSWER].into_iter().chain(acts.iter().map(String::as_str)) {
                assert!(page.shows(words), "{words} on {subject}: {}", page.html);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_division_contests_the_acceptance_that_a_clerk_recorded_for_it_and_is_answered() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        matter.does("accept", &[]).await;
        let house = &matter.commune.house;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        let handler = house.signed_in("can.bo").await;
        is_contested_and_answered(&handler, &matter.commune.clerk, &matter.case, "case.accepted").await;
        for lang in Lang::ALL {
            let today = handler.in_language(lang).get("/").await;
            assert!(!today.shows(&lang.t("today-on-behalf")), "what was contested once was looked at");
        }
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_contests_the_plan_that_a_clerk_recorded_as_issued_and_is_answered() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let issued = plan::drafted(&commune).await;
        plan::issue(&commune, &issued).await;
        let head = commune.colleague(Role::Head).await;
        is_contested_and_answered(&head, &commune.clerk, &issued, "plan.approved").await;
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_who_contests_finds_it_once_and_is_not_asked_to_answer_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let issued = plan::drafted(&commune).await;
        plan::issue(&commune, &issued).await;
        let head = commune.colleague(Role::Head).await;
        commune.house.account("pho", commune.organisation, &[Role::Head]).await;
        let other = commune.house.signed_in("pho").await;
        let act = Lang::Vi.of("act", "plan.approved");
        let what = (issued.as_str(), act.as_str());
        let (event, own) = row(&head.get(LIST).await, "recorded", what);
        sends(&head, &own, "/on-behalf/contest", ("reason", REASON)).await;
        let id = format!("id=\"recorded-{event}\"");
        for lang in Lang::ALL {
            let page = head.in_language(lang).get(LIST).await;
            assert_eq!(page.html.matches(&id).count(), 1, "{lang}: once: {}", page.html);
            assert!(!head.in_language(lang).get("/").await.shows(&lang.t("today-contested")), "{lang}: not theirs");
        }
        let (_, own) = row(&head.get(LIST).await, "recorded", what);
        assert!(own.contains("action=\"/on-behalf/take-back\""), "they take it back: {own}");
        assert!(!own.contains("/answer-contest"), "nor do they answer it: {own}");
        for lang in Lang::ALL {
            let page = other.in_language(lang).get(LIST).await;
            assert_eq!(page.html.matches(&id).count(), 1, "{lang}: who else answers finds it once: {}", page.html);
            assert!(other.in_language(lang).get("/").await.shows(&lang.t("today-contested")), "{lang}: it waits there");
        }
        let (_, waiting) = row(&other.get(LIST).await, "contested", what);
        assert!(waiting.contains("/answer-contest"), "{waiting}");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_contests_the_notice_that_a_clerk_recorded_as_issued_and_is_answered() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let dialogue = commune.concluded().await;
        let drafted = commune.post_on(&dialogue, &format!("{dialogue}/notices"), &[]).await;
        let notice = drafted.location().to_owned();
        let lead = commune.organisation.to_string();
        for point in leading(&commune.clerk.get(&notice).await, &format!("{notice}/point?point=")) {
            let written = [("lead", lead.as_str()), ("due_on", "05/10/2026"), ("conclusion", "Kiểm tra.")];
            let set = commune.post_on(&point, &format!("{notice}/point"), &written).await;
            assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        }
        let typed = [("number", "05/TB-UBND"), ("happened_on", "11/09/2026")];
        let issued = commune.post_on(&notice, &format!("{notice}/issue"), &typed).await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.html);
        let head = commune.colleague(Role::Head).await;
        is_contested_and_answered(&head, &commune.clerk, &notice, "notice.issued").await;
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_alone_prints_what_they_recorded_for_the_chair_to_lay_it_before_them() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let clerk = &matter.commune.clerk;
        let term = matter.commune.term.to_string();
        for words in ["Đèn đường hỏng.", "Chợ chưa có nước."] {
            let answered = [("mark", "answered"), ("answered_by", term.as_str()), ("answer", "Xã sẽ sửa.")];
            matter.commune.type_in(&[&[("words", words)][..], &answered[..]].concat()).await;
        }
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        let form = clerk.get(&format!("{}/reply", matter.case)).await;
        let point = Matter::point(&form);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter.does("reply", &[("number", "12/PKT"), (&*answer, "Đã khơi."), (&*result, "done")]).await;

        let rows = |page: &Answer, act: &str| {
            let act = Lang::Vi.of("act", act);
            page.html.split("<tr data-typed").skip(1).filter(|row| row.contains(&format!(">{act}</a>"))).count()
        };
        let page = clerk.get(LIST).await;
        assert!(!page.html.contains("id=\"recorded-"), "nobody else recorded anything");
        let to = |name: &str| {
            let own = crate::house::links(&page.html).into_iter().filter(|link| link.starts_with("/on-behalf/typed?"));
            own.filter(|link| link.contains(".head") == (name == "head")).map(|link| plain(&link)).collect::<Vec<_>>()
        };
        let [heads, bodies] = [to("head"), to("body")];
        assert_eq!((heads.len(), bodies.len()), (1, 1), "one list for each: {}", page.html);
        for lang in Lang::ALL {
            let reader = clerk.in_language(lang);
            let list = reader.get(&heads[0]).await;
            let post = lang.of("post", "chairman");
            let facts: [(&str, &dyn web::lang::Arg); 3] =
                [("name", &"Đinh Quang Sáng"), ("post", &post), ("body", &"Cơ quan Xã Mẫu")];
            assert!(list.shows(&lang.ta("on-behalf-typed-of-head", &facts)), "{lang}: {}", list.html);
            assert!(list.shows(&lang.t("on-behalf-typed-seen")), "{lang}: a place to sign");
            assert!(!list.html.contains("/on-behalf/contest"), "{lang}: it is only read");
            // Of a part of a list nobody signs that they saw it.
            assert!(!list.shows(&lang.t("on-behalf-typed-part")), "{lang}: it is all of it");
            let part = reader.get(&format!("{}&after={}", heads[0], i64::MAX - 1)).await;
            assert!(part.shows(&lang.t("on-behalf-typed-part")), "{lang}: {}", part.html);
            assert!(!part.shows(&lang.t("on-behalf-typed-seen")), "{lang}: no place to sign");
            let wrong = reader.get("/on-behalf/typed?from=mai").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            let refusal = Refusal::NotADate { field: "from", typed: "mai".to_owned() };
            assert_eq!(error(&wrong.html, "from"), told(lang, &refusal));
        }
        let list = clerk.get(&heads[0]).await;
        assert_eq!(rows(&list, "case.answered_on_the_spot"), 2, "both answers of the chair: {}", list.html);
        assert_eq!(rows(&list, "case.replied"), 0, "the reply is of the division");
        assert_eq!(rows(&clerk.get(&bodies[0]).await, "case.replied"), 1);
        let all = clerk.get("/on-behalf/typed").await;
        assert_eq!((rows(&all, "case.answered_on_the_spot"), rows(&all, "case.replied")), (2, 1));
        assert_eq!(
            clerk.get("/on-behalf/typed?from=01/01/2020&to=31/12/2020").await.html.matches("data-typed").count(),
            0
        );
        let file = super::table(&clerk.get(&format!("{}&as=csv", heads[0])).await);
        let spoken = Lang::Vi.of("act", "case.answered_on_the_spot");
        assert_eq!(file.rows.iter().flatten().filter(|cell| cell.shown() == spoken).count(), 2);
        matter.commune.house.verify().await;
    }
}
