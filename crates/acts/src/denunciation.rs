//! The register of denunciations (sổ theo dõi tố cáo): a line is entered, its steps are recorded and the last one taken back. None of
//! it has words. What was entered elsewhere and is one is moved here by [`moved`].

mod dates;
pub mod moved;

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation::line::{ClockStands, Line, LineClock, StepTaken, Taken, is_number};
use domain::denunciation::step::{self, Named, Step};
use domain::event::{DenunciationEvent, Subject};
use domain::letter::LetterWay;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::denunciation::{self, NewClock};
use store::grant::{Grant, Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx};

use dates::{Dates, kept};

pub(crate) use dates::redate;

use crate::field::happened;
use crate::organisation::in_force;
use crate::submission::known_field;

/// Enters a denunciation. A number that is not typed is drawn, the next of the year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Register {
    /// The body in whose register it is.
    pub organisation: i64,
    /// Its number; may be empty.
    pub number: String,
    /// The day of receipt.
    pub received_on: Day,
    /// By which way it came.
    pub way: LetterWay,
    /// The field, by its code; may be empty.
    pub field: String,
}

#[async_trait]
impl Act for Register {
    const NAME: &'static str = "denunciation.register";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::DenunciationRecord, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        self.enter(tx, &grant, *new, None).await
    }
}

impl Register {
    /// Enters it, in the place of a submission that is erased for it where there is one.
    pub(crate) async fn enter(&self, tx: &mut Tx, grant: &Grant, id: i64, moved: Option<i64>) -> Result<(), Stop> {
        let on = happened(self.received_on, tx.today()).map_err(|_| {
            let latest = tx.today();
            Refusal::TooLate { field: "received_on", latest }
        })?;
        let field = known_field(&self.field)?.to_owned();
        let year = i64::from(on.year());
        let typed = shaped("denunciation_number", &self.number)?;
        let drawn = typed.is_empty();
        denunciation::take_turns(tx, grant, year).await?;
        let number = if drawn {
            denunciation::next_number(tx, grant.organisation, year).await?.to_string()
        } else if denunciation::is_taken(tx, grant.organisation, year, typed).await? {
            return Err(Refusal::AlreadyThere { field: "denunciation_number" }.into());
        } else {
            typed.to_owned()
        };
        let text = tx.text(&number)?;
        let mut line = Line {
            organisation: grant.organisation,
            received_on: on,
            number: Some(text.clone()),
            drawn,
            way: self.way,
            field: field.clone(),
            moved,
            steps: Vec::new(),
            clocks: Vec::new(),
            struck: false,
            last: 0,
        };
        let clocks = Dates::of(tx, grant.organisation).await?.all(&line, false);
        line.clocks = kept(&clocks);
        tx.start(Subject::Denunciation, id);
        denunciation::add(tx, grant, id, (year, &number, drawn), &line);
        let registered = DenunciationEvent::Registered {
            organisation: grant.organisation,
            number: Some(text),
            drawn,
            way: self.way,
            field,
            moved,
            clocks: line.clocks.clone(),
        };
        line.last = tx.append(Subject::Denunciation, id, on, registered.into())?;
        denunciation::set(tx, grant, id, &line, &clocks);
        Ok(())
    }
}

/// A number as it was typed; refused where something else than a number can be told in it.
fn shaped<'a>(field: &'static str, typed: &'a str) -> Result<&'a str, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() || is_number(typed) { Ok(typed) } else { Err(Refusal::NotANumber { field }) }
}

/// A line with the right to change it; refused where somebody else changed it, or it was recorded by mistake.
async fn found(tx: &mut Tx, id: i64, seen: i64) -> Result<(Grant, Line), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::DenunciationRecord, Of::Denunciation(id)).await?;
    let line = Line::by(tx.history(Subject::Denunciation, id).await?).ok_or(Refusal::NotThere)?;
    if line.last != seen {
        return Err(Refusal::Conflict.into());
    }
    if line.struck {
        return Err(Refusal::AlreadyStruck.into());
    }
    Ok((grant, line))
}

/// Records a step of a line, with the number of its document where it is one. The day is that of the document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeStep {
    /// The line.
    pub denunciation: i64,
    /// What was recorded last when the page was read.
    pub seen: i64,
    /// The code of the step.
    pub step: String,
    /// The day.
    pub happened_on: Day,
    /// The number of the document; needed where the step is one.
    pub number: String,
    /// The code of the ground, where the step names one.
    pub ground: String,
    /// By how many days it is lengthened, where the step does that.
    pub days: Option<i64>,
    /// How many criteria of a complex case are met, where the step names them.
    pub criteria: Option<i64>,
    /// The code of the result, where the step names one.
    pub result: String,
    /// The codes of the conditions that are met.
    pub conditions: Vec<String>,
}

#[async_trait]
impl Act for TakeStep {
    const NAME: &'static str = "denunciation.step";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, mut line) = found(tx, self.denunciation, self.seen).await?;
        let of = step::step(&self.step).ok_or(Refusal::NotAChoice { field: "denunciation_step" })?;
        if !line.is_open(of) {
            return Err(Refusal::StepNotOpen.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < line.latest() {
            return Err(Refusal::HappenedBefore { earliest: line.latest() }.into());
        }
        let dates = Dates::of(tx, line.organisation).await?;
        not_sooner(&dates, &line, of, on)?;
        let taken = self.read(tx, &line, of, &dates)?;
        line.steps.push(Taken { event: 0, on, taken: taken.clone() });
        let clocks = dates.all(&line, false);
        line.clocks = kept(&clocks);
        let stepped = DenunciationEvent::Stepped { taken, clocks: line.clocks.clone() };
        line.last = tx.append(Subject::Denunciation, self.denunciation, on, stepped.into())?;
        denunciation::set(tx, &grant, self.denunciation, &line, &clocks);
        Ok(())
    }
}

/// Refused where a step ends what has to last so long, and it has not.
fn not_sooner(dates: &Dates, line: &Line, of: &Step, on: Day) -> Result<(), Refusal> {
    let Some(rule) = &of.open else { return Ok(()) };
    let lasts = |it: &&LineClock| {
        let bound = dates.book.rule(&it.rule, &dates.at, it.from).map(|rule| rule.bound);
        it.rule == *rule && it.state == ClockStands::Running && bound == Some(domain::rule::Bound::AtLeast)
    };
    match line.clocks.iter().find(lasts).and_then(|it| it.due_on) {
        Some(earliest) if on < earliest => Err(Refusal::HappenedBefore { earliest }),
        _ => Ok(()),
    }
}

/// What was chosen of a list, where a step has it; nothing where not.
fn chosen(field: &'static str, asked: bool, list: &[Named], typed: &str) -> Result<Option<String>, Refusal> {
    match (asked, typed.trim()) {
        (false, _) => Ok(None),
        (true, "") => Err(Refusal::Missing { field }),
        (true, code) => {
            let known = step::named(list, code).ok_or(Refusal::NotAChoice { field })?;
            Ok(Some(known.code.clone()))
        }
    }
}

impl TakeStep {
    /// What of the form the step has.
    fn read(&self, tx: &mut Tx, line: &Line, of: &Step, dates: &Dates) -> Result<StepTaken, Stop> {
        let ground = chosen("denunciation_ground", of.grounds, step::grounds(), &self.ground)?;
        let result = chosen("denunciation_result", of.results, step::results(), &self.result)?;
        if of.conditions && !step::conditions().iter().all(|it| self.conditions.contains(&it.code)) {
            return Err(Refusal::Missing { field: "denunciation_conditions" }.into());
        }
        let number = shaped("paper_number", &self.number)?;
        if of.paper && number.is_empty() {
            return Err(Refusal::Missing { field: "paper_number" }.into());
        }
        let criteria = match (of.criteria, self.criteria) {
            (true, None) => return Err(Refusal::Missing { field: "denunciation_criteria" }.into()),
            (true, some) => some,
            (false, _) => None,
        };
        let days = match &of.extends {
            Some(rule) => Some(self.longer(line, of, rule, dates)?),
            None => None,
        };
        let number: Option<TextRef> = if number.is_empty() { None } else { Some(tx.text(number)?) };
        Ok(StepTaken { step: of.code.clone(), number, ground, days, criteria, result })
    }

    /// By how many days a clock is lengthened: as often and by as many as its rule lets, for a case of so many criteria.
    fn longer(&self, line: &Line, of: &Step, rule: &str, dates: &Dates) -> Result<i64, Refusal> {
        let days = self.days.ok_or(Refusal::Missing { field: "denunciation_days" })?;
        let from = line.clocks.iter().find(|it| it.rule == rule).map_or(line.received_on, |it| it.from);
        let (times, rule) = if of.criteria {
            let complexity = step::complexity(self.criteria.unwrap_or_default());
            let complexity = complexity.ok_or(Refusal::ExtensionNotSo { times: 0, days: 0 })?;
            (complexity.times, dates.variant(rule, &complexity.variant, from))
        } else {
            (1, dates.book.rule(rule, &dates.at, from))
        };
        let all = rule.and_then(|rule| rule.extension_most).unwrap_or_default();
        let most = i64::from(all) / i64::try_from(times).unwrap_or(1);
        if line.times(&of.code) >= times || !(1..=most).contains(&days) {
            return Err(Refusal::ExtensionNotSo { times, days: most });
        }
        Ok(days)
    }
}

/// Takes the last step of a line back: it was recorded by mistake.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeBack {
    /// The line.
    pub denunciation: i64,
    /// What was recorded last when the page was read.
    pub seen: i64,
}

#[async_trait]
impl Act for TakeBack {
    const NAME: &'static str = "denunciation.take_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, mut line) = found(tx, self.denunciation, self.seen).await?;
        let of = line.steps.pop().ok_or(Refusal::AlreadyDone)?.event;
        let clocks = Dates::of(tx, line.organisation).await?.all(&line, false);
        line.clocks = kept(&clocks);
        let today = tx.today();
        let back = DenunciationEvent::TakenBack { of, clocks: line.clocks.clone() };
        line.last = tx.append(Subject::Denunciation, self.denunciation, today, back.into())?;
        denunciation::set(tx, &grant, self.denunciation, &line, &clocks);
        Ok(())
    }
}

/// Takes a line out of the register: it was recorded by mistake. Its number is not drawn again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The line.
    pub denunciation: i64,
    /// What was recorded last when the page was read.
    pub seen: i64,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "denunciation.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, mut line) = found(tx, self.denunciation, self.seen).await?;
        // What was moved here is nowhere else any more.
        if line.moved.is_some() || !line.steps.is_empty() {
            return Err(Refusal::LaterStands.into());
        }
        let today = tx.today();
        line.struck = true;
        line.last = tx.append(Subject::Denunciation, self.denunciation, today, DenunciationEvent::Struck.into())?;
        let clocks: Vec<NewClock> =
            line.clocks.iter().map(|it| NewClock { clock: it.clone(), derivation: None }).collect();
        denunciation::set(tx, &grant, self.denunciation, &line, &clocks);
        Ok(())
    }
}
