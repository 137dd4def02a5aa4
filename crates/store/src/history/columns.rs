//! The rows of the present beside their events: day, state, bearer and what was struck have to be those the events give.

use domain::case::Case;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::dialogue::standing;
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::span::Axis;
use domain::supervision::Supervision;
use domain::timeline::timeline;

use crate::dialogue::kept;
use crate::reader::Read;
use crate::{Error, args};

/// What of the rows of one subject is not what its events say, one sentence each.
pub(super) async fn differences(
    read: &mut dyn Read,
    subject: Subject,
    id: i64,
    events: &[Recorded],
) -> Result<Vec<String>, Error> {
    match subject {
        Subject::Case => case(read, id, events).await,
        Subject::Submission => {
            let mut problems = submission(read, id, events).await?;
            problems.extend(super::desk::submission(read, id, events).await?);
            Ok(problems)
        }
        Subject::Dialogue => {
            let mut problems = dialogue(read, id, events).await?;
            problems.extend(super::desk::dialogue(read, id, events).await?);
            problems.extend(super::notices::duties(read, id, events).await?);
            problems.extend(crate::import::differences(read, id, events).await?);
            Ok(problems)
        }
        Subject::Plan => super::plans::plan(read, id, events).await,
        Subject::Planned => super::plans::planned(read, id, events).await,
        Subject::Notice => super::notices::notice(read, id, events).await,
        Subject::Gathering => super::gatherings::gathering(read, id, events).await,
        Subject::Reception => super::receptions::reception(read, id, events).await,
        Subject::Letter => super::letters::letter(read, id, events).await,
        Subject::Survey => super::surveys::survey(read, id, events).await,
        Subject::Complaint => crate::complaint::differences(read, id, events).await,
        Subject::Supervision => supervision(read, id, events).await,
        Subject::Declared => crate::declared::differences(read, id, events).await,
        Subject::Denunciation => crate::denunciation::differences(read, id, events).await,
        _ => Ok(Vec::new()),
    }
}

/// Collects what differs, by the name of the column.
struct Compared<'a>(&'a str, i64, Vec<String>);

impl Compared<'_> {
    fn same<T: PartialEq>(&mut self, column: &str, kept: &T, told: &T) {
        if kept != told {
            self.2.push(format!("{} {}: {column} is not that of its events", self.0, self.1));
        }
    }
}

async fn case(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT c.raised_on, c.handling, c.accountable_id, c.origin_id, k.from_on, c.decides_id FROM cases c
             LEFT JOIN clocks k ON k.subject = 'case' AND k.subject_id = c.id AND k.kind = 'citizen' WHERE c.id = $1",
            &args![id],
        )
        .await?;
    let counting = effective(events);
    let (Some(row), Some(case), Some(founding)) = (row, Case::by(Day::OPEN, &counting), counting.first()) else {
        return Ok(Vec::new());
    };
    let mut compared = Compared("case", id, Vec::new());
    compared.same("raised_on", &row.get(0)?, &founding.on);
    compared.same("handling", &row.get(1)?, &last(events, Axis::Handling));
    compared.same("accountable_id", &row.get(2)?, &case.bearer);
    compared.same("origin_id", &row.get(3)?, &case.origin);
    compared.same("decides_id", &row.get(5)?, &case.decides);
    if let Some(from) = row.get::<Option<Day>>(4)? {
        compared.same("from_on of its clock", &from, &founding.on);
    }
    let rows = read.rows("SELECT id FROM case_points WHERE case_id = $1 ORDER BY id", &args![id]).await?;
    let kept = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    let mut told: Vec<i64> = case.points.iter().map(|(point, _)| *point).collect();
    told.sort_unstable();
    compared.same("points", &kept, &told);
    let sql = "SELECT id, issued_on, struck_event_id FROM replies WHERE case_id = $1 ORDER BY standing_no, id";
    let rows = read.rows(sql, &args![id]).await?;
    let mut in_order: Vec<i64> = Vec::with_capacity(rows.len());
    for row in rows {
        let reply: i64 = row.get(0)?;
        let Some(answered) = events.iter().find(|known| answer(&known.event) == Some(reply)) else {
            compared.2.push(format!("case {id}: no event tells of reply {reply}"));
            continue;
        };
        compared.same("struck_event_id of a reply", &row.get(2)?, &struck_by(events, answered.id));
        if let Some(counts) = counting.iter().find(|event| event.recorded.id == answered.id) {
            compared.same("issued_on of a reply", &row.get(1)?, &counts.on);
            in_order.push(reply);
        }
    }
    let told: Vec<i64> = counting.iter().filter_map(|event| answer(&event.recorded.event)).collect();
    compared.same("replies in the order in which they count", &in_order, &told);
    senders(read, id, events, &mut compared).await?;
    reviews(read, (id, case.decides), events, &mut compared).await?;
    compared.2.extend(crate::supervision::differences(read, id, events, case.found).await?);
    Ok(compared.2)
}

/// What was sent on is in the hands of its sender, or of who took the place of that body. The first form of what was handed over
/// does not name the body that ended: of such a case nothing is compared.
async fn senders(read: &mut dyn Read, id: i64, events: &[Recorded], compared: &mut Compared<'_>) -> Result<(), Error> {
    if events.iter().any(|known| matches!(known.event, Event::Case(CaseEvent::HandedOver { .. }))) {
        return Ok(());
    }
    let rows = read.rows("SELECT id, from_id, sender_id FROM transfers WHERE case_id = $1", &args![id]).await?;
    for row in rows {
        let transfer: i64 = row.get(0)?;
        let sent = |known: &&Recorded| matches!(&known.event, Event::Case(CaseEvent::SentOn { transfer: of, .. }) if *of == transfer);
        let seq = events.iter().find(sent).map_or(0, |known| known.seq);
        let later = events.iter().filter(|known| known.seq > seq);
        let told = later.fold(row.get::<i64>(1)?, |sender, known| match &known.event {
            Event::Case(CaseEvent::TakenOver { from, to, .. }) if *from == sender => *to,
            _ => sender,
        });
        compared.same("sender_id of a transfer", &row.get(2)?, &told);
    }
    Ok(())
}

/// The reviews of a case stand as its events say.
async fn reviews(
    read: &mut dyn Read,
    (id, decides): (i64, i64),
    events: &[Recorded],
    compared: &mut Compared<'_>,
) -> Result<(), Error> {
    let sql = "SELECT id, state, opened_on, decided_on, decides_id FROM reviews WHERE case_id = $1 ORDER BY id";
    let rows = read.rows(sql, &args![id]).await?;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        compared.same("decides_id of a review", &row.get(4)?, &decides);
        kept.push((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<Day>(2)?, row.get::<Option<Day>>(3)?));
    }
    let told = domain::review::all(events);
    let told = told.iter().map(|it| (it.id, it.state.to_owned(), it.opened_on, it.decided_on)).collect();
    compared.same("reviews", &kept, &told);
    Ok(())
}

fn answer(event: &Event) -> Option<i64> {
    match event {
        Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. } | CaseEvent::Replied { reply, .. }) => Some(*reply),
        _ => None,
    }
}

/// The value of an axis for good.
fn last(events: &[Recorded], axis: Axis) -> String {
    let segment = timeline(events).into_iter().rfind(|segment| segment.axis == axis && segment.to == Day::OPEN);
    segment.map_or_else(String::new, |segment| segment.value)
}

async fn submission(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read.row("SELECT happened_on, struck_event_id FROM submissions WHERE id = $1", &args![id]).await?;
    let (Some(row), Some(raised)) = (row, effective(events).first().copied()) else {
        return Ok(Vec::new());
    };
    let mut compared = Compared("submission", id, Vec::new());
    compared.same("happened_on", &row.get(0)?, &raised.on);
    compared.same("struck_event_id", &row.get(1)?, &struck_by(events, raised.recorded.id));
    Ok(compared.2)
}

async fn dialogue(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let (Some((kept, first_on)), Some(told)) = (kept(read, id).await?, standing(events)) else {
        return Ok(Vec::new());
    };
    let mut compared = Compared("dialogue", id, Vec::new());
    compared.same("state", &kept.state, &told.state);
    compared.same("organisation_id", &kept.organisation, &told.organisation);
    compared.same("chair_term_id", &kept.chair, &told.chair);
    compared.same("agenda", &kept.agenda, &told.agenda);
    if let Some(on) = told.first_on() {
        compared.same("first_on", &first_on, &on);
    }
    for was in &kept.sittings {
        if let Some(is) = told.sitting(was.session) {
            compared.same("day and place of a session", &was.set, &is.set);
            compared.same("chair_term_id of a session", &was.chair, &is.chair);
            compared.same("deputy_reason_text_id of a session", &was.deputy_reason, &is.deputy_reason);
            compared.same("opened_event_id of a session", &was.opened_by, &is.opened_by);
            compared.same("held_event_id of a session", &was.held_by, &is.held_by);
            compared.same("attendance of a session", &was.attendance, &is.attendance);
            compared.same("bodies of a session", &was.bodies, &is.bodies);
            compared.same("minutes_signed_on of a session", &was.minutes_signed_on, &is.minutes_signed_on);
            compared.same("minutes of a session", &was.minutes, &is.minutes);
            compared.same("scans of a session", &was.scans, &is.scans);
        } else {
            compared.same("struck of a session", &was.set.is_none(), &true);
        }
    }
    Ok(compared.2)
}

/// The row of a supervision stands as its events say.
async fn supervision(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = crate::supervision::find_supervision(read, id).await?;
    let (Some(row), Some(told)) = (row, Supervision::by(events)) else { return Ok(Vec::new()) };
    let mut compared = Compared("supervision", id, Vec::new());
    compared.same("organisation_id", &row.organisation, &told.organisation);
    compared.same("notice_id", &row.notice.id, &told.notice);
    compared.same("year", &row.year, &told.year);
    compared.same("month", &row.month, &told.month);
    compared.same("form", &row.form.as_str(), &told.form.as_str());
    compared.same("state", &row.state.as_str(), &told.state.as_str());
    compared.same("issued_on", &row.issued.map(|it| it.0), &told.issued.map(|it| it.0));
    compared.same("carried_out_on", &row.carried_out_on, &told.carried_out_on);
    compared.same("reported_on", &row.reported_on, &told.report.map(|it| it.on));
    compared.same("reported_to_id", &row.reported_to.map(|it| it.0), &told.report.map(|it| it.to));
    Ok(compared.2)
}
