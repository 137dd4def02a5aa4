//! What is counted of receptions: days held, visits, people, matters received first and again, and large groups.

use domain::day::Day;

use super::visit::received;
use crate::grant::Grant;
use crate::reader::Read;
use crate::{Error, Row, args};

/// Visits as the form of the inspectorate counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Visits, or groups.
    pub visits: i64,
    /// People who came.
    pub people: i64,
    /// Matters received for the first time: cases, and visits without one.
    pub first: i64,
    /// Matters received before, each once for a kind of reception and a receiver.
    pub again: i64,
}

/// What is counted of one kind of reception by one kind of receiver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// A word of [`domain::reception::ReceptionKind`].
    pub kind: String,
    /// A word of [`domain::reception::Receiver`].
    pub receiver: String,
    /// Reception days that were held.
    pub days: i64,
    /// All visits.
    pub all: Visits,
    /// Large groups among them.
    pub groups: Visits,
    /// Visits of who was refused: among no others, they were not received.
    pub refused: i64,
}

/// What is counted of the grant's body in some days, by kind and receiver.
pub async fn count(read: &mut dyn Read, grant: &Grant, (from, to): (Day, Day)) -> Result<Vec<Counted>, Error> {
    let values = args![grant.organisation, from, to];
    let rows = read
        .rows(
            "SELECT r.kind, r.receiver, count(*) FROM receptions r
             WHERE r.organisation_id = $1 AND r.held_on >= $2 AND r.held_on <= $3 AND r.state = 'held'
             GROUP BY r.kind, r.receiver ORDER BY r.kind, r.receiver",
            &values,
        )
        .await?;
    let mut counted = Vec::new();
    for row in rows {
        counted.push(Counted { kind: row.get(0)?, receiver: row.get(1)?, days: row.get(2)?, ..Counted::default() });
    }
    for groups in [false, true] {
        let sql = format!(
            "SELECT z.kind, z.receiver, z.again, count(*), CAST(sum(z.people) AS BIGINT), count(DISTINCT z.matter)
             FROM ({}) z {} GROUP BY z.kind, z.receiver, z.again",
            received(1),
            if groups { "WHERE z.large = 1" } else { "" }
        );
        for row in read.rows(&sql, &values).await? {
            let it = place(&mut counted, row.get(0)?, row.get(1)?);
            let visits = if groups { &mut it.groups } else { &mut it.all };
            visits.add(row.get(3)?, row.get(4)?, row.get(5)?, row.get(2)?);
        }
    }
    let rows = read
        .rows(
            "SELECT r.kind, r.receiver, count(*) FROM visits v JOIN receptions r ON r.id = v.reception_id
             WHERE v.organisation_id = $1 AND v.visited_on >= $2 AND v.visited_on <= $3 AND v.struck = 0
               AND v.outcome = 'refused' AND r.state = 'held'
             GROUP BY r.kind, r.receiver",
            &values,
        )
        .await?;
    for row in rows {
        place(&mut counted, row.get(0)?, row.get(1)?).refused = row.get(2)?;
    }
    Ok(counted)
}

/// What is counted of a kind and a receiver, made where there is nothing of them yet.
fn place(counted: &mut Vec<Counted>, kind: String, receiver: String) -> &mut Counted {
    let place = counted.iter().position(|it| it.kind == kind && it.receiver == receiver).unwrap_or_else(|| {
        counted.push(Counted { kind, receiver, ..Counted::default() });
        counted.len() - 1
    });
    &mut counted[place]
}

impl Visits {
    fn add(&mut self, visits: i64, people: i64, matters: i64, again: bool) {
        self.visits += visits;
        self.people += people;
        *(if again { &mut self.again } else { &mut self.first }) += matters;
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            visits: self.visits + other.visits,
            people: self.people + other.people,
            first: self.first + other.first,
            again: self.again + other.again,
        }
    }
}

/// Who is the head of a body, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadTerm {
    /// The term.
    pub term: i64,
    /// Name and post.
    pub official: (String, String),
    /// The first day in office, and the day after the last.
    pub days: (Day, Day),
}

/// The heads of a body within some days, whether they received or not, in the order of their terms.
pub async fn heads(read: &mut dyn Read, organisation: i64, (from, to): (Day, Day)) -> Result<Vec<HeadTerm>, Error> {
    let rows = read
        .rows(
            "SELECT m.id, p.name, m.post, m.from_on, m.to_on FROM terms m JOIN people p ON p.id = m.person_id
             WHERE m.organisation_id = $1 AND m.post IN ('secretary', 'chairman', 'head') AND m.from_on <= $3
               AND m.to_on > $2
             ORDER BY m.from_on, m.id",
            &args![organisation, from, to],
        )
        .await?;
    let head = |row: &Row| {
        Ok(HeadTerm { term: row.get(0)?, official: (row.get(1)?, row.get(2)?), days: (row.get(3)?, row.get(4)?) })
    };
    rows.iter().map(head).collect()
}

/// A day on which an official receives in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadDay {
    /// The term.
    pub term: i64,
    /// The day: that for which it is set, while it was not held.
    pub on: Day,
    /// Whether it was held.
    pub held: bool,
}

/// The days on which officials received in person for a body or for which that is set, each once.
pub async fn head_days(read: &mut dyn Read, organisation: i64, (from, to): (Day, Day)) -> Result<Vec<HeadDay>, Error> {
    let rows = read
        .rows(
            "SELECT DISTINCT r.term_id, COALESCE(r.held_on, r.planned_on), r.state FROM receptions r
             WHERE r.term_id IS NOT NULL AND r.organisation_id = $1 AND COALESCE(r.held_on, r.planned_on) >= $2
               AND COALESCE(r.held_on, r.planned_on) <= $3 AND r.state IN ('held', 'scheduled') AND r.receiver = 'head'
             ORDER BY COALESCE(r.held_on, r.planned_on), r.term_id, r.state",
            &args![organisation, from, to],
        )
        .await?;
    let day = |row: &Row| {
        let held = row.get::<String>(2)? == "held";
        Ok(HeadDay { term: row.get(0)?, on: row.get(1)?, held })
    };
    rows.iter().map(day).collect()
}
