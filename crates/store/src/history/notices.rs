//! The rows of notices, and of what is due after a dialogue, beside their events.

use domain::day::Day;
use domain::event::{DialogueEvent, Event, Recorded};
use domain::notice::{Notice, Stated};

use crate::reader::Read;
use crate::{Error, args, duty};

/// What of the rows of a notice is not what its events say.
pub(super) async fn notice(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT state, submitted_on, issued_on, signer_term_id, published_on, replaced_by_id, organisation_id, dialogue_id,
                    general_text_id FROM notices WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Notice::by(events)) else { return Ok(Vec::new()) };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("notice {id}: {column} is not that of its events"));
        }
    };
    same("state", row.get::<String>(0)? == now.state.as_str());
    same("submitted_on", row.get::<Option<Day>>(1)? == now.submitted_on);
    same("issued_on", row.get::<Option<Day>>(2)? == now.issued_on);
    same("signer_term_id", row.get::<Option<i64>>(3)? == now.signer);
    same("published_on", row.get::<Option<Day>>(4)? == now.published_on);
    same("replaced_by_id", row.get::<Option<i64>>(5)? == now.replaced_by);
    same("organisation_id", row.get::<i64>(6)? == now.organisation);
    same("dialogue_id", row.get::<i64>(7)? == now.dialogue);
    same("general_text_id", row.get::<Option<i64>>(8)? == now.general.as_ref().map(|text| text.id));
    let rows = read
        .rows(
            "SELECT i.notice_point_id, i.due_on, q.lead_id, q.conclusion_text_id, q.proposed FROM notice_point_issues i
             JOIN notice_points q ON q.id = i.notice_point_id WHERE i.notice_id = $1 ORDER BY i.no",
            &args![id],
        )
        .await?;
    let cases = read
        .rows(
            "SELECT c.notice_point_id, c.case_id FROM notice_points q JOIN notice_point_cases c ON c.notice_point_id = q.id
             WHERE q.notice_id = $1 ORDER BY c.notice_point_id, c.case_id",
            &args![id],
        )
        .await?;
    let cases = cases.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<(i64, i64)>, Error>>()?;
    same("points", rows.len() == now.points.len());
    for (row, stated) in rows.iter().zip(&now.points) {
        same("the order of its points", row.get::<i64>(0)? == stated.id());
        match stated {
            Stated::Own(point) => {
                same("the day of a point", row.get::<Option<Day>>(1)? == point.due_on);
                same("the lead of a point", row.get::<Option<i64>>(2)? == point.lead);
                same("the conclusion of a point", row.get::<i64>(3)? == point.conclusion.id);
                same("what is proposed", row.get::<bool>(4)? == point.proposed);
                let mut told = point.cases.clone();
                told.sort_unstable();
                let kept: Vec<i64> = cases.iter().filter(|(of, _)| *of == point.point).map(|(_, case)| *case).collect();
                same("the cases of a point", kept == told);
            }
            Stated::Taken { due_on, .. } => same("the day of a point", row.get::<Option<Day>>(1)? == *due_on),
        }
    }
    let rows = read.rows("SELECT id FROM notice_scans WHERE notice_id = $1 ORDER BY no", &args![id]).await?;
    let kept = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    same("its scans", kept == now.scans);
    Ok(problems)
}

/// What of the duties after a dialogue is not what its events say.
pub(super) async fn duties(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let begun = |event: &Recorded| matches!(event.event, Event::Dialogue(DialogueEvent::DutiesStarted { .. }));
    // A dialogue that was concluded before there were duties got its rows by a migration, and no event.
    if !events.iter().any(begun) {
        return Ok(Vec::new());
    }
    let rows = duty::of_dialogue(read, id).await?;
    let mut told = duty::owed(read, events).await?;
    told.sort_by_key(|it| it.started.duty.as_str());
    let agrees = rows.len() == told.len()
        && rows.iter().zip(&told).all(|(row, it)| {
            let rule = it.started.rule.clone().zip(it.started.rule_version);
            (row.duty.as_str(), row.due_on, row.done_on, row.notice, &row.rule)
                == (it.started.duty.as_str(), it.started.due_on, it.done_on, it.notice, &rule)
        });
    let kept: Vec<(String, Day)> = duty::reported(read, id).await?.into_iter().map(|row| (row.to, row.on)).collect();
    let reported = told.iter().flat_map(|it| &it.reported).map(|it| (it.to.as_str().to_owned(), it.on));
    let agrees = agrees && kept == reported.collect::<Vec<_>>();
    let running = read
        .row(
            "SELECT count(*) FROM clocks WHERE subject = 'dialogue' AND subject_id = $1 AND state = 'running'",
            &args![id],
        )
        .await?;
    let running: i64 = running.map_or(Ok(0), |row| row.get(0))?;
    let owes = i64::try_from(told.iter().filter(|it| it.done_on.is_none()).count()).unwrap_or(i64::MAX);
    Ok(if agrees && running == owes {
        Vec::new()
    } else {
        vec![format!("dialogue {id}: its duties are not those of its events")]
    })
}
