//! What comes of a letter, on its page: what the law allows with its article, why the rest is not, and the list of those that wait.

use axum::http::StatusCode;
use domain::letter::class::Content;
use domain::letter::process::{Processing, needed};
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::letter_class::entered;
use super::{Commune, cases, send, told};

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_a_letter_is_recorded_on_its_page_which_says_what_the_law_allows() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = entered(&commune, "Khiếu nại việc thu hồi đất nhà Quách.").await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            assert!(clerk.get(&page).await.shows(&lang.t("letter-process-unclassified")));
            let home = clerk.get("/").await;
            assert!(home.shows(&lang.t("letters-waiting")), "{}", home.html);
        }
        assert_eq!(cases(&commune.clerk.get("/letters?waiting=yes").await).len(), 1);
        let class = [
            ("version", "0"),
            ("kind", "complaint"),
            ("letter_competence", "outside"),
            ("letter_sphere", "administrative"),
            ("letter_people", "1"),
            ("representatives", ""),
        ];
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &format!("{page}/classify"), &class).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let post = format!("{page}/process");
        let of = |outcome: Processing, lang: Lang| {
            let case = needed(outcome, Content::Complaint).expect("a case of the law");
            if lang == Lang::Vi { case.title.clone() } else { case.title_en.clone() }
        };
        let paper = [("version", "0"), ("paper_number", "12/HD-UBND"), ("paper_signer", "Chủ tịch")];
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let before = clerk.get(&page).await;
            for outcome in [Processing::Guide, Processing::Refuse, Processing::Transfer, Processing::File] {
                assert!(before.shows(&of(outcome, lang)), "{outcome:?}: {}", before.html);
            }
            assert!(!before.html.contains("value=\"transfer\""), "a complaint is never sent on: {}", before.html);
            let typed = [&paper[..], &[("letter_outcome", "transfer"), ("reason", "Gửi huyện")]].concat();
            let wrong = send(&clerk, &before, &post, &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows(&told(lang, &Refusal::LetterNotSo)), "{}", wrong.html);
            assert!(wrong.html.contains("12/HD-UBND"), "what was typed stands there again: {}", wrong.html);
            let typed = [&paper[..], &[("letter_outcome", "guide"), ("reason", "")]].concat();
            let wrong = send(&clerk, &before, &post, &typed).await;
            assert!(wrong.shows(&told(lang, &Refusal::Missing { field: "reason" })), "{}", wrong.html);
        }
        let typed = [&paper[..], &[("letter_outcome", "guide"), ("reason", "Gửi Ủy ban tỉnh"), ("told_way", "letter")]]
            .concat();
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &post, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let after = clerk.get(&page).await;
            let told = lang.t("letter-told-way");
            for shown in [
                "12/HD-UBND",
                "Gửi Ủy ban tỉnh",
                &lang.of("letter-outcome", "guide"),
                &told,
                &of(Processing::Guide, lang),
            ] {
                assert!(after.shows(shown), "{shown}: {}", after.html);
            }
            assert!(clerk.get("/letters").await.shows(&lang.of("letter-outcome", "guide")));
            assert!(!clerk.get("/").await.shows(&lang.t("letters-waiting")));
        }
        assert!(cases(&commune.clerk.get("/letters?waiting=yes").await).is_empty());
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_letter_says_that_and_why_its_case_goes_on_before_and_after() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        entered(&commune, "Khiếu nại việc thu hồi đất nhà Quách.").await;
        let root = cases(&clerk.get("/letters").await).remove(0).replace("/cases/", "VV-");
        let page = entered(&commune, "Thu hồi đất nhà Quách không đúng.").await;
        let class = [
            ("version", "0"),
            ("kind", "complaint"),
            ("letter_competence", "outside"),
            ("letter_sphere", "administrative"),
            ("letter_people", "1"),
            ("representatives", ""),
        ];
        let done = send(clerk, &clerk.get(&page).await, &format!("{page}/classify"), &class).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let (post, typed) = (format!("{page}/repeat"), [("letter_repeats", root.as_str())]);
        let done = send(clerk, &clerk.get(&page).await, &post, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let before = clerk.in_language(lang).get(&page).await;
            assert!(before.shows(&lang.t("letter-goes-on-merged")), "said before it is recorded: {}", before.html);
        }
        let typed = [
            ("version", "0"),
            ("letter_outcome", "guide"),
            ("letter_by_word", "yes"),
            ("reason", "Gửi Ủy ban tỉnh"),
            ("told_way", "telephone"),
        ];
        let done = send(clerk, &clerk.get(&page).await, &format!("{page}/process"), &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let after = clerk.in_language(lang).get(&page).await;
            for said in ["letter-goes-on-merged", "letter-told-way", "contact-way-telephone"] {
                assert!(after.shows(&lang.t(said)), "{said}: {}", after.html);
            }
        }
        commune.house.verify().await;
    }
}
