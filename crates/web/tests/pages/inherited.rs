//! What a body took over from one that ended is worked on at its pages like its own.

use acts::handover::Give;
use acts::organisation::End;
use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{TODAY, day, form, links};

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_taken_over_is_assigned_to_a_division_and_urged_at_the_pages() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let case = commune.type_in(&[("words", "Cống đầu ngõ tắc."), ("field", "03")]).await;
        let heir = house.found(house.first.organisation, "peoples_committee", "Xã Mới", Some("MP003")).await;
        let division = house.found(heir, "division", "Phòng Kinh tế", None).await;
        let mut read = house.store.reader().await.expect("a reader");
        let body = store::organisation::find(&mut read, commune.organisation).await.expect("reads").expect("a body");
        drop(read);
        let (organisation, basis) = (commune.organisation, "Nghị quyết 1".to_owned());
        let end = End { organisation, on: day(TODAY), successors: vec![heir], basis, version: body.version };
        house.act(house.first, end).await;
        let mut read = house.store.reader().await.expect("a reader");
        let right = domain::permission::Act::HandoverRead;
        let of = store::grant::Of::Organisation(house.first.organisation);
        let (grant, _) = store::grant::may(&mut read, house.first, right, of).await.expect("it may be read");
        let list = store::handover::list(&mut read, &grant, None, 1).await.expect("reads").rows.remove(0);
        let groups = store::handover::groups(&mut read, list.id, false, None, 50).await.expect("reads").rows;
        drop(read);
        let groups = groups.into_iter().map(|row| row.group).collect();
        let (items, term, version) = (Vec::new(), None, list.version);
        house.act(house.first, Give { handover: list.id, items, groups, receiver: heir, term, version }).await;

        house.account("thu.ky.moi", heir, &[Role::Clerk]).await;
        let clerk = house.signed_in("thu.ky.moi").await;
        let form = format!("{case}/assign");
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get(&case).await;
            assert!(links(&page.html).contains(&form), "it is offered: {}", page.html);
            let page = clerk.in_language(lang).get(&form).await;
            assert!(page.html.contains(&format!("<option value=\"{division}\"")), "its own division can lead");
        }
        let lead = division.to_string();
        let typed = [("lead", &*lead), ("due_on", "20/09/2026"), ("happened_on", "11/09/2026")];
        let done = send(&clerk, &clerk.get(&form).await, &form, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let handler = {
            house.account("phong", division, &[Role::Handler]).await;
            house.signed_in("phong").await
        };
        for lang in Lang::ALL {
            let page = handler.in_language(lang).get(&case).await;
            let offered = links(&page.html);
            assert!(offered.contains(&format!("{case}/ask-back")), "it asks back: {offered:?}");
            for not_its_own in ["extend", "give-back", "assign"] {
                assert!(!offered.contains(&format!("{case}/{not_its_own}")), "{not_its_own} is not offered");
            }
            assert!(links(&clerk.in_language(lang).get(&case).await.html).contains(&format!("{case}/extend")));
        }
        house.store.move_today(day("2026-10-01")).await.expect("weeks pass");
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get(&format!("/urging?to={division}")).await;
            assert!(page.shows("Cống đầu ngõ tắc."), "overdue it is to be urged: {}", page.html);
        }
        house.verify().await;
    }
}

/// Whoever types papers of an archive says the day on each; what is done today has its day already.
#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_what_was_raised_long_ago_is_asked_for_the_day_on_its_paper() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Cống đầu ngõ tắc."), ("field", "03")]).await;
    let asked = async |today: &str| {
        commune.house.store.move_today(day(today)).await.expect("days pass");
        let page = commune.clerk.get(&format!("{case}/reply")).await;
        let fields = form(&page.html, &format!("{case}/reply"));
        fields.into_iter().find(|(name, _)| name == "happened_on").expect("a day is asked for").1
    };
    assert_eq!(asked("2026-10-01").await, "01/10/2026");
    assert_eq!(asked("2026-12-30").await, "");
}
