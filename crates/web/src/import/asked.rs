//! What whoever brings a table is asked of it, once for all its rows, before it is taken over; one form with what is done then.

use std::collections::BTreeMap;

use acts::import::{Answered, Answers, Due, Fields, Looked, Meant, Start, by_rule, carry_on, settle, split};
use axum::response::Response;
use domain::day::Day;
use domain::refusal::Refusal;
use store::import::{self, ImportRow};
use store::transfer::outside;
use store::{Error, Reader, Stop};

use super::{Shown, WAIT, named, one};
use crate::app::App;
use crate::desk::fields;
use crate::lang::Lang;
use crate::look::form::{Choice, FormState};
use crate::look::import::{Asked, SectionAsked};
use crate::look::{Nav, Shell};
use crate::page::{Halt, Reading, Sent, go, halt, read, redraw, refuse, typed_day};

/// What stands before the level of the place of a body outside the program.
const OUTSIDE: &str = "outside-";
/// What stands before the number of one that is known.
const KNOWN: &str = "to-";
/// The levels in whose places such a body may be: that of the own body and those above it.
const LEVELS: [&str; 3] = ["commune", "district", "province"];

/// What was seen of a table.
pub(super) async fn looked(read: &mut Reader<'_>, id: i64) -> Result<Looked, Error> {
    let looked = import::looked(read, id).await?;
    Ok(looked.and_then(|looked| serde_json::from_str(&looked).ok()).unwrap_or_default())
}

/// What is still to be said before a table is taken over.
pub(super) fn unsaid(looked: &Looked) -> Option<Refusal> {
    if looked.without_day > 0 && looked.due.is_none() {
        return Some(Refusal::Missing { field: "table_due" });
    }
    (looked.undated > 0 && looked.answered.is_none()).then_some(Refusal::Missing { field: "table_answered" })
}

/// The levels of places in which the body of a table may write down one outside the program.
pub(super) async fn levels(read: &mut Reader<'_>, organisation: i64) -> Result<Vec<&'static str>, Error> {
    let mut found = Vec::new();
    for level in LEVELS {
        if outside::place_of(read, organisation, level).await?.is_some() {
            found.push(level);
        }
    }
    Ok(found)
}

/// A body outside the program as a choice for a name, by the level of its place.
pub(super) fn outsider(shell: &Shell, level: &str) -> Choice {
    let label = shell.ta("import-outside", &[("level", &shell.of("level", level))]);
    Choice::new(format!("{OUTSIDE}{level}"), label)
}

/// One that is known as a choice for a name.
pub(super) fn receiver(shell: &Shell, id: i64, name: &str) -> Choice {
    Choice::new(format!("{KNOWN}{id}"), shell.ta("import-receiver", &[("body", &name)]))
}

/// The questions of a table besides the names of bodies, and the form with what was said of them so far.
pub(super) async fn asked(
    app: &App,
    read: &mut Reader<'_>,
    shell: &Shell,
    (found, looked): (&ImportRow, &Looked),
    form: FormState,
) -> Result<(Asked, FormState), Error> {
    let book = app.office.store().rulebook().await?;
    let mut due = Vec::new();
    if looked.without_day > 0 {
        if let Some(last) = by_rule(read, &book, found.organisation, found.held_on).await? {
            let said: [(&str, &dyn crate::lang::Arg); 2] = [("from", &found.held_on.vn()), ("day", &last.vn())];
            due.push(Choice::new("rule", shell.ta("import-due-rule", &said)));
        }
        due.push(Choice::new("day", shell.t("import-due-day")));
        due.push(Choice::new("never", shell.t("import-due-never")));
    }
    let mut answered = Vec::new();
    if looked.undated > 0 {
        answered.push(Choice::new("table", shell.ta("import-answered-table", &[("day", &found.held_on.vn())])));
        answered.push(Choice::new("raised", shell.t("import-answered-raised")));
        answered.push(Choice::new("day", shell.t("import-answered-day")));
    }
    let mut sections = Vec::new();
    for (at, (title, code, count)) in looked.sections.iter().enumerate() {
        let field = if code.is_empty() { shell.t("import-section-mixed") } else { shell.of("work-field", code) };
        let said: [(&str, &dyn crate::lang::Arg); 3] = [("title", title), ("count", count), ("field", &field)];
        let mut choices = vec![Choice::new("none", shell.t("import-section-none"))];
        choices.extend(fields(shell));
        sections.push(SectionAsked {
            field: format!("section-{at}"),
            name: shell.ta("import-section", &said),
            choices,
        });
    }
    let (open, proposed) = looked.without_field;
    let mut without_field = Vec::new();
    if open > 0 {
        if proposed > 0 {
            without_field.push(Choice::new("proposed", shell.ta("import-field-take", &[("count", &proposed)])));
        }
        without_field.push(Choice::new("one", shell.t("import-field-one")));
        without_field.push(Choice::new("open", shell.t("import-field-open")));
    }
    let asked = Asked {
        field_line: shell.ta("import-field-rows", &[("count", &open)]),
        without_field,
        fields: if open > 0 { fields(shell) } else { Vec::new() },
        due_line: shell.ta("import-due-rows", &[("count", &looked.without_day)]),
        answered_line: shell.ta("import-answered-rows", &[("count", &looked.undated)]),
        due,
        answered,
        sections,
        outside: !looked.unnamed.is_empty(),
    };
    Ok((asked, said(form, found.held_on, looked)))
}

/// A form with what was said of a table so far.
fn said(form: FormState, held_on: Day, looked: &Looked) -> FormState {
    let names = looked.unnamed.iter().enumerate();
    let form = names.fold(form, |form, (at, (name, _))| match chosen(looked, name) {
        // What was taken back in a form that is shown again stays so.
        Some(value) => form.with(&format!("body-{at}"), value),
        None => form,
    });
    let form = match &looked.fields {
        Some(Fields::All(code)) => form.with("table_field", "one").with("table_field_one", code.clone()),
        Some(Fields::Open) => form.with("table_field", "open"),
        // What is proposed counts once somebody sent it with the table.
        Some(Fields::Proposed) => form.with("table_field", "proposed"),
        None if looked.without_field.1 > 0 => form.with("table_field", "proposed"),
        None => form,
    };
    let form = match looked.due {
        Some(Due::ByRule) => form.with("table_due", "rule"),
        Some(Due::On(day)) => form.with("table_due", "day").with("table_due_on", day.vn()),
        Some(Due::Never) => form.with("table_due", "never"),
        None => form,
    };
    match looked.answered {
        Some(Answered::On(day)) if day == held_on => form.with("table_answered", "table"),
        Some(Answered::On(day)) => form.with("table_answered", "day").with("table_answered_on", day.vn()),
        Some(Answered::Raised) => form.with("table_answered", "raised"),
        None => form,
    }
}

/// What was said so far of a name that is a body outside the program, as the value of its choice.
fn chosen(looked: &Looked, name: &str) -> Option<String> {
    let known = looked.receivers.get(name).map(|id| format!("{KNOWN}{id}"));
    known.or_else(|| looked.outside.get(name).map(|level| format!("{OUTSIDE}{level}")))
}

/// Why it was sent, in the words of a register of letters, where a table says nothing of it.
pub(super) fn outside_reason() -> String {
    Lang::Vi.t("import-outside-reason")
}

/// What a form says of a table.
fn answers(form: &mut Reading<'_>, held_on: Day, looked: &Looked) -> Answers {
    let mut bodies = BTreeMap::new();
    for (at, (name, _)) in looked.unnamed.iter().enumerate() {
        let field = format!("body-{at}");
        // The names of other pages of the list are not in the form.
        if !form.typed().values.contains_key(&field) {
            continue;
        }
        let (typed, before) = (form.text(&field), chosen(looked, name));
        let day = |form: &mut Reading<'_>| {
            let on = typed_day("outside_on", form.typed().value(&format!("outside_on-{at}")));
            form.take(on, None)
        };
        let known = typed.strip_prefix(KNOWN).and_then(|id| id.parse().ok());
        let meant = match (typed.strip_prefix(OUTSIDE), known, typed.parse()) {
            (Some(level), ..) => Meant::Outside(level.to_owned(), day(form)),
            (None, Some(id), _) => Meant::Receiver(id, day(form)),
            (None, None, Ok(body)) => Meant::Body(body),
            (None, None, Err(_)) if before.is_some() => Meant::Unknown,
            (None, None, Err(_)) => continue,
        };
        // What was said before and has no day as yet is nothing new.
        if before.is_some_and(|before| before == typed)
            && matches!(meant, Meant::Outside(_, None) | Meant::Receiver(_, None))
        {
            continue;
        }
        bodies.insert(name.clone(), meant);
    }
    let mut sections = BTreeMap::new();
    for (at, (title, ..)) in looked.sections.iter().enumerate() {
        match form.text(&format!("section-{at}")).as_str() {
            "" => {}
            "none" => _ = sections.insert(title.clone(), String::new()),
            code => _ = sections.insert(title.clone(), code.to_owned()),
        }
    }
    let due = match form.text("table_due").as_str() {
        "rule" => Some(Due::ByRule),
        "day" => Some(Due::On(form.day("table_due_on"))),
        "never" => Some(Due::Never),
        _ => None,
    };
    let answered = match form.text("table_answered").as_str() {
        "table" => Some(Answered::On(held_on)),
        "raised" => Some(Answered::Raised),
        "day" => Some(Answered::On(form.day("table_answered_on"))),
        _ => None,
    };
    let fields = match form.text("table_field").as_str() {
        "proposed" => Some(Fields::Proposed),
        "one" => Some(Fields::All(form.one_of(
            "table_field_one",
            |code| domain::field::CODES.contains(&code).then(|| code.to_owned()),
            String::new(),
        ))),
        "open" => Some(Fields::Open),
        _ => None,
    };
    Answers { bodies, outside_reason: outside_reason(), sections, fields, due, answered, ..Answers::default() }
}

/// Goes to a table, and there to the names that were asked to be seen next: from the first of them that is still asked for.
async fn goes(app: &App, (scope, import): (i64, i64), next: Option<usize>, seen: &Looked) -> Result<Response, Halt> {
    let to = format!("/imports/one?of={scope}&import={import}");
    let Some(from) = next else { return Ok(go(&to)) };
    let left = looked(&mut app.office.store().reader().await?, import).await?.unnamed;
    let place = |(name, _): &(String, usize)| left.iter().position(|(still, _)| still == name);
    // Who presses twice sees the second time what is asked of a table that has gone: nothing of the new one is passed over.
    let from = if seen.unnamed.is_empty() { 0 } else { from };
    let at = seen.unnamed.iter().skip(from).find_map(place).unwrap_or(from);
    Ok(go(&format!("{to}&names={at}#bodies")))
}

/// `POST /imports/one`: takes in what was said of a table, then does with it what was pressed: shows the names that were asked to be
/// seen next or a row to be put right, makes each of several numbered matters of one cell a row, or takes it over.
pub(crate) async fn answer(mut sent: Sent) -> Result<Response, Halt> {
    let (scope, id) = named(&sent).await?;
    let (found, seen) = {
        let mut read = sent.app.office.store().reader().await?;
        let found = import::find(&mut read, id).await?.ok_or(crate::shell::Fault::NotThere)?;
        (found, looked(&mut read, id).await?)
    };
    let then = sent.form.value("then").to_owned();
    // Who presses twice comes to the same table: one whose rows were split, or whose writing was begun, is asked nothing more.
    let new = match (then.as_str(), found.state.as_str()) {
        ("split", "staged") | ("" | "start", "staged" | "dropped") | ("", _) => {
            let turn = sent.app.tables.turn().await?;
            let taken = taken_in(&mut sent, (scope, id), &found, &seen).await;
            drop(turn);
            match taken {
                Ok(new) => new,
                Err(stop) => return refused(sent, (scope, id), stop).await,
            }
        }
        _ => id,
    };
    match then.as_str() {
        // Another answer of the same page took its place: what stands there now is looked at before it is written.
        "start" if found.state == "dropped" => Ok(go(&format!("/imports/one?of={scope}&import={new}"))),
        "start" => start(sent, (scope, new)).await,
        "split" => split_rows(sent, (scope, new)).await,
        _ => match sent.form.value("row").parse::<usize>() {
            Ok(row) => Ok(go(&format!("/imports/row?of={scope}&import={new}&row={row}"))),
            Err(_) => goes(&sent.app, (scope, new), sent.form.value("names").parse().ok(), &seen).await,
        },
    }
}

/// Takes what a form says into a table, where anything of it is new; says which table it is now.
async fn taken_in(sent: &mut Sent, (scope, id): (i64, i64), found: &ImportRow, seen: &Looked) -> Result<i64, Stop> {
    let mut by = sent.visitor.by;
    by.organisation = scope;
    let said = read(&mut sent.form, |form| answers(form, found.held_on, seen))?;
    let same = said.bodies.is_empty() && said.sections.is_empty();
    if found.state == "staged"
        && same
        && said.due.is_none_or(|due| Some(due) == seen.due)
        && said.answered.is_none_or(|on| Some(on) == seen.answered)
        && (said.fields.is_none() || said.fields == seen.fields)
    {
        return Ok(id);
    }
    settle(&sent.app.office, by, &sent.key, id, &said).await
}

/// The page of a table with what was refused; what stands at no field of it is a page of its own.
async fn refused(sent: Sent, (scope, id): (i64, i64), stop: Stop) -> Result<Response, Halt> {
    let shell = sent.frame(Nav::Dialogues);
    let refusal = match stop {
        Stop::Refused(refusal) if refusal.field().is_some_and(|field| field != "body") => refusal,
        stop => return Err(halt(shell)(stop)),
    };
    let Sent { app, visitor, mut form, .. } = sent;
    refuse(&mut form, visitor.lang, &refusal);
    let shown = Shown { form, from: 0, refused: "import-answers-refused" };
    Ok(redraw(&refusal, &one(&app, &visitor, shell, (scope, id), shown).await?))
}

/// Takes a table over. A small one is complete with the answer; a large one goes on by itself.
async fn start(sent: Sent, (scope, id): (i64, i64)) -> Result<Response, Halt> {
    let unsaid = unsaid(&looked(&mut sent.app.office.store().reader().await?, id).await?);
    if let Some(refusal) = unsaid {
        let shell = sent.frame(Nav::Dialogues);
        let Sent { app, visitor, mut form, .. } = sent;
        refuse(&mut form, visitor.lang, &refusal);
        let shown = Shown { form, refused: "import-refused", ..Shown::default() };
        return Ok(redraw(&refusal, &one(&app, &visitor, shell, (scope, id), shown).await?));
    }
    let done = sent.app.office.act(sent.visitor.by, &format!("{}-start", sent.key), Start { import: id }).await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    let office = sent.app.office.clone();
    let writing = tokio::spawn(async move {
        if let Err(stop) = carry_on(&office, id).await {
            tracing::error!(import = id, %stop, "a table could not be taken over to its end; it goes on with the next start");
        }
    });
    // Whether it took longer or fell over is seen on the page that follows.
    let _ = tokio::time::timeout(WAIT, writing).await;
    Ok(go(&format!("/imports/one?of={scope}&import={id}")))
}

/// Makes each of several numbered matters of one cell a row.
async fn split_rows(sent: Sent, (scope, id): (i64, i64)) -> Result<Response, Halt> {
    let mut by = sent.visitor.by;
    by.organisation = scope;
    let _turn = sent.app.tables.turn().await?;
    let key = format!("{}-split", sent.key);
    let new = split(&sent.app.office, by, &key, id).await.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&format!("/imports/one?of={scope}&import={new}")))
}
