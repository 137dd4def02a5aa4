//! The live desk: typing while people speak, writing anew, striking.

use std::sync::Arc;

use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise, Revise, Strike, Undo};
use axum::extract::{Form, OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Kind;
use domain::fold::fold;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::{self, DialogueRow};
use store::grant::{Of, may};
use store::organisation::{self, PlaceRow};
use store::submission::{self, SubmissionRow};
use store::{Read, Reader, Stop, case};

use crate::app::App;
use crate::case::renew;
use crate::dialogue::{choice, officials};
use crate::look::desk::{Desk, DeskEntry, DeskRow, Earlier, EarlierPart};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Person, Shell, Status};
use crate::page::{
    Halt, draw, frame, go, halt, key_of, query, query_as, redraw, refuse, short, to_submission, unreadable,
};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Submissions shown at the desk; two hundred opinions are a long evening.
const SHOWN: usize = 250;

/// `GET /dialogues/{id}/desk`, with `revise=` to write a submission anew and `turn=` for another matter of one speaker.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let dialogue = dialogue::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let rows = submission::at_desk(&mut read, dialogue.session, visitor.account, SHOWN).await?;
    let (entry, form) = match query_as::<i64>(&uri, "revise") {
        Some(wanted) => match rows.iter().find(|row| row.id == wanted && !row.struck) {
            Some(row) => (DeskEntry::Revision(row.id), revision(row, dialogue.territory)),
            None => return Err(Fault::NotThere.into()),
        },
        None => (DeskEntry::New, following(&rows, dialogue.territory, query_as(&uri, "turn"))),
    };
    Ok(draw(&desk(&mut read, shell, &visitor, dialogue, rows, entry, form).await?))
}

/// The next entry: place and field of the last one, and its speaker where another matter of theirs follows.
fn following(rows: &[SubmissionRow], commune: i64, turn: Option<i64>) -> FormState {
    let form = FormState::default().with("kind", Kind::Recommendation.as_str());
    let Some(last) = rows.first() else { return form };
    let form = form.with("village", named(last, commune)).with("field", last.field.clone());
    match turn.filter(|turn| *turn == last.turn) {
        Some(turn) => form.with("turn", turn.to_string()).with("who", last.name.clone().unwrap_or_default()),
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
        .with("version", row.version.to_string())
}

async fn desk(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    dialogue: DialogueRow,
    rows: Vec<SubmissionRow>,
    entry: DeskEntry,
    form: FormState,
) -> Result<Desk, Halt> {
    let lang = shell.lang;
    let today = read.today();
    let villages = organisation::villages(read, dialogue.territory, today).await?;
    let terms = organisation::terms(read, dialogue.organisation, today).await?;
    let place = village(form.value("village"), &villages).ok().flatten().unwrap_or(dialogue.territory);
    let earlier = earlier(read, &shell, &dialogue, place, form.value("field")).await?;
    let turns = rows.first().map_or(0, |row| row.turn_no);
    let same_speaker = entry == DeskEntry::New && !form.value("turn").is_empty();
    let number = match entry {
        DeskEntry::Revision(id) => rows.iter().find(|row| row.id == id).map_or(0, |row| row.turn_no),
        DeskEntry::New if same_speaker => turns,
        DeskEntry::New => turns + 1,
    };
    let chair = match (&dialogue.chair, &dialogue.post) {
        (Some(name), Some(post)) => format!("{name}, {}", lang.of("post", post)),
        _ => dialogue.body.clone(),
    };
    Ok(Desk {
        id: dialogue.id,
        line: format!("{} · {chair} · {}", dialogue.held_on.vn(), dialogue.place),
        status: Status::dialogue(lang, &dialogue.state),
        may_write: crate::dialogue::line(lang, &dialogue, visitor).may_write,
        title: dialogue.title,
        total: i64::try_from(rows.iter().filter(|row| !row.struck).count()).unwrap_or_default(),
        rows: rows.iter().map(|row| line(&shell, row)).collect(),
        filters: Vec::new(),
        next: None,
        entry,
        number,
        form,
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), lang.of("kind", kind.as_str()))).collect(),
        fields: fields(&shell),
        villages: villages.into_iter().map(|village| village.name).collect(),
        answerers: officials(lang, &terms),
        same_speaker,
        earlier,
        shell,
    })
}

/// What was raised before about the field in the place, as the reader's case pages tell it.
async fn earlier(
    read: &mut Reader<'_>,
    shell: &Shell,
    dialogue: &DialogueRow,
    place: i64,
    field: &str,
) -> Result<Vec<Earlier>, Halt> {
    if field.is_empty() {
        return Ok(Vec::new());
    }
    let rows = case::earlier(read, dialogue.organisation, place, field, dialogue.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| Earlier {
            case: Link::new(format!("/cases/{}", row.id), short(row.words.as_deref().unwrap_or_default(), 60)),
            line: format!("{}, {}", row.raised_on.vn(), row.place),
            status: Status::outcome(shell.lang, &row.outcome),
        })
        .collect())
}

/// `GET /dialogues/{id}/earlier`: the same, when place or field change while somebody types.
pub(crate) async fn earlier_part(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let (dialogue, villages) = where_to(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let place = village(&query(&uri, "village").unwrap_or_default(), &villages).ok().flatten();
    let field = query(&uri, "field").unwrap_or_default();
    let place = place.unwrap_or(dialogue.territory);
    let earlier = earlier(&mut read, &shell, &dialogue, place, &field).await?;
    Ok(draw(&EarlierPart { shell, earlier }))
}

/// The fields of work as choices.
pub(crate) fn fields(shell: &Shell) -> Vec<Choice> {
    domain::field::CODES.iter().map(|code| Choice::new(*code, shell.of("work-field", code))).collect()
}

fn line(shell: &Shell, row: &SubmissionRow) -> DeskRow {
    let mark = match row.mark.as_str() {
        _ if row.struck => "struck",
        _ if row.handling == "answered" => "answered",
        "" => "none",
        mark => mark,
    };
    DeskRow {
        id: row.id,
        number: row.turn_no,
        person: person(row),
        at: row.recorded_at.vn_time(),
        words: short(row.body.as_deref().unwrap_or_default(), 80),
        status: Status::mark(shell.lang, mark),
        case: row.case,
        struck: row.struck,
    }
}

fn person(row: &SubmissionRow) -> Person {
    match (&row.name, row.mode.as_str()) {
        (Some(name), _) if !name.is_empty() => Person::Named(name.clone()),
        (_, "unnamed") => Person::Unnamed,
        _ => Person::Kept,
    }
}

/// `POST /dialogues/{id}/desk`: records what somebody raises.
pub(crate) async fn raise(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let mut read = app.office.store().reader().await?;
    let Some((dialogue, villages)) = where_to(&mut read, id).await? else {
        return Err(Fault::NotThere.into());
    };
    drop(read);
    let done = match typed(&form, dialogue.session, &villages) {
        Ok(act) => app.office.act(visitor.by, &key, act).await,
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::SubmissionRaise, Of::Dialogue(id), refusal).await),
    };
    match done {
        Ok(done) if form.value("then") == "same" => Ok(go(&format!(
            "/dialogues/{id}/desk?turn={}&said=raised&undo={}",
            done.answer.turn, done.answer.submission
        ))),
        Ok(done) => Ok(go(&format!("/dialogues/{id}/desk?said=raised&undo={}", done.answer.submission))),
        Err(stop) => wrong(&app, &visitor, &uri, dialogue, DeskEntry::New, form, stop).await,
    }
}

async fn where_to(read: &mut Reader<'_>, id: i64) -> Result<Option<(DialogueRow, Vec<PlaceRow>)>, store::Error> {
    let Some(dialogue) = dialogue::find(read, id).await? else { return Ok(None) };
    let today = read.today();
    let villages = organisation::villages(read, dialogue.territory, today).await?;
    Ok(Some((dialogue, villages)))
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

fn typed(form: &FormState, session: i64, villages: &[PlaceRow]) -> Result<Raise, Refusal> {
    let mark = match form.value("mark") {
        "" => Mark::None,
        "answered" => Mark::Answered,
        "conclusion" => Mark::Conclusion,
        "beyond" => Mark::Beyond,
        _ => return Err(Refusal::NotAChoice { field: "mark" }),
    };
    let answer = match mark {
        Mark::Answered => Some(Answer {
            answered_by: choice("answered_by", form)?,
            result: SpotResult::Explained,
            by_on: None,
            words: form.value("answer").to_owned(),
            ground: String::new(),
        }),
        _ => None,
    };
    let kind = match form.value("kind") {
        "" => Kind::Recommendation,
        word => Kind::parse(word).ok_or(Refusal::NotAChoice { field: "kind" })?,
    };
    Ok(Raise {
        session,
        turn: choice("turn", form)?,
        words: form.value("words").to_owned(),
        name: form.value("who").to_owned(),
        contact: form.value("contact").to_owned(),
        represents: String::new(),
        mode: if form.chosen("unnamed", "yes") { Mode::Unnamed } else { Mode::Named },
        head_count: None,
        territory: village(form.value("village"), villages)?,
        field: form.value("field").to_owned(),
        kind,
        mark,
        answer,
    })
}

/// The desk again with what was typed and what was wrong with it.
async fn wrong(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    dialogue: DialogueRow,
    entry: DeskEntry,
    mut form: FormState,
    stop: Stop,
) -> Result<Response, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Dialogues);
    let refusal = match stop {
        Stop::Failed(error) => return Err(error.into()),
        Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed)) => {
            return Err(Halt::Refused(Box::new(shell), refusal));
        }
        Stop::Refused(refusal) => refusal,
    };
    refuse(&mut form, visitor.lang, &refusal);
    let mut read = app.office.store().reader().await?;
    let rows = submission::at_desk(&mut read, dialogue.session, visitor.account, SHOWN).await?;
    shell.path = format!("/dialogues/{}/desk", dialogue.id);
    if let DeskEntry::Revision(id) = entry {
        shell.path = format!("{}?revise={id}", shell.path);
        renew(&mut form, &refusal);
        let row = rows.iter().find(|row| row.id == id).ok_or(Fault::NotThere)?;
        for (name, kept) in revision(row, dialogue.territory).values {
            form.values.entry(name).or_insert(kept);
        }
    }
    Ok(redraw(&refusal, &desk(&mut read, shell, visitor, dialogue, rows, entry, form).await?))
}

/// `POST /submissions/{id}/revise`: a new version of the words.
pub(crate) async fn revise(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let mut read = app.office.store().reader().await?;
    let at = submission::whereabouts(&mut read, id).await?.ok_or(Fault::NotThere)?;
    // What came by letter is no working note.
    let Some((dialogue, villages)) = where_to(&mut read, at.dialogue.ok_or(Fault::NotThere)?).await? else {
        return Err(Fault::NotThere.into());
    };
    drop(read);
    let act = village(form.value("village"), &villages).and_then(|territory| {
        Ok(Revise {
            submission: id,
            version: choice("version", &form)?.ok_or(Refusal::Unreadable { field: "version" })?,
            words: form.value("words").to_owned(),
            territory,
            field: form.value("field").to_owned(),
        })
    });
    let done = match act {
        Ok(act) => app.office.act(visitor.by, &key, act).await,
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::SubmissionRevise, Of::Submission(id), refusal).await),
    };
    match done {
        Ok(_) => Ok(go(&to_submission(&at, "revised"))),
        Err(stop) => wrong(&app, &visitor, &uri, dialogue, DeskEntry::Revision(id), form, stop).await,
    }
}

/// `POST /submissions/{id}/undo`: takes back what was typed a moment ago.
pub(crate) async fn undo(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    app.office.act(visitor.by, &key, Undo { submission: id }).await.map_err(halt(shell))?;
    let mut read = app.office.store().reader().await?;
    let at = submission::whereabouts(&mut read, id).await?.ok_or(Fault::NotThere)?;
    Ok(go(&to_submission(&at, "undone")))
}

/// `POST /submissions/{id}/strike`: typed by mistake.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let act = Strike { submission: id, reason: form.value("reason").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await;
    let mut read = app.office.store().reader().await?;
    let at = submission::whereabouts(&mut read, id).await?.ok_or(Fault::NotThere)?;
    if let Err(stop) = done {
        let dialogue = at.dialogue.ok_or(Fault::NotThere)?;
        let dialogue = dialogue::find(&mut read, dialogue).await?.ok_or(Fault::NotThere)?;
        drop(read);
        return wrong(&app, &visitor, &uri, dialogue, DeskEntry::Revision(id), form, stop).await;
    }
    Ok(go(&to_submission(&at, "struck")))
}
