//! One dialogue: what it is for, its sessions and who came, its agenda, what was raised; and the announcement of one.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;

use super::super::case::{Step, WrongStep};
use super::super::form::{Choice, FormState};
use super::super::history::Steps;
use super::super::home::Counter;
use super::super::notice::{After, AfterDialogue};
use super::super::parts::{Link, Status};
use super::super::shell::Shell;

/// A line of facts about a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is said; a link where it leads somewhere.
    pub value: Link,
}

/// A group and how many of it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Came {
    /// The group, in the reader's language.
    pub group: String,
    /// People.
    pub people: i64,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sitting {
    /// The session; its forms are called by it.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// How it stands: to come, under way, held.
    pub status: Status,
    /// Its day, dd/mm/yyyy.
    pub on: String,
    /// The village or commune.
    pub territory: String,
    /// The hall; may be empty.
    pub hall: String,
    /// Who chairs it, name and post; empty while nobody is named.
    pub chair: String,
    /// Why a deputy does; may be empty.
    pub deputy_reason: String,
    /// Who came, by group.
    pub came: Vec<Came>,
    /// Bodies present.
    pub bodies: Vec<String>,
    /// How far its minutes are; nothing before it began.
    pub minutes: Option<Status>,
    /// Why no minutes are taken; empty where they are, or where nothing was said.
    pub no_minutes: String,
    /// Whether it has begun and has no end yet.
    pub running: bool,
    /// Whether it is to begin.
    pub to_come: bool,
    /// Whether its day is here, so that it can begin.
    pub due: bool,
}

impl Sitting {
    /// How many people came in all.
    pub fn people(&self) -> i64 {
        self.came.iter().map(|came| came.people).sum()
    }

    /// Whether anything is said of who came.
    pub fn has_come(&self) -> bool {
        !self.came.is_empty() || !self.bodies.is_empty()
    }
}

/// A form of the page with what was typed into it.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Which form: `set-7`, `hold-7`, `attend-7`, `begin-7`, `sessions`, `agenda`, `conclude`.
    pub form: String,
    /// What was typed and what is wrong with it.
    pub state: FormState,
}

/// What the forms of the page offer.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// Those who may chair.
    pub chairs: Vec<Choice>,
    /// Villages and the place itself.
    pub territories: Vec<Choice>,
    /// Bodies that may be present.
    pub bodies: Vec<Choice>,
    /// The groups by which attendance is counted (value = code).
    pub groups: Vec<Choice>,
}

/// `GET /dialogues/{id}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "dialogue.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button or a part of the page of its own")]
pub struct DialoguePage {
    /// The frame.
    pub shell: Shell,
    /// What was gathered before it.
    pub gathered: crate::look::gathering::OfDialogue,
    /// The dialogue.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// The body that holds it.
    pub body: String,
    /// Its state.
    pub status: Status,
    /// That it was announced too late, where a rule says when it had to be.
    pub announced_late: Option<Status>,
    /// What it is for.
    pub facts: Vec<Fact>,
    /// Its sessions.
    pub sittings: Vec<Sitting>,
    /// Matters on the agenda.
    pub matters: Vec<String>,
    /// Policies explained.
    pub policies: Vec<String>,
    /// How many turns, submissions.
    pub raised: Vec<String>,
    /// What was raised, by mark.
    pub marks: Vec<Counter>,
    /// Whether the desk takes words, so that the way there is a button.
    pub desk_open: bool,
    /// Whether the reader may announce, hold and conclude here, and it is not over: its forms are there.
    pub changing: bool,
    /// Whether it can be concluded now.
    pub concluding: bool,
    /// Whether a session has neither signed minutes nor a reason why there are none: the conclusion asks for one of them.
    pub minutes_open: bool,
    /// What the forms offer.
    pub offered: Offered,
    /// What the forms propose.
    pub proposed: FormState,
    /// What the form that sets a session anew proposes: what it is set to now.
    pub set: BTreeMap<i64, FormState>,
    /// The form that was wrong.
    pub wrong: Option<Wrong>,
    /// Its notices, and what is due after it.
    pub after: After,
    /// What happened to it, the newest first.
    pub timeline: Vec<Step>,
    /// The step whose correction or striking was wrong.
    pub wrong_step: Option<WrongStep>,
}

impl DialoguePage {
    /// What happened to it, with the forms that take a step back.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }

    /// What comes after it, with its forms.
    pub fn after(&self) -> AfterDialogue<'_> {
        let wrong = self.wrong.as_ref();
        let ours = wrong.filter(|wrong| wrong.form == "notices" || wrong.form.starts_with("duty-"));
        AfterDialogue {
            shell: &self.shell,
            id: self.id,
            after: &self.after,
            form: ours.map_or(&self.proposed, |wrong| &wrong.state),
            wrong: ours.map_or("", |wrong| &wrong.form),
        }
    }

    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ => &self.proposed,
        }
    }

    /// The form of an act on a session; where it is set anew, what is proposed is what it is set to now.
    pub fn form_of(&self, form: &str, sitting: &Sitting) -> &FormState {
        let name = format!("{form}-{}", sitting.id);
        let wrong = self.wrong.as_ref().is_some_and(|wrong| wrong.form == name);
        match self.set.get(&sitting.id) {
            Some(now) if form == "set" && !wrong => now,
            _ => self.form(&name),
        }
    }

    /// The fields of a session, within the form of that name.
    pub fn fields<'a>(&'a self, form: &'a FormState, name: &str) -> SessionFields<'a> {
        let ids = ["session", "territory", "place", "chair", "deputy_reason"].map(|field| format!("{field}-{name}"));
        SessionFields { page: self, form, ids }
    }

    /// The fields of who came to a session, within the form of that name.
    pub fn attendance<'a>(&'a self, form: &'a FormState, sitting: &'a Sitting, name: &'a str) -> Attendance<'a> {
        Attendance { page: self, form, sitting, name }
    }

    /// What is typed for a group of people at a session, or what is known.
    pub fn people(&self, form: &FormState, sitting: &Sitting, group: &Choice) -> String {
        let name = format!("people_{}", group.value);
        if form.values.contains_key(&name) {
            return form.value(&name).to_owned();
        }
        let known = sitting.came.iter().find(|came| came.group == group.label);
        known.map(|came| came.people.to_string()).unwrap_or_default()
    }

    /// Whether a body is ticked: as it was typed, or as it is known.
    pub fn is_present(&self, form: &FormState, sitting: &Sitting, body: &Choice) -> bool {
        if form.is_refused() {
            return form.chosen("bodies", &body.value);
        }
        sitting.bodies.contains(&body.label)
    }
}

/// When and where a session is, and who chairs it.
#[derive(Debug, Template)]
#[template(path = "parts/session-fields.html")]
pub struct SessionFields<'a> {
    page: &'a DialoguePage,
    form: &'a FormState,
    ids: [String; 5],
}

impl HtmlSafe for SessionFields<'_> {}

/// How many people of which groups came.
#[derive(Debug, Template)]
#[template(path = "parts/attendance.html")]
pub struct Attendance<'a> {
    page: &'a DialoguePage,
    form: &'a FormState,
    sitting: &'a Sitting,
    name: &'a str,
}

impl HtmlSafe for Attendance<'_> {}

/// `GET /dialogues/announce`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "dialogue-announce.html")]
pub struct Announce {
    /// The frame.
    pub shell: Shell,
    /// Fields `title`, `organisation`, `duties`, `audience`, `members_of`, `form`, `planned`, `session` (its day),
    /// `territory`, `place`, `chair`, `deputy_reason`, `happened_on`.
    pub form: FormState,
    /// The bodies that may hold it.
    pub organisations: Vec<Choice>,
    /// The duties it may fulfil.
    pub duties: Vec<Choice>,
    /// With whom it may be held.
    pub audiences: Vec<Choice>,
    /// The organisations with whose members it may be held.
    pub members: Vec<Choice>,
    /// How it may be held.
    pub forms: Vec<Choice>,
    /// What the plans of the body still hold.
    pub planned: Vec<Choice>,
    /// Those who may chair it.
    pub chairs: Vec<Choice>,
    /// Where it may be held.
    pub territories: Vec<Choice>,
    /// How long before it the commune's conference has to be announced; empty where no rule says so.
    pub conference: String,
}

/// `GET /dialogues/announce?planned=` where another body planned it than the one the reader works for.
#[derive(Debug, Clone, Template)]
#[template(path = "dialogue-elsewhere.html")]
pub struct Elsewhere {
    /// The frame.
    pub shell: Shell,
    /// The body.
    pub id: i64,
    /// Its name.
    pub body: String,
    /// Whether the reader has a role in it, so that the session can go on there.
    pub may_switch: bool,
    /// The plan, with its words.
    pub plan: Link,
}
