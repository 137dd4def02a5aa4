//! Denunciations at the doors where words are typed: said before that they are not received, refused with what was typed, kept
//! nowhere, and gone on with by a tick where the words only mention one.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::follow::slip;
use super::handled::Matter;
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
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&case).await;
            let said = lang.ta("words-held-none", &[("name", &"Nguyễn Văn thu.ky"), ("day", &"#"), ("time", &"#")]);
            let is_said = |line: &str| said.split('#').all(|part| line.contains(part));
            assert!(page.html.lines().any(is_said), "who ticked it, and when: {}", page.html);
        }
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

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_beside_signed_minutes_is_asked_about_before_anything_is_kept() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.type_in(&[("words", "Nước đục."), ("field", "05")]).await;
        commune.hold().await;
        let signed = [("happened_on", "11/09/2026"), ("session", &*commune.session.to_string())];
        let page = commune.clerk.get(&commune.minutes()).await;
        let done = send(&commune.clerk, &page, &format!("{}/sign", commune.minutes()), &signed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let page = commune.clerk.get(&commune.minutes()).await;
        let note = page.html.split("action=\"").filter_map(|rest| rest.split('"').next());
        let note = note.into_iter().find(|it| it.ends_with("/note")).expect("a form of a correction").to_owned();
        let id = note.split('/').nth(2).expect("a number").to_owned();
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get(&commune.minutes()).await;
            assert!(!page.html.contains(&format!("name=\"{TICK}\"")), "nobody is asked who typed nothing");
            let typed = [("words", SECRET), ("happened_on", "11/09/2026")];
            asks(&send(&clerk, &page, &note, &typed).await, lang, &format!("words-note-{id}"), SECRET);
        }
        assert!(!commune.clerk.get(&commune.minutes()).await.html.contains("Quách"), "nothing of it was kept");
        let typed = [("words", PASSING), ("happened_on", "11/09/2026"), (TICK, "yes")];
        let answer = send(&commune.clerk, &page, &note, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let page = commune.clerk.get(&commune.minutes()).await;
        assert!(page.shows(PASSING));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_says_of_the_result_is_asked_about_and_they_are_told_how_to_denounce() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (code, pin) = slip(&matter).await;
        let own = (code.as_str(), pin.as_str());
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = Matter::point(&form);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        let typed = [("number", "12/PKT"), ("signer", "unsaid"), (&*answer, "Đã khơi xong."), (&*result, "done")];
        matter.does("reply", &typed).await;
        let visitor = matter.commune.house.visitor();
        for lang in Lang::ALL {
            let visitor = visitor.in_language(lang);
            let page = matter.followed(lang, own).await;
            assert!(!page.html.contains(&format!("name=\"{TICK}\"")));
            let typed = [("assessment", "not_agreed"), ("assess_words", SECRET)];
            let wrong = send(&visitor, &page, "/follow/assess", &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            let told = lang.told("looks-like-denunciation", Some("follow_words"), &[]);
            assert!(error(&wrong.html, "assess_words").contains(&told.remedy), "{}", wrong.html);
            assert!(shown(&wrong.html).contains(&("assess_words".to_owned(), SECRET.to_owned())));
            // With a wrong PIN the same words are answered as any others: nothing is told of what is behind the code.
            let typed = [("key", "k"), ("code", &*code), ("pin", "9"), ("assess_words", SECRET)];
            let stranger = visitor.post("/follow/assess", &typed).await;
            assert_eq!(error(&stranger.html, "code"), super::told(lang, &Refusal::FollowWrong));
            assert!(!stranger.html.contains("Quách"));
        }
        assert!(!matter.page().await.html.contains("Quách"), "nothing of it was kept");
        // An office that types for the person is asked as well, and the tick stays with the case.
        let at = format!("{}/assess", matter.case);
        let page = matter.commune.clerk.get(&at).await;
        let typed = [("assessment", "not_agreed"), ("assess_words", SECRET), ("happened_on", "11/09/2026")];
        let wrong = send(&matter.commune.clerk, &page, &at, &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
        assert!(wrong.html.contains(&format!("name=\"{TICK}\"")), "{}", wrong.html);
        let page = matter.followed(Lang::Vi, own).await;
        let typed = [("assessment", "not_agreed"), ("assess_words", PASSING), (TICK, "yes")];
        let said = send(&visitor, &page, "/follow/assess", &typed).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.html);
        assert!(matter.page().await.shows(&Lang::Vi.t("act-case-held-no-denunciation")));
        matter.commune.house.verify().await;
    }
}
