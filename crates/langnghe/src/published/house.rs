//! The bodies, their villages, their heads and their plans.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, Beginning, Bodies, GrantRole, Secrets, Visit};
use acts::organisation::{AddVillage, Found, Place};
use acts::plan::{Advance, Cancel, Draft, Meant, Postpone, Step};
use acts::term::{Begin, Person};
use anyhow::Context as _;
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::permission::Role;
use domain::territory::{Level, units};
use store::clock;

use super::told::{Line, Plan, Told};
use super::{PASSWORD, Player};

/// A body of a line.
#[derive(Debug)]
pub(super) struct House {
    pub(super) body: i64,
    pub(super) name: String,
    /// Who settles its cases.
    pub(super) agency: i64,
    /// The term of its head, and who that is.
    pub(super) head: i64,
    pub(super) person: i64,
    /// Its place, where it is not that of the report.
    pub(super) territory: Option<i64>,
    /// What it planned and held: the planned dialogues and their months.
    pub(super) planned: Vec<(i64, i8)>,
}

/// All bodies.
#[derive(Debug)]
pub(super) struct Houses {
    /// Those of each line, in its order.
    pub(super) lines: Vec<Vec<House>>,
    /// The body outside.
    pub(super) outside: i64,
    /// Places by code.
    pub(super) places: BTreeMap<String, i64>,
}

impl Player<'_> {
    pub(super) async fn house(&mut self, told: &Told, secrets: &Secrets, code: String) -> anyhow::Result<Houses> {
        self.at(told.begins_on, "08:00")?;
        let root = self.begin(told, secrets, code).await?;
        let outside = under(root, "outside", told.outside.clone(), None, told.begins_on);
        let outside = self.act(root, outside).await?.organisation;
        let mut houses = Houses { lines: Vec::new(), outside, places: BTreeMap::new() };
        for line in told.lines.iter().map(toml::Spanned::get_ref) {
            let over = told.lines.iter().position(|other| other.get_ref().name == line.within);
            let mut units = Vec::with_capacity(line.units());
            for index in 0..line.units() {
                let superior = match over.map(|over| &houses.lines[over]) {
                    Some(over) => over[index % over.len()].body,
                    None => root,
                };
                units.push(self.unit(told, line, index, superior, &mut houses.places).await?);
            }
            houses.lines.push(units);
        }
        Ok(houses)
    }

    /// The first body and the account that types everything.
    async fn begin(&mut self, told: &Told, secrets: &Secrets, code: String) -> anyhow::Result<i64> {
        let visit =
            Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "scenario".to_owned(), at: clock::machine() };
        let typed = Beginning {
            code,
            place: placed(&told.place.level, &told.place.code, &told.place.name, told.begins_on),
            bodies: Bodies::OnlyCommittee { name: told.place.body.clone() },
            person: told.typist.name.clone(),
            login: told.typist.login.clone(),
            password: PASSWORD.to_owned(),
        };
        let (begun, ..) = account::begin(&self.office, secrets, "begin", &typed, &visit).await?;
        self.typist = begun.by();
        Ok(begun.organisation)
    }

    /// One body of a line, with its place, its agency and its head.
    async fn unit(
        &mut self,
        told: &Told,
        line: &Line,
        index: usize,
        superior: i64,
        places: &mut BTreeMap<String, i64>,
    ) -> anyhow::Result<House> {
        let own = line.places.is_empty() && line.simulated == 0;
        let (code, place) = match line.places.get(index) {
            _ if own => (String::new(), told.place.name.clone()),
            Some(unit) => (unit.code.clone(), unit.name.clone()),
            None => {
                let number = index - line.places.len() + 1;
                (format!("MP-{}-{number}", line.level), format!("{} {number}", line.simulated_name))
            }
        };
        let named = |pattern: &str| pattern.replace("{}", &lower_first(&place));
        let from = told.begins_on;
        let territory = (!own).then(|| placed(&line.level, &code, &place, from));
        let name = named(&line.body);
        let found = under(superior, &line.kind, name.clone(), territory, from);
        let body = self.act(superior, found).await?.organisation;
        let territory = if own { None } else { Some(self.place_of(body).await?) };
        places.extend(territory.map(|territory| (code, territory)));
        self.join(body, from).await?;
        let agency = if line.agency.is_empty() {
            body
        } else {
            let found = under(body, "peoples_committee", named(&line.agency), None, from);
            self.act(body, found).await?.organisation
        };
        let head = Begin { organisation: body, person: Person::New(line.head.clone()), post: line.post.clone(), from };
        let head = self.act(body, head).await?;
        let (person, head) = (head.person, head.term);
        let mut house = House { body, name, agency, head, person, territory, planned: Vec::new() };
        if let Some(plan) = &line.plan {
            self.plan(told, line, plan, &mut house).await?;
        }
        Ok(house)
    }

    /// The place of a body: an official one has the id that it got when it was first used.
    async fn place_of(&self, body: i64) -> anyhow::Result<i64> {
        let row = store::organisation::find(&mut self.store.reader().await?, body).await?;
        Ok(row.context("a body that was founded is there")?.territory)
    }

    /// The typist works for this body as well: as its clerk, and as the one who keeps its bodies and villages.
    async fn join(&mut self, organisation: i64, from: Day) -> anyhow::Result<()> {
        let account = self.typist.account;
        for role in [Role::Administrator, Role::Clerk] {
            let grant = GrantRole { account, organisation, role, from, to: Day::OPEN };
            self.act(organisation, grant).await?;
        }
        Ok(())
    }

    async fn plan(&mut self, told: &Told, line: &Line, plan: &Plan, house: &mut House) -> anyhow::Result<()> {
        self.at(plan.drafted_on, "09:00")?;
        let topic = |index: usize| line.topics.get(index % line.topics.len().max(1)).map(|topic| topic.title.clone());
        let meant = |(index, month): (usize, &i8)| Meant {
            month: *month,
            topic: topic(index).unwrap_or_else(|| told.title.clone()),
            form: Form::Conference,
            audience: Audience::Residents,
        };
        let draft = Draft {
            organisation: house.body,
            post: line.post.clone(),
            year: plan.issued_on.year(),
            dialogues: plan.months.iter().enumerate().map(meant).collect(),
            happened_on: plan.drafted_on,
        };
        let drafted = self.act(house.body, draft).await?;
        self.at(plan.issued_on, "09:00")?;
        let issue = Advance { plan: drafted.plan, version: 1, to: Step::Approved, happened_on: plan.issued_on };
        self.of_head(house, issue).await?;
        house.planned = drafted.dialogues.into_iter().zip(plan.months.iter().copied()).collect();
        for not_held in &plan.not_held {
            let at = house.planned.iter().position(|(_, month)| *month == not_held.month);
            let (planned, _) = house.planned.remove(at.context("a month is not held twice")?);
            self.at(not_held.on, "10:00")?;
            let (reason, happened_on) = (not_held.reason.clone(), not_held.on);
            if not_held.cancelled {
                self.of_head(house, Cancel { planned, reason, happened_on }).await?;
            } else {
                self.of_head(house, Postpone { planned, month: None, reason, happened_on }).await?;
            }
        }
        Ok(())
    }

    /// A village of a body that was not used yet.
    pub(super) async fn village(&mut self, told: &Told, house: &House) -> anyhow::Result<i64> {
        self.at(told.begins_on, "08:30")?;
        let number = self.villages.entry(house.territory).or_default();
        *number += 1;
        let name = format!("{} {number}", told.village);
        self.act(house.body, AddVillage { organisation: house.body, name, from: told.begins_on }).await
    }
}

/// A body under another one in the line of authority; one of the kind `outside` is outside the program.
fn under(superior: i64, kind: &str, name: String, territory: Option<Place>, from: Day) -> Found {
    Found { superior, line: String::new(), kind: kind.to_owned(), name, territory, outside: false, from }
}

/// A place of the official tables where they have that code on the day, else one of the file's own.
fn placed(level: &str, code: &str, name: &str, on: Day) -> Place {
    let (level, code) = (level.to_owned(), code.to_owned());
    match Level::parse(&level).and_then(|level| units().at(level, &code, on)) {
        Some(_) => Place::Official { level, code },
        None => Place::Own { level, code, name: name.to_owned() },
    }
}

/// The name of a place as it stands within a sentence.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
