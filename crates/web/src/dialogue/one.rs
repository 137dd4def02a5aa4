//! One dialogue: its page. What is done on it stands in `change`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use domain::day::Day;
use domain::dialogue::{Audience, Duty};
use domain::event::{Mark, Subject};
use domain::permission::Act;
use store::dialogue::session::{self, SessionShown};
use store::dialogue::{self as kept, DialogueRow};
use store::grant::{Of, may};
use store::rulebook::Rulebook;
use store::{Read, Reader, organisation};

use super::{conference, officials};
use crate::app::App;
use crate::look::case::WrongStep;
use crate::look::dialogue::one::{Came, DialoguePage, Fact, Offered, Sitting, Wrong};
use crate::look::form::{Choice, FormState};
use crate::look::home::Counter;
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, frame, granted, halt};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// `GET /dialogues/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<axum::response::Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// The form of the page that was wrong.
#[derive(Default)]
pub(crate) struct Asked {
    /// One that does something to the dialogue: what it is called, and what was typed.
    pub(crate) form: Option<(String, FormState)>,
    /// One that takes a step of its history back.
    pub(crate) step: Option<WrongStep>,
}

/// The page, with the form that was wrong.
pub(crate) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    asked: Asked,
) -> Result<DialoguePage, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Dialogues);
    if asked.form.is_some() || asked.step.is_some() {
        shell.path = href(id);
    }
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let of = Of::Dialogue(id);
    may(&mut read, visitor.by, Act::DialogueRead, of).await.map_err(halt(shell.clone()))?;
    let may_hold = granted(&mut read, visitor.by, Act::DialogueOpen, of).await?.is_some();
    let rights = Rights {
        correct: granted(&mut read, visitor.by, Act::EventCorrect, of).await?.is_some(),
        strike: granted(&mut read, visitor.by, Act::EventStrike, of).await?.is_some(),
        paper: timeline::recorder(&mut read, visitor.by).await?,
    };
    let row = kept::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let late = Late::of(&mut read, &book, row.organisation).await?;
    let (facts, announced_late) = facts(&mut read, visitor, &shell, &book, (id, &row)).await?;
    let (mut sittings, set) = sittings(&mut read, &shell, id, today).await?;
    if row.elsewhere {
        // What was no dialogue has no minutes.
        for sitting in &mut sittings {
            sitting.minutes = None;
        }
    }
    let agenda = kept::agenda(&mut read, id).await?;
    let lines = |kind: &str| -> Vec<String> {
        agenda.iter().filter(|theme| theme.kind == kind).filter_map(|theme| theme.title.clone()).collect()
    };
    let (matters, policies) = (lines("matter"), lines("policy"));
    let (turns, mut marked) = kept::marked(&mut read, id).await?;
    // As the desk has them.
    marked.sort_by_key(|marked| Mark::ALL.iter().position(|mark| mark.as_str() == marked.mark));
    let alone = sittings.len() == 1;
    let changing = may_hold && !matches!(row.state.as_str(), "concluded" | "struck");
    let first_day = sittings_day(&sittings, row.held_on, today);
    let offered = if changing {
        offered(&mut read, &shell, &row, first_day).await?
    } else {
        Offered { groups: groups(&shell), ..Offered::default() }
    };
    let proposed = FormState::default()
        .with("happened_on", today.vn())
        .with("minutes_signed_on", "")
        .with("territory", row.territory.to_string())
        .with("themes", matters.join("\n"))
        .with("policies", policies.join("\n"));
    let (to, state) = ((&shell, visitor), row.state.as_str());
    let after = crate::notice::listed::after(&mut read, to, &book.calendar, (id, state), today).await?;
    let gathered = crate::gathering::of_dialogue(&mut read, &shell, visitor, (id, row.organisation)).await?;
    Ok(DialoguePage {
        id,
        gathered,
        after,
        body: row.body.clone(),
        status: Status::dialogue(shell.lang, row.shown_state()),
        facts,
        announced_late,
        desk_open: matches!(row.state.as_str(), "open" | "held"),
        concluding: changing && row.state == "held",
        minutes_open: !row.elsewhere && !store::minutes::are_settled(&mut read, id).await?,
        sittings,
        matters,
        policies,
        raised: if row.submissions > 0 {
            vec![
                shell.ta("turn-count", &[("count", &turns)]),
                shell.ta("submission-count", &[("count", &row.submissions)]),
            ]
        } else {
            Vec::new()
        },
        marks: marked.iter().map(|marked| counter(&shell, id, alone, marked)).collect(),
        changing,
        offered,
        proposed,
        set,
        wrong: asked.form.map(|(form, state)| Wrong { form, state }),
        timeline: timeline::of(&mut read, &shell, &late, (Subject::Dialogue, id), rights).await?,
        wrong_step: asked.step,
        title: row.title,
        shell,
    })
}

/// The address of a dialogue's page.
pub(crate) fn href(id: i64) -> String {
    format!("/dialogues/{id}")
}

/// What was raised with a mark. The desk lists one session at a time: only where there is no other does the number lead there.
fn counter(shell: &Shell, id: i64, alone: bool, marked: &kept::Marked) -> Counter {
    let (code, show) = match marked.mark.as_str() {
        "" => ("none", "unmarked"),
        // The desk has no list of its own of what was answered after it.
        "later" => ("later", "all"),
        mark => (mark, mark),
    };
    let status = Status::mark(shell.lang, code);
    let href = if alone { format!("/dialogues/{id}/desk?show={show}") } else { String::new() };
    Counter { count: marked.submissions, link: Link::new(href, status.text), shape: status.shape, more: false }
}

async fn facts(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: &Shell,
    book: &Rulebook,
    (id, row): (i64, &DialogueRow),
) -> Result<(Vec<Fact>, Option<Status>), Halt> {
    let detail = kept::detail(read, id).await?.ok_or(Fault::NotThere)?;
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Link| {
        if !value.text.is_empty() {
            facts.push(Fact { label: shell.t(label), value });
        }
    };
    let said = |text: String| Link::new("", text);
    let may_open =
        granted(read, visitor.by, Act::OrganisationRead, Of::Organisation(row.organisation)).await?.is_some();
    let body = if may_open { format!("/organisations/{}", row.organisation) } else { String::new() };
    add("dialogue-body", Link::new(body, row.body.clone()));
    add("dialogue-announced-by", said(detail.announced_by.unwrap_or_default()));
    let chair = row.chair.as_ref().zip(row.post.as_ref());
    add(
        "dialogue-head",
        said(chair.map(|(name, post)| format!("{name}, {}", shell.of("post", post))).unwrap_or_default()),
    );
    let duties: Vec<Duty> = serde_json::from_str(&detail.duties).unwrap_or_default();
    let announced = conference::of(read, shell, book, (id, row.organisation), &duties).await?;
    let duties: Vec<String> = duties.iter().map(|duty| shell.of("duty", duty.as_str())).collect();
    add("dialogue-duties", said(duties.join("; ")));
    let late = announced.and_then(|announced| {
        add("dialogue-conference", said(announced.line));
        announced.late
    });
    let audience = match &detail.members_of {
        Some((_, name)) => {
            shell.ta("dialogue-audience-of", &[("audience", &shell.of("audience", &detail.audience)), ("body", name)])
        }
        None => shell.of("audience", &detail.audience),
    };
    add("dialogue-audience", said(audience));
    add("dialogue-form", said(shell.of("talk-form", &detail.form)));
    if let Some((plan, year, post)) = &detail.plan {
        let text = shell.ta("dialogue-in-plan", &[("year", &year.to_string()), ("post", &shell.of("post", post))]);
        add("dialogue-plan", Link::new(format!("/plans/{plan}"), text));
    } else if !row.elsewhere {
        add("dialogue-plan", said(shell.t("dialogue-beside-plan")));
    }
    Ok((facts, late))
}

/// The sessions, and what the form that sets one anew proposes.
async fn sittings(
    read: &mut Reader<'_>,
    shell: &Shell,
    id: i64,
    today: Day,
) -> Result<(Vec<Sitting>, BTreeMap<i64, FormState>), Halt> {
    let present = session::bodies(read, id).await?;
    let minutes = store::minutes::of_dialogue(read, id).await?;
    let (mut sittings, mut set) = (Vec::new(), BTreeMap::new());
    for shown in session::shown(read, id).await? {
        let came = session::attendance(read, shown.row.id).await?;
        let bodies = present.iter().filter(|(session, ..)| *session == shown.row.id);
        let bodies = bodies.map(|(_, _, name)| name.clone()).collect();
        let now = FormState::default()
            .with("session", shown.row.held_on.vn())
            .with("territory", shown.row.territory.to_string())
            .with("place", shown.hall.clone().unwrap_or_default())
            .with("chair", shown.row.chair.map(|chair| chair.to_string()).unwrap_or_default())
            .with("deputy_reason", shown.deputy_reason.clone().unwrap_or_default());
        set.insert(shown.row.id, now);
        let minutes = minutes.iter().find(|row| row.session == shown.row.id);
        sittings.push(Sitting {
            minutes: minutes.filter(|row| row.opened || row.held).map(|row| crate::minutes::status(shell, row)),
            no_minutes: minutes
                .filter(|row| row.signed_on.is_none())
                .and_then(|row| row.reason.clone())
                .unwrap_or_default(),
            ..sitting(shell, shown, &came, bodies, today)
        });
    }
    Ok((sittings, set))
}

fn sitting(shell: &Shell, shown: SessionShown, came: &[(String, i64)], bodies: Vec<String>, today: Day) -> Sitting {
    let row = shown.row;
    let state = match (row.opened, row.held) {
        (_, true) => "held",
        (true, false) => "open",
        (false, false) => "announced",
    };
    let mut groups: Vec<(usize, Came)> = came
        .iter()
        .map(|(group, people)| {
            let order = Audience::ALL.iter().position(|known| known.as_str() == group).unwrap_or_default();
            (order, Came { group: shell.of("audience", group), people: *people })
        })
        .collect();
    groups.sort_by_key(|(order, _)| *order);
    Sitting {
        id: row.id,
        number: row.no,
        status: Status {
            shape: if state == "held" { Shape::Done } else { Status::dialogue(shell.lang, state).shape },
            text: shell.of("sitting-state", state),
        },
        on: row.held_on.vn(),
        territory: shown.territory,
        hall: shown.hall.unwrap_or_default(),
        chair: shown.chair.map(|(name, post)| format!("{name}, {}", shell.of("post", &post))).unwrap_or_default(),
        deputy_reason: shown.deputy_reason.unwrap_or_default(),
        came: groups.into_iter().map(|(_, came)| came).collect(),
        bodies,
        minutes: None,
        no_minutes: String::new(),
        running: row.opened && !row.held,
        to_come: !row.opened && !row.held,
        due: row.held_on <= today,
    }
}

/// The day for which chairs and bodies are offered: that of a session to come, else today.
fn sittings_day(sittings: &[Sitting], held_on: Day, today: Day) -> Day {
    if sittings.iter().any(|sitting| sitting.to_come) { held_on.max(today) } else { today }
}

async fn offered(read: &mut Reader<'_>, shell: &Shell, row: &DialogueRow, on: Day) -> Result<Offered, Halt> {
    let terms = session::chairs(read, row.organisation, on).await?;
    let around = session::around(read, row.organisation, row.held_on).await?;
    Ok(Offered {
        chairs: officials(shell.lang, &terms),
        territories: places(read, row.organisation, on).await?,
        bodies: around.into_iter().map(|(id, name, _)| Choice::new(id.to_string(), name)).collect(),
        groups: groups(shell),
    })
}

/// The place of a body and its villages.
pub(crate) async fn places(read: &mut Reader<'_>, body: i64, on: Day) -> Result<Vec<Choice>, Halt> {
    let own = organisation::find(read, body).await?.ok_or(Fault::NotThere)?;
    let villages = organisation::villages(read, own.territory, on).await?;
    let mut places = vec![Choice::new(own.territory.to_string(), own.place)];
    places.extend(villages.into_iter().map(|village| Choice::new(village.id.to_string(), village.name)));
    Ok(places)
}

/// The groups of people.
pub(super) fn groups(shell: &Shell) -> Vec<Choice> {
    Audience::ALL.iter().map(|group| Choice::new(group.as_str(), shell.of("audience", group.as_str()))).collect()
}
