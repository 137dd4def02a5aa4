//! The history of a subject in words: what happened, when, for whom, and how it was corrected.

use domain::behalf::{Whose, whose};
use domain::day::Day;
use domain::event::{
    CaseEvent, ComplaintEvent, DialogueEvent, Event, LetterEvent, NoticeEvent, PlanEvent, PlannedEvent, ReceptionEvent,
    Recorded, Subject,
};
use domain::permission::Act;
use store::event::{self, EventRow};
use store::grant::Of;
use store::rulebook::{self, Rulebook, Whereabouts};
use store::{By, Error, Reader};

use crate::look::Shell;
use crate::look::case::{Step, Voice};
use crate::page::{Halt, granted};

/// The setting after whose days an act counts as recorded long after it happened.
const LATE_TYPED: &str = "PM-LATE-TYPED";

/// When an act counts as recorded long after it happened: by the setting of the place of a body.
pub(crate) struct Late<'a> {
    book: &'a Rulebook,
    at: Option<Whereabouts>,
}

impl<'a> Late<'a> {
    /// As it is with a body there.
    pub(crate) const fn at(book: &'a Rulebook, at: Whereabouts) -> Self {
        Self { book, at: Some(at) }
    }

    /// As it is with a body.
    pub(crate) async fn of(read: &mut Reader<'_>, book: &'a Rulebook, organisation: i64) -> Result<Self, Error> {
        Ok(Self { book, at: rulebook::standing(read, organisation).await?.map(|it| it.at) })
    }

    /// Whether what happened on a day was recorded long after it. Never where no such setting is in force.
    fn is(&self, happened_on: Day, recorded_on: Day) -> bool {
        let Some(at) = &self.at else { return false };
        if let Some(last) = self.book.last_day(LATE_TYPED, at, happened_on) {
            return recorded_on > last.due.on;
        }
        // Without a calendar of that year: when it is late however many days off lay between.
        let rule = self.book.rule(LATE_TYPED, at, happened_on);
        rule.is_some_and(|rule| happened_on.days_until(recorded_on) > 2 * i64::from(rule.amount))
    }
}

/// What the reader may do to the steps of a timeline.
#[derive(Clone, Copy)]
pub(crate) struct Rights {
    /// Correct a day.
    pub(crate) correct: bool,
    /// Strike an act.
    pub(crate) strike: bool,
    /// The body whose clerk the reader is: of what it recorded for others they name the papers.
    pub(crate) paper: Option<i64>,
}

/// The body for which the reader names the papers of what it recorded for others, where they may.
pub(crate) async fn recorder(read: &mut Reader<'_>, by: By) -> Result<Option<i64>, Halt> {
    let own = Of::Organisation(by.organisation);
    Ok(granted(read, by, Act::EventCorrect, own).await?.map(|_| by.organisation))
}

/// One event as a step of the timeline. `history` is the whole history, oldest first.
pub(crate) fn step(shell: &Shell, row: &EventRow, history: &[Recorded], late: &Late<'_>, may: Rights) -> Step {
    let recorded = &row.recorded;
    let amended = amendments(recorded.id, history);
    let corrected_to = amended.iter().rev().find_map(|event| match &event.event {
        Event::Corrected { happened_on, .. } => Some(*happened_on),
        _ => None,
    });
    let struck = amended.iter().any(|event| matches!(event.event, Event::Struck { .. }));
    let on = corrected_to.unwrap_or(recorded.happened_on);
    let amends = matches!(recorded.event, Event::Corrected { .. } | Event::Struck { .. });
    let (reason, words) = if amends { (row.reason.clone(), None) } else { (None, row.reason.clone()) };
    let by = if row.by_submitter {
        shell.t("step-by-submitter")
    } else if row.typist.is_empty() && row.organisation.is_empty() {
        shell.t("step-by-program")
    } else if row.actor == row.typist || row.actor.is_empty() {
        join(&[&row.typist, &row.organisation])
    } else {
        join(&[&row.actor, &row.organisation, &shell.ta("typed-by", &[("name", &row.typist)])])
    };
    Step {
        id: recorded.id,
        voice: match recorded.event {
            Event::Case(CaseEvent::Received { .. } | CaseEvent::Assessed { .. } | CaseEvent::ReviewOpened { .. }) => {
                Voice::People
            }
            _ => Voice::Body,
        },
        title: shell.of("act", recorded.event.act()),
        on: on.vn(),
        on_iso: on.to_iso(),
        recorded: format!("{} {}", recorded.recorded_at.day().vn(), recorded.recorded_at.vn_time()),
        by,
        detail: Some(detail(shell, row, history)).filter(|set| !set.is_empty()).or(words).unwrap_or_default(),
        late_typed: late.is(recorded.happened_on, recorded.recorded_at.day()),
        corrected_from: if corrected_to.is_some() { recorded.happened_on.vn() } else { String::new() },
        reason: reason.unwrap_or_default(),
        struck,
        may_correct: may.correct
            && changes(&recorded.event)
            && !struck
            && !goes_with_its_notice(&recorded.event, history),
        may_strike: !struck
            && if matches!(recorded.event, Event::PaperNamed { .. }) {
                // Whoever may name a paper may take that back.
                may.strike || may.paper == Some(row.recorder)
            } else {
                may.strike
                    && (amends || is_struck_alone(&recorded.event))
                    && !goes_with_its_notice(&recorded.event, history)
            },
        may_name_paper: (may.correct || may.paper == Some(row.recorder)) && !struck && rests_on_paper(row, history),
    }
}

/// Whether it is somebody's act that a paper can show, and not that one was named. A notice that was issued is the paper itself.
fn rests_on_paper(row: &EventRow, history: &[Recorded]) -> bool {
    let at = history.iter().position(|known| known.id == row.recorded.id);
    let own = Whose::Body(row.recorder);
    !matches!(row.recorded.event, Event::PaperNamed { .. } | Event::Notice(NoticeEvent::Issued { .. }))
        && at.and_then(|at| whose(history, at)).is_some_and(|whose| whose != own)
}

/// Whether it is what a notice told, or what took that back: both are done with the notice.
fn goes_with_its_notice(event: &Event, history: &[Recorded]) -> bool {
    let mut amended = Some(event);
    while let Some(Event::Corrected { of, .. } | Event::Struck { of, .. }) = amended {
        amended = history.iter().find(|known| known.id == *of).map(|known| &known.event);
    }
    matches!(amended, Some(Event::Case(CaseEvent::ToldByNotice { .. })))
}

/// Whether something happened to the case on that day which somebody did and can take back.
fn changes(event: &Event) -> bool {
    match event {
        Event::Case(
            CaseEvent::PointAdded { .. }
            | CaseEvent::PointParted { .. }
            | CaseEvent::Linked { .. }
            | CaseEvent::Unlinked { .. }
            | CaseEvent::Placed { .. }
            | CaseEvent::Noticed { .. }
            | CaseEvent::IdentityRead
            | CaseEvent::CodeGiven { .. }
            | CaseEvent::HeldNoDenunciation
            | CaseEvent::SentFor { .. }
            | CaseEvent::ReviewOpened { .. }
            | CaseEvent::ClockRedated { .. }
            | CaseEvent::Urged { .. }
            | CaseEvent::UrgingIssued { .. }
            | CaseEvent::ReportedUp { .. }
            | CaseEvent::EvidenceFiled { .. }
            | CaseEvent::HandedOver { .. }
            | CaseEvent::TakenOver { .. },
        ) => false,
        Event::Case(_) => true,
        Event::Plan(event) => !matches!(event, PlanEvent::Redrafted { .. }),
        Event::Planned(event) => matches!(
            event,
            PlannedEvent::Postponed { .. }
                | PlannedEvent::Cancelled { .. }
                | PlannedEvent::Restored { .. }
                | PlannedEvent::ExcuseAccepted { .. }
                | PlannedEvent::ExcuseQuestioned { .. }
        ),
        Event::Reception(event) => matches!(
            event,
            ReceptionEvent::Scheduled { .. }
                | ReceptionEvent::Changed { .. }
                | ReceptionEvent::Cancelled { .. }
                | ReceptionEvent::Held
                | ReceptionEvent::Concluded { .. }
                | ReceptionEvent::Directed { .. }
                | ReceptionEvent::RefusalGiven { .. }
        ),
        Event::Letter(event) => {
            matches!(event, LetterEvent::OriginalsReturned { .. } | LetterEvent::Processed { .. })
        }
        Event::Dialogue(event) => matches!(
            event,
            DialogueEvent::Announced { .. }
                | DialogueEvent::Opened { .. }
                | DialogueEvent::Held { .. }
                | DialogueEvent::Concluded { .. }
                | DialogueEvent::MinutesSigned
                | DialogueEvent::SessionMinutesSigned { .. }
                | DialogueEvent::DutyDone { notice: None, .. }
                | DialogueEvent::DutyReported { .. }
                | DialogueEvent::PlannedAs { .. }
        ),
        _ => false,
    }
}

/// Whether an event can be struck by itself: a case is struck with its submission; of a dialogue also what has no day of its
/// own.
fn is_struck_alone(event: &Event) -> bool {
    match event {
        Event::Dialogue(
            DialogueEvent::SessionSet { .. }
            | DialogueEvent::SessionChaired { .. }
            | DialogueEvent::Attended { .. }
            | DialogueEvent::BodiesPresent { .. }
            | DialogueEvent::MinutesTaken { .. }
            | DialogueEvent::MinutesScanned { .. }
            | DialogueEvent::SessionWithoutMinutes { .. }
            | DialogueEvent::AgendaSet { .. },
        )
        // A letter keeps the day of its paper, and goes as it came; files as they were laid down.
        | Event::Case(CaseEvent::Urged { .. } | CaseEvent::ReportedUp { .. } | CaseEvent::EvidenceFiled { .. })
        // What was kept from everybody comes back.
        | Event::Reception(ReceptionEvent::VisitWithheld { .. })
        | Event::Letter(LetterEvent::Withheld)
        | Event::Complaint(ComplaintEvent::Stepped { .. }) => true,
        // A day that was set anew is set anew again; what a notice did goes with the notice.
        Event::Reception(ReceptionEvent::Changed { .. })
        | Event::Dialogue(DialogueEvent::DutyDone { notice: Some(_), .. }) => false,
        event => changes(event) && !is_receipt(event),
    }
}

/// The history of a subject, newest first, with what the reader may do to each step.
pub(crate) async fn of(
    read: &mut Reader<'_>,
    shell: &Shell,
    late: &Late<'_>,
    (subject, id): (Subject, i64),
    may: Rights,
) -> Result<Vec<Step>, Error> {
    let rows = event::timeline(read, subject, id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    Ok(rows.iter().map(|row| step(shell, row, &history, late, may)).collect())
}

/// The history of a planned dialogue: what its body did is the body's to amend, what those above said of a reason is theirs.
pub(crate) async fn of_planned(
    read: &mut Reader<'_>,
    shell: &Shell,
    late: &Late<'_>,
    id: i64,
    (own, above): (Rights, Rights),
) -> Result<Vec<Step>, Error> {
    let rows = event::timeline(read, Subject::Planned, id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let step = |row: &EventRow| {
        let may = if is_of_those_above(&row.recorded.event, &history) { above } else { own };
        step(shell, row, &history, late, may)
    };
    Ok(rows.iter().map(step).collect())
}

/// Whether an event is what those above said of a reason, or an amendment of that.
fn is_of_those_above(event: &Event, history: &[Recorded]) -> bool {
    match event {
        Event::Planned(PlannedEvent::ExcuseAccepted { .. } | PlannedEvent::ExcuseQuestioned { .. }) => true,
        Event::Corrected { of, .. } | Event::Struck { of, .. } => {
            let of = history.iter().find(|known| known.id == *of);
            of.is_some_and(|of| is_of_those_above(&of.event, history))
        }
        _ => false,
    }
}

/// A case is struck with its submission.
fn is_receipt(event: &Event) -> bool {
    matches!(event, Event::Case(CaseEvent::Received { .. }))
}

/// The day that an event sets, beside its own; of a paper what it says and for what it stands.
fn detail(shell: &Shell, row: &EventRow, history: &[Recorded]) -> String {
    match &row.recorded.event {
        Event::PaperNamed { of, dated_on, .. } => {
            let named = history.iter().find(|known| known.id == *of);
            let act = named.map(|known| shell.of("act", known.event.act())).unwrap_or_default();
            let words = row.reason.clone().unwrap_or_else(|| shell.t("words-kept"));
            shell.ta("step-paper", &[("act", &act), ("words", &words), ("day", &dated_on.vn())])
        }
        Event::Corrected { happened_on, .. } => shell.ta("step-new-day", &[("day", &happened_on.vn())]),
        Event::Case(CaseEvent::ClockRedated { due_on, .. }) => {
            let due = due_on.map_or_else(|| shell.t("preview-no-due"), Day::vn);
            shell.ta("step-new-due", &[("day", &due)])
        }
        _ => String::new(),
    }
}

/// The corrections and strikings of an event that were not struck themselves.
fn amendments(id: i64, history: &[Recorded]) -> Vec<&Recorded> {
    history
        .iter()
        .filter(|event| match event.event {
            Event::Corrected { of, .. } | Event::Struck { of, .. } => {
                of == id && !amendments(event.id, history).iter().any(|own| matches!(own.event, Event::Struck { .. }))
            }
            _ => false,
        })
        .collect()
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
