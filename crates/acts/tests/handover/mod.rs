//! What an ended body or term leaves is listed, given and closed; nothing stays behind.

mod before;
mod chaired;
mod given;
mod handled;
mod inherited;
mod many;
mod refused;
mod sent;
mod terms;

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{self, BeginPlace, Beginning, Bodies, Create, Person, Secrets, Visit, hash};
use acts::handover::{Close, Give};
use acts::organisation::{End, Found};
use acts::submission::{Mark, Mode, Raise, Raised};
use acts::term::{self, Begin};
use acts::{By, Office, Stop, dialogue};
use domain::day::{Day, Instant};
use domain::event::Kind;
use domain::handover::Group;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::handover::{GroupRow, HandoverRow, ItemRow};
use store::{Act, Store, clock, handover};

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

const TODAY: &str = "2026-09-11";
const PASSWORD: &str = "mot-cau-khac-cung-dai";

/// A province with bodies under it, as its administrator and its clerks act.
struct House {
    store: Store,
    office: Office,
    secrets: Secrets,
    at: Instant,
    /// Administers all of it.
    admin: By,
}

impl House {
    async fn open(store: Store) -> Self {
        store.move_today(day(TODAY)).await.expect("a simulated database");
        let (office, at) = (Office::new(&store), clock::machine());
        let secrets = Secrets { codes: [1; 32], throttle: [2; 32] };
        let first = account::first_code(&office, &secrets, at).await.expect("reads").expect("nobody is here");
        let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at };
        let typed = Beginning {
            code: first.code,
            place: place("province", "Tỉnh Mẫu"),
            bodies: Bodies::OnlyCommittee { name: "UBND tỉnh Mẫu".to_owned() },
            person: "Trần Thị Mận".to_owned(),
            login: "man".to_owned(),
            password: "mot-cau-du-dai-de-nho".to_owned(),
        };
        let (begun, ..) = account::begin(&office, &secrets, "begin", &typed, &visit).await.expect("it begins");
        Self { store, office, secrets, at, admin: begun.by() }
    }

    fn root(&self) -> i64 {
        self.admin.organisation
    }

    async fn act<A: Act>(&self, by: By, act: A) -> Result<A::Answer, Stop> {
        let key = clock::public_id(clock::machine()).to_string();
        Ok(self.office.act(by, &key, act).await?.answer)
    }

    async fn found(&self, superior: i64, name: &str, territory: Option<BeginPlace>) -> i64 {
        self.found_as(superior, "peoples_committee", name, territory, "2026-01-01").await
    }

    async fn found_as(&self, superior: i64, kind: &str, name: &str, territory: Option<BeginPlace>, from: &str) -> i64 {
        let (kind, name, from) = (kind.to_owned(), name.to_owned(), day(from));
        let found = Found { superior, line: String::new(), kind, name, territory, outside: false, from };
        self.act(self.admin, found).await.expect("it is founded").organisation
    }

    /// An account with roles in a body, as it acts.
    async fn account(&self, login: &str, organisation: i64, roles: &[Role]) -> By {
        let secret = hash(&self.secrets, login, PASSWORD).await.expect("a hash");
        let create = Create {
            person: Person::New(format!("Nguyễn Văn {login}")),
            login: login.to_owned(),
            organisation,
            roles: roles.to_vec(),
            demo: Some(secret),
            secrets: self.secrets.clone(),
            at: self.at,
        };
        let made = self.act(self.admin, create).await.expect("an account");
        By { account: made.account, actor: made.person, organisation }
    }

    async fn term(&self, organisation: i64, person: term::Person, post: &str) -> term::Begun {
        let begin = Begin { organisation, person, post: post.to_owned(), from: day("2026-01-01") };
        self.act(self.admin, begin).await.expect("a term")
    }

    async fn dialogue(&self, by: By, chair: Option<i64>) -> dialogue::Opened {
        let open = dialogue::Open {
            organisation: by.organisation,
            title: "Nước sạch".to_owned(),
            chair,
            deputy_reason: String::new(),
            held_on: day("2026-09-01"),
            territory: None,
            place: String::new(),
        };
        self.act(by, open).await.expect("a dialogue")
    }

    async fn raise(&self, by: By, session: i64, field: &str) -> Raised {
        self.act(by, opinion(session, field)).await.expect("it is raised")
    }

    async fn end(&self, organisation: i64, on: &str, successors: &[i64]) {
        let mut read = self.store.reader().await.expect("a reader");
        let row = store::organisation::find(&mut read, organisation).await.expect("reads").expect("it is there");
        drop(read);
        let basis = "Nghị quyết số 01/NQ-HĐND ngày 01/9/2026".to_owned();
        let successors = successors.to_vec();
        let end = End { organisation, on: day(on), successors, basis, version: row.version };
        self.act(self.admin, end).await.expect("it ends");
    }

    /// The newest list of the province and of the bodies under it.
    async fn list(&self) -> HandoverRow {
        let mut read = self.store.reader().await.expect("a reader");
        let right = domain::permission::Act::HandoverRead;
        let of = store::grant::Of::Organisation(self.root());
        let (grant, _) = store::grant::may(&mut read, self.admin, right, of).await.expect("it may be read");
        let rows = handover::list(&mut read, &grant, None, 10).await.expect("reads").rows;
        rows.into_iter().next().expect("a list")
    }

    async fn groups(&self, list: &HandoverRow) -> Vec<GroupRow> {
        let mut read = self.store.reader().await.expect("a reader");
        handover::groups(&mut read, list.id, false, None, 500).await.expect("reads").rows
    }

    async fn items(&self, list: &HandoverRow) -> Vec<ItemRow> {
        let mut read = self.store.reader().await.expect("a reader");
        handover::items(&mut read, list.id, None, None, 20_000).await.expect("reads").rows
    }

    async fn give(&self, by: By, groups: &[Group], receiver: i64, term: Option<i64>) -> Result<(), Stop> {
        let list = self.list().await;
        let groups = groups.to_vec();
        self.act(by, Give { handover: list.id, items: Vec::new(), groups, receiver, term, version: list.version }).await
    }

    async fn close(&self, by: By) -> Result<(), Stop> {
        let list = self.list().await;
        self.act(by, Close { handover: list.id, version: list.version }).await
    }

    /// Nothing of what a body answered for is still its own.
    async fn nothing_is_left(&self, organisation: i64) {
        let mut read = self.store.reader().await.expect("a reader");
        let left = handover::left::of_body(&mut read, organisation, day(TODAY)).await.expect("reads");
        assert_eq!(left, []);
        assert_eq!(store::term::lasting(&mut read, organisation).await.expect("reads"), []);
    }

    async fn verify(&self) {
        let verified = store::history::verify(&mut self.store.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

fn place(level: &str, name: &str) -> BeginPlace {
    BeginPlace::Own { level: level.to_owned(), code: String::new(), name: name.to_owned() }
}

fn opinion(session: i64, field: &str) -> Raise {
    Raise {
        session,
        turn: None,
        words: "Nước đục.".to_owned(),
        no_denunciation: false,
        name: String::new(),
        contact: String::new(),
        represents: String::new(),
        mode: Mode::Named,
        head_count: None,
        territory: None,
        field: field.to_owned(),
        kind: Kind::Recommendation,
        mark: Mark::None,
        answer: None,
        slip: None,
        draft: false,
    }
}

fn refused<T: std::fmt::Debug>(done: Result<T, Stop>) -> Refusal {
    match done {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
