//! The file of a scenario: what it tells of a commune, day by day. Its notices stand in `noticed`, what the Front did in
//! `front`, letters in `lettered`, reception days in `received`.

mod denounced;
mod front;
mod lettered;
mod noticed;
mod received;

pub(super) use denounced::{Denunciation, Taken};
pub(super) use front::{Declared, Finding, Gathered, Gathering, Question, Supervision, Survey, Theme};
pub(super) use lettered::{Letter, Settled};
pub(super) use noticed::{After, Notice, NoticePoint};
pub(super) use received::{Reception, Visit};

use acts::case::SpotResult;
use domain::day::Day;
use domain::dialogue::{Audience, Duty, Form};
use domain::event::{Assessment, ContactWay, Delivery, EndGround, Kind, ReviewResult};
use domain::permission::Role;
use serde::Deserialize;

/// What happened in a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    pub(super) today: Day,
    pub(super) begins_on: Day,
    pub(super) begun_by: Beginner,
    pub(super) commune: Commune,
    #[serde(rename = "official")]
    pub(super) officials: Vec<Official>,
    #[serde(rename = "account")]
    pub(super) accounts: Vec<Account>,
    #[serde(rename = "plan", default)]
    pub(super) plans: Vec<Plan>,
    #[serde(rename = "dialogue")]
    pub(super) dialogues: Vec<Dialogue>,
    #[serde(rename = "letter", default)]
    pub(super) letters: Vec<Letter>,
    #[serde(rename = "step", default)]
    pub(super) steps: Vec<Step>,
    #[serde(rename = "notice", default)]
    pub(super) notices: Vec<Notice>,
    #[serde(rename = "after", default)]
    pub(super) afters: Vec<After>,
    #[serde(rename = "gathering", default)]
    pub(super) gatherings: Vec<Gathering>,
    #[serde(rename = "finding", default)]
    pub(super) findings: Vec<Finding>,
    #[serde(rename = "supervision", default)]
    pub(super) supervisions: Vec<Supervision>,
    #[serde(rename = "declared", default)]
    pub(super) declared: Vec<Declared>,
    #[serde(rename = "reception", default)]
    pub(super) receptions: Vec<Reception>,
    #[serde(rename = "denunciation", default)]
    pub(super) denunciations: Vec<Denunciation>,
}

/// More of what happened in the same place, in a file of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chapter {
    #[serde(rename = "account", default)]
    pub(super) accounts: Vec<Account>,
    #[serde(rename = "dialogue", default)]
    pub(super) dialogues: Vec<Dialogue>,
    #[serde(rename = "step", default)]
    pub(super) steps: Vec<Step>,
    #[serde(rename = "notice", default)]
    pub(super) notices: Vec<Notice>,
    #[serde(rename = "gathering", default)]
    pub(super) gatherings: Vec<Gathering>,
    #[serde(rename = "finding", default)]
    pub(super) findings: Vec<Finding>,
    #[serde(rename = "supervision", default)]
    pub(super) supervisions: Vec<Supervision>,
    #[serde(rename = "declared", default)]
    pub(super) declared: Vec<Declared>,
    #[serde(rename = "reception", default)]
    pub(super) receptions: Vec<Reception>,
    #[serde(rename = "letter", default)]
    pub(super) letters: Vec<Letter>,
    #[serde(rename = "denunciation", default)]
    pub(super) denunciations: Vec<Denunciation>,
}

/// Who opens the program for the first time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beginner {
    pub(super) login: String,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commune {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) villages: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Official {
    pub(super) name: String,
    pub(super) post: String,
    /// How the name of the body begins; the People's Committee when empty.
    #[serde(default)]
    pub(super) body: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) roles: Vec<Role>,
    /// How the name of its body begins; the People's Committee when empty.
    #[serde(default)]
    pub(super) body: String,
    /// Further bodies in which it has the same roles: how their names begin.
    #[serde(default)]
    pub(super) also: Vec<String>,
}

/// The plan of a post for the year of `today`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) post: String,
    #[serde(default)]
    pub(super) body: String,
    pub(super) drafted_on: Day,
    pub(super) submitted_on: Day,
    pub(super) approved_on: Day,
    pub(super) published_on: Day,
    #[serde(rename = "month")]
    pub(super) months: Vec<Month>,
}

/// A dialogue of a plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Month {
    #[serde(rename = "month")]
    pub(super) number: i8,
    pub(super) topic: String,
    pub(super) form: Form,
    pub(super) audience: Audience,
    /// Put off or called off on that day, for a reason.
    pub(super) postponed: Option<Change>,
    pub(super) cancelled: Option<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    pub(super) on: Day,
    pub(super) reason: String,
    /// The month to which it was put off.
    pub(super) month: Option<i8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dialogue {
    pub(super) title: String,
    pub(super) on: Day,
    pub(super) village: String,
    pub(super) place: String,
    pub(super) chair: String,
    /// Why a deputy chairs it, where one does.
    #[serde(default)]
    pub(super) deputy_reason: String,
    #[serde(default)]
    pub(super) body: String,
    /// When it was announced; one without this was opened at once on its day.
    pub(super) announced_on: Option<Day>,
    #[serde(default)]
    pub(super) duties: Vec<Duty>,
    pub(super) audience: Option<Audience>,
    /// A conference when nothing is said.
    pub(super) form: Option<Form>,
    /// The matters of its agenda, and what the people are told of.
    #[serde(default)]
    pub(super) agenda: Vec<String>,
    #[serde(default)]
    pub(super) policies: Vec<String>,
    /// The planned dialogue that it is: the name of the plan and its month.
    pub(super) planned: Option<(String, i8)>,
    /// How many came, of which group; it is held only where somebody did.
    #[serde(default)]
    pub(super) attendance: Vec<(Audience, i64)>,
    /// Bodies that were present: how their names begin.
    #[serde(default)]
    pub(super) bodies: Vec<String>,
    /// When somebody was led to a private reception: nothing of the matter is recorded.
    pub(super) withheld_at: Option<String>,
    /// Slips that were photographed and wait, each by its lines, in letters without marks.
    #[serde(default)]
    pub(super) slips: Vec<Vec<String>>,
    /// What its minutes say beside what was typed at the desk.
    pub(super) minutes: Option<Minutes>,
    /// When its minutes were signed.
    pub(super) signed_on: Option<Day>,
    /// Pages of the signed minutes that were scanned, each by its lines, in letters without marks.
    #[serde(default)]
    pub(super) scans: Vec<Vec<String>>,
    /// When it was concluded without minutes, and why there are none.
    pub(super) without_minutes: Option<(Day, String)>,
    #[serde(rename = "opinion", default)]
    pub(super) opinions: Vec<Opinion>,
}

/// What minutes say beside what was typed at the desk; hours as `07:30`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minutes {
    pub(super) began: String,
    pub(super) ended: String,
    pub(super) secretary: String,
    pub(super) conclusion: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opinion {
    pub(super) at: String,
    /// The name by which later steps mean its case.
    #[serde(default)]
    pub(super) case: String,
    #[serde(default)]
    pub(super) who: String,
    #[serde(default)]
    pub(super) contact: String,
    #[serde(default)]
    pub(super) unnamed: bool,
    pub(super) village: String,
    pub(super) field: String,
    pub(super) kind: Kind,
    pub(super) words: String,
    pub(super) mark: String,
    /// The neutral title under which the hall sees it.
    pub(super) neutral: Option<String>,
    pub(super) by: Option<String>,
    pub(super) answer: Option<String>,
}

/// What was done about a case on a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) on: Day,
    /// When it was typed, where that was long after its day.
    pub(super) typed_on: Option<Day>,
    pub(super) case: String,
    #[serde(rename = "do")]
    pub(super) what: What,
}

/// The acts of a case that a scenario knows; bodies are told by how their names begin.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum What {
    Assign {
        lead: String,
        due_on: Day,
        #[serde(default)]
        with: Vec<String>,
        #[serde(default)]
        evidence: String,
        #[serde(default)]
        contact: bool,
    },
    Accept {
        lead: String,
    },
    Progress {
        lead: String,
        words: String,
    },
    Extend {
        due_on: Day,
        reason: String,
    },
    Suspend {
        reason: String,
    },
    Reply {
        lead: String,
        result: SpotResult,
        words: String,
        #[serde(default)]
        number: String,
        by_on: Option<Day>,
        #[serde(default)]
        ground: String,
    },
    KeepPromise {
        words: String,
    },
    SendOn {
        to: String,
        number: String,
        reason: String,
        proof: String,
        answer_by: Option<Day>,
        told: Option<ContactWay>,
    },
    Tell {
        way: ContactWay,
        #[serde(default)]
        words: String,
    },
    Received {
        proof: String,
    },
    Answered {
        words: String,
    },
    Assess {
        value: Assessment,
        #[serde(default)]
        words: String,
        contacts: Vec<(Day, ContactWay)>,
    },
    Draft {
        lead: String,
        result: SpotResult,
        words: String,
    },
    AskBack {
        lead: String,
        words: String,
    },
    Deliver {
        way: Delivery,
    },
    Urge {
        lead: String,
        #[serde(default)]
        number: String,
    },
    Review {
        result: ReviewResult,
        reason: String,
        #[serde(default)]
        number: String,
        #[serde(default)]
        due_on: Option<Day>,
    },
    Confirm {
        front: String,
        document: String,
        words: String,
    },
    Reopen {
        reason: String,
        #[serde(default)]
        due_on: Option<Day>,
    },
    Merge {
        root: String,
        reason: String,
    },
    End {
        ground: EndGround,
        #[serde(default)]
        basis: String,
        reason: String,
    },
}
