//! Dates that explain themselves: on a page of their own, on the page of a case, and on Today.

use axum::http::StatusCode;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::{Commune, cases, told};
use crate::house::{Answer, day, error, links, shown};

/// The pieces of a page that are day boxes.
fn boxes(page: &Answer) -> Vec<String> {
    let rest = page.html.split("<li class=\"ln-day ").skip(1);
    rest.filter_map(|rest| rest.split("</li>").next().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_explains_itself_day_by_day() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get("/due?event_on=20%2F08%2F2026&amount=10&unit=wd&direction=after").await;
        assert_eq!(page.status, StatusCode::OK);
        let days = boxes(&page);
        assert_eq!(days.len(), 19, "from the event to the due date");
        assert!(days[0].starts_with("ln-day--event") && days[0].contains("<b>20/08</b>"), "{}", days[0]);
        let made_up = format!("2 {}", lang.t("due-mark-counted-make-up"));
        assert!(days[2].starts_with("ln-day--on") && days[2].contains(&made_up), "{}", days[2]);
        assert!(days[11].starts_with("ln-day--off") && days[11].contains("31/08"), "{}", days[11]);
        assert!(days[18].starts_with("ln-day--due") && days[18].contains("07/09"), "{}", days[18]);
        assert!(page.shows(&lang.ta("due-made-up", &[("days", &"22/08")])));
        assert!(page.shows(&lang.ta("due-passed-holiday", &[("days", &"01/09, 02/09")])));
        let before = clerk.get("/due?event_on=2026-09-07&amount=7&unit=cd&direction=before").await;
        assert!(before.shows("31/08/2026"), "back seven days, on a day off, where it stays");
        let moved = clerk.get("/due?event_on=2026-08-20&amount=10&unit=cd&direction=after").await;
        assert!(moved.shows("03/09/2026"), "from a Sunday over the days off");
        let long = clerk.get("/due?event_on=2026-01-05&amount=100&unit=cd&direction=after").await;
        assert!(boxes(&long).len() < 12, "a hundred days are folded");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_cant_be_counted_says_why_and_keeps_what_was_typed() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for (field, query) in [
            ("amount", "event_on=2026-08-20&amount=&unit=wd"),
            ("amount", "event_on=2026-08-20&amount=ten&unit=wd"),
            ("amount", "event_on=2026-08-20&amount=0&unit=wd"),
            ("event_on", "event_on=31%2F02%2F2026&amount=10&unit=wd"),
            ("event_on", "event_on=01%2F02%2F0209&amount=10&unit=wd"),
        ] {
            let page = clerk.get(&format!("/due?{query}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert!(!error(&page.html, field).is_empty(), "{query}");
            assert!(boxes(&page).is_empty(), "{query}");
        }
        let page = clerk.get("/due?event_on=20%2F08%2F2033&amount=10&unit=wd").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refusal = Refusal::NoCalendar { year: 2033 };
        assert!(page.shows(told(lang, &refusal).split(". ").next().expect("a sentence")));
        assert!(shown(&page.html).contains(&("event_on".to_owned(), "20/08/2033".to_owned())));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_says_why_its_due_date_is_that_date() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Nước đục.")]).await;
    for lang in Lang::ALL {
        let page = commune.clerk.in_language(lang).get(&case).await;
        assert!(page.shows(&lang.ta("due-why", &[("day", &"25/09/2026")])), "{}", page.html);
        assert!(page.shows(&lang.ta("due-left-working", &[("count", &10_i64)])));
        assert_eq!(boxes(&page).len(), 15);
        assert!(page.shows("Luật Tiếp công dân"), "the document that sets it");
        assert!(page.shows(&lang.t("rule-provenance-verified")));
        assert!(links(&page.html).contains(&"/rules/TCD-NOTIFY".to_owned()));
    }
    commune.house.store.move_today(day("2026-09-29")).await.expect("its data are invented");
    for lang in Lang::ALL {
        let page = commune.clerk.in_language(lang).get(&case).await;
        assert!(page.shows(&lang.ta("due-late-working", &[("count", &2_i64)])));
        assert!(page.html.contains("ln-clock--body is-over"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn today_shows_what_is_overdue_and_what_is_due_within_two_working_days() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Nước đục.")]).await;
    for (today, heading) in
        [("2026-09-22", None), ("2026-09-23", Some("today-soon")), ("2026-09-29", Some("today-overdue"))]
    {
        commune.house.store.move_today(day(today)).await.expect("its data are invented");
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get("/").await;
            for key in ["today-soon", "today-overdue"] {
                assert_eq!(page.shows(&lang.t(key)), heading == Some(key), "{today}: {key}");
            }
            let why = lang.ta("home-why-notify", &[("from", &"11/09/2026")]);
            assert_eq!(page.shows(&why), heading.is_some(), "{today}");
            assert!(cases(&page).contains(&case));
        }
    }
    // What was answered waits no more.
    let answered = [("version", "1"), ("result", "done"), ("answer", "Đã thông."), ("point", ""), ("happened_on", "")];
    let page = commune.clerk.get(&case).await;
    let answer = super::send(&commune.clerk, &page, &format!("{case}/answer-on-the-spot"), &answered[1..3]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    assert!(!commune.clerk.get("/").await.shows(&Lang::Vi.t("today-overdue")));
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_counts_a_due_date_by_a_rule_without_signing_in() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let anybody = commune.house.visitor().in_language(lang);
        let empty = anybody.get("/due-date").await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(boxes(&empty).is_empty() && empty.shows(&lang.t("due-none-yet")));
        assert!(empty.html.contains("value=\"TCD-NOTIFY|VN|normal\""), "{}", empty.html);
        assert!(empty.html.contains("value=\"DT-CONCL|province:24|normal\""), "a rule of a place, for its own time");
        assert!(!empty.html.contains("value=\"DT-REPLY|VN|normal\""), "what is only proposed binds nobody");
        assert!(!empty.html.contains("value=\"KN-EFFECT1|VN|normal\""), "a time that has to pass is no due date");
        let page = anybody.get("/due-date?event_on=20%2F08%2F2026&by_rule=TCD-NOTIFY%7CVN%7Cnormal").await;
        assert_eq!((page.status, boxes(&page).len()), (StatusCode::OK, 19));
        assert!(page.shows("07/09/2026") && page.shows("Luật Tiếp công dân") && page.shows("Điều 28 khoản 1"));
        // The same days as the page of the office, word for word.
        let office = commune.clerk.in_language(lang);
        let office = office.get("/due?event_on=20%2F08%2F2026&amount=10&unit=wd&direction=after").await;
        assert_eq!(boxes(&page), boxes(&office));
        let own = anybody.get("/due-date?event_on=20%2F08%2F2026&by_rule=&amount=10&unit=wd&direction=after").await;
        assert_eq!(boxes(&own), boxes(&office));
        assert!(!own.shows("Luật Tiếp công dân"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_is_counted_by_the_rule_in_force_on_the_day_of_the_event() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let anybody = commune.house.visitor().in_language(lang);
        let ask = async |on: &str, rule: &str| anybody.get(&format!("/due-date?event_on={on}&by_rule={rule}")).await;
        let last = ask("2025-06-30", "DT-CONCL%7Cprovince%3A24%7Cnormal").await;
        assert!(last.shows("09/07/2025"), "its last day: {}", last.html);
        let after = ask("2025-07-01", "DT-CONCL%7Cprovince%3A24%7Cnormal").await;
        assert_eq!(after.status, StatusCode::OK);
        assert!(boxes(&after).is_empty() && after.html.contains("01/07/2025"), "no rule, no due date");
        assert!(!after.shows(&lang.t("due-none-yet")));
        for (on, rule, field) in [
            ("31%2F02%2F2026", "TCD-NOTIFY%7CVN%7Cnormal", "event_on"),
            ("2026-08-20", "NO-SUCH%7CVN%7Cnormal", "by_rule"),
            ("2026-08-20", "", "amount"),
        ] {
            let wrong = ask(on, rule).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{on} {rule}");
            assert!(!error(&wrong.html, field).is_empty() && boxes(&wrong).is_empty(), "{on} {rule}");
        }
        let far = ask("20%2F08%2F2033", "TCD-NOTIFY%7CVN%7Cnormal").await;
        assert!(far.shows(told(lang, &Refusal::NoCalendar { year: 2033 }).split(". ").next().expect("a sentence")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn today_says_of_what_is_overdue_how_much_nobody_took_up_and_leads_to_where_figures_count_it() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        let said = |lang: Lang| lang.ta("today-untaken", &[("count", &1_i64)]);
        let clerk = &matter.commune.clerk;
        assert!(!clerk.get("/").await.shows(&said(Lang::Vi)), "nothing is overdue");
        matter.commune.house.store.move_today(day("2026-09-21")).await.expect("days pass");
        for lang in Lang::ALL {
            let today = clerk.in_language(lang).get("/").await;
            assert!(today.shows(&lang.of("today", "overdue")) && today.shows(&said(lang)), "{lang}: {}", today.html);
            assert!(today.shows(&lang.t("today-untaken-list")), "{lang}: it leads there");
        }
        let list = clerk.get("/cases?outcome=not_taken_up&from=").await;
        assert_eq!(cases(&list), std::slice::from_ref(&matter.case));
        matter.does("accept", &[]).await;
        let today = clerk.get("/").await;
        assert!(today.shows(&Lang::Vi.of("today", "overdue")), "it is overdue still");
        assert!(!today.shows(&said(Lang::Vi)), "somebody took it up");
        matter.commune.house.verify().await;
    }
}
