//! The form of a point.

use std::sync::Arc;

use acts::notice::{SetPoint, Written};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::Delivery;
use domain::notice::due;
use domain::permission::Act;
use store::grant::{Of, may};
use store::{Read, Reader, assignment, duty};

use super::change::of;
use super::{LETTERS, href, seen, whole_line};
use crate::app::App;
use crate::look::form::{Choice, FormState};
use crate::look::notice::PointForm;
use crate::look::{Nav, Shell};
use crate::page::{
    Halt, Posted, Reading, attempt, draw, frame, go, halt, query_as, read, redraw, refuse, refused, short,
};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Bodies that a list offers at most: as many as the act knows.
const BODIES: i64 = acts::notice::BODIES;
/// The trigger of the rule that gives an assignment its last day.
const GIVEN: &str = "assignment_given";

/// What the fields of a point offer to choose from.
#[derive(Default)]
pub(super) struct Offers {
    pub(super) leads: Vec<Choice>,
    pub(super) bodies: Vec<Choice>,
    pub(super) deliveries: Vec<Choice>,
}

/// The bodies and ways that the points of a notice can have.
pub(super) async fn offers(
    read: &mut Reader<'_>,
    shell: &Shell,
    organisation: i64,
    today: Day,
) -> Result<Offers, Halt> {
    let bodies = assignment::bodies(read, organisation, today, BODIES).await?;
    let body = |row: &assignment::BodyRow| Choice::new(row.id.to_string(), &row.name);
    Ok(Offers {
        leads: bodies.iter().filter(|row| row.leads).map(body).collect(),
        bodies: bodies.iter().map(body).collect(),
        deliveries: deliveries(shell),
    })
}

fn deliveries(shell: &Shell) -> Vec<Choice> {
    Delivery::ALL.map(|way| Choice::new(way.as_str(), shell.of("delivery", way.as_str()))).to_vec()
}

/// `GET /notices/{id}/point`: `point=` for one that is there, `case=` for a new one with that matter.
pub(crate) async fn form(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    typed: Option<FormState>,
) -> Result<PointForm, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Dialogues) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let seen = seen(&mut read, visitor, &shell, id).await?;
    let right = may(&mut read, visitor.by, Act::NoticeChange, Of::Dialogue(seen.row.dialogue)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let (place, ..) = duty::place(&mut read, seen.row.dialogue).await?.ok_or(Fault::NotThere)?;
    let by_rule = book.last_day(GIVEN, &place, today);
    let rule = by_rule
        .as_ref()
        .map(|last| shell.ta("notice-due-by-rule", &[("day", &last.due.on.vn()), ("source", &last.rule.source)]));
    let asked = match &typed {
        Some(form) => form.value("point").parse().ok(),
        None => query_as::<i64>(uri, "point"),
    };
    let at = asked.and_then(|point| seen.points.iter().position(|row| row.id == point && row.notice == id));
    let form = typed.unwrap_or_else(|| {
        if let Some(row) = at.map(|at| &seen.points[at]) {
            let mut form = FormState::default()
                .with("point", row.id.to_string())
                .with("matter", row.matter.clone().unwrap_or_default())
                .with("conclusion", row.conclusion.clone().unwrap_or_default())
                .with("lead", row.lead.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default())
                .with("due_on", row.due_on.map(Day::vn).unwrap_or_default())
                .with("evidence", row.evidence.clone().unwrap_or_default())
                .with("delivery", row.delivery.clone())
                .with("reach", if row.contact { "yes" } else { "" });
            form.values.insert("cases".to_owned(), row.cases.iter().map(i64::to_string).collect());
            form.values.insert("cooperating".to_owned(), row.with.iter().map(|(id, _)| id.to_string()).collect());
            form
        } else {
            let day = due(by_rule.map(|last| last.due.on), today).map(Day::vn).unwrap_or_default();
            let form = FormState::default().with("delivery", Delivery::Letter.as_str()).with("due_on", day);
            let case = query_as::<i64>(uri, "case");
            match seen.matters.iter().find(|matter| Some(matter.listed.case) == case) {
                Some(matter) => {
                    let words = matter.words.clone().unwrap_or_default();
                    form.with("cases", matter.listed.case.to_string())
                        .with("matter", matter.title.clone().unwrap_or_else(|| short(&words, 120)))
                }
                None => form,
            }
        }
    });
    let offers = offers(&mut read, &shell, grant.organisation, today).await?;
    let mut cases: Vec<Choice> = Vec::new();
    for matter in &seen.matters {
        let value = matter.listed.case.to_string();
        let words = short(matter.words.as_deref().unwrap_or_default(), LETTERS);
        let label = format!("{}. {}", matter.listed.no, matter.place);
        match cases.iter_mut().find(|choice| choice.value == value) {
            Some(choice) => choice.label = format!("{}; {label}", choice.label),
            None => cases.push(Choice { value, label, hint: words }),
        }
    }
    let said = seen.matters.iter().filter(|matter| form.chosen("cases", &matter.listed.case.to_string()));
    let said = said.map(|matter| whole_line(&shell, matter)).collect();
    Ok(PointForm {
        id,
        said,
        body: seen.row.body.clone(),
        number: at.map_or(0, |at| at + 1),
        form: form.with("version", seen.row.version.to_string()),
        leads: offers.leads,
        bodies: offers.bodies,
        deliveries: offers.deliveries,
        cases,
        rule: rule.unwrap_or_default(),
        shell,
    })
}

fn typed(form: &mut Reading<'_>) -> Written {
    Written {
        matter: form.words("matter"),
        conclusion: form.words("conclusion"),
        lead: form.choice("lead"),
        due_on: form.day_if_any("due_on"),
        cooperating: form.choices("cooperating"),
        evidence: form.text("evidence"),
        delivery: form.one_of("delivery", Delivery::parse, Delivery::Letter),
        contact: form.text("reach") == "yes",
        cases: form.choices("cases"),
    }
}

/// `POST /notices/{id}/point`.
pub(crate) async fn set(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let (of, _, happened_on) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let (version, point) = (form.version(), form.choice("point"));
        SetPoint { notice: id, version, point, written: typed(form), happened_on }
    });
    let Err(stop) = attempt(&app, visitor.by, &key, (Act::NoticeChange, of), act).await else {
        return Ok(go(&format!("{}?said=notice-point-set", href(id))));
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Dialogues, stop)?;
    refuse(&mut form, visitor.lang, &refusal);
    crate::case::renew(&mut form, &refusal);
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, Some(form)).await?))
}
