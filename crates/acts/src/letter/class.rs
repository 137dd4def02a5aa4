//! What kind of letter one is, what of it is split off, and which case raises the same.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Channel, Event, Kind, LetterEvent, Subject, SubmissionEvent};
use domain::letter::class::{Class, Competence, Content, MANY, MOST_PEOPLE, Sphere, lacks_of};
use domain::permission::Act as Right;
use domain::reception::GROUP;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, letter, rulebook, submission};

use super::later::found;
use super::{Register, Registered, settle};
use crate::case::{found as found_case, join, takes_points};
use crate::field::{WORDS, needed};
use crate::submission::{NOTIFY_RULE, Received, disclose, keep, known_field};

/// Classifies a letter by what it says and asks, not by its title; what was said before is said anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Classify {
    /// The letter.
    pub letter: i64,
    /// The event that said so last when the page was read; 0 where there was none.
    pub seen: i64,
    /// What kind of matter its words are.
    pub kind: Kind,
    /// Whether they are not all of it: several contents, or what is for several bodies.
    pub mixed: bool,
    /// Why it is not eligible, by the codes of [`domain::letter::class::Lack`]; an eligible one lacks nothing.
    pub lacks: Vec<String>,
    /// Whether it is for the body that got it.
    pub competence: Competence,
    /// Among which bodies is the one that it is for.
    pub sphere: Sphere,
    /// How many people stand behind it, at least one.
    pub people: i64,
    /// How many of them speak for the others.
    pub representatives: Option<i64>,
}

#[async_trait]
impl Act for Classify {
    const NAME: &'static str = "letter.classify";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row, now) = found(tx, self.letter, Right::LetterRegister).await?;
        if now.classed_by != self.seen {
            return Err(Refusal::Conflict.into());
        }
        // What came of it came of one of that class.
        if now.is_processed() {
            return Err(Refusal::LaterStands.into());
        }
        // What was split off it is another content.
        if !self.mixed && has_parts(tx, self.letter).await? {
            return Err(Refusal::LaterStands.into());
        }
        let content = Content::of(self.kind, self.mixed);
        let known: Vec<&str> = lacks_of(content, row.received_on).map(|lack| lack.code.as_str()).collect();
        if self.lacks.iter().any(|code| !known.contains(&code.as_str())) {
            return Err(Refusal::NotAChoice { field: "letter_lacks" }.into());
        }
        let lacks = known.into_iter().filter(|code| self.lacks.iter().any(|it| it == code)).map(str::to_owned);
        if !(1..=MOST_PEOPLE).contains(&self.people) {
            return Err(Refusal::Unreadable { field: "letter_people" }.into());
        }
        if self.representatives.is_some_and(|many| !(1..=self.people).contains(&many)) {
            return Err(Refusal::Unreadable { field: "representatives" }.into());
        }
        let class = Class {
            content,
            lacks: lacks.collect(),
            competence: self.competence,
            sphere: self.sphere,
            people: self.people,
            representatives: self.representatives,
            many: many(tx, row.organisation, row.received_on).await?.is_some_and(|least| self.people >= least),
        };
        let today = tx.today();
        tx.history(Subject::Submission, row.submission).await?;
        if submission::set_kind(tx, &grant, row.submission, self.kind.as_str()).await? {
            let set = SubmissionEvent::KindSet { kind: self.kind };
            tx.append(Subject::Submission, row.submission, today, set.into())?;
        }
        tx.append(Subject::Letter, self.letter, today, LetterEvent::Classified { class }.into())?;
        settle(tx, &grant, self.letter).await
    }
}

/// From how many people on a letter that a body got on a day is one of many; while nobody confirmed that of the circular, the number
/// that the law on reception has for many people with one matter.
async fn many(tx: &mut Tx, organisation: i64, on: Day) -> Result<Option<i64>, Stop> {
    let standing = rulebook::standing(tx, organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let rule = book.rule(MANY, &standing.at, on).or_else(|| book.rule(GROUP, &standing.at, on));
    Ok(rule.map(|rule| i64::from(rule.amount)))
}

/// Splits one of its contents off a letter: a submission of its own, with its own case, in the same letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddPart {
    /// The letter.
    pub letter: i64,
    /// What the letter says of it.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    pub no_denunciation: bool,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Code of the field; empty when not yet known.
    pub field: String,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The submission.
    pub submission: i64,
    /// Its case.
    pub case: i64,
    /// The case's first point.
    pub point: i64,
}

#[async_trait]
impl Act for AddPart {
    const NAME: &'static str = "letter.add_part";
    type Answer = Part;

    fn draw(&self, ids: &Ids) -> Result<Part, Error> {
        Ok(Part { submission: ids.draw()?, case: ids.draw()?, point: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Part) -> Result<(), Stop> {
        let (grant, row, now) = found(tx, self.letter, Right::LetterRegister).await?;
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let field = known_field(&self.field)?;
        let raised =
            tx.history(Subject::Submission, row.submission).await?.iter().find_map(|known| match &known.event {
                Event::Submission(SubmissionEvent::Raised { territory, .. }) => Some(*territory),
                _ => None,
            });
        let text = tx.text(words)?;
        let received = Received {
            submission: new.submission,
            turn: now.turn,
            channel: Channel::Letter,
            kind: self.kind,
            text: &text,
            words,
            territory: raised.ok_or(Refusal::NotThere)?,
            field,
            on: now.received_on,
            origin: now.raised_with,
        };
        received.raise(tx, &grant)?;
        if held_none {
            let held = SubmissionEvent::HeldNoDenunciation;
            tx.append(Subject::Submission, new.submission, now.received_on, held.into())?;
        }
        let today = tx.today();
        let added = LetterEvent::PartAdded { submission: new.submission };
        tx.append(Subject::Letter, self.letter, today, added.into())?;
        settle(tx, &grant, self.letter).await?;
        // The case is opened by the body in whose book the letter is, as that of its words was.
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::LetterRegister, Of::Organisation(row.organisation)).await?;
        let standing = rulebook::standing(tx, now.raised_with).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        let last = book.last_day(NOTIFY_RULE, &standing.at, now.received_on);
        received.open(tx, &grant, (new.case, new.point), None, last.as_ref())
    }
}

/// Whether something that was split off a letter stands.
pub(super) async fn has_parts(tx: &mut Tx, id: i64) -> Result<bool, Stop> {
    Ok(letter::parts(tx, id).await?.iter().any(|part| !part.struck))
}

/// Keeps from everybody what was split off a letter, as the letter is.
pub(crate) async fn keep_parts(tx: &mut Tx, grant: &Grant, id: i64, on: Day) -> Result<(), Stop> {
    for part in letter::parts(tx, id).await?.into_iter().filter(|part| !part.kept) {
        keep(tx, grant, part.submission, on, &[]).await?;
    }
    Ok(())
}

/// Shows it again with the letter.
pub(crate) async fn disclose_parts(tx: &mut Tx, grant: &Grant, id: i64, reason: &TextRef) -> Result<(), Stop> {
    for part in letter::parts(tx, id).await?.into_iter().filter(|part| part.kept) {
        disclose(tx, grant, part.submission, reason.clone()).await?;
    }
    Ok(())
}

/// Says that a letter raises what a case that is there raises (đơn trùng, gửi lại). While that one waits for its answer, the letter
/// becomes a point of it; one that was answered or ended only stands beside the letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Repeat {
    /// The letter.
    pub letter: i64,
    /// That case; nothing where it was said by mistake.
    pub root: Option<i64>,
}

/// The row it made, where the letter became a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeated {
    /// The point in the other case.
    pub point: i64,
}

#[async_trait]
impl Act for Repeat {
    const NAME: &'static str = "letter.repeat";
    type Answer = Repeated;

    fn draw(&self, ids: &Ids) -> Result<Repeated, Error> {
        Ok(Repeated { point: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Repeated) -> Result<(), Stop> {
        repeat(tx, self.letter, (self.root, new.point)).await
    }
}

async fn repeat(tx: &mut Tx, id: i64, (root, point): (Option<i64>, i64)) -> Result<(), Stop> {
    let (grant, row, now) = found(tx, id, Right::LetterRegister).await?;
    let at = submission::whereabouts(tx, row.submission).await?.ok_or(Refusal::NotThere)?;
    let own = case::find(tx, at.case).await?.ok_or(Refusal::NotThere)?;
    if now.repeats == root {
        return Err(Refusal::AlreadyDone.into());
    }
    // Its case has to be split off again first.
    if own.root.is_some() {
        return Err(Refusal::LaterStands.into());
    }
    if let Some(root) = root {
        joined(tx, &own, (root, point), row.received_on).await?;
    }
    let today = tx.today();
    tx.append(Subject::Letter, id, today, LetterEvent::Repeated { case: root }.into())?;
    settle(tx, &grant, id).await
}

/// Makes the case of a letter a point of another one that waits for its answer.
async fn joined(tx: &mut Tx, own: &case::CaseRow, (root, point): (i64, i64), received_on: Day) -> Result<(), Stop> {
    let by = tx.by();
    may(tx, by, Right::CaseRead, Of::Case(root)).await.map_err(|stop| match stop {
        Stop::Refused(Refusal::NotThere | Refusal::NotAllowed) => {
            Refusal::NoSuchCase { field: "letter_repeats", case: root }.into()
        }
        stop => stop,
    })?;
    let there = case::find(tx, root).await?.ok_or(Refusal::NoSuchCase { field: "letter_repeats", case: root })?;
    if root == own.id {
        return Err(Refusal::NotAChoice { field: "letter_repeats" }.into());
    }
    let on = received_on.max(there.raised_on);
    match takes_points(tx.history(Subject::Case, root).await?, on) {
        // What was first raised with another body keeps its own case: a link there changes no count.
        Ok(()) if there.origin_id == own.origin_id => {
            let found = found_case(tx, Right::CaseDecide, own.id, own.version, on).await?;
            join(tx, &found, (root, point), None).await
        }
        Ok(()) | Err(Refusal::CaseEnded | Refusal::AlreadyAnswered) => Ok(()),
        Err(_) => Err(Refusal::NotAChoice { field: "letter_repeats" }.into()),
    }
}

/// Enters a letter that raises what a case that is there raises, in one act.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterRepeat {
    /// The letter.
    pub register: Register,
    /// That case.
    pub root: i64,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredRepeat {
    /// Those of the letter.
    pub registered: Registered,
    /// The point in the other case, where the letter became one.
    pub point: i64,
}

#[async_trait]
impl Act for RegisterRepeat {
    const NAME: &'static str = "letter.register_repeat";
    type Answer = RegisteredRepeat;

    fn draw(&self, ids: &Ids) -> Result<RegisteredRepeat, Error> {
        Ok(RegisteredRepeat { registered: self.register.draw(ids)?, point: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &RegisteredRepeat) -> Result<(), Stop> {
        self.register.enter(tx, &new.registered, None).await?;
        repeat(tx, new.registered.letter, (Some(self.root), new.point)).await
    }
}
