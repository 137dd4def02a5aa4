//! Sending the synthesis of a round: each of its opinions becomes a submission of the body that holds the dialogue, with a case
//! of its own or as a point of one that is there, all on the day of the paper.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{CaseEvent, Channel, Event, GatheredMade, GatheringEvent, Subject};
use domain::gathering::{Round, RoundState};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may, of_sender};
use store::submission::{self, NewTurn};
use store::{Act, Error, Ids, Read, Stop, Tx, case, gathering, rulebook, search};

use super::{Found, after_opening, settle};
use crate::case::{self as cases, takes_points};
use crate::field::{LINE, happened, needed, optional};
use crate::submission::{NOTIFY_RULE, Received};

/// Sends the signed synthesis of a round. It changes no more after it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Send {
    /// The round.
    pub round: i64,
    /// The version that was shown: what is sent is what was read.
    pub version: i64,
    /// The number of the paper.
    pub number: String,
    /// Who signed it; may be empty.
    pub signer: String,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Send {
    const NAME: &'static str = "gathering.send";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, holder, asked) = of_sender(tx, by, self.round).await?;
        let row = gathering::find(tx, self.round).await?.ok_or(Refusal::NotThere)?;
        let now = Round::by(tx.history(Subject::Gathering, self.round).await?).ok_or(Refusal::NotThere)?;
        if !matches!(now.state, RoundState::Open | RoundState::Closed) {
            return Err(Refusal::RoundNotOpen.into());
        }
        if row.version != self.version {
            return Err(Refusal::Conflict.into());
        }
        if !gathering::rows(tx, self.round).await?.is_empty() {
            return Err(Refusal::RowsWait.into());
        }
        let surveyed = store::survey::find(tx, self.round).await?.is_some_and(|it| it.is_answered());
        if now.standing().next().is_none() && !surveyed {
            return Err(Refusal::Missing { field: "opinions" }.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        after_opening(&row, on)?;
        let number = needed("number", &self.number, LINE)?;
        let signer = optional("signer_name", &self.signer, LINE)?;
        let dialogue: Option<i64> = asked.get(SUBJECT + 5)?;
        let words = gathering::opinion::of_round(tx, self.round, on).await?;
        let standing = rulebook::standing(tx, holder.organisation).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        let last = book.last_day(NOTIFY_RULE, &standing.at, on);
        let mut all = Vec::new();
        for opinion in now.standing() {
            let it = &opinion.gathered;
            let (turn, submission) = (tx.id()?, tx.id()?);
            let turned = NewTurn {
                id: turn,
                source: "gathering",
                source_id: self.round,
                spoken_on: on,
                mode: "unnamed",
                head_count: it.people,
            };
            submission::add_turn(tx, &holder, &turned);
            let said = words.iter().find(|row| row.id == it.opinion).and_then(|row| row.words.as_deref());
            let received = Received {
                submission,
                turn,
                channel: Channel::Gathering,
                kind: it.kind,
                text: &it.text,
                words: said.unwrap_or_default(),
                territory: it.territory,
                field: &it.field,
                on,
                origin: holder.organisation,
            };
            received.raise(tx, &holder)?;
            let case = match it.root {
                _ if it.noted => None,
                Some(root) => Some(add_point(tx, &holder, root, submission, on).await?),
                None => {
                    let (case, point) = (tx.id()?, tx.id()?);
                    received.open(tx, &holder, (case, point), dialogue, last.as_ref())?;
                    Some(case)
                }
            };
            all.push(GatheredMade { opinion: it.opinion, submission, case });
        }
        let document = tx.text(number)?;
        let signer = if signer.is_empty() { None } else { Some(tx.text(signer)?) };
        gathering::made(tx, &grant, &all);
        let sent = GatheringEvent::Sent { document, signer, opinions: all };
        tx.append(Subject::Gathering, self.round, on, sent.into())?;
        settle(tx, &grant, self.round, None).await
    }
}

/// Makes what was gathered a point of a case that is there.
async fn add_point(tx: &mut Tx, holder: &Grant, root: i64, submission: i64, on: Day) -> Result<i64, Stop> {
    takes_points(tx.history(Subject::Case, root).await?, on)?;
    let version = case::version(tx, root).await?.ok_or(Refusal::NotThere)?;
    let point = tx.id()?;
    case::add_point(tx, holder, point, root, submission);
    let added = CaseEvent::PointAdded { point, submission: Some(submission) };
    tx.append(Subject::Case, root, on, Event::Case(added))?;
    cases::settle(tx, holder, root, version).await?;
    search::rebuild(tx, holder, root).await?;
    Ok(root)
}

/// Refuses a case of which what was gathered can't become a point: it has to be first raised with the body that holds the
/// dialogue, open, and known to whoever chooses it: by the right to read it, or because their own body gathered it before.
pub(super) async fn root(tx: &mut Tx, found: &Found, id: i64) -> Result<(), Stop> {
    let unknown = || Stop::from(Refusal::NoSuchCase { field: "root", case: id });
    let by = tx.by();
    let read = match may(tx, by, Right::CaseRead, Of::Case(id)).await {
        Ok(_) => true,
        Err(Stop::Refused(_)) => false,
        Err(stop) => return Err(stop),
    };
    if !read && !gathering::opinion::gathered_before(tx, found.now.organisation, id).await? {
        return Err(unknown());
    }
    if gathering::opinion::origin(tx, id).await? != Some(found.now.holder) {
        return Err(Refusal::RaisedElsewhere.into());
    }
    let today = tx.today();
    takes_points(tx.history(Subject::Case, id).await?, today)?;
    Ok(())
}
