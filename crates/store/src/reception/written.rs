//! Writing the rows of a reception day and of its visits: they follow its events.

use domain::day::Day;
use domain::event::{VisitEnd, Visited};
use domain::reception::Reception;
use domain::text::TextRef;

use crate::args;
use crate::grant::Grant;
use crate::tx::Tx;

/// Adds a reception day; what it says follows its events ([`set`]).
pub fn add(tx: &mut Tx, grant: &Grant, id: i64, planned_on: Day) {
    tx.put(
        "INSERT INTO receptions (id, organisation_id, kind, receiver, state, planned_on, online, version)
         VALUES ($1, $2, 'regular', 'staff', 'scheduled', $3, 0, 1)",
        args![id, grant.organisation, planned_on],
    );
}

/// Brings the row of a reception day in line with its events.
pub fn set(tx: &mut Tx, _: &Grant, id: i64, now: &Reception) {
    let text = |text: &Option<TextRef>| text.as_ref().map(|text| text.id);
    tx.put(
        "UPDATE receptions SET term_id = $2, kind = $3, receiver = $4, state = $5, planned_on = $6, held_on = $7, online = $8,
                place_text_id = $9, announced_on = $10, reason_text_id = $11, number_text_id = $12, signer_text_id = $13,
                concluded_on = $14, directions_text_id = $15, due_on = $16, version = version + 1
         WHERE id = $1",
        args![
            id,
            now.day.term,
            now.day.kind.as_str(),
            now.day.receiver.as_str(),
            now.state.as_str(),
            now.day.on,
            now.held_on,
            now.day.online,
            text(&now.day.place),
            now.day.announced_on,
            text(&now.reason),
            text(&now.number),
            text(&now.signer),
            now.concluded_on,
            text(&now.directions),
            now.due_on
        ],
    );
}

/// Adds a visit to a reception day of the grant's body.
pub fn add_visit(tx: &mut Tx, grant: &Grant, reception: i64, on: Day, it: &Visited) {
    tx.put(
        "INSERT INTO visits (id, reception_id, organisation_id, year, no, turn_id, visited_on, text_id, kind, territory_id,
                field, people, representatives, large, again, outcome, struck)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open', 0)",
        args![
            it.visit,
            reception,
            grant.organisation,
            it.year,
            it.no,
            it.turn,
            on,
            it.text.as_ref().map(|text| text.id),
            it.kind.as_str(),
            it.territory,
            it.field.as_str(),
            it.people,
            it.representatives,
            it.group,
            it.again
        ],
    );
    set_end(tx, grant, it.visit, &it.end);
}

/// Says what became of a visit.
pub fn set_end(tx: &mut Tx, _: &Grant, visit: i64, end: &VisitEnd) {
    tx.put(
        "UPDATE visits SET outcome = $2, ground = $3, words_text_id = $4, submission_id = $5, case_id = $6, letter_id = $7
         WHERE id = $1",
        args![
            visit,
            end.outcome.as_str(),
            end.ground.clone(),
            end.words.as_ref().map(|words| words.id),
            end.submission,
            end.case,
            end.letter
        ],
    );
}

/// Takes out a visit that was recorded by mistake; its number stays.
pub fn strike_visit(tx: &mut Tx, _: &Grant, visit: i64) {
    tx.put("UPDATE visits SET struck = 1 WHERE id = $1", args![visit]);
}

/// Keeps a visit from everybody, or shows it again: its words, what was said, and who came. Of what it became the words are kept
/// with that.
pub fn set_kept(tx: &mut Tx, _: &Grant, visit: i64, kept: bool) {
    tx.put("UPDATE visits SET withheld = $2 WHERE id = $1", args![visit, kept]);
    tx.put(
        "UPDATE submitters SET withheld = $2 WHERE turn_id IN (SELECT v.turn_id FROM visits v WHERE v.id = $1)",
        args![visit, kept],
    );
}

/// Says when a refusal was given in writing, with the number of the paper; nothing where that was recorded by mistake.
pub fn set_notice(tx: &mut Tx, _: &Grant, visit: i64, notice: Option<&(Day, TextRef)>) {
    tx.put(
        "UPDATE visits SET notice_on = $2, notice_text_id = $3 WHERE id = $1",
        args![visit, notice.map(|notice| notice.0), notice.map(|notice| notice.1.id)],
    );
}
