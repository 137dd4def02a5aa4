//! Grants: what an account may do, read inside the transaction that does it.

mod listing;
mod part;

use domain::day::Day;
use domain::permission::{Act, Relation, Role, may as permitted};
use domain::refusal::Refusal;

use crate::conn::Statement;
use crate::reader::Read;
use crate::rulebook::recount::RecountRow;
use crate::tx::By;
use crate::{Error, Row, Stop, args};

use part::Part;

pub use listing::may_list;

/// The right to do one act on the subjects of one body. Only this module makes one.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    /// What may be done.
    pub act: Act,
    /// The body whose subject it is.
    pub organisation: i64,
    /// As whom.
    pub role: Role,
    /// How the account's body stands to the subject's.
    pub relation: Relation,
    /// Whether it holds for the bodies under that one as well: what a list of it may show.
    pub below: bool,
}

/// The right by which the program gives the clocks that run their days, for a change of the rulebook that somebody was granted.
pub fn going_on(recount: &RecountRow) -> Grant {
    let organisation = recount.by.organisation;
    Grant { act: Act::RulebookChange, organisation, role: Role::Administrator, relation: Relation::Own, below: true }
}

/// A subject whose body decides who may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A body itself. Columns: level, kind, territory id, name, first day, the day after its last, version, whether it is
    /// outside the program.
    Organisation(i64),
    /// A dialogue. Columns: state, first day.
    Dialogue(i64),
    /// A session of a dialogue, and the place of a matter raised in it. Columns: dialogue id, dialogue state, held on,
    /// the body's territory id, whether the place is that or one of its villages, the number of the rulebook, then
    /// what [`crate::rulebook::Whereabouts::read`] reads, then the day after the body's last ([`BODY_TO`])
    /// and the day on which the minutes of the session were signed ([`MINUTES_SIGNED`]).
    Session(i64, Option<i64>),
    /// A case, through the bodies that have a part in it; see `Part::may`. Columns: version, handling, raised on, origin
    /// dialogue id, part, origin id, whether the body that decides has ended, whether the lead has to reach the person, the body
    /// that decides.
    Case(i64),
    /// A submission. Columns: version, turn id, typist id, struck event id, minutes signed on, recorded at, happened on.
    Submission(i64),
    /// A round in which opinions are gathered, through the bodies that have a part in it; see `may_gather`. Columns: version,
    /// state, the body that gathers, the one that holds the dialogue, part, dialogue, planned dialogue.
    Gathering(i64),
    /// A reception day. Columns: version, state, kind, receiver, the day for which it is set, the one on which it was held.
    Reception(i64),
    /// A line in the register of denunciations. Columns: none of its own.
    Denunciation(i64),
    /// An account, through the bodies it belongs to, did or will. Columns: login, person id.
    Account(i64),
    /// What is supervised of a dialogue, through the Front and the organisations of its place, or through its body for those who
    /// supervise; where its body has ended, also of and through those that decide over what was raised there. Columns: 0 for its body, 1 for the Front or an organisation; state.
    Supervised(i64),
}

/// Joins a subject (`s`, with its body as `s.body`) to the memberships of account $1 on day $2; $3 is the subject. What an import
/// made and took back again is not there for anybody. The relations are counted and not asked for with EXISTS: PostgreSQL would read
/// all scopes and all pairs of neighbours there are and look the few up in them.
macro_rules! with_memberships {
    ($columns:literal, $subject:literal) => {
        concat!(
            "SELECT m.role, s.body,
               CASE WHEN m.organisation_id = s.body THEN 0
                    WHEN (SELECT count(*) FROM organisation_scope c
                          WHERE c.ancestor_id = m.organisation_id AND c.organisation_id = s.body) > 0 THEN 1
                    WHEN (SELECT count(*) FROM organisation_scope c
                          WHERE c.ancestor_id = s.body AND c.organisation_id = m.organisation_id) > 0 THEN 2
                    WHEN (SELECT count(*) FROM organisation_links a JOIN organisation_links b
                            ON +b.superior_id = +a.superior_id AND b.line = a.line
                          WHERE a.organisation_id = m.organisation_id AND b.organisation_id = s.body
                            AND a.from_on <= $2 AND a.to_on > $2 AND b.from_on <= $2 AND b.to_on > $2) > 0 THEN 3
                    ELSE 4 END AS relation, ",
            $columns,
            " FROM (",
            $subject,
            ") s LEFT JOIN memberships m ON m.account_id = $1 AND m.from_on <= $2 AND m.to_on > $2"
        )
    };
}

const ORGANISATION: &str = with_memberships!(
    "s.level, s.kind, s.territory_id, s.name, s.valid_from_on, s.valid_to_on, s.version, s.outside",
    "SELECT o.id AS body, t.level AS level, o.kind AS kind, o.territory_id AS territory_id, o.name AS name,
            o.valid_from_on AS valid_from_on, o.valid_to_on AS valid_to_on, o.version AS version, o.outside AS outside
     FROM organisations o JOIN territories t ON t.id = o.territory_id WHERE o.id = $3"
);
const DIALOGUE: &str = with_memberships!(
    "s.state, s.first_on",
    "SELECT d.organisation_id AS body, d.state AS state, d.first_on AS first_on FROM dialogues d
     WHERE d.id = $3 AND NOT EXISTS (SELECT 1 FROM import_dialogues u
       WHERE u.dialogue_id = d.id AND u.known_to_at < 9000000000000000)"
);
const SESSION: &str = with_memberships!(
    "s.dialogue_id, s.state, s.held_on, s.territory_id,
     CASE WHEN $4 = s.territory_id OR EXISTS (SELECT 1 FROM territories v
       WHERE v.id = $4 AND v.parent_id = s.territory_id AND v.level = 'village'
         AND v.valid_from_on <= $2 AND v.valid_to_on > $2) THEN 1 ELSE 0 END,
     (SELECT i.rulebook FROM installation i WHERE i.id = 1),
     s.level, s.code, s.over_level, s.over_code, s.top_level, s.top_code, s.body_to, s.minutes_signed_on",
    "SELECT d.organisation_id AS body, d.id AS dialogue_id, d.state AS state, x.held_on AS held_on,
            o.territory_id AS territory_id, t.level AS level, t.code AS code, p.level AS over_level,
            p.code AS over_code, g.level AS top_level, g.code AS top_code, o.valid_to_on AS body_to,
            x.minutes_signed_on AS minutes_signed_on
     FROM sessions x JOIN dialogues d ON d.id = x.dialogue_id JOIN organisations o ON o.id = d.organisation_id
     JOIN territories t ON t.id = o.territory_id LEFT JOIN territories p ON p.id = t.parent_id
     LEFT JOIN territories g ON g.id = p.parent_id
     WHERE x.id = $3 AND NOT EXISTS (SELECT 1 FROM import_dialogues u
       WHERE u.dialogue_id = d.id AND u.known_to_at < 9000000000000000)"
);
const CASE: &str = concat!(
    with_memberships!(
        "s.version, s.handling, s.raised_on, s.origin_dialogue_id, s.part, s.origin_id, s.decides_ended, s.contact, s.decides_id",
        "SELECT q.body AS body, q.part AS part, c.version AS version, c.handling AS handling, c.raised_on AS raised_on,
                c.origin_dialogue_id AS origin_dialogue_id, c.origin_id AS origin_id,
                c.decides_id AS decides_id,
                CASE WHEN o.valid_to_on <= $2 THEN 1 ELSE 0 END AS decides_ended,
                COALESCE((SELECT a.contact FROM assignments a
                          WHERE a.case_id = c.id AND a.state IN ('open', 'accepted')), 0) AS contact
         FROM cases c JOIN organisations o ON o.id = c.decides_id JOIN (
           SELECT 0 AS part, k.decides_id AS body, k.id AS case_id FROM cases k WHERE k.id = $3
           UNION ALL SELECT 1, k.accountable_id, k.id FROM cases k WHERE k.id = $3
           UNION ALL SELECT 2, x.organisation_id, a.case_id FROM assignments a
             JOIN assignment_bodies x ON x.assignment_id = a.id
             WHERE a.case_id = $3 AND a.state IN ('open', 'accepted')
           UNION ALL SELECT 3, t.to_id, t.case_id FROM transfers t
             WHERE t.case_id = $3 AND t.state IN ('sent', 'received')
           UNION ALL SELECT 4, f.id, k.id FROM cases k JOIN organisations w ON w.id = k.decides_id
             JOIN organisations f ON f.territory_id = w.territory_id AND f.kind = 'front'
               AND f.valid_from_on <= $2 AND f.valid_to_on > $2
             WHERE k.id = $3
           UNION ALL SELECT 7, k.origin_id, k.id FROM cases k WHERE k.id = $3 AND k.origin_id <> k.decides_id
           UNION ALL SELECT 6, w.organisation_id, w.case_id FROM assignment_parts w
             WHERE w.case_id = $3 AND w.state IN ('open', 'done')
           UNION ALL SELECT 5, v.organisation_id, v.case_id FROM reviews v
             WHERE v.case_id = $3 AND v.state = 'open' AND v.organisation_id IS NOT NULL
         ) q ON q.case_id = c.id
         WHERE c.id = $3 AND NOT EXISTS (SELECT 1 FROM import_dialogues u
       WHERE u.dialogue_id = c.origin_dialogue_id AND u.known_to_at < 9000000000000000)"
    ),
    " ORDER BY 3, s.part, m.role"
);

/// Whether a role finds something of what was raised in a dialogue: the Front and the organisations of its place that did not
/// hold it (part 1), and supervisors over its body. The same roles within the body that is supervised find nothing of what that says it did.
fn may_supervise(act: Act, role: Role, row: &Row) -> Result<bool, Error> {
    let fronts = row.get::<i64>(SUBJECT)? == 1;
    Ok(act != Act::SupervisionFind || fronts == (role == Role::Front))
}

/// The part of the body in the row of a case, and what else decides over it; everything is its own subject's otherwise.
fn allowed_part(of: Of, act: Act, role: Role, row: &Row) -> Result<bool, Error> {
    match of {
        Of::Case(_) => {}
        Of::Gathering(_) => return may_gather(act, row),
        Of::Supervised(_) => return may_supervise(act, role, row),
        _ => return Ok(true),
    }
    let part = Part::parse(row.get(SUBJECT + 4)?)?;
    Ok(part.may(act, row.get(SUBJECT + 6)?, row.get(SUBJECT + 7)?))
}

/// Whether a body with that part in a round may be the one by which an act on it is allowed: until the synthesis is sent, its
/// words are those of the body that gathers (0) and of who types for it (2) alone; then the body that holds the dialogue (1)
/// reads them and decides.
fn may_gather(act: Act, row: &Row) -> Result<bool, Error> {
    let (state, part): (String, i64) = (row.get(SUBJECT + 1)?, row.get(SUBJECT + 4)?);
    Ok(match act {
        Act::GatheringDecide => part == 1 && state == "sent",
        Act::GatheringRead => part != 1 || state == "sent",
        _ => part != 1,
    })
}

const GATHERING: &str = concat!(
    with_memberships!(
        "s.version, s.state, s.gatherer, s.holder, s.part, s.dialogue, s.planned",
        "SELECT q.body AS body, q.part AS part, g.version AS version, g.state AS state, g.organisation_id AS gatherer,
                g.holder_id AS holder, g.planned_id AS planned,
                COALESCE(g.dialogue_id, (SELECT n.dialogue_id FROM planned_dialogues n WHERE n.id = g.planned_id)) AS dialogue
         FROM gatherings g JOIN (
           SELECT 0 AS part, k.organisation_id AS body, k.id AS round_id FROM gatherings k WHERE k.id = $3
           UNION ALL SELECT 1, k.holder_id, k.id FROM gatherings k WHERE k.id = $3
           UNION ALL SELECT 2, k.holder_id, k.id FROM gatherings k WHERE k.id = $3 AND k.account_id = $1
         ) q ON q.round_id = g.id
         WHERE g.id = $3"
    ),
    " ORDER BY 3, s.part, m.role"
);
const SUBMISSION: &str = with_memberships!(
    "s.version, s.turn_id, s.typist_id, s.struck_event_id, s.minutes_signed_on, s.recorded_at, s.happened_on",
    "SELECT COALESCE(d.organisation_id, l.organisation_id, g.holder_id, v.organisation_id) AS body, b.version AS version, b.turn_id AS turn_id,
            b.typist_id AS typist_id, b.struck_event_id AS struck_event_id, x.minutes_signed_on AS minutes_signed_on,
            b.recorded_at AS recorded_at, b.happened_on AS happened_on
     FROM submissions b JOIN turns t ON t.id = b.turn_id
     LEFT JOIN sessions x ON t.source = 'session' AND x.id = t.source_id LEFT JOIN dialogues d ON d.id = x.dialogue_id
     LEFT JOIN letters l ON t.source = 'letter' AND l.id = t.source_id
     LEFT JOIN gatherings g ON t.source = 'gathering' AND g.id = t.source_id
     LEFT JOIN visits v ON t.source = 'visit' AND v.id = t.source_id
     WHERE b.id = $3 AND NOT EXISTS (SELECT 1 FROM import_dialogues u
       WHERE u.dialogue_id = d.id AND u.known_to_at < 9000000000000000)"
);
const RECEPTION: &str = with_memberships!(
    "s.version, s.state, s.kind, s.receiver, s.planned_on, s.held_on",
    "SELECT r.organisation_id AS body, r.version AS version, r.state AS state, r.kind AS kind, r.receiver AS receiver,
            r.planned_on AS planned_on, r.held_on AS held_on FROM receptions r WHERE r.id = $3"
);
const DENUNCIATION: &str =
    with_memberships!("s.body", "SELECT n.organisation_id AS body FROM denunciations n WHERE n.id = $3");
const ACCOUNT: &str = with_memberships!(
    "s.login, s.person_id",
    "SELECT q.organisation_id AS body, a.login AS login, a.person_id AS person_id
     FROM accounts a JOIN memberships q ON q.account_id = a.id WHERE a.id = $3"
);
const SUPERVISED: &str = concat!(
    with_memberships!(
        "s.part, s.state",
        "SELECT q.body AS body, q.part AS part, d.state AS state FROM dialogues d JOIN (
           SELECT 0 AS part, k.organisation_id AS body, k.id AS dialogue_id FROM dialogues k WHERE k.id = $3
           UNION ALL SELECT 1, f.id, k.id FROM dialogues k JOIN organisations w ON w.id = k.organisation_id
             JOIN organisations f ON f.territory_id = w.territory_id AND f.kind IN ('front', 'organisation')
               AND f.valid_from_on <= $2 AND f.valid_to_on > $2
             WHERE k.id = $3 AND f.id <> k.organisation_id
           UNION SELECT 0, c.decides_id, k.id FROM dialogues k JOIN organisations e ON e.id = k.organisation_id
             JOIN cases c ON c.origin_dialogue_id = k.id
             WHERE k.id = $3 AND e.valid_to_on <= $2 AND c.decides_id <> k.organisation_id
           UNION SELECT 1, f.id, k.id FROM dialogues k JOIN organisations e ON e.id = k.organisation_id
             JOIN cases c ON c.origin_dialogue_id = k.id JOIN organisations w ON w.id = c.decides_id
             JOIN organisations f ON f.territory_id = w.territory_id AND f.kind IN ('front', 'organisation')
               AND f.valid_from_on <= $2 AND f.valid_to_on > $2
             WHERE k.id = $3 AND e.valid_to_on <= $2 AND f.id <> c.decides_id
         ) q ON q.dialogue_id = d.id
         WHERE d.id = $3 AND NOT EXISTS (SELECT 1 FROM import_dialogues u
           WHERE u.dialogue_id = d.id AND u.known_to_at < 9000000000000000)"
    ),
    " ORDER BY 3, s.part DESC, m.role"
);

/// Where the columns of the subject begin in the row that comes with a grant.
pub const SUBJECT: usize = 3;
/// Where the row of a session says the day after its body's last.
pub const BODY_TO: usize = SUBJECT + 12;
/// Where it says the day on which the minutes of the session were signed.
pub const MINUTES_SIGNED: usize = SUBJECT + 13;

/// The grant for `act` on a subject, with the subject's columns from [`SUBJECT`] on.
///
/// Refused as not there when the account may not even know of it, as not allowed when it may read it.
pub async fn may(read: &mut dyn Read, by: By, act: Act, of: Of) -> Result<(Grant, Row), Stop> {
    let mut rights = rights(read, by, of).await?;
    let (grant, row) = rights.judge(act)?;
    Ok((grant, rights.rows.swap_remove(row)))
}

/// What an account may do on one subject, asked once for however many acts.
#[derive(Debug)]
pub struct Rights {
    of: Of,
    rows: Vec<Row>,
}

/// The rights of an account on a subject.
pub async fn rights(read: &mut dyn Read, by: By, of: Of) -> Result<Rights, Error> {
    let question = question(by, read.today(), of);
    Ok(Rights { of, rows: read.rows(&question.sql, &question.args).await? })
}

impl Rights {
    /// The grant for an act. Refused as [`may`] does.
    pub fn may(&self, act: Act) -> Result<Grant, Stop> {
        self.judge(act).map(|(grant, _)| grant)
    }

    /// The grant, and the place of the row that gives it.
    fn judge(&self, act: Act) -> Result<(Grant, usize), Stop> {
        let of = self.of;
        let (mut knows, mut below, mut granted) = (false, false, None);
        for (place, row) in self.rows.iter().enumerate() {
            let Some(role) = row.get::<Option<String>>(0)? else { continue };
            let role = Role::parse(&role).ok_or_else(|| Error::Corrupt(format!("a role {role}")))?;
            let relation = relation(row.get(2)?)?;
            if permitted(role, act, relation) && allowed_part(of, act, role, row)? {
                below |=
                    relation == Relation::Below || (relation == Relation::Own && permitted(role, act, Relation::Below));
                granted.get_or_insert((role, relation, row.get(1)?, place));
            } else {
                knows |= permitted(role, reading(of), relation) && allowed_part(of, reading(of), role, row)?;
            }
        }
        match granted {
            Some((role, relation, organisation, place)) => {
                Ok((Grant { act, organisation, role, relation, below }, place))
            }
            None if knows => Err(Refusal::NotAllowed.into()),
            None => Err(Refusal::NotThere.into()),
        }
    }
}

/// What is asked for a grant on a subject, whichever right it is about: the memberships of the account on that day, and the
/// subject.
pub(crate) fn question(by: By, today: Day, of: Of) -> Statement {
    let mut args = args![by.account, today].to_vec();
    let (sql, id) = match of {
        Of::Organisation(id) => (ORGANISATION, id),
        Of::Dialogue(id) => (DIALOGUE, id),
        Of::Session(id, _) => (SESSION, id),
        Of::Case(id) => (CASE, id),
        Of::Submission(id) => (SUBMISSION, id),
        Of::Gathering(id) => (GATHERING, id),
        Of::Reception(id) => (RECEPTION, id),
        Of::Denunciation(id) => (DENUNCIATION, id),
        Of::Account(id) => (ACCOUNT, id),
        Of::Supervised(id) => (SUPERVISED, id),
    };
    args.push(id.into());
    if let Of::Session(_, place) = of {
        args.push(place.into());
    }
    Statement { sql: sql.to_owned(), args }
}

/// The grant of whoever raised a matter, for an act on its case. They have no account: that code and PIN belong together is
/// checked before an act, and only the acts of [`By::SUBMITTER`] come here.
pub async fn of_submitter(read: &mut dyn Read, by: By, act: Act, case: i64) -> Result<(Grant, i64), Stop> {
    if by != By::SUBMITTER || !permitted(Role::Submitter, act, Relation::Own) {
        return Err(Refusal::NotAllowed.into());
    }
    let row = read.row("SELECT decides_id, version FROM cases WHERE id = $1", &args![case]).await?;
    let row = row.ok_or(Refusal::NotThere)?;
    let organisation = row.get(0)?;
    Ok((Grant { act, organisation, role: Role::Submitter, relation: Relation::Own, below: false }, row.get(1)?))
}

/// The grants of whoever may send a round that was gathered: for the round, and for what becomes of its opinions with the body
/// that holds the dialogue.
pub async fn of_sender(read: &mut dyn Read, by: By, round: i64) -> Result<(Grant, Grant, Row), Stop> {
    let (grant, row) = may(read, by, Act::GatheringRecord, Of::Gathering(round)).await?;
    Ok((grant, Grant { organisation: row.get(SUBJECT + 3)?, below: false, ..grant }, row))
}

/// The grant of the program itself for what follows by its own rules from what somebody of a body was granted before.
pub fn of_program(by: By, organisation: i64) -> Result<Grant, Stop> {
    if by != By::NOBODY {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(Grant { act: Act::CaseWork, organisation, role: Role::Clerk, relation: Relation::Own, below: false })
}

/// The right that lets somebody know that a subject exists.
fn reading(of: Of) -> Act {
    match of {
        Of::Organisation(_) => Act::OrganisationRead,
        Of::Dialogue(_) | Of::Session(..) => Act::DialogueRead,
        Of::Case(_) | Of::Submission(_) => Act::CaseRead,
        Of::Gathering(_) => Act::GatheringRead,
        Of::Reception(_) => Act::ReceptionRead,
        Of::Denunciation(_) => Act::DenunciationRead,
        Of::Account(_) => Act::AccountRead,
        Of::Supervised(_) => Act::SupervisionRead,
    }
}

fn relation(number: i64) -> Result<Relation, Error> {
    Ok(match number {
        0 => Relation::Own,
        1 => Relation::Below,
        2 => Relation::Above,
        3 => Relation::Sibling,
        4 => Relation::Foreign,
        other => return Err(Error::Corrupt(format!("a relation {other}"))),
    })
}
