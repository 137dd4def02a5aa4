//! Accounts on both engines: the door, codes that work once, and what an administrator may do.

mod administer;
mod codes;
mod devices;
mod door;
mod first_run;
mod kept;
mod totp;

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{
    self, BeginPlace, Beginning, Begun, Bodies, Create, Person, Secrets, SignedIn, TypedSignIn, Visit, create,
    first_code, hash,
};
use acts::{By, Office, Stop};
use domain::day::Instant;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::account::session::SessionRow;
use store::{Act, Store, clock};

/// The password of the first account.
const PASSWORD: &str = "con trâu là đầu cơ nghiệp";
/// The password of the others.
const OTHER: &str = "một giọt máu đào hơn ao nước lã";
const LOGIN: &str = "man.tran";

/// An installation that has begun.
#[derive(Clone)]
struct House {
    office: Office,
    secrets: Secrets,
    /// The code with which it began.
    code: String,
    begun: Begun,
    recovery: Vec<String>,
    first: SignedIn,
    at: Instant,
}

fn secrets() -> Secrets {
    Secrets { codes: [3; 32], throttle: [4; 32] }
}

fn from(last: u8, at: Instant) -> Visit {
    Visit { address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)), device: "Firefox, Linux".to_owned(), at }
}

fn later(at: Instant, minutes: i64) -> Instant {
    Instant::from_ms(at.ms() + minutes * 60_000)
}

fn own_place(level: &str, name: &str) -> BeginPlace {
    BeginPlace::Own { level: level.to_owned(), code: String::new(), name: name.to_owned() }
}

fn beginning(code: &str) -> Beginning {
    Beginning {
        code: code.to_owned(),
        place: own_place("commune", "Xã Sông Trầm, tỉnh Thanh Giang"),
        bodies: Bodies::OnlyCommittee { name: "Ủy ban nhân dân xã Sông Trầm".to_owned() },
        person: "Trần Thị Mận".to_owned(),
        login: LOGIN.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

fn refused<T>(done: Result<T, Stop>) -> Refusal {
    match done {
        Err(Stop::Refused(refusal)) => refusal,
        Err(Stop::Failed(error)) => panic!("failed: {error}"),
        Ok(_) => panic!("it was done"),
    }
}

impl House {
    async fn open(store: &Store) -> Self {
        let (office, secrets, at) = (Office::new(store), secrets(), clock::machine());
        let code = first_code(&office, &secrets, at).await.unwrap().expect("nobody is here");
        let typed = beginning(&code.code);
        let (begun, recovery, first) =
            account::begin(&office, &secrets, "begin", &typed, &from(1, at)).await.expect("it begins");
        Self { office, secrets, code: code.code, begun, recovery, first, at }
    }

    /// The same installation as another node sees it.
    fn on(&self, store: &Store) -> Self {
        Self { office: Office::new(store), ..self.clone() }
    }

    fn admin(&self) -> By {
        self.begun.by()
    }

    async fn act<A: Act>(&self, by: By, act: A) -> Result<A::Answer, Stop> {
        let key = clock::public_id(clock::machine()).to_string();
        self.office.act(by, &key, act).await.map(|done| done.answer)
    }

    async fn sign_in(&self, login: &str, password: &str, visit: &Visit) -> Result<SignedIn, Stop> {
        let typed = TypedSignIn { login: login.to_owned(), password: password.to_owned() };
        account::sign_in(&self.office, &self.secrets, &typed, visit).await
    }

    async fn who(&self, token: &str, at: Instant) -> Option<SessionRow> {
        let mut reader = self.office.store().reader().await.unwrap();
        account::who(&mut reader, token, at).await.unwrap()
    }

    /// An account with the password [`OTHER`], as it acts.
    async fn colleague(&self, login: &str, organisation: i64, roles: &[Role]) -> By {
        let secret = hash(&self.secrets, login, OTHER).await.unwrap();
        let act = Create { demo: Some(secret), ..self.new_account(login, organisation, roles) };
        let made = self.act(self.admin(), act).await.unwrap();
        By { account: made.account, actor: made.person, organisation }
    }

    fn new_account(&self, login: &str, organisation: i64, roles: &[Role]) -> Create {
        Create {
            person: Person::New(format!("Nguyễn Văn {login}")),
            login: login.to_owned(),
            organisation,
            roles: roles.to_vec(),
            demo: None,
            secrets: self.secrets.clone(),
            at: self.at,
        }
    }

    /// An account whose owner has to set a password with the slip.
    async fn invited(&self, login: &str) -> account::Slip {
        let act = self.new_account(login, self.begun.organisation, &[Role::Clerk]);
        create(&self.office, self.admin(), login, act).await.unwrap()
    }
}
