//! Bodies on both engines: the first run's, and what happens to one after it was founded.

mod changed;
mod closure;
mod first_run;

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Begun, Bodies, Secrets, SignedIn, Visit};
use acts::organisation::{End, Found, Place, PlaceUnder, Rename};
use acts::{By, Office, Stop};
use domain::day::Day;
use domain::refusal::Refusal;
use store::organisation::{self, OrganisationRow};
use store::{Act, Store, clock, history};

const TODAY: &str = "2026-09-11";

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// An installation that has begun.
struct House {
    store: Store,
    office: Office,
    secrets: Secrets,
    begun: Begun,
    signed_in: SignedIn,
}

impl House {
    async fn begin(store: Store, place: BeginPlace, bodies: Bodies) -> Result<Self, Stop> {
        store.move_today(day(TODAY)).await.expect("a simulated database");
        let (office, secrets, at) =
            (Office::new(&store), Secrets { codes: [1; 32], throttle: [2; 32] }, clock::machine());
        let code = account::first_code(&office, &secrets, at).await?.expect("nobody is here").code;
        let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
        let typed = Beginning {
            code,
            place,
            bodies,
            person: "Trần Thị Mận".to_owned(),
            login: "man.tran".to_owned(),
            password: "mot-cau-du-dai-de-nho".to_owned(),
        };
        let (begun, _, signed_in) = account::begin(&office, &secrets, "begin", &typed, &visit).await?;
        Ok(Self { store, office, secrets, begun, signed_in })
    }

    /// A province with its People's Committee alone.
    async fn province(store: Store) -> Self {
        let name = "Ủy ban nhân dân tỉnh Mẫu".to_owned();
        let place =
            BeginPlace::Own { level: "province".to_owned(), code: "MP".to_owned(), name: "Tỉnh Mẫu".to_owned() };
        Self::begin(store, place, Bodies::OnlyCommittee { name }).await.expect("it begins")
    }

    fn by(&self) -> By {
        self.begun.by()
    }

    async fn act<A: Act>(&self, act: A) -> Result<A::Answer, Stop> {
        let key = clock::public_id(clock::machine()).to_string();
        self.office.act(self.by(), &key, act).await.map(|done| done.answer)
    }

    async fn refused<A: Act>(&self, act: A) -> Refusal {
        match self.act(act).await {
            Err(Stop::Refused(refusal)) => refusal,
            Err(Stop::Failed(error)) => panic!("{}: {error}", A::NAME),
            Ok(_) => panic!("{} was done", A::NAME),
        }
    }

    async fn row(&self, id: i64) -> OrganisationRow {
        let mut read = self.store.reader().await.expect("a reader");
        organisation::find(&mut read, id).await.expect("reads").expect("it is there")
    }

    async fn under(&self, id: i64) -> Vec<i64> {
        let mut read = self.store.reader().await.expect("a reader");
        let mut ids: Vec<i64> =
            organisation::under(&mut read, id).await.expect("reads").iter().map(|row| row.id).collect();
        ids.sort_unstable();
        ids
    }

    /// A division under a body.
    async fn division(&self, superior: i64, name: &str) -> i64 {
        self.act(division(superior, name)).await.expect("it is founded").organisation
    }

    async fn rename(&self, organisation: i64, name: &str, from: &str) -> Rename {
        let version = self.row(organisation).await.version;
        let (name, basis) = (name.to_owned(), "Nghị quyết 12/NQ-HĐND ngày 01/6/2026".to_owned());
        Rename { organisation, name, basis, from: day(from), version }
    }

    async fn place(&self, organisation: i64, line: &str, superior: Option<i64>, from: &str) -> PlaceUnder {
        let (line, version) = (line.to_owned(), self.row(organisation).await.version);
        PlaceUnder { organisation, line, superior, from: day(from), version }
    }

    async fn end(&self, organisation: i64, successors: &[i64], on: &str) -> End {
        let version = self.row(organisation).await.version;
        let basis = "Quyết định 7/QĐ-UBND ngày 01/7/2026".to_owned();
        End { organisation, on: day(on), successors: successors.to_vec(), basis, version }
    }

    async fn verify(&self) {
        let verified = history::verify(&mut self.store.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

fn division(superior: i64, name: &str) -> Found {
    Found {
        superior,
        line: String::new(),
        kind: "division".to_owned(),
        name: name.to_owned(),
        territory: None,
        outside: false,
        from: day("2026-01-01"),
    }
}

fn official(level: &str, code: &str) -> Place {
    Place::Official { level: level.to_owned(), code: code.to_owned() }
}
