//! Scenarios: a file that says what happened in a place, played by the acts of the program under a simulated clock.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, GrantRole, Person, Secrets, Visit};
use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise};
use acts::{By, Office, dialogue, organisation, term};
use anyhow::{Context as _, anyhow, bail};
use domain::day::{Day, Instant};
use domain::event::Kind;
use domain::permission::Role;
use serde::Deserialize;
use store::{Act, Stop, Store, clock};

/// Password of every account of a played database; it opens nothing in any other.
const PASSWORD: &str = "ben-sen-mo-phong";

/// What happened in a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    today: Day,
    begins_on: Day,
    begun_by: Beginner,
    commune: Commune,
    #[serde(rename = "official")]
    officials: Vec<Official>,
    #[serde(rename = "account")]
    accounts: Vec<Account>,
    #[serde(rename = "dialogue")]
    dialogues: Vec<Dialogue>,
}

/// Who opens the program for the first time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beginner {
    login: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commune {
    code: String,
    name: String,
    villages: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Official {
    name: String,
    post: String,
    /// How the name of the body begins; the People's Committee when empty.
    #[serde(default)]
    body: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    login: String,
    name: String,
    roles: Vec<Role>,
    /// Further bodies in which it has the same roles: how their names begin.
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dialogue {
    title: String,
    on: Day,
    village: String,
    place: String,
    chair: String,
    #[serde(rename = "opinion", default)]
    opinions: Vec<Opinion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opinion {
    at: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    unnamed: bool,
    village: String,
    field: String,
    kind: Kind,
    words: String,
    mark: String,
    by: Option<String>,
    answer: Option<String>,
}

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
    let clerk = player.accounts(scenario, by, now).await?;
    for dialogue in &scenario.dialogues {
        player.dialogue(dialogue, clerk).await?;
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

    async fn dialogue(&mut self, told: &Dialogue, by: By) -> anyhow::Result<()> {
        self.at(told.on, "07:30")?;
        let act = dialogue::Open {
            organisation: by.organisation,
            title: told.title.clone(),
            chair: Some(self.term(&told.chair)?),
            held_on: told.on,
            territory: Some(self.village(&told.village)?),
            place: told.place.clone(),
        };
        let opened = self.act(by, act).await?;
        for opinion in &told.opinions {
            self.at(told.on, &opinion.at)?;
            let raise = self.raise(opinion, opened.session)?;
            self.act(by, raise).await?;
        }
        Ok(())
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
        })
    }

    fn village(&self, name: &str) -> anyhow::Result<i64> {
        self.villages.get(name).copied().with_context(|| format!("{name} is no village of the scenario"))
    }

    fn term(&self, name: &str) -> anyhow::Result<i64> {
        self.terms.get(name).copied().with_context(|| format!("{name} is no official of the scenario"))
    }
}
