//! A dialogue on its own page: announced, its sessions set, begun and ended, who came, its agenda, its conclusion.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{Answer, error, links, shown};

const ANNOUNCE: &str = "/dialogues/announce";

impl Commune {
    /// Announces a dialogue for a day and says where its page is.
    async fn announced(&self, on: &str) -> String {
        let term = self.term.to_string();
        let typed = [
            ("title", "Chợ <Bến Sen>"),
            ("duties", "chairman"),
            ("audience", "youth"),
            ("form", "online"),
            ("session", on),
            ("chair", term.as_str()),
            ("place", "Sân đình"),
        ];
        let answer = send(&self.clerk, &self.clerk.get(ANNOUNCE).await, ANNOUNCE, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        answer.location().split('?').next().expect("a path").to_owned()
    }

    /// Posts a form of a dialogue's page as it stands there, with some of its fields typed over.
    async fn on(&self, page: &str, act: &str, typed: &[(&str, &str)]) -> Answer {
        let shown = self.clerk.get(page).await;
        send(&self.clerk, &shown, &format!("{page}/{act}"), typed).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_goes_from_its_announcement_to_its_conclusion_on_its_page() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = commune.announced("11/09/2026").await;
        let first = commune.clerk.get(&page).await;
        for words in ["Chợ <Bến Sen>", "Đinh Quang Sáng", "Sân đình", &Lang::Vi.t("talk-form-online")] {
            assert!(first.shows(words), "{words}: {}", first.html);
        }
        let done = |answer: &Answer, what: &str| {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.html);
        };
        done(
            &commune
                .on(&page, "agenda", &[("themes", "Nước sạch\r\n\r\n Chợ mới \r\n"), ("policies", "Luật Đất đai")])
                .await,
            "agenda",
        );
        let set = [("place", "Trường học")];
        done(&commune.on(&page, "set", &set).await, "set");
        let begun = commune.on(&page, "begin", &[]).await;
        assert_eq!(begun.location(), format!("{page}/desk"));
        assert!(commune.clerk.get(begun.location()).await.html.contains("id=\"desk-form\""));
        done(&commune.on(&page, "sessions", &[("session", "11/09/2026")]).await, "one more");
        let own = commune.organisation.to_string();
        done(&commune.on(&page, "attend", &[("people_youth", "12"), ("bodies", &own)]).await, "who came");
        let running = commune.clerk.get(&page).await;
        for words in ["Trường học", "Đinh Quang Sáng, Chủ tịch</b>", "Chợ mới", "Luật Đất đai", "Cơ quan Xã Mẫu", "12"]
        {
            assert!(running.shows(words), "{words}: {}", running.html);
        }
        // Both sessions end: the form that stands first is that of the first one still running.
        done(&commune.on(&page, "hold", &[("people_residents", "80"), ("people_youth", "12")]).await, "first ends");
        done(&commune.on(&page, "hold", &[]).await, "second ends");
        let neither = commune.on(&page, "conclude", &[]).await;
        assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = error(&neither.html, "minutes_signed_on-conclude");
        assert!(said.starts_with(&Lang::Vi.t("field-minutes-or-reason")), "{said}");
        let both = [("minutes_signed_on", "11/09/2026"), ("no_minutes", "Không có")];
        assert_eq!(commune.on(&page, "conclude", &both).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        done(&commune.on(&page, "conclude", &[("minutes_signed_on", "11/09/2026")]).await, "concluded");
        let over = commune.clerk.get(&page).await;
        assert!(over.shows(&Lang::Vi.t("dialogue-state-concluded")) && over.shows("80"));
        assert!(!over.html.contains("<form method=\"post\" action=\"/dialogues/"), "nothing is done to it any more");
        let listed = commune.clerk.get("/dialogues?state=concluded&from=01%2F09%2F2026").await;
        assert!(links(&listed.html).contains(&page));
        assert!(!links(&commune.clerk.get("/dialogues?state=open").await.html).contains(&page));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_of_an_earlier_session_is_a_link_away_and_stays_open() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.announced("11/09/2026").await;
    commune.on(&page, "begin", &[]).await;
    commune.on(&page, "sessions", &[("session", "11/09/2026")]).await;
    commune.on(&page, "begin", &[]).await;
    let desk = format!("{page}/desk");
    let to = |answer: &Answer| -> Vec<String> {
        let all = links(&answer.html).into_iter();
        all.filter(|link| link.starts_with(&desk) && link.contains("?session=") && !link.contains('&')).collect()
    };
    let both = to(&commune.clerk.get(&page).await);
    assert_eq!(both.len(), 2, "the page of the dialogue leads to each");
    let last = commune.clerk.get(&desk).await;
    assert_eq!(to(&last), both, "and so does the desk");
    let first = commune.clerk.get(&both[0]).await;
    let typed = send(&commune.clerk, &first, &desk, &[("words", "Buổi đầu.")]).await;
    assert!(typed.location().starts_with(&both[0]), "{}", typed.location());
    assert!(!commune.clerk.get(&both[1]).await.shows("Buổi đầu."), "it is not of the second session");
    let shown_at = commune.clerk.get(&both[0]).await;
    let pick = shown_at.html.split("data-open=\"").nth(1).and_then(|part| part.split('"').next()).expect("a matter");
    let session = both[0].rsplit_once('=').expect("its id").1;
    let marks = [("submission", pick), ("then", "conclusion"), ("session", session)];
    let marked = commune.clerk.post(&format!("{page}/together"), &marks).await;
    assert!(marked.location().starts_with(&both[0]), "{}", marked.location());
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_wrongly_comes_back_in_the_form_it_came_from() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.announced("11/09/2026").await;
    commune.on(&page, "begin", &[]).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let at = clerk.get(&page).await;
        let sitting = shown(&at.html).into_iter().find(|(name, _)| name == "sitting").expect("a session").1;
        let act = |act: &str| format!("{page}/{act}");
        let people = send(&clerk, &at, &act("attend"), &[("people_youth", "nhiều")]).await;
        assert_eq!(people.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unreadable = Refusal::Unreadable { field: "attendance" };
        assert_eq!(error(&people.html, &format!("attendance-attend-{sitting}")), told(lang, &unreadable));
        assert!(shown(&people.html).contains(&("people_youth".to_owned(), "nhiều".to_owned())));
        let more = send(&clerk, &at, &act("sessions"), &[("session", "mai"), ("place", "Sân đình làng")]).await;
        let not_a_date = Refusal::NotADate { field: "session", typed: "mai".to_owned() };
        assert_eq!(error(&more.html, "session-sessions"), told(lang, &not_a_date));
        assert!(more.shows("Sân đình làng"));
        let hold = send(&clerk, &at, &act("hold"), &[("happened_on", "12/09/2026")]).await;
        assert_eq!(hold.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(error(&hold.html, &format!("happened_on-hold-{sitting}")).contains("11/09/2026"));
    }
    let wrong = commune.clerk.get("/dialogues?state=gone").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let choice = Refusal::NotAChoice { field: "state" };
    assert_eq!(error(&wrong.html, "state"), told(Lang::Vi, &choice));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_reads_sees_the_page_and_no_form() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.announced("20/09/2026").await;
    let begins = commune.clerk.get(&page).await;
    assert!(begins.shows(&Lang::Vi.ta("sitting-begins-on", &[("day", &"20/09/2026")])), "not before its day");
    assert_eq!(commune.colleague(Role::Administrator).await.get(&page).await.status, StatusCode::NOT_FOUND);
    for reader in [commune.colleague(Role::Supervisor).await, commune.house.signed_in(crate::house::FIRST).await] {
        let answer = reader.get(&page).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.shows("Chợ <Bến Sen>") && !answer.html.contains(&format!("action=\"{page}/")));
    }
}
