//! An installation in a database of its own, and browsers that ask it without a network.

mod browser;
mod empty;
mod html;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU64, Ordering};

use acts::account::{self, BeginPlace, Beginning, Bodies, Create, Person, Secret, Secrets, Visit};
use acts::organisation::{Found, Place};
use acts::{By, Office, dialogue};
use axum::Router;
use domain::day::Day;
use domain::permission::Role;
use store::{Act, Opening, Store};
use testing::Fresh;
use web::App;

pub(crate) use browser::{Answer, Browser};
pub(crate) use empty::Empty;
pub(crate) use html::{attribute, error, form, links, plain, shown, tag};

/// The database's own today when it begins.
pub(crate) const TODAY: &str = "2026-09-11";
/// The password of every account.
const PASSWORD: &str = "mot-cau-du-dai-de-nho";
/// The login of the first account.
pub(crate) const FIRST: &str = "quan.tri";

/// A day, as a test writes it.
pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

/// A new idempotency key.
pub(crate) fn key() -> String {
    static KEYS: AtomicU64 = AtomicU64::new(0);
    format!("test-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// A People's Committee of a province with its first account, which administers everything below and types at its desk.
pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) office: Office,
    /// The first account: administrator and clerk.
    pub(crate) first: By,
    secrets: Secrets,
    secret: Secret,
    router: Router,
    database: Fresh,
}

impl House {
    pub(crate) async fn open(database: Fresh) -> Self {
        let (level, code, name) = ("province".to_owned(), "MP".to_owned(), "Tỉnh Mẫu".to_owned());
        let place = BeginPlace::Own { level, code, name };
        Self::of(database, TODAY, place, "Ủy ban nhân dân tỉnh Mẫu").await
    }

    /// The committee of a place, begun on a day.
    pub(crate) async fn of(database: Fresh, today: &str, place: BeginPlace, committee: &str) -> Self {
        let opening = Opening { url: database.url().to_owned(), secret: [7; 32], simulated: true };
        let store = Store::open(&opening).await.expect("the database opens");
        store.move_today(day(today)).await.expect("its data are invented");
        let office = Office::new(&store);
        let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
        let at = store::clock::machine();
        let code = account::first_code(&office, &secrets, at).await.expect("reads").expect("nobody is here");
        let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
        let typed = Beginning {
            code: code.code,
            place,
            bodies: Bodies::OnlyCommittee { name: committee.to_owned() },
            person: "Trần Thị Mận".to_owned(),
            login: FIRST.to_owned(),
            password: PASSWORD.to_owned(),
        };
        let (begun, ..) = account::begin(&office, &secrets, "begin", &typed, &visit).await.expect("it begins");
        // One hash serves every account: hashing is slow on purpose.
        let secret = account::hash(&secrets, "accounts", PASSWORD).await.expect("a hash");
        let app = App {
            office: office.clone(),
            secrets: secrets.clone(),
            secure_cookies: false,
            // What is brought is opened here: that it happens in a process of its own is tried by the program's own tests.
            tables: web::Tables::new(async |bytes: Vec<u8>, sought: sheets::Sought| sought.within(&bytes)),
            demo: Vec::new(),
            public: None,
        };
        Self { store, office, first: begun.by(), secrets, secret, router: web::router(app), database }
    }

    pub(crate) async fn act<A: Act>(&self, by: By, act: A) -> A::Answer {
        match self.office.act(by, &key(), act).await {
            Ok(done) => done.answer,
            Err(stop) => panic!("{}: {stop}", A::NAME),
        }
    }

    /// A body under another one, with a place of its own where `code` is given.
    pub(crate) async fn found(&self, superior: i64, kind: &str, name: &str, code: Option<&str>) -> i64 {
        let territory =
            code.map(|code| Place::Own { level: "commune".to_owned(), code: code.to_owned(), name: name.to_owned() });
        let (kind, name) = (kind.to_owned(), format!("Cơ quan {name}"));
        self.act(
            self.first,
            Found { superior, line: String::new(), kind, name, territory, outside: false, from: day("2026-01-01") },
        )
        .await
        .organisation
    }

    /// Where the database is.
    pub(crate) fn url(&self) -> &str {
        self.database.url()
    }

    /// An account in a body, as it acts.
    pub(crate) async fn account(&self, login: &str, organisation: i64, roles: &[Role]) -> By {
        let act = Create {
            person: Person::New(format!("Nguyễn Văn {login}")),
            login: login.to_owned(),
            organisation,
            roles: roles.to_vec(),
            demo: Some(self.secret.clone()),
            secrets: self.secrets.clone(),
            at: store::clock::machine(),
        };
        let made = self.act(self.first, act).await;
        By { account: made.account, actor: made.person, organisation }
    }

    /// An open dialogue of the body that `by` works for, held today.
    pub(crate) async fn dialogue(&self, by: By, title: &str) -> dialogue::Opened {
        let held_on = self.store.clock().now().today;
        let title = title.to_owned();
        let (organisation, place) = (by.organisation, String::new());
        self.act(
            by,
            dialogue::Open {
                organisation,
                title,
                chair: None,
                deputy_reason: String::new(),
                held_on,
                territory: None,
                place,
            },
        )
        .await
    }

    /// The keys of the installation.
    pub(crate) fn secrets(&self) -> Secrets {
        self.secrets.clone()
    }

    /// A browser of nobody.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which an account has signed in on the page for it.
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        self.visitor().sign_in(login, PASSWORD).await
    }

    /// Replays every history and compares: the last line of a scenario.
    pub(crate) async fn verify(&self) {
        let verified = store::history::verify(&mut self.store.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}
