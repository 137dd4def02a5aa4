//! The rows of what goes on within a case, and whether they are those that its events give.

use domain::assignment::{asked, parts};
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded};
use domain::reply::{deliveries, drafts};

use crate::reader::Read;
use crate::{Error, assignment, reply, transfer, urging};

/// What does not agree, one sentence each.
pub(super) async fn differences(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let known = effective(events);
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("case {id}: {column} is not that of its events"));
        }
    };
    let kept: Vec<(i64, String)> = reply::drafts(read, id).await?.into_iter().map(|row| (row.id, row.state)).collect();
    let mut told: Vec<(i64, String)> =
        drafts(events).into_iter().map(|(id, it)| (id, it.as_str().to_owned())).collect();
    told.sort();
    same("state of a draft", kept == told);
    let kept: Vec<(i64, String, String)> =
        reply::deliveries(read, id).await?.into_iter().map(|row| (row.point, row.way, row.state)).collect();
    let mut told: Vec<(i64, String, String)> = deliveries(events)
        .into_iter()
        .map(|it| (it.point, it.way.as_str().to_owned(), it.state.as_str().to_owned()))
        .collect();
    told.sort();
    same("delivery of a point", kept == told);
    let kept: Vec<(i64, String)> =
        assignment::parts(read, id).await?.into_iter().map(|row| (row.id, row.state)).collect();
    let mut told: Vec<(i64, String)> = parts(events).into_iter().map(|(id, it)| (id, it.as_str().to_owned())).collect();
    told.sort();
    same("state of a part", kept == told);
    let waits = asked(Day::OPEN, &known).filter(|it| !it.answered).map(|it| (it.assignment, it.on));
    same("asked_on of an assignment", assignment::asked(read, id).await? == waits.into_iter().collect::<Vec<_>>());
    let kept: Vec<(i64, bool)> =
        urging::of_case(read, id).await?.into_iter().map(|row| (row.event, row.struck)).collect();
    let urged = events.iter().filter(|known| matches!(known.event, Event::Case(CaseEvent::Urged { .. })));
    let told: Vec<(i64, bool)> = urged.map(|known| (known.id, struck_by(events, known.id).is_some())).collect();
    same("letters that urged", told.len() == kept.len() && told.iter().all(|it| kept.contains(it)));
    let mut told = Vec::new();
    for known in events {
        if let Event::Case(CaseEvent::EvidenceFiled { files, .. }) = &known.event {
            let struck = struck_by(events, known.id).is_some();
            told.extend(files.iter().map(|file| (*file, known.id, struck)));
        }
    }
    told.sort_unstable();
    same("files beside a reply", reply::file::of_case(read, id).await? == told);
    problems.extend(transfer::differences(read, id, events).await?);
    problems.extend(transfer::upward::differences(read, id, events).await?);
    problems.extend(urging::differences(read, id, events).await?);
    Ok(problems)
}
