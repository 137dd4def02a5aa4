//! Acts that are written down, one per line of JSON, and done later: what `langnghe generate` writes.
//!
//! A line names rows of the lines before it, for their ids are known only when they are made; [`Answers`] keeps what each
//! line was answered. Done one by one or many in one transaction, each runs through the write door as any other act.

mod typist;

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::day::{Day, Instant};
use domain::event::Subject;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::load::{Lines, Load};
use store::{Act, By, Error, Read, Stop};

use self::typist::Typist;
use crate::account::Secret;
use crate::{Office, account, assignment, case, dialogue, event, letter, organisation, plan, reply, submission, term};

/// One act, as it stands on a line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Its number, by which later lines name the rows it makes.
    pub no: u64,
    /// When it is recorded, as `2026-03-02T08:15:00+07:00`.
    pub at: String,
    /// The day on the paper or of the event; also given to the act where it takes one.
    pub happened_on: Day,
    /// Who does it, for which body.
    pub by: Doer,
    /// The act's word.
    pub act: String,
    /// From what its salts and public ids are drawn.
    pub seed: u64,
    /// Lines far behind name its rows as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept: bool,
    /// What the act takes. `"$12.case"` is the case that line 12 answered, `"@12.case"` the version that this case has by
    /// then, `"!12.case case.replied"` the newest event of that act in its history.
    #[serde(default)]
    pub fields: Map<String, Value>,
}

/// Who does an act: ids, or what names them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Doer {
    /// The account that types.
    pub account: Value,
    /// The official whose act it is.
    pub person: Value,
    /// The body.
    pub organisation: Value,
}

/// A line that could not be done.
#[derive(Debug)]
pub struct Stopped {
    /// Its number.
    pub no: u64,
    /// The act's word.
    pub act: String,
    /// Why.
    pub stop: Stop,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.no, self.act, self.stop)
    }
}

impl std::error::Error for Stopped {}

/// The moment of a line as it is written.
pub fn written_at(at: Instant) -> String {
    let seconds = at.ms().div_euclid(1000).rem_euclid(60);
    format!("{}T{}:{seconds:02}+07:00", at.day().to_iso(), at.vn_time())
}

fn read_at(text: &str) -> Option<Instant> {
    let day = Day::parse_iso(text.get(..10)?)?;
    let clock = text.get(10..)?.strip_prefix('T')?.strip_suffix("+07:00")?;
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let whole = parts.next().is_none() && (0..24).contains(&hours) && (0..60).contains(&minutes);
    let ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    (whole && (0..60).contains(&seconds)).then(|| Instant::from_ms(Instant::start_of(day).ms() + ms))
}

/// What lines were answered.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    kept: BTreeMap<u64, Value>,
    recent: BTreeMap<u64, Value>,
    /// The password of the accounts that lines make.
    secret: Option<Secret>,
}

/// How many lines back a line may name another that is not kept.
const NEAR: usize = 20_000;

impl Answers {
    /// Gives the accounts to come this password, hashed; it opens nothing in a database of real use.
    pub fn give_password(&mut self, secret: Secret) {
        self.secret = Some(secret);
    }

    /// What a line was answered.
    pub fn put(&mut self, no: u64, kept: bool, answer: Value) {
        if kept {
            self.kept.insert(no, answer);
            return;
        }
        self.recent.insert(no, answer);
        if self.recent.len() > NEAR {
            self.recent.pop_first();
        }
    }

    /// `12.sessions.0`: a number somewhere in the answer of a line.
    fn named(&self, name: &str) -> Option<i64> {
        let (no, path) = name.split_once('.').unwrap_or((name, ""));
        let no = no.parse().ok()?;
        let mut found = self.recent.get(&no).or_else(|| self.kept.get(&no))?;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            found = match part.parse::<usize>() {
                Ok(at) => found.get(at)?,
                Err(_) => found.get(part)?,
            };
        }
        found.as_i64()
    }

    /// The value with what it names in its place.
    fn give(&self, value: &Value) -> Result<Value, Error> {
        Ok(match value {
            Value::String(text) if text.starts_with('$') => {
                Value::from(self.named(&text[1..]).ok_or_else(|| unknown(text))?)
            }
            Value::Array(values) => Value::Array(values.iter().map(|it| self.give(it)).collect::<Result<_, _>>()?),
            Value::Object(fields) => {
                let given = fields.iter().map(|(name, it)| Ok((name.clone(), self.give(it)?)));
                Value::Object(given.collect::<Result<_, Error>>()?)
            }
            other => other.clone(),
        })
    }

    fn id(&self, value: &Value) -> Result<i64, Error> {
        self.give(value)?.as_i64().ok_or_else(|| unknown(&value.to_string()))
    }

    /// The act of a line, with everything that it names read.
    async fn ready(&self, line: &Line, read: &mut dyn Read) -> Result<Ready, Stop> {
        let at = read_at(&line.at).ok_or_else(|| Error::Corrupt(format!("{} is no moment", line.at)))?;
        let by = By {
            account: self.id(&line.by.account)?,
            actor: self.id(&line.by.person)?,
            organisation: self.id(&line.by.organisation)?,
        };
        let mut fields = Map::with_capacity(line.fields.len() + 1);
        for (name, value) in &line.fields {
            let text = value.as_str().unwrap_or_default();
            let given = if let Some(row) = text.strip_prefix('@') {
                let case = self.named(row).ok_or_else(|| unknown(text))?;
                Value::from(store::case::version(read, case).await?.ok_or_else(|| unknown(text))?)
            } else if let Some((row, act)) = text.strip_prefix('!').and_then(|it| it.split_once(' ')) {
                let case = self.named(row).ok_or_else(|| unknown(text))?;
                let event = store::event::newest(read, Subject::Case, case, act).await?;
                Value::from(event.ok_or_else(|| unknown(text))?)
            } else {
                self.give(value)?
            };
            fields.insert(name.clone(), given);
        }
        if line.act == <Typist as Act>::NAME
            && let Some(secret) = &self.secret
        {
            fields.insert("secret".to_owned(), secret.0.clone().into());
            fields.insert("at".to_owned(), at.ms().into());
        }
        fields.entry("happened_on").or_insert_with(|| Value::from(line.happened_on.to_iso()));
        Ok(Ready { at, by, seed: line.seed, key: format!("line-{}", line.no), fields: Value::Object(fields) })
    }
}

fn unknown(name: &str) -> Error {
    Error::Corrupt(format!("{name} names nothing that was made before"))
}

/// An act that can be done.
struct Ready {
    at: Instant,
    by: By,
    seed: u64,
    key: String,
    fields: Value,
}

impl Ready {
    fn act<A: DeserializeOwned>(&mut self) -> Result<A, Error> {
        serde_json::from_value(self.fields.take()).map_err(|error| Error::Corrupt(error.to_string()))
    }
}

/// How acts are done.
trait Doing: Send {
    fn act<A: Act + DeserializeOwned>(&mut self, ready: Ready) -> impl Future<Output = Result<Value, Stop>> + Send;
}

impl Doing for Load<'_> {
    async fn act<A: Act + DeserializeOwned>(&mut self, mut ready: Ready) -> Result<Value, Stop> {
        let act: A = ready.act()?;
        Load::act(self, ready.at, ready.seed, ready.by, &ready.key, act).await
    }
}

impl Doing for Office {
    async fn act<A: Act + DeserializeOwned>(&mut self, mut ready: Ready) -> Result<Value, Stop> {
        self.store().give_time_and_seed(ready.at, ready.seed)?;
        let act: A = ready.act()?;
        let done = Office::act(self, ready.by, &ready.key, act).await?;
        Ok(serde_json::to_value(&done.answer).map_err(|error| Error::Corrupt(error.to_string()))?)
    }
}

macro_rules! acts {
    ($($act:ty),* $(,)?) => {
        /// The words of the acts that can stand on a line.
        pub const ACTS: &[&str] = &[$(<$act as Act>::NAME),*];

        async fn act_of(line: &Line, ready: Ready, doing: &mut impl Doing) -> Result<Value, Stop> {
            $(if line.act == <$act as Act>::NAME {
                return Box::pin(doing.act::<$act>(ready)).await;
            })*
            Err(Error::Corrupt(format!("{} is no act that can stand on a line", line.act)).into())
        }
    };
}

acts![
    Typist,
    account::GrantRole,
    organisation::Found,
    organisation::AddVillage,
    term::Begin,
    plan::Draft,
    plan::Advance,
    plan::Amend,
    plan::Postpone,
    plan::Cancel,
    dialogue::Announce,
    dialogue::BeginSession,
    dialogue::HoldSession,
    dialogue::Conclude,
    submission::Raise,
    submission::Revise,
    submission::Strike,
    letter::Register,
    assignment::Assign,
    assignment::Accept,
    assignment::Progress,
    assignment::Extend,
    reply::Reply,
    reply::KeepPromise,
    crate::transfer::SendOn,
    crate::transfer::Receive,
    crate::transfer::AnswerTransfer,
    crate::transfer::DateTransfer,
    crate::transfer::Return,
    case::AnswerOnTheSpot,
    case::Assess,
    case::Confirm,
    crate::review::Decide,
    case::Tell,
    case::End,
    case::Merge,
    case::Reopen,
    event::Correct,
];

/// Lines that are done in one transaction.
struct Together {
    lines: Vec<Line>,
    answers: Answers,
    /// The line that is under way.
    at: Arc<AtomicU64>,
}

impl Lines for Together {
    async fn run(&self, load: &mut Load<'_>) -> Result<Vec<Value>, Stop> {
        let mut known = self.answers.clone();
        let mut answers = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            self.at.store(line.no, Ordering::Relaxed);
            let ready = known.ready(line, load.read()).await?;
            let answer = act_of(line, ready, load).await?;
            known.put(line.no, line.kept, answer.clone());
            answers.push(answer);
        }
        Ok(answers)
    }
}

impl Office {
    /// Does lines in one transaction, all or none. Refused for a database of real use.
    pub async fn load(&self, lines: Vec<Line>, answers: &mut Answers) -> Result<(), Stopped> {
        let at = Arc::new(AtomicU64::new(0));
        let heads: Vec<(u64, bool, String)> = lines.iter().map(|it| (it.no, it.kept, it.act.clone())).collect();
        let together = Together { lines, answers: answers.clone(), at: Arc::clone(&at) };
        match self.door().load(together).await {
            Ok(done) => {
                for ((no, kept, _), answer) in heads.into_iter().zip(done) {
                    answers.put(no, kept, answer);
                }
                Ok(())
            }
            Err(stop) => {
                let no = at.load(Ordering::Relaxed);
                let act = heads.into_iter().find(|head| head.0 == no).map(|head| head.2).unwrap_or_default();
                Err(Stopped { no, act, stop })
            }
        }
    }

    /// Does one line as a page does it, in a transaction of its own. Refused for a database of real use.
    pub async fn write_line(&self, line: &Line, answers: &mut Answers) -> Result<(), Stopped> {
        let mut office = self.clone();
        let done = async {
            let ready = answers.ready(line, &mut self.store().reader().await?).await?;
            act_of(line, ready, &mut office).await
        };
        match done.await {
            Ok(answer) => {
                answers.put(line.no, line.kept, answer);
                Ok(())
            }
            Err(stop) => Err(Stopped { no: line.no, act: line.act.clone(), stop }),
        }
    }

    /// Draws so many ids at once, for the lines to come.
    pub async fn draw_ids(&self, size: i64) -> Result<(), Stop> {
        self.door().draw_ids(size).await
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, read_at, written_at};
    use serde_json::json;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        let text = "2026-03-02T08:15:09+07:00";
        assert_eq!(read_at(text).map(written_at).as_deref(), Some(text));
        for wrong in ["2026-03-02", "2026-03-02T24:00:00+07:00", "2026-03-02T08:15+07:00", "2026-03-02T08:15:00Z"] {
            assert_eq!(read_at(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_line_names_what_was_made_before() {
        let mut answers = Answers::default();
        answers.put(7, false, json!({ "dialogue": 11, "sessions": [12, 13] }));
        answers.put(8, true, json!(14));
        let given = answers.give(&json!({ "a": "$7.sessions.1", "b": ["$8", "words"], "c": null })).unwrap();
        assert_eq!(given, json!({ "a": 13, "b": [14, "words"], "c": null }));
        assert!(answers.give(&json!("$9.case")).is_err());
        assert!(answers.give(&json!("$7.case")).is_err());
    }
}
