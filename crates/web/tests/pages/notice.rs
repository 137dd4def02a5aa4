//! From the desk to the notice of conclusion: drafted, checked, issued by the number on the paper, printed; and what is due after
//! the dialogue.

use acts::dialogue::{Conclude, HoldSession};
use acts::term::Person;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Answer, TODAY, day};
use crate::matrix::PICTURE;

impl Commune {
    /// Two matters were raised, and the dialogue was held and concluded.
    pub(super) async fn concluded(&self) -> String {
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
    pub(super) async fn post_on(&self, page: &str, act: &str, typed: &[(&str, &str)]) -> Answer {
        let shown = self.clerk.get(page).await;
        send(&self.clerk, &shown, act, typed).await
    }
}

/// The links of a page that begin so, in their order.
pub(super) fn leading(page: &Answer, start: &str) -> Vec<String> {
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
        let house = &commune.house;
        let organisation = house.found(commune.organisation, "division", "Phòng Kinh tế", None).await;
        let (person, post) = (Person::New("Lê Thị Phòng".to_owned()), "head".to_owned());
        let begin = acts::term::Begin { organisation, person, post, from: day("2026-01-01") };
        house.act(house.first, begin).await;
        let page = commune.clerk.get(&notice).await;
        let signs = |name: &str| page.html.contains(&format!(">{name}, "));
        assert!(signs("Đinh Quang Sáng") && !signs("Lê Thị Phòng"), "its own officials sign it: {}", page.html);
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
        // Each of those to whom it is reported gets a paper of its own, and with the last of them it is done.
        for (to, number) in [("committee", "Báo cáo số 31/BC-UBND"), ("superior", "Báo cáo số 32/BC-UBND")] {
            assert!(commune.clerk.get("/").await.shows(&Lang::Vi.t("after-duty-report")), "before {to} it waits");
            let report = [("document", number), ("happened_on", "11/09/2026"), ("duty", "report"), ("addressee", to)];
            let done = commune.post_on(&dialogue, &format!("{dialogue}/duty"), &report).await;
            assert_eq!(done.location(), format!("{dialogue}?said=duty-done"), "{}", done.html);
            for lang in Lang::ALL {
                let page = commune.clerk.in_language(lang).get(&dialogue).await;
                let said: [(&str, &dyn web::lang::Arg); 3] =
                    [("to", &lang.of("report-to", to)), ("document", &number), ("day", &"11/09/2026")];
                assert!(page.shows(&lang.ta("duty-reported", &said)), "{}", page.html);
            }
        }
        let home = commune.clerk.get("/").await;
        assert!(home.shows(&Lang::Vi.t("after-duty-copies")) && !home.shows(&Lang::Vi.t("after-duty-report")));
        commune.has_its_scan(&notice).await;
        let publish = format!("{notice}/publish");
        let published = commune.post_on(&notice, &publish, &[("happened_on", "11/09/2026")]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.html);
        // By which paper it was made public is named on its page, and taken back there.
        super::redated::a_paper_is_named(&commune.clerk, &notice, "notice.published").await;
        commune.house.verify().await;
    }
}

impl Commune {
    /// The scan of a notice that was issued is laid beside it, shown there, and opened by those who read or supervise it.
    async fn has_its_scan(&self, notice: &str) {
        let scans = format!("{notice}/scans");
        let front = self.house.found(self.organisation, "front", "Mặt trận xã Mẫu", None).await;
        self.house.account("mat.tran", front, &[Role::Front]).await;
        let front = self.house.signed_in("mat.tran").await;
        for lang in Lang::ALL {
            let page = self.clerk.in_language(lang).get(notice).await;
            assert!(page.shows(&lang.t("notice-scans-none")) && page.html.contains(&format!("action=\"{scans}\"")));
            let wrong = self.clerk.in_language(lang).upload(&scans, "scans", &[b"<svg/>".as_slice()]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.html.contains("id=\"scans-error\"") && wrong.html.contains("href=\"#scans-scans\""));
        }
        assert_eq!(self.clerk.upload(&scans, "scans", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let laid = self.clerk.upload(&scans, "scans", &[PICTURE]).await;
        assert_eq!(laid.location(), format!("{notice}?said=notice-scanned"), "{}", laid.html);
        let supervised = format!("/supervision{notice}");
        for lang in Lang::ALL {
            let page = self.clerk.in_language(lang).get(laid.location()).await;
            assert!(page.shows(&lang.t("said-notice-scanned")) && page.shows(&lang.t("act-notice-scanned")));
            let said = lang.t("notice-scans");
            let seen = front.in_language(lang).get(&supervised).await;
            assert!(page.shows(&said) && seen.shows(&said), "{}", seen.html);
            for (browser, page, at) in [(&self.clerk, &page, notice), (&front, &seen, supervised.as_str())] {
                let file = leading(page, &format!("{at}/scans/"));
                let opened = browser.get(&file[0]).await;
                assert_eq!(opened.status, StatusCode::OK, "{}", file[0]);
                assert_eq!(opened.headers[CONTENT_TYPE], "image/png");
                assert_eq!(browser.get(&format!("{at}/scans/1")).await.status, StatusCode::NOT_FOUND);
            }
        }
        let refused = front.upload(&scans, "scans", &[PICTURE]).await.status;
        assert!(refused == StatusCode::FORBIDDEN || refused == StatusCode::NOT_FOUND, "the Front lays nothing there");
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

#[tokio::test(flavor = "multi_thread")]
async fn that_nothing_lies_beyond_is_said_with_one_press_and_the_duties_of_a_dialogue_are_one_row_of_today() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let dialogue = commune.concluded().await;
        let rows = |page: &Answer| page.html.matches(&format!("href=\"{dialogue}#duties\"")).count();
        let all = ["beyond", "copies", "notice", "report"].map(|duty| format!("after-duty-{duty}"));
        for lang in Lang::ALL {
            let today = commune.clerk.in_language(lang).get("/").await;
            assert_eq!(rows(&today), 1, "four duties of one dialogue: {}", today.html);
            assert!(all.iter().all(|duty| today.shows(&lang.t(duty))), "{}", today.html);
            let page = commune.clerk.in_language(lang).get(&dialogue).await;
            assert!(page.shows(&lang.t("duty-nothing-do")) && page.shows(&lang.t("duty-nothing-line")));
            // Only what lies beyond can be nothing.
            assert_eq!(page.html.matches("name=\"nothing\"").count(), 1, "{}", page.html);
        }
        let nothing = |duty: &'static str| [("duty", duty), ("nothing", "1"), ("happened_on", "11/09/2026")];
        let other = commune.clerk.post(&format!("{dialogue}/duty"), &nothing("report")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "a report has a paper");
        let said = commune.clerk.post(&format!("{dialogue}/duty"), &nothing("beyond")).await;
        assert_eq!(said.location(), format!("{dialogue}?said=duty-done"), "{}", said.html);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&dialogue).await;
            assert!(page.shows(&lang.t("duty-nothing")) && !page.html.contains("name=\"nothing\""), "{}", page.html);
            let today = commune.clerk.in_language(lang).get("/").await;
            assert!(rows(&today) == 1 && !today.shows(&lang.t("after-duty-beyond")), "{}", today.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_chosen_as_recipients_stand_on_the_paper_before_those_that_are_typed() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.house.found(commune.organisation, "front", "Mặt trận xã Mẫu", None).await;
        let dialogue = commune.concluded().await;
        let drafted = commune.post_on(&dialogue, &format!("{dialogue}/notices"), &[]).await;
        let notice = drafted.location().to_owned();
        let page = commune.clerk.get(&notice).await;
        let (front, typed) = ("Cơ quan Mặt trận xã Mẫu", "Thường trực <Đảng ủy>\n\nLưu: VT");
        assert!(
            page.html.contains(&format!("value=\"{front}\"")),
            "the bodies of the place are offered: {}",
            page.html
        );
        let chosen = [("recipient_bodies", front), ("recipients", typed)];
        let set = commune.post_on(&notice, &format!("{notice}/describe"), &chosen).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        // What was chosen is chosen again, and what was typed stands in its field without it.
        let page = commune.clerk.get(&notice).await;
        let form = crate::house::form(&page.html, &format!("{notice}/describe"));
        let of = |name: &str| form.iter().filter(|(own, _)| own == name).map(|(_, it)| it.as_str()).collect::<Vec<_>>();
        assert_eq!(of("recipient_bodies"), [front]);
        assert_eq!(of("recipients"), ["Thường trực <Đảng ủy>\nLưu: VT"]);
        let paper = commune.clerk.get(&format!("{notice}/paper")).await;
        let at = |words: &str| paper.html.find(words).unwrap_or_else(|| panic!("{words} is not on {}", paper.html));
        assert!(at(front) < at("Thường trực &lt;Đảng ủy&gt;"), "chosen ones first");
        // Unchosen they are gone.
        let none: Vec<(&str, &str)> = form
            .iter()
            .filter(|(name, _)| name != "recipient_bodies" && name != "key")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let set = commune.clerk.post(&format!("{notice}/describe"), &none).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        let paper = commune.clerk.get(&format!("{notice}/paper")).await;
        assert!(!paper.html.contains(front), "{}", paper.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_a_notice_is_proposed_by_its_points_and_stays_as_it_was_issued() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.house.found(commune.organisation, "front", "Mặt trận xã Mẫu", None).await;
        commune.house.found(commune.organisation, "organisation", "Hội Nông dân xã Mẫu", None).await;
        commune.house.found(commune.organisation, "party_board", "Dân vận xã Mẫu", None).await;
        let lead = commune.house.found(commune.organisation, "division", "Kinh tế xã Mẫu", None).await.to_string();
        let dialogue = commune.concluded().await;
        let drafted = commune.post_on(&dialogue, &format!("{dialogue}/notices"), &[]).await;
        let notice = drafted.location().to_owned();
        let paper = format!("{notice}/paper");
        let (front, division) = ("Cơ quan Mặt trận xã Mẫu (để giám sát)", "Cơ quan Kinh tế xã Mẫu (để thực hiện)");
        let early = commune.clerk.get(&paper).await;
        assert!(early.shows(front) && !early.shows(division), "nobody leads yet: {}", early.html);
        let points = leading(&commune.clerk.get(&notice).await, &format!("{notice}/point?point="));
        for point in &points {
            let written = [("lead", lead.as_str()), ("due_on", "05/10/2026"), ("conclusion", "Kiểm tra.")];
            let set = commune.post_on(point, &format!("{notice}/point"), &written).await;
            assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.html);
        }
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get(&notice).await;
            assert!(page.shows(front) && page.shows(division) && page.html.contains("ln-npoint__proposed"));
            let form = crate::house::form(&page.html, &format!("{notice}/describe"));
            let typed = form.iter().find(|(name, _)| name == "recipients").map(|(_, typed)| typed.as_str());
            let typed = typed.expect("the receivers stand in the form");
            let order = ["Dân vận xã Mẫu", front, "Hội Nông dân xã Mẫu", division].map(|name| typed.find(name));
            assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{typed}");
        }
        let issue = [("number", "05/TB-UBND"), ("happened_on", "11/09/2026")];
        let issued = commune.post_on(&notice, &format!("{notice}/issue"), &issue).await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.html);
        // Who joins the place later gets nothing by the notice that was issued.
        commune.house.found(commune.organisation, "front", "Mặt trận thứ hai", None).await;
        for path in [&notice, &paper] {
            let page = commune.clerk.get(path).await;
            assert!(page.shows(front) && page.shows(division) && !page.shows("Mặt trận thứ hai"), "{}", page.html);
            assert!(!page.html.contains("ln-npoint__proposed"), "{}", page.html);
        }
        commune.house.verify().await;
    }
}
