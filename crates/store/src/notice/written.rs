//! Writing the rows of a notice: they follow its events.

use domain::event::NoticePoint;
use domain::notice::{Notice, NoticeState, Stated};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// A notice to be drafted.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice {
    /// Its id.
    pub id: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// The body that issues it.
    pub organisation: i64,
    /// The notice in whose place it comes.
    pub replaces: Option<i64>,
}

/// Adds a draft; what it says follows its events ([`set`]). Two of one dialogue are in each other's way, so that the second is
/// decided by what the first left.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewNotice) {
    tx.put("UPDATE dialogues SET version = version WHERE id = $1", args![new.dialogue]);
    let public_id = tx.public_id();
    tx.put(
        "INSERT INTO notices (id, public_id, dialogue_id, organisation_id, state, replaces_id, version)
         VALUES ($1, $2, $3, $4, 'draft', $5, 1)",
        args![new.id, public_id, new.dialogue, new.organisation, new.replaces],
    );
}

/// Brings the rows of a notice in line with its events; `number` is the one that it was just given. False when somebody
/// changed it since `version` was read.
pub async fn set(
    tx: &mut Tx,
    _: &Grant,
    id: i64,
    version: i64,
    now: &Notice,
    number: Option<&str>,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE notices SET state = $3, submitted_on = $4, issued_on = $5, signer_term_id = $6, published_on = $7,
                    replaced_by_id = $8, general_text_id = $9, carrying_out_text_id = $10,
                    number = COALESCE($11, number), version = version + 1
             WHERE id = $1 AND version = $2",
            &args![
                id,
                version,
                now.state.as_str(),
                now.submitted_on,
                now.issued_on,
                now.signer,
                now.published_on,
                now.replaced_by,
                now.general.as_ref().map(|text| text.id),
                now.carrying_out.as_ref().map(|text| text.id),
                number
            ],
        )
        .await?;
    if changed != 1 {
        return Ok(false);
    }
    // What was issued is fixed: nothing of its points can differ any more.
    if now.state.is_open() || now.state == NoticeState::Issued {
        points(tx, id, now).await?;
    }
    Ok(true)
}

async fn points(tx: &mut Tx, id: i64, now: &Notice) -> Result<(), Error> {
    let own = tx.rows("SELECT id FROM notice_points WHERE notice_id = $1 ORDER BY id", &args![id]).await?;
    let own = own.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, Error>>()?;
    tx.put("DELETE FROM notice_point_issues WHERE notice_id = $1", args![id]);
    tx.put("DELETE FROM notice_recipients WHERE notice_id = $1", args![id]);
    tx.put("DELETE FROM notice_noted WHERE notice_id = $1", args![id]);
    for point in &own {
        tx.put("DELETE FROM notice_point_cases WHERE notice_point_id = $1", args![*point]);
        tx.put("DELETE FROM notice_point_bodies WHERE notice_point_id = $1", args![*point]);
        if !now.points.iter().any(|stated| stated.id() == *point) {
            tx.put("DELETE FROM notice_points WHERE id = $1", args![*point]);
        }
    }
    let (mut issues, mut cases, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for (no, stated) in (1_i64..).zip(&now.points) {
        let due_on = match stated {
            Stated::Own(point) => {
                write(tx, id, point);
                cases.extend(point.cases.iter().map(|case| args![point.point, *case].to_vec()));
                bodies.extend(point.cooperating.iter().map(|body| args![point.point, *body].to_vec()));
                point.due_on
            }
            Stated::Taken { due_on, .. } => *due_on,
        };
        issues.push(args![id, stated.id(), no, due_on].to_vec());
    }
    tx.put_rows("notice_point_issues", "notice_id, notice_point_id, no, due_on", issues);
    tx.put_rows("notice_point_cases", "notice_point_id, case_id", cases);
    tx.put_rows("notice_point_bodies", "notice_point_id, organisation_id", bodies);
    let recipients = (1_i64..).zip(&now.recipients).map(|(no, text)| args![id, no, text.id].to_vec()).collect();
    tx.put_rows("notice_recipients", "notice_id, no, text_id", recipients);
    let noted = now.noted.iter().map(|case| args![id, *case].to_vec()).collect();
    tx.put_rows("notice_noted", "notice_id, case_id", noted);
    Ok(())
}

fn write(tx: &mut Tx, notice: i64, point: &NoticePoint) {
    tx.put(
        "INSERT INTO notice_points (id, notice_id, matter_text_id, conclusion_text_id, lead_id, due_on, evidence_text_id,
                                    delivery, contact, proposed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (id) DO UPDATE SET matter_text_id = excluded.matter_text_id,
           conclusion_text_id = excluded.conclusion_text_id, lead_id = excluded.lead_id, due_on = excluded.due_on,
           evidence_text_id = excluded.evidence_text_id, delivery = excluded.delivery, contact = excluded.contact,
           proposed = excluded.proposed",
        args![
            point.point,
            notice,
            point.matter.id,
            point.conclusion.id,
            point.lead,
            point.due_on,
            point.evidence.as_ref().map(|text| text.id),
            point.delivery.as_str(),
            point.contact,
            point.proposed
        ],
    );
}

/// Says that an assignment is a point of a notice.
pub fn set_point_of(tx: &mut Tx, _: &Grant, assignment: i64, point: i64) {
    tx.put("UPDATE assignments SET notice_point_id = $2 WHERE id = $1", args![assignment, point]);
}
