//! A row of a table that is put right before the table is taken over.

use std::collections::BTreeMap;
use std::sync::Arc;

use acts::import::{Amended, Answers, Begun, Place, Row, Stands, settle};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::import;
use store::{Error, Read, Stop, organisation};

use super::named as of_form;
use super::named::Named;
use crate::app::App;
use crate::desk::fields;
use crate::dialogue::of;
use crate::look::form::{Choice, FormState};
use crate::look::import::ImportRowOne;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query_as, read, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The place that a row has and that is none of the villages.
const AS_IT_IS: &str = "same";
/// The body's own place.
const OWN: &str = "own";

/// `GET /imports/row`: a row with what can be put right of it.
pub(crate) async fn row(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let scope = of(&uri, &visitor);
    let (Some(id), at) = (query_as(&uri, "import"), query_as(&uri, "row").unwrap_or_default()) else {
        let mut reader = app.office.store().reader().await?;
        may(&mut reader, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell))?;
        return Ok(go(&format!("/imports?of={scope}")));
    };
    Ok(draw(&page(&app, &visitor, shell, (scope, id, at), None).await?))
}

/// The row of a table that is only looked at.
async fn found(
    read: &mut store::Reader<'_>,
    (scope, id, at): (i64, i64, usize),
) -> Result<(import::ImportRow, Row), Halt> {
    let table = import::find(read, id).await?.filter(|row| row.organisation == scope && row.state == "staged");
    let table = table.ok_or(Fault::NotThere)?;
    let waiting = import::waiting(read, id, i64::try_from(at.saturating_add(1)).unwrap_or(i64::MAX)).await?;
    let (_, body) = waiting.get(at).ok_or(Fault::NotThere)?;
    Ok((table, Row::read(body)?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    (scope, id, at): (i64, i64, usize),
    wrong: Option<FormState>,
) -> Result<ImportRowOne, Halt> {
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let (table, row) = found(&mut read, (scope, id, at)).await?;
    let named = Named::read(&mut read, &table).await?;
    let brought_it = table.by.account == visitor.by.account;
    let mut places = vec![Choice::new(OWN, shell.t("import-own-place"))];
    if matches!(row.place, Place::Unit(..)) {
        places.push(Choice::new(AS_IT_IS, named.place_of(&shell, &row)));
    }
    let own = organisation::find(&mut read, scope).await?.ok_or(Fault::NotThere)?.territory;
    let today = read.today();
    for village in organisation::villages(&mut read, own, today).await? {
        places.push(Choice::new(village.id.to_string(), village.name));
    }
    let stands = Stands::of(&row);
    let offered = Stands::ALL.into_iter().filter(|it| *it != Stands::Deferred || stands == Stands::Deferred);
    let place = match &row.place {
        Place::Own => OWN.to_owned(),
        Place::Village(id) => id.to_string(),
        Place::Unit(..) => AS_IT_IS.to_owned(),
    };
    let field = if row.field.is_empty() { row.said.proposed.clone() } else { row.field.clone() };
    let form = wrong.unwrap_or_default().with("row_place", place).with("field", field);
    let form = form.with("stands", stands.as_str()).with("answer", row.answer.clone());
    let form = match row.answered_on().filter(|_| !row.said.undated) {
        Some(on) => form.with("answered_on", on.vn()),
        None => form,
    };
    Ok(ImportRowOne {
        id,
        organisation: scope,
        at,
        title: table.title,
        words: row.words.clone(),
        name: if brought_it { row.name.clone() } else { String::new() },
        on: row.on.vn(),
        noted: row.beside.lines().map(str::to_owned).collect(),
        proposed: row.field.is_empty() && !row.said.proposed.is_empty(),
        fields: fields(&shell),
        places,
        stands: offered.map(|it| Choice::new(it.as_str(), shell.of("import-stands-as", it.as_str()))).collect(),
        form,
        shell,
    })
}

/// What a form says of a row.
fn typed(form: &mut Reading<'_>, row: &Row) -> Amended {
    let place = form.one_of(
        "row_place",
        |typed| match typed {
            OWN => Some(Place::Own),
            AS_IT_IS => Some(row.place.clone()),
            village => village.parse().ok().map(Place::Village),
        },
        Place::Own,
    );
    Amended {
        place,
        field: form.text("field"),
        stands: form.one_of("stands", Stands::parse, Stands::NotTakenUp),
        answer: form.text("answer"),
        answered_on: form.day_if_any("answered_on"),
    }
}

/// `POST /imports/row`: puts a row right, and goes back to the table there.
pub(crate) async fn amend(mut sent: Sent) -> Result<Response, Halt> {
    let (scope, id) = of_form(&sent).await?;
    let at: usize = sent.form.value("row").parse().unwrap_or_default();
    let mut by = sent.visitor.by;
    by.organisation = scope;
    let row = {
        let mut read = sent.app.office.store().reader().await?;
        found(&mut read, (scope, id, at)).await
    };
    let said = match &row {
        Ok((_, row)) => read(&mut sent.form, |form| typed(form, row)),
        Err(_) => return gone(&sent, (scope, id, at)).await,
    };
    let done = match said {
        Ok(amended) => {
            let _turn = sent.app.tables.turn().await?;
            let said = Answers { rows: BTreeMap::from([(at, amended)]), ..Answers::default() };
            settle(&sent.app.office, by, &sent.key, id, &said).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(new) => Ok(go(&format!("/imports/one?of={scope}&import={new}#row-{at}"))),
        Err(stop) => {
            let shell = sent.frame(Nav::Dialogues);
            let refusal = match stop {
                Stop::Refused(refusal) if refusal.field().is_some() => refusal,
                stop => return Err(halt(shell)(stop)),
            };
            let Sent { app, visitor, mut form, .. } = sent;
            refuse(&mut form, visitor.lang, &refusal);
            Ok(redraw(&refusal, &page(&app, &visitor, shell, (scope, id, at), Some(form)).await?))
        }
    }
}

/// Where a row is no more to be put right: who presses twice comes to the table that took the place of this one. What somebody
/// says of a table that another page changed meanwhile is refused, and stands there to be said again.
async fn gone(sent: &Sent, (scope, id, at): (i64, i64, usize)) -> Result<Response, Halt> {
    let mut read = sent.app.office.store().reader().await?;
    if let Some(begun) = import::begun(&mut read, sent.visitor.by.account, &sent.key).await? {
        let begun: Begun = serde_json::from_str(&begun).map_err(|error| Error::Corrupt(error.to_string()))?;
        return Ok(go(&format!("/imports/one?of={scope}&import={}#row-{at}", begun.import)));
    }
    let there = import::find(&mut read, id).await?.is_some_and(|table| table.state == "staged");
    let refusal = if there { Refusal::NotThere } else { Refusal::Conflict };
    Err(halt(sent.frame(Nav::Dialogues))(refusal.into()))
}
