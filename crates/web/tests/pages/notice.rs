//! From the desk to the notice of conclusion: drafted, checked, issued by the number on the paper, printed; and what is due after
//! the dialogue.

use acts::dialogue::{Conclude, HoldSession};
use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Answer, TODAY, day};

impl Commune {
    /// Two matters were raised, and the dialogue was held and concluded.
    async fn concluded(&self) -> String {
        let desk = format!("/dialogues/{}/desk", self.dialogue);
        for words in ["Nước <đục> quá.", "Đường sạt lở."] {
            let page = self.clerk.get(&desk).await;
            let raised = send(&self.clerk, &page, &desk, &[("words", words)]).await;
            assert_eq!(raised.status, StatusCode::SEE_OTHER, "{}", raised.html);
        }
        let hold = HoldSession { session: self.session, happened_on: None, attendance: Vec::new() };
        self.house.act(self.by, hold).await;
        let conclude = Conclude {
            dialogue: self.dialogue,
            happened_on: day(TODAY),
            minutes_signed_on: Some(day(TODAY)),
            no_minutes: String::new(),
        };
        self.house.act(self.by, conclude).await;
        format!("/dialogues/{}", self.dialogue)
    }

    /// Posts a form of a page as it stands there, with some of its fields typed over.
    async fn post_on(&self, page: &str, act: &str, typed: &[(&str, &str)]) -> Answer {
        let shown = self.clerk.get(page).await;
        send(&self.clerk, &shown, act, typed).await
    }
}

/// The links of a page that begin so, in their order.
fn leading(page: &Answer, start: &str) -> Vec<String> {
    let parts = page.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    parts.filter(|href| href.starts_with(start)).map(|href| href.replace("&#38;", "&")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_goes_from_the_desk_to_paper_and_its_points_are_assignments() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let dialogue = commune.concluded().await;
        let page = commune.clerk.get(&dialogue).await;
        assert!(
            page.shows(&Lang::Vi.t("after-duty-notice")) && page.shows(&Lang::Vi.t("duty-no-rule")),
            "{}",
            page.html
        );
        let drafted = commune.post_on(&dialogue, &format!("{dialogue}/notices"), &[]).await;
        assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.html);
        let notice = drafted.location().to_owned();
        let page = commune.clerk.get(&notice).await;
        assert!(page.shows("Nước &#60;đục&#62; quá.") || page.shows("Nước <đục> quá."), "{}", page.html);
        // Nothing is ready yet, and the page says what and where.
        let early = [("number", "05/TB-UBND"), ("happened_on", "11/09/2026")];
        let refused = commune.post_on(&notice, &format!("{notice}/issue"), &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let not_ready = Lang::Vi.told("notice-not-ready", None, &[("faults", "6".to_owned())]);
        assert!(refused.shows(&not_ready.what), "{}", refused.html);
        assert!(refused.html.contains("05/TB-UBND"), "what was typed is still there");
        assert!(refused.shows(&Lang::Vi.ta("notice-fault-unsaid", &[("number", &1_usize)])), "{}", refused.html);
        let points = leading(&page, &format!("{notice}/point?point="));
        assert_eq!(points.len(), 2, "{}", page.html);
        let form = commune.clerk.get(&points[0]).await;
        assert!(form.shows(&Lang::Vi.t("notice-said")) && form.shows("Nước <đục> quá."), "their words stand beside it");
        let conclusion =
            |page: &Answer| crate::house::shown(&page.html).into_iter().find(|(name, _)| name == "conclusion");
        assert_eq!(conclusion(&form).map(|(_, typed)| typed), Some(String::new()), "their words are no conclusion");
        let empty = commune.post_on(&points[0], &format!("{notice}/point"), &[("conclusion", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html.contains("id=\"conclusion-error\""), "{}", empty.html);
        let lead = commune.by.organisation.to_string();
        let written = [("lead", lead.as_str()), ("due_on", "05/10/2026"), ("conclusion", "Kiểm tra <ngay>.")];
        let set = commune.post_on(&points[0], &format!("{notice}/point"), &written).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        let wrong = commune.post_on(&points[1], &format!("{notice}/point"), &[("due_on", "32/10/2026")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("32/10/2026"), "{}", wrong.html);
        // The second matter goes into the first point; its own point goes with that.
        let page = commune.clerk.get(&notice).await;
        let version = version(&page);
        let of_second = points[1].rsplit('=').next().expect("an id");
        let drop = [("point", of_second), ("version", &version), ("key", "drop-one")];
        let dropped = commune.clerk.post(&format!("{notice}/drop"), &drop).await;
        assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.html);
        let page = commune.clerk.get(&notice).await;
        assert!(page.shows("Đường sạt lở."), "it stands nowhere: {}", page.html);
        let left = leading(&page, &format!("{notice}/point?case="));
        let case = left[0].rsplit('=').next().expect("a case").to_owned();
        let into = format!("point-{}", points[0].rsplit('=').next().expect("an id"));
        let version = self::version(&page);
        let place = [("case", case.as_str()), ("into", &into), ("version", &version), ("key", "place-one")];
        let placed = commune.clerk.post(&format!("{notice}/place"), &place).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.html);
        let issued = commune.post_on(&notice, &format!("{notice}/issue"), &early).await;
        assert_eq!(issued.location(), format!("{notice}?said=notice-issued"), "{}", issued.html);
        let page = commune.clerk.get(&notice).await;
        assert!(page.shows("05/TB-UBND") && page.shows(&Lang::Vi.t("notice-state-issued")), "{}", page.html);
        let case = commune.clerk.get(&format!("/cases/{case}")).await;
        assert!(case.shows("05/10/2026"), "its last day is that of the point: {}", case.html);
        let paper = commune.clerk.get(&format!("{notice}/paper")).await;
        assert_eq!(paper.status, StatusCode::OK);
        assert!(paper.html.contains("Kiểm tra &lt;ngay&gt;.") && paper.shows("05/TB"), "{}", paper.html);
        let word = commune.clerk.get(&format!("{notice}/word")).await;
        assert_eq!(word.status, StatusCode::OK);
        let page = commune.clerk.get(&dialogue).await;
        assert!(page.shows(&Lang::Vi.ta("duty-done", &[("day", &"11/09/2026")])), "{}", page.html);
        let report = [("document", "Báo cáo số 31/BC-UBND"), ("happened_on", "11/09/2026"), ("duty", "report")];
        let done = commune.post_on(&dialogue, &format!("{dialogue}/duty"), &report).await;
        assert_eq!(done.location(), format!("{dialogue}?said=duty-done"), "{}", done.html);
        let home = commune.clerk.get("/").await;
        assert!(home.shows(&Lang::Vi.t("after-duty-copies")) && !home.shows(&Lang::Vi.t("after-duty-report")));
        commune.house.verify().await;
    }
}

/// The version that a page shows.
fn version(page: &Answer) -> String {
    let after = page.html.split("name=\"version\" value=\"").nth(1).expect("a form with a version");
    after.split('"').next().expect("a version").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_come_from_the_book_until_the_body_says_that_the_program_draws_them() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.clerk.get("/numbering").await;
    assert!(page.shows(&Lang::Vi.t("numbering-external-now")), "{}", page.html);
    let typed = [("number_mode", "internal"), ("next", "12")];
    let action = format!("/numbering?of={}&series=notice", commune.organisation);
    let set = send(&commune.clerk, &page, &action, &typed).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
    let page = commune.clerk.get("/numbering").await;
    assert!(page.shows(&Lang::Vi.ta("numbering-internal-now", &[("number", &"12")])), "{}", page.html);
    let wrong = send(&commune.clerk, &page, &action, &[("next", "mười")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("mười"));
}
