//! What is beyond the competence of a body, by the body that it was sent to: of one dialogue or of a range of days, as a page, a file
//! and a paper.

mod taken;

use std::collections::BTreeSet;
use std::sync::Arc;

use acts::transfer::ReportUp;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::model::{Document, Issued};
use documents::transfer::{self as on_paper, Beyond};
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue;
use store::grant::{Of, may};
use store::transfer::beyond::{Key, Passed, PassedRow, Sent, passed};
use store::transfer::upward::{self, ReportRow};
use store::{Read, Reader};

use crate::app::App;
use crate::case::number;
use crate::dialogue::of;
use crate::lang::{Arg, Lang};
use crate::look::form::{Choice, FormState};
use crate::look::paper::LANG;
use crate::look::transfer::{Body, Matter, PassedOn};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, draw, file, frame, go, granted, halt, query, redraw, refuse, short, typed_day};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 100;
/// Days of a table at most: two years.
const DAYS: i64 = 731;
/// The first day of a table, as a refusal of too many days calls it.
const FROM: &str = "beyond_from";
/// Rows of a paper at most: more are taken as a file, or of fewer days.
const MOST: usize = 1_000;

/// What is asked for, and what stands around it.
struct Asked {
    which: Passed,
    /// The body whose table it is.
    body: i64,
    /// The dialogue and its title.
    talk: Option<(i64, String)>,
    /// Whether that was none, and holds what was raised elsewhere on a day.
    elsewhere: bool,
    /// The days, where it is no dialogue.
    days: Option<(Day, Day)>,
    refused: Option<Refusal>,
}

impl Asked {
    /// The table of a dialogue.
    async fn of_dialogue(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, id: i64) -> Result<Self, Halt> {
        may(read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
        let talk = dialogue::find(read, id).await?.ok_or(Fault::NotThere)?;
        let which = Passed::Dialogue(id);
        let (body, elsewhere) = (talk.organisation, talk.elsewhere);
        Ok(Self { which, body, talk: Some((id, talk.title)), elsewhere, days: None, refused: None })
    }

    /// What was raised with a body from a day to a day; an empty field is the first day of the year, and today.
    async fn raised(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, uri: &OriginalUri) -> Result<Self, Halt> {
        Self::of_days(read, visitor, shell, of(uri, visitor), |field| query(uri, field).unwrap_or_default()).await
    }

    async fn of_days(
        read: &mut Reader<'_>,
        visitor: &Visitor,
        shell: &Shell,
        body: i64,
        value: impl Fn(&str) -> String,
    ) -> Result<Self, Halt> {
        may(read, visitor.by, Act::CaseRead, Of::Organisation(body)).await.map_err(halt(shell.clone()))?;
        let today = read.today();
        let year = |day: Day| Day::new(day.year(), 1, 1).expect("every year has a first of January");
        let (days, refused) = match typed(value, today, year) {
            Ok(days) => (days, None),
            Err(refusal) => ((year(today), today), Some(refusal)),
        };
        let which = Passed::Raised { body, from: days.0, to: days.1 };
        Ok(Self { which, body, talk: None, elsewhere: false, days: Some(days), refused })
    }

    /// The table from which a report was sent.
    async fn of_form(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, form: &FormState) -> Result<Self, Halt> {
        if let Ok(id) = form.value("dialogue").parse() {
            return Self::of_dialogue(read, visitor, shell, id).await;
        }
        let body = form.value("organisation").parse().unwrap_or(visitor.organisation);
        Self::of_days(read, visitor, shell, body, |field| form.value(field).to_owned()).await
    }

    /// The address of the page, and of the Word file where `word`; other keys come after it.
    fn href(&self, word: bool) -> String {
        let word = if word { "/word" } else { "" };
        match (&self.talk, self.days) {
            (Some((id, _)), _) => format!("/dialogues/{id}/beyond{word}?"),
            (None, Some((from, to))) => {
                format!("/beyond{word}?of={}&from={}&to={}", self.body, from.to_iso(), to.to_iso())
            }
            (None, None) => format!("/beyond{word}?of={}", self.body),
        }
    }
}

fn typed(value: impl Fn(&str) -> String, today: Day, year: impl Fn(Day) -> Day) -> Result<(Day, Day), Refusal> {
    let day = |field: &'static str| typed_day(field, &value(field));
    let to = day("to")?.unwrap_or(today);
    let from = day("from")?.unwrap_or_else(|| year(to));
    if to < from {
        return Err(Refusal::TooEarly { field: "to", earliest: from });
    }
    // All of it is put in order for each page.
    let earliest = Day::FLOOR.max(to.plus(-DAYS));
    if from < earliest { Err(Refusal::TooEarly { field: FROM, earliest }) } else { Ok((from, to)) }
}

/// The key of a row as it stands in an address.
fn key(key: Key) -> String {
    format!("{}.{}.{}.{}", key.0, key.1.to_iso(), key.2, key.3)
}

fn after(uri: &OriginalUri) -> Option<Key> {
    let text = query(uri, "after")?;
    let mut parts = text.split('.');
    let mut next = || parts.next();
    Some((next()?.parse().ok()?, Day::parse_iso(next()?)?, next()?.parse().ok()?, next()?.parse().ok()?))
}

/// By which paper it was sent, in a language: what it is, number, day, and who sent it where that is another body.
fn sent(lang: Lang, body: i64, sent: &Sent) -> String {
    let mode = lang.of("beyond-mode", &sent.mode);
    let said: [(&str, &dyn Arg); 3] = [("mode", &mode), ("number", &sent.number), ("day", &sent.on.vn())];
    let line = lang.ta(if sent.number.is_empty() { "beyond-sent" } else { "beyond-sent-numbered" }, &said);
    if sent.from.0 == body { line } else { lang.ta("beyond-sent-by", &[("sent", &line), ("body", &sent.from.1)]) }
}

/// What was answered, in a language; nothing where no answer came.
fn answer(lang: Lang, sent: &Sent) -> Option<String> {
    let one = |answer: &store::transfer::beyond::Answer| {
        let said: [(&str, &dyn Arg); 2] = [("number", &answer.number), ("day", &answer.on.vn())];
        let line = lang.ta(if answer.number.is_empty() { "beyond-answer" } else { "beyond-answer-numbered" }, &said);
        if answer.words.is_empty() { line } else { format!("{line}: {}", answer.words.join("; ")) }
    };
    let lines: Vec<String> = sent.answers.iter().map(one).collect();
    match (lines.is_empty(), sent.answered) {
        (false, _) => Some(lines.join(". ")),
        (true, true) => Some(lang.t("transfer-state-answered")),
        (true, false) => None,
    }
}

/// To which bodies above it was reported, by which paper, in a language; empty where it was not.
fn reported(lang: Lang, row: &PassedRow) -> String {
    let one = |it: &ReportRow| {
        let number = it.number.clone().unwrap_or_default();
        let said: [(&str, &dyn Arg); 3] = [("body", &it.to.1), ("number", &number), ("day", &it.on.vn())];
        lang.ta("beyond-reported", &said)
    };
    row.reported.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Rows that follow each other by body.
fn grouped<T>(rows: &[PassedRow], mut one: impl FnMut(&PassedRow) -> T) -> Vec<(Option<String>, Vec<T>)> {
    let to = |row: &PassedRow| row.sent.as_ref().map(|sent| sent.to.0);
    rows.chunk_by(|row, next| to(row) == to(next))
        .map(|rows| (rows[0].sent.as_ref().map(|sent| sent.to.1.clone()), rows.iter().map(&mut one).collect()))
        .collect()
}

async fn page(
    app: Arc<App>,
    visitor: &Visitor,
    uri: OriginalUri,
    shell: Shell,
    asked: Asked,
    mut read: Reader<'_>,
) -> Result<Response, Halt> {
    let format = file::wanted(&uri)?;
    if let (Some(_), Some(refusal)) = (&format, &asked.refused) {
        return Err(Halt::Refused(Box::new(shell), refusal.clone()));
    }
    if let Some(format) = format {
        let rows = taken::Taken::new(&shell, asked.body, asked.which);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let refused = asked.refused.clone();
    let view = view(visitor, &uri, shell, asked, &mut read, FormState::default()).await?;
    let Some(refusal) = refused else { return Ok(draw(&view)) };
    let mut form = ["from", "to"]
        .into_iter()
        .fold(FormState::default(), |form, field| form.with(field, query(&uri, field).unwrap_or_default()));
    form = form.with("of", view.form.value("of"));
    match refusal.field() {
        Some(FROM) => form.refuse_called(view.shell.lang, &refusal, "from", FROM),
        _ => refuse(&mut form, view.shell.lang, &refusal),
    }
    Ok(redraw(&refusal, &PassedOn { form, ..view }))
}

/// The page with the form of a report, which may be a wrong one.
async fn view(
    visitor: &Visitor,
    uri: &OriginalUri,
    shell: Shell,
    asked: Asked,
    read: &mut Reader<'_>,
    report: FormState,
) -> Result<PassedOn, Halt> {
    let today = read.today();
    let found = passed(read, asked.which, after(uri), PAGE).await?;
    let reports = granted(read, visitor.by, Act::CaseTransfer, Of::Organisation(asked.body)).await?.is_some();
    let receivers = if reports { upward::receivers(read, asked.body, today).await? } else { Vec::new() };
    let mut picks: BTreeSet<i64> = BTreeSet::new();
    if !receivers.is_empty() {
        picks.extend(found.rows.iter().map(|row| row.case));
    }
    let last = found.rows.last().filter(|_| found.more);
    let here = asked.href(false);
    let lang = shell.lang;
    let mut matter = |row: &PassedRow| Matter {
        pick: if picks.remove(&row.case) { row.case } else { 0 },
        reported: reported(lang, row),
        case: Link::new(
            format!("/cases/{}", row.case),
            row.words.as_deref().map_or_else(|| shell.t("minutes-words-erased"), |words| short(words, 160)),
        ),
        number: number(row.case),
        from: format!("{}, {}", row.place, row.raised_on.vn()),
        sent: row.sent.as_ref().map(|it| sent(shell.lang, asked.body, it)).unwrap_or_default(),
        due: row.sent.as_ref().and_then(|it| it.answer_by).map(Day::vn).unwrap_or_default(),
        answer: row.sent.as_ref().and_then(|it| answer(shell.lang, it)).unwrap_or_default(),
    };
    let bodies = grouped(&found.rows, &mut matter).into_iter().map(|(to, matters)| Body { to, matters }).collect();
    let mut form = FormState::default().with("of", asked.body.to_string());
    let mut report = report
        .with("organisation", asked.body.to_string())
        .with("dialogue", asked.talk.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default())
        .with("happened_on", today.vn());
    if let Some((from, to)) = asked.days {
        form = form.with("from", from.vn()).with("to", to.vn());
        report = report.with("from", from.vn()).with("to", to.vn());
    }
    if let [only] = receivers.as_slice() {
        report = report.with("receiver", only.0.to_string());
    }
    Ok(PassedOn {
        next: last.map(|last| format!("{here}&after={}", key(last.key()))),
        first: after(uri).map(|_| here.trim_end_matches('?').to_owned()),
        word: asked.href(true).trim_end_matches('?').to_owned(),
        talk: asked.talk.as_ref().map(|(id, title)| Link::new(format!("/dialogues/{id}"), title.clone())),
        elsewhere: asked.elsewhere,
        days: asked.days.map(|(from, to)| (from.vn(), to.vn())),
        bodies,
        receivers: receivers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        report,
        form,
        shell,
    })
}

/// `POST /beyond/report`: matters were reported to a body above.
pub(crate) async fn report(mut sent: crate::page::Sent) -> Result<Response, Halt> {
    let body = sent.body();
    let done = sent
        .act((Act::CaseTransfer, Of::Organisation(body)), |form| ReportUp {
            organisation: body,
            cases: form.choices("cases"),
            to: form.number("receiver"),
            number: form.words("number"),
            happened_on: form.day("happened_on"),
        })
        .await;
    let (nav, refusal) = match done {
        Ok(()) => {
            let shell = sent.frame(Nav::Cases);
            let mut read = sent.app.office.store().reader().await?;
            let asked = Asked::of_form(&mut read, &sent.visitor, &shell, &sent.form).await?;
            return Ok(go(&format!("{}&said=beyond-reported", asked.href(false)).replace("?&", "?")));
        }
        Err(stop) => (Nav::Cases, sent.refuse(Nav::Cases, stop)?),
    };
    let shell = sent.frame(nav);
    let mut read = sent.app.office.store().reader().await?;
    let asked = Asked::of_form(&mut read, &sent.visitor, &shell, &sent.form).await?;
    let shell = Shell { path: asked.href(false).trim_end_matches('?').to_owned(), ..shell };
    let view = view(&sent.visitor, &sent.uri, shell, asked, &mut read, sent.form.clone()).await?;
    Ok(redraw(&refusal, &view))
}

async fn word(uri: &OriginalUri, shell: Shell, asked: Asked, mut read: Reader<'_>) -> Result<Response, Halt> {
    if let Some(refusal) = asked.refused {
        return Err(Halt::Refused(Box::new(shell), refusal));
    }
    let today = read.today();
    let issuer = papers::issuer(&mut read, asked.body, today).await?;
    let found = passed(&mut read, asked.which, after(uri), MOST).await?;
    if found.more {
        return Err(Halt::Refused(Box::new(shell), Refusal::TooMany { field: "beyond", most: MOST }));
    }
    let about = match (&asked.talk, asked.days) {
        (Some((_, title)), _) if asked.elsewhere => LANG.ta("beyond-about-elsewhere", &[("title", title)]),
        (Some((_, title)), _) => LANG.ta("beyond-about-dialogue", &[("title", title)]),
        (None, Some((from, to))) => LANG.ta("beyond-about-days", &[("from", &from.vn()), ("to", &to.vn())]),
        (None, None) => String::new(),
    };
    let mut paper = issuer.frame(Issued::Draft(today), about);
    let head = domain::organisation::posts_of(&issuer.row().kind).first().copied().unwrap_or("head");
    paper.signatures = vec![issuer.signature(head, None)];
    let matter = |row: &PassedRow| on_paper::Matter {
        case: row.case,
        words: row.words.clone().unwrap_or_else(|| LANG.t("minutes-words-erased")),
        from: format!("{}, {}", row.place, row.raised_on.vn()),
        sent: row.sent.as_ref().map(|it| sent(LANG, asked.body, it)).unwrap_or_default(),
        due: row.sent.as_ref().and_then(|it| it.answer_by).map(Day::vn).unwrap_or_default(),
        answer: row.sent.as_ref().and_then(|it| answer(LANG, it)),
        reported: reported(LANG, row),
    };
    let bodies = grouped(&found.rows, matter);
    let bodies = bodies.into_iter().map(|(to, matters)| on_paper::Passed { to, matters }).collect();
    let document: Document = on_paper::beyond(&Beyond { paper, bodies });
    papers::word(&shell, &document, &format!("{} {}", LANG.t("beyond-title"), today.to_iso()))
}

/// `GET /dialogues/{id}/beyond`.
pub(crate) async fn of_dialogue(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let office = Arc::clone(&app);
    let mut read = office.office.store().reader().await?;
    let asked = Asked::of_dialogue(&mut read, &visitor, &shell, id).await?;
    page(app, &visitor, uri, shell, asked, read).await
}

/// `GET /dialogues/{id}/beyond/word`.
pub(crate) async fn of_dialogue_word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let asked = Asked::of_dialogue(&mut read, &visitor, &shell, id).await?;
    word(&uri, shell, asked, read).await
}

/// `GET /beyond`: what was raised with a body in a range of days.
pub(crate) async fn raised(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let office = Arc::clone(&app);
    let mut read = office.office.store().reader().await?;
    let asked = Asked::raised(&mut read, &visitor, &shell, &uri).await?;
    page(app, &visitor, uri, shell, asked, read).await
}

/// `GET /beyond/word`.
pub(crate) async fn raised_word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let asked = Asked::raised(&mut read, &visitor, &shell, &uri).await?;
    word(&uri, shell, asked, read).await
}
