//! What the Front did, in the file of a scenario: rounds of gathering, findings, its plan of supervisions; and what units declare on
//! paper.

use domain::day::Day;
use domain::declared::DeclaredNumber;
use domain::event::Kind;
use domain::gathering::ThemeWay;
use domain::supervision::{FindingResult, Looked};
use domain::survey::{PeopleGroup, QuestionKind};
use serde::Deserialize;

/// A round in which opinions were gathered before a dialogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Gathering {
    /// The title of the dialogue, announced before.
    pub(in crate::played) dialogue: String,
    pub(in crate::played) asked_on: Day,
    pub(in crate::played) asked_by: Day,
    /// What names the paper of the request.
    pub(in crate::played) request: String,
    /// When the Front began; a round that was only asked for has nothing of what follows.
    pub(in crate::played) opened_on: Option<Day>,
    /// When the synthesis was sent, by which number and whose signature.
    pub(in crate::played) sent: Option<(Day, String, String)>,
    /// The survey that goes with it, where there is one.
    pub(in crate::played) survey: Option<Survey>,
    #[serde(rename = "theme", default)]
    pub(in crate::played) themes: Vec<Theme>,
}

/// The survey of a round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Survey {
    pub(in crate::played) title: String,
    pub(in crate::played) purpose: String,
    pub(in crate::played) from_on: Day,
    pub(in crate::played) to_on: Day,
    pub(in crate::played) handed_out: i64,
    /// The day on which its sheets were typed, and on the paper of what was counted by hand.
    pub(in crate::played) typed_on: Day,
    pub(in crate::played) questions: Vec<Question>,
    /// The group and the village of each sheet, its choices by question, counted from 1, and its words.
    pub(in crate::played) sheets: Vec<(PeopleGroup, String, Vec<Vec<usize>>, String)>,
}

/// A question of a survey.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Question {
    pub(in crate::played) words: String,
    pub(in crate::played) kind: QuestionKind,
    #[serde(default)]
    pub(in crate::played) choices: Vec<String>,
    /// Where it was counted by hand: the paper, sheets returned and valid, and how often each choice was chosen.
    pub(in crate::played) counted: Option<(String, i64, i64, Vec<i64>)>,
}

/// A theme of a round with its opinions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Theme {
    pub(in crate::played) title: String,
    /// What the body that holds the dialogue decided, and when; nothing while it has not.
    pub(in crate::played) placed: Option<(Day, ThemeWay)>,
    /// The line of the agenda that it is; a new one when nothing is said.
    pub(in crate::played) agenda: Option<String>,
    /// What names the paper, or the reason.
    #[serde(default)]
    pub(in crate::played) words: String,
    #[serde(rename = "opinion")]
    pub(in crate::played) opinions: Vec<Gathered>,
}

/// An opinion that was gathered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Gathered {
    pub(in crate::played) on: Day,
    /// The name by which later steps mean its case.
    #[serde(default)]
    pub(in crate::played) case: String,
    pub(in crate::played) village: String,
    pub(in crate::played) field: String,
    pub(in crate::played) kind: Kind,
    pub(in crate::played) people: i64,
    pub(in crate::played) brought: String,
    pub(in crate::played) words: String,
}

/// What the Front found of a matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Finding {
    pub(in crate::played) on: Day,
    pub(in crate::played) case: String,
    pub(in crate::played) result: FindingResult,
    pub(in crate::played) looked: Vec<Looked>,
    pub(in crate::played) words: String,
    /// Pictures that show it, each by its lines, in letters without marks.
    #[serde(default)]
    pub(in crate::played) files: Vec<Vec<String>>,
}

/// A notice in the plan of supervisions of a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Supervision {
    /// The number of the notice.
    pub(in crate::played) notice: String,
    pub(in crate::played) planned_on: Day,
    pub(in crate::played) month: i64,
    pub(in crate::played) form: Looked,
    /// When the plan was issued, and the number of its paper.
    pub(in crate::played) issued: (Day, String),
    pub(in crate::played) carried_out_on: Option<Day>,
    pub(in crate::played) report: Option<Report>,
}

/// The report of a supervision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Report {
    pub(in crate::played) on: Day,
    pub(in crate::played) document: String,
    /// How the name of the body begins that gets it.
    pub(in crate::played) to: String,
    pub(in crate::played) remarks: String,
    pub(in crate::played) proposals: String,
}

/// What a unit declares of a period on a paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Declared {
    /// How the name of the unit begins.
    pub(in crate::played) unit: String,
    pub(in crate::played) from: Day,
    pub(in crate::played) to: Day,
    pub(in crate::played) number: String,
    /// The day on the paper.
    pub(in crate::played) on: Day,
    pub(in crate::played) numbers: Vec<(DeclaredNumber, i64)>,
}
