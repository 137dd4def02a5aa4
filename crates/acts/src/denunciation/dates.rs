//! The clocks of a line by the rulebook: counted with each step, and anew when rules or calendar change.

use std::sync::Arc;

use domain::day::Day;
use domain::denunciation::line::{ClockStands, Counted, Line, LineClock};
use domain::due::{Derivation, due};
use domain::event::{DenunciationEvent, Event, Subject};
use domain::refusal::Refusal;
use domain::rule::Rule;
use store::denunciation::{self, NewClock};
use store::grant::Grant;
use store::rulebook::{self, Rulebook, Whereabouts};
use store::{Read, Stop, Tx};

/// The clocks, as an event carries them.
pub(super) fn kept(clocks: &[NewClock]) -> Vec<LineClock> {
    clocks.iter().map(|it| it.clock.clone()).collect()
}

/// By what the clocks of a body are counted.
pub(super) struct Dates {
    pub(super) book: Arc<Rulebook>,
    pub(super) at: Whereabouts,
}

impl Dates {
    pub(super) async fn of(tx: &mut Tx, organisation: i64) -> Result<Self, Stop> {
        let standing = rulebook::standing(tx, organisation).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        Ok(Self { book, at: standing.at })
    }

    /// The clocks that the steps of a line give. What was counted before stays, unless rules or calendar changed.
    pub(super) fn all(&self, line: &Line, anew: bool) -> Vec<NewClock> {
        let before = |at: usize, by: &Counted| {
            let known = line.clocks.get(at).filter(|it| (it.from, it.more) == (by.from, by.more) && it.rule == by.rule);
            known.filter(|it| it.due_on.is_some() && (!anew || it.state != ClockStands::Running))
        };
        let clocks = line.counted();
        clocks
            .iter()
            .enumerate()
            .map(|(at, by)| {
                let waits = matches!(by.state, ClockStands::Still | ClockStands::Dropped);
                let (version, due_on, derivation) = match before(at, by) {
                    Some(known) if !waits => (known.version, known.due_on, None),
                    _ => self.count(by, waits),
                };
                let clock = LineClock {
                    rule: by.rule.to_owned(),
                    version,
                    from: by.from,
                    more: by.more,
                    due_on,
                    done_on: by.done_on,
                    state: by.state,
                };
                NewClock { clock, derivation }
            })
            .collect()
    }

    /// One clock by the rulebook.
    fn count(&self, by: &Counted, waits: bool) -> (Option<i64>, Option<Day>, Option<String>) {
        let Some(rule) = self.book.rule(by.rule, &self.at, by.from) else { return (None, None, Some(String::new())) };
        let none = (Some(rule.version), None, Some(String::new()));
        let Some(mut period) = rule.period().filter(|_| !waits) else { return none };
        period.amount = period.amount.saturating_add(u32::try_from(by.more).unwrap_or_default());
        let Ok(due) = due(&self.book.calendar_at(&self.at), by.from, period) else { return none };
        let derivation = Derivation::of(&due, Some((&rule.id, rule.version))).to_json();
        (Some(rule.version), Some(due.on), Some(derivation))
    }

    /// The rule of an id on a day, in a variant that is chosen by hand.
    pub(super) fn variant(&self, id: &str, variant: &str, on: Day) -> Option<&Rule> {
        self.book.rules.iter().find(|rule| rule.id == id && rule.variant == variant && rule.holds_on(on))
    }
}

/// Gives the clocks of the next lines the last days that they have by this rulebook, with an event where a day is another. Says which
/// line was the last, how many there were and how many of them have other days now; nothing once none is left.
pub(crate) async fn redate(
    tx: &mut Tx,
    grant: &Grant,
    book: &Rulebook,
    after: i64,
    size: i64,
) -> Result<Option<(i64, usize, usize)>, Stop> {
    let rows = denunciation::running(tx, after, size).await?;
    let Some((last, _)) = rows.last() else { return Ok(None) };
    let book = Arc::new(book.clone());
    let mut moved = 0;
    for (id, organisation) in &rows {
        let at = rulebook::standing(tx, *organisation).await?.ok_or(Refusal::NotThere)?.at;
        let events = tx.history(Subject::Denunciation, *id).await?;
        let Some(mut line) = Line::by(events) else { continue };
        let clocks = Dates { book: Arc::clone(&book), at }.all(&line, true);
        if kept(&clocks) == line.clocks {
            continue;
        }
        line.clocks = kept(&clocks);
        let today = tx.today();
        let redated = Event::from(DenunciationEvent::Redated { clocks: line.clocks.clone() });
        line.last = tx.append(Subject::Denunciation, *id, today, redated)?;
        denunciation::set(tx, grant, *id, &line, &clocks);
        moved += 1;
    }
    Ok(Some((*last, rows.len(), moved)))
}
