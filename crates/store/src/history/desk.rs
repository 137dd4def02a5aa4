//! What the desk keeps beside the words, beside its events: marks, neutral titles, what is withheld, photographed slips.

use std::collections::BTreeMap;

use domain::correction::{effective, struck_by};
use domain::event::{DialogueEvent, Event, Recorded, SubmissionEvent};

use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, args};

/// What of the rows beside a submission is not what its events say, one sentence each.
pub(super) async fn submission(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT b.mark, b.text_id, w.text_id, r.text_id, b.struck_event_id, COALESCE(s.withheld, 1), b.kind
             FROM submissions b LEFT JOIN submitters s ON s.turn_id = b.turn_id
             LEFT JOIN withheld_texts w ON w.submission_id = b.id AND w.version = b.version
             LEFT JOIN released_titles r ON r.submission_id = b.id WHERE b.id = $1",
            &args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let told = Told::by(events);
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("submission {id}: {column} is not that of its events"));
        }
    };
    same("its mark", told.mark.is_none_or(|mark| row.get::<String>(0).is_ok_and(|kept| kept == mark)));
    same("its kind", told.kind.is_none_or(|kind| row.get::<String>(6).is_ok_and(|kept| kept == kind)));
    let (shown, kept): (i64, Option<i64>) = (row.get(1)?, row.get(2)?);
    same("its text", if told.withheld { shown == KEPT && kept == told.text } else { Some(shown) == told.text });
    same("its neutral title", row.get::<Option<i64>>(3)? == told.title);
    same("who is kept out of sight", !told.withheld || row.get(5)?);
    if let Some(slip) = told.slip {
        let rows = read.rows("SELECT state FROM slips WHERE id = $1 AND submission_id = $2", &args![slip, id]).await?;
        let struck = row.get::<Option<i64>>(4)?.is_some();
        let state = if told.withheld { "withheld" } else { "typed" };
        // The slip of a struck one may have been typed again, and is another's then.
        let agrees = match rows.first() {
            Some(row) => row.get::<String>(0)? == state || struck,
            None => struck,
        };
        same("its slip", agrees);
    }
    Ok(problems)
}

/// What the events of a submission say of the rows beside it.
#[derive(Default)]
struct Told {
    mark: Option<&'static str>,
    kind: Option<&'static str>,
    text: Option<i64>,
    title: Option<i64>,
    withheld: bool,
    slip: Option<i64>,
}

impl Told {
    fn by(events: &[Recorded]) -> Self {
        let mut told = Self::default();
        for event in effective(events) {
            let Event::Submission(happened) = &event.recorded.event else { continue };
            match happened {
                SubmissionEvent::Raised { text, kind, .. } => {
                    told.text = Some(text.id);
                    told.kind = Some(kind.as_str());
                }
                SubmissionEvent::Revised { text, .. } => told.text = Some(text.id),
                SubmissionEvent::KindSet { kind } => told.kind = Some(kind.as_str()),
                SubmissionEvent::Marked { mark } => told.mark = Some(mark.as_str()),
                SubmissionEvent::TypedFrom { slip } => told.slip = Some(*slip),
                SubmissionEvent::Withheld { .. } | SubmissionEvent::Kept => told.withheld = true,
                SubmissionEvent::TitleReleased { .. }
                | SubmissionEvent::TitleWithdrawn
                | SubmissionEvent::HeldNoDenunciation
                | SubmissionEvent::Printed
                | SubmissionEvent::Erased { .. }
                | SubmissionEvent::Noted { .. } => {}
            }
        }
        // A title that was taken back with the words does not come back with them.
        for recorded in events {
            match &recorded.event {
                Event::Submission(SubmissionEvent::TitleReleased { title }) => told.title = Some(title.id),
                Event::Submission(
                    SubmissionEvent::TitleWithdrawn
                    | SubmissionEvent::Withheld { .. }
                    | SubmissionEvent::Kept
                    | SubmissionEvent::Erased { .. },
                ) => told.title = None,
                _ => {}
            }
        }
        told
    }
}

/// What of the slips of a dialogue is not what its events say, one sentence each.
pub(super) async fn dialogue(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let mut problems = Vec::new();
    // By the slip: whether it was set aside, and whether it is withheld.
    let mut slips: BTreeMap<i64, (bool, bool)> = BTreeMap::new();
    let mut given = Vec::new();
    for recorded in events {
        let Event::Dialogue(happened) = &recorded.event else { continue };
        match happened {
            DialogueEvent::SlipsAdded { slips: added, .. } => {
                slips.extend(added.iter().map(|id| (*id, (false, false))));
            }
            DialogueEvent::SlipSetAside { slip, .. } => slips.entry(*slip).or_default().0 = true,
            DialogueEvent::SlipTakenUp { slip } => slips.entry(*slip).or_default().0 = false,
            DialogueEvent::PrivateSlipGiven { private_slip, slip, .. } => {
                let struck = struck_by(events, recorded.id);
                given.push((*private_slip, recorded.id, struck));
                if let (Some(slip), None) = (slip, struck) {
                    slips.entry(*slip).or_default().1 = true;
                }
            }
            _ => {}
        }
    }
    for (slip, (aside, withheld)) in slips {
        let row = read.row("SELECT state FROM slips WHERE id = $1", &args![slip]).await?;
        let state: String = row.map_or(Ok(String::new()), |row| row.get(0))?;
        let agrees = match state.as_str() {
            // That of a submission may be withheld with it.
            "withheld" => true,
            "set_aside" => aside && !withheld,
            "waiting" | "typed" => !aside && !withheld,
            _ => false,
        };
        if !agrees {
            problems.push(format!("dialogue {id}: slip {slip} does not stand as its events say"));
        }
    }
    for (private_slip, event, struck) in given {
        let row =
            read.row("SELECT event_id, struck_event_id FROM private_slips WHERE id = $1", &args![private_slip]).await?;
        let kept: Option<(i64, Option<i64>)> = row.map(|row| Ok::<_, Error>((row.get(0)?, row.get(1)?))).transpose()?;
        if kept != Some((event, struck)) {
            problems.push(format!("dialogue {id}: slip {private_slip} to private reception is not that of its events"));
        }
    }
    Ok(problems)
}
