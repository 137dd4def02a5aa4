//! Reception as a clerk uses it: a day is set, visits are typed in the order of the book, what becomes of them, what is counted of
//! them and opened from its number, the book as a page and as a file, and what Today says.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send};
use crate::house::{Answer, attribute, error, form, shown, tag};

const NAME: &str = "Bà Vàng Anh Canari";

impl Commune {
    /// Sets a day on which the chairman receives, and says where its page is.
    pub(super) async fn set_reception(&self, on: &str) -> String {
        let new = self.clerk.get("/receptions/new").await;
        let term = self.term.to_string();
        let typed = [("reception_on", on), ("receives", &*term), ("place", "Phòng tiếp công dân, 8 giờ")];
        let done = send(&self.clerk, &new, "/receptions", &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        done.location().split('?').next().expect("a path").to_owned()
    }

    /// Types a visit into the form as it stands on the page of its day.
    async fn come(&self, day: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.clerk.get(day).await;
        send(&self.clerk, &page, &format!("{day}/visits"), typed).await
    }

    pub(super) async fn came(&self, day: &str, typed: &[(&str, &str)]) {
        let done = self.come(day, typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    }
}

/// The value of a field of a form.
fn field(page: &Answer, action: &str, name: &str) -> String {
    form(&page.html, action).into_iter().find(|(own, _)| own == name).expect("the field is there").1
}

/// The first address on a page to which a form posts and that ends so.
fn action(page: &Answer, begins: &str, ends: &str) -> String {
    let mut all = page.html.split("<form ").skip(1).filter_map(|form| attribute(tag(form), "action"));
    all.find(|at| at.starts_with(begins) && at.ends_with(ends)).unwrap_or_else(|| panic!("no form of {ends}"))
}

/// What is counted, line by line: each number with the address that it opens.
fn counted(page: &Answer) -> Vec<Vec<(String, usize)>> {
    let cell = |cell: &str| {
        let inner = cell.split_once('>').expect("a cell").1;
        let (href, text) = match inner.strip_prefix("<a ") {
            Some(link) => (attribute(tag(link), "href").expect("an address"), link.split_once('>').expect("a link").1),
            None => (String::new(), inner),
        };
        (href, text.split('<').next().and_then(|number| number.trim().parse().ok()).expect("a number"))
    };
    let row = |row: &str| row.split("</tr>").next().expect("a row").split("<td").skip(1).map(cell).collect();
    page.html.split("<tr data-counted>").skip(1).map(row).collect()
}

/// A day with five visits: recorded, guided, refused, a large group, and one of which nothing became yet.
async fn five_visits(commune: &Commune) -> String {
    let day = commune.set_reception("11/09/2026").await;
    let who = [("who", NAME), ("field", "05"), ("words", "Nước đục ba tháng nay")];
    commune.came(&day, &who).await;
    let page = commune.clerk.get(&day).await;
    assert!(page.shows(&Lang::Vi.ta("visit-new", &[("number", &2_i64)])), "{}", page.html);
    let visits = format!("{day}/visits");
    assert_eq!(field(&page, &visits, "field"), "05", "the next one begins with what the last one had");
    assert_eq!((field(&page, &visits, "words"), field(&page, &visits, "who")), (String::new(), String::new()));
    let said = ("visit_said", "Gửi đơn đến Tòa án nhân dân.");
    commune.came(&day, &[("words", "Chia thừa kế"), ("visit_way", "guided"), said]).await;

    let refusing = [("words", "Hỏi lại việc cũ"), ("visit_way", "refused")];
    let wrong = commune.come(&day, &refusing).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody is refused only with a ground");
    assert!(!error(&wrong.html, "refusal_ground-visit").is_empty());
    assert!(shown(&wrong.html).contains(&("words".to_owned(), "Hỏi lại việc cũ".to_owned())), "what was typed stays");
    commune.came(&day, &[&refusing[..], &[("refusal_ground", "9.1")]].concat()).await;
    let group = [("words", "Đền bù đất"), ("people", "12"), ("representatives", "3"), ("again", "yes")];
    commune.came(&day, &[&group[..], &[("visit_way", "open")]].concat()).await;
    commune.came(&day, &[("words", "Hỏi lại nước đục"), ("visit_way", "open")]).await;
    day
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_reception_is_typed_as_its_book_and_each_number_opens_its_visits() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let day = five_visits(&commune).await;
        let page = clerk.get(&day).await;
        let case = cases(&page).remove(0);

        // One that is open is bound to the case that is there, and one is taken out; its number stays.
        let bind = format!("{day}/bind");
        let last = page.html.rsplit("name=\"visit\" value=\"").next().and_then(|rest| rest.split('"').next());
        let last = last.expect("the last visit").to_owned();
        let number = format!("vv-{}", case.rsplit('/').next().expect("its id"));
        let typed = [("visit", &*last), ("visit_way", "existing"), ("case", &*number)];
        let bound = send(clerk, &page, &bind, &typed).await;
        assert_eq!(bound.status, StatusCode::SEE_OTHER, "{}", bound.html);
        let page = clerk.get(&day).await;
        assert_eq!(page.html.matches(&format!("href=\"{case}\"")).count(), 2, "both lead to the one case");
        commune.came(&day, &[("words", "Gõ nhầm"), ("visit_way", "open"), ("people", "1"), ("again", "")]).await;
        let page = clerk.get(&day).await;
        let strike = format!("{day}/strike-visit");
        let newest = page.html.rsplit("name=\"visit\" value=\"").next().and_then(|rest| rest.split('"').next());
        let newest = newest.expect("the newest visit").to_owned();
        let wrong = send(clerk, &page, &strike, &[("visit", &newest), ("reason", "")]).await;
        assert!(!error(&wrong.html, &format!("reason-strike-{newest}")).is_empty());
        let struck = send(clerk, &page, &strike, &[("visit", &newest), ("reason", "Gõ nhầm")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        let page = clerk.get(&day).await;
        assert!(page.shows(&Lang::Vi.ta("visit-new", &[("number", &7_i64)])), "the number of a struck one stays");

        // Each number opens as many visits as it says, and the sums agree in both ways.
        for lang in Lang::ALL {
            let year = clerk.in_language(lang).get("/receptions").await;
            let lines = counted(&year);
            assert_eq!(lines.len(), 7, "{}", year.html);
            for (column, (_, all)) in lines[3].iter().enumerate() {
                let sum = |of: std::ops::RangeInclusive<usize>| of.map(|line| lines[line][column].1).sum::<usize>();
                assert_eq!(*all, sum(0..=2), "by kind of reception, column {column}");
                assert_eq!(*all, sum(4..=6), "by who received, column {column}");
            }
            let numbers: Vec<usize> = lines[3].iter().map(|(_, number)| *number).collect();
            assert_eq!(numbers, [1, 4, 15, 2, 2, 1, 12, 0, 1, 1], "who was refused was not received");
            for (href, number) in lines.iter().flat_map(|line| [1, 3, 4, 5, 7, 8, 9].map(|at| &line[at])) {
                assert_eq!(href.is_empty(), *number == 0, "{href}");
                if !href.is_empty() {
                    let book = clerk.get(href).await;
                    assert_eq!(book.html.matches("<tr data-visit>").count(), *number, "{href}");
                }
            }
            assert!(year.shows("1/2"), "the head received on one day of the two that a month asks for: {}", year.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_has_the_columns_of_its_day_and_names_only_where_somebody_opened_them() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let clerk = &commune.clerk;
    let day = five_visits(&commune).await;
    for (to, columns) in [("2026-09-11", 13), ("2026-06-30", 12)] {
        for ending in ["csv", "xlsx"] {
            let file = clerk.get(&format!("/receptions/book?from=2026-01-01&to={to}&as={ending}")).await;
            assert_eq!(file.status, StatusCode::OK);
            let table = sheets::read(&file.bytes).expect("it opens").into_iter().next().expect("one table");
            assert_eq!(table.rows[0].len(), columns, "{to} as {ending}");
            assert_eq!(table.rows.len(), if columns == 13 { 6 } else { 1 }, "{to} as {ending}");
        }
    }
    let book = clerk.get("/receptions/book").await;
    assert_eq!(book.html.matches("<th scope=\"col\"").count(), 13, "{}", book.html);
    assert_eq!(book.html.matches("<tr data-visit>").count(), 5);
    let page = clerk.get(&day).await;
    assert!(!book.html.contains("Canari") && !page.html.contains("Canari"), "no page has a name");
    let names = format!("{day}/names");
    let opened = send(clerk, &page, &names, &[]).await;
    assert!(opened.shows(NAME), "{}", opened.html);
    let page = clerk.get(&day).await;
    assert!(page.shows(&Lang::Vi.t("act-reception-names-opened")), "that it was done stands in the history");
    let checker = commune.colleague(Role::Checker).await;
    let page = checker.get(&day).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.html.contains("action=\"/receptions/"), "who checks reads: {}", page.html);
    assert_eq!(checker.post(&names, &[]).await.status, StatusCode::FORBIDDEN);
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_announced_set_anew_called_off_held_and_concluded() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let day = commune.set_reception("25/09/2026").await;
        assert!(clerk.get("/").await.shows(&Lang::Vi.ta("today-reception-next", &[("day", &"25/09/2026")])));
        let page = clerk.get(&day).await;
        assert!(!page.html.contains(&format!("{day}/visits")), "nobody can have come yet");
        let change = format!("{day}/change");
        let wrong = send(clerk, &page, &change, &[("announced_on", "12/09/2026")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!error(&wrong.html, "reason-change").is_empty(), "a change has a reason");
        let wrong = send(clerk, &page, &change, &[("announced_on", "12/09/2026"), ("reason", "Dán lịch")]).await;
        assert!(!error(&wrong.html, "announced_on-change").is_empty(), "nothing was announced tomorrow");
        let typed = [("announced_on", "11/09/2026"), ("reception_on", "28/09/2026"), ("reason", "Dán lịch")];
        let done = send(clerk, &page, &change, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let late = send(clerk, &page, &format!("{day}/cancel"), &[("reason", "Họp")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "the page was read before the change");
        let page = clerk.get(&day).await;
        assert!(page.shows("28/09/2026") && page.shows("Dán lịch"), "{}", page.html);
        let off = send(clerk, &page, &format!("{day}/cancel"), &[("reason", "Họp đột xuất")]).await;
        assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.html);
        assert!(clerk.get(&day).await.shows(&Lang::Vi.t("reception-state-cancelled")));

        let day = commune.set_reception("11/09/2026").await;
        let page = clerk.get(&day).await;
        let held = send(clerk, &page, &format!("{day}/hold"), &[]).await;
        assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.html);
        let conclude = format!("{day}/conclude");
        let page = clerk.get(&day).await;
        let wrong = send(clerk, &page, &conclude, &[("number", "")]).await;
        assert!(!error(&wrong.html, "number-conclude").is_empty());
        let done = send(clerk, &page, &conclude, &[("number", "12/TB-UBND"), ("signer_name", "Đinh Quang Sáng")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let page = clerk.get(&day).await;
        assert!(page.shows("12/TB-UBND") && !page.html.contains(&conclude), "{}", page.html);

        // What was recorded by mistake is struck where it stands in the history.
        let strike = action(&page, "/events/", "/strike");
        let wrong = send(clerk, &page, &strike, &[]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
        let struck = send(clerk, &page, &strike, &[("reason", "Nhầm số")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        assert!(struck.location().starts_with(&day), "{}", struck.location());
        assert!(clerk.get(&day).await.html.contains(&conclude), "it can be recorded again");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_looks_like_a_denunciation_is_asked_about_and_kept_nowhere() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let day = commune.set_reception("11/09/2026").await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get(&day).await;
        assert!(page.shows(&lang.t("visit-not-here")), "it is said before anything is typed");
        assert!(!page.html.contains("name=\"no_denunciation\""), "nobody is asked who typed nothing");
        let typed = [("who", NAME), ("words", "Tôi tố cáo ông Quenda trưởng thôn bớt tiền.")];
        let asked = send(&clerk, &page, &format!("{day}/visits"), &typed).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.html);
        assert!(!error(&asked.html, "words-visit").is_empty());
        assert!(asked.html.contains("name=\"no_denunciation\"") && asked.shows("Quenda"), "{}", asked.html);
        assert!(!clerk.get(&day).await.shows("Quenda"), "nothing of it is kept");
    }
    let passing = [("words", "Đề nghị trả lời đơn tố cáo gửi năm ngoái."), ("no_denunciation", "yes")];
    commune.came(&day, &[&passing[..], &[("visit_way", "open")]].concat()).await;
    let page = commune.clerk.get(&day).await;
    assert!(page.shows(&Lang::Vi.t("act-reception-held-no-denunciation")), "{}", page.html);
    let today = commune.clerk.get("/").await;
    assert!(today.shows(&Lang::Vi.t("visit-outcome-open")), "what nothing became of waits: {}", today.html);
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_is_owed_in_writing_waits_until_its_notice_is_recorded() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let clerk = &commune.clerk;
    let day = commune.set_reception("11/09/2026").await;
    let typed = [("words", "Hỏi lại việc cũ"), ("visit_way", "refused"), ("refusal_ground", "9.3")];
    commune.came(&day, &typed).await;
    let page = clerk.get(&day).await;
    let refusal = format!("{day}/refusal");
    assert!(page.html.contains(&refusal), "{}", page.html);
    assert!(clerk.get("/").await.shows("Lượt tiếp số 1, ngày 11/09/2026"), "what is owed waits on Today");
    let visit = field(&page, &refusal, "visit");
    let wrong = send(clerk, &page, &refusal, &[("number", "")]).await;
    assert!(!error(&wrong.html, &format!("number-refusal-{visit}")).is_empty(), "{}", wrong.html);
    let given = send(clerk, &page, &refusal, &[("number", "9/TB-UBND")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.html);
    let page = clerk.get(&day).await;
    assert!(page.shows("9/TB-UBND") && !page.html.contains(&refusal), "{}", page.html);
    assert!(!clerk.get("/").await.shows("Lượt tiếp số 1, ngày 11/09/2026"));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_is_kept_from_everybody_leaves_the_pages_and_keeps_its_number() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let clerk = &commune.clerk;
    let day = commune.set_reception("11/09/2026").await;
    commune.came(&day, &[("who", NAME), ("words", "Việc của ông Quenda"), ("visit_way", "open")]).await;
    let page = clerk.get(&day).await;
    assert!(page.shows("Quenda"));
    let withhold = format!("{day}/withhold");
    let kept = send(clerk, &page, &withhold, &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
    for at in [&*day, "/receptions/book", "/"] {
        assert!(!clerk.get(at).await.shows("Quenda"), "{at}");
    }
    let page = clerk.get(&day).await;
    assert!(page.shows(&Lang::Vi.t("visit-outcome-withheld")), "{}", page.html);
    assert!(page.shows(&Lang::Vi.ta("visit-new", &[("number", &2_i64)])), "its number stays");
    assert!(!page.html.contains(&format!("{day}/names")), "there is no name to open");
    commune.came(&day, &[("words", "Việc khác"), ("visit_way", "open")]).await;
    let page = clerk.get(&day).await;
    let opened = send(clerk, &page, &format!("{day}/names"), &[]).await;
    assert!(!opened.shows(NAME), "its name is not opened: {}", opened.html);
    commune.house.verify().await;
}

/// The line of each head in the table of duty.
fn heads(page: &Answer) -> Vec<String> {
    let duty = page.html.split("id=\"duty\"").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap_or_default();
    duty.split("<tbody>")
        .nth(1)
        .unwrap_or_default()
        .split("</tr>")
        .map(str::to_owned)
        .filter(|it| it.contains("<td"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_who_never_received_is_seen_beside_what_is_asked_for() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let year = commune.clerk.get("/receptions").await;
        let heads = heads(&year);
        assert_eq!(heads.len(), 1, "{}", year.html);
        assert!(heads[0].contains("Sáng") && heads[0].contains("0/2"), "{heads:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_from_everybody_leaves_no_case_place_or_field_and_what_is_refused_no_count() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let day = commune.set_reception("11/09/2026").await;
        commune.came(&day, &[("who", NAME), ("field", "05"), ("words", "Việc của ông Quenda")]).await;
        commune.came(&day, &[("words", "Hỏi cũ"), ("visit_way", "refused"), ("refusal_ground", "9.1")]).await;
        let counted = Lang::Vi.ta("reception-visits", &[("count", &1_i64)]);
        let year = clerk.get("/receptions").await;
        assert!(year.shows(&counted), "who was refused is counted as the table does: {}", year.html);
        let page = clerk.get(&day).await;
        let case = cases(&page).remove(0);
        let number = format!("VV-{}", case.rsplit('/').next().expect("its id"));
        assert!(page.shows(&number) && clerk.get("/receptions/book").await.shows(&number));
        let withhold = format!("{day}/withhold");
        let visit = field(&page, &withhold, "visit");
        let kept = send(clerk, &page, &withhold, &[("visit", &visit)]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
        for at in [&*day, "/receptions/book"] {
            let page = clerk.get(at).await;
            assert!(!page.html.contains(&number), "{at}: {}", page.html);
        }
        let file = clerk.get("/receptions/book?as=csv").await;
        assert!(!String::from_utf8_lossy(&file.bytes).contains(&number));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_opened_once_for_one_form() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let clerk = &commune.clerk;
    let day = commune.set_reception("11/09/2026").await;
    commune.came(&day, &[("who", NAME), ("words", "Nước đục"), ("visit_way", "open")]).await;
    let page = clerk.get(&day).await;
    let names = format!("{day}/names");
    assert!(send(clerk, &page, &names, &[]).await.shows(NAME));
    let again = send(clerk, &page, &names, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.html);
    assert_eq!(again.location(), day);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_for_a_matter_that_cannot_wait_is_never_announced_late() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let clerk = &commune.clerk;
    for (kind, late) in [("periodic", true), ("unscheduled", false)] {
        let new = clerk.get("/receptions/new").await;
        let typed =
            [("reception_on", "11/09/2026"), ("reception_kind", kind), ("receives", &*commune.term.to_string())];
        let done = send(clerk, &new, "/receptions", &typed).await;
        let page = clerk.get(done.location().split('?').next().expect("a path")).await;
        assert_eq!(page.shows(&Lang::Vi.t("reception-late-short")), late, "{kind}: {}", page.html);
    }
}
