//! What came back stands on Today until it is handled; parts of the work stand there for whoever has them, and are urged; steps
//! of transfers of which nobody was told are listed until they are.

use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use crate::house::{Browser, day, links};

/// The cases in a part of Today.
async fn part(browser: &Browser, id: &str) -> Vec<String> {
    let page = browser.get("/").await;
    let Some(part) = page.html.split(&format!("id=\"{id}\"")).nth(1) else { return Vec::new() };
    let all = links(part.split("</section>").next().expect("its end"));
    all.into_iter().filter(|link| link.starts_with("/cases/")).collect()
}

impl Matter {
    async fn sends_on(&self) {
        let power = self.power.to_string();
        self.does("send-on", &[("receiver", &*power), ("number", "9/UBND"), ("reason", "Lưới điện")]).await;
    }

    /// The act of its transfer to which the page of the case leads.
    async fn of_transfer(&self, word: &str) -> String {
        let all = links(&self.page().await.html);
        let own = all.into_iter().find(|link| link.starts_with(&format!("{}/{word}?", self.case)));
        own.unwrap_or_else(|| panic!("the page leads to {word}"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_returned_stands_on_today_until_it_is_assigned() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let clerk = &matter.commune.clerk;
        assert!(part(clerk, "came-back").await.is_empty());
        matter.sends_on().await;
        assert!(part(clerk, "came-back").await.is_empty(), "it waits with the receiver");
        let at = matter.of_transfer("return").await;
        matter.sends(&at, &[("reason", "Không thuộc ngành điện")]).await;
        assert_eq!(part(clerk, "came-back").await, std::slice::from_ref(&matter.case));
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get("/").await;
            assert!(page.html.contains("href=\"/#came-back\"") && page.shows(&lang.t("home-came-back")));
            assert!(page.html.contains(&lang.t("back-returned")));
        }
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        assert!(part(clerk, "came-back").await.is_empty(), "it was assigned");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_came_back_the_counter_says_when_there_is_more_than_stands_there() {
    let mut matter = Matter::open(Fresh::sqlite()).await;
    for no in 1..=21 {
        if no > 1 {
            matter.case = matter.commune.type_in(&[("words", &format!("Mương số {no} bị lấp."))]).await;
        }
        matter.sends_on().await;
        let at = matter.of_transfer("return").await;
        matter.sends(&at, &[("reason", "Không thuộc ngành điện")]).await;
        if no < 20 {
            continue;
        }
        let page = matter.commune.clerk.get("/").await;
        let counter = page.html.split("href=\"/#came-back\"").nth(1).expect("a counter").split("</b>").next();
        let shown = if no == 20 { "20" } else { "20+" };
        assert_eq!(counter.and_then(|text| text.rsplit('>').next()), Some(shown), "{no} came back");
        assert_eq!(part(&matter.commune.clerk, "came-back").await.len(), 20);
        assert_eq!(page.shows(&Lang::Vi.t("home-longer")), no > 20);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_a_transfer_is_to_be_told_until_it_was() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let clerk = &matter.commune.clerk;
        matter.sends_on().await;
        let note = format!("{}/tell", matter.case);
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get("/to-tell").await;
            assert!(page.shows(&lang.t("to-tell-steps")) && links(&page.html).contains(&note));
        }
        matter.sends(&note, &[("way", "telephone")]).await;
        assert!(!clerk.get("/to-tell").await.html.contains(matter.case.as_str()), "they were told");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_to_a_question_waits_for_the_lead_until_it_works_on() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        let handler = house.signed_in("can.bo").await;
        let does = async |word: &str, typed: &[(&str, &str)]| {
            let at = format!("{case}/{word}");
            let form = handler.get(&at).await;
            assert_eq!(send(&handler, &form, &at, typed).await.status, axum::http::StatusCode::SEE_OTHER, "{word}");
        };
        does("ask-back", &[("question", "Mương nào?")]).await;
        assert!(part(&handler, "came-back").await.is_empty());
        matter.does("answer-ask", &[("answer", "Mương sau chợ.")]).await;
        assert_eq!(part(&handler, "came-back").await, std::slice::from_ref(case));
        assert!(part(&matter.commune.clerk, "came-back").await.is_empty(), "it is the lead's");
        does("accept", &[]).await;
        assert!(part(&handler, "came-back").await.is_empty());
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_day_of_a_part_counts_for_who_has_it_and_is_urged_by_who_gave_it() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, case) = (&matter.commune.house, &matter.case);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        house.account("can.bo", matter.division, &[Role::Handler, Role::Office]).await;
        let handler = house.signed_in("can.bo").await;
        let team = house.found(matter.division, "service_centre", "Tổ đo đạc", None).await;
        house.account("to.do", team, &[Role::Handler]).await;
        let surveyor = house.signed_in("to.do").await;
        let at = format!("{case}/give-part");
        let form = handler.get(&at).await;
        let typed = [("part_to", &*team.to_string()), ("work", "Đo mương"), ("due_on", "15/09/2026")];
        send(&handler, &form, &at, &typed).await;
        assert_eq!(part(&surveyor, "parts").await, std::slice::from_ref(case));
        assert!(surveyor.get("/").await.html.contains("Đo mương"));
        house.store.move_today(day("2026-09-16")).await.expect("days pass");
        let page = handler.get("/urging").await;
        assert!(page.shows("Tổ đo đạc"), "the lead sees what the part owes");
        let answer = send(&handler, &page, "/urging", &[]).await;
        assert_eq!(answer.status, axum::http::StatusCode::SEE_OTHER);
        let at = format!("{case}/part-done");
        let form = surveyor.get(&at).await;
        send(&surveyor, &form, &at, &[("note", "Đã đo")]).await;
        assert!(part(&surveyor, "parts").await.is_empty() && !handler.get("/urging").await.shows("Tổ đo đạc"));
        house.verify().await;
    }
}
