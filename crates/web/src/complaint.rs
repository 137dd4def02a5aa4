//! Complaints that are settled: the list. The page of one, with its steps, stands in [`one`], its
//! words in [`told`].

pub(crate) mod one;
mod told;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::complaint::Phase;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::complaint::{ComplaintLine, Which, list as page_of};
use store::grant::{Grant, Of, may};
use store::{Error, Page, Read};

use crate::app::App;
use crate::case::number;
use crate::dialogue::{after, of};
use crate::look::complaint::{ComplaintRow, Complaints};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shell};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, draw, file, frame, halt, query, short};
use crate::session::SignedIn;

/// Rows of a page.
const PAGE: usize = 25;
/// Letters of a matter's first words.
const SHORT: usize = 90;

/// The address of the steps of a letter that is a complaint.
pub(crate) fn href(letter: i64) -> String {
    format!("/letters/{letter}/complaint")
}

fn which(uri: &OriginalUri) -> Which {
    let yes = |name: &str| query(uri, name).is_some_and(|word| word == "yes");
    Which {
        phase: query(uri, "complaint_phase").and_then(|word| Phase::parse(&word)),
        overdue: yes("late"),
        all: yes("also_over"),
    }
}

fn address(scope: i64, which: &Which) -> String {
    let mut address = format!("/complaints?of={scope}");
    for (name, value) in [
        ("complaint_phase", which.phase.map_or("", Phase::as_str)),
        ("late", if which.overdue { "yes" } else { "" }),
        ("also_over", if which.all { "yes" } else { "" }),
    ] {
        if !value.is_empty() {
            address = format!("{address}&{name}={value}");
        }
    }
    address
}

/// `GET /complaints`; `complaint_phase=`, `late=`, `also_over=`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let which = which(&uri);
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, which, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = page_of(&mut read, &grant, &which, after(&uri), PAGE).await?;
    let here = address(scope, &which);
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|last| format!("{here}&after={}.{}", last.received_on.to_iso(), last.complaint));
    let today = read.today();
    let yes = |word: &str| vec![Choice::new("yes", shell.t(word))];
    let chosen = |it: bool| if it { "yes" } else { "" };
    let phase = |phase: &Phase| Choice::new(phase.as_str(), shell.of("complaint-phase", phase.as_str()));
    Ok(draw(&Complaints {
        rows: page.rows.iter().map(|line| row(&shell, line, today)).collect(),
        next,
        filtered: which != Which::default(),
        form: FormState::default()
            .with("of", scope.to_string())
            .with("complaint_phase", which.phase.map_or("", Phase::as_str))
            .with("late", chosen(which.overdue))
            .with("also_over", chosen(which.all)),
        phases: Phase::ALL.iter().map(phase).collect(),
        late: yes("complaints-late"),
        over: yes("complaints-over"),
        shell,
    }))
}

/// Whether it is late, and whether who complains was told why; else by when something is due. Nothing where no clock runs.
fn due(shell: &Shell, line: &ComplaintLine, today: Day) -> String {
    let Some(on) = line.due_on else { return String::new() };
    let key = match (on < today, line.explained) {
        (false, _) => "complaint-due",
        (true, true) => "complaint-late-explained",
        (true, false) => "complaint-late-silent",
    };
    shell.ta(key, &[("day", &on.vn())])
}

fn row(shell: &Shell, line: &ComplaintLine, today: Day) -> ComplaintRow {
    let words = line.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, SHORT));
    let variant = (line.variant != "normal").then(|| shell.of("complaint-variant", &line.variant));
    let parts = [Some(shell.of("complaint-instance", &line.instance)), variant, Some(line.body.clone())];
    ComplaintRow {
        complaint: Link::new(href(line.letter), words),
        case: Link::new(format!("/cases/{}", line.case), number(line.case)),
        why: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        phase: shell.of("complaint-phase", &line.phase),
        on: line.received_on.vn(),
        due: due(shell, line, today),
        over: line.due_on.is_some_and(|on| on < today),
    }
}

/// The list as a file.
struct Taken {
    shell: Shell,
    grant: Grant,
    which: Which,
    after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "complaints-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("letter-number-label", 12),
        ("column-received", 13),
        ("column-body", 32),
        ("column-case", 14),
        ("column-words", 70),
        ("complaint-instance-label", 14),
        ("field-complaint-phase", 24),
        ("complaint-variant-label", 24),
        ("column-due", 13),
        ("complaint-lateness", 40),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = page_of(read, &self.grant, &self.which, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.received_on, last.complaint));
        let today = read.today();
        let cells = |line: ComplaintLine| {
            let late = line.due_on.is_some_and(|on| on < today).then(|| due(&self.shell, &line, today));
            vec![
                text(line.number),
                Cell::Day(line.received_on),
                text(line.body),
                text(number(line.case)),
                text(line.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(self.shell.of("complaint-instance", &line.instance)),
                text(self.shell.of("complaint-phase", &line.phase)),
                text(self.shell.of("complaint-variant", &line.variant)),
                line.due_on.map_or_else(|| text(""), Cell::Day),
                text(late.unwrap_or_default()),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
