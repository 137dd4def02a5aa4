//! One plan: how far it has come, what it plans with what became of that, and its history.

use std::sync::Arc;

use acts::plan::{Advance, Step as Taken};
use axum::extract::{OriginalUri, Path, State};
use domain::event::Subject;
use domain::permission::Act;
use domain::plan::{Fate, PlanState};
use store::grant::{Of, may};
use store::plan::board::{self, TalkRow};
use store::plan::{self, PlanRow, PlannedRow};
use store::{Read, Reader, organisation};

use super::heads::{Head, Item, heads};
use super::{Answer, fate, href, month, months, status};
use crate::app::App;
use crate::look::case::WrongStep;
use crate::look::form::{Choice, FormState};
use crate::look::plan::{PlanPage, PlannedCard, Wrong};
use crate::look::{Link, Nav, Shape, Shell, Status, paper};
use crate::page::{Halt, Reading, Sent, draw, frame, go, granted, halt, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// `GET /plans/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Answer {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// A form of the page that was wrong.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) wrong: Option<Wrong>,
    pub(crate) step: Option<WrongStep>,
}

/// What the reader may do to a plan.
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
struct May {
    change: bool,
    excuse: bool,
    announce: bool,
    correct: bool,
    strike: bool,
    read_body: bool,
}

impl May {
    async fn read(read: &mut Reader<'_>, visitor: &Visitor, row: &PlanRow) -> Result<Self, Halt> {
        let of = Of::Organisation(row.organisation);
        let mut has = [false; 6];
        let acts = [
            Act::PlanChange,
            Act::PlanExcuse,
            Act::DialogueOpen,
            Act::EventCorrect,
            Act::EventStrike,
            Act::OrganisationRead,
        ];
        for (has, act) in has.iter_mut().zip(acts) {
            *has = granted(read, visitor.by, act, of).await?.is_some();
        }
        let [change, excuse, announce, correct, strike, read_body] = has;
        Ok(Self { change, excuse, announce, correct, strike, read_body })
    }
}

/// The page of a plan, for somebody who may read it.
pub(crate) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    asked: Asked,
) -> Result<PlanPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Plans) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let row = plan::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let right = may(&mut read, visitor.by, Act::PlanRead, Of::Organisation(row.organisation)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let rights = May::read(&mut read, visitor, &row).await?;
    let body = organisation::find(&mut read, row.organisation).await?.ok_or(Fault::NotThere)?;
    let late = Late::of(&mut read, &book, row.organisation).await?;
    let number = i16::try_from(row.year).unwrap_or(today.year());
    let year = board::year(&mut read, &grant, number).await?;
    let all = heads(&year, number, &book, today);
    let head = all.iter().find(|head| head.plan.is_some_and(|plan| plan.id == id));
    let issued = PlanState::parse(&row.state).is_some_and(PlanState::is_issued);
    let paper = timeline::recorder(&mut read, visitor.by).await?;
    let mut cards = Cards { shell: &shell, rights: &rights, issued, standing: Vec::new(), dropped: Vec::new() };
    for planned in plan::planned(&mut read, id).await? {
        if planned.state != "withdrawn" {
            let talk = planned.dialogue.and_then(|id| year.talks.iter().find(|talk| talk.id == id));
            let own = Rights { correct: rights.correct, strike: rights.strike, paper };
            let above = Rights { correct: rights.excuse, strike: rights.excuse, paper };
            let steps = timeline::of_planned(&mut read, &shell, &late, planned.id, (own, above)).await?;
            cards.add(&planned, head, talk, steps);
        }
    }
    let own = Rights { correct: rights.correct, strike: rights.strike, paper };
    let holders = organisation::terms(&mut read, row.organisation, today).await?;
    let holder = holders.iter().find(|term| term.organisation == row.organisation && term.post == row.post);
    let bounds = head.map(|head| super::bounds(&shell, &head.bounds)).unwrap_or_default();
    let title = shell.ta("plan-title", &[("post", &shell.of("post", &row.post)), ("year", &row.year.to_string())]);
    let to_body = if rights.read_body { format!("/organisations/{}", body.id) } else { String::new() };
    let live = row.state != "struck";
    Ok(PlanPage {
        id,
        title,
        body: Link::new(to_body, body.name),
        holder: holder.map(|term| term.name.clone()).unwrap_or_default(),
        status: status(&shell, &row.state),
        board: format!("/plans?of={}&year={}", row.organisation, row.year),
        year: row.year.to_string(),
        printed: head.filter(|_| issued).map(printed).unwrap_or_default(),
        bounds,
        version: row.version,
        standing: cards.standing,
        dropped: cards.dropped,
        may_redraft: rights.change && live && !issued,
        may_amend: rights.change && live && issued,
        steps: if rights.change && live { steps_left(&shell, &row.state) } else { Vec::new() },
        proposed: FormState::default().with("happened_on", today.vn()).with("version", row.version.to_string()),
        months: months(&shell),
        judgements: ["accepted", "questioned"].map(|word| Choice::new(word, shell.of("excuse-choice", word))).into(),
        timeline: timeline::of(&mut read, &shell, &late, (Subject::Plan, id), own).await?,
        wrong: asked.wrong,
        wrong_step: asked.step,
        shell: shell.clone(),
    })
}

/// Held of planned as a report prints it.
fn printed(head: &Head<'_>) -> String {
    paper::dialogues(head.held() + head.added(), head.added(), head.tally.planned, head.tally.adjusted_to())
}

fn steps_left(shell: &Shell, state: &str) -> Vec<Choice> {
    let order = ["draft", "submitted", "approved", "published"];
    let at = order.iter().position(|word| *word == state).unwrap_or(order.len());
    order.into_iter().skip(at + 1).map(|word| Choice::new(word, shell.of("plan-step", word))).collect()
}

/// The planned dialogues of a page.
struct Cards<'a> {
    shell: &'a Shell,
    rights: &'a May,
    issued: bool,
    standing: Vec<PlannedCard>,
    dropped: Vec<PlannedCard>,
}

impl Cards<'_> {
    fn add(
        &mut self,
        row: &PlannedRow,
        head: Option<&Head<'_>>,
        talk: Option<&TalkRow>,
        steps: Vec<crate::look::case::Step>,
    ) {
        let shell = self.shell;
        let is_it = |item: &&Item<'_>| item.planned.is_some_and(|planned| planned.id == row.id);
        let items: Vec<&Item<'_>> = head.map(|head| head.items.iter().filter(is_it).collect()).unwrap_or_default();
        let status = match (row.state.as_str(), items.first()) {
            ("dropped", _) => Status::new(Shape::Void, shell.t("plan-fate-dropped")),
            (_, Some(item)) => Status::new(fate::shape(item.fate), fate::spoken(shell, item)),
            (_, None) => Status::new(Shape::Todo, shell.of("planned-state", &row.state)),
        };
        // One that was put off to a month which has passed as well.
        let again = items.get(1).filter(|item| matches!(item.fate, Fate::Missed(_)));
        let mut detail: Vec<String> = again.map(|item| fate::spoken(shell, item)).into_iter().collect();
        if row.edition > 1 {
            detail.push(shell.ta("plan-edition", &[("edition", &row.edition)]));
        }
        let first = i64::from(row.planned_on.month());
        let excuse = row.excuse.as_deref().map(|word| {
            let shape = match word {
                "accepted" => Shape::Done,
                "questioned" => Shape::Returned,
                _ => Shape::Todo,
            };
            Status::new(shape, shell.of("excuse", word))
        });
        let may = self.rights;
        let (open, off) = (row.state == "planned", row.state == "cancelled");
        let put_off = row.state == "postponed";
        let asked_again = off && row.excuse.as_deref() == Some("questioned");
        let change = may.change && self.issued;
        let card = PlannedCard {
            id: row.id,
            topic: row.topic.clone().unwrap_or_default(),
            month: month(shell, first),
            how: format!("{}, {}", shell.of("talk-form", &row.form), shell.of("audience", &row.audience)),
            status,
            detail: detail.join(" "),
            dialogue: talk.map_or_else(Link::default, |talk| {
                Link::new(format!("/dialogues/{}", talk.id), talk.title.clone().unwrap_or_default())
            }),
            reason: row.reason.clone().unwrap_or_default(),
            excuse: excuse.filter(|_| put_off || off),
            said: row.said.clone().unwrap_or_default(),
            may_announce: may.announce && self.issued && (open || put_off) && row.dialogue.is_none(),
            may_postpone: change && (open || put_off),
            may_cancel: change && (open || put_off || asked_again),
            may_restore: change && (put_off || off),
            may_excuse: may.excuse && (put_off || off) && row.excuse.is_some(),
            steps,
        };
        if row.state == "dropped" { self.dropped.push(card) } else { self.standing.push(card) }
    }
}

/// `POST /plans/{id}/advance`: a step by the day on the paper.
pub(crate) async fn advance(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let row = plan::find(&mut sent.app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?;
    let next = sent.form.value("to").to_owned();
    let taken = |word: &str| match word {
        "submitted" => Some(Taken::Submitted),
        "approved" => Some(Taken::Approved),
        "published" => Some(Taken::Published),
        _ => None,
    };
    let typed = |form: &mut Reading<'_>| Advance {
        plan: id,
        to: form.one_of("to", taken, Taken::Submitted),
        version: form.version(),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act((Act::PlanChange, Of::Organisation(row.organisation)), typed).await;
    let refusal = match done {
        Ok(()) => return Ok(go(&format!("{}?said=plan-{next}", href(id)))),
        Err(stop) => sent.refuse(Nav::Plans, stop)?,
    };
    crate::case::renew(&mut sent.form, &refusal);
    let wrong = Wrong { form: "advance".to_owned(), state: sent.form };
    let asked = Asked { wrong: Some(wrong), step: None };
    Ok(redraw(&refusal, &page(&sent.app, &sent.visitor, &sent.uri, id, asked).await?))
}

/// The page with a correction or striking that was wrong.
pub(crate) async fn wrong_step(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    step: Option<WrongStep>,
) -> Result<PlanPage, Halt> {
    page(app, visitor, uri, id, Asked { wrong: None, step }).await
}
