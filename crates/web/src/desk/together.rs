//! Several matters of a session at once: marked alike, or answered by one answer.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use acts::case::{AnswerTogether, MOST_TOGETHER, Shown};
use acts::submission::{Mark, SetMark};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::submission::{self, SubmissionRow};
use store::{Read, Reader, Stop, organisation};

use super::write::answered;
use super::{At, at, chair_of, line, results};
use crate::app::App;
use crate::dialogue::{choice, officials};
use crate::look::desk::together::{Chosen, Together};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query_as, redraw, unreadable};
use crate::session::{SignedIn, Visitor};

/// A matter that was chosen, with the versions that the page showed: `id.version.case.version of the case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pick {
    submission: i64,
    version: i64,
    case: i64,
    case_version: i64,
}

impl Pick {
    /// The pick of a row as it stands now.
    pub(super) fn of(row: &SubmissionRow) -> Self {
        Self { submission: row.id, version: row.version, case: row.case, case_version: row.case_version }
    }
}

impl fmt::Display for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.submission, self.version, self.case, self.case_version)
    }
}

impl FromStr for Pick {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let numbers: Vec<i64> = text.split('.').filter_map(|part| part.parse().ok()).collect();
        match numbers[..] {
            [submission, version, case, case_version] => Ok(Self { submission, version, case, case_version }),
            _ => Err(Refusal::NotAChoice { field: "submission" }),
        }
    }
}

fn picks<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<Pick>, Refusal> {
    let picks: Vec<Pick> = texts.into_iter().map(str::parse).collect::<Result<_, _>>()?;
    match picks.len() {
        0 => Err(Refusal::Missing { field: "submission" }),
        some if some > MOST_TOGETHER => Err(Refusal::TooMany { field: "submission", most: MOST_TOGETHER }),
        _ => Ok(picks),
    }
}

/// `GET /dialogues/{id}/together?submission=…`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SubmissionRaise, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let pairs: Vec<(String, String)> =
        axum::extract::Query::try_from_uri(&uri.0).map(|query| query.0).unwrap_or_default();
    let picks: Vec<Pick> = pairs
        .iter()
        .filter(|(name, _)| name == "submission")
        .filter_map(|(_, value)| value.parse().ok())
        .take(MOST_TOGETHER)
        .collect();
    let at = at(&mut read, id, query_as(&uri, "session")).await?;
    let form = FormState::default().with("happened_on", at.dialogue.held_on.vn());
    Ok(draw(&page(&mut read, shell, &visitor, at, &picks, form).await?))
}

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    At { dialogue, session, .. }: At,
    picks: &[Pick],
    form: FormState,
) -> Result<Together, Halt> {
    let today = read.today();
    let terms = organisation::terms(read, dialogue.organisation, today).await?;
    let mut chosen = Vec::new();
    for pick in picks {
        let Some((its, of)) = submission::session_of(read, pick.submission).await? else { continue };
        let row = submission::one_at_desk(read, its, visitor.account, pick.submission).await?;
        let Some(row) = row.filter(|_| of == dialogue.id) else { continue };
        let shown = line(&shell, &row);
        if !shown.pick.is_empty() {
            chosen.push(Chosen { pick: shown.pick.clone(), row: shown });
        }
    }
    chosen.sort_by_key(|one| (one.row.number, one.row.id));
    Ok(Together {
        id: dialogue.id,
        session,
        left_out: i64::try_from(picks.len().saturating_sub(chosen.len())).unwrap_or_default(),
        chosen,
        form: form.with("answered_by", chair_of(&dialogue, &terms).map(|term| term.to_string()).unwrap_or_default()),
        answerers: officials(shell.lang, &terms),
        results: results(&shell),
        title: dialogue.title,
        shell,
    })
}

/// `POST /dialogues/{id}/together`: answers all that were chosen, or marks them.
pub(crate) async fn answer(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let picked = picks(sent.form.values("submission").iter().map(String::as_str));
    let done = match (&picked, sent.form.value("then")) {
        (Ok(picks), "" | "answer") => settle(&mut sent, id, picks).await.map(|()| "answered-together"),
        (Ok(picks), then) => mark(&sent, picks, then).await.map(|()| "marked"),
        (Err(refusal), _) => Err(refusal.clone().into()),
    };
    let session = choice("session", &sent.form).ok().flatten();
    let stop = match done {
        Ok(said) => {
            let session = session.map(|session| format!("session={session}&")).unwrap_or_default();
            return Ok(go(&format!("/dialogues/{id}/desk?{session}said={said}")));
        }
        // What is wrong with a form is told to whoever may do what it asks for.
        Err(Stop::Refused(refusal)) => {
            unreadable(&sent.app, sent.visitor.by, Act::SubmissionRaise, Of::Dialogue(id), refusal).await
        }
        Err(stop) => stop,
    };
    let refusal = sent.refuse(Nav::Dialogues, stop)?;
    let shell = Shell { path: format!("/dialogues/{id}/desk"), ..sent.frame(Nav::Dialogues) };
    let Sent { app, visitor, form, .. } = sent;
    let mut read = app.office.store().reader().await?;
    let at = at(&mut read, id, session).await?;
    Ok(redraw(&refusal, &page(&mut read, shell, &visitor, at, &picked.unwrap_or_default(), form).await?))
}

/// One answer for all: one act, so that either each case has it or none.
async fn settle(sent: &mut Sent, dialogue: i64, picks: &[Pick]) -> Result<(), Stop> {
    let cases = picks.iter().map(|pick| Shown { case: pick.case, version: pick.case_version }).collect();
    let typed = |form: &mut Reading<'_>| {
        // One result for many cases: nobody chose it before.
        form.one_of("result", |typed| Some(typed.to_owned()), String::new());
        AnswerTogether { dialogue, cases, answer: answered(form), happened_on: form.day_if_any("happened_on") }
    };
    sent.act((Act::SubmissionRaise, Of::Dialogue(dialogue)), typed).await.map(drop)
}

/// A mark for each: one that was refused leaves those before it marked, and the same form can be sent again.
async fn mark(sent: &Sent, picks: &[Pick], then: &str) -> Result<(), Stop> {
    let mark = match then {
        "none" => Mark::None,
        "conclusion" => Mark::Conclusion,
        "beyond" => Mark::Beyond,
        _ => return Err(Refusal::NotAChoice { field: "mark" }.into()),
    };
    for (at, pick) in picks.iter().enumerate() {
        let act = SetMark { submission: pick.submission, mark, version: pick.version };
        sent.app.office.act(sent.visitor.by, &format!("{}-{at}", sent.key), act).await?;
    }
    Ok(())
}
