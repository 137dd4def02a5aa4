//! Supervision on the site: a matter found not done by the Front is flagged for those who answer for it, and the report is a paper.

use acts::By;
use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise};
use axum::http::StatusCode;
use domain::event::{Kind, OrganisationEvent};
use domain::permission::Role;

use web::lang::Lang;

use crate::house::{House, TODAY};
use crate::matrix::PICTURE;

/// A case that was answered on the spot.
async fn answered(house: &House, clerk: By, session: i64) -> i64 {
    let answer = Answer {
        answered_by: None,
        speaker: String::new(),
        result: SpotResult::Done,
        by_on: None,
        words: "Đã thông cống.".to_owned(),
        ground: String::new(),
    };
    let raise = Raise {
        session,
        turn: None,
        words: "Cống tắc.".to_owned(),
        no_denunciation: false,
        name: String::new(),
        contact: String::new(),
        represents: String::new(),
        mode: Mode::Unnamed,
        head_count: None,
        territory: None,
        field: "05".to_owned(),
        kind: Kind::Recommendation,
        mark: Mark::Answered,
        answer: Some(answer),
        slip: None,
        draft: false,
    };
    house.act(clerk, raise).await.case
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_front_finds_is_on_its_page_on_the_case_and_on_today() {
    for database in testing::Fresh::both().await {
        let house = House::open(database).await;
        let body = house.first.organisation;
        let clerk = house.account("clerk", body, &[Role::Clerk]).await;
        let opened = house.dialogue(clerk, "Nước sạch").await;
        let raised = answered(&house, clerk, opened.session).await;
        let body = house.found(body, "front", "Mặt trận tỉnh Mẫu", None).await;
        house.account("front", body, &[Role::Front]).await;
        let (front, desk) = (house.signed_in("front").await, house.signed_in("clerk").await);
        let list = front.get("/supervision?why=said_done").await;
        assert_eq!(list.status, StatusCode::OK);
        let address = format!("/supervision/cases/{raised}");
        assert!(list.html.contains(&address), "what was answered and nobody saw is to be looked at");
        assert_eq!(desk.get("/supervision").await.status, StatusCode::FORBIDDEN, "the executive comes nowhere near");
        assert_eq!(desk.get(&address).await.status, StatusCode::NOT_FOUND);
        let found =
            [("finding", "not_done"), ("looked", "visit"), ("seen", "Cống vẫn tắc, dấu 7391."), ("happened_on", TODAY)];
        assert_eq!(front.post(&address, &found[..2]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let with_file = front.upload_with(&address, &found, ("scans", PICTURE)).await;
        assert_eq!(with_file.status, StatusCode::SEE_OTHER, "words and a picture come in one post");
        let matter = front.get(&address).await.html;
        let file = matter.split("href=\"").find(|rest| rest.starts_with("/supervision/findings/"));
        let file = file.and_then(|rest| rest.split('"').next()).expect("the picture is offered").replace("&amp;", "&");
        assert_eq!(front.get(&file).await.status, StatusCode::OK);
        assert_eq!(desk.get(&file).await.status, StatusCode::NOT_FOUND);
        // Whom an administrator of the executive makes a supervisor, or of the Front, in its own body reads, and opens no file.
        for (login, role) in [("inner", Role::Supervisor), ("named", Role::Front)] {
            house.account(login, clerk.organisation, &[role]).await;
            let inner = house.signed_in(login).await;
            let page = inner.get(&address).await;
            assert!(page.html.contains("Cống vẫn tắc, dấu 7391."), "{login} reads what was seen");
            assert!(page.html.contains(&Lang::Vi.t("supervision-file-kept")), "{login}");
            assert!(!page.html.contains("/supervision/findings/"), "{login} is offered no file");
            assert_eq!(inner.get(&file).await.status, StatusCode::FORBIDDEN, "{login}");
        }
        // A picture alone is no finding: what was seen has to be said.
        assert_eq!(front.upload(&address, "scans", &[PICTURE]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = desk.get(&format!("/cases/{raised}")).await;
        assert!(page.html.contains("Cống vẫn tắc, dấu 7391."), "the executive reads what was found");
        assert!(desk.get("/").await.html.contains("id=\"flags\""), "and it stands on Today");
        assert!(front.get("/supervision?why=flagged").await.html.contains(&address));
        let list = front.get("/supervision?why=flagged&as=csv").await;
        assert!(
            list.html.contains("Cống tắc.") && list.html.contains(&Lang::Vi.t("finding-not-done")),
            "{}",
            list.html
        );
        // Who reads the case reads what was seen; the file stays with those who supervise, and is named to others.
        assert!(page.html.contains(&Lang::Vi.t("supervision-file-kept")), "the file is named");
        assert!(!page.html.contains("/supervision/findings/"), "and no link leads nowhere");
        house.verify().await;
    }
}

/// A body records nothing of itself: whoever an administrator makes a supervisor in it reads, is told whose it is to find, and is
/// refused. Who types for one body and supervises for another finds as the second.
#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_finds_something_of_bodies_under_their_own_alone() {
    for database in testing::Fresh::both().await {
        let house = House::open(database).await;
        let province = house.first.organisation;
        let commune = house.found(province, "peoples_committee", "Xã Mẫu", Some("MP001")).await;
        let clerk = house.account("clerk", commune, &[Role::Clerk, Role::Supervisor]).await;
        let opened = house.dialogue(clerk, "Nước sạch").await;
        let raised = answered(&house, clerk, opened.session).await;
        let address = format!("/supervision/cases/{raised}");
        let found = [("finding", "not_done"), ("looked", "visit"), ("seen", "Cống vẫn tắc."), ("happened_on", TODAY)];
        let own = house.signed_in("clerk").await;
        let page = own.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html.contains("id=\"whose\""), "it is said whose findings these are");
        assert!(!page.html.contains("id=\"finding-find\""), "and there is no form");
        assert_eq!(own.post(&address, &found).await.status, StatusCode::FORBIDDEN);
        house.act(house.first, grant(clerk, province)).await;
        assert_eq!(own.post(&address, &found).await.status, StatusCode::SEE_OTHER);
        let mut read = house.store.reader().await.expect("a reader");
        let rows = store::supervision::of_case(&mut read, raised).await.expect("reads");
        assert_eq!(rows.iter().map(|row| row.organisation.0).collect::<Vec<_>>(), [province]);
        assert!(rows[0].same.contains(&domain::supervision::SamePerson::Recorded), "the same person is marked");
        drop(read);
        house.verify().await;
    }
}

/// Who supervises reads what another body found, and is offered no form that would be refused: only its own findings are its to
/// correct and strike.
#[tokio::test(flavor = "multi_thread")]
async fn findings_of_another_body_are_read_without_forms_that_would_be_refused() {
    for database in testing::Fresh::both().await {
        let house = House::open(database).await;
        let province = house.first.organisation;
        let commune = house.found(province, "peoples_committee", "Xã Mẫu", Some("MP001")).await;
        let clerk = house.account("clerk", commune, &[Role::Clerk]).await;
        let opened = house.dialogue(clerk, "Nước sạch").await;
        let raised = answered(&house, clerk, opened.session).await;
        house.account("watch", province, &[Role::Supervisor]).await;
        let fronts = house.found(commune, "front", "Ủy ban MTTQ xã Mẫu", None).await;
        house.account("front", fronts, &[Role::Front]).await;
        let address = format!("/supervision/cases/{raised}");
        let (watch, front) = (house.signed_in("watch").await, house.signed_in("front").await);
        for (who, seen) in [(&watch, "Cống vẫn tắc."), (&front, "Cống thông một nửa.")] {
            let found = [("finding", "not_done"), ("looked", "visit"), ("seen", seen), ("happened_on", TODAY)];
            assert_eq!(who.post(&address, &found).await.status, StatusCode::SEE_OTHER);
        }
        let mut read = house.store.reader().await.expect("a reader");
        let rows = store::supervision::of_case(&mut read, raised).await.expect("reads");
        drop(read);
        assert_eq!(rows.len(), 2);
        for (who, body) in [(&watch, province), (&front, fronts)] {
            let page = who.get(&address).await.html;
            assert!(page.contains("Cống vẫn tắc.") && page.contains("Cống thông một nửa."), "both are read");
            for row in &rows {
                for form in ["correct", "strike"] {
                    let action = format!("/supervision/findings/{}/{form}", row.id);
                    assert_eq!(page.contains(&action), row.organisation.0 == body, "{form} of {body}");
                    if row.organisation.0 != body {
                        let sent = [("happened_on", TODAY), ("reason", "Ghi nhầm.")];
                        assert!(!who.post(&action, &sent).await.status.is_redirection(), "and it would be refused");
                    }
                }
            }
        }
        house.verify().await;
    }
}

/// The role of a supervisor in another body, from today on.
fn grant(by: By, organisation: i64) -> acts::account::GrantRole {
    let (role, from, to) = (Role::Supervisor, crate::house::day(TODAY), domain::day::Day::OPEN);
    acts::account::GrantRole { account: by.account, organisation, role, from, to }
}

/// A setting for very small offices: it stands with who settled it, since when and why, for whoever reads the body, and for those who
/// supervise it.
#[tokio::test(flavor = "multi_thread")]
async fn that_drafters_approve_their_own_replies_is_said_at_the_body_and_to_those_who_supervise() {
    for database in testing::Fresh::both().await {
        let house = House::open(database).await;
        let (first, body) = (house.first, house.first.organisation);
        house.account("reader", body, &[Role::Clerk]).await;
        let there = house.found(body, "front", "Mặt trận tỉnh Mẫu", None).await;
        house.account("front", there, &[Role::Front]).await;
        let (reader, front) = (house.signed_in("reader").await, house.signed_in("front").await);
        let page = format!("/organisations/{body}");
        let settle = |own, reason: &str| acts::organisation::SettleApproval {
            organisation: body,
            own,
            reason: reason.to_owned(),
            happened_on: crate::house::day(TODAY),
        };
        assert!(!reader.get(&page).await.shows(&Lang::Vi.t("approval-title")), "nobody ever settled anything");
        house.act(first, settle(true, "Cơ quan có hai người; Chủ tịch quyết định")).await;
        for lang in Lang::ALL {
            let (own, other) = (lang.t("approval-own"), lang.t("approval-other"));
            let (seen, list) =
                (reader.in_language(lang).get(&page).await, front.in_language(lang).get("/supervision").await);
            assert!(seen.shows(&own) && !seen.shows(&other), "{lang:?}");
            assert!(!seen.html.contains("name=\"own_approval\""), "who only reads settles nothing");
            for told in [&seen, &list] {
                assert!(told.shows("Cơ quan có hai người; Chủ tịch quyết định"), "{lang:?}: why");
                assert!(told.shows(&crate::house::day(TODAY).vn()), "{lang:?}: since when");
                assert!(told.shows("Trần Thị Mận"), "{lang:?}: who");
            }
            assert!(list.shows(&lang.t("supervision-self-approving")), "{lang:?}");
        }
        house.act(first, settle(false, "Đã có người thứ ba")).await;
        let seen = reader.get(&page).await;
        assert!(seen.shows(&Lang::Vi.t("approval-other")) && seen.shows("Đã có người thứ ba"));
        assert!(!front.get("/supervision").await.shows(&Lang::Vi.t("supervision-self-approving")));
        let mut read = house.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, domain::event::Subject::Organisation, body).await.expect("reads");
        let settled: Vec<bool> = events
            .iter()
            .filter_map(|known| match &known.event {
                domain::event::Event::Organisation(OrganisationEvent::ApprovalSettled { own, .. }) => Some(*own),
                _ => None,
            })
            .collect();
        assert_eq!(settled, [true, false], "each stays in what happened to the body");
        drop(read);
        house.verify().await;
    }
}
