//! A person follows their own matter by code and PIN, says what they think of the result, and has it reviewed.

use std::net::{IpAddr, Ipv4Addr};

use acts::follow::{Code, code_of};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::{send, told};
use crate::house::{Answer, attribute, error};

/// Code and PIN as they stand on the slip that a clerk prints from the page of a case.
pub(super) async fn slip(matter: &Matter) -> (String, String) {
    let page = matter.page().await;
    let action = page.html.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let action = action.into_iter().find(|it| it.starts_with("/submissions/") && it.ends_with("/slip"));
    let action = action.expect("the page offers a slip").to_owned();
    let slip = send(&matter.commune.clerk, &page, &action, &[]).await;
    assert_eq!(slip.status, StatusCode::OK);
    let codes: Vec<&str> = slip.html.split("<code class=\"ln-code\">").skip(1).collect();
    let read = |at: usize| codes[at].split("</code>").next().expect("a part").to_owned();
    assert!(slip.shows("http://office.example/follow"), "the slip says where");
    (read(0), read(1))
}

fn posted<'a>(code: &'a str, pin: &'a str) -> [(&'a str, &'a str); 2] {
    [("code", code), ("pin", pin)]
}

impl Matter {
    /// The page that the person sees.
    pub(super) async fn followed(&self, lang: Lang, (code, pin): (&str, &str)) -> Answer {
        let page = self.commune.house.visitor().in_language(lang).post("/follow", &posted(code, pin)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        assert!(!page.html.contains("Hồ Thị Sim"), "no name is on it");
        assert!(!page.headers.contains_key(SET_COOKIE), "it keeps nothing");
        page
    }
}

/// What changes from one page to the next whatever is typed: its key and its time.
fn alike(page: &Answer) -> String {
    let key = page.html.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let text = page.html.replace(key.expect("a form has a key"), "");
    match text.split_once("<footer class=\"ln-foot\"") {
        Some((before, _)) => before.to_owned(),
        None => text,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_is_answered_alike() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (code, pin) = slip(&matter).await;
        let visitor = matter.commune.house.visitor();
        let first = if code.starts_with('2') { '3' } else { '2' };
        let other_code = format!("{first}{}", &code[1..]);
        let other_pin = format!("{}{}", if pin.starts_with('1') { '2' } else { '1' }, &pin[1..]);
        let asked = async |code: &str, pin: &str| {
            let page = visitor.post("/follow", &posted(code, pin)).await;
            (page.status, page.html.len(), alike(&page).replace(code, "CODE"))
        };
        let expected = asked(&other_code, &pin).await;
        assert_eq!(expected.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(asked(&code, &other_pin).await, expected, "a wrong PIN");
        assert_eq!(asked("????-????-????", "").await, expected, "no code at all");
        let desk = format!("{}?say=", matter.commune.desk());
        let case = matter.case.rsplit_once('/').expect("its number").1.parse::<i64>().expect("a number");
        let mut read = matter.commune.house.store.reader().await.expect("a reader");
        let submission = store::follow::of_case(&mut read, case).await.expect("reads")[0].0;
        drop(read);
        let struck =
            matter.commune.clerk.post(&format!("/submissions/{submission}/strike"), &[("reason", "Nhầm")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{desk}");
        assert_eq!(asked(&code, &pin).await, expected, "struck");
        for lang in Lang::ALL {
            let page = visitor.in_language(lang).post("/follow", &posted(&code, &other_pin)).await;
            assert_eq!(error(&page.html, "code"), told(lang, &Refusal::FollowWrong));
        }
    }
}

impl Matter {
    /// What somebody at an address of their own is answered: status, length, and the page without what changes on each.
    async fn guessed(&self, address: u32, code: &str, pin: &str) -> (StatusCode, usize, String) {
        let address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + address));
        let page = self.commune.house.visitor().at(address).post("/follow", &posted(code, pin)).await;
        (page.status, page.html.len(), alike(&page).replace(code, "CODE"))
    }

    /// Code and PIN of another matter, which was struck after they were given.
    async fn struck(&self) -> Code {
        let case = self.commune.type_in(&[("words", "Gõ nhầm.")]).await;
        let case = case.rsplit_once('/').expect("its number").1.parse::<i64>().expect("a number");
        let mut read = self.commune.house.store.reader().await.expect("a reader");
        let submission = store::follow::of_case(&mut read, case).await.expect("reads")[0].0;
        drop(read);
        let strike = format!("/submissions/{submission}/strike");
        let struck = self.commune.clerk.post(&strike, &[("reason", "Nhầm")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        code_of(&self.commune.house.secrets(), submission)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_is_slowed_alike_from_wherever_it_is_tried() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (code, pin) = slip(&matter).await;
        let struck = matter.struck().await;
        let invented = format!("{}{}", if code.starts_with('2') { '3' } else { '2' }, &code[1..]);
        let wrong = format!("{}{}", if pin.starts_with('1') { '2' } else { '1' }, &pin[1..]);
        let tried = [(&code, &wrong), (&invented, &pin), (&struck.code, &struck.pin)]
            .map(|(code, pin)| (code.as_str(), pin.as_str()));
        for round in 0..7 {
            let mut told = Vec::new();
            for (no, (code, pin)) in (0..).zip(tried) {
                told.push(matter.guessed(round * 10 + no, code, pin).await);
            }
            let slowed = if round < 5 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(told[0].0, slowed, "try {round}");
            assert_eq!(told[1], told[0], "try {round}: a code that nobody was given is told as a wrong PIN is");
            assert_eq!(told[2], told[0], "try {round}: so is one of what was struck");
        }
        // Once guesses are slowed, neither is it told that one of them was right.
        let right = matter.guessed(100, &code, &pin).await;
        assert_eq!(right.0, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(matter.guessed(101, &invented, &pin).await, right);
    }
}

/// The code with other PINs, its PIN with other codes and with what is no code, each from an address of its own.
#[tokio::test(flavor = "multi_thread")]
async fn slow_hundreds_of_guesses_at_the_page_open_nothing() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let secrets = matter.commune.house.secrets();
        let (code, pin) = slip(&matter).await;
        matter.followed(Lang::Vi, (code.as_str(), pin.as_str())).await;
        let own: u32 = pin.parse().expect("digits");
        let (mut answered, mut slowed) = (0, 0);
        for guess in 0..300 {
            let (code, pin) = match guess % 3 {
                0 => (code.clone(), format!("{:06}", (own + 1 + guess) % 1_000_000)),
                1 => (code_of(&secrets, 500_000 + i64::from(guess)).code, pin.clone()),
                _ => (format!("khong phai ma {guess}"), pin.clone()),
            };
            let (status, _, page) = matter.guessed(guess, &code, &pin).await;
            assert!(!page.contains("Mương bị lấp."), "{code} {pin}");
            match status {
                StatusCode::UNPROCESSABLE_ENTITY => answered += 1,
                StatusCode::TOO_MANY_REQUESTS => slowed += 1,
                other => panic!("{code} {pin}: {other}"),
            }
        }
        assert!(answered >= 200, "whoever guesses elsewhere is in nobody's way: {answered}");
        assert!(slowed >= 80, "guesses at one code are slowed from wherever they come: {slowed}");
    }
}

/// The language of the page of a matter is switched on the page itself, and neither code nor PIN is in an address.
async fn switches_its_language(matter: &Matter, page: &Answer, (code, pin): (&str, &str)) {
    let visitor = matter.commune.house.visitor();
    let form = page.html.split("<form ").find(|form| form.contains("name=\"lang\"")).expect("a switch");
    assert!(form.contains("action=\"/follow\"") && form.contains("value=\"en\""), "{form}");
    let typed = [("key", "switch"), ("code", code), ("pin", pin), ("lang", "en")];
    let switched = visitor.post("/follow", &typed).await;
    assert_eq!(switched.status, StatusCode::OK);
    assert!(switched.shows(&Lang::En.t("follow-matter-title")) && switched.shows("Đã khơi xong."));
    assert!(!page.html.contains(&format!("={pin}")) && !page.html.contains("?code="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_follows_says_no_and_is_reviewed_twice() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let house = &matter.commune.house;
        let head = matter.commune.colleague(Role::Head).await;
        house.account("tinh.head", house.first.organisation, &[Role::Head]).await;
        let province = house.signed_in("tinh.head").await;
        let (code, pin) = slip(&matter).await;
        let own = (code.as_str(), pin.as_str());
        for lang in Lang::ALL {
            let page = matter.followed(lang, own).await;
            assert!(page.shows("Mương bị lấp.") && page.shows(&code), "their own words");
            assert!(page.shows(&lang.t("follow-no-answer")) && !page.shows(&lang.t("follow-say")));
        }
        assert!(matter.page().await.shows(&Lang::Vi.t("act-case-code-given")));
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        assert!(matter.followed(Lang::Vi, own).await.shows("18/09/2026"), "by when");
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = form.html.split("name=\"point\" ").nth(1).and_then(|tag| attribute(tag, "value")).expect("a point");
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter.does("reply", &[("number", "12/PKT"), (&answer, "Đã khơi xong."), (&result, "done")]).await;

        // What they say comes back with what is wrong, and nothing typed is lost.
        let page = matter.followed(Lang::Vi, own).await;
        switches_its_language(&matter, &page, own).await;
        assert!(page.shows("Đã khơi xong.") && page.shows("12/PKT"));
        let visitor = house.visitor();
        let wrong =
            send(&visitor, &page, "/follow/assess", &[("assessment", "not_agreed"), ("assess_words", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(&wrong.html, "assess_words"), told(Lang::Vi, &Refusal::Missing { field: "assess_words" }));
        let typed = [("assessment", "not_agreed"), ("assess_words", "Mới khơi một đoạn.")];
        let said = send(&visitor, &wrong, "/follow/assess", &typed).await;
        assert!(said.status == StatusCode::OK && said.shows(&Lang::Vi.t("follow-said-not-agreed")));
        assert!(said.shows(&Lang::Vi.t("follow-under-review")) && !said.shows(&Lang::Vi.t("follow-say")));

        // The head finds it on Today, and decides.
        let today = head.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-reviews")) && today.html.contains(&format!("href=\"{}\"", matter.case)));
        assert!(matter.page().await.shows("Mới khơi một đoạn."));
        assert!(matter.page().await.shows(&Lang::Vi.t("step-by-submitter")), "the history says who said it");
        matter.does("review", &[("review_result", "not_upheld"), ("reason", "Đoạn kia của chợ.")]).await;
        let page = matter.followed(Lang::Vi, own).await;
        assert!(page.shows("Đoạn kia của chợ.") && page.shows(&Lang::Vi.t("follow-say-again")));
        let again = send(&visitor, &page, "/follow/assess", &typed).await;
        assert_eq!(
            error(&again.html, "assess_words"),
            told(Lang::Vi, &Refusal::ReasonNotNew { field: "assess_words" })
        );
        let typed = [("assessment", "not_agreed"), ("assess_words", "Chợ đã trả đất cho xã từ tháng bảy.")];
        let said = send(&visitor, &page, "/follow/assess", &typed).await;
        assert!(said.status == StatusCode::OK && said.shows(&Lang::Vi.t("follow-under-review")));

        // One level up it is the province's to decide: on its own Today, and not on the page of another commune.
        let today = province.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-reviews")));
        let at = format!("{}/review", matter.case);
        let form = province.get(&at).await;
        assert_eq!(form.status, StatusCode::OK);
        let decided = [("review_result", "not_upheld"), ("reason", "Giữ kết quả."), ("number", "90/UBND")];
        assert_eq!(send(&province, &form, &at, &decided).await.status, StatusCode::SEE_OTHER);
        for lang in Lang::ALL {
            let page = matter.followed(lang, own).await;
            assert!(page.shows(&lang.t("follow-exhausted")) && page.shows(&lang.t("follow-way-court")));
            assert!(!page.shows(&lang.t("follow-say")), "nothing is left to say here");
        }
        assert!(matter.page().await.shows(&Lang::Vi.t("review-exhausted")));
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_takes_the_code_of_a_square_code_and_never_the_pin() {
    let matter = Matter::open(Fresh::sqlite()).await;
    let (code, pin) = slip(&matter).await;
    let visitor = matter.commune.house.visitor();
    for lang in Lang::ALL {
        let page = visitor.in_language(lang).get(&format!("/follow?code={code}")).await;
        assert!(page.status == StatusCode::OK && page.html.contains(&format!("value=\"{code}\"")));
        assert!(page.shows(&lang.t("follow-kept")) && !page.headers.contains_key(SET_COOKIE));
        let wrong = visitor.in_language(lang).post("/follow", &posted(&code, "9")).await;
        assert!(wrong.html.contains(&format!("value=\"{code}\"")), "the code is still there");
    }
    let wrong = visitor.post("/follow", &posted("7K4M", &pin)).await;
    assert!(!wrong.html.contains(&pin), "the PIN is typed anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_with_a_promise_is_not_said_to_be_unanswered() {
    let matter = Matter::open(Fresh::sqlite()).await;
    let (code, pin) = slip(&matter).await;
    let own = (code.as_str(), pin.as_str());
    let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
    let point = Matter::point(&form);
    let (answer, result, by_on) = (format!("answer-{point}"), format!("result-{point}"), format!("by_on-{point}"));
    let typed = [
        ("number", "12/PKT"),
        ("signer", "unsaid"),
        (&*answer, "Sẽ khơi."),
        (&*result, "promised"),
        (&*by_on, "25/09/2026"),
    ];
    matter.does("reply", &typed).await;
    for lang in Lang::ALL {
        let page = matter.followed(lang, own).await;
        assert!(page.shows(&lang.t("follow-state-promised")), "{lang}");
        assert!(page.shows(&lang.ta("follow-now-promised", &[("day", &"25/09/2026")])), "{lang}");
        assert!(page.shows(&lang.t("follow-next-kept")), "{lang}");
        let wrong = [lang.t("outcome-in-progress"), lang.t("follow-next-answer")];
        assert!(
            !wrong.iter().any(|words| page.shows(&format!("{words}<")) || page.shows(&format!("{words} "))),
            "{lang}"
        );
    }
    matter.does("keep-promise", &[("note", "Đã khơi xong")]).await;
    let page = matter.followed(Lang::Vi, own).await;
    assert!(page.shows(&Lang::Vi.t("outcome-resolved")) && !page.shows(&Lang::Vi.t("follow-state-promised")));
}
