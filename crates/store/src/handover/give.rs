//! What acts write of handovers: a list is opened, its items given, and what was given moves.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::handover::{Group, Kind};
use domain::permission::Role;

use super::left::LeftItem;
use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::tx::Tx;
use crate::{Error, Value, args, search};

/// A list to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewHandover {
    /// Its id.
    pub id: i64,
    /// The body that ended, or whose post it was.
    pub organisation: i64,
    /// The term that ended.
    pub term: Option<i64>,
    /// The first day on which it was no more.
    pub ended_on: Day,
}

/// Opens a list with its items, each with its id and who is proposed for it.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewHandover, items: Vec<(i64, LeftItem, Option<i64>)>) {
    tx.put(
        "INSERT INTO handovers (id, organisation_id, term_id, ended_on, state, version) VALUES ($1, $2, $3, $4, 'open', 1)",
        args![new.id, new.organisation, new.term, new.ended_on],
    );
    let rows = items.into_iter().map(|(id, item, proposed)| {
        let LeftItem { kind, subject, detail, territory, field, .. } = item;
        args![id, new.id, kind.as_str(), subject, detail, territory, field, proposed, "open"].to_vec()
    });
    tx.put_rows(
        "handover_items",
        "id, handover_id, kind, subject_id, detail, territory_id, field, proposed_id, state",
        rows.collect(),
    );
}

/// Takes the next version of an open list; with `state` `closed` it is over. False when somebody was faster.
pub async fn turn(tx: &mut Tx, _: &Grant, id: i64, version: i64, state: &str) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE handovers SET version = version + 1, state = $3 WHERE id = $1 AND version = $2 AND state = 'open'",
            &args![id, version, state],
        )
        .await?;
    Ok(changed == 1)
}

/// Marks the open items that are no longer what the ended body has: a role that was taken back, a dialogue that was
/// concluded, a body that was placed elsewhere meanwhile.
pub fn lapse(tx: &mut Tx, _: &Grant, id: i64, organisation: i64) {
    let today = tx.today();
    tx.put(
        "UPDATE handover_items SET state = 'lapsed' WHERE handover_id = $1 AND state = 'open' AND (
           (kind = 'case' AND NOT EXISTS (
             SELECT 1 FROM cases c WHERE c.id = handover_items.subject_id AND (c.accountable_id = $2 OR c.decides_id = $2))
             AND NOT EXISTS (SELECT 1 FROM transfers z WHERE z.case_id = handover_items.subject_id AND z.sender_id = $2
               AND z.state IN ('sent', 'received')))
           OR (kind = 'dialogue' AND NOT EXISTS (
             SELECT 1 FROM dialogues d WHERE d.id = handover_items.subject_id AND d.state NOT IN ('concluded', 'struck')
               AND (d.organisation_id = $2 OR d.chair_term_id IN (
                 SELECT t.id FROM terms t WHERE t.organisation_id = $2 AND t.to_on <= $3) OR d.id IN (
                 SELECT z.dialogue_id FROM sessions z JOIN terms t ON t.id = z.chair_term_id
                 WHERE z.opened_event_id IS NULL AND z.held_event_id IS NULL AND z.struck = 0
                   AND t.organisation_id = $2 AND t.to_on <= $3))))
           OR (kind = 'membership' AND NOT EXISTS (
             SELECT 1 FROM memberships m WHERE m.account_id = handover_items.subject_id AND m.organisation_id = $2
               AND m.role = handover_items.detail AND m.to_on > $3 AND m.to_on > m.from_on))
           OR (kind = 'body' AND NOT EXISTS (
             SELECT 1 FROM organisation_links l WHERE l.organisation_id = handover_items.subject_id
               AND l.line = handover_items.detail AND l.superior_id = $2 AND l.to_on > $3)))",
        args![id, organisation, today],
    );
}

/// An item without a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// Its id in the list.
    pub id: i64,
    /// What it is.
    pub kind: Kind,
    /// Id of the case, the dialogue, the account or the body.
    pub subject: i64,
    /// The role of an account, the line of a body; otherwise empty.
    pub detail: String,
}

/// The items of a list without a receiver among those named singly and those of whole groups, each once, in the order of
/// their ids.
pub async fn open_items(
    read: &mut dyn Read,
    handover: i64,
    items: &[i64],
    groups: &[Group],
) -> Result<Vec<OpenItem>, Error> {
    const OPEN: &str = "SELECT i.id, i.kind, i.subject_id, i.detail FROM handover_items i
         WHERE i.handover_id = $1 AND i.state = 'open'";
    let mut rows = Vec::new();
    for ids in items.chunks(MANY) {
        let mut values = args![handover].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        rows.extend(read.rows(&format!("{OPEN} AND i.id IN ({})", places(2, ids.len())), &values).await?);
    }
    for group in groups {
        let values = args![handover, group.kind.as_str(), group.territory, group.field.as_str()];
        let sql = format!("{OPEN} AND i.kind = $2 AND i.territory_id = $3 AND i.field = $4");
        rows.extend(read.rows(&sql, &values).await?);
    }
    let mut open = Vec::with_capacity(rows.len());
    for row in rows {
        let kind = super::kind(&row, 1)?;
        open.push(OpenItem { id: row.get(0)?, kind, subject: row.get(2)?, detail: row.get(3)? });
    }
    open.sort_by_key(|item| item.id);
    open.dedup_by_key(|item| item.id);
    Ok(open)
}

/// Whether all these items are of a list, given or not.
pub async fn are_items(read: &mut dyn Read, handover: i64, items: &[i64]) -> Result<bool, Error> {
    for ids in items.chunks(MANY) {
        let mut values = args![handover].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!("SELECT id FROM handover_items WHERE handover_id = $1 AND id IN ({})", places(2, ids.len()));
        let mut distinct = ids.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        if read.rows(&sql, &values).await?.len() != distinct.len() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Notes who received items.
pub fn receive(tx: &mut Tx, _: &Grant, items: &[i64], receiver: i64, term: Option<i64>) {
    put_many(
        tx,
        "UPDATE handover_items SET state = 'given', receiver_id = $1, receiver_term_id = $2 WHERE id IN {ids}",
        &args![receiver, term],
        items,
    );
}

/// Puts a body in the place of `from`, which ended, in cases: where that answered for them, their rows, the assignments that are not
/// replaced, the clocks of both and those of what it promised; where it decided over them, their reviews and these clocks. What it sent on is in its hands. And
/// who finds their words. Where they were first raised stays.
pub async fn move_cases(tx: &mut Tx, _: &Grant, cases: &[i64], from: i64, receiver: i64) -> Result<(), Error> {
    let (mut borne, mut judged) = (Vec::new(), Vec::new());
    // By who decides over them and who answers for them from now on.
    let mut found_by: BTreeMap<(i64, i64), Vec<i64>> = BTreeMap::new();
    for ids in cases.chunks(MANY) {
        let values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
        let sql = format!("SELECT id, decides_id, accountable_id FROM cases WHERE id IN ({})", places(1, ids.len()));
        for row in tx.rows(&sql, &values).await? {
            let (id, decides, bearer): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if bearer == from {
                borne.push(id);
            }
            if decides == from {
                judged.push(id);
            }
            let now = |body| if body == from { receiver } else { body };
            found_by.entry((now(decides), now(bearer))).or_default().push(id);
        }
    }
    put_many(
        tx,
        "UPDATE cases SET accountable_id = CASE WHEN accountable_id = $2 THEN $1 ELSE accountable_id END,
           decides_id = CASE WHEN decides_id = $2 THEN $1 ELSE decides_id END, version = version + 1 WHERE id IN {ids}",
        &args![receiver, from],
        cases,
    );
    move_borne(tx, &borne, from, receiver);
    put_many(
        tx,
        "UPDATE reviews SET decides_id = $1,
           organisation_id = CASE WHEN state = 'open' AND organisation_id = $2 THEN $1 ELSE organisation_id END
         WHERE case_id IN {ids}",
        &args![receiver, from],
        &judged,
    );
    put_many(
        tx,
        "UPDATE transfers SET sender_id = $1 WHERE sender_id = $2 AND case_id IN {ids}",
        &args![receiver, from],
        cases,
    );
    for ((decides, bearer), cases) in found_by {
        let mut tokens = vec![search::token(decides)];
        tokens.extend((bearer != decides).then(|| search::token(bearer)));
        put_many(
            tx,
            "UPDATE search_rows SET scope_tokens = $1 WHERE subject = 'case' AND subject_id IN {ids}",
            &args![tokens.join(" ")],
            &cases,
        );
        put_many(
            tx,
            "UPDATE clocks SET decides_id = $1
             WHERE COALESCE(decides_id, 0) <> COALESCE($1, 0) AND id IN (
               SELECT k.id FROM clocks k WHERE k.subject = 'case' AND k.subject_id IN {ids}
               UNION ALL
               SELECT k.id FROM assignments a CROSS JOIN clocks k
               WHERE a.case_id IN {ids} AND k.subject = 'assignment' AND k.subject_id = a.id
               UNION ALL
               SELECT k.id FROM case_points q CROSS JOIN clocks k
               WHERE q.case_id IN {ids} AND k.subject = 'case_point' AND k.subject_id = q.id)",
            &args![(decides != bearer).then_some(decides)],
            &cases,
        );
    }
    Ok(())
}

/// Moves what goes with answering for cases.
fn move_borne(tx: &mut Tx, cases: &[i64], from: i64, receiver: i64) {
    put_many(
        tx,
        "UPDATE clocks SET organisation_id = $1 WHERE subject = 'assignment' AND subject_id IN (
           SELECT a.id FROM assignments a WHERE a.state IN ('open', 'accepted', 'closed') AND a.case_id IN {ids})",
        &args![receiver],
        cases,
    );
    put_many(
        tx,
        "UPDATE assignments SET lead_id = $1 WHERE state IN ('open', 'accepted', 'closed') AND case_id IN {ids}",
        &args![receiver],
        cases,
    );
    put_many(
        tx,
        "UPDATE clocks SET organisation_id = $1 WHERE subject = 'case_point' AND organisation_id = $2 AND subject_id IN (
           SELECT q.id FROM case_points q WHERE q.case_id IN {ids})",
        &args![receiver, from],
        cases,
    );
    put_many(
        tx,
        "UPDATE clocks SET organisation_id = $1 WHERE subject = 'case' AND subject_id IN {ids}",
        &args![receiver],
        cases,
    );
    put_many(
        tx,
        "UPDATE clocks SET organisation_id = $1, bearer_id = CASE WHEN bearer_id IS NULL THEN bearer_id ELSE $1 END
         WHERE subject = 'complaint' AND organisation_id = $2 AND subject_id IN (
           SELECT y.id FROM complaints y WHERE y.case_id IN {ids})",
        &args![receiver, from],
        cases,
    );
    put_many(
        tx,
        "UPDATE complaints SET organisation_id = $1 WHERE organisation_id = $2 AND case_id IN {ids}",
        &args![receiver, from],
        cases,
    );
    put_many(
        tx,
        "UPDATE clocks SET bearer_id = $1
         WHERE (bearer_id IS NULL OR bearer_id <> $1) AND id IN (
           SELECT k.id FROM clocks k WHERE k.subject = 'case' AND k.subject_id IN {ids}
           UNION ALL
           SELECT k.id FROM assignments a CROSS JOIN clocks k
           WHERE a.case_id IN {ids} AND k.subject = 'assignment' AND k.subject_id = a.id
           UNION ALL
           SELECT k.id FROM case_points q CROSS JOIN clocks k
           WHERE q.case_id IN {ids} AND k.subject = 'case_point' AND k.subject_id = q.id)",
        &args![receiver],
        cases,
    );
}

/// Whose term of those named in a dialogue has ended in the posts of a body: that of its chair, and those of the sessions
/// that have not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unchaired {
    /// The term of whoever chairs the dialogue, where it lasts or is of another body.
    pub chair: Option<i64>,
    /// Sessions that need another chair.
    pub sessions: Vec<i64>,
}

/// Who chairs a dialogue no longer, now that terms in a body have ended.
pub async fn unchaired(read: &mut dyn Read, dialogue: i64, organisation: i64) -> Result<Unchaired, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT t.id FROM dialogues d JOIN terms t ON t.id = d.chair_term_id
             WHERE d.id = $1 AND NOT (t.organisation_id = $2 AND t.to_on <= $3)",
            &args![dialogue, organisation, today],
        )
        .await?;
    let sessions = read
        .rows(
            "SELECT z.id FROM sessions z JOIN terms t ON t.id = z.chair_term_id
             WHERE z.dialogue_id = $1 AND z.opened_event_id IS NULL AND z.held_event_id IS NULL AND z.struck = 0
               AND t.organisation_id = $2 AND t.to_on <= $3 ORDER BY z.no",
            &args![dialogue, organisation, today],
        )
        .await?;
    Ok(Unchaired {
        chair: row.map(|row| row.get(0)).transpose()?,
        sessions: sessions.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?,
    })
}

/// The periods of a role in a body that are in force today or will be.
pub async fn periods(
    read: &mut dyn Read,
    account: i64,
    organisation: i64,
    role: Role,
) -> Result<Vec<(Day, Day)>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT from_on, to_on FROM memberships WHERE account_id = $1 AND organisation_id = $2 AND role = $3
               AND to_on > $4 AND to_on > from_on ORDER BY from_on",
            &args![account, organisation, role.as_str(), today],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The account of the official whose term it is.
pub async fn account_of_term(read: &mut dyn Read, term: i64) -> Result<Option<i64>, Error> {
    let row = read
        .row("SELECT a.id FROM terms m JOIN accounts a ON a.person_id = m.person_id WHERE m.id = $1", &args![term])
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// Who is signed in for the ended body goes on for the one that received the role.
pub fn move_sessions(tx: &mut Tx, _: &Grant, account: i64, ended: i64, receiver: i64) {
    tx.put(
        "UPDATE account_sessions SET organisation_id = $3 WHERE account_id = $1 AND organisation_id = $2",
        args![account, ended, receiver],
    );
}

/// Runs a change of many rows with few statements; `{ids}` stands for their ids.
fn put_many(tx: &mut Tx, sql: &str, values: &[Value], ids: &[i64]) {
    for ids in ids.chunks(MANY) {
        let sql = sql.replace("{ids}", &format!("({})", places(values.len() + 1, ids.len())));
        let mut values = values.to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        tx.put(&sql, values);
    }
}
