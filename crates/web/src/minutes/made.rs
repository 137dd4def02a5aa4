//! The papers of a dialogue: the minutes of a session and the table of what was raised, as plain data for `documents`.

use std::collections::BTreeMap;
use std::sync::Arc;

use acts::minutes::ReadSpeakers;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::issuer::post_of;
use documents::minutes::{self as on_paper, Answer, Came, LeftTo, Minutes, Who, minutes, signatures};
use documents::model::{Document, Issued, Recipients};
use documents::paper::{Official, Paper, Time};
use documents::synthesis::{self as table, Synthesis, Theme};
use documents::typed::Text;
use documents::{conference, in_sentence, without_title};
use domain::dialogue::Audience;
use domain::event::{Channel, Kind};
use domain::outcome::{Group, Outcome};
use domain::permission::Act;
use store::dialogue::{self, DialogueRow};
use store::grant::{Of, may};
use store::minutes::signed::{self, Told};
use store::minutes::{self as kept, MinutesRow, SpokenRow, Spot};
use store::synthesis::{Earlier, EarlierMatter, OpinionRow, opinions};
use store::{Read, Reader};

use super::{at, href, sitting};
use crate::app::App;
use crate::lang::Lang;
use crate::look::paper::{LANG, Sheet};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Posted, frame, halt, query_as, read as read_form, short};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Letters of a matter of the dialogue before.
const LETTERS: usize = 160;

/// What a paper is made of, and what stands around its preview.
struct Made {
    document: Document,
    shell: Shell,
    talk: DialogueRow,
    row: MinutesRow,
}

async fn made(app: &App, visitor: &Visitor, uri: &OriginalUri, (id, named): (i64, Option<i64>)) -> Result<Made, Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    gathered(&mut read, shell, (id, named)).await
}

/// The same for somebody whose right to see it was asked for already.
async fn gathered(read: &mut Reader<'_>, shell: Shell, (id, named): (i64, Option<i64>)) -> Result<Made, Halt> {
    let talk = dialogue::find(read, id).await?.ok_or(Fault::NotThere)?;
    let (_, row) = at(read, id, named).await?;
    // What was signed says for ever what it said.
    let told = signed::told(read, &row, documents::issuer::line).await?.ok_or(Fault::NotThere)?;
    let document = minutes(&of_session(&row, &told));
    Ok(Made { document, shell, talk, row })
}

fn around(made: &Made) -> Sheet {
    let (id, session) = (made.talk.id, made.row.session);
    let shell = &made.shell;
    let signed = made.row.signed_on.is_some();
    Sheet {
        title: shell.t("minutes-title"),
        crumbs: vec![
            Link::new("/dialogues", shell.t("dialogues-title")),
            Link::new(format!("/dialogues/{id}"), made.talk.title.clone()),
            Link::new(href(id, session), shell.t("minutes-title")),
        ],
        word: format!("/dialogues/{id}/minutes/word?session={session}"),
        notes: if signed { Vec::new() } else { vec![shell.t("sheet-draft")] },
        part: session,
        shell: shell.clone(),
        ..Sheet::default()
    }
}

/// `GET /dialogues/{id}/minutes/paper`: the minutes as they will be printed, with a blank for each name.
pub(crate) async fn paper(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let made = made(&app, &visitor, &uri, (id, query_as(&uri, "session"))).await?;
    let mut read = app.office.store().reader().await?;
    let may_open = may(&mut read, visitor.by, Act::CaseReadIdentity, Of::Dialogue(id)).await.is_ok();
    let names = if may_open { format!("/dialogues/{id}/minutes/names") } else { String::new() };
    papers::sheet(Sheet { names, ..around(&made) }, &made.document)
}

/// `GET /dialogues/{id}/minutes/word`.
pub(crate) async fn word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let made = made(&app, &visitor, &uri, (id, query_as(&uri, "session"))).await?;
    let called = format!("{} {}", LANG.t("minutes-title"), made.row.held_on.to_iso());
    papers::word(&made.shell, &made.document, &called)
}

/// `POST /dialogues/{id}/minutes/names`: one print with the names of who spoke; that they were opened is written down.
pub(crate) async fn names(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::CaseReadIdentity, Of::Dialogue(id)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let asked = read_form(&mut form, sitting).map_err(|refusal| Halt::Refused(Box::new(shell.clone()), refusal))?;
    let (_, row) = at(&mut read, id, Some(asked)).await?;
    drop(read);
    let act = ReadSpeakers { session: row.session };
    app.office.act(visitor.by, &key, act).await.map_err(halt(shell.clone()))?;
    let mut read = app.office.store().reader().await?;
    let speakers = kept::speakers(&mut read, &grant, row.session).await?;
    let names: BTreeMap<u32, Text> =
        speakers.into_iter().map(|(turn, name)| (whole(turn), Text::from(without_title(&name)))).collect();
    let made = gathered(&mut read, shell, (id, Some(row.session))).await?;
    papers::sheet_with_names(around(&made), &made.document, &names)
}

/// A count or a number of the store as the papers have it.
fn whole(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn hour(minutes: i64) -> Option<Time> {
    Some(Time { hour: u8::try_from(minutes / 60).ok()?, minute: u8::try_from(minutes % 60).ok()? })
}

/// Name and post as somebody typed them, with a comma between.
fn official(typed: &str) -> Official {
    let (name, post) = typed.split_once(',').unwrap_or((typed, ""));
    Official { name: name.trim().to_owned(), post: post.trim().to_owned() }
}

fn lines(text: Option<&String>) -> Vec<String> {
    text.map_or_else(Vec::new, |text| {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    })
}

fn of_session(row: &MinutesRow, told: &Told) -> Minutes {
    let said = &told.said;
    let day = row.signed_on.map_or(Issued::Draft(said.held_on), Issued::On);
    let issuer = papers::issuer_of(&said.issuer, said.over.as_ref());
    let about = if said.several {
        LANG.ta("minutes-about-session", &[("title", &conference(&told.title)), ("number", &said.no)])
    } else {
        conference(&told.title)
    };
    let chair = said
        .chair
        .as_ref()
        .map(|chair| Official { name: chair.name.clone(), post: post_of(&chair.kind, &chair.post, &chair.body) });
    let secretary = told.secretary.as_deref().map(official);
    let frame = Paper {
        signatures: signatures(
            secretary.as_ref().map(|official| official.name.as_str()),
            chair.as_ref().map(|official| official.name.as_str()),
        ),
        recipients: Some(Recipients { bodies: Vec::new(), unit: None }),
        ..issuer.frame(day, about)
    };
    let mut groups: Vec<(usize, Came)> = said
        .came
        .iter()
        .map(|(group, people)| {
            let order = Audience::ALL.iter().position(|known| known.as_str() == group).unwrap_or_default();
            (order, Came { group: LANG.of("audience", group), people: whole(*people) })
        })
        .collect();
    groups.sort_by_key(|(order, _)| *order);
    Minutes {
        paper: frame,
        held: said.held_on,
        began: said.began.and_then(hour),
        ended: said.ended.and_then(hour),
        place: papers::place(told.hall.as_deref().unwrap_or_default(), &said.place),
        chairs: chair.into_iter().collect(),
        secretaries: secretary.into_iter().collect(),
        came: groups.into_iter().map(|(_, came)| came).collect(),
        bodies: said.bodies.clone(),
        earlier: earlier(told.earlier.as_ref()),
        turns: turns(&told.spoken),
        conclusion: lines(told.conclusion.as_ref()),
        read_back: said.read_back,
    }
}

/// What became, by the day of the session, of what was raised in the dialogue before it: how much was settled, then each matter.
fn earlier(before: Option<&Earlier>) -> Vec<String> {
    let Some(before) = before.filter(|it| !it.matters.is_empty()) else { return Vec::new() };
    let settled = |it: &&EarlierMatter| Outcome::parse(&it.outcome).is_some_and(|it| it.group() == Group::Resolved);
    let done = before.matters.iter().filter(settled).count();
    let counts: [(&str, &dyn crate::lang::Arg); 3] =
        [("day", &before.held_on.vn()), ("done", &done), ("all", &before.matters.len())];
    let mut lines = vec![LANG.ta("minutes-earlier", &counts)];
    for matter in &before.matters {
        let words = matter.words.as_deref().map_or_else(|| LANG.t("minutes-words-erased"), |it| short(it, LETTERS));
        let words = words.trim_end_matches(['.', ';', ',']).to_owned();
        let result = LANG.of("minutes-earlier", &matter.outcome);
        lines.push(match matter.due_on.filter(|_| !settled(&matter)) {
            Some(due) => {
                let told: [(&str, &dyn crate::lang::Arg); 3] =
                    [("matter", &words), ("result", &result), ("day", &due.vn())];
                LANG.ta("minutes-earlier-due", &told)
            }
            None => LANG.ta("minutes-earlier-line", &[("matter", &words), ("result", &result)]),
        });
    }
    lines
}

/// The turns with their matters; a matter with two answers comes as two rows.
fn turns(rows: &[SpokenRow]) -> Vec<on_paper::Turn> {
    let mut turns: Vec<on_paper::Turn> = Vec::new();
    let mut last = None;
    for row in rows {
        if turns.last().is_none_or(|turn| turn.number != whole(row.turn_no)) {
            turns.push(on_paper::Turn {
                number: whole(row.turn_no),
                from: Some(in_sentence(&row.place)),
                who: match row.mode.as_str() {
                    "unnamed" => Who::Unnamed,
                    "group" => Who::Group,
                    _ if row.channel == Channel::Slip.as_str() => Who::Letter,
                    _ => Who::Speaker,
                },
                matters: Vec::new(),
            });
        }
        let Some(turn) = turns.last_mut() else { continue };
        if last != Some(row.submission) {
            last = Some(row.submission);
            turn.matters.push(on_paper::Matter {
                words: row.words.clone().unwrap_or_else(|| LANG.t("minutes-words-erased")),
                answers: Vec::new(),
                left_to: left_to(row),
            });
        }
        if let (Some(matter), Some(answer)) = (turn.matters.last_mut(), &row.answer) {
            let by = speaker(answer, LANG);
            matter.answers.push(Answer { by, words: answer.words.clone(), promised: answer.promised_on });
        }
    }
    turns
}

/// Who answered on the spot: as it was typed, else name and post, else the body for which it was answered.
pub(super) fn speaker(answer: &Spot, lang: Lang) -> String {
    match (&answer.named, &answer.speaker) {
        (Some((_, Some(typed))), _) => typed.clone(),
        (_, Some((name, post))) => format!("{name}, {}", lang.of("post", post)),
        _ => answer.body.clone(),
    }
}

fn left_to(row: &SpokenRow) -> Option<LeftTo> {
    match row.mark.as_str() {
        "beyond" => Some(LeftTo::Beyond),
        "conclusion" => Some(row.lead.clone().map_or(LeftTo::Notice, LeftTo::Body)),
        _ if row.answer.is_none() => match &row.lead {
            Some(lead) => Some(LeftTo::Body(lead.clone())),
            // What asks for something and got no conclusion. Minutes that were signed before this was said stay as they were read back.
            None => asks(row).then_some(LeftTo::Nobody),
        },
        _ => None,
    }
}

/// Whether what was said asks for something, by what it is.
fn asks(row: &SpokenRow) -> bool {
    matches!(Kind::parse(&row.kind), Some(Kind::Recommendation | Kind::Feedback | Kind::Complaint))
}

async fn tabled(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
) -> Result<(Shell, DialogueRow, Document), Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let talk = dialogue::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let issuer = papers::issuer(&mut read, talk.organisation, today).await?;
    let rows = opinions(&mut read, id).await?;
    let channels = papers::channels(&mut read, id).await?;
    let about = papers::about(("synthesis-about", "synthesis-about-elsewhere"), &channels, &talk.title);
    let mut frame = issuer.frame(Issued::Draft(today), about);
    let head = domain::organisation::posts_of(&issuer.row().kind).first().copied().unwrap_or("head");
    // Whoever signs it is the head, by name, where one is recorded.
    let heads = store::organisation::heads(&mut read, &[talk.organisation], today).await?;
    let named = heads.iter().find(|row| row.post == head).map(|row| row.name.as_str());
    frame.signatures = vec![issuer.signature(head, named)];
    let document = table::synthesis(&Synthesis { paper: frame, goes_with: None, themes: themes(&rows) });
    Ok((shell, talk, document))
}

/// Opinions by field of work, in the order of the codes; what has none comes last.
fn themes(rows: &[OpinionRow]) -> Vec<Theme> {
    fn of(row: &OpinionRow) -> &str {
        row.field.split('.').next().unwrap_or_default()
    }
    let mut fields: Vec<&str> = rows.iter().map(of).collect();
    fields.sort_by_key(|field| (field.is_empty(), field.to_owned()));
    fields.dedup();
    let themes: Vec<Vec<&OpinionRow>> =
        fields.iter().map(|field| rows.iter().filter(|row| of(row) == *field).collect()).collect();
    let place = |root: i64| {
        let at = |rows: &Vec<&OpinionRow>| rows.iter().position(|row| row.case == root);
        themes.iter().enumerate().find_map(|(theme, rows)| Some((theme, at(rows)?)))
    };
    let one = |row: &&OpinionRow| opinion(row, row.root.and_then(place));
    fields
        .into_iter()
        .zip(&themes)
        .map(|(field, rows)| Theme {
            name: if field.is_empty() { LANG.t("synthesis-no-field") } else { LANG.of("work-field", field) },
            opinions: rows.iter().map(one).collect(),
        })
        .collect()
}

/// A matter as a line; `shared` is the line of the matter into which it was merged, where that is in the table.
fn opinion(row: &OpinionRow, shared: Option<(usize, usize)>) -> table::Opinion {
    let answered = row.answer.clone().filter(|words| !words.is_empty());
    let promised = row.promised_on.filter(|_| answered.is_some());
    let result = answered.unwrap_or_else(|| match (row.mark.as_str(), &row.sent) {
        (_, Some((to, on))) => LANG.ta("synthesis-sent", &[("to", to), ("day", &on.vn())]),
        ("beyond", None) => LANG.t("synthesis-beyond"),
        _ if row.lead.is_some() => LANG.t("synthesis-in-progress"),
        _ => LANG.t("synthesis-open"),
    });
    table::Opinion {
        words: row.words.clone().unwrap_or_else(|| LANG.t("minutes-words-erased")),
        from: row.places.join("; "),
        times: whole(row.times),
        body: row.lead.clone().unwrap_or_else(|| row.bearer.clone()),
        result,
        promised: promised.is_some(),
        due: promised.or(row.due_on.filter(|_| row.answer.is_none())),
        shared,
    }
}

/// `GET /dialogues/{id}/synthesis`: everything raised in a dialogue as a table.
pub(crate) async fn synthesis(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, talk, document) = tabled(&app, &visitor, &uri, id).await?;
    let around = Sheet {
        title: shell.t("synthesis-title"),
        crumbs: vec![
            Link::new("/dialogues", shell.t("dialogues-title")),
            Link::new(format!("/dialogues/{id}"), talk.title.clone()),
        ],
        word: format!("/dialogues/{id}/synthesis/word"),
        shell,
        ..Sheet::default()
    };
    papers::sheet(around, &document)
}

/// `GET /dialogues/{id}/synthesis/word`.
pub(crate) async fn synthesis_word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, talk, document) = tabled(&app, &visitor, &uri, id).await?;
    papers::word(&shell, &document, &format!("{} {}", LANG.t("synthesis-title"), talk.held_on.to_iso()))
}
