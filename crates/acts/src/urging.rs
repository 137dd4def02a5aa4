//! Urging (đôn đốc): letters to all bodies with which something is overdue, one for each, in one press.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject, Urged};
use domain::notice::Series;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::urging::{self, NewItem, NewLetter, OwedRow};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation};

use crate::field::{LINE, happened, optional};
use crate::notice::number;

/// What one act urges at most. What is left is urged by the next act, since nothing is urged twice by letters of one day; a press of
/// the page goes on until nothing is left.
pub const MOST_URGED: usize = 100;

/// What one letter names at most: it is signed by one act, which writes to each case that it names.
pub const MOST_NAMED: usize = 300;

/// Urges bodies to do what is overdue with them and was not urged on that day: assignments and promises of what one's
/// own body decides over, and transfers that it sent. One letter for each body: a later act goes on with the letter of that day that
/// has neither number nor signature yet, while it names fewer than [`MOST_NAMED`]. Each case it names keeps that it was urged. Refused
/// where nothing is left to urge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Urge {
    /// The body that urges.
    pub organisation: i64,
    /// The only body that is urged; every one with which something is overdue when none is named.
    pub to: Option<i64>,
    /// Number of the letter, where one body is urged; may be empty and written on the paper.
    pub number: String,
    /// The day by which they have to answer the letter, if one is set.
    pub answer_by: Option<Day>,
    /// The date on the letters.
    pub happened_on: Day,
}

/// The letters it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letters {
    /// The id of the first of them; nothing has it where the act went on with a letter that was there.
    pub first: i64,
}

#[async_trait]
impl Act for Urge {
    const NAME: &'static str = "urging.urge";
    type Answer = Letters;

    fn draw(&self, ids: &Ids) -> Result<Letters, Error> {
        Ok(Letters { first: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Letters) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::CaseUrge, Of::Organisation(self.organisation)).await?;
        let on = happened(self.happened_on, tx.today())?;
        let number = optional("number", &self.number, LINE)?;
        if !number.is_empty() && self.to.is_none() {
            return Err(Refusal::NotAChoice { field: "number" }.into());
        }
        if let Some(by) = self.answer_by
            && by < on
        {
            return Err(Refusal::TooEarly { field: "answer_by", earliest: on }.into());
        }
        // What was due by the day before the letter is overdue on its day.
        let until = on.plus(-1);
        let owed = urging::to_urge(tx, (self.organisation, self.to), (until, on), MOST_URGED).await?;
        let mut bodies: BTreeMap<i64, Vec<OwedRow>> = BTreeMap::new();
        for row in owed.rows {
            bodies.entry(row.to).or_default().push(row);
        }
        // They come body after body: the last of several may have more, and gets one letter for all of it by the next act.
        if owed.more && bodies.len() > 1 {
            bodies.pop_last();
        }
        if bodies.is_empty() {
            return Err(Refusal::NothingOverdue.into());
        }
        for (at, (to, rows)) in bodies.iter().enumerate() {
            let begun = if number.is_empty() {
                urging::unsigned(tx, (self.organisation, *to), on, self.answer_by).await?
            } else {
                None
            };
            let begun = begun.filter(|letter| letter.items + rows.len() <= MOST_NAMED);
            let letter = match &begun {
                Some(letter) => letter.id,
                None if at == 0 => new.first,
                None => tx.id()?,
            };
            let mut items = Vec::with_capacity(rows.len());
            for row in rows {
                let what = Urged::parse(&row.what).ok_or_else(|| Error::Corrupt(format!("urged to {}", row.what)))?;
                tx.history(Subject::Case, row.case).await?;
                let event = Event::Case(CaseEvent::Urged { letter, to: *to, what });
                let event = tx.append(Subject::Case, row.case, on, event)?;
                items.push(NewItem { case: row.case, what: what.as_str(), of: row.of, due_on: row.due_on, event });
            }
            if let Some(letter) = begun {
                urging::go_on(tx, &grant, &letter, &items);
                continue;
            }
            let letter =
                NewLetter { id: letter, from: self.organisation, to: *to, number, on, answer_by: self.answer_by };
            urging::add(tx, &grant, &letter, &items);
        }
        Ok(())
    }
}

/// Records that a letter that urges was signed: its number, its day and who signed it. What was recorded before is replaced and
/// stays in the history of the cases.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Issue {
    /// The body that urges.
    pub organisation: i64,
    /// The letter; one of that body.
    pub letter: i64,
    /// Number of the paper; may be empty where the program draws it.
    pub number: String,
    /// Term of the official who signed it, if known.
    pub signer: Option<i64>,
    /// The date on the paper; not before the day on which the letter was made.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Issue {
    const NAME: &'static str = "urging.issue";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::CaseUrge, Of::Organisation(self.organisation)).await?;
        let row = urging::find(tx, self.letter).await?.filter(|row| row.from == self.organisation);
        let row = row.ok_or(Refusal::NotThere)?;
        let on = happened(self.happened_on, tx.today())?;
        if on < row.made_on {
            return Err(Refusal::HappenedBefore { earliest: row.made_on }.into());
        }
        if let Some(term) = self.signer
            && !organisation::holds(tx, row.from, term, on).await?
        {
            return Err(Refusal::NotAChoice { field: "signer" }.into());
        }
        // What has a number already keeps it unless another one is typed.
        let number = if row.issued && self.number.trim().is_empty() {
            row.number
        } else {
            number(tx, &grant, (row.from, Series::Letter), &self.number, on).await?.0
        };
        urging::issue(tx, &grant, self.letter, &number, on, self.signer);
        for case in urging::cases(tx, self.letter).await? {
            tx.history(Subject::Case, case).await?;
            let issued = CaseEvent::UrgingIssued { letter: self.letter, signer: self.signer };
            tx.append(Subject::Case, case, on, Event::Case(issued))?;
        }
        Ok(())
    }
}
