//! What is beyond competence, marked as reported to a body above.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use super::transferred::words_of;

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_beyond_competence_is_marked_as_reported_upward_by_the_paper_that_names_it() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (commune, clerk) = (&matter.commune, &matter.commune.clerk);
        let committee = commune.house.found(commune.organisation, "party_committee", "Đảng ủy xã Mẫu", None).await;
        let waits = [("words", "Trường thiếu giáo viên."), ("who", "Ông Lò Văn Páo"), ("mark", "beyond")];
        let other = commune.type_in(&waits).await;
        matter.is_sent("15/09/2026").await;
        let of_talk = format!("/dialogues/{}/beyond", commune.dialogue);
        let page = clerk.get(&of_talk).await;
        assert!(page.shows(&Lang::Vi.t("beyond-not-reported")));
        let id = |case: &str| case.rsplit('/').next().expect("its number").to_owned();
        let (one, two, to) = (id(&matter.case), id(&other), committee.to_string());
        let number = ("number", "31/BC-UBND");

        // Nothing picked, no receiver, no number: each is told at its field, and what was picked stays.
        for (typed, field) in [
            (vec![("receiver", &*to), number], "cases"),
            (vec![("cases", &*one), ("receiver", "1"), number], "receiver"),
            (vec![("cases", &*one), ("receiver", &*to), ("number", "")], "number"),
        ] {
            let wrong = send(clerk, &page, "/beyond/report", &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(wrong.html.contains(&format!("href=\"#{field}-report\"")), "{field}: {}", wrong.html);
            assert_eq!(wrong.html.contains(&format!("value=\"{one}\" checked")), field != "cases");
        }
        let typed = [("cases", &*one), ("receiver", &*to), number];
        let answer = send(clerk, &page, "/beyond/report", &typed).await;
        assert_eq!(answer.location(), format!("{of_talk}?said=beyond-reported"), "{}", answer.html);
        for lang in Lang::ALL {
            let said: [(&str, &dyn web::lang::Arg); 3] =
                [("body", &"Cơ quan Đảng ủy xã Mẫu"), ("number", &"31/BC-UBND"), ("day", &"11/09/2026")];
            let reported = lang.ta("beyond-reported", &said);
            for path in [&*of_talk, "/beyond"] {
                let page = clerk.in_language(lang).get(path).await;
                assert!(page.shows(&reported), "{path}: {}", page.html);
                assert!(page.shows(&lang.t("beyond-not-reported")), "the other one was not reported");
                let file = clerk.in_language(lang).get(&format!("{path}?as=csv")).await;
                assert_eq!(file.html.matches(&*reported).count(), 1, "{}", file.html);
            }
            let case = clerk.in_language(lang).get(&matter.case).await;
            assert!(case.shows(&lang.t("act-case-reported-up")) && case.shows("31/BC-UBND"));
        }
        let paper = words_of(&clerk.get(&format!("{of_talk}/word")).await);
        assert!(paper.contains("Báo cáo cấp trên") && paper.contains("31/BC-UBND"), "{paper}");

        // The same matter to the same body again is refused; to another body, and another matter, it is not.
        let again = send(clerk, &clerk.get("/beyond").await, "/beyond/report", &typed).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why = Lang::Vi.t("refusal-already-done");
        assert!(again.shows(&why) && again.shows(&Lang::Vi.t("beyond-title")), "{}", again.html);
        let above = commune.house.first.organisation.to_string();
        let both = [("cases", &*one), ("cases", &*two), ("receiver", &*above), number];
        let answer = clerk.get("/beyond").await;
        let mut pairs = super::filled(&answer, "/beyond/report", &both[2..]);
        pairs.extend(both[..2].iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        let answer = clerk.post("/beyond/report", &pairs).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        assert!(!clerk.get(&of_talk).await.shows(&Lang::Vi.t("beyond-not-reported")));
        commune.house.verify().await;

        // Recorded by mistake, it is struck on the page of its case, and the table says so no more.
        let mut read = commune.house.store.reader().await.expect("a reader");
        let case = two.parse().expect("a number");
        let events = store::event::history(&mut read, domain::event::Subject::Case, case).await.expect("reads");
        let event = events.iter().rfind(|it| it.event.act() == "case.reported_up").expect("it was reported").id;
        drop(read);
        let page = clerk.get(&other).await;
        let strike = format!("/events/{event}/strike");
        let struck = send(clerk, &page, &strike, &[("reason", "Ghi nhầm")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        assert!(clerk.get(&of_talk).await.shows(&Lang::Vi.t("beyond-not-reported")));
        commune.house.verify().await;
    }
}
