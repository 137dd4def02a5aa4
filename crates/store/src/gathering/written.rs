//! Writing the rows of a round: they follow its events.

use domain::event::{Gathered, GatheredMade};
use domain::gathering::Round;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::value::Value;
use crate::{Error, args};

/// A round to be asked for or opened.
#[derive(Clone, Copy, Debug)]
pub struct NewRound {
    /// Its id.
    pub id: i64,
    /// The body that gathers.
    pub organisation: i64,
    /// The body that holds the dialogue.
    pub holder: i64,
    /// The dialogue.
    pub dialogue: Option<i64>,
    /// The dialogue as a plan names it.
    pub planned: Option<i64>,
}

/// Adds a round; what it says follows its events ([`set`]).
pub fn add(tx: &mut Tx, _: &Grant, new: &NewRound) {
    tx.put(
        "INSERT INTO gatherings (id, organisation_id, holder_id, dialogue_id, planned_id, state, version)
         VALUES ($1, $2, $3, $4, $5, 'asked', 1)",
        args![new.id, new.organisation, new.holder, new.dialogue, new.planned],
    );
}

/// Brings the rows of a round and of its themes in line with its events. `account` is who types from now on for the body that
/// gathers, where it is somebody of another body.
pub async fn set(tx: &mut Tx, _: &Grant, id: i64, now: &Round, account: Option<i64>) -> Result<(), Error> {
    let text = |text: &Option<domain::text::TextRef>| text.as_ref().map(|text| text.id);
    tx.put(
        "UPDATE gatherings SET state = $2, asked_on = $3, by_on = $4, request_text_id = $5, opened_on = $6, sent_on = $7,
                document_text_id = $8, signer_text_id = $9, account_id = COALESCE($10, account_id), version = version + 1
         WHERE id = $1",
        args![
            id,
            now.state.as_str(),
            now.asked_on,
            now.by_on,
            text(&now.request),
            now.opened_on,
            now.sent_on,
            text(&now.document),
            text(&now.signer),
            account
        ],
    );
    let rows = tx.rows("SELECT id FROM gathering_themes WHERE gathering_id = $1", &args![id]).await?;
    let known = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    tx.put("UPDATE gathering_themes SET position = 0 WHERE gathering_id = $1", args![id]);
    for (position, it) in (1_i64..).zip(&now.themes) {
        let placed = it.placed.as_ref();
        if !known.contains(&it.theme.theme) {
            tx.put(
                "INSERT INTO gathering_themes (id, gathering_id, position, title_text_id) VALUES ($1, $2, 0, $3)",
                args![it.theme.theme, id, it.theme.title.id],
            );
        }
        tx.put(
            "UPDATE gathering_themes SET position = $2, title_text_id = $3, way = $4, agenda_id = $5, to_id = $6,
                    words_text_id = $7, placed_on = $8 WHERE id = $1",
            args![
                it.theme.theme,
                position,
                it.theme.title.id,
                placed.map(|placed| placed.way.as_str()),
                placed.and_then(|placed| placed.agenda),
                placed.and_then(|placed| placed.to),
                placed.and_then(|placed| placed.words.as_ref()).map(|words| words.id),
                placed.map(|placed| placed.on)
            ],
        );
    }
    Ok(())
}

/// An opinion with its place in the round.
#[derive(Clone, Copy, Debug)]
pub struct NewOpinion<'a> {
    /// Its number in the round, from 1.
    pub no: i64,
    /// The opinion.
    pub gathered: &'a Gathered,
}

/// Adds opinions to a round.
pub fn add_opinions(tx: &mut Tx, _: &Grant, round: i64, new: &[NewOpinion<'_>]) {
    let rows = new
        .iter()
        .map(|NewOpinion { no, gathered: it }| {
            args![
                it.opinion,
                round,
                *no,
                it.theme,
                it.text.id,
                it.territory,
                it.field.as_str(),
                it.kind.as_str(),
                it.noted,
                it.pressing,
                it.people,
                it.brought.as_ref().map(|brought| brought.id),
                it.root,
                "open"
            ]
            .to_vec()
        })
        .collect::<Vec<Vec<Value>>>();
    let columns = "id, gathering_id, no, theme_id, text_id, territory_id, field, kind, noted, pressing, people, brought_text_id, root_id, state";
    tx.put_rows("gathering_opinions", columns, rows);
    touch(tx, round);
}

/// Something of a round is otherwise than it was shown.
fn touch(tx: &mut Tx, round: i64) {
    tx.put("UPDATE gatherings SET version = version + 1 WHERE id = $1", args![round]);
}

/// Puts an opinion as it was typed anew in force.
pub fn set_opinion(tx: &mut Tx, _: &Grant, round: i64, it: &Gathered) {
    touch(tx, round);
    tx.put(
        "UPDATE gathering_opinions SET theme_id = $2, text_id = $3, territory_id = $4, field = $5, kind = $6, noted = $7,
                people = $8, brought_text_id = $9, root_id = $10, pressing = $11 WHERE id = $1",
        args![
            it.opinion,
            it.theme,
            it.text.id,
            it.territory,
            it.field.as_str(),
            it.kind.as_str(),
            it.noted,
            it.people,
            it.brought.as_ref().map(|brought| brought.id),
            it.root,
            it.pressing
        ],
    );
}

/// Puts opinions under a theme, or under none.
pub fn move_opinions(tx: &mut Tx, _: &Grant, round: i64, opinions: &[i64], theme: Option<i64>) {
    touch(tx, round);
    for id in opinions {
        tx.put("UPDATE gathering_opinions SET theme_id = $2 WHERE id = $1", args![*id, theme]);
    }
}

/// Takes out an opinion that was recorded by mistake.
pub fn strike_opinion(tx: &mut Tx, _: &Grant, round: i64, id: i64) {
    touch(tx, round);
    tx.put("UPDATE gathering_opinions SET state = 'struck' WHERE id = $1", args![id]);
}

/// Says what opinions became.
pub fn made(tx: &mut Tx, _: &Grant, made: &[GatheredMade]) {
    for it in made {
        tx.put(
            "UPDATE gathering_opinions SET state = 'sent', submission_id = $2, case_id = $3 WHERE id = $1",
            args![it.opinion, it.submission, it.case],
        );
    }
}

/// Keeps rows of a table that was read for a round, in place of those that wait.
pub fn add_rows(tx: &mut Tx, grant: &Grant, round: i64, bodies: &[String]) {
    clear_rows(tx, grant, round);
    let rows = (1_i64..).zip(bodies).map(|(no, body)| args![round, no, body.as_str()].to_vec()).collect::<Vec<_>>();
    tx.put_rows("gathering_rows", "gathering_id, no, body", rows);
}

/// Forgets the rows that wait.
pub fn clear_rows(tx: &mut Tx, _: &Grant, round: i64) {
    tx.put("DELETE FROM gathering_rows WHERE gathering_id = $1", args![round]);
}

/// The rows that wait for consent, by number.
pub async fn rows(read: &mut dyn Read, round: i64) -> Result<Vec<String>, Error> {
    let rows = read.rows("SELECT body FROM gathering_rows WHERE gathering_id = $1 ORDER BY no", &args![round]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}
