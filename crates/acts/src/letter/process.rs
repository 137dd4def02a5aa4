//! What comes of a letter (xử lý đơn): the law's table says what may, its case ends or is sent on by the same act, and striking it
//! takes both back.

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, ContactWay, Event, LetterEvent, Subject};
use domain::letter::class::Class;
use domain::letter::process::{Case, GUIDED_BEFORE, KEEP, Processed, Processing, allowed, ground};
use domain::letter::{Letter, LetterWay};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::letter::LetterRow;
use store::{Act, Error, Ids, Read, Stop, Tx, case, letter, rulebook, submission};

use super::later::found;
use super::settle;
use crate::case::found as found_case;
use crate::field::{LINE, REASON, happened, needed, optional};
use crate::transfer::{SendOn, Sent};

/// Records what comes of a letter, with its paper and how its sender was told. What waits for completion is processed anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Process {
    /// The letter.
    pub letter: i64,
    /// The event that said so last when the page was read; 0 where there was none.
    pub seen: i64,
    /// What comes of it.
    pub outcome: Processing,
    /// The code of the ground; needed where the law asks for one.
    pub ground: String,
    /// The body to which it is sent on; needed for that.
    pub to: Option<i64>,
    /// Whether it was told by word, without a paper.
    pub by_word: bool,
    /// The number of the paper.
    pub number: String,
    /// Who signed it.
    pub signer: String,
    /// The reason, or what its sender was told.
    pub reason: String,
    /// How its sender was told on the same day; none while they were not.
    pub told: Option<ContactWay>,
    /// The day of the paper, or on which it was told.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Process {
    const NAME: &'static str = "letter.process";
    type Answer = Sent;

    fn draw(&self, ids: &Ids) -> Result<Sent, Error> {
        Ok(Sent { transfer: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Sent) -> Result<(), Stop> {
        let (grant, row, now) = found(tx, self.letter, Right::LetterRegister).await?;
        if now.processed_by != self.seen {
            return Err(Refusal::Conflict.into());
        }
        if now.is_processed() {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < row.received_on {
            return Err(Refusal::HappenedBefore { earliest: row.received_on }.into());
        }
        let class = now.class.as_ref().map(|(class, _)| class).ok_or(Refusal::Missing { field: "letter_class" })?;
        let cases = self.cases(class, now.entry.way, on)?;
        let at = submission::whereabouts(tx, row.submission).await?.ok_or(Refusal::NotThere)?;
        let own = case::find(tx, at.case).await?.ok_or(Refusal::NotThere)?;
        if self.outcome == Processing::Guide {
            let same: Vec<i64> = [Some(own.id), own.root, now.repeats].into_iter().flatten().collect();
            if let Some(on) = letter::process::guided(tx, &same, self.letter).await? {
                return Err(Refusal::GuidedBefore { on }.into());
            }
        }
        let ground = self.known_ground(&cases, on)?;
        let (number, signer) = self.paper(cases.iter().all(|it| it.paper))?;
        let reason = match self.outcome {
            Processing::Accept => optional("reason", &self.reason, REASON)?,
            _ => needed("reason", &self.reason, REASON)?,
        };
        let case_event = self.moves(tx, &own, (&row, &cases, on), (number, reason, new)).await?;
        let kept_until = if self.outcome == Processing::File { kept_until(tx, &row, on).await? } else { None };
        let mut text = |typed: &str| if typed.is_empty() { Ok(None) } else { tx.text(typed).map(Some) };
        let processed = Processed {
            outcome: self.outcome,
            ground,
            number: text(number)?,
            signer: text(signer)?,
            words: text(reason)?,
            case_event,
            kept_until,
        };
        tx.append(Subject::Letter, self.letter, on, LetterEvent::Processed { processed }.into())?;
        settle(tx, &grant, self.letter).await
    }
}

impl Process {
    /// The cases of the law in which this comes of a letter of that class; refused where there is none.
    fn cases(&self, class: &Class, way: Option<LetterWay>, on: Day) -> Result<Vec<&'static Case>, Refusal> {
        let cases: Vec<_> = allowed(class, way, on).into_iter().filter(|it| it.outcome == self.outcome).collect();
        if !cases.is_empty() {
            return Ok(cases);
        }
        // Said by whoever classified it; the day of the guidance is known to them.
        let before = self.outcome == Processing::Guide && class.lacks.iter().any(|code| code == GUIDED_BEFORE);
        Err(if before { Refusal::GuidedBefore { on } } else { Refusal::LetterNotSo })
    }

    /// The ground, where the law asks for one: among those of the case, in force on the day.
    fn known_ground(&self, cases: &[&Case], on: Day) -> Result<Option<String>, Refusal> {
        let mut asked = cases.iter().flat_map(|it| &it.grounds).peekable();
        if asked.peek().is_none() {
            return Ok(None);
        }
        let typed = needed("letter_ground", &self.ground, LINE)?;
        if !asked.any(|code| code == typed) || ground(typed, on).is_none() {
            return Err(Refusal::NotAChoice { field: "letter_ground" });
        }
        Ok(Some(typed.to_owned()))
    }

    /// Number and signer of the paper; none where it was told by word, which the law does not allow everywhere.
    fn paper(&self, signed: bool) -> Result<(&str, &str), Refusal> {
        if !self.by_word {
            return Ok((needed("paper_number", &self.number, LINE)?, needed("paper_signer", &self.signer, LINE)?));
        }
        if signed {
            return Err(Refusal::NotAChoice { field: "letter_by_word" });
        }
        Ok(("", ""))
    }

    /// Ends its case, or sends it on; and notes that its sender was told. The event by which that happened.
    async fn moves(
        &self,
        tx: &mut Tx,
        own: &case::CaseRow,
        (row, cases, on): (&LetterRow, &[&Case], Day),
        (number, reason, new): (&str, &str, &Sent),
    ) -> Result<Option<i64>, Stop> {
        if self.outcome == Processing::Transfer {
            let send = SendOn {
                case: own.id,
                version: own.version,
                to: self.to.ok_or(Refusal::Missing { field: "receiver" })?,
                points: Vec::new(),
                number: number.to_owned(),
                proof: String::new(),
                reason: reason.to_owned(),
                answer_by: None,
                told: self.told,
                on_behalf_of: None,
                happened_on: on,
            };
            send.send(tx, new, true).await?;
            return Ok(last_of(tx.history(Subject::Case, own.id).await?, |it| matches!(it, CaseEvent::SentOn { .. })));
        }
        let Some(ends) = self.outcome.ends() else {
            if let Some(way) = self.told {
                let found = found_case(tx, Right::CaseWork, own.id, own.version, on).await?;
                found.append(tx, CaseEvent::Told { way, words: None }).await?;
            }
            return Ok(None);
        };
        // What it repeats counts in another case, which goes on.
        if own.root.is_some() {
            return Ok(None);
        }
        let found = found_case(tx, Right::CaseDecide, own.id, own.version, on).await?;
        // An older case holds what others raised: it is not ended by a letter that came to it.
        if found.open(&effective(&found.events))?.points.len() > 1 {
            return Ok(None);
        }
        if found.open(&effective(&found.events))?.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        if let Some(way) = self.told {
            tx.append(Subject::Case, own.id, on, Event::Case(CaseEvent::Told { way, words: None }))?;
        }
        let basis = basis(&self.ground, cases, row.received_on.max(on));
        let words = Some(tx.text(&format!("{basis}: {reason}"))?);
        let code = Some(self.ground.clone()).filter(|code| !code.is_empty());
        Ok(Some(found.append(tx, CaseEvent::Ended { ground: ends, code, words }).await?))
    }
}

/// Article and document on which the end of a case rests.
fn basis(code: &str, cases: &[&Case], on: Day) -> String {
    match (ground(code, on), cases.first()) {
        (Some(it), _) => format!("{}, {}", it.article, it.source),
        (None, Some(it)) => format!("{}, {}", it.article, it.source),
        (None, None) => String::new(),
    }
}

/// The last event of a case that is one of those.
fn last_of(events: &[domain::event::Recorded], is: impl Fn(&CaseEvent) -> bool) -> Option<i64> {
    let of = |known: &&domain::event::Recorded| matches!(&known.event, Event::Case(event) if is(event));
    events.iter().rev().find(of).map(|known| known.id)
}

/// Until when a letter is kept that was filed away on a day; nothing while no rule is confirmed.
async fn kept_until(tx: &mut Tx, row: &LetterRow, on: Day) -> Result<Option<Day>, Stop> {
    let standing = rulebook::standing(tx, row.organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    Ok(book.rule(KEEP, &standing.at, on).map(|rule| on.plus(i64::from(rule.amount))))
}

/// The letter by which a case ended or was sent on, where an event of the case is that: what came of the letter goes back there.
pub(crate) async fn moved_by(tx: &mut Tx, case: i64, event: i64) -> Result<Option<i64>, Stop> {
    for row in case::letters(tx, case).await? {
        let now = Letter::by(tx.history(Subject::Letter, row.id).await?);
        if now.and_then(|now| now.processed).is_some_and(|(it, _)| it.case_event == Some(event)) {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}
