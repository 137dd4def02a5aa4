//! Files that show what came of a point, by the pages: laid down, shown beside the answer, opened by who reads the case.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::{send, told};
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

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_draft_opens_for_who_may_read_the_draft_and_for_others_with_the_reply() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (house, clerk, case) = (&matter.commune.house, &matter.commune.clerk, &matter.case);
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        house.account("can.bo", matter.division, &[Role::Handler]).await;
        house.account("mat.tran", matter.front, &[Role::Front]).await;
        let province = house.first.organisation;
        house.account("tinh.van.phong", province, &[Role::Office]).await;
        let (handler, front) = (house.signed_in("can.bo").await, house.signed_in("mat.tran").await);
        house.account("truong.phong", matter.division, &[Role::Approver]).await;
        let approver = house.signed_in("truong.phong").await;
        let supervisor = matter.commune.colleague(Role::Supervisor).await;
        let above = house.signed_in("tinh.van.phong").await;
        let at = format!("{case}/draft-reply");
        let form = handler.get(&at).await;
        let point = Matter::point(&form);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        let typed = [(&*answer, "Đang viết wombat."), (&*result, "done")];
        assert_eq!(send(&handler, &form, &at, &typed).await.status, StatusCode::SEE_OTHER);
        let page = handler.get(case).await;
        let begins = format!("{case}/files?reply=");
        let add =
            links(&page.html).into_iter().find(|link| link.starts_with(&begins)).expect("a way to lay files down");
        let laid = handler.upload(&add.replace("&amp;", "&"), "scans", &[PICTURE]).await;
        assert_eq!(laid.status, StatusCode::SEE_OTHER, "{}", laid.html);
        let begins = format!("{case}/files/");
        let file = links(&handler.get(case).await.html).into_iter().find(|link| link.starts_with(&begins));
        let file = file.expect("the file");
        let theirs = format!("/supervision{file}");
        for reader in [&handler, clerk] {
            assert_eq!(reader.get(&file).await.status, StatusCode::OK, "who replies and with whom it was raised");
        }
        for reader in [&supervisor, &above] {
            assert_eq!(reader.get(&file).await.status, StatusCode::NOT_FOUND, "a draft is nobody else's");
            let page = reader.get(case).await;
            assert!(page.status == StatusCode::OK && !page.shows("Đang viết wombat."), "nor its words");
            assert!(!page.shows(&Lang::Vi.t("act-case-reply-drafted")), "nor that there is one: {}", page.html);
        }
        assert!(handler.get(case).await.shows(&Lang::Vi.t("act-case-reply-drafted")));
        for reader in [&front, &supervisor] {
            assert_eq!(reader.get(&theirs).await.status, StatusCode::NOT_FOUND, "nor to those who supervise");
        }
        for (who, step) in [(&handler, "submit-reply"), (&approver, "approve-reply"), (&handler, "issue-reply")] {
            let at = format!("{case}/{step}");
            let done = send(who, &who.get(&at).await, &at, &[("number", "31/PKT"), ("signer", "unsaid")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.html);
        }
        for (reader, path) in [(&supervisor, &file), (&above, &file), (&front, &theirs)] {
            assert_eq!(reader.get(path).await.status, StatusCode::OK, "it is part of the reply: {path}");
        }
        house.verify().await;
    }
}
