//! What is counted of receptions: days held, visits, people, matters received first and again, and large groups.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::{Error, args};

/// Visits as the form of the inspectorate counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Visits, or groups.
    pub visits: i64,
    /// People who came.
    pub people: i64,
    /// Matters received for the first time.
    pub first: i64,
    /// Matters received before.
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
    let rows = read
        .rows(
            "SELECT r.kind, r.receiver, v.large, v.again, count(*), CAST(sum(v.people) AS BIGINT)
             FROM visits v JOIN receptions r ON r.id = v.reception_id
             WHERE v.organisation_id = $1 AND v.visited_on >= $2 AND v.visited_on <= $3 AND v.struck = 0
             GROUP BY r.kind, r.receiver, v.large, v.again",
            &values,
        )
        .await?;
    for row in rows {
        let (kind, receiver): (String, String) = (row.get(0)?, row.get(1)?);
        let (group, again, visits, people) = (row.get::<bool>(2)?, row.get::<bool>(3)?, row.get(4)?, row.get(5)?);
        let place = counted.iter().position(|it| it.kind == kind && it.receiver == receiver).unwrap_or_else(|| {
            counted.push(Counted { kind, receiver, ..Counted::default() });
            counted.len() - 1
        });
        counted[place].all.add(visits, people, again);
        if group {
            counted[place].groups.add(visits, people, again);
        }
    }
    Ok(counted)
}

impl Visits {
    fn add(&mut self, visits: i64, people: i64, again: bool) {
        self.visits += visits;
        self.people += people;
        *(if again { &mut self.again } else { &mut self.first }) += visits;
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

/// A day on which an official received in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadDay {
    /// The term.
    pub term: i64,
    /// Name and post.
    pub official: (String, String),
    /// The day.
    pub on: Day,
}

/// The days on which officials of a body received in person, each once.
pub async fn head_days(read: &mut dyn Read, organisation: i64, (from, to): (Day, Day)) -> Result<Vec<HeadDay>, Error> {
    let rows = read
        .rows(
            "SELECT DISTINCT r.term_id, p.name, m.post, r.held_on FROM receptions r
             JOIN terms m ON m.id = r.term_id JOIN people p ON p.id = m.person_id
             WHERE r.organisation_id = $1 AND r.held_on >= $2 AND r.held_on <= $3 AND r.state = 'held'
               AND r.receiver = 'head'
             ORDER BY r.held_on, r.term_id",
            &args![organisation, from, to],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(HeadDay { term: row.get(0)?, official: (row.get(1)?, row.get(2)?), on: row.get(3)? }))
        .collect()
}
