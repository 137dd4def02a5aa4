//! Every list of a body in which something stands is taken with the rows of its page, as a workbook and as text with commas.

use std::collections::BTreeSet;

use acts::declared::{Record, UnitFigures};
use acts::letter::{Entry, Register};
use acts::plan::{Draft, Meant};
use acts::supervision::Plan;
use axum::http::StatusCode;
use domain::declared::{DeclaredCell, DeclaredNumber};
use domain::dialogue::{Audience, Form};
use domain::event::Kind;
use domain::permission::{Relation, Role};
use domain::supervision::Looked;
use sheets::Cell;
use testing::Fresh;
use web::lang::Lang;
use web::routes::{Access, ROUTES, Target};

use super::pairs;
use super::tree::{Body, Reader, Tree};
use crate::house::{Browser, FIRST, TODAY, attribute, day, links, plain, tag};
use crate::pages::{NO_FILE, table};

/// Who takes a list.
#[derive(Clone, Copy)]
enum Who {
    /// The administrator and clerk of the province.
    Above,
    /// The clerk of the commune.
    Clerk,
    /// A handler of the commune.
    Handler,
    /// Somebody of the Front of the commune.
    Front,
}

use Who::{Above, Clerk, Front, Handler};

/// How a row of most pages begins.
const ROW: &str = "class=\"ln-row__title\"";

/// The lists: address, who takes it, how a row of its page begins, and the column of the file that stands in each row.
const LISTS: &[(&str, Who, &str, usize)] = &[
    ("/accounts", Above, "class=\"ln-account\"", 1),
    ("/organisations", Above, "class=\"ln-tree__body\"", 0),
    ("/dialogues", Above, ROW, 1),
    ("/imports", Clerk, "href=\"/imports/one?", 0),
    ("/supervision", Front, ROW, 0),
    ("/supervision/plan", Front, ROW, 0),
    ("/gatherings", Clerk, ROW, 0),
    ("/receptions", Clerk, ROW, 0),
    ("/receptions/book", Clerk, "<tr data-visit", 1),
    ("/letters", Clerk, ROW, 5),
    ("/complaints", Clerk, ROW, 6),
    ("/cases?from=", Above, ROW, 0),
    ("/cases?part=borne&state=all", Clerk, ROW, 0),
    ("/repeated?part=again", Clerk, ROW, 0),
    ("/urging/letters", Clerk, "href=\"/urging/letters?letter=", 0),
    ("/beyond", Clerk, "<tr class=\"govuk-table__row\"><td", 1),
    ("/transfers", Clerk, ROW, 0),
    ("/to-tell", Clerk, ROW, 0),
    ("/search?q=nuoc", Clerk, ROW, 1),
    ("/search?q=05%2FTB-UBND", Clerk, "href=\"/notices/", 1),
    ("/on-behalf", Handler, " id=\"recorded-", 1),
    ("/on-behalf/typed", Clerk, "<tr data-typed", 1),
    ("/handovers", Above, ROW, 0),
    ("/plans", Above, "<tr data-head", 2),
    ("/figures/rows?number=total", Above, "data-row", 0),
    ("/figures/rows?number=held", Clerk, "data-row", 1),
    ("/figures/declared", Above, "data-row", 0),
    ("/declared", Above, ROW, 0),
    ("/denunciations", Clerk, ROW, 0),
    ("/?part=overdue", Clerk, ROW, 1),
];

/// The rows of a list over all its pages, each as people read it, from where it begins.
async fn rows(browser: &Browser, path: &str, begin: &str) -> Vec<String> {
    let (mut rows, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let main = page.html.split("<main").nth(1).expect("a page");
        rows.extend(main.split(begin).skip(1).map(plain));
        let led = page.html.split("<a ").skip(1).map(tag).find(|tag| tag.contains("rel=\"next\""));
        next = led.and_then(|tag| attribute(tag, "href"));
    }
    rows
}

/// The rows of a list as it is taken, without their head: both files say the same.
async fn taken(browser: &Browser, path: &str) -> Vec<Vec<String>> {
    let with = if path.contains('?') { '&' } else { '?' };
    let mut files = Vec::new();
    for ending in ["xlsx", "csv"] {
        let file = table(&browser.get(&format!("{path}{with}as={ending}")).await);
        let shown = |cell: &Cell| cell.shown().split_whitespace().collect::<Vec<_>>().join(" ");
        let line = |row: &Vec<Cell>| {
            let mut line: Vec<String> = row.iter().map(shown).collect();
            line.truncate(line.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
            line
        };
        files.push(file.rows.iter().skip(1).map(line).collect::<Vec<_>>());
    }
    let text = files.pop().expect("two files");
    let book = files.pop().expect("two files");
    assert_eq!(book, text, "{path}");
    book
}

/// Says that the rows of a page and of its files are the same.
async fn are_alike(browser: &Browser, path: &str, begin: &str, column: usize) {
    let (taken, mut shown) = (taken(browser, path).await, rows(browser, path, begin).await);
    let tree = path == "/organisations";
    if tree {
        // A body stands in the tree of each of its lines, and bodies that are outside stand apart.
        let mut seen = BTreeSet::new();
        shown.retain(|row| seen.insert(attribute(row, "href")));
    }
    assert!(!taken.is_empty(), "nothing stands in {path}");
    assert_eq!(shown.len(), taken.len(), "{path}: {shown:#?} and {taken:#?}");
    for (row, cells) in shown.iter().zip(&taken) {
        let says = |row: &String| row.split_whitespace().collect::<Vec<_>>().join(" ").contains(&cells[column]);
        let found = if tree { shown.iter().any(says) } else { says(row) };
        assert!(found, "{path}: {} is not in {row}", cells[column]);
    }
}

/// What each body owes stands in the one file, and what one of them owes in its own.
async fn what_is_owed(clerk: &Browser) {
    let page = clerk.get("/urging").await;
    let lists: Vec<String> =
        links(&page.html).into_iter().filter(|link| link.contains("&to=") && !link.contains("as=")).collect();
    assert!(lists.len() > 1, "two bodies owe something: {}", page.html);
    let mut owed = 0;
    for list in &lists {
        are_alike(clerk, list, ROW, 2).await;
        owed += taken(clerk, list).await.len();
    }
    assert_eq!(taken(clerk, "/urging").await.len(), owed);
}

/// Each number of the page of figures stands in its file, and opens as many rows as it says there.
async fn figures(browser: &Browser) {
    let (page, taken_over) = (browser.get("/figures").await, taken(browser, "/figures").await);
    let vi = Lang::Vi;
    let mut numbers = 0;
    let all = links(&page.html).into_iter().filter(|link| link.starts_with("/figures/rows?"));
    for address in all.filter(|link| !link.contains("&field=")) {
        let said = |name: &str| address.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        let level = said("level").map_or_else(|| vi.t("figure-sum"), |level| vi.of("chair-level", level));
        let line = said("line").map(|line| vi.of("figures-line", line)).unwrap_or_default();
        let wanted = [level, line, vi.of("number", said("number").unwrap_or("total"))];
        let row = taken_over.iter().find(|row| row.len() > 3 && row[..3] == wanted);
        let row = row.unwrap_or_else(|| panic!("{wanted:?} of {address} is not in {taken_over:#?}"));
        assert_eq!(row[3], taken(browser, &address).await.len().to_string(), "{address}");
        numbers += 1;
    }
    assert!(numbers > 5, "the page has numbers: {}", page.html);
}

impl Tree {
    fn own(&self, relation: Relation) -> &Body {
        let found = self.bodies.iter().find(|(known, _)| *known == relation);
        &found.expect("a body in each relation").1
    }

    fn of_role(&self, role: Role) -> &Reader {
        let reader = self.readers.iter().find(|reader| reader.role == role).expect("it has grown with that role");
        self.reader(Target::ASupervision, reader)
    }

    /// What lies beyond the competence of a body: said so at the desk, and sent to a body outside.
    async fn is_beyond(&self, own: &Body, clerk: &Reader) {
        let marked = format!("/dialogues/{}/together", own.dialogue);
        let pick = self.pick(own).await;
        let marked = clerk.browser.post(&marked, &[("submission", &pick), ("then", "beyond")]).await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.html);
        let power = self.house.found(own.organisation, "outside", "Điện lực", None).await;
        let case = self.case_of(own).await;
        let mut letter = self.ready("/cases/{id}/send-on", case, own, clerk).await;
        letter.form.retain(|(name, _)| *name != "receiver");
        letter.form.extend([("receiver", power.to_string()), ("number", "9/UBND".to_owned())]);
        let sent = letter.browser.post(&format!("/cases/{case}/send-on"), &pairs(&letter.form)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    }

    /// Brings something into every list of the commune in the middle.
    async fn fill(&self) {
        let (own, below) = (self.own(Relation::Own), self.own(Relation::Below));
        let [clerk, handler, front] = [Role::Clerk, Role::Handler, Role::Front].map(|role| self.of_role(role));
        for path in ["/urging", "/urging/letters"] {
            self.urging(path, own).await;
        }
        for word in ["answer-transfer", "answer-transfer", "split"] {
            let case = self.case_of(own).await;
            self.ready(&format!("/cases/{{id}}/{word}"), case, own, clerk).await;
        }
        for _ in 0..2 {
            // Answered, and whoever raised it is to be told.
            let case = self.case_of(own).await;
            let told = self.ready("/cases/{id}/delivery", case, own, clerk).await;
            let chosen = told.browser.post(&format!("/cases/{case}/delivery"), &pairs(&told.form)).await;
            assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.html);
            self.ready("/cases/{id}/assess", case, own, clerk).await;
            self.recorded_for("", own, handler).await;
        }
        self.is_beyond(own, clerk).await;
        for number in ["1", "2"] {
            let letter = Register {
                organisation: own.organisation,
                series: "Sổ đơn".to_owned(),
                number: number.to_owned(),
                received_on: day(TODAY),
                words: "Ranh giới đất.".to_owned(),
                no_denunciation: false,
                name: String::new(),
                contact: String::new(),
                address: String::new(),
                territory: None,
                field: "05".to_owned(),
                kind: Kind::Recommendation,
                entry: Entry::default(),
            };
            let letter = self.house.act(own.clerk, letter).await.letter;
            self.take_up(letter, own).await;
        }
        for _ in 0..2 {
            self.denounced(own).await;
        }
        for path in ["", "/imports/undo"] {
            self.imported(path, own).await;
        }
        for path in ["", "/gatherings/{id}/place"] {
            self.gathered(path, own).await;
        }
        for path in ["/receptions/{id}/bind", "/receptions/{id}/refusal"] {
            self.received(path, own).await;
        }
        let answered = self.answered(own).await;
        self.found(own, answered, front.by).await;
        for month in [9, 10] {
            let (notice, _) = self.issued_notice(own).await;
            let plan = Plan { notice, year: 2026, month: Some(month), form: Looked::Visit, happened_on: day(TODAY) };
            self.house.act(front.by, plan).await;
        }
        for body in [own, below] {
            self.left(body.organisation, body.clerk).await;
        }
        let meant =
            Meant { month: 10, topic: "Đất đai".to_owned(), form: Form::Conference, audience: Audience::Residents };
        let plan = Draft {
            organisation: own.organisation,
            post: "chairman".to_owned(),
            year: 2026,
            dialogues: vec![meant],
            happened_on: day(TODAY),
        };
        self.house.act(own.clerk, plan).await;
        let declares = |organisation| UnitFigures {
            organisation,
            cells: vec![DeclaredCell { number: DeclaredNumber::Held, count: 4 }],
        };
        let paper = Record {
            from_on: day("2026-01-01"),
            to_on: day("2026-06-30"),
            number: "12/BC".to_owned(),
            document_on: day(TODAY),
            units: [own.organisation, below.organisation].map(declares).into(),
        };
        self.house.act(own.clerk, paper).await;
    }
}

#[test]
fn each_list_of_a_body_is_compared_with_its_files() {
    let compared = |path: &str| {
        let own = LISTS.iter().map(|(list, ..)| list.split('?').next().expect("a path"));
        // A paper is no list.
        own.chain(["/urging", "/figures"]).any(|list| list == path) || path.ends_with("/word")
    };
    let lists = ROUTES.iter().filter(|route| {
        let of_a_body = matches!(route.access, Access::To(_, Target::ABody));
        route.method == "get" && of_a_body && !route.path.contains('{')
    });
    let without = lists.filter(|route| NO_FILE.iter().all(|(path, _)| *path != route.path));
    let lacking: Vec<&str> = without.map(|route| route.path).filter(|path| !compared(path)).collect();
    assert!(lacking.is_empty(), "lists that nobody compares with their files: {lacking:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_list_that_is_filled_is_taken_with_the_rows_of_its_page() {
    for database in Fresh::both().await {
        let tree = Tree::grow(database, &[Role::Clerk, Role::Handler, Role::Front]).await;
        tree.fill().await;
        let above = tree.house.signed_in(FIRST).await;
        let browser = |who| match who {
            Above => &above,
            Clerk => &tree.of_role(Role::Clerk).browser,
            Handler => &tree.of_role(Role::Handler).browser,
            Front => &tree.of_role(Role::Front).browser,
        };
        for (path, who, begin, column) in LISTS {
            are_alike(browser(*who), path, begin, *column).await;
        }
        what_is_owed(browser(Clerk)).await;
        for who in [Above, Clerk] {
            figures(browser(who)).await;
        }
        tree.house.verify().await;
    }
}
