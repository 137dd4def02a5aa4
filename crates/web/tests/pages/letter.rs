//! Letters: entered one after another, each a case; a number that is there twice is shown.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send, told};
use crate::house::{day, error, links, shown};

const NEW: &str = "/letters/new";

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_becomes_a_case_and_the_next_one_can_be_entered_at_once() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let typed = [
            ("series", "Sổ tiếp nhận đơn"),
            ("number", "128"),
            ("who", "Ông Cao Văn Canari"),
            ("words", "Ranh giới <đất> chưa rõ."),
            ("field", "01"),
            ("kind", "recommendation"),
        ];
        let answer = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let next = commune.clerk.get(answer.location()).await;
        let entered = cases(&next);
        assert_eq!(entered.len(), 1, "the last one leads to its case");
        let kept = shown(&next.html);
        let fresh = shown(&commune.clerk.get(NEW).await.html);
        for form in [&kept, &fresh] {
            for (field, value) in [("series", "Sổ tiếp nhận đơn"), ("number", "129")] {
                assert!(form.contains(&(field.to_owned(), value.to_owned())), "the book goes on: {form:?}");
            }
        }
        // The same words were shown beside the form before they are entered again.
        let again = [&typed[..], &[("near_seen", "yes")]].concat();
        let twice = send(&commune.clerk, &next, NEW, &again).await;
        let twice = commune.clerk.get(twice.location()).await;
        let number = Lang::Vi.ta("letter-numbered", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]);
        assert!(twice.shows(&Lang::Vi.ta("letter-entered-twice", &[("number", &number)])), "{}", twice.html);
        let list = commune.clerk.get("/letters").await;
        assert_eq!(cases(&list).len(), 2);
        assert!(list.shows("Ranh giới <đất> chưa rõ.") && list.shows(&number));
        let case = commune.clerk.get(&cases(&list)[0]).await;
        let source = Lang::Vi.ta("words-letter-in", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]);
        assert!(case.shows(&source), "the page of the case says which letter it was: {}", case.html);
        let leads =
            links(&case.html).into_iter().find(|it| it.starts_with("/letters/")).expect("it leads to the letter");
        let letter = commune.clerk.get(&leads).await;
        assert!(
            letter.shows(&number) && letter.shows(&Lang::Vi.t("letter-twin")),
            "which says that its number is there twice"
        );
        let found = commune.clerk.get("/letters?number=128").await;
        assert_eq!(cases(&found).len(), 2);
        assert!(cases(&commune.clerk.get("/letters?number=12").await).is_empty(), "a number is looked for whole");
        // The level above reads the list, and no name stands in it.
        let above = commune.house.signed_in(crate::house::FIRST).await;
        let list = above.get(&format!("/letters?of={}", commune.organisation)).await;
        assert!(cases(&list).len() == 2 && !list.html.contains("Canari"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_letter_is_shown_again_and_not_kept() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for (field, typed, refusal) in [
            ("words", " ", Refusal::Missing { field: "words" }),
            ("received_on", "", Refusal::Missing { field: "received_on" }),
            ("received_on", "31/09/2026", Refusal::NotADate { field: "received_on", typed: "31/09/2026".to_owned() }),
            ("village", "1", Refusal::NotAChoice { field: "village" }),
            ("field", "x", Refusal::NotAChoice { field: "field" }),
        ] {
            let mut all = vec![("words", "Ranh giới đất."), ("number", "7"), ("who", "Bà Hồ Thị Sim")];
            all.retain(|(name, _)| *name != field);
            all.push((field, typed));
            let answer = send(&clerk, &clerk.get(NEW).await, NEW, &all).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
            if field == "words" {
                let said = error(&answer.html, field);
                assert!(said.starts_with(&lang.t("field-letter-words")), "a letter was not spoken: {said}");
            } else {
                assert_eq!(error(&answer.html, field), told(lang, &refusal));
            }
            let again = shown(&answer.html);
            for (name, value) in all.iter().filter(|(_, value)| !["1", "x"].contains(value)) {
                assert!(again.iter().any(|(own, kept)| own == name && kept == value), "{name}={value} after {refusal}");
            }
        }
        let late = [("words", "Ranh giới đất."), ("received_on", "12/09/2026")];
        let answer = send(&clerk, &clerk.get(NEW).await, NEW, &late).await;
        let future = Refusal::HappenedInFuture { today: day("2026-09-11") };
        let words = lang.told(future.code(), Some("received_on"), &future.facts());
        assert_eq!(error(&answer.html, "received_on"), format!("{} {}", words.what, words.remedy));
    }
    let approver = commune.colleague(Role::Approver).await;
    assert_eq!(approver.get(NEW).await.status, StatusCode::FORBIDDEN);
    assert!(cases(&commune.clerk.get("/letters").await).is_empty());
    commune.house.verify().await;
}

/// Enters a letter that the Front sent on, and gives the address of its page.
async fn sent_on(commune: &Commune, number: &str) -> String {
    let typed = [
        ("series", "Sổ tiếp nhận đơn"),
        ("number", number),
        ("words", "Ranh giới đất nhà Quách."),
        ("kind", "complaint"),
        ("letter_way", "front"),
        ("referrer", "Ủy ban Mặt trận xã"),
        ("letter_dated", "01/09/2026"),
        ("originals", "01 Giấy chứng nhận"),
        ("who", "Bà Quách Thị Sả"),
        ("sender_address", "Số 4, ấp Cồn"),
        ("near_seen", "yes"),
    ];
    let answer = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let next = commune.clerk.get(answer.location()).await;
    let (_, found) = next.html.split_once("href=\"/letters/").expect("the next form leads to the letter");
    let own = found.split('"').next().expect("an address");
    if own == "new" { panic!("{}", next.html) } else { format!("/letters/{own}") }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_letter_says_what_the_book_says_and_gives_its_originals_back() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = sent_on(&commune, "128").await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let shown = clerk.get(&page).await;
            for said in ["Ủy ban Mặt trận xã", "01/09/2026", "01 Giấy chứng nhận", "Ranh giới đất nhà Quách."]
            {
                assert!(shown.shows(said), "{said}: {}", shown.html);
            }
            assert!(shown.shows(&lang.of("letter-way", "front")));
            let back = format!("{page}/return-originals");
            let wrong = send(&clerk, &shown, &back, &[("happened_on", "11/09/2026")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            let told = Refusal::Missing { field: "originals_receiver" };
            let words = lang.told(told.code(), Some("originals_receiver"), &told.facts());
            assert!(wrong.shows(&words.what) && wrong.shows(&words.remedy), "{}", wrong.html);
        }
        let typed = [("originals_receiver", "Người gửi đơn"), ("happened_on", "11/09/2026")];
        let back = format!("{page}/return-originals");
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &back, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let shown = commune.clerk.get(&page).await;
        let returned = [("day", &"11/09/2026" as &dyn web::lang::Arg), ("name", &"Người gửi đơn")];
        assert!(shown.shows(&Lang::Vi.ta("letter-returned", &returned)), "{}", shown.html);
        assert!(!shown.html.contains(&back), "they are given back once");
        // The level above reads on which day, and not to whom: that may be who wrote it.
        let above = commune.house.signed_in(crate::house::FIRST).await.get(&page).await;
        assert!(above.shows("11/09/2026") && !above.html.contains("Người gửi đơn"), "{}", above.html);
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &format!("{page}/withhold"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let kept = commune.clerk.get(&page).await;
        assert!(!kept.html.contains("Người gửi đơn"), "nor to anybody once it is kept: {}", kept.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_of_a_letter_says_whose_it_is_what_it_says_and_what_follows_and_its_name_was_opened() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = sent_on(&commune, "128").await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let shown = clerk.get(&page).await;
        let (_, form) = shown.html.split_once("action=\"/submissions/").expect("the receipt can be printed");
        let path = format!("/submissions/{}", form.split('"').next().expect("an address"));
        let receipt = send(&clerk, &shown, &path, &[]).await;
        assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.html);
        assert!(receipt.shows(&lang.t("letter-receipt-title")) && receipt.shows("01 Giấy chứng nhận"));
        let number = lang.ta("letter-numbered", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]);
        assert!(receipt.shows(&number), "{}", receipt.html);
        for shown in
            ["Ranh giới đất nhà Quách.", "PIN", &lang.t("letter-receipt-motto"), &lang.t("letter-receipt-next-line")]
        {
            assert!(receipt.shows(shown), "{shown}: {}", receipt.html);
        }
        assert!(receipt.shows("Bà Quách Thị Sả") && receipt.shows("Số 4, ấp Cồn"), "{}", receipt.html);
        let case = cases(&clerk.get("/letters").await).remove(0);
        let page = clerk.get(&case).await;
        assert!(page.shows(&lang.t("act-case-identity-read")), "the name was opened: {}", page.html);
        let origin = lang.ta("letter-origin", &[("body", &"")]);
        assert!(page.shows(origin.trim_end()), "it comes from a letter: {}", page.html);
    }
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_kept_from_everybody_or_taken_out_on_its_page_and_the_list_is_filtered() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (kept, out) = (sent_on(&commune, "128").await, sent_on(&commune, "129").await);
        let clerk = &commune.clerk;
        let hold = format!("{kept}/withhold");
        let done = send(clerk, &clerk.get(&kept).await, &hold, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let shown = clerk.get(&kept).await;
        assert!(!shown.html.contains("Quách") && !shown.html.contains("Mặt trận xã"), "{}", shown.html);
        let strike = format!("{out}/strike");
        let done = send(clerk, &clerk.get(&out).await, &strike, &[("reason", "Nhập nhầm")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let list = clerk.get("/letters?letter_way=front&year=2026&kind=complaint").await;
        assert!(list.html.contains(&format!("href=\"{kept}\"")) && !list.html.contains(&format!("href=\"{out}\"")));
        let none = clerk.get("/letters?letter_way=post").await;
        assert!(none.shows(&Lang::Vi.t("letters-none-filtered")), "{}", none.html);
        commune.house.verify().await;
    }
}
