//! The live desk: typing, typing wrong, typing twice, writing anew, striking.

use axum::http::StatusCode;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{CLERK, Commune, VILLAGE, cases, form, rows, send, told};
use crate::house::{error, key, shown};

const WORDS: &str = "Nước máy \"đục\" từ tháng ba, mưa <xuống> là tràn & ngập.";

fn opinion(words: &str) -> Vec<(&str, &str)> {
    vec![
        ("who", "Bà Hồ Thị Sim"),
        ("contact", "0900 000 001"),
        ("village", VILLAGE),
        ("field", "05"),
        ("kind", "recommendation"),
        ("words", words),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_leads_back_to_the_desk_and_stands_on_every_page() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = commune.clerk.get(&commune.desk()).await;
        let answer = send(&commune.clerk, &page, &commune.desk(), &opinion(WORDS)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.location().starts_with(&commune.desk()), "{}", answer.location());
        assert!(answer.location().contains("said=raised"), "{}", answer.location());
        let desk = commune.clerk.get(answer.location()).await;
        let case = rows(&desk).first().expect("it stands in the list").clone();
        assert!(desk.shows(&Lang::Vi.of("said", "raised")));
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            for (path, words) in [("/", WORDS), ("/cases", WORDS), (case.as_str(), WORDS), (&commune.desk(), WORDS)] {
                let page = clerk.get(path).await;
                assert_eq!(page.status, StatusCode::OK, "{path}");
                assert!(page.html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
                assert!(page.shows(words) && !page.html.contains("<xuống>"), "{path}: {}", page.html);
                assert!(path == case || cases(&page).contains(&case), "{path} leads to {case}");
            }
            let page = clerk.get(&case).await;
            assert!(page.shows(&lang.of("outcome", "not_taken_up")) && page.shows(VILLAGE));
            assert!(page.shows(&lang.of("work-field", "05")));
        }
        commune.house.verify().await;
    }
}

/// The session check and the look at where it is typed among them: what design asks for is sixteen.
#[tokio::test(flavor = "multi_thread")]
async fn one_submission_through_the_desk_takes_at_most_sixteen_messages_to_the_database() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.type_in(&opinion("Một.")).await;
        for (village, session) in [("", false), (VILLAGE, false), (VILLAGE, true)] {
            let session_id = commune.session.to_string();
            let mut typed = opinion("Hai.");
            typed.retain(|(name, _)| *name != "village");
            typed.push(("village", village));
            if session {
                typed.push(("session", &session_id));
            }
            let before = commune.house.store.statements();
            let answer = commune.clerk.post(&commune.desk(), &typed).await;
            let took = commune.house.store.statements() - before;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
            assert!(took <= 16, "{took} messages");
        }
    }
}

/// For the session check, for the look at where it is typed, for the key with the grant, and for the rows with their COMMIT.
#[tokio::test(flavor = "multi_thread")]
async fn one_submission_through_the_desk_waits_four_times_for_a_server() {
    let commune = Commune::open(Fresh::postgres().await).await;
    commune.type_in(&opinion("Một.")).await;
    let before = commune.house.store.flights();
    let answer = commune.clerk.post(&commune.desk(), &opinion("Hai.")).await;
    let waits = commune.house.store.flights() - before;
    assert_eq!((answer.status, waits), (StatusCode::SEE_OTHER, 4), "{}", answer.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_opinions_do_not_slow_the_desk() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let words = ["Nước máy đục từ tháng ba.", "Đường lún ba đoạn.", "Kênh cạn, lúa cháy."];
        let mut measured = Vec::new();
        let mut typed = 0;
        for many in [60, 260] {
            while typed < many {
                let answer = commune.clerk.post(&commune.desk(), &opinion(words[typed % words.len()])).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
                typed += 1;
            }
            let sent = || commune.house.store.statements();
            let before = sent();
            let page = commune.clerk.get(&commune.desk()).await;
            let read = sent() - before;
            let before = sent();
            let answer = commune.clerk.post(&commune.desk(), &opinion("Bao giờ có nước?")).await;
            let written = sent() - before;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            typed += 1;
            measured.push((read, written, page.html.len(), answer.html.len()));
        }
        let ((read, written, page, answer), later) = (measured[0], measured[1]);
        assert_eq!((read, written, answer), (later.0, later.1, later.3), "statements and the answer of a post");
        assert!(page.abs_diff(later.2) * 10 <= page, "{page} bytes with 60, {} with 260", later.2);
    }
}

/// A form, what is wrong with it, and the id of the control where that stands.
type Wrong = (Vec<(&'static str, String)>, Refusal, &'static str);

fn wrong() -> Vec<Wrong> {
    let own = |name: &'static str, value: &str| vec![(name, value.to_owned())];
    vec![
        (own("words", "  "), Refusal::Missing { field: "words" }, "words"),
        (own("words", &"a".repeat(10_001)), Refusal::TooLong { field: "words", most: 10_000 }, "words"),
        (own("village", "Thôn Không Có"), Refusal::NotAChoice { field: "village" }, "village"),
        (own("field", "77"), Refusal::NotAChoice { field: "field" }, "field"),
        (own("who", &"a".repeat(201)), Refusal::TooLong { field: "who", most: 200 }, "who"),
        (own("contact", &"1".repeat(201)), Refusal::TooLong { field: "contact", most: 200 }, "contact"),
        (own("mark", "answered"), Refusal::Missing { field: "answer" }, "answer"),
        (
            vec![("mark", "answered".to_owned()), ("answer", "Đã khơi.".to_owned()), ("answered_by", "1".to_owned())],
            Refusal::NotAChoice { field: "answered_by" },
            "answered_by",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_form_shows_what_was_typed_and_keeps_nothing() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.type_in(&opinion("Rác đầy.")).await;
        let before = rows(&commune.clerk.get(&commune.desk()).await);
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            for (spoilt, refusal, control) in wrong() {
                let mut typed = opinion(WORDS);
                typed.retain(|(name, _)| !spoilt.iter().any(|(spoilt, _)| spoilt == name));
                typed.extend(spoilt.iter().map(|(name, value)| (*name, value.as_str())));
                let once = key();
                typed.push(("key", &once));
                let answer = clerk.post(&commune.desk(), &typed).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
                assert_eq!(error(&answer.html, control), told(lang, &refusal));
                let shown = shown(&answer.html);
                for (name, value) in typed.iter().filter(|(name, value)| *name != "key" && *value != "77") {
                    let kept = shown.iter().any(|(own, kept)| own == name && kept == value);
                    // A choice that is in no list is shown by what is said of it.
                    assert!(
                        kept || (*name, *value) == ("answered_by", "1"),
                        "{name}={value} after {refusal}: {shown:?}"
                    );
                }
                assert_eq!(rows(&clerk.get(&commune.desk()).await), before, "{refusal}");
            }
        }
        commune.keeps(&before).await;
    }
}

/// What no control of the page can send is refused as well, and keeps nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_not_ours_keeps_nothing() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for spoilt in [("mark", "later"), ("kind", "gossip"), ("turn", "x"), ("turn", "1")] {
        let mut typed = opinion(WORDS);
        typed.retain(|(name, _)| *name != spoilt.0);
        typed.push(spoilt);
        let answer = commune.clerk.post(&commune.desk(), &typed).await;
        assert!(answer.status.is_client_error(), "{spoilt:?}: {}", answer.status);
    }
    let without_key = commune.clerk.post(&commune.desk(), &[("key", ""), ("words", WORDS)]).await;
    assert_eq!(without_key.status, StatusCode::BAD_REQUEST);
    commune.keeps(&[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_again_is_recorded_once() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = commune.clerk.get(&commune.desk()).await;
        let mut sent = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (clerk, desk) = (commune.clerk.clone(), commune.desk());
            let pairs = super::filled(&page, &desk, &opinion(WORDS));
            sent.spawn(async move {
                let pairs: Vec<(&str, &str)> =
                    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let answer = clerk.post(&desk, &pairs).await;
                (answer.status, answer.location().to_owned())
            });
        }
        let answers = sent.join_all().await;
        assert_eq!(answers[0].0, StatusCode::SEE_OTHER);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        let kept = rows(&commune.clerk.get(&commune.desk()).await);
        assert_eq!(kept.len(), 1);
        // The same key with other words is another matter, and is not recorded under it.
        let other = send(&commune.clerk, &page, &commune.desk(), &opinion("Rác đầy.")).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.shows("Rác đầy.") && other.shows(&Lang::Vi.told("key-reused", None, &[]).what));
        commune.keeps(&kept).await;
    }
}

/// What is proposed for the next opinion, and for writing one anew, can be sent as it stands.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_form_proposes_can_be_sent() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for village in ["", VILLAGE] {
        commune.type_in(&[("words", "Nước đục."), ("village", village), ("field", "05")]).await;
        let page = commune.clerk.get(&commune.desk()).await;
        let answer = send(&commune.clerk, &page, &commune.desk(), &[("words", "Rác đầy.")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "after {village:?}");
        let case = rows(&commune.clerk.get(&commune.desk()).await).remove(0);
        let page = commune.clerk.get(&case).await;
        let address = super::links(&page.html).into_iter().find(|link| link.contains("?revise=")).expect("a way to it");
        let action = format!("/submissions/{}/revise", address.rsplit_once('=').expect("its id").1);
        let answer = send(&commune.clerk, &commune.clerk.get(&address).await, &action, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "written anew in {village:?}");
    }
    commune.house.verify().await;
}

/// A refused form may be mended and sent with the key it came with.
#[tokio::test(flavor = "multi_thread")]
async fn a_mended_form_is_recorded() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let once = key();
    for (village, status) in [("Thôn Không Có", StatusCode::UNPROCESSABLE_ENTITY), ("ben sen", StatusCode::SEE_OTHER)]
    {
        let typed = [("words", WORDS), ("village", village), ("key", once.as_str())];
        assert_eq!(commune.clerk.post(&commune.desk(), &typed).await.status, status, "{village}");
    }
    let desk = commune.clerk.get(&commune.desk()).await;
    let case = commune.clerk.get(&rows(&desk)[0]).await;
    assert!(case.shows(VILLAGE), "the village was found without its marks");
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_matter_of_the_same_speaker_stands_under_the_same_turn() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.clerk.get(&commune.desk()).await;
    let mut first = opinion(WORDS);
    first.push(("then", "same"));
    let answer = send(&commune.clerk, &page, &commune.desk(), &first).await;
    let page = commune.clerk.get(answer.location()).await;
    let proposed = form(&page.html, &commune.desk());
    let of = |name: &str| proposed.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    assert!(of("turn").is_some_and(|turn| turn.parse::<i64>().is_ok()), "the turn is carried");
    assert_eq!((of("who"), of("village"), of("field")), (Some("Bà Hồ Thị Sim"), Some(VILLAGE), Some("05")));
    assert_eq!(of("words"), Some(""));
    let next = form(&commune.clerk.get(&commune.desk()).await.html, &commune.desk());
    let of_next = |name: &str| next.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (of_next("village"), of_next("field")),
        (Some(VILLAGE), Some("")),
        "the next speaker has a field of their own"
    );
    let answer = send(&commune.clerk, &page, &commune.desk(), &[("words", "Đèn đường hỏng.")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cases = rows(&commune.clerk.get(&commune.desk()).await);
    let (mut first, mut second) = (false, false);
    for case in &cases {
        let page = commune.clerk.get(case).await;
        assert!(page.shows(&Lang::Vi.ta("words-number", &[("day", &"11/09/2026"), ("number", &1_i64)])), "turn 1");
        first |= page.shows(WORDS);
        second |= page.shows("Đèn đường hỏng.");
    }
    assert!(cases.len() == 2 && first && second);
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_marked_at_the_desk_settles_the_case() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.clerk.get(&commune.desk()).await;
    let mut typed = opinion(WORDS);
    let term = commune.term.to_string();
    typed.extend([("mark", "answered"), ("answer", "Xã đã cho khơi mương."), ("answered_by", term.as_str())]);
    assert_eq!(send(&commune.clerk, &page, &commune.desk(), &typed).await.status, StatusCode::SEE_OTHER);
    let desk = commune.clerk.get(&commune.desk()).await;
    let case = commune.clerk.get(&rows(&desk)[0]).await;
    assert!(case.shows("Xã đã cho khơi mương.") && case.shows("Đinh Quang Sáng"));
    assert!(case.shows(&Lang::Vi.of("outcome", "resolved")));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_written_anew_and_a_slower_colleague_is_told() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = commune.type_in(&opinion("Nước đuc.")).await;
        let page = commune.clerk.get(&case).await;
        let address = super::links(&page.html).into_iter().find(|link| link.contains("?revise=")).expect("a way to it");
        let submission = address.rsplit_once('=').expect("its id").1.to_owned();
        let action = format!("/submissions/{submission}/revise");
        let (faster, slower) = (commune.clerk.get(&address).await, commune.clerk.get(&address).await);
        let answer = send(&commune.clerk, &faster, &action, &[("words", "Nước đục.")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(commune.clerk.get(&case).await.shows("Nước đục."));
        let answer = send(&commune.clerk, &slower, &action, &[("words", "Nước rất đục.")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.shows("Nước rất đục."), "what was typed is kept");
        assert!(answer.shows(&Lang::Vi.told("conflict", None, &[]).what));
        // Having been told, they may record it all the same.
        let answer = send(&commune.clerk, &answer, &action, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(commune.clerk.get(&case).await.shows("Nước rất đục."));
        let empty = send(&commune.clerk, &commune.clerk.get(&address).await, &action, &[("words", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(&empty.html, "words"), told(Lang::Vi, &Refusal::Missing { field: "words" }));
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&case).await;
            assert!(page.shows("Nước rất đục.") && page.shows(&lang.ta("words-earlier", &[("count", &2_i64)])));
            assert!(page.shows("Nước đục.") && page.shows("Nước đuc."), "every version stays");
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_by_mistake_is_struck_and_stays_visible() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = commune.type_in(&opinion("Gõ nhầm.")).await;
        let page = commune.clerk.get(&case).await;
        let address = super::links(&page.html).into_iter().find(|link| link.contains("?revise=")).expect("a way to it");
        let action = format!("/submissions/{}/strike", address.rsplit_once('=').expect("its id").1);
        let desk = commune.clerk.get(&address).await;
        let long = "a".repeat(1_001);
        for (reason, refusal) in [
            (" ", Refusal::Missing { field: "reason" }),
            (long.as_str(), Refusal::TooLong { field: "reason", most: 1_000 }),
        ] {
            let answer = send(&commune.clerk, &desk, &action, &[("reason", reason)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(error(&answer.html, "reason"), told(Lang::Vi, &refusal));
            let again = shown(&answer.html);
            for (name, value) in [("reason", reason), ("words", "Gõ nhầm.")] {
                assert!(again.iter().any(|(own, kept)| own == name && kept == value), "{name} after {refusal}");
            }
        }
        let answer = send(&commune.clerk, &desk, &action, &[("reason", "Gõ hai lần")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&case).await;
            assert!(page.shows("Gõ nhầm.") && page.shows(&lang.t("words-struck")));
        }
        assert_eq!(cases(&commune.clerk.get("/cases").await), Vec::<String>::new());
        assert_eq!(rows(&commune.clerk.get(&commune.desk()).await), [case]);
        commune.house.verify().await;
    }
}

/// Nobody of another body reads the desk, and a colleague without the right reads it without typing.
#[tokio::test(flavor = "multi_thread")]
async fn the_desk_offers_its_form_to_those_who_may_type() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for (role, types) in [(domain::permission::Role::Supervisor, false), (domain::permission::Role::Office, true)] {
        let page = commune.colleague(role).await.get(&commune.desk()).await;
        assert_eq!(page.html.contains("id=\"desk-form\""), types, "{}", role.as_str());
    }
    let province = commune.house.signed_in(crate::house::FIRST).await;
    assert!(!province.get(&commune.desk()).await.html.contains("id=\"desk-form\""), "the level above does not type");
    assert!(commune.house.signed_in(CLERK).await.get(&commune.desk()).await.html.contains("id=\"desk-form\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_matter_of_a_session_in_a_village_is_of_that_village() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let village = |html: &str| shown(html).into_iter().find(|(name, _)| name == "village").expect("a field").1;
        assert_eq!(village(&commune.clerk.get(&commune.desk()).await.html), "", "held for the whole commune");
        let page = commune.clerk.get("/dialogues/new").await;
        let (before, _) = page.html.split_once(&format!(">{VILLAGE}<")).expect("it is offered");
        let place = before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("its id");
        let typed = [("title", "Họp thôn"), ("territory", place)];
        let answer = send(&commune.clerk, &page, "/dialogues/new", &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        assert_eq!(village(&commune.clerk.get(answer.location()).await.html), VILLAGE);
    }
}
