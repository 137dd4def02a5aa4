//! A case: answering on the spot, correcting, striking, and the name behind it.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, form, send, told};
use crate::house::{Answer, day, error, links, plain, shown};

/// What the page of a case posts to answer it.
fn answering(case: &str) -> String {
    format!("{case}/answer-on-the-spot")
}

async fn raised(commune: &Commune) -> String {
    commune.type_in(&[("words", "Nước đục."), ("who", "Bà Hồ Thị Sim"), ("contact", "0900 000 001")]).await
}

async fn answered(commune: &Commune) -> String {
    let case = raised(commune).await;
    let page = commune.clerk.get(&case).await;
    let typed = [("result", "done"), ("answer", "Đã thông cống.")];
    assert_eq!(send(&commune.clerk, &page, &answering(&case), &typed).await.status, StatusCode::SEE_OTHER);
    case
}

/// The address to which a page posts, by its beginning and end.
fn action(page: &Answer, begin: &str, end: &str) -> String {
    let actions = page.html.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(plain);
    let mut own = actions.filter(|action| action.starts_with(begin) && action.ends_with(end));
    own.next().unwrap_or_else(|| panic!("no form posts to {begin}…{end}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_answered_on_the_spot_with_every_result() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let term = commune.term.to_string();
        for (result, more, outcome) in [
            ("done", ("by_on", ""), "resolved"),
            ("explained", ("answered_by", term.as_str()), "resolved"),
            ("promised", ("by_on", "30/09/2026"), "in_progress"),
            ("cannot_be_done", ("ground", "Chưa bố trí vốn."), "resolved.cannot"),
        ] {
            let case = raised(&commune).await;
            let page = commune.clerk.get(&case).await;
            let typed = [("result", result), ("answer", "Xã đã trả lời tại chỗ."), more];
            let answer = send(&commune.clerk, &page, &answering(&case), &typed).await;
            assert_eq!(
                (answer.status, answer.location()),
                (StatusCode::SEE_OTHER, format!("{case}?said=answered").as_str())
            );
            for lang in Lang::ALL {
                let page = commune.clerk.in_language(lang).get(answer.location()).await;
                assert!(page.shows("Xã đã trả lời tại chỗ.") && page.shows(&lang.of("said", "answered")), "{result}");
                assert!(page.shows(&lang.of("outcome", outcome)) && page.shows(&lang.of("result", result)), "{result}");
                assert!(page.shows(&lang.of("act", "case.answered_on_the_spot")), "{result}");
                assert!(!page.html.contains(&answering(&case)), "one answer is enough");
            }
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_shows_what_was_typed_and_keeps_nothing() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = raised(&commune).await;
    let missing = |field| Refusal::Missing { field };
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for (typed, refusal) in [
            (vec![("answer", "Đã xem."), ("happened_on", "11/09/2026")], missing("result")),
            (vec![("answer", ""), ("result", "done")], missing("answer")),
            (vec![("answer", "Sẽ làm."), ("result", "promised")], missing("by_on")),
            (vec![("answer", "Không được."), ("result", "cannot_be_done")], missing("ground")),
            (
                vec![("answer", "Sẽ làm."), ("result", "promised"), ("by_on", "31/02/2027")],
                Refusal::NotADate { field: "by_on", typed: "31/02/2027".to_owned() },
            ),
            (
                vec![("answer", "Sẽ làm."), ("result", "promised"), ("by_on", "10/09/2026")],
                Refusal::TooEarly { field: "by_on", earliest: day("2026-09-11") },
            ),
            (
                vec![("answer", "Đã xem."), ("result", "done"), ("happened_on", "12/09/2026")],
                Refusal::HappenedInFuture { today: day("2026-09-11") },
            ),
            (
                vec![("answer", "Đã xem."), ("result", "done"), ("happened_on", "10/09/2026")],
                Refusal::HappenedBefore { earliest: day("2026-09-11") },
            ),
            (
                vec![("answer", "Đã xem."), ("result", "done"), ("answered_by", "1")],
                Refusal::NotAChoice { field: "answered_by" },
            ),
        ] {
            let answer = send(&clerk, &clerk.get(&case).await, &answering(&case), &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
            let field = refusal.field().expect("it stands at a field");
            assert_eq!(error(&answer.html, field), told(lang, &refusal), "{lang}");
            let shown = shown(&answer.html);
            for (name, value) in typed.iter().filter(|(name, _)| *name != "answered_by") {
                let kept = shown.iter().any(|(own, kept)| own == name && kept == value);
                assert!(kept, "{name}={value} after {refusal}: {shown:?}");
            }
        }
    }
    let page = commune.clerk.get(&case).await;
    assert!(page.shows(&Lang::Vi.t("answers-none")) && page.html.contains(&answering(&case)), "it still waits");
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_second_is_told_that_somebody_was_faster() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = raised(&commune).await;
    let (faster, slower) = (commune.clerk.get(&case).await, commune.clerk.get(&case).await);
    let typed = |words| [("result", "done"), ("answer", words)];
    let first = send(&commune.clerk, &faster, &answering(&case), &typed("Đã thông cống.")).await;
    // The same post again, as after a lost answer, is the same answer.
    let again = send(&commune.clerk, &faster, &answering(&case), &typed("Đã thông cống.")).await;
    assert_eq!((first.status, first.location()), (again.status, again.location()));
    let second = send(&commune.clerk, &slower, &answering(&case), &typed("Đã khơi mương.")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.shows(&Lang::Vi.told("conflict", None, &[]).what));
    assert!(second.shows("Đã khơi mương."), "what was typed is kept");
    // Sent again to the case as it stands now, it is refused for what it is.
    let third = send(&commune.clerk, &second, &answering(&case), &[]).await;
    assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(third.shows(&Lang::Vi.told("already-answered", None, &[]).what) && third.shows("Đã khơi mương."));
    let page = commune.clerk.get(&case).await;
    assert!(page.shows("Đã thông cống.") && !page.shows("Đã khơi mương."));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_corrected_and_the_old_one_stays_visible() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = answered(&commune).await;
        commune.house.store.move_today(day("2026-09-20")).await.expect("days pass");
        let page = commune.clerk.get(&case).await;
        let to = action(&page, "/events/", "/correct");
        let event = to.split('/').nth(2).expect("its id").to_owned();
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            for (typed, refusal, field) in [
                (
                    [("happened_on", ""), ("reason", "Theo biên bản")],
                    Refusal::Missing { field: "happened_on" },
                    "happened_on",
                ),
                ([("happened_on", "15/09/2026"), ("reason", " ")], Refusal::Missing { field: "reason" }, "reason"),
                (
                    [("happened_on", "hôm qua"), ("reason", "Theo biên bản")],
                    Refusal::NotADate { field: "happened_on", typed: "hôm qua".to_owned() },
                    "happened_on",
                ),
                (
                    [("happened_on", "21/09/2026"), ("reason", "Theo biên bản")],
                    Refusal::HappenedInFuture { today: day("2026-09-20") },
                    "happened_on",
                ),
            ] {
                let answer = send(&clerk, &clerk.get(&case).await, &to, &typed).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
                assert_eq!(error(&answer.html, &format!("{field}-{event}")), told(lang, &refusal));
                let again = form(&answer.html, &to);
                for (name, value) in typed {
                    assert!(
                        again.iter().any(|(own, kept)| own == name && kept == value),
                        "{name}={value} after {refusal}"
                    );
                }
            }
        }
        let typed = [("happened_on", "15/09/2026"), ("reason", "Theo biên bản")];
        let answer = send(&commune.clerk, &commune.clerk.get(&case).await, &to, &typed).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, format!("{case}?said=corrected").as_str())
        );
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&case).await;
            let (from, to) = ("11/09/2026", "15/09/2026");
            assert!(page.shows(&lang.ta("step-corrected", &[("from", &from), ("to", &to)])));
            assert!(page.shows(&lang.ta("step-reason", &[("reason", &"Theo biên bản")])));
        }
        // The figures read the corrected day; as recorded before the correction, the old one.
        for (state_on, as_of, counted) in
            [("2026-09-14", "2026-09-20", 0), ("2026-09-15", "2026-09-20", 1), ("2026-09-14", "2026-09-19", 1)]
        {
            let path = format!("/cases?outcome=resolved&to=2026-09-14&state_on={state_on}&as_of={as_of}");
            assert_eq!(super::cases(&commune.clerk.get(&path).await).len(), counted, "{path}");
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_answer_is_taken_back_and_can_be_restored() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = answered(&commune).await;
        let page = commune.clerk.get(&case).await;
        let strike = action(&page, "/events/", "/strike");
        let empty = send(&commune.clerk, &page, &strike, &[("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.shows(&told(Lang::Vi, &Refusal::Missing { field: "reason" })));
        let answer = send(&commune.clerk, &page, &strike, &[("reason", "Ghi nhầm vụ việc")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, format!("{case}?said=struck").as_str()));
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&case).await;
            assert!(page.shows(&lang.t("step-struck")) && page.shows(&lang.t("answers-none")));
            assert!(page.shows(&lang.ta("step-reason", &[("reason", &"Ghi nhầm vụ việc")])));
            assert!(page.shows(&lang.of("outcome", "not_taken_up")));
        }
        let page = commune.clerk.get(&case).await;
        assert!(page.html.contains(&answering(&case)), "it can be answered again");
        // Striking the striking is the way back.
        let restore = action(&page, "/events/", "/strike");
        assert_ne!(restore, strike);
        assert_eq!(
            send(&commune.clerk, &page, &restore, &[("reason", "Không nhầm")]).await.status,
            StatusCode::SEE_OTHER
        );
        let page = commune.clerk.get(&case).await;
        assert!(page.shows("Đã thông cống.") && page.shows(&Lang::Vi.of("outcome", "resolved")));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_opened_once_by_an_act_that_the_history_shows() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = raised(&commune).await;
        let opening = format!("{case}/read-identity");
        let keeper = commune.colleague(Role::IdentityKeeper).await;
        for lang in Lang::ALL {
            let keeper = keeper.in_language(lang);
            let page = keeper.get(&case).await;
            assert!(!page.shows("Hồ Thị Sim") && !page.shows("0900 000 001"));
            let opened = send(&keeper, &page, &opening, &[]).await;
            assert_eq!(opened.status, StatusCode::OK);
            assert_eq!(opened.html.matches("Hồ Thị Sim").count(), 1, "once");
            assert!(opened.shows("0900 000 001") && opened.shows(&lang.t("identity-opened")));
            let page = keeper.get(&case).await;
            assert!(!page.shows("Hồ Thị Sim") && !page.shows("0900 000 001"), "only in that answer");
            assert!(page.shows(&lang.of("act", "case.identity_read")) && page.shows("Nguyễn Văn xa.identity_keeper"));
        }
        // Who may not, is not offered it and does not get it.
        let supervisor = commune.colleague(Role::Supervisor).await;
        let page = supervisor.get(&case).await;
        assert!(page.shows(&Lang::Vi.t("identity-closed")) && !page.html.contains(&opening));
        assert_eq!(supervisor.post(&opening, &[]).await.status, StatusCode::FORBIDDEN);
        let history = commune.clerk.get(&case).await.html.matches(&Lang::Vi.of("act", "case.identity_read")).count();
        assert!(history >= 2, "one step for each time");
        commune.house.verify().await;
    }
}

/// Somebody who asked not to be named may leave a telephone: whoever keeps names can open it.
#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_without_a_name_can_be_opened_and_nothing_is_offered_where_there_is_none() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let left = commune
        .type_in(&[("words", "Đèn hỏng."), ("unnamed", "yes"), ("who", "Sim"), ("contact", "0900 000 009")])
        .await;
    let none = commune.type_in(&[("words", "Rác đầy.")]).await;
    let page = commune.clerk.get(&left).await;
    assert!(page.shows(&Lang::Vi.t("person-unnamed")));
    let opened = send(&commune.clerk, &page, &format!("{left}/read-identity"), &[]).await;
    assert!(opened.shows("0900 000 009") && !opened.shows("Sim"));
    assert!(!commune.clerk.get(&none).await.html.contains("read-identity"));
    commune.house.verify().await;
}

/// The level above reads the case and neither changes it nor learns who raised it.
#[tokio::test(flavor = "multi_thread")]
async fn the_level_above_reads_and_changes_nothing() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = answered(&commune).await;
    let above = commune.house.signed_in(crate::house::FIRST).await;
    let page = above.get(&case).await;
    assert!(page.status == StatusCode::OK && page.shows("Nước đục.") && !page.shows("Hồ Thị Sim"));
    for part in ["/answer-on-the-spot", "/read-identity", "/correct", "/strike"] {
        assert!(!page.html.contains(part), "{part}");
    }
    assert!(links(&page.html).iter().all(|link| !link.contains("revise=")));
}
