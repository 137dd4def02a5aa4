//! Gathering at its edges: what Today says of a request with a day, which dialogues are offered, what a held dialogue's agenda
//! says, and places of a table that are not known.

use acts::dialogue::{HoldSession, Open, Opened};
use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Answer, Browser, TODAY, day, form, links};

/// The Front of the commune in a browser, and its id.
async fn front(commune: &Commune) -> (i64, Browser) {
    let front = commune.house.found(commune.organisation, "front", "Ủy ban MTTQ xã Mẫu", None).await;
    commune.house.account("mat.tran", front, &[Role::Front]).await;
    (front, commune.house.signed_in("mat.tran").await)
}

/// The page of the newest round of a list.
fn newest(list: &Answer) -> String {
    let is_round = |link: &String| link.strip_prefix("/gatherings/").is_some_and(|id| id.parse::<i64>().is_ok());
    links(&list.html).into_iter().find(is_round).expect("a round is listed")
}

fn key(page: &Answer, action: &str) -> String {
    form(&page.html, action).into_iter().find(|(name, _)| name == "key").expect("a key").1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_a_day_stands_on_today_until_the_synthesis_is_sent() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (gatherer, theirs) = front(&commune).await;
        let section = "id=\"gatherings\"";
        let ask = async |by_on: &str| {
            let new = commune.clerk.get("/gatherings/new").await;
            let (of, gatherer) = (format!("d{}", commune.dialogue), gatherer.to_string());
            let on = day(TODAY).plus(-5).vn();
            let key = key(&new, "/gatherings");
            let typed = [
                ("dialogue", of.as_str()),
                ("gatherer", &gatherer),
                ("happened_on", &on),
                ("asked_by_on", by_on),
                ("document", "12/UBND"),
                ("key", &key),
            ];
            let asked = commune.clerk.post("/gatherings/ask", &typed).await;
            assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.html);
        };
        ask("").await;
        let home = theirs.get("/").await;
        assert!(!home.html.contains(section), "without a day there is none");
        assert!(links(&home.html).contains(&"/gatherings".to_owned()), "the list is always a step away");
        let by_on = day(TODAY).plus(-1).vn();
        ask(&by_on).await;
        let home = theirs.get("/").await;
        let rows = home.html.split(section).nth(1).and_then(|rest| rest.split("</section>").next());
        let rows = rows.expect("the request stands on Today");
        assert!(rows.contains(&by_on) && rows.contains("12/UBND") && rows.contains("is-over"), "{rows}");
        assert_eq!(rows.matches("ln-row__title").count(), 1, "{rows}");
        assert!(!commune.clerk.get("/").await.html.contains(section), "it is theirs alone");

        let round = newest(&theirs.get("/gatherings").await);
        let on = day(TODAY).plus(-2).vn();
        send(&theirs, &theirs.get(&round).await, &format!("{round}/open"), &[("happened_on", &on)]).await;
        assert!(theirs.get("/").await.html.contains(section), "an open round is not sent");
        let words = [("words", "Nước đục."), ("field", "05"), ("happened_on", &*on)];
        send(&theirs, &theirs.get(&round).await, &format!("{round}/opinions"), &words).await;
        let paper = [("number", "31/TH-MTTQ"), ("happened_on", &*on)];
        let sent = send(&theirs, &theirs.get(&round).await, &format!("{round}/send"), &paper).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        assert!(!theirs.get("/").await.html.contains(section), "what was sent is done");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dialogues_to_come_are_offered_first_and_a_held_one_takes_nothing_onto_its_agenda() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (_, theirs) = front(&commune).await;
        let opened = async |title: &str, on| {
            let (organisation, place) = (commune.organisation, String::new());
            let open = Open {
                organisation,
                title: title.to_owned(),
                chair: None,
                deputy_reason: String::new(),
                held_on: on,
                territory: None,
                place,
            };
            commune.house.act(commune.by, open).await
        };
        let last = day(TODAY).plus(-3);
        let Opened { dialogue: held, session } = opened("Đã tổ chức", last).await;
        let waits = opened("Chưa ghi là đã tổ chức", day(TODAY).plus(-2)).await.dialogue;
        commune.house.act(commune.by, HoldSession { session, happened_on: None, attendance: Vec::new() }).await;
        let offered = |page: &Answer| -> Vec<String> {
            let select = page.html.split("name=\"dialogue\"").nth(1).and_then(|rest| rest.split("</select>").next());
            let values = select.expect("a list").split("value=\"d").skip(1);
            values.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let new = theirs.get("/gatherings/new").await;
        assert_eq!(
            offered(&new),
            [commune.dialogue.to_string(), waits.to_string()],
            "the next first, none that was held"
        );
        let new = theirs.get(&format!("/gatherings/new?dialogue={held}")).await;
        assert!(offered(&new).contains(&held.to_string()), "from its own page, what came on paper is typed later");
        let on = day(TODAY).plus(-4).vn();
        let begun = send(&theirs, &new, "/gatherings", &[("happened_on", &on)]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.html);
        let round = newest(&theirs.get("/gatherings").await);
        let words = [("words", "Nước đục."), ("field", "05"), ("happened_on", &*on)];
        send(&theirs, &theirs.get(&round).await, &format!("{round}/opinions"), &words).await;
        send(&theirs, &theirs.get(&round).await, &format!("{round}/themes"), &[("new_themes", "Nước sạch")]).await;
        let paper = [("number", "31/TH-MTTQ"), ("happened_on", &*on)];
        let sent = send(&theirs, &theirs.get(&round).await, &format!("{round}/send"), &paper).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        let place = format!("{round}/place");
        let today = day(TODAY).vn();
        let agenda = [("theme_way", "agenda"), ("happened_on", &*today)];
        let late = send(&commune.clerk, &commune.clerk.get(&round).await, &place, &agenda).await;
        assert!(!late.status.is_redirection(), "{}", late.html);
        let said = Lang::Vi.ta("refusal-agenda-over", &[("last", &last.vn())]);
        assert!(late.shows(&said), "the reason is that it was held: {}", late.html);
        // What was decided before it was held, and is typed now, stands.
        let agenda = [("theme_way", "agenda"), ("happened_on", &*on)];
        let before = send(&commune.clerk, &commune.clerk.get(&round).await, &place, &agenda).await;
        assert_eq!(before.status, StatusCode::SEE_OTHER, "{}", before.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_round_asks_about_places_that_are_not_known() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (_, theirs) = front(&commune).await;
        let of = format!("d{}", commune.dialogue);
        let new = theirs.get("/gatherings/new").await;
        send(&theirs, &new, "/gatherings", &[("dialogue", &of)]).await;
        let round = newest(&theirs.get("/gatherings").await);
        let table = "STT\tNội dung kiến nghị\tThôn\n1\tĐường lầy lội\tBến Sen\n2\tCầu hỏng\tXóm Không Có\n";
        let action = format!("{round}/table");
        let read = send(&theirs, &theirs.get(&round).await, &action, &[("table", table)]).await;
        assert_eq!(read.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(read.shows(&Lang::Vi.t("import-problem-unknown-place")), "{}", read.html);
        assert!(read.html.contains("Cầu hỏng"), "what was pasted comes back");
        let page = theirs.get(&round).await;
        assert!(!page.html.contains("Cầu hỏng"), "nothing of it waits");
        let typed = [("table", table), ("ways", "own_place")];
        let read = send(&theirs, &page, &action, &typed).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.html);
        assert!(theirs.get(&round).await.shows("Cầu hỏng"), "with the place of the body, since somebody said so");
        commune.house.verify().await;
    }
}
