//! How long before it a commune's conference with its people has to be announced, and whether one was. Nothing is refused
//! for it: what was announced on paper was announced.

use domain::correction::effective;
use domain::dialogue::{Duty, standing};
use domain::event::Subject;
use store::Read;
use store::rulebook::{self, Rulebook};

use crate::look::{Shape, Shell, Status};
use crate::page::Halt;
use crate::rule;

/// What triggers the rule.
const CONFERENCE: &str = "conference";

/// When the conference had to be announced and when it was, in a sentence; and that this was late, where it was.
pub(super) struct Announced {
    pub(super) line: String,
    pub(super) late: Option<Status>,
}

/// How a dialogue that fulfils the duty of the conference was announced; nothing for others, and where no rule is confirmed.
pub(super) async fn of(
    read: &mut dyn Read,
    shell: &Shell,
    book: &Rulebook,
    (dialogue, organisation): (i64, i64),
    duties: &[Duty],
) -> Result<Option<Announced>, Halt> {
    if !duties.contains(&Duty::Conference) {
        return Ok(None);
    }
    let Some(place) = rulebook::standing(read, organisation).await? else { return Ok(None) };
    let events = store::event::history(read, Subject::Dialogue, dialogue).await?;
    let Some(announced) = effective(&events).first().map(|event| event.on) else { return Ok(None) };
    let Some(first) = standing(&events).and_then(|now| now.first_on()) else { return Ok(None) };
    let Some(last) = book.last_day_before(CONFERENCE, &place.at, first) else { return Ok(None) };
    let late = announced > last.due.on;
    let key = if late { "conference-late" } else { "conference-in-time" };
    let (by, day) = (last.due.on.vn(), announced.vn());
    let line = shell.ta(key, &[("by", &by), ("day", &day), ("source", &rule::source(last.rule))]);
    let late = late.then(|| Status::new(Shape::Soon, shell.ta("conference-late-short", &[("by", &by)])));
    Ok(Some(Announced { line, late }))
}

/// What the form of an announcement says of it, for a body in whose place such a rule is in force today.
pub(super) async fn asked(
    read: &mut dyn Read,
    shell: &Shell,
    book: &Rulebook,
    organisation: i64,
) -> Result<String, Halt> {
    let today = read.today();
    let Some(place) = rulebook::standing(read, organisation).await? else { return Ok(String::new()) };
    let Some(last) = book.last_day_before(CONFERENCE, &place.at, today) else { return Ok(String::new()) };
    let number = rule::number(shell, last.rule);
    Ok(shell.ta("conference-asked", &[("number", &number), ("source", &rule::source(last.rule))]))
}
