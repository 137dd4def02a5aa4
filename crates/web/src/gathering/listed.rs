//! The list of rounds, and how one begins: opened, or asked for.

use std::sync::Arc;

use acts::gathering::{Ask, ForDialogue, Open};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::gathering::{self, Offered, RoundRow};
use store::grant::{Grant, Of, may};
use store::{Error, Page, Read, Reader, dialogue as talks, organisation};

use super::href;
use crate::app::App;
use crate::dialogue::of;
use crate::look::form::{Choice, FormState};
use crate::look::gathering::{Gatherings, NewGathering, RoundLine};
use crate::look::parts::Shape;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, Reading, Sent, can, draw, file, frame, go, granted, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 25;
/// Days back from today for which dialogues are offered: what came on paper is typed later.
const BACK: i64 = 180;

/// `GET /gatherings`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::GatheringRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = gathering::list(&mut read, &grant, query_as(&uri, "before"), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/gatherings?of={scope}&before={}", last.id));
    Ok(draw(&Gatherings {
        rows: page.rows.iter().map(|row| line(&shell, &visitor, row)).collect(),
        next,
        may_open: can(&visitor, Act::GatheringRecord),
        shell,
    }))
}

/// The list as a file: how far each round has come and how many opinions it has, no word of them.
struct Taken {
    shell: Shell,
    grant: Grant,
    before: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "gatherings-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("gathering-dialogue", 50),
        ("gathering-column-gatherer", 36),
        ("gathering-column-holder", 36),
        ("gathering-column-opinions", 12),
        ("gathering-column-state", 24),
        ("gathering-column-number", 18),
        ("gathering-sent-on", 13),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = gathering::list(read, &self.grant, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.id);
        let cells = |row: RoundRow| {
            vec![
                text(title(&self.shell, &row)),
                text(row.gatherer.1),
                text(row.holder.1),
                text(row.opinions.to_string()),
                text(self.shell.of("gathering-state", &row.state)),
                text(row.document.unwrap_or_default()),
                row.sent_on.map_or_else(|| text(String::new()), Cell::Day),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

/// The dialogue that a round is for, in words.
pub(crate) fn title(shell: &Shell, row: &RoundRow) -> String {
    match (&row.title, row.first_on, &row.topic) {
        (Some(title), Some(on), _) => shell.ta("gathering-for", &[("title", title), ("day", &on.vn())]),
        (None, Some(on), _) => shell.ta("gathering-for-erased", &[("day", &on.vn())]),
        (_, None, Some((topic, on))) => shell.ta("gathering-for-planned", &[("title", topic), ("day", &on.vn())]),
        _ => shell.t("gathering-for-unknown"),
    }
}

/// How far a round has come.
pub(crate) fn status(shell: &Shell, row: &RoundRow) -> Status {
    let shape = match row.state.as_str() {
        "asked" => Shape::Flag,
        "open" => Shape::Doing,
        "closed" => Shape::Todo,
        "sent" => Shape::Sent,
        _ => Shape::Void,
    };
    Status::new(shape, shell.of("gathering-state", &row.state))
}

/// A round as a line: whoever may not read its words sees that it is open and how many there are.
pub(crate) fn line(shell: &Shell, visitor: &Visitor, row: &RoundRow) -> RoundLine {
    let theirs = row.gatherer.0 == visitor.organisation || row.account == Some(visitor.by.account);
    let readable = theirs || row.state == "sent";
    let asked =
        row.by_on.filter(|_| row.state != "sent").map(|on| shell.ta("gathering-asked-by", &[("day", &on.vn())]));
    let why = shell.ta("gathering-who", &[("gatherer", &row.gatherer.1), ("holder", &row.holder.1)]);
    RoundLine {
        link: Link::new(if readable { href(row.id) } else { String::new() }, title(shell, row)),
        why: [Some(why), asked].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        count: shell.ta("gathering-count", &[("count", &row.opinions)]),
        on: row.sent_on.or(row.opened_on).or(row.asked_on).map(Day::vn).unwrap_or_default(),
        status: status(shell, row),
    }
}

/// `GET /gatherings/new`.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::GatheringRecord, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let mut form = FormState::default().with("happened_on", read.today().vn());
    if let Some(dialogue) = query_as::<i64>(&uri, "dialogue") {
        form = form.with("dialogue", format!("d{dialogue}"));
    }
    Ok(draw(&opening(&mut read, &visitor, shell, scope, form).await?))
}

async fn opening(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: Shell,
    scope: i64,
    form: FormState,
) -> Result<NewGathering, Halt> {
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    let named = form.value("dialogue").strip_prefix('d').and_then(|id| id.parse().ok());
    let offered = gathering::offered(read, scope, today.plus(-BACK), named).await?;
    let may_ask = granted(read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await?.is_some();
    let mut gatherers = vec![Choice::new(scope.to_string(), own.name)];
    if may_ask {
        let around = talks::session::around(read, scope, today).await?;
        gatherers.extend(
            around.into_iter().filter(|it| it.0 != scope).map(|(id, name, _)| Choice::new(id.to_string(), name)),
        );
    }
    Ok(NewGathering {
        may_ask,
        dialogues: offered.iter().map(|it| offer(&shell, it)).collect(),
        gatherers,
        form: form.with("organisation", scope.to_string()),
        shell,
    })
}

fn offer(shell: &Shell, it: &Offered) -> Choice {
    let title = it.title.clone().unwrap_or_else(|| shell.t("words-kept"));
    match (it.dialogue, it.planned) {
        (Some(id), _) => Choice::new(
            format!("d{id}"),
            shell.ta("gathering-offer", &[("title", &title), ("day", &it.on.vn()), ("body", &it.holder.1)]),
        ),
        (None, id) => Choice::new(
            format!("p{}", id.unwrap_or_default()),
            shell.ta("gathering-offer-planned", &[("title", &title), ("day", &it.on.vn()), ("body", &it.holder.1)]),
        ),
    }
}

/// The dialogue that was chosen.
fn chosen(form: &mut Reading<'_>) -> ForDialogue {
    let read = |typed: &str| match (typed.strip_prefix('d'), typed.strip_prefix('p')) {
        (Some(id), _) => id.parse().ok().map(ForDialogue::Announced),
        (_, Some(id)) => id.parse().ok().map(ForDialogue::Planned),
        _ => None,
    };
    form.one_of("dialogue", read, ForDialogue::Announced(0))
}

/// `POST /gatherings`: begins to gather, for one's own body or for the one whose papers one types.
pub(crate) async fn open(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent
        .act((Act::GatheringRecord, Of::Organisation(scope)), |form| Open {
            round: None,
            gatherer: form.choice("gatherer").unwrap_or(scope),
            dialogue: Some(chosen(form)),
            happened_on: form.day("happened_on"),
        })
        .await;
    let stop = match done {
        Ok(id) => return Ok(go(&format!("/gatherings/{id}?said=gathering-opened"))),
        Err(stop) => stop,
    };
    again(sent, stop, scope).await
}

/// `POST /gatherings/ask`: asks another body to gather.
pub(crate) async fn ask(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent
        .act((Act::DialogueOpen, Of::Organisation(scope)), |form| Ask {
            gatherer: form.choice("gatherer").unwrap_or(scope),
            dialogue: chosen(form),
            by_on: form.day_if_any("asked_by_on"),
            document: form.text("document"),
            happened_on: form.day("happened_on"),
        })
        .await;
    let Err(stop) = done else { return Ok(go("/gatherings?said=gathering-asked")) };
    again(sent, stop, scope).await
}

async fn again(mut sent: Sent, stop: store::Stop, scope: i64) -> Result<Response, Halt> {
    let refusal = sent.refuse(Nav::Dialogues, stop)?;
    let shell = sent.frame(Nav::Dialogues);
    let Sent { app, visitor, form, .. } = sent;
    let mut read = app.office.store().reader().await?;
    Ok(redraw(&refusal, &opening(&mut read, &visitor, shell, scope, form).await?))
}
