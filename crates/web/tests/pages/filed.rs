//! Files that show what came of a point, by the pages: laid down, shown beside the answer, opened by who reads the case.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::told;
use crate::house::{error, links};
use crate::matrix::PICTURE;

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_laid_beside_a_point_and_opened_by_whoever_reads_the_reply() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk, case) = (&matter.commune.house, &matter.commune.clerk, &matter.case);
        assert_eq!(clerk.get(&format!("{case}/files")).await.status, StatusCode::NOT_FOUND, "nothing is answered");
        let point = Matter::point(&clerk.get(&format!("{case}/reply")).await);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter
            .does(
                "reply",
                &[("number", "12/UBND"), ("signer", "unsaid"), (&answer, "Đã khơi xong."), (&result, "done")],
            )
            .await;
        let begins = format!("{case}/files?reply=");
        let own = links(&matter.page().await.html);
        let at =
            own.iter().find(|link| link.starts_with(&begins)).expect("a way to lay files down").replace("&amp;", "&");
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get(&at).await;
            assert!(page.shows("Đã khơi xong.") && page.shows(&lang.t("case-files-none")), "{lang}");
            let wrong = clerk.in_language(lang).upload(&at, "scans", &[b"no picture"]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(error(&wrong.html, "scans"), told(lang, &Refusal::NotAScan { field: "scans" }), "{lang}");
        }
        let laid = clerk.upload(&at, "scans", &[PICTURE]).await;
        assert_eq!((laid.status, laid.location()), (StatusCode::SEE_OTHER, &*format!("{case}?said=case-filed")));
        let page = clerk.get(laid.location()).await;
        assert!(page.shows(&Lang::Vi.t("said-case-filed")) && page.shows(&Lang::Vi.t("act-case-evidence-filed")));
        let begins = format!("{case}/files/");
        let file = links(&page.html).into_iter().find(|link| link.starts_with(&begins)).expect("the file");
        let opened = clerk.get(&file).await;
        assert_eq!((opened.status, opened.bytes.is_empty()), (StatusCode::OK, false));

        // The Front opens it where it supervises the matter, and by no other address.
        house.account("mat.tran", matter.front, &[Role::Front]).await;
        let front = house.signed_in("mat.tran").await;
        let seen = front.get(&format!("/supervision{case}")).await;
        let theirs = format!("/supervision{file}");
        assert!(links(&seen.html).contains(&theirs), "{}", seen.html);
        assert_eq!(front.get(&theirs).await.status, StatusCode::OK);
        assert_ne!(front.upload(&at, "scans", &[PICTURE]).await.status, StatusCode::SEE_OTHER);
        let other = house.found(house.first.organisation, "peoples_committee", "Xã Bạn", None).await;
        house.account("xa.ban", other, &[Role::Clerk]).await;
        let stranger = house.signed_in("xa.ban").await;
        for path in [&file, &theirs] {
            assert_ne!(stranger.get(path).await.status, StatusCode::OK, "{path}");
        }
        house.verify().await;
    }
}
