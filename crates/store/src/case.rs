//! Cases: current state, their points, and the rows that lists and pages show.

mod borne;
mod clocks;
mod dossier;
mod given;
mod lasting;
mod lines;
mod near;
mod opened;
mod parted;
mod reached;
mod standing;

pub use borne::{BorneRow, borne, borne_by};
pub(crate) use clocks::whole;
pub use clocks::{
    CITIZEN, ClockRow, DueBetween, DueRow, NOTIFY, NewClocks, RuledRow, clocks, due_between, due_count, due_untaken,
    redate, ruled_of, running, set_clocks, start_clocks,
};
pub use dossier::{Dossier, dossier};
pub use given::{Given, give};
pub use lasting::{Lasting, LastingCount, LastingRow, lasting, lasting_counts};
pub use lines::{LetterRef, LineRow, VisitRef, alike, letters, lines};
pub use near::{NearRow, near};
pub use opened::{NewCase, open};
pub use parted::{Linked, add_point, linked, part_point, points_raised_on, shares_case};
pub(crate) use reached::REACHED;
pub use reached::is_reachable;
pub use standing::{Beside, NewAssessment, Root, add_assessment, beside, fronts, hold, merged_into, root, set_beside};

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::rulebook::Whereabouts;
use crate::sql::first_channel;
use crate::tx::Tx;
use crate::{Error, args};

/// Sets how a case stands and on which day it was raised. False when somebody changed it since `version` was read.
pub async fn set_handling(
    tx: &mut Tx,
    _: &Grant,
    id: i64,
    version: i64,
    handling: &str,
    raised_on: Day,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE cases SET handling = $3, raised_on = $4, version = version + 1 WHERE id = $1 AND version = $2",
            &args![id, version, handling, raised_on],
        )
        .await?;
    Ok(changed == 1)
}

/// The version of a case, for changes that must not overwrite another's.
pub async fn version(read: &mut dyn Read, id: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT version FROM cases WHERE id = $1", &args![id]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// A case as its page shows it; never a name.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// Its id, also its number.
    pub id: i64,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
    /// Name of the village or commune.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// Body where it was first raised.
    pub origin: String,
    /// Dialogue where it was first raised.
    pub dialogue: Option<i64>,
    /// That dialogue's title.
    pub dialogue_title: Option<String>,
    /// Body that is accountable.
    pub accountable_id: i64,
    /// Its name.
    pub accountable: String,
    /// Day of the first receipt anywhere.
    pub raised_on: Day,
    /// `received`, `answered`, `struck`, …
    pub handling: String,
    /// The citizen's clock: `running` or `stopped`.
    pub clock: String,
    /// Its due day, where a confirmed rule gives one.
    pub due_on: Option<Day>,
    /// Body where it was first raised, by its id.
    pub origin_id: i64,
    /// The body that decides over it: that one, or the one that took its place.
    pub decides_id: i64,
    /// Its name.
    pub decides: String,
    /// The case in which it counts.
    pub root: Option<i64>,
    /// How the dialogue stands where it was first raised.
    pub dialogue_state: Option<String>,
    /// Whether the body that answers for it is the one that decides over it, or stands under it.
    pub below: bool,
    /// Where the body of origin is: its rules are those of the case.
    pub at: Whereabouts,
    /// By which way it was first raised.
    pub channel: String,
}

/// One case.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<CaseRow>, Error> {
    let row = read
        .row(
            concat!(
                "SELECT c.id, c.version, t.name, c.field, o.name, c.origin_dialogue_id, x.body, c.accountable_id, a.name,
                    c.raised_on, c.handling, COALESCE(k.state, 'running'), k.due_on, c.origin_id,
                    c.merged_into_id, d.state,
                    CASE WHEN EXISTS (SELECT 1 FROM organisation_scope s WHERE s.ancestor_id = c.decides_id
                      AND s.organisation_id = c.accountable_id) THEN 1 ELSE 0 END,
                    ot.level, ot.code, pt.level, pt.code, gt.level, gt.code,
                    ",
                first_channel!("c.id"),
                ", c.decides_id, z.name
             FROM cases c JOIN territories t ON t.id = c.territory_id
             JOIN organisations o ON o.id = c.origin_id JOIN organisations a ON a.id = c.accountable_id
             JOIN organisations z ON z.id = c.decides_id
             JOIN territories ot ON ot.id = o.territory_id LEFT JOIN territories pt ON pt.id = ot.parent_id
             LEFT JOIN territories gt ON gt.id = pt.parent_id
             LEFT JOIN dialogues d ON d.id = c.origin_dialogue_id LEFT JOIN texts x ON x.id = d.title_text_id
             LEFT JOIN clocks k ON k.subject = 'case' AND k.subject_id = c.id AND k.kind = 'citizen'
             WHERE c.id = $1"
            ),
            &args![id],
        )
        .await?;
    row.map(|row| {
        Ok(CaseRow {
            id: row.get(0)?,
            version: row.get(1)?,
            place: row.get(2)?,
            field: row.get(3)?,
            origin: row.get(4)?,
            dialogue: row.get(5)?,
            dialogue_title: row.get(6)?,
            accountable_id: row.get(7)?,
            accountable: row.get(8)?,
            raised_on: row.get(9)?,
            handling: row.get(10)?,
            clock: row.get(11)?,
            due_on: row.get(12)?,
            origin_id: row.get(13)?,
            root: row.get(14)?,
            dialogue_state: row.get(15)?,
            below: row.get(16)?,
            at: Whereabouts::read(&row, 17)?,
            channel: row.get(23)?,
            decides_id: row.get(24)?,
            decides: row.get(25)?,
        })
    })
    .transpose()
}

/// A point of a case, with the words behind it and the answer in force.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the point")]
pub struct PointRow {
    /// Its id.
    pub id: i64,
    /// Its number in the case.
    pub no: i64,
    /// The submission behind it.
    pub submission: Option<i64>,
    /// Number of the turn in its session.
    pub turn_no: Option<i64>,
    /// `named`, `unnamed`, `group`.
    pub mode: Option<String>,
    /// The words; nothing once erased.
    pub body: Option<String>,
    /// Result of the answer in force.
    pub result: Option<String>,
    /// The answer in force, and whose it is.
    pub reply: Option<(i64, i64)>,
    /// Day promised.
    pub by_on: Option<Day>,
    /// The answer's words.
    pub answer: Option<String>,
    /// What shows that it was done, as the answer says; nothing where it says nothing, or once erased.
    pub evidence: Option<String>,
    /// Day of the answer.
    pub answered_on: Option<Day>,
    /// Who spoke the answer: a name, or name and post as they were typed.
    pub speaker: Option<String>,
    /// The post of whoever spoke it; none where that was typed.
    pub post: Option<String>,
    /// The body whose answer it is.
    pub body_name: Option<String>,
    /// Who typed it.
    pub typist: Option<String>,
    /// Kind of the submission.
    pub kind: Option<String>,
    /// What was marked at the desk; empty where nothing was.
    pub mark: String,
    /// Struck as typed by mistake.
    pub struck: bool,
    /// A name or a contact is kept of whoever raised it.
    pub identity: bool,
    /// The session in which the answer was spoken; none for a reply on paper.
    pub session: Option<i64>,
    /// Number of the paper of the reply; may be empty.
    pub paper: Option<String>,
    /// The words, and who raised them, are kept from everybody.
    pub withheld: bool,
    /// The minutes of the session in which it was raised are signed: its words are fixed.
    pub signed: bool,
    /// The point with each answer that a reopening took out of force, newest first: it was signed, and somebody got it.
    pub former: Vec<Self>,
}

impl PointRow {
    /// The point without any answer.
    fn unanswered(&self) -> Self {
        Self {
            result: None,
            reply: None,
            by_on: None,
            answer: None,
            evidence: None,
            answered_on: None,
            speaker: None,
            post: None,
            body_name: None,
            session: None,
            paper: None,
            ..self.clone()
        }
    }
}

/// The points of a case in order.
pub async fn points(read: &mut dyn Read, case: i64) -> Result<Vec<PointRow>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, q.no, q.submission_id, u.no, u.mode, x.body, rp.result, rp.by_on, ax.body, r.issued_on, COALESCE(st.body, sp.name), sm.post, ro.name, b.kind, py.name,
                    CASE WHEN b.struck_event_id IS NULL THEN 0 ELSE 1 END,
                    CASE WHEN EXISTS (SELECT 1 FROM submitters w WHERE w.turn_id = u.id AND w.withheld = 0) THEN 1 ELSE 0 END,
                    r.session_id, r.number, q.text_id, ex.body,
                    CASE WHEN EXISTS (SELECT 1 FROM sessions z WHERE u.source = 'session' AND z.id = u.source_id
                      AND z.minutes_signed_on IS NOT NULL) THEN 1 ELSE 0 END, rp.reply_id, r.organisation_id,
                    COALESCE(r.lapsed, 0), COALESCE(b.mark, '')
             FROM case_points q JOIN texts x ON x.id = q.text_id
             LEFT JOIN submissions b ON b.id = q.submission_id LEFT JOIN turns u ON u.id = b.turn_id
             LEFT JOIN accounts ty ON ty.id = b.typist_id LEFT JOIN people py ON py.id = ty.person_id
             LEFT JOIN replies r ON r.case_id = q.case_id AND r.struck_event_id IS NULL
             LEFT JOIN reply_points rp ON rp.reply_id = r.id AND rp.case_point_id = q.id
             LEFT JOIN texts ax ON ax.id = rp.text_id LEFT JOIN texts ex ON ex.id = rp.evidence_text_id
             LEFT JOIN terms sm ON sm.id = r.speaker_term_id LEFT JOIN texts st ON st.id = r.speaker_text_id
             LEFT JOIN people sp ON sp.id = sm.person_id LEFT JOIN organisations ro ON ro.id = r.organisation_id
             WHERE q.case_id = $1 ORDER BY q.no, r.standing_no DESC, r.id DESC",
            &args![case],
        )
        .await?;
    let mut points: Vec<PointRow> = Vec::with_capacity(rows.len());
    for row in rows {
        let point = PointRow {
            id: row.get(0)?,
            no: row.get(1)?,
            submission: row.get(2)?,
            turn_no: row.get(3)?,
            mode: row.get(4)?,
            body: row.get(5)?,
            result: row.get(6)?,
            by_on: row.get(7)?,
            answer: row.get(8)?,
            answered_on: row.get(9)?,
            speaker: row.get(10)?,
            post: row.get(11)?,
            body_name: row.get(12)?,
            kind: row.get(13)?,
            mark: row.get(25)?,
            typist: row.get(14)?,
            struck: row.get(15)?,
            identity: row.get(16)?,
            session: row.get(17)?,
            paper: row.get(18)?,
            withheld: row.get::<i64>(19)? == crate::submission::KEPT,
            evidence: row.get(20)?,
            signed: row.get(21)?,
            reply: row.get::<Option<i64>>(22)?.zip(row.get(23)?),
            former: Vec::new(),
        };
        if points.last().is_none_or(|last| last.id != point.id) {
            points.push(point.unanswered());
        }
        let Some(last) = points.last_mut() else { continue };
        // The reply that counts last comes first: the first answer to a point that did not lapse is the one in force.
        if point.result.is_some() && row.get(24)? {
            last.former.push(point);
        } else if point.result.is_some() && last.result.is_none() {
            let former = std::mem::take(&mut last.former);
            *last = PointRow { former, ..point };
        }
    }
    Ok(points)
}

/// The ids of a case's points that nobody struck.
pub async fn open_points(read: &mut dyn Read, case: i64) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows(
            "SELECT q.id FROM case_points q LEFT JOIN submissions b ON b.id = q.submission_id
             WHERE q.case_id = $1 AND b.struck_event_id IS NULL ORDER BY q.no",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// An earlier case of the same place and field.
#[derive(Clone, Debug)]
pub struct EarlierRow {
    /// The case.
    pub id: i64,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Day on which it was first raised.
    pub raised_on: Day,
    /// Village or commune.
    pub place: String,
    /// Its outcome today.
    pub outcome: String,
}

/// What was raised before in a place about a field, in other dialogues with the same body; newest first, at most five.
pub async fn earlier(
    read: &mut dyn Read,
    organisation: i64,
    territory: i64,
    field: &str,
    but_dialogue: i64,
) -> Result<Vec<EarlierRow>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            concat!(
                "SELECT c.id, x.body, c.raised_on, t.name, o.value FROM cases c
             JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
             JOIN spans o ON o.subject = 'case' AND o.subject_id = c.id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $5 AND o.to_on > $5 AND o.known_to_at = $6
             WHERE c.territory_id = $2 AND c.field = $3 AND c.origin_id = $1 AND c.origin_dialogue_id <> $4
               AND c.handling <> 'struck' AND ",
                known!("c.origin_dialogue_id"),
                "
             ORDER BY c.raised_on DESC, c.id DESC LIMIT 5"
            ),
            &args![organisation, territory, field, but_dialogue, today, Instant::OPEN],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(EarlierRow {
                id: row.get(0)?,
                words: row.get(1)?,
                raised_on: row.get(2)?,
                place: row.get(3)?,
                outcome: row.get(4)?,
            })
        })
        .collect()
}
