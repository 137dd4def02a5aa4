//! What can happen to a dialogue.

use serde::{Deserialize, Serialize};

use super::json::acts;
use crate::day::Day;
use crate::dialogue::{Audience, Duty, Form, ThemeKind};
use crate::duty::{Addressee, AfterDuty, StartedDuty};
use crate::text::TextRef;

acts! {
    /// What happened to a dialogue.
    pub enum DialogueEvent {
        /// It was announced.
        "dialogue.announced" 1 => Announced {
            /// The body that holds it.
            organisation: i64,
            /// The term of office of whoever chairs it, if it is known.
            chair: Option<i64>,
            /// Its title.
            title: TextRef,
        },
        /// A session was set, or set anew.
        "dialogue.session_set" 1 => SessionSet {
            /// The session.
            session: i64,
            /// Its day.
            on: Day,
            /// Its place.
            territory: i64,
        },
        /// A session began.
        "dialogue.opened" 1 => Opened { session: i64 },
        /// A session was held to its end.
        "dialogue.held" 1 => Held { session: i64 },
        /// The dialogue was concluded.
        "dialogue.concluded" 1 => Concluded {
            /// Why there are no minutes, where there are none.
            no_minutes: Option<TextRef>,
        },
        /// The body that holds it, or the term of whoever chairs it, ended, and another took it over.
        "dialogue.handed_over" 1 => HandedOver {
            /// The handover.
            handover: i64,
            /// The body that holds it from now on.
            organisation: i64,
            /// The term of whoever chairs it from now on, if it is known.
            chair: Option<i64>,
        },
        /// What it is for, and with whom.
        "dialogue.described" 1 => Described {
            /// The duties it fulfils.
            duties: Vec<Duty>,
            /// With whom it is held.
            audience: Audience,
        },
        /// It is the dialogue that a plan names, or none.
        "dialogue.planned_as" 1 => PlannedAs { planned: Option<i64> },
        /// Who chairs a session was said.
        "dialogue.session_chaired" 1 => SessionChaired {
            /// The session.
            session: i64,
            /// The term of whoever chairs it.
            chair: i64,
            /// Why a deputy does it, where one does.
            deputy_reason: Option<TextRef>,
        },
        /// How many people of which groups came.
        "dialogue.attended" 1 => Attended {
            /// The session.
            session: i64,
            /// The groups with their numbers.
            groups: Vec<Group>,
        },
        /// How it is held, and the members of which body it is held with.
        "dialogue.arranged" 1 => Arranged {
            /// How.
            form: Form,
            /// The organisation with whose members it is held, where it is one.
            members_of: Option<i64>,
        },
        /// Which bodies were present at a session, all of them anew.
        "dialogue.bodies_present" 1 => BodiesPresent {
            /// The session.
            session: i64,
            /// The bodies.
            bodies: Vec<i64>,
        },
        /// The agenda was set, all of it anew.
        "dialogue.agenda_set" 1 => AgendaSet {
            /// Its themes in their order.
            themes: Vec<Theme>,
        },
        /// The minutes of every session that had none signed yet were signed, on the day of this event.
        "dialogue.minutes_signed" 1 => MinutesSigned,
        /// What the minutes of a session say beside what was typed at its desk, all of it anew. Times are minutes since midnight.
        "dialogue.minutes_taken" 1 => MinutesTaken {
            /// The session.
            session: i64,
            /// When it began.
            began: Option<i64>,
            /// When it ended.
            ended: Option<i64>,
            /// Who took them.
            secretary: Option<TextRef>,
            /// What the chair concluded.
            conclusion: Option<TextRef>,
            /// They were read back to those who were there.
            read_back: bool,
        },
        /// The minutes of one session were signed, on the day of this event.
        "dialogue.session_minutes_signed" 1 => SessionMinutesSigned { session: i64 },
        /// No minutes are taken of a session, and why.
        "dialogue.session_without_minutes" 1 => SessionWithoutMinutes { session: i64, reason: TextRef },
        /// Scans of the signed minutes of a session were laid beside them.
        "dialogue.minutes_scanned" 1 => MinutesScanned { session: i64, scans: Vec<i64> },
        /// A scan of minutes was opened: it shows names and handwriting.
        "dialogue.scan_opened" 1 => ScanOpened { scan: i64 },
        /// The names of who spoke at a session were opened, to print them in its minutes.
        "dialogue.speakers_read" 1 => SpeakersRead { session: i64 },
        /// The term of whoever was to chair a session ended, and nobody is named for it yet.
        "dialogue.session_unchaired" 1 => SessionUnchaired { session: i64 },
        /// A slip to private reception was given for something that is kept from everybody.
        "dialogue.private_slip_given" 1 => PrivateSlipGiven {
            /// The slip to private reception.
            private_slip: i64,
            /// The session.
            session: i64,
            /// Its number in the session.
            no: i64,
            /// The submission that is kept from everybody, if it had been recorded.
            submission: Option<i64>,
            /// The photographed slip that is, if it came on one.
            slip: Option<i64>,
        },
        /// Photographed slips were laid beside a session, to be typed.
        "dialogue.slips_added" 1 => SlipsAdded { session: i64, slips: Vec<i64> },
        /// A photographed slip was set aside: nothing is typed from it.
        "dialogue.slip_set_aside" 1 => SlipSetAside { slip: i64, reason: TextRef },
        /// It was concluded: what has to be done after it began, each with its clock.
        "dialogue.duties_started" 1 => DutiesStarted { duties: Vec<StartedDuty> },
        /// A rule or the calendar was changed, and with it the last day of one of those duties.
        "dialogue.duty_redated" 1 => DutyRedated {
            /// Its clock.
            clock: i64,
            /// The rule that now sets it, if one does.
            rule: Option<String>,
            /// The version of that rule.
            rule_version: Option<i64>,
            /// Its last day.
            due_on: Option<Day>,
        },
        /// One of those duties was done, on the day of this event.
        "dialogue.duty_done" 1 => DutyDone {
            /// The duty.
            duty: AfterDuty,
            /// The notice by which it was done, where it was one.
            notice: Option<i64>,
            /// What names the paper: its kind, number and date.
            document: Option<TextRef>,
        },
        /// Its result was reported to one of those to whom it has to be, by a paper of its own with the day of this event.
        "dialogue.duty_reported" 1 => DutyReported { to: Addressee, document: TextRef },
        /// It comes from a table that is being taken over, and is known to nobody until that is complete.
        "dialogue.import_begun" 1 => ImportBegun { import: i64 },
        /// The table from which it comes was taken over completely: from now on it is known.
        "dialogue.import_completed" 1 => ImportCompleted { import: i64 },
        /// What a table says was raised elsewhere than at a dialogue on a day is complete: there is nothing that a head would conclude.
        "dialogue.import_concluded" 1 => ImportConcluded { import: i64 },
        /// The table from which it comes was taken back as a whole: from now on it is known no more.
        "dialogue.import_undone" 1 => ImportUndone { import: i64, reason: TextRef },
        /// A photographed slip that was set aside waits again.
        "dialogue.slip_taken_up" 1 => SlipTakenUp { slip: i64 },
        /// What the minutes of a session said when their signing was recorded was kept, naming the texts of what was typed:
        /// the paper says that for ever.
        "dialogue.minutes_kept" 1 => MinutesKept { session: i64, paper: TextRef },
    }
}

/// One theme of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The theme.
    pub theme: i64,
    /// What it is.
    pub kind: ThemeKind,
    /// Its title.
    pub title: TextRef,
}

/// How many people of one group came to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group.
    pub audience: Audience,
    /// People.
    pub people: i64,
}
