//! The page of a matter for whoever raised it: no name of a citizen, no note of an office, nothing that another one raised.

use std::collections::BTreeMap;

use acts::follow::Typed;
use domain::case::{Case, Standing};
use domain::correction::{Effective, effective};
use domain::day::{Day, Instant};
use domain::event::{Assessment, CaseEvent, EndGround, Event, Subject};
use domain::outcome::{Outcome, outcome};
use domain::refusal::Refusal;
use domain::review::{FIRST, Reviewed as How};
use store::case::{self, CaseRow, PointRow};
use store::follow::{self, Followed};
use store::review::{self, ReviewRow};
use store::{Read, Reader, Stop, assignment, event, organisation, transfer};

use super::{VALUES, raised};
use crate::app::App;
use crate::look::follow::{Given, Line, Matter, Reviewed, Say, Step};
use crate::look::form::{Choice, FormState};
use crate::look::parts::Shape;
use crate::look::{Shell, Status};
use crate::page::Halt;
use crate::shell::Fault;

/// The case in which another one counts at last.
pub(super) async fn counting(app: &App, id: i64) -> Result<i64, Stop> {
    root(&mut app.office.store().reader().await?, id).await?.ok_or_else(|| Refusal::NotThere.into())
}

async fn root(read: &mut Reader<'_>, mut id: i64) -> Result<Option<i64>, store::Error> {
    loop {
        match case::root(read, id).await? {
            None => return Ok(None),
            Some(row) => match row.root {
                Some(above) => id = above,
                None => return Ok(Some(id)),
            },
        }
    }
}

/// The page of a matter; `form` is what they said of it, where that was refused.
pub(super) async fn page(
    app: &App,
    shell: Shell,
    (found, typed): (&Followed, &Typed),
    form: FormState,
) -> Result<Matter, Halt> {
    let mut read = app.office.store().reader().await?;
    let counting = root(&mut read, found.case).await?.ok_or(Fault::NotThere)?;
    let row = case::find(&mut read, counting).await?.ok_or(Fault::NotThere)?;
    let history = event::history(&mut read, Subject::Case, counting).await?;
    let known = effective(&history);
    let today = read.today();
    let case = Case::by(Day::OPEN, &known).ok_or(Fault::NotThere)?;
    let points = own(case::points(&mut read, counting).await?, found.submission);
    let grounds = event::grounds(&mut read, &history).await?;
    let shared = follow::of_case(&mut read, counting).await?.len() > 1 || counting != found.case;
    let reviews = review::of_case(&mut read, counting).await?;
    let mut names = Names::of(&mut read, counting, &row).await?;
    for event in &known {
        names.learn(&mut read, &event.recorded.event).await?;
    }
    let verdict = outcome(&history, today, Instant::end_of(today).max(read.now()));
    let over = case.due(today) == domain::case::Due::Overdue || case.promise(today) == domain::case::Promise::Overdue;
    let answered = Answered::of(&points, &case);
    let mut states: Vec<Status> = verdict.map(|verdict| state(&shell, verdict, answered, today)).into_iter().collect();
    if matches!(case.reviewed(), How::UnderWay { .. }) {
        states.push(Status::new(Shape::People, shell.t("follow-under-review")));
    }
    let raised = raised(&shell, found);
    let late = if over { shell.ta("follow-late", &[("body", &row.accountable)]) } else { String::new() };
    let untouched = verdict == Some(Outcome::NotTakenUp);
    let say = say(&shell, &case, shared, row.version, form);
    let steps = known.iter().filter_map(|event| step(&shell, &names, event)).collect();
    Ok(Matter {
        code: acts::follow::code_of(&app.secrets, found.submission).code,
        pin: typed.pin.clone(),
        body: found.origin_name.clone(),
        states,
        late,
        lines: lines(&shell, (&case, answered, untouched), &row, &names, today),
        words: found.words.clone(),
        raised,
        answers: points.iter().flat_map(|point| all_given(&shell, &known, point, &grounds)).collect(),
        said: case.assessment.map(|value| {
            let shape = if value == Assessment::Agreed { Shape::People } else { Shape::Void };
            Status::new(shape, shell.of("follow-you", value.as_str()))
        }),
        reviews: reviews.iter().filter(|row| row.state != "struck").map(|row| told(&shell, row, shared)).collect(),
        exhausted: matches!(case.reviewed(), How::Exhausted(_)),
        say,
        steps,
        shell,
    })
}

/// The points that are this person's; where the whole case counts in another one, all that are answered there.
fn own(points: Vec<PointRow>, submission: i64) -> Vec<PointRow> {
    if points.iter().any(|point| point.submission == Some(submission)) {
        return points.into_iter().filter(|point| point.submission == Some(submission)).collect();
    }
    points
}

/// How many of a person's points were answered, and the first day promised for them and not kept yet. That something is for
/// another body is no answer; what others of the same case were promised is not told here.
#[derive(Clone, Copy)]
struct Answered {
    told: usize,
    all: usize,
    promised: Option<Day>,
}

impl Answered {
    fn of(points: &[PointRow], case: &Case<'_>) -> Self {
        let own = |(id, _): &&(i64, Standing)| points.iter().any(|point| point.id == *id);
        let promised = case.points.iter().filter(own).filter_map(|(_, standing)| match standing {
            Standing::Promised(by_on) => Some(*by_on),
            _ => None,
        });
        let promised = promised.min();
        let told = |point: &&PointRow| point.result.as_deref().is_some_and(|result| result != "beyond_competence");
        Self { told: points.iter().filter(told).count(), all: points.len(), promised }
    }

    const fn is_whole(self) -> bool {
        self.told == self.all && self.all > 0
    }
}

/// How the matter stands, for whoever raised it: what was answered is not said to be still worked on.
fn state(shell: &Shell, verdict: Outcome, answered: Answered, today: Day) -> Status {
    let waits = matches!(verdict, Outcome::InProgress | Outcome::InProgressOverdue | Outcome::NotTakenUp);
    if !waits || !answered.is_whole() {
        return Status::outcome(shell.lang, verdict.as_str());
    }
    match answered.promised {
        Some(by_on) if by_on < today => Status::new(Shape::Over, shell.t("follow-state-promise-over")),
        Some(_) => Status::new(Shape::Doing, shell.t("follow-state-promised")),
        None => Status::new(Shape::Done, shell.t("follow-state-answered")),
    }
}

/// The names of the bodies that a history speaks of.
struct Names {
    bodies: BTreeMap<i64, String>,
    transfers: BTreeMap<i64, (String, String)>,
}

impl Names {
    async fn of(read: &mut Reader<'_>, id: i64, row: &CaseRow) -> Result<Self, Halt> {
        let own = [(row.origin_id, &row.origin), (row.decides_id, &row.decides)];
        let mut bodies: BTreeMap<i64, String> = own.map(|(id, name)| (id, name.clone())).into();
        bodies.insert(row.accountable_id, row.accountable.clone());
        bodies.extend(assignment::of_case(read, id).await?.into_iter().map(|row| (row.lead, row.lead_name)));
        let transfers = transfer::of_case(read, id).await?.into_iter().map(|row| (row.id, (row.to_name, row.number)));
        Ok(Self { bodies, transfers: transfers.collect() })
    }

    /// Reads the names that an event needs and that are not known yet.
    async fn learn(&mut self, read: &mut Reader<'_>, event: &Event) -> Result<(), Halt> {
        let Event::Case(event) = event else { return Ok(()) };
        let wanted = match event {
            CaseEvent::AnsweredOnTheSpot { body, .. } | CaseEvent::Replied { body, .. } => Some(*body),
            CaseEvent::SentOn { to, .. }
            | CaseEvent::HandedOver { to, .. }
            | CaseEvent::TakenOver { to, .. }
            | CaseEvent::Urged { to, .. } => Some(*to),
            CaseEvent::Assigned { lead, .. } => Some(*lead),
            CaseEvent::Confirmed { organisation, .. } => Some(*organisation),
            CaseEvent::ReviewOpened { body, .. }
            | CaseEvent::ReviewDecided { body, .. }
            | CaseEvent::ReviewUpheld { body, .. } => *body,
            _ => None,
        };
        if let Some(id) = wanted.filter(|id| !self.bodies.contains_key(id))
            && let Some(row) = organisation::find(read, id).await?
        {
            self.bodies.insert(id, row.name);
        }
        Ok(())
    }

    fn body(&self, id: i64) -> &str {
        self.bodies.get(&id).map_or("", String::as_str)
    }
}

/// What is so now, who is responsible, by when, and what comes next.
fn lines(
    shell: &Shell,
    (case, answered, untouched): (&Case<'_>, Answered, bool),
    row: &CaseRow,
    names: &Names,
    today: Day,
) -> Vec<Line> {
    let line = |key: &str, text: String| Line { label: shell.of("follow-line", key), text };
    let body: (&str, &dyn crate::lang::Arg) = ("body", &row.accountable);
    let promised = answered.promised;
    let now = match case.reviewed() {
        How::UnderWay { review, .. } if review.level == FIRST => {
            shell.ta("follow-now-review", &[("body", &row.decides)])
        }
        How::UnderWay { review, .. } => match review.body {
            Some(above) => shell.ta("follow-now-review-above", &[("body", &names.body(above))]),
            None => shell.t("follow-now-review-unknown"),
        },
        How::Exhausted(_) => shell.t("follow-exhausted"),
        _ => match (case.ended, promised, case.waiting.last()) {
            (Some(ground), ..) => shell.of("follow-now-ended", ended(ground)),
            _ if answered.told > 0 && !answered.is_whole() => {
                shell.ta("follow-now-partly", &[("told", &answered.told), ("all", &answered.all), body])
            }
            (_, Some(by_on), _) => shell.ta("follow-now-promised", &[("day", &by_on.vn())]),
            (_, _, Some(sent)) => shell.ta("follow-now-sent", &[body, ("to", &names.body(sent.to))]),
            _ if case.is_settled() => shell.t("follow-now-settled"),
            _ if case.is_answered() || answered.is_whole() => shell.t("follow-now-answered"),
            _ if case.paused_from.is_some() && case.assignment.is_some() => shell.ta("follow-now-suspended", &[body]),
            _ if case.suspended_since.is_some() && case.due_on.or(row.due_on).is_none() => {
                shell.ta("follow-now-stopped", &[body])
            }
            _ if case.suspended_since.is_some() => shell.ta("follow-now-set-aside", &[body]),
            // What the state calls not taken up is not said to be in progress.
            _ if case.assignment.is_some() && untouched => shell.ta("follow-now-given", &[body]),
            _ if case.assignment.is_some() => shell.ta("follow-now-assigned", &[body]),
            _ => shell.ta("follow-now-received", &[body]),
        },
    };
    let mut lines = vec![line("now", now), line("who", row.accountable.clone())];
    let open = case.closed_on.is_none() || promised.is_some();
    if open {
        let due = promised.or(case.due_on).or(row.due_on);
        lines.push(line("due", due.map_or_else(|| shell.t("follow-due-none"), |due| due_words(shell, due, today))));
    }
    let next = match case.reviewed() {
        How::UnderWay { .. } => "review",
        How::Exhausted(_) => "ways",
        _ if promised.is_some() && (answered.told == 0 || answered.is_whole()) => "kept",
        _ if open && answered.is_whole() => "",
        _ if open => "answer",
        _ if case.assessment.is_none() && case.ended.is_none() => "say",
        _ => "",
    };
    if !next.is_empty() {
        lines.push(line("next", shell.of("follow-next", next)));
    }
    lines
}

const fn ended(ground: EndGround) -> &'static str {
    ground.as_str()
}

/// A due date in plain words.
fn due_words(shell: &Shell, due: Day, today: Day) -> String {
    let (first, last) = if due < today { (due, today) } else { (today, due) };
    let key = match due {
        _ if due == today => "follow-due-today",
        _ if due < today => "follow-due-over",
        _ => "follow-due-left",
    };
    shell.ta(key, &[("day", &due.vn()), ("count", &first.days_until(last))])
}

/// The answer in force to a point, where there is one.
fn given(shell: &Shell, point: &PointRow, grounds: &[(i64, String)]) -> Option<Given> {
    let result = point.result.as_deref()?;
    let on = point.answered_on.map(Day::vn).unwrap_or_default();
    let body = point.body_name.clone().unwrap_or_default();
    let args: [(&str, &dyn crate::lang::Arg); 3] =
        [("body", &body), ("day", &on), ("number", point.paper.as_ref().map_or(&"", |paper| paper))];
    let by = match (point.session, point.paper.as_deref()) {
        (Some(_), _) => shell.ta("follow-by-spoken", &args[..2]),
        (None, Some(number)) if !number.is_empty() => shell.ta("follow-by-paper", &args),
        _ => shell.ta("follow-by", &args[..2]),
    };
    Some(Given {
        text: point.answer.clone().unwrap_or_else(|| shell.t("words-kept")),
        by,
        result: Status::result(shell.lang, result),
        promise: point.by_on.map(|day| shell.ta("follow-promise", &[("day", &day.vn())])).unwrap_or_default(),
        ground: crate::case::ground(point, grounds),
        evidence: point.evidence.clone().unwrap_or_default(),
        lapsed: String::new(),
    })
}

/// The answers of a point: the one in force, and those that the person got before a reopening took them out of force.
fn all_given(shell: &Shell, known: &[Effective<'_>], point: &PointRow, grounds: &[(i64, String)]) -> Vec<Given> {
    let former = point.former.iter().enumerate().filter_map(|(at, former)| {
        let grounds = if point.result.is_none() && at == 0 { grounds } else { &[] };
        let lapsed = crate::case::lapsed(shell, known, former);
        given(shell, former, grounds).map(|answer| Given { lapsed, ..answer })
    });
    given(shell, point, grounds).into_iter().chain(former).collect()
}

/// A review in words; why another person of the same case did not agree, and what that person was told, is theirs.
fn told(shell: &Shell, row: &ReviewRow, shared: bool) -> Reviewed {
    let body = row.body_name.clone().unwrap_or_else(|| shell.t("follow-body-above"));
    let on = row.decided_on.unwrap_or(row.opened_on).vn();
    Reviewed {
        title: shell.ta(&format!("follow-review-{}", row.state.replace('_', "-")), &[("body", &body), ("day", &on)]),
        reason: row.reason.clone().filter(|_| !shared).unwrap_or_default(),
        words: row.words.clone().filter(|_| !shared).unwrap_or_default(),
    }
}

/// What they can say now: once there is an answer in force, while nobody reviews it.
fn say(shell: &Shell, case: &Case<'_>, shared: bool, version: i64, form: FormState) -> Option<Say> {
    let reviewed = case.reviewed();
    let open = matches!(reviewed, How::UnderWay { .. } | How::Exhausted(_));
    let answered = case.closed_on.is_some() && case.is_answered() && case.ended.is_none();
    if !answered || open || case.assessment == Some(Assessment::Agreed) {
        return None;
    }
    let line = match reviewed {
        How::NotUpheld(_) => "follow-say-again",
        _ if shared => "follow-say-shared",
        _ => "follow-say-line",
    };
    let values = VALUES.map(|(word, _)| Choice::new(word, shell.of("assessment", word))).to_vec();
    Some(Say { form, version, values, line: shell.t(line) })
}

/// A step of the way in plain words; nothing for what is the office's own affair.
fn step(shell: &Shell, names: &Names, event: &Effective<'_>) -> Option<Step> {
    let Event::Case(happened) = &event.recorded.event else { return None };
    let receiver = |id: &i64| names.transfers.get(id).map(|(name, _)| name.clone()).unwrap_or_default();
    let (shape, word, detail) = match happened {
        CaseEvent::Received { origin, .. } => (Shape::People, "received", names.body(*origin).to_owned()),
        CaseEvent::Assigned { lead, due_on, .. } => (
            Shape::Flag,
            "assigned",
            shell.ta("follow-step-lead", &[("body", &names.body(*lead)), ("day", &due_on.vn())]),
        ),
        CaseEvent::Extended { due_on, .. } => {
            (Shape::Soon, "extended", shell.ta("follow-step-new-due", &[("day", &due_on.vn())]))
        }
        CaseEvent::AnsweredOnTheSpot { body, .. } => (Shape::Done, "answered", names.body(*body).to_owned()),
        CaseEvent::Replied { body, .. } => (Shape::Done, "replied", names.body(*body).to_owned()),
        CaseEvent::PromiseKept { .. } => (Shape::Done, "kept", String::new()),
        CaseEvent::Suspended { .. } | CaseEvent::SetAside { .. } => (Shape::Paused, "suspended", String::new()),
        CaseEvent::Resumed { .. } => (Shape::Doing, "resumed", String::new()),
        CaseEvent::TakenUp { moved, .. } => {
            let day = moved.map(|moved| shell.ta("follow-step-new-due", &[("day", &moved.to.vn())]));
            (Shape::Doing, "resumed", day.unwrap_or_default())
        }
        CaseEvent::SentOn { transfer, to, .. } => {
            let (name, number) = names.transfers.get(transfer).cloned().unwrap_or_default();
            let name = if name.is_empty() { names.body(*to).to_owned() } else { name };
            let detail = if number.is_empty() { name } else { format!("{name} · {number}") };
            (Shape::Sent, "sent", detail)
        }
        CaseEvent::TransferReceived { transfer } => {
            let name = names.transfers.get(transfer).map(|(name, _)| name.clone()).unwrap_or_default();
            (Shape::Doing, "sent-received", name)
        }
        CaseEvent::Urged { to, what, .. } => {
            let words = shell.of("urged", what.as_str());
            let name = names.body(*to);
            (Shape::Todo, "urged", if name.is_empty() { words } else { format!("{name}: {words}") })
        }
        CaseEvent::TransferAnswered { transfer, .. } | CaseEvent::TransferReplied { transfer, .. } => {
            (Shape::Done, "sent-answered", receiver(transfer))
        }
        CaseEvent::TransferReturned { transfer, .. } => (Shape::Returned, "sent-returned", receiver(transfer)),
        CaseEvent::Told { way, .. } => (Shape::People, "told", shell.of("contact-way", way.as_str())),
        CaseEvent::ToldByNotice { .. } => (Shape::People, "told", shell.t("told-by-notice")),
        CaseEvent::Ended { ground, .. } => (Shape::Undone, "ended", shell.of("follow-now-ended", ended(*ground))),
        CaseEvent::Reopened { .. } => (Shape::Returned, "reopened", String::new()),
        CaseEvent::ReopenedUntil { due_on, .. } => {
            (Shape::Returned, "reopened", shell.ta("follow-step-new-due", &[("day", &due_on.vn())]))
        }
        CaseEvent::Assessed { value, .. } => (Shape::People, "said", shell.of("assessment", value.as_str())),
        CaseEvent::ReviewOpened { body, .. } => {
            let name = body.map_or_else(|| shell.t("follow-body-above"), |body| names.body(body).to_owned());
            (Shape::People, "review", name)
        }
        CaseEvent::ReviewDecided { result, .. } => {
            (Shape::Returned, "reviewed", shell.of("review-result", result.as_str()))
        }
        CaseEvent::ReviewUpheld { due_on, .. } => {
            let due = shell.ta("follow-step-new-due", &[("day", &due_on.vn())]);
            (Shape::Returned, "reviewed", format!("{}. {due}", shell.of("review-result", "upheld")))
        }
        CaseEvent::Confirmed { organisation, .. } => (Shape::Done, "confirmed", names.body(*organisation).to_owned()),
        CaseEvent::HandedOver { to, .. } | CaseEvent::TakenOver { to, .. } => {
            (Shape::Sent, "handed-over", names.body(*to).to_owned())
        }
        _ => return None,
    };
    let title = shell.ta("follow-step", &[("day", &event.on.vn()), ("what", &shell.of("follow-did", word))]);
    Some(Step { shape, title, detail })
}
