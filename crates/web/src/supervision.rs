//! Supervision: what there is to look at, and one matter with what was found of it. In `year` the plan of a year, in
//! `planned` a notice, in `paper` the report, in `recorded` the forms of findings.

pub(crate) mod paper;
pub(crate) mod planned;
pub(crate) mod recorded;
pub(crate) mod year;

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::supervision::{FindingResult, Looked};
use sheets::Cell;
use store::grant::{Grant, Of, may};
use store::reply::file::FileRow;
use store::supervision::{self, Asked, FindingRow, FlagRow, MatterRow, PointRef, Why};
use store::{Error, Page, Read, Reader, Stop, case, organisation};

use crate::app::App;
use crate::case::file::lines;
use crate::case::number;
use crate::dialogue::of;
use crate::look::form::{Choice, FormState};
use crate::look::home::WaitingRow;
use crate::look::supervision::{Answered, Finding, Matter, MatterLine, Supervised};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, can, draw, file, frame, halt, query, query_as, words};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 50;
/// The most of a sample.
const MOST_SAMPLED: usize = 100;
/// Of at most so many matters a sample is drawn.
const DRAWN_FROM: i64 = 20_000;
/// Letters of a matter in a list.
const LETTERS: usize = 120;

/// What was found, as a status.
pub(crate) fn found_status(shell: &Shell, result: FindingResult) -> Status {
    let shape = match result {
        FindingResult::Done => Shape::Done,
        FindingResult::Partly => Shape::Doing,
        FindingResult::NotDone => Shape::Over,
    };
    Status::new(shape, shell.of("finding", result.as_str()))
}

fn last_found(shell: &Shell, found: Option<&(String, Day, bool)>) -> String {
    let Some((result, on, since)) = found else { return shell.t("supervision-unseen") };
    let key = if *since { "supervision-last-since" } else { "supervision-last" };
    shell.ta(key, &[("result", &shell.of("finding", result)), ("day", &on.vn())])
}

fn line(shell: &Shell, row: &MatterRow, today: Day) -> MatterLine {
    let whys = row.whys(today);
    let whys: Vec<String> = whys.iter().map(|why| shell.of("supervision-why", why.as_str())).collect();
    let passed = |day: Option<Day>| day.is_some_and(|day| day < today);
    MatterLine {
        link: Link::new(format!("/supervision/cases/{}", row.case), words(shell, row.words.as_deref(), LETTERS)),
        why: format!("{} · {}", number(row.case), row.place),
        whys,
        body: row.bearer.clone(),
        found: last_found(shell, row.found.as_ref()),
        flagged: row.found.as_ref().is_some_and(|(result, ..)| result != "done"),
        due: row.promised_on.or(row.due_on).map(Day::vn).unwrap_or_default(),
        over: passed(row.promised_on) || (passed(row.due_on) && !row.paused),
    }
}

/// `GET /supervision`: what there is to look at, by reason; with `seed=` a choice of it that can be drawn again.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::SupervisionRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let why = query(&uri, "why").as_deref().and_then(Why::parse).unwrap_or(Why::Any);
    let asked = Asked::of(&grant, why);
    if let Some(format) = file::wanted(&uri)? {
        let today = read.today();
        let rows = Taken { shell: shell.clone(), asked, after: None, today };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let today = read.today();
    let here = format!("/supervision?of={scope}&why={}", why.as_str());
    let seed = query(&uri, "seed").unwrap_or_default();
    let seed: String = seed.trim().chars().take(40).collect();
    let size = query_as::<usize>(&uri, "sample").unwrap_or(10).clamp(1, MOST_SAMPLED);
    let (rows, next, drawn) = if seed.is_empty() {
        let page = supervision::matters(&mut read, &asked, query_as(&uri, "after"), PAGE).await?;
        let next = page.rows.last().filter(|_| page.more).map(|last| format!("{here}&after={}", last.case));
        (page.rows, next, String::new())
    } else {
        let (rows, drawn_of) = supervision::sampled(&mut read, &asked, &seed, size, DRAWN_FROM).await?;
        let said = [("count", &rows.len() as &dyn crate::lang::Arg), ("of", &drawn_of), ("seed", &seed)];
        let said = shell.ta("supervision-drawn", &said);
        (rows, None, said)
    };
    let whys = Why::ALL.into_iter().map(|it| {
        let link =
            Link::new(format!("/supervision?of={scope}&why={}", it.as_str()), shell.of("supervision-why", it.as_str()));
        (link, it == why)
    });
    let mut self_approving = Vec::new();
    for (body, name) in organisation::self_approving(&mut read, &grant).await? {
        let row = organisation::approval(&mut read, body).await?;
        self_approving.push((name, row.map_or_else(String::new, |row| crate::organisation::settled(&shell, &row))));
    }
    Ok(draw(&Supervised {
        self_approving,
        whys: whys.collect(),
        rows: rows.iter().map(|row| line(&shell, row, today)).collect(),
        next,
        drawn,
        form: FormState::default()
            .with("of", scope.to_string())
            .with("why", why.as_str())
            .with("seed", seed)
            .with("sample", size.to_string()),
        plan: format!("/supervision/plan?of={scope}"),
        shell,
    }))
}

/// The list as a file.
struct Taken {
    shell: Shell,
    asked: Asked,
    after: Option<i64>,
    today: Day,
}

impl Rows for Taken {
    const TITLE: &'static str = "supervision-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-case", 14),
        ("column-words", 70),
        ("column-place", 22),
        ("column-accountable", 32),
        ("column-supervision-why", 40),
        ("column-supervision-found", 40),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = supervision::matters(read, &self.asked, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| last.case);
        let cells = |row: &MatterRow| {
            let line = line(&self.shell, row, self.today);
            vec![
                text(number(row.case)),
                text(row.words.clone().unwrap_or_else(|| self.shell.t("words-kept"))),
                text(row.place.clone()),
                text(row.bearer.clone()),
                text(line.whys.join("; ")),
                text(line.found),
            ]
        };
        Ok(Page { rows: page.rows.iter().map(cells).collect(), more: page.more })
    }
}

/// `GET /supervision/cases/{id}`: one matter, what was concluded and answered, what was found.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, None).await?))
}

/// The right to what is supervised of the dialogue of a case.
async fn right(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, case: i64) -> Result<(Grant, i64), Halt> {
    let dialogue = case::find(read, case).await?.and_then(|row| row.dialogue).ok_or(Fault::NotThere)?;
    let right = may(read, visitor.by, Act::SupervisionRead, Of::Supervised(dialogue)).await;
    Ok((right.map_err(halt(shell.clone()))?.0, dialogue))
}

/// The page of a matter; `wrong` is the form that was refused and its name.
async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    wrong: Option<(String, FormState)>,
) -> Result<Matter, Halt> {
    let shell = frame(app, visitor, uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let (_, dialogue) = right(&mut read, visitor, &shell, id).await?;
    let finder = match acts::supervision::finds_as(&mut read, visitor.by, dialogue).await {
        Ok((_, body)) => Some(body),
        Err(Stop::Refused(_)) => None,
        Err(Stop::Failed(error)) => return Err(error.into()),
    };
    let may_supervise = finder.is_some();
    let row = case::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let point = supervision::matter(&mut read, id).await?;
    let of_matter = point.as_ref().map_or_else(|| vec![id], |point| point.cases.clone());
    let may_find = may_supervise && judges(&mut read, visitor, dialogue, &of_matter).await?;
    let points = case::points(&mut read, id).await?;
    let findings = supervision::of_case(&mut read, id).await?;
    let asked = Asked { organisation: row.origin_id, below: false, why: Why::All, dialogue: Some(dialogue) };
    let matter = supervision::matters(&mut read, &asked, Some(id - 1), 1).await?;
    let matter = matter.rows.into_iter().find(|row| row.case == id);
    let files = store::reply::file::list(&mut read, id).await?;
    let history = store::event::history(&mut read, domain::event::Subject::Case, id).await?;
    let known = domain::correction::effective(&history);
    let given = |point: &case::PointRow, lapsed: String| Answered { lapsed, ..answered(&shell, id, point, &files) };
    let mut answers = Vec::new();
    for point in &points {
        answers.extend(point.result.as_ref().map(|_| given(point, String::new())));
        answers.extend(point.former.iter().map(|former| given(former, crate::case::lapsed(&shell, &known, former))));
    }
    let first = points.iter().find_map(|point| point.body.as_deref());
    let may_look = may_find && matter.is_some();
    Ok(Matter {
        id,
        number: number(id),
        title: words(&shell, first, LETTERS),
        words: first.map_or_else(|| shell.t("words-kept"), str::to_owned),
        place: row.place.clone(),
        origin: row.origin.clone(),
        bearer: row.accountable.clone(),
        dialogue: Link::new(format!("/dialogues/{dialogue}"), row.dialogue_title.clone().unwrap_or_default()),
        notice: point.as_ref().map(|point| notice_link(&shell, point)),
        conclusion: point.as_ref().and_then(|point| point.conclusion.clone()).unwrap_or_default(),
        demanded: point.as_ref().and_then(|point| point.evidence.clone()).unwrap_or_default(),
        others: others(point.as_ref(), id),
        line: matter.map(|row| line(&shell, &row, today)),
        answers,
        findings: findings
            .iter()
            .map(|row| Finding { may_amend: finder == Some(row.organisation.0), ..finding(&shell, row, may_find) })
            .collect(),
        may_find: may_look,
        may_supervise,
        own_work: may_supervise && !may_find,
        results: FindingResult::ALL.map(|it| Choice::new(it.as_str(), shell.of("finding", it.as_str()))).to_vec(),
        ways: looked(&shell),
        most: acts::minutes::MOST_SCANS,
        form: FormState::default().with("happened_on", today.vn()),
        wrong,
        shell,
    })
}

/// The ways to look, as choices.
pub(crate) fn looked(shell: &Shell) -> Vec<Choice> {
    Looked::ALL.map(|it| Choice::new(it.as_str(), shell.of("looked", it.as_str()))).to_vec()
}

fn others(point: Option<&PointRef>, id: i64) -> Vec<Link> {
    let cases = point.map_or(&[] as &[i64], |point| point.cases.as_slice());
    let others = cases.iter().filter(|case| **case != id);
    others.map(|case| Link::new(format!("/supervision/cases/{case}"), number(*case))).collect()
}

fn notice_link(shell: &Shell, point: &PointRef) -> Link {
    let number = point.number.clone().unwrap_or_default();
    let day = point.issued_on.map(Day::vn).unwrap_or_default();
    let text = shell.ta("supervision-point", &[("no", &point.no), ("number", &number), ("day", &day)]);
    Link::new(format!("/supervision/notices/{}", point.notice), text)
}

fn answered(shell: &Shell, case: i64, point: &case::PointRow, files: &[FileRow]) -> Answered {
    let result = point.result.as_deref().unwrap_or_default();
    let paper = point.paper.as_ref().filter(|number| !number.is_empty());
    let paper = paper.map(|number| shell.ta("answer-paper", &[("number", number)]));
    let by = [point.body_name.clone(), paper, point.answered_on.map(Day::vn)];
    Answered {
        status: Status::result(shell.lang, result),
        words: point.answer.clone().unwrap_or_default(),
        evidence: point.evidence.clone().unwrap_or_default(),
        by: by.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        lapsed: String::new(),
        promised: point.by_on.map(Day::vn).unwrap_or_default(),
        files: point.reply.map_or_else(Vec::new, |(reply, _)| {
            lines(shell, files, &format!("/supervision/cases/{case}"), (reply, point.id))
        }),
    }
}

/// Whether a reader of a case may open the files of what was found of it. Nobody says of them whether they show a face or a name, of
/// those who spoke to the Front among others: they stay with those who supervise, and others read what was seen.
pub(crate) async fn opens(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    dialogue: Option<i64>,
    rows: &[FindingRow],
) -> Result<bool, Halt> {
    let Some(dialogue) = dialogue.filter(|_| rows.iter().any(|row| row.files > 0)) else { return Ok(false) };
    let mut cases: Vec<i64> = rows.iter().map(|row| row.case).collect();
    cases.dedup();
    Ok(can(visitor, Act::SupervisionFind) && judges(read, visitor, dialogue, &cases).await?)
}

/// Whether a reader may say what is found of these cases, and open the files that show it: not whose body did something there itself.
pub(crate) async fn judges(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    dialogue: i64,
    cases: &[i64],
) -> Result<bool, Halt> {
    match acts::supervision::judges_as(read, visitor.by, dialogue, cases).await {
        Ok(_) => Ok(true),
        Err(Stop::Refused(_)) => Ok(false),
        Err(Stop::Failed(error)) => Err(error.into()),
    }
}

/// The numbers of cases in one line.
pub(crate) fn numbers(cases: &[i64]) -> String {
    cases.iter().map(|case| number(*case)).collect::<Vec<_>>().join(", ")
}

/// A finding as pages show it; `opens` says whether the reader may open its files.
pub(crate) fn finding(shell: &Shell, row: &FindingRow, opens: bool) -> Finding {
    let ways: Vec<String> = row.ways.iter().map(|way| shell.of("looked", way.as_str())).collect();
    let same: Vec<String> = row.same.iter().map(|same| shell.of("same-person", same.as_str())).collect();
    Finding {
        id: row.id,
        event: row.event,
        status: found_status(shell, row.result),
        on: row.seen_on.vn(),
        ways: ways.join(", "),
        by: shell.ta(
            "supervision-by",
            &[("body", &row.organisation.1), ("name", &row.typist), ("day", &row.recorded_at.day().vn())],
        ),
        words: row.words.clone().unwrap_or_else(|| shell.t("minutes-words-erased")),
        same: same.join(", "),
        files: row.files,
        opens,
        struck: row.struck,
        may_amend: false,
    }
}

/// The flags for the page of today: what was found not, or not wholly, done, of what a body answers for or what was raised with it
/// or under it.
pub(crate) async fn flags(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    size: usize,
) -> Result<Vec<WaitingRow>, Halt> {
    let row = |row: &FlagRow| WaitingRow {
        case: Link::new(format!("/cases/{}#supervision", row.case), words(shell, row.words.as_deref(), LETTERS)),
        why: format!("{} · {}", number(row.case), shell.of("finding", &row.result)),
        body: row.bearer.clone(),
        words: shell.ta("supervision-seen", &[("day", &row.seen_on.vn())]),
        due: shell.t(if row.since { "supervision-flag-since" } else { "supervision-flag-waits" }),
        over: !row.since,
        date: None,
    };
    Ok(supervision::flags(read, grant, size).await?.rows.iter().map(row).collect())
}
