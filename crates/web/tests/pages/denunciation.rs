//! The register of denunciations as people use it: a line is entered without a word, its steps follow the law, its days explain
//! themselves, and nobody else sees it.

use axum::http::StatusCode;
use domain::calendar::Calendar;
use domain::due::{Direction, Period, Unit, due};
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, table, told};
use crate::house::{Answer, Browser, day};

const NEW: &str = "/denunciations/new";

/// A line that the clerk enters; its page.
pub(super) async fn entered(clerk: &Browser, received_on: &str, way: &str) -> String {
    let typed = [("received_on", received_on), ("letter_way", way), ("field", "05"), ("denunciation_number", "")];
    let done = send(clerk, &clerk.get(NEW).await, "/denunciations", &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    done.location().split('?').next().unwrap_or_default().to_owned()
}

/// Takes a step, as its form on the page of a line stands there.
async fn step(clerk: &Browser, line: &str, code: &str, typed: &[(&str, &str)]) -> Answer {
    let page = clerk.get(line).await;
    let seen = page.html.split("name=\"version\" value=\"").nth(1).and_then(|it| it.split('"').next());
    let key = crate::house::key();
    let own = [("key", key.as_str()), ("version", seen.unwrap_or_default()), ("denunciation_step", code)];
    clerk.post(&format!("{line}/step"), &[&own[..], typed].concat()).await
}

async fn stepped(clerk: &Browser, line: &str, code: &str, typed: &[(&str, &str)]) {
    let done = step(clerk, line, code, typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{code}: {}", done.html);
}

fn title(code: &str, lang: Lang) -> String {
    let of = domain::denunciation::step::step(code).expect("a step");
    if lang == Lang::Vi { of.title.clone() } else { of.title_en.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_denunciation_is_a_line_without_words_whose_steps_and_days_are_those_of_the_law() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let form = clerk.get(NEW).await;
        assert!(!form.html.contains("<textarea"), "nothing can be told in it: {}", form.html);
        for lang in Lang::ALL {
            assert!(clerk.in_language(lang).get(NEW).await.shows(&lang.t("denunciation-no-words")));
        }
        let line = entered(clerk, "01/09/2026", "press").await;
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get(&line).await;
            assert!(!page.html.contains("<textarea"), "{}", page.html);
            assert!(
                page.shows(&lang.ta("denunciation-numbered", &[("number", &"1"), ("year", &"2026")])),
                "{}",
                page.html
            );
            let first =
                due(Calendar::embedded(), day("2026-09-01"), Period::new(7, Unit::WorkingDays, Direction::After));
            let first = first.expect("the calendar of 2026").on.vn();
            assert!(page.shows(&lang.ta("due-why", &[("day", &first)])), "{first}: {}", page.html);
            for (code, open) in
                [("accepted", true), ("beyond", true), ("forwarder_answered", true), ("concluded", false)]
            {
                assert_eq!(page.html.contains(&format!("value=\"{code}\"")), open, "{code}: {}", page.html);
            }
            assert!(page.shows(&title("accepted", lang)));
        }
        // What the law does not let follow is refused, with what to do.
        let wrong =
            step(clerk, &line, "concluded", &[("happened_on", "03/09/2026"), ("paper_number", "1/KL-UBND")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.shows(&Lang::Vi.told("step-not-open", Some("denunciation_step"), &[]).what), "{}", wrong.html);
        // Nobody can type a story where a number belongs; it stands there again.
        let typed = [("happened_on", "03/09/2026"), ("paper_number", "12 ông Quách nhận tiền")];
        let conditions = ["form", "capacity", "competence", "basis"].map(|code| ("denunciation_conditions", code));
        let wrong = step(clerk, &line, "accepted", &[&typed[..], &conditions[..]].concat()).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.shows(&told(Lang::Vi, &Refusal::NotANumber { field: "paper_number" })), "{}", wrong.html);
        assert!(wrong.html.contains("12 ông Quách nhận tiền"), "what was typed is kept: {}", wrong.html);
        let paper = [("happened_on", "03/09/2026"), ("paper_number", "12/QĐ-UBND")];
        let wrong = step(clerk, &line, "accepted", &[&paper[..], &conditions[..3]].concat()).await;
        assert!(wrong.shows(&told(Lang::Vi, &Refusal::Missing { field: "denunciation_conditions" })), "{}", wrong.html);
        stepped(clerk, &line, "accepted", &[&paper[..], &conditions[..]].concat()).await;

        // Extended as often and as long as its criteria let.
        let more =
            |days, criteria| [&paper[..], &[("denunciation_days", days), ("denunciation_criteria", criteria)]].concat();
        let wrong = step(clerk, &line, "extended", &more("31", "1")).await;
        let not_so = Refusal::ExtensionNotSo { times: 1, days: 30 };
        assert!(wrong.shows(&told(Lang::Vi, &not_so)), "{}", wrong.html);
        stepped(clerk, &line, "extended", &more("30", "1")).await;
        let wrong = step(clerk, &line, "extended", &more("30", "1")).await;
        assert!(wrong.shows(&told(Lang::Vi, &not_so)), "{}", wrong.html);
        stepped(clerk, &line, "extended", &more("30", "2")).await;
        commune.house.verify().await;

        // The last step is taken back, and its clock with it; both stay in the history.
        let before = clerk.get(&line).await;
        let back = send(clerk, &before, &format!("{line}/take-back"), &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
        let again = crate::house::key();
        let late = send(clerk, &before, &format!("{line}/take-back"), &[("key", &again)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "somebody was faster");
        for lang in Lang::ALL {
            let page = clerk.in_language(lang).get(&line).await;
            assert!(page.shows(&lang.of("act", "denunciation.taken_back")), "{}", page.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_is_listed_filtered_counted_and_taken_as_a_file() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let first = entered(clerk, "01/09/2026", "post").await;
        let second = entered(clerk, "02/03/2026", "counter").await;
        let typed = [("happened_on", "10/09/2026"), ("denunciation_ground", "anonymous")];
        stepped(clerk, &first, "not_processed", &typed).await;
        let list = clerk.get("/denunciations").await;
        assert!(list.html.contains(&first) && list.html.contains(&second), "{}", list.html);
        let late = clerk.get("/denunciations?denunciation_overdue=yes").await;
        assert!(!late.html.contains(&first) && late.html.contains(&second), "{}", late.html);
        let ended = clerk.get("/denunciations?denunciation_phase=not_processed").await;
        assert!(ended.html.contains(&first) && !ended.html.contains(&format!("{second}\"")), "{}", ended.html);
        // Each number opens what it counts.
        let counted = list.html.matches("/denunciations?of=").count();
        assert!(counted >= 4, "received, overdue and two phases: {}", list.html);
        let time = clerk.get("/denunciations?from=01/09/2026&to=30/09/2026").await;
        assert!(time.html.contains(&first) && !time.html.contains(&format!("{second}\"")), "{}", time.html);
        let file = table(&clerk.get("/denunciations?as=csv").await);
        assert_eq!(file.rows.len(), 3, "{:?}", file.rows);
        let today = clerk.get("/").await;
        assert!(today.shows(&Lang::Vi.t("home-denunciations-overdue")), "{}", today.html);

        // Who has nothing to do with it finds nothing, not even that it is there.
        for role in [Role::Handler, Role::Front, Role::Supervisor, Role::Checker, Role::Approver] {
            let other = commune.colleague(role).await;
            assert_eq!(other.get(&second).await.status, StatusCode::NOT_FOUND, "{role:?}");
            assert_eq!(other.get("/denunciations").await.status, StatusCode::FORBIDDEN, "{role:?}");
            assert!(!other.get("/").await.html.contains("/denunciations"), "{role:?}");
        }
        for role in [Role::Head, Role::IdentityKeeper] {
            let other = commune.colleague(role).await;
            assert_eq!(other.get(&second).await.status, StatusCode::OK, "{role:?}");
        }
        // The level above sees numbers and no line.
        commune.house.account("tinh.chu", commune.house.first.organisation, &[Role::Head]).await;
        let above = commune.house.signed_in("tinh.chu").await;
        assert_eq!(above.get(&second).await.status, StatusCode::NOT_FOUND);
        let counts = above.get(&format!("/denunciations/counts?of={}", commune.organisation)).await;
        assert_eq!(counts.status, StatusCode::OK);
        assert!(!counts.html.contains("/denunciations?of="), "no number of another's opens a list: {}", counts.html);

        // What was entered by mistake leaves the register.
        let page = clerk.get(&second).await;
        let done = send(clerk, &page, &format!("{second}/strike"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(!clerk.get("/denunciations").await.html.contains(&format!("{second}\"")));
        commune.house.verify().await;
    }
}
