//! Submissions: raising one at the desk. Its working note afterwards stands in `note`, its mark and its neutral title in
//! `mark`, what is kept from everybody in `withheld`.

mod mark;
mod note;
mod received;
mod withheld;

pub use domain::event::Mark;
pub use mark::{Release, SetMark, Withdraw};
pub(crate) use note::strike_out;
pub use note::{Revise, Strike, UNDO_MS, Undo};
pub use withheld::{StrikePrivateSlip, Withheld, Withhold};
pub(crate) use withheld::{disclose, keep};

pub(crate) use received::Received;

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{CaseEvent, CasePoint, Channel, Event, Kind, StartedClock, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::case::{NewCase, NewClocks};
use store::grant::{BODY_TO, Grant, MINUTES_SIGNED, Of, SUBJECT, may};
use store::rulebook::{LastDay, Whereabouts};
use store::submission::{self, NewSubmission, NewTurn};
use store::{Act, Error, Ids, Read, Row, Stop, Tx, case, draft, search, slip};

use crate::case::{Answer, Spot, answer, settle};
use crate::draft::desk_form;
use crate::field::{LINE, WORDS, happened, needed, optional};
use crate::organisation::not_ended;

/// The rule by which a body has to tell whether it takes a matter up.
pub(crate) const NOTIFY_RULE: &str = "TCD-NOTIFY";

/// How the speaker is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By name, or nothing was typed.
    #[default]
    Named,
    /// "Không nêu tên": asked not to be named; changes nothing in how the matter is handled.
    Unnamed,
    /// Speaks for a group.
    Group,
}

/// Records what somebody raises at the desk, and opens its case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Raise {
    /// The session.
    pub session: i64,
    /// The turn of the same speaker, for another matter; none begins a new turn.
    pub turn: Option<i64>,
    /// The words.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Name as it was said; may be empty.
    pub name: String,
    /// Telephone or address, to tell the result; may be empty.
    pub contact: String,
    /// Whom the person speaks for; may be empty.
    pub represents: String,
    /// How the speaker is named.
    pub mode: Mode,
    /// People the speaker stands for.
    pub head_count: Option<i64>,
    /// Village; the body's own place when none is given.
    pub territory: Option<i64>,
    /// Code of the field; empty when not yet known.
    pub field: String,
    /// Kind of submission.
    pub kind: Kind,
    /// The mark.
    pub mark: Mark,
    /// The answer, when it was given on the spot.
    pub answer: Option<Answer>,
    /// The photographed slip from which it is typed; it has to wait in that session.
    pub slip: Option<i64>,
    /// Whether a draft of the desk was kept while it was typed; it goes with the act.
    pub draft: bool,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// The turn, new or that of the same speaker.
    pub turn: i64,
    /// The submission.
    pub submission: i64,
    /// Its case.
    pub case: i64,
    /// The case's first point.
    pub point: i64,
    /// The reply, if it was answered on the spot.
    pub reply: i64,
}

#[async_trait]
impl Act for Raise {
    const NAME: &'static str = "submission.raise";
    type Answer = Raised;

    fn in_turn(&self) -> Option<i64> {
        // Another matter of the same speaker takes no number of the session.
        self.turn.is_none().then_some(self.session)
    }

    fn of(&self) -> Option<Of> {
        Some(Of::Session(self.session, self.territory))
    }

    fn draw(&self, ids: &Ids) -> Result<Raised, Error> {
        Ok(Raised {
            turn: match self.turn {
                Some(turn) => turn,
                None => ids.draw()?,
            },
            submission: ids.draw()?,
            case: ids.draw()?,
            point: ids.draw()?,
            reply: ids.draw()?,
        })
    }

    async fn run(&self, tx: &mut Tx, new: &Raised) -> Result<(), Stop> {
        self.raise(tx, new, None).await
    }
}

/// What is raised by a table that is taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'a> {
    /// Where the matter lies, where that is no village of the body's own.
    pub(crate) territory: Option<i64>,
    /// The right to raise it, which was asked in the same act, and the row of its session.
    pub(crate) desk: &'a (Grant, Row),
    /// By which way it was raised.
    pub(crate) channel: Channel,
}

impl Raise {
    /// As the act; `placed` is a place within the body's own that is none of its villages, where a table names one.
    #[expect(clippy::too_many_lines, reason = "all rows that one opinion makes, in their order")]
    pub(crate) async fn raise(&self, tx: &mut Tx, new: &Raised, table: Option<Placed<'_>>) -> Result<(), Stop> {
        let by = tx.by();
        let asked;
        let (grant, desk) = if let Some(table) = table {
            (table.desk.0, &table.desk.1)
        } else {
            asked = may(tx, by, Right::SubmissionRaise, Of::Session(self.session, self.territory)).await?;
            (asked.0, &asked.1)
        };
        let (dialogue, state): (i64, String) = (desk.get(SUBJECT)?, desk.get(SUBJECT + 1)?);
        takes_words(&state, desk.get(MINUTES_SIGNED)?)?;
        not_ended(desk.get(BODY_TO)?)?;
        let on = happened(desk.get(SUBJECT + 2)?, tx.today())?;
        let words = needed("words", &self.words, WORDS)?;
        // The rows of a table were looked at when it was checked.
        let held_none = table.is_none() && denunciation::held_none("words", words, self.no_denunciation)?;
        let field = known_field(&self.field)?;
        let territory = self.place(desk, table)?;
        self.speak(tx, &grant, new, on).await?;
        let channel = match table {
            Some(table) => table.channel,
            None if self.slip.is_some() => Channel::Slip,
            None => Channel::Spoken,
        };
        let text = tx.text(words)?;
        submission::add(
            tx,
            &grant,
            &NewSubmission {
                id: new.submission,
                turn: new.turn,
                channel: channel.as_str(),
                kind: self.kind.as_str(),
                mark: self.mark.as_str(),
                text: &text,
                territory,
                field,
                happened_on: on,
            },
        );
        case::open(
            tx,
            &grant,
            &NewCase {
                id: new.case,
                point: new.point,
                submission: new.submission,
                text: &text,
                territory,
                field,
                dialogue: Some(dialogue),
                raised_on: on,
                origin: grant.organisation,
            },
        );
        tx.start_submission(new.submission, store::Raised::Spoken { turn: new.turn, dialogue });
        tx.append(
            Subject::Submission,
            new.submission,
            on,
            Event::Submission(SubmissionEvent::Raised {
                turn: new.turn,
                kind: self.kind,
                channel,
                text,
                territory,
                field: field.to_owned(),
            }),
        )?;
        if held_none {
            tx.append(Subject::Submission, new.submission, on, SubmissionEvent::HeldNoDenunciation.into())?;
        }
        self.settle_desk(tx, &grant, new, on).await?;
        let book = tx.rulebook(desk.get(SUBJECT + 5)?).await?;
        let last = book.last_day(NOTIFY_RULE, &Whereabouts::read(desk, SUBJECT + 6)?, on);
        // Whether somebody of an old table was told is not known: no clock runs that would be late for its typing alone.
        let last = last.filter(|last| table.is_none() || last.due.on >= tx.today());
        let notify = last.as_ref().map(|last| tx.id().map(|id| (id, last))).transpose()?;
        tx.start(Subject::Case, new.case);
        let received = tx.append(
            Subject::Case,
            new.case,
            on,
            Event::Case(CaseEvent::Received {
                origin: grant.organisation,
                origin_dialogue: Some(dialogue),
                accountable: grant.organisation,
                territory,
                field: field.to_owned(),
                points: vec![CasePoint { point: new.point, submission: Some(new.submission) }],
                due_on: None,
                clocks: notify.iter().map(|(id, last)| started(*id, last)).collect(),
            }),
        )?;
        let citizen = tx.id()?;
        case::start_clocks(tx, &grant, &NewClocks { citizen, case: new.case, event: received, from: on, notify });
        let row = tx.id()?;
        search::add(tx, &grant, row, new.case, words);
        if let Some(spoken) = &self.answer {
            let points = [new.point];
            let spot = Spot { reply: new.reply, case: new.case, session: self.session, on, points: &points };
            answer(tx, &grant, &spot, spoken).await?;
            settle(tx, &grant, new.case, 1).await?;
        }
        Ok(())
    }

    /// Where it was raised: the village that was named, the place that a table names, else that of the session.
    fn place(&self, desk: &Row, table: Option<Placed<'_>>) -> Result<i64, Stop> {
        Ok(match self.territory {
            None => match table.and_then(|table| table.territory) {
                Some(placed) => placed,
                None => desk.get(SUBJECT + 3)?,
            },
            Some(typed) if desk.get(SUBJECT + 4)? => typed,
            Some(_) => return Err(Refusal::NotAChoice { field: "village" }.into()),
        })
    }

    /// What lay at the desk while it was typed: the slip from which it was, and the draft.
    async fn settle_desk(&self, tx: &mut Tx, grant: &Grant, new: &Raised, on: Day) -> Result<(), Stop> {
        if let Some(slip) = self.slip {
            if !slip::set_typed(tx, grant, slip, self.session, new.submission).await? {
                return Err(Refusal::SlipNotWaiting.into());
            }
            let typed = SubmissionEvent::TypedFrom { slip };
            tx.append(Subject::Submission, new.submission, on, Event::Submission(typed))?;
        }
        if self.draft {
            draft::clear(tx, &desk_form(self.session, self.slip));
        }
        Ok(())
    }

    /// Adds the turn and who speaks in it, unless it is another matter of the same speaker.
    async fn speak(&self, tx: &mut Tx, grant: &Grant, new: &Raised, on: Day) -> Result<(), Stop> {
        if let Some(turn) = self.turn {
            return if submission::turn_in_session(tx, turn, self.session).await? {
                Ok(())
            } else {
                Err(Refusal::NotThere.into())
            };
        }
        let name = optional("who", &self.name, LINE)?;
        let contact = optional("contact", &self.contact, LINE)?;
        let represents = optional("represents", &self.represents, LINE)?;
        if self.head_count.is_some_and(|n| !(1..=100_000).contains(&n)) {
            return Err(Refusal::Unreadable { field: "head_count" }.into());
        }
        let mode = match self.mode {
            Mode::Named if name.is_empty() => "unnamed",
            Mode::Named => "named",
            Mode::Unnamed => "unnamed",
            Mode::Group => "group",
        };
        submission::add_turn(
            tx,
            grant,
            &NewTurn {
                id: new.turn,
                source: "session",
                source_id: self.session,
                spoken_on: on,
                mode,
                head_count: self.head_count,
            },
        );
        // Who asked not to be named may still leave a telephone to be told the result.
        let name = if self.mode == Mode::Unnamed { "" } else { name };
        if !(name.is_empty() && contact.is_empty() && represents.is_empty()) {
            submission::add_submitter(tx, grant, new.turn, name, contact, represents);
        }
        Ok(())
    }
}

pub(crate) fn started(clock: i64, last: &LastDay<'_>) -> StartedClock {
    let (rule, rule_version) = (last.rule.id.clone(), last.rule.version);
    StartedClock { clock, rule, rule_version, due_on: last.due.on }
}

/// What was said is typed while people speak, or afterwards until the minutes are signed or the dialogue is concluded.
fn takes_words(state: &str, signed_on: Option<Day>) -> Result<(), Refusal> {
    match (state, signed_on) {
        ("open" | "held", None) => Ok(()),
        ("open" | "held", Some(_)) => Err(Refusal::MinutesSigned),
        _ => Err(Refusal::DialogueNotOpen),
    }
}

/// The code of a field, or nothing while it is not known.
pub(crate) fn known_field(typed: &str) -> Result<&str, Refusal> {
    if typed.is_empty() || domain::field::CODES.contains(&typed) {
        Ok(typed)
    } else {
        Err(Refusal::NotAChoice { field: "field" })
    }
}
