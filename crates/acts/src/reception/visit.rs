//! Visits: recording who came with what, saying what became of it, taking one out.
//!
//! Recording one is one act: the turn, and the submission with its case where the visit becomes one. What looks like a
//! denunciation is asked about as everywhere, and nothing of it is kept.

mod later;
mod way;

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Channel, Kind, ReceptionEvent, Subject, SubmissionEvent, VisitEnd, Visited};
use domain::letter::LetterWay;
use domain::permission::Act as Right;
use domain::reception::{GROUP, ReceptionState, VisitOutcome, form};
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::{Grant, Of, may};
use store::reception::{self, visit};
use store::submission::{self, NewTurn};
use store::{Act, Error, Ids, Read, Stop, Tx, rulebook};

pub use later::{Bind, GiveRefusal, StrikeVisit, Withhold};
pub use way::{End, Way};

use super::{Found, found, hold, settle};
use crate::field::{LINE, WORDS, needed, optional};
use crate::letter;
use crate::submission::{Mode, NOTIFY_RULE, Received, known_field};

/// The most people of one visit.
const MOST_PEOPLE: i64 = 100_000;

/// Records a visit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// The reception day.
    pub reception: i64,
    /// Name as it was said; may be empty. Of a group those who speak for it.
    pub name: String,
    /// Telephone or address, to tell the result; may be empty.
    pub contact: String,
    /// Whom they speak for; may be empty.
    pub represents: String,
    /// How they are named.
    pub mode: Mode,
    /// How many people came for it.
    pub people: i64,
    /// How many of them speak for the others.
    pub representatives: Option<i64>,
    /// What they say.
    pub words: String,
    /// Whether who types it says that it is no denunciation, though it or what was said looks like one.
    pub no_denunciation: bool,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Village; the body's own place when none is given.
    pub territory: Option<i64>,
    /// Code of the field; empty when not yet known.
    pub field: String,
    /// Whether the person says that the matter was received before; a case that came before is known to the program.
    pub again: bool,
    /// What became of it.
    pub end: End,
}

/// The rows it made; those that a visit does not become are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The visit.
    pub visit: i64,
    /// The turn that it is.
    pub turn: i64,
    /// What it becomes.
    pub made: Made,
}

/// The ids of what a visit can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The submission.
    pub submission: i64,
    /// Its case.
    pub case: i64,
    /// The case's first point.
    pub point: i64,
    /// The letter.
    pub letter: i64,
    /// The turn that the letter is.
    pub letter_turn: i64,
}

impl Made {
    fn draw(ids: &Ids) -> Result<Self, Error> {
        Ok(Self {
            submission: ids.draw()?,
            case: ids.draw()?,
            point: ids.draw()?,
            letter: ids.draw()?,
            letter_turn: ids.draw()?,
        })
    }
}

/// What a visit is about, once it is read.
struct Matter<'a> {
    turn: i64,
    text: Option<&'a TextRef>,
    words: &'a str,
    held_none: bool,
    kind: Kind,
    territory: i64,
    field: &'a str,
    on: Day,
    name: &'a str,
    contact: &'a str,
}

#[async_trait]
impl Act for Record {
    const NAME: &'static str = "reception.record";
    type Answer = Recorded;

    fn in_turn(&self) -> Option<i64> {
        Some(self.reception)
    }

    fn draw(&self, ids: &Ids) -> Result<Recorded, Error> {
        Ok(Recorded { visit: ids.draw()?, turn: ids.draw()?, made: Made::draw(ids)? })
    }

    async fn run(&self, tx: &mut Tx, new: &Recorded) -> Result<(), Stop> {
        let found = found(tx, self.reception).await?;
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let said = self.end.said()?;
        let none_said = denunciation::held_none("visit_said", said, self.no_denunciation)?;
        let on = self.held_on(tx, &found).await?;
        let (field, territory) = (known_field(&self.field)?, self.place(tx, &found.grant, on).await?);
        let group = self.group(tx, &found.grant, on).await?;
        self.speak(tx, &found.grant, new, on)?;
        let year = i64::from(on.year());
        let no = visit::last_number(tx, found.grant.organisation, year).await? + 1;
        let text = tx.text(words)?;
        let (name, contact) = (self.named()?, optional("contact", &self.contact, LINE)?);
        let matter = Matter {
            turn: new.turn,
            text: Some(&text),
            words,
            held_none,
            kind: self.kind,
            territory,
            field,
            on,
            name,
            contact,
        };
        // Its words stand in one place: where it becomes a submission, with that.
        let own = !matches!(self.end.way, Way::Recorded | Way::Letter);
        let kept = own.then(|| text.clone());
        // The turn is that of the visit, which has to be there before what is raised in it.
        let visited = |end: VisitEnd, text| Visited {
            visit: new.visit,
            turn: new.turn,
            year,
            no,
            text,
            kind: self.kind,
            territory,
            field: field.to_owned(),
            people: self.people,
            representatives: self.representatives,
            group,
            again: self.again,
            end,
        };
        reception::add_visit(tx, &found.grant, self.reception, on, &visited(nothing(), kept.clone()));
        let end = end(tx, &found.grant, &self.end, &matter, new.made).await?;
        reception::set_end(tx, &found.grant, new.visit, &end);
        let none_said = none_said || (held_none && end.submission.is_none());
        let recorded = ReceptionEvent::Visited { visit: visited(end, kept) };
        tx.append(Subject::Reception, self.reception, on, recorded.into())?;
        if none_said {
            let held = ReceptionEvent::HeldNoDenunciation { visit: new.visit };
            tx.append(Subject::Reception, self.reception, on, held.into())?;
        }
        settle(tx, &found.grant, self.reception).await
    }
}

const fn nothing() -> VisitEnd {
    VisitEnd { outcome: VisitOutcome::Open, ground: None, words: None, submission: None, case: None, letter: None }
}

impl Record {
    /// The day on which it was received: the first visit of a day that was set says that the day is held.
    async fn held_on(&self, tx: &mut Tx, found: &Found) -> Result<Day, Stop> {
        match (found.now.state, found.now.held_on) {
            (ReceptionState::Held, Some(on)) => return Ok(on),
            (ReceptionState::Scheduled, None) if found.now.day.on <= tx.today() => {}
            _ => return Err(Refusal::ReceptionNotOpen.into()),
        }
        hold(tx, self.reception, found, found.now.day.on).await?;
        Ok(found.now.day.on)
    }

    /// Where the matter lies.
    async fn place(&self, tx: &mut Tx, grant: &Grant, on: Day) -> Result<i64, Stop> {
        let body = store::organisation::find(tx, grant.organisation).await?.ok_or(Refusal::NotThere)?;
        match self.territory {
            None => Ok(body.territory),
            Some(typed) if session::place_within(tx, typed, body.territory, on).await? => Ok(typed),
            Some(_) => Err(Refusal::NotAChoice { field: "village" }.into()),
        }
    }

    /// Whether so many people are a large group by the rule of the day; refused where more speak for them than came.
    async fn group(&self, tx: &mut Tx, grant: &Grant, on: Day) -> Result<bool, Stop> {
        if !(1..=MOST_PEOPLE).contains(&self.people) {
            return Err(Refusal::Unreadable { field: "people" }.into());
        }
        if self.representatives.is_some_and(|many| !(1..=self.people).contains(&many)) {
            return Err(Refusal::Unreadable { field: "representatives" }.into());
        }
        let standing = rulebook::standing(tx, grant.organisation).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        let least = book.rule(GROUP, &standing.at, on).map(|rule| i64::from(rule.amount));
        Ok(least.is_some_and(|least| self.people >= least))
    }

    fn named(&self) -> Result<&str, Refusal> {
        let name = optional("who", &self.name, LINE)?;
        // Who asked not to be named may still leave a telephone to be told the result.
        Ok(if self.mode == Mode::Unnamed { "" } else { name })
    }

    fn speak(&self, tx: &mut Tx, grant: &Grant, new: &Recorded, on: Day) -> Result<(), Stop> {
        let (name, contact) = (self.named()?, optional("contact", &self.contact, LINE)?);
        let represents = optional("represents", &self.represents, LINE)?;
        let mode = match self.mode {
            _ if self.people > 1 => "group",
            Mode::Named if !name.is_empty() => "named",
            Mode::Group => "group",
            Mode::Named | Mode::Unnamed => "unnamed",
        };
        let turn = NewTurn {
            id: new.turn,
            source: "visit",
            source_id: new.visit,
            spoken_on: on,
            mode,
            head_count: (self.people > 1).then_some(self.people),
        };
        submission::add_turn(tx, grant, &turn);
        if !(name.is_empty() && contact.is_empty() && represents.is_empty()) {
            submission::add_submitter(tx, grant, new.turn, name, contact, represents);
        }
        Ok(())
    }
}

/// Says what becomes of a visit, and makes what it becomes.
async fn end(tx: &mut Tx, grant: &Grant, typed: &End, matter: &Matter<'_>, new: Made) -> Result<VisitEnd, Stop> {
    let mut end = VisitEnd { outcome: typed.way.outcome(), ..nothing() };
    let said = typed.said()?;
    match typed.way {
        Way::Open | Way::Guided | Way::Answered => {}
        Way::Refused => {
            let code = needed("refusal_ground", &typed.ground, LINE)?;
            let known = form::grounds_on(matter.on).any(|ground| ground.code == code);
            end.ground = Some(known.then(|| code.to_owned()).ok_or(Refusal::NotAChoice { field: "refusal_ground" })?);
        }
        Way::Existing => {
            let case = typed.case.ok_or(Refusal::Missing { field: "case" })?;
            let by = tx.by();
            may(tx, by, Right::CaseRead, Of::Case(case)).await.map_err(|stop| match stop {
                Stop::Refused(Refusal::NotThere | Refusal::NotAllowed) => {
                    Refusal::NoSuchCase { field: "case", case }.into()
                }
                stop => stop,
            })?;
            end.case = Some(case);
        }
        Way::Recorded => {
            raise(tx, grant, matter, new).await?;
            (end.submission, end.case) = (Some(new.submission), Some(new.case));
        }
        Way::Letter => {
            let letter = letter::Register {
                organisation: grant.organisation,
                series: typed.letter.0.clone(),
                number: typed.letter.1.clone(),
                received_on: matter.on,
                words: matter.words.to_owned(),
                no_denunciation: matter.held_none,
                name: matter.name.to_owned(),
                contact: matter.contact.to_owned(),
                address: String::new(),
                territory: Some(matter.territory),
                field: matter.field.to_owned(),
                kind: matter.kind,
                entry: letter::Entry { way: Some(LetterWay::Reception), ..letter::Entry::default() },
            };
            let (submission, case, point) = (new.submission, new.case, new.point);
            let made = letter::Registered { letter: new.letter, turn: new.letter_turn, submission, case, point };
            letter.enter(tx, &made, matter.text).await?;
            (end.submission, end.case, end.letter) = (Some(submission), Some(case), Some(new.letter));
        }
    }
    if !said.is_empty() {
        end.words = Some(tx.text(said)?);
    }
    Ok(end)
}

/// Raises the matter of a visit: the submission in the turn of the visit, and its case.
async fn raise(tx: &mut Tx, grant: &Grant, matter: &Matter<'_>, new: Made) -> Result<(), Stop> {
    let text = matter.text.ok_or(Refusal::Missing { field: "words" })?;
    let received = Received {
        submission: new.submission,
        turn: matter.turn,
        channel: Channel::Visit,
        kind: matter.kind,
        text,
        words: matter.words,
        territory: matter.territory,
        field: matter.field,
        on: matter.on,
        origin: grant.organisation,
    };
    received.raise(tx, grant)?;
    if matter.held_none {
        let held = SubmissionEvent::HeldNoDenunciation;
        tx.append(Subject::Submission, new.submission, matter.on, held.into())?;
    }
    let standing = rulebook::standing(tx, grant.organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let last = book.last_day(NOTIFY_RULE, &standing.at, matter.on);
    received.open(tx, grant, (new.case, new.point), None, last.as_ref())
}
