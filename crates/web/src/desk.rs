//! The live desk: typing while people speak. In `write`: recording, writing anew, striking; in `together`: marking and answering
//! several at once; in `draft`, `slip`, `private` and `projector` what their names say.

mod draft;
mod near;
mod private;
mod projector;
mod slip;
mod together;
mod write;

pub(crate) use draft::keep as keep_draft;
pub(crate) use near::part as earlier_part;
pub(crate) use private::{show as private_slip, strike as strike_private_slip, withhold};
pub(crate) use projector::{part as projector_part, release, show as projector, withdraw};
pub(crate) use slip::{
    add as add_slips, image as slip_image, list as slips, set_aside as set_slip_aside, take_up as take_slip_up,
};
pub(crate) use together::{answer as answer_together, show as together};
pub(crate) use write::{raise, revise, strike, undo};

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Kind;
use domain::fold::fold;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::session::{self, SessionRow};
use store::dialogue::{self, DialogueRow};
use store::grant::{Of, may};
use store::organisation::{self, PlaceRow, TermRow};
use store::slip::SlipRow;
use store::submission::{self, Filter, SubmissionRow};
use store::{Read, Reader};

use crate::app::App;
use crate::dialogue::officials;
use crate::look::desk::{Desk, DeskEntry, DeskFilter, DeskRow, SlipAtDesk};
use crate::look::form::{Choice, FormState};
use crate::look::gathering::GatheredPick;
use crate::look::{Link, Nav, Person, Shell, Status};
use crate::page::{Halt, draw, frame, go, granted, halt, query, query_as, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Submissions of one page of the list; the older ones are a link away.
const SHOWN: usize = 60;

/// What can come of an answer on the spot, by its code.
const RESULTS: [&str; 5] = ["explained", "done", "promised", "cannot_be_done", "beyond_competence"];

/// What a page of the desk is about.
struct At {
    dialogue: DialogueRow,
    session: i64,
    /// The sessions that have begun, in order.
    begun: Vec<SessionRow>,
    villages: Vec<PlaceRow>,
}

/// The dialogue, and the session of it that is written at: the one that is named, else the last that was begun.
async fn at(read: &mut Reader<'_>, id: i64, named: Option<i64>) -> Result<At, Halt> {
    let dialogue = dialogue::find(read, id).await?.ok_or(Fault::NotThere)?;
    let sessions: Vec<_> = session::of(read, id).await?.into_iter().filter(|session| !session.struck).collect();
    let session = match named {
        Some(named) => sessions.iter().find(|session| session.id == named).ok_or(Fault::NotThere)?.id,
        None => sessions.iter().rfind(|session| session.opened).map_or(dialogue.session, |session| session.id),
    };
    let today = read.today();
    let villages = organisation::villages(read, dialogue.territory, today).await?;
    let begun = sessions.into_iter().filter(|session| session.opened).collect();
    Ok(At { dialogue, session, begun, villages })
}

/// What the form of a desk shows, and what the list beside it.
struct Shown {
    entry: DeskEntry,
    form: FormState,
    filter: Filter,
    before: Option<(i64, i64)>,
    slip: Option<i64>,
    draft: Option<String>,
}

impl Shown {
    fn of(entry: DeskEntry, form: FormState) -> Self {
        Self { entry, form, filter: Filter::All, before: None, slip: None, draft: None }
    }
}

/// `GET /dialogues/{id}/desk`, with `revise=` to write a submission anew, `turn=` for another matter of one speaker, `slip=` to
/// type from a photographed slip, `gathered=` to record what was gathered before and is spoken of now, `show=` and `before=` for the list.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let at = at(&mut read, id, query_as(&uri, "session")).await?;
    let commune = at.dialogue.territory;
    let mut shown = Shown::of(DeskEntry::New, FormState::default());
    if let Some(wanted) = query_as::<i64>(&uri, "revise") {
        let row = submission::one_at_desk(&mut read, at.session, visitor.account, wanted).await?;
        let row = row.filter(|row| !row.struck && !row.withheld).ok_or(Fault::NotThere)?;
        shown = Shown::of(DeskEntry::Revision(row.id), revision(&row, commune));
    } else {
        let last = submission::at_desk(&mut read, at.session, visitor.account, 1).await?;
        let turn = query_as(&uri, "turn");
        shown.slip = match query_as(&uri, "slip") {
            Some(slip) => waiting(&mut read, at.session, slip).await?.map(|row| row.id),
            None => None,
        };
        let proposed = match last.first() {
            Some(last) => following(last, commune, turn),
            None => first(&at),
        };
        match draft::of(&mut read, &visitor, at.session, shown.slip).await? {
            Some((form, kept_at)) if turn.is_none() => {
                shown.form = form;
                shown.draft = Some(kept_at);
            }
            _ => shown.form = proposed.clone(),
        }
        if let Some(case) = query_as(&uri, "gathered") {
            shown.form = crate::gathering::picked(&mut read, id, case, (shown.form, &proposed), &at.villages).await?;
        }
    }
    shown.filter = query(&uri, "show").and_then(|word| Filter::parse(&word)).unwrap_or_default();
    shown.before = query(&uri, "before").and_then(|text| {
        let (turn, no) = text.split_once('.')?;
        Some((turn.parse().ok()?, no.parse().ok()?))
    });
    Ok(draw(&desk(&mut read, shell, &visitor, at, shown).await?))
}

/// The first entry: of the village in which the session is held.
fn first(at: &At) -> FormState {
    let held_in = at.begun.iter().find(|session| session.id == at.session).map(|session| session.territory);
    let village = at.villages.iter().find(|village| Some(village.id) == held_in);
    let form = FormState::default().with("kind", Kind::Recommendation.as_str());
    form.with("village", village.map(|village| village.name.clone()).unwrap_or_default())
}

/// The next entry: the place of the last one, and its speaker and field where another matter of theirs follows. The next speaker comes
/// with a matter of their own, of which nobody knows the field yet.
fn following(last: &SubmissionRow, commune: i64, turn: Option<i64>) -> FormState {
    let form = FormState::default().with("kind", Kind::Recommendation.as_str());
    let form = form.with("village", named(last, commune));
    match turn.filter(|turn| *turn == last.turn) {
        Some(turn) => {
            let form = form.with("turn", turn.to_string()).with("who", last.name.clone().unwrap_or_default());
            form.with("field", last.field.clone())
        }
        None => form,
    }
}

/// The village that was named; none where the matter is of the whole commune.
fn named(row: &SubmissionRow, commune: i64) -> String {
    if row.territory == commune { String::new() } else { row.place.clone() }
}

fn revision(row: &SubmissionRow, commune: i64) -> FormState {
    FormState::default()
        .with("words", row.body.clone().unwrap_or_default())
        .with("village", named(row, commune))
        .with("field", row.field.clone())
        .with("kind", row.kind.clone())
        .with("version", row.version.to_string())
}

async fn desk(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    At { dialogue, session, begun, villages }: At,
    Shown { entry, form, filter, before, slip, draft }: Shown,
) -> Result<Desk, Halt> {
    let lang = shell.lang;
    let today = read.today();
    let page = submission::page_at_desk(read, session, visitor.account, filter, before, SHOWN).await?;
    let counts = submission::counts(read, session).await?;
    let terms = organisation::terms(read, dialogue.organisation, today).await?;
    let place = village(form.value("village"), &villages).ok().flatten().unwrap_or(dialogue.territory);
    let earlier = near::earlier(read, &shell, &dialogue, place, form.value("field")).await?;
    let opened = if let DeskEntry::Revision(id) = entry { Some(id) } else { None };
    let near = near::of(read, &shell, visitor, (&dialogue, session), (place, &form, opened)).await?;
    let picks = match (entry, slip) {
        (DeskEntry::New, None) => {
            let chosen = form.value("gathered");
            crate::gathering::picks(read, &shell, (dialogue.id, session), chosen).await?
        }
        _ => Vec::new(),
    };
    let form_gathered = crate::dialogue::choice("gathered", &form).ok().flatten();
    let gathered = crate::gathering::near_spoken(read, &shell, dialogue.id, opened).await?;
    let same_speaker = entry == DeskEntry::New && !form.value("turn").is_empty();
    let mut rows = page.rows;
    let number = match entry {
        DeskEntry::Revision(id) => {
            if !rows.iter().any(|row| row.id == id) {
                rows.extend(submission::one_at_desk(read, session, visitor.account, id).await?);
            }
            rows.iter().find(|row| row.id == id).map_or(0, |row| row.turn_no)
        }
        DeskEntry::New if same_speaker => counts.last_turn,
        DeskEntry::New => counts.last_turn + 1,
    };
    let chair = match (&dialogue.chair, &dialogue.post) {
        (Some(name), Some(post)) => format!("{name}, {}", lang.of("post", post)),
        _ => dialogue.body.clone(),
    };
    let may_write = matches!(dialogue.state.as_str(), "open" | "held")
        && granted(read, visitor.by, Act::SubmissionRaise, Of::Dialogue(dialogue.id)).await?.is_some();
    let slips = if may_write { store::slip::waiting(read, session).await? } else { 0 };
    let privates = if may_write { submission::private_slips(read, session).await? } else { Vec::new() };
    let base = format!("/dialogues/{}/desk?session={session}&show={}", dialogue.id, filter.as_str());
    Ok(Desk {
        id: dialogue.id,
        session,
        line: format!("{} · {chair} · {}", dialogue.held_on.vn(), dialogue.place),
        sessions: switch(&shell, dialogue.id, session, &begun),
        status: Status::dialogue(lang, dialogue.shown_state()),
        may_write,
        filters: filters(&shell, dialogue.id, session, filter, &counts),
        next: rows.last().filter(|_| page.more).map(|last| format!("{base}&before={}.{}", last.turn_no, last.no)),
        rows: rows.iter().map(|row| line(&shell, row)).collect(),
        total: counts.standing,
        slips,
        privates: privates
            .iter()
            .filter(|slip| !slip.struck)
            .map(|slip| {
                let words = shell.ta("private-slip-number", &[("number", &slip.no)]);
                Link::new(format!("/dialogues/{}/private-slips/{}", dialogue.id, slip.id), words)
            })
            .collect(),
        slip: match slip.filter(|_| may_write && entry == DeskEntry::New) {
            Some(slip) => at_slip(read, session, slip, slips).await?,
            None => None,
        },
        draft,
        entry,
        number,
        // Of an answer on the spot the result that most have is proposed: chosen by hand it would be a fifth field of an opinion
        // whose speaker, place, field and mark are typed, and four are the most (`an_opinion_needs_few_keys_and_no_mouse`).
        form: form
            .with("result", RESULTS[0])
            .with("answered_by", chair_of(&dialogue, &terms).map(|term| term.to_string()).unwrap_or_default()),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), lang.of("kind", kind.as_str()))).collect(),
        fields: fields(&shell),
        villages: villages.into_iter().map(|village| village.name).collect(),
        answerers: officials(lang, &terms),
        results: results(&shell),
        same_speaker,
        near,
        earlier,
        gathered,
        joins: joins(&shell, form_gathered, &picks),
        picks,
        title: dialogue.title,
        shell,
    })
}

/// The box that joins what is typed to the case of what was gathered: what it says.
fn joins(shell: &Shell, case: Option<i64>, picks: &[(String, Vec<GatheredPick>)]) -> String {
    let Some(case) = case else { return String::new() };
    let chosen = picks.iter().flat_map(|(_, rows)| rows).find(|row| row.chosen);
    let number = crate::case::number(case);
    let what = chosen.map_or_else(|| number.clone(), |row| format!("{} ({number})", row.link.text));
    shell.ta("gathering-desk-joins", &[("what", &what)])
}

/// The term of whoever chairs, who answers on the spot most often.
fn chair_of(dialogue: &DialogueRow, terms: &[TermRow]) -> Option<i64> {
    let chairs =
        |term: &&TermRow| Some(&term.name) == dialogue.chair.as_ref() && Some(&term.post) == dialogue.post.as_ref();
    terms.iter().find(chairs).map(|term| term.id)
}

/// The results of an answer as choices.
fn results(shell: &Shell) -> Vec<Choice> {
    RESULTS.iter().map(|code| Choice::new(*code, shell.of("result", code))).collect()
}

/// The slip of that id, where it waits in the session.
async fn waiting(read: &mut Reader<'_>, session: i64, id: i64) -> Result<Option<SlipRow>, Halt> {
    let found = store::slip::find(read, id).await?;
    Ok(found.filter(|row| row.session == session && row.state == "waiting"))
}

/// The slip that is typed from, where it waits in the session.
async fn at_slip(read: &mut Reader<'_>, session: i64, id: i64, count: i64) -> Result<Option<SlipAtDesk>, Halt> {
    let Some(row) = waiting(read, session, id).await? else { return Ok(None) };
    let next = store::slip::list(read, session, &["waiting"], row.no + 1, 1).await?;
    let next = next.first().map(|next| next.id);
    Ok(Some(SlipAtDesk { id, number: row.no, waiting: count, turned: row.rotation, next }))
}

/// The desks of the other sessions, where there are any.
fn switch(shell: &Shell, id: i64, current: i64, begun: &[SessionRow]) -> Vec<DeskFilter> {
    if begun.len() < 2 {
        return Vec::new();
    }
    let one = |row: &SessionRow| DeskFilter {
        link: Link::new(
            format!("/dialogues/{id}/desk?session={}", row.id),
            shell.ta("desk-session", &[("number", &row.no), ("day", &row.held_on.vn())]),
        ),
        current: row.id == current,
    };
    begun.iter().map(one).collect()
}

/// Back to the desk of the session in which a submission was typed; what came by letter has a case alone.
async fn back(read: &mut Reader<'_>, id: i64, said: &str) -> Result<Response, Halt> {
    if let Some((session, dialogue)) = submission::session_of(read, id).await? {
        return Ok(go(&format!("/dialogues/{dialogue}/desk?session={session}&said={said}")));
    }
    let place = submission::whereabouts(read, id).await?.ok_or(Fault::NotThere)?;
    Ok(go(&format!("/cases/{}", place.case)))
}

fn filters(shell: &Shell, id: i64, session: i64, current: Filter, counts: &submission::Counts) -> Vec<DeskFilter> {
    if counts.all == 0 {
        return Vec::new();
    }
    Filter::ALL
        .iter()
        .map(|filter| DeskFilter {
            link: Link::new(
                format!("/dialogues/{id}/desk?session={session}&show={}", filter.as_str()),
                shell.ta(&format!("desk-filter-{}", filter.as_str()), &[("count", &counts.of(*filter))]),
            ),
            current: *filter == current,
        })
        .collect()
}

/// The fields of work as choices.
pub(crate) fn fields(shell: &Shell) -> Vec<Choice> {
    domain::field::CODES.iter().map(|code| Choice::new(*code, shell.of("work-field", code))).collect()
}

fn line(shell: &Shell, row: &SubmissionRow) -> DeskRow {
    let mark = match row.mark.as_str() {
        _ if row.struck => "struck",
        _ if row.withheld => "private",
        _ if row.on_the_spot => "answered",
        "" if row.handling == "answered" => "later",
        "" => "none",
        mark => mark,
    };
    let open = !row.struck && !row.withheld && row.handling != "answered";
    DeskRow {
        id: row.id,
        number: row.turn_no,
        person: person(row),
        at: row.recorded_at.vn_time(),
        words: short(row.body.as_deref().unwrap_or_default(), 80),
        status: Status::mark(shell.lang, mark),
        case: row.case,
        struck: row.struck,
        pick: if open { together::Pick::of(row).to_string() } else { String::new() },
        neutral: if row.field.is_empty() { row.place.clone() } else { shell.of("work-field", &row.field) },
        private: row.withheld,
        released: row.title.clone(),
    }
}

fn person(row: &SubmissionRow) -> Person {
    match (&row.name, row.mode.as_str()) {
        (Some(name), _) if !name.is_empty() => Person::Named(name.clone()),
        (_, "unnamed") => Person::Unnamed,
        _ => Person::Kept,
    }
}

/// The village whose name was typed, with or without marks, whole or its one possible beginning.
fn village(typed: &str, villages: &[PlaceRow]) -> Result<Option<i64>, Refusal> {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Ok(None);
    }
    if let Some(village) = villages.iter().find(|village| village.fold == wanted) {
        return Ok(Some(village.id));
    }
    let mut found =
        villages.iter().filter(|village| village.fold.split(' ').collect::<Vec<_>>().join(" ").contains(&wanted));
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(Some(only.id)),
        _ => Err(Refusal::NotAChoice { field: "village" }),
    }
}
