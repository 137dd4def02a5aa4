//! What comes of a letter (xử lý đơn): the law's table says what may, its case ends or is sent on by the same act, and striking it
//! takes both back.

use async_trait::async_trait;
use domain::case::Case as Matter;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, ContactWay, EndGround, Event, LetterEvent, Subject};
use domain::letter::class::{Class, Content};
use domain::letter::process::{
    Case, GUIDED_BEFORE, GoesOn, KEEP, Processed, Processing, allowed, ground, is_never_sent_on, no_row,
};
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
        let (content, cases) = (class.content, self.cases(class, now.entry.way, on)?);
        let at = submission::whereabouts(tx, row.submission).await?.ok_or(Refusal::NotThere)?;
        let own = case::find(tx, at.case).await?.ok_or(Refusal::NotThere)?;
        if self.outcome == Processing::Guide {
            let same: Vec<i64> = [Some(own.id), own.root, now.repeats].into_iter().flatten().collect();
            if let Some(on) = letter::process::guided(tx, &same, self.letter).await? {
                return Err(Refusal::GuidedBefore { on }.into());
            }
        }
        let ground = self.known_ground(&cases, on)?;
        let basis = basis(ground.as_deref(), &cases, on);
        let (number, signer) = self.paper(cases.iter().all(|it| it.paper))?;
        let reason = match self.outcome {
            Processing::Accept => optional("reason", &self.reason, REASON)?,
            _ => needed("reason", &self.reason, REASON)?,
        };
        let step = Step { own: &own, point: at.point, on, number, basis: &basis, ground: ground.as_deref() };
        let Moved { case_event, told_event, goes_on } = self.moves(tx, step, new).await?;
        let kept_until = if self.outcome == Processing::File { kept_until(tx, &row, on).await? } else { None };
        let mut text = |typed: &str| if typed.is_empty() { Ok(None) } else { tx.text(typed).map(Some) };
        let processed = Processed {
            outcome: self.outcome,
            ground,
            number: text(number)?,
            signer: text(signer)?,
            words: text(reason)?,
            told: self.told,
            goes_on,
            case_event,
            told_event,
            kept_until,
        };
        tx.append(Subject::Letter, self.letter, on, LetterEvent::Processed { processed }.into())?;
        if self.outcome == Processing::Accept && content == Content::Complaint {
            crate::complaint::open(tx, &grant, &row, own.id).await?;
        }
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
        // What is taken up or filed away is settled within the body: there need be neither.
        if matches!(self.outcome, Processing::Accept | Processing::File) {
            return Ok((optional("paper_number", &self.number, LINE)?, optional("paper_signer", &self.signer, LINE)?));
        }
        if !self.by_word {
            return Ok((needed("paper_number", &self.number, LINE)?, needed("paper_signer", &self.signer, LINE)?));
        }
        if signed {
            return Err(Refusal::NotAChoice { field: "letter_by_word" });
        }
        Ok(("", ""))
    }

    /// Ends its case, or sends it on; and notes that its sender was told. The events by which that happened. What the case says of it
    /// is the article alone: the words stay with the letter, and go with it where it is kept from everybody.
    async fn moves(&self, tx: &mut Tx, step: Step<'_>, new: &Sent) -> Result<Moved, Stop> {
        let Step { own, on, .. } = step;
        if self.outcome == Processing::Transfer {
            let sent_on = SendOn {
                case: own.id,
                version: own.version,
                to: self.to.ok_or(Refusal::Missing { field: "receiver" })?,
                points: vec![step.point],
                number: step.number.to_owned(),
                proof: String::new(),
                reason: step.basis.to_owned(),
                answer_by: None,
                told: self.told,
                on_behalf_of: None,
                happened_on: on,
            };
            let before = tx.history(Subject::Case, own.id).await?.len();
            sent_on.send(tx, new, true).await?;
            let events = tx.history(Subject::Case, own.id).await?.get(before..).unwrap_or_default();
            let sent = last_of(events, |it| matches!(it, CaseEvent::SentOn { .. }));
            let told = last_of(events, |it| matches!(it, CaseEvent::Told { .. }));
            return Ok(Moved { case_event: sent, told_event: told, goes_on: None });
        }
        let Some(ends) = self.outcome.ends() else {
            let Some(way) = self.told else { return Ok(Moved::default()) };
            // Who sent a letter whose case counts in another one, or holds what others raised, was told of this letter alone.
            if goes_on(tx, own.id, on).await?.is_some() {
                return Ok(Moved::default());
            }
            let found = found_case(tx, Right::CaseWork, own.id, own.version, on).await?;
            let told = found.append(tx, CaseEvent::Told { way, words: None }).await?;
            return Ok(Moved { told_event: Some(told), ..Moved::default() });
        };
        // What it repeats counts in another case, which goes on; so does one that holds what others raised.
        if let Some(why) = goes_on(tx, own.id, on).await? {
            return Ok(Moved { goes_on: Some(why), ..Moved::default() });
        }
        let found = found_case(tx, Right::CaseDecide, own.id, own.version, on).await?;
        if found.open(&effective(&found.events))?.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let told = match self.told {
            Some(way) => {
                let told = Event::Case(CaseEvent::Told { way, words: None });
                Some(tx.append(Subject::Case, own.id, on, told)?)
            }
            None => None,
        };
        let words = Some(tx.text(step.basis)?);
        let code = step.ground.map(str::to_owned);
        let ended = found.append(tx, CaseEvent::Ended { ground: ends, code, words }).await?;
        Ok(Moved { case_event: Some(ended), told_event: told, goes_on: None })
    }
}

/// What was done to the case of a letter.
#[derive(Clone, Copy, Default)]
struct Moved {
    /// The event by which it ended or was sent on.
    case_event: Option<i64>,
    /// The event by which its sender was told.
    told_event: Option<i64>,
    /// Why it did not end.
    goes_on: Option<GoesOn>,
}

/// What a step of the case rests on.
#[derive(Clone, Copy)]
struct Step<'a> {
    own: &'a case::CaseRow,
    /// The point behind the words of the letter.
    point: i64,
    on: Day,
    /// The number of the paper.
    number: &'a str,
    /// Article and document.
    basis: &'a str,
    /// The code of the ground.
    ground: Option<&'a str>,
}

/// Why the case of a letter goes on whatever comes of the letter on a day, by what was known of it then or is now; nothing where it
/// ends with it. What others raised after the day of a paper that is typed later does not end by that paper.
pub async fn goes_on(read: &mut dyn Read, case: i64, on: Day) -> Result<Option<GoesOn>, Error> {
    let events = store::event::history(read, Subject::Case, case).await?;
    let known = effective(&events);
    let repeating = letter::process::repeating(read, case).await?;
    let by = |day| Matter::by(day, &known).and_then(|matter| GoesOn::of(&matter, repeating));
    Ok(by(on).or_else(|| by(Day::OPEN)))
}

/// A case is not sent on against what its letters are: a complaint is never sent on. `points` are those that go; all where none is
/// named.
pub(crate) async fn may_send_on(tx: &mut Tx, case: i64, points: &[i64]) -> Result<(), Stop> {
    for (point, class, ..) in classed(tx, case).await? {
        if (points.is_empty() || points.contains(&point)) && is_never_sent_on(class.content) {
            return Err(Refusal::LetterClassed.into());
        }
    }
    Ok(())
}

/// A case does not end against what its letters are: as guided or refused only where the law has that for one of their class, and
/// as guided once for the same content.
pub(crate) async fn may_end(tx: &mut Tx, case: i64, ends: EndGround, on: Day) -> Result<(), Stop> {
    if ends == EndGround::Withdrawn {
        return Ok(());
    }
    for (_, class, now, id) in classed(tx, case).await? {
        let may = allowed(&class, now.entry.way, on).into_iter().map(|it| it.outcome);
        let may: Vec<Processing> = may.filter(|it| it.ends() == Some(ends)).collect();
        let guides = may.contains(&Processing::Guide) && class.content == Content::Complaint;
        let same: Vec<i64> = [Some(case), now.repeats].into_iter().flatten().collect();
        if may.is_empty() || (guides && letter::process::guided(tx, &same, id).await?.is_some()) {
            return Err(Refusal::LetterClassed.into());
        }
    }
    Ok(())
}

/// The letters whose words are points of a case, as far as they were classified: the point, the class, how the letter stands, which
/// it is.
async fn classed(tx: &mut Tx, case: i64) -> Result<Vec<(i64, Class, Letter, i64)>, Stop> {
    let mut found = Vec::new();
    // What was split off a letter is another content, which was not classified.
    for (id, point) in letter::process::behind(tx, case).await? {
        let now = Letter::by(tx.history(Subject::Letter, id).await?);
        let Some(now) = now.filter(|now| !now.struck && !now.withheld) else { continue };
        if let Some((class, _)) = now.class.clone() {
            found.push((point, class, now, id));
        }
    }
    Ok(found)
}

/// Article and document on which the end of a case rests.
fn basis(code: Option<&str>, cases: &[&Case], on: Day) -> String {
    match (code.and_then(|code| ground(code, on)), cases.first()) {
        (Some(it), _) if it.valid_from <= on => format!("{}, {}", it.article, it.source),
        (_, Some(it)) if !it.is_in_force(on) => no_row().to_owned(),
        (_, Some(it)) => format!("{}, {}", it.article, it.source),
        (_, None) => String::new(),
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

/// The letter by which a case ended or was sent on, where an event of the case is that, or strikes that: what came of the letter is
/// taken back there, and comes back there.
pub(crate) async fn moved_by(tx: &mut Tx, id: i64, event: i64) -> Result<Option<i64>, Stop> {
    let struck = tx.history(Subject::Case, id).await?.iter().find(|known| known.id == event).map(|known| &known.event);
    let event = if let Some(Event::Struck { of, .. }) = struck { *of } else { event };
    for row in case::letters(tx, id).await? {
        let by_it = |known: &domain::event::Recorded| matches!(&known.event, Event::Letter(LetterEvent::Processed { processed }) if processed.case_event == Some(event));
        if tx.history(Subject::Letter, row.id).await?.iter().any(by_it) {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}
