//! The rows of reception days and of their visits beside their events.

use domain::day::Day;
use domain::event::Recorded;
use domain::reception::Reception;

use crate::reader::Read;
use crate::{Error, args};

/// What of the rows of a reception day is not what its events say.
pub(super) async fn reception(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT organisation_id, term_id, kind, receiver, state, planned_on, held_on, online, place_text_id, announced_on,
                    reason_text_id, number_text_id, signer_text_id, concluded_on, directions_text_id, due_on FROM receptions WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Reception::by(events)) else {
        return Ok(vec![format!("reception {id}: has no row or no founding event")]);
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("reception {id}: {column} is not that of its events"));
        }
    };
    same("organisation_id", row.get::<i64>(0)? == now.organisation);
    same("term_id", row.get::<Option<i64>>(1)? == now.day.term);
    same("kind", row.get::<String>(2)? == now.day.kind.as_str());
    same("receiver", row.get::<String>(3)? == now.day.receiver.as_str());
    same("state", row.get::<String>(4)? == now.state.as_str());
    same("planned_on", row.get::<Day>(5)? == now.day.on);
    same("held_on", row.get::<Option<Day>>(6)? == now.held_on);
    same("online", row.get::<bool>(7)? == now.day.online);
    same("place_text_id", row.get::<Option<i64>>(8)? == now.day.place.as_ref().map(|text| text.id));
    same("announced_on", row.get::<Option<Day>>(9)? == now.day.announced_on);
    same("reason_text_id", row.get::<Option<i64>>(10)? == now.reason.as_ref().map(|text| text.id));
    same("number_text_id", row.get::<Option<i64>>(11)? == now.number.as_ref().map(|text| text.id));
    same("signer_text_id", row.get::<Option<i64>>(12)? == now.signer.as_ref().map(|text| text.id));
    same("concluded_on", row.get::<Option<Day>>(13)? == now.concluded_on);
    same("directions_text_id", row.get::<Option<i64>>(14)? == now.directions.as_ref().map(|text| text.id));
    same("due_on", row.get::<Option<Day>>(15)? == now.due_on);
    let visits = read
        .rows(
            "SELECT id, year, no, turn_id, visited_on, text_id, kind, territory_id, field, people, representatives, large,
                    again, outcome, ground, words_text_id, submission_id, case_id, letter_id, struck, organisation_id,
                    withheld, notice_on, notice_text_id,
                    (SELECT s.withheld FROM submitters s WHERE s.turn_id = visits.turn_id)
             FROM visits WHERE reception_id = $1 ORDER BY id",
            &args![id],
        )
        .await?;
    let mut told = now.visits.iter().collect::<Vec<_>>();
    told.sort_by_key(|visit| visit.visited.visit);
    same("the number of its visits", visits.len() == told.len());
    for (row, known) in visits.iter().zip(told) {
        let (it, end) = (&known.visited, &known.visited.end);
        let agrees = row.get::<i64>(0)? == it.visit
            && (row.get::<i64>(1)?, row.get::<i64>(2)?) == (it.year, it.no)
            && row.get::<i64>(3)? == it.turn
            && row.get::<Day>(4)? == known.on
            && row.get::<Option<i64>>(5)? == it.text.as_ref().map(|text| text.id)
            && row.get::<String>(6)? == it.kind.as_str()
            && row.get::<i64>(7)? == it.territory
            && row.get::<String>(8)? == it.field
            && row.get::<i64>(9)? == it.people
            && row.get::<Option<i64>>(10)? == it.representatives
            && row.get::<bool>(11)? == it.group
            && row.get::<bool>(12)? == it.again
            && row.get::<String>(13)? == end.outcome.as_str()
            && row.get::<Option<String>>(14)? == end.ground
            && row.get::<Option<i64>>(15)? == end.words.as_ref().map(|words| words.id)
            && row.get::<Option<i64>>(16)? == end.submission
            && row.get::<Option<i64>>(17)? == end.case
            && row.get::<Option<i64>>(18)? == end.letter
            && row.get::<bool>(19)? == known.struck
            && row.get::<i64>(20)? == now.organisation
            && row.get::<bool>(21)? == known.withheld
            && row.get::<Option<Day>>(22)? == known.notice.as_ref().map(|notice| notice.0)
            && row.get::<Option<i64>>(23)? == known.notice.as_ref().map(|notice| notice.1.id);
        same("a visit", agrees);
        // Who raised a submission is kept with that.
        let name = row.get::<Option<bool>>(24)?.filter(|_| end.submission.is_none() || end.letter.is_some());
        same("whether who came is kept", name.is_none_or(|kept| kept == known.withheld));
    }
    Ok(problems)
}
