//! Handover: what an ended body or term leaves is listed, given to bodies in force, and the list closed. How each kind of
//! item moves stands in `moved`.

mod moved;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, HandoverEvent, OrganisationEvent, Subject};
use domain::handover::{Group, Heirs, Kind, may_close};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::handover::give::{self, NewHandover, OpenItem};
use store::handover::left::{self, LeftItem};
use store::handover::{self, HandoverRow};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation, term};

use moved::Receiver;

/// What ended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Left<'a> {
    /// A body, with the bodies that take its place.
    Body {
        /// The body.
        organisation: i64,
        /// None when it was ended, one when it was merged, several when it was split.
        successors: &'a [i64],
    },
    /// The term of an official.
    Term {
        /// The term.
        term: i64,
        /// The body of the post.
        organisation: i64,
        /// The official.
        person: i64,
    },
}

/// Opens the list of what ended on `on` leaves; none when it leaves nothing. The caller writes the end of the body or the
/// term first, and appends the event of it with the list's id afterwards. With a body the terms in its posts end, too.
pub(crate) async fn open(tx: &mut Tx, grant: &Grant, left: Left<'_>, on: Day) -> Result<Option<i64>, Stop> {
    let handover = tx.id()?;
    let (organisation, term, items) = match left {
        Left::Body { organisation, successors } => {
            let items = left::of_body(tx, organisation, on).await?;
            let proposed = propose(tx, organisation, successors, items, on).await?;
            let list = (!proposed.is_empty()).then_some(handover);
            end_terms(tx, grant, organisation, list, on).await?;
            (organisation, None, proposed)
        }
        Left::Term { term, organisation, person } => {
            let items = left::of_term(tx, term, organisation, person, on).await?;
            // It stays with the body; who has the post next is for somebody to say.
            (organisation, Some(term), items.into_iter().map(|item| (item, Some(organisation))).collect())
        }
    };
    if items.is_empty() {
        return Ok(None);
    }
    let numbered = items.into_iter().map(|(item, proposed)| Ok((tx.id()?, item, proposed)));
    let numbered: Vec<(i64, LeftItem, Option<i64>)> = numbered.collect::<Result<_, Error>>()?;
    let ids = numbered.iter().map(|(id, ..)| *id).collect();
    give::add(tx, grant, &NewHandover { id: handover, organisation, term, ended_on: on }, numbered);
    tx.start(Subject::Handover, handover);
    let opened = HandoverEvent::Opened { organisation, term, items: ids };
    tx.append(Subject::Handover, handover, on, Event::Handover(opened))?;
    Ok(Some(handover))
}

/// Who is proposed for each of a body's items.
async fn propose(
    tx: &mut Tx,
    organisation: i64,
    successors: &[i64],
    items: Vec<LeftItem>,
    on: Day,
) -> Result<Vec<(LeftItem, Option<i64>)>, Stop> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let kind = organisation::find(tx, organisation).await?.ok_or(Refusal::NotThere)?.kind;
    let named = left::within(tx, successors).await?;
    let others = if successors.is_empty() { left::candidates(tx, &kind, organisation).await? } else { Vec::new() };
    let heirs = Heirs { kind, ended_on: on, successors: named, others };
    let proposed = items.into_iter().map(|item| {
        let body = heirs.proposed(item.kind, &item.lies);
        (item, body)
    });
    Ok(proposed.collect())
}

/// Nobody holds a post of a body that is no more.
async fn end_terms(tx: &mut Tx, grant: &Grant, organisation: i64, handover: Option<i64>, on: Day) -> Result<(), Stop> {
    let lasting = term::lasting(tx, organisation).await?;
    tx.history(Subject::Organisation, organisation).await?;
    for term in lasting {
        let on = on.max(term.from);
        term::end(tx, grant, term.id, on).await?;
        let ended = OrganisationEvent::TermEnded { term: term.id, handover };
        tx.append(Subject::Organisation, organisation, on, Event::Organisation(ended))?;
    }
    Ok(())
}

/// Gives items of a list to a receiver, at once and for good: it answers for the cases, holds the dialogues, has the
/// accounts, stands above the bodies. Where a case was first raised never changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Give {
    /// The list.
    pub handover: i64,
    /// Single items.
    pub items: Vec<i64>,
    /// Whole groups: whatever of them has no receiver yet.
    pub groups: Vec<Group>,
    /// The body that receives: in force, and within the program.
    pub receiver: i64,
    /// The term of the official who chairs the dialogues and has the roles from now on. Needed for what a term leaves;
    /// without it, what a body leaves has no chair for now, and each account keeps its own roles.
    pub term: Option<i64>,
    /// The version of the list that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for Give {
    const NAME: &'static str = "handover.give";
    // The closure of the lines changes, and the receiver may not end meanwhile.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_list(tx, self.handover, self.version).await?;
        let receiver = self.receiver(tx, &row).await?;
        give::lapse(tx, &grant, row.id, row.organisation);
        if !give::are_items(tx, row.id, &self.items).await? {
            return Err(Refusal::NotAChoice { field: "item" }.into());
        }
        let items = give::open_items(tx, row.id, &self.items, &self.groups).await?;
        if items.is_empty() {
            let nothing = self.items.is_empty() && self.groups.is_empty();
            return Err(if nothing { Refusal::Missing { field: "item" } } else { Refusal::AlreadyDone }.into());
        }
        let given: Vec<i64> = items.iter().map(|item| item.id).collect();
        receiver.take_all(tx, &grant, items).await?;
        give::receive(tx, &grant, &given, self.receiver, self.term);
        if !give::turn(tx, &grant, row.id, self.version, "open").await? {
            return Err(Refusal::Conflict.into());
        }
        let today = tx.today();
        tx.history(Subject::Handover, row.id).await?;
        let given = HandoverEvent::Given { items: given, receiver: self.receiver, term: self.term };
        tx.append(Subject::Handover, row.id, today, Event::Handover(given))?;
        Ok(())
    }
}

impl Give {
    /// The body that receives, if it can, with the official who does.
    async fn receiver(&self, tx: &mut Tx, row: &HandoverRow) -> Result<Receiver, Stop> {
        let today = tx.today();
        let body = organisation::find(tx, self.receiver).await?.ok_or(Refusal::NotAChoice { field: "receiver" })?;
        if body.to <= today {
            return Err(Refusal::BodyEnded { on: body.to }.into());
        }
        if !handover::can_receive(tx, row.organisation, self.receiver).await? {
            return Err(Refusal::NotAChoice { field: "receiver" }.into());
        }
        if let Some(term) = self.term {
            let term = term::find(tx, term).await?.filter(|term| term.organisation == self.receiver);
            if term.is_none_or(|term| term.from > today || term.to <= today) {
                return Err(Refusal::NotAChoice { field: "term" }.into());
            }
        } else if row.term.is_some() {
            return Err(Refusal::Missing { field: "term" }.into());
        }
        Ok(Receiver {
            handover: row.id,
            from: row.organisation,
            to: self.receiver,
            term: self.term,
            of_term: row.term.is_some(),
        })
    }
}

/// Closes a list. Refused while one item has no receiver.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Close {
    /// The list.
    pub handover: i64,
    /// The version of the list that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for Close {
    const NAME: &'static str = "handover.close";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_list(tx, self.handover, self.version).await?;
        give::lapse(tx, &grant, row.id, row.organisation);
        let open = handover::find(tx, row.id).await?.ok_or(Refusal::NotThere)?.open;
        may_close(usize::try_from(open).unwrap_or(usize::MAX))?;
        if row.term.is_none() {
            // What came to the body after it had ended would be on no list.
            may_close(left::came_after(tx, row.organisation, row.ended_on).await?)?;
        }
        if !give::turn(tx, &grant, row.id, self.version, "closed").await? {
            return Err(Refusal::Conflict.into());
        }
        let today = tx.today();
        tx.history(Subject::Handover, row.id).await?;
        tx.append(Subject::Handover, row.id, today, Event::Handover(HandoverEvent::Closed))?;
        Ok(())
    }
}

/// The list that somebody may give from, as it was shown to them.
async fn of_list(tx: &mut Tx, id: i64, version: i64) -> Result<(Grant, HandoverRow), Stop> {
    let by = tx.by();
    let row = handover::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let (grant, _) = may(tx, by, Right::HandoverGive, Of::Organisation(row.organisation)).await?;
    if row.state != "open" {
        return Err(Refusal::AlreadyDone.into());
    }
    if row.version != version {
        return Err(Refusal::Conflict.into());
    }
    Ok((grant, row))
}

/// The items of one kind.
fn of_kind(items: &[OpenItem], kind: Kind) -> Vec<&OpenItem> {
    items.iter().filter(|item| item.kind == kind).collect()
}
