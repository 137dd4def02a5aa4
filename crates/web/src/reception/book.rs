//! The reception book of a period, in the columns of the form in force on its last day: to read, to print, to take as a file.
//! The names of who came are in none of them: they are written on paper, or opened for one day by an act that stays.

use std::collections::BTreeMap;
use std::sync::Arc;

use acts::reception::OpenNames;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::reception::form::{self, Book};
use domain::reception::{Receiver, ReceptionKind};
use domain::refusal::Refusal;
use domain::rule::Provenance;
use sheets::Cell;
use store::grant::{Grant, Of, may};
use store::reception::visit::{self, Part, VisitRow, Which};
use store::{Error, Page, Read, reception};

use super::came;
use crate::app::App;
use crate::case::number;
use crate::dialogue::{after, of};
use crate::look::form::FormState;
use crate::look::reception::BookPage;
use crate::look::{Link, Nav, Shell};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, Posted, draw, file, frame, go, halt, query, redraw, refuse, typed_day};
use crate::session::SignedIn;
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 100;
/// The column of the papers of who came, which the older form of the book has not.
const IDENTITY: &str = "identity";

/// How the outcomes begin in which a case is resolved.
const RESOLVED: &str = "resolved";

/// The parts of the book by their words in an address.
const PARTS: [(&str, Part); 3] = [("received", Part::Received), ("matters", Part::Matters), ("refused", Part::Refused)];

/// The address of the book of some days, with the visits that are asked for.
pub(super) fn href(scope: i64, (from, to): (Day, Day), which: Which) -> String {
    let mut href = format!("/receptions/book?of={scope}&from={}&to={}", from.to_iso(), to.to_iso());
    let mut add = |name: &str, word: Option<&str>| {
        if let Some(word) = word {
            href.extend(["&", name, "=", word]);
        }
    };
    add("kind", which.kind.map(ReceptionKind::as_str));
    add("receiver", which.receiver.map(Receiver::as_str));
    add("again", which.again.map(|again| if again { "yes" } else { "no" }));
    add("groups", which.groups.then_some("yes"));
    add("part", PARTS.iter().find(|(_, part)| *part == which.part).map(|(word, _)| *word));
    href
}

/// Which visits an address asks for.
fn which(uri: &OriginalUri) -> Which {
    let word = |name: &str| query(uri, name).unwrap_or_default();
    Which {
        kind: ReceptionKind::parse(&word("kind")),
        receiver: Receiver::parse(&word("receiver")),
        groups: word("groups") == "yes",
        part: PARTS.iter().find(|(known, _)| *known == word("part")).map_or(Part::All, |(_, part)| *part),
        again: match word("again").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}

/// `GET /receptions/book`; `from=`, `to=`, and which visits: `kind=`, `receiver=`, `again=`, `groups=`, `part=`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Receptions);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::ReceptionRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let today = read.today();
    let days = match period(&uri, today) {
        Ok(days) => days,
        Err(refusal) => {
            let mut typed = FormState::default();
            for field in ["from", "to"] {
                typed = typed.with(field, query(&uri, field).unwrap_or_default());
            }
            refuse(&mut typed, visitor.lang, &refusal);
            let blank = sheet(shell, form::book_on(today), &[], &BTreeMap::new());
            return Ok(redraw(&refusal, &BookPage { scope, form: typed, ..blank }));
        }
    };
    let which = which(&uri);
    let form = form::book_on(days.1);
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, days, which, after: None };
        return if form.columns.iter().any(|column| column == IDENTITY) {
            file::file(&app, &shell, format, read, WithIdentity(rows)).await
        } else {
            file::file(&app, &shell, format, read, WithoutIdentity(rows)).await
        };
    }
    let page = visit::book(&mut read, &grant, days, which, after(&uri), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| {
        let key = format!("{}.{}", last.on.to_iso(), last.number.1);
        format!("{}&after={key}", href(scope, days, which))
    });
    let whole = (which != Which::default()).then(|| href(scope, days, Which::default()));
    Ok(draw(&BookPage {
        scope,
        which: said(&shell, which),
        whole,
        form: FormState::default().with("from", days.0.vn()).with("to", days.1.vn()),
        next,
        ..sheet(shell, form, &page.rows, &BTreeMap::new())
    }))
}

/// The days that an address asks for: this year up to today where nothing is said.
pub(crate) fn period(uri: &OriginalUri, today: Day) -> Result<(Day, Day), Refusal> {
    let day = |field: &'static str| typed_day(field, &query(uri, field).unwrap_or_default());
    let to = day("to")?.unwrap_or(today);
    let from = day("from")?.or_else(|| Day::new(to.year(), 1, 1)).unwrap_or(to);
    if to < from { Err(Refusal::TooEarly { field: "to", earliest: from }) } else { Ok((from, to)) }
}

/// The book without what leads on from it.
fn sheet(shell: Shell, form: &Book, rows: &[VisitRow], names: &BTreeMap<i64, String>) -> BookPage {
    let key = if form.provenance == Provenance::Verified { "reception-book-source" } else { "reception-book-unsure" };
    let row = |it: &VisitRow| form.columns.iter().map(|column| cell(&shell, it, column, names)).collect();
    BookPage {
        scope: 0,
        day: None,
        which: String::new(),
        whole: None,
        form: FormState::default(),
        columns: form.columns.iter().map(|column| shell.of("reception-book", column)).collect(),
        source: shell.ta(key, &[("source", &form.source)]),
        rows: rows.iter().map(row).collect(),
        next: None,
        shell,
    }
}

/// Which visits a page shows, in words; empty where it shows all.
fn said(shell: &Shell, which: Which) -> String {
    let again = |again| shell.t(if again { "reception-count-again" } else { "reception-count-first" });
    let parts = [
        which.kind.map(|kind| shell.of("reception-kind", kind.as_str())),
        which.receiver.map(|receiver| shell.of("receiver", receiver.as_str())),
        which.again.map(again),
        which.groups.then(|| shell.t("reception-count-groups")),
        (which.part == Part::Received).then(|| shell.t("reception-count-received")),
        (which.part == Part::Refused).then(|| shell.t("reception-count-refused")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `POST /receptions/{id}/names`: the book of one day with the names of who came; that they were opened is written down.
pub(crate) async fn names(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = Shell { path: super::href(id), ..frame(&app, &visitor, &uri, Nav::Receptions) };
    let done = app.office.act(visitor.by, &key, OpenNames { reception: id }).await.map_err(halt(shell.clone()))?;
    // The same form sent again opens nothing anew: it would show who came since.
    if done.replayed {
        return Ok(go(&super::href(id)));
    }
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::CaseReadIdentity, Of::Reception(id)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let row = reception::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let on = row.held_on.unwrap_or(row.planned_on);
    let came = visit::names(&mut read, &grant, id).await?;
    let line = |(turn, name, contact, represents): (i64, String, String, String)| {
        let parts = [name, represents, contact].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        (turn, parts.join(", "))
    };
    let names: BTreeMap<i64, String> = came.into_iter().map(line).collect();
    let rows = whole_day(&mut read, id).await?;
    let day = shell.ta("reception-title", &[("day", &on.vn())]);
    let page = sheet(shell, form::book_on(on), &rows, &names);
    Ok(draw(&BookPage { day: Some(Link::new(super::href(id), day)), ..page }))
}

/// All visits of a day that stand: its book is printed as one.
async fn whole_day(read: &mut dyn Read, id: i64) -> Result<Vec<VisitRow>, Error> {
    let (mut rows, mut after) = (Vec::new(), 0);
    loop {
        let page = visit::of_day(read, id, after, PAGE).await?;
        after = page.rows.last().map_or(after, |last| last.number.1);
        rows.extend(page.rows.into_iter().filter(|it| !it.struck));
        if !page.more {
            return Ok(rows);
        }
    }
}

/// What stands in a column of the book.
fn cell(shell: &Shell, it: &VisitRow, column: &str, names: &BTreeMap<i64, String>) -> String {
    match column {
        // Nothing of one that is kept from everybody but that somebody came.
        "note" if it.withheld => shell.of("visit-outcome", "withheld"),
        "kind" | "accepted" | "guided" if it.withheld => String::new(),
        "no" => it.number.1.to_string(),
        "day" => it.on.vn(),
        "person" => match names.get(&it.turn) {
            Some(name) => name.clone(),
            None if it.mode == "unnamed" => shell.t("field-unnamed-person"),
            None => String::new(),
        },
        "content" => it.words.clone().unwrap_or_else(|| shell.t("words-kept")),
        "kind" => shell.of("kind", &it.kind),
        "people" => it.people.to_string(),
        "settled" => {
            let settled = it.case.as_ref().is_some_and(|(_, outcome)| outcome.starts_with(RESOLVED));
            it.accountable.clone().filter(|_| settled).unwrap_or_default()
        }
        "accepted" if matches!(it.outcome.as_str(), "recorded" | "letter") => "x".to_owned(),
        "guided" if matches!(it.outcome.as_str(), "guided" | "answered" | "refused") => {
            it.said.clone().unwrap_or_else(|| shell.of("visit-outcome", &it.outcome))
        }
        "sent" => it.sent.as_ref().map(|(to, paper)| format!("{to} {paper}").trim().to_owned()).unwrap_or_default(),
        "result" => match &it.case {
            Some((case, outcome)) if !outcome.is_empty() => {
                format!("{}: {}", number(*case), shell.of("outcome", outcome))
            }
            Some((case, _)) => number(*case),
            None => String::new(),
        },
        "note" if it.outcome == "refused" => {
            let ground = it.ground.as_deref().and_then(form::ground);
            let article = ground.map(|ground| ground.article.clone()).unwrap_or_default();
            let refused = format!("{} {article}", shell.of("visit-outcome", "refused")).trim().to_owned();
            let given = it.notice.as_ref().map(|notice| came::given(shell, notice));
            [Some(refused), given].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        "note" if it.again => shell.t("visit-again"),
        _ => String::new(),
    }
}

/// The book as a file.
struct Taken {
    shell: Shell,
    grant: Grant,
    days: (Day, Day),
    which: Which,
    after: Option<(Day, i64)>,
}

impl Taken {
    /// The rows after those that were read last, in some columns.
    async fn piece(
        &mut self,
        read: &mut dyn Read,
        columns: &'static [(&'static str, u16)],
    ) -> Result<Page<Vec<Cell>>, Error> {
        let page = visit::book(read, &self.grant, self.days, self.which, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.on, last.number.1));
        let none = BTreeMap::new();
        let column = |row: &VisitRow, key: &str| match key.strip_prefix("reception-book-").unwrap_or_default() {
            "day" => Cell::Day(row.on),
            "people" => file::count(row.people),
            column => text(cell(&self.shell, row, column, &none)),
        };
        let cells = |row: &VisitRow| columns.iter().map(|&(key, _)| column(row, key)).collect();
        Ok(Page { rows: page.rows.iter().map(cells).collect(), more: page.more })
    }
}

/// The columns of the book, with their widths.
const COLUMNS: [(&str, u16); 13] = [
    ("reception-book-no", 8),
    ("reception-book-day", 13),
    ("reception-book-person", 30),
    ("reception-book-identity", 16),
    ("reception-book-content", 60),
    ("reception-book-kind", 16),
    ("reception-book-people", 10),
    ("reception-book-settled", 24),
    ("reception-book-accepted", 10),
    ("reception-book-guided", 30),
    ("reception-book-sent", 30),
    ("reception-book-result", 30),
    ("reception-book-note", 24),
];

/// Where the papers of who came stand among them.
const IDENTITY_AT: usize = 3;

/// The columns of before: the same without the papers of who came.
const BEFORE: [(&str, u16); 12] = {
    let (mut columns, mut at) = ([("", 0); 12], 0);
    while at < columns.len() {
        columns[at] = COLUMNS[if at < IDENTITY_AT { at } else { at + 1 }];
        at += 1;
    }
    columns
};

/// The book in the thirteen columns of 2026.
struct WithIdentity(Taken);

impl Rows for WithIdentity {
    const TITLE: &'static str = "reception-book-title";
    const COLUMNS: &'static [(&'static str, u16)] = &COLUMNS;

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        self.0.piece(read, Self::COLUMNS).await
    }
}

/// The book in the twelve columns of before.
struct WithoutIdentity(Taken);

impl Rows for WithoutIdentity {
    const TITLE: &'static str = "reception-book-title";
    const COLUMNS: &'static [(&'static str, u16)] = &BEFORE;

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        self.0.piece(read, Self::COLUMNS).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_book_has_the_columns_of_its_form() {
        for book in form::books() {
            let known = if book.columns.iter().any(|column| column == IDENTITY) {
                WithIdentity::COLUMNS
            } else {
                WithoutIdentity::COLUMNS
            };
            let named: Vec<String> = book.columns.iter().map(|column| format!("reception-book-{column}")).collect();
            assert_eq!(known.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>(), named);
        }
    }
}
