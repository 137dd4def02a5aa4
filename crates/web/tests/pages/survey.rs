//! The survey of a round as people use it: set up, asked, typed from paper, counted by hand, read, taken away, sent.

use axum::http::StatusCode;
use domain::permission::Role;
use store::survey::{self, QuestionRow, sheet};
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Browser, TODAY, day};

/// A round that the Front opened for the dialogue of the commune, and the Front.
async fn round(commune: &Commune) -> (Browser, i64) {
    let house = &commune.house;
    let front = house.found(commune.organisation, "front", "Ủy ban MTTQ xã Mẫu", None).await;
    let by = house.account("mat.tran", front, &[Role::Front]).await;
    let dialogue = Some(acts::gathering::ForDialogue::Announced(commune.dialogue));
    let open = acts::gathering::Open { round: None, gatherer: front, dialogue, happened_on: day(TODAY) };
    let round = house.act(by, open).await;
    (house.signed_in("mat.tran").await, round)
}

async fn asked(commune: &Commune, round: i64) -> Vec<QuestionRow> {
    let mut read = commune.house.store.reader().await.expect("a reader");
    survey::questions(&mut read, round).await.expect("reads")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_is_set_up_typed_read_taken_away_and_goes_with_the_synthesis() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (theirs, round) = round(&commune).await;
        let today = day(TODAY).vn();
        let at = format!("/gatherings/{round}/survey");
        let page = theirs.get(&format!("/gatherings/{round}")).await;
        assert!(page.html.contains(&format!("href=\"{at}\"")), "the page of the round leads to it");
        let page = theirs.get(&at).await;
        let wrong = [("survey_title", "Khảo sát"), ("from_on", &*today), ("to_on", "01/01/2020"), ("handed_out", "20")];
        let refused = send(&theirs, &page, &at, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(&Lang::Vi.t("survey-refused")) && refused.html.contains("Khảo sát"));
        let right = [("survey_title", "Khảo sát"), ("from_on", &*today), ("to_on", &*today), ("handed_out", "20")];
        assert_eq!(send(&theirs, &page, &at, &right).await.status, StatusCode::SEE_OTHER);

        // Questions, the second one put before the first.
        let more = format!("{at}/questions");
        let page = theirs.get(&at).await;
        let open = [("survey_question", "Ý kiến khác"), ("question_kind", "open")];
        assert_eq!(send(&theirs, &page, &more, &open).await.status, StatusCode::SEE_OTHER);
        let page = theirs.get(&at).await;
        let one = [
            ("survey_question", "Có nước sạch chưa?"),
            ("question_kind", "one"),
            ("survey_choices", "Đã có\nChưa có\n"),
            ("question_place", "1"),
        ];
        assert_eq!(send(&theirs, &page, &more, &one).await.status, StatusCode::SEE_OTHER);
        let questions = asked(&commune, round).await;
        assert_eq!(questions.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["one", "open"]);

        // Sheets; the words of one become an opinion.
        let sheets = format!("{at}/sheets");
        let (first, second) = (format!("answer-{}", questions[0].id), format!("answer-{}", questions[1].id));
        let yes = questions[0].choices[0].0.to_string();
        let page = theirs.get(&sheets).await;
        let refused = send(&theirs, &page, &sheets, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty sheet");
        let said = "Nước đục ba tháng nay";
        for words in [said, ""] {
            let page = theirs.get(&sheets).await;
            let typed = [(first.as_str(), yes.as_str()), (second.as_str(), words), ("people_group", "farmers")];
            let answer = send(&theirs, &page, &sheets, &typed).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
            let told = theirs.get(answer.location()).await;
            assert!(told.html.contains("id=\"added\""), "the number that it got is told");
        }
        let page = theirs.get(&at).await;
        assert!(page.shows("2/2 = 100%") && page.shows(said), "{}", page.html);
        assert!(!page.shows(&Lang::Vi.t("people-group-farmers")), "two sheets are not shown by themselves");
        let kept: &[(&str, &dyn web::lang::Arg)] = &[("count", &1_i64), ("fewest", &5_i64)];
        assert!(page.shows(&Lang::Vi.ta("survey-kept-back", kept)));
        let first_sheet = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            sheet::list(&mut read, round, None, 9).await.expect("reads").rows[1].id
        };
        let page = theirs.get(&format!("{at}?take={first_sheet}-{}", questions[1].id)).await;
        let taken = send(&theirs, &page, &format!("{at}/take"), &[("kind", "recommendation"), ("field", "05")]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html);
        assert!(theirs.get(&format!("/gatherings/{round}")).await.shows(said), "it is an opinion of the round");

        // The results as files and on papers.
        let csv = theirs.get(&format!("{at}?as=csv")).await;
        assert!(csv.html.contains("2/2 = 100%") && csv.html.contains(said), "{}", csv.html);
        assert_eq!(theirs.get(&format!("{at}?as=xlsx")).await.status, StatusCode::OK);
        assert_eq!(theirs.get(&format!("{at}/word")).await.status, StatusCode::OK);
        assert!(theirs.get(&format!("{at}/paper")).await.html.contains("Đã có"));
        assert!(theirs.get(&format!("/gatherings/{round}/paper")).await.html.contains("Đã có"), "with the synthesis");

        // One sheet was typed by mistake.
        let last = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            sheet::list(&mut read, round, None, 1).await.expect("reads").rows[0].id
        };
        let page = theirs.get(&format!("{sheets}?strike={last}")).await;
        let struck = send(&theirs, &page, &format!("{at}/strike-sheet"), &[("reason", "Nhập hai lần")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        assert!(theirs.get(&at).await.shows("1/1 = 100%"));
        assert!(theirs.get(&sheets).await.shows(&Lang::Vi.t("survey-struck")));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_counted_by_hand_is_recorded_corrected_and_struck_on_the_page() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (theirs, round) = round(&commune).await;
        let today = day(TODAY).vn();
        let at = format!("/gatherings/{round}/survey");
        let right = [("survey_title", "Khảo sát"), ("from_on", &*today), ("to_on", &*today), ("handed_out", "100")];
        send(&theirs, &theirs.get(&at).await, &at, &right).await;
        let one = [("survey_question", "Có nước sạch chưa?"), ("question_kind", "one"), ("survey_choices", "Có\nChưa")];
        send(&theirs, &theirs.get(&at).await, &format!("{at}/questions"), &one).await;
        let question = asked(&commune, round).await.remove(0);
        let cell = |at: usize| format!("cell-{}", question.choices[at].0);
        let (yes, no, counting) = (cell(0), cell(1), format!("{at}?count={}", question.id));
        let typed = |yes_count: &'static str, reason: &'static str| {
            vec![
                ("returned", "90"),
                ("valid", "80"),
                (yes.as_str(), yes_count),
                (no.as_str(), "30"),
                ("document", "12/BB"),
                ("reason", reason),
            ]
        };
        let count = format!("{at}/count");
        let refused = send(&theirs, &theirs.get(&counting).await, &count, &typed("51", "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("value=\"51\""), "what was typed stands there still");
        let done = send(&theirs, &theirs.get(&counting).await, &count, &typed("50", "")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(theirs.get(&at).await.shows("50/80 = 63%"), "{}", theirs.get(&at).await.html);
        let done = send(&theirs, &theirs.get(&counting).await, &count, &typed("40", "Cộng nhầm")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(theirs.get(&at).await.shows("40/80 = 50%"));
        let strike = [("reason", "Của đợt khác")];
        let done = send(&theirs, &theirs.get(&counting).await, &format!("{at}/strike-count"), &strike).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(!theirs.get(&at).await.shows("40/80 = 50%"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_sheet_is_for_those_who_record_and_its_words_are_kept_from_everybody() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (theirs, round) = round(&commune).await;
        let gatherer = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            store::gathering::find(&mut read, round).await.expect("reads").expect("is there").gatherer.0
        };
        commune.house.account("giam.sat", gatherer, &[Role::Supervisor]).await;
        let reader = commune.house.signed_in("giam.sat").await;
        let (today, at) = (day(TODAY).vn(), format!("/gatherings/{round}/survey"));
        let right = [("survey_title", "Khảo sát"), ("from_on", &*today), ("to_on", &*today), ("handed_out", "20")];
        send(&theirs, &theirs.get(&at).await, &at, &right).await;
        let open = [("survey_question", "Ý kiến khác"), ("question_kind", "open")];
        send(&theirs, &theirs.get(&at).await, &format!("{at}/questions"), &open).await;
        let question = asked(&commune, round).await.remove(0).id;
        let (sheets, answer, said) = (format!("{at}/sheets"), format!("answer-{question}"), "Nước đục ba tháng nay");
        send(&theirs, &theirs.get(&sheets).await, &sheets, &[(answer.as_str(), said)]).await;
        let number: &[(&str, &dyn web::lang::Arg)] = &[("number", &1_i64)];
        let number = Lang::Vi.ta("survey-sheet-number", number);
        let page = reader.get(&at).await;
        assert!(page.shows(said) && !page.shows(&number), "{}", page.html);
        assert!(theirs.get(&at).await.shows(&number));
        assert_ne!(reader.get(&sheets).await.status, StatusCode::OK, "sheets with village and group");
        let sheet = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            sheet::list(&mut read, round, None, 1).await.expect("reads").rows[0].id
        };
        let page = theirs.get(&format!("{at}?keep={sheet}-{question}")).await;
        let kept = send(&theirs, &page, &format!("{at}/keep"), &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
        let synthesis = format!("/gatherings/{round}/paper");
        for path in [at.clone(), format!("{at}?as=csv"), format!("{at}/paper"), synthesis] {
            let page = theirs.get(&path).await;
            assert!(!page.html.contains(said), "{path}");
            assert!(page.html.contains(&Lang::Vi.t("words-kept")), "{path}: {}", page.html);
        }
        commune.house.verify().await;
    }
}
