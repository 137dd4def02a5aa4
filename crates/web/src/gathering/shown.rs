//! What other pages show of rounds: the page of a dialogue, its desk, a case, Today.

use domain::day::Day;
use domain::likeness::{Matter, Place};
use domain::permission::Act;
use store::gathering::shown::{self, RaisedIn};
use store::gathering::{self, RoundRow, opinion};
use store::grant::Of;
use store::organisation::PlaceRow;
use store::{Read, Reader, Stop};

use super::{href, line, opinion as opinion_line, title};
use crate::app::App;
use crate::case::number;
use crate::look::form::FormState;
use crate::look::gathering::{GatheredNear, GatheredPick, OfDialogue};
use crate::look::home::{Counter, WaitingRow};
use crate::look::paper::LANG;
use crate::look::parts::Shape;
use crate::look::{Link, Shell};
use crate::page::{Halt, granted, words};
use crate::session::Visitor;

/// Gathered matters that are shown beside one that was spoken.
const NEAR: usize = 4;
/// Gathered matters that stand beside the form of the desk, at most.
const PICKS: usize = 40;

/// The rounds for a dialogue, and what was gathered under each line of its agenda, to whoever reads its cases.
pub(crate) async fn of_dialogue(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (id, holder): (i64, i64),
) -> Result<OfDialogue, Halt> {
    let rounds = gathering::of_dialogue(read, id).await?;
    let reads =
        !rounds.is_empty() && granted(read, visitor.by, Act::CaseRead, Of::Organisation(holder)).await?.is_some();
    let mut agenda: Vec<(String, Vec<_>)> = Vec::new();
    if reads {
        let titles = store::dialogue::agenda(read, id).await?;
        let today = read.today();
        for (item, row) in opinion::on_agenda(read, id, today).await? {
            let title = titles.iter().find(|it| it.id == item).and_then(|it| it.title.clone()).unwrap_or_default();
            let shown = opinion_line(shell, &row, &[], true);
            match agenda.iter_mut().find(|(known, _)| *known == title) {
                Some((_, rows)) => rows.push(shown),
                None => agenda.push((title, vec![shown])),
            }
        }
    }
    let own = Of::Organisation(visitor.organisation);
    Ok(OfDialogue {
        rounds: rounds.iter().map(|row| line(shell, visitor, row)).collect(),
        agenda,
        open: match granted(read, visitor.by, Act::GatheringRecord, own).await? {
            Some(_) => format!("/gatherings/new?dialogue={id}"),
            None => String::new(),
        },
    })
}

/// What was gathered for a dialogue and sent, by the lines of its agenda, each leading to the desk with a form filled from it; the rest
/// stands on the page of the dialogue.
pub(crate) async fn picks(
    read: &mut Reader<'_>,
    shell: &Shell,
    (dialogue, session): (i64, i64),
    chosen: &str,
) -> Result<Vec<(String, Vec<GatheredPick>)>, Halt> {
    let mut items: Vec<(String, Vec<GatheredPick>)> = Vec::new();
    for row in shown::matters(read, dialogue).await?.into_iter().take(PICKS) {
        let item = row.agenda.unwrap_or_else(|| shell.t("gathering-picks-beside"));
        let desk = format!("/dialogues/{dialogue}/desk?session={session}&gathered={}", row.case);
        let pick = GatheredPick {
            link: Link::new(desk, words(shell, row.words.as_deref(), 90)),
            line: format!("{} · {}", row.gatherer, number(row.case)),
            chosen: chosen == row.case.to_string(),
        };
        match items.iter_mut().find(|(known, _)| *known == item) {
            Some((_, rows)) => rows.push(pick),
            None => items.push((item, vec![pick])),
        }
    }
    Ok(items)
}

/// The form of the desk as a gathered matter fills it: what somebody typed already stays, and what the desk itself `proposed` is not
/// typed.
pub(crate) async fn picked(
    read: &mut Reader<'_>,
    dialogue: i64,
    case: i64,
    (mut form, proposed): (FormState, &FormState),
    villages: &[PlaceRow],
) -> Result<FormState, Halt> {
    let found = shown::matters(read, dialogue).await?.into_iter().find(|row| row.case == case);
    let Some(row) = found else { return Ok(form) };
    let village = villages.iter().find(|village| village.id == row.territory);
    let village = village.map_or_else(String::new, |village| village.name.clone());
    for (name, value) in [("village", village), ("field", row.field), ("words", row.words.unwrap_or_default())] {
        let now = form.value(name);
        if now.trim().is_empty() || now == proposed.value(name) {
            form.values.insert(name.to_owned(), vec![value]);
        }
    }
    form.values.insert("gathered".to_owned(), vec![case.to_string()]);
    Ok(form)
}

/// Joins what was just raised to the case of what was gathered, where the form was filled from that. What can't be joined, since it
/// was answered on the spot or the case is closed, stays a case of its own.
pub(crate) async fn join(
    app: &App,
    visitor: &Visitor,
    key: &str,
    (case, root): (i64, Option<i64>),
) -> Result<bool, Halt> {
    let Some(root) = root else { return Ok(false) };
    let row = store::case::find(&mut app.office.store().reader().await?, case).await?;
    let Some(row) = row else { return Ok(false) };
    let (version, happened_on) = (row.version, row.raised_on);
    let act = acts::case::Link { case, version, root, reason: LANG.t("gathering-desk-reason"), happened_on };
    match app.office.act(visitor.by, &format!("{key}-gathered"), act).await {
        Ok(_) => Ok(true),
        Err(Stop::Refused(_)) => Ok(false),
        Err(Stop::Failed(error)) => Err(error.into()),
    }
}

/// The gathered matters of a dialogue that are near to what was just spoken, each with the press that links the two.
pub(crate) async fn near(
    read: &mut Reader<'_>,
    shell: &Shell,
    dialogue: i64,
    opened: Option<i64>,
) -> Result<Vec<GatheredNear>, Halt> {
    // The one that is open at the desk, else the one that was just recorded: what it says can be taken back names it.
    let undo = shell.notice.as_ref().and_then(|notice| notice.undo.as_ref());
    let saved = || undo.and_then(|undo| undo.action.split('/').nth(2)?.parse().ok());
    let Some(submission) = opened.or_else(saved) else { return Ok(Vec::new()) };
    let Some(spoken) = shown::spoken(read, submission).await? else { return Ok(Vec::new()) };
    let own = Matter::new(spoken.words.as_deref().unwrap_or_default(), &spoken.field, &spoken.place.1);
    let mut found = Vec::new();
    for row in shown::matters(read, dialogue).await? {
        let place = if row.territory == spoken.place.0 { Place::Same } else { Place::Other };
        let other = Matter::new(row.words.as_deref().unwrap_or_default(), &row.field, &spoken.place.1);
        let like = own.likeness(&other, place);
        if like.is_proposed() && row.case != spoken.case {
            found.push((like.percent, row));
        }
    }
    found.sort_by_key(|(percent, _)| std::cmp::Reverse(*percent));
    let near = found.into_iter().take(NEAR).map(|(_, row)| GatheredNear {
        case: spoken.case,
        version: spoken.version,
        root: row.case,
        link: Link::new(format!("/cases/{}", row.case), words(shell, row.words.as_deref(), 90)),
        line: [Some(row.gatherer), row.agenda, Some(number(row.case))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    });
    Ok(near.collect())
}

/// The rounds in which a case was raised, for its page.
pub(crate) fn raised_in(shell: &Shell, rows: &[RaisedIn], may_open: bool) -> Vec<Link> {
    let link = |row: &RaisedIn| {
        let day = Day::vn(row.sent_on);
        let mut text = shell.ta("gathering-raised", &[("gatherer", &row.gatherer), ("day", &day)]);
        if let Some(theme) = &row.theme {
            text = format!("{text}. {}", shell.ta("gathering-raised-theme", &[("theme", theme)]));
        }
        Link::new(if may_open { href(row.round) } else { String::new() }, text)
    };
    rows.iter().map(link).collect()
}

/// The requests whose synthesis a body is to send by a day, for Today. Where no request names a day there is none: no rule of the
/// rulebook gives one.
pub(crate) async fn asked(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    size: usize,
) -> Result<Vec<WaitingRow>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    if granted(read, visitor.by, Act::GatheringRecord, own).await?.is_none() {
        return Ok(Vec::new());
    }
    let today = read.today();
    let row = |row: &RoundRow| {
        let asked = row.asked_on.map(|on| shell.ta("today-gathering-request", &[("day", &on.vn())]));
        let over = row.by_on.is_some_and(|by_on| by_on < today);
        WaitingRow {
            case: Link::new(href(row.id), title(shell, row)),
            why: [asked, row.request.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            body: row.holder.1.clone(),
            words: shell.t(if over { "today-gathering-over" } else { "today-gathering-waits" }),
            due: row.by_on.map(Day::vn).unwrap_or_default(),
            over,
            date: None,
        }
    };
    Ok(shown::asked_by(read, visitor.organisation, size).await?.iter().map(row).collect())
}

/// What Today counts: syntheses that wait for a decision, and requests that wait for a synthesis.
pub(crate) async fn counters(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor) -> Result<Vec<Counter>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let Some(grant) = granted(read, visitor.by, Act::GatheringRead, own).await? else { return Ok(Vec::new()) };
    let (come, asked) = shown::waits(read, &grant).await?;
    let counters = [(come, "today-gathering-come", Shape::Flag), (asked, "today-gathering-asked", Shape::Todo)];
    let counter =
        |(count, key, shape)| Counter { count, link: Link::new("/gatherings", shell.t(key)), shape, more: false };
    Ok(counters.into_iter().filter(|(count, ..)| *count > 0).map(counter).collect())
}
