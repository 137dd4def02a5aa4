//! What becomes of a case after it was raised, by the pages of its acts: each link of its page leads to one form.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{Answer, day, error, links, shown};

/// A commune with a division that can lead, its Front, and a case.
pub(super) struct Matter {
    pub(super) commune: Commune,
    pub(super) division: i64,
    pub(super) front: i64,
    pub(super) power: i64,
    pub(super) case: String,
}

impl Matter {
    pub(super) async fn open(database: Fresh) -> Self {
        let commune = Commune::open(database).await;
        let own = commune.organisation;
        let division = commune.house.found(own, "division", "Phòng Kinh tế", None).await;
        let front = commune.house.found(own, "front", "Mặt trận xã Mẫu", None).await;
        let power = commune.house.found(own, "outside", "Điện lực", None).await;
        let case = commune.type_in(&[("words", "Mương bị lấp."), ("who", "Bà Hồ Thị Sim")]).await;
        Self { commune, division, front, power, case }
    }

    pub(super) async fn page(&self) -> Answer {
        self.commune.clerk.get(&self.case).await
    }

    /// Whether the page of the case leads to an act.
    pub(super) async fn offers(&self, word: &str) -> bool {
        links(&self.page().await.html).contains(&format!("{}/{word}", self.case))
    }

    /// Sends the form of an act as its page shows it, with some fields typed over.
    pub(super) async fn does(&self, word: &str, typed: &[(&str, &str)]) {
        assert!(self.offers(word).await, "the page leads to {word}");
        self.sends(&format!("{}/{word}", self.case), typed).await;
    }

    pub(super) async fn sends(&self, at: &str, typed: &[(&str, &str)]) {
        let action = at.split('?').next().expect("a path");
        let form = self.commune.clerk.get(at).await;
        assert_eq!(form.status, StatusCode::OK, "{at}");
        let answer = send(&self.commune.clerk, &form, action, typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{at}: {:?}", shown(&answer.html));
        for lang in Lang::ALL {
            let page = self.commune.clerk.in_language(lang).get(answer.location()).await;
            let (_, said) = answer.location().split_once("?said=").expect("what was done");
            assert_eq!(page.status, StatusCode::OK);
            assert!(said.starts_with("case-") && page.shows(&lang.of("said", said)), "{said}");
        }
    }

    /// The point of the case.
    pub(super) fn point(form: &Answer) -> String {
        let own = shown(&form.html).into_iter().find(|(name, _)| name == "point").expect("it asks of a point");
        own.1
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_from_assignment_to_assessment_by_its_pages() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (lead, front) = (matter.division.to_string(), matter.front.to_string());
        matter
            .does("assign", &[("lead", &lead), ("due_on", "18/09/2026"), ("evidence", "Ảnh chụp"), ("reach", "yes")])
            .await;
        let page = matter.page().await;
        assert!(
            page.shows("Phòng Kinh tế") && page.shows("18/09/2026") && page.shows("Ảnh chụp"),
            "who leads until when"
        );
        assert!(page.html.contains("ln-days"), "a date that was typed explains itself, too");
        let borne = matter.commune.clerk.get("/cases?part=borne&state=all").await;
        assert!(super::cases(&borne).contains(&matter.case), "the commune is above who leads");
        matter.does("accept", &[]).await;
        assert!(!matter.offers("accept").await, "one acceptance is enough");
        matter.does("progress", &[("note", "Đã khơi một nửa.")]).await;
        matter.does("extend", &[("due_on", "30/09/2026"), ("reason", "Chờ kết quả đo"), ("told", "yes")]).await;
        matter.does("suspend", &[("reason", "Mưa lũ")]).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("case-suspended")));
        matter.does("resume", &[("reason", "Nước rút")]).await;

        // A promise on paper first, then it is kept.
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = Matter::point(&form);
        let (answer, result, by_on) = (format!("answer-{point}"), format!("result-{point}"), format!("by_on-{point}"));
        let typed =
            [("number", "12/PKT"), (&*answer, "Sẽ khơi xong."), (&*result, "promised"), (&*by_on, "25/09/2026")];
        matter.does("reply", &typed).await;
        let page = matter.page().await;
        assert!(page.shows("Sẽ khơi xong.") && page.shows("12/PKT") && page.shows(&Lang::Vi.t("clock-kind-promise")));
        assert!(page.shows(&Lang::Vi.t("assignment-state-promised")), "what was promised is still owed");
        assert_eq!(super::case_page::first(&page), Some(format!("{}/keep-promise", matter.case)));
        matter.does("keep-promise", &[("note", "Đã khơi xong")]).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("outcome-resolved")));

        matter.does("assess", &[("assessment", "not_agreed"), ("assess_words", "Mới khơi một đoạn.")]).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("case-assessed-not-agreed")));
        matter.does("reopen", &[("reason", "Còn một đoạn"), ("due_on", "30/09/2026")]).await;
        let page = matter.page().await;
        assert!(!page.shows(&Lang::Vi.t("case-assessed-not-agreed")), "the answer it was about is out of force");
        let typed = [(&*answer, "Đã khơi hết."), (&*result, "done")];
        matter.does("reply", &typed).await;
        matter.does("assess", &[("assessment", "agreed")]).await;
        matter
            .does(
                "confirm",
                &[("note", "Đã đến xem"), ("document", "Công văn số 21/MTTQ-BTT"), ("on_behalf_of", &front)],
            )
            .await;
        let page = matter.page().await;
        assert!(page.shows("Còn một đoạn") && page.shows("Đã đến xem"), "all of it stands in what happened");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn points_are_sent_on_and_come_back_by_the_page_of_the_case() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let power = matter.power.to_string();
        let typed = [
            ("receiver", &*power),
            ("number", "9/UBND"),
            ("reason", "Lưới điện của công ty"),
            ("answer_by", "15/09/2026"),
        ];
        matter.does("send-on", &typed).await;
        let page = matter.page().await;
        assert!(page.shows("Điện lực") && page.shows(&Lang::Vi.t("transfer-state-sent")), "where it went");
        let today = matter.commune.clerk.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-transfers")) && today.shows("15/09/2026"), "it waits on Today");
        let to = |page: &Answer, word: &str| {
            let own = links(&page.html).into_iter().find(|link| link.starts_with(&format!("{}/{word}?", matter.case)));
            own.unwrap_or_else(|| panic!("the page leads to {word}"))
        };
        matter.sends(&to(&page, "receive"), &[("proof", "Dấu công văn đến 77")]).await;
        let page = matter.page().await;
        assert!(page.shows("Dấu công văn đến 77") && page.shows(&Lang::Vi.t("transfer-state-received")));
        matter.sends(&to(&page, "return"), &[("reason", "Không phải lưới của công ty")]).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("transfer-state-returned")));
        matter.does("send-on", &[("receiver", &power), ("number", "10/UBND"), ("reason", "Đã đo lại")]).await;
        let page = matter.page().await;
        let form = to(&page, "answer-transfer");
        let shows = matter.commune.clerk.get(&form).await;
        let point = shows.html.split("name=\"result-").nth(1).and_then(|rest| rest.split('"').next()).expect("a point");
        let result = format!("result-{point}");
        matter.sends(&form, &[("answer_whole", "Công ty đã thay dây."), (&result, "done")]).await;
        let page = matter.page().await;
        assert!(page.shows(&Lang::Vi.t("transfer-state-answered")) && page.shows(&Lang::Vi.t("outcome-resolved")));
        assert!(!matter.commune.clerk.get("/").await.shows(&Lang::Vi.t("home-transfers")), "nothing waits any more");
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_ended_reopened_merged_and_parted_by_its_pages() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let other = matter.commune.type_in(&[("words", "Mương nhà tôi cũng bị lấp.")]).await;
        let typed = [("end_ground", "withdrawn"), ("reason", "Bà Sim rút"), ("article", "Luật Tiếp công dân, Điều 18")];
        matter.does("end", &typed).await;
        assert!(matter.page().await.shows(&Lang::Vi.t("outcome-resolved-ended")));
        matter.does("reopen", &[("reason", "Bà Sim nêu lại")]).await;
        // It is proposed, and says by which words.
        let near = matter.commune.clerk.get(&format!("{}/merge", matter.case)).await;
        assert!(near.shows("lời gần giống: mương bị lấp"), "{}", near.html);
        // The other case is found by its words without their marks, and picked.
        let found = matter.commune.clerk.get(&format!("{}/merge?q=muong+nha", matter.case)).await;
        assert!(found.shows("Mương nhà tôi cũng bị lấp."));
        let number = format!("VV-{}", other.rsplit('/').next().expect("its id"));
        matter.does("merge", &[("picked", &number), ("reason", "Cùng một mương")]).await;
        let page = matter.page().await;
        assert!(page.shows(&Lang::Vi.t("case-counts-in")) && links(&page.html).contains(&other));
        assert!(links(&matter.commune.clerk.get(&other).await.html).contains(&matter.case), "both ways");
        assert!(!matter.offers("reply").await, "everything is recorded in the other one");
        matter.does("unmerge", &[("reason", "Hai mương khác nhau")]).await;
        assert!(!matter.page().await.shows(&Lang::Vi.t("case-counts-in")));
        matter.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_form_of_an_act_keeps_what_was_typed_and_says_what_to_do() {
    let matter = Matter::open(Fresh::sqlite()).await;
    let lead = matter.division.to_string();
    let missing = |field| Refusal::Missing { field };
    let future = Refusal::HappenedInFuture { today: day("2026-09-11") };
    for lang in Lang::ALL {
        let clerk = matter.commune.clerk.in_language(lang);
        for (word, typed, refusal) in [
            ("assign", vec![("evidence", "Ảnh chụp")], missing("lead")),
            ("assign", vec![("lead", &*lead), ("evidence", "Ảnh")], missing("due_on")),
            (
                "assign",
                vec![("lead", &*lead), ("due_on", "10/09/2026")],
                Refusal::TooEarly { field: "due_on", earliest: day("2026-09-11") },
            ),
            ("progress", vec![("happened_on", "11/09/2026")], missing("note")),
            ("suspend", vec![("happened_on", "11/09/2026")], missing("reason")),
            ("suspend", vec![("happened_on", "12/09/2026"), ("reason", "Mưa")], future.clone()),
            ("send-on", vec![("reason", "Việc của nơi khác")], missing("receiver")),
            ("end", vec![("reason", "Đã rút")], missing("end_ground")),
            ("end", vec![("end_ground", "refused"), ("reason", "Việc của tòa án")], missing("article")),
            ("tell", vec![("note", "Đã gọi")], missing("way")),
            ("merge", vec![("reason", "Cùng việc")], missing("root")),
            (
                "merge",
                vec![("root", "VV-9999"), ("reason", "Cùng việc")],
                Refusal::NoSuchCase { field: "root", case: 9_999 },
            ),
            (
                "suspend",
                vec![("happened_on", "31/02/2026"), ("reason", "Mưa")],
                Refusal::NotADate { field: "happened_on", typed: "31/02/2026".to_owned() },
            ),
        ] {
            let at = format!("{}/{word}", matter.case);
            let answer = send(&clerk, &clerk.get(&at).await, &at, &typed).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}: {refusal}");
            let field = refusal.field().expect("it stands at a field");
            assert_eq!(error(&answer.html, field), told(lang, &refusal), "{lang} {word}");
            let kept = shown(&answer.html);
            for (name, value) in &typed {
                assert!(kept.iter().any(|(own, it)| own == name && it == value), "{word} {name}={value}: {kept:?}");
            }
        }
        // What repeats for each point is told at its own control.
        let at = format!("{}/reply", matter.case);
        let form = clerk.get(&at).await;
        let point = Matter::point(&form);
        let answer = send(&clerk, &form, &at, &[(&format!("answer-{point}"), "Sẽ làm.")]).await;
        assert_eq!(error(&answer.html, &format!("result-{point}")), told(lang, &missing("result")));
        let answer = send(&clerk, &form, &at, &[]).await;
        assert_eq!(error(&answer.html, &format!("answer-{point}")), told(lang, &missing("answer")));
    }
    matter.commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_leads_works_on_its_case_and_decides_nothing() {
    let matter = Matter::open(Fresh::sqlite()).await;
    let lead = matter.division.to_string();
    matter.does("assign", &[("lead", &lead), ("due_on", "14/09/2026")]).await;
    matter.commune.house.account("phong.kinh.te", matter.division, &[Role::Handler]).await;
    let handler = matter.commune.house.signed_in("phong.kinh.te").await;
    let page = handler.get(&matter.case).await;
    let own = |word: &str| format!("{}/{word}", matter.case);
    let offered = links(&page.html);
    for word in ["reply", "accept", "progress"] {
        assert!(offered.contains(&own(word)), "{word}");
    }
    for word in ["assign", "extend", "end", "merge", "assess"] {
        assert!(!offered.contains(&own(word)), "{word}");
        assert_eq!(handler.get(&own(word)).await.status, StatusCode::FORBIDDEN, "{word}");
    }
    let form = handler.get(&own("accept")).await;
    assert_eq!(send(&handler, &form, &own("accept"), &[]).await.status, StatusCode::SEE_OTHER);
    // What it leads is what it sees as its own, and what it has to do by when.
    let borne = handler.get("/cases?part=borne").await;
    assert!(
        links(&borne.html).contains(&matter.case)
            && borne.shows(&Lang::Vi.ta("case-came-from", &[("body", &"Cơ quan Xã Mẫu")]))
    );
    let today = handler.get("/").await;
    assert!(today.shows("14/09/2026") && today.shows(&Lang::Vi.t("clock-kind-agency")), "due within two working days");
    assert!(links(&handler.get("/search?q=muong").await.html).contains(&matter.case), "and it finds it");
    matter.commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_without_marks_and_puts_exact_marks_first() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let exact = commune.type_in(&[("words", "Cống bị tắc nước.")]).await;
        let newer = commune.type_in(&[("words", "Công bị tắc lương.")]).await;
        // In the order in which they stand on the page.
        let cases = |page: &Answer| {
            let own = super::cases(page);
            let mut placed: Vec<_> =
                own.into_iter().map(|case| (page.html.find(&format!("\"{case}\"")), case)).collect();
            placed.sort();
            placed.into_iter().map(|(_, case)| case).collect::<Vec<_>>()
        };
        assert_eq!(cases(&commune.clerk.get("/search?q=cong+bi+tac").await), [newer.clone(), exact.clone()]);
        let typed = commune.clerk.get("/search?q=c%E1%BB%91ng+b%E1%BB%8B").await;
        assert_eq!(cases(&typed), [exact.clone(), newer.clone()], "with its marks first, though it is older");
        let number = format!("/search?q=vv-{}", exact.rsplit('/').next().expect("its id"));
        assert_eq!(cases(&commune.clerk.get(&number).await), std::slice::from_ref(&exact));
        let dialogue = commune.clerk.get("/search?q=doi+thoai+nuoc").await;
        assert!(dialogue.shows("Đối thoại về nước sạch"), "dialogues are found by their titles");
        let none = commune.clerk.get("/search?q=khong+co+gi").await;
        assert!(none.shows(&Lang::Vi.t("search-none")));
        // Another commune finds nothing of it, by words or by number.
        let other =
            commune.house.found(commune.house.first.organisation, "peoples_committee", "Xã Bạn", Some("MP002")).await;
        commune.house.account("xa.ban", other, &[Role::Clerk]).await;
        let stranger = commune.house.signed_in("xa.ban").await;
        assert!(cases(&stranger.get("/search?q=cong").await).is_empty());
        assert!(cases(&stranger.get(&number).await).is_empty());
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_a_reopening_took_out_of_force_stays_readable_for_office_and_person() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (code, pin) = super::follow::slip(&matter).await;
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = Matter::point(&form);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter.does("reply", &[("number", "12/PKT"), (&*answer, "Đã khơi xong."), (&*result, "done")]).await;
        matter.does("assess", &[("assessment", "not_agreed"), ("assess_words", "Mới khơi một đoạn.")]).await;
        matter.does("reopen", &[("reason", "Còn một đoạn"), ("due_on", "30/09/2026")]).await;
        for lang in Lang::ALL {
            let words = lang.ta("answer-lapsed", &[("day", &"")]);
            let (lapsed, _) = words.split_at(words.find('\u{2068}').unwrap_or(words.len() - 1));
            let page = matter.commune.clerk.in_language(lang).get(&matter.case).await;
            assert!(
                page.shows("Đã khơi xong.") && page.shows("12/PKT") && page.html.contains(lapsed),
                "the page of the case"
            );
            assert!(page.shows(&lang.t("answers-none-since")), "it has to be answered anew");
            let page = matter.followed(lang, (code.as_str(), pin.as_str())).await;
            assert!(page.shows("Đã khơi xong.") && page.shows("12/PKT") && page.html.contains(lapsed), "who got it");
        }
        matter.does("reply", &[("number", "15/PKT"), (&*answer, "Đã khơi hết."), (&*result, "done")]).await;
        let page = matter.page().await;
        assert!(page.shows("Đã khơi hết.") && page.shows("15/PKT") && page.shows("12/PKT"), "both stay");
        matter.commune.house.verify().await;
    }
}
