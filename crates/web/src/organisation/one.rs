//! One body: what it is and was, what stands over and under it, who holds its posts, and the forms that change it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use domain::day::Day;
use domain::organisation::{COMMITTEE, POSTS};
use domain::permission::Act;
use domain::territory::Level;
use store::grant::{Of, may};
use store::organisation::{ApprovalRow, Asked, OrganisationRow};
use store::{Read, Reader, handover, organisation, term, territory};

use super::{Answer, href, kinds, line_choices, outside_choice, top};
use crate::app::App;
use crate::look::form::{Choice, FormState};
use crate::look::organisation::{Finder, NameRow, Organisation, Related, TermRow, Wrong};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, frame, granted, halt, query};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Bodies that a form offers as successors.
const OFFERED: usize = 30;
/// Bodies offered as the one above.
const PLACES: usize = 200;
/// Handovers that are looked through for those of the body.
const LISTS: usize = 50;

/// `GET /organisations/{id}`; `find=` looks for successors by name.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Answer {
    Ok(draw(&page(&app, &visitor, &uri, id, None).await?))
}

/// The page, with the form that was wrong.
pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    wrong: Option<(String, FormState)>,
) -> Result<Organisation, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Organisations);
    if wrong.is_some() {
        shell.path = href(id);
    }
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let (by, of) = (visitor.by, Of::Organisation(id));
    may(&mut read, by, Act::OrganisationRead, of).await.map_err(halt(shell.clone()))?;
    let may_found = granted(&mut read, by, Act::OrganisationFound, of).await?.is_some();
    let may_change = granted(&mut read, by, Act::OrganisationChange, of).await?.is_some();
    let may_settle = granted(&mut read, by, Act::OrganisationSettle, of).await?.is_some();
    let row = organisation::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let own_approval = organisation::own_approval(&mut read, id).await?;
    let approval = organisation::approval(&mut read, id).await?.map_or_else(String::new, |row| settled(&shell, &row));
    let place = territory::find(&mut read, row.territory).await?;
    let above = match place.as_ref().and_then(|place| place.parent) {
        Some(parent) => territory::find(&mut read, parent).await?,
        None => None,
    };
    let ended = row.to < Day::OPEN;
    let (terms, past_terms) = terms(&mut read, &shell, id, today).await?;
    let proposed = FormState::default();
    let mut find = query(uri, "find").unwrap_or_default();
    let mut offered = Offered::default();
    if !ended && (may_found || may_change) {
        let ending = wrong.as_ref().filter(|(form, _)| form == "end").map(|(_, form)| form);
        if let Some(form) = ending {
            form.value("find").clone_into(&mut find);
        }
        let chosen = ending.map_or(&[] as &[String], |form| form.values("successors"));
        offered = offer(&mut read, visitor, &row, &find, chosen).await?;
        offered.bodies.insert(0, Choice::new("none", shell.t("superior-none")));
    }
    let superiors = organisation::superiors(&mut read, id, today).await?;
    // The line of authority over a body outside the program says alone who keeps what is known of it.
    let (stationed, inferiors): (Vec<_>, Vec<_>) =
        organisation::inferiors(&mut read, id, today).await?.into_iter().partition(|(_, body)| body.outside);
    let has_villages = row.level == Level::Commune.as_str();
    Ok(Organisation {
        id,
        kind: shell.of("body-kind", &row.kind),
        place: above.map_or_else(|| row.place.clone(), |above| format!("{}, {}", row.place, lower(&above.name))),
        states: states(&shell, &row),
        last: if ended { row.to.vn() } else { String::new() },
        successors: organisation::successors(&mut read, id).await?.into_iter().map(|next| link(&next.body)).collect(),
        handovers: handovers(&mut read, visitor, &shell, id).await?,
        version: row.version,
        names: organisation::names(&mut read, id).await?.into_iter().map(name).collect(),
        superiors: related(&mut read, visitor, &shell, superiors).await?,
        inferiors: related(&mut read, visitor, &shell, inferiors).await?,
        stationed: related(&mut read, visitor, &shell, stationed).await?,
        terms,
        past_terms,
        villages: if has_villages {
            let villages = territory::villages(&mut read, row.territory, today).await?;
            villages.into_iter().map(|village| village.name).collect()
        } else {
            Vec::new()
        },
        has_villages,
        keeps_schools: has_villages && row.kind == COMMITTEE,
        may_found,
        may_change,
        may_settle: may_settle && !ended && !row.outside,
        own_approval,
        approval,
        wrong: wrong.map(|(form, state)| Wrong { form, state }),
        proposed_villages: if row.from == Day::FLOOR {
            FormState::default()
        } else {
            FormState::default().with("from_on", row.from.vn())
        },
        proposed_terms: FormState::default(),
        proposed: proposed
            .with("from_on", today.vn())
            .with("ended_on", today.vn())
            .with("left_on", today.vn())
            .with("happened_on", today.vn()),
        posts: POSTS.map(|post| Choice::new(post, shell.of("post", post))).into(),
        people: offered.people,
        kinds: kinds(&shell),
        lines: line_choices(&shell),
        bodies: offered.bodies,
        place_finder: offered.finder,
        candidates: offered.candidates,
        find,
        outside_choice: outside_choice(&shell),
        name: row.name,
        shell,
    })
}

/// Who settled who approves the replies of a body, from when on, and why: one line.
pub(crate) fn settled(shell: &Shell, row: &ApprovalRow) -> String {
    let reason = row.reason.clone().unwrap_or_else(|| shell.t("minutes-words-erased"));
    shell.ta("approval-settled", &[("name", &row.by), ("day", &row.on.vn()), ("reason", &reason)])
}

fn link(row: &OrganisationRow) -> Link {
    Link::new(href(row.id), row.name.clone())
}

/// The type of a place in small letters, as within a line.
pub(super) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn states(shell: &Shell, row: &OrganisationRow) -> Vec<Status> {
    let mut states = Vec::new();
    if row.to < Day::OPEN {
        states.push(Status::new(Shape::Undone, shell.t("organisation-over")));
    }
    if row.outside {
        states.push(Status::new(Shape::Sent, shell.t("organisation-outside")));
    }
    states
}

fn name(row: organisation::NameRow) -> NameRow {
    NameRow {
        name: row.name,
        from: if row.from == Day::FLOOR { String::new() } else { row.from.vn() },
        until: if row.to == Day::OPEN { String::new() } else { row.to.plus(-1).vn() },
        basis: row.basis.unwrap_or_default(),
    }
}

/// Terms in force or to come, and those that are over.
async fn terms(
    read: &mut Reader<'_>,
    shell: &Shell,
    id: i64,
    today: Day,
) -> Result<(Vec<TermRow>, Vec<TermRow>), Halt> {
    let (lasting, over): (Vec<_>, Vec<_>) = term::list(read, id).await?.into_iter().partition(|row| row.to > today);
    let row = |row: term::TermSpan| TermRow {
        id: row.id,
        name: row.name,
        post: shell.of("post", &row.post),
        from: row.from.vn(),
        until: if row.to == Day::OPEN { String::new() } else { row.to.plus(-1).vn() },
    };
    let mut lasting = lasting;
    lasting.sort_by_key(|row| POSTS.iter().position(|post| *post == row.post));
    Ok((lasting.into_iter().map(row).collect(), over.into_iter().map(row).collect()))
}

/// An official as a choice; one of several of a name with body and login, so that the right one is taken.
fn known(all: &[term::OfficialRow], one: &term::OfficialRow) -> Choice {
    let alone = all.iter().filter(|other| other.name == one.name).count() == 1;
    let apart = [&one.body, &one.login].into_iter().filter(|part| !alone && !part.is_empty());
    let hint = apart.map(String::as_str).collect::<Vec<_>>().join(", ");
    Choice { hint, ..Choice::new(one.id.to_string(), one.name.clone()) }
}

/// Bodies beside this one, each once with its lines; a link where the reader may open it.
async fn related(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: &Shell,
    rows: Vec<(String, OrganisationRow)>,
) -> Result<Vec<Related>, Halt> {
    let mut found: Vec<(i64, Related)> = Vec::new();
    let mut open: BTreeMap<i64, bool> = BTreeMap::new();
    for (line, row) in rows {
        let said = shell.of("line", &line);
        if let Some((_, known)) = found.iter_mut().find(|(id, _)| *id == row.id) {
            known.lines = format!("{}, {said}", known.lines);
            continue;
        }
        let may = match open.get(&row.id) {
            Some(known) => *known,
            None => granted(read, visitor.by, Act::OrganisationRead, Of::Organisation(row.id)).await?.is_some(),
        };
        open.insert(row.id, may);
        let link = if may { link(&row) } else { Link::new("", row.name) };
        found.push((row.id, Related { link, lines: said }));
    }
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// Lists of what this body or a term in it left, that are open.
async fn handovers(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, id: i64) -> Result<Vec<Link>, Halt> {
    let Some(grant) = granted(read, visitor.by, Act::HandoverRead, Of::Organisation(id)).await? else {
        return Ok(Vec::new());
    };
    let page = handover::list(read, &grant, None, LISTS).await?;
    let own = page.rows.into_iter().filter(|row| row.organisation == id && row.state == "open");
    Ok(own
        .map(|row| {
            let text = shell.ta("handover-link", &[("day", &row.ended_on.vn())]);
            Link::new(format!("/handovers/{}", row.id), text)
        })
        .collect())
}

/// What the forms offer.
#[derive(Default)]
struct Offered {
    people: Vec<Choice>,
    bodies: Vec<Choice>,
    finder: Option<Finder>,
    candidates: Vec<Choice>,
}

async fn offer(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    row: &OrganisationRow,
    find: &str,
    chosen: &[String],
) -> Result<Offered, Halt> {
    let top = top(read, visitor, Act::OrganisationRead).await?;
    let people = term::officials(read, top).await?;
    let today = read.today();
    let choice = |body: &OrganisationRow| Choice::new(body.id.to_string(), body.name.clone());
    let find = find.trim();
    let kind = if find.is_empty() { row.kind.as_str() } else { "" };
    let asked = Asked { kind, ..Asked::in_force(top, today, find) };
    let page = organisation::listed(read, &asked, None, OFFERED + 1).await?;
    let mut candidates: Vec<Choice> =
        page.rows.iter().filter(|body| body.id != row.id && body.to == Day::OPEN).take(OFFERED).map(choice).collect();
    for id in chosen {
        if candidates.iter().all(|choice| choice.value != *id)
            && let Ok(id) = id.parse()
            && let Some(body) = organisation::find(read, id).await?.filter(|body| body.to == Day::OPEN)
        {
            candidates.push(choice(&body));
        }
    }
    let asked = Asked { not_under: row.id, ..Asked::in_force(top, today, find) };
    let page = organisation::listed(read, &asked, None, PLACES).await?;
    Ok(Offered {
        people: people.iter().map(|person| known(&people, person)).collect(),
        bodies: page.rows.iter().filter(|body| body.to == Day::OPEN).map(choice).collect(),
        finder: (page.more || !find.is_empty()).then(|| Finder {
            action: href(row.id),
            find: find.to_owned(),
            of: top,
            shown: i64::try_from(page.rows.len()).unwrap_or_default(),
            more: page.more,
        }),
        candidates,
    })
}
