//! Scenarios: a file that says what happened in a place, played by the acts of the program under a simulated clock, in the
//! order of its days. Reading order: `told` (the file), here (bodies, people), `held` (dialogues), `handled` (what became of
//! it), `front` (what the Front gathered and found), `received` (reception days).

mod complained;
mod denounced;
mod front;
mod handled;
mod held;
mod noticed;
mod received;
mod slip;
mod surveyed;
mod told;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU64, Ordering};

use acts::account::{self, BeginPlace, Beginning, Bodies, GrantRole, Person, Secrets, Visit};
use acts::plan::Step as Stage;
use acts::{By, Office, organisation, term};
use anyhow::{Context as _, anyhow};
use domain::day::{Day, Instant};
use domain::permission::Role;
use store::{Act, Stop, Store, clock};

use self::front::Deed;
use self::handled::Known;
use self::told::{After, Change, Chapter, Dialogue, Letter, Notice, Plan, Settled, Step};

pub(crate) use self::told::Scenario;

/// Password of every account of a played database; it opens nothing in any other.
const PASSWORD: &str = "ben-sen-mo-phong";

impl Scenario {
    /// The commune of the demo.
    pub(crate) fn demo() -> anyhow::Result<Self> {
        let scenario: Self = toml::from_str(include_str!("../../../scenarios/ben-sen.toml"))
            .context("the scenario of the demo can't be read")?;
        let more = toml::from_str(include_str!("../../../scenarios/ben-sen-joint.toml"))
            .context("the second part of the demo can't be read")?;
        let front = toml::from_str(include_str!("../../../scenarios/ben-sen-front.toml"))
            .context("what the Front did in the demo can't be read")?;
        let received = toml::from_str(include_str!("../../../scenarios/ben-sen-reception.toml"))
            .context("the reception days of the demo can't be read")?;
        Ok(scenario.with(more).with(front).with(received))
    }

    /// The scenario with what another file tells of its place; what happened on one day happened there after it.
    fn with(mut self, more: Chapter) -> Self {
        self.dialogues.extend(more.dialogues);
        self.steps.extend(more.steps);
        self.notices.extend(more.notices);
        self.accounts.extend(more.accounts);
        self.gatherings.extend(more.gatherings);
        self.findings.extend(more.findings);
        self.supervisions.extend(more.supervisions);
        self.declared.extend(more.declared);
        self.receptions.extend(more.receptions);
        self.letters.extend(more.letters);
        self.denunciations.extend(more.denunciations);
        self
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
    Settle(&'a Letter, &'a Settled),
    Step(&'a Step),
    Notice(&'a Notice),
    After(&'a After),
    Front(Deed<'a>),
    Receive(received::Deed<'a>),
    Denounce(denounced::Deed<'a>),
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
            let concluded = dialogue.signed_on.or(dialogue.without_minutes.as_ref().map(|(on, _)| *on));
            days.extend(concluded.map(|on| (on, "09:00", Doing::Sign(dialogue, on))));
        }
        for letter in &self.letters {
            days.push((letter.received_on, "09:15", Doing::Letter(letter)));
            days.extend(letter.settled.iter().map(|it| (it.on, "10:15", Doing::Settle(letter, it))));
        }
        days.extend(self.steps.iter().map(|step| (step.typed_on.unwrap_or(step.on), "10:00", Doing::Step(step))));
        days.extend(self.notices.iter().map(|notice| (notice.on, "10:30", Doing::Notice(notice))));
        days.extend(self.afters.iter().map(|after| (after.on, "11:00", Doing::After(after))));
        days.extend(front::days(self).into_iter().map(|(on, time, deed)| (on, time, Doing::Front(deed))));
        days.extend(received::days(self).into_iter().map(|(on, time, deed)| (on, time, Doing::Receive(deed))));
        days.extend(denounced::days(self).into_iter().map(|(on, time, deed)| (on, time, Doing::Denounce(deed))));
        days.sort_by_key(|(on, time, _)| (*on, *time));
        days
    }
}

/// Plays a scenario into an empty database, and counts the acts that are `done`; false when something stands in it already.
pub(crate) async fn play(
    store: &Store,
    secrets: &Secrets,
    scenario: &Scenario,
    done: &AtomicU64,
) -> anyhow::Result<bool> {
    let office = Office::new(store);
    let now = clock::machine();
    let Some(first) = account::first_code(&office, secrets, now).await? else {
        return Ok(false);
    };
    let mut player = Player {
        store,
        office,
        secrets,
        done,
        bodies: Vec::new(),
        villages: BTreeMap::new(),
        terms: BTreeMap::new(),
        persons: BTreeMap::new(),
        clerk: By::NOBODY,
        dialogues: BTreeMap::new(),
        plans: BTreeMap::new(),
        cases: BTreeMap::new(),
        transfers: BTreeMap::new(),
        front: None,
        rounds: BTreeMap::new(),
        notices: BTreeMap::new(),
        lines: BTreeMap::new(),
        receptions: BTreeMap::new(),
        denunciations: BTreeMap::new(),
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
    /// How many acts were done.
    done: &'a AtomicU64,
    bodies: Vec<store::organisation::OrganisationRow>,
    villages: BTreeMap<String, i64>,
    terms: BTreeMap<String, i64>,
    /// Officials by name.
    persons: BTreeMap<String, i64>,
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
    /// Who acts for the Front, where the scenario has somebody.
    front: Option<By>,
    /// Rounds of gathering by the title of their dialogue.
    rounds: BTreeMap<String, i64>,
    /// Notices that were issued, by number.
    notices: BTreeMap<String, i64>,
    /// Supervisions by the number of their notice.
    lines: BTreeMap<String, i64>,
    /// Reception days by their day.
    receptions: BTreeMap<Day, i64>,
    /// Lines of the register of denunciations by their place in the file.
    denunciations: BTreeMap<usize, i64>,
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
        let number = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let done = self.office.act(by, &format!("play-{number}"), act).await;
        done.map(|done| done.answer).map_err(|stop| anyhow!("the scenario stops at {} ({number}): {stop}", A::NAME))
    }

    async fn people(&mut self, scenario: &Scenario, by: By) -> anyhow::Result<()> {
        let (organisation, from) = (by.organisation, scenario.begins_on);
        for name in &scenario.commune.villages {
            let act = organisation::AddVillage { organisation, name: name.clone(), from };
            let village = self.act(by, act).await?;
            self.villages.insert(name.clone(), village);
        }
        for official in &scenario.officials {
            let person = self
                .persons
                .get(&official.name)
                .map_or_else(|| term::Person::New(official.name.clone()), |person| term::Person::Existing(*person));
            let organisation = self.body(&official.body, organisation)?;
            let act = term::Begin { organisation, person, post: official.post.clone(), from };
            let begun = self.act(by, act).await?;
            self.persons.insert(official.name.clone(), begun.person);
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
                // Somebody who holds a post is one person, with or without an account.
                person: self
                    .persons
                    .get(&own.name)
                    .map_or_else(|| Person::New(own.name.clone()), |id| Person::Known(*id)),
                login: own.login.clone(),
                organisation: self.body(&own.body, by.organisation)?,
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
            if own.roles.contains(&Role::Front) {
                let organisation = self.body(&own.body, by.organisation)?;
                self.front = self.front.or(Some(By { account: made.account, actor: made.person, organisation }));
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
            Doing::Settle(letter, it) => self.settle(letter, it).await,
            Doing::Notice(notice) => Box::pin(self.notice(notice)).await,
            Doing::After(after) => self.after(after).await,
            Doing::Front(deed) => Box::pin(self.deed(deed)).await,
            Doing::Receive(deed) => Box::pin(self.receive(deed)).await,
            Doing::Denounce(deed) => Box::pin(self.denounce(deed)).await,
            Doing::Step(step) => self.step(step).await.with_context(|| format!("case {}, {}", step.case, step.on.vn())),
        }
    }

    fn village(&self, name: &str) -> anyhow::Result<i64> {
        self.villages.get(name).copied().with_context(|| format!("{name} is no village of the scenario"))
    }

    fn term(&self, name: &str) -> anyhow::Result<i64> {
        self.terms.get(name).copied().with_context(|| format!("{name} is no official of the scenario"))
    }
}
