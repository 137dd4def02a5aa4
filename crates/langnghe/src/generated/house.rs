//! The communes of a province: their bodies, heads, villages and plans.

use acts::account::{Beginning, Bodies};
use acts::organisation::Place;
use acts::term::Person;
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::permission::Role;
use domain::territory::{Level, Unit, units};
use serde_json::{Value, json};

use super::begins;
use super::chance::Chance;
use super::sheet::{Sheet, Who};
use super::words::Words;

/// The password of the account of a generated database; it opens nothing in any other.
pub(crate) const PASSWORD: &str = "du-lieu-mo-phong";

/// What whoever types for a commune may do.
const ROLES: [Role; 2] = [Role::Administrator, Role::Clerk];

/// Months of the dialogues that a plan has.
const MONTHS: [i8; 4] = [2, 5, 8, 11];

/// Everything that is there before somebody speaks.
#[derive(Debug)]
pub(crate) struct House {
    place: Place,
    body: String,
    person: String,
    login: String,
    /// The body outside, as lines name it.
    pub(super) outside: String,
    pub(super) communes: Vec<Commune>,
}

/// A commune, its bodies as lines name them.
#[derive(Debug)]
pub(super) struct Commune {
    /// Its name within a sentence.
    pub(super) name: String,
    /// The Party committee and the People's Committee, each with its head.
    pub(super) bodies: [Body; 2],
    /// Who settles its cases.
    pub(super) division: String,
    /// Its Front.
    pub(super) front: String,
    /// Villages, by the number of the line that added them.
    pub(super) villages: Vec<(u64, String)>,
}

/// A body that holds dialogues.
#[derive(Debug)]
pub(super) struct Body {
    id: String,
    /// Who types for it.
    typist: String,
    pub(super) name: String,
    pub(super) duty: &'static str,
    /// The term of its head.
    pub(super) head: String,
    /// The numbers of the lines that drafted its plans, by year.
    pub(super) plans: Vec<(i16, u64)>,
}

impl House {
    /// Writes the lines of `count` communes, or of all that the province has.
    pub(super) fn make(sheet: &mut Sheet, words: &Words, chance: &mut Chance, count: usize, until: Day) -> Self {
        let on = begins();
        let provinces: Vec<&Unit> = units().in_force(Level::Province, on).collect();
        let province = *chance.one(&provinces);
        let mut places: Vec<&Unit> = units().children(province, on).collect();
        let skipped = usize::try_from(chance.below(places.len() as u64)).unwrap_or(0);
        places.rotate_left(skipped);
        let own = &words.own;
        let name = |pattern: &str, place: &str| format!("{} {}", pattern.replace("{}", place), own.simulated);
        let root = "$0.organisation";
        let outside = found(root, "outside", &name(&own.outside, &province.running()), None, on);
        let outside = sheet.keep((on, 481), on, ("$0", root), "organisation.found", outside);
        let mut house = Self {
            place: official(province),
            body: name(&own.province_committee, &province.running()),
            person: format!("{} {}", own.typist, own.simulated),
            login: own.login.clone(),
            outside: format!("${outside}.organisation"),
            communes: Vec::new(),
        };
        for (at, place) in places.into_iter().take(count).enumerate() {
            let minute = 485 + i64::try_from(at).unwrap_or(0);
            house.communes.push(Commune::make(sheet, words, chance, place, minute.min(1400), until));
        }
        house
    }

    /// What is typed at the first run, with the code from the terminal.
    pub(crate) fn begin(&self, code: String) -> Beginning {
        Beginning {
            code,
            place: self.place.clone(),
            bodies: Bodies::OnlyCommittee { name: self.body.clone() },
            person: self.person.clone(),
            login: self.login.clone(),
            password: PASSWORD.to_owned(),
        }
    }

    /// The same, for the head of a file.
    pub(super) fn beginning(&self) -> Value {
        json!({ "place": self.place, "organisation": self.body, "person": self.person, "login": self.login })
    }
}

impl Commune {
    fn make(sheet: &mut Sheet, words: &Words, chance: &mut Chance, place: &Unit, minute: i64, until: Day) -> Self {
        let (on, own, running) = (begins(), &words.own, place.running());
        let named = |pattern: &str| format!("{} {}", pattern.replace("{}", &running), own.simulated);
        let root = ("$0", "$0.organisation");
        let found_one = |sheet: &mut Sheet, superior: &str, kind: &str, pattern: &str, own_place: bool| {
            let territory = own_place.then(|| official(place));
            let act = found(superior, kind, &named(pattern), territory.as_ref(), on);
            format!("${}.organisation", sheet.keep((on, minute), on, ("$0", superior), "organisation.found", act))
        };
        let party = found_one(sheet, root.1, "party_committee", &own.party, true);
        let account = json!({
            "person": words.name(chance), "login": own.commune_login.replace("{}", place.code),
            "organisation": party, "roles": ROLES,
        });
        let typist = format!("${}", sheet.keep((on, minute), on, root, "account.create", account));
        let beside = |sheet: &mut Sheet, superior: &str, kind: &str, pattern: &str| {
            let id = found_one(sheet, superior, kind, pattern, false);
            for role in ROLES {
                let grant = json!({
                    "account": format!("{typist}.account"), "organisation": id, "role": role, "from": on,
                    "to": Day::OPEN,
                });
                sheet.put((on, minute), on, root, "account.grant", grant);
            }
            id
        };
        let committee = beside(sheet, &party, "peoples_committee", &own.committee);
        let division = beside(sheet, &committee, "division", &own.division);
        let front = beside(sheet, &party, "front", &own.front);
        let mut villages: Vec<(u64, String)> = Vec::new();
        for _ in 0..chance.below(6) + 4 {
            let name = words.village(chance, &villages);
            let act = json!({ "organisation": party, "name": name, "from": on });
            villages.push((sheet.keep((on, minute), on, (&typist, &party), "organisation.add_village", act), name));
        }
        let bodies = [(party, &own.party, "secretary"), (committee, &own.committee, "chairman")];
        let mut bodies = bodies.map(|(id, pattern, duty)| {
            let person = Person::New(words.name(chance));
            let act = json!({ "organisation": id, "person": person, "post": duty, "from": on });
            let head = format!("${}.term", sheet.keep((on, minute), on, (&typist, &id), "term.begin", act));
            Body { id, typist: typist.clone(), name: named(pattern), duty, head, plans: Vec::new() }
        });
        for body in &mut bodies {
            for year in begins().year()..=until.year() {
                body.plan(sheet, words, chance, year);
            }
        }
        Self { name: running, bodies, division, front, villages }
    }
}

impl Body {
    /// A plan of one year, drafted and approved before its first month; one in ten is amended.
    fn plan(&mut self, sheet: &mut Sheet, words: &Words, chance: &mut Chance, year: i16) {
        let first = Day::new(year, 1, 6).expect("the calendar has this day").max(begins().plus(2));
        let drafted = first.plus(chance.days(0, 3));
        let months: Vec<i8> = MONTHS.into_iter().filter(|month| *month > first.month()).collect();
        let meant = |chance: &mut Chance, month: i8| {
            json!({
                "month": month, "topic": chance.one(&words.own.topics),
                "form": Form::Conference, "audience": Audience::Residents,
            })
        };
        let dialogues: Vec<Value> = months.iter().map(|month| meant(chance, *month)).collect();
        let draft = json!({ "organisation": self.id, "post": self.duty, "year": year, "dialogues": dialogues });
        let no = sheet.keep((drafted, 540), drafted, self.who(), "plan.draft", draft);
        let issued = drafted.plus(chance.days(1, 5));
        let advance = json!({ "plan": format!("${no}.plan"), "version": 1, "to": "approved" });
        sheet.put((issued, 600), issued, self.who(), "plan.advance", advance);
        if chance.percent(10) {
            let on = issued.plus(chance.days(10, 20));
            let added = meant(chance, 12);
            let amend = json!({
                "plan": format!("${no}.plan"), "version": 2, "add": [added], "dropped": [],
                "reason": chance.one(&words.own.extended),
            });
            sheet.put((on, 615), on, self.who(), "plan.amend", amend);
        }
        self.plans.push((year, no));
    }

    /// Who acts for it.
    pub(super) fn who(&self) -> Who<'_> {
        (&self.typist, &self.id)
    }

    /// Itself, as lines name it.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The planned dialogues of a year, as lines name them.
    pub(super) fn planned(&self, year: i16) -> Vec<String> {
        let months = MONTHS.iter().filter(|month| year > begins().year() || **month > begins().month());
        let plan = self.plans.iter().find(|(known, _)| *known == year).map(|(_, no)| *no);
        plan.map_or_else(Vec::new, |no| months.enumerate().map(|(at, _)| format!("${no}.dialogues.{at}")).collect())
    }
}

fn found(superior: &str, kind: &str, name: &str, territory: Option<&Place>, from: Day) -> Value {
    json!({
        "superior": superior, "line": "", "kind": kind, "name": name, "territory": territory,
        "outside": kind == "outside", "from": from,
    })
}

fn official(unit: &Unit) -> Place {
    Place::Official { level: unit.level.as_str().to_owned(), code: unit.code.to_owned() }
}
