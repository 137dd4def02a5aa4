//! Denunciations at the doors where words are typed: said before that they are not received, refused with what was typed, kept
//! nowhere, and gone on with by a tick where the words only mention one.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, rows, send, told};
use crate::house::{Answer, error, key, links, shown};

const SECRET: &str = "Tôi tố cáo ông Quách trưởng thôn bớt tiền.";
const PASSING: &str = "Đề nghị trả lời đơn tố cáo gửi năm ngoái.";
const TICK: &str = "no_denunciation";

fn looks() -> Refusal {
    Refusal::LooksLikeDenunciation { field: "words" }
}

/// What was typed is there again, with what is wrong in its place and the box by which one goes on.
fn asks(answer: &Answer, lang: Lang, control: &str, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.html);
    assert!(shown(&answer.html).iter().any(|(name, value)| name == "words" && value == words), "the words are kept");
    let said = error(&answer.html, control);
    let remedy = lang.told("looks-like-denunciation", Some("words"), &looks().facts()).remedy;
    assert!(said.contains(&remedy), "{said}");
    assert!(answer.html.contains(&format!("name=\"{TICK}\"")) && answer.shows(&lang.t("no-denunciation-hint")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_asks_of_a_denunciation_before_anything_is_kept_and_goes_on_by_a_tick() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.type_in(&[("words", "Nước đục."), ("field", "05")]).await;
        let before = rows(&commune.clerk.get(&commune.desk()).await);
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get(&commune.desk()).await;
            assert!(page.shows(&lang.t("desk-not-here")), "it is said before anything is typed");
            assert!(!page.html.contains(&format!("name=\"{TICK}\"")), "nobody is asked who typed nothing");
            let answer = send(&clerk, &page, &commune.desk(), &[("words", SECRET)]).await;
            asks(&answer, lang, "words", SECRET);
            assert!(error(&answer.html, "words").ends_with(&told(lang, &looks())), "{}", answer.html);
        }
        commune.keeps(&before).await;

        // The draft that is kept while somebody types holds none of it, nor what was typed before those words.
        let draft = format!("/dialogues/{}/draft", commune.dialogue);
        let once = key();
        let typing =
            |words: &'static str| [("key", once.clone()), ("who", "Bà Ngoạn".to_owned()), ("words", words.to_owned())];
        let keep = async |words| {
            let typed = typing(words);
            let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            commune.clerk.post(&draft, &typed).await.status
        };
        assert_eq!(keep("Ông Quách bớt tiền").await, StatusCode::OK);
        assert_eq!(keep(SECRET).await, StatusCode::NO_CONTENT);
        let page = commune.clerk.get(&commune.desk()).await;
        assert!(!page.html.contains("Quách") && !page.html.contains("Ngoạn"), "no draft of it comes back");

        let answer = send(&commune.clerk, &page, &commune.desk(), &[("words", PASSING), (TICK, "yes")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let case = rows(&commune.clerk.get(&commune.desk()).await)[0].clone();
        let page = commune.clerk.get(&case).await;
        // Writing it anew asks again.
        let revise = links(&page.html).into_iter().find(|link| link.contains("?revise=")).expect("a way to it");
        let id = revise.rsplit_once('=').expect("its id").1.to_owned();
        let page = commune.clerk.get(&revise).await;
        let to = format!("/submissions/{id}/revise");
        let answer = send(&commune.clerk, &page, &to, &[("words", SECRET)]).await;
        asks(&answer, Lang::Vi, "words", SECRET);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_denounces_is_not_entered_and_one_that_mentions_it_is_by_a_tick() {
    const NEW: &str = "/letters/new";
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get(NEW).await;
            assert!(page.shows(&lang.t("letter-not-here-line")), "it is said before anything is typed");
            let answer = send(&clerk, &page, NEW, &[("words", SECRET), ("field", "01")]).await;
            asks(&answer, lang, "words", SECRET);
        }
        assert!(cases(&commune.clerk.get("/letters").await).is_empty());
        let page = commune.clerk.get(NEW).await;
        let answer = send(&commune.clerk, &page, NEW, &[("words", PASSING), (TICK, "yes")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        assert_eq!(cases(&commune.clerk.get("/letters").await).len(), 1);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_takes_no_denunciation_and_says_so_before() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let front = commune.house.found(commune.organisation, "front", "Ủy ban MTTQ xã Mẫu", None).await;
        let by = commune.house.account("mat.tran", front, &[Role::Front]).await;
        let theirs = commune.house.signed_in("mat.tran").await;
        let open = acts::gathering::Open {
            round: None,
            gatherer: front,
            dialogue: Some(acts::gathering::ForDialogue::Announced(commune.dialogue)),
            happened_on: crate::house::day(crate::house::TODAY),
        };
        let round = format!("/gatherings/{}", commune.house.act(by, open).await);
        let add = format!("{round}/opinions");
        for lang in Lang::ALL {
            let theirs = theirs.in_language(lang);
            let page = theirs.get(&round).await;
            assert!(page.shows(&lang.t("gathering-not-here")), "it is said before anything is typed");
            let answer = send(&theirs, &page, &add, &[("words", SECRET)]).await;
            asks(&answer, lang, "words-add", SECRET);
        }
        let page = theirs.get(&round).await;
        assert!(!page.html.contains("Quách"), "nothing of it was kept");
        let answer = send(&theirs, &page, &add, &[("words", PASSING), (TICK, "yes")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        assert!(theirs.get(&round).await.shows(PASSING));
        commune.house.verify().await;
    }
}
