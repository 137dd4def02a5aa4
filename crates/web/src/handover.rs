//! Handovers: the lists of what ended bodies and terms leave, and giving it, group by group.

mod give;
mod taken;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::handover::{Group as Together, Kind};
use domain::permission::Act;
use store::grant::{Of, may};
use store::handover::{self, GroupRow, HandoverRow, ItemRow};
use store::{Reader, term};

pub(crate) use give::{close, give};

use crate::app::App;
use crate::case;
use crate::dialogue::of;
use crate::look::form::{Choice, FormState};
use crate::look::handover::{Group, HandoverPage, HandoverRow as Line, Handovers, Item, Opened, WrongGroup};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, file, frame, granted, halt, query, query_as, words};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 50;

/// So many receivers are all that a list offers; more are found by their names.
const MANY: usize = 50;

/// A handover as a row.
pub(crate) fn line(shell: &Shell, row: &HandoverRow) -> Line {
    let by_term = row.term.is_some();
    Line {
        id: row.id,
        title: title(shell, row),
        body: if by_term { row.body.clone() } else { String::new() },
        ended_on: row.ended_on.vn(),
        items: row.items,
        open: row.open,
        status: match (row.state.as_str(), row.open) {
            ("closed", _) => Status::new(Shape::Done, shell.t("handover-closed")),
            (_, 0) => Status::new(Shape::Doing, shell.t("handover-state-given")),
            (_, open) => Status::new(Shape::Soon, shell.ta("handover-state-open", &[("count", &open)])),
        },
    }
}

/// What ended: the body, or the post with whoever held it.
fn title(shell: &Shell, row: &HandoverRow) -> String {
    match (&row.post, &row.official) {
        (Some(post), Some(name)) => shell.ta("handover-post", &[("post", &shell.of("post", post)), ("name", name)]),
        _ => row.body.clone(),
    }
}

/// `GET /handovers`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Organisations);
    let mut read = app.office.store().reader().await?;
    let body = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::HandoverRead, Of::Organisation(body)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::Taken { shell: shell.clone(), grant, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = handover::list(&mut read, &grant, query_as(&uri, "before"), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/handovers?of={body}&before={}", last.id));
    Ok(draw(&Handovers { rows: page.rows.iter().map(|row| line(&shell, row)).collect(), next, shell }))
}

/// What a page of a handover was asked with.
#[derive(Default)]
pub(crate) struct Asked {
    /// The group whose items are shown.
    group: Option<Together>,
    /// The group or item after which the page begins.
    after: Option<String>,
    /// What the names of the receivers are narrowed by.
    find: String,
    /// A group's or an item's form that was wrong, by its number or id.
    wrong: Option<WrongGroup>,
    /// The form that closes the list, as it was refused.
    close: FormState,
}

/// The word of a group in an address and in a form: kind, place, field.
fn code(group: &Together) -> String {
    format!("{}.{}.{}", group.kind.as_str(), group.territory, group.field)
}

/// The group of such a word.
fn parse(code: &str) -> Option<Together> {
    let mut parts = code.splitn(3, '.');
    let (kind, territory) = (Kind::parse(parts.next()?)?, parts.next()?.parse().ok()?);
    Some(Together { kind, territory, field: parts.next()?.to_owned() })
}

/// `GET /handovers/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Organisations);
    let group = query(&uri, "group").and_then(|code| parse(&code));
    let asked =
        Asked { group, after: query(&uri, "after"), find: query(&uri, "find").unwrap_or_default(), ..Asked::default() };
    Ok(draw(&page(&app, shell, &visitor, id, asked).await?))
}

/// The page of a handover, for somebody who may read it.
async fn page(app: &App, shell: Shell, visitor: &Visitor, id: i64, asked: Asked) -> Result<HandoverPage, Halt> {
    let mut read = app.office.store().reader().await?;
    let row = handover::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let of = Of::Organisation(row.organisation);
    may(&mut read, visitor.by, Act::HandoverRead, of).await.map_err(halt(shell.clone()))?;
    let may_give = granted(&mut read, visitor.by, Act::HandoverGive, of).await?.is_some();
    let to_official = row.term.is_some();
    let mut receivers = if may_give { receivers(&mut read, &shell, &row, &asked.find).await? } else { Vec::new() };
    let many = receivers.len() >= MANY;
    let (mut groups, mut forms, mut next, mut opened) = (Vec::new(), Vec::new(), None, None);
    if let Some(group) = asked.group {
        let shown = items(&mut read, &shell, visitor, &row, &group, asked.after.as_deref()).await?;
        forms = shown.1;
        opened = Some(shown.0);
    } else {
        let after = asked.after.as_deref().and_then(parse);
        let found = handover::groups(&mut read, id, row.open > 0, after.as_ref(), PAGE).await?;
        for (at, group) in found.rows.iter().enumerate() {
            let drawn = drawn(&shell, id, group, i64::try_from(at).unwrap_or_default());
            if let Some(proposed) = group.proposed.map(|id| id.to_string()) {
                if may_give && !to_official && receivers.iter().all(|choice| choice.value != proposed) {
                    receivers.push(Choice::new(proposed.clone(), drawn.proposed.clone()));
                }
                forms.push((drawn.number, FormState::default().with("receiver", proposed)));
            }
            groups.push(drawn);
        }
        let last = found.rows.last().filter(|_| found.more);
        next = last.map(|last| format!("/handovers/{id}?after={}", code(&last.group)));
    }
    Ok(HandoverPage {
        id,
        title: title(&shell, &row),
        line: if to_official {
            shell.ta("handover-term-ended", &[("body", &row.body), ("day", &row.ended_on.vn())])
        } else {
            shell.ta("handover-body-ended", &[("day", &row.ended_on.vn())])
        },
        items: row.items,
        open: row.open,
        closed: row.state == "closed",
        version: row.version,
        groups,
        next,
        opened,
        may_give,
        to_official,
        receivers,
        find: (many || !asked.find.is_empty()).then(|| FormState::default().with("find", asked.find)),
        forms,
        wrong: asked.wrong,
        close: asked.close,
        shell,
    })
}

/// Those who can receive: bodies, or the officials of the same body where an official left.
async fn receivers(read: &mut Reader<'_>, shell: &Shell, row: &HandoverRow, find: &str) -> Result<Vec<Choice>, Halt> {
    if row.term.is_none() {
        let found = handover::receivers(read, row.organisation, find).await?;
        return Ok(found.into_iter().map(|body| Choice::new(body.id.to_string(), body.name)).collect());
    }
    let terms = term::list(read, row.organisation).await?;
    Ok(terms
        .into_iter()
        .filter(|term| term.to == Day::OPEN)
        .map(|term| {
            let post = shell.of("post", &term.post);
            Choice::new(term.id.to_string(), shell.ta("handover-post", &[("post", &post), ("name", &term.name)]))
        })
        .collect())
}

/// Kind, place and field of a group, in words.
fn named(shell: &Shell, group: &Together, place: &str) -> String {
    let kind = shell.of("handover-kind", group.kind.as_str());
    let field = match group.kind {
        Kind::Case if group.field.is_empty() => shell.t("handover-no-field"),
        Kind::Case => case::field(shell, &group.field),
        _ => String::new(),
    };
    [kind, place.to_owned(), field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn drawn(shell: &Shell, handover: i64, row: &GroupRow, number: i64) -> Group {
    Group {
        code: code(&row.group),
        number,
        title: named(shell, &row.group, &row.place),
        items: row.items,
        open: row.open,
        href: format!("/handovers/{handover}?group={}", code(&row.group)),
        proposed: row.proposed_name.clone().unwrap_or_default(),
    }
}

/// The items of a group, with what may be read of each, and the forms with their proposals.
async fn items(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    row: &HandoverRow,
    group: &Together,
    after: Option<&str>,
) -> Result<(Opened, Vec<(i64, FormState)>), Halt> {
    let after = after.and_then(|id| id.parse().ok());
    let found = handover::items(read, row.id, Some(group), after, PAGE).await?;
    let first = found.rows.first().ok_or(Fault::NotThere)?;
    let place = first.place.clone();
    let (mut items, mut forms) = (Vec::new(), Vec::new());
    let mut open = BTreeSet::new();
    for item in &found.rows {
        if item.state == "open" {
            open.insert(item.id);
            if let Some(proposed) = item.proposed {
                forms.push((item.id, FormState::default().with("receiver", proposed.to_string())));
            }
        }
        items.push(Item {
            id: item.id,
            what: what(read, shell, visitor, item).await?,
            receiver: item.receiver_name.clone().unwrap_or_default(),
            open: item.state == "open",
        });
    }
    let next = found.rows.last().filter(|_| found.more);
    let group = Group {
        code: code(group),
        number: 0,
        title: named(shell, group, &place),
        items: i64::try_from(items.len()).unwrap_or_default(),
        open: i64::try_from(open.len()).unwrap_or_default(),
        href: String::new(),
        proposed: String::new(),
    };
    let next = next.map(|last| format!("/handovers/{}?group={}&after={}", row.id, group.code, last.id));
    Ok((Opened { group, items, next }, forms))
}

/// What an item is: the words of a case or a dialogue only for whoever may read it.
async fn what(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor, item: &ItemRow) -> Result<Link, Halt> {
    let id = item.subject;
    Ok(match item.group.kind {
        Kind::Case => {
            let number = shell.ta("handover-case", &[("number", &case::number(id))]);
            if granted(read, visitor.by, Act::CaseRead, Of::Case(id)).await?.is_some() {
                let points = store::case::points(read, id).await?;
                let words = words(shell, points.first().and_then(|point| point.body.as_deref()), 70);
                Link::new(format!("/cases/{id}"), format!("{number}: {words}"))
            } else {
                Link::new("", number)
            }
        }
        Kind::Dialogue => {
            let number = shell.ta("handover-dialogue", &[("number", &id.to_string())]);
            if granted(read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await?.is_some() {
                Link::new(format!("/dialogues/{id}/desk"), number)
            } else {
                Link::new("", number)
            }
        }
        Kind::Membership => {
            let role = shell.of("role", &item.detail);
            Link::new("", [item.name.clone().unwrap_or_default(), role].join(", "))
        }
        Kind::Body => Link::new("", item.name.clone().unwrap_or_default()),
    })
}
