//! The rows of a dialogue as one value that is compared with what its events leave, and brought in line with it.

use domain::day::Day;
use domain::dialogue::{Audience, MinutesStanding, Sitting, Standing, ThemeKind, ThemeStanding};
use domain::event::Group;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// What the rows of a dialogue say, in the words of its events, with the day of its first session; nothing where there is
/// no such dialogue.
pub async fn kept(read: &mut dyn Read, id: i64) -> Result<Option<(Standing, Day)>, Error> {
    let row = read
        .row("SELECT state, organisation_id, chair_term_id, first_on FROM dialogues WHERE id = $1", &args![id])
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut standing = Standing {
        state: state(&row.get::<String>(0)?)?,
        organisation: row.get(1)?,
        chair: row.get(2)?,
        sittings: Vec::new(),
        agenda: Vec::new(),
    };
    let rows = read
        .rows(
            "SELECT s.id, s.held_on, s.territory_id, s.struck, s.chair_term_id, s.deputy_reason_text_id, s.opened_event_id,
                    s.held_event_id, s.minutes_signed_on, m.began, m.ended, m.secretary_text_id, m.conclusion_text_id,
                    COALESCE(m.read_back, 0), m.reason_text_id
             FROM sessions s LEFT JOIN minutes m ON m.session_id = s.id WHERE s.dialogue_id = $1 ORDER BY s.id",
            &args![id],
        )
        .await?;
    for sitting in &rows {
        let set = (sitting.get(1)?, sitting.get(2)?);
        standing.sittings.push(Sitting {
            session: sitting.get(0)?,
            set: if sitting.get(3)? { None } else { Some(set) },
            chair: sitting.get(4)?,
            deputy_reason: sitting.get(5)?,
            opened_by: sitting.get(6)?,
            held_by: sitting.get(7)?,
            attendance: Vec::new(),
            bodies: Vec::new(),
            minutes_signed_on: sitting.get(8)?,
            minutes: MinutesStanding {
                began: sitting.get(9)?,
                ended: sitting.get(10)?,
                secretary: sitting.get(11)?,
                conclusion: sitting.get(12)?,
                read_back: sitting.get(13)?,
                reason: sitting.get(14)?,
            },
            scans: Vec::new(),
        });
    }
    who_came(read, id, &mut standing).await?;
    let rows = read
        .rows(
            "SELECT id, kind, title_text_id FROM themes WHERE dialogue_id = $1 AND position > 0 ORDER BY position",
            &args![id],
        )
        .await?;
    for theme in rows {
        let kind: String = theme.get(1)?;
        let kind = ThemeKind::parse(&kind).ok_or_else(|| Error::Corrupt(format!("a theme {kind}")))?;
        standing.agenda.push(ThemeStanding { theme: theme.get(0)?, kind, title: theme.get(2)? });
    }
    Ok(Some((standing, row.get(3)?)))
}

async fn who_came(read: &mut dyn Read, id: i64, standing: &mut Standing) -> Result<(), Error> {
    let groups = read
        .rows(
            "SELECT a.session_id, a.audience, a.people FROM sessions s JOIN session_attendance a ON a.session_id = s.id
             WHERE s.dialogue_id = $1",
            &args![id],
        )
        .await?;
    let bodies = read
        .rows(
            "SELECT b.session_id, b.organisation_id FROM sessions s JOIN session_bodies b ON b.session_id = s.id
             WHERE s.dialogue_id = $1 ORDER BY b.organisation_id",
            &args![id],
        )
        .await?;
    let scans = read
        .rows(
            "SELECT c.session_id, c.id FROM sessions s JOIN minutes_scans c ON c.session_id = s.id
             WHERE s.dialogue_id = $1 AND c.struck = 0 ORDER BY c.id",
            &args![id],
        )
        .await?;
    for sitting in &mut standing.sittings {
        for row in &scans {
            if row.get::<i64>(0)? == sitting.session {
                sitting.scans.push(row.get(1)?);
            }
        }
        for row in &groups {
            if row.get::<i64>(0)? == sitting.session {
                let group: String = row.get(1)?;
                let audience = Audience::parse(&group).ok_or_else(|| Error::Corrupt(format!("a group {group}")))?;
                sitting.attendance.push(Group { audience, people: row.get(2)? });
            }
        }
        sitting.attendance.sort_by_key(|group| group.audience);
        for row in &bodies {
            if row.get::<i64>(0)? == sitting.session {
                sitting.bodies.push(row.get(1)?);
            }
        }
    }
    Ok(())
}

fn state(word: &str) -> Result<&'static str, Error> {
    ["announced", "open", "held", "concluded", "struck"]
        .into_iter()
        .find(|known| *known == word)
        .ok_or_else(|| Error::Corrupt(format!("a state {word}")))
}

/// Brings the rows of a dialogue in line with what its events leave, and writes only what differs.
pub async fn settle(tx: &mut Tx, _: &Grant, id: i64, told: &Standing) -> Result<(), Error> {
    let Some((kept, first_on)) = kept(tx, id).await? else { return Ok(()) };
    tx.put(
        "UPDATE dialogues SET state = $2, organisation_id = $3, chair_term_id = $4, first_on = $5, version = version + 1
         WHERE id = $1",
        args![id, told.state, told.organisation, told.chair, told.first_on().unwrap_or(first_on)],
    );
    if kept.organisation != told.organisation {
        crate::search::set_holder(tx, id, told.organisation);
    }
    for was in &kept.sittings {
        match told.sitting(was.session) {
            Some(is) if is == was => {}
            Some(is) => settle_sitting(tx, was, is),
            None => tx.put("UPDATE sessions SET struck = 1 WHERE id = $1", args![was.session]),
        }
    }
    if kept.agenda != told.agenda {
        tx.put("UPDATE themes SET position = 0 WHERE dialogue_id = $1", args![id]);
        for (position, theme) in (1_i64..).zip(&told.agenda) {
            tx.put(
                "UPDATE themes SET position = $2, kind = $3, title_text_id = $4 WHERE id = $1",
                args![theme.theme, position, theme.kind.as_str(), theme.title],
            );
        }
    }
    Ok(())
}

fn settle_sitting(tx: &mut Tx, was: &Sitting, is: &Sitting) {
    let session = is.session;
    tx.put(
        "UPDATE sessions SET struck = $2, chair_term_id = $3, deputy_reason_text_id = $4, opened_event_id = $5,
                held_event_id = $6, minutes_signed_on = $7 WHERE id = $1",
        args![
            session,
            i64::from(is.set.is_none()),
            is.chair,
            is.deputy_reason,
            is.opened_by,
            is.held_by,
            is.minutes_signed_on
        ],
    );
    if let Some((on, territory)) = is.set {
        tx.put("UPDATE sessions SET held_on = $2, territory_id = $3 WHERE id = $1", args![session, on, territory]);
    }
    if was.attendance != is.attendance {
        tx.put("DELETE FROM session_attendance WHERE session_id = $1", args![session]);
        let groups = is.attendance.iter();
        let rows = groups.map(|group| args![session, group.audience.as_str(), group.people].to_vec()).collect();
        tx.put_rows("session_attendance", "session_id, audience, people", rows);
    }
    if was.minutes != is.minutes {
        let MinutesStanding { began, ended, secretary, conclusion, read_back, reason } = is.minutes;
        tx.put(
            "INSERT INTO minutes (session_id, began, ended, secretary_text_id, conclusion_text_id, read_back, reason_text_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (session_id) DO UPDATE SET began = excluded.began, ended = excluded.ended,
               secretary_text_id = excluded.secretary_text_id, conclusion_text_id = excluded.conclusion_text_id,
               read_back = excluded.read_back, reason_text_id = excluded.reason_text_id",
            args![session, began, ended, secretary, conclusion, i64::from(read_back), reason],
        );
    }
    if was.scans != is.scans {
        for scan in was.scans.iter().filter(|scan| !is.scans.contains(scan)) {
            tx.put("UPDATE minutes_scans SET struck = 1 WHERE id = $1", args![*scan]);
        }
        for scan in is.scans.iter().filter(|scan| !was.scans.contains(scan)) {
            tx.put("UPDATE minutes_scans SET struck = 0 WHERE id = $1", args![*scan]);
        }
    }
    if was.bodies != is.bodies {
        tx.put("DELETE FROM session_bodies WHERE session_id = $1", args![session]);
        let rows = is.bodies.iter().map(|body| args![session, *body].to_vec()).collect();
        tx.put_rows("session_bodies", "session_id, organisation_id", rows);
    }
}
