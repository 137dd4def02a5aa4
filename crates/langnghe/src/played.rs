//! Scenarios: a file that says what happened in a place, played by the acts of the program under a simulated clock, in the
//! order of its days. Reading order: `told` (the file), here (bodies, people, dialogues), `handled` (what became of it).

mod handled;
mod told;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, GrantRole, Person, Secrets, Visit};
use acts::case::{Answer, SpotResult};
use acts::dialogue::{Announce, BeginSession, Conclude, HoldSession, Session};
use acts::plan::Step as Stage;
use acts::submission::{Mark, Mode, Raise};
use acts::{By, Office, dialogue, organisation, term};
use anyhow::{Context as _, anyhow, bail};
use domain::day::{Day, Instant};
use domain::dialogue::{Audience, Form};
use domain::permission::Role;
use store::{Act, Stop, Store, clock};

use self::handled::Known;
use self::told::{Change, Dialogue, Letter, Opinion, Plan, Step};

pub(crate) use self::told::Scenario;

/// Password of every account of a played database; it opens nothing in any other.
const PASSWORD: &str = "ben-sen-mo-phong";

impl Scenario {
    /// The commune of the demo.
    pub(crate) fn demo() -> anyhow::Result<Self> {
        toml::from_str(include_str!("../../../scenarios/ben-sen.toml"))
            .context("the scenario of the demo can't be read")
    }

    /// The accounts it makes.
    pub(crate) fn logins(&self) -> Vec<web::DemoLogin> {
        let login = |login: &str, roles: &[Role]| web::DemoLogin {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
            roles: roles.to_vec(),
        };
        let first = login(&self.begun_by.login, &[Role::Administrator, Role::Clerk]);
        let others = self.accounts.iter().map(|account| login(&account.login, &account.roles));
        std::iter::once(first).chain(others).collect()
    }
}

/// What is done at one time of the scenario.
#[derive(Clone, Copy)]
enum Doing<'a> {
    Draft(&'a Plan),
    Advance(&'a Plan, Stage, Day),
    Change(&'a Plan, i8, &'a Change, bool),
    Announce(&'a Dialogue, Day),
    Hold(&'a Dialogue),
    Sign(&'a Dialogue, Day),
    Letter(&'a Letter),
    Step(&'a Step),
}

impl Scenario {
    /// Everything in the order of its days; what happened on one day in the order of the file.
    fn days(&self) -> Vec<(Day, &'static str, Doing<'_>)> {
        let mut days: Vec<(Day, &'static str, Doing<'_>)> = Vec::new();
        for plan in &self.plans {
            days.push((plan.drafted_on, "08:30", Doing::Draft(plan)));
            for (to, on) in [
                (Stage::Submitted, plan.submitted_on),
                (Stage::Approved, plan.approved_on),
                (Stage::Published, plan.published_on),
            ] {
                days.push((on, "09:30", Doing::Advance(plan, to, on)));
            }
            for month in &plan.months {
                let changes = [(&month.postponed, false), (&month.cancelled, true)];
                days.extend(changes.into_iter().filter_map(|(change, cancelled)| {
                    let change = change.as_ref()?;
                    Some((change.on, "10:30", Doing::Change(plan, month.number, change, cancelled)))
                }));
            }
        }
        for dialogue in &self.dialogues {
            days.extend(dialogue.announced_on.map(|on| (on, "08:00", Doing::Announce(dialogue, on))));
            if dialogue.on <= self.today {
                days.push((dialogue.on, "07:30", Doing::Hold(dialogue)));
            }
            days.extend(dialogue.signed_on.map(|on| (on, "09:00", Doing::Sign(dialogue, on))));
        }
        days.extend(self.letters.iter().map(|letter| (letter.received_on, "09:15", Doing::Letter(letter))));
        days.extend(self.steps.iter().map(|step| (step.on, "10:00", Doing::Step(step))));
        days.sort_by_key(|(on, time, _)| (*on, *time));
        days
    }
}

/// Plays a scenario into an empty database; false when something stands in it already.
pub(crate) async fn play(store: &Store, secrets: &Secrets, scenario: &Scenario) -> anyhow::Result<bool> {
    let office = Office::new(store);
    let now = clock::machine();
    let Some(first) = account::first_code(&office, secrets, now).await? else {
        return Ok(false);
    };
    let mut player = Player {
        store,
        office,
        secrets,
        keys: 0,
        bodies: Vec::new(),
        villages: BTreeMap::new(),
        terms: BTreeMap::new(),
        clerk: By::NOBODY,
        dialogues: BTreeMap::new(),
        plans: BTreeMap::new(),
        cases: BTreeMap::new(),
        transfers: BTreeMap::new(),
    };
    player.at(scenario.begins_on, "08:00")?;
    let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "demo".to_owned(), at: now };
    let typed = Beginning {
        code: first.code,
        place: BeginPlace::Own {
            level: "commune".to_owned(),
            code: scenario.commune.code.clone(),
            name: scenario.commune.name.clone(),
        },
        bodies: Bodies::Template,
        person: scenario.begun_by.name.clone(),
        login: scenario.begun_by.login.clone(),
        password: PASSWORD.to_owned(),
    };
    let (begun, ..) = account::begin(&player.office, secrets, "begin", &typed, &visit).await?;
    let by = begun.by();
    player.bodies = store::organisation::under(&mut store.reader().await?, begun.root).await?;
    player.people(scenario, by).await?;
    player.clerk = player.accounts(scenario, by, now).await?;
    for (on, time, doing) in scenario.days() {
        player.at(on, time)?;
        player.doing(doing).await?;
    }
    store.move_today(scenario.today).await?;
    Ok(true)
}

struct Player<'a> {
    store: &'a Store,
    office: Office,
    secrets: &'a Secrets,
    keys: u64,
    bodies: Vec<store::organisation::OrganisationRow>,
    villages: BTreeMap<String, i64>,
    terms: BTreeMap<String, i64>,
    /// Who types: an account of the People's Committee.
    clerk: By,
    /// Dialogues by title, each with its session.
    dialogues: BTreeMap<String, (i64, i64)>,
    /// Plans by name, and the planned dialogues by month.
    plans: BTreeMap<String, (i64, BTreeMap<i8, i64>)>,
    /// Cases by name.
    cases: BTreeMap<String, Known>,
    /// The last transfer of each case.
    transfers: BTreeMap<i64, i64>,
}

impl Player<'_> {
    /// Sets the simulated clock to a time of a day, `hh:mm`.
    fn at(&self, day: Day, time: &str) -> anyhow::Result<()> {
        let (hours, minutes) = time.split_once(':').with_context(|| format!("{time} is no time"))?;
        let minutes = hours.parse::<i64>()? * 60 + minutes.parse::<i64>()?;
        self.store.give_time(Instant::from_ms(Instant::start_of(day).ms() + minutes * 60_000)).map_err(Stop::from)?;
        Ok(())
    }

    async fn act<A: Act>(&mut self, by: By, act: A) -> anyhow::Result<A::Answer> {
        self.keys += 1;
        let done = self.office.act(by, &format!("play-{}", self.keys), act).await;
        done.map(|done| done.answer)
            .map_err(|stop| anyhow!("the scenario stops at {} ({}): {stop}", A::NAME, self.keys))
    }

    async fn people(&mut self, scenario: &Scenario, by: By) -> anyhow::Result<()> {
        let (organisation, from) = (by.organisation, scenario.begins_on);
        for name in &scenario.commune.villages {
            let act = organisation::AddVillage { organisation, name: name.clone(), from };
            let village = self.act(by, act).await?;
            self.villages.insert(name.clone(), village);
        }
        let mut known: BTreeMap<&str, i64> = BTreeMap::new();
        for official in &scenario.officials {
            let person = known
                .get(official.name.as_str())
                .map_or_else(|| term::Person::New(official.name.clone()), |person| term::Person::Existing(*person));
            let organisation = self.body(&official.body, organisation)?;
            let act = term::Begin { organisation, person, post: official.post.clone(), from };
            let begun = self.act(by, act).await?;
            known.insert(&official.name, begun.person);
            self.terms.entry(official.name.clone()).or_insert(begun.term);
        }
        Ok(())
    }

    /// The body whose name begins so; `own` when nothing is said.
    fn body(&self, begins: &str, own: i64) -> anyhow::Result<i64> {
        let named = |body: &&store::organisation::OrganisationRow| body.name.starts_with(begins);
        if begins.is_empty() {
            return Ok(own);
        }
        let body = self.bodies.iter().find(named);
        body.map(|body| body.id).with_context(|| format!("no body of the commune has a name that begins with {begins}"))
    }

    /// Makes the accounts; the first clerk types the dialogues.
    async fn accounts(&mut self, scenario: &Scenario, by: By, at: Instant) -> anyhow::Result<By> {
        let mut clerk = None;
        for own in &scenario.accounts {
            let secret = account::hash(self.secrets, &own.login, PASSWORD).await?;
            let act = account::Create {
                person: Person::New(own.name.clone()),
                login: own.login.clone(),
                organisation: by.organisation,
                roles: own.roles.clone(),
                demo: Some(secret),
                secrets: self.secrets.clone(),
                at,
            };
            let made = self.act(by, act).await?;
            for also in &own.also {
                let (organisation, from) = (self.body(also, by.organisation)?, scenario.begins_on);
                for role in &own.roles {
                    let act = GrantRole { account: made.account, organisation, role: *role, from, to: Day::OPEN };
                    self.act(by, act).await?;
                }
            }
            if own.roles.contains(&Role::Clerk) {
                clerk = clerk.or(Some(By { account: made.account, actor: made.person, organisation: by.organisation }));
            }
        }
        clerk.context("the scenario has no clerk")
    }

    /// The clerk, working for a body.
    fn by(&self, body: &str) -> anyhow::Result<By> {
        Ok(By { organisation: self.body(body, self.clerk.organisation)?, ..self.clerk })
    }

    /// The planned dialogue of a plan and a month.
    fn planned(&self, plan: &str, month: i8) -> anyhow::Result<i64> {
        let planned = self.plans.get(plan).and_then(|(_, months)| months.get(&month));
        planned.copied().with_context(|| format!("the plan {plan} has nothing in month {month}"))
    }

    async fn doing(&mut self, doing: Doing<'_>) -> anyhow::Result<()> {
        match doing {
            Doing::Draft(plan) => self.draft(plan).await,
            Doing::Advance(plan, to, on) => self.advance(plan, to, on).await,
            Doing::Change(plan, month, change, cancelled) => self.change(plan, month, change, cancelled).await,
            Doing::Announce(dialogue, on) => self.announce(dialogue, on).await,
            Doing::Hold(dialogue) => Box::pin(self.dialogue(dialogue)).await,
            Doing::Sign(dialogue, on) => self.sign(dialogue, on).await,
            Doing::Letter(letter) => self.letter(letter).await,
            Doing::Step(step) => self.step(step).await.with_context(|| format!("case {}, {}", step.case, step.on.vn())),
        }
    }

    async fn announce(&mut self, told: &Dialogue, on: Day) -> anyhow::Result<()> {
        let by = self.by(&told.body)?;
        let announce = Announce {
            organisation: by.organisation,
            title: told.title.clone(),
            duties: told.duties.clone(),
            audience: told.audience.unwrap_or(Audience::Residents),
            members_of: None,
            form: Form::Conference,
            planned: told.planned.as_ref().map(|(plan, month)| self.planned(plan, *month)).transpose()?,
            sessions: vec![Session {
                on: told.on,
                territory: Some(self.village(&told.village)?),
                place: told.place.clone(),
                chair: Some(self.term(&told.chair)?),
                deputy_reason: String::new(),
            }],
            happened_on: on,
        };
        let announced = self.act(by, announce).await?;
        let session = announced.sessions.first().context("it has one session")?;
        self.dialogues.insert(told.title.clone(), (announced.dialogue, *session));
        Ok(())
    }

    /// The day of a dialogue: it begins, is written down, and is held where the file says who came.
    async fn dialogue(&mut self, told: &Dialogue) -> anyhow::Result<()> {
        let by = self.by(&told.body)?;
        let session = if told.announced_on.is_some() {
            let (_, session) = *self.dialogues.get(&told.title).context("it was announced")?;
            self.act(by, BeginSession { session }).await?;
            session
        } else {
            let act = dialogue::Open {
                organisation: by.organisation,
                title: told.title.clone(),
                chair: Some(self.term(&told.chair)?),
                held_on: told.on,
                territory: Some(self.village(&told.village)?),
                place: told.place.clone(),
            };
            let opened = self.act(by, act).await?;
            self.dialogues.insert(told.title.clone(), (opened.dialogue, opened.session));
            opened.session
        };
        for opinion in &told.opinions {
            self.at(told.on, &opinion.at)?;
            let raise = self.raise(opinion, session)?;
            let raised = self.act(by, raise).await?;
            self.cases.insert(opinion.case.clone(), Known { case: raised.case, point: raised.point });
        }
        if !told.attendance.is_empty() {
            self.at(told.on, "17:00")?;
            let attendance = told.attendance.clone();
            self.act(by, HoldSession { session, happened_on: None, attendance }).await?;
        }
        Ok(())
    }

    async fn sign(&mut self, told: &Dialogue, on: Day) -> anyhow::Result<()> {
        let (dialogue, _) = *self.dialogues.get(&told.title).context("it was held")?;
        let (minutes_signed_on, no_minutes) = (Some(on), String::new());
        self.act(self.by(&told.body)?, Conclude { dialogue, happened_on: on, minutes_signed_on, no_minutes }).await
    }

    fn raise(&self, told: &Opinion, session: i64) -> anyhow::Result<Raise> {
        let mark = match told.mark.as_str() {
            "" => Mark::None,
            "answered" => Mark::Answered,
            "conclusion" => Mark::Conclusion,
            "beyond" => Mark::Beyond,
            other => bail!("{other} is no mark"),
        };
        let answer = told
            .answer
            .as_ref()
            .map(|words| {
                Ok::<_, anyhow::Error>(Answer {
                    answered_by: told.by.as_ref().map(|name| self.term(name)).transpose()?,
                    result: SpotResult::Explained,
                    by_on: None,
                    words: words.clone(),
                    ground: String::new(),
                })
            })
            .transpose()?;
        Ok(Raise {
            session,
            turn: None,
            words: told.words.clone(),
            name: told.who.clone(),
            contact: told.contact.clone(),
            represents: String::new(),
            mode: if told.unnamed { Mode::Unnamed } else { Mode::Named },
            head_count: None,
            territory: Some(self.village(&told.village)?),
            field: told.field.clone(),
            kind: told.kind,
            mark,
            answer,
            slip: None,
            draft: false,
        })
    }

    fn village(&self, name: &str) -> anyhow::Result<i64> {
        self.villages.get(name).copied().with_context(|| format!("{name} is no village of the scenario"))
    }

    fn term(&self, name: &str) -> anyhow::Result<i64> {
        self.terms.get(name).copied().with_context(|| format!("{name} is no official of the scenario"))
    }
}
