//! All points of a draft on one page: written together, taken over from the minutes, by two clerks at once.

use acts::minutes::Take;
use axum::http::StatusCode;
use testing::Fresh;
use web::lang::{Arg, Lang};

use super::notice::leading;
use super::{Commune, send};

impl Commune {
    /// A draft of two points, after minutes in which the chair concluded two lines; its page.
    async fn draft_of_two(&self) -> (String, [String; 2]) {
        let take = Take {
            session: self.session,
            began: None,
            ended: None,
            secretary: String::new(),
            conclusion: "- Giao Phòng Kinh tế <sửa> đường.\n- Thay ống nước trước Tết.".to_owned(),
            read_back: false,
            seen: None,
        };
        self.house.act(self.by, take).await;
        let dialogue = self.concluded().await;
        let drafted = self.post_on(&dialogue, &format!("{dialogue}/notices"), &[]).await;
        let notice = drafted.location().to_owned();
        let page = self.clerk.get(&notice).await;
        let points = leading(&page, &format!("{notice}/point?point="));
        let id = |at: usize| points[at].rsplit('=').next().expect("an id").to_owned();
        (notice.clone(), [id(0), id(1)])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_points_are_written_on_one_page_and_saved_with_one_press() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (notice, [first, second]) = commune.draft_of_two().await;
        let save = format!("{notice}/points");
        let lead = commune.by.organisation.to_string();
        let names = ["conclusion", "lead", "due_on", "delivery"].map(|name| format!("{name}-{first}"));
        let other = format!("conclusion-{second}");
        let typed = [
            (names[0].as_str(), "Kiểm tra <ngay>."),
            (names[1].as_str(), lead.as_str()),
            (names[2].as_str(), "05/10/2026"),
            (names[3].as_str(), "village"),
            (other.as_str(), "Sửa đường."),
            ("at", second.as_str()),
        ];
        let saved = commune.post_on(&notice, &save, &typed).await;
        assert_eq!(saved.location(), format!("{notice}?said=notice-points-set#point-{second}"), "{}", saved.html);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&notice).await;
            assert!(page.shows("Kiểm tra <ngay>.") && page.shows("Sửa đường.") && page.shows("05/10/2026"));
            assert!(page.shows(&lang.t("notice-points-do")) && page.shows(&lang.t("field-answer-form")));
            assert!(!page.shows(&lang.t("notice-proposed-line")), "nothing is proposed");
            assert!(page.shows(&lang.t("notice-check-none-proposed")), "{}", page.html);
            // A wrong day is told at its point and field, and nothing that was typed is lost.
            let wrong = [(names[2].as_str(), "32/10/2026"), (other.as_str(), "Sửa đường, <đèn>.")];
            let shown = commune.clerk.in_language(lang).get(&notice).await;
            let refused = send(&commune.clerk.in_language(lang), &shown, &save, &wrong).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.html.contains(&format!("href=\"#due_on-{first}-points\"")), "{}", refused.html);
            assert!(refused.html.contains(&format!("id=\"due_on-{first}-points-error\"")), "{}", refused.html);
            let number = lang.ta("notice-point-number", &[("number", &1_usize as &dyn Arg)]);
            assert!(refused.shows(&format!("{number}:")), "{}", refused.html);
            assert!(refused.shows("32/10/2026") && refused.shows("Sửa đường, <đèn>."));
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_minutes_is_taken_over_into_a_point_with_one_press_and_not_offered_again() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (notice, [first, second]) = commune.draft_of_two().await;
        let page = commune.clerk.get(&notice).await;
        let line = "Giao Phòng Kinh tế <sửa> đường.";
        let offered = |page: &crate::house::Answer| page.html.matches("name=\"take-").count();
        assert_eq!(offered(&page), 4, "two lines for two points: {}", page.html);
        for lang in Lang::ALL {
            assert!(commune.clerk.in_language(lang).get(&notice).await.shows(&lang.t("notice-take")));
        }
        let (take, typed) = (format!("take-{second}"), format!("conclusion-{first}"));
        let pressed = [(take.as_str(), line), (typed.as_str(), "Thay ống nước.")];
        let taken = commune.post_on(&notice, &format!("{notice}/points"), &pressed).await;
        assert_eq!(taken.location(), format!("{notice}?said=notice-points-set#point-{second}"), "{}", taken.html);
        let page = commune.clerk.get(&notice).await;
        assert_eq!(offered(&page), 2, "what a point says already is not offered: {}", page.html);
        assert!(page.shows(line) && page.shows("Thay ống nước."), "what was typed beside it is saved, too");
        // A second line stands under the first.
        let more = [(take.as_str(), "Thay ống nước trước Tết.")];
        commune.post_on(&notice, &format!("{notice}/points"), &more).await;
        let page = commune.clerk.get(&notice).await;
        assert!(page.shows(&format!("{line}\nThay ống nước trước Tết.")), "{}", page.html);
        assert_eq!(offered(&page), 0, "{}", page.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clerks_on_one_draft_lose_nothing_and_are_told_at_the_point_that_both_wrote() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let (notice, [first, second]) = commune.draft_of_two().await;
    let save = format!("{notice}/points");
    let [one, two] = [&first, &second].map(|point| format!("conclusion-{point}"));
    let early = commune.clerk.get(&notice).await;
    let [evidence, reach, delivery] = ["evidence", "reach", "delivery"].map(|name| format!("{name}-{first}"));
    let theirs =
        [(&*one, "Điều người kia ghi."), (&*evidence, "Biên bản kiểm tra."), (&*reach, "yes"), (&*delivery, "village")];
    let saved = commune.post_on(&notice, &save, &theirs).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let refused = send(&clerk, &early, &save, &[(&one, "Điều tôi ghi."), (&two, "Ống nước.")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.html);
        assert!(refused.shows("Điều tôi ghi.") && refused.shows("Ống nước."), "what was typed is still there");
        let told = refused.html.split("ln-npoint__fault\">").find(|it| it.contains("Điều người kia ghi."));
        let told = told.and_then(|it| it.split("</p>").next()).expect("what the other wrote is told");
        for said in ["Biên bản kiểm tra.", &lang.t("field-reach"), &lang.of("delivery", "village")] {
            assert!(told.contains(said), "all of it, {said}: {told}");
        }
        assert_eq!(refused.html.matches("ln-npoint__fault\">").count(), 1 + fault_count(&refused.html), "one point");
    }
    // Who wrote another point is not in the way.
    let saved = send(&commune.clerk, &early, &save, &[(&two, "Ống nước.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    let page = commune.clerk.get(&notice).await;
    assert!(page.shows("Điều người kia ghi.") && page.shows("Ống nước."));
    // What was read and is meant is saved with the second press.
    let refused = send(&commune.clerk, &early, &save, &[(&one, "Điều tôi ghi."), (&two, "Ống nước.")]).await;
    let meant = send(&commune.clerk, &refused, &save, &[]).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.html);
    assert!(commune.clerk.get(&notice).await.shows("Điều tôi ghi."));
    commune.house.verify().await;
}

/// The faults that keep a draft from its issue, as the page tells them at its points.
fn fault_count(html: &str) -> usize {
    let wanting = ["notice-fault-unsaid", "notice-fault-lead", "notice-fault-due"];
    let told = |lang: Lang, number: usize| {
        wanting.iter().filter(|key| html.contains(&lang.ta(key, &[("number", &number as &dyn Arg)]))).count()
    };
    Lang::ALL.into_iter().map(|lang| told(lang, 1) + told(lang, 2)).sum()
}
