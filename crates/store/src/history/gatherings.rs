//! The rows of rounds of gathering beside their events.

use domain::day::Day;
use domain::event::Recorded;
use domain::gathering::Round;

use crate::reader::Read;
use crate::{Error, args};

/// What of the rows of a round is not what its events say.
pub(super) async fn gathering(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT state, organisation_id, holder_id, dialogue_id, planned_id, asked_on, by_on, opened_on, sent_on,
                    document_text_id FROM gatherings WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Round::by(events)) else {
        return Ok(vec![format!("gathering {id}: has no row or no founding event")]);
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("gathering {id}: {column} is not that of its events"));
        }
    };
    same("state", row.get::<String>(0)? == now.state.as_str());
    same("organisation_id", row.get::<i64>(1)? == now.organisation);
    same("holder_id", row.get::<i64>(2)? == now.holder);
    same("dialogue_id", row.get::<Option<i64>>(3)? == now.dialogue);
    same("planned_id", row.get::<Option<i64>>(4)? == now.planned);
    same("asked_on", row.get::<Option<Day>>(5)? == now.asked_on);
    same("by_on", row.get::<Option<Day>>(6)? == now.by_on);
    same("opened_on", row.get::<Option<Day>>(7)? == now.opened_on);
    same("sent_on", row.get::<Option<Day>>(8)? == now.sent_on);
    same("document_text_id", row.get::<Option<i64>>(9)? == now.document.as_ref().map(|text| text.id));
    let themes = read
        .rows(
            "SELECT id, title_text_id, way, agenda_id, to_id, words_text_id, placed_on FROM gathering_themes
             WHERE gathering_id = $1 AND position > 0 ORDER BY position",
            &args![id],
        )
        .await?;
    same("the number of its themes", themes.len() == now.themes.len());
    for (row, told) in themes.iter().zip(&now.themes) {
        let placed = told.placed.as_ref();
        let agrees = row.get::<i64>(0)? == told.theme.theme
            && row.get::<i64>(1)? == told.theme.title.id
            && row.get::<Option<String>>(2)?.as_deref() == placed.map(|placed| placed.way.as_str())
            && row.get::<Option<i64>>(3)? == placed.and_then(|placed| placed.agenda)
            && row.get::<Option<i64>>(4)? == placed.and_then(|placed| placed.to)
            && row.get::<Option<i64>>(5)? == placed.and_then(|placed| placed.words.as_ref()).map(|words| words.id)
            && row.get::<Option<Day>>(6)? == placed.map(|placed| placed.on);
        same("a theme", agrees);
    }
    let opinions = read
        .rows(
            "SELECT id, theme_id, text_id, territory_id, field, kind, noted, people, brought_text_id, root_id, state,
                    submission_id, case_id, pressing FROM gathering_opinions WHERE gathering_id = $1 ORDER BY no",
            &args![id],
        )
        .await?;
    same("the number of its opinions", opinions.len() == now.opinions.len());
    for (row, told) in opinions.iter().zip(&now.opinions) {
        let it = &told.gathered;
        let state = match (told.struck, told.made) {
            (true, _) => "struck",
            (false, Some(_)) => "sent",
            (false, None) => "open",
        };
        let agrees = row.get::<i64>(0)? == it.opinion
            && row.get::<Option<i64>>(1)? == it.theme
            && row.get::<i64>(2)? == it.text.id
            && row.get::<i64>(3)? == it.territory
            && row.get::<String>(4)? == it.field
            && row.get::<String>(5)? == it.kind.as_str()
            && row.get::<bool>(6)? == it.noted
            && row.get::<Option<i64>>(7)? == it.people
            && row.get::<Option<i64>>(8)? == it.brought.as_ref().map(|text| text.id)
            && row.get::<Option<i64>>(9)? == it.root
            && row.get::<String>(10)? == state
            && row.get::<Option<i64>>(11)? == told.made.map(|made| made.submission)
            && row.get::<Option<i64>>(12)? == told.made.and_then(|made| made.case)
            && row.get::<bool>(13)? == it.pressing;
        same("an opinion", agrees);
    }
    Ok(problems)
}
