//! Lists as files: the rows of the page and no others, to whom the page is open and to nobody else.

use std::collections::BTreeSet;

use acts::By;
use acts::submission::{Mark, Mode, Raise, Raised};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::event::Kind;
use domain::permission::Role;
use sheets::{Cell, Table};
use testing::Fresh;
use web::lang::Lang;
use web::routes::{Access, ROUTES, Target};

use super::{Commune, cases, send};
use crate::house::{Answer, FIRST, day, links};

impl Commune {
    pub(super) async fn say(&self, by: By, session: i64, words: &str) -> Raised {
        let raise = Raise {
            session,
            turn: None,
            words: words.to_owned(),
            no_denunciation: false,
            name: "Bà Vàng Anh Canari".to_owned(),
            contact: "0999 314 159".to_owned(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            mark: Mark::None,
            answer: None,
            slip: None,
            draft: false,
        };
        self.house.act(by, raise).await
    }

    /// A commune beside this one, with a case of its own.
    async fn beside(&self) -> i64 {
        let other = self.house.found(self.house.first.organisation, "peoples_committee", "Xã Bên", Some("MP002")).await;
        let by = self.house.account("thu.ky.ben", other, &[Role::Clerk]).await;
        let session = self.house.dialogue(by, "Đối thoại xã Bên").await.session;
        self.say(by, session, "Việc của xã bên.").await;
        other
    }
}

/// The one table of a file that was taken.
pub(crate) fn table(answer: &Answer) -> Table {
    assert_eq!(answer.status, StatusCode::OK);
    sheets::read(&answer.bytes).expect("it opens").into_iter().next().expect("one table")
}

fn head(lang: Lang, keys: &[&str]) -> Vec<Cell> {
    keys.iter().map(|key| Cell::Text(lang.t(key))).collect()
}

const CASES: [&str; 8] = [
    "column-case",
    "column-words",
    "column-accountable",
    "column-place",
    "column-field",
    "column-channel",
    "column-raised",
    "column-outcome",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_cases_is_taken_as_its_page_shows_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.beside().await;
        let long = format!("=HYPERLINK(\"http://a.example\")\n{}", "Nước đục. ".repeat(30));
        commune.say(commune.by, commune.session, &long).await;
        commune.say(commune.by, commune.session, "Đèn hỏng, đường tối.").await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get("/cases?from=&said=answered").await;
            assert!(page.shows(&lang.ta("cases-count", &[("count", &2_i64)])));
            let led: Vec<String> = links(&page.html).into_iter().filter(|link| link.contains("as=")).collect();
            assert_eq!(led, ["/cases?from=&as=csv", "/cases?from=&as=xlsx"]);
            let workbook = clerk.get(&led[1]).await;
            let kind = workbook.headers[CONTENT_TYPE].to_str().expect("ASCII");
            assert!(kind.ends_with("spreadsheetml.sheet"), "{kind}");
            let called = workbook.headers[CONTENT_DISPOSITION].to_str().expect("a name without marks");
            let name = [
                "attachment; filename=\"vu-viec-11-09-2026-mo-phong.xlsx\"",
                "attachment; filename=\"cases-11-09-2026-",
            ];
            assert!(name.iter().any(|name| called.starts_with(name)), "{called}");
            let (book, text) = (table(&workbook), clerk.get(&led[0]).await);
            assert_eq!(book.rows.len(), 3, "the rows of the page, and their titles");
            assert_eq!(book.rows[0], head(lang, &CASES));
            assert_eq!(book.rows[1][1], Cell::Text("Đèn hỏng, đường tối.".to_owned()));
            assert_eq!(book.rows[2][1], Cell::Text(long.trim().to_owned()), "whole, and as it was typed");
            assert_eq!(book.rows[1][6], Cell::Day(day("2026-09-11")));
            assert_eq!(book.rows[1][7], Cell::Text(lang.of("outcome", "not_taken_up")));
            assert_eq!(table(&text).rows.len(), 3);
            assert!(text.html.starts_with('\u{feff}') && text.html.contains("\"'=HYPERLINK(\"\"http"));
            assert!(!text.html.contains("Canari") && !text.html.contains("xã bên"), "{}", text.html);
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_taken_by_whom_its_page_is_open_to_and_nobody_else() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let other = commune.beside().await;
    commune.say(commune.by, commune.session, "Đèn hỏng.").await;
    let above = commune.house.signed_in(FIRST).await;
    for list in ["/cases", "/letters", "/dialogues", "/figures/rows", "/declared", "/transfers", "/to-tell", "/urging"]
    {
        let open = |of: i64, by: &str| format!("{list}?of={of}{by}");
        for by in ["&as=csv", "&as=xlsx"] {
            let page = commune.clerk.get(&open(other, "")).await;
            let file = commune.clerk.get(&open(other, by)).await;
            assert_eq!((file.status, file.headers.get(CONTENT_DISPOSITION)), (page.status, None), "{list}");
            assert_ne!(file.status, StatusCode::OK, "{list} of another body");
            assert_eq!(commune.house.visitor().get(&open(other, by)).await.status, StatusCode::SEE_OTHER);
            assert!(
                above.get(&open(commune.organisation, by)).await.headers.contains_key(CONTENT_DISPOSITION),
                "{list}"
            );
        }
        let unknown = commune.clerk.get(&open(commune.organisation, "&as=pdf")).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{list}");
    }
    let below = above.get("/cases?as=csv&from=").await;
    assert!(below.html.contains("Việc của xã bên.") && below.html.contains("Đèn hỏng."), "those under it with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_is_taken_with_the_rows_of_its_page() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.say(commune.by, commune.session, "Đèn hỏng.").await;
        let typed = [("series", "Sổ đơn"), ("number", "=128"), ("words", "Ranh giới."), ("kind", "recommendation")];
        let new = "/letters/new";
        let sent = send(&commune.clerk, &commune.clerk.get(new).await, new, &typed).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        for (list, rows, says) in [
            ("/cases?part=borne", 2, "Ranh giới."),
            ("/cases?from=&level=commune", 1, "Đèn hỏng."),
            ("/letters", 1, "\"'=128\""),
            ("/dialogues", 1, "Đối thoại về nước sạch"),
            ("/figures/rows?number=total", 2, "VV-"),
        ] {
            let page = commune.clerk.get(list).await;
            let led = links(&page.html).into_iter().find(|link| link.ends_with("as=csv"));
            let text = commune.clerk.get(&led.unwrap_or_else(|| panic!("{list} leads to its file"))).await;
            assert!(text.html.contains(says), "{list}: {}", text.html);
            let taken = table(&text);
            assert_eq!(taken.rows.len(), rows + 1, "{list}: {}", text.html);
            assert!(taken.rows.iter().all(|row| row.len() <= taken.rows[0].len()), "{list}: no cell without a title");
            let book = commune.clerk.get(&format!("{list}{}as=xlsx", if list.contains('?') { "&" } else { "?" })).await;
            assert_eq!(table(&book).rows.len(), rows + 1, "{list}");
        }
        commune.house.store.move_today(day("2026-10-20")).await.expect("days pass");
        let (page, file) =
            (commune.clerk.get("/?part=overdue").await, commune.clerk.get("/?part=overdue&as=csv").await);
        let listed = cases(&page).into_iter().collect::<BTreeSet<_>>().len();
        assert_eq!(table(&file).rows.len(), listed + 1, "{}", file.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_long_list_is_taken_to_its_end_once_each_row() {
    const ROWS: usize = 1_003;
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for no in 0..ROWS {
            commune.say(commune.by, commune.session, &format!("Việc số {no}.")).await;
        }
        for ending in ["csv", "xlsx"] {
            let taken = table(&commune.clerk.get(&format!("/cases?as={ending}")).await);
            let words: BTreeSet<String> = taken.rows[1..].iter().map(|row| row[1].shown()).collect();
            assert_eq!((taken.rows.len(), words.len()), (ROWS + 1, ROWS), "{ending}");
        }
        let today = commune.clerk.get("/").await.html;
        let counter = today.split("href=\"/cases?outcome=not_taken_up").nth(1).expect("a counter");
        let shown = counter.split("</b>").next().and_then(|text| text.rsplit('>').next());
        assert_eq!(shown, Some("1000+"), "Today counts no further");
    }
}

/// Addresses of a body that are no list, or whose list is taken otherwise, each with the reason.
pub(crate) const NO_FILE: [(&str, &str); 21] = [
    ("/dialogues/new", "a form"),
    ("/dialogues/announce", "a form"),
    ("/letters/new", "a form"),
    ("/denunciations/new", "a form"),
    ("/denunciations/counts", "numbers alone, also for who sees no line; the register is the file"),
    ("/plans/new", "a form"),
    ("/declared/new", "a form"),
    ("/declared/import", "a form"),
    ("/gatherings/new", "a form"),
    ("/receptions/new", "a form"),
    ("/numbering", "a setting"),
    ("/imports/one", "one table, which is somebody's file already"),
    ("/imports/row", "one row of it"),
    ("/rules", "rules are files of the program, and what was confirmed stands on the page of each"),
    ("/rules/{rule}", "one rule"),
    ("/calendar", "days are a file of the program"),
    ("/closures", "a few lines of documents"),
    ("/due", "one date with its derivation"),
    ("/jobs", "what failed is tried again, not kept"),
    ("/devices", "a form"),
    ("/organisations/new", "a form"),
];

/// Addresses of one thing whose page holds a list, each with the reason why that is no file of its own. Forms of one case, papers,
/// pictures and parts of a page hold none.
const NO_FILE_OF_ONE: [(&str, &str); 25] = [
    ("/organisations/{id}", "its names, terms and neighbours are facts of one body; bodies are the list"),
    ("/dialogues/{id}", "its minutes, synthesis and notice are its papers; its cases are a list by its number"),
    ("/dialogues/{id}/minutes", "a form; the minutes are its paper"),
    ("/dialogues/{id}/synthesis", "a paper, which is taken as a Word file"),
    ("/dialogues/{id}/desk", "people type there while others speak; what they typed is the synthesis"),
    ("/dialogues/{id}/together", "what is marked together at the desk"),
    ("/dialogues/{id}/earlier", "a part of the desk"),
    ("/dialogues/{id}/slips", "pictures that wait to be typed"),
    ("/dialogues/{id}/projector", "what is shown in the hall"),
    ("/notices/{id}", "its points are its annex, which is taken as a Word file"),
    ("/notices/{id}/point", "a form"),
    ("/supervision/cases/{id}", "one case as it is supervised; matters are the list"),
    ("/supervision/notices/{id}", "one notice as it is supervised; the plan of a year is the list"),
    ("/gatherings/{id}/survey/sheets", "sheets are typed there; what they say is the file of their survey"),
    ("/receptions/{id}", "one day; the book of its year is the list"),
    ("/letters/{id}", "one letter"),
    ("/letters/{id}/complaint", "the steps of one complaint; complaints are the list"),
    ("/denunciations/{id}", "one line; the register is the list"),
    ("/submissions/{id}/denunciation", "a form"),
    ("/cases/{id}", "one case"),
    ("/handovers/{id}", "what is handed over is taken by its own forms"),
    ("/plans/{id}", "a plan of a year, which is a paper"),
    ("/plans/{id}/draft", "a form"),
    ("/plans/{id}/amend", "a form"),
    ("/declared/{id}", "one report on paper; declared figures are the list"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_one_thing_is_a_file_or_says_why_it_is_none() {
    let of_case = |path: &str| path.starts_with("/cases/{id}/");
    let paper = |path: &str| {
        let last = path.rsplit('/').next().unwrap_or_default();
        last.starts_with('{') && path != "/rules/{rule}" && path.matches('{').count() > 1
            || matches!(last, "paper" | "word" | "part" | "image" | "file" | "preview")
    };
    let known = |path: &str| NO_FILE.iter().chain(&NO_FILE_OF_ONE).any(|(known, _)| *known == path);
    let mut taken = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == "get" && route.path.contains('{')) {
        if matches!(route.access, Access::To(..)) && !of_case(route.path) && !paper(route.path) && !known(route.path) {
            taken.push(route.path);
        }
    }
    // Each of these is taken as a file by a test of its own.
    assert_eq!(taken, ["/dialogues/{id}/beyond", "/gatherings/{id}", "/gatherings/{id}/survey"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_of_a_body_is_a_file_or_says_why_it_is_none() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let above = commune.house.signed_in(FIRST).await;
    let supervisor = commune.colleague(Role::Supervisor).await;
    let mut without = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let Access::To(_, Target::ABody) = route.access else { continue };
        if route.path.contains('{') || NO_FILE.iter().any(|(path, _)| *path == route.path) {
            continue;
        }
        for ending in ["csv", "xlsx"] {
            let reader = if route.path.starts_with("/supervision") { &supervisor } else { &above };
            let file = reader.get(&format!("{}?as={ending}&q=x", route.path)).await;
            if !file.headers.contains_key(CONTENT_DISPOSITION) {
                without.push(format!("{} as {ending}: {}", route.path, file.status));
            }
        }
    }
    assert!(without.is_empty(), "lists that can't be taken as a file:\n{}", without.join("\n"));
}
