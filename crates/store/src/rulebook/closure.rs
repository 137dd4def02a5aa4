//! Days on which the bodies of a place are closed: a storm, a flood. The calendar of all bodies stays as it is.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::Calendar;
use domain::day::Day;
use domain::rule::Jurisdiction;
use domain::text::TextRef;

use super::{Rulebook, Whereabouts};
use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A closure that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Its id.
    pub id: i64,
    /// The place whose bodies are closed, with all that lies in it.
    pub place: Jurisdiction,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The calendars of places that have closures, by the ids of those: each is made once.
#[derive(Clone, Debug, Default)]
pub(super) struct Local(Arc<Mutex<Vec<Known>>>);

/// The ids of the closures of a place, and its calendar.
type Known = (Vec<i64>, Arc<Calendar>);

/// The calendar by which the days of a body are counted.
#[derive(Clone, Debug)]
pub enum Here<'a> {
    /// That of all bodies.
    Shared(&'a Calendar),
    /// That of a place with closures.
    Own(Arc<Calendar>),
}

impl Deref for Here<'_> {
    type Target = Calendar;

    fn deref(&self) -> &Calendar {
        match self {
            Self::Shared(calendar) => calendar,
            Self::Own(calendar) => calendar,
        }
    }
}

impl Rulebook {
    /// The calendar by which the days of a body there are counted: the days on which its place, or one above it, is closed are not
    /// worked.
    pub fn calendar_at(&self, at: &Whereabouts) -> Here<'_> {
        let over: Vec<&Closure> = self.closures.iter().filter(|it| at.places.contains(&it.place)).collect();
        if over.is_empty() {
            return Here::Shared(&self.calendar);
        }
        let ids: Vec<i64> = over.iter().map(|closure| closure.id).collect();
        let mut kept = self.local.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept.iter().find(|(of, _)| *of == ids) {
            return Here::Own(Arc::clone(known));
        }
        let made = Arc::new(self.calendar.closed_on(over.iter().map(|closure| (closure.from, closure.to))));
        kept.push((ids, Arc::clone(&made)));
        Here::Own(made)
    }

    /// The same with a closure more.
    #[must_use]
    pub fn with_closure(&self, closure: Closure) -> Self {
        let mut book = self.clone();
        book.closures.push(closure);
        book.local = Local::default();
        book
    }

    /// The same without a closure.
    #[must_use]
    pub fn without_closure(&self, id: i64) -> Self {
        let mut book = self.clone();
        book.closures.retain(|closure| closure.id != id);
        book.local = Local::default();
        book
    }
}

/// A closure as it was set, whether it counts or not.
#[derive(Clone, Debug)]
pub struct ClosureRow {
    /// What it is.
    pub closure: Closure,
    /// It does not count any more.
    pub lifted: bool,
    /// Why the bodies are closed; nothing once that was erased.
    pub name: Option<String>,
    /// The document that says so; nothing once that was erased.
    pub document: Option<String>,
    /// The event that set it.
    pub event: i64,
}

fn closure(row: &Row) -> Result<Closure, Error> {
    let place: String = row.get(1)?;
    Ok(Closure {
        id: row.get(0)?,
        place: Jurisdiction::parse(&place).ok_or_else(|| Error::Corrupt(format!("a closure of {place}")))?,
        from: row.get(2)?,
        to: row.get(3)?,
    })
}

/// The closures that count, in the order in which they were set.
pub(super) async fn in_force(read: &mut dyn Read) -> Result<Vec<Closure>, Error> {
    let rows = read
        .rows("SELECT id, jurisdiction, from_on, to_on FROM closures WHERE state = 'closed' ORDER BY id", &[])
        .await?;
    rows.iter().map(closure).collect()
}

/// All closures that were ever set, the last days first.
pub async fn closures(read: &mut dyn Read) -> Result<Vec<ClosureRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.jurisdiction, c.from_on, c.to_on, CASE WHEN c.state = 'lifted' THEN 1 ELSE 0 END, n.body, x.body,
                    c.event_id
             FROM closures c JOIN texts n ON n.id = c.name_text_id JOIN texts x ON x.id = c.document_text_id
             ORDER BY c.from_on DESC, c.id DESC",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ClosureRow {
                closure: closure(row)?,
                lifted: row.get(4)?,
                name: row.get(5)?,
                document: row.get(6)?,
                event: row.get(7)?,
            })
        })
        .collect()
}

/// A closure to be set.
#[derive(Clone, Copy, Debug)]
pub struct NewClosure<'a> {
    /// What it is.
    pub closure: &'a Closure,
    /// The body that sets it.
    pub organisation: i64,
    /// Why the bodies are closed.
    pub name: &'a TextRef,
    /// The document that says so.
    pub document: &'a TextRef,
    /// The event that sets it.
    pub event: i64,
}

/// Keeps a closure.
pub fn close(tx: &mut Tx, _: &Grant, new: &NewClosure<'_>) {
    let closure = new.closure;
    tx.put(
        "INSERT INTO closures (id, jurisdiction, organisation_id, from_on, to_on, state, name_text_id, document_text_id, event_id)
         VALUES ($1, $2, $3, $4, $5, 'closed', $6, $7, $8)",
        args![
            closure.id,
            closure.place.to_string(),
            new.organisation,
            closure.from,
            closure.to,
            new.name.id,
            new.document.id,
            new.event
        ],
    );
}

/// A closure counts no more.
pub fn lift(tx: &mut Tx, _: &Grant, id: i64) {
    tx.put("UPDATE closures SET state = 'lifted' WHERE id = $1", args![id]);
}

#[cfg(test)]
mod tests {
    use domain::day::Day;
    use domain::rule::Jurisdiction;

    use super::Closure;
    use crate::rulebook::{Rulebook, Whereabouts};

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a day")
    }

    fn commune(code: &str) -> Whereabouts {
        let places = vec![Jurisdiction::place("commune", code), Jurisdiction::place("province", "P1")];
        Whereabouts { level: "commune".to_owned(), places }
    }

    #[test]
    fn only_bodies_of_the_place_that_is_closed_and_those_in_it_count_none_of_its_days() {
        let book = Rulebook::new(0, Vec::new(), Vec::new(), Vec::new());
        let of = |place: Jurisdiction| Closure { id: 1, place, from: day("2026-09-17"), to: day("2026-09-18") };
        let due = |book: &Rulebook, code: &str| {
            book.last_day_on("TCD-NOTIFY", &commune(code), day("2026-09-11")).map(|(on, _)| on)
        };
        let (usual, moved) = (Some(day("2026-09-25")), Some(day("2026-09-29")));
        assert_eq!((due(&book, "A"), due(&book, "B")), (usual, usual));
        let one = book.with_closure(of(Jurisdiction::place("commune", "A")));
        assert_eq!((due(&one, "A"), due(&one, "B")), (moved, usual));
        let all = book.with_closure(of(Jurisdiction::place("province", "P1")));
        assert_eq!((due(&all, "A"), due(&all, "B")), (moved, moved));
        let other = book.with_closure(of(Jurisdiction::place("province", "P2")));
        assert_eq!((due(&other, "A"), due(&other, "B")), (usual, usual));
        let back = one.without_closure(1);
        assert_eq!((due(&back, "A"), back.calendar.clone()), (usual, book.calendar));
    }
}
