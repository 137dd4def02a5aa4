//! Rounds in which opinions are gathered before a dialogue: the list, opening one, its page. What is done on it stands in
//! `change`, tables that are brought in `brought`, its paper in `printed`.

mod brought;
mod change;
mod listed;
mod printed;
mod shown;
mod taken;

pub(crate) use brought::{drop_rows, table, take};
pub(crate) use change::{
    add, begin, close, correct_opening, link, move_opinions, place, revise, send, set_themes, strike, strike_opinion,
};
pub(crate) use listed::{ask, line, list, new, open, title};
pub(crate) use printed::{paper, word};
pub(crate) use shown::{asked, counters, join, near as near_spoken, of_dialogue, picked, picks, raised_in};

use std::sync::Arc;

use self::listed::status;
use acts::import::{Place, Row};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::{Kind, Subject};
use domain::gathering::ThemeWay;
use domain::likeness::{Matter, Place as Where};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::gathering::opinion::OpinionRow;
use store::gathering::{self, RoundRow, RoundThemeRow};
use store::grant::{Of, may};
use store::{Read, Reader, dialogue as talks};

use crate::app::App;
use crate::case::field;
use crate::desk::fields;
use crate::dialogue::places;
use crate::look::case::{Step, WrongStep};
use crate::look::form::{Choice, FormState};
use crate::look::gathering::{GatheringPage, Offers, OpinionLine, ThemeBlock, WrongRound};
use crate::look::import::Report;
use crate::look::parts::Shape;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, Sent, draw, file, frame, granted, halt, query_as, redraw, short, words};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// Near opinions that are named beside one.
const NEAR: usize = 3;

/// The address of a round.
pub(crate) fn href(id: i64) -> String {
    format!("/gatherings/{id}")
}

/// `GET /gatherings/{id}`; `edit=` for an opinion that is typed anew, `as=` for its opinions as a file.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    if let Some(format) = file::wanted(&uri)? {
        let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
        let mut read = app.office.store().reader().await?;
        may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
        let rows = taken::Taken::new(&shell, id);
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// What the page shows beside the round: the form that was wrong, and why a table was not read.
#[derive(Default)]
struct Asked {
    wrong: Option<WrongRound>,
    report: Option<Report>,
    /// The form of a step of its history.
    step: Option<WrongStep>,
}

async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64, asked: Asked) -> Result<GatheringPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Dialogues) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
    let row = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let record = granted(&mut read, visitor.by, Act::GatheringRecord, Of::Gathering(id)).await?.is_some();
    let deciding = granted(&mut read, visitor.by, Act::GatheringDecide, Of::Gathering(id)).await?.is_some();
    let themes = gathering::themes(&mut read, id).await?;
    let all = gathering::opinion::of_round(&mut read, id, today).await?;
    let opinions: Vec<&OpinionRow> = all.iter().filter(|it| !it.struck).collect();
    let typing = record && row.state == "open";
    let editing = query_as::<i64>(uri, "edit")
        .or_else(|| {
            asked.wrong.as_ref().filter(|it| it.form == "revise").and_then(|it| it.state.value("opinion").parse().ok())
        })
        .filter(|edit| typing && opinions.iter().any(|it| it.id == *edit));
    let near = near(&opinions, row.state != "sent");
    let may_open =
        deciding || granted(&mut read, visitor.by, Act::CaseRead, Of::Organisation(row.holder.0)).await?.is_some();
    let shown: Vec<OpinionLine> =
        opinions.iter().enumerate().map(|(at, it)| opinion(&shell, it, &near[at], may_open)).collect();
    // What people are aggrieved by stands first, here and in the synthesis.
    let under = |theme: Option<i64>| -> Vec<OpinionLine> {
        let mut lines: Vec<OpinionLine> =
            opinions.iter().zip(&shown).filter(|(it, _)| it.theme == theme).map(|(_, line)| line.clone()).collect();
        lines.sort_by_key(|line| !line.pressing);
        lines
    };
    let pressing = shown.iter().filter(|line| line.pressing).cloned().collect();
    let placed =
        |theme: Option<i64>| themes.iter().find(|it| Some(it.id) == theme).is_some_and(|it| it.agenda.is_some());
    let answered = |it: &OpinionRow| {
        it.noted || it.answer.is_some() || it.outcome.as_ref().is_some_and(|(_, handling)| handling != "received")
    };
    let unanswered = opinions
        .iter()
        .zip(&shown)
        .filter(|(it, _)| row.state == "sent" && !placed(it.theme) && !answered(it))
        .map(|(_, line)| line.clone())
        .collect();
    let waiting = if record { waiting(&mut read, &shell, id).await? } else { Vec::new() };
    let blocks = themes.iter().map(|it| block(&shell, it, under(Some(it.id)), today)).collect();
    let (offers, dialogue) = (offers(&mut read, &shell, &row, &themes, deciding).await?, row.dialogue);
    let dialogue = match dialogue {
        Some(talk) if granted(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(talk)).await?.is_some() => {
            format!("/dialogues/{talk}")
        }
        _ => String::new(),
    };
    let changing = record && matches!(row.state.as_str(), "open" | "closed");
    let surveyed = changing || store::survey::find(&mut read, id).await?.is_some();
    let late = Late::of(&mut read, &book, row.gatherer.0).await?;
    // What was typed wrong is typed anew, moved, struck or decided again by its own forms; no step is amended by itself.
    let paper = timeline::recorder(&mut read, visitor.by).await?;
    let none = Rights { correct: false, strike: false, paper };
    let timeline = together(&shell, timeline::of(&mut read, &shell, &late, (Subject::Gathering, id), none).await?);
    Ok(GatheringPage {
        id,
        version: row.version,
        title: title(&shell, &row),
        dialogue,
        gatherer: row.gatherer.1.clone(),
        status: status(&shell, &row),
        facts: facts(&shell, &row),
        to_open: record && row.state == "asked",
        typing,
        changing,
        closed: row.state == "closed",
        sent: row.state == "sent",
        deciding,
        count: opinions.len(),
        unanswered,
        pressing,
        loose: under(None),
        themes: blocks,
        offers,
        editing,
        proposed: proposed(&opinions, editing, today),
        waiting,
        report: asked.report,
        surveyed,
        timeline,
        wrong: asked.wrong,
        wrong_step: asked.step,
        shell,
    })
}

/// The page with the form of a step that was wrong.
pub(crate) async fn wrong_step(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    step: Option<WrongStep>,
) -> Result<GatheringPage, Halt> {
    page(app, visitor, uri, id, Asked { step, ..Asked::default() }).await
}

/// The steps, opinions that one person typed one after the other for the same day as one step: a round has up to two hundred.
fn together(shell: &Shell, steps: Vec<Step>) -> Vec<Step> {
    let typed = shell.of("act", "gathering.opinion_added");
    let mut runs: Vec<(Step, i64)> = Vec::new();
    for step in steps {
        match runs.last_mut() {
            Some((last, count))
                if step.title == typed && (&last.title, &last.on, &last.by) == (&step.title, &step.on, &step.by) =>
            {
                *count += 1;
            }
            _ => runs.push((step, 1)),
        }
    }
    let said = |(step, count): (Step, i64)| match count {
        1 => step,
        _ => Step { detail: shell.ta("gathering-count", &[("count", &count)]), ..step },
    };
    runs.into_iter().map(said).collect()
}

fn facts(shell: &Shell, row: &RoundRow) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((shell.t(label), value));
        }
    };
    add("gathering-column-holder", Some(row.holder.1.clone()));
    add("gathering-asked-on", row.asked_on.map(Day::vn));
    add("gathering-ask-document", row.request.clone());
    add("field-asked-by-on", row.by_on.map(Day::vn));
    add("gathering-opened-on", row.opened_on.map(Day::vn));
    add("gathering-column-number", row.document.clone());
    add("gathering-sent-on", row.sent_on.map(Day::vn));
    add("field-signer-name", row.signer.clone());
    if row.account.is_some() {
        add("gathering-typed", Some(shell.t("gathering-typed-for")));
    }
    facts
}

/// For each opinion the numbers of those of the round that are nearly the same; shown, never merged.
fn near(opinions: &[&OpinionRow], wanted: bool) -> Vec<Vec<i64>> {
    let said: Vec<Option<Matter>> = opinions
        .iter()
        .map(|it| wanted.then(|| Matter::new(it.words.as_deref().unwrap_or_default(), &it.field, &it.place.1)))
        .collect();
    let alike = |a: usize, b: usize| {
        let place = if opinions[a].place.0 == opinions[b].place.0 { Where::Same } else { Where::Other };
        a != b && said[a].as_ref().zip(said[b].as_ref()).is_some_and(|(x, y)| x.likeness(y, place).is_proposed())
    };
    (0..opinions.len())
        .map(|a| (0..opinions.len()).filter(|b| alike(a, *b)).take(NEAR).map(|b| opinions[b].no).collect())
        .collect()
}

fn opinion(shell: &Shell, it: &OpinionRow, near: &[i64], may_open: bool) -> OpinionLine {
    let people = it.people.map(|people| shell.ta("people-count", &[("count", &people)]));
    let kind = if it.noted { shell.t("field-noted") } else { shell.of("kind", &it.kind) };
    let brought = it.brought.clone().map(|by| shell.ta("gathering-brought-by", &[("body", &by)]));
    let root = it
        .root
        .filter(|_| it.case.is_none())
        .map(|case| shell.ta("gathering-to-case", &[("number", &case.to_string())]));
    let pressing = it.pressing.then(|| shell.t("gathering-pressing"));
    let parts = [pressing, Some(it.place.1.clone()), Some(field(shell, &it.field)), Some(kind), people, brought, root];
    let near: Vec<String> = near.iter().map(i64::to_string).collect();
    OpinionLine {
        id: it.id,
        number: it.no,
        pressing: it.pressing,
        words: words(shell, it.words.as_deref(), 600),
        line: parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        near: if near.is_empty() {
            String::new()
        } else {
            shell.ta("gathering-near", &[("numbers", &near.join(", "))])
        },
        status: match (&it.outcome, it.submission) {
            (Some((outcome, _)), _) => Some(Status::outcome(shell.lang, outcome)),
            (None, Some(_)) => Some(Status::new(Shape::Done, shell.t("gathering-noted"))),
            (None, None) => None,
        },
        case: it.case.filter(|_| may_open).map(|case| Link::new(format!("/cases/{case}"), crate::case::number(case))),
        answer: it.answer.as_ref().map(|(words, on)| format!("{}: {}", on.vn(), short(words, 400))).unwrap_or_default(),
    }
}

fn block(shell: &Shell, it: &RoundThemeRow, opinions: Vec<OpinionLine>, today: Day) -> ThemeBlock {
    let on = it.placed_on.map(Day::vn).unwrap_or_default();
    let fate = match (it.way.as_deref(), &it.agenda, &it.to) {
        (None, ..) => String::new(),
        (Some(_), Some((_, line)), _) => shell.ta("gathering-fate-agenda", &[("line", line), ("day", &on)]),
        (Some(_), _, Some((_, body))) => shell.ta("gathering-fate-passed", &[("body", body), ("day", &on)]),
        (Some("written"), ..) => shell.ta("gathering-fate-written", &[("day", &on)]),
        (Some(_), ..) => shell.ta("gathering-fate-left-out", &[("day", &on)]),
    };
    let form = FormState::default()
        .with("theme_way", it.way.clone().unwrap_or_else(|| ThemeWay::Agenda.as_str().to_owned()))
        .with("agenda", it.agenda.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default())
        .with("receiver", it.to.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default())
        .with("reason", it.words.clone().unwrap_or_default())
        .with("happened_on", today.vn());
    ThemeBlock {
        id: it.id,
        title: words(shell, it.title.as_deref(), 200),
        opinions,
        fate,
        words: it.words.clone().unwrap_or_default(),
        form,
    }
}

/// What the forms begin with: what the last opinion had, so that one is typed after the other; or the one that is typed anew.
fn proposed(opinions: &[&OpinionRow], editing: Option<i64>, today: Day) -> FormState {
    let it = match editing {
        Some(edit) => opinions.iter().find(|it| it.id == edit),
        None => opinions.last(),
    };
    let mut form = FormState::default().with("happened_on", today.vn());
    if let Some(it) = it {
        form = form
            .with("village", it.place.0.to_string())
            .with("field", it.field.clone())
            .with("kind", it.kind.clone())
            .with("theme", it.theme.map(|theme| theme.to_string()).unwrap_or_default())
            .with("brought", it.brought.clone().unwrap_or_default());
        if editing.is_some() {
            form = form
                .with("words", it.words.clone().unwrap_or_default())
                .with("people", it.people.map(|people| people.to_string()).unwrap_or_default())
                .with("noted", if it.noted { "yes" } else { "" })
                .with("pressing", if it.pressing { "yes" } else { "" })
                .with("root", it.root.map(|root| root.to_string()).unwrap_or_default());
        }
    }
    form.with("kind", Kind::Recommendation.as_str())
}

async fn waiting(read: &mut Reader<'_>, shell: &Shell, id: i64) -> Result<Vec<(String, String)>, Halt> {
    let mut rows = Vec::new();
    for body in gathering::rows(read, id).await? {
        let row = Row::read(&body)?;
        let place = match &row.place {
            Place::Unit(level, code) => domain::territory::Level::parse(level)
                .and_then(|level| domain::territory::units().at(level, code, row.on))
                .map(|unit| unit.name.to_owned()),
            Place::Village(village) => store::territory::find(read, *village).await?.map(|it| it.name),
            Place::Own => None,
        };
        let parts = [place, Some(field(shell, &row.field)), Some(row.agency_words.clone())];
        let line = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        rows.push((short(&row.words, 200), line));
    }
    Ok(rows)
}

async fn offers(
    read: &mut Reader<'_>,
    shell: &Shell,
    row: &RoundRow,
    themes: &[RoundThemeRow],
    deciding: bool,
) -> Result<Offers, Halt> {
    let today = read.today();
    let (mut agenda, mut bodies) = (Vec::new(), Vec::new());
    if deciding {
        if let Some(dialogue) = row.dialogue {
            let lines = talks::agenda(read, dialogue).await?.into_iter().filter(|it| it.kind == "matter");
            agenda = lines.map(|it| Choice::new(it.id.to_string(), it.title.unwrap_or_default())).collect();
        }
        let around = talks::session::around(read, row.holder.0, today).await?;
        bodies = around.into_iter().map(|(id, name, _)| Choice::new(id.to_string(), name)).collect();
    }
    Ok(Offers {
        villages: places(read, row.holder.0, today).await?,
        fields: fields(shell),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        themes: themes.iter().map(|it| Choice::new(it.id.to_string(), it.title.clone().unwrap_or_default())).collect(),
        agenda,
        bodies,
        ways: ThemeWay::ALL
            .iter()
            .map(|way| Choice::new(way.as_str(), shell.of("gathering-way", way.as_str())))
            .collect(),
        table_ways: vec![
            Choice::new("split", shell.t("import-way-split")),
            Choice::new("own_place", shell.t("import-way-own-place")),
            Choice::new("converted", shell.t("import-way-converted")),
        ],
    })
}

/// The page again with the form that was wrong.
async fn wrong(mut sent: Sent, id: i64, form: String, stop: store::Stop) -> Result<Response, Halt> {
    let refusal: Refusal = sent.refuse(Nav::Dialogues, stop)?;
    let Sent { app, visitor, uri, form: state, .. } = sent;
    let asked = Asked { wrong: Some(WrongRound { form, state }), ..Asked::default() };
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, asked).await?))
}
